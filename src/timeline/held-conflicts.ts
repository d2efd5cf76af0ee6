// Conflicts that a merge has left open. Which ones are open is a function of the moment: they are the value of a cell of their
// own, so undo, jumps, squashes and merges need nothing new for them.
//
// HC1: the value is a list that is never changed; a conflict is the same object at every moment where it is open.
import { show } from '../describe.js';
import { OptionError, UnknownConflictError } from '../errors.js';
import { memberOf } from '../recording/admit.js';
import { KEY_SLOT, type Place } from '../recording/cells.js';
import type { Recorder } from '../recording/recorder.js';
import type { Slots } from '../recording/slots.js';
import type { ConflictKind, MergeConflict } from '../schema/policies.js';
import type { ConflictSpot } from './conflict-spots.js';
import type { Decision, Held, ThreeWay } from './merge-decision.js';
import type { Merged } from './merge-results.js';
import type { Moment } from './moment.js';
import type { Session } from './session.js';

/** A conflict that a merge has left open. */
export interface OpenConflict extends MergeConflict {
  /** The moment that was merged in. */
  readonly source: Moment;
  /** The moment it was merged into. */
  readonly target: Moment;
}

/** How a conflict is settled: with what one side or the common past had, or with a value. */
export type Resolution = 'ours' | 'theirs' | 'base' | { readonly value: unknown };

/** What is recorded of an open conflict. */
export interface HeldConflict {
  readonly kind: ConflictKind;
  readonly spot: ConflictSpot;
  readonly base: Held;
  readonly ours: Held;
  readonly theirs: Held;
  readonly merged: Merged;
}

const NONE: readonly HeldConflict[] = [];

/** The open conflicts of one history. */
export class HeldConflicts implements Place {
  #slots: Slots | undefined;

  constructor(private readonly recorder: Recorder) {}

  /** Those that are open where the object stands. */
  get present(): readonly HeldConflict[] {
    return (this.#slots?.[KEY_SLOT] as readonly HeldConflict[] | undefined) ?? NONE;
  }

  /** Whether conflicts were ever held in this history. */
  get isUsed(): boolean {
    return this.#slots !== undefined;
  }

  restored(): void {
    // Nothing shows them but this list.
  }

  /** What is open after a merge: what one side has settled is settled. */
  merging(session: Session, { source, base }: ThreeWay): { merged: readonly HeldConflict[]; isSame: boolean } {
    const ours = this.present;
    const theirs = this.#at(session, source);
    if (theirs === ours || (theirs.length === 0 && ours.length === 0)) return { merged: ours, isSame: true };
    const { engine } = session;
    const bases = base === undefined ? engine.mergeBases(engine.position, source) : [base];
    const before = new Set(bases.flatMap((moment) => this.#at(session, moment)));
    const merged = [
      ...ours.filter((one) => !before.has(one) || theirs.includes(one)),
      ...theirs.filter((one) => !before.has(one) && !ours.includes(one)),
    ];
    return { merged, isSame: merged.length === ours.length && merged.every((one, at) => one === ours[at]) };
  }

  #at(session: Session, moment: number): readonly HeldConflict[] {
    const cell = (this.#slots?.[KEY_SLOT + 1] as number | undefined) ?? 0;
    // A negative one is known here only: its first recording was taken back.
    if (cell <= 0) return NONE;
    return this.recorder.journal.values.at(session.engine.operationAt(cell, moment)) as readonly HeldConflict[];
  }

  /** Records what is open from now on into the moment that is being made. */
  record(open: readonly HeldConflict[]): void {
    if (this.#isPresent(open)) return;
    this.recorder.record(this.#made(), KEY_SLOT, Object.freeze([...open]));
  }

  /** Writes what is open from now on, as any write. */
  write(open: readonly HeldConflict[]): void {
    this.recorder.write(this.#made(), KEY_SLOT, Object.freeze([...open]));
  }

  #isPresent(open: readonly HeldConflict[]): boolean {
    const { present } = this;
    return open.length === present.length && open.every((one, at) => one === present[at]);
  }

  #made(): Slots {
    if (this.#slots !== undefined) return this.#slots;
    const slots: Slots = [memberOf(this.recorder.owner), NONE, 0];
    slots[KEY_SLOT + 1] = -this.recorder.journal.cells.addPlace(slots, this);
    return (this.#slots = slots);
  }
}

/** What is kept of a decision that nobody made. The lists have been changed already. */
export function hold(merged: Merged, decision: Decision, spot: ConflictSpot): HeldConflict {
  const { kind, heldBase, heldOurs, heldTheirs } = decision;
  return Object.freeze({ kind, spot, base: heldBase, ours: heldOurs, theirs: heldTheirs, merged });
}

/** The open conflicts as plain data; paths are those of the present state. */
export function openConflicts(session: Session): readonly OpenConflict[] {
  const { moments } = session;
  return session.shared.held.present.map(({ kind, spot, base, ours, theirs, merged }) => ({
    kind,
    path: spot.path(session),
    object: spot.object,
    field: spot.field(session),
    base: base.value,
    hasBase: base.has,
    ours: ours.value,
    hasOurs: ours.has,
    theirs: theirs.value,
    hasTheirs: theirs.has,
    source: moments.of(merged.source),
    target: moments.of(merged.target),
  }));
}

/** Settles the newest open conflict at a path, as one moment. */
export function resolve(session: Session, path: string, resolution: Resolution): void {
  const { held } = session.shared;
  const conflict = held.present.findLast(({ spot }) => spot.path(session) === path);
  if (conflict === undefined) {
    throw new UnknownConflictError(
      path,
      held.present.map(({ spot }) => spot.path(session)),
    );
  }
  const put = putting(session, conflict, path, resolution);
  session.transactions.run('resolve', undefined, () => {
    put();
    held.write(held.present.filter((other) => other !== conflict));
  });
}

function putting(session: Session, conflict: HeldConflict, path: string, resolution: Resolution): () => void {
  const { spot } = conflict;
  if (typeof resolution === 'object' && (resolution as object | null) !== null && 'value' in resolution) {
    return spot.placing(session, path, { has: true, value: resolution.value }, 'given');
  }
  if (resolution !== 'ours' && resolution !== 'theirs' && resolution !== 'base') {
    throw new OptionError(
      `A conflict is resolved with 'ours', 'theirs', 'base' or { value }, not ${show(resolution)}.`,
    );
  }
  const held = conflict[resolution];
  if (!held.has && !spot.canBeRemoved) {
    throw new OptionError(
      `${path} cannot be resolved with 'base': the common past had no one value there. Give a value.`,
    );
  }
  return spot.placing(session, path, held, resolution);
}
