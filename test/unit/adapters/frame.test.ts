// Data frames: each verb at its edges, in and outside of a history, and the kit.
import fc from 'fast-check';
import { TrackedDataFrame, TrackedSeries, type RowOf } from '../../../src/adapters/packages/frame.js';
import { checkAdapter } from '../../../src/adapters/conformance.js';
import { adapters } from '../../../src/adapters/registry.js';
import {
  FrameColumnError,
  FrameLengthError,
  FrameRowError,
  FrameValueError,
  ReentrantMutationError,
  multiverseOf,
  openBytes,
  snapshotOf,
  timeline,
  tracked,
  type Multiverse,
} from '../../../src/index.js';

const SCHEMA = { name: 'string', price: 'float64', stock: 'int32?' } as const;
type Frame = TrackedDataFrame<typeof SCHEMA>;

const frameOf = (): Frame =>
  new TrackedDataFrame(SCHEMA, { name: ['pear', 'fig', 'plum'], price: [1.5, NaN, -0], stock: [3, null, 0] });

@timeline({ mode: 'multiverse' })
class Shop {
  @tracked frame = frameOf();
  @tracked prices: TrackedSeries<'float64'> | null = null;
  @tracked n = 0;
}

const made = (): { shop: Shop; frame: Frame; t: Multiverse } => {
  const shop = new Shop();
  return { shop, frame: shop.frame, t: multiverseOf(shop) };
};
const cells = (frame: Iterable<object>): unknown[] => [...frame].map((row) => Object.values<unknown>(row as never));
const START = [['pear', 1.5, 3], ['fig', NaN, null], ['plum', -0, 0]]; // prettier-ignore

describe('looking', () => {
  test('rows, columns, types, labels', () => {
    const frame = frameOf();
    expect([frame.length, frame.columns, frame.schema, frame.labels]).toEqual([3, ['name', 'price', 'stock'], SCHEMA, [0, 1, 2]]); // prettier-ignore
    expect(cells(frame)).toStrictEqual(START);
    expect(frame.at.get(1, 'price')).toBeNaN();
    expect(frame.iat.get(-1, 'price')).toBe(-0);
    expect(frame.loc.get(0)).toStrictEqual({ name: 'pear', price: 1.5, stock: 3 });
    expect(frame.iloc.get(-1).name).toBe('plum');
    expect(cells(TrackedDataFrame.fromRows(SCHEMA, [...frame]))).toStrictEqual(START);
  });

  test('several rows: labels, masks, slices, questions; the answer is another frame with the same labels', () => {
    const frame = frameOf();
    const names = (given: Frame): string[] => [...given.column('name')];
    frame.drop([0]);
    frame.append({ name: 'kiwi', price: 2, stock: 1 });
    expect([frame.labels, names(frame)]).toEqual([[1, 2, 3], ['fig', 'plum', 'kiwi']]); // prettier-ignore
    expect(names(frame.loc.get([3, 1, 3]))).toEqual(['kiwi', 'fig']);
    expect(names(frame.iloc.get([0]))).toEqual(['fig']);
    expect(names(frame.loc.get([true, false, true]))).toEqual(['fig', 'kiwi']);
    expect(names(frame.iloc.get({ from: -2 }))).toEqual(['plum', 'kiwi']);
    expect(names(frame.iloc.get({ from: 2, to: 1 }))).toEqual([]);
    expect(names(frame.loc.get(frame.mask(({ stock }) => stock !== null)))).toEqual(['plum', 'kiwi']);
    const part = frame.loc.get(({ price }) => price > 0);
    part.at.set(3, 'price', 9);
    expect([part.labels, part.at.get(3, 'price'), frame.at.get(3, 'price')]).toEqual([[3], 9, 2]);
    expect(part.append({ name: 'x', price: 0, stock: 0 })).toBe(4);
    expect(frame.append({ name: 'y', price: 0, stock: 0 })).toBe(5);
  });
});

