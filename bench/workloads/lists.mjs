// The edits of W4 and of the memory of lists: inserts, removes, replacements and moves at random places, from a table.
//
// L1: every edit changes the list. L2: the list keeps its length but for chance. L3: all elements are different, so that
// a state says which edits made it. L4: elements are small integers, nothing is made while the clock runs; for a plain
// array that is the cheapest content there is.
import { randomBelow } from './values.mjs';

/** Elements that every list begins with. */
export const LENGTH = 10_000;

const INSERT = 0;
const REMOVE = 1;
const REPLACE = 2;
const MOVE = 3;

/** The elements a list begins with. */
export const beginning = () => Array.from({ length: LENGTH }, (_, i) => i);

/** A table of `count` edits of a list of `LENGTH`. */
export function randomEdits(count) {
  const below = randomBelow(4);
  const table = { kinds: new Uint8Array(count), at: new Int32Array(count), to: new Int32Array(count) };
  let length = LENGTH;
  for (let e = 0; e < count; e++) {
    const kind = below(4);
    table.kinds[e] = kind;
    table.at[e] = below(kind === INSERT ? length + 1 : length);
    // Another place than the one it comes from.
    if (kind === MOVE) table.to[e] = (table.at[e] + 1 + below(length - 1)) % length;
    if (kind === INSERT) length++;
    if (kind === REMOVE) length--;
  }
  return table;
}

/** Does edits `from` … `to` of a table on anything with the four verbs. */
export function edit(list, table, from, to) {
  for (let e = from; e < to; e++) {
    switch (table.kinds[e]) {
      case INSERT:
        list.insert(table.at[e], LENGTH + e);
        break;
      case REMOVE:
        list.remove(table.at[e]);
        break;
      case REPLACE:
        list.replace(table.at[e], LENGTH + e);
        break;
      default:
        list.move(table.at[e], table.to[e]);
    }
  }
}

/** What a list holds after the first `count` edits; by copying, so that no contender shares its code. */
export function listAfter(table, count) {
  let list = beginning();
  for (let e = 0; e < count; e++) {
    const at = table.at[e];
    const element = [LENGTH + e];
    switch (table.kinds[e]) {
      case INSERT:
        list = list.slice(0, at).concat(element, list.slice(at));
        break;
      case REMOVE:
        list = list.slice(0, at).concat(list.slice(at + 1));
        break;
      case REPLACE:
        list = list.slice(0, at).concat(element, list.slice(at + 1));
        break;
      default: {
        const rest = list.slice(0, at).concat(list.slice(at + 1));
        const place = table.to[e];
        list = rest.slice(0, place).concat(list.slice(at, at + 1), rest.slice(place));
      }
    }
  }
  return list;
}
