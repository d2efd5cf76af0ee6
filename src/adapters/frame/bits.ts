// One cell of numbers changed: the commonest delta, as one BigInt of 32 bytes instead of an object of 90.
//
// The upper part is the place, row × columns + column; the lower 64 bits are those in which the old and the new number
// differ, so the same delta leads forth and back.
import type { Cell, ColumnType } from './columns.js';
import type { Table } from './table.js';

const scratch = new Float64Array(1);
const words = new BigUint64Array(scratch.buffer);
const WIDTH = 64n;
/** Engines may use any of many patterns for NaN; this is one. */
const NAN_BITS = 0x7ff8_0000_0000_0000n;

/** Whether cells of a type have bits. */
export function hasBits(type: ColumnType): boolean {
  return type === 'float64' || type === 'int32' || type === 'boolean' || type === 'bigint64';
}

function bitsOf(type: ColumnType, raw: Cell): bigint {
  if (type === 'bigint64') return BigInt.asUintN(64, raw as bigint);
  const number = raw as number;
  if (number !== number) return NAN_BITS;
  scratch[0] = number;
  return words[0] ?? 0n;
}

function cellOf(type: ColumnType, bits: bigint): Cell {
  if (type === 'bigint64') return BigInt.asIntN(64, bits);
  words[0] = bits;
  return scratch[0] ?? 0;
}

/** The delta that gives a cell another number. */
export function bitsDelta(table: Table, column: number, row: number, raw: Cell): bigint {
  const { columns } = table;
  const type = columns[column]?.type ?? 'float64';
  const place = BigInt(row * columns.length + column);
  return (place << WIDTH) | (bitsOf(type, table.raw(column, row)) ^ bitsOf(type, raw));
}

/** Does such a delta, or takes it back: that is the same. */
export function applyBits(table: Table, delta: bigint): void {
  const place = Number(delta >> WIDTH);
  const width = table.columns.length;
  const column = place % width;
  const row = (place - column) / width;
  const type = table.columns[column]?.type ?? 'float64';
  table.put(column, row, cellOf(type, bitsOf(type, table.raw(column, row)) ^ BigInt.asUintN(64, delta)));
}
