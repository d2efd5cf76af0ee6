// The NumPy analogue: views of one typed array, by index. `TrackedNdarray` records each write; arrays of the package
// `ndarray` in a tracked field are compared, as any typed array is.
//
// Import for the effect, or for the class: `import { TrackedNdarray } from 'janus-ts/adapters/ndarray'`.
import type { NdArray } from 'ndarray';
import { AdapterRegistrationError, ListIndexError } from '../../errors.js';
import { adapter } from '../adapter.js';
import { setElements, type TypedArray } from '../builtin/bytes.js';
import type { ViewAdapter } from '../protocol.js';

type Store = Exclude<TypedArray, BigInt64Array | BigUint64Array>;

/** How a view sees its store. */
interface Layout {
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/**
 * An n-dimensional view of a typed array, in row-major order. Views made by `pick`, `lo`, `hi`, `step` and `transpose` share
 * the store: a write through one shows in all, and is recorded once, whichever of them is in a tracked field.
 */
export class TrackedNdarray<S extends Store = Store> {
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;

  /**
   * A view of `data`; without a layout all of it, in this shape.
   * @throws {ListIndexError} when the shape does not have as many elements as the data
   */
  constructor(
    readonly data: S,
    shape: readonly number[] = [data.length],
    layout?: Layout,
  ) {
    const size = shape.reduce((product, length) => product * length, 1);
    if (layout === undefined && size !== data.length)
      throw new ListIndexError('new TrackedNdarray', shape, data.length);
    this.shape = [...shape];
    this.stride =
      layout?.stride ?? shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
    this.offset = layout?.offset ?? 0;
  }

  /** Number of axes. */
  get dimension(): number {
    return this.shape.length;
  }

  /** Number of elements. */
  get size(): number {
    return this.shape.reduce((product, length) => product * length, 1);
  }

  /** The element at these indices. @throws {ListIndexError} */
  get(...indices: number[]): number {
    return this.data[this.#place('get', indices)] ?? NaN;
  }

  /** Writes the element at these indices; one step. @throws {ListIndexError} */
  set(...indicesAndValue: number[]): void {
    const value = indicesAndValue.at(-1) ?? NaN;
    setElements(this.data as Float64Array, [this.#place('set', indicesAndValue.slice(0, -1))], [value]);
  }

  /** Writes several elements; one step. @throws {ListIndexError}; nothing is written then */
  setAll(indices: readonly (readonly number[])[], values: ArrayLike<number>): void {
    setElements(
      this.data as Float64Array,
      indices.map((place) => this.#place('setAll', place)),
      values,
    );
  }

  /** Gives all elements a value, or what a function of the indices says; one step. */
  fill(value: number | ((...indices: number[]) => number)): void {
    const places = [...this.indices()];
    this.setAll(
      places,
      places.map((place) => (typeof value === 'number' ? value : value(...place))),
    );
  }

  /** All indices, in row-major order. */
  *indices(): Generator<number[]> {
    const { shape } = this;
    if (this.size === 0) return;
    const place = shape.map(() => 0);
    for (;;) {
      yield [...place];
      let axis = shape.length - 1;
      while (axis >= 0 && (place[axis] = (place[axis] ?? 0) + 1) >= (shape[axis] ?? 0)) place[axis--] = 0;
      if (axis < 0) return;
    }
  }

  /** All elements, in row-major order. */
  *[Symbol.iterator](): Generator<number> {
    for (const place of this.indices()) yield this.get(...place);
  }

  /** The view where some axes are held at an index; `null` leaves an axis. @throws {ListIndexError} */
  pick(...at: (number | null)[]): TrackedNdarray<S> {
    const { shape, stride } = this;
    let { offset } = this;
    at.forEach((index, axis) => {
      if (index === null) return;
      this.#expect('pick', index, shape[axis] ?? 0);
      offset += index * (stride[axis] ?? 0);
    });
    const kept = shape.map((_, axis) => axis).filter((axis) => (at[axis] ?? null) === null);
    return this.#view(
      kept.map((axis) => shape[axis] ?? 0),
      kept.map((axis) => stride[axis] ?? 0),
      offset,
    );
  }

  /** The view from these indices on. @throws {ListIndexError} */
  lo(...from: number[]): TrackedNdarray<S> {
    let { offset } = this;
    const shape = this.shape.map((length, axis) => {
      const start = from[axis] ?? 0;
      this.#expect('lo', start, length + 1);
      offset += start * (this.stride[axis] ?? 0);
      return length - start;
    });
    return this.#view(shape, this.stride, offset);
  }

  /** The view of these lengths. @throws {ListIndexError} */
  hi(...lengths: number[]): TrackedNdarray<S> {
    const shape = this.shape.map((length, axis) => {
      const wanted = lengths[axis] ?? length;
      this.#expect('hi', wanted, length + 1);
      return wanted;
    });
    return this.#view(shape, this.stride, this.offset);
  }

  /** The view of each nth element along the axes; backwards for negative steps. @throws {ListIndexError} for 0 */
  step(...steps: number[]): TrackedNdarray<S> {
    let { offset } = this;
    const stride = this.stride.map((width, axis) => width * (steps[axis] ?? 1));
    const shape = this.shape.map((length, axis) => {
      const step = steps[axis] ?? 1;
      if (!Number.isInteger(step) || step === 0) throw new ListIndexError('step', step, length);
      if (step < 0) offset += (length - 1) * (this.stride[axis] ?? 0);
      return Math.ceil(length / Math.abs(step));
    });
    return this.#view(shape, stride, offset);
  }

  /** The view with its axes in another order, reversed by default. @throws {ListIndexError} */
  transpose(...axes: number[]): TrackedNdarray<S> {
    const order = axes.length === 0 ? this.shape.map((_, axis) => this.dimension - 1 - axis) : axes;
    for (const axis of order) this.#expect('transpose', axis, this.dimension);
    if (new Set(order).size !== this.dimension) throw new ListIndexError('transpose', axes, this.dimension);
    return this.#view(
      order.map((axis) => this.shape[axis] ?? 0),
      order.map((axis) => this.stride[axis] ?? 0),
      this.offset,
    );
  }

  #view(shape: readonly number[], stride: readonly number[], offset: number): TrackedNdarray<S> {
    return new TrackedNdarray(this.data, shape, { shape, stride, offset });
  }

  #place(verb: string, indices: readonly number[]): number {
    if (indices.length !== this.dimension) throw new ListIndexError(verb, indices, this.dimension);
    let at = this.offset;
    for (let axis = 0; axis < indices.length; axis++) {
      const index = indices[axis] ?? 0;
      this.#expect(verb, index, this.shape[axis] ?? 0);
      at += index * (this.stride[axis] ?? 0);
    }
    return at;
  }

