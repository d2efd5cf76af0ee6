// Law 2: a call completes, or throws one typed error and leaves everything as it was.
import { JanusError, multiverseOf, snapshotOf, timelineOf, type Multiverse } from '../../src/index.js';
import { Board, Part } from '../model/fixture.js';

/** Everything that can be seen of an owner and its history. */
function digest(board: Board): unknown {
  const t = multiverseOf(board);
  return {
    state: snapshotOf(board),
    left: board.left,
    graph: t.graph(),
    stats: { ...t.stats(), engineBytes: 0 },
    undo: [t.canUndo, t.undoLabel],
    redo: [t.canRedo, t.redoLabel],
    verify: t.verify(),
  };
}

/** A board in the middle of its life: branches, labels, a redo tail, a part. */
function livedIn(): { board: Board; t: Multiverse } {
  const board = new Board();
  const t = multiverseOf(board);
  board.title = 'one';
  board.left = new Part();
  t.label('start');
  t.branch('idea');
  board.title = 'idea';
  board.left.x = 1;
  t.switch('main');
  board.title = 'two';
  board.note = 'tail';
  t.undo();
  return { board, t };
}

const foreign = new Board();
const foreignPart = (foreign.left = new Part());

/** Calls that cannot be done, each with the error that says so. */
const REFUSED: readonly (readonly [name: string, code: string, (board: Board, t: Multiverse) => unknown])[] = [
  ...[NaN, -1, 1.5, 2 ** 32 + 5, Infinity, '1', null].flatMap((steps) => [
    [`undo(${String(steps)})`, 'JANUS_STEP_COUNT', (_: Board, t: Multiverse) => t.undo(steps as number)] as const,
    [`redo(${String(steps)})`, 'JANUS_STEP_COUNT', (_: Board, t: Multiverse) => t.redo(steps as number)] as const,
  ]),
  ...[NaN, -1, 1.5, 2 ** 32 + 5, 99].map(
    (id) => [`at(${String(id)})`, 'JANUS_UNKNOWN_REF', (_: Board, t: Multiverse) => t.at(id)] as const,
  ),
  ...['', 'x'.repeat(1_048_576), '\ud800', 'a\udc00b', 7, undefined].flatMap((name) => [
    [`label of ${typeof name}`, 'JANUS_INVALID_NAME', (_: Board, t: Multiverse) => t.label(name as string)] as const,
    [`branch of ${typeof name}`, 'JANUS_INVALID_NAME', (_: Board, t: Multiverse) => t.branch(name as string)] as const,
    [
      `rename to ${typeof name}`,
      'JANUS_INVALID_NAME',
      (_: Board, t: Multiverse) => t.renameBranch('idea', name as string),
    ] as const,
  ]),
  ['a label that is a branch', 'JANUS_NAME_TAKEN', (_, t) => t.label('idea')],
  ['a branch that is a label', 'JANUS_NAME_TAKEN', (_, t) => t.branch('start')],
  ['a branch twice', 'JANUS_NAME_TAKEN', (_, t) => t.branch('idea')],
  ['a name that is taken', 'JANUS_NAME_TAKEN', (_, t) => t.renameBranch('idea', 'start')],
  ['a branch at nowhere', 'JANUS_UNKNOWN_REF', (_, t) => t.branch('new', { at: 'nowhere' })],
  ['a jump to nowhere', 'JANUS_UNKNOWN_REF', (_, t) => t.jumpTo('nowhere')],
  ['a jump to a lone surrogate', 'JANUS_UNKNOWN_REF', (_, t) => t.jumpTo('\udfff')],
  ['a jump to a number', 'JANUS_UNKNOWN_REF', (_, t) => t.jumpTo(1 as never)],
  ['a jump to another history', 'JANUS_UNKNOWN_REF', (_, t) => t.jumpTo(timelineOf(foreign).moment)],
  ['a switch to a label', 'JANUS_UNKNOWN_REF', (_, t) => t.switch('start')],
  ['a switch to nowhere', 'JANUS_UNKNOWN_REF', (_, t) => t.switch('nowhere')],
  ['the current branch deleted', 'JANUS_CURRENT_BRANCH', (_, t) => t.deleteBranch('main')],
  ['a label deleted as a branch', 'JANUS_UNKNOWN_REF', (_, t) => t.deleteBranch('start')],
  ['a merge from nowhere', 'JANUS_UNKNOWN_REF', (_, t) => t.merge('nowhere')],
  ['a strict merge', 'JANUS_MERGE_CONFLICT', (_, t) => t.merge('idea', 'strict')],
  ['a strict revert', 'JANUS_MERGE_CONFLICT', (_, t) => t.revert(t.at(1), 'strict')],
  ['a strict rebase', 'JANUS_REWRITE', (_, t) => t.rebase('idea', 'strict')],
  ['a revert of genesis', 'JANUS_REWRITE', (_, t) => t.revert(t.at(0))],
  ['a squash of another line', 'JANUS_REWRITE', (_, t) => t.squash('idea')],
  ['a squash from nowhere', 'JANUS_UNKNOWN_REF', (_, t) => t.squash('nowhere')],
  ['a resolve of nothing', 'JANUS_UNKNOWN_CONFLICT', (_, t) => t.resolve('title', 'ours')],
  ['an operation that was never done', 'JANUS_OPERATION', (_, t) => t.undoOperation(99)],
  ['an operation with moments on top', 'JANUS_OPERATION', (_, t) => t.undoOperation(2)],
  [
    'a frozen label',
    'JANUS_UNKNOWN_REF',
    (_, t) => {
      t.freeze('start', 'why');
    },
  ],
  [
    'freezing without a reason',
    'JANUS_OPTION',
    (_, t) => {
      t.freeze('main', ' ');
    },
  ],
  ['holding with a strategy', 'JANUS_OPTION', (_, t) => t.merge('idea', { conflicts: 'hold', strategy: 'preserve' })],
  ['an unknown strategy', 'JANUS_OPTION', (_, t) => t.merge('idea', 'theirs' as never)],
  [
    'a merge function that answers a promise',
    'JANUS_PROMISE_RETURNED',
    (_, t) => t.merge('idea', async () => Promise.resolve(1)),
  ],
  [
    'a merge function that answers a weak map',
    'JANUS_UNRECORDABLE_VALUE',
    (_, t) => t.merge('idea', () => new WeakMap()),
  ],
  ['a merge function that answers a foreign part', 'JANUS_FOREIGN_PART', (_, t) => t.merge('idea', () => foreignPart)],
  [
    'a merge function that writes',
    'JANUS_REENTRANT_MUTATION',
    (board, t) => t.merge('idea', () => (board.title = 'mine')),
  ],
  ['a merge function that undoes', 'JANUS_REENTRANT_MUTATION', (_, t) => t.merge('idea', () => t.undo())],
  ['a weak set', 'JANUS_UNRECORDABLE_VALUE', (board) => (board.title = new WeakSet())],
  ['an array with a weak map inside', 'JANUS_UNRECORDABLE_VALUE', (board) => (board.title = [1, [new WeakMap()]])],
  ['a map with a function inside', 'JANUS_UNRECORDABLE_VALUE', (board) => (board.title = new Map([[1, () => 1]]))],
  ['a function', 'JANUS_UNRECORDABLE_VALUE', (board) => (board.title = () => 1)],
  ['a promise', 'JANUS_UNRECORDABLE_VALUE', (board) => (board.title = Promise.resolve())],
  ['a weak reference', 'JANUS_UNRECORDABLE_VALUE', (board) => (board.title = new WeakRef(board))],
  ['a foreign part', 'JANUS_FOREIGN_PART', (board) => (board.left = foreignPart)],
  [
    'a part with a date inside',
    'JANUS_UNRECORDABLE_VALUE',
    (board) => (board.left = Object.assign(new Part(), { x: new WeakMap() })),
  ],
  [
    'a part with a foreign part deep inside',
    'JANUS_FOREIGN_PART',
    (board) => {
      const inner = new Part();
      inner.next = Object.assign(new Part(), { next: foreignPart });
      board.left = inner;
    },
  ],
  [
    'a transaction that answers a promise',
    'JANUS_PROMISE_RETURNED',
    (board, t) =>
      t.transact(async () => {
        board.title = 'x';
        return Promise.resolve();
      }),
  ],
  ['a transaction without a function', 'JANUS_OPTION', (_, t) => t.transact('x', 7 as never)],
  ['a transaction with a lone surrogate', 'JANUS_OPTION', (_, t) => t.transact('\ud800', () => 1)],
  ['a coalesce with a bad window', 'JANUS_OPTION', (_, t) => t.coalesce('k', () => 1, { windowMs: NaN })],
  [
    'an untracked promise',
    'JANUS_PROMISE_RETURNED',
    (board, t) =>
      t.untracked(async () => {
        board.title = 'x';
        return Promise.resolve();
      }),
  ],
  ['a tag of an object', 'JANUS_OPTION', (_, t) => t.tag({ good: 1, bad: {} as never })],
  ['a tag of NaN', 'JANUS_OPTION', (_, t) => t.tag({ bad: NaN })],
  ['a tag without a name', 'JANUS_INVALID_NAME', (_, t) => t.tag({ good: 1, '': 2 })],
  ['a subscriber that is none', 'JANUS_OPTION', (_, t) => t.subscribe(7 as never)],
  ['an unknown criterion', 'JANUS_OPTION', (_, t) => t.find({ colour: 'red' } as never)],
  [
    'undo in a transaction',
    'JANUS_OPEN_TRANSACTION',
    (board, t) =>
      t.transact(() => {
        board.title = 'x';
        t.undo();
      }),
  ],
  [
    'a branch in a transaction',
    'JANUS_OPEN_TRANSACTION',
    (board, t) =>
      t.transact(() => {
        board.title = 'x';
        t.branch('y');
      }),
  ],
  [
    'a group left open in a transaction',
    'JANUS_TRANSACTION_ORDER',
    (board, t) =>
      t.transact(() => {
        t.group();
        board.title = 'x';
      }),
  ],
];

