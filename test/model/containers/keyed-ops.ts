// Every method and syntax of Map, Set and plain objects, once.
/* eslint-disable @typescript-eslint/no-dynamic-delete, @typescript-eslint/no-misused-spread, @typescript-eslint/no-base-to-string, @typescript-eslint/dot-notation -- the syntax under test */
import { UnrecordableOperationError } from '../../../src/index.js';
import { Unsupported, type Draw } from './draw.js';
import { define } from './twin-heap.js';

export type MapOp = (map: Map<unknown, unknown>, d: Draw) => unknown;
export type SetOp = (set: Set<unknown>, d: Draw) => unknown;
export type ObjectOp = (object: Record<PropertyKey, unknown>, d: Draw) => unknown;
type Table<T> = Readonly<Record<string, T>>;

/** A key that is often there: by position, or anything. */
const keyIn = (keys: Iterable<unknown>, d: Draw): unknown => {
  const all = [...keys];
  return d.below(3) === 0 ? d.mapKey() : all.length === 0 ? d.leaf() : all[d.below(all.length)];
};

export const MAP_CHANGES: Table<MapOp> = {
  set: (map, d) => map.set(keyIn(map.keys(), d), d.value()),
  'set anew': (map, d) => map.set(d.mapKey(), d.value()),
  'set a raw key': (map, d) => {
    const key = d.raw();
    if (!d.side.isLive) throw new Unsupported();
    return map.set(key, 1);
  },
  'set again': (map, d) => {
    const key = keyIn(map.keys(), d);
    return map.has(key) ? map.set(key, map.get(key)) : undefined;
  },
  delete: (map, d) => map.delete(keyIn(map.keys(), d)),
  clear: (map, d) => (d.below(3) === 0 ? map.clear() : undefined),
  'method of another kind': (map, d) => (Set.prototype.add as (v: unknown) => unknown).call(map, d.leaf()),
};

export const MAP_READS: Table<MapOp> = {
  get: (map, d) => {
    const key = keyIn(map.keys(), d);
    return [map.get(key), map.has(key), map.size];
  },
  entries: (map) => [[...map], [...map.entries()], [...map.keys()], [...map.values()], [...map[Symbol.iterator]()]],
  copy: (map) => [new Map(map), Array.from(map), Object.entries(map), { ...map }],
  what: (map) => [
    map instanceof Map,
    Object.prototype.toString.call(map),
    JSON.stringify(map),
    typeof map,
    String(map),
    map.set.length,
    Object.keys(map),
    Reflect.has(map, 'size'),
  ],
};

function interfereMap(map: Map<unknown, unknown>, d: Draw): void {
  d.pick<() => unknown>([
    () => map.delete(keyIn(map.keys(), d)),
    () => map.set(d.leaf(), d.leaf()),
    () => {
      map.clear();
    },
    () => {
      const [first = d.leaf()] = map.keys();
      map.delete(first);
      d.side.step();
      map.set(first, 'again');
    },
  ])();
  d.side.step();
}

export const MAP_WALKS: Table<MapOp> = {
  forEach: (map, d) => {
    map.forEach(d.callback(map, () => undefined, () => interfereMap(map, d)), 'this'); // prettier-ignore
  },
  iterate: (map, d) => steps(map[d.pick(['keys', 'values', 'entries', Symbol.iterator] as const)](), d, () =>
    interfereMap(map, d)), // prettier-ignore
};

export const SET_CHANGES: Table<SetOp> = {
  add: (set, d) => set.add(d.value()),
  'add again': (set, d) => set.add(keyIn(set, d)),
  delete: (set, d) => set.delete(keyIn(set, d)),
  clear: (set, d) => (d.below(3) === 0 ? set.clear() : undefined),
  'method of another kind': (set, d) => (Map.prototype.set as (...v: unknown[]) => unknown).call(set, d.leaf(), 1),
};

export const SET_READS: Table<SetOp> = {
  has: (set, d) => [set.has(keyIn(set, d)), set.size],
  entries: (set) => [[...set], [...set.entries()], [...set.keys()], [...set.values()], new Set(set), Array.from(set)],
  what: (set) => [set instanceof Set, Object.prototype.toString.call(set), JSON.stringify(set), Object.keys(set)],
  algebra: (set, d) => {
    const names = [
      'union',
      'intersection',
      'difference',
      'symmetricDifference',
      'isSubsetOf',
      'isDisjointFrom',
    ] as const;
    const method = (set as unknown as Record<string, ((other: Set<unknown>) => unknown) | undefined>)[d.pick(names)];
    return method?.call(set, d.some('set', new Set([d.leaf()])));
  },
};

function interfereSet(set: Set<unknown>, d: Draw): void {
  d.pick<() => unknown>([
    () => set.delete(keyIn(set, d)),
    () => set.add(d.leaf()),
    () => {
      set.clear();
    },
    () => {
      const [first = d.leaf()] = set;
      set.delete(first);
      d.side.step();
      set.add(first);
    },
  ])();
  d.side.step();
}

