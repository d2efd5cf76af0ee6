// Merging an adapted value: a place of its own, whose states only its adapter can compare and join.
//
// Three-way by state: a side whose state is that of the common past has changed nothing. Where both have changed it, the
// adapter joins them if it can; what it cannot join, or all of it, is decided like a field.
import type { AdaptedContent } from '../adapters/adapted-content.js';
import type { AdapterMerge } from '../adapters/protocol.js';
import { AMBIGUOUS } from '../engine-binding/handle.js';
import { MergePolicyError } from '../errors.js';
import { memberOf } from '../recording/admit.js';
import type { ConflictDetail, MergePolicy } from '../schema/policies.js';
import { lookAt } from './adapted-states.js';
import { Decision, NOTHING, type Judgement } from './merge-decision.js';
import { policyAbove } from './merge-places.js';
import type { SideChanges } from './merge-sides.js';
import { pathOf } from './paths.js';
import type { Session } from './session.js';

/** The operations that are current for a value in the common past, here, and at the source. */
export interface AdaptedStates {
  readonly base: number;
  readonly ours: number;
  readonly theirs: number;
}

/** The decision about an adapted value. What the sides have is what their adapter describes them by. */
export class AdaptedDecision extends Decision {
  readonly canBeRemoved = true;
  override details: readonly ConflictDetail[] | undefined = undefined;

  constructor(
    private readonly owner: object,
    readonly content: AdaptedContent,
    readonly states: AdaptedStates,
    base: { readonly snapshot: unknown } | undefined,
    ours: unknown,
    theirs: unknown,
  ) {
    super(
      base === undefined ? NOTHING : { has: true, value: base.snapshot },
      { has: true, value: ours },
      { has: true, value: theirs },
    );
  }

  get object(): object {
    return this.content.handle;
  }

  get field(): unknown {
    return memberOf(this.object)?.key;
  }

  get path(): string {
    return pathOf(this.owner, memberOf(this.object), undefined);
  }

  override operations(): readonly [ours: number, theirs: number] {
    return [this.states.ours, this.states.theirs];
  }

  override admit(): void {
    // The value has joined long ago.
  }
}

/** How one value is merged. It counts on the object standing still until it is recorded. */
export class AdaptedMerge {
  decision: AdaptedDecision | undefined;
  readonly #ours: unknown;
  readonly #theirs: unknown;
  readonly #base: { readonly snapshot: unknown } | undefined;
  /** What leads from our state to that of the source. */
  readonly #toTheirs: unknown;
  readonly #hasOurs: boolean;
  readonly #hasTheirs: boolean;
  /** What is done to the value. */
  #delta: unknown = null;

  constructor(
    private readonly session: Session,
    readonly content: AdaptedContent,
    private readonly states: AdaptedStates,
  ) {
    const at = <T>(operation: number, look: () => T): T => lookAt(session, content, operation, look);
    const ours = content.describe();
    const base = states.base === AMBIGUOUS ? undefined : { snapshot: at(states.base, () => content.describe()) };
    const isChanged = (): boolean => base === undefined || content.deltaFrom(base.snapshot) !== null;
    this.#ours = ours;
    this.#base = base;
    [this.#theirs, this.#toTheirs, this.#hasTheirs] = at(states.theirs, () => [
      content.describe(),
      content.deltaFrom(ours),
      isChanged(),
    ]);
    this.#hasOurs = isChanged();
  }

  noteSource(side: SideChanges): void {
    if (!this.#hasTheirs) return;
    side.edited.add(this.content.handle);
    side.touched.add(this.content.handle);
  }

  /** Decides; the adapter and functions may be asked, nothing is changed. */
  decide(owner: object, judgement: Judgement): void {
    if (!this.#hasTheirs || this.#toTheirs === null) return;
    const decision = new AdaptedDecision(owner, this.content, this.states, this.#base, this.#ours, this.#theirs);
    this.decision = decision;
    if (!this.#hasOurs) {
      this.#delta = this.#toTheirs;
      return;
    }
    const joined = this.#join('ours');
    if (joined?.conflicts.length === 0) {
      decision.by = 'computed';
      this.#delta = joined.delta;
      return;
    }
    decision.details = joined?.conflicts;
    decision.judge('value', sidesOnly(policyAbove(this.content)), judgement);
    if (decision.by === 'computed') this.#give(decision);
    if (decision.by === 'theirs') this.#delta = joined === undefined ? this.#toTheirs : this.#join('theirs')?.delta;
    else if (decision.by !== 'computed') this.#delta = joined?.delta ?? null;
  }

  /** A function answers with one of the states it was shown: a value that changes in place takes no other one. */
  #give(decision: AdaptedDecision): void {
    const { value } = decision;
    if (Object.is(value, this.#theirs)) decision.give('theirs');
    else if (Object.is(value, this.#ours)) decision.give('ours');
    else if (this.#base !== undefined && Object.is(value, this.#base.snapshot)) this.#delta = this.#toBase();
    else {
      throw new MergePolicyError(decision.path, 'function', 'an adapted value takes one of base, ours and theirs');
    }
  }

  #toBase(): unknown {
    return lookAt(this.session, this.content, this.states.base, () => this.content.deltaFrom(this.#ours));
  }

  #join(prefer: 'ours' | 'theirs'): AdapterMerge<unknown> | undefined {
    const base = this.#base;
    if (base === undefined) return undefined;
    return this.content.merge({ base: base.snapshot, ours: this.#ours, theirs: this.#theirs, prefer });
  }

  /** Makes sure that what was decided can be done, and leaves the value as it is. @throws {AdapterContractError} */
  tryOut(): void {
    if (this.#delta !== null) this.content.tryOut(this.#delta);
  }

  record(): void {
    if (this.#delta !== null) this.content.edit(this.#delta);
  }
}

/** Policies that combine numbers or containers say nothing about a value that only its adapter knows. */
function sidesOnly(policy: MergePolicy | undefined): MergePolicy | undefined {
  return policy === 'sum' || policy === 'max' || policy === 'min' || policy === 'union' ? undefined : policy;
}
