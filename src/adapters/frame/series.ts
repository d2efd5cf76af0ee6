// The verbs of one column.
import { FrameColumnError } from '../../errors.js';
import { fromRaw, type Cell, type CellOf, type Column, type ColumnType } from './columns.js';
import { CORE, type CellSource, type FrameCore } from './core.js';
import { placeOf, type Naming, type RowsSelector } from './rows.js';

/** One cell of a series at a time. */
export class SeriesCells<T extends ColumnType> {
  /** @internal */
  constructor(
    private readonly series: Series<T>,
    private readonly naming: Naming,
  ) {}

  /** The cell. O(1). @throws {FrameRowError} */
  get(row: number): CellOf<T> {
    return this.series[CORE].cell(this.series.place(), this.#row(row)) as CellOf<T>;
  }

  /** Gives the cell a value; one step, none when it is there already. O(1). @throws {FrameRowError}, {FrameValueError} */
  set(row: number, value: CellOf<T>): void {
    this.series[CORE].setCell(this.#verb, this.series.place(), this.#row(row), value);
  }

  #row(row: number): number {
    return placeOf(this.#verb, this.series[CORE].table, this.naming, row);
  }

  get #verb(): string {
    return this.naming === 'label' ? 'at' : 'iat';
  }
}

/** Several cells of a series at a time. */
export class SeriesRows<T extends ColumnType> {
  /** @internal */
  constructor(
    private readonly series: Series<T>,
    private readonly naming: Naming,
  ) {}

  /** The cells, in the order given. @throws {FrameRowError}, {FrameLengthError} */
  get(rows: RowsSelector<CellOf<T>>): CellOf<T>[] {
    const column = this.series.place();
    return this.#places(rows).map((at) => this.series[CORE].cell(column, at) as CellOf<T>);
  }

  /**
   * Gives these cells values; one step, which records those that change.
   * @throws {FrameRowError}, {FrameLengthError}, {FrameValueError}; nothing is changed then
   */
  set(rows: number | RowsSelector<CellOf<T>>, values: CellSource<CellOf<T>, CellOf<T>>): void {
    const core = this.series[CORE];
    const column = this.series.place();
    const places = this.#places(rows);
    const raw = core.rawFrom(this.#verb, core.column(column), places, values, (at) => core.cell(column, at));
    const edit = core.editOf(column, places, raw);
    if (edit !== undefined) core.edit([edit]);
  }

  #places(rows: number | RowsSelector<CellOf<T>>): number[] {
    const core = this.series[CORE];
    const column = this.series.place();
    return core.places(this.#verb, this.naming, rows, (at) => core.cell(column, at));
  }

  get #verb(): string {
    return this.naming === 'label' ? 'loc' : 'iloc';
  }
}

/** One column of a frame, under whatever name: it shows and changes the cells of that frame. */
export abstract class Series<T extends ColumnType> {
  /** @internal */
  readonly [CORE]: FrameCore;
  /** @internal The id of the column. */
  readonly column: number;
  /** One cell, by label. */
  readonly at: SeriesCells<T>;
  /** One cell, by position. */
  readonly iat: SeriesCells<T>;
  /** Several cells, by label. */
  readonly loc: SeriesRows<T>;
  /** Several cells, by position. */
  readonly iloc: SeriesRows<T>;

  constructor(core: FrameCore, column: number) {
    this[CORE] = core;
    this.column = column;
    this.at = new SeriesCells(this, 'label');
    this.iat = new SeriesCells(this, 'position');
    this.loc = new SeriesRows(this, 'label');
    this.iloc = new SeriesRows(this, 'position');
  }

  /** Its present name. @throws {FrameColumnError} when the frame has the column no longer */
  get name(): string {
    return this.#held.name;
  }

  /** What its cells are. @throws {FrameColumnError} when the frame has the column no longer */
  get type(): T {
    return this.#held.type as T;
  }

  /** Number of cells. */
  get length(): number {
    return this[CORE].table.length;
  }

  /** The labels of its rows: a copy. */
  get labels(): readonly number[] {
    return [...this[CORE].table.labels];
  }

  /** The cells, in order. */
  *[Symbol.iterator](): Generator<CellOf<T>> {
    for (let at = 0; at < this.length; at++) yield fromRaw(this.type, this.#held.store[at] as Cell) as CellOf<T>;
  }

  /** One truth for each cell, for `loc` and `iloc`. */
  mask(isIn: (cell: CellOf<T>, label: number) => boolean): Uint8Array {
    const { labels } = this[CORE].table;
    return Uint8Array.from([...this], (cell, at) => (isIn(cell, labels[at] ?? 0) ? 1 : 0));
  }

  /** Gives all cells values; one step. @throws {FrameLengthError}, {FrameValueError}; nothing is changed then */
  assign(values: CellSource<CellOf<T>, CellOf<T>>): void {
    this.loc.set({}, values);
  }

  /** @internal Where the column stands in the frame. */
  place(): number {
    const at = this[CORE].table.indexOfId(this.column);
    if (at >= 0) return at;
    throw new FrameColumnError('series', undefined, 'its frame has the column no longer. Undo the removal, or ask the frame for another one.'); // prettier-ignore
  }

  get #held(): Column {
    return this[CORE].column(this.place());
  }
}
