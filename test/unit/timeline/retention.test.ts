// Retention: what goes, what stays, and what is said about it.
import {
  branchable,
  multiverseOf,
  openBytes,
  timeline,
  TimelineBase,
  timelineOf,
  tracked,
  trackedList,
  type HistoryEvent,
  type Moment,
  type RetainOptions,
  type Timeline,
} from '../../../src/index.js';
import type { StoredValues } from '../../../src/recording/values.js';
import { clock } from '../../../src/recording/clock.js';

@timeline({ mode: 'multiverse' })
class Board {
  @tracked title = '';
  @tracked n = 0;
  @branchable({ merge: 'sum' }) count = 0;
  @trackedList list: number[] = [];
}

@timeline({ retain: { moments: 10 } })
class Short {
  @tracked n = 0;
}

function filled(writes: number): { board: Board; t: ReturnType<typeof multiverseOf> } {
  const board = new Board();
  for (let i = 1; i <= writes; i++) board.n = i;
  return { board, t: multiverseOf(board) };
}

const ids = (t: Timeline): number[] => t.graph().moments.map(({ id }) => id);
const refused = (code: string): Error => expect.objectContaining({ code }) as Error;
const PRUNED = refused('JANUS_PRUNED_MOMENT');

describe('limits', () => {
  test('the option of the class counts for each history from its beginning', () => {
    const short = new Short();
    for (let i = 1; i <= 30_000; i++) short.n = i;
    const t = timelineOf(short);
    expect(t.retain).toEqual({ moments: 10 });
    expect(t.stats().moments).toBe(10);
    expect(t.undo(100)).toBe(9);
    expect([short.n, t.canUndo]).toEqual([29_991, false]);
    expect(t.redo(100)).toBe(9);
    expect(short.n).toBe(30_000);
    expect(t.verify()).toEqual([]);
  });

  test('setting limits counts from the next write on; null and undefined keep everything', () => {
    const { board, t } = filled(50);
    t.retain = { moments: 5 };
    expect(t.stats().moments).toBe(51);
    board.n = 0;
    expect(t.stats().moments).toBe(5);
    for (const none of [null, undefined, {}, { moments: Infinity }]) {
      t.retain = { moments: 5 };
      t.retain = none;
      expect(t.retain).toBeUndefined();
    }
    board.n = 1;
    expect(t.stats().moments).toBe(6);
  });

  test('what is given is copied', () => {
    const { t } = filled(3);
    const given = { moments: 5 };
    t.retain = given;
    given.moments = 1;
    expect(t.retain).toEqual({ moments: 5 });
  });

  test.each([
    [5],
    ['moments'],
    [{ moments: -1 }],
    [{ moments: NaN }],
    [{ bytes: '1 MB' }],
    [{ ageMs: null }],
    [{ count: 5 }],
    [() => 5],
  ])('%p is no limit', (wrong) => {
    const { t } = filled(3);
    const limits = wrong as RetainOptions;
    expect(() => (t.retain = limits)).toThrow(refused('JANUS_OPTION'));
    expect(() => t.prune(limits)).toThrow(refused('JANUS_OPTION'));
    expect(() => timeline({ retain: limits })).toThrow(refused('JANUS_OPTION'));
    expect([t.retain, t.stats().moments]).toEqual([undefined, 4]);
  });

  test('a time limit lets go what began longer ago', async () => {
    const { now } = clock;
    await Promise.resolve();
    clock.now = () => 0;
    const board = new Board();
    const t = timelineOf(board);
    const minute = async (at: number): Promise<void> => {
      clock.now = () => at * 60_000;
      await Promise.resolve();
      await Promise.resolve();
      for (let i = 0; i < 10; i++) board.n = at * 100 + i;
    };
    try {
      for (const at of [1, 2, 3, 4]) await minute(at);
      t.retain = { ageMs: 90_000 };
      await minute(5);
      // The first three minutes are gone; the rest began at most a minute before.
      expect(t.undo(100)).toBe(19);
      expect(board.n).toBe(400);
    } finally {
      clock.now = now;
    }
  });

  test('a limit of bytes follows what values weigh', () => {
    const [small, large] = [filled(0), filled(0)];
    for (const { t } of [small, large]) t.retain = { bytes: 100_000 };
    for (let i = 0; i < 10_000; i++) {
      small.board.n = i;
      large.board.title = `${String(i)} ${'x'.repeat(1000)}`;
    }
    expect(small.t.stats().operations).toBeGreaterThan(2_000);
    expect(small.t.stats().operations).toBeLessThanOrEqual(100_000 / 24);
    expect(large.t.stats().operations).toBeLessThanOrEqual(100);
    expect(large.t.stats().operations).toBeGreaterThan(80);
  });

  test('each limit counts by itself', () => {
    const { board, t } = filled(100);
    t.retain = { moments: 50, bytes: 32 * 20 };
    board.n = 0;
    expect(t.stats().operations).toBeLessThanOrEqual(20);
  });
});

