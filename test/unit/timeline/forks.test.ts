// Forks and bisection, verb by verb: what they share, what they keep apart, and where they are refused.
import { AsyncResource } from 'node:async_hooks';
import {
  branchable,
  multiverseOf,
  timeline,
  timelineOf,
  tracked,
  trackedList,
  type HistoryEvent,
  type JanusError,
  type Multiverse,
} from '../../../src/index.js';

class Note {
  @tracked text = '';
  @tracked other: Note | null = null;
  color = 'grey';
  constructor(text = '') {
    made++;
    this.text = text;
  }
  get loud(): string {
    return this.text.toUpperCase();
  }
}
let made = 0;

@timeline({ mode: 'linear' })
class Line {
  @tracked title = '';
}

@timeline()
class Board {
  @branchable({ merge: 'sum' }) budget = 0;
  @tracked title = '';
  @trackedList notes = [new Note('a'), new Note('b')];
  @tracked tags = new Set<unknown>(['x']);
  @tracked byNote = new Map<Note, number>();
  @tracked plain: Record<string, unknown> = { a: 1 };
  @tracked.ref socket: unknown = { open: true };
  @tracked friend: Line | null = null;
  unrecorded: unknown = undefined;
}

function codeOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    return (error as JanusError).code;
  }
  return undefined;
}

test('a fork has objects of its own, of the same classes, made without constructors', () => {
  const board = new Board();
  const [first] = board.notes;
  first!.other = first!;
  board.plain.again = first;
  board.byNote.set(first!, 1);
  board.friend = new Line();
  board.unrecorded = first;
  first!.color = 'red';
  const before = made;
  const fork = multiverseOf(board).fork<Board>('idea');
  expect(made).toBe(before);
  expect(fork).toBeInstanceOf(Board);
  expect(fork).not.toBe(board);
  const [own] = fork.notes;
  expect(own).toBeInstanceOf(Note);
  expect(own).not.toBe(first);
  expect(own!.loud).toBe('A');
  expect(own!.other).toBe(own);
  expect(own!.color).toBe('red');
  expect(fork.plain.again).toBe(own);
  expect(fork.byNote.get(own!)).toBe(1);
  expect(fork.unrecorded).toBe(own);
  // References to what is no part of the model are the same on both.
  expect(fork.socket).toBe(board.socket);
  expect(fork.friend).toBe(board.friend);
});

test('each instance moves, undoes and is observed for itself; what they record is known to all', () => {
  const board = new Board();
  const t = multiverseOf(board);
  board.title = 'main';
  const fork = t.fork<Board>('idea');
  const f = multiverseOf(fork);
  const heard: string[] = [];
  t.subscribe(({ kind }: HistoryEvent) => heard.push(`main ${kind}`));
  f.subscribe(({ kind }: HistoryEvent) => heard.push(`fork ${kind}`));
  fork.title = 'fork';
  fork.notes.push(new Note('c'));
  board.budget = 5;
  expect([board.title, fork.title, board.budget, fork.budget]).toEqual(['main', 'fork', 5, 0]);
  expect(heard).toEqual(['fork commit', 'fork commit', 'main commit']);
  expect([t.currentBranch, f.currentBranch]).toEqual(['main', 'idea']);
  expect([...t.branches().keys()]).toEqual([...f.branches().keys()]);
  expect(t.graph().moments).toHaveLength(f.graph().moments.length);
  expect(t.diff('main', 'idea').changes.map(({ path }) => path)).toEqual(
    f.diff('main', 'idea').changes.map(({ path }) => path),
  );
  expect(t.canRedo).toBe(false);
  expect(f.undo(10)).toBe(3);
  expect([board.title, fork.title, fork.notes.length]).toEqual(['main', '', 2]);
  expect(f.redo(10)).toBe(3);
  expect([fork.title, fork.notes.length]).toEqual(['fork', 3]);
  expect(t.undo()).toBe(1);
  expect([board.budget, fork.title]).toEqual([0, 'fork']);
  // A moment of one handle is one of the other, too.
  f.jumpTo(t.at(1));
  expect(fork.title).toBe('main');
  expect([...t.verify(), ...f.verify()]).toEqual([]);
});

