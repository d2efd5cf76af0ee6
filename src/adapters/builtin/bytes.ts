// Memory: buffers, and the views of them. Views of one buffer are one value: what changes is the buffer.
//
// Node gives small `Buffer`s slices of a pool that others use too: such a slice is a value of its own.
import { ListIndexError } from '../../errors.js';
import { foreignContent, registerContainerKinds, type ContainerKind } from '../../recording/content.js';
import { register } from '../adapter.js';
import { AdaptedContent } from '../adapted-content.js';
import { adaptedContentBy, viewContent } from '../adapted-kind.js';
import type { Adapter, ViewAdapter } from '../protocol.js';
import { builtins, tagOf } from '../registry.js';
import { Block, deltaOf, differingRuns, packed, putRuns, Runs, WORD, type ByteDelta } from './byte-delta.js';

/** A value that is memory: a buffer, or a slice of a pool. */
type Memory = ArrayBuffer | SharedArrayBuffer | Uint8Array;

// `slice` of a Node `Buffer` copies nothing; the constructor does.
/** The adapter of memory. A snapshot is a copy of all bytes, which later looks bring up to date. */
class MemoryAdapter implements Adapter<Memory, Uint8Array, ByteDelta | Uint8Array> {
  readonly comparing = 'after-reads';

  getSnapshot(value: Memory): Uint8Array {
    return new Uint8Array(blockOf(value).bytes);
  }

  getDelta(snapshot: Uint8Array, value: Memory): ByteDelta | null {
    const [old, now] = [blockOf(snapshot), blockOf(value, snapshot.length)];
    const runs = differingRuns(old, now);
    return runs.count === 0 ? null : deltaOf(runs, old, now);
  }

  applyForward(value: Memory, delta: ByteDelta | Uint8Array): void {
    putRuns(delta, false, blockOf(value));
  }

  applyBackward(value: Memory, delta: ByteDelta | Uint8Array): void {
    putRuns(delta, true, blockOf(value));
  }

  patchSnapshot(snapshot: Uint8Array, delta: ByteDelta | Uint8Array, back: boolean): Uint8Array {
    putRuns(delta, back, blockOf(snapshot));
    return snapshot;
  }

  copy(value: Memory): Memory {
    if (ArrayBuffer.isView(value)) return Buffer.from(value);
    const copy =
      value instanceof SharedArrayBuffer ? new SharedArrayBuffer(value.byteLength) : new ArrayBuffer(value.byteLength);
    new Uint8Array(copy).set(new Uint8Array(value));
    return copy;
  }

  encode(value: Memory): unknown {
    const bytes = new Uint8Array(blockOf(value).bytes);
    if (ArrayBuffer.isView(value)) return { slice: bytes };
    return value instanceof SharedArrayBuffer ? { shared: bytes } : bytes;
  }

  decode(data: unknown): Memory {
    if (data instanceof Uint8Array) return new Uint8Array(data).buffer;
    const { slice, shared } = data as { slice?: Uint8Array; shared?: Uint8Array };
    if (slice instanceof Uint8Array) return Buffer.from(slice);
    if (!(shared instanceof Uint8Array)) throw new TypeError('memory without bytes');
    const memory = new SharedArrayBuffer(shared.length);
    new Uint8Array(memory).set(shared);
    return memory;
  }

  encodeDelta(delta: ByteDelta | Uint8Array): Uint8Array {
    return packed(delta);
  }
}

/** What memory is like: making a view of it takes longer than writing ten numbers through it. */
const blocks = new WeakMap<Memory, Block>();

function blockOf(value: Memory, length?: number): Block {
  let block = blocks.get(value);
  // A view of what was detached, or of what grew, is not that of the memory any more.
  if (block?.bytes.length !== value.byteLength) {
    block = new Block(ArrayBuffer.isView(value) ? value : new Uint8Array(value as ArrayBuffer));
    blocks.set(value, block);
  }
  if (length !== undefined && block.bytes.length !== length) {
    throw new RangeError('its memory is gone or has another size: the buffer was transferred, detached or resized');
  }
  return block;
}

const memory = new MemoryAdapter();
const MEMORY = { adapter: memory, name: 'MemoryAdapter' };

function isSlice(view: ArrayBufferView): boolean {
  return typeof Buffer !== 'undefined' && Buffer.isBuffer(view) && view.byteLength < view.buffer.byteLength;
}

type ViewClass = new (buffer: object, offset: number, length: number) => ArrayBufferView;

/** Classes of views by name. */
const VIEWS: ReadonlyMap<string, ViewClass> = new Map(
  [
    ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
    ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView],
  ].map((type): [string, ViewClass] => [type.name, type as unknown as ViewClass]),
);

/** Views of buffers: the same stretch of another buffer is the same view. */
class BufferViewAdapter implements ViewAdapter<ArrayBufferView> {
  viewOf({ buffer }: ArrayBufferView): object {
    return buffer;
  }
  viewAs(view: ArrayBufferView, buffer: object): ArrayBufferView {
    const { byteOffset, byteLength } = view;
    if (Buffer.isBuffer(view)) return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
    const length = 'length' in view ? (view.length as number) : byteLength;
    return new (view.constructor as ViewClass)(buffer, byteOffset, length);
  }
  encode(view: ArrayBufferView): unknown {
    const type = Buffer.isBuffer(view) ? 'Buffer' : view.constructor.name;
    if (type !== 'Buffer' && VIEWS.get(type) !== view.constructor) return undefined;
    return [type, view.byteOffset, 'length' in view ? view.length : view.byteLength];
  }
  decode(data: unknown, buffer: object): ArrayBufferView {
    const [type, offset, length] = data as [string, number, number];
    if (type === 'Buffer') return Buffer.from(buffer as ArrayBuffer, offset, length);
    const Type = VIEWS.get(type);
    if (Type === undefined) throw new TypeError('a view of no known type');
    return new Type(buffer, offset, length);
  }
}

