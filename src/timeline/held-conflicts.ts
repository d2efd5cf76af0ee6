// Conflicts that a merge has left open. Which ones are open is a function of the moment: they are the value of a cell of their
// own, so undo, jumps, squashes and merges need nothing new for them.
//
// HC1: the value is a list that is never changed; a conflict has the same token at every moment where it is open, and on
// every live instance.
import { show } from '../describe.js';
import type { EngineHandle } from '../engine-binding/handle.js';
import { OptionError, UnknownConflictError } from '../errors.js';
import { memberOf } from '../recording/admit.js';
import { KEY_SLOT, type Place } from '../recording/cells.js';
import { Compound } from '../recording/content.js';
import type { Recorder } from '../recording/recorder.js';
import { unboxed } from '../recording/weak-values.js';
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
  /** Tells it from others. */
  readonly token: object;
  readonly kind: ConflictKind;
  readonly spot: ConflictSpot;
  readonly base: Held;
  readonly ours: Held;
  readonly theirs: Held;
  readonly merged: Merged;
}

/** What is open after a merge, by who has left it open. */
export interface StillOpen {
  readonly ours: readonly HeldConflict[];
  readonly theirs: readonly HeldConflict[];
  /** Whether it is what was open before. */
  readonly isSame: boolean;
}

/** What is recorded: the conflicts that are open, with the objects of one live instance. */
export class HeldList extends Compound {
  constructor(readonly conflicts: readonly HeldConflict[]) {
    super();
  }

  override mapped(map: (value: unknown) => unknown): HeldList {
    const held = ({ has, value }: Held): Held => ({ has, value: map(value) });
    return new HeldList(
      this.conflicts.map(({ token, kind, spot, base, ours, theirs, merged }) => ({
        ...{ token, kind, spot: spot.mapped(map), merged },
        ...{ base: held(base), ours: held(ours), theirs: held(theirs) },
      })),
    );
  }
}

const NONE = new HeldList([]);

/** The open conflicts of one history, as one live instance has them. */
export class HeldConflicts implements Place {
  #slots: Slots | undefined;

  constructor(
    private readonly recorder: Recorder,
    relative?: HeldConflicts,
  ) {
    const slots = relative === undefined ? undefined : relative.#slots;
    if (slots === undefined) return;
    const cell = slots[KEY_SLOT + 1] as number;
    this.numbered(cell);
    const { journal, sink } = recorder;
    if (cell > 0) this.#made()[KEY_SLOT] = journal.values.at(journal.currentOperation(cell, sink));
  }

  /** Those that are open where the object stands. */
  get present(): readonly HeldConflict[] {
    return ((this.#slots?.[KEY_SLOT] as HeldList | undefined) ?? NONE).conflicts;
  }

  /** The cell under which they are recorded; 0 for none. */
  get cell(): number {
    return Math.max(0, (this.#slots?.[KEY_SLOT + 1] as number | undefined) ?? 0);
  }

  /** Another instance has given them a number, negative as long as it has no operation. */
  numbered(cell: number): void {
    this.#slots = [memberOf(this.recorder.owner), NONE, cell];
    const { cells } = this.recorder.instance ?? this.recorder.journal;
    cells.put(Math.abs(cell), this.#slots, -KEY_SLOT, this);
  }

  restored(): void {
    // Nothing shows them but this list.
  }

  /** What is open after a merge: what one side has settled is settled. */
  merging(session: Session, { source, base }: ThreeWay): StillOpen {
    const ours = this.present;
    const theirs = this.#at(session, source);
    if (isSame(theirs, ours)) return { ours, theirs: [], isSame: true };
    const { engine } = session;
    const bases = base === undefined ? engine.mergeBases(engine.position, source) : [base];
    const tokens = (some: readonly HeldConflict[]): Set<object> => new Set(some.map(({ token }) => token));
    const before = tokens(bases.flatMap((moment) => this.#at(session, moment)));
    const [known, others] = [tokens(ours), tokens(theirs)];
    const open = {
      ours: ours.filter(({ token }) => !before.has(token) || others.has(token)),
      theirs: theirs.filter(({ token }) => !before.has(token) && !known.has(token)),
    };
    return { ...open, isSame: open.theirs.length === 0 && open.ours.length === ours.length };
  }

  #at(session: Session, moment: number): readonly HeldConflict[] {
    const cell = (this.#slots?.[KEY_SLOT + 1] as number | undefined) ?? 0;
    // A negative one is known here only: its first recording was taken back.
    if (cell <= 0) return NONE.conflicts;
    const held = this.recorder.journal.values.at(session.engine.operationAt(cell, moment)) as HeldList;
    return held.conflicts;
  }

  /** The lists in which conflicts are open at any moment that is kept. */
  lists(engine: EngineHandle): ReadonlySet<number> {
    const found = new Set<number>();
    if (this.cell === 0) return found;
    const versions = engine.versions(this.cell);
    for (let i = 0; i < versions.length; i += 3) {
      const held = this.recorder.journal.values.at(versions[i] ?? 0) as HeldList | undefined;
      for (const { spot } of held?.conflicts ?? []) if (spot.list !== undefined) found.add(spot.list.cell);
    }
    return found;
  }

  /** Records what is open from now on into the moment that a merge is making, after its lists were changed. */
  record(session: Session, { ours, theirs }: StillOpen, added: readonly HeldConflict[]): void {
    const anchored = theirs.map((conflict) => ({
      ...conflict,
      spot: conflict.spot.anchored?.(session) ?? conflict.spot,
    }));
    const open = [...ours, ...anchored, ...added];
    if (!isSame(open, this.present)) this.recorder.record(this.#made(), KEY_SLOT, new HeldList(open));
  }

  /** Writes what is open from now on, as any write. */
  write(open: readonly HeldConflict[]): void {
    this.recorder.write(this.#made(), KEY_SLOT, new HeldList(open));
  }

  #made(): Slots {
    if (this.#slots !== undefined) return this.#slots;
    const slots: Slots = [memberOf(this.recorder.owner), NONE, 0];
    slots[KEY_SLOT + 1] = -this.recorder.journal.cells.addPlace(slots, this);
    return (this.#slots = slots);
  }
}

function isSame(some: readonly HeldConflict[], others: readonly HeldConflict[]): boolean {
  return some.length === others.length && some.every(({ token }, at) => token === others[at]?.token);
}

/** What is kept of a decision that nobody made. The lists have been changed already. */
export function hold(merged: Merged, decision: Decision, spot: ConflictSpot): HeldConflict {
  const { kind, heldBase, heldOurs, heldTheirs } = decision;
  return { token: {}, kind, spot, base: heldBase, ours: heldOurs, theirs: heldTheirs, merged };
}

/** The open conflicts as plain data; paths are those of the present state. */
export function openConflicts(session: Session): readonly OpenConflict[] {
  const { moments } = session;
  return session.shared.held.present.map(({ kind, spot, base, ours, theirs, merged }) => ({
    kind,
    path: spot.path(session),
    object: spot.object,
    field: spot.field(session),
    base: unboxed(base.value),
    hasBase: base.has,
    ours: unboxed(ours.value),
    hasOurs: ours.has,
    theirs: unboxed(theirs.value),
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
    held.write(held.present.filter(({ token }) => token !== conflict.token));
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