test('a fork redoes nothing that it has not undone itself', () => {
  const board = new Board();
  const t = multiverseOf(board);
  board.title = '1';
  const fork = t.fork<Board>('idea');
  board.title = '2';
  board.title = '3';
  const f = multiverseOf(fork);
  expect([f.canRedo, f.redo()]).toEqual([false, 0]);
  expect(f.undo()).toBe(1);
  expect([f.redo(5), fork.title]).toEqual([1, '1']);
  t.undo(2);
  expect([t.redo(5), board.title]).toEqual([2, '3']);
});

test('at: another moment, and forks of forks', () => {
  const board = new Board();
  const t = multiverseOf(board);
  board.title = 'one';
  const moment = t.label('here');
  board.title = 'two';
  board.notes.push(new Note('new'));
  board.tags.delete('x');
  const early = t.fork<Board>('early', { at: 'here' });
  expect([early.title, early.notes.length, [...early.tags]]).toEqual(['one', 2, ['x']]);
  early.notes[0]!.text = 'changed';
  const deep = multiverseOf(early).fork<Board>('deep');
  expect(deep.notes.map(({ text }) => text)).toEqual(['changed', 'b']);
  const made = new Note('deepest');
  deep.notes.push(made);
  deep.notes[2]!.text = 'deeper';
  multiverseOf(early).adopt(deep);
  expect(early.notes.map(({ text }) => text)).toEqual(['changed', 'b', 'deeper']);
  expect(early.notes[2]).not.toBe(made);
  t.merge('early');
  expect(board.notes.map(({ text }) => text)).toContain('deeper');
  expect(moment.id).toBe(1);
  expect(t.verify()).toEqual([]);
});

test('adopt merges and discards; keep keeps', () => {
  const board = new Board();
  const t = multiverseOf(board);
  const [kept, gone] = [t.fork<Board>('kept'), t.fork<Board>('gone')];
  kept.budget = 1;
  gone.budget = 2;
  board.title = 'x';
  expect(t.adopt(kept, { keep: true }).kind).toBe('merged');
  expect(t.adopt(gone).kind).toBe('merged');
  expect(board.budget).toBe(3);
  kept.budget += 10;
  t.adopt(kept, { keep: true });
  expect(board.budget).toBe(13);
  expect([...t.branches().keys()]).toEqual(['main', 'kept']);
  expect(codeOf(() => multiverseOf(gone))).toBe('JANUS_DISPOSED');
});

test('a refused adopt leaves both as they were', () => {
  const board = new Board();
  const t = multiverseOf(board);
  const fork = t.fork<Board>('idea');
  fork.title = 'theirs';
  board.title = 'ours';
  expect(codeOf(() => t.adopt(fork, 'strict'))).toBe('JANUS_MERGE_CONFLICT');
  expect([board.title, fork.title]).toEqual(['ours', 'theirs']);
  multiverseOf(fork).undo();
  expect(fork.title).toBe('');
});

test('discard: the objects are ordinary ones, the branch is gone, the moments stay; twice is refused', () => {
  const board = new Board();
  const t = multiverseOf(board);
  const fork = t.fork<Board>('idea');
  const f = multiverseOf(fork);
  fork.title = 'lost?';
  fork.notes.push(new Note('own'));
  const heard: string[] = [];
  f.subscribe(({ kind }) => heard.push(kind));
  t.discard(fork);
  expect(heard).toEqual(['dispose']);
  expect([...t.branches().keys()]).toEqual(['main']);
  expect(t.abandoned().map(({ id }) => id)).toEqual([2]);
  expect(codeOf(() => f.undo())).toBe('JANUS_DISPOSED');
  expect(codeOf(() => t.discard(fork))).toBe('JANUS_NOT_A_FORK');
  expect(codeOf(() => t.adopt(fork))).toBe('JANUS_NOT_A_FORK');
  fork.title = 'ordinary';
  fork.notes.push(new Note('more'));
  fork.plain.b = 1;
  fork.byNote.set(fork.notes[0]!, 2);
  expect([fork.title, fork.notes.length, fork.plain.b, board.title]).toEqual(['ordinary', 4, 1, '']);
  t.jumpTo(t.at(2));
  expect([board.title, board.notes[2]!.text]).toEqual(['lost?', 'own']);
  expect(t.verify()).toEqual([]);
});

