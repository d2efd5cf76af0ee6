// Whole assignment to a `@trackedList`: the list stays the same one and is edited as little as possible.
import fc from 'fast-check';
import { move, snapshotOf, timeline, timelineOf, tracked, trackedList } from '../../../src/index.js';
import { Piece } from '../../model/containers/fixture.js';

interface Row {
  id: unknown;
  [name: string]: unknown;
}

@timeline()
class Sheet {
  @trackedList list: unknown[] = [];
  @trackedList({ key: 'id' }) rows: Row[] = [];
  @tracked plain: unknown[] = [];
  constructor(list: unknown[] = [], rows: Row[] = []) {
    this.list = list;
    this.rows = rows;
  }
}

/** Operations that were recorded while something was done, for a list that has been changed before. */
function cost(list: readonly unknown[], act: (sheet: Sheet) => void): number {
  const sheet = new Sheet([...list]);
  const t = timelineOf(sheet);
  sheet.list.push('warm');
  sheet.list.pop();
  const before = t.stats();
  act(sheet);
  expect(t.stats().moments).toBe(before.moments + 1);
  return t.stats().operations - before.operations;
}

const letters = (text: string): string[] => Array.from(text);
const many = Array.from({ length: 1000 }, (_, i) => i);

test.each<[string, unknown[], (list: unknown[]) => unknown]>([
  ['nothing but one at the end', many, (list) => list.push('new')],
  ['one at the beginning', many, (list) => list.unshift('new')],
  ['one in the middle', many, (list) => list.splice(500, 0, 'new')],
  ['one gone', many, (list) => list.splice(500, 1)],
  ['some gone', many, (list) => list.splice(100, 20)],
  ['some replaced', many, (list) => list.splice(100, 20, 'a', 'b')],
  ['the first is the last', many, (list) => { move(list, 0, 999); }], // prettier-ignore
  ['the last is the first', many, (list) => { move(list, 999, 0); }], // prettier-ignore
  ['all gone', many, (list) => (list.length = 0)],
  ['letters in a text', letters('the quick brown fox'), (list) => list.splice(4, 5, ...letters('slow'))],
  ['two edits far apart', many, (list) => { list.splice(900, 1); list.splice(10, 0, 'x'); }], // prettier-ignore
])('%s costs what the calls would', (_, list, edit) => {
  const wanted = [...list];
  const byHand = cost(list, (sheet) => {
    timelineOf(sheet).transact(() => edit(sheet.list));
  });
  // move() is for tracked lists; the goal is read off one.
  const model = new Sheet([...list]);
  edit(model.list);
  wanted.splice(0, wanted.length, ...model.list);
  const byAssignment = cost(list, (sheet) => {
    sheet.list = wanted;
    expect([...sheet.list]).toEqual(wanted);
  });
  expect(byAssignment).toBeLessThanOrEqual(byHand);
});

test('the list stays the same one; a tracked field gets a new one', () => {
  const sheet = new Sheet([1, 2]);
  const { list, plain } = sheet;
  const t = timelineOf(sheet);
  sheet.list = [2, 3];
  sheet.plain = [1];
  expect([sheet.list === list, sheet.plain === plain]).toEqual([true, false]);
  t.undo();
  expect(sheet.plain).toBe(plain);
  t.undo();
  expect([...sheet.list]).toEqual([1, 2]);
});

test('a tracked list is a reference, and what is assigned next edits that one', () => {
  const sheet = new Sheet([1], []);
  const { list, plain } = sheet;
  sheet.list = plain;
  expect(sheet.list).toBe(plain);
  sheet.list = [5];
  expect([[...plain], [...list]]).toEqual([[5], [1]]);
  timelineOf(sheet).undo(2);
  expect([sheet.list === list, plain.length]).toEqual([true, 0]);
});

