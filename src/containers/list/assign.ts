// Whole assignment to a tracked list: the fewest changes that make it equal to an array.
//
// Elements are matched by identity; plain rows by a key, if the field names one. Everything that enters is checked and has
// joined before the first change, so a refused assignment has changed nothing.
import { contentOf } from '../../recording/content.js';
import { isObject } from '../../recording/track.js';
import { schemaOf } from '../../schema/class-schema.js';
import { arrange, type Goal } from './arrange.js';
import { checkLength, readPlace, type ListContent } from './list-content.js';

/** The property that tells plain rows apart. */
export type RowKey = string;

type Row = Record<PropertyKey, unknown>;

/** Makes the list equal to `wanted`. One step. */
export function assignList(list: ListContent, wanted: readonly unknown[], rowKey: RowKey | undefined): void {
  checkLength(wanted.length);
  const elements = Array.from(wanted, (_, at) => readPlace(wanted, at));
  const present = Array.from(list.raw, (_, at) => readPlace(list.raw, at));
  const matches = rowKey === undefined ? [] : matchRows(present, elements, rowKey);
  const writes = matches.flatMap(({ row, raw }) => rowWrites(row, raw));
  for (const { at, row } of matches) elements[at] = row;
  const isSame = elements.length === present.length && elements.every((value, at) => Object.is(value, present[at]));
  if (isSame && writes.length === 0) return;
  // In one pass, so that what is shared stays shared.
  const entered = list.enterAll([...elements, ...writes.map(({ value }) => value)], wanted, (at) => {
    const write = writes[at - elements.length];
    return write === undefined ? { holder: list.handle, key: at } : { holder: write.row, key: write.key };
  });
  const goal = entered.slice(0, elements.length);
  const from: Goal = {
    insert: (index, first, length) => {
      list.splice(index, 0, goal.slice(first, first + length));
    },
    put: (index, at) => {
      list.set(index, goal[at]);
    },
  };
  const steps = [
    ...writes.map(({ row, key, isGone }, at) => () => {
      if (isGone) Reflect.deleteProperty(row, key);
      else row[key] = entered[elements.length + at];
    }),
    ...arrange(list, present, goal, from),
  ];
  list.together(steps.length, (step) => steps[step]?.());
}

interface Match {
  readonly row: Row;
  readonly raw: Row;
  readonly at: number;
}

/** Raw rows of the new array that stand for rows which are there already. Each row is matched once, the first ones first. */
function matchRows(present: readonly unknown[], wanted: readonly unknown[], rowKey: RowKey): Match[] {
  const staying = new Set(wanted);
  const rowOf = new Map<unknown, Row>();
  for (const row of present) {
    const isRow = isObject(row) && contentOf(row) !== undefined && !Array.isArray(row) && !staying.has(row);
    const key = isRow ? (row as Row)[rowKey] : undefined;
    if (key !== undefined && !rowOf.has(key)) rowOf.set(key, row as Row);
  }
  return wanted.flatMap((raw, at): Match[] => {
    const isRaw = isObject(raw) && contentOf(raw) === undefined && schemaOf(raw) === undefined;
    const key = isRaw ? (raw as Row)[rowKey] : undefined;
    const row = key === undefined ? undefined : rowOf.get(key);
    if (row === undefined) return [];
    rowOf.delete(key);
    return [{ row, raw: raw as Row, at }];
  });
}

interface RowWrite {
  readonly row: Row;
  readonly key: PropertyKey;
  readonly isGone: boolean;
  readonly value: unknown;
}

/** The writes that make a row equal to a raw one: what a matched row holds is written into it, so the element stays. */
function rowWrites(row: Row, raw: Row): RowWrite[] {
  const gone = Reflect.ownKeys(row).filter((key) => !Object.hasOwn(raw, key));
  const changed = Reflect.ownKeys(raw).filter((key) => !Object.hasOwn(row, key) || !Object.is(row[key], raw[key]));
  return [
    ...gone.map((key) => ({ row, key, isGone: true, value: undefined })),
    ...changed.map((key) => ({ row, key, isGone: false, value: raw[key] })),
  ];
}
