// The state of a frame: its columns and rows, and the edits that lead from one state to the next and back.
//
// T1: all names, and all ids, of columns are different; so are all labels of rows. T2: ids and labels are never given
// twice, not even by copies of a table or after undo: two branches that each append a row append two rows. So the counter of
// a table that was read from a file is beyond all that it has ever held. T3: an edit is
// applied to exactly the state it was made for, so it names rows and columns by position. T4: an edit shares nothing with
// a table.
import { FrameColumnError } from '../../errors.js';
import { reorder, type Order } from './order.js';
import { grown, isSameCell, makeStore, trimmed, type Cell, type Column, type Store } from './columns.js';

/** The label and the id that are given next; copies of a table share it. */
export interface Counter {
  row: number;
  column: number;
}

/** A state as plain data, which nobody changes. */
export interface TableState {
  readonly columns: readonly Column[];
  readonly labels: readonly number[];
}

/** Some cells of one column. */
export interface CellsEdit {
  readonly kind: 'cells';
  readonly column: number;
  readonly rows: readonly number[];
  readonly before: readonly Cell[];
  readonly after: readonly Cell[];
}

/** Rows that come, or go. `at` are their positions in the longer table, ascending. */
export interface RowsEdit {
  readonly kind: 'rows';
  readonly come: boolean;
  readonly at: readonly number[];
  readonly labels: readonly number[];
  /** Their cells, column by column. */
  readonly cells: readonly (readonly Cell[])[];
}

/** A column that comes, or goes. */
interface ColumnEdit {
  readonly kind: 'column';
  readonly come: boolean;
  readonly at: number;
  readonly column: Column;
}

/** A column that gets another name. */
interface NameEdit {
  readonly kind: 'name';
  readonly column: number;
  readonly before: string;
  readonly after: string;
}

/** Rows that get another order. */
interface OrderEdit {
  readonly kind: 'order';
  readonly order: Order;
}

/** One change of a table. */
export type Edit = CellsEdit | RowsEdit | ColumnEdit | NameEdit | OrderEdit;

/** Columns and rows, changed in place by edits only. */
export class Table {
  readonly columns: Column[] = [];
  labels: number[] = [];
  /** Grows with each change. */
  changes = 0;
  #positions: Map<number, number> | undefined;

  constructor(readonly counter: Counter = { row: 0, column: 0 }) {}

  /** A table in a given state. */
  static from({ columns, labels }: TableState, counter?: Counter): Table {
    const table = new Table(counter);
    for (const column of columns) table.columns.push({ ...column, store: ofType(column, labels.length) });
    table.labels = [...labels];
    return table;
  }

  get length(): number {
    return this.labels.length;
  }

  /** The present state, which shares nothing with the table. O(cells). */
  state(): TableState {
    const { length } = this;
    return {
      columns: this.columns.map((column) => ({ ...column, store: trimmed(column.store, length) })),
      labels: [...this.labels],
    };
  }

  /** Where a column stands. @throws {FrameColumnError} */
  indexOf(verb: string, name: string): number {
    const at = this.columns.findIndex((column) => column.name === name);
    if (at < 0) throw FrameColumnError.unknown(verb, name, this.names());
    return at;
  }

  /** Where a column with this id stands, −1 for nowhere. */
  indexOfId(id: number): number {
    return this.columns.findIndex((column) => column.id === id);
  }

  /** The column at a place that is known to exist. */
  column(at: number): Column {
    const column = this.columns[at];
    if (column === undefined) throw new RangeError(`no column at ${String(at)}`);
    return column;
  }

  names(): string[] {
    return this.columns.map(({ name }) => name);
  }

  /** Where a row with this label stands. O(1), after O(rows) for the first question since rows went. */
  position(label: number): number | undefined {
    if (this.labels[label] === label) return label;
    this.#positions ??= new Map(this.labels.map((held, at) => [held, at]));
    return this.#positions.get(label);
  }

  raw(column: number, row: number): Cell {
    return this.column(column).store[row] as Cell;
  }

  put(column: number, row: number, raw: Cell): void {
    this.changes++;
    (this.column(column).store as Cell[])[row] = raw;
  }