describe('each verb is one step that undo takes back', () => {
  const VERBS: readonly (readonly [string, (frame: Frame) => unknown, unknown])[] = [
    ['at.set', (f) => f.at.set(1, 'price', 4), [['pear', 1.5, 3], ['fig', 4, null], ['plum', -0, 0]]],
    ['iat.set to null', (f) => f.iat.set(-1, 'stock', null), [['pear', 1.5, 3], ['fig', NaN, null], ['plum', -0, null]]],
    ['a text', (f) => f.at.set(0, 'name', 'Birne'), [['Birne', 1.5, 3], ['fig', NaN, null], ['plum', -0, 0]]],
    ['0 for −0', (f) => f.at.set(2, 'price', 0), [['pear', 1.5, 3], ['fig', NaN, null], ['plum', 0, 0]]],
    ['loc.set by mask', (f) => f.loc.set(f.mask((r) => Number.isNaN(r.price)), 'price', 0), [['pear', 1.5, 3], ['fig', 0, null], ['plum', -0, 0]]],
    ['loc.set by question', (f) => f.loc.set((r) => r.price > 1, 'price', (r) => r.price * 2), [['pear', 3, 3], ['fig', NaN, null], ['plum', -0, 0]]],
    ['loc.set of several columns', (f) => f.loc.set([0, 2], { price: [7, 8], stock: null }), [['pear', 7, null], ['fig', NaN, null], ['plum', 8, null]]],
    ['a row named twice', (f) => f.iloc.set([0, 0], 'price', [7, 8]), [['pear', 8, 3], ['fig', NaN, null], ['plum', -0, 0]]],
    ['iloc.set of a slice', (f) => f.iloc.set({ to: 2 }, 'stock', 5), [['pear', 1.5, 5], ['fig', NaN, 5], ['plum', -0, 0]]],
    ['assign', (f) => f.assign('stock', [1, 2, 3]), [['pear', 1.5, 1], ['fig', NaN, 2], ['plum', -0, 3]]],
    ['insert', (f) => f.insert('tax', 'float64', (r) => r.price * 2, 1), [['pear', 3, 1.5, 3], ['fig', NaN, NaN, null], ['plum', -0, -0, 0]]],
    ['remove', (f) => f.remove('price'), [['pear', 3], ['fig', null], ['plum', 0]]],
    ['append', (f) => f.append({ name: 'kiwi', price: 1, stock: null }), [...START, ['kiwi', 1, null]]],
    ['appendAll', (f) => f.appendAll([{ name: 'a', price: 1, stock: 1 }, { name: 'b', price: 2, stock: 2 }]), [...START, ['a', 1, 1], ['b', 2, 2]]],
    ['insertRows between', (f) => f.insertRows(1, [{ name: 'a', price: 1, stock: 1 }, { name: 'b', price: 2, stock: null }]), [START[0], ['a', 1, 1], ['b', 2, null], START[1], START[2]]],
    ['insertRows before', (f) => f.insertRows(0, [{ name: 'a', price: 1, stock: 1 }]), [['a', 1, 1], ...START]],
    ['sort by texts', (f) => f.sort('name'), [START[1], START[0], START[2]]],
    ['sort, descending', (f) => f.sort('name', { descending: true }), [START[2], START[0], START[1]]],
    ['sort with NaN last', (f) => f.sort('price'), [START[2], START[0], START[1]]],
    ['sort with NaN last, descending', (f) => f.sort('price', { descending: true }), [START[0], START[2], START[1]]],
    ['sort with null last', (f) => f.sort('stock'), [START[2], START[0], START[1]]],
    ['sort by several', (f) => f.sort(['stock', 'name'], { descending: true }), [START[0], START[2], START[1]]],
    ['sort by a comparison', (f) => f.sort((a, b) => a.name.length - b.name.length), [START[1], START[0], START[2]]],
    ['drop', (f) => f.drop([0, 2]), [['fig', NaN, null]]],
    ['iloc.drop', (f) => f.iloc.drop({ from: 1 }), [['pear', 1.5, 3]]],
    ['series.at.set', (f) => f.column('price').at.set(0, 2), [['pear', 2, 3], ['fig', NaN, null], ['plum', -0, 0]]],
    ['series.loc.set', (f) => f.column('price').loc.set((p) => p > 1, (p) => -p), [['pear', -1.5, 3], ['fig', NaN, null], ['plum', -0, 0]]],
    ['series.assign', (f) => f.column('stock').assign(9), [['pear', 1.5, 9], ['fig', NaN, 9], ['plum', -0, 9]]],
  ]; // prettier-ignore

  test.each(VERBS)('%s', (_name, change, after) => {
    const { frame, t } = made();
    change(frame);
    expect(cells(frame)).toStrictEqual(after);
    expect(t.undo(9)).toBe(1);
    expect([cells(frame), frame.labels]).toStrictEqual([START, [0, 1, 2]]);
    expect(t.redo(9)).toBe(1);
    expect(cells(frame)).toStrictEqual(after);
    expect(t.verify()).toEqual([]);
    const alone = frameOf();
    change(alone);
    expect(cells(alone)).toStrictEqual(after);
  });

  test('rename keeps the column', () => {
    const { frame, t } = made();
    const series = frame.column('price');
    const renamed = frame.rename('price', 'cost');
    expect([renamed === (frame as unknown), renamed.columns, series.name]).toEqual([true, ['name', 'cost', 'stock'], 'cost']); // prettier-ignore
    t.undo();
    expect(series.name).toBe('price');
  });

  test('what is there already is no step', () => {
    const { frame, t } = made();
    frame.at.set(1, 'price', NaN);
    frame.loc.set({}, { price: (row) => row.price, stock: (row) => row.stock });
    frame.rename('price', 'price');
    frame.appendAll([]);
    frame.insertRows(1, []);
    frame.drop([]);
    frame.sort([]);
    frame.sort(() => 0);
    frame.sort((a, b) => Number(a.name > b.name) - Number(a.name > b.name));
    expect(t.canUndo).toBe(false);
  });
});

