// One decision of a merge: what both sides hold at one place, what the common past held, and who decides.
//
// Three-way by value: a side that holds the base value has not changed the place.
import type { EngineHandle } from '../engine-binding/handle.js';
import { MergePolicyError } from '../errors.js';
import type { Recorder } from '../recording/recorder.js';
import { unboxed } from '../recording/weak-values.js';
import {
  decide,
  type ConflictDetail,
  type ConflictKind,
  type MergeConflict,
  type MergePolicy,
  type MergeStrategy,
  type StrategyName,
} from '../schema/policies.js';
import type { Moment } from './moment.js';

/** Who decided a place: a side, a policy or function that computed a value, or nobody yet (strict, in a preview). */
export type DecidedBy = 'ours' | 'theirs' | 'computed' | 'nobody';

/** What a place would come to. */
export interface MergeOutcome {
  readonly by: DecidedBy;
  readonly value: unknown;
  readonly isPresent: boolean;
}

/** What a merge did, or would do, with one place that the source changed. */
export interface MergeDecision extends MergeConflict {
  /** Whether both sides changed the place, in different ways. */
  readonly conflict: boolean;
  readonly by: DecidedBy;
  /** The value after the merge; undefined when `isPresent` is false. */
  readonly value: unknown;
  /** Whether the place is there after the merge: a key or element can be removed. */
  readonly isPresent: boolean;
  /**
   * The moment that gave the place what the target has; undefined where it was so before anything was recorded, and for an
   * element of a list that the target has left as it was.
   */
  readonly oursMoment: Moment | undefined;
  /** The same for the source; undefined also for an element that the source has removed. */
  readonly theirsMoment: Moment | undefined;
  /** What it would come to under each strategy that is known by name. A field with a policy of its own follows that. */
  readonly outcomes: Readonly<Record<StrategyName, MergeOutcome>>;
}

/** How a merge decides. */
export interface Judgement {
  readonly strategy: MergeStrategy;
  /** Functions are not called: their conflicts are left to nobody. */
  readonly preview: boolean;
}

/** What is merged into the present moment. */
export interface ThreeWay {
  /** The moment that is merged in. */
  readonly source: number;
  /**
   * What counts as the common past; undefined for the merge bases of the graph. To revert a moment is to merge its parent
   * over it.
   */
  readonly base: number | undefined;
}

/** What one side, or the common past, has at a place. */
export interface Held {
  readonly has: boolean;
  readonly value: unknown;
}

/** Nothing is there, or nothing is known of it. */
export const NOTHING: Held = { has: false, value: undefined };

/** A decision with the place it is for. Until it is judged, the source's change is taken over. */
export abstract class Decision implements MergeConflict, MergeOutcome {
  kind: ConflictKind = 'value';
  conflict = false;
  by: DecidedBy = 'theirs';
  value: unknown;
  isPresent: boolean;
  #policy: MergePolicy | undefined;

  constructor(
    readonly heldBase: Held,
    readonly heldOurs: Held,
    readonly heldTheirs: Held,
  ) {
    this.value = heldTheirs.value;
    this.isPresent = heldTheirs.has;
  }

  get base(): unknown {
    return unboxed(this.heldBase.value);
  }
  get hasBase(): boolean {
    return this.heldBase.has;
  }
  get ours(): unknown {
    return unboxed(this.heldOurs.value);
  }
  get hasOurs(): boolean {
    return this.heldOurs.has;
  }
  get theirs(): unknown {
    return unboxed(this.heldTheirs.value);
  }
  get hasTheirs(): boolean {
    return this.heldTheirs.has;
  }

  // Looked up when they are read: most merges never show them.
  abstract get path(): string;
  abstract get object(): object;
  abstract get field(): unknown;
  readonly details?: readonly ConflictDetail[] | undefined;
  /** Whether the place can be gone after the merge. */
  abstract readonly canBeRemoved: boolean;

  /** Lets a value that was computed join the history. @throws what admission throws */
  abstract admit(recorder: Recorder): void;

  /** The operations that gave the place what target and source have, as far as they are known. */
  abstract operations(
    engine: EngineHandle,
    target: number,
    source: number,
  ): readonly [ours: number | undefined, theirs: number | undefined];

  /** What it would come to under a strategy. */
  outcomeUnder(strategy: StrategyName): MergeOutcome {
    const { by, isPresent } = this;
    if (!this.conflict) return { by, value: unboxed(this.value), isPresent };
    const side = this.#sideThatHas();
    const decider = deciderOf(this.kind, this.#policy, strategy);
    if (side === undefined && typeof decider !== 'function') {
      const decision = decide(decider, this);
      if (decision.by !== 'nobody') {
        return { by: decision.by, value: decision.has ? decision.value : undefined, isPresent: decision.has };
      }
    }
    const held = side === 'theirs' ? this.heldTheirs : this.heldOurs;
    return { by: side ?? 'nobody', value: unboxed(held.value), isPresent: held.has };
  }

  // `union` keeps what one side has; where both have something it says nothing.
  #sideThatHas(): 'ours' | 'theirs' | undefined {
    if (this.kind !== 'removed' || this.#policy !== 'union' || this.hasOurs === this.hasTheirs) return undefined;
    return this.hasOurs ? 'ours' : 'theirs';
  }

  /** Both sides changed the place: the policy of the field decides, or the strategy of the call. */
  judge(kind: ConflictKind, policy: MergePolicy | undefined, judgement: Judgement): void {
    this.kind = kind;
    this.conflict = true;
    this.#policy = policy;
    const side = this.#sideThatHas();
    const decider = deciderOf(kind, policy, judgement.strategy);
    if (side !== undefined) this.give(side);
    else if (typeof decider === 'function' && judgement.preview) this.#leaveOpen();
    else {
      const decision = decide(decider, typeof decider === 'function' ? plainConflict(this) : this);
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

/** A conflict as plain data; its path is looked up when it is read. */
export function plainConflict(decision: Decision): MergeConflict {
  const { kind, object, field, base, hasBase, ours, hasOurs, theirs, hasTheirs, details } = decision;
  return {
    kind,
    get path() {
      return decision.path;
    },
    ...{ object, field, base, hasBase, ours, hasOurs, theirs, hasTheirs },
    ...(details === undefined ? {} : { details }),
  };
}
