// Law 1 for values: whatever a field holds comes back exactly, by undo, redo, jump and merge, identities included.
import { multiverseOf, snapshotOf } from '../../src/index.js';
import { Board, EDGE_VALUES, Part } from '../model/fixture.js';

const NAMED = EDGE_VALUES.map((value): [string, unknown] => [
  typeof value === 'bigint' ? `${String(value)}n` : Object.is(value, -0) ? '-0' : String(value),
  value,
]);

test.each(NAMED)('%s', (_name, value) => {
  const board = new Board();
  const t = multiverseOf(board);
  const other = Symbol('other');
  board.title = other;
  board.title = value;
  board.title = other;
  t.undo();
  expect(Object.is(board.title, value)).toBe(true);
  t.label('here');
  t.redo();
  t.jumpTo('here');
  expect(Object.is(board.title, value)).toBe(true);
  t.branch('side');
  board.note = value;
  t.switch('main');
  board.color = value;
  t.merge('side');
  expect([board.note, board.color].every((held) => Object.is(held, value))).toBe(true);
});

test('-0 and 0, NaN and NaN: what Object.is tells apart is a change, what it does not is none', () => {
  const board = new Board();
  const t = multiverseOf(board);
  board.title = 0;
  board.title = -0;
  board.title = NaN;
  board.title = NaN;
  expect(t.stats().moments).toBe(4);
  t.undo();
  expect(board.title).toBe(-0);
});

test('an undefined field and one that was never set are the same field', () => {
  const board = new Board();
  const t = multiverseOf(board);
  board.note = undefined;
  expect(t.canUndo).toBe(false);
  board.note = null;
  t.undo();
  expect('note' in board).toBe(true);
  expect(board.note).toBeUndefined();
});

test('the part that was removed is the part that undo brings back', () => {
  const board = new Board();
  const t = multiverseOf(board);
  const part = (board.left = new Part());
  part.x = 'inside';
  board.right = part;
  board.left = null;
  part.x = 'later';
  t.undo(3);
  expect([board.left, board.right]).toEqual([part, null]);
  expect(board.left).toBe(part);
  expect(part.x).toBe('inside');
  t.redo(3);
  expect(board.left).toBeNull();
  expect(board.right).toBe(part);
});

test('cycles and parts in two places stay what they are', () => {
  const board = new Board();
  const t = multiverseOf(board);
  const [a, b] = [new Part(), new Part()];
  a.next = b;
  b.next = a;
  board.left = a;
  board.right = b;
  const copy = snapshotOf(board);
  expect(copy.left?.next?.next).toBe(copy.left);
  expect(copy.right).toBe(copy.left?.next);
  a.next = a;
  t.undo();
  expect(a.next).toBe(b);
  expect(board.right.next).toBe(board.left);
});

test('a chain of 100,000 parts joins, is copied and undone without recursion', () => {
  const board = new Board();
  const t = multiverseOf(board);
  const parts = Array.from({ length: 100_000 }, () => new Part());
  parts.forEach((part, index) => (part.next = parts[index + 1] ?? null));
  board.left = parts[0]!;
  const last = parts.at(-1)!;
  last.x = 'end';
  expect(multiverseOf(last)).toBe(t);
  expect(snapshotOf(board).left?.next).toBeDefined();
  t.undo(2);
  expect([board.left, last.x]).toEqual([null, 0]);
});
