// The mutation hunter: every raw value that went in and every plain result that came out is kept and mutated in the end.
// Then every moment is visited: nothing has changed.
import fc from 'fast-check';
import { mutate, plainIn } from '../model/containers/hunter.js';
import { geneses, programs } from '../model/containers/programs.js';
import { World, type Command } from '../model/containers/world.js';

/** Programs that failed once. */
const PINNED: [linear: boolean, genesis: number[], program: Command[]][] = [];
let mutated = 0;

test('mutating raw values and results changes neither state nor history', () => {
  fc.assert(
    fc.property(fc.boolean(), geneses, programs(30), (linear, genesis, program) => {
      const kept: unknown[] = [];
      const world = new World(linear, genesis, kept);
      for (const [i, command] of program.entries()) {
        world.run(command);
        // Some in the middle: what is mutated while its copy is still young.
        if (i % 5 === 4) mutated += mutateAll(world, kept.splice(0, 3));
      }
      world.expectFullAgreement();
      mutated += mutateAll(world, kept);
      world.expectFullAgreement();
      world.expectEveryMoment();
    }),
    { numRuns: 800, examples: PINNED },
  );
});

test('there was enough to mutate', () => {
  expect(mutated).toBeGreaterThan(20_000);
});

function mutateAll(world: World, kept: readonly unknown[]): number {
  const plain = plainIn(kept, (object) => world.pairs.knows(object));
  plain.forEach(mutate);
  world.expectAgreement();
  return plain.length;
}
