// Law 1 where writes are recorded in other ways: untracked changes amend the present, coalesced ones join the newest
// moment, groups are cancelled, bodies throw. Whatever happened, a moment is the same on every visit.
import fc from 'fast-check';
import { multiverseOf, timelineOf } from '../../src/index.js';
import { Draw, Wanted, type Side } from '../model/containers/draw.js';
import { Desk } from '../model/containers/fixture.js';
import { MAP_CHANGES, OBJECT_CHANGES, SET_CHANGES } from '../model/containers/keyed-ops.js';
import { LIST_CHANGES } from '../model/containers/list-ops.js';

const TABLES = [LIST_CHANGES, MAP_CHANGES, SET_CHANGES, OBJECT_CHANGES];
const WAYS = ['plain', 'plain', 'untracked', 'coalesce', 'group', 'cancel', 'throw', 'undo', 'redo', 'jump'] as const;

interface Step {
  readonly way: (typeof WAYS)[number];
  readonly on: number;
  readonly op: number;
  readonly numbers: readonly number[];
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    way: fc.constantFrom(...WAYS),
    on: fc.nat(3),
    op: fc.nat(100),
    numbers: fc.array(fc.nat(100), { maxLength: 8 }),
  }),
  { maxLength: 30, size: 'max' },
);

/** Draws primitives only, so that a state can be written down. */
class Plain extends Draw {
  override value(): unknown {
    return this.leaf();
  }
}

const SIDE: Side = { isLive: true, pairs: [], trace: [], serial: 0, step: () => undefined, made: () => undefined };

function change(desk: Desk, { on, op, numbers }: Step): void {
  const [table, target] = [TABLES[on]!, [desk.list, desk.map, desk.set, desk.object][on]];
  const names = Object.keys(table);
  const name = names[op % names.length]!;
  try {
    (table[name] as (container: unknown, d: Draw) => unknown)(target, new Plain(SIDE, numbers));
  } catch (error) {
    // Refusals are the business of the differential test.
    if (error instanceof RangeError && error.message.includes('stack')) throw error;
  }
}

/** A state as text: values, order, holes. */
function written(desk: Desk): string {
  const text = (value: unknown): string =>
    typeof value === 'object' && value !== null ? 'object' : Object.is(value, -0) ? '-0' : String(value);
  const all = [Object.entries(desk.list), [desk.list.length], [...desk.map], [...desk.set],
    Reflect.ownKeys(desk.object).map((key) => [key, desk.object[key]])]; // prettier-ignore
  return all.map((part) => part.flat().map(text).join()).join(' | ');
}

test('untracked, coalesced, grouped and thrown: a moment is the same on every visit', () => {
  fc.assert(
    fc.property(steps, (program) => {
      const desk = new Desk({ list: [1, 2, 3], map: new Map([[1, 1]]), set: new Set([1]), object: { a: 1 } });
      const t = multiverseOf(desk);
      for (const step of program) {
        const [before, { moments }] = [written(desk), t.stats()];
        if (step.way === 'plain') change(desk, step);
        else if (step.way === 'untracked') t.untracked(() => change(desk, step));
        else if (step.way === 'coalesce') t.coalesce('key', () => change(desk, step));
        else if (step.way === 'undo') t.undo(step.op % 3);
        else if (step.way === 'redo') t.redo(step.op % 3);
        else if (step.way === 'jump') t.jumpTo(t.at(step.op % moments));
        else if (step.way === 'throw')
          expect(() => t.untracked(() => { change(desk, step); throw new Wanted(); })).toThrow(Wanted); // prettier-ignore
        else {
          const group = t.group();
          change(desk, step);
          change(desk, { ...step, op: step.op + 1 });
          if (step.way === 'group') group.commit();
          else group.cancel();
        }
        if (step.way === 'throw' || step.way === 'cancel') expect(written(desk)).toBe(before);
        if (!['plain', 'coalesce', 'group'].includes(step.way)) expect(t.stats().moments).toBe(moments);
      }
      expectStable(desk);
    }),
    { numRuns: 3000 },
  );
});

function expectStable(desk: Desk): void {
  const t = timelineOf(desk);
  const { moments } = t.stats();
  const seen = new Map([[t.moment.id, written(desk)]]);
  for (let i = 0; i < moments * 4; i++) {
    const id = (i * 7919 + 3 * (i >> 2)) % moments;
    t.jumpTo(t.at(id));
    const state = written(desk);
    expect(state).toBe(seen.get(id) ?? state);
    seen.set(id, state);
  }
  expect(t.verify()).toEqual([]);
}
