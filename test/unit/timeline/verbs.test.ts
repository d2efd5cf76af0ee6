// Verbs one by one, where a rule wants an example.
import { inspect } from 'node:util';
import { clock } from '../../../src/recording/clock.js';
import { multiverseOf, snapshotOf, timeline, timelineOf, tracked, type HistoryEvent } from '../../../src/index.js';
import { Board, LinearBoard, Part } from '../../model/fixture.js';

describe('names', () => {
  test.each([
    '__proto__',
    'constructor',
    'toString',
    '0',
    ' ',
    'a\0b',
    'line\nbreak',
    'é',
    'e\u0301',
    '\u200f',
    '🎉',
    'main2',
  ])('the name %j is ordinary data', (name) => {
    const board = new Board();
    const t = multiverseOf(board);
    t.label(name);
    board.title = 1;
    t.branch(`${name}!`);
    t.tag({ [name]: name });
    board.title = 2;
    expect([...t.labels().keys()]).toEqual([name]);
    expect([...t.branches().keys()]).toEqual(['main', `${name}!`]);
    expect(t.jumpTo(name).id).toBe(0);
    expect(t.tags(t.at(1))).toEqual(Object.fromEntries([[name, name]]));
    expect(t.find({ tag: { [name]: name } }).map(({ id }) => id)).toEqual([1]);
    expect(t.graph().moments[1]!.tags).toHaveProperty([name], name);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  test('two spellings of one letter are two names', () => {
    const t = timelineOf(new Board());
    t.label('é');
    t.label('e\u0301');
    expect(t.labels().size).toBe(2);
  });
});

describe('time', () => {
  const { now } = clock;
  afterEach(() => {
    clock.now = now;
  });

  test('is read once per synchronous turn, and order does not come from it', async () => {
    let reads = 0;
    const times = [5_000, 1_000, 9_000_000_000_000];
    clock.now = () => times[reads++] ?? 0;
    const board = new Board();
    const t = timelineOf(board);
    board.title = 1;
    board.title = 2;
    await Promise.resolve();
    board.title = 3;
    await Promise.resolve();
    board.title = 4;
    expect([0, 1, 2, 3, 4].map((id) => t.at(id).time)).toEqual([5_000, 5_000, 5_000, 1_000, 9_000_000_000_000]);
    expect(t.graph().moments.map(({ time }) => time)).toEqual([5_000, 5_000, 5_000, 1_000, 9_000_000_000_000]);
    expect(reads).toBe(3);
  });

  test('coalescing keeps to its window, its key and the tip', () => {
    let time = 0;
    clock.now = () => time;
    const board = new Board();
    const t = timelineOf(board);
    const type = (text: string, key = 'typing'): void => {
      t.coalesce(key, () => (board.title = text), { windowMs: 100 });
    };
    type('a');
    time = 100;
    type('ab');
    expect(t.stats().moments).toBe(2);
    time = 201;
    type('abc');
    type('abcd', 'other');
    expect(t.stats().moments).toBe(4);
    t.label('here');
    type('abcde', 'other');
    expect(t.stats().moments).toBe(5);
    board.note = 'between';
    type('x', 'other');
    time = -1_000;
    type('y', 'other');
    expect(t.stats().moments).toBe(8);
    expect(t.undo(8)).toBe(7);
    expect(board.title).toBe('Untitled');
  });
});

describe('an amendment', () => {
  test('changes what was recorded, so undo does not stop at it', () => {
    const board = new Board();
    const t = timelineOf(board);
    board.title = 'one';
    board.note = 'computed';
    t.untracked(() => {
      board.note = 'computed again';
      board.color = 'loaded';
    });
    expect(t.stats().moments).toBe(3);
    t.undo();
    expect([board.title, board.note, board.color]).toEqual(['one', undefined, 'loaded']);
    t.redo();
    expect(board.note).toBe('computed again');
  });
});

describe('a linear timeline', () => {
  test('keeps the old future and lists it', () => {
    const board = new LinearBoard();
    const t = timelineOf(board);
    board.title = 1;
    board.title = 2;
    const old = t.moment;
    t.undo(2);
    board.title = 3;
    expect(t.abandoned()).toEqual([old]);
    t.jumpTo(old);
    expect(board.title).toBe(2);
    board.title = 4;
    expect(t.moment.parents).toEqual([old]);
    expect(t.abandoned().map(({ id }) => id)).toEqual([3]);
  });
});

describe('redo', () => {
  test('follows the child that was left last, also across branches', () => {
    const board = new Board();
    const t = multiverseOf(board);
    board.title = 'trunk';
    t.branch('a');
    board.title = 'on a';
    t.switch('main');
    board.title = 'on main';
    t.switch('a');
    t.undo(2);
    expect(t.redo(5)).toBe(2);
    expect(board.title).toBe('on a');
    t.switch('main');
    expect(t.canRedo).toBe(false);
    t.undo(2);
    expect(t.redo(2)).toBe(2);
    expect(board.title).toBe('on main');
  });

  test('labels of steps are titles, else labels', () => {
    const board = new Board();
    const t = timelineOf(board);
    t.transact('Rename', () => (board.title = 'x'));
    board.note = 1;
    t.label('noted');
    expect([t.undoLabel, t.redoLabel]).toEqual(['noted', undefined]);
    t.undo();
    expect([t.undoLabel, t.redoLabel]).toEqual(['Rename', 'noted']);
    expect(t.find({ title: 'Rename' })).toEqual([t.moment]);
  });
});

describe('untracked inside a transaction that fails', () => {
  const fail = (): never => {
    throw new Error('back');
  };

  test('is taken back with it, whatever was written before and after', () => {
    const board = new Board();
    const t = multiverseOf(board);
    board.title = 'a';
    const attempt = (): void =>
      t.transact(() => {
        board.note = 'n';
        t.untracked(() => (board.title = 'amended'));
        board.title = 'written';
        t.untracked(() => {
          board.title = 'written, amended';
          board.note = 'n, amended';
        });
        fail();
      });
    for (let i = 0; i < 2; i++) {
      expect(attempt).toThrow('back');
      expect([board.title, board.note]).toEqual(['a', undefined]);
      expect([t.undo(), board.title, t.redo(), board.title]).toEqual([1, 'Untitled', 1, 'a']);
    }
    expect(t.verify()).toEqual([]);
  });

  test('an inner transaction takes back its own only', () => {
    const board = new Board();
    const t = multiverseOf(board);
    board.title = 'a';
    t.transact(() => {
      t.untracked(() => (board.title = 'outer'));
      expect(() =>
        t.transact(() => {
          t.untracked(() => (board.title = 'inner'));
          t.untracked(() => (board.left = new Part()));
          fail();
        }),
      ).toThrow('back');
      expect([board.title, board.left]).toEqual(['outer', null]);
    });
    t.untracked(() => (board.note = 'stays'));
    expect(() => t.transact(fail)).toThrow('back');
    expect([board.title, board.note]).toEqual(['outer', 'stays']);
  });

  test('also in one that awaits', async () => {
    const board = new Board();
    const t = multiverseOf(board);
    board.title = 'a';
    const attempt = t.transactAsync(async () => {
      board.note = 'n';
      await Promise.resolve();
      t.untracked(() => (board.title = 'amended'));
      expect(board.title).toBe('amended');
      fail();
    });
    await expect(attempt).rejects.toThrow('back');
    expect([board.title, board.note]).toEqual(['a', undefined]);
    expect([t.undo(), t.redo(), board.title]).toEqual([1, 1, 'a']);
  });
});

describe('subscribe', () => {
  test('tells every change with where it came from, until it ends', () => {
    const board = new Board();
    const t = multiverseOf(board);
    const heard: [string, number, number, string | undefined][] = [];
    const end = t.subscribe((event: HistoryEvent) =>
      heard.push([event.kind, event.from.id, event.moment.id, event.name]),
    );
    board.title = 'a';
    t.transact(() => {
      board.title = 'b';
      board.note = 'c';
    });
    t.transact(() => 1);
    board.title = 'b';
    t.undo();
    t.label('l');
    t.branch('x');
    t.switch('main');
    t.undo(0);
    end();
    end();
    board.title = 'unheard';
    expect(heard).toEqual([
      ['commit', 0, 1, undefined],
      ['commit', 1, 2, undefined],
      ['undo', 2, 1, undefined],
      ['label', 1, 1, 'l'],
      ['branch', 1, 1, 'x'],
      ['switch', 1, 2, 'main'],
    ]);
  });
});

test('a moment that somebody holds is one object, however many others were asked for meanwhile', () => {
  const board = new Board();
  const t = multiverseOf(board);
  const heard: HistoryEvent[] = [];
  t.subscribe((event) => heard.push(event));
  for (let i = 0; i < 3_000; i++) board.title = String(i);
  const held = heard.map(({ moment }) => moment);
  expect(new Set(held).size).toBe(3_000);
  expect(held.every((moment, i) => heard[i]?.moment === moment && (heard[i + 1]?.from ?? t.moment) === moment)).toBe(
    true,
  );
  expect(heard.every(({ from, moment }) => moment.parents[0] === from)).toBe(true);
});

describe('dispose', () => {
  test('ends the history; the object goes on as an ordinary one, and its parts are free', () => {
    const board = new Board();
    const t = multiverseOf(board);
    const part = (board.left = new Part());
    part.x = 1;
    t.dispose();
    t.dispose();
    board.title = 'plain';
    part.x = 2;
    expect([board.title, part.x]).toEqual(['plain', 2]);
    for (const call of [
      () => t.undo(),
      () => t.canUndo,
      () => t.graph(),
      () => t.label('x'),
      () => t.transact(() => 1),
      () => t.moment,
      () => timelineOf(board),
    ]) {
      expect(call).toThrow(expect.objectContaining({ code: 'JANUS_DISPOSED' }));
    }
    const other = new Board();
    other.left = part;
    part.x = 3;
    timelineOf(other).undo();
    expect(part.x).toBe(2);
    expect(snapshotOf(board).title).toBe('plain');
  });
});

describe('drawing', () => {
  test('Mermaid text holds moments, labels, branches and merges, and every name is data', () => {
    const board = new Board();
    const t = multiverseOf(board);
    t.label('"]; click m0 "javascript:alert(1)"');
    t.transact('<script>&amp;\u001b[31m', () => (board.title = 1));
    t.branch('it`s %% {{x}}');
    board.title = 2;
    t.switch('main');
    board.note = 3;
    t.merge('it`s %% {{x}}');
    const text = t.visualize();
    expect(text).toMatch(/^flowchart LR\n/);
    expect(text).not.toMatch(/<script|javascript:alert\(1\)"|\u001b|%%|\{\{x|`/);
    expect(text).toContain('⎇ main (current)');
    expect(text.match(/-->/g)).toHaveLength(4);
    expect(text.match(/-\.->/g)).toHaveLength(1);
  });

  test('long straight runs are folded', () => {
    const board = new Board();
    const t = multiverseOf(board);
    for (let i = 0; i < 200; i++) board.title = i;
    expect(t.visualize().split('\n').length).toBeLessThan(20);
    expect(t.visualize({ fold: false, direction: 'TB' }).split('\n').length).toBeGreaterThan(400);
    expect(t.visualize()).toContain('moments');
  });
});

test('a field that refuses a value by its coercion keeps its own', () => {
  @timeline()
  class Bounded {
    @tracked({
      coerce: (value: number) => {
        if (value > 10) throw new RangeError('too much');
        return Math.max(0, value);
      },
    })
    size = -1;
  }
  const bounded = new Bounded();
  expect(bounded.size).toBe(0);
  expect(() => (bounded.size = 11)).toThrow(RangeError);
  bounded.size = -5;
  expect(timelineOf(bounded).canUndo).toBe(false);
});

test('@tracked.ref records the reference, whatever it is', () => {
  @timeline()
  class Holder {
    @tracked.ref anything: unknown = new Map([[1, 2]]);
  }
  const holder = new Holder();
  const t = timelineOf(holder);
  const map = holder.anything;
  holder.anything = [1];
  holder.anything = () => 1;
  t.undo(2);
  expect(holder.anything).toBe(map);
});

test('an owner inside another owner is a reference with a history of its own', () => {
  const [outer, inner] = [new Board(), new Board()];
  outer.title = inner;
  inner.title = 'own';
  expect(timelineOf(inner)).not.toBe(timelineOf(outer));
  timelineOf(outer).undo();
  expect([outer.title, inner.title]).toEqual(['Untitled', 'own']);
});

test('console.log shows fields to the usual depth, and cycles as such', () => {
  const parts = Array.from({ length: 8 }, () => new Part());
  parts.forEach((part, index) => (part.next = parts[index + 1] ?? null));
  const text = inspect(parts[0], { breakLength: Infinity, compact: true });
  expect(text).toBe(
    "Part { x: 0, next: Part { x: 0, next: Part { x: 0, next: [Part], kept: 'a' }, kept: 'a' }, kept: 'a' }",
  );
  parts[1]!.next = parts[0]!;
  expect(inspect(parts[0], { depth: null })).toContain('next: [Circular]');
});
