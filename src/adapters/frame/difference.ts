// What leads from one state of a table to another one: rows and columns are known by label and id, cells are compared.
import { isSameCell, type Cell, type Column, type Store } from './columns.js';
import { isInOrder, sorted, type Order } from './order.js';
import { cellsEdit, rowsThatCome, rowsThatGo, Table, type Edit, type TableState } from './table.js';

/** The edits that lead from a state to another one, in order; none when they are equal. O(cells). */
export function difference(from: TableState, to: TableState): Edit[] {
  // Each edit names places in the state it finds, so a copy of the old state goes along.
  const table = Table.from(from);
  const edits: Edit[] = [];
  const apply = (edit: Edit | undefined): void => {
    if (edit === undefined) return;
    edits.push(edit);
    table.apply(edit, false);
  };
  const remaining = new Set(to.labels);
  const gone = table.labels.flatMap((label, at) => (remaining.has(label) ? [] : [at]));
  if (gone.length > 0) apply(rowsThatGo(table, gone));
  const order = orderOf(table.labels, to.labels);
  if (!isInOrder(order)) apply({ kind: 'order', order });
  const goneColumns = strays(idsOf(table.columns), idsOf(to.columns)).reverse();
  for (const at of goneColumns) {
    const column = table.column(at);
    apply({ kind: 'column', come: false, at, column: { ...column, store: column.store.slice(0, table.length) } });
  }
  const places = placesIn(to.labels, table.labels);
  to.columns.forEach((column, at) => {
    const present = table.columns[at];
    if (present?.id !== column.id) {
      apply({ kind: 'column', come: true, at, column: { ...column, store: pick(column.store, places) } });
      return;
    }
    const { name, store } = column;
    if (present.name !== name) apply({ kind: 'name', column: at, before: present.name, after: name });
    const changed: number[] = [];
    for (let row = 0; row < places.length; row++)
      if (!isSameCell(present.store[row] as Cell, store[places[row] ?? 0] as Cell)) changed.push(row);
    apply(cellsEdit(present.store, at, changed, (n) => store[places[changed[n] ?? 0] ?? 0] as Cell));
  });
  if (table.length === to.labels.length) return edits;
  const held = new Set(table.labels);
  const come = to.labels.flatMap((label, at) => (held.has(label) ? [] : [at]));
  if (come.length === 0) return edits;
  const labels = come.map((at) => to.labels[at] ?? 0);
  apply(
    rowsThatCome(
      come,
      labels,
      to.columns.map(({ store }) => come.map((at) => store[at] as Cell)),
    ),
  );
  return edits;
}

const idsOf = (columns: readonly Column[]): number[] => columns.map(({ id }) => id);

/** Where each of some numbers stands in a list that has them all. */
export function placesIn(list: readonly number[], some: readonly number[]): readonly number[] {
  if (list.length === some.length && some.every((id, at) => list[at] === id)) return list.map((_, at) => at);
  const places = new Map(list.map((id, at) => [id, at]));
  return some.map((id) => places.get(id) ?? -1);
}

/** How those that are in both lists come into the order of the second one. */
function orderOf(now: readonly number[], wanted: readonly number[]): Order {
  const places = placesIn(wanted, now);
  return sorted(now.length, (a, b) => (places[a] ?? 0) - (places[b] ?? 0));
}

/** Which of the old ones are not among the new ones, or stand in another order there: their positions, ascending. */
function strays(old: readonly number[], now: readonly number[]): number[] {
  let last = -1;
  return placesIn(now, old).flatMap((place, at) => {
    if (place <= last) return [at];
    last = place;
    return [];
  });
}

/** The cells at some places, in a store of the same kind. */
function pick(store: Store, places: readonly number[]): Store {
  if (Array.isArray(store)) return places.map((at) => store[at] as Cell);
  const picked = store.slice(0, places.length) as Float64Array;
  places.forEach((at, n) => (picked[n] = store[at] as number));
  return picked;
}
