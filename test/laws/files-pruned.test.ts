// A history of which moments were let go, saved and opened, is the same one: random programs over containers and all verbs,
// pruned, saved, opened; then the same writes, merges and prunings on both, and every moment of both.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { multiverseOf, openBytes, snapshotOf, timelineOf, type Multiverse, type Timeline } from '../../src/index.js';
import { Desk, LinearDesk, Piece } from '../model/containers/fixture.js';
import { geneses, programs } from '../model/containers/programs.js';
import { World } from '../model/containers/world.js';

const CLASSES = { classes: [Desk, LinearDesk, Piece] };

function states(t: Timeline): unknown[] {
  const { moment } = t;
  const all = t.graph().moments.map(({ id }) => {
    t.jumpTo(t.at(id));
    return [id, snapshotOf(t.owner)];
  });
  t.jumpTo(moment);
  return all;
}

/** One step on one of both; answers what can be compared of it. */
function step(t: Timeline, [kind, number]: readonly [number, number]): unknown {
  const desk = t.owner as unknown as {
    list: unknown[];
    items: unknown[];
    map: Map<unknown, unknown>;
    set: Set<unknown>;
  };
  const branches = 'switch' in t ? [...(t as Multiverse).branches().keys()] : [];
  const branch = branches[number % branches.length];
  try {
    switch (kind) {
      case 0:
        return t.undo(number % 5);
      case 1:
        return t.redo(number % 5);
      case 2:
        return t.prune({ moments: 1 + (number % 12) }).moments;
      case 3:
        if (branch !== undefined) (t as Multiverse).switch(branch);
        return undefined;
      case 4:
        if (branch !== undefined) (t as Multiverse).merge(branch, 'overshadow');
        return undefined;
      default:
        desk.list.push(number);
        desk.items.splice(0, number % 3);
        desk.map.set(number % 5, number);
        desk.set.add(number);
        return desk.list.length;
    }
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

const steps = fc.array(fc.tuple(fc.nat(8), fc.nat(60)), { maxLength: 12 });

test.each([
  { name: 'a multiverse', linear: false },
  { name: 'a linear timeline', linear: true },
])(
  '$name comes back without what was pruned',
  ({ linear }) => {
    const property = (
      genesis: readonly number[],
      program: Parameters<World['run']>[0][],
      keep: number,
      before: readonly (readonly [number, number])[],
      after: readonly (readonly [number, number])[],
    ): void => {
      const world = new World(linear, genesis);
      for (const command of program) world.run(command);
      const original = linear ? timelineOf(world.owner) : multiverseOf(world.owner);
      original.prune({ moments: keep });
      for (const each of before) step(original, each);
      expect(original.verify()).toEqual([]);
      const bytes = original.toBytes();
      const opened = openBytes(bytes, CLASSES);
      expect(opened.verify()).toEqual([]);
      expect(Buffer.compare(opened.toBytes(), bytes)).toBe(0);
      expect(isDeepStrictEqual(opened.graph(), original.graph())).toBe(true);
      expect(isDeepStrictEqual(states(opened), states(original))).toBe(true);
      for (const each of after) expect(step(opened, each)).toEqual(step(original, each));
      expect(isDeepStrictEqual(states(opened), states(original))).toBe(true);
      expect(opened.verify()).toEqual([]);
      expect(openBytes(opened.toBytes(), CLASSES).verify()).toEqual([]);
      world.timeline.dispose();
      opened.dispose();
    };
    fc.assert(fc.property(geneses, programs(40), fc.integer({ min: 1, max: 20 }), steps, steps, property), {
      numRuns: 120,
    });
  },
  300_000,
);
