// Whole assignment to a tracked list: the fewest changes that make it equal to an array.
//
// Elements are matched by identity; plain rows by a key, if the field names one. Between the common beginning and end,
// elements that occur once are matched wherever they are: those on a longest increasing subsequence stay, the others
// move (Fredman, "On computing the length of longest increasing subsequences", 1975). Where elements repeat, as
// characters do, the shortest script of insertions and removals is found instead (Myers, "An O(ND) difference
// algorithm and its variations", 1986).
import { diff } from 'fast-myers-diff';
import { contentOf } from '../../recording/content.js';
import { isObject } from '../../recording/track.js';
import type { ListContent } from './list-content.js';

/** The property that tells plain rows apart. */
export type RowKey = string;

/** Makes the list equal to `wanted`. One step. */
export function assignList(list: ListContent, wanted: readonly unknown[], rowKey: RowKey | undefined): void {
  const identity = rowKey === undefined ? (value: unknown) => value : (value: unknown) => rowIdentity(value, rowKey);
  const present = list.raw.map(identity);
  const goal = Array.from(wanted, identity);
  const steps: (() => void)[] = [];
  const rows = rowKey === undefined ? [] : matchedRows(list, present, wanted, goal);
  const matched = new Map(rows.map(({ row, at }) => [at, row]));
  // What a matched row holds is written into it, so the element itself stays.
  for (const { row, raw } of rows) steps.push(...fieldSteps(row, raw));
  const elements = Array.from(wanted, (value, at) => matched.get(at) ?? value);
  steps.push(...scriptOf(list, present, goal, elements));
  list.together(steps.length, (step) => steps[step]?.());
}

interface MatchedRow {
  readonly row: object;
  readonly raw: object;
  readonly at: number;
}

function rowIdentity(value: unknown, rowKey: RowKey): unknown {
  if (!isObject(value)) return value;
  const key = (value as Record<string, unknown>)[rowKey];
  return key === undefined ? value : `${typeof key}:${String(key)}`;
}

/** Raw rows of the new array that stand for rows which are there already. */
function matchedRows(
  list: ListContent,
  present: readonly unknown[],
  wanted: readonly unknown[],
  goal: readonly unknown[],
): MatchedRow[] {
  const rowAt = new Map(present.map((key, at) => [key, at]));
  return wanted.flatMap((raw, at): MatchedRow[] => {
    const found = rowAt.get(goal[at]);
    if (found === undefined || !isObject(raw) || contentOf(raw) !== undefined) return [];
    const row = list.raw[found];
    return isObject(row) && row !== raw && contentOf(row) !== undefined ? [{ row, raw, at }] : [];
  });
}

/** The writes that make a row equal to a raw one. */
function fieldSteps(row: object, raw: object): (() => void)[] {
  const now = row as Record<PropertyKey, unknown>;
  const then = raw as Record<PropertyKey, unknown>;
  const gone = Reflect.ownKeys(now).filter((key) => !Object.hasOwn(then, key));
  const changed = Reflect.ownKeys(then).filter((key) => !Object.hasOwn(now, key) || !Object.is(now[key], then[key]));
  return [
    ...gone.map((key) => () => void Reflect.deleteProperty(now, key)),
    ...changed.map((key) => () => {
      now[key] = then[key];
    }),
  ];
}

/** The steps from the present elements to the wanted ones. */
function scriptOf(
  list: ListContent,
  present: readonly unknown[],
  goal: readonly unknown[],
  elements: readonly unknown[],
): (() => void)[] {
  let start = 0;
  while (start < present.length && start < goal.length && Object.is(present[start], goal[start])) start++;
  let end = 0;
  const most = Math.min(present.length, goal.length) - start;
  while (end < most && Object.is(present[present.length - 1 - end], goal[goal.length - 1 - end])) end++;
  const [old, next] = [present.slice(start, present.length - end), goal.slice(start, goal.length - end)];
  const added = elements.slice(start, elements.length - end);
  if (old.length === 0 || next.length === 0) {
    return old.length + next.length === 0 ? [] : [() => void list.splice(start, old.length, added)];
  }
  const isUnique = new Set(old).size === old.length && new Set(next).size === next.length;
  return isUnique ? movingScript(list, start, old, next, added) : plainScript(list, start, old, next, added);
}

function plainScript(
  list: ListContent,
  start: number,
  old: readonly unknown[],
  next: readonly unknown[],
  added: readonly unknown[],
): (() => void)[] {
  const edits = diff([...old], [...next], (i, j) => Object.is(old[i], next[j]));
  // An edit counts from both beginnings, so what was done before it has made its place right already.
  return Array.from(edits, ([from, to, into, end]) => () => void list.splice(start + into, to - from, added.slice(into, end)));
}

function movingScript(
  list: ListContent,
  start: number,
  old: readonly unknown[],
  next: readonly unknown[],
  added: readonly unknown[],
): (() => void)[] {
  const wantedAt = new Map(next.map((key, at) => [key, at]));
  const oldAt = new Map(old.map((key, at) => [key, at]));
  const steps: (() => void)[] = [];
  // Removals from the end, so that indices before them hold; neighbours together.
  for (let at = old.length - 1; at >= 0; at--) {
    if (wantedAt.has(old[at])) continue;
    let first = at;
    while (first > 0 && !wantedAt.has(old[first - 1])) first--;
    const [index, count] = [start + first, at - first + 1];
    steps.push(() => void list.splice(index, count, []));
    at = first;
  }
  const working = old.filter((key) => wantedAt.has(key));
  const staying = new Set(longestIncreasing(next.map((key) => oldAt.get(key) ?? -1)).map((at) => next[at]));
  // Everything before the cursor that is still to move moves when its turn comes.
  let cursor = 0;
  for (let at = 0; at < next.length; at++) {
    const key = next[at];
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
      while (last + 1 < next.length && !oldAt.has(next[last + 1])) last++;
      const [index, values] = [start + cursor, added.slice(at, last + 1)];
      steps.push(() => void list.splice(index, 0, values));
      working.splice(cursor, 0, ...next.slice(at, last + 1));
      cursor += last + 1 - at;
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
