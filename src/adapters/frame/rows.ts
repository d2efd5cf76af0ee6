// Naming rows: by label or by position, one or several, by mask or by question.
import { FrameLengthError, FrameRowError } from '../../errors.js';
import type { Table } from './table.js';

/** One truth for each row. */
export type Mask = readonly boolean[] | Uint8Array;

/** A stretch of positions, the last one excluded; negative ones count from the end. */
export interface Slice {
  readonly from?: number;
  readonly to?: number;
}

/** Several rows: their labels or positions, a mask, a stretch of positions, or a question to each of them. */
export type RowsSelector<Given> = readonly number[] | Mask | Slice | ((given: Given, label: number) => boolean);

/** How rows are named: by label, or by position. */
export type Naming = 'label' | 'position';

/** Where the row stands. @throws {FrameRowError} */
export function placeOf(verb: string, table: Table, naming: Naming, row: number): number {
  const { length } = table;
  let at: number | undefined;
  if (naming === 'label') at = table.position(row);
  else if (Number.isInteger(row) && row < length && row >= -length) at = row < 0 ? row + length : row;
  if (at === undefined) throw new FrameRowError(verb, row, length);
  return at;
}

const isMask = (rows: readonly number[] | Mask): rows is Mask =>
  rows instanceof Uint8Array || typeof rows[0] === 'boolean';

/**
 * Where the rows stand, in the order given.
 * @throws {FrameRowError} for a row that is not there
 * @throws {FrameLengthError} for a mask of another length
 */
export function placesOf(
  verb: string,
  table: Table,
  naming: Naming,
  rows: number | RowsSelector<never>,
  givenAt: (at: number) => unknown,
): number[] {
  const { length, labels } = table;
  if (typeof rows === 'number') return [placeOf(verb, table, naming, rows)];
  if (typeof rows === 'function') {
    const isIn = rows as (given: unknown, label: number) => unknown;
    return placesWhere(length, (at) => Boolean(isIn(givenAt(at), labels[at] ?? 0)));
  }
  if (typeof rows !== 'object' || (rows as unknown) === null) throw new FrameRowError(verb, rows, length);
  if ('length' in rows) {
    if (!isMask(rows)) return rows.map((row) => placeOf(verb, table, naming, row));
    if (rows.length !== length) throw new FrameLengthError(`${verb}, a mask`, rows.length, length);
    return placesWhere(length, (at) => Boolean(rows[at]));
  }
  const end = (at: number): number => {
    if (!Number.isInteger(at)) throw new FrameRowError(verb, at, length);
    return Math.min(Math.max(at < 0 ? at + length : at, 0), length);
  };
  const [from, to] = [end(rows.from ?? 0), end(rows.to ?? length)];
  return Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);
}

function placesWhere(length: number, isIn: (at: number) => boolean): number[] {
  const places: number[] = [];
  for (let at = 0; at < length; at++) if (isIn(at)) places.push(at);
  return places;
}
