// `TrackedDataFrame` and `TrackedSeries`: typed columns whose verbs record what they change, as `pandas` has them.
import { FrameColumnError, FrameLengthError, FrameRowError } from '../../errors.js';
import { FrameCells, FrameRows, type NameOf, type RowOf } from './accessors.js';
import {
  checkType,
  fromRaw,
  toRaw,
  toStore,
  trimmed,
  type CellOf,
  type ColumnType,
  type FrameSchema,
} from './columns.js';
import { CORE, FrameCore, type CellSource } from './core.js';
import { isInOrder, orderBy, sorted, type Order } from './order.js';
import { Series } from './series.js';
import { rowsThatCome, Table, type TableState } from './table.js';

/** A schema with one column more, or of another type. */
type With<S, N extends string, T extends ColumnType> = { [K in keyof S | N]: K extends N ? T : K extends keyof S ? S[K] : never }; // prettier-ignore

/**
 * A table of typed columns. In a tracked field each verb that changes it is one step that records the cells, rows or
 * columns it changes, never a copy of a column; outside of a history it simply changes.
 *
 * Rows have *labels*: whole numbers that a row keeps as long as it lives, and that are never given again. `at` and `loc`
 * name rows by label, `iat` and `iloc` by position. Values are never converted: what a column cannot hold is refused.
 */
export class TrackedDataFrame<S extends FrameSchema = FrameSchema> {
  /** @internal */
  readonly [CORE]: FrameCore;
  /** One cell, by label. */
  readonly at: FrameCells<S>;
  /** One cell, by position. */
  readonly iat: FrameCells<S>;
  /** Rows, by label. */
  readonly loc: FrameRows<S, TrackedDataFrame<S>>;
  /** Rows, by position. */
  readonly iloc: FrameRows<S, TrackedDataFrame<S>>;

  /**
   * Copies the columns in. Without any, the frame has no rows.
   * @throws {FrameColumnError} for a column that is missing, or not in the schema
   * @throws {FrameLengthError} for columns of different lengths
   * @throws {FrameValueError} for a value that a column cannot hold
   */
  constructor(schema: S, columns?: { readonly [K in keyof S]: ArrayLike<CellOf<S[K]>> }) {
    const core = new FrameCore(this, schema instanceof Table ? schema : tableOf(schema, columns));
    const frameOf = (state: TableState): TrackedDataFrame<S> => frameIn<S>(state, core.table);
    this[CORE] = core;
    this.at = new FrameCells(core, 'label');
    this.iat = new FrameCells(core, 'position');
    this.loc = new FrameRows(core, 'label', frameOf);
    this.iloc = new FrameRows(core, 'position', frameOf);
  }

  /** A frame of rows, given as objects. @throws like the constructor, and for a cell of no column */
  static fromRows<S extends FrameSchema>(schema: S, rows: readonly RowOf<S>[]): TrackedDataFrame<S> {
    const frame = new TrackedDataFrame(schema);
    frame.appendAll(rows);
    return frame;
  }

  // -- looking ---------------------------------------------------------------------------------------------------

  /** Number of rows. */
  get length(): number {
    return this[CORE].table.length;
  }

  /** The names of the columns, in order. */
  get columns(): readonly NameOf<S>[] {
    return this[CORE].table.names();
  }

  /** The types of the columns by name. */
  get schema(): S {
    return Object.fromEntries(this[CORE].table.columns.map(({ name, type }) => [name, type])) as unknown as S;
  }

  /** The labels of the rows, in order: a copy. */
  get labels(): readonly number[] {
    return [...this[CORE].table.labels];
  }

  /** A column, live: it shows and changes the cells of this frame. @throws {FrameColumnError} */
  column<N extends NameOf<S>>(name: N): TrackedSeries<S[N]> {
    const core = this[CORE];
    return new TrackedSeries<S[N]>(core, core.column(core.table.indexOf('column', name)).id);
  }

  /** The rows as objects. */
  *[Symbol.iterator](): Generator<RowOf<S>> {
    for (let at = 0; at < this.length; at++) yield this[CORE].rowAt(at) as RowOf<S>;
  }

  /** One truth for each row, for `loc` and `iloc`. */
  mask(isIn: (row: RowOf<S>, label: number) => boolean): Uint8Array {
    const core = this[CORE];
    return Uint8Array.from(core.table.labels, (label, at) => (isIn(core.rowAt(at) as RowOf<S>, label) ? 1 : 0));
  }

