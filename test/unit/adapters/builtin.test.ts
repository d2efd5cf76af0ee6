// Built-in adapters: values change in place, and every moment has them as they were.
import { ListIndexError, setElements, timeline, timelineOf, tracked, trackedList } from '../../../src/index.js';

@timeline()
class Box {
  @tracked held: unknown = null;
  @tracked other: unknown = null;
  @tracked count = 0;
  @trackedList list: unknown[] = [];
}

interface Case {
  readonly name: string;
  readonly make: () => object;
  readonly change: (value: never) => void;
  readonly state: (value: never) => unknown;
}

const one = <T extends object>(
  name: string,
  make: () => T,
  change: (value: T) => void,
  state: (value: T) => unknown,
): Case => ({ name, make, change, state });

const CASES = [
  one(
    'Date',
    () => new Date(5),
    (date) => date.setFullYear(2020),
    (date) => date.getTime(),
  ),
  one(
    'invalid Date',
    () => new Date(NaN),
    (date) => date.setTime(7),
    (date) => date.getTime(),
  ),
  one(
    'RegExp',
    () => /a/g,
    (pattern) => pattern.test('bab'),
    (pattern) => pattern.lastIndex,
  ),
  one(
    'URL',
    () => new URL('https://a.org/b?c=1'),
    (url) => {
      url.searchParams.set('c', '2');
    },
    (url) => url.href,
  ),
  one(
    'URLSearchParams',
    () => new URLSearchParams('a=1&a=2'),
    (query) => query.append('b', 'é'),
    (query) => query.toString(),
  ),
  one(
    'Error',
    () => new RangeError('a'),
    (error) => Object.assign(error, { message: 'b', code: 1 }),
    (error) => [error.message, (error as { code?: number }).code],
  ),
  one(
    'ArrayBuffer',
    () => new ArrayBuffer(8),
    (buffer) => new Uint8Array(buffer).fill(3),
    (buffer) => [...new Uint8Array(buffer)],
  ),
  one(
    'Float64Array',
    () => new Float64Array([1, NaN, -0]),
    (array) => {
      array[1] = -0;
      array[2] = NaN;
    },
    (array) => [...array],
  ),
  one(
    'BigInt64Array',
    () => new BigInt64Array(3),
    (array) => {
      array[1] = -5n;
    },
    (array) => [...array],
  ),
  one(
    'Uint8ClampedArray',
    () => new Uint8ClampedArray(3),
    (array) => {
      array[0] = 999;
    },
    (array) => [...array],
  ),
  one(
    'DataView',
    () => new DataView(new ArrayBuffer(9)),
    (view) => {
      view.setFloat64(1, Math.PI);
    },
    (view) => view.getFloat64(1),
  ),
  one(
    'Buffer',
    () => Buffer.from('hello'),
    (buffer) => buffer.write('J'),
    (buffer) => buffer.toString(),
  ),
];

describe.each(CASES)('$name', ({ make, change, state }) => {
  test('what is changed in place through the field is undone and done again, the same object', () => {
    const box = new Box();
    const t = timelineOf(box);
    const value = make();
    box.held = value;
    expect(box.held).toBe(value);
    const before = state(value as never);
    change(box.held as never);
    const after = state(value as never);
    expect(after).not.toEqual(before);
    expect(t.undo()).toBe(1);
    expect(box.held).toBe(value);
    expect(state(value as never)).toEqual(before);
    expect(t.redo()).toBe(1);
    expect(state(value as never)).toEqual(after);
    expect(t.undo(9)).toBe(2);
    expect(box.held).toBe(null);
    t.redo(9);
    expect(state(box.held as never)).toEqual(after);
    expect(t.verify()).toEqual([]);
  });

  test('a change is recorded before the next write', () => {
    const box = new Box();
    const t = timelineOf(box);
    box.held = make();
    const before = state(box.held as never);
    change(box.held as never);
    box.count = 1;
    t.undo();
    expect(state(box.held as never)).not.toEqual(before);
    t.undo();
    expect(state(box.held as never)).toEqual(before);
    expect(t.undo(9)).toBe(1);
  });

  test('a transaction that throws takes it back', () => {
    const box = new Box();
    const value = make();
    box.held = value;
    const before = state(value as never);
    const { moments } = timelineOf(box).stats();
    expect(() =>
      timelineOf(box).transact(() => {
        change(box.held as never);
        box.count = 2;
        throw new Error('back');
      }),
    ).toThrow('back');
    expect(state(value as never)).toEqual(before);
    expect(timelineOf(box).stats().moments).toBe(moments);
  });

  test('in a list', () => {
    const box = new Box();
    const value = make();
    box.list.push(value);
    const before = state(value as never);
    timelineOf(box).transact(() => {
      change(box.list[0] as never);
    });
    box.list.pop();
    timelineOf(box).undo();
    expect(box.list[0]).toBe(value);
    expect(state(value as never)).not.toEqual(before);
    timelineOf(box).undo();
    expect(state(value as never)).toEqual(before);
  });
});

test('two views of one buffer are one value', () => {
  const box = new Box();
  const buffer = new ArrayBuffer(16);
  box.held = new Float64Array(buffer);
  box.other = new Uint8Array(buffer);
  (box.held as Float64Array)[0] = 1;
  timelineOf(box).undo();
  expect([...(box.other as Uint8Array)]).toEqual(new Array(16).fill(0));
  expect(timelineOf(box).undo(9)).toBe(2);
});

test('a slice of a pool: nobody else is touched', () => {
  const box = new Box();
  const [ours, theirs] = [Buffer.from('ours'), Buffer.from('theirs')];
  expect(ours.buffer).toBe(theirs.buffer);
  box.held = ours;
  (box.held as Buffer).write('OURS');
  theirs.write('THEIRS');
  timelineOf(box).undo();
  expect([ours.toString(), theirs.toString()]).toEqual(['ours', 'THEIRS']);
});

test('setElements records what it writes, duplicates included', () => {
  const box = new Box();
  const t = timelineOf(box);
  const array = new Int32Array([1, 2, 3]);
  box.held = array;
  setElements(array, [0, 2, 0], [10, 30, 100]);
  expect([...array]).toEqual([100, 2, 30]);
  t.undo();
  expect([...array]).toEqual([1, 2, 3]);
  t.redo();
  expect([...array]).toEqual([100, 2, 30]);
  expect(() => setElements(array, [0, 3], [1, 1])).toThrow(ListIndexError);
  expect([...array]).toEqual([100, 2, 30]);
});
