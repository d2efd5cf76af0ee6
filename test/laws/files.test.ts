// A history that was saved and opened again is the same one: random programs over containers and all verbs, then every moment
// of both, then the same writes and verbs on both.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { multiverseOf, openBytes, snapshotOf, timelineOf, type Timeline } from '../../src/index.js';
import { Desk, LinearDesk, Piece } from '../model/containers/fixture.js';
import { geneses, programs } from '../model/containers/programs.js';
import { World } from '../model/containers/world.js';

const CLASSES = { classes: [Desk, LinearDesk, Piece] };

function states(t: Timeline): unknown[] {
  const all: unknown[] = [];
  for (const { id } of t.graph().moments) {
    t.jumpTo(t.at(id));
    all.push(snapshotOf(t.owner));
  }
  return all;
}

/** What both are asked to do after one of them was opened from a file. */
function goOn(t: Timeline, numbers: readonly number[]): void {
  const desk = t.owner as Desk;
  for (const number of numbers) {
    const { list, items, map, set, object } = desk as unknown as {
      list: unknown[];
      items: unknown[];
      map: Map<unknown, unknown>;
      set: Set<unknown>;
      object: Record<string, unknown>;
    };
    switch (number % 8) {
      case 0:
        t.undo(number % 3);
        break;
      case 1:
        t.redo(number % 4);
        break;
      default:
        // Off the line of the branch nothing is written.
        t.redo(1_000);
        if (t.graph().moments.length === 0) break;
        try {
          list.push(number);
          items.splice(0, number % 3);
          map.set(number % 5, number);
          map.delete([...map.keys()][0]);
          set.add(number);
          object[`k${String(number % 3)}`] = number;
          delete object.k0;
        } catch (error) {
          if ((error as { code?: string }).code !== 'JANUS_DETACHED_WRITE') throw error;
        }
    }
  }
}

test.each([
  { name: 'a multiverse', linear: false },
  { name: 'a linear timeline', linear: true },
])(
  '$name comes back',
  ({ linear }) => {
    const property = (genesis: readonly number[], program: Parameters<World['run']>[0][], later: number[]): void => {
      const world = new World(linear, genesis);
      for (const command of program) world.run(command);
      const original = linear ? timelineOf(world.owner) : multiverseOf(world.owner);
      const bytes = original.toBytes();
      const opened = openBytes(bytes, CLASSES);
      expect(opened.verify()).toEqual([]);
      expect(Buffer.compare(opened.toBytes(), bytes)).toBe(0);
      expect(isDeepStrictEqual(opened.graph(), original.graph())).toBe(true);
      expect(isDeepStrictEqual(snapshotOf(opened.owner), snapshotOf(original.owner))).toBe(true);
      goOn(original, later);
      goOn(opened, later);
      expect(isDeepStrictEqual(states(opened), states(original))).toBe(true);
      expect(opened.verify()).toEqual([]);
      world.timeline.dispose();
      opened.dispose();
    };
    fc.assert(fc.property(geneses, programs(40), fc.array(fc.nat(60), { maxLength: 6 }), property), { numRuns: 400 });
  },
  300_000,
);
