// What is taken: frozen, sealed, foreign-realm and Proxy values; and what becomes of the raw ones.
import { runInNewContext } from 'node:vm';
import { inspect } from 'node:util';
import {
  ForeignPartError,
  NoTimelineError,
  readonlyView,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  trackedList,
} from '../../../src/index.js';
import { Desk, Piece } from '../../model/containers/fixture.js';
import { fingerprint, furnished } from '../../model/containers/places.js';

const raw = (): Record<string, unknown> => ({ list: [1, [2]], map: new Map([['k', { v: 1 }]]), set: new Set([[3]]) });

const TAKEN: Readonly<Record<string, () => unknown>> = {
  'as it is': raw,
  frozen: () => {
    const value = raw();
    Object.values(value).forEach(Object.freeze);
    return Object.freeze(value);
  },
  sealed: () => Object.seal({ ...raw(), list: Object.seal([1, Object.preventExtensions([2])]) }),
  'of another realm': () =>
    runInNewContext(`({ list: [1, [2]], map: new Map([['k', { v: 1 }]]), set: new Set([[3]]) })`) as unknown,
  'of Proxy objects': () => ({ ...raw(), list: new Proxy([1, new Proxy([2], {})], {}) }),
  'a Proxy itself': () => new Proxy(raw(), {}),
  'read-only properties': () => Object.defineProperty(raw(), 'list', { writable: false }),
  'parsed JSON': () => ({ ...raw(), list: JSON.parse('[1,[2]]') as unknown }),
  'a structured clone': () => structuredClone(raw()),
};

describe.each(Object.keys(TAKEN))('a value %s', (kind) => {
  test.each<[string, (desk: Desk, value: unknown) => void]>([
    ['a field', (desk, value) => (desk.any = value)],
    ['push', (desk, value) => desk.list.push(value)],
    ['map.set', (desk, value) => desk.map.set('new', value)],
    ['set.add', (desk, value) => desk.set.add(value)],
    ['a property', (desk, value) => (desk.object.new = value)],
  ])('is copied by %s, and the copy is ordinary', (_, put) => {
    const desk = furnished();
    const value = TAKEN[kind]!();
    put(desk, value);
    const held = [desk.any, desk.list.at(-1), desk.map.get('new'), [...desk.set].at(-1), desk.object.new].find(
      (candidate) => typeof candidate === 'object' && candidate !== null && 'list' in candidate,
    ) as { list: unknown[]; map: Map<string, { v: number }>; set: Set<unknown[]> };
    expect(held).not.toBe(value);
    expect(snapshotOf(held)).toEqual(raw());
    expect([Array.isArray(held.list), held.map instanceof Map, held.set instanceof Set]).toEqual([true, true, true]);
    expect([Object.getPrototypeOf(held), Object.getPrototypeOf(held.list)]).toEqual([
      Object.prototype,
      Array.prototype,
    ]);
    expect([Object.isFrozen(held), Object.isFrozen(held.list)]).toEqual([false, false]);
    held.list.push('later');
    (held.list[1] as number[]).push(4);
    held.map.get('k')!.v = 2;
    [...held.set][0]!.push('deep');
    expect(timelineOf(held.list)).toBe(timelineOf(desk));
    expect(timelineOf(desk).undo(4)).toBe(4);
    expect(snapshotOf(held)).toEqual(raw());
  });
});

