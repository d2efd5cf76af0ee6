// Every method and syntax of Array, once; each runs on a tracked list and on a native array with corresponding arguments.
/* eslint-disable @typescript-eslint/no-array-delete, @typescript-eslint/no-dynamic-delete, @typescript-eslint/no-misused-spread -- the syntax under test */
import { move, UnrecordableOperationError } from '../../../src/index.js';
import { define } from './twin-heap.js';
import { Unsupported, type Draw } from './draw.js';

export type ListOp = (list: unknown[], d: Draw) => unknown;
type Table<T> = Readonly<Record<string, T>>;

/** A comparator that is no order at all for some values: what sort makes of it is V8's business, on both sides. */
const byText = (a: unknown, b: unknown): number => {
  const [left, right] = [`${typeof a} ${String(a)}`, `${typeof b} ${String(b)}`];
  return left < right ? -1 : left > right ? 1 : 0;
};
const isEven = (_: unknown, index: number): boolean => index % 2 === 0;
const isText = (value: unknown): boolean => typeof value === 'string';
const strict = (list: unknown[]): Record<PropertyKey, unknown> => list as never;

/** The product refuses what the model only says it would. */
function refused(d: Draw, run: () => unknown): unknown {
  if (!d.side.isLive) throw new Unsupported();
  try {
    return run();
  } catch (error) {
    if (error instanceof UnrecordableOperationError) throw new Unsupported();
    throw error;
  }
}

/** One call that changes the list: one moment, or none. */
export const LIST_CHANGES: Table<ListOp> = {
  push: (list, d) => list.push(...d.values()),
  pop: (list) => list.pop(),
  shift: (list) => list.shift(),
  unshift: (list, d) => list.unshift(...d.values()),
  splice: (list, d) => {
    const [start, count, values] = [d.index(list), d.index(list), d.values()];
    return [() => list.splice(start, count, ...values), () => list.splice(start), () => list.splice(start, count),
      () => (list.splice as () => unknown)()][d.below(4)]!(); // prettier-ignore
  },
  replace: (list, d) => list.splice(d.below(list.length + 1), 1, d.value()),
  sort: (list) => list.sort(),
  'sort by': (list, d) => list.sort(d.callback(list, byText)),
  'sort oddly': (list, d) => list.sort(d.pick([() => 0, () => 1, () => -1, () => NaN, () => '1', undefined]) as never),
  'sort wrongly': (list, d) => list.sort(d.pick([null, 1, {}, 'x']) as never),
  reverse: (list) => list.reverse(),
  fill: (list, d) => list.fill(d.value(), ...(d.indices(list, 2) as [number?, number?])),
  copyWithin: (list, d) => list.copyWithin(d.index(list), d.index(list), ...(d.indices(list, 1) as [number?])),
  write: (list, d) => {
    list[d.place(list)] = d.value();
  },
  'write by Reflect': (list, d) => Reflect.set(list, d.place(list), d.value()),
  'write by definition': (list, d) => {
    define(list, d.place(list), d.value());
  },
  'write oddly': (list, d) => {
    const key = d.pick([
      '-1',
      '1.5',
      'name',
      '4294967295',
      '01',
      Symbol.for('shared'),
      '9007199254740992',
      'constructor',
    ]);
    return refused(d, () => (strict(list)[key] = d.leaf()));
  },
  'write again': (list, d) => {
    const at = d.below(list.length + 1);
    if (at in list) list[at] = list[at];
  },
  length: (list, d) => (list.length = d.below(list.length + 4)),
  'length oddly': (list, d) => {
    const odd = ['2', null, true, -1, 1.5, NaN, 2 ** 32, undefined, 'x', '', 1e21, { valueOf: () => 1 }, [], 3n];
    list.length = d.pick(odd) as never;
  },
  delete: (list, d) => delete list[d.place(list)],
  'delete by Reflect': (list, d) => Reflect.deleteProperty(list, d.place(list)),
  'delete oddly': (list, d) => delete strict(list)[d.pick(['-1', 'name', 'push', 'length'])],
  move: (list, d) => {
    const [from, to] = [d.below(list.length + 2) - 1, d.below(list.length + 2) - 1];
    // Moving a hole is for a table: natively, the spread would fill it.
    if (from < list.length && from >= 0 && !(from in list)) return;
    if (d.side.isLive) {
      move(list, from, to);
      return;
    }
    if (![from, to].every((at) => at >= 0 && at < list.length)) throw new Unsupported();
    list.splice(to, 0, ...list.splice(from, 1));
  },
  'push by call': (list, d) => Array.prototype.push.call(list, d.leaf()),
  freeze: (list, d) => refused(d, () => d.pick([Object.freeze, Object.seal, Object.preventExtensions])(list)),
  'set its prototype': (list, d) => refused(d, () => Object.setPrototypeOf(list, d.pick([null, {}]))),
  'define an accessor': (list, d) =>
    refused(d, () => Object.defineProperty(list, d.place(list), { get: () => 1, configurable: true })),
  'define a constant': (list, d) => refused(d, () => Object.defineProperty(list, list.length, { value: 1 })),
};

