// diff, applyDiff, extract and replay at their edges; the laws are in test/laws/comparison*.test.ts.
import {
  DiffMismatchError,
  move,
  multiverseOf,
  OpenTransactionError,
  OptionError,
  PathError,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  trackedList,
  UnknownRefError,
  type Diff,
} from '../../../src/index.js';

class Note {
  @tracked text = '';
  @tracked board: object | null = null;
  constructor(text = '') {
    this.text = text;
  }
}

@timeline()
class Other {
  @tracked x = 1;
}

@timeline({ mode: 'multiverse' })
class Board {
  @tracked title = 'Untitled';
  @trackedList notes: Note[] = [];
  @tracked rooms = new Map<unknown, unknown>();
  @tracked marks = new Set<unknown>();
  @tracked meta: Record<PropertyKey, unknown> = {};
  @tracked any: unknown = null;
  @tracked.ref handler: unknown = null;
  @tracked({ coerce: (value) => Math.max(0, Number(value)) }) size = 1;
}

function made(): { board: Board; t: ReturnType<typeof multiverseOf> } {
  const board = new Board();
  return { board, t: multiverseOf(board) };
}

const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const refuse = (what: string): never => {
  throw new Error(what);
};
const genesis = (t: ReturnType<typeof multiverseOf>) => t.at(0);

