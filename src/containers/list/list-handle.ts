// What users hold as a tracked list: a Proxy over the raw array.
//
// It has no `get` trap: an index read through one costs 120 ns, without one 64 (Node 20). So the methods that have to be
// ours are own properties of the raw array, hidden again by the traps that list keys. They are put there by plain
// assignment in one fixed order (0.7 µs; by `defineProperties` it would be 9), so all lists share one shape.
import { UnrecordableOperationError } from '../../errors.js';
import { CONTENT } from '../../recording/content.js';
import { containerTitle } from '../../recording/track.js';
import { HOLE, ListContent } from './list-content.js';
import { INSPECT, LIST_METHODS, toNumber, type MethodTable } from './list-methods.js';

/** A tracked list over this raw array, which becomes its storage. */
export function makeList(raw: unknown[]): ListContent {
  return new ListContent(raw, handleOf);
}

function handleOf(content: ListContent): unknown[] {
  putMethods(content.raw as unknown as MethodTable, LIST_METHODS, content);
  return new Proxy(content.raw, HANDLER);
}

// By name, one by one: properties that are put by a computed key make V8 turn the array into a dictionary after twelve of
// them, and its `splice` then takes 200 µs for 10,000 elements.
function putMethods(raw: MethodTable, methods: MethodTable, content: ListContent): void {
  raw[CONTENT] = content;
  raw.push = methods.push;
  raw.pop = methods.pop;
  raw.shift = methods.shift;
  raw.unshift = methods.unshift;
  raw.splice = methods.splice;
  raw.sort = methods.sort;
  raw.reverse = methods.reverse;
  raw.fill = methods.fill;
  raw.copyWithin = methods.copyWithin;
  raw.forEach = methods.forEach;
  raw.map = methods.map;
  raw.filter = methods.filter;
  raw.some = methods.some;
  raw.every = methods.every;
  raw.flatMap = methods.flatMap;
  raw.find = methods.find;
  raw.findIndex = methods.findIndex;
  raw.findLast = methods.findLast;
  raw.findLastIndex = methods.findLastIndex;
  raw.reduce = methods.reduce;
  raw.reduceRight = methods.reduceRight;
  raw.indexOf = methods.indexOf;
  raw.lastIndexOf = methods.lastIndexOf;
  raw.includes = methods.includes;
  raw.join = methods.join;
  raw.slice = methods.slice;
  raw.flat = methods.flat;
  raw.at = methods.at;
  raw.entries = methods.entries;
  raw.keys = methods.keys;
  raw.concat = methods.concat;
  raw.values = methods.values;
  if (methods.toSorted !== undefined) raw.toSorted = methods.toSorted;
  if (methods.toReversed !== undefined) raw.toReversed = methods.toReversed;
  if (methods.toSpliced !== undefined) raw.toSpliced = methods.toSpliced;
  if (methods.with !== undefined) raw.with = methods.with;
  raw[Symbol.iterator] = methods.values;
  raw[INSPECT] = methods[INSPECT];
}

/** Own keys of every raw array that no user should see: the content and the methods. `length` stands before them. */
const HIDDEN = new Set<PropertyKey>([CONTENT, Symbol.iterator, INSPECT, ...Object.keys(LIST_METHODS)]);
const LARGEST_INDEX = 2 ** 32 - 2;

function contentBehind(raw: object): ListContent {
  return (raw as { [CONTENT]: ListContent })[CONTENT];
}

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

function refuse(raw: object, operation: string, wayOut: string): never {
  throw new UnrecordableOperationError(containerTitle(contentBehind(raw)), operation, wayOut);
}

const KEEP_ASIDE = 'Keep it beside the list, in a field of its own.';

const HANDLER: ProxyHandler<unknown[]> = {
  set(raw, key, value, receiver) {
    const content = contentBehind(raw);
    // An object that inherits from the list gets a property of its own.
    if (receiver !== content.handle) return Reflect.set(raw, key, value, receiver);
    const index = indexOfKey(key);
    if (index >= 0) setIndex(content, index, value);
    else if (key === 'length') setLength(content, value);
    else refuse(raw, `the property ${String(key)}`, KEEP_ASIDE);
    return true;
  },
  deleteProperty(raw, key) {
    const index = indexOfKey(key);
    if (index < 0) return HIDDEN.has(key) || Reflect.deleteProperty(raw, key);
    if (index in raw) contentBehind(raw).set(index, HOLE);
    return true;
  },
  defineProperty(raw, key, property) {
    const content = contentBehind(raw);
    const index = indexOfKey(key);
    if (index < 0 && key !== 'length') refuse(raw, `the property ${String(key)}`, KEEP_ASIDE);
    const present = Object.hasOwn(raw, key);
    const attributes = [property.writable, property.enumerable, property.configurable];
    const isPlain = key === 'length' || attributes.every((on) => (present ? on !== false : on === true));
    if (!isPlain || property.writable === false || property.get !== undefined || property.set !== undefined) {
      refuse(raw, 'an accessor, or a property that is read-only or hidden,', 'Assign a value instead.');
    }
    if (key === 'length') {
      if ('value' in property) setLength(content, property.value);
    } else if ('value' in property || !present) setIndex(content, index, property.value);
    return true;
  },
  getOwnPropertyDescriptor(raw, key) {
    return HIDDEN.has(key) ? undefined : Reflect.getOwnPropertyDescriptor(raw, key);
  },
  ownKeys(raw) {
    return Reflect.ownKeys(raw).filter((key) => !HIDDEN.has(key));
  },
  setPrototypeOf(raw, prototype) {
    if (prototype === Array.prototype) return true;
    return refuse(raw, 'another prototype', 'Copy the list into an array of that class.');
  },
  preventExtensions(raw) {
    return refuse(raw, 'freezing, sealing or preventing extensions', 'Freeze a copy: snapshotOf() makes one.');
  },
};
