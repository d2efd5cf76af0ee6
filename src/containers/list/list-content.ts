// The content of a tracked list: its raw storage, and the five changes that everything else is made of.
//
// LC1: the raw array holds handles, parts and primitives, never a raw container. LC2: a change is checked, then its
// elements join, then it is done, then it is recorded; where recording fails it is taken back. So a refused call has
// changed nothing.
import { LimitExceededError } from '../../errors.js';
import { admitAll } from '../../recording/admit.js';
import { CONTENT, Content, type Copying } from '../../recording/content.js';
import {
  Change,
  spliceChange,
  type Sequence,
  type SequenceChange,
  type SequenceValues,
} from '../../recording/sequences.js';
import { isObject, trackAll, type Destination } from '../../recording/track.js';
import { assignList, type RowKey } from './assign.js';

/** Stands in the value table where a list has a hole. */
export const HOLE: unique symbol = Symbol('hole');
/** Longest list. */
const MAX_LENGTH = 2 ** 28;

const NONE: readonly unknown[] = [];
const { splice, slice } = Array.prototype;

/** Makes what users hold; `list-handle.ts`, which would be a circle to import. */
type MakeHandle = (content: ListContent) => unknown[];

/** The content of one tracked list. */
export class ListContent extends Content implements Sequence {
  readonly handle: unknown[];
  cell = 0;
  operation = 0;
  readonly isForgettable = true;

  constructor(
    readonly raw: unknown[],
    private readonly makeHandle: MakeHandle,
  ) {
    super();
    this.handle = makeHandle(this);
  }

  get length(): number {
    return this.raw.length;
  }

  *children(): Iterable<readonly [number, unknown]> {
    for (let i = 0; i < this.raw.length; i++) if (i in this.raw) yield [i, this.raw[i]];
  }

  fill(key: unknown, value: unknown): void {
    if (key === 'length') this.raw.length = value as number;
    else this.raw[key as number] = value;
  }

  emptyTwin(): ListContent {
    return new ListContent([], this.makeHandle);
  }

  copyTo(twin: Content, copying: Copying): void {
    if (!(twin instanceof ListContent)) return;
    const { raw } = this;
    twin.raw.length = raw.length;
    const isDetached = copying.member === null;
    // A detached copy is led through this instance's states first: what it then holds is translated.
    for (let i = 0; i < raw.length; i++) if (i in raw) twin.raw[i] = isDetached ? raw[i] : copying.translate(raw[i]);
    twin.cell = this.cell;
    twin.operation = this.operation;
    if (this.cell !== 0) copying.cells?.put(this.cell, undefined, 0, twin);
    if (this.cell !== 0 || isDetached) copying.lead(twin, twin.raw);
    if (isDetached) twin.forgetCells();
  }

  forgetCells(): void {
    this.cell = 0;
    this.operation = 0;
  }

  // -- changes ---------------------------------------------------------------------------------------------------