export const SET_WALKS: Table<SetOp> = {
  forEach: (set, d) => {
    set.forEach(d.callback(set, () => undefined, () => interfereSet(set, d)), 'this'); // prettier-ignore
  },
  iterate: (set, d) =>
    steps(set[d.pick(['keys', 'values', 'entries', Symbol.iterator] as const)](), d, () => interfereSet(set, d)),
};

function steps(iterator: IterableIterator<unknown>, d: Draw, interfering: () => void): unknown {
  const [at, results] = [d.below(6), [] as unknown[]];
  for (let i = 0; i < 40; i++) {
    if (i === at) interfering();
    const { done, value } = iterator.next();
    results.push([done, value]);
  }
  return [results, Object.prototype.toString.call(iterator), iterator[Symbol.iterator]() === iterator];
}

const ownKey = (object: object, d: Draw): PropertyKey => {
  const all = Reflect.ownKeys(object);
  return d.below(2) === 0 || all.length === 0 ? d.key() : all[d.below(all.length)]!;
};
/** Writing `__proto__` where it is no own property would set the prototype: a case of its own. */
const writable = (object: object, key: PropertyKey): boolean => key !== '__proto__' || Object.hasOwn(object, key);

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

export const OBJECT_CHANGES: Table<ObjectOp> = {
  write: (object, d) => {
    const key = ownKey(object, d);
    if (writable(object, key)) object[key] = d.value();
  },
  'write by Reflect': (object, d) => {
    const key = ownKey(object, d);
    return writable(object, key) ? Reflect.set(object, key, d.value()) : undefined;
  },
  'write by definition': (object, d) => define(object, ownKey(object, d), d.value()),
  'write again': (object, d) => {
    const key = ownKey(object, d);
    return Object.hasOwn(object, key) ? (object[key] = object[key]) : undefined;
  },
  'write a primitive to the prototype': (object, d) =>
    Object.hasOwn(object, '__proto__') ? 0 : ((object as { ['__proto__']: unknown })['__proto__'] = d.below(3)),
  delete: (object, d) => delete object[ownKey(object, d)],
  'delete by Reflect': (object, d) => Reflect.deleteProperty(object, ownKey(object, d)),
  'set its prototype': (object, d) =>
    d.below(2) === 0 || Object.hasOwn(object, '__proto__')
      ? refused(d, () => Object.setPrototypeOf(object, d.pick([null, {}])))
      : refused(d, () => ((object as { ['__proto__']: unknown })['__proto__'] = {})),
  freeze: (object, d) => refused(d, () => d.pick([Object.freeze, Object.seal, Object.preventExtensions])(object)),
  'define an accessor': (object, d) =>
    refused(d, () => Object.defineProperty(object, ownKey(object, d), { get: () => 1, configurable: true })),
  'define a constant': (object, d) => refused(d, () => Object.defineProperty(object, 'new', { value: d.leaf() })),
};

export const OBJECT_READS: Table<ObjectOp> = {
  read: (object, d) => {
    const key = ownKey(object, d);
    if (key === '__proto__' && !Object.hasOwn(object, key)) return key in object;
    return [object[key], Reflect.get(object, key), key in object, Object.hasOwn(object, key)];
  },
  names: (object) => [Object.keys(object), Reflect.ownKeys(object), Object.getOwnPropertySymbols(object)],
  entries: (object) => [Object.entries(object), Object.values(object), Object.getOwnPropertyDescriptors(object)],
  spread: (object) => [{ ...object }, Object.fromEntries(Object.entries(object))],
  destructure: ({ a, b = 'none', ...rest }) => [a, b, rest],
  json: (object) => JSON.stringify(object),
  'for in': (object) => {
    const keys: string[] = [];
    for (const key in object) keys.push(key);
    return keys;
  },
  what: (object, d) => [
    Object.getPrototypeOf(object) === Object.prototype,
    typeof object,
    Object.prototype.toString.call(object),
    Object.isExtensible(object),
    Object.isFrozen(object),
    Object.prototype.propertyIsEnumerable.call(object, ownKey(object, d)),
  ],
};

/** Several moments, one for each key that changes. */
export const OBJECT_WALKS: Table<ObjectOp> = {
  assign: (object, d) => {
    const sources = [d.some('object', {}), d.rawObject()].slice(d.below(2));
    if (sources.some((source) => Object.hasOwn(source, '__proto__')) && !writable(object, '__proto__'))
      return 'left out';
    if (d.side.isLive) return Object.assign(object, ...sources) as object;
    for (const source of sources) {
      for (const key of Reflect.ownKeys(source)) {
        if (!Object.prototype.propertyIsEnumerable.call(source, key)) continue;
        object[key] = (source as Record<PropertyKey, unknown>)[key];
        d.side.step();
      }
    }
    return object;
  },
};
