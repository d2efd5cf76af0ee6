// Law 1, 3 and 5 for containers: a tracked list, map, set or object answers, throws and holds what the native one does,
// whatever the program, and every state of it comes back.
import fc from 'fast-check';
import { OPS, type TargetKind } from '../model/containers/ops.js';
import { geneses, plainPrograms } from '../model/containers/programs.js';
import { World, type Command } from '../model/containers/world.js';

const step = (on: TargetKind, op: string, target = 0, numbers: number[] = []): Command => ({
  do: 'step',
  on,
  op,
  target,
  numbers,
});

/** Programs that failed once. */
const PINNED: [linear: boolean, genesis: number[], program: Command[]][] = [
  // Reversing what reads the same from behind is no moment, nor is moving or replacing what is equal.
  [false, [0, 0, 0, 0, 0, 0], [step('list', 'reverse'), step('list', 'push')]],
  [false, [3, 41, 3, 1, 19, 26], [step('list', 'move', 0, [28])]],
  [false, [0, 0, 0, 0, 0, 0], [step('list', 'replace', 1), step('list', 'replace', 1)]],
  // The order of keys is a function of the moment, when they were deleted and are back.
  [false, [17, 0, 0, 0, 0, 0], [step('map', 'set'), step('map', 'forEach', 0, [19, 0, 63]), step('map', 'get')]],
  [false, [0, 0, 0, 0, 0, 0], [step('set', 'iterate'), step('set', 'add')]],
  [
    false,
    [6, 0, 0, 0, 0, 0, 3],
    [step('object', 'delete', 0, [13]), step('object', 'write', 0, [0, 94]), step('object', 'write')],
  ],
  // One element is not compared, so a symbol may stand alone.
  [false, [0, 0, 0, 0, 1, 34, 0], [step('list', 'sort', 1)]],
  // concat spreads lists, and nothing else.
  [false, [9, 0, 0, 0, 0, 10, 0], [step('list', 'concat', 0, [43])]],
];

function agrees(linear: boolean, genesis: readonly number[], program: readonly Command[]): void {
  const world = new World(linear, genesis);
  for (const command of program) {
    world.run(command);
    world.expectFullAgreement();
  }
  world.expectEveryMoment();
}

function check(kinds: readonly TargetKind[] | undefined, length: number, numRuns: number): void {
  fc.assert(fc.property(fc.boolean(), geneses, plainPrograms(length, kinds), agrees), { numRuns, examples: PINNED });
}

const SINGLE: TargetKind[] = ['list', 'map', 'set', 'object'];

test.each(SINGLE)('programs on one kind of container: %s', (kind) => {
  check([kind], 12, 700);
});

test('programs on all kinds at once, with aliases between them', () => {
  check(undefined, 40, 500);
});

// Alone, so that a method cannot hide behind the failure of another.
describe.each(SINGLE)('each operation of a %s by itself', (kind) => {
  test.each(Object.keys(OPS[kind]))('%s', (op) => {
    const program = fc
      .array(fc.record({ target: fc.nat(8), numbers: fc.array(fc.nat(100), { maxLength: 12 }) }), { maxLength: 4 })
      .map((calls) => calls.map((call): Command => ({ do: 'step', on: kind, op, ...call })));
    fc.assert(fc.property(fc.boolean(), geneses, program, agrees), { numRuns: 60 });
  });
});