/** Calls that read. */
export const LIST_READS: Table<ListOp> = {
  at: (list, d) => list.at(d.index(list)),
  concat: (list, d) => list.concat(...d.values(), d.some<unknown[]>('list', []), [d.leaf(), , d.leaf()]),
  'concat to': (list, d) => [d.leaf()].concat(list, list),
  slice: (list, d) => list.slice(...(d.indices(list, 2) as [number?, number?])),
  includes: (list, d) => list.includes(d.value(), ...(d.indices(list, 1) as [number?])),
  indexOf: (list, d) => list.indexOf(d.value(), ...(d.indices(list, 1) as [number?])),
  'indexOf its own': (list, d) => [list.indexOf(list.at(d.index(list))), list.includes(list.at(d.index(list)))],
  lastIndexOf: (list, d) => list.lastIndexOf(d.value(), ...(d.indices(list, 1) as [number?])),
  'lastIndexOf its own': (list, d) => list.lastIndexOf(list.at(d.index(list))),
  join: (list, d) => list.join(...(d.pick([[], [undefined], [''], ['-'], [null], [1]]) as [string?])),
  toString: (list: unknown[]) => [
    String(list),
    (list as string[]).toLocaleString(),
    Object.prototype.toString.call(list),
  ],
  flat: (list, d) => list.flat(...(d.pick([[], [0], [1], [2], [-1], ['x']]) as [number?])),
  toReversed: (list) => list.toReversed(),
  toSorted: (list, d) => list.toSorted(...(d.below(2) === 0 ? [] : [d.callback(list, byText)])),
  toSpliced: (list, d) => list.toSpliced(d.index(list), d.index(list), ...d.values()),
  with: (list, d) => list.with(d.index(list), d.leaf()),
  entries: (list) => [[...list.entries()], [...list.keys()], [...list.values()]],
  spread: (list) => [[...list], { ...list }, Math.max(...list.map(() => 1)), Array.from(list)],
  destructure: ([first, , second = 'none', ...rest]) => [first, second, rest],
  names: (list) => [Object.keys(list), Object.entries(list), Object.values(list), Reflect.ownKeys(list)],
  descriptors: (list) => Object.getOwnPropertyDescriptors(list),
  in: (list, d) => {
    const key = d.pick<PropertyKey>([d.place(list), '-1', 'length', 'push', 'name', Symbol.iterator, '1.5']);
    return [key in list, Object.hasOwn(list, key), Reflect.has(list, key), Reflect.get(list, key) === undefined];
  },
  'read oddly': (list, d) => strict(list)[d.pick(['-1', '1.5', 'name', '4294967295', '01'])],
  read: (list, d) => [list[d.place(list)], Reflect.get(list, d.place(list))],
  what: (list) => [
    Array.isArray(list),
    list instanceof Array,
    Object.getPrototypeOf(list) === Array.prototype,
    list.constructor === Array,
    typeof list,
    Object.isExtensible(list),
    Object.isFrozen(list),
    (list as { [Symbol.unscopables]?: unknown })[Symbol.unscopables] === Array.prototype[Symbol.unscopables],
  ],
  json: (list) => JSON.stringify(list),
  'for in': (list) => {
    const keys: string[] = [];
    for (const key in list) keys.push(key); // eslint-disable-line @typescript-eslint/no-for-in-array
    return keys;
  },
  assign: (list) => Object.assign([], list),
  fromEntries: (list) => new Map(list.map((value, i) => [i, value])),
  set: (list) => new Set(list),
  apply: (list) => Reflect.apply((...args: unknown[]) => args, undefined, list),
  'by call': (list) => [
    Array.prototype.map.call<unknown[], [(value: unknown) => unknown], unknown[]>(list, (value) => [value]),
    Array.prototype.slice.call(list, 1),
    Array.prototype.concat.call([], list),
  ],
  itself: (list) => [list.valueOf() === list, list.length],
  'map wrongly': (list, d) => list.map(d.pick([undefined, null, 1, {}]) as never),
};