test('parts and tracked containers keep their identity wherever they stand', () => {
  const pieces = [1, 2, 3, 4].map((serial) => new Piece(serial));
  const sheet = new Sheet([...pieces, [1]]);
  const t = timelineOf(sheet);
  const nested = sheet.list[4];
  const [a, b, c, d] = pieces as [Piece, Piece, Piece, Piece];
  const fresh = new Piece(5);
  for (const wanted of [[d, a, b, c, nested], [nested, c], [fresh, d, nested, nested, a], [], [...pieces, nested]]) {
    sheet.list = wanted;
    expect(sheet.list.length).toBe(wanted.length);
    wanted.forEach((value, i) => expect(sheet.list[i]).toBe(value));
  }
  t.undo(5);
  expect([...pieces, nested].every((value, i) => sheet.list[i] === value)).toBe(true);
});

test('raw elements are new ones each time; holes and duplicates are kept', () => {
  const sheet = new Sheet();
  const row = { a: 1 };
  sheet.list = [row, row];
  const [first, second] = sheet.list;
  expect([first === second, first === row]).toEqual([true, false]);
  sheet.list = [row];
  expect(sheet.list[0]).not.toBe(first);
  const holes = ['a', , undefined, 'a', , ]; // prettier-ignore
  sheet.list = holes;
  expect([Object.keys(sheet.list), sheet.list.length]).toEqual([['0', '2', '3'], 5]);
  sheet.list = [undefined, undefined, 'a'];
  expect(Object.keys(sheet.list)).toEqual(['0', '1', '2']);
  timelineOf(sheet).undo();
  expect([Object.keys(sheet.list), sheet.list.length]).toEqual([['0', '2', '3'], 5]);
});

test('a raw list that holds itself holds the list of the field', () => {
  const sheet = new Sheet();
  const raw: unknown[] = [1];
  raw.push(raw);
  sheet.list = raw;
  expect(sheet.list).toHaveLength(2);
  expect(sheet.list[1]).toBe(sheet.list);
});

test('what is assigned can be made of the list itself, or be a Proxy or frozen', () => {
  const sheet = new Sheet([3, 1, 2]);
  sheet.list = sheet.list.toSorted();
  sheet.list = Object.freeze([...sheet.list, 4]) as unknown[];
  sheet.list = new Proxy([...sheet.list, 5], {});
  sheet.list = readLetters(sheet.list);
  expect([...sheet.list]).toEqual([2, 3, 4, 5, 6]);
  expect(timelineOf(sheet).undo(9)).toBe(4);
});
const readLetters = (list: readonly unknown[]): unknown[] => list.map((value) => (value as number) + 1);

test('any list becomes any other, as one moment or none, in and outside of transactions', () => {
  const element = fc.oneof(fc.nat(4), fc.constantFrom(undefined, NaN, -0, 'x', null));
  const lists = fc.array(
    fc.array(element, { maxLength: 12 }).chain((list) => fc.nat(list.length).map((at) => (list.length % 3 === 0 ? list : holed(list, at)))),
    { minLength: 2, maxLength: 6 },
  ); // prettier-ignore
  fc.assert(
    fc.property(lists, fc.boolean(), (all, inside) => {
      const sheet = new Sheet();
      const t = timelineOf(sheet);
      const states: [number, unknown[]][] = [];
      for (const wanted of all) {
        const isSame = sameLists(sheet.list, wanted);
        const { moments } = t.stats();
        if (inside) t.transact(() => (sheet.list = wanted));
        else sheet.list = wanted;
        expect(sameLists(sheet.list, wanted)).toBe(true);
        expect(t.stats().moments).toBe(isSame ? moments : moments + 1);
        states.push([t.moment.id, wanted]);
      }
      for (const [id, wanted] of states.reverse()) {
        t.jumpTo(t.at(id));
        expect(sameLists(sheet.list, wanted)).toBe(true);
      }
    }),
    { numRuns: 1500 },
  );
});

function holed(list: readonly unknown[], at: number): unknown[] {
  const copy = [...list];
  Reflect.deleteProperty(copy, at);
  return copy;
}

function sameLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  return (
    a.length === b.length && Array.from(b, (value, i) => Object.is(value, a[i]) && i in a === i in b).every(Boolean)
  );
}

describe('rows with a key', () => {
  const start = (): Row[] => [
    { id: 1, text: 'one', n: 1 },
    { id: 2, text: 'two' },
    { id: 'x', text: 'ex', tags: ['a'] },
  ];

  test('are matched by it: they stay the same objects, and only changed fields are written', () => {
    const sheet = new Sheet([], start());
    const t = timelineOf(sheet);
    const [one, two, ex] = sheet.rows as [Row, Row, Row];
    const { moments } = t.stats();
    sheet.rows = [{ id: 'x', text: 'ex!' }, { id: 3, text: 'three' }, { id: 1, text: 'one', n: 1 }];
    expect([sheet.rows[0] === ex, sheet.rows[2] === one, sheet.rows.includes(two)]).toEqual([true, true, false]);
    expect(snapshotOf(sheet).rows).toEqual([{ id: 'x', text: 'ex!' }, { id: 3, text: 'three' }, { id: 1, text: 'one', n: 1 }]);
    expect(t.stats().moments).toBe(moments + 1);
    t.undo();
    expect([sheet.rows[0] === one, sheet.rows[1] === two, sheet.rows[2] === ex]).toEqual([true, true, true]);
    expect(snapshotOf(sheet).rows).toEqual(start());
    t.redo();
    expect(sheet.rows[0]).toBe(ex);
  }); // prettier-ignore

  test('that are the same are no moment; one changed field is one operation', () => {
    const sheet = new Sheet([], start().slice(0, 2));
    const t = timelineOf(sheet);
    const { moments, operations } = t.stats();
    sheet.rows = start().slice(0, 2);
    expect(t.stats()).toMatchObject({ moments, operations });
    const wanted = start().slice(0, 2);
    wanted[1]!.text = 'changed';
    sheet.rows = wanted;
    expect(t.stats().moments).toBe(moments + 1);
    // One write, and one for the earlier value of the cell.
    expect(t.stats().operations - operations).toBeLessThanOrEqual(2);
  });

  test('fields that are gone are deleted, new ones added', () => {
    const sheet = new Sheet([], start());
    const [one] = sheet.rows;
    sheet.rows = [{ id: 1, fresh: [1] }, ...sheet.rows.slice(1)];
    expect(sheet.rows[0]).toBe(one);
    expect(snapshotOf(sheet).rows[0]).toEqual({ id: 1, fresh: [1] });
  });

  test.each<[string, unknown[]]>([
    ['two with one key', [{ id: 1, a: 1 }, { id: 1, a: 2 }]],
    ['no key at all', [{ a: 1 }, { a: 2 }]],
    ['null and undefined as keys', [{ id: null, a: 1 }, { id: undefined, a: 2 }]],
    ['a text and a number that look alike', [{ id: 1, a: 1 }, { id: '1', a: 2 }]],
    ['primitives beside rows', ['number:1', { id: 1, a: 1 }, 1, 'string:1']],
    ['NaN, -0 and 0', [{ id: NaN, a: 1 }, { id: -0, a: 2 }, { id: 0, a: 3 }]],
    ['objects as keys', [{ id: { k: 1 }, a: 1 }, { id: { k: 2 }, a: 2 }]],
    ['symbols with one name', [{ id: Symbol('s'), a: 1 }, { id: Symbol('s'), a: 2 }]],
    ['lists and maps beside rows', [[1], new Map([['id', 1]]), { id: 1, a: 1 }]],
    ['the key of a method', [{ id: 'toString', a: 1 }, { id: '__proto__', a: 2 }]],
  ])('%s: the content is what was assigned', (_, wanted) => {
    const sheet = new Sheet([], start());
    const assign = (rows: readonly unknown[]): void => {
      sheet.rows = structured(rows) as Row[];
      expect(sheet.rows).toHaveLength(rows.length);
      sheet.rows.forEach((row, i) => expect(typeof row === 'object' ? snapshotOf(row) : row).toEqual(rows[i]));
    };
    for (const rows of [wanted, start(), wanted.toReversed(), [...wanted, ...start()], wanted, wanted]) assign(rows);
    expect(timelineOf(sheet).verify()).toEqual([]);
    timelineOf(sheet).undo(99);
    expect(snapshotOf(sheet).rows).toEqual(start());
  }); // prettier-ignore

  test('parts are matched by identity, not by the key', () => {
    class Part {
      @tracked id = 1;
    }
    const [a, b] = [new Part(), new Part()];
    const sheet = new Sheet([], [a, b] as never);
    sheet.rows = [b, a] as never;
    expect([sheet.rows[0], sheet.rows[1]].map((part) => part === (b as never))).toEqual([true, false]);
    sheet.rows = [{ id: 1 }] as never;
    expect(sheet.rows[0]).not.toBe(a);
    expect([a.id, b.id]).toEqual([1, 1]);
  });

  test('a row that stands in the list is itself', () => {
    const sheet = new Sheet([], start());
    const [one, two] = sheet.rows as [Row, Row];
    sheet.rows = [two, one, { id: 2, text: 'another two' }];
    expect([sheet.rows[0] === two, sheet.rows[1] === one]).toEqual([true, true]);
    expect(snapshotOf(sheet).rows.map(({ text }) => text)).toEqual(['two', 'one', 'another two']);
  });

  test('a refusal inside a row leaves everything alone', () => {
    const sheet = new Sheet([], start());
    const t = timelineOf(sheet);
    const { moments } = t.stats();
    expect(
      () =>
        (sheet.rows = [
          { id: 1, text: 'changed' },
          { id: 2, run: () => 1 },
        ]),
    ).toThrow(/Sheet\.rows\[1\]\.run/);
    expect(snapshotOf(sheet).rows).toEqual(start());
    expect(t.stats().moments).toBe(moments);
  });
});

