// One field of a merge: what both sides hold, what the common past held, and who decides.
//
// Three-way by value: a side that holds the base value has not changed the field.
import { admit } from '../recording/admit.js';
import { isObject, track } from '../recording/track.js';
import type { Recorder } from '../recording/recorder.js';
import type { Slots } from '../recording/slots.js';
import type { Field } from '../schema/class-schema.js';
import { addsUp, decide, type MergeConflict, type MergeStrategy } from '../schema/policies.js';
import type { Base } from './merge-bases.js';
import { pathOf } from './paths.js';

/** Who decided a field: a side, a policy or function that computed a value, or nobody yet (strict, in a preview). */
export type DecidedBy = 'ours' | 'theirs' | 'computed' | 'nobody';

/** What a merge did, or would do, with one field that the source changed. */
export interface MergeDecision extends MergeConflict {
  /** Whether both sides changed the field, to different values. */
  readonly conflict: boolean;
  readonly by: DecidedBy;
  /** The value after the merge. */
  readonly value: unknown;
}

/** How a merge decides. */
export interface Judgement {
  readonly strategy: MergeStrategy;
  /** Functions are not called: their conflicts are left to nobody. */
  readonly preview: boolean;
}

/** A decision with the place it is for. The path is looked up when it is read: most merges never show it. */
export class FieldDecision implements MergeDecision {
  readonly field: PropertyKey;
  readonly base: unknown;
  readonly hasBase: boolean;
  by: DecidedBy = 'theirs';
  value: unknown;
  conflict = false;
  readonly #owner: object;
  readonly #slots: Slots;
  readonly #of: Field;

  constructor(
    owner: object,
    slots: Slots,
    field: Field,
    base: Base,
    readonly ours: unknown,
    readonly theirs: unknown,
  ) {
    this.#owner = owner;
    this.#slots = slots;
    this.#of = field;
    this.field = field.name;
    this.base = base.value;
    this.hasBase = base.known;
    this.value = theirs;
  }

  get object(): object {
    return this.#slots[0]?.object ?? this.#owner;
  }

  get path(): string {
    return pathOf(this.#owner, this.#slots[0], { key: this.field, isInside: false });
  }

  /** Both sides changed the field: the policy of the field decides, or the strategy of the call. */
  judge({ strategy, preview }: Judgement): void {
    this.conflict = true;
    const policy = this.#of.options.merge ?? strategy;
    const decision = preview && typeof policy === 'function' ? UNDECIDED : decide(policy, this);
    this.by = decision.by;
    this.value = decision.by === 'nobody' ? this.ours : decision.value;
  }

  /** Lets a value that is a part join. @throws what {@link admit} throws */
  admit(recorder: Recorder): void {
    const member = this.#slots[0];
    if (member === null || this.#of.options.ref || !isObject(this.value)) return;
    this.value = track(this.value, { holder: member.object, key: this.#of.name });
    admit(recorder, this.value as object, member, this.#of.name);
  }

  /** Writes the value, if it is another one. */
  record(recorder: Recorder): void {
    const { slot } = this.#of;
    if (!Object.is(this.#slots[slot], this.value)) recorder.record(this.#slots, slot, this.value);
  }
}

const UNDECIDED = { by: 'nobody' } as const;

/** The decision about a field, or undefined where the source changed nothing. */
export function decideField(
  owner: object,
  slots: Slots,
  field: Field,
  base: Base,
  ours: unknown,
  theirs: unknown,
  judgement: Judgement,
): FieldDecision | undefined {
  if (base.known && Object.is(theirs, base.value)) return undefined;
  if (Object.is(ours, theirs) && !(base.known && addsUp(field.options.merge))) return undefined;
  const decision = new FieldDecision(owner, slots, field, base, ours, theirs);
  if (!base.known || !Object.is(ours, base.value)) decision.judge(judgement);
  return decision;
}
