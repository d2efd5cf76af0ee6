// Large and deep: a million elements, a hundred thousand levels. It works, or is refused with a typed error.
import { LimitExceededError, move, snapshotOf, timelineOf } from '../../../src/index.js';
import { Desk, Piece } from '../../model/containers/fixture.js';

const MILLION = 1_000_000;
const DEEP = 100_000;

/** Works, or says that a limit was exceeded; anything else, a stack overflow above all, is an error. */
function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(LimitExceededError);
    return false;
  }
}

describe('a list of a million elements', () => {
  const raw = Array.from({ length: MILLION }, (_, i) => i);

  test('is assigned, changed by every method and undone', () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    desk.items = raw;
    expect(desk.items).toHaveLength(MILLION);
    desk.items.push('last');
    desk.items.unshift('first');
    desk.items.splice(500_000, 1000);
    desk.items.reverse();
    desk.items.sort((a, b) => Number(a) - Number(b));
    desk.items.fill(0, 0, 900_000);
    desk.items.copyWithin(0, 500_000);
    move(desk.items, 0, 900_000);
    desk.items.length = 10;
    desk.items.length = MILLION;
    const steps = t.moment.id;
    expect(t.undo(steps - 1)).toBe(steps - 1);
    expect([desk.items.length, desk.items[0], desk.items.at(-1), desk.items[500_000]]).toEqual([MILLION, 0, MILLION - 1, 500_000]); // prettier-ignore
    expect(t.undo()).toBe(1);
    expect(desk.items).toHaveLength(0);
    expect(t.redo(steps)).toBe(steps);
    expect(desk.items).toHaveLength(MILLION);
    expect(desk.items.at(-1)).toBeUndefined();
  });

  test('grows by bulk pushes, each one moment', () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    for (let at = 0; at < MILLION; at += 50_000) desk.list.push(...raw.slice(at, at + 50_000));
    expect([desk.list.length, t.stats().moments]).toEqual([MILLION, 21]);
    expect(t.undo(10)).toBe(10);
    expect([desk.list.length, desk.list.at(-1)]).toEqual([MILLION / 2, MILLION / 2 - 1]);
    expect(t.undo(99)).toBe(10);
    expect(t.redo(99)).toBe(20);
    expect(desk.list.at(-1)).toBe(MILLION - 1);
  });

  test('grows by single pushes, and is assigned as a whole', () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    for (const value of raw) desk.list.push(value);
    desk.list = raw.filter((value) => value % 100_000 !== 7);
    expect(desk.list).toHaveLength(MILLION - 10);
    t.undo();
    expect([desk.list.length, desk.list[7]]).toEqual([MILLION, 7]);
    expect(t.undo(MILLION)).toBe(MILLION);
    expect(desk.list).toHaveLength(0);
  });

  test.each<[string, (i: number, n: number) => unknown]>([
    ['its reverse', (i, n) => n - i],
    ['another order', (i, n) => (i * 7919) % n],
    ['other elements', (i) => `other ${String(i)}`],
    ['repeated elements', (i) => i % 100],
  ])('becomes %s by whole assignment in reasonable time', (_, of) => {
    const desk = new Desk();
    desk.list = raw.slice(0, 20_000);
    const wanted = desk.list.map((__, i) => of(i, 20_000));
    const began = performance.now();
    desk.list = wanted;
    desk.list = wanted.map((value, i) => (i % 50 === 0 ? 'edited' : value));
    timelineOf(desk).undo(2);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect([desk.list.length, desk.list[7]]).toEqual([20_000, 7]);
  });

  test('maps, sets and objects too', () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    desk.map = new Map(raw.map((i) => [i, i]));
    desk.set = new Set(raw);
    desk.object = Object.fromEntries(raw.slice(0, 100_000).map((i) => [`k${String(i)}`, i]));
    desk.map.delete(5);
    desk.map.set(5, 'again');
    desk.map.clear();
    desk.set.clear();
    expect(t.undo(4)).toBe(4);
    expect([desk.map.size, desk.set.size, [...desk.map.keys()][5], [...desk.set].at(-1)]).toEqual([MILLION, MILLION, 5, MILLION - 1]); // prettier-ignore
    expect(t.undo(3)).toBe(3);
    expect([desk.map.size, desk.set.size]).toEqual([0, 0]);
  });
});

describe('a hundred thousand levels', () => {
  const nest = (wrap: (inner: unknown) => unknown): unknown => {
    let value: unknown = 'bottom';
    for (let i = 0; i < DEEP; i++) value = wrap(value);
    return value;
  };
  const pieces = (inner: unknown): Piece => {
    const piece = new Piece(0);
    piece.x = inner;
    return piece;
  };

  test.each<[string, (inner: unknown) => unknown, (outer: never) => unknown]>([
    ['lists', (inner) => [inner], (outer: unknown[]) => outer[0]],
    ['objects', (inner) => ({ inner }), (outer: { inner: unknown }) => outer.inner],
    ['maps', (inner) => new Map([['k', inner]]), (outer: Map<string, unknown>) => outer.get('k')],
    ['sets', (inner) => new Set([inner]), (outer: Set<unknown>) => [...outer][0]],
    ['parts', pieces, (outer: Piece) => outer.x],
  ])('of %s come in at once, are walked, copied and undone', (_, wrap, into) => {
    const desk = new Desk();
    const t = timelineOf(desk);
    const value = nest(wrap);
    if (!attempt(() => (desk.any = value))) return;
    let at = desk.any;
    for (let i = 0; i < DEEP - 1; i++) at = into(at as never);
    expect(into(at as never)).toBe('bottom');
    attempt(() => {
      desk.list.push(at, value instanceof Piece ? 1 : value);
    });
    attempt(() => snapshotOf(desk));
    expect(t.undo(2)).toBe(2);
    expect([desk.any, desk.list.length]).toEqual([null, 0]);
    expect(t.redo(2)).toBe(2);
    expect(desk.list[0]).toBe(at);
    expect(t.verify()).toEqual([]);
  });

  test('grow level by level, and a fault at the bottom names its place without a stack overflow', () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    let at = desk.list;
    for (let i = 0; i < DEEP; i++) {
      at.push([]);
      at = at[0] as unknown[];
    }
    at.push('bottom');
    expect(() => at.push(() => 1)).toThrow(/cannot be recorded/);
    expect(() => desk.list.push(nest((inner) => [inner === 'bottom' ? () => 1 : inner]))).toThrow(/cannot be recorded/);
    expect(() => Object.freeze(at)).toThrow();
    expect(t.undo(DEEP + 1)).toBe(DEEP + 1);
    expect(desk.list).toHaveLength(0);
    expect(t.redo(DEEP + 1)).toBe(DEEP + 1);
    expect(at[0]).toBe('bottom');
  });
});