  #expect(verb: string, index: number, length: number): void {
    if (!Number.isInteger(index) || index < 0 || index >= length) throw new ListIndexError(verb, index, length);
  }
}

/** Tracked views: all state is in the typed array. */
export class TrackedNdarrayAdapter implements ViewAdapter<TrackedNdarray> {
  viewOf({ data }: TrackedNdarray): object {
    return data;
  }
  viewAs({ shape, stride, offset }: TrackedNdarray, shown: object): TrackedNdarray {
    return new TrackedNdarray(shown as Store, shape, { shape, stride, offset });
  }
  encode({ shape, stride, offset }: TrackedNdarray): unknown {
    return { shape, stride, offset };
  }
  decode(data: unknown, store: object): TrackedNdarray {
    const layout = data as Layout;
    return new TrackedNdarray(store as Store, layout.shape, layout);
  }
}

type MakeNdarray = (data: Store, shape: number[], stride: number[], offset: number) => NdArray;
let makeNdarray: MakeNdarray | undefined;

/** Lets files with arrays of the package be opened, which is not imported here: `adaptNdarray(ndarray)`. */
export function adaptNdarray(ndarray: MakeNdarray): void {
  makeNdarray = ndarray;
}

/** Views of the package `ndarray`. */
export class NdarrayAdapter implements ViewAdapter<NdArray> {
  viewOf({ data }: NdArray): object {
    if (ArrayBuffer.isView(data)) return data;
    throw new AdapterRegistrationError(
      'ndarray',
      'only views of typed arrays can be recorded; keep a plain array in a @trackedList.',
    );
  }
  viewAs(value: NdArray, shown: object): NdArray {
    return Object.assign(value.lo(), { data: shown });
  }
  encode({ shape, stride, offset }: NdArray): unknown {
    return { shape, stride, offset };
  }
  decode(data: unknown, store: object): NdArray {
    if (makeNdarray === undefined) throw new TypeError('call adaptNdarray(ndarray) before such a file is opened');
    const { shape, stride, offset } = data as Layout;
    return makeNdarray(store as Store, [...shape], [...stride], offset);
  }
}

/** Views of `ndarray` are instances of classes that it makes as it goes: they are told by what they have. */
class Ndarray {}
const VERBS = ['get', 'set', 'pick', 'lo', 'hi', 'step', 'transpose'] as const;

function isNdarray(value: object): value is NdArray {
  const { data, shape, stride } = value as Partial<NdArray>;
  if (typeof data !== 'object' || !Array.isArray(shape) || !Array.isArray(stride)) return false;
  return VERBS.every((verb) => typeof (value as Record<string, unknown>)[verb] === 'function');
}

adapter(TrackedNdarray)(TrackedNdarrayAdapter);
adapter<NdArray>(Ndarray as never, { match: isNdarray })(NdarrayAdapter);