const VIEW = { adapter: new BufferViewAdapter() as ViewAdapter, name: 'BufferViewAdapter' };

const VIEW_KIND: ContainerKind = {
  hasKeys: false,
  accepts: (value) => ArrayBuffer.isView(value),
  empty(value) {
    const view = value as ArrayBufferView;
    return isSlice(view) ? adaptedContentBy(MEMORY, view) : viewContent(VIEW, view);
  },
  entries: () => [],
};

/** Registers buffers and their views. */
export function registerBytes(): void {
  registerContainerKinds(VIEW_KIND);
  const match = (value: object): value is ArrayBuffer => /^\[object (Shared)?ArrayBuffer\]$/.test(tagOf(value));
  register(builtins, ArrayBuffer, memory, MEMORY.name, { match });
  builtins.know(VIEW);
}

/** The views with elements. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/**
 * Writes elements of a typed array in one step, and records just these: what `array[i] = x` changes is found by
 * comparing the array as a whole. An array that belongs to no history is simply written to. O(elements written).
 * @throws {ListIndexError} for an index outside of the array; nothing is written then
 */
export function setElements<A extends TypedArray>(
  array: A,
  indices: ArrayLike<number>,
  values: ArrayLike<A[number]>,
): void {
  const { length, BYTES_PER_ELEMENT: width } = array;
  for (let n = 0; n < indices.length; n++) {
    const index = indices[n];
    if (index === undefined || !Number.isInteger(index) || index < 0 || index >= length) {
      throw new ListIndexError('setElements', index, length);
    }
  }
  // Of arrays only slices of a pool are values of their own, and those have bytes.
  const own = width === 1 ? foreignContent.get(array) : undefined;
  const content = own instanceof AdaptedContent ? own : foreignContent.get(array.buffer);
  if (!(content instanceof AdaptedContent) || content.member === null) {
    for (let n = 0; n < indices.length; n++) array[indices[n] ?? 0] = values[n] as never;
    return;
  }
  const snapshot = blockOf(content.snapshot as Uint8Array);
  const room = roomFor(array, indices.length);
  for (let n = 0; n < indices.length; n++) room.elements[n] = values[n] as never;
  const first = content.handle === array ? 0 : array.byteOffset;
  gather(room, indices, first, width, snapshot, blockOf(content.handle as Memory, snapshot.bytes.length));
  const written = indices.length > FEW ? new Set<number>() : undefined;
  const runs = indices.length > FEW ? new Runs() : few;
  runs.count = 0;
  for (let n = indices.length - 1; n >= 0; n--) {
    const index = indices[n] ?? 0;
    // Of an index that comes twice the last value counts; a value that is there is no change.
    if (written?.has(index) ?? isRepeated(indices, n)) continue;
    written?.add(index);
    if (room.differs[n] !== 0) runs.add(first + index * width, width, n * width);
  }
  if (runs.count > 0) content.edit(deltaOf(runs, room.old, room.now));
}

/** The runs of a small step, before they are a delta. */
const few = new Runs();

/** What a step writes, and what was there. */
interface Room {
  readonly elements: TypedArray;
  /** The memory of the elements to be. */
  readonly now: Block;
  /** What is there by the snapshot: anything newer is not recorded yet. */
  readonly old: Block;
  /** Not 0 where the value is another one than that in the array. */
  readonly differs: Uint32Array;
}

/** Room for small steps, by kind of array. */
const rooms = new Map<string, Room>();

/** Room for as many elements as the array holds them. */
function roomFor(array: TypedArray, count: number): Room {
  const kind = array[Symbol.toStringTag];
  const known = count > FEW ? undefined : rooms.get(kind);
  if (known !== undefined) return known;
  const size = Math.max(FEW, count);
  const bytes = new Uint8Array(size * array.BYTES_PER_ELEMENT);
  const Type = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => TypedArray>)[kind];
  const elements = Type === undefined ? bytes : new Type(bytes.buffer);
  const old = new Block(new Uint8Array(bytes.length));
  const room = { elements, now: new Block(bytes), old, differs: new Uint32Array(size) };
  if (count <= FEW) rooms.set(kind, room);
  return room;
}

/**
 * Fetches what was and what is at these places. By itself, before anything is done with it: the places lie scattered, and
 * where nothing stands between two of them, the machine fetches them at once. In the loop that makes the delta, ten of them
 * took a microsecond.
 */
function gather(
  { now, old, differs }: Room,
  indices: ArrayLike<number>,
  first: number,
  width: number,
  snapshot: Block,
  live: Block,
): void {
  const isWide = width >= WORD && snapshot.words !== undefined && live.words !== undefined;
  const [was, is] = isWide ? [snapshot.words, live.words] : [snapshot.bytes, live.bytes];
  const [into, next] = isWide ? [old.words, now.words] : [old.bytes, now.bytes];
  if (into === undefined || next === undefined) return;
  const [each, from] = isWide ? [width / WORD, first / WORD] : [width, first];
  for (let n = 0, to = 0; n < indices.length; n++) {
    let at = from + (indices[n] ?? 0) * each;
    let other = 0;
    for (const end = at + each; at < end; at++, to++) {
      into[to] = was[at] ?? 0;
      other |= (is[at] ?? 0) ^ (next[to] ?? 0);
    }
    differs[n] = other;
  }
}

/** Up to so many indices are compared one by one. */
const FEW = 16;

function isRepeated(indices: ArrayLike<number>, n: number): boolean {
  for (let later = n + 1; later < indices.length; later++) if (indices[later] === indices[n]) return true;
  return false;
}