  /** Removes and inserts; answers what was removed, as the native `splice` does. */
  splice(index: number, count: number, given: readonly unknown[]): unknown[] {
    if (count === given.length && this.#isSame(index, given)) return slice.call(this.raw, index, index + count);
    const inserted = given.length === 0 ? this.#checked(given) : this.enter(given, index, given.length - count);
    const removed = this.#take(index, count, inserted);
    if (this.member === null) return removed;
    const recorded = count === 0 ? removed : holesMarked(removed);
    try {
      this.member.recorder.writeSplice(this, index, recorded, inserted);
    } catch (error) {
      this.perform(spliceChange(index, recorded, inserted), true);
      throw error;
    }
    return removed;
  }

  /** Inserts elements that a merge takes over; for `same` see {@link SequenceChange}. */
  insertFrom(index: number, given: readonly unknown[], same: readonly number[]): void {
    const inserted = this.enter(given, index, given.length);
    this.#take(index, 0, inserted);
    this.#record({ type: Change.Splice, index, count: 0, added: inserted.length, values: inserted, same });
  }

  /** Puts another value in the place at an index below the length; a merge may say which one. */
  set(index: number, given: unknown, same?: readonly number[]): void {
    const { raw } = this;
    const old = readPlace(raw, index);
    if (Object.is(old, given)) return;
    const value = given === HOLE ? HOLE : this.enter([given], index, 0)[0];
    writePlace(raw, index, value);
    this.#record({ type: Change.Set, index, count: 0, added: 0, values: [old, value], same });
  }

  /** Takes an element out and puts it back at another index; a merge says how it came there. */
  move(from: number, to: number, same?: readonly number[]): void {
    const moved = readPlace(this.raw, from);
    let isSame = same === undefined;
    for (let at = Math.min(from, to); isSame && at <= Math.max(from, to); at++)
      isSame = Object.is(readPlace(this.raw, at), moved);
    if (isSame) return;
    this.#check();
    const change = { type: Change.Move, index: from, count: to, added: 0, values: NONE, same };
    this.perform(change, false);
    this.#record(change);
  }

  /** Puts all elements in another order: `order` says for each new index the old one; a merge says how each came there. */
  permute(order: Uint32Array, same?: readonly number[]): void {
    const isSame = same === undefined;
    if (isSame && order.every((from, to) => Object.is(readPlace(this.raw, from), readPlace(this.raw, to)))) return;
    this.#check();
    const change = { type: Change.Permute, index: 0, count: order.length, added: 0, values: [order], same };
    this.perform(change, false);
    this.#record(change);
  }

  /** Appends holes. */
  extend(length: number): void {
    checkLength(length);
    const { length: index } = this.raw;
    if (length <= index) return;
    this.#check();
    const change = { type: Change.Holes, index, count: 0, added: length - index, values: NONE };
    this.perform(change, false);
    this.#record(change);
  }

  /** Does several changes as one step. */
  together(count: number, change: (index: number) => void): void {
    if (this.member === null || count < 2) for (let i = 0; i < count; i++) change(i);
    else this.member.recorder.together(count, change);
  }

  /** Makes the list equal to a raw array by few changes. */
  override assign(raw: object, rowKey: RowKey | undefined): void {
    assignList(this, raw as readonly unknown[], rowKey);
  }

  /** Like {@link enter}, for all that comes with a raw array, which may hold itself. */
  enterAll(
    given: readonly unknown[],
    raw: readonly unknown[],
    destinationOf: (at: number) => Destination,
  ): readonly unknown[] {
    this.#check();
    const values = trackAll(given, destinationOf, [raw, this]);
    if (this.member !== null) admitAll(this.member.recorder, values, this.member, (at) => at);
    return values;
  }

  /** What given values are recorded as; they have joined the history when it returns. */
  enter(given: readonly unknown[], index: number, growth: number): readonly unknown[] {
    checkLength(this.raw.length + growth);
    this.#check();
    if (given.length === 1 ? !isObject(given[0]) : !given.some(isObject)) return given;
    const { handle, member } = this;
    const values = trackAll(given, (at) => ({ holder: handle, key: index + at }));
    if (member !== null) admitAll(member.recorder, values, member, (at) => index + at);
    return values;
  }

  /** Whether a splice would put back what it takes out. */
  #isSame(index: number, given: readonly unknown[]): boolean {
    return given.every((value, at) => Object.is(value, readPlace(this.raw, index + at)));
  }