describe('what stays', () => {
  test('labels, tips, positions, and moments that several build on', () => {
    const { board, t } = filled(10);
    t.label('ten');
    for (let i = 11; i <= 20; i++) board.n = i;
    t.branch('idea', { at: t.at(5) });
    for (let i = 0; i < 10; i++) board.n = 100 + i;
    t.undo(4);
    t.prune({ moments: 0 });
    // 5 is where two lines part, 10 has a label, 20 and 30 are tips, the object stands at 26.
    expect(ids(t)).toEqual([5, 10, 20, 26, 30]);
    expect(t.graph().moments.map(({ parents }) => parents)).toEqual([[], [5], [10], [5], [26]]);
    expect(t.graph().moments.map(({ isCut }) => isCut)).toEqual([true, true, true, true, true]);
    expect([t.undo(10), board.n]).toEqual([1, 5]);
    expect([t.redo(10), board.n]).toEqual([2, 109]);
    expect(t.jumpTo('ten').id).toBe(10);
    expect(board.n).toBe(10);
    expect(t.switch('main').id).toBe(20);
    expect(board.n).toBe(20);
  });

  test('moments without limits in between are not marked as cut', () => {
    const { t } = filled(5);
    t.prune({ moments: 3 });
    expect(t.graph().moments.map(({ id, isCut }) => [id, isCut])).toEqual([
      [3, true],
      [4, undefined],
      [5, undefined],
    ]);
  });

  test('abandoned futures go first, the oldest first', () => {
    const { board, t } = filled(10);
    for (const n of [100, 200, 300]) {
      t.undo(3);
      for (let i = 0; i < 3; i++) board.n = n + i;
    }
    expect(t.abandoned().map(({ id }) => id)).toEqual([10, 13, 16]);
    t.prune({ moments: 17 });
    expect(t.abandoned().map(({ id }) => id)).toEqual([13, 16]);
    t.prune({ moments: 11 });
    expect(t.abandoned()).toEqual([]);
    expect(ids(t)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 17, 18, 19]);
    t.prune({ moments: 10 });
    expect(ids(t)[0]).toBe(1);
  });

  test('a moment goes when it loses what protected it', () => {
    const { board, t } = filled(10);
    t.label('ten');
    t.branch('idea');
    board.n = -1;
    t.switch('main');
    board.n = 11;
    t.prune({ moments: 0 });
    expect(ids(t)).toEqual([10, 11, 12]);
    t.deleteBranch('idea');
    t.prune({ moments: 0 });
    expect(ids(t)).toEqual([10, 12]);
    t.undoOperation(1);
    t.prune({ moments: 0 });
    expect(ids(t)).toEqual([12]);
  });

  test('a past that was merged is never merged again', () => {
    const { board, t } = filled(3);
    board.count = 10;
    t.branch('idea');
    board.count += 5;
    t.switch('main');
    board.count += 1;
    expect(t.merge('idea').kind).toBe('merged');
    expect(board.count).toBe(16);
    t.prune({ moments: 0 });
    expect(t.merge('idea').kind).toBe('already-merged');
    t.switch('idea');
    board.count += 100;
    t.switch('main');
    board.count += 1000;
    t.prune({ moments: 0 });
    expect(t.merge('idea').kind).toBe('merged');
    expect(board.count).toBe(1116);
    expect(t.verify()).toEqual([]);
  });

  test('what a moment did goes to the next one of its line', () => {
    const { board, t } = filled(3);
    board.title = 'a';
    board.list.push(1);
    board.list.push(2);
    t.label('here');
    board.list.push(3);
    board.title = 'b';
    board.title = 'c';
    t.prune({ moments: 0 });
    expect(t.diff('here').changes).toMatchObject([
      { kind: 'set', key: 'title', old: 'a', new: 'c' },
      { kind: 'insert', index: 2, values: [3] },
    ]);
    expect(
      t
        .extract()
        .toArray()
        .map(({ moment, changes }) => [moment, changes.length]),
    ).toEqual([[9, 2]]);
    expect(t.blame('title').map(({ moment, value }) => [moment.id, value])).toEqual([[9, 'c']]);
    expect(t.find({ field: 'title' }).map(({ id }) => id)).toEqual([9]);
    expect(t.find({ where: () => true }).map(({ id }) => id)).toEqual([6, 9]);
    t.undo();
    expect([board.title, [...board.list]]).toEqual(['a', [1, 2]]);
  });

  test('verbs that begin at genesis begin at the oldest moment', () => {
    const { board, t } = filled(5);
    t.prune({ moments: 3 });
    expect(t.extract().toArray()).toHaveLength(2);
    t.flatten();
    expect([t.undo(5), board.n]).toEqual([1, 3]);
    expect(() => t.revert(t.at(3))).toThrow(refused('JANUS_REWRITE'));
    expect(t.plot({ backend: 'html' })).toContain('</html>');
  });
});