test('rows keep their labels when they are sorted, and stay in their order when they are alike', () => {
  const { frame, t } = made();
  frame.sort('name');
  expect([frame.labels, frame.at.get(0, 'name'), frame.iat.get(0, 'name')]).toEqual([[1, 0, 2], 'pear', 'fig']);
  frame.at.set(0, 'price', 7);
  frame.insertRows(1, [{ name: 'kiwi', price: 0, stock: 0 }]);
  frame.sort('name', { descending: true });
  frame.drop([0]);
  expect([frame.labels, [...frame.column('price')]]).toEqual([[2, 3, 1], [-0, 0, NaN]]); // prettier-ignore
  expect(t.undo(9)).toBe(5);
  expect([cells(frame), frame.labels]).toStrictEqual([START, [0, 1, 2]]);
  expect(t.redo(9)).toBe(5);
  expect([...frame.column('name')]).toEqual(['plum', 'kiwi', 'fig']);
  const alike = new TrackedDataFrame({ k: 'boolean', n: 'int32' }, { k: [true, false, true, false], n: [1, 2, 3, 4] });
  alike.sort('k');
  expect([...alike.column('n')]).toEqual([2, 4, 1, 3]);
  alike.sort('k', { descending: true });
  expect([...alike.column('n')]).toEqual([1, 3, 2, 4]);
});

test('a file has the order of rows and its steps', () => {
  const { frame, t } = made();
  frame.sort('name');
  frame.insertRows(1, [{ name: 'kiwi', price: 0, stock: null }]);
  frame.sort('price', { descending: true });
  const again = openBytes(t.toBytes(), { classes: [Shop] });
  const copy = (again.owner as Shop).frame;
  for (let step = 0; step < 4; step++) {
    expect([cells(copy), copy.labels]).toStrictEqual([cells(frame), frame.labels]);
    expect(again.undo()).toBe(t.undo());
  }
  expect(cells(copy)).toStrictEqual(START);
});

test('a question that changes the frame is refused, and its verb does nothing', () => {
  const asked: readonly ((frame: Frame, change: () => void) => unknown)[] = [
    (f, change) => {
      f.sort((a, b) => (change(), a.price - b.price));
    },
    (f, change) => f.loc.set((row) => (change(), row.price > 0), 'price', 0),
    (f, change) => f.loc.set({}, { price: 0, stock: () => (change(), 1) }),
    (f, change) => f.iloc.drop(() => (change(), true)),
    (f, change) => f.insert('n', 'int32', () => (change(), 1)),
    (f, change) => f.column('price').loc.set(() => (change(), true), 0),
  ];
  for (const ask of asked) {
    for (const change of [
      ({ frame }: ReturnType<typeof made>) => frame.drop([1]),
      ({ t }: ReturnType<typeof made>) => t.undo(),
    ]) {
      const all = made();
      all.frame.at.set(0, 'price', 9);
      let isDone = false;
      const once = (): void => {
        if (!isDone) change(all);
        isDone = true;
      };
      expect(() => ask(all.frame, once)).toThrow(ReentrantMutationError);
      const { t, frame } = all;
      t.undo(9);
      expect([cells(frame), t.verify()]).toStrictEqual([START, []]);
    }
  }
});

