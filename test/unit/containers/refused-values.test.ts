// What cannot be recorded is refused with a typed error that names the place, and nothing has changed. Law 2 and 3.
import { runInNewContext } from 'node:vm';
import { ForeignPartError, timelineOf, tracked, UnrecordableValueError } from '../../../src/index.js';
import { Desk, Piece } from '../../model/containers/fixture.js';
import { fingerprint, furnished, PLACES } from '../../model/containers/places.js';

class Plain {
  field = 1;
}
class MyArray extends Array<unknown> {}
class MyMap extends Map<unknown, unknown> {}
class MySet extends Set<unknown> {}

const UNRECORDABLE: Readonly<Record<string, () => unknown>> = {
  'class instance': () => new Plain(),
  'subclass of Array': () => MyArray.from([1]),
  'subclass of Map': () => new MyMap(),
  'subclass of Set': () => new MySet(),
  function: () => () => 1,
  'async function': () => async () => Promise.resolve(),
  class: () => Plain,
  generator: () => (function* () { yield 1; })(), // prettier-ignore
  promise: () => Promise.resolve(1),
  WeakMap: () => new WeakMap(),
  WeakSet: () => new WeakSet(),
  WeakRef: () => new WeakRef({}),
  'boxed number': () => Object(1) as unknown,
  'boxed string': () => Object('x') as unknown,
  'boxed symbol': () => Object(Symbol('x')) as unknown,
  'object with a getter': () => ({ get x() { return 1; } }), // prettier-ignore
  'object with a setter': () => ({ set x(_: unknown) { /* nothing */ } }), // prettier-ignore
  'object with a method': () => ({ run: () => 1 }),
  arguments: () => runInNewContext('(function () { return arguments; })(1)') as unknown,
  'array with an accessor': () => Object.defineProperty([1], 0, { get: () => 1 }),
  'array with a name': () => Object.assign([1], { name: 'x' }),
  'array with a symbol': () => Object.assign([1], { [Symbol('x')]: 1 }),
  'map iterator': () => new Map().entries(),
  module: () => Intl,
  'object with an odd prototype': () => Object.create({ inherited: 1 }) as unknown,
};

describe.each(PLACES)('into $name', (place) => {
  const { says } = place;
  const put = (desk: Desk, value: unknown): unknown => place.put(desk, value);

  test.each(Object.keys(UNRECORDABLE))('%s is refused', (kind) => {
    const desk = furnished();
    timelineOf(desk).transact(() => (desk.any = new Piece(2)));
    const before = fingerprint(desk);
    const value = UNRECORDABLE[kind]!();
    let thrown: unknown;
    try {
      put(desk, value);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UnrecordableValueError);
    expect((thrown as UnrecordableValueError).message).toContain(says);
    expect(fingerprint(desk)).toEqual(before);
    expect(timelineOf(desk).verify()).toEqual([]);
  });

  test('a part of another owner is refused', () => {
    const [desk, other] = [furnished(), furnished()];
    const before = [fingerprint(desk), fingerprint(other)];
    expect(() => put(desk, other.any)).toThrow(ForeignPartError);
    expect(() => put(desk, other.list)).toThrow(ForeignPartError);
    expect(() => put(desk, (other.any as Piece).children)).toThrow(ForeignPartError);
    expect([fingerprint(desk), fingerprint(other)]).toEqual(before);
  });

  test('a part that holds what cannot be recorded is refused, and stays free', () => {
    const desk = furnished();
    const before = fingerprint(desk);
    const other = furnished();
    const piece = new Piece(5);
    piece.x = other.list;
    expect(() => put(desk, piece)).toThrow(ForeignPartError);
    expect(fingerprint(desk)).toEqual(before);
    piece.x = 1;
    put(desk, piece);
    expect(timelineOf(piece)).toBe(timelineOf(desk));
  });
});

test('a class instance is refused with the three ways out', () => {
  const desk = furnished();
  expect(() => desk.list.push(new Plain())).toThrow(/tracked fields.*@tracked\.ref.*adapter|adapter.*@tracked\.ref/s);
});

test('a raw container as a key of a map is refused', () => {
  const desk = furnished();
  const before = fingerprint(desk);
  for (const key of [[1], {}, new Map(), new Set()]) {
    expect(() => desk.map.set(key, 1)).toThrow(UnrecordableValueError);
    expect(() => (desk.any = new Map([[key, 1]]))).toThrow(UnrecordableValueError);
  }
  expect(() => desk.map.set(() => 1, 1)).toThrow(UnrecordableValueError);
  expect(() => desk.map.set(new WeakMap(), 1)).toThrow(UnrecordableValueError);
  expect(fingerprint(desk)).toEqual(before);
});

test('the first of several refusals leaves the values before it free', () => {
  const desk = furnished();
  const before = fingerprint(desk);
  const piece = new Piece(3);
  expect(() => desk.list.push(piece, [new Piece(4)], new Plain())).toThrow(UnrecordableValueError);
  expect(() => (desk.any = { piece, bad: new Plain() })).toThrow(UnrecordableValueError);
  expect(() => desk.list.splice(0, 3, piece, () => 1)).toThrow(UnrecordableValueError);
  expect(fingerprint(desk)).toEqual(before);
  const other = new Desk();
  other.list.push(piece);
  expect(timelineOf(piece)).toBe(timelineOf(other));
});

test('Object.assign stops at the first refusal, as natively at the first throw', () => {
  const desk = furnished();
  expect(() => Object.assign(desk.object, { p: 5, bad: () => 1, q: 6 })).toThrow(UnrecordableValueError);
  expect([desk.object.p, 'bad' in desk.object, typeof desk.object.q]).toEqual([5, false, 'object']);
});

test('at construction too: in a field initializer, in a constructor, inside what is there', () => {
  expect(() => new Desk({ list: [() => 1] })).toThrow(UnrecordableValueError);
  expect(() => new Desk({ any: { deep: [new WeakMap()] } })).toThrow(/Desk\.any\.deep\[0\]/);
  class Bad {
    @tracked x: unknown = [new Plain()];
  }
  expect(() => new Bad()).toThrow(/Bad\.x\[0\]/);
});

test('a fault inside a nested part names the place of the fault', () => {
  const desk = furnished();
  const piece = new Piece(1);
  expect(() => (piece.x = { y: [1, 2, new Plain()] })).toThrow(/Piece\.x\.y\[2\]/);
  desk.list.push(piece);
  expect(() => piece.children.push({ z: new WeakMap() })).toThrow(/Piece\.children\[0\]\.z/);
});