describe('diff', () => {
  test('says what changed, by path, with old and new value', () => {
    const { board, t } = made();
    board.notes.push(new Note('a'), new Note('b'));
    t.label('before');
    board.title = 'Plan';
    board.notes[1]!.text = 'B';
    board.rooms.set('hall', 1);
    expect(t.diff('before')).toEqual({
      from: 1,
      to: 4,
      changes: [
        { kind: 'set', path: 'title', in: [], key: 'title', old: 'Untitled', new: 'Plan' },
        { kind: 'set', path: 'notes[1].text', in: ['notes', 1], key: 'text', old: 'b', new: 'B' },
        { kind: 'add', path: 'rooms.hall', in: ['rooms'], key: 'hall', new: 1 },
      ],
    });
  });

  test('a new part is described in full, and one that moved by where it was', () => {
    const { board, t } = made();
    const note = new Note('one');
    board.notes.push(note);
    expect(t.diff(genesis(t)).changes).toEqual([
      {
        kind: 'insert',
        path: 'notes',
        in: ['notes'],
        index: 0,
        values: [{ is: 'part', id: 1, type: 'Note', fields: { text: 'one', board: null } }],
      },
    ]);
    t.label('first');
    t.transact(() => {
      board.any = note;
      board.notes.pop();
    });
    expect(t.diff('first').changes).toEqual([
      { kind: 'remove', path: 'notes', in: ['notes'], index: 0, values: [{ is: 'known', at: ['notes', 0] }] },
      { kind: 'set', path: 'any', in: [], key: 'any', old: null, new: { is: 'known', at: ['notes', 0] } },
    ]);
    board.any = null;
    expect(t.diff('first').changes).toEqual([
      {
        kind: 'remove',
        path: 'notes',
        in: ['notes'],
        index: 0,
        values: [{ is: 'part', at: ['notes', 0], type: 'Note', fields: { text: 'one', board: null } }],
      },
    ]);
  });

  test('elements move, are replaced, and come and go by what they are', () => {
    const { board, t } = made();
    board.any = ['a', 'b', 'c', 'd'];
    t.label('before');
    const list = board.any as string[];
    t.transact(() => {
      move(list, 0, 3);
      list[0] = 'B';
      list.splice(1, 1);
      list.push('e');
    });
    expect(list).toEqual(['B', 'd', 'a', 'e']);
    expect(t.diff('before').changes.map(({ kind }) => kind)).toEqual(['remove', 'move', 'insert', 'replace']);
    t.transact(() => {
      list.splice(0, 4, 'a', 'b', 'c', 'd');
    });
    expect(t.diff('before').changes).toEqual([]);
  });

  test('what was put back is no change, and neither is an edit of what neither state holds', () => {
    const { board, t } = made();
    const note = new Note('x');
    board.notes.push(note);
    board.notes.pop();
    note.text = 'y';
    board.title = 'other';
    board.title = 'Untitled';
    expect(t.diff(genesis(t)).changes).toEqual([]);
    expect(t.diff(t.moment).changes).toEqual([]);
  });

  test('a part that came late into an early moment is there', () => {
    const { board, t } = made();
    board.any = 'x';
    const [amended, replaced] = [new Note(), new Note()];
    t.untracked(() => (board.any = amended));
    t.label('amended');
    t.transact(() => {
      board.meta.one = 1;
      board.meta.note = 'x';
      board.meta.note = replaced;
    });
    t.label('replaced');
    amended.text = replaced.text = 'edited';
    expect(t.diff('amended').changes).toMatchObject([
      { path: 'any.text' },
      { path: 'meta.one' },
      { path: 'meta.note' },
    ]);
    expect(
      t
        .diff('replaced')
        .changes.map(({ path }) => path)
        .sort(),
    ).toEqual(['any.text', 'meta.note.text']);
  });

  test('works between unrelated lines, and from one that is behind', () => {
    const { board, t } = made();
    t.branch('left');
    board.title = 'left';
    t.branch('right', { at: genesis(t) });
    board.title = 'right';
    expect(t.diff('left', 'right').changes).toMatchObject([{ old: 'left', new: 'right' }]);
    expect(t.diff('right', 'left').changes).toMatchObject([{ old: 'right', new: 'left' }]);
    expect(t.diff('left', 'main').changes).toMatchObject([{ old: 'left', new: 'Untitled' }]);
  });

  test('keys that are objects, members, holes, owners and references', () => {
    const { board, t } = made();
    const [key, other, handler] = [new Note('key'), new Other(), { any: 'thing' }];
    t.transact(() => {
      board.rooms.set(key, 'value').set(3n, 'big').set(NaN, 'nan').set('3', other);
      board.marks.add(key).add(undefined);
      board.any = [1, , 3];
      board.handler = handler;
      key.board = board;
    });
    const diff = t.diff(genesis(t));
    t.label('there');
    t.branch('again', { at: genesis(t) });
    t.applyDiff(diff);
    expect([...board.rooms]).toEqual([
      [key, 'value'],
      [3n, 'big'],
      [NaN, 'nan'],
      ['3', other],
    ]);
    expect([...board.rooms.keys()][0]).toBe(key);
    expect([...board.marks][0]).toBe(key);
    expect(key.board).toBe(board);
    expect(1 in (board.any as unknown[])).toBe(false);
    expect(board.handler).toBe(handler);
    expect(t.diff('there').changes).toEqual([]);
    key.text = 'named';
    expect(t.diff('there').changes).toMatchObject([{ path: 'rooms[key 0].text', in: ['rooms', { key: 0 }] }]);
  });

  test('is refused half-way through a transaction, and with refs that name nothing', async () => {
    const { board, t } = made();
    t.transact(() => {
      board.title = 'x';
      for (const call of [
        () => t.diff(genesis(t)),
        () => t.blame('title'),
        () => t.extract(),
        () => t.find({ field: 'title' }),
      ]) {
        expect(call).toThrow(OpenTransactionError);
      }
    });
    await t.transactAsync(async () => {
      board.title = 'y';
      await Promise.resolve();
      expect(() => t.diff(genesis(t))).toThrow(OpenTransactionError);
    });
    expect(() => t.diff('nowhere')).toThrow(UnknownRefError);
    expect(() => t.diff(genesis(t), 'nowhere')).toThrow(UnknownRefError);
    expect(() => t.diff(genesis(made().t))).toThrow(UnknownRefError);
  });
});