/** A small change in the middle of something else. */
function interfere(list: unknown[], d: Draw): void {
  const changes: (() => unknown)[] = [
    () => list.push(d.leaf()),
    () => list.pop(),
    () => list.shift(),
    () => list.unshift(d.leaf()),
    () => list.splice(d.below(list.length + 1), 1, d.leaf(), d.leaf()),
    () => (list[d.below(list.length + 2)] = d.leaf()),
    () => (list.length = d.below(list.length + 2)),
    () => delete list[d.below(list.length + 1)],
    () => list.reverse(),
    () => list.fill(d.leaf(), d.below(list.length + 1)),
  ];
  d.pick(changes)();
  d.side.step();
}

const walk =
  (method: 'forEach' | 'map' | 'filter' | 'some' | 'every' | 'find' | 'findIndex' | 'findLast' | 'findLastIndex',
    answer: (value: unknown, index: number) => unknown): ListOp =>
  (list, d) => {
    const callback = d.callback(list, answer as (...args: unknown[]) => unknown, () => interfere(list, d));
    return (list[method] as (call: unknown, self?: unknown) => unknown)(callback, 'this');
  }; // prettier-ignore

const reduce =
  (method: 'reduce' | 'reduceRight'): ListOp =>
  (list, d) => {
    const seed = d.below(2) === 0 ? [] : ['seed'];
    const callback = d.callback(list, (sum: unknown, value: unknown) => `${typeof sum} ${typeof value}`, () => {
      interfere(list, d);
    }); // prettier-ignore
    return (list[method] as (...args: unknown[]) => unknown)(callback, ...seed);
  };

/** Calls during which the list may change: through callbacks, or between the steps of an iterator. */
export const LIST_WALKS: Table<ListOp> = {
  forEach: walk('forEach', () => undefined),
  map: walk('map', (value, index) => [index, value]),
  filter: walk('filter', isEven),
  'filter text': walk('filter', isText),
  some: walk('some', isText),
  every: walk('every', (value) => !isText(value)),
  find: walk('find', isText),
  findIndex: walk('findIndex', isText),
  findLast: walk('findLast', isText),
  findLastIndex: walk('findLastIndex', isText),
  reduce: reduce('reduce'),
  reduceRight: reduce('reduceRight'),
  flatMap: (list, d) =>
    list.flatMap(d.callback(list, (value: unknown, index: number) => [index, [value]], () => interfere(list, d))), // prettier-ignore
  from: (list, d) => Array.from(list, d.callback([], (value: unknown) => value, () => interfere(list, d))), // prettier-ignore
  iterate: (list, d) => {
    const kind = d.pick(['values', 'keys', 'entries', Symbol.iterator] as const);
    const iterator: IterableIterator<unknown> = list[kind]();
    const [at, results] = [d.below(6), [] as unknown[]];
    for (let i = 0; i < list.length + 6 && i < 60; i++) {
      if (i === at) interfere(list, d);
      const { done, value } = iterator.next();
      results.push([done, value]);
    }
    return [results, Object.prototype.toString.call(iterator), iterator[Symbol.iterator]() === iterator];
  },
  'for of': (list, d) => {
    const [at, results] = [d.below(4), [] as unknown[]];
    for (const value of list) {
      if (results.push(value) === at) interfere(list, d);
      if (results.length > 80) break;
    }
    return results;
  },
};
