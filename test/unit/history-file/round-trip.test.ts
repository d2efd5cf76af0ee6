// A history comes back from its bytes: every moment, name, object and identity.
import { branchable, multiverseOf, openBytes, snapshotOf, timeline, timelineOf, tracked } from '../../../src/index.js';
import type { Timeline } from '../../../src/index.js';

class Part {
  @tracked name = 'part';
  @tracked next: Part | undefined = undefined;
  note = 'untracked';
}

@timeline({ name: 'Board' })
class Board {
  @tracked title = 'first';
  @branchable count = 0;
  @tracked list: unknown[] = [1, , 3];
  @tracked map = new Map<unknown, unknown>([['a', 1]]);
  @tracked set = new Set<unknown>([1, 2]);
  @tracked plain: Record<string, unknown> = { b: 1, a: 2 };
  @tracked part: Part | undefined = new Part();
  @tracked.ref raw: unknown = undefined;
  @tracked untouched: unknown = { deep: [new Part()] };
  get shout(): string {
    return `${this.title}!`;
  }
}

const CLASSES = { classes: [Board, Part] };

/** The state of every moment. */
function states(handle: Timeline): unknown[] {
  const { moment } = handle;
  const multiverse = multiverseOf(handle.owner);
  const current = multiverse.currentBranch;
  const all: unknown[] = [];
  for (const { id } of handle.graph().moments) {
    handle.jumpTo(handle.at(id));
    all.push(structuredClone(snapshotOf(handle.owner)));
  }
  multiverse.switch(current);
  handle.jumpTo(moment);
  return all;
}

function reopened(handle: Timeline): Timeline {
  const bytes = handle.toBytes();
  const read = openBytes(bytes, CLASSES);
  const again = read.toBytes();
  expect(Buffer.compare(again, bytes)).toBe(0);
  expect(read.verify()).toEqual([]);
  return read;
}

function livedIn(): Board {
  const board = new Board();
  const t = multiverseOf(board);
  board.title = 'second';
  board.count = -0;
  board.count = NaN;
  t.label('start');
  board.list.push('x', { deep: true }, 10n ** 40n);
  board.list.splice(0, 2, board.part);
  board.list.reverse();
  board.map.set('b', board.list);
  board.map.delete('a');
  board.map.set(board.part, undefined);
  board.map.set('a', 5);
  board.set.delete(1);
  board.set.add(1);
  Object.defineProperty(board.plain, '__proto__', {
    value: 'data',
    enumerable: true,
    configurable: true,
    writable: true,
  });
  delete board.plain.b;
  board.plain.b = 'again';
  board.part!.next = board.part;
  t.branch('idea');
  board.title = '\ud800 lone \u{1F600} é';
  board.part = undefined;
  t.switch('main');
  board.count = 2 ** 60;
  t.transact('named', () => {
    board.count = 1.5;
    board.title = 'third';
  });
  t.tag({ who: 'me' });
  t.merge('idea', { conflicts: 'hold' });
  board.title = 'last';
  t.undo(2);
  return board;
}

it('everything comes back', () => {
  const board = livedIn();
  const t = multiverseOf(board);
  const read = reopened(t);
  const copy = read.owner as Board;
  expect(copy).toBeInstanceOf(Board);
  expect(copy.shout).toBe(`${copy.title}!`);
  expect(copy.part === undefined ? undefined : copy.part instanceof Part).toBe(
    board.part === undefined ? undefined : true,
  );
  expect(snapshotOf(copy)).toEqual(snapshotOf(board));
  expect(read.graph()).toEqual(t.graph());
  expect(states(read)).toEqual(states(t));
  expect([...read.labels().keys()]).toEqual(['start']);
  expect(read.canRedo).toBe(t.canRedo);
  expect(read.redo()).toBe(t.redo());
  expect(snapshotOf(copy)).toEqual(snapshotOf(board));
  expect(timelineOf(copy)).toBe(read);
});

it('what is written afterwards is recorded as in the original', () => {
  const both = [livedIn()];
  both.push(multiverseOf(openBytes(multiverseOf(both[0]!).toBytes(), CLASSES).owner).owner as Board);
  for (const board of both) {
    board.untouched = 'touched';
    board.plain.c = 1;
    board.list.unshift(9);
    board.map.delete('b');
    multiverseOf(board).undo(3);
    board.title = 'other';
  }
  const [a, b] = both.map((board) => states(multiverseOf(board)));
  expect(b).toEqual(a);
});

test('what a rollback put back is saved as what was there', () => {
  @timeline()
  class Bag {
    @tracked set = new Set<number>([0]);
    @tracked map = new Map([[0, 'zero']]);
  }
  const bag = new Bag();
  const t = timelineOf(bag);
  expect(() =>
    t.transact(() => {
      bag.set.delete(-0);
      bag.map.delete(-0);
      throw new Error('back');
    }),
  ).toThrow('back');
  const bytes = t.toBytes();
  expect(Buffer.compare(openBytes(bytes, { classes: [Bag] }).toBytes(), bytes)).toBe(0);
});