  /** Another frame with the same rows, labels and columns. O(cells). */
  copy(): TrackedDataFrame<S> {
    const { table } = this[CORE];
    return frameIn<S>(table.state(), table);
  }

  // -- columns ---------------------------------------------------------------------------------------------------

  /**
   * Gives a column other cells; one step, which records those that change.
   * @throws {FrameColumnError}, {FrameLengthError}, {FrameValueError}; nothing is changed then
   */
  assign<N extends NameOf<S>>(name: N, values: CellSource<CellOf<S[N]>, RowOf<S>>): void {
    this.loc.set({}, name, values);
  }

  /**
   * Makes a column, at a place among the others or at the end; one step. Answers this frame, whose type now knows it.
   * @throws {FrameColumnError} when there is one of that name, or no such place
   * @throws {FrameLengthError}, {FrameValueError}; nothing is changed then
   */
  insert<N extends string, T extends ColumnType>(
    name: N,
    type: T,
    values: CellSource<CellOf<T>, RowOf<S>>,
    at: number = this.columns.length,
  ): TrackedDataFrame<With<S, N, T>> {
    const core = this[CORE];
    const { columns, counter, labels } = core.table;
    checkType('insert', name, type);
    if (core.table.names().includes(name)) throw FrameColumnError.taken('insert', name);
    if (!Number.isInteger(at) || at < 0 || at > columns.length) {
      const why = `there is no place ${String(at)} among ${String(columns.length)} columns. Count from 0.`;
      throw new FrameColumnError('insert', name, why);
    }
    const rows = labels.map((_, row) => row);
    const cells = core.rawFrom('insert', { name, type }, rows, values).map((raw) => fromRaw(type, raw));
    const column = { id: counter.column++, name, type, store: toStore('insert', name, type, cells) };
    core.edit([{ kind: 'column', come: true, at, column }]);
    return this as never;
  }

  /** Takes a column out; one step. Answers this frame, whose type no longer knows it. @throws {FrameColumnError} */
  remove<N extends NameOf<S>>(name: N): TrackedDataFrame<Omit<S, N>> {
    const core = this[CORE];
    const at = core.table.indexOf('remove', name);
    const column = core.column(at);
    core.edit([{ kind: 'column', come: false, at, column: { ...column, store: trimmed(column.store, this.length) } }]);
    return this as never;
  }

  /** Gives a column another name; one step. Answers this frame. @throws {FrameColumnError} */
  rename<N extends NameOf<S>, M extends string>(name: N, to: M): TrackedDataFrame<With<Omit<S, N>, M, S[N]>> {
    const core = this[CORE];
    const column = core.table.indexOf('rename', name);
    if (to === (name as string)) return this as never;
    if (core.table.names().includes(to)) throw FrameColumnError.taken('rename', to);
    core.edit([{ kind: 'name', column, before: name, after: to }]);
    return this as never;
  }

  // -- rows ------------------------------------------------------------------------------------------------------

  /** Adds a row at the end; one step, O(columns) on average. Answers its label. @throws like `appendAll` */
  append(row: RowOf<S>): number {
    return this.appendAll([row])[0] ?? 0;
  }

  /**
   * Adds rows at the end; one step. Answers their labels.
   * @throws {FrameColumnError} for a cell that is missing, or of no column
   * @throws {FrameValueError}; nothing is changed then
   */
  appendAll(rows: readonly RowOf<S>[]): number[] {
    return this.#bring('append', this.length, rows);
  }

  /**
   * Puts rows before the one at a position, or at the end; one step. Answers their labels. O(rows behind).
   * @throws {FrameRowError} when there is no such position
   * @throws like `appendAll`; nothing is changed then
   */
  insertRows(at: number, rows: readonly RowOf<S>[]): number[] {
    if (!Number.isInteger(at) || at < 0 || at > this.length) throw new FrameRowError('insertRows', at, this.length);
    return this.#bring('insertRows', at, rows);
  }

