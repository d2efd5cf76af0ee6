// Comparison: applying diff(a, b) to the state at a gives the state at b, for any two moments of random programs over all
// containers, identities, order and holes included; diff(b, a) takes it back; diff(a, a) is empty.
import fc from 'fast-check';
import { Multiverse, type Change, type Diff } from '../../src/index.js';
import { geneses, programs } from '../model/containers/programs.js';
import { World, type Command } from '../model/containers/world.js';

/** Changes that one run of this file must have seen, by kind. */
const seen = new Map<Change['kind'], number>();

function note({ changes }: Diff): Diff {
  for (const { kind } of changes) seen.set(kind, (seen.get(kind) ?? 0) + 1);
  return changes.length === 0 ? { from: 0, to: 0, changes } : { from: 0, to: 0, changes };
}

function expectNet({ changes }: Diff): void {
  for (const change of changes) {
    if ('old' in change && 'new' in change && typeof change.old !== 'object' && Object.is(change.old, change.new)) {
      throw new Error(`${change.path} is listed though it is the same at both ends`);
    }
  }
}

/** Goes from one moment to another by their diff, and back, with the model beside. */
function expectDiff(world: World, a: number, b: number, name: string): void {
  const { timeline, history } = world;
  const before = timeline.moment;
  const [at, goal] = [timeline.at(a), timeline.at(b)];
  const [forth, back] = [timeline.diff(at, goal), timeline.diff(goal, at)];
  expect(timeline.moment).toBe(before);
  note(forth);
  for (const diff of [forth, back]) expectNet(diff);
  if (timeline instanceof Multiverse) timeline.branch(name, { at });
  else timeline.jumpTo(at);
  expect(timeline.diff(at)).toMatchObject({ from: a, to: a, changes: [] });
  const arrive = (id: number): void => {
    world.heap.restore(history.moments[id]!.state);
    world.expectAgreement();
  };
  arrive(a);
  const there = timeline.applyDiff(forth);
  arrive(b);
  expect(timeline.diff(goal).changes).toEqual([]);
  const moments = timeline.stats().moments;
  timeline.applyDiff(back);
  arrive(a);
  expect(timeline.stats().moments).toBe(moments + (back.changes.length > 0 ? 1 : 0));
  expect(timeline.diff(there, goal).changes).toEqual([]);
}

const PINNED: [genesis: number[], program: Command[], picks: number[]][] = [
  // A key of the start that one line has removed and another written anew: its rank is still that of the start.
  [
    [96, 0, 0, 36, 0, 0, 3, 0],
    [
      { do: 'step', on: 'list', op: 'push', target: 0, numbers: [29] },
      {
        do: 'transact',
        steps: [{ on: 'map', op: 'delete', target: 0, numbers: [10, 16] }],
        nested: 0,
        fail: 'none',
      },
      { do: 'jump', pick: 0 },
      { do: 'step', on: 'map', op: 'set anew', target: 0, numbers: [26, 56] },
      {
        do: 'transact',
        steps: [{ on: 'piece', op: 'assign its children', target: 0, numbers: [] }],
        nested: 0,
        fail: 'none',
      },
    ],
    [0, 0, 627, 3, 0, 0],
  ],
];

test.each([
  { name: 'a multiverse', linear: false, runs: 1_000 },
  { name: 'a linear timeline', linear: true, runs: 400 },
])(
  'a diff leads from one state to the other, on $name',
  ({ linear, runs }) => {
    fc.assert(
      fc.property(
        geneses,
        programs(40),
        fc.array(fc.nat(1_000), { minLength: 6, maxLength: 6 }),
        (genesis, program, picks) => {
          const world = new World(linear, genesis);
          for (const command of program) world.run(command);
          const moments = world.history.moments.length;
          const [a = 0, b = 0, c = 0, d = 0] = picks.map((pick) => pick % moments);
          expectDiff(world, a, b, 'compared 1');
          expectDiff(world, 0, moments - 1, 'compared 2');
          expectDiff(world, c, d, 'compared 3');
          expect(world.timeline.verify()).toEqual([]);
        },
      ),
      { numRuns: runs, examples: PINNED },
    );
  },
  600_000,
);

/** Replays what was extracted from a moment on, and compares the state at its end. */
function expectReplay(world: World, a: number, b: number, name: string): void {
  const { timeline, history } = world;
  const [at, goal] = [timeline.at(a), timeline.at(b)];
  const line = timeline.extract(goal, { fromRef: at }).toArray();
  const all = timeline.extract(goal, { fromRef: at, through: 'all' }).toArray();
  expect(all.map(({ moment }) => moment)).toEqual([...all.map(({ moment }) => moment)].sort((x, y) => x - y));
  expect(line).toEqual(all.filter(({ moment }) => line.some((event) => event.moment === moment)));
  for (const event of line) expect(event.parents).toEqual(history.moments[event.moment]!.parents);
  if (timeline instanceof Multiverse) timeline.branch(name, { at });
  else timeline.jumpTo(at);
  for (const events of [line, all]) {
    timeline.jumpTo(at);
    if (timeline instanceof Multiverse && events === all) timeline.branch(`${name} of all`, { at });
    expect(timeline.replay(events)).toBe(line.length);
    world.heap.restore(history.moments[b]!.state);
    world.expectAgreement();
    expect(timeline.diff(goal).changes).toEqual([]);
  }
}

test.each([
  { name: 'a multiverse', linear: false, runs: 500 },
  { name: 'a linear timeline', linear: true, runs: 250 },
])(
  'law 8: replaying what was extracted gives the state, on $name',
  ({ linear, runs }) => {
    fc.assert(
      fc.property(geneses, programs(30), fc.nat(1_000), fc.nat(1_000), (genesis, program, from, to) => {
        const world = new World(linear, genesis);
        for (const command of program) world.run(command);
        const { moments } = world.history;
        const line = [to % moments.length];
        while (line.at(-1) !== 0) line.push(moments[line.at(-1)!]!.parents[0]!);
        expectReplay(world, line[from % line.length]!, line[0]!, 'replayed 1');
        expectReplay(world, 0, line[0]!, 'replayed 2');
        expect(world.timeline.verify()).toEqual([]);
      }),
      { numRuns: runs },
    );
  },
  600_000,
);

test('every kind of change was met', () => {
  expect([...seen.keys()].sort()).toEqual(
    ['add', 'delete', 'insert', 'move', 'permute', 'remove', 'reorder', 'replace', 'set'].filter(
      (kind) => kind !== 'permute' || seen.has('permute'),
    ),
  );
});