test('in a transaction: all or nothing', () => {
  const { frame, t } = made();
  const change = (): void => {
    frame.append({ name: 'x', price: 1, stock: 1 });
    frame.insert('flag', 'boolean', true);
    frame.at.set(0, 'price', 8);
    frame.drop([1]);
  };
  expect(() =>
    t.transact(() => {
      change();
      frame.at.get(1, 'price');
    }),
  ).toThrow(FrameRowError);
  expect([cells(frame), frame.columns.length, t.canUndo]).toStrictEqual([START, 3, false]);
  t.transact(change);
  expect(frame.length).toBe(3);
  expect(t.undo()).toBe(1);
  expect(cells(frame)).toStrictEqual(START);
});

test('a frame in a history is a value of it: snapshots, forks, disposal', () => {
  const { shop, frame, t } = made();
  frame.at.set(0, 'price', 2);
  const copy = t.fork<Shop>('other');
  copy.frame.at.set(0, 'price', 5);
  frame.append({ name: 'ours', price: 0, stock: 0 });
  copy.frame.append({ name: 'theirs', price: 0, stock: 0 });
  expect([frame.at.get(0, 'price'), copy.frame.at.get(0, 'price')]).toEqual([2, 5]);
  expect(t.merge('other', 'strict').conflicts).toEqual([]);
  expect([...frame.column('name')]).toEqual(['pear', 'fig', 'plum', 'ours', 'theirs']);
  expect(frame.at.get(0, 'price')).toBe(5);
  expect(snapshotOf(shop).frame).not.toBe(frame);
  t.dispose();
  frame.at.set(0, 'price', 1);
  expect(frame.at.get(0, 'price')).toBe(1);
});

test('a series in a field is its frame; one of its own is recorded too', () => {
  const { shop, frame, t } = made();
  shop.prices = frame.column('price');
  shop.prices.iat.set(0, 9);
  expect(frame.at.get(0, 'price')).toBe(9);
  expect(t.undo(2)).toBe(2);
  shop.prices = new TrackedSeries('float64', [1, 2]);
  shop.prices.assign((price) => price + 1);
  expect([...shop.prices]).toEqual([2, 3]);
  t.undo();
  expect([shop.prices.type, [...shop.prices], shop.prices.loc.get(shop.prices.mask((p) => p > 1))]).toEqual(['float64', [1, 2], [2]]); // prettier-ignore
  const removed = frame.column('stock');
  frame.remove('stock');
  expect(() => removed.at.get(0)).toThrow(FrameColumnError);
  t.undo();
  expect(removed.at.get(0)).toBe(3);
});

