// Numbers that both sides changed, under every policy and strategy, as a field, a key, an element, and inside a plain object; what
// both sides did alike; and what a conflict tells.
import {
  branchable,
  JanusError,
  MergeConflictError,
  MergePolicyError,
  move,
  multiverseOf,
  REMOVE,
  timeline,
  tracked,
  trackedList,
  type MergePolicy,
  type MergeStrategy,
} from '../../src/index.js';
import { VALUE_ROWS, VALUE_STRATEGIES } from './merge-values.js';

interface Numbers {
  field: number;
  list: number[];
  map: Map<string, number>;
  object: Record<string, number>;
  rows: { n: number }[];
}

function numbersOf(policy: MergePolicy | undefined): Numbers {
  const options = policy === undefined ? {} : { merge: policy };
  @timeline({ mode: 'multiverse' })
  class Ledger implements Numbers {
    @branchable(options) field = 10;
    @trackedList(options) list = [10];
    @branchable(options) map = new Map([['n', 10]]);
    @branchable(options) object: Record<string, number> = { n: 10 };
    @trackedList(options) rows = [{ n: 10 }];
  }
  return new Ledger();
}

const PLACES: readonly (readonly [string, (all: Numbers) => number, (all: Numbers, to: number) => void])[] = [
  ['field', (all) => all.field, (all, to) => (all.field = to)],
  ['list[0]', (all) => all.list[0]!, (all, to) => (all.list[0] = to)],
  ['map.n', (all) => all.map.get('n')!, (all, to) => all.map.set('n', to)],
  ['object.n', (all) => all.object.n!, (all, to) => (all.object.n = to)],
  ['rows[0].n', (all) => all.rows[0]!.n, (all, to) => (all.rows[0]!.n = to)],
];

describe.each(PLACES)('%s', (path, read, write) => {
  test.each(VALUE_ROWS)('policy $name', ({ policy, outcomes, same }) => {
    const diverged = (ours: number, theirs: number) => {
      const all = numbersOf(policy);
      const t = multiverseOf(all);
      t.branch('theirs');
      write(all, theirs);
      t.switch('main');
      write(all, ours);
      return { all, t };
    };
    const isRefused = policy === 'union' && path === 'field';
    for (const [at, strategy] of Object.values(VALUE_STRATEGIES).entries()) {
      const { all, t } = diverged(15, 17);
      if (isRefused) expect(() => t.merge('theirs', strategy)).toThrow(MergePolicyError);
      else if (outcomes[at] === 'throws') expect(() => t.merge('theirs', strategy)).toThrow(MergeConflictError);
      else {
        const { conflicts } = t.merge('theirs', strategy);
        expect([path, read(all)]).toEqual([path, outcomes[at]]);
        expect(conflicts).toMatchObject([
          { kind: 'value', path, base: 10, ours: 15, theirs: 17, value: outcomes[at], hasBase: true },
        ]);
      }
      expect(t.verify()).toEqual([]);
    }
    const { all, t } = diverged(15, 15);
    expect(t.merge('theirs').conflicts).toHaveLength(same === 15 ? 0 : 1);
    expect(read(all)).toBe(same);
  });
});

class Piece {
  @tracked note = '';
  constructor(readonly name: string) {}
}

@timeline({ mode: 'multiverse' })
class Desk {
  @trackedList list = ['a', 'c', 'b', 'd'].map((name) => new Piece(name));
  @tracked map = new Map(['a', 'c'].map((name) => [name, new Piece(name)]));
  @tracked set = new Set(['a', 'c'].map((name) => new Piece(name)));
  @tracked field: Piece | null = new Piece('c');
  readonly spare = new Piece('s');
  @tracked held: Piece | null = this.spare;
}

const names = (pieces: Iterable<Piece>): string => [...pieces].map(({ name, note }) => name + note).join(' ');

const ALIKE: readonly (readonly [string, (desk: Desk) => unknown, (desk: Desk) => string, string])[] = [
  ['move to one place', ({ list }) => move(list, 1, 3), ({ list }) => names(list), 'a b d c'],
  ['remove', ({ list }) => list.splice(1, 1), ({ list }) => names(list), 'a b d'],
  ['pop', ({ list }) => list.pop(), ({ list }) => names(list), 'a c b'],
  ['shift', ({ list }) => list.shift(), ({ list }) => names(list), 'c b d'],
  ['edit to one text', ({ list }) => (list[1]!.note = '1'), ({ list }) => names(list), 'a c1 b d'],
  ['replace by one part', (desk) => (desk.list[1] = desk.spare), ({ list }) => names(list), 'a s b d'],
  ['insert one part', (desk) => desk.list.splice(1, 0, desk.spare), ({ list }) => names(list), 'a s c b d'],
  ['sort', ({ list }) => list.sort((a, b) => (a.name < b.name ? -1 : 1)), ({ list }) => names(list), 'a b c d'],
  ['reverse', ({ list }) => list.reverse(), ({ list }) => names(list), 'd b c a'],
  ['set a key to one part', (desk) => desk.map.set('c', desk.spare), ({ map }) => names(map.values()), 'a s'],
  ['insert a key with one part', (desk) => desk.map.set('n', desk.spare), ({ map }) => names(map.values()), 'a c s'],
  ['delete a key', ({ map }) => map.delete('c'), ({ map }) => names(map.values()), 'a'],
  ['add one part to a set', (desk) => desk.set.add(desk.spare), ({ set }) => names(set), 'a c s'],
  ['assign one part', (desk) => (desk.field = desk.spare), ({ field }) => names([field!]), 's'],
  ['null', (desk) => (desk.field = null), ({ field }) => (field === null ? 'null' : 'something'), 'null'],
]; // prettier-ignore

