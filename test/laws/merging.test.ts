// Law 6 and 4: merging an ancestor is nothing, a descendant a fast-forward, the same source twice changes nothing more,
// disjoint changes merge to the same state from either side, and every conflict that was decided is listed.
import fc from 'fast-check';
import {
  branchable,
  multiverseOf,
  MergeConflictError,
  snapshotOf,
  timeline,
  tracked,
  type MergeConflict,
  type Multiverse,
} from '../../src/index.js';
import { Board, NUMBER_FIELDS, Part, PLAIN_FIELDS } from '../model/fixture.js';

const FIELDS = [...PLAIN_FIELDS, ...NUMBER_FIELDS] as const;
type Values = Partial<Record<(typeof FIELDS)[number], number>>;

const values: fc.Arbitrary<Values> = fc.record(
  Object.fromEntries(FIELDS.map((field) => [field, fc.integer({ min: 1, max: 9 })])),
  { requiredKeys: [] },
);

/** Two branches off one past, each with changes. */
function diverged(ours: Values, theirs: Values): { board: Board; t: Multiverse } {
  const board = new Board();
  const t = multiverseOf(board);
  board.left = new Part();
  t.branch('theirs');
  Object.assign(board, theirs);
  t.switch('main');
  Object.assign(board, ours);
  return { board, t };
}

test('merging what is in the past is nothing, and what lies ahead a fast-forward', () => {
  fc.assert(
    fc.property(values, (theirs) => {
      const { board, t } = diverged({}, theirs);
      const ahead = t.branches().get('theirs');
      const result = t.merge('theirs');
      expect(result.kind).toBe(Object.keys(theirs).length === 0 ? 'already-merged' : 'fast-forward');
      expect(t.moment).toBe(ahead);
      expect(board).toMatchObject(theirs);
      const moments = t.stats().moments;
      expect(t.merge('theirs').kind).toBe('already-merged');
      expect(t.stats().moments).toBe(moments);
    }),
    { numRuns: 300 },
  );
});

test('the same source twice changes nothing more, also with edits in between', () => {
  fc.assert(
    fc.property(values, values, values, (ours, theirs, later) => {
      const { board, t } = diverged({ ...ours, title: 1 }, { ...theirs, note: 1 });
      t.merge('theirs');
      Object.assign(board, later);
      const before = snapshotOf(board);
      const at = t.moment;
      expect(t.merge('theirs').kind).toBe('already-merged');
      expect(snapshotOf(board)).toEqual(before);
      expect(t.moment).toBe(at);
    }),
    { numRuns: 300 },
  );
});

test('disjoint changes merge to the same state from either side, under every strategy', () => {
  fc.assert(
    fc.property(
      values,
      fc.constantFrom('overshadow' as const, 'preserve' as const, 'strict' as const),
      (all, strategy) => {
        const entries = Object.entries(all);
        const ours = Object.fromEntries(entries.filter((_, index) => index % 2 === 0));
        const theirs = Object.fromEntries(entries.filter((_, index) => index % 2 === 1));
        const one = diverged(ours, theirs);
        const other = diverged(theirs, ours);
        expect(one.t.merge('theirs', strategy).conflicts).toEqual([]);
        other.t.merge('theirs', strategy);
        expect(snapshotOf(one.board)).toEqual(snapshotOf(other.board));
      },
    ),
    { numRuns: 300 },
  );
});

test('overshadow from one side is preserve from the other', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const keep = ({ title, note }: Values): Values => ({ ...(title && { title }), ...(note && { note }) });
      const one = diverged(keep(a), keep(b));
      const other = diverged(keep(b), keep(a));
      one.t.merge('theirs', 'overshadow');
      other.t.merge('theirs', 'preserve');
      expect(snapshotOf(one.board)).toEqual(snapshotOf(other.board));
    }),
    { numRuns: 300 },
  );
});

/** Every rule of a field that both sides changed: policy, then strategy, then the outcome. */
const OUTCOMES: readonly (readonly [
  field: keyof Values,
  strategy: 'overshadow' | 'preserve',
  value: unknown,
  by: string,
])[] = [
  ['title', 'overshadow', 7, 'theirs'],
  ['title', 'preserve', 5, 'ours'],
  ['color', 'preserve', 7, 'theirs'],
  ['budget', 'overshadow', 12, 'computed'],
  ['peak', 'preserve', 7, 'computed'],
  ['joint', 'overshadow', '5+7', 'computed'],
];

test.each(OUTCOMES)('%s, changed on both sides, merged with %s', (field, strategy, value, by) => {
  const { board, t } = diverged({ [field]: 5 }, { [field]: 7 });
  const base = field === 'budget' || field === 'peak' ? 0 : new Board()[field];
  const preview = t.previewMerge('theirs', strategy);
  const result = t.merge('theirs', strategy);
  const decision = { path: field, field, base, hasBase: true, ours: 5, theirs: 7, value, by, conflict: true };
  expect(result.conflicts.map(plain)).toEqual([decision]);
  expect(preview.kind).toBe('merged');
  if (field !== 'joint') expect(preview.conflicts.map(plain)).toEqual([decision]);
  expect(board[field]).toBe(value);
  expect(result.moment).toBe(t.moment);
  expect(t.moment.parents).toHaveLength(2);
  expect(t.undo()).toBe(1);
  expect(board[field]).toBe(5);
});

