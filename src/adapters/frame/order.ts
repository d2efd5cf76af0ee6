// The order of rows: how columns sort them, and how a table is put into an order.
import type { Cell, Store } from './columns.js';
import type { Table } from './table.js';

/** For each new position the old one. */
export type Order = Uint32Array;

type Compare = (a: number, b: number) => number;

/** Cells that are no answer to "which one is less": they come last, whichever way the others are sorted. */
const isMissing = (cell: Cell): boolean => cell === null || (typeof cell === 'number' && Number.isNaN(cell));

function byCells(store: Store, sign: number): Compare {
  const cells = store as readonly (number | string)[];
  return (a, b) => {
    const [x, y] = [cells[a] ?? null, cells[b] ?? null];
    const [noX, noY] = [isMissing(x), isMissing(y)];
    if (noX || noY) return Number(noX) - Number(noY);
    // Texts by code units: every machine sorts them alike.
    return (x as number) < (y as number) ? -sign : (x as number) > (y as number) ? sign : 0;
  };
}

/** The order of the rows by these columns, the first one first. Rows that are alike stay as they are. O(rows log rows). */
export function orderBy(table: Table, columns: readonly number[], isDescending: boolean): Order {
  const compares = columns.map((at) => byCells(table.column(at).store, isDescending ? -1 : 1));
  return sorted(table.length, (a, b) => {
    for (const compare of compares) {
      const found = compare(a, b);
      if (found !== 0) return found;
    }
    return 0;
  });
}

/** The order of so many rows; stable. */
export function sorted(length: number, compare: Compare): Order {
  // Typed arrays sort numbers slower than arrays do with a comparison.
  const rows = Array.from({ length }, (_, at) => at).sort(compare);
  return Uint32Array.from(rows);
}

/** Whether an order leaves everything where it is. */
export function isInOrder(order: Order): boolean {
  return order.every((from, at) => from === at);
}

/** Brings the first places of a list into an order, or out of it. */
export function reorder(list: Store | number[], order: Order, back: boolean): void {
  const all = list as Cell[];
  const old = all.slice(0, order.length);
  for (let at = 0; at < order.length; at++) {
    const from = order[at] ?? 0;
    if (back) all[from] = old[at] as Cell;
    else all[at] = old[from] as Cell;
  }
}
