// What each side of a merge did to objects: which ones it edited, which it put somewhere, which it dropped.
//
// Places are merged one by one; this is what goes across places. An object that one side dropped and the other has edited
// inside is a conflict at the place it was dropped from, unless the dropping side still reaches it some other way.
import { AdaptedContent } from '../adapters/adapted-content.js';
import type { Content } from '../recording/content.js';
import type { Sequence } from '../recording/sequences.js';
import { Change } from '../recording/sequences.js';
import type { Held, ThreeWay } from './merge-decision.js';
import { KEPT, ROW } from './merge-list-pieces.js';
import { cellOf, heldBy, isSame, placeOf, recorderOf, type ValuePlace } from './merge-places.js';
import { isTracked, StateAt } from './merge-states.js';
import type { Session } from './session.js';

/** A place that a side has changed: a field or key, or a list as a whole. */
export interface Spot {
  readonly cell: number;
  /** What holds the place, or the list itself. */
  readonly holder: object;
  /** Undefined for a list. */
  readonly place: ValuePlace | undefined;
}

/** What one side did since the common past. */
export class SideChanges {
  /** Objects and containers with a changed place. */
  readonly edited = new Set<object>();
  /** Containers with any change at all, even one that both sides made. */
  readonly touched = new Set<object>();
  /** Objects that were put into places. */
  readonly entered = new Map<object, Spot[]>();
  /** Objects that were taken out of places. */
  readonly left = new Map<object, Spot[]>();
  /** Keys that were removed, with what they held. */
  readonly removedKeys: (readonly [place: ValuePlace, before: Held])[] = [];

  /** Notes a changed value place. `base` is undefined when it is not known; a common change is no edit that could be lost. */
  noteHeld(place: ValuePlace, base: Held | undefined, now: Held, isCommon = false): void {
    const holder = place.slots[0]?.object;
    if (holder === undefined || (base !== undefined && isSame(recorderOf(place), base, now))) return;
    this.touched.add(holder);
    if (isCommon) return;
    this.edited.add(holder);
    const [before, after] = [base?.value, now.value];
    if (base?.has === true && !now.has) this.removedKeys.push([place, base]);
    if (before === after || place.field?.options.ref === true) return;
    if (isTracked(before)) note(this.left, before, { cell: cellOf(place), holder, place });
    if (isTracked(after)) note(this.entered, after, { cell: cellOf(place), holder, place });
  }

  /** Notes elements that went out of a list, or into it. */
  noteElements(sequence: Sequence, out: Iterable<unknown>, into: Iterable<unknown>): void {
    const holder = (sequence as unknown as Content).handle;
    this.edited.add(holder);
    this.touched.add(holder);
    const spot = { cell: sequence.cell, holder, place: undefined };
    for (const value of out) if (isTracked(value)) note(this.left, value, spot);
    for (const value of into) if (isTracked(value)) note(this.entered, value, spot);
  }

  /**
   * Whether the side edited an object, or something inside it in the side's own state, that the other side does not reach
   * any more: what it holds elsewhere keeps its edits anyhow. O(size of both states).
   */
  hasEditedInside(object: object, own: StateAt, isReached: (object: object) => boolean): boolean {
    if (isReached(object)) return false;
    for (const inside of own.inside(object)) if (this.edited.has(inside) && !isReached(inside)) return true;
    return false;
  }
}

function note(places: Map<object, Spot[]>, object: object, spot: Spot): void {
  const known = places.get(object);
  if (known === undefined) places.set(object, [spot]);
  else if (!known.some(({ cell }) => cell === spot.cell)) known.push(spot);
}

/** What the target did since the common past. O(changes). */
export function changesOfTarget(session: Session, { source, base: named }: ThreeWay): SideChanges {
  const { engine, recorder } = session;
  const { cells, values } = recorder.journal;
  const side = new SideChanges();
  const bases = named === undefined ? engine.mergeBases(engine.position, source) : [named];
  for (const base of bases) {
    const changed = engine.difference(base, engine.position);
    for (let i = 0; i < changed.length; i += 3) {
      const cell = changed[i] ?? 0;
      const before = changed[i + 1] ?? 0;
      const now = changed[i + 2] ?? 0;
      const place = placeOf(cells, cell);
      const sequence = cells.sequenceOf(cell);
      if (place !== undefined) side.noteHeld(place, heldBy(place, values.at(before)), heldBy(place, values.at(now)));
      else if (sequence !== undefined) noteWay(session, side, sequence, before, now, base);
    }
  }
  return side;
}

function noteWay(
  session: Session,
  side: SideChanges,
  sequence: Sequence,
  before: number,
  now: number,
  base: number,
): void {
  // Nothing is inside it that could move.
  if (sequence instanceof AdaptedContent) {
    side.noteElements(sequence, [], []);
    return;
  }
  const { engine, recorder } = session;
  const { values } = recorder.journal;
  const [out, into] = [new Counts(), new Counts()];
  const directions = new Set<boolean>();
  engine.visitWay(before, now, (back, operation, type, _index, count, added) => {
    const isSplice = type === Change.Splice;
    const [removed, inserted] = isSplice ? [count, added] : type === Change.Set ? [1, 1] : [0, 0];
    directions.add(back);
    for (let i = 0; i < removed; i++) (back ? into : out).add(values.at(operation + i));
    for (let i = 0; i < inserted; i++) (back ? out : into).add(values.at(operation + removed + i));
  });
  // The base is not on the target's own line: what a squash took over from it was recorded apart from it, and is no change.
  const isBeside = directions.has(true);
  if (isBeside && isUnchanged(session, sequence, before)) return;
  // What the way does not name has not changed: lists of primitives need no walk through what they hold.
  if (out.isEmpty && into.isEmpty) {
    side.noteElements(sequence, [], []);
    return;
  }
  if (isBeside) {
    noteBeside(session, side, sequence, base);
    return;
  }
  const held = new Counts();
  for (const [, value] of (sequence as unknown as Content).children()) held.add(value);
  // What came and went on the way was in no place before, and is in none now.
  const wasThere = (value: unknown): boolean => held.of(value) - into.of(value) + out.of(value) > 0;
  side.noteElements(sequence, [...out.values()].filter(wasThere), [...into.values()].filter((value) => held.of(value) > 0)); // prettier-ignore
}

/** Whether a list holds now what it held after an operation. */
function isUnchanged(session: Session, { cell }: Sequence, before: number): boolean {
  return session.engine.sequenceMatch(cell, before).every((flags, at) => at % ROW !== 0 || flags === KEPT);
}

/** Compares what a list holds with what it held at the base. O(length). */
function noteBeside(session: Session, side: SideChanges, sequence: Sequence, base: number): void {
  const { handle } = sequence as unknown as Content;
  const [held, was] = [new Counts(), new Counts()];
  for (const [, value] of (sequence as unknown as Content).children()) held.add(value);
  for (const value of new StateAt(session, base).heldBy(handle)) was.add(value);
  const out = [...was.values()].filter((value) => held.of(value) === 0);
  const into = [...held.values()].filter((value) => was.of(value) === 0);
  side.noteElements(sequence, out, into);
}

/** How often there is each tracked object. */
class Counts {
  readonly #counts = new Map<unknown, number>();

  add(value: unknown): void {
    if (isTracked(value)) this.#counts.set(value, this.of(value) + 1);
  }

  of(value: unknown): number {
    return this.#counts.get(value) ?? 0;
  }

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  values(): Iterable<unknown> {
    return this.#counts.keys();
  }
}
