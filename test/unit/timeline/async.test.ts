// transactAsync: follows await, never mixes with another, leaves nothing when it is rejected.
import fc from 'fast-check';
import { multiverseOf, snapshotOf, timelineOf } from '../../../src/index.js';
import { Board, Part } from '../../model/fixture.js';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('is one moment, whatever is awaited in between', async () => {
  const board = new Board();
  const t = timelineOf(board);
  const answer = await t.transactAsync('load', async () => {
    board.title = 'a';
    await tick();
    board.note = 'b';
    await Promise.resolve();
    board.left = new Part();
    board.left.x = 1;
    return 42;
  });
  expect(answer).toBe(42);
  expect([t.stats().moments, t.undoLabel]).toEqual([2, 'load']);
  t.undo();
  expect(snapshotOf(board)).toEqual(snapshotOf(new Board()));
  t.redo();
  expect([board.title, board.note, board.left?.x]).toEqual(['a', 'b', 1]);
});

test('that writes nothing, or writes everything back, is no moment', async () => {
  const board = new Board();
  const t = timelineOf(board);
  await t.transactAsync(async () => {
    board.title = 'x';
    await tick();
    board.title = 'Untitled';
  });
  expect(t.canUndo).toBe(false);
});

test('two at once never mix: the second begins when the first has ended', async () => {
  const board = new Board();
  const t = timelineOf(board);
  const run = async (name: string): Promise<void> => {
    board.title = `${name} begins`;
    await tick();
    expect(board.title).toBe(`${name} begins`);
    board.note = name;
  };
  await Promise.all(['one', 'two', 'three'].map((name) => t.transactAsync(name, () => run(name))));
  expect(t.stats().moments).toBe(4);
  expect([t.undoLabel, t.undo(), t.undoLabel, t.undo(), t.undoLabel]).toEqual(['three', 1, 'two', 1, 'one']);
  expect([board.title, board.note]).toEqual(['one begins', 'one']);
});

test('a rejected one leaves nothing, and the next one still runs', async () => {
  const board = new Board();
  const t = timelineOf(board);
  const part = new Part();
  const failing = t.transactAsync(async () => {
    board.title = 'lost';
    board.left = part;
    await tick();
    part.x = 'lost';
    throw new RangeError('wanted');
  });
  const next = t.transactAsync(async () => {
    await tick();
    board.note = 'kept';
  });
  await expect(failing).rejects.toThrow(RangeError);
  await next;
  expect([board.title, board.left, board.note]).toEqual(['Untitled', null, 'kept']);
  expect(t.stats().moments).toBe(2);
  // The part never joined: another owner can have it.
  const other = new Board();
  other.left = part;
  expect(timelineOf(part)).toBe(timelineOf(other));
});

test('others write meanwhile as moments of their own, but not what it holds', async () => {
  const board = new Board();
  const t = timelineOf(board);
  const transaction = t.transactAsync(async () => {
    board.title = 'held';
    await tick();
    await tick();
  });
  board.note = 'outside';
  expect(() => (board.title = 'stolen')).toThrow(/Board\.title was written by an asynchronous transaction/);
  t.transact(() => (board.color = 'blue'));
  expect(() => t.undo()).toThrow(/transaction is open/);
  await transaction;
  expect([board.title, board.note, board.color]).toEqual(['held', 'outside', 'blue']);
  expect(t.undo()).toBe(1);
  expect([board.title, board.note, board.color]).toEqual(['Untitled', 'outside', 'blue']);
});

test('nested ones, synchronous and not, are savepoints', async () => {
  const board = new Board();
  const t = timelineOf(board);
  await t.transactAsync(async () => {
    board.title = 'kept';
    await expect(
      t.transactAsync(async () => {
        board.title = 'inner';
        await tick();
        throw new Error('inner');
      }),
    ).rejects.toThrow('inner');
    expect(() =>
      t.transact(() => {
        board.note = 'sync';
        throw new Error('sync');
      }),
    ).toThrow('sync');
    t.transact(() => (board.color = 'green'));
  });
  expect([board.title, board.note, board.color]).toEqual(['kept', undefined, 'green']);
  expect(t.stats().moments).toBe(2);
});

test('cannot begin inside a synchronous transaction or an open group', async () => {
  const board = new Board();
  const t = timelineOf(board);
  const group = t.group();
  await expect(t.transactAsync(() => 1)).rejects.toMatchObject({ code: 'JANUS_OPEN_TRANSACTION' });
  group.cancel();
  await expect(t.transactAsync(() => 1)).resolves.toBe(1);
});

test('random schedules: each moment holds the writes of one transaction', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }), async (scheduler, waits) => {
      const board = new Board();
      const t = multiverseOf(board);
      const running = waits.map((count, index) =>
        t.transactAsync(String(index), async () => {
          board.title = index;
          for (let i = 0; i < count; i++) await scheduler.schedule(Promise.resolve(), `wait of ${String(index)}`);
          board.note = index;
          if (index % 3 === 2) throw new Error('wanted');
        }),
      );
      const settled = Promise.allSettled(running);
      await scheduler.waitFor(settled);
      const kept = waits.map((_, index) => index).filter((index) => index % 3 !== 2);
      expect(t.stats().moments).toBe(kept.length + 1);
      for (const index of kept.reverse()) {
        expect([board.title, board.note, t.undoLabel]).toEqual([index, index, String(index)]);
        t.undo();
      }
    }),
    { numRuns: 100 },
  );
});