describe('the raw value stays with its old holder', () => {
  test('whatever is done to it, before and after undo', () => {
    const desk = new Desk();
    const inner = { n: 1 };
    const list = [inner, [inner]];
    desk.any = list;
    desk.list.push(list);
    desk.list = list;
    const before = fingerprint(desk);
    list.push(inner);
    inner.n = 2;
    (list[1] as unknown[]).length = 0;
    expect(fingerprint(desk)).toEqual(before);
    expect(desk.any).not.toBe(list);
    expect((desk.any as unknown[])[0]).not.toBe(inner);
    timelineOf(desk).undo(3);
    timelineOf(desk).redo(3);
    expect(fingerprint(desk)).toEqual(before);
  });

  test('at construction the field hands out the tracked one at once', () => {
    const given = [[1]];
    @timeline()
    class Board {
      @tracked items: number[][] = given;
      @trackedList notes: number[][] = given;
      readonly seen: number[][];
      constructor() {
        this.items.push([2]);
        this.seen = this.items;
        this.notes[0]!.push(5);
      }
    }
    const board = new Board();
    expect(given).toEqual([[1]]);
    expect(board.seen).toBe(board.items);
    expect([board.items, board.notes].map((list) => JSON.stringify(list))).toEqual(['[[1],[2]]', '[[1,5]]']);
    expect(timelineOf(board).canUndo).toBe(false);
    board.seen.push([3]);
    expect(timelineOf(board).undo(9)).toBe(1);
    expect(board.items).toHaveLength(2);
  });

  test('sharing and cycles inside one value are kept, between two values they are not', () => {
    const desk = new Desk();
    const shared = [1];
    const knot: Record<string, unknown> = { a: shared, b: shared, m: new Map([['s', shared]]) };
    knot.self = knot;
    desk.any = knot;
    const held = desk.any as { a: number[]; b: number[]; m: Map<string, number[]>; self: unknown };
    expect([held.b, held.m.get('s'), held.self]).toEqual([held.a, held.a, held]);
    expect(held.b).toBe(held.a);
    expect(held.m.get('s')).toBe(held.a);
    expect(held.self).toBe(held);
    desk.items = [shared, shared];
    expect(desk.items[0]).toBe(desk.items[1]);
    expect(desk.items[0]).not.toBe(held.a);
    desk.list.push(shared);
    desk.list.push(shared);
    expect(desk.list[0]).not.toBe(desk.list[1]);
  });
});

describe('aliases', () => {
  test('one list in two fields is one list, at every moment', () => {
    const desk = furnished();
    const t = timelineOf(desk);
    const list = desk.list;
    desk.items = list;
    desk.object.same = list;
    desk.items.push('both');
    expect(desk.list.at(-1)).toBe('both');
    t.undo(2);
    expect(desk.items).toBe(list);
    t.undo();
    expect(desk.items).not.toBe(list);
    t.redo(3);
    expect([desk.items, desk.object.same, desk.list]).toEqual([list, list, list]);
    expect(desk.items).toBe(list);
    expect(desk.object.same).toBe(list);
  });

  test('a list inside itself, a map as its own key, a set in itself', () => {
    const desk = furnished();
    const t = timelineOf(desk);
    desk.list.push(desk.list);
    desk.map.set(desk.map, desk.map);
    desk.set.add(desk.set);
    desk.object.self = desk.object;
    expect(desk.list[3]).toBe(desk.list);
    expect(desk.map.get(desk.map)).toBe(desk.map);
    expect(desk.set.has(desk.set)).toBe(true);
    const copy = snapshotOf(desk);
    expect(copy.list[3]).toBe(copy.list);
    t.undo(4);
    expect([desk.list.length, desk.map.size, desk.set.size, 'self' in desk.object]).toEqual([3, 2, 2, false]);
    t.redo(4);
    expect(desk.object.self).toBe(desk.object);
    expect(t.verify()).toEqual([]);
  });

  test('what was removed is what undo brings back, with what was changed in between', () => {
    const desk = furnished();
    const t = timelineOf(desk);
    const piece = new Piece(7);
    desk.list.push(piece, [piece]);
    const nested = desk.list[4] as unknown[];
    expect(desk.list.splice(3, 2)).toEqual([piece, nested]);
    // Removed things still belong to the owner.
    piece.x = 'while removed';
    nested.push('while removed');
    expect(t.undo(3)).toBe(3);
    expect([desk.list[3] === piece, desk.list[4] === nested, piece.x, nested.length]).toEqual([true, true, 0, 1]);
    t.redo(3);
    expect([desk.list.length, piece.x, nested.length]).toEqual([3, 'while removed', 2]);
    desk.set.add(nested);
    expect([...desk.set].at(-1)).toBe(nested);
  });

  test('an owner inside is a reference with a history of its own', () => {
    const [desk, other] = [furnished(), furnished()];
    desk.list.push(other);
    desk.map.set(other, other);
    desk.any = { other };
    const { moments } = timelineOf(desk).stats();
    other.list.push('its own');
    expect(timelineOf(desk).stats().moments).toBe(moments);
    timelineOf(desk).undo(3);
    expect(other.list.at(-1)).toBe('its own');
    expect(timelineOf(other)).not.toBe(timelineOf(desk));
    expect(() => desk.list.push(other.list)).toThrow(ForeignPartError);
    desk.any = desk;
    expect([desk.any === desk, timelineOf(desk).undo(), desk.any instanceof Piece]).toEqual([true, 1, true]);
  });
});