function plain({
  path,
  field,
  base,
  hasBase,
  ours,
  theirs,
  value,
  by,
  conflict,
}: MergeConflict & Record<'value' | 'by' | 'conflict', unknown>): unknown {
  return { path, field, base, hasBase, ours, theirs, value, by, conflict };
}

test('a strict merge lists all conflicts, with their paths, and does nothing', () => {
  const { board, t } = diverged({ title: 1, note: 2 }, { title: 3, note: 4 });
  const part = board.left!;
  part.next = new Part();
  t.switch('theirs');
  part.x = 1;
  t.switch('main');
  part.x = 2;
  const at = t.moment;
  let thrown: unknown;
  try {
    t.merge('theirs', 'strict');
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(MergeConflictError);
  expect((thrown as MergeConflictError).conflicts.map(({ path }) => path).sort()).toEqual(['left.x', 'note', 'title']);
  expect(t.moment).toBe(at);
});

test('a part that has moved is named by where it is', () => {
  const { board, t } = diverged({}, {});
  const part = board.left!;
  board.left = null;
  board.right = part;
  t.branch('moved');
  part.x = 1;
  t.switch('main');
  part.x = 2;
  expect(t.merge('moved').conflicts.map(({ path }) => path)).toEqual(['right.x']);
});

test('a side that has changed a field back has not changed it', () => {
  const { board, t } = diverged({ title: 5 }, { title: 7 });
  board.title = 'Untitled';
  const result = t.merge('theirs', 'strict');
  expect(result.conflicts).toEqual([]);
  expect(board.title).toBe(7);
});

test('both sides to the same value is no conflict', () => {
  const { board, t } = diverged({ title: 5, note: 1 }, { title: 5 });
  expect(t.merge('theirs', 'strict').decisions).toEqual([]);
  expect(board.title).toBe(5);
  expect(t.moment.parents).toHaveLength(2);
});

@timeline()
class Counter {
  @branchable({ merge: 'sum' }) sum = 0;
  @branchable({ merge: 'max' }) max = 0;
  @branchable({ merge: 'min' }) min = 0;
  @branchable({ merge: 'sum' }) big = 0n;
  @branchable({ merge: 'strict' }) strict = 0;
  @tracked plain = 0;
}

/** Each side merges the other's older state, then both go on: two common pasts. */
function crissCross(order: 'main first' | 'side first'): { counter: Counter; t: Multiverse } {
  const counter = new Counter();
  const t = multiverseOf(counter);
  t.branch('side', { switch: false });
  const work: Record<'main' | 'side', () => void> = {
    main: () => {
      counter.sum += 1;
      counter.big += 2n ** 70n;
      counter.max = 3;
    },
    side: () => {
      counter.sum += 10;
      counter.big += 1n;
      counter.min = -3;
    },
  };
  const turns = order === 'main first' ? (['main', 'side'] as const) : (['side', 'main'] as const);
  for (const name of turns) {
    t.switch(name);
    t.transact(work[name]);
  }
  const olds = new Map(t.branches());
  for (const name of turns) {
    t.switch(name);
    t.merge(olds.get(name === 'main' ? 'side' : 'main')!);
  }
  return { counter, t };
}

test.each(['main first', 'side first'] as const)('a criss-cross adds each change once, made %s', (order) => {
  const { counter, t } = crissCross(order);
  t.switch('side');
  counter.sum += 100;
  t.switch('main');
  counter.sum += 1_000;
  const result = t.merge('side');
  expect(result.kind).toBe('merged');
  expect(counter.sum).toBe(1_111);
  expect(counter.big).toBe(2n ** 70n + 1n);
  expect([counter.max, counter.min]).toEqual([3, -3]);
  expect(t.verify()).toEqual([]);
});

test('a plain field that two pasts of a criss-cross disagree about is a conflict without a base', () => {
  const counter = new Counter();
  const t = multiverseOf(counter);
  t.branch('side', { switch: false });
  counter.plain = 1;
  const main = t.moment;
  t.switch('side');
  counter.plain = 2;
  const side = t.moment;
  t.merge(main, 'preserve');
  t.switch('main');
  t.merge(side, 'preserve');
  const [conflict] = t.previewMerge('side', 'strict').conflicts;
  expect(conflict).toMatchObject({ path: 'plain', hasBase: false, ours: 1, theirs: 2, by: 'nobody' });
  expect(() => t.merge('side', 'strict')).toThrow(MergeConflictError);
  expect(t.merge('side').kind).toBe('merged');
  expect(counter.plain).toBe(2);
});

test('a strict field refuses whatever the strategy, and sums refuse what is no number', () => {
  const counter = new Counter();
  const t = multiverseOf(counter);
  t.branch('side');
  counter.strict = 1;
  t.switch('main');
  counter.strict = 2;
  expect(() => t.merge('side', 'overshadow')).toThrow(MergeConflictError);
  counter.strict = 0;
  (counter as { sum: unknown }).sum = 'three';
  t.switch('side');
  counter.sum = 3;
  t.switch('main');
  expect(() => t.merge('side')).toThrow(/policy sum cannot decide sum/);
});
