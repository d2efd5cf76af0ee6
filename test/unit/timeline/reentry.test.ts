// Re-entry: for every verb inside every callback there is one outcome, done or refused, never half of each. The table is
// docs/reentrancy.md.
import { JanusError, multiverseOf, snapshotOf, type Multiverse } from '../../../src/index.js';
import { Board } from '../../model/fixture.js';

type Inner = (board: Board, t: Multiverse) => unknown;

const INNER: Readonly<Record<string, Inner>> = {
  write: (board) => (board.note = 'inner'),
  undo: (_, t) => t.undo(),
  redo: (_, t) => t.redo(),
  jumpTo: (_, t) => t.jumpTo('start'),
  label: (_, t) => t.label('inner'),
  tag: (_, t) => t.tag({ inner: 1 }),
  branch: (_, t) => t.branch('inner'),
  switch: (_, t) => t.switch('side'),
  merge: (_, t) => t.merge('side', 'overshadow'),
  fork: (_, t) => t.fork('inner'),
  bisect: (_, t) => t.bisect<Board>(t.at(0), t.at(1), ({ title }) => title !== 'base'),
  transact: (board, t) => t.transact(() => (board.note = 'inner')),
  coalesce: (board, t) => t.coalesce('inner', () => (board.note = 'inner')),
  group: (board, t) => {
    const group = t.group();
    board.note = 'inner';
    group.commit();
  },
  untracked: (board, t) => t.untracked(() => (board.note = 'inner')),
  guard: (_, t) => {
    t.guard(() => true)();
  },
  attach: (_, t) => {
    t.attach({ save: () => 0, restore: () => undefined })();
  },
  dispose: (_, t) => {
    t.dispose();
  },
  compare: (_, t) => [
    t.diff('start'),
    t.blame('title'),
    [...t.extract()],
    t.find({ field: 'title', where: () => true }),
  ],
  apply: (board, t) =>
    t.applyDiff({ changes: [{ kind: 'set', path: 'note', in: [], key: 'note', old: board.note, new: 'inner' }] }),
  read: (_, t) => [t.moment, t.canUndo, t.labels(), t.branches(), t.currentBranch, t.graph(), t.stats(), t.verify()],
};

/** What each callback allows; everything else is refused with the given code. */
const OUTER: Readonly<
  Record<
    string,
    { run: (board: Board, t: Multiverse, call: () => void) => void; allows: readonly string[]; code: string }
  >
> = {
  'a transaction': {
    run: (board, t, call) =>
      t.transact(() => {
        board.color = 'outer';
        call();
      }),
    allows: ['write', 'transact', 'coalesce', 'group', 'untracked', 'apply', 'read'],
    code: 'JANUS_OPEN_TRANSACTION',
  },
  'a coalesced function': {
    run: (board, t, call) =>
      t.coalesce('outer', () => {
        board.color = 'outer';
        call();
      }),
    allows: ['write', 'transact', 'coalesce', 'group', 'untracked', 'apply', 'read'],
    code: 'JANUS_OPEN_TRANSACTION',
  },
  'an open group': {
    run: (board, t, call) => {
      const group = t.group();
      board.color = 'outer';
      call();
      group.commit();
    },
    allows: ['write', 'transact', 'coalesce', 'group', 'untracked', 'apply', 'read'],
    code: 'JANUS_OPEN_TRANSACTION',
  },
  untracked: {
    run: (board, t, call) =>
      t.untracked(() => {
        board.color = 'outer';
        call();
      }),
    allows: ['write', 'untracked', 'compare', 'bisect', 'read'],
    code: 'JANUS_REENTRANT_MUTATION',
  },
  'a merge function': {
    run: (_, t, call) => {
      t.merge('side', ({ theirs }) => {
        call();
        return theirs;
      });
    },
    allows: ['compare', 'bisect', 'read'],
    code: 'JANUS_REENTRANT_MUTATION',
  },
  'a guard': {
    run: (board, t, call) => {
      let isAsked = false;
      const end = t.guard(() => {
        if (isAsked) call();
        isAsked = false;
      });
      isAsked = true;
      board.color = 'outer';
      end();
    },
    allows: ['read'],
    code: 'JANUS_REENTRANT_MUTATION',
  },
  'a guard of a merge': {
    run: (_, t, call) => {
      let isAsked = false;
      const end = t.guard(() => {
        if (isAsked) call();
        isAsked = false;
      });
      isAsked = true;
      t.merge('side', 'overshadow');
      end();
    },
    allows: ['read'],
    code: 'JANUS_REENTRANT_MUTATION',
  },
  'save of an attachment, before': {
    run: (board, t, call) => {
      let count = 0;
      t.attach({ save: () => (++count === 2 ? call() : 0), restore: () => undefined });
      board.color = 'outer';
    },
    allows: ['compare', 'bisect', 'read'],
    code: 'JANUS_REENTRANT_MUTATION',
  },
  'save of an attachment, after': {
    run: (board, t, call) => {
      let count = 0;
      t.attach({ save: () => (++count === 3 ? call() : 0), restore: () => undefined });
      board.color = 'outer';
    },
    allows: ['compare', 'bisect', 'read'],
    code: 'JANUS_REENTRANT_MUTATION',
  },
  'restore of an attachment': {
    run: (board, t, call) => {
      const end = t.attach({ save: () => 0, restore: call });
      board.color = 'outer';
      t.undo();
      end();
    },
    allows: ['compare', 'bisect', 'read'],
    code: 'JANUS_REENTRANT_MUTATION',
  },
  'a subscriber': {
    run: (board, t, call) => {
      let called = false;
      const end = t.subscribe(() => {
        if (!called) {
          called = true;
          call();
        }
      });
      board.color = 'outer';
      end();
    },
    allows: Object.keys(INNER),
    code: '',
  },
};