  #bring(verb: string, place: number, rows: readonly RowOf<S>[]): number[] {
    const core = this[CORE];
    const { table } = core;
    const names = table.names();
    for (const row of rows) {
      const extra = Object.keys(row).find((name) => !names.includes(name));
      if (extra !== undefined) throw FrameColumnError.unknown(verb, extra, names);
      const lacks = names.find((name) => !Object.hasOwn(row, name));
      if (lacks !== undefined) throw new FrameColumnError(verb, lacks, `the row has no '${lacks}'. Give it one.`);
    }
    const cells = table.columns.map(({ name, type }) => rows.map((row) => toRaw(verb, name, type, row[name])));
    if (rows.length === 0) return [];
    const labels = rows.map(() => table.counter.row++);
    const at = rows.map((_, n) => place + n);
    core.edit([rowsThatCome(at, labels, cells)]);
    return [...labels];
  }

  /**
   * Sorts the rows by a column, by several, the first one first, or by a comparison; one step, none when they are in order.
   * NaN and null come last, either way; texts are compared by code units; rows that are alike stay as they are, and all
   * keep their labels. O(rows × log rows).
   * @throws {FrameColumnError}, {ReentrantMutationError}, and what the comparison throws; nothing is changed then
   */
  sort(
    by: NameOf<S> | readonly NameOf<S>[] | ((a: RowOf<S>, b: RowOf<S>) => number),
    { descending = false }: { readonly descending?: boolean } = {},
  ): void {
    const core = this[CORE];
    const { table } = core;
    let order: Order;
    if (typeof by === 'function') {
      const rows = table.labels.map((_, row) => core.rowAt(row));
      const sign = descending ? -1 : 1;
      const compare = (a: number, b: number): number => sign * by(rows[a] as RowOf<S>, rows[b] as RowOf<S>);
      order = core.asking('sort', () => sorted(rows.length, compare));
    } else {
      const names = (Array.isArray(by) ? by : [by]) as readonly string[];
      const columns = names.map((name) => table.indexOf('sort', name));
      order = orderBy(table, columns, descending);
    }
    if (!isInOrder(order)) core.edit([{ kind: 'order', order }]);
  }

  /** Takes rows out, named by label; one step. Answers how many. @throws {FrameRowError}, {FrameLengthError} */
  drop(rows: Parameters<FrameRows<S, unknown>['drop']>[0]): number {
    return this.loc.drop(rows);
  }
}

/**
 * One typed column: of a frame, whose cells it shows and changes, or standing alone. In a tracked field it is recorded as
 * its frame is.
 */
export class TrackedSeries<T extends ColumnType = ColumnType> extends Series<T> {
  /**
   * A column of its own; copies the values in.
   * @throws {FrameValueError} for a value that it cannot hold
   */
  constructor(type: T, values: ArrayLike<CellOf<T>>);
  /** @internal A column of a frame, by its id. */
  constructor(core: FrameCore, id: number);
  constructor(given: T | FrameCore, values: ArrayLike<CellOf<T>> | number) {
    const isOfFrame = given instanceof FrameCore;
    const core = isOfFrame ? given : new TrackedDataFrame({ value: given }, { value: values as never })[CORE];
    super(core, isOfFrame ? (values as number) : core.column(0).id);
  }
}

/** A frame in a state; `kin` is who it shares labels with, so that none is given twice. */
export function frameIn<S extends FrameSchema>(state: TableState, kin?: Pick<Table, 'counter'>): TrackedDataFrame<S> {
  const after = (all: readonly number[]): number => all.reduce((most, id) => Math.max(most, id + 1), 0);
  const counter = kin?.counter ?? { row: after(state.labels), column: after(state.columns.map(({ id }) => id)) };
  return new TrackedDataFrame<S>(Table.from(state, counter) as never);
}

/** A new table with these columns. */
function tableOf(schema: FrameSchema, columns: Readonly<Record<string, ArrayLike<unknown>>> | undefined): Table {
  const verb = 'new TrackedDataFrame';
  const table = new Table();
  const extra = Object.keys(columns ?? {}).find((name) => !Object.hasOwn(schema, name));
  if (extra !== undefined) throw FrameColumnError.unknown(verb, extra, Object.keys(schema));
  let length: number | undefined;
  for (const [name, type] of Object.entries(schema)) {
    checkType(verb, name, type);
    const values = columns === undefined ? [] : columns[name];
    if (values === undefined) throw new FrameColumnError(verb, name, `there are no values for '${name}'. Give some.`);
    length ??= values.length;
    if (values.length !== length) throw new FrameLengthError(`${verb}, column ${name}`, values.length, length);
    table.columns.push({ id: table.counter.column++, name, type, store: toStore(verb, name, type, values) });
  }
  table.labels = Array.from({ length: length ?? 0 }, (_, at) => at);
  table.counter.row = table.length;
  return table;
}
