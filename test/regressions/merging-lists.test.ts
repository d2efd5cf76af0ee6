// Merges that once lost, doubled or misplaced elements of lists, or reported conflicts that were none.
import { move, multiverseOf, timeline, tracked, trackedList, type Multiverse } from '../../src/index.js';

class Piece {
  @tracked note = '';
  constructor(readonly name: string) {}
}

@timeline({ mode: 'multiverse' })
class Text {
  @trackedList list = [1, 2, 3, 4];
  @trackedList pieces: Piece[] = [];
}

function text(...branches: readonly string[]): { text: Text; list: number[]; t: Multiverse } {
  const made = new Text();
  const t = multiverseOf(made);
  for (const name of branches) t.branch(name, { switch: false });
  return { text: made, list: made.list, t };
}

test('an element that came over stays where the merge has put it', () => {
  const { list, t } = text('left', 'right');
  t.switch('left');
  list.unshift(11);
  t.switch('right');
  list.unshift(12);
  t.switch('main');
  list.unshift(20);
  // To the left the target's own is first, and to the right: 11 20, and 20 12.
  t.switch('left');
  t.merge('main');
  t.switch('main');
  t.merge('right');
  t.merge('left');
  expect([...list]).toEqual([11, 20, 12, 1, 2, 3, 4]);
});

test('branches that have merged each other, each with its own first, keep the order that both have', () => {
  const { list, t } = text('side');
  list.unshift(10, 11);
  t.switch('side');
  list.unshift(20);
  const [main, side] = ['main', 'side'].map((name) => t.branches().get(name)!);
  t.merge(main!);
  t.switch('main');
  t.merge(side!);
  expect([...list]).toEqual([10, 11, 20, 1, 2, 3, 4]);
  list.splice(2, 0, 12);
  t.switch('side');
  expect([...list]).toEqual([20, 10, 11, 1, 2, 3, 4]);
  list.splice(3, 0, 21);
  expect(t.merge('main', 'strict').conflicts).toEqual([]);
  expect([...list]).toEqual([20, 10, 11, 21, 12, 1, 2, 3, 4]);
  t.switch('main');
  t.merge('side');
  expect([...list]).toEqual([20, 10, 11, 21, 12, 1, 2, 3, 4]);
});

test('a value that came over is no change of who took it', () => {
  const { list, t } = text('left', 'right');
  t.switch('left');
  list[1] = 21;
  t.switch('right');
  list.push(5);
  t.merge('left', 'strict');
  t.switch('left');
  list[1] = 22;
  t.switch('main');
  t.merge('left', 'strict');
  t.merge('right', 'strict');
  expect([...list]).toEqual([1, 22, 3, 4, 5]);
});

test('a move that came over is no move of who took it', () => {
  const { list, t } = text('side');
  t.switch('side');
  move(list, 0, 3);
  t.switch('main');
  list.push(5);
  t.merge('side', 'strict');
  t.switch('side');
  move(list, 3, 1);
  t.switch('main');
  expect(t.merge('side', 'strict').conflicts).toEqual([]);
  expect([...list]).toEqual([2, 1, 3, 4, 5]);
});

test('many moves that came over are no moves of who took them', () => {
  const { list, t } = text('side');
  list.length = 0;
  list.push(...Array.from({ length: 1_000 }, (_, at) => at));
  t.deleteBranch('side');
  t.branch('side');
  list.reverse();
  t.switch('main');
  list.push(-1);
  t.merge('side', 'strict');
  t.switch('side');
  move(list, 0, 999);
  t.switch('main');
  expect(t.merge('side', 'strict').conflicts).toEqual([]);
  expect(list.filter((value) => value >= 0)).toEqual([...Array.from({ length: 999 }, (_, at) => 998 - at), 999]);
  expect(list).toHaveLength(1_001);
});

test.each(['overshadow', ({ ours, theirs }: { ours: unknown; theirs: unknown }): unknown => ours ?? theirs] as const)(
  'what one side removed and a merge kept is the same element afterwards, under %p',
  (strategy) => {
    const { text: made, t } = text();
    const { pieces } = made;
    pieces.push(new Piece('a'), new Piece('b'));
    for (const name of ['left', 'right']) t.branch(name, { switch: false });
    t.switch('left');
    pieces[0]!.note = 'left';
    t.switch('right');
    pieces[1]!.note = 'right';
    t.switch('main');
    pieces.splice(1, 1);
    t.switch('left');
    t.merge('main', strategy);
    t.switch('main');
    t.merge('right', strategy);
    t.switch('left');
    t.merge('right', strategy);
    t.switch('main');
    t.merge('left', strategy);
    expect(pieces.map(({ name, note }) => name + note)).toEqual(['aleft', 'bright']);
  },
);

test('what was popped one by one comes back as what it was', () => {
  const { text: made, t } = text();
  const { pieces } = made;
  pieces.push(...['a', 'b', 'c'].map((name) => new Piece(name)));
  t.branch('side');
  for (const piece of pieces) piece.note = '!';
  t.switch('main');
  while (pieces.length > 0) pieces.pop();
  expect(t.merge('side').conflicts).toHaveLength(3);
  expect(pieces.map(({ name, note }) => name + note)).toEqual(['a!', 'b!', 'c!']);
});

test('a part that both sides put into one list is one element', () => {
  const { text: made, t } = text();
  const { pieces } = made;
  const [a, b] = [new Piece('a'), new Piece('b')];
  pieces.push(a, b);
  t.branch('side');
  pieces.splice(0, 1);
  pieces.push(a);
  t.switch('main');
  pieces.splice(0, 1);
  pieces.push(a);
  expect(t.merge('side', 'strict').conflicts).toEqual([]);
  expect([...pieces]).toEqual([b, a]);
  t.switch('side');
  pieces.pop();
  t.switch('main');
  t.merge('side', 'strict');
  expect([...pieces]).toEqual([b]);
});