  #checked<T>(given: T): T {
    this.#check();
    return given;
  }

  #check(): void {
    if (this.member !== null) this.member.recorder.checkWrite(this, 0);
  }

  #record(change: SequenceChange): void {
    if (this.member === null) return;
    try {
      this.member.recorder.writeChange(this, change);
    } catch (error) {
      this.perform(change, true);
      throw error;
    }
  }

  // -- doing and taking back -------------------------------------------------------------------------------------

  perform({ type, index, count, added, values }: SequenceChange, back: boolean): void {
    this.#apply(back, type, index, count, added, (at) => values[at]);
  }

  inverseOf({ type, index, count, added, values }: SequenceChange): SequenceChange {
    switch (type) {
      case Change.Splice:
        return { type, index, count: added, added: count, values: [...values.slice(count), ...values.slice(0, count)] };
      case Change.Set:
        return { type, index, count, added, values: [values[1], values[0]] };
      case Change.Move:
        return { type, index: count, count: index, added, values };
      case Change.Permute: {
        const order = new Uint32Array(count);
        (values[0] as Uint32Array).forEach((from, to) => (order[from] = to));
        return { type, index, count, added, values: [order] };
      }
      default:
        return { type: Change.Splice, index, count: added, added: 0, values: new Array(added).fill(HOLE) };
    }
  }

  replay(
    back: boolean,
    operation: number,
    type: number,
    index: number,
    count: number,
    added: number,
    values: SequenceValues,
  ): void {
    // Single elements are most of all changes, and need no closure.
    if (type === Change.Splice && count + added === 1) {
      const value = values.at(operation);
      if ((added === 1) === back) splice.call(this.raw, index, 1);
      else if (value === HOLE) this.#take(index, 0, [HOLE]);
      else splice.call(this.raw, index, 0, value);
      return;
    }
    this.#apply(back, type, index, count, added, (at) => values.at(operation + at));
  }

  #apply(
    back: boolean,
    type: number,
    index: number,
    count: number,
    added: number,
    valueAt: (at: number) => unknown,
  ): void {
    const { raw } = this;
    switch (type) {
      case Change.Splice: {
        const [out, into, first] = back ? [added, count, 0] : [count, added, count];
        this.#take(
          index,
          out,
          Array.from({ length: into }, (_, at) => valueAt(first + at)),
        );
        return;
      }
      case Change.Set:
        writePlace(raw, index, valueAt(back ? 0 : 1));
        return;
      case Change.Move: {
        const [from, to] = back ? [count, index] : [index, count];
        const moved = readPlace(raw, from);
        splice.call(raw, from, 1);
        this.#take(to, 0, [moved]);
        return;
      }
      case Change.Permute:
        this.#reorder(valueAt(0) as Uint32Array, back);
        return;
      default:
        raw.length = back ? index : index + added;
    }
  }

  /** The native `splice` for any number of elements, holes included. */
  #take(index: number, count: number, inserted: readonly unknown[]): unknown[] {
    const { raw } = this;
    // Single elements are most of all changes: no spreading, no search.
    if (inserted.length === 0) return splice.call(raw, index, count);
    if (inserted.length === 1 && inserted[0] !== HOLE) return splice.call(raw, index, count, inserted[0]);
    if (inserted.length < MANY && !inserted.includes(HOLE)) return splice.call(raw, index, count, ...inserted);
    const tail = slice.call(raw, index + count);
    const removed = slice.call(raw, index, index + count);
    raw.length = index;
    for (let i = 0; i < inserted.length; i++) writePlace(raw, raw.length, inserted[i]);
    for (let i = 0; i < tail.length; i++) writePlace(raw, raw.length, readPlace(tail, i));
    return removed;
  }

  #reorder(order: Uint32Array, back: boolean): void {
    const { raw } = this;
    const before = slice.call(raw);
    order.forEach((from, to) => {
      // A record of a journal is looked at when it has been done.
      if (from >= before.length) throw new RangeError('an order beyond the end of a list');
      if (back) writePlace(raw, from, readPlace(before, to));
      else writePlace(raw, to, readPlace(before, from));
    });
  }
}

/** Arguments a call can carry without care for the stack. */
const MANY = 10_000;

/** An element, or {@link HOLE}. */
export function readPlace(raw: readonly unknown[], index: number): unknown {
  const value = raw[index];
  return value === undefined && !(index in raw) ? HOLE : value;
}

function writePlace(raw: unknown[], index: number, value: unknown): void {
  if (value !== HOLE) raw[index] = value;
  else if (index < raw.length) Reflect.deleteProperty(raw, index);
  else raw.length = index + 1;
}

function holesMarked(values: readonly unknown[]): readonly unknown[] {
  return values.includes(undefined) ? Array.from(values, (_, at) => readPlace(values, at)) : values;
}

/** @throws {LimitExceededError} */
export function checkLength(length: number): void {
  if (length > MAX_LENGTH) throw new LimitExceededError(`a list holds at most ${String(MAX_LENGTH)} elements`);
}

/** The content of a handle that is a list, or undefined. */
export function listOf(value: unknown): ListContent | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const content = (value as { [CONTENT]?: unknown })[CONTENT];
  return content instanceof ListContent && content.handle === value ? content : undefined;
}