type AnyFrame = TrackedDataFrame<Record<string, 'float64' | 'int32' | 'string'>>;
const WRONG: readonly (readonly [string, unknown, (frame: AnyFrame) => unknown])[] = [
  ['an unknown column', FrameColumnError, (f) => f.at.get(0, 'nope')],
  ['an unknown column, written', FrameColumnError, (f) => f.loc.set({}, { price: 1, nope: 1 })],
  ['a column that is there', FrameColumnError, (f) => f.insert('price', 'int32', 0)],
  ['a place beyond the end', FrameColumnError, (f) => f.insert('a', 'int32', 0, 4)],
  ['a name that is taken', FrameColumnError, (f) => f.rename('price', 'name')],
  ['a row without a cell', FrameColumnError, (f) => f.append({ name: 'x', price: 1 })],
  ['a row with a cell too many', FrameColumnError, (f) => f.append({ name: 'x', price: 1, stock: 1, other: 1 })],
  ['a label that is none', FrameRowError, (f) => f.at.set(3, 'price', 1)],
  ['a position that is none', FrameRowError, (f) => f.iat.get(-4, 'price')],
  ['half a position', FrameRowError, (f) => f.iat.get(0.5, 'price')],
  ['a place for rows that is none', FrameRowError, (f) => f.insertRows(4, [])],
  ['half a place for rows', FrameRowError, (f) => f.insertRows(0.5, [])],
  ['an inserted row without a cell', FrameColumnError, (f) => f.insertRows(0, [{ name: 'x' }])],
  ['a column to sort by that is none', FrameColumnError, (f) => f.sort(['price', 'nope'])],
  ['nothing to sort by', FrameColumnError, (f) => f.sort(undefined as never)],
  ['a comparison that throws', TypeError, (f) => f.sort(() => { throw new TypeError('no'); })],
  ['half a slice', FrameRowError, (f) => f.iloc.get({ from: 0.5 })],
  ['one of the labels is none', FrameRowError, (f) => f.drop([0, 7])],
  ['no rows at all', FrameRowError, (f) => f.drop(undefined as never)],
  ['a mask that is too short', FrameLengthError, (f) => f.loc.set([true], 'price', 1)],
  ['too few values', FrameLengthError, (f) => f.assign('price', [1])],
  ['a text for a number', FrameValueError, (f) => f.assign('price', 'a')],
  ['an object for a number', FrameValueError, (f) => f.assign('price', {} as never)],
  ['null where none is', FrameValueError, (f) => f.at.set(0, 'name', null as never)],
  ['a number that is no int32', FrameValueError, (f) => f.at.set(0, 'stock', 2 ** 31)],
  ['one of the values', FrameValueError, (f) => f.assign('price', [1, 2, undefined] as never)],
  ['a type that is none', FrameValueError, (f) => f.insert('a', 'date' as never, 0 as never)],
  ['columns of two lengths', FrameLengthError, () => new TrackedDataFrame({ a: 'int32', b: 'int32' }, { a: [1], b: [] })],
  ['a column too many', FrameColumnError, () => new TrackedDataFrame({ a: 'int32' }, { a: [1], b: [] } as never)],
  ['a column too few', FrameColumnError, () => new TrackedDataFrame({ a: 'int32' }, {} as never)],
  ['a long that is none', FrameValueError, () => new TrackedSeries('bigint64', [2n ** 63n])],
]; // prettier-ignore

test.each(WRONG)('%s is refused, and nothing is changed', (_name, type, call) => {
  const { frame, t } = made();
  expect(() => call(frame as unknown as AnyFrame)).toThrow(type as never);
  expect([cells(frame), t.canUndo]).toStrictEqual([START, false]);
});

test('names of object members are names of columns', () => {
  const frame = new TrackedDataFrame({ toString: 'int32', constructor: 'int32' } as Record<string, 'int32'>, { toString: [1], constructor: [2] }); // prettier-ignore
  expect([frame.iat.get(0, 'toString'), frame.iat.get(0, 'constructor')]).toEqual([1, 2]);
  expect(() => frame.iat.get(0, 'valueOf')).toThrow(FrameColumnError);
});