describe('moments that went', () => {
  test('keep their number and refuse everything else', () => {
    const { t } = filled(5);
    const [gone, kept] = [t.at(1), t.at(5)];
    expect([gone.isPruned, kept.isPruned]).toEqual([false, false]);
    t.prune({ moments: 2 });
    expect([gone.isPruned, kept.isPruned, gone.id, String(gone)]).toEqual([true, false, 1, 'moment 1']);
    const asked: ((moment: Moment) => unknown)[] = [
      ({ parents }) => parents,
      ({ time }) => time,
      ({ title }) => title,
      ({ labels }) => labels,
      ({ tags }) => tags,
      (moment) => t.jumpTo(moment),
      (moment) => t.diff(moment),
      (moment) => t.branch('b', { at: moment }),
      (moment) => t.merge(moment),
      (moment) => t.squash(moment),
      (moment) => t.extract(moment),
      (moment) => t.tags(moment),
      (moment) => t.fork('f', { at: moment }),
      (moment) => t.blame('n', { at: moment }),
      (moment) => t.find({ between: [moment, kept] }),
      (moment) => t.bisect(moment, kept, () => true),
      ({ id }) => t.at(id),
    ];
    for (const ask of asked) expect(() => ask(gone)).toThrow(PRUNED);
    expect(() => t.at(99)).toThrow(refused('JANUS_UNKNOWN_REF'));
    expect(t.moment.id).toBe(5);
  });

  test('titles and tags go with them', () => {
    const { board, t } = filled(2);
    t.transact('named', () => (board.n = 9));
    t.tag({ key: 1 });
    board.n = 10;
    board.n = 11;
    t.prune({ moments: 1 });
    expect([t.find({ title: 'named' }), t.find({ tag: 'key' }), t.stats().tags]).toEqual([[], [], 0]);
  });

  test('a walk over events that are gone says so', () => {
    const { board, t } = filled(6);
    const walk = t.extract()[Symbol.iterator]();
    expect(walk.next().value).toMatchObject({ moment: 1 });
    t.prune({ moments: 3 });
    expect(() => walk.next()).toThrow(PRUNED);
    const again = t.extract()[Symbol.iterator]();
    expect(again.next().value).toMatchObject({ moment: 5 });
    board.n = 0;
    t.prune({ moments: 3 });
    expect(again.next().value).toMatchObject({ moment: 6 });
  });
});

