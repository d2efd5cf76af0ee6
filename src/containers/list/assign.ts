// Whole assignment to a tracked list: the fewest changes that make it equal to an array.
//
// Elements are matched by identity; plain rows by a key, if the field names one.
import { contentOf } from '../../recording/content.js';
import { isObject } from '../../recording/track.js';
import { arrange } from './arrange.js';
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
  const insert = (index: number, first: number, length: number): void => {
    list.splice(index, 0, elements.slice(first, first + length));
  };
  steps.push(...arrange(list, present, goal, insert));
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
