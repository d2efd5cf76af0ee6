// Law 1, 2 and 5 for containers, and everything the model knows: random programs over container operations, transactions
// and the verbs, every moment visited afterwards, identities included.
import fc from 'fast-check';
import { geneses, programs } from '../model/containers/programs.js';
import { World, type Command } from '../model/containers/world.js';

/** Operations that one run of this file must have done. */
const ENOUGH = 100_000;
let operations = 0;

/** Programs that failed once. */
const PINNED: [genesis: number[], program: Command[]][] = [
  // A whole assignment inside a transaction, holes becoming `undefined`.
  [
    [0, 0, 0, 0, 0, 0],
    [
      {
        do: 'transact',
        steps: [
          { on: 'list', op: 'delete', target: 0, numbers: [] },
          { on: 'desk', op: 'assign the list', target: 0, numbers: [7] },
        ],
        nested: 0,
        fail: 'none',
      },
    ],
  ],
  [
    [0, 0, 60, 1, 0, 0, 0, 0, 0],
    [
      {
        do: 'transact',
        steps: [{ on: 'desk', op: 'assign the list', target: 0, numbers: [4] }],
        nested: 0,
        fail: 'none',
      },
    ],
  ],
];

describe.each([
  { name: 'a multiverse', linear: false, runs: 2_000 },
  { name: 'a linear timeline', linear: true, runs: 1_000 },
])('random programs on $name', ({ linear, runs }) => {
  function agrees(genesis: readonly number[], program: readonly Command[]): void {
    const world = new World(linear, genesis);
    for (const command of program) world.run(command);
    world.expectFullAgreement();
    world.expectEveryMoment();
    operations += world.operations;
  }

  test('agree with whole copies of the state, at every moment', () => {
    fc.assert(fc.property(geneses, programs(60), agrees), { numRuns: runs, examples: PINNED });
  }, 600_000);
});

test('the programs are long enough to mean something', () => {
  expect(operations).toBeGreaterThan(ENOUGH);
});