test('no forks: linear timelines, wrong objects, taken names', () => {
  const board = new Board();
  const t = multiverseOf(board);
  expect(codeOf(() => multiverseOf(new Line()))).toBe('JANUS_NOT_A_MULTIVERSE');
  expect(codeOf(() => t.fork('main'))).toBe('JANUS_NAME_TAKEN');
  expect(codeOf(() => t.fork(''))).toBe('JANUS_INVALID_NAME');
  expect(codeOf(() => t.fork('x', { at: 'nowhere' }))).toBe('JANUS_UNKNOWN_REF');
  const fork = t.fork<Board>('idea');
  for (const wrong of [null, 1, {}, board, new Board(), new Line()]) {
    expect(codeOf(() => t.discard(wrong as object))).toBe('JANUS_NOT_A_FORK');
    expect(codeOf(() => t.adopt(wrong as object))).toBe('JANUS_NOT_A_FORK');
  }
  expect(codeOf(() => multiverseOf(fork).discard(board))).toBe('JANUS_NOT_A_FORK');
  expect(codeOf(() => (board.notes[0] = fork.notes[0]!))).toBe('JANUS_FOREIGN_PART');
  expect(t.verify()).toEqual([]);
});

test('a branch on which a fork stands is nobody else’s', () => {
  const t = multiverseOf(new Board());
  const fork = t.fork<Board>('idea');
  for (const call of [() => t.switch('idea'), () => t.jumpTo('idea'), () => t.deleteBranch('idea')]) {
    expect(codeOf(call)).toBe('JANUS_BRANCH_HELD');
  }
  expect(codeOf(() => multiverseOf(fork).switch('main'))).toBe('JANUS_BRANCH_HELD');
  multiverseOf(fork).branch('next');
  t.renameBranch('idea', 'renamed');
  t.switch('renamed');
  t.discard(fork);
  // It stood elsewhere, and somebody else stands where it was born.
  expect([...t.branches().keys()]).toEqual(['main', 'renamed', 'next']);
});

test('one transaction at a time', async () => {
  const board = new Board();
  const t = multiverseOf(board);
  const fork = t.fork<Board>('idea');
  const f = multiverseOf(fork);
  t.transact(() => {
    board.title = 'open';
    expect(codeOf(() => (fork.title = 'x'))).toBe('JANUS_FORK_BUSY');
    expect(codeOf(() => fork.notes.push(new Note()))).toBe('JANUS_FORK_BUSY');
    expect(codeOf(() => (fork.plain.b = 1))).toBe('JANUS_FORK_BUSY');
    expect(codeOf(() => f.undo())).toBe('JANUS_FORK_BUSY');
    expect(codeOf(() => f.transact(() => 1))).toBe('JANUS_FORK_BUSY');
    expect(codeOf(() => f.moment)).toBe('JANUS_FORK_BUSY');
    expect([fork.title, fork.notes.length]).toEqual(['', 2]);
  });
  const group = t.group();
  await expect(
    f.transactAsync(async () => {
      await Promise.resolve();
    }),
  ).rejects.toMatchObject({ code: 'JANUS_FORK_BUSY' });
  group.commit();
  t.untracked(() => {
    expect(codeOf(() => (fork.title = 'x'))).toBe('JANUS_FORK_BUSY');
  });
});

