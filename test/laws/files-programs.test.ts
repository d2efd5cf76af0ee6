// The random programs of fields and of containers, with the history saved, recorded and opened again at random places: the model, which
// knows nothing of files, agrees with what was opened, at once and at every moment in the end.
import fc from 'fast-check';
import { openBytes, type Timeline } from '../../src/index.js';
import { journalContents } from '../../src/history-file/journal-format.js';
import { Desk, LinearDesk, Piece } from '../model/containers/fixture.js';
import { geneses, programs } from '../model/containers/programs.js';
import { World as Containers } from '../model/containers/world.js';
import { Board, LinearBoard, Part } from '../model/fixture.js';
import { Keeping } from '../model/keeping.js';
import { programs as fieldPrograms } from '../model/programs.js';
import { World as Fields } from '../model/world.js';
import { openedPair } from '../unit/history-file/pairs.js';

const CLASSES = { classes: [Desk, LinearDesk, Piece, Board, LinearBoard, Part] };

/** The product and a model. */
interface World {
  readonly timeline: Timeline;
  goOnWith(timeline: Timeline): void;
  expectFullAgreement(): void;
  expectEveryMoment(): void;
}

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

/** Runs a program with neutral steps in between. */
function agrees<Command>(
  world: World,
  run: (command: Command) => void,
  program: readonly Command[],
  steps: readonly number[],
): void {
  let keeping: Keeping | undefined;
  program.forEach((command, at) => {
    keeping = neutral(world, steps[at % steps.length] ?? 0, keeping);
    run(command);
  });
  world.expectFullAgreement();
  world.expectEveryMoment();
  world.timeline.dispose();
}

const neutralSteps = fc.array(fc.nat(5), { minLength: 1, maxLength: 12 });

describe.each([
  { name: 'a multiverse', linear: false },
  { name: 'a linear timeline', linear: true },
])('$name that is saved and opened on the way', ({ linear }) => {
  test('with fields, parts and every verb', () => {
    const property = fc.property(fieldPrograms(60), neutralSteps, (program, steps) => {
      const world = new Fields(linear);
      agrees(world, (command) => world.run(command), program, steps);
    });
    fc.assert(property, { numRuns: 300 });
  }, 300_000);

  test('with containers', () => {
    const property = fc.property(geneses, programs(40), neutralSteps, (genesis, program, steps) => {
      const world = new Containers(linear, genesis);
      agrees(world, (command) => world.run(command), program, steps);
    });
    fc.assert(property, { numRuns: 200 });
  }, 300_000);
});