describe('merging', () => {
  type Change = (frame: Frame) => unknown;
  function diverged(ours: Change, theirs: Change): ReturnType<typeof made> {
    const all = made();
    all.t.branch('side');
    all.t.transact(() => void theirs(all.frame));
    all.t.switch('main');
    all.t.transact(() => void ours(all.frame));
    return all;
  }
  const details = ({ t }: ReturnType<typeof made>): unknown[] =>
    t.merge('side').conflicts.flatMap(({ details }) => details ?? []);

  test('cells, rows and columns of both sides', () => {
    const all = diverged(
      (f) => {
        f.drop([0]);
        f.append({ name: 'ours', price: 1, stock: 1 });
        f.rename('price', 'cost');
      },
      (f) => {
        f.at.set(2, 'price', 5);
        f.append({ name: 'theirs', price: 2, stock: 2 });
        f.insert('note', 'string?', null, 0);
      },
    );
    expect(details(all)).toEqual([]);
    expect(all.frame.columns).toEqual(['note', 'name', 'cost', 'stock']);
    expect(cells(all.frame)).toStrictEqual([
      [null, 'fig', NaN, null],
      [null, 'plum', 5, 0],
      [null, 'ours', 1, 1],
      [null, 'theirs', 2, 2],
    ]);
  });

  test('the same cell is a conflict by row and column', () => {
    const all = diverged(
      (f) => (f.drop([0]), f.at.set(2, 'price', 5)),
      (f) => f.at.set(2, 'price', 6),
    );
    expect(() => all.t.merge('side', 'strict')).toThrow(/frame/);
    expect(details(all)).toStrictEqual([{ at: "row 2, column 'price'", base: -0, ours: 5, theirs: 6 }]);
    expect(all.frame.at.get(2, 'price')).toBe(6);
  });

  test('one side sorts, the other edits, drops, appends and inserts', () => {
    const sort: Change = (f) => {
      f.sort('name');
    };
    const edit: Change = (f) => {
      f.at.set(0, 'price', 9);
      f.drop([2]);
      f.append({ name: 'a', price: 0, stock: 0 });
      f.insertRows(0, [{ name: 'z', price: 1, stock: 1 }]);
      f.insertRows(2, [{ name: 'y', price: 2, stock: 2 }]);
    };
    for (const [ours, theirs] of [
      [sort, edit],
      [edit, sort],
    ] as const) {
      // prettier-ignore
      const all = diverged(ours, theirs);
      expect(details(all)).toEqual([]);
      expect(cells(all.frame)).toStrictEqual([
        ['z', 1, 1],
        ['fig', NaN, null],
        ['pear', 9, 3],
        ['y', 2, 2],
        ['a', 0, 0],
      ]);
      all.t.undo();
      all.t.redo();
      expect([all.frame.length, all.t.verify()]).toEqual([5, []]);
    }
  });

  test('both sides sort alike: no conflict, whatever else they did', () => {
    const all = diverged(
      (f) => (f.drop([2]), f.sort('name')),
      (f) => (f.sort('name'), f.at.set(0, 'price', 4)),
    );
    expect(details(all)).toEqual([]);
    expect(cells(all.frame)).toStrictEqual([['fig', NaN, null], ['pear', 4, 3]]); // prettier-ignore
  });

  test('columns that come, go or are renamed beside edits of other cells', () => {
    const all = diverged(
      (f) => f.remove('stock').rename('price', 'cost').insert('tax', 'float64', 1, 0),
      (f) => (f.at.set(0, 'price', 4), f.at.set(1, 'name', 'date'), f.sort('name')),
    );
    expect(details(all)).toEqual([]);
    expect([all.frame.columns, cells(all.frame)]).toStrictEqual([
      ['tax', 'name', 'cost'],
      [[1, 'date', NaN], [1, 'pear', 4], [1, 'plum', -0]],
    ]); // prettier-ignore
  });

  const CASES: readonly (readonly [string, Change, Change, string, (frame: Frame) => unknown, unknown, unknown])[] = [
    ['a row dropped and edited', (f) => f.drop([0]), (f) => f.at.set(0, 'price', 9), 'row 0', (f) => f.labels, [0, 1, 2], [1, 2]],
    ['a row edited and dropped', (f) => f.at.set(0, 'price', 9), (f) => f.drop([0]), 'row 0', (f) => f.labels, [1, 2], [0, 1, 2]],
    ['a column removed and edited', (f) => f.remove('price'), (f) => f.at.set(0, 'price', 9), "column 'price'", (f) => f.columns, ['name', 'price', 'stock'], ['name', 'stock']],
    ['a column edited and removed', (f) => f.at.set(0, 'price', 9), (f) => f.remove('price'), "column 'price'", (f) => f.columns, ['name', 'stock'], ['name', 'price', 'stock']],
    ['two names for a column', (f) => f.rename('price', 'a'), (f) => f.rename('price', 'b'), "name of column 'price'", (f) => f.columns[1], 'b', 'a'],
    ['two columns of one name', (f) => f.insert('n', 'int32', 1), (f) => f.insert('n', 'int32', 2), "column 'n'", (f) => Object.values(f.iloc.get(0))[3], 2, 1],
    ['a name that both give', (f) => f.rename('price', 'n'), (f) => f.insert('n', 'int32', 2), "column 'n'", (f) => f.columns, ['name', 'price', 'stock', 'n'], ['name', 'n', 'stock']],
    ['two orders', (f) => f.sort('name'), (f) => f.sort('name', { descending: true }), 'order of rows', (f) => f.labels, [2, 0, 1], [1, 0, 2]],
    ['a renamed column, removed', (f) => f.rename('price', 'a'), (f) => f.remove('price'), "column 'a'", (f) => f.columns, ['name', 'stock'], ['name', 'a', 'stock']],
    ['a cell that nobody gave', (f) => f.append({ name: 'x', price: 1, stock: 1 }), (f) => f.insert('n', 'int32', 2), "row 3, column 'n'", (f) => f.length, 4, 4],
  ]; // prettier-ignore

  test.each(CASES)('%s', (_name, ours, theirs, at, look, theirWay, ourWay) => {
    for (const [strategy, expected] of [
      ['overshadow', theirWay],
      ['preserve', ourWay],
    ] as const) {
      // prettier-ignore
      const all = diverged(ours, theirs);
      const { conflicts } = all.t.merge('side', strategy);
      expect(conflicts.flatMap(({ details }) => details?.map((one) => one.at))).toEqual([at]);
      expect(look(all.frame)).toEqual(expected);
      all.t.undo();
      all.t.redo();
      expect(look(all.frame)).toEqual(expected);
      expect(all.t.verify()).toEqual([]);
    }
  });
});