describe('asynchronous transactions side by side', () => {
  /** An asynchronous transaction that waits; `inside` runs something in it. */
  function waiting(t: Multiverse): {
    inside: (work: () => void) => void;
    end: (error?: Error) => void;
    done: Promise<void>;
  } {
    let inside: (work: () => void) => void = () => undefined;
    let end: (error?: Error) => void = () => undefined;
    const done = t.transactAsync(
      () =>
        new Promise<void>((resolve, reject) => {
          inside = AsyncResource.bind((work: () => void) => {
            work();
          });
          end = (error) => {
            if (error === undefined) resolve();
            else reject(error);
          };
        }),
    );
    return { inside, end, done };
  }

  test('each is one moment of its branch, and nobody sees the other one', async () => {
    const board = new Board();
    const t = multiverseOf(board);
    const forks = ['north', 'south'].map((name) => t.fork<Board>(name));
    await Promise.all(
      forks.map(async (fork, i) =>
        multiverseOf(fork).transactAsync(async () => {
          for (let step = 0; step < 3; step++) {
            fork.notes.push(new Note(`${String(i)}.${String(step)}`));
            fork.plain.step = step;
            await Promise.resolve();
          }
        }),
      ),
    );
    expect(forks.map(({ notes }) => notes.length)).toEqual([5, 5]);
    expect(forks.map((fork) => multiverseOf(fork).undo(9))).toEqual([1, 1]);
    expect([board, ...forks].map(({ notes }) => notes.length)).toEqual([2, 2, 2]);
    expect(t.verify()).toEqual([]);
  });

  test('what one holds is no part of a fork that another one makes', async () => {
    const board = new Board();
    const t = multiverseOf(board);
    const fork = t.fork<Board>('idea');
    const f = multiverseOf(fork);
    const { inside, end, done } = waiting(t);
    inside(() => {
      board.title = 'held';
      board.notes.push(new Note('held'));
      board.notes[0]!.text = 'held';
      board.plain.a = 2;
    });
    const made = f.fork<Board>('made');
    expect([made.title, made.notes.map(({ text }) => text), made.plain.a]).toEqual(['', ['a', 'b'], 1]);
    expect([board.title, board.notes.length, board.plain.a]).toEqual(['held', 3, 2]);
    fork.notes.push(new Note('fork'));
    expect(codeOf(() => (board.title = 'from outside'))).toBe('JANUS_FIELD_HELD');
    end();
    await done;
    expect([board.title, board.notes.length, fork.notes.length, made.notes.length]).toEqual(['held', 3, 3, 2]);
    expect(t.undo(9)).toBe(1);
    expect([board.title, board.notes.map(({ text }) => text), board.plain.a]).toEqual(['', ['a', 'b'], 1]);
  });

  test('one that is rejected takes back its own, whoever is active', async () => {
    const board = new Board();
    const t = multiverseOf(board);
    board.title = 'typo';
    const fork = t.fork<Board>('idea');
    const { inside, end, done } = waiting(multiverseOf(fork));
    inside(() => {
      fork.title = 'held';
      fork.notes.pop();
    });
    // The value below the held one is amended: that is what comes back.
    t.untracked(() => {
      board.title = 'amended';
    });
    expect([board.title, fork.title]).toEqual(['amended', 'held']);
    const group = t.group();
    end(new Error('no'));
    await expect(done).rejects.toThrow('no');
    expect([fork.title, fork.notes.length]).toEqual(['amended', 2]);
    group.commit();
  });

  test('a fork with an open one is neither discarded nor disposed of with the history', async () => {
    const board = new Board();
    const t = multiverseOf(board);
    const fork = t.fork<Board>('idea');
    const { inside, end, done } = waiting(multiverseOf(fork));
    inside(() => (fork.title = 'held'));
    for (const call of [
      () => t.discard(fork),
      () => t.adopt(fork),
      () => {
        t.dispose();
      },
    ]) {
      expect(codeOf(call)).toBe('JANUS_FORK_BUSY');
    }
    expect(t.adopt(fork, { keep: true }).kind).toBe('already-merged');
    end();
    await done;
    expect(t.adopt(fork).kind).toBe('fast-forward');
    expect(board.title).toBe('held');
  });
});

test('untracked shows on every instance at which the value is current', () => {
  const board = new Board();
  const t = multiverseOf(board);
  board.title = 'typo';
  const fork = t.fork<Board>('idea');
  const apart = t.fork<Board>('apart');
  apart.title = 'own';
  t.untracked(() => {
    board.title = 'fixed';
  });
  expect([board.title, fork.title, apart.title]).toEqual(['fixed', 'fixed', 'own']);
  const amended = new Note('amended');
  board.plain.n = 1;
  const third = t.fork<Board>('third');
  t.untracked(() => {
    board.plain.n = amended;
  });
  expect(multiverseOf(third).moment.id).toBe(t.moment.id);
  expect((third.plain.n as Note).text).toBe('amended');
  expect(third.plain.n).not.toBe(amended);
  board.notes.push(new Note('c'));
  const last = t.fork<Board>('last');
  expect(codeOf(() => t.untracked(() => board.notes.push(new Note('d'))))).toBe('JANUS_AMENDMENT');
  expect([board.notes.length, last.notes.length]).toEqual([3, 3]);
  expect(t.verify()).toEqual([]);
});

