// Random programs over containers, as data that fast-check can shrink.
import fc from 'fast-check';
import { CHANGES, OPS, type TargetKind } from './ops.js';
import type { Command, Step } from './world.js';

const numbers = fc.array(fc.nat(100), { maxLength: 12 });
const pick = fc.nat(60);

/** Operations on one kind of target, from these names. */
function stepsOn(on: TargetKind, names: readonly string[]): fc.Arbitrary<Step> {
  return fc.record({ on: fc.constant(on), op: fc.constantFrom(...names), target: fc.nat(30), numbers });
}

function steps(names: (kind: TargetKind) => readonly string[]): fc.Arbitrary<Step> {
  return fc.oneof(
    { weight: 10, arbitrary: stepsOn('list', names('list')) },
    { weight: 4, arbitrary: stepsOn('map', names('map')) },
    { weight: 3, arbitrary: stepsOn('set', names('set')) },
    { weight: 4, arbitrary: stepsOn('object', names('object')) },
    { weight: 2, arbitrary: stepsOn('piece', names('piece')) },
    { weight: 3, arbitrary: stepsOn('desk', names('desk')) },
  );
}

const anyStep = steps((kind) => Object.keys(OPS[kind]));
const change = steps((kind) => CHANGES[kind]);
const done = (step: fc.Arbitrary<Step>): fc.Arbitrary<Command> => step.map((of): Command => ({ do: 'step', ...of }));

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 12, arbitrary: done(change) },
  { weight: 4, arbitrary: done(anyStep) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('transact' as const),
      steps: fc.array(change, { maxLength: 8 }),
      nested: fc.nat(8),
      fail: fc.constantFrom('none' as const, 'none' as const, 'inner' as const, 'outer' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const), steps: fc.nat(4) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('jump' as const, 'label' as const, 'switch' as const), pick }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('branch' as const), at: pick, switch: fc.boolean() }) },
);

/** What the containers hold at genesis. */
export const geneses = fc.array(fc.nat(100), { minLength: 6, maxLength: 30 });

/** Programs over operations and history verbs. */
export function programs(length: number): fc.Arbitrary<Command[]> {
  return fc.array(command, { minLength: 1, maxLength: length, size: 'max' });
}

/** Programs of operations only, on targets of these kinds (the owner's fields included when none are named). */
export function plainPrograms(length: number, kinds?: readonly TargetKind[]): fc.Arbitrary<Command[]> {
  const step = kinds === undefined ? anyStep : fc.oneof(...kinds.map((kind) => stepsOn(kind, Object.keys(OPS[kind]))));
  return fc.array(done(step), { minLength: 1, maxLength: length, size: 'max' });
}
