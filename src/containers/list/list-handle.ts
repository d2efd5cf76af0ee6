// What users hold as a tracked list: a Proxy over the raw array.
//
// Its methods come from the `get` trap. Without that trap an index read would cost 64 ns instead of 120 (Node 20), but the
// methods would have to be somewhere else: on another prototype, with which V8's `splice` takes 183 µs for 10,000 elements
// instead of 0.5; or on the raw array itself, where an own `Symbol.iterator` makes every spread and `Array.from` of the
// whole process thirty times slower. Loops that read by index have `readonlyView`.
import { UnrecordableOperationError } from '../../errors.js';
import { CONTENT } from '../../recording/content.js';
import { containerTitle } from '../../recording/track.js';
import { HOLE, ListContent } from './list-content.js';
import { expectCallOn, LIST_METHODS, toNumber } from './list-methods.js';

/** A tracked list over this raw array, which becomes its storage. */
export function makeList(raw: unknown[]): ListContent {
  return new ListContent(raw, (content) => new Proxy(content.raw, new ListHandler(content)));
}

const LARGEST_INDEX = 2 ** 32 - 2;

/** The index that a property key is, or -1. */
function indexOfKey(key: PropertyKey): number {
  if (typeof key !== 'string') return -1;
  const index = Number(key);
  return Number.isInteger(index) && index >= 0 && index <= LARGEST_INDEX && String(index) === key ? index : -1;
}

/** `list[index] = value`, anywhere. */
function setIndex(content: ListContent, index: number, value: unknown): void {
  const { length } = content.raw;
  if (index < length) content.set(index, value);
  else if (index === length) content.splice(length, 0, [value]);
  else {
    const [entered] = content.enter([value], index, index + 1 - length);
    content.together(2, (step) => {
      if (step === 0) content.extend(index);
      else content.splice(index, 0, [entered]);
    });
  }
}

function setLength(content: ListContent, given: unknown): void {
  // The native conversion, twice, and its RangeError.
  const length = toNumber(given) >>> 0;
  if (length !== toNumber(given)) throw new RangeError('Invalid array length');
  const { length: present } = content.raw;
  if (length < present) content.splice(length, present - length, []);
  else content.extend(length);
}

const KEEP_ASIDE = 'Keep it beside the list, in a field of its own.';
const DIGIT_NINE = 57;

/** The traps of one list. */
class ListHandler implements ProxyHandler<unknown[]> {
  constructor(private readonly content: ListContent) {}

  get(raw: unknown[], key: PropertyKey, receiver: unknown): unknown {
    if (this.content.unseen !== undefined) this.content.noteRead();
    // Indices first: their keys begin with a digit.
    if (typeof key === 'string' && key.charCodeAt(0) <= DIGIT_NINE) return raw[key as unknown as number];
    const method = LIST_METHODS[key as string];
    if (method !== undefined) {
      expectCallOn(this.content);
      return method;
    }
    return key === CONTENT ? this.content : (Reflect.get(raw, key, receiver) as unknown);
  }

  set(raw: unknown[], key: PropertyKey, value: unknown, receiver: unknown): boolean {
    // An object that inherits from the list gets a property of its own.
    if (receiver !== this.content.handle) return Reflect.set(raw, key, value, receiver);
    const index = indexOfKey(key);
    if (index >= 0) setIndex(this.content, index, value);
    else if (key === 'length') setLength(this.content, value);
    else this.#refuse(`the property ${String(key)}`, KEEP_ASIDE);
    return true;
  }

  deleteProperty(raw: unknown[], key: PropertyKey): boolean {
    const index = indexOfKey(key);
    if (index < 0) return Reflect.deleteProperty(raw, key);
    if (index in raw) this.content.set(index, HOLE);
    return true;
  }

  defineProperty(raw: unknown[], key: PropertyKey, property: PropertyDescriptor): boolean {
    const index = indexOfKey(key);
    if (index < 0 && key !== 'length') this.#refuse(`the property ${String(key)}`, KEEP_ASIDE);
    const isThere = Object.hasOwn(raw, key);
    const attributes = [property.writable, property.enumerable, property.configurable];
    const isPlain = key === 'length' || attributes.every((on) => (isThere ? on !== false : on === true));
    if (!isPlain || property.writable === false || property.get !== undefined || property.set !== undefined) {
      this.#refuse('an accessor, or a property that is read-only or hidden,', 'Assign a value instead.');
    }
    if (key === 'length') {
      if ('value' in property) setLength(this.content, property.value);
    } else if ('value' in property || !isThere) setIndex(this.content, index, property.value);
    return true;
  }

  setPrototypeOf(_raw: unknown[], prototype: object | null): boolean {
    if (prototype === Array.prototype) return true;
    return this.#refuse('another prototype', 'Copy the list into an array of that class.');
  }

  preventExtensions(): boolean {
    return this.#refuse('freezing, sealing or preventing extensions', 'Freeze a copy: snapshotOf() makes one.');
  }

  #refuse(operation: string, wayOut: string): never {
    throw new UnrecordableOperationError(containerTitle(this.content), operation, wayOut);
  }
}