describe('prune', () => {
  test('says what went', () => {
    const { board, t } = filled(20);
    t.branch('idea', { at: t.at(15) });
    board.n = 100;
    t.branch('young', { at: t.at(20), switch: false });
    const report = t.prune({ moments: 5 });
    expect(report).toMatchObject({ moments: 17, operations: 16, branches: ['main', 'idea', 'young'] });
    expect(report.bytes).toBe(16 * 32);
    expect(t.prune({ moments: 5 })).toEqual({ moments: 0, operations: 0, bytes: 0, branches: [] });
  });

  test('enforces the limits of the history by default', () => {
    const { t } = filled(20);
    expect(t.prune().moments).toBe(0);
    t.retain = { moments: 5 };
    expect(t.prune().moments).toBe(16);
    expect(t.retain).toEqual({ moments: 5 });
  });

  test('is told to subscribers and noted in the operation log, which cannot take it back', () => {
    const { t } = filled(5);
    const events: HistoryEvent[] = [];
    t.subscribe((event) => events.push(event));
    t.label('five');
    t.prune({ moments: 2 });
    t.prune({ moments: 2 });
    expect(events.map(({ kind, moment, from }) => [kind, moment.id, from.id])).toEqual([
      ['label', 5, 5],
      ['prune', 5, 5],
    ]);
    expect(t.operations().map(({ kind, name }) => [kind, name])).toEqual([
      ['label', 'five'],
      ['prune', '4 moments'],
    ]);
    expect(() => t.undoOperation(2)).toThrow(refused('JANUS_OPERATION'));
    // The newest that can be taken back.
    expect(t.undoOperation()).toBe(1);
    expect([...t.labels().keys()]).toEqual([]);
  });

  test('an operation that needs a pruned moment cannot be taken back, and nothing changes', () => {
    const { board, t } = filled(5);
    t.branch('idea', { at: t.at(2), switch: false });
    t.deleteBranch('idea');
    board.n = 6;
    t.prune({ moments: 1 });
    expect(() => t.undoOperation()).toThrow(refused('JANUS_OPERATION'));
    expect(t.operations().map(({ isUndone }) => isUndone)).toEqual([false, false, false]);
    expect([...t.branches().keys()]).toEqual(['main']);
  });

  test('is refused where verbs are, and nothing goes meanwhile', () => {
    const { board, t } = filled(5);
    t.retain = { moments: 2 };
    t.transact(() => {
      board.n = 6;
      expect(() => t.prune()).toThrow(refused('JANUS_OPEN_TRANSACTION'));
      expect(() => (t.retain = null)).toThrow(refused('JANUS_OPEN_TRANSACTION'));
      expect(t.stats().moments).toBe(6);
    });
    expect(t.stats().moments).toBe(2);
    t.untracked(() => {
      expect(() => t.prune()).toThrow(refused('JANUS_REENTRANT_MUTATION'));
    });
    t.dispose();
    expect(() => t.prune()).toThrow(refused('JANUS_DISPOSED'));
    expect(() => t.retain).toThrow(refused('JANUS_DISPOSED'));
    board.n = 7;
    expect(board.n).toBe(7);
  });

  test('a subscriber may prune', () => {
    const { board, t } = filled(5);
    t.subscribe(({ kind }) => {
      if (kind === 'commit') t.prune({ moments: 2 });
    });
    for (let i = 0; i < 5; i++) board.n = 100 + i;
    expect([t.stats().moments, t.undo(5), board.n]).toEqual([2, 1, 103]);
  });

  test('a transaction that is taken back after a slice is taken back whole', () => {
    const { board, t } = filled(50);
    t.retain = { moments: 3 };
    board.title = 'before';
    expect(() => {
      t.transact(() => {
        for (let i = 0; i < 10_000; i++) board.list.push(i);
        board.title = 'inside';
        board.n = -1;
        throw new Error('back');
      });
    }).toThrow('back');
    expect([board.title, board.n, board.list.length]).toEqual(['before', 50, 0]);
    expect([t.undo(10), board.title, board.n]).toEqual([2, '', 49]);
  });

  test('a write that joins the newest moment joins it after everything else went', () => {
    const { board, t } = filled(5);
    for (let i = 0; i < 5; i++) {
      t.coalesce('typing', () => (board.title += 'x'), { windowMs: Infinity });
      board.list.push(i);
      t.prune({ moments: 0 });
      t.untracked(() => (board.title += 'y'));
    }
    expect(board.title).toBe('xyxyxyxyxy');
    expect(t.stats().moments).toBe(1);
    board.title = 'z';
    t.undo();
    expect([board.title, [...board.list]]).toEqual(['xyxyxyxyxy', [0, 1, 2, 3, 4]]);
  });
});

test('nobody has to ask: transactions, subscribers, attached state', () => {
  const kept = (
    use: (t: ReturnType<typeof multiverseOf>) => void,
    write: (board: Board, i: number) => void,
  ): number => {
    const board = new Board();
    const t = multiverseOf(board);
    use(t);
    t.retain = { moments: 10 };
    for (let i = 0; i < 10_000; i++) write(board, i);
    const { stored } = (t as unknown as { session: { recorder: { journal: { values: { stored: StoredValues } } } } })
      .session.recorder.journal.values;
    // No verb was called: at most what lies in the journal, and the newest chunk.
    return stored.chunks.length - stored.dropped;
  };
  const plain = (board: Board, i: number): void => {
    board.n = i;
  };
  expect(kept(() => undefined, plain)).toBeLessThanOrEqual(2);
  expect(kept((t) => t.subscribe(() => undefined), plain)).toBe(1);
  expect(kept((t) => t.attach({ save: () => 1, restore: () => undefined }), plain)).toBe(1);
  expect(
    kept(
      () => undefined,
      (board, i) => {
        multiverseOf(board).transact(() => {
          board.n = i;
        });
      },
    ),
  ).toBeLessThanOrEqual(2);
});