function prepared(): { board: Board; t: Multiverse } {
  const board = new Board();
  const t = multiverseOf(board);
  t.label('start');
  board.title = 'base';
  t.branch('side');
  board.title = 'theirs';
  t.switch('main');
  board.title = 'ours';
  return { board, t };
}

describe.each(Object.entries(OUTER))('inside %s', (outer, { run, allows, code }) => {
  test.each(Object.entries(INNER))('%s', (name, inner) => {
    const { board, t } = prepared();
    let outcome: unknown = 'not called';
    run(board, t, () => {
      const before = snapshotOf(board);
      try {
        inner(board, t);
        outcome = 'done';
      } catch (error) {
        outcome = error;
        expect(snapshotOf(board)).toEqual(before);
      }
    });
    if (allows.includes(name)) expect(outcome).toBe('done');
    else {
      expect(outcome).toBeInstanceOf(JanusError);
      expect(outcome).toMatchObject({ code });
    }
    if (name === 'dispose' && outer === 'a subscriber') return;
    // Whatever happened inside, the whole is consistent: every step can be taken back and done again.
    expect(t.verify()).toEqual([]);
    const end = snapshotOf(board);
    const steps = t.undo(1_000);
    expect(t.redo(steps)).toBe(steps);
    expect(snapshotOf(board)).toEqual(end);
  });
});

test('what a subscriber changes is told after the event it answers, to all', () => {
  const { board, t } = prepared();
  const heard: string[] = [];
  t.subscribe(({ kind, moment, from }) => {
    heard.push(`a ${kind} ${String(from.id)}→${String(moment.id)}`);
    if (board.note === undefined) board.note = 'answer';
  });
  t.subscribe(({ kind }) => heard.push(`b ${kind}`));
  board.color = 'asked';
  expect(heard).toEqual(['a commit 3→4', 'b commit', 'a commit 4→5', 'b commit']);
});

test('subscribers that never stop answering are stopped', () => {
  const { board, t } = prepared();
  t.subscribe(() => {
    board.budget++;
  });
  expect(() => (board.color = 'x')).toThrow(/Subscribers answered/);
});

test('a group ends once, in its order', () => {
  const { board, t } = prepared();
  const outer = t.group('outer');
  const inner = t.group('inner');
  board.note = 1;
  expect(() => {
    outer.commit();
  }).toThrow(/inner one first/);
  inner.commit();
  expect([inner.isOpen, outer.isOpen]).toEqual([false, true]);
  outer.commit();
  expect(() => {
    outer.cancel();
  }).toThrow(/ended already/);
  expect(t.undoLabel).toBe('outer');
});
