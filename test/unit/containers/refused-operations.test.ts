// What natively is possible with a container but cannot be recorded is refused, and nothing has changed. Law 2 and 3.
import {
  JanusError,
  LimitExceededError,
  move,
  timelineOf,
  UnrecordableOperationError,
  UnrecordableValueError,
} from '../../../src/index.js';
import { fingerprint, furnished } from '../../model/containers/places.js';
import type { Desk } from '../../model/containers/fixture.js';

type Call = (desk: Desk) => unknown;
const loose = (container: unknown): Record<PropertyKey, unknown> => container as never;

function expectRefused(call: Call, error: new (...args: never[]) => Error): void {
  const desk = furnished();
  const before = fingerprint(desk);
  expect(() => call(desk)).toThrow(error);
  expect(fingerprint(desk)).toEqual(before);
  expect(timelineOf(desk).verify()).toEqual([]);
}

const CONTAINERS: Readonly<Record<string, (desk: Desk) => object>> = {
  list: ({ list }) => list,
  items: ({ items }) => items,
  'nested list': ({ items }) => items[1] as object,
  object: ({ object }) => object,
  'nested object': ({ object }) => object.q as object,
};

describe.each(Object.entries(CONTAINERS))('of a %s', (name, of) => {
  const isIndexed = name === 'list' || name === 'items' || name === 'nested list';
  const key = isIndexed ? 0 : 'p';

  test.each<[string, Call]>([
    ['Object.freeze', (desk) => Object.freeze(of(desk))],
    ['Object.seal', (desk) => Object.seal(of(desk))],
    ['Object.preventExtensions', (desk) => Object.preventExtensions(of(desk))],
    ['Object.setPrototypeOf', (desk) => Object.setPrototypeOf(of(desk), null) as unknown],
    ['another prototype', (desk) => Object.setPrototypeOf(of(desk), {}) as unknown],
    [
      'a getter',
      (desk) => Object.defineProperty(of(desk), key, { get: () => 1, configurable: true, enumerable: true }),
    ],
    ['a setter', (desk) => Object.defineProperty(of(desk), key, { set: () => undefined, configurable: true })],
    ['a read-only property', (desk) => Object.defineProperty(of(desk), key, { value: 1, writable: false })],
    ['a hidden property', (desk) => Object.defineProperty(of(desk), key, { value: 1, enumerable: false })],
    ['a fixed property', (desk) => Object.defineProperty(of(desk), key, { value: 1, configurable: false })],
    ['a new property with defaults', (desk) => Object.defineProperty(of(desk), isIndexed ? 8 : 'new', { value: 1 })],
  ])('%s', (_, call) => {
    expectRefused(call, UnrecordableOperationError);
  });
});

describe('of a list', () => {
  test.each<[string, Call]>([
    ['a named property', ({ list }) => (loose(list).title = 1)],
    ['a negative index', ({ list }) => (list[-1] = 1)],
    ['a fraction', ({ list }) => (list[1.5] = 1)],
    ['a symbol', ({ list }) => (loose(list)[Symbol('x')] = 1)],
    ['its constructor', ({ list }) => (loose(list).constructor = Map)],
    ['its iterator', ({ list }) => (loose(list)[Symbol.iterator] = () => [])],
    ['a method', ({ list }) => (loose(list).push = () => 0)],
    ['an index that is none', ({ list }) => (list[2 ** 32 - 1] = 1)],
    ['Object.assign of names', ({ list }) => Object.assign(list, { title: 1 })],
    ['__proto__', ({ list }) => (loose(list).__proto__ = null)],
    ['a fixed length', ({ list }) => Object.defineProperty(list, 'length', { writable: false })],
  ])('%s', (_, call) => {
    expectRefused(call, UnrecordableOperationError);
  });

  test.each<[string, Call]>([
    ['length', ({ list }) => (list.length = 2 ** 28 + 1)],
    ['an index', ({ list }) => (list[2 ** 28] = 1)],
    ['the greatest index', ({ list }) => (list[2 ** 32 - 2] = 1)],
    ['a raw array', (desk) => (desk.any = new Array<unknown>(2 ** 29))],
    ['a raw array, whole', (desk) => (desk.list = new Array<unknown>(2 ** 29))],
  ])('a length beyond the limit: %s', (_, call) => {
    expectRefused(call, LimitExceededError);
  });

  test.each([-1, 1.5, NaN, 2 ** 32, 'x', undefined, {}])('a length that is natively invalid: %p', (length) => {
    expectRefused(({ list }) => (list.length = length as number), RangeError);
  });

  test.each([
    [0, 3],
    [3, 0],
    [-1, 0],
    [0, -1],
    [0.5, 1],
    [0, NaN],
    ['0' as never, 1],
    [0, undefined as never],
  ])('move(%p, %p) of three elements', (from, to) => {
    expectRefused(({ list }) => move(list, from, to), JanusError);
  });

  test('natively impossible things throw the native error', () => {
    expectRefused(({ list }) => delete (list as { length?: number }).length, TypeError);
    expectRefused(({ list }) => list.sort(1 as never), TypeError);
    expectRefused(({ list }) => list.forEach(undefined as never), TypeError);
  });
});