test.each(ALIKE)('both sides alike, %s: no conflict', (_, work, read, outcome) => {
  const desk = new Desk();
  const t = multiverseOf(desk);
  t.branch('theirs');
  work(desk);
  t.switch('main');
  work(desk);
  expect(t.merge('theirs', 'strict').conflicts).toEqual([]);
  expect(read(desk)).toBe(outcome);
});

const edit = (piece: Piece): string => (piece.note = '2');

/** What a conflict tells, by what both sides did. */
const TOLD: readonly (readonly [string, (desk: Desk) => unknown, (desk: Desk) => unknown, Record<string, unknown>])[] = [
  ['element removed, edited', ({ list }) => list.splice(1, 1), ({ list }) => edit(list[1]!),
    { kind: 'removed', path: 'list[1]', field: 1, hasBase: true, hasOurs: false, hasTheirs: true }],
  ['element edited, removed', ({ list }) => edit(list[1]!), ({ list }) => list.splice(1, 1),
    { kind: 'removed', path: 'list[1]', field: 1, hasBase: true, hasOurs: true, hasTheirs: false }],
  ['element moved', ({ list }) => move(list, 1, 3), ({ list }) => move(list, 1, 0),
    { kind: 'moved', path: 'list[3]', field: 3, hasBase: true, hasOurs: true, hasTheirs: true }],
  ['key deleted, set', ({ map }) => map.delete('c'), (desk) => map2(desk),
    { kind: 'removed', path: 'map.c', field: 'c', hasBase: true, hasOurs: false, hasTheirs: true }],
  ['key inserted', ({ map }) => map.set('n', new Piece('X')), ({ map }) => map.set('n', new Piece('Y')),
    { kind: 'value', path: 'map.n', field: 'n', hasBase: false, hasOurs: true, hasTheirs: true }],
  ['field null, edited', (desk) => (desk.field = null), ({ field }) => edit(field!),
    { kind: 'removed', path: 'field', field: 'field', hasBase: true, hasOurs: true, hasTheirs: true, ours: null }],
]; // prettier-ignore

function map2({ map }: Desk): void {
  map.set('c', new Piece('Y'));
}

test.each(TOLD)('what a conflict tells: %s', (_, ours, theirs, told) => {
  const asked: unknown[] = [];
  const strategies: MergeStrategy[] = ['overshadow', 'preserve', (conflict) => {
    asked.push(conflict);
    expect(conflict).toMatchObject(told);
    return conflict.hasOurs ? conflict.ours : conflict.theirs;
  }]; // prettier-ignore
  for (const strategy of strategies) {
    const desk = new Desk();
    const t = multiverseOf(desk);
    const past = { list: desk.list[1], map: desk.map.get('c'), field: desk.field };
    t.branch('theirs');
    theirs(desk);
    t.switch('main');
    ours(desk);
    const { conflicts } = t.merge('theirs', strategy);
    expect(conflicts).toHaveLength(1);
    expect(conflicts[0]).toMatchObject(told);
    const [{ hasBase, base, hasOurs, ours: one, hasTheirs, theirs: other, object }] = conflicts as [
      (typeof conflicts)[0],
    ];
    const top = String(told.path).replace(/\W.*/, '') as 'list' | 'map' | 'field';
    expect(object).toBe(top === 'field' ? desk : desk[top]);
    expect(base).toBe(hasBase ? past[top] : undefined);
    if (!hasOurs) expect(one).toBeUndefined();
    if (!hasTheirs) expect(other).toBeUndefined();
  }
  expect(asked).toHaveLength(told.kind === 'moved' ? 0 : 1);
});

test('a function of a list conflict may answer another object, which joins', () => {
  const desk = new Desk();
  const t = multiverseOf(desk);
  t.branch('theirs');
  desk.list[1] = new Piece('Y');
  t.switch('main');
  desk.list[1] = new Piece('X');
  t.merge('theirs', () => new Piece('Z'));
  expect(names(desk.list)).toBe('a Z b d');
  desk.list[1].note = '!';
  t.undo();
  expect(names(desk.list)).toBe('a Z b d');
});

test('a field cannot be removed', () => {
  const desk = new Desk();
  const t = multiverseOf(desk);
  t.branch('theirs');
  edit(desk.field!);
  t.switch('main');
  desk.field = null;
  const at = t.moment;
  expect(() => t.merge('theirs', () => REMOVE)).toThrow(JanusError);
  expect([t.moment, desk.field]).toEqual([at, null]);
});
