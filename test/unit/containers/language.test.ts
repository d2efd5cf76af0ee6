// Corners of the language around containers: receivers, inheritance, descriptors, borrowed methods, equality helpers.
/* eslint-disable @typescript-eslint/no-for-in-array -- the syntax under test */
import { deepStrictEqual } from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { timelineOf, UnrecordableOperationError } from '../../../src/index.js';
import type { Desk } from '../../model/containers/fixture.js';
import { fingerprint, furnished } from '../../model/containers/places.js';

type Loose = Record<PropertyKey, unknown>;
const loose = (container: unknown): Loose => container as Loose;
const NATIVE = (): unknown[] => ['a', 'b', 'c'];

/** Runs something on a tracked list and on a native array: the same answer and the same contents. */
function same(run: (list: unknown[]) => unknown): void {
  const attempt = (list: unknown[]): unknown => {
    try {
      return [run(list), Object.entries(list), list.length];
    } catch (error) {
      return [(error as Error).constructor.name, Object.entries(list), list.length];
    }
  };
  const desk = furnished();
  expect(attempt(desk.list)).toEqual(attempt(NATIVE()));
  const t = timelineOf(desk);
  t.undo(t.moment.id - 1);
  expect([...desk.list]).toEqual(NATIVE());
}

describe('a list', () => {
  test.each<[string, (list: unknown[]) => unknown]>([
    ['length by definition', (list) => Reflect.defineProperty(list, 'length', { value: 1 })],
    ['a longer length by definition', (list) => Reflect.defineProperty(list, 'length', { value: 5, writable: true })],
    ['a wrong length by definition', (list) => Reflect.defineProperty(list, 'length', { value: -1 })],
    ['a partial definition', (list) => Reflect.defineProperty(list, 1, { value: 'x' })],
    ['an empty definition', (list) => Reflect.defineProperty(list, 1, {})],
    ['a definition that says what is', (list) => Reflect.defineProperty(list, 1, { writable: true, enumerable: true })],
    ['a write through an heir', (list) => { const heir = Object.create(list) as Loose; heir[0] = 'own'; return Object.entries(heir); }],
    ['a length through an heir', (list) => { const heir = Object.create(list) as unknown[]; heir.length = 9; return Object.keys(heir); }],
    ['a read through an heir', (list) => { const heir = Object.create(list) as unknown[]; return [heir[1], heir.length, Array.isArray(heir)]; }],
    ['Reflect.set with another receiver', (list) => { const other = {}; return [Reflect.set(list, 0, 'x', other), other]; }],
    ['Reflect.set with a receiver that is a list', (list) => [Reflect.set({}, 0, 'x', list), Reflect.set([], 'length', 2, list)]],
    ['Reflect.get with another receiver', (list) => [Reflect.get(list, 1, {}), Reflect.get(list, 'length', {})]],
    ['a frozen write', (list) => Reflect.set(Object.freeze([1]), 0, 2, list)],
    ['methods are inherited', (list) => ['push' in list, Object.hasOwn(list, 'push'), Reflect.ownKeys(list), list.push === list.push]],
    ['the name and length of methods', (list) => [list.push.name, list.push.length, list.splice.length, list.map.name, list.at.length]],
    ['for in', (list) => { const keys: string[] = []; for (const key in list) keys.push(key); return keys; }],
    ['for in while it shrinks', (list) => { const keys: string[] = []; for (const key in list) { keys.push(key); list.length = 1; } return keys; }],
    ['template and addition', (list) => [String(list), (list as unknown as string) + '!']],
    ['equality with what it is not', (list) => [(list as unknown) == 'a,b,c', list == NATIVE()]],
    ['destructuring with defaults', ([a, , c, d = 'none', ...rest]) => [a, c, d, rest]],
    ['destructuring by name', ({ 0: a, length }) => [a, length]],
    ['assignment by destructuring', (list) => { [list[0], list[2]] = [list[2], list[0]]; }],
    ['compound assignment', (list) => { (list as [string])[0] += '!'; list[7] ??= 'new'; list[1] &&= 'and'; return list; }],
    ['increment of a hole', (list) => { (list as number[])[5]!++; return Object.is(list[5], NaN); }],
    ['borrowed push', (list) => Array.prototype.push.call(list, 'x', 'y')],
    ['borrowed splice', (list) => Array.prototype.splice.call(list, 0, 1, 'x') as unknown],
    ['borrowed sort, reverse, fill', (list) => [Array.prototype.reverse, Array.prototype.sort, Array.prototype.fill].map((f) => (f as () => unknown).call(list) === list)],
    ['borrowed readers', (list) => [Array.prototype.slice.call(list, 1), Array.prototype.indexOf.call(list, 'b'), Array.prototype.join.call(list, '-')]],
    ['its methods borrowed for others', (list) => [list.map.call('xy', String), list.slice.call({ 0: 'p', length: 1 }), list.join.call([1, 2])]],
    ['its push borrowed for an object', (list) => { const other = { length: 1 }; return [list.push.call(other, 'x'), other]; }],
    ['its method without this', (list) => { const { push } = list; return Reflect.apply(push, undefined, [1]); }],
    ['Array.from with a mapper', (list) => Array.from(list, (value, i) => [value, i])],
    ['Array.from of its entries', (list) => Array.from(list.entries())],
    ['Array.of, Array.isArray, Object.entries', (list) => [Array.of(...list), Array.isArray(list), Object.entries(list)]],
    ['apply with it', (list) => String.prototype.concat.apply('', list as string[])],
    ['new with it', (list) => [new Set(list).size, new Map(list.map((value, i) => [i, value])).size, new Array<unknown>(...list)]],
    ['JSON', (list) => [JSON.stringify(list), JSON.stringify({ list }), JSON.stringify(list, null, 2)]],
    ['JSON with a replacer', (list) => JSON.stringify({ list }, (_, value: unknown) => (Array.isArray(value) ? value.length : value))],
    ['its tag', (list) => Object.prototype.toString.call(list)],
    ['a species that is asked for', (list) => [list.map(String).constructor === Array, list.concat([1]).constructor === Array]],
    ['concat spreads it and not its heirs', (list) => [[].concat(list as never).length, ([] as unknown[]).concat(Object.create(list) as unknown).length]],
    ['flat with it inside', (list) => [[list, [list]].flat(2).length, [1].flatMap(() => list).length]],
    ['sort is stable, undefined last, holes behind', (list) => { list.push(undefined, 'a'); list.length = 7; list.sort(); return Object.keys(list); }],
    ['delete in the middle of iteration', (list) => { const seen: unknown[] = []; for (const value of list) { seen.push(value); Reflect.deleteProperty(list, 1); } return seen; }],
    ['an iterator that has ended stays ended', (list) => { const i = list.values(); const all = [...i]; list.push('late'); return [all, i.next()]; }],
    ['the return value of assignments', (list) => [(list[9] = 'x'), (list.length = 2)]],
  ])('%s', (_, run) => {
    same(run);
  }); // prettier-ignore

  test.each<[string, (list: unknown[]) => unknown]>([
    ['an empty definition of a hole', (list) => Object.defineProperty(list, 5, {})],
    ['spreadability', (list) => (loose(list)[Symbol.isConcatSpreadable] = false)],
    ['toJSON', (list) => (loose(list).toJSON = () => 'x')],
    ['an own method', (list) => Object.defineProperty(list, 'push', { value: 1 })],
  ])('%s is refused', (_, run) => {
    const desk = furnished();
    const before = fingerprint(desk);
    expect(() => run(desk.list)).toThrow(UnrecordableOperationError);
    expect(fingerprint(desk)).toEqual(before);
  });

  test('equality helpers see an array', () => {
    const { list, items } = furnished();
    expect(list).toEqual(NATIVE());
    expect(list).toStrictEqual(NATIVE());
    expect(items).toEqual(['x', ['y'], 'z']);
    deepStrictEqual(list, NATIVE());
    deepStrictEqual(list.slice(), NATIVE());
    expect(isDeepStrictEqual(list, NATIVE())).toBe(true);
    expect(isDeepStrictEqual(list, ['a', 'b'])).toBe(false);
  });
});

