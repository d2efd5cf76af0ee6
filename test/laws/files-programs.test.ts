// The random programs of containers, with the history saved, recorded and opened again at random places: the model, which
// knows nothing of files, agrees with what was opened, at once and at every moment in the end.
import fc from 'fast-check';
import { openBytes } from '../../src/index.js';
import { journalContents } from '../../src/history-file/journal-format.js';
import { Desk, LinearDesk, Piece } from '../model/containers/fixture.js';
import { geneses, programs } from '../model/containers/programs.js';
import { World, type Command } from '../model/containers/world.js';
import { Keeping } from '../model/keeping.js';
import { openedPair } from '../unit/history-file/pairs.js';

const CLASSES = { classes: [Desk, LinearDesk, Piece] };

/** Does one of the neutral steps; answers what keeps the history from then on. */
function neutral(world: World, step: number, keeping: Keeping | undefined): Keeping | undefined {
  switch (step) {
    case 1: {
      const bytes = world.timeline.toBytes();
      const opened = openBytes(bytes, CLASSES);
      expect(Buffer.compare(opened.toBytes(), bytes)).toBe(0);
      world.goOnWith(opened);
      return undefined;
    }
    case 2:
      return Keeping.of(world.timeline);
    case 3:
      keeping?.keepUp();
      return keeping;
    case 4: {
      if (keeping === undefined) return undefined;
      keeping.keepUp();
      const { bytes, journal } = keeping.pair;
      world.goOnWith(openedPair(bytes, journalContents(journal), CLASSES));
      return undefined;
    }
    default:
      return keeping;
  }
}

test.each([
  { name: 'a multiverse', linear: false },
  { name: 'a linear timeline', linear: true },
])(
  '$name that is saved and opened on the way',
  ({ linear }) => {
    const agrees = (genesis: readonly number[], program: readonly Command[], steps: readonly number[]): void => {
      const world = new World(linear, genesis);
      let keeping: Keeping | undefined;
      program.forEach((command, at) => {
        keeping = neutral(world, steps[at % steps.length] ?? 0, keeping);
        world.run(command);
      });
      world.expectFullAgreement();
      world.expectEveryMoment();
      world.timeline.dispose();
    };
    const steps = fc.array(fc.nat(5), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(geneses, programs(40), steps, agrees), { numRuns: 200 });
  },
  300_000,
);
