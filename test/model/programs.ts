// Random programs for the world, as data that fast-check can shrink.
import fc from 'fast-check';
import type { Command, WriteCommand } from './world.js';

const write: fc.Arbitrary<WriteCommand> = fc.record({ place: fc.nat(40), value: fc.nat(60) });
const writes = fc.array(write, { maxLength: 5 });
const pick = fc.nat(60);

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('write' as const), write, look: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('transact' as const),
      writes,
      nested: fc.nat(6),
      fail: fc.constantFrom('none' as const, 'none' as const, 'inner' as const, 'outer' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('group' as const), writes, cancel: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('coalesce' as const), writes, key: fc.nat(1), fail: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('untracked' as const), writes, fail: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const), steps: fc.nat(4) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'jump' as const,
        'label' as const,
        'switch' as const,
        'switch' as const,
        'delete' as const,
        'rename' as const,
        'tag' as const,
      ),
      pick,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('branch' as const), at: pick, switch: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      pick,
      strategy: fc.constantFrom('overshadow' as const, 'preserve' as const, 'strict' as const, 'joined' as const),
      preview: fc.boolean(),
    }),
  },
);

/** Programs of up to `length` commands. */
export function programs(length: number): fc.Arbitrary<Command[]> {
  return fc.array(command, { minLength: 1, maxLength: length, size: 'max' });
}