test('the adapter passes the kit', () => {
  const proto = new TrackedDataFrame(SCHEMA, { name: ['a', 'b', 'c'], price: [0, -0, NaN], stock: [1, null, 3] });
  const { adapter } = adapters.of(proto)!;
  const price = fc.constantFrom(0, -0, NaN, 1.5);
  type Edit = (frame: Frame) => unknown;
  const row = (names: readonly string[], price: number): unknown =>
    Object.fromEntries(names.map((name) => [name, { name: 'x', price, stock: null, k: 1, z: null }[name]]));
  const growing: fc.Arbitrary<Edit>[] = [
    fc.tuple(fc.nat(2), price).map(
      ([row, value]) =>
        (f) =>
          row < f.length && f.iat.set(row, 'price', value),
    ),
    price.map((price) => (f) => f.append(row(f.columns, price) as never)),
    fc.tuple(fc.nat(3), price).map(
      ([at, price]) =>
        (f) =>
          at <= f.length && f.insertRows(at, [row(f.columns, price) as never]),
    ),
    fc.nat(3).map((at) => (f) => f.columns.includes('k' as never) || f.insert('k', 'int32', 1, Math.min(at, f.columns.length))), // prettier-ignore
  ];
  const sorting = fc.boolean().map((descending) => (f: Frame) => {
    f.sort('price', { descending });
  });
  const shrinking: fc.Arbitrary<Edit>[] = [
    sorting,
    fc.nat(2).map((row) => (f) => row < f.length && f.iloc.drop(row)),
    fc.constant((f) => f.columns.includes('stock') && f.remove('stock')),
    fc.constant((f) => f.columns.includes('stock') && f.rename('stock', 'z')),
  ];
  const some = (kinds: fc.Arbitrary<Edit>[]): fc.Arbitrary<((value: object) => void)[]> =>
    fc.array(fc.oneof(...kinds), { maxLength: 6 }) as never;
  // Copies of one frame: labels are given once among all of them, as among the branches of one history.
  const make = fc.constant(() => proto.copy());
  checkAdapter(adapter, fc.record({ make, edits: some([...growing, ...shrinking]) }), { runs: 400 });
  checkAdapter(adapter, fc.record({ make, edits: some(growing), otherEdits: some(growing) }), { runs: 400 });
  checkAdapter(adapter, fc.record({ make, edits: some([...growing, sorting]), otherEdits: some(growing) }), {
    runs: 400,
  });
});

test('types: what a schema says is what cells are', () => {
  const frame = frameOf();
  const row: RowOf<typeof SCHEMA> = frame.iloc.get(0);
  const stock: number | null = row.stock;
  // @ts-expect-error a column that may be null
  const wrong: number = row.stock;
  // @ts-expect-error no such column
  expect(() => frame.at.get(0, 'nope')).toThrow();
  // @ts-expect-error a text for a number
  expect(() => frame.at.set(0, 'price', 'a')).toThrow();
  const more = frame.insert('big', 'bigint64', 0n).remove('name');
  const big: bigint = more.at.get(0, 'big');
  // @ts-expect-error the column is there no longer
  expect(() => more.at.get(0, 'name')).toThrow();
  expect([stock, wrong, big]).toEqual([3, 3, 0n]);
});
