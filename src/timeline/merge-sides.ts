// What each side of a merge did to objects: which ones it edited, which it put somewhere, which it dropped.
//
// Places are merged one by one; this is what goes across places. An object that one side dropped and the other has edited
// inside is a conflict at the place it was dropped from, unless the dropping side still reaches it some other way.
import type { Content } from '../recording/content.js';
import type { Sequence } from '../recording/sequences.js';
import { Change } from '../recording/sequences.js';
import type { Held } from './merge-decision.js';
import { heldBy, isSame, placeOf, type ValuePlace } from './merge-places.js';
import { isTracked, type StateAt } from './merge-states.js';
import type { Session } from './session.js';

/** What one side did since the common past. */
export class SideChanges {
  /** Objects and containers with a changed place. */
  readonly edited = new Set<object>();
  /** Containers with any change at all, even one that both sides made. */
  readonly touched = new Set<object>();
  /** Objects that were put into a place, and which object holds that place. */
  readonly added = new Map<object, object>();
  /** Objects that were taken out of a field or key. */
  readonly dropped: (readonly [object: object, place: ValuePlace])[] = [];
  /** Objects that were taken out of a list, and the cell of the list. */
  readonly droppedFromLists: (readonly [object: object, cell: number])[] = [];

  /** Keys that were removed, with what they held. */
  readonly removedKeys: (readonly [place: ValuePlace, before: Held])[] = [];

  /** Notes a changed value place. `base` is undefined when it is not known; a common change is no edit that could be lost. */
  noteHeld(place: ValuePlace, base: Held | undefined, now: Held, isCommon = false): void {
    const holder = place.slots[0]?.object;
    if (holder === undefined || (base !== undefined && isSame(base, now))) return;
    this.touched.add(holder);
    if (isCommon) return;
    this.edited.add(holder);
    const [before, after] = [base?.value, now.value];
    if (base?.has === true && !now.has) this.removedKeys.push([place, base]);
    if (before === after || place.field?.options.ref === true) return;
    if (isTracked(before)) this.dropped.push([before, place]);
    if (isTracked(after)) this.added.set(after, holder);
  }

  /** Notes elements that went out of a list, or into it. */
  noteElements(sequence: Sequence, out: Iterable<unknown>, into: Iterable<unknown>): void {
    const holder = (sequence as unknown as Content).handle;
    this.edited.add(holder);
    this.touched.add(holder);
    const [gone, come] = [new Set(out), new Set(into)];
    for (const value of gone)
      if (isTracked(value) && !come.has(value)) this.droppedFromLists.push([value, sequence.cell]);
    for (const value of come) if (isTracked(value) && !gone.has(value)) this.added.set(value, holder);
  }

  /**
   * Whether the side edited an object, or something inside it in the side's own state, that the other side does not reach
   * any more: what it holds elsewhere keeps its edits anyhow. O(size of both states).
   */
  hasEditedInside(object: unknown, own: StateAt, other: StateAt): boolean {
    if (this.edited.size === 0 || !isTracked(object) || other.reachable.has(object)) return false;
    for (const inside of own.inside(object)) if (this.edited.has(inside) && !other.reachable.has(inside)) return true;
    return false;
  }
}

/** What the target did since the common past. O(changes). */
export function changesOfTarget(session: Session, source: number): SideChanges {
  const { engine, recorder } = session;
  const { cells, values } = recorder.journal;
  const side = new SideChanges();
  for (const base of engine.mergeBases(engine.position, source)) {
    const changed = engine.difference(base, engine.position);
    for (let i = 0; i < changed.length; i += 3) {
      const cell = changed[i] ?? 0;
      const before = changed[i + 1] ?? 0;
      const now = changed[i + 2] ?? 0;
      const place = placeOf(cells, cell);
      const sequence = cells.sequenceOf(cell);
      if (place !== undefined) side.noteHeld(place, heldBy(place, values.at(before)), heldBy(place, values.at(now)));
      else if (sequence !== undefined) noteWay(session, side, sequence, before, now);
    }
  }
  return side;
}

function noteWay(session: Session, side: SideChanges, sequence: Sequence, before: number, now: number): void {
  const { engine, recorder } = session;
  const { values } = recorder.journal;
  const [out, into] = [new Set<unknown>(), new Set<unknown>()];
  engine.visitWay(before, now, (back, operation, type, _index, count, added) => {
    const isSplice = type === Change.Splice;
    const [removed, inserted] = isSplice ? [count, added] : type === Change.Set ? [1, 1] : [0, 0];
    for (let i = 0; i < removed; i++) (back ? into : out).add(values.at(operation + i));
    for (let i = 0; i < inserted; i++) (back ? out : into).add(values.at(operation + removed + i));
  });
  // What went out and came back is neither.
  side.noteElements(sequence, out, into);
}