describe('of an object', () => {
  test.each<[string, Call]>([
    ['__proto__', ({ object }) => (loose(object).__proto__ = { inherited: 1 })],
    ['__proto__ = null', ({ object }) => (loose(object).__proto__ = null)],
  ])('%s', (_, call) => {
    expectRefused(call, UnrecordableOperationError);
  });
});

const FREEZING = {
  freeze: (object: object) => Object.freeze(object),
  seal: (object: object) => Object.seal(object),
  preventExtensions: (object: object) => Object.preventExtensions(object),
};

// Maps and sets hold their data natively and are not extensible: the language refuses, loudly.
describe.each<[string, Call]>([
  ['map', ({ map }) => map],
  ['set', ({ set }) => set],
])('of a %s', (_, of) => {
  test.each<[string, Call]>([
    ['a property', (desk) => (loose(of(desk)).title = 1)],
    ['a method', (desk) => (loose(of(desk)).has = () => true)],
    ['a symbol', (desk) => (loose(of(desk))[Symbol('x')] = 1)],
    ['a definition', (desk) => Object.defineProperty(of(desk), 'x', { value: 1 })],
    ['another prototype', (desk) => Object.setPrototypeOf(of(desk), {}) as unknown],
  ])('%s', (__, call) => {
    expectRefused(call, TypeError);
  });

  test.each(['freeze', 'seal', 'preventExtensions'] as const)(
    'Object.%s is, as natively, no promise about contents',
    (name) => {
      const desk = furnished();
      FREEZING[name](of(desk) as object);
      desk.map.set('still', 1);
      desk.set.add('still');
      expect([desk.map.get('still'), desk.set.has('still'), timelineOf(desk).undo(2), desk.set.has('still')]).toEqual([1, true, 2, false]); // prettier-ignore
    },
  );
});

describe('a throw on the way leaves everything as it was', () => {
  const boom = new Error('boom');
  const throwing = (): never => {
    throw boom;
  };
  const trapped = (trap: string): unknown[] => new Proxy([1, [2]], { [trap]: throwing });

  test.each<[string, Call]>([
    ['a comparator', ({ list }) => list.sort(throwing)],
    ['a comparator of items', ({ items }) => items.sort(throwing)],
    ['a Proxy that refuses ownKeys', ({ list }) => list.push(trapped('ownKeys'))],
    ['a Proxy that refuses get', ({ list }) => list.push('first', trapped('get'))],
    ['a Proxy that refuses its prototype', (desk) => (desk.any = trapped('getPrototypeOf'))],
    ['a Proxy inside', (desk) => (desk.list = ['a', [trapped('ownKeys')]])],
    ['a revoked Proxy', ({ list }) => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); list.push(proxy); }], // prettier-ignore
    ['an iterator', ({ list }) => list.push(...({ [Symbol.iterator]: throwing } as unknown as unknown[]))],
    ['a valueOf in splice', ({ list }) => list.splice(0, { valueOf: throwing } as never)],
    ['a valueOf in fill', ({ list }) => list.fill('x', { valueOf: throwing } as never)],
    ['a valueOf in copyWithin', ({ list }) => list.copyWithin(0, { valueOf: throwing } as never)],
    ['a valueOf in length', ({ list }) => (list.length = { valueOf: throwing } as never)],
  ])('%s', (_, call) => {
    const desk = furnished();
    const before = fingerprint(desk);
    expect(() => call(desk)).toThrow();
    const after = fingerprint(desk);
    expect(after).toEqual(before);
    expect(timelineOf(desk).verify()).toEqual([]);
  });

  test('UnrecordableOperationError and UnrecordableValueError are errors of this package with codes', () => {
    const desk = furnished();
    for (const [call, error] of [
      [() => Object.freeze(desk.list), UnrecordableOperationError],
      [() => desk.list.push(() => 1), UnrecordableValueError],
    ] as const) {
      try {
        call();
        throw new Error('not refused');
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(error);
        expect(thrown).toBeInstanceOf(JanusError);
        expect((thrown as JanusError).code).toMatch(/^JANUS_[A-Z_]+$/);
      }
    }
  });
});