test.each(REFUSED)('%s is refused with %s and changes nothing', (_name, code, call) => {
  const { board, t } = livedIn();
  const events: unknown[] = [];
  t.subscribe((event) => events.push(event));
  const before = digest(board);
  let thrown: unknown;
  try {
    call(board, t);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(JanusError);
  expect(thrown).toMatchObject({ code });
  expect((thrown as Error).message.length).toBeGreaterThan(30);
  expect(digest(board)).toEqual(before);
  expect(events).toEqual([]);
  // And it goes on from there as if nothing had been.
  board.title = 'after';
  expect(t.undo()).toBe(1);
  expect(digest(board)).toMatchObject({ state: (before as { state: unknown }).state });
});

test('every refused value leaves the object that was refused as it was', () => {
  const board = new Board();
  const part = new Part();
  part.next = Object.assign(new Part(), { x: foreignPart });
  expect(() => (board.left = part)).toThrow(/Part\.x was given/);
  const other = new Board();
  part.next.x = 0;
  other.left = part;
  expect(timelineOf(part)).toBe(timelineOf(other));
});

test('off the line of the branch nothing is written, and the message says how to go on', () => {
  const { board, t } = livedIn();
  t.jumpTo(t.branches().get('idea')!);
  const before = digest(board);
  expect(() => (board.title = 'x')).toThrow(/branch\(name\)/);
  expect(() => (board.right = new Part())).toThrow(JanusError);
  expect(() => t.merge('start')).toThrow(/main/);
  expect(() => t.transact(() => (board.note = 1))).toThrow(JanusError);
  expect(digest(board)).toEqual(before);
  t.branch('here');
  board.title = 'x';
  expect(t.branches().get('here')).toBe(t.moment);
});