test('a conflict that was held open is settled after what it names has gone', () => {
  for (const side of ['ours', 'theirs', 'base'] as const) {
    const { board, t } = filled(0);
    board.list.push(1, 2, 3);
    t.branch('idea');
    board.list[1] = 20;
    t.switch('main');
    board.list[1] = 200;
    t.merge('idea', { conflicts: 'hold' });
    t.deleteBranch('idea');
    board.n = 1;
    t.prune({ moments: 0 });
    expect(t.conflicts.map(({ path }) => path)).toEqual(['list[1]']);
    t.resolve('list[1]', side);
    t.prune({ moments: 0 });
    const expected = { ours: 200, theirs: 20, base: 2 }[side];
    expect([...board.list]).toEqual([1, expected, 3]);
    // What was settled merges as any other value.
    t.branch('other');
    board.list.push(4);
    t.switch('main');
    board.list.unshift(0);
    t.prune({ moments: 0 });
    t.merge('other');
    expect([...board.list]).toEqual([0, 1, expected, 3, 4]);
    expect(t.verify()).toEqual([]);
  }
});

test.each(['there', 'gone'])(
  'an open conflict about an element that is %s finds its place after its past has gone',
  (which) => {
    const board = new Board();
    const t = multiverseOf(board);
    board.list.push(1, 2, 3, 4);
    t.branch('other');
    board.list[1] = 20;
    t.switch('main');
    if (which === 'there') board.list[1] = 21;
    else board.list.splice(1, 1);
    t.merge('other', { conflicts: 'hold' });
    t.deleteBranch('other');
    board.list.unshift(0);
    board.list.push(5);
    if (which === 'there') board.list.splice(2, 1);
    t.prune({ moments: 1 });
    expect(t.conflicts.map(({ path }) => path)).toEqual(['list[2]']);
    for (let i = 0; i < 100; i++) {
      board.list.unshift(-i);
      board.list.splice(1, 1);
      t.prune({ moments: 1 });
    }
    expect(t.conflicts.map(({ path }) => path)).toEqual(['list[2]']);
    t.resolve('list[2]', 'theirs');
    expect([...board.list]).toEqual([-99, 1, 20, 3, 4, 5]);
    // Its changes are kept no longer.
    board.n = 1;
    t.prune({ moments: 1 });
    t.prune({ moments: 1 });
    expect(t.stats().operations).toBeLessThan(10);
    expect(t.verify()).toEqual([]);
  },
);

