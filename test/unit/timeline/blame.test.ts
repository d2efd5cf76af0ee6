// blame and find: which moments gave a place its values. Elements of lists are checked against a model that keeps a diary
// for each element; fields and keys in test/laws/comparison-merges.test.ts.
import fc from 'fast-check';
import {
  move,
  multiverseOf,
  OptionError,
  PathError,
  timeline,
  tracked,
  trackedList,
  UnknownRefError,
  type BlameEntry,
} from '../../../src/index.js';

class Note {
  @tracked text = '';
}

@timeline({ mode: 'multiverse' })
class Board {
  @tracked title = 'Untitled';
  @trackedList list: unknown[] = [];
  @tracked rooms = new Map<unknown, unknown>();
  @tracked note = new Note();
}

function made(): { board: Board; t: ReturnType<typeof multiverseOf> } {
  const board = new Board();
  return { board, t: multiverseOf(board) };
}

const told = (entries: readonly BlameEntry[]): unknown[] =>
  entries.map(({ moment, kind, value }) => [moment.id, kind, value]);

test('an element is followed back, whatever index it had', () => {
  interface Element {
    value: number;
    readonly diary: [moment: number, kind: string, value: number][];
  }
  const step = fc.tuple(fc.nat(5), fc.nat(30), fc.nat(30));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), fc.boolean(), (program, inTransaction) => {
      const { board, t } = made();
      const model: Element[] = [];
      let next = 0;
      const apply = ([op, a, b]: readonly [number, number, number], moment: number): void => {
        const { list } = board;
        const { length } = model;
        const [i, j] = [a % Math.max(1, length), b % Math.max(1, length)];
        if (op <= 1 || length === 0) {
          const at = a % (length + 1);
          const fresh = Array.from({ length: 1 + (b % 3) }, (): Element => ({ value: ++next, diary: [] }));
          for (const element of fresh) element.diary.unshift([moment, 'insert', element.value]);
          list.splice(at, 0, ...fresh.map(({ value }) => value));
          model.splice(at, 0, ...fresh);
        } else if (op === 2) {
          list.splice(i, 1 + (b % 2));
          model.splice(i, 1 + (b % 2));
        } else if (op === 3) {
          list[i] = model[i]!.value = ++next;
          model[i]!.diary.unshift([moment, 'replace', next]);
        } else if (op === 4) {
          if (i !== j) model[i]!.diary.unshift([moment, 'move', model[i]!.value]);
          move(list, i, j);
          model.splice(j, 0, ...model.splice(i, 1));
        } else {
          const before = [...model];
          list.reverse();
          model.reverse();
          model.forEach((element, at) => {
            if (before[at] !== element) element.diary.unshift([moment, 'move', element.value]);
          });
        }
      };
      for (const one of program) {
        const moment = t.stats().moments;
        if (inTransaction)
          t.transact(() => {
            apply(one, moment);
          });
        else apply(one, moment);
      }
      model.forEach(({ diary }, at) => {
        const path = `list[${String(at)}]`;
        expect(told(t.blame(path))).toEqual(diary);
        expect(told(t.blame(path, { limit: 2 }))).toEqual(diary.slice(0, 2));
      });
    }),
    { numRuns: 300 },
  );
});

test('several steps in one moment are told once; a value that was inserted there is inserted', () => {
  const { board, t } = made();
  board.list.push('a', 'b');
  t.transact(() => {
    board.list.push('c');
    board.list[2] = 'C';
    move(board.list, 2, 0);
  });
  expect(told(t.blame('list[0]'))).toEqual([[2, 'insert', 'C']]);
  expect(told(t.blame('list[1]'))).toEqual([[1, 'insert', 'a']]);
});

test('keys that are gone, and merges that took a value over', () => {
  const { board, t } = made();
  board.rooms.set('x', 1);
  board.rooms.delete('x');
  expect(told(t.blame('rooms.x'))).toEqual([
    [2, 'delete', undefined],
    [1, 'set', 1],
  ]);
  t.branch('side');
  board.title = 'side';
  board.list.push('theirs');
  t.switch('main');
  board.rooms.set('y', 1);
  t.merge('side');
  const { id } = t.moment;
  expect(told(t.blame('title'))).toEqual([[id, 'set', 'side']]);
  expect(told(t.blame('list[0]'))).toEqual([[id, 'insert', 'theirs']]);
  expect(told(t.blame('title', { at: 'side' }))).toEqual([[3, 'set', 'side']]);
  expect(told(t.blame(['rooms', 'y'], { at: t.moment, limit: Infinity }))).toEqual([[5, 'set', 1]]);
});

test('what was there from the start has no entry, and wrong arguments are refused', () => {
  const { t } = made();
  expect(t.blame('title')).toEqual([]);
  expect(t.blame('note.text')).toEqual([]);
  for (const path of ['', 'nowhere', 'list[0]', 'list.length', 'title.length', 'rooms.x', 'note.text.x', 'note[0]']) {
    expect(() => t.blame(path)).toThrow(path === '' ? OptionError : PathError);
  }
  for (const limit of [-1, 1.5, '3', null])
    expect(() => t.blame('title', { limit: limit as number })).toThrow(OptionError);
  expect(() => t.blame('title', { at: 'nowhere' })).toThrow(UnknownRefError);
  expect(t.blame('title', { limit: 0 })).toEqual([]);
});

test('find: places, ranges, conditions, and all at once', () => {
  const { board, t } = made();
  board.title = 'a';
  t.label('a');
  board.note.text = 'one';
  const old = board.note;
  board.note = new Note();
  t.branch('side');
  board.note.text = 'two';
  t.switch('main');
  t.transact('last', () => (board.title = 'b'));
  const ids = (query: Parameters<typeof t.find>[0]): number[] => t.find(query).map(({ id }) => id);
  expect(ids({ field: 'title' })).toEqual([1, 5]);
  expect(ids({ field: 'note' })).toEqual([3]);
  expect(ids({ changed: 'note' })).toEqual([2, 3, 4]);
  expect(ids({ changed: 'note.text' })).toEqual([4]);
  expect(ids({ between: ['a', 'main'] })).toEqual([1, 2, 3, 5]);
  expect(ids({ between: ['side', 'main'] })).toEqual([]);
  expect(ids({ between: [0, Date.now() + 1000] })).toEqual([0, 1, 2, 3, 4, 5]);
  expect(ids({ between: [new Date(0), 'a'] })).toEqual([0, 1]);
  expect(ids({ between: [t.at(2), Infinity], field: 'title' })).toEqual([5]);
  expect(ids({ title: 'last', field: 'title', where: (moment) => moment.id > 1 })).toEqual([5]);
  expect(ids({ where: (_, state) => (state() as Board).note.text === 'one' })).toEqual([2]);
  expect(ids({ field: 'title', where: () => false })).toEqual([]);
  expect(ids({})).toEqual([]);
  expect(old.text).toBe('one');
  for (const query of [{ between: ['a'] }, { between: 3 }, { where: 'x' }, { wher: 1 }]) {
    expect(() => t.find(query as never)).toThrow(OptionError);
  }
  expect(() => t.find({ field: 'nowhere' })).toThrow(PathError);
  expect(() => t.find({ between: ['nowhere', 'main'] })).toThrow(UnknownRefError);
});