describe('an object', () => {
  const object = (): Loose => ({ p: 1, q: { r: 2 } });
  test.each<[string, (object: Loose) => unknown]>([
    ['a write through an heir', (o) => { const heir = Object.create(o) as Loose; heir.p = 5; return [heir.p, o.p, Object.keys(heir)]; }],
    ['a delete through an heir', (o) => { const heir = Object.create(o) as Loose; delete heir.p; return [heir.p, o.p]; }],
    ['Reflect.set with another receiver', (o) => { const other = {}; return [Reflect.set(o, 'p', 9, other), other, o.p]; }],
    ['Reflect.set onto it', (o) => [Reflect.set({}, 'p', 9, o), o.p]],
    ['a partial definition', (o) => [Reflect.defineProperty(o, 'p', { value: 7 }), o.p]],
    ['an empty definition', (o) => [Reflect.defineProperty(o, 'p', {}), o.p]],
    ['compound assignment', (o) => { (o.p as number) += 1; o.n ??= 'new'; return [o.p, o.n]; }],
    ['inherited names', (o) => ['toString' in o, o.toString === Object.prototype.toString, Object.hasOwn(o, 'toString'), o.constructor === Object]],
    ['an own constructor', (o) => { Object.assign(o, { constructor: 'mine', toString: 'text' }); return [o.constructor, Object.keys(o)]; }],
    ['an own hasOwnProperty', (o) => { Object.assign(o, { hasOwnProperty: 1 }); return Object.hasOwn(o, 'hasOwnProperty'); }],
    ['integer keys come first', (o) => { o.b = 1; o[2] = 1; o[1] = 1; return Object.keys(o); }],
    ['symbols come last', (o) => { o[Symbol.for('s')] = 1; o.z = 1; return Reflect.ownKeys(o).length; }],
    ['spread and rest', ({ p, ...rest }) => [p, rest]],
    ['JSON with toJSON inside', (o) => JSON.stringify({ o, d: [o] })],
    ['Object.entries and back', (o) => Object.fromEntries(Object.entries(o))],
    ['for in with an inherited key', (o) => { const keys: string[] = []; for (const key in Object.create(o)) keys.push(key); return keys; }],
    ['for in while it changes', (o) => { const keys: string[] = []; for (const key in o) { keys.push(key); delete o.q; o.fresh = 1; } return keys; }],
    ['grouping in two steps', (o) => { for (const key of ['x', 'x', 'y']) { o[key] ??= []; (o[key] as string[]).push(key); } return o; }],
  ])('%s', (_, run) => {
    const desk = furnished();
    const { object: tracked } = desk;
    expect(run(tracked)).toEqual(run(object()));
    const t = timelineOf(desk);
    t.undo(t.moment.id - 1);
    expect(tracked).toEqual(object());
    expect(Object.keys(tracked)).toEqual(['p', 'q']);
  }); // prettier-ignore

  // The value of an assignment is its right side, the raw one, and no library can change that: docs warn of it.
  test('what is pushed onto the value of an assignment goes to the raw list, not into history', () => {
    const { object: tracked } = furnished();
    const raw: string[] = [];
    ((tracked.x ??= raw) as string[]).push('lost');
    expect([raw, tracked.x]).toEqual([['lost'], []]);
  });

  test('__proto__ as an own key is a key like others', () => {
    const desk = furnished();
    const t = timelineOf(desk);
    desk.object = JSON.parse('{"__proto__": {"a": 1}, "b": 2}') as Loose;
    const held = desk.object;
    expect(Object.keys(held)).toEqual(['__proto__', 'b']);
    (Object.getOwnPropertyDescriptor(held, '__proto__')!.value as Loose).a = 2;
    loose(held).__proto__ = 'text';
    delete loose(held).__proto__;
    expect([Object.keys(held), Object.getPrototypeOf(held) === Object.prototype]).toEqual([['b'], true]);
    t.undo();
    expect([Object.keys(held), loose(held).__proto__]).toEqual([['__proto__', 'b'], 'text']);
    t.undo(2);
    expect(Object.getOwnPropertyDescriptor(held, '__proto__')!.value).toEqual({ a: 1 });
    expect(({} as Loose).a).toBeUndefined();
  });
});

