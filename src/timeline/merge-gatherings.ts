// Gatherings: objects that a side has taken out of a place and put into something new, a group for instance.
//
// What is in a new object when it joins was recorded by nobody as put there, so a merge sees only that both sides have taken
// the object away; and both new holders come with it inside. One side's holder then has to give it up.
import { KeyedContent } from '../containers/keyed/keyed-content.js';
import { ListContent } from '../containers/list/list-content.js';
import { contentOf } from '../recording/content.js';
import type { SideChanges, Spot } from './merge-sides.js';
import type { StateAt } from './merge-states.js';

/** New holders of objects, by object. */
export type Holders = ReadonlyMap<object, readonly object[]>;

/** Whether an object that the source has put somewhere is known to the target, or is new and has something known inside. */
export function bringsKnown(object: object, here: StateAt, there: StateAt): boolean {
  if (here.reachable.has(object)) return true;
  for (const inside of there.inside(object)) if (here.reachable.has(inside)) return true;
  return false;
}

/** Whether the source, too, has taken an object out of a place; what it has put there since is not what it has left. */
export function isLeftByTheirs(object: object, { cell, holder }: Spot, theirs: SideChanges, there: StateAt): boolean {
  const entered = (theirs.entered.get(object) ?? []).filter((spot) => spot.cell === cell);
  return [...there.heldBy(holder)].filter((held) => held === object).length <= entered.length;
}

/** The objects that both sides have taken out of one place, and both still reach. */
export function takenByBoth(ours: SideChanges, theirs: SideChanges, here: StateAt, there: StateAt): Set<object> {
  const isKnown = (object: object): boolean => here.reachable.has(object) && there.reachable.has(object);
  const taken = [...ours.left].filter(
    ([object, spots]) => isKnown(object) && spots.some((spot) => isLeftByTheirs(object, spot, theirs, there)),
  );
  return new Set(taken.map(([object]) => object));
}

/** The containers in one state that hold some of these objects and are not in the other state. O(size of the state). */
export function newHolders(objects: ReadonlySet<object>, state: StateAt, other: StateAt): Holders {
  const holders = new Map<object, object[]>();
  for (const holder of state.reachable) {
    if (other.reachable.has(holder) || contentOf(holder) === undefined) continue;
    for (const held of state.heldBy(holder)) {
      if (!objects.has(held as object)) continue;
      const known = holders.get(held as object);
      if (known === undefined) holders.set(held as object, [holder]);
      else if (!known.includes(holder)) known.push(holder);
    }
  }
  return holders;
}

/** Takes an object out of a container, wherever it is in it. */
export function evict(holder: object, object: object): void {
  const content = contentOf(holder);
  if (content instanceof ListContent) {
    for (let at = content.raw.indexOf(object); at >= 0; at = content.raw.indexOf(object, at)) content.splice(at, 1, []);
  } else if (content instanceof KeyedContent) {
    content.remove([...content.children()].filter(([, value]) => value === object).map(([key]) => key));
  }
}