describe('what is the same at all kept moments is forgotten', () => {
  class Ball {
    @tracked x = 0;
    @tracked trail: number[] = [];
  }

  @timeline({ mode: 'multiverse', retain: { moments: 50 } })
  class Game {
    @tracked balls: Ball[] = [];
    @tracked score = 0;
    @tracked ball: Ball | null = null;
  }

  function play(rounds: number): { game: Game; t: ReturnType<typeof multiverseOf>; first: Ball } {
    const game = new Game();
    const first = new Ball();
    game.balls.push(first);
    for (let i = 1; i <= rounds; i++) {
      const ball = new Ball();
      game.balls.push(ball);
      ball.x = i;
      ball.trail.push(i);
      if (game.balls.length > 3) game.balls.shift();
      game.score += ball.x;
    }
    return { game, t: multiverseOf(game), first };
  }

  test('parts that came and went leave nothing', () => {
    const [some, many] = [play(300), play(6_000)].map(({ t }) => t.stats());
    expect(many!.cells).toBeLessThan(some!.cells + 40);
    expect(many!.engineBytes).toBeLessThan(some!.engineBytes * 1.5);
    expect(many!.operations).toBeLessThan(some!.operations + 60);
  });

  test('an object that was forgotten is recorded again when it comes back', () => {
    const { game, t, first } = play(3_000);
    expect(game.balls.includes(first)).toBe(false);
    first.x = 7;
    game.ball = first;
    first.x = 8;
    first.trail.push(1, 2);
    first.trail.push(3);
    expect([t.undo(), first.x, [...first.trail]]).toEqual([1, 8, [1, 2]]);
    expect([t.undo(2), first.x, [...first.trail]]).toEqual([2, 7, []]);
    expect([t.redo(3), first.x, [...first.trail]]).toEqual([3, 8, [1, 2, 3]]);
    t.branch('other');
    first.trail.push(4);
    t.switch('main');
    first.trail.unshift(0);
    t.merge('other');
    expect([...first.trail]).toEqual([0, 1, 2, 3, 4]);
    expect(t.verify()).toEqual([]);
  });

  test('what is left is undone, forked and merged as ever', () => {
    const { game, t } = play(3_000);
    const scores = new Map<number, number>();
    while (t.undo() > 0) scores.set(t.moment.id, game.score);
    t.redo(1_000);
    const fork = t.fork<Game>('fork');
    fork.score += 1;
    game.balls[0]!.x = -1;
    t.adopt(fork);
    expect(game.score).toBe(fork.score);
    t.undo(2);
    let known = 0;
    while (t.undo() > 0) {
      const score = scores.get(t.moment.id);
      known += Number(score !== undefined);
      expect(game.score).toBe(score ?? game.score);
    }
    expect(known).toBeGreaterThan(30);
    expect(t.verify()).toEqual([]);
  });
});

test('a transaction longer than a journal ends in one moment, and limits go on', () => {
  const { board, t } = filled(0);
  t.retain = { moments: 3 };
  for (let round = 0; round < 3; round++) {
    t.transact(() => {
      for (let i = 0; i < 9000; i++) board.list.push(i);
    });
    for (let i = 0; i < 3000; i++) board.n = round * 10_000 + i;
  }
  t.prune();
  expect(t.stats().moments).toBe(3);
  expect([board.list.length, t.undo(5), board.n]).toEqual([27_000, 2, 22_997]);
  expect(t.verify()).toEqual([]);
});

test('forks share what is kept, and each position stays', () => {
  const { board, t } = filled(10);
  const fork = t.fork<Board>('fork', { at: t.at(4) });
  const f = multiverseOf(fork);
  f.undo(2);
  t.prune({ moments: 0 });
  expect(ids(t)).toEqual([2, 4, 10]);
  expect([fork.n, f.redo(5), fork.n]).toEqual([2, 1, 4]);
  f.retain = { moments: 4 };
  expect(t.retain).toEqual({ moments: 4 });
  for (let i = 0; i < 9000; i++) fork.n = 1000 + i;
  for (let i = 0; i < 9000; i++) board.n = 2000 + i;
  expect(t.stats().moments).toBeLessThanOrEqual(5);
  expect([fork.n, board.n, t.verify()]).toEqual([9999, 10_999, []]);
  t.adopt(fork);
  expect(t.verify()).toEqual([]);
});

test('a history from a file keeps what its class says, unless something else was set', () => {
  @timeline({ name: 'Limited' })
  class Whole {
    @tracked n = 0;
  }
  @timeline({ name: 'Limited', retain: { moments: 5 } })
  class Limited {
    @tracked n = 0;
  }
  const whole = new Whole();
  const first = timelineOf(whole);
  for (let i = 1; i <= 20; i++) whole.n = i;
  const t = openBytes(first.toBytes(), { classes: [Limited] });
  expect([t.retain, t.stats().moments]).toEqual([{ moments: 5 }, 21]);
  const opened = t.owner as Limited;
  opened.n = 21;
  expect([t.stats().moments, t.undo(9), opened.n, t.redo(9), opened.n]).toEqual([5, 4, 17, 4, 21]);
  expect(t.verify()).toEqual([]);
  t.retain = null;
  const again = openBytes(t.toBytes(), { classes: [Limited] });
  expect([again.retain, again.stats().moments]).toEqual([undefined, 5]);
});

test('the base class has it too', () => {
  @timeline()
  class Note extends TimelineBase {
    @tracked text = '';
  }
  const note = new Note();
  note.retain = { moments: 2 };
  for (const text of 'abcdef') note.text = text;
  expect(note.retain).toEqual({ moments: 2 });
  expect(note.stats().moments).toBe(2);
  expect(note.prune({ moments: 0 }).moments).toBe(1);
});
