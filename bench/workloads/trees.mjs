// The tree of W5: 10 groups of 9 sections of 10 leaves, 1,000 nodes with the same three fields: `name`, `x`, `children`.
import { randomBelow } from './values.mjs';

/** How many children a node of each level has; the levels add up to 1,000 nodes. */
const FAN_OUT = [10, 9, 10];

/** Number of leaves. */
export const LEAVES = FAN_OUT.reduce((product, count) => product * count, 1);

/**
 * Makes the children of the root, from the leaves up.
 * @param make gives a node for a name, a number and its children
 */
export function grow(make, name = 'node', level = 0) {
  const count = FAN_OUT[level] ?? 0;
  return Array.from({ length: count }, (_, i) => {
    const own = `${name}-${i}`;
    return make(own, 0, grow(make, own, level + 1));
  });
}

/** Where a leaf stands: the index at each level. */
export function pathOf(leaf) {
  const [, sections, leaves] = FAN_OUT;
  return [Math.floor(leaf / (sections * leaves)), Math.floor(leaf / leaves) % sections, leaf % leaves];
}

/** Leaves that are hit by `count` edits; edit `e` writes `e + 1`. */
export function randomLeaves(count) {
  const below = randomBelow(5);
  return Int32Array.from({ length: count }, () => below(LEAVES));
}

/** The numbers of all leaves after the first `count` edits. */
export function leavesAfter(hit, count) {
  const values = new Array(LEAVES).fill(0);
  for (let e = 0; e < count; e++) values[hit[e]] = e + 1;
  return values;
}
