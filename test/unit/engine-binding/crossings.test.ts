// Nothing crosses to the engine per write: a counter around every function of the native module.
import type { NativeModule } from '../../../src/engine-binding/native.js';
import { JOURNAL_WORDS } from '../../../src/recording/journal.js';

let crossings = 0;

jest.mock('../../../src/engine-binding/native.js', () => {
  const { native } = jest.requireActual<{ native: NativeModule }>('../../../src/engine-binding/native.js');
  const counted =
    (call: (...args: unknown[]) => unknown) =>
    (...args: unknown[]): unknown => {
      crossings++;
      const answer = call(...args);
      return typeof answer === 'function' ? counted(answer as typeof call) : answer;
    };
  return {
    native: Object.fromEntries(
      Object.entries(native).map(([name, call]) => [name, counted(call as (...args: unknown[]) => unknown)]),
    ),
  };
});

const { timelineOf } = jest.requireActual<typeof import('../../../src/index.js')>('../../../src/index.js');
const { Board, Part } = jest.requireActual<typeof import('../../model/fixture.js')>('../../model/fixture.js');

test('writes below the size of the journal cross nothing; a question crosses once for all of them', () => {
  const board = new Board();
  const t = timelineOf(board);
  board.left = new Part();
  void t.moment;
  crossings = 0;
  for (let i = 1; i < JOURNAL_WORDS / 2; i++) board.title = i;
  t.transact(() => {
    for (let i = 1; i < 100; i++) board.note = i;
  });
  board.left.x = 'deep';
  expect(crossings).toBe(0);
  void t.moment;
  expect(crossings).toBe(1);
  crossings = 0;
  t.undo();
  t.redo();
  expect(crossings).toBe(2);
});

test('constructing and reading cross nothing', () => {
  crossings = 0;
  const boards = Array.from({ length: 100 }, () => new Board());
  expect(boards.every(({ title }) => title === 'Untitled')).toBe(true);
  expect(crossings).toBe(0);
});

test('a longer run of writes crosses once per journal', () => {
  const board = new Board();
  timelineOf(board);
  crossings = 0;
  for (let i = 1; i <= 10 * JOURNAL_WORDS; i++) board.title = i;
  expect(crossings).toBeLessThanOrEqual(11);
});

describe('a series of single steps', () => {
  const STEPS = 1000;

  function written(): { board: InstanceType<typeof Board>; t: ReturnType<typeof timelineOf> } {
    const board = new Board();
    for (let i = 1; i <= STEPS; i++) board.title = i;
    const t = timelineOf(board);
    void t.moment;
    crossings = 0;
    return { board, t };
  }

  test('crosses once for many', () => {
    const { board, t } = written();
    for (let i = 0; i < STEPS; i++) t.undo();
    expect([board.title, crossings < STEPS / 50]).toEqual(['Untitled', true]);
    crossings = 0;
    for (let i = 0; i < STEPS; i++) t.redo();
    expect([board.title, crossings < STEPS / 50]).toEqual([STEPS, true]);
  });

  test('to and fro crosses no more than that', () => {
    const { board, t } = written();
    for (let i = 0; i < STEPS; i++) {
      t.undo();
      t.redo();
    }
    expect([board.title, crossings < STEPS / 50]).toEqual([STEPS, true]);
  });

  test('tells the engine the position before it is asked', () => {
    const { board, t } = written();
    for (let i = 0; i < 10; i++) t.undo();
    crossings = 0;
    t.undo();
    expect(crossings).toBe(0);
    board.title = 'new';
    expect(t.moment.parents.map(({ id }) => id)).toEqual([STEPS - 11]);
    // The position, the words, the parents.
    expect(crossings).toBe(3);
  });

  test.each([1, 2, 3, 5])('that is broken off after %d steps soon crosses once a step', (length) => {
    const { board, t } = written();
    let steps = 0;
    for (let i = 0; i < 200; i++) {
      for (let step = 0; step < length + 1; step++) board.note = `${String(i)} ${String(step)}`;
      void t.moment;
      crossings -= 1;
      for (let step = 0; step < length; step++) steps += t.undo();
    }
    expect(crossings).toBeLessThan(steps * 1.05 + 10);
  });
});