describe('applyDiff', () => {
  test('is one moment, undone as one, and none without changes', () => {
    const { board, t } = made();
    board.title = 'a';
    board.notes.push(new Note('n'));
    const diff = t.diff(genesis(t));
    t.jumpTo(genesis(t));
    t.branch('again');
    const { moments } = t.stats();
    expect(t.applyDiff(diff)).toBe(t.moment);
    expect(t.stats().moments).toBe(moments + 1);
    expect(board.title).toBe('a');
    t.undo();
    expect(snapshotOf(board)).toEqual(snapshotOf(new Board()));
    t.redo();
    t.applyDiff({ changes: [] });
    expect(t.stats().moments).toBe(moments + 1);
  });

  test('what does not fit changes nothing', () => {
    const { board, t } = made();
    board.notes.push(new Note('a'));
    board.rooms.set('x', 1);
    t.label('start');
    board.title = 'new';
    board.notes[0]!.text = 'b';
    board.rooms.delete('x');
    board.notes.push(new Note('c'));
    const diff = t.diff('start');
    const expectRefused = (prepare: () => void): void => {
      t.branch(`try ${String(t.stats().moments)}`, { at: 'start' });
      prepare();
      const [before, moments] = [snapshotOf(board), t.stats().moments];
      expect(() => t.applyDiff(diff)).toThrow(DiffMismatchError);
      expect(snapshotOf(board)).toEqual(before);
      expect(t.stats().moments).toBe(moments);
    };
    expectRefused(() => (board.title = 'other'));
    expectRefused(() => (board.notes[0]!.text = 'other'));
    expectRefused(() => board.rooms.clear());
    expectRefused(() => board.rooms.set('x', 2));
    expectRefused(() => board.notes.pop());
    expectRefused(() => (board.notes = []));
  });

  test('hostile diffs are refused, whatever is in them', () => {
    const { board, t } = made();
    board.notes.push(new Note('a'));
    board.any = [1, 2];
    const list = { path: 'any', in: ['any'] };
    const wrong: unknown[] = [
      { kind: 'set', path: 'x', in: [], key: 'constructor', old: undefined, new: 1 },
      { kind: 'set', path: 'x', in: [], key: 'nowhere', old: undefined, new: 1 },
      { kind: 'set', path: 'x', in: ['nowhere'], key: 'title', old: 1, new: 1 },
      { kind: 'set', path: 'x', in: 'title', key: 'title', old: 1, new: 1 },
      { kind: 'add', path: 'title', in: [], key: 'title', new: 1 },
      { kind: 'explode', path: 'title', in: [] },
      { kind: 'explode', ...list },
      { kind: 'insert', ...list, index: 3, values: [0] },
      { kind: 'insert', ...list, index: -1, values: [0] },
      { kind: 'insert', ...list, index: 0, values: 'abc' },
      { kind: 'insert', ...list, index: 0, values: [{ is: 'same', id: 4 }] },
      { kind: 'insert', ...list, index: 0, values: [{ is: 'known', at: ['meta', 'x'] }] },
      { kind: 'insert', ...list, index: 0, values: [{ is: 'part', id: 1, type: 'Note', fields: {} }] },
      { kind: 'insert', ...list, index: 0, values: [{ is: 'thing', id: 1 }] },
      { kind: 'remove', ...list, index: 1, values: [2, 3] },
      { kind: 'remove', ...list, index: 0, values: [2] },
      { kind: 'move', ...list, from: 0, to: 2 },
      { kind: 'permute', ...list, start: 0, order: [0, 0] },
      { kind: 'permute', ...list, start: 1, order: [1, 0] },
      { kind: 'permute', ...list, start: 0, order: [0, 5] },
      { kind: 'replace', ...list, index: 0, old: 9, new: 1 },
      { kind: 'reorder', path: 'rooms', in: ['rooms'], keys: ['x'] },
      { kind: 'delete', path: 'rooms.x', in: ['rooms'], key: 'x', old: 1 },
    ];
    const [before, moments] = [snapshotOf(board), t.stats().moments];
    for (const change of wrong) {
      expect(() =>
        t.applyDiff({
          changes: [{ kind: 'set', path: 'title', in: [], key: 'title', old: 'Untitled', new: 'x' }, change],
        } as unknown as Diff),
      ).toThrow(DiffMismatchError);
    }
    for (const diff of [null, 3, {}, { changes: 'x' }, { changes: [null] }, { changes: [7] }]) {
      expect(() => t.applyDiff(diff as unknown as Diff)).toThrow(OptionError);
    }
    expect(snapshotOf(board)).toEqual(before);
    expect(t.stats().moments).toBe(moments);
  });

  test('a copy passes coercions like any write, a diff of this history does not again', () => {
    const { board, t } = made();
    board.size = 5;
    const diff = t.diff(genesis(t));
    const negative: Diff = { ...diff, changes: [{ ...diff.changes[0]!, new: -3 } as never] };
    t.branch('again', { at: genesis(t) });
    t.applyDiff(negative);
    expect(board.size).toBe(0);
    t.branch('third', { at: genesis(t) });
    t.applyDiff(diff);
    expect(board.size).toBe(5);
  });

  test('on another owner: parts are made anew, what is shared stays shared', () => {
    const { board, t } = made();
    const note = new Note('shared');
    t.transact(() => {
      board.notes.push(note, note);
      board.any = { inside: [note] };
      note.board = note;
    });
    const diff = t.diff(genesis(t));
    for (const given of [diff, copied(diff)]) {
      const other = made();
      other.t.applyDiff(given, { make: (type) => (type === 'Note' ? new Note() : refuse(type)) });
      const [first, second] = other.board.notes;
      expect(first).not.toBe(note);
      expect(first).toBeInstanceOf(Note);
      expect(second).toBe(first);
      expect((other.board.any as { inside: unknown[] }).inside[0]).toBe(first);
      expect(first!.board).toBe(first);
      other.t.undo();
      expect(other.board.notes).toHaveLength(0);
    }
    const bare = made();
    bare.t.applyDiff(diff);
    expect(bare.board.notes[0]!.text).toBe('shared');
    expect(() => made().t.applyDiff(copied(diff))).toThrow(/make/);
    expect(() => made().t.applyDiff(copied(diff), { make: () => ({}) })).toThrow(OptionError);
    expect(() => made().t.applyDiff(copied(diff), { make: () => refuse('asked') })).toThrow('asked');
  });

  test('joins the open transaction, and is refused where a write is', async () => {
    const { board, t } = made();
    board.title = 'a';
    const diff = t.diff(genesis(t));
    t.branch('again', { at: genesis(t) });
    const { moments } = t.stats();
    t.transact(() => {
      t.applyDiff(diff);
      expect(() => t.applyDiff(diff)).toThrow(DiffMismatchError);
      board.size = 2;
    });
    expect([board.title, board.size, t.stats().moments]).toEqual(['a', 2, moments + 1]);
    t.branch('async', { at: genesis(t) });
    await t.transactAsync(async () => {
      await Promise.resolve();
      t.applyDiff(diff);
    });
    expect(board.title).toBe('a');
    t.jumpTo(t.at(1));
    t.switch('main');
    t.undo();
    t.jumpTo('async');
    t.dispose();
    expect(() => t.applyDiff(diff)).toThrow(/dispose/);
  });

  test('works for linear timelines', () => {
    const other = new Other();
    const t = timelineOf(other);
    other.x = 2;
    other.x = 3;
    const back = t.diff(t.moment, t.at(1));
    t.applyDiff(back);
    expect([other.x, t.moment.id]).toEqual([2, 3]);
  });
});