test('dispose of a fork leaves its branch; dispose of the first instance ends all', () => {
  const board = new Board();
  const t = multiverseOf(board);
  const [one, two] = [t.fork<Board>('one'), t.fork<Board>('two')];
  one.title = 'one';
  timelineOf(one).dispose();
  expect([...t.branches().keys()]).toEqual(['main', 'one', 'two']);
  t.switch('one');
  expect(board.title).toBe('one');
  two.title = 'two';
  const f = multiverseOf(two);
  t.dispose();
  expect(codeOf(() => f.undo())).toBe('JANUS_DISPOSED');
  two.title = 'ordinary';
  expect(two.title).toBe('ordinary');
});

describe('bisect', () => {
  function history(): { board: Board; t: ReturnType<typeof multiverseOf> } {
    const board = new Board();
    for (let i = 1; i <= 1000; i++) {
      if (i % 10 === 0) board.notes.push(new Note(String(i)));
      else board.budget = i;
    }
    return { board, t: multiverseOf(board) };
  }

  test('finds the first moment at which the test fails, on copies', () => {
    const { board, t } = history();
    const state = JSON.stringify(board);
    for (const bad of [1, 2, 499, 500, 730, 999, 1000]) {
      let tests = 0;
      const found = t.bisect<Board>(t.at(0), t.at(1000), (copy, { id }) => {
        tests++;
        expect(copy).not.toBe(board);
        expect(copy).toBeInstanceOf(Board);
        const isGood = bad % 10 === 0 ? copy.notes.length < 2 + bad / 10 : copy.budget < bad;
        expect(copy.notes.length).toBe(2 + Math.floor(id / 10));
        // What the test does to its copy reaches nobody.
        copy.budget = -1;
        copy.notes.splice(0);
        copy.tags.clear();
        copy.plain.a = 2;
        return isGood;
      });
      expect(found.id).toBe(bad);
      expect(tests).toBeLessThanOrEqual(12);
    }
    expect(JSON.stringify(board)).toBe(state);
    expect(t.moment.id).toBe(1000);
    expect(t.graph().moments).toHaveLength(1001);
  });

  test('is refused where there is nothing to find', () => {
    const { board, t } = history();
    t.branch('side', { at: t.at(10) });
    board.title = 'side';
    const never = () => true;
    expect(codeOf(() => t.bisect('main', 'side', never))).toBe('JANUS_BISECT');
    expect(codeOf(() => t.bisect('side', t.at(0), never))).toBe('JANUS_BISECT');
    expect(codeOf(() => t.bisect('side', 'side', never))).toBe('JANUS_BISECT');
    expect(codeOf(() => t.bisect(t.at(0), 'side', never))).toBe('JANUS_BISECT');
    expect(codeOf(() => t.bisect(t.at(0), 'side', () => false))).toBe('JANUS_BISECT');
    expect(codeOf(() => t.bisect('nowhere', 'side', never))).toBe('JANUS_UNKNOWN_REF');
    expect(codeOf(() => t.bisect(t.at(0), 'side', undefined as never))).toBe('JANUS_OPTION');
    expect(codeOf(() => t.bisect(t.at(0), 'side', (() => 1) as never))).toBe('JANUS_OPTION');
    expect(codeOf(() => t.bisect(t.at(0), 'side', (async () => Promise.resolve(true)) as never))).toBe(
      'JANUS_PROMISE_RETURNED',
    );
    expect(() =>
      t.bisect(t.at(0), 'side', () => {
        throw new Error('mine');
      }),
    ).toThrow('mine');
    t.transact(() => {
      expect(codeOf(() => t.bisect(t.at(0), 'side', never))).toBe('JANUS_OPEN_TRANSACTION');
    });
    expect(board.title).toBe('side');
  });

  test('on a fork, and of a linear timeline', () => {
    const { t } = history();
    const fork = t.fork<Board>('idea', { at: t.at(5) });
    fork.notes.push(new Note('bad'));
    fork.budget = 7;
    const f = multiverseOf(fork);
    const isGood = (copy: Board): boolean => copy.notes.every(({ text }) => text !== 'bad');
    expect(f.bisect(f.at(0), 'idea', isGood).id).toBe(1001);
    expect(t.bisect(t.at(0), 'idea', isGood).id).toBe(1001);
    const line = new Line();
    line.title = 'good';
    line.title = 'bad';
    const l = timelineOf(line);
    expect(l.bisect<Line>(l.at(0), l.at(2), ({ title }) => title !== 'bad').id).toBe(2);
  });
});

