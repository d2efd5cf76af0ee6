// Columns: what a cell of each type may be, and the store that holds the cells of one column.
//
// C1: a store has at least as many places as the table has rows; what lies beyond is nobody's. C2: a place holds the *raw*
// form of a cell: booleans are 0 and 1, everything else is itself. C3: the only NaN is the one of the language, so that a
// number is known by its bits.
import { show } from '../../describe.js';
import { FrameValueError } from '../../errors.js';

interface PlainCells {
  float64: number;
  int32: number;
  bigint64: bigint;
  boolean: boolean;
  string: string;
}
type PlainType = keyof PlainCells;

/** What the cells of a column are; with a question mark they may be null. Those without one lie in typed arrays. */
export type ColumnType = PlainType | `${PlainType}?`;

/** The columns of a frame by name, in order. */
export type FrameSchema = Readonly<Record<string, ColumnType>>;

/** A cell of a column of this type. */
export type CellOf<T extends ColumnType> = T extends PlainType
  ? PlainCells[T]
  : T extends `${infer P extends PlainType}?`
    ? PlainCells[P] | null
    : never;

/** Any cell. */
export type Cell = number | bigint | boolean | string | null;

type TypedStore = Float64Array | Int32Array | BigInt64Array | Uint8Array;
/** The raw cells of a column. */
export type Store = TypedStore | Cell[];

const MAKE: Partial<Record<ColumnType, new (length: number) => TypedStore>> = {
  float64: Float64Array,
  int32: Int32Array,
  bigint64: BigInt64Array,
  boolean: Uint8Array,
};

/** One column: who it is, what it is called, and its cells. */
export interface Column {
  /** The same for as long as the column lives, under whatever name. */
  readonly id: number;
  readonly name: string;
  readonly type: ColumnType;
  readonly store: Store;
}

/** All names of types. */
const TYPES: ReadonlySet<string> = new Set(
  ['float64', 'int32', 'bigint64', 'boolean', 'string'].flatMap((type) => [type, `${type}?`]),
);

/** @throws {FrameValueError} when it is not the name of a type */
export function checkType(verb: string, column: string, type: string): void {
  if (!TYPES.has(type)) throw new FrameValueError(verb, column, [...TYPES].join(', '), show(type));
}

/** A store with this many places; cells beyond those given are what is missing. */
export function makeStore(type: ColumnType, places: number): Store {
  const Typed = MAKE[type];
  return Typed === undefined ? [] : new Typed(places);
}

/** The same cells with room for more: twice as many places at least, so that appending is O(1) on average. */
export function grown(store: Store, type: ColumnType, places: number): Store {
  if (Array.isArray(store) || store.length >= places) return store;
  const larger = makeStore(type, Math.max(places, 2 * store.length, 16)) as Float64Array;
  larger.set(store as Float64Array);
  return larger;
}

/** A copy of the first cells, with no room beyond. */
export function trimmed(store: Store, length: number): Store {
  return store.slice(0, length);
}

/** What stands for a cell that nobody has given, and whether it says so. */
export function missing(type: ColumnType): { readonly raw: Cell; readonly isTold: boolean } {
  if (type.endsWith('?')) return { raw: null, isTold: true };
  if (type === 'float64') return { raw: NaN, isTold: true };
  return { raw: type === 'bigint64' ? 0n : type === 'string' ? '' : 0, isTold: false };
}

/** The raw form of a cell. @throws {FrameValueError} when a column of this type cannot hold it */
export function toRaw(verb: string, column: string, type: ColumnType, value: unknown): Cell {
  if (value === null && type.endsWith('?')) return null;
  switch (type.endsWith('?') ? type.slice(0, -1) : type) {
    case 'float64':
      if (typeof value === 'number') return Number.isNaN(value) ? NaN : value;
      break;
    case 'int32':
      if (typeof value === 'number' && (value | 0) === value) return value | 0;
      break;
    case 'bigint64':
      if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value) return value;
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value ? 1 : 0;
      break;
    default:
      if (typeof value === 'string') return value;
  }
  throw new FrameValueError(verb, column, type, show(value));
}

/** A cell as users see it. */
export function fromRaw(type: ColumnType, raw: Cell): Cell {
  return raw !== null && (type === 'boolean' || type === 'boolean?') ? raw === 1 : raw;
}

/** The raw cells of a whole column. @throws {FrameValueError} */
export function toStore(verb: string, column: string, type: ColumnType, values: ArrayLike<unknown>): Store {
  const { length } = values;
  const store = makeStore(type, length) as Cell[];
  for (let at = 0; at < length; at++) store[at] = toRaw(verb, column, type, values[at]);
  return store;
}

/** Whether two raw cells are the same: NaN is NaN, and −0 is not 0. */
export const isSameCell = (a: Cell, b: Cell): boolean => Object.is(a, b);
