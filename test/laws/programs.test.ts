// Law 1 and 5, and everything the oracle knows: random programs over every verb, every moment visited afterwards.
import fc from 'fast-check';
import { programs } from '../model/programs.js';
import { World, type Command } from '../model/world.js';

/** Operations that one `check` must have done. */
const ENOUGH = 100_000;

describe.each([
  { name: 'a multiverse', linear: false, runs: 1_800 },
  { name: 'a linear timeline', linear: true, runs: 900 },
])('random programs on $name', ({ linear, runs }) => {
  let operations = 0;

  function agrees(program: readonly Command[]): void {
    const world = new World(linear);
    for (const command of program) world.run(command);
    world.expectEveryMoment();
    operations += world.operations;
  }

  test('agree with whole copies of the state, at every moment', () => {
    fc.assert(fc.property(programs(60), agrees), { numRuns: runs });
  });

  test('are long enough to mean something', () => {
    expect(operations).toBeGreaterThan(linear ? ENOUGH / 3 : (ENOUGH * 2) / 3);
  });
});
