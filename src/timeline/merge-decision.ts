// One decision of a merge: what both sides hold at one place, what the common past held, and who decides.
//
// Three-way by value: a side that holds the base value has not changed the place.
import { MergePolicyError } from '../errors.js';
import type { Recorder } from '../recording/recorder.js';
import {
  decide,
  type ConflictKind,
  type MergeConflict,
  type MergePolicy,
  type MergeStrategy,
} from '../schema/policies.js';

/** Who decided a place: a side, a policy or function that computed a value, or nobody yet (strict, in a preview). */
export type DecidedBy = 'ours' | 'theirs' | 'computed' | 'nobody';

/** What a merge did, or would do, with one place that the source changed. */
export interface MergeDecision extends MergeConflict {
  /** Whether both sides changed the place, in different ways. */
  readonly conflict: boolean;
  readonly by: DecidedBy;
  /** The value after the merge; undefined when `isPresent` is false. */
  readonly value: unknown;
  /** Whether the place is there after the merge: a key or element can be removed. */
  readonly isPresent: boolean;
}

/** How a merge decides. */
export interface Judgement {
  readonly strategy: MergeStrategy;
  /** Functions are not called: their conflicts are left to nobody. */
  readonly preview: boolean;
}

/** What one side, or the common past, has at a place. */
export interface Held {
  readonly has: boolean;
  readonly value: unknown;
}

/** Nothing is there, or nothing is known of it. */
export const NOTHING: Held = { has: false, value: undefined };

/** A decision with the place it is for. Until it is judged, the source's change is taken over. */
export abstract class Decision implements MergeDecision {
  kind: ConflictKind = 'value';
  conflict = false;
  by: DecidedBy = 'theirs';
  value: unknown;
  isPresent: boolean;

  constructor(
    readonly heldBase: Held,
    readonly heldOurs: Held,
    readonly heldTheirs: Held,
  ) {
    this.value = heldTheirs.value;
    this.isPresent = heldTheirs.has;
  }

  get base(): unknown {
    return this.heldBase.value;
  }
  get hasBase(): boolean {
    return this.heldBase.has;
  }
  get ours(): unknown {
    return this.heldOurs.value;
  }
  get hasOurs(): boolean {
    return this.heldOurs.has;
  }
  get theirs(): unknown {
    return this.heldTheirs.value;
  }
  get hasTheirs(): boolean {
    return this.heldTheirs.has;
  }

  // Looked up when they are read: most merges never show them.
  abstract get path(): string;
  abstract get object(): object;
  abstract get field(): unknown;
  /** Whether the place can be gone after the merge. */
  abstract readonly canBeRemoved: boolean;

  /** Lets a value that was computed join the history. @throws what admission throws */
  abstract admit(recorder: Recorder): void;

  /** Both sides changed the place: the policy of the field decides, or the strategy of the call. */
  judge(kind: ConflictKind, policy: MergePolicy | undefined, judgement: Judgement): void {
    this.kind = kind;
    this.conflict = true;
    // `union` keeps what one side has; where both have something it says nothing.
    const isOnOneSide = kind === 'removed' && policy === 'union' && this.hasOurs !== this.hasTheirs;
    const decider = deciderOf(kind, policy, judgement.strategy);
    if (isOnOneSide) this.give(this.hasOurs ? 'ours' : 'theirs');
    else if (typeof decider === 'function' && judgement.preview) this.#leaveOpen();
    else {
      const decision = decide(decider, typeof decider === 'function' ? plainDecision(this) : this);
      if (decision.by === 'nobody') this.#leaveOpen();
      else {
        this.by = decision.by;
        this.value = decision.has ? decision.value : undefined;
        this.isPresent = decision.has;
        if (!decision.has && !this.canBeRemoved) {
          throw new MergePolicyError(this.path, 'function', 'a field cannot be removed, it needs a value');
        }
      }
    }
  }

  /** Gives the decision to a side. */
  give(by: 'ours' | 'theirs'): void {
    this.by = by;
    const held = by === 'ours' ? this.heldOurs : this.heldTheirs;
    this.value = held.value;
    this.isPresent = held.has;
  }

  #leaveOpen(): void {
    this.give('ours');
    this.by = 'nobody';
  }
}

/**
 * Who decides a kind of conflict. Policies that combine values say nothing about removing and moving; a function is not
 * asked about places in an order.
 */
function deciderOf(
  kind: ConflictKind,
  policy: MergePolicy | undefined,
  strategy: MergeStrategy,
): MergePolicy | MergeStrategy {
  if (kind === 'value') return policy ?? strategy;
  const isCombining = policy === 'sum' || policy === 'max' || policy === 'min' || policy === 'union';
  const chosen = isCombining ? strategy : (policy ?? strategy);
  return typeof chosen === 'function' && kind !== 'removed' ? 'overshadow' : chosen;
}

/** A decision as plain data; its path is looked up when it is read. */
export function plainDecision(decision: Decision): MergeDecision {
  const { kind, object, field, base, hasBase, ours, hasOurs, theirs, hasTheirs, conflict, by, value, isPresent } =
    decision;
  return {
    kind,
    get path() {
      return decision.path;
    },
    ...{ object, field, base, hasBase, ours, hasOurs, theirs, hasTheirs, conflict, by, value, isPresent },
  };
}
