// `at`, `iat`, `loc` and `iloc` of a frame.
import type { Cell, CellOf, FrameSchema } from './columns.js';
import type { CellSource, FrameCore } from './core.js';
import { placeOf, type Naming, type RowsSelector } from './rows.js';
import { rowsThatGo, type TableState } from './table.js';

/** A row of a frame: its cells by column. */
export type RowOf<S extends FrameSchema> = { [K in keyof S]: CellOf<S[K]> };

/** The names of columns. */
export type NameOf<S> = keyof S & string;

/** One cell at a time: `frame.at.get(label, name)`, `frame.iat.set(position, name, value)`. */
export class FrameCells<S extends FrameSchema> {
  readonly #core: FrameCore;
  readonly #naming: Naming;

  /** @internal */
  constructor(core: FrameCore, naming: Naming) {
    this.#core = core;
    this.#naming = naming;
  }

  /** The cell. O(1). @throws {FrameRowError}, {FrameColumnError} */
  get<N extends NameOf<S>>(row: number, name: N): CellOf<S[N]> {
    const [column, place] = this.#find(row, name);
    return this.#core.cell(column, place) as CellOf<S[N]>;
  }

  /**
   * Gives the cell a value; one step, none when it is there already. O(1).
   * @throws {FrameRowError}, {FrameColumnError}, {FrameValueError}; nothing is changed then
   */
  set<N extends NameOf<S>>(row: number, name: N, value: CellOf<S[N]>): void {
    const [column, place] = this.#find(row, name);
    this.#core.setCell(this.#verb, column, place, value);
  }

  #find(row: number, name: string): [column: number, place: number] {
    const { table } = this.#core;
    return [table.indexOf(this.#verb, name), placeOf(this.#verb, table, this.#naming, row)];
  }

  get #verb(): string {
    return this.#naming === 'label' ? 'at' : 'iat';
  }
}

/** Several rows at a time: `frame.loc.get(mask)`, `frame.iloc.set({ from: 10 }, name, 0)`, `frame.loc.drop(labels)`. */
export class FrameRows<S extends FrameSchema, Frame> {
  readonly #core: FrameCore;
  readonly #naming: Naming;
  readonly #frameOf: (state: TableState) => Frame;

  /** @internal */
  constructor(core: FrameCore, naming: Naming, frameOf: (state: TableState) => Frame) {
    this.#core = core;
    this.#naming = naming;
    this.#frameOf = frameOf;
  }

  /** A row as an object. @throws {FrameRowError} */
  get(row: number): RowOf<S>;
  /**
   * Another frame of these rows, with their labels, in the order given, each once.
   * @throws {FrameRowError}, {FrameLengthError}
   */
  get(rows: RowsSelector<RowOf<S>>): Frame;
  get(rows: number | RowsSelector<RowOf<S>>): RowOf<S> | Frame {
    const { table } = this.#core;
    const places = [...new Set(this.#places(rows))];
    if (typeof rows === 'number') return this.#core.rowAt(places[0] ?? 0) as RowOf<S>;
    const columns = table.columns.map((column) => ({ ...column, store: places.map((at) => column.store[at] as Cell) }));
    return this.#frameOf({ columns, labels: places.map((at) => table.labels[at] ?? 0) });
  }

  /**
   * Gives cells of these rows values: of one column, or of several; one step, which records those that change.
   * @throws {FrameRowError}, {FrameColumnError}, {FrameLengthError}, {FrameValueError}; nothing is changed then
   */
  set<N extends NameOf<S>>(
    rows: number | RowsSelector<RowOf<S>>,
    name: N,
    values: CellSource<CellOf<S[N]>, RowOf<S>>,
  ): void;
  set(
    rows: number | RowsSelector<RowOf<S>>,
    values: { readonly [K in keyof S]?: CellSource<CellOf<S[K]>, RowOf<S>> },
  ): void;
  set(rows: number | RowsSelector<RowOf<S>>, given: string | object, source?: unknown): void {
    const core = this.#core;
    const places = this.#places(rows);
    const sources = typeof given === 'string' ? [[given, source] as const] : Object.entries(given);
    const edits = sources.flatMap(([name, values]) => {
      const column = core.table.indexOf(this.#verb, name);
      return core.editOf(column, places, core.rawFrom(this.#verb, core.column(column), places, values)) ?? [];
    });
    if (edits.length > 0) core.edit(edits);
  }

  /** Takes rows out; one step. Answers how many. O(rows). @throws {FrameRowError}, {FrameLengthError} */
  drop(rows: number | RowsSelector<RowOf<S>>): number {
    const places = [...new Set(this.#places(rows))].sort((a, b) => a - b);
    if (places.length > 0) this.#core.edit([rowsThatGo(this.#core.table, places)]);
    return places.length;
  }

  #places(rows: number | RowsSelector<RowOf<S>>): number[] {
    return this.#core.places(this.#verb, this.#naming, rows);
  }

  get #verb(): string {
    return this.#naming === 'label' ? 'loc' : 'iloc';
  }
}