describe('open conflicts', () => {
  test('are those of the moment, with the objects of the instance', () => {
    const board = new Board();
    const t = multiverseOf(board);
    const fork = t.fork<Board>('idea');
    fork.plain.a = new Note('theirs');
    board.plain.a = new Note('ours');
    t.merge('idea', { conflicts: 'hold' });
    expect(multiverseOf(fork).conflicts).toEqual([]);
    const later = t.fork<Board>('later');
    const [mine] = t.conflicts;
    const [its] = multiverseOf(later).conflicts;
    expect([mine!.path, its!.path]).toEqual(['plain.a', 'plain.a']);
    expect([mine!.object, its!.object]).toEqual([board.plain, later.plain]);
    expect(mine!.object).not.toBe(its!.object);
    expect([mine!.ours, its!.ours]).toEqual([board.plain.a, later.plain.a]);
    expect(mine!.theirs).not.toBe(its!.theirs);
    expect(its!.theirs).not.toBe(fork.plain.a);
  });

  test('are settled on a fork, and by adopting it', () => {
    const board = new Board();
    const t = multiverseOf(board);
    t.branch('side');
    board.notes[0] = new Note('side');
    t.switch('main');
    board.notes[0] = new Note('main');
    t.merge('side', { conflicts: 'hold' });
    // Held before there was any fork.
    const fork = t.fork<Board>('reviewer');
    const f = multiverseOf(fork);
    f.resolve('notes[0]', 'theirs');
    expect([fork.notes[0]!.text, board.notes[0].text]).toEqual(['side', 'main']);
    expect([f.conflicts.length, t.conflicts.length]).toEqual([0, 1]);
    f.undo();
    expect(f.conflicts.length).toBe(1);
    f.redo();
    expect(t.adopt(fork).kind).toBe('fast-forward');
    expect([board.notes[0].text, t.conflicts.length]).toEqual(['side', 0]);
    t.undo();
    expect([board.notes[0].text, t.conflicts.length]).toEqual(['main', 1]);
  });

  test('are held by a fork', () => {
    const board = new Board();
    const t = multiverseOf(board);
    const fork = t.fork<Board>('idea');
    const f = multiverseOf(fork);
    fork.title = 'theirs';
    board.title = 'ours';
    f.merge('main', { conflicts: 'hold' });
    expect([fork.title, f.conflicts.map(({ ours, theirs }) => [ours, theirs])]).toEqual([
      'theirs',
      [['theirs', 'ours']],
    ]);
    expect(t.conflicts).toEqual([]);
    expect(t.adopt(fork).kind).toBe('fast-forward');
    expect(t.conflicts.map(({ path }) => path)).toEqual(['title']);
    t.resolve('title', 'theirs');
    expect(board.title).toBe('ours');
  });
});

test('frozen branches stay', () => {
  const board = new Board();
  const t = multiverseOf(board);
  const fork = t.fork<Board>('idea');
  fork.title = 'theirs';
  board.title = 'ours';
  t.freeze('idea', 'kept as it is');
  expect(codeOf(() => (fork.title = 'more'))).toBe('JANUS_FROZEN_BRANCH');
  expect(codeOf(() => t.discard(fork))).toBe('JANUS_FROZEN_BRANCH');
  expect(codeOf(() => t.adopt(fork))).toBe('JANUS_FROZEN_BRANCH');
  t.thaw('idea');
  fork.title = 'more';
});