  /** Does an edit, or takes it back. */
  apply(edit: Edit, back: boolean): void {
    this.changes++;
    switch (edit.kind) {
      case 'cells': {
        const store = this.column(edit.column).store as Cell[];
        const values = back ? edit.before : edit.after;
        edit.rows.forEach((row, n) => (store[row] = values[n] as Cell));
        return;
      }
      case 'name':
        this.#rename(edit.column, back ? edit.before : edit.after);
        return;
      case 'column':
        if (edit.come === back) this.columns.splice(edit.at, 1);
        else {
          const { column } = edit;
          this.counter.column = Math.max(this.counter.column, column.id + 1);
          this.columns.splice(edit.at, 0, { ...column, store: trimmed(column.store, this.length) });
        }
        return;
      case 'order':
        this.#positions = undefined;
        for (const { store } of this.columns) reorder(store, edit.order, back);
        reorder(this.labels, edit.order, back);
        return;
      case 'rows':
        this.#positions = undefined;
        if (edit.come === back) this.#take(edit);
        else this.#bring(edit);
    }
  }

  #rename(at: number, name: string): void {
    this.columns[at] = { ...this.column(at), name };
  }

  #bring({ at, labels, cells }: RowsEdit): void {
    const [before, after] = [this.length, this.length + at.length];
    this.columns.forEach((column, c) => {
      const store = grown(column.store, column.type, after);
      if (store !== column.store) this.columns[c] = { ...column, store };
      spread(store, before, at, cells[c] as Cell[]);
    });
    spread(this.labels, before, at, labels);
    for (const label of labels) this.counter.row = Math.max(this.counter.row, label + 1);
  }

  #take({ at }: RowsEdit): void {
    const after = this.length - at.length;
    for (const { store } of this.columns) close(store, this.length, at);
    close(this.labels, this.length, at);
    this.labels.length = after;
    for (const { store } of this.columns) if (Array.isArray(store)) store.length = after;
  }
}

/** Puts values at ascending places, from the end, so that each value that makes room is moved once. */
function spread(store: Store | number[], length: number, at: readonly number[], values: readonly Cell[]): void {
  const all = store as Cell[];
  let to = length + at.length - 1;
  let from = length - 1;
  for (let n = at.length - 1; n >= 0; n--) {
    const place = at[n] ?? 0;
    while (to > place) all[to--] = all[from--] as Cell;
    all[to--] = values[n] as Cell;
  }
}

/** Takes the values at ascending places out. */
function close(store: Store | number[], length: number, at: readonly number[]): void {
  const all = store as Cell[];
  let to = at[0] ?? length;
  let gone = 0;
  for (let from = to; from < length; from++) {
    if (from === at[gone]) gone++;
    else all[to++] = all[from] as Cell;
  }
}

/** The edit that brings rows, given by columns. */
export function rowsThatCome(at: readonly number[], labels: readonly number[], cells: RowsEdit['cells']): RowsEdit {
  return { kind: 'rows', come: true, at, labels, cells };
}

/** The edit that takes the rows at ascending positions out of a state. */
export function rowsThatGo({ columns, labels }: TableState, at: readonly number[]): RowsEdit {
  const cells = columns.map(({ store }) => at.map((row) => store[row] as Cell));
  return { kind: 'rows', come: false, at, labels: at.map((row) => labels[row] ?? 0), cells };
}

/** The edit that gives cells of a column other values; undefined when all are there already. */
export function cellsEdit(
  store: Store,
  column: number,
  rows: readonly number[],
  valueOf: (n: number) => Cell,
): CellsEdit | undefined {
  const changed: number[] = [];
  const before: Cell[] = [];
  const after: Cell[] = [];
  for (let n = 0; n < rows.length; n++) {
    const row = rows[n] ?? 0;
    const [old, now] = [store[row] as Cell, valueOf(n)];
    if (isSameCell(old, now)) continue;
    changed.push(row);
    before.push(old);
    after.push(now);
  }
  return changed.length === 0 ? undefined : { kind: 'cells', column, rows: changed, before, after };
}

/** The cells in a store of their own, of the kind that their type has. */
function ofType({ type, store }: Column, length: number): Store {
  if (!Array.isArray(store)) return trimmed(store, length);
  const own = makeStore(type, length) as Cell[];
  for (let at = 0; at < length; at++) own[at] = store[at] as Cell;
  return own;
}