test('any rows become any others: the content is what was assigned, and a row whose key is there once stays itself', () => {
  const row = fc.record(
    { id: fc.oneof({ weight: 6, arbitrary: fc.nat(6) }, { weight: 1, arbitrary: fc.constantFrom('1', NaN, undefined) }),
      text: fc.constantFrom('a', 'b'), tags: fc.array(fc.nat(2), { maxLength: 2 }) },
    { requiredKeys: ['id'], noNullPrototype: true },
  ); // prettier-ignore
  fc.assert(
    fc.property(fc.array(fc.array(row, { maxLength: 7 }), { minLength: 2, maxLength: 5 }), (all) => {
      const sheet = new Sheet([], structuredClone(all[0]!));
      const t = timelineOf(sheet);
      const states: [number, readonly unknown[]][] = [[0, [...sheet.rows]]];
      for (const wanted of all) {
        const before = [...sheet.rows];
        sheet.rows = structuredClone(wanted);
        expect(sheet.rows.map((one) => snapshotOf(one))).toEqual(wanted);
        for (const old of before) {
          const counts = [before, sheet.rows].map((rows) => rows.filter((one) => Object.is(one.id, old.id)).length);
          if (old.id !== undefined && counts.every((count) => count === 1)) expect(sheet.rows).toContain(old);
        }
        states.push([t.moment.id, [...sheet.rows]]);
      }
      for (const [id, rows] of states.reverse()) {
        t.jumpTo(t.at(id));
        expect(rows.length === sheet.rows.length && rows.every((one, i) => sheet.rows[i] === one)).toBe(true);
      }
    }),
    { numRuns: 800 },
  );
});

/** A copy with symbols kept, so that the next assignment brings new raw rows. */
function structured(rows: readonly unknown[]): unknown[] {
  return rows.map((row) =>
    typeof row !== 'object' || row === null || Object.getPrototypeOf(row) !== Object.prototype ? row : { ...row },
  );
}
