// Arranging: the fewest changes from the present elements of a list to others.
//
// Between the common beginning and end, elements that occur once are matched wherever they are: those on a longest
// increasing subsequence stay, the others move (Fredman, "On computing the length of longest increasing subsequences",
// 1975). Where elements repeat, as characters do, the shortest script of insertions and removals is found instead (Myers,
// "An O(ND) difference algorithm and its variations", 1986).
import { diff } from 'fast-myers-diff';

/** What is arranged. */
export interface Arrangeable {
  splice(index: number, count: number, inserted: readonly unknown[]): unknown;
  move(from: number, to: number): void;
}

/** Inserts the elements `goal[first .. first + length]` at an index. */
export type InsertGoal = (index: number, first: number, length: number) => void;

/**
 * The steps that lead from `present` to `goal`, to be done in order. Tokens stand for elements; equal tokens are the same
 * element.
 */
export function arrange<T>(list: Arrangeable, present: readonly T[], goal: readonly T[], insert: InsertGoal): (() => void)[] {
  let start = 0;
  while (start < present.length && start < goal.length && Object.is(present[start], goal[start])) start++;
  let end = 0;
  const most = Math.min(present.length, goal.length) - start;
  while (end < most && Object.is(present[present.length - 1 - end], goal[goal.length - 1 - end])) end++;
  const [old, next] = [present.slice(start, present.length - end), goal.slice(start, goal.length - end)];
  const replace = (index: number, count: number, first: number, length: number): void => {
    if (count > 0) list.splice(index, count, []);
    if (length > 0) insert(index, start + first, length);
  };
  if (old.length === 0 || next.length === 0) {
    return old.length + next.length === 0 ? [] : [() => { replace(start, old.length, 0, next.length); }];
  }
  const isUnique = new Set(old).size === old.length && new Set(next).size === next.length;
  if (isUnique) return movingScript(list, start, old, next, insert);
  const edits = diff([...old], [...next], (i, j) => Object.is(old[i], next[j]));
  // An edit counts from both beginnings, so what was done before it has made its place right already.
  return Array.from(edits, ([from, to, into, until]) => () => {
    replace(start + into, to - from, into, until - into);
  });
}

function movingScript<T>(
  list: Arrangeable,
  start: number,
  old: readonly T[],
  next: readonly T[],
  insert: InsertGoal,
): (() => void)[] {
  const wanted = new Set(next);
  const oldAt = new Map(old.map((key, at) => [key, at]));
  const steps: (() => void)[] = [];
  // Removals from the end, so that indices before them hold; neighbours together.
  for (let at = old.length - 1; at >= 0; at--) {
    if (wanted.has(old[at] as T)) continue;
    let first = at;
    while (first > 0 && !wanted.has(old[first - 1] as T)) first--;
    const [index, count] = [start + first, at - first + 1];
    steps.push(() => {
      list.splice(index, count, []);
    });
    at = first;
  }
  const working = old.filter((key) => wanted.has(key));
  const staying = new Set(longestIncreasing(next.map((key) => oldAt.get(key) ?? -1)).map((at) => next[at]));
  // Everything before the cursor that is still to move moves when its turn comes.
  let cursor = 0;
  for (let at = 0; at < next.length; at++) {
    const key = next[at] as T;
    if (staying.has(key)) {
      cursor = working.indexOf(key, cursor) + 1;
    } else if (oldAt.has(key)) {
      const from = working.indexOf(key);
      if (from < cursor) cursor--;
      const to = cursor++;
      working.splice(from, 1);
      working.splice(to, 0, key);
      steps.push(() => {
        list.move(start + from, start + to);
      });
    } else {
      let last = at;
      while (last + 1 < next.length && !oldAt.has(next[last + 1] as T)) last++;
      const [index, first, length] = [start + cursor, start + at, last + 1 - at];
      steps.push(() => {
        insert(index, first, length);
      });
      working.splice(cursor, 0, ...next.slice(at, last + 1));
      cursor += length;
      at = last;
    }
  }
  return steps;
}

/** Indices of a longest increasing subsequence of the entries that are not negative. O(n log n). */
function longestIncreasing(values: readonly number[]): number[] {
  const ends: number[] = [];
  const previous = new Array<number>(values.length).fill(-1);
  values.forEach((value, at) => {
    if (value < 0) return;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[at] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = at;
  });
  const found: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) found.push(at);
  return found.reverse();
}
