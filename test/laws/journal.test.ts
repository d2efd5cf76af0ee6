// A history that was opened from a file and the journal beside it is the one that was recorded: random programs over
// containers and all verbs, with a record after some of the commands.
import fc from 'fast-check';
import { multiverseOf, timelineOf } from '../../src/index.js';
import { Desk, LinearDesk, Piece } from '../model/containers/fixture.js';
import { geneses, programs } from '../model/containers/programs.js';
import { World } from '../model/containers/world.js';
import { Keeping } from '../model/keeping.js';

const CLASSES = { classes: [Desk, LinearDesk, Piece] };

test.each([
  { name: 'a multiverse', linear: false },
  { name: 'a linear timeline', linear: true },
])(
  '$name comes back from a file and its journal',
  ({ linear }) => {
    let [files, records] = [0, 0];
    const property = (genesis: readonly number[], program: Parameters<World['run']>[0][], when: number[]): void => {
      const world = new World(linear, genesis);
      const original = linear ? timelineOf(world.owner) : multiverseOf(world.owner);
      const keeping = Keeping.of(original);
      program.forEach((command, at) => {
        world.run(command);
        if ((when[at % when.length] ?? 0) === 0) keeping.keepUp();
      });
      // What was rolled back leaves gaps in the ranks of keys, of which a journal knows nothing.
      const rollsBack = program.some((command) => 'fail' in command && command.fail !== 'none');
      keeping.expectSame(original, CLASSES, !rollsBack);
      files += keeping.files;
      records += keeping.records;
      world.timeline.dispose();
    };
    const picks = fc.array(fc.nat(2), { minLength: 1, maxLength: 8 });
    const numRuns = 300;
    fc.assert(fc.property(geneses, programs(40), picks, property), { numRuns });
    // Nearly all of it goes through the journal.
    expect(records).toBeGreaterThan(files);
  },
  300_000,
);
