// What frames and series stand on: a table, and how it is changed so that a history sees it.
import { FrameLengthError, FrameValueError, ReentrantMutationError } from '../../errors.js';
import { editAdapted } from '../edit.js';
import { bitsDelta, hasBits } from './bits.js';
import { fromRaw, isSameCell, toRaw, type Cell, type Column, type ColumnType } from './columns.js';
import { applyDelta, type FrameDelta } from './delta.js';
import { placesOf, type Naming, type RowsSelector } from './rows.js';
import { cellsEdit, type CellsEdit, type Table } from './table.js';

/** Under this key frames and series answer what they stand on. */
export const CORE: unique symbol = Symbol('core');

/** What gives cells: one value for all of them, one for each, or a function of each. */
export type CellSource<T, Given> = T | ArrayLike<T> | ((given: Given, label: number) => T);

/** A row as it is handed to questions. */
export type AnyRow = Readonly<Record<string, Cell>>;

/** A table and the frame that is recorded with it. */
export class FrameCore {
  constructor(
    /** The frame. */
    readonly handle: object,
    readonly table: Table,
  ) {}

  /** Does an edit, and records it in a history. */
  edit(delta: FrameDelta): void {
    editAdapted(this.handle, delta, () => {
      applyDelta(this.table, delta, false);
    });
  }

  column(at: number): Column {
    return this.table.column(at);
  }

  cell(column: number, row: number): Cell {
    return fromRaw(this.column(column).type, this.table.raw(column, row));
  }

  rowAt(at: number): AnyRow {
    return Object.fromEntries(
      this.table.columns.map(({ name, type, store }) => [name, fromRaw(type, store[at] as Cell)]),
    );
  }

  /** Gives one cell another value. */
  setCell(verb: string, column: number, row: number, value: unknown): void {
    const { table } = this;
    const { name, type } = this.column(column);
    const raw = toRaw(verb, name, type, value);
    const old = table.raw(column, row);
    if (isSameCell(old, raw)) return;
    if (hasBits(type)) this.edit(bitsDelta(table, column, row, raw));
    else this.edit([{ kind: 'cells', column, rows: [row], before: [old], after: [raw] }]);
  }

  /** The edit that gives cells of a column values; undefined when they have them. Of a row named twice the last counts. */
  editOf(column: number, rows: readonly number[], raw: readonly Cell[]): CellsEdit | undefined {
    const latest = new Map(rows.map((row, n) => [row, raw[n] as Cell]));
    const places = latest.size === rows.length ? rows : [...latest.keys()];
    const values = places === rows ? raw : [...latest.values()];
    return cellsEdit(this.column(column).store, column, places, (n) => values[n] as Cell);
  }

  /**
   * Asks functions of the caller, who must leave the frame as it is: what is worked out from their answers is meant for it.
   * @throws {ReentrantMutationError}
   */
  asking<T>(verb: string, ask: () => T): T {
    const { table } = this;
    const { changes } = table;
    const answer = ask();
    if (table.changes === changes) return answer;
    throw new ReentrantMutationError('A change of the frame', `a function given to \`${verb}\``);
  }

  /** Where rows stand, in the order given. @throws {FrameRowError}, {FrameLengthError}, {ReentrantMutationError} */
  places(
    verb: string,
    naming: Naming,
    rows: number | RowsSelector<never>,
    givenAt: (row: number) => unknown = (row) => this.rowAt(row),
  ): number[] {
    return this.asking(verb, () => placesOf(verb, this.table, naming, rows, givenAt));
  }

  /**
   * The raw cells that a source gives for some rows.
   * @throws {FrameLengthError}, {FrameValueError}, {ReentrantMutationError}
   */
  rawFrom(
    verb: string,
    { name, type }: { readonly name: string; readonly type: ColumnType },
    rows: readonly number[],
    source: unknown,
    givenAt: (row: number) => unknown = (row) => this.rowAt(row),
  ): Cell[] {
    const { labels } = this.table;
    if (typeof source === 'function') {
      const cellOf = source as (given: unknown, label: number) => unknown;
      const cellAt = (row: number): Cell => toRaw(verb, name, type, cellOf(givenAt(row), labels[row] ?? 0));
      return this.asking(verb, () => rows.map(cellAt));
    }
    if (typeof source !== 'object' || source === null) {
      const raw = toRaw(verb, name, type, source);
      return rows.map(() => raw);
    }
    const values = source as ArrayLike<unknown>;
    if (typeof values.length !== 'number') throw new FrameValueError(verb, name, type, 'an object');
    if (values.length !== rows.length) throw new FrameLengthError(verb, values.length, rows.length);
    return rows.map((_, n) => toRaw(verb, name, type, values[n]));
  }
}