describe('what other code sees', () => {
  test('timelineOf knows every container and part inside, and no raw one', () => {
    const desk = furnished();
    desk.list.push([{ deep: new Map([['k', new Set([[1]])]]) }]);
    const t = timelineOf(desk);
    const deep = ((desk.list[3] as unknown[])[0] as { deep: Map<string, Set<unknown>> }).deep;
    for (const inside of [desk.list, desk.items[1], desk.map, desk.set, desk.object, desk.any, (desk.any as Piece).children,
      deep, deep.get('k'), [...deep.get('k')!][0]]) expect(timelineOf(inside as object)).toBe(t); // prettier-ignore
    for (const outside of [[], {}, new Map(), new Set(), desk.list.slice(), desk.list.map(String), new Piece(1)]) {
      expect(() => timelineOf(outside)).toThrow(NoTimelineError);
    }
  });

  test('copying methods answer plain arrays, changing ones the container', () => {
    const { list, map, set } = furnished();
    const copies = [list.map(String), list.filter(Boolean), list.slice(), list.concat([1]), list.flat(), list.toSorted(),
      list.toReversed(), list.toSpliced(0, 1), list.with(0, 1), list.splice(0, 1), [...list], Array.from(list),
      list.flatMap((value) => [value])]; // prettier-ignore
    for (const copy of copies) {
      expect([Array.isArray(copy), copy.constructor === Array]).toEqual([true, true]);
      expect(() => timelineOf(copy)).toThrow(NoTimelineError);
    }
    expect([
      list.sort() === list,
      list.reverse() === list,
      list.fill(1) === list,
      list.copyWithin(0, 1) === list,
    ]).toEqual([true, true, true, true]);
    expect([map.set('x', 1) === map, set.add('x') === set]).toEqual([true, true]);
    list.forEach((_, __, third) => expect(third).toBe(list));
    map.forEach((_, __, third) => expect(third).toBe(map));
    set.forEach((_, __, third) => expect(third).toBe(set));
  });

  test('inspect and console.log show contents, no machinery', () => {
    const desk = furnished();
    expect(inspect(desk.list)).toBe(inspect(['a', 'b', 'c']));
    expect(inspect(desk.object)).toBe(inspect({ p: 1, q: { r: 2 } }));
    expect(inspect(desk.map)).toMatch(/^\w*Map\(2\)[^{]*\{ 'k' => 'v', 'n' => 1 \}$/);
    expect(inspect(desk.set)).toMatch(/^\w*Set\(2\)[^{]*\{ 's', 't' \}$/);
  });

  test('readonlyView is the plain array behind a list, and follows it', () => {
    const desk = furnished();
    const view = readonlyView(desk.list);
    expect([Array.isArray(view), view.length, view[0], view !== desk.list]).toEqual([true, 3, 'a', true]);
    desk.list.push('d');
    timelineOf(desk).undo();
    desk.list.unshift('0');
    expect([...view]).toEqual([...desk.list]);
    expect(readonlyView(desk.list)).toBe(readonlyView(desk.list));
    const nested = readonlyView(desk.items)[1];
    expect(nested).toBe(desk.items[1]);
  });

  test('snapshotOf copies deeply and plainly, sharing and cycles kept', () => {
    const desk = furnished();
    desk.any = { piece: desk.any, list: desk.list };
    (desk.any as Record<string, unknown>).self = desk.any;
    const copy = snapshotOf(desk) as unknown as {
      any: Record<string, unknown>;
      list: unknown[];
      map: Map<string, unknown>;
    };
    expect(copy.any.list).toBe(copy.list);
    expect(copy.any.self).toBe(copy.any);
    expect(copy.any.piece).toEqual({ x: 0, children: ['child'] });
    expect([copy.map instanceof Map, copy.map.constructor]).toEqual([true, Map]);
    const before = fingerprint(desk);
    copy.list.push('mine');
    copy.map.clear();
    expect(fingerprint(desk)).toEqual(before);
    expect(structuredClone(copy)).toEqual(copy);
    desk.list.length = 5;
    expect(Object.keys(snapshotOf(desk).list)).toEqual(['0', '1', '2']);
    expect(snapshotOf(desk).list.length).toBe(5);
  });
});