describe('maps and sets', () => {
  test.each<[string, (desk: Desk) => unknown, (map: Map<unknown, unknown>, set: Set<unknown>) => unknown]>([
    ['size through Reflect', ({ map }) => Reflect.get(map, 'size'), (map) => Reflect.get(map, 'size')],
    ['tag', ({ map, set }) => [String(map), Object.prototype.toString.call(set)], (map, set) => [String(map), Object.prototype.toString.call(set)]], // eslint-disable-line @typescript-eslint/no-base-to-string
    ['instances', ({ map, set }) => [map instanceof Map, set instanceof Set], () => [true, true]],
    ['copies', ({ map, set }) => [new Map(map), new Set(set), [...map], [...set]], (map, set) => [new Map(map), new Set(set), [...map], [...set]]],
    ['structured clones', ({ map, set }) => [structuredClone(map), structuredClone(set)], (map, set) => [structuredClone(map), structuredClone(set)]],
    ['names', ({ map, set }) => [Object.keys(map), Object.keys(set), JSON.stringify([map, set])], () => [[], [], '[{},{}]']],
    ['species', ({ map }) => (map.constructor as { [Symbol.species]?: unknown })[Symbol.species] === map.constructor, () => true],
    ['set in a chain', ({ map }) => [...map.set('a', 1).set('b', 2).keys()], (map) => [...map.set('a', 1).set('b', 2).keys()]],
    ['a key that is NaN', ({ map }) => map.set(NaN, 1).get(NaN), () => 1],
    ['delete and add in a loop', ({ set }) => { const seen: unknown[] = []; for (const v of set) { seen.push(v); set.delete(v); if (seen.length < 4) set.add(v); } return seen; },
      (_, set) => { const seen: unknown[] = []; for (const v of set) { seen.push(v); set.delete(v); if (seen.length < 4) set.add(v); } return seen; }],
  ])('%s', (_, tracked, native) => {
    const desk = furnished();
    const expected = native(new Map<unknown, unknown>([['k', 'v'], ['n', 1]]), new Set<unknown>(['s', 't']));
    expect(tracked(desk)).toEqual(expected);
    const t = timelineOf(desk);
    t.undo(t.moment.id - 1);
    expect([[...desk.map], [...desk.set]]).toEqual([[['k', 'v'], ['n', 1]], ['s', 't']]);
  }); // prettier-ignore

  test('equality helpers', () => {
    const { map, set } = furnished();
    expect(new Map(map)).toEqual(new Map<unknown, unknown>([['k', 'v'], ['n', 1]])); // prettier-ignore
    expect(set).toEqual(new Set(['s', 't']));
    expect(map).toEqual(new Map<unknown, unknown>([['k', 'v'], ['n', 1]])); // prettier-ignore
  });
});