describe('extract and replay', () => {
  test('events carry their moment, parents, names, tags and changes', () => {
    const { board, t } = made();
    t.transact('named', () => (board.title = 'a'));
    t.label('one');
    t.tag({ by: 'me' });
    t.branch('side');
    board.size = 2;
    t.switch('main');
    board.notes.push(new Note('n'));
    t.merge('side');
    const events = t.extract().toArray();
    expect(events.map(({ moment, parents }) => [moment, parents])).toEqual([
      [1, [0]],
      [3, [1]],
      [4, [3, 2]],
    ]);
    expect(events[0]).toMatchObject({ title: 'named', labels: ['one'], tags: { by: 'me' }, time: t.at(1).time });
    expect(events[2]!.changes).toMatchObject([{ path: 'size', old: 1, new: 2 }]);
    expect(
      t
        .extract(undefined, { through: 'all' })
        .toArray()
        .map(({ moment }) => moment),
    ).toEqual([1, 2, 3, 4]);
    expect(t.extract('main', { fromRef: 'one' }).toArray()).toEqual(events.slice(1));
    expect(t.extract('one', { fromRef: 'one' }).toArray()).toEqual([]);
    expect(t.extract(genesis(t)).toArray()).toEqual([]);
    expect(
      t
        .extract('main', { fromRef: 'side', through: 'all' })
        .toArray()
        .map(({ moment }) => moment),
    ).toEqual([3, 4]);
    expect(
      t
        .extractTimeline('main', 'notes')
        .toArray()
        .map(({ moment }) => moment),
    ).toEqual([3]);
    const [own] = events;
    expect(Object.keys(own!)).toEqual(['moment', 'parents', 'time', 'labels', 'title', 'tags', 'changes']);
  });

  test('the object may move on while somebody walks over the events', () => {
    const { board, t } = made();
    for (const title of ['a', 'b', 'c']) {
      board.title = title;
      board.notes.push(new Note(title));
    }
    const expected = t.extract().toArray();
    const seen = [];
    for (const event of t.extract()) {
      seen.push(event);
      board.notes.splice(0, 1, new Note('later'));
      t.undo(event.moment);
      board.title = `written ${String(event.moment)}`;
    }
    expect(seen).toEqual(expected);
    const walk = t.extract('main')[Symbol.iterator]();
    walk.next();
    t.transact(() => {
      board.title = 'open';
      expect(() => walk.next()).toThrow(OpenTransactionError);
    });
  });

  test('a filter takes what is inside, wherever it is held', () => {
    const { board, t } = made();
    const note = new Note('n');
    board.any = note;
    board.notes.push(note);
    note.text = 'changed';
    board.title = 'other';
    expect(
      t
        .extract(undefined, { fields: ['notes'] })
        .toArray()
        .map(({ moment }) => moment),
    ).toEqual([2, 3]);
    expect(
      t
        .extract(undefined, { fields: [['any', 'text']] })
        .toArray()
        .map(({ moment }) => moment),
    ).toEqual([1, 3]);
    expect(t.extract(undefined, { fields: [] }).toArray()).toEqual([]);
  });

  test('a key that was amended into an early moment keeps its place', () => {
    const { board, t } = made();
    board.rooms.set('x', 1);
    board.rooms.delete('x');
    t.label('without');
    board.rooms.set('y', 1);
    t.jumpTo('without');
    t.untracked(() => board.rooms.set('x', 2));
    t.jumpTo('main');
    const order = [...board.rooms.keys()];
    const events = t.extract().toArray();
    t.branch('again', { at: genesis(t) });
    t.replay(events);
    expect([...board.rooms.keys()]).toEqual(order);
  });

  test('wrong arguments', () => {
    const { board, t } = made();
    board.title = 'a';
    t.branch('side', { at: genesis(t) });
    board.title = 'b';
    expect(() => t.extract('main', { fromRef: 'side' })).toThrow(UnknownRefError);
    expect(() => t.extract('main', { fromRef: 'side', through: 'all' })).toThrow(UnknownRefError);
    expect(() => t.extract(genesis(t), { fromRef: 'side' })).toThrow(UnknownRefError);
    expect(() => t.extract('main', { through: 'some' as never })).toThrow(OptionError);
    expect(() => t.extract('main', { fields: 'title' as never })).toThrow(OptionError);
    for (const path of ['.x', 'a..b', 'a[', 'a[x]', 'a b', '["\\q"]', 3, null]) {
      expect(() => t.extract('main', { fields: [path as string] })).toThrow(PathError);
    }
    for (const events of [null, 3, {}, [1], [{}]]) expect(() => t.replay(events as never)).toThrow(OptionError);
  });

  test('replay is all or nothing', () => {
    const { board, t } = made();
    t.transact('first', () => (board.title = 'a'));
    board.size = 2;
    board.title = 'b';
    const events = t.extract().toArray();
    t.branch('again', { at: genesis(t) });
    board.size = 7;
    const { moments } = t.stats();
    expect(() => t.replay(events)).toThrow(DiffMismatchError);
    expect([board.title, board.size, t.stats().moments]).toEqual(['Untitled', 7, moments]);
    t.branch('third', { at: genesis(t) });
    expect(t.replay(events)).toBe(3);
    expect([board.title, board.size, t.stats().moments]).toEqual(['b', 2, moments + 3]);
    expect(t.at(moments).title).toBe('first');
    expect(t.replay([])).toBe(0);
  });
});
