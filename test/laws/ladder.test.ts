// The ladder is not to be seen: random programs on two equal owners, of which one does every step in the engine.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  EnginePoisonedError,
  JanusError,
  multiverseOf,
  Multiverse,
  snapshotOf,
  timelineOf,
  type Timeline,
} from '../../src/index.js';
import { forcePanic, fixLadderPause } from '../../src/testing.js';
import { Desk, LinearDesk } from '../model/containers/fixture.js';

type Command =
  | { readonly do: 'undo' | 'redo'; readonly times: number }
  | { readonly do: 'undo several' | 'redo several'; readonly steps: number }
  | { readonly do: 'write'; readonly times: number; readonly value: number }
  | { readonly do: 'push' | 'drop' | 'transact' | 'coalesce' | 'untracked' | 'fail'; readonly value: number }
  | {
      readonly do: 'label' | 'tag' | 'branch' | 'switch' | 'jump' | 'merge' | 'preview' | 'rename' | 'delete' | 'ask';
      readonly pick: number;
    };

const value = fc.nat(9);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 12,
    // Up to more than the engine answers at once.
    arbitrary: fc.record({
      do: fc.constantFrom('undo' as const, 'redo' as const),
      times: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 90 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('undo several' as const, 'redo several' as const),
      steps: fc.oneof(fc.nat(4), fc.nat(90)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('write' as const), times: fc.integer({ min: 1, max: 40 }), value }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'push' as const,
        'drop' as const,
        'transact' as const,
        'coalesce' as const,
        'untracked' as const,
        'fail' as const,
      ),
      value,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'label' as const,
        'tag' as const,
        'branch' as const,
        'switch' as const,
        'jump' as const,
        'merge' as const,
        'rename' as const,
        'delete' as const,
        'preview' as const,
        'ask' as const,
      ),
      pick: fc.nat(60),
    }),
  },
);

const NEVER = 2 ** 30;

/** An owner with its history, and everything that it answers. */
class Subject {
  readonly owner: Desk | LinearDesk;
  readonly timeline: Timeline;
  readonly told: string[] = [];
  #names = 0;

  constructor(linear: boolean, watched: boolean) {
    this.owner = linear ? new LinearDesk() : new Desk();
    this.timeline = linear ? timelineOf(this.owner) : multiverseOf(this.owner);
    if (!watched) return;
    this.timeline.subscribe(({ kind, moment, from, name }) => {
      this.told.push(`${kind} ${String(from.id)} to ${String(moment.id)} ${name ?? ''}`);
    });
  }

  write(number: number): void {
    const { owner } = this;
    if (number % 4 === 0) owner.any = number;
    else if (number % 4 === 1) owner.object.key = number;
    else owner.map.set(number % 3, number);
  }

  /** Does a command once, and answers what came of it. */
  run(command: Command, round: number): unknown {
    const { timeline, owner } = this;
    switch (command.do) {
      case 'undo':
        return timeline.undo();
      case 'redo':
        return timeline.redo();
      case 'undo several':
        return timeline.undo(command.steps);
      case 'redo several':
        return timeline.redo(command.steps);
      case 'write':
        this.write(command.value + round);
        return round;
      case 'push':
        return owner.list.push(command.value);
      case 'drop':
        return owner.list.splice(command.value % 2, 1);
      case 'transact':
        timeline.transact('wide', () => {
          for (let i = 0; i < command.value; i++) this.write(command.value * i);
        });
        return command.value;
      case 'coalesce':
        timeline.coalesce('key', () => (owner.any = command.value * 100), { windowMs: 1e9 });
        return command.value;
      case 'untracked':
        timeline.untracked(() => (owner.any = command.value * 1000));
        return command.value;
      case 'fail':
        timeline.transact(() => {
          this.write(command.value);
          this.write(command.value + 1);
          throw new RangeError('wanted');
        });
        return command.value;
      default:
        return this.#named(command.do, command.pick);
    }
  }

  #named(verb: string, pick: number): unknown {
    const { timeline } = this;
    const name = `name ${String(this.#names++)}`;
    switch (verb) {
      case 'label':
        return timeline.label(name).id;
      case 'tag':
        return timeline.tag({ pick }).id;
      case 'jump':
        return timeline.jumpTo(timeline.at(pick % timeline.graph().moments.length)).id;
      case 'ask':
        return [
          timeline.abandoned().map(String),
          timeline.verify(),
          timeline.tags(),
          timeline.moment.parents.map(String),
        ];
      default:
        break;
    }
    if (!(timeline instanceof Multiverse)) return undefined;
    const branches = [...timeline.branches().keys()];
    const branch = branches[pick % branches.length] ?? '';
    if (verb === 'branch')
      return timeline.branch(name, { at: timeline.at(pick % (timeline.moment.id + 1)), switch: pick % 3 > 0 }).id;
    if (verb === 'switch') return timeline.switch(branch).id;
    if (verb === 'rename') timeline.renameBranch(branch, name);
    if (verb === 'delete') timeline.deleteBranch(branch);
    if (verb === 'preview') return timeline.previewMerge(branch).decisions.map(String);
    if (verb === 'merge') return timeline.merge(branch).kind;
    return branch;
  }

  /** Everything that can be seen without asking the engine where the object stands. */
  look(): unknown {
    const { timeline, owner, told } = this;
    return [
      timeline.moment.id,
      timeline.canUndo,
      timeline.canRedo,
      timeline.undoLabel,
      timeline.redoLabel,
      snapshotOf(owner),
      told.splice(0),
    ];
  }

  /** What the engine says about everything. */
  ask(): unknown {
    const { timeline } = this;
    const { engineBytes, ...counts } = timeline.stats();
    expect(engineBytes).toBeGreaterThan(0);
    expect(timeline.verify()).toEqual([]);
    return [
      timeline.graph().moments.map(({ time, ...moment }) => [time > 0, moment]),
      counts,
      timeline.abandoned().map(String),
    ];
  }
}

function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof JanusError) return error.code;
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** Hundreds of thousands of times, so without a matcher unless there is something to show. */
function expectEqual(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

describe.each([
  { name: 'a multiverse', linear: false },
  { name: 'a linear timeline', linear: true },
])('on $name', ({ linear }) => {
  test('stepping along the ladder is stepping in the engine', () => {
    fc.assert(
      fc.property(
        fc.array(command, { minLength: 4, maxLength: 40, size: 'max' }),
        fc.boolean(),
        fc.boolean(),
        (program, watched, eager) => {
          const [climber, stepper] = [new Subject(linear, watched), new Subject(linear, watched)];
          fixLadderPause(stepper.owner, NEVER);
          if (eager) fixLadderPause(climber.owner, 0);
          for (const command of program) {
            const times = 'times' in command ? command.times : 1;
            for (let round = 0; round < times; round++) {
              const expected = outcome(() => stepper.run(command, round));
              const actual = outcome(() => climber.run(command, round));
              expectEqual(actual, expected);
              expectEqual(climber.look(), stepper.look());
            }
          }
          expect(climber.ask()).toEqual(stepper.ask());
        },
      ),
      { numRuns: 300 },
    );
  });
});

test.each([
  'deleteBranch',
  'renameBranch',
  'branch',
  'switch',
  'merge',
  'previewMerge',
  'label',
  'jumpTo',
  'abandoned',
] as const)('%s in the midst of a ladder finds the object where it stands', (verb) => {
  const [climber, stepper] = [0, NEVER].map((pause) => {
    const desk = new Desk();
    const timeline = multiverseOf(desk);
    fixLadderPause(desk, pause);
    for (let i = 1; i <= 9; i++) desk.any = i;
    timeline.branch('side', { at: timeline.at(4) });
    for (let i = 1; i <= 9; i++) desk.object.key = i;
    timeline.switch('main');
    for (let i = 0; i < 3; i++) timeline.undo();
    const verbs = timeline as unknown as Record<string, (name: string, second?: string) => unknown>;
    const name = ['branch', 'label'].includes(verb) ? 'new' : 'side';
    const answer = outcome(() => JSON.stringify(verbs[verb]?.(name, verb === 'renameBranch' ? 'new' : undefined)));
    timeline.undo();
    return [answer, timeline.moment.id, desk.any, timeline.undo(), timeline.redo(2), desk.any, timeline.verify()];
  });
  expect(climber).toEqual(stepper);
});

/** An owner in the midst of a ladder. */
function climbing(): { desk: LinearDesk; timeline: Timeline } {
  const desk = new LinearDesk();
  const timeline = timelineOf(desk);
  for (let i = 1; i <= 100; i++) desk.any = i;
  for (let i = 0; i < 10; i++) timeline.undo();
  return { desk, timeline };
}

test('an engine that fails is noticed by the next step, and steps are refused after dispose', () => {
  const { desk, timeline } = climbing();
  expect(() => {
    forcePanic(desk);
  }).toThrow(EnginePoisonedError);
  expect(() => timeline.undo()).toThrow(EnginePoisonedError);
  expect(() => timeline.redo()).toThrow(EnginePoisonedError);
  const other = climbing();
  other.timeline.dispose();
  expect(() => other.timeline.undo()).toThrow(expect.objectContaining({ code: 'JANUS_DISPOSED' }));
  expect([desk.any, other.desk.any]).toEqual([90, 90]);
});

test('many owners climb at once', () => {
  const all = Array.from({ length: 5 }, climbing);
  for (let i = 0; i < 60; i++) {
    for (const [index, { timeline }] of all.entries()) {
      if (i % 5 === index) timeline.redo();
      else timeline.undo();
    }
  }
  expect(all.map(({ desk }) => desk.any)).toEqual(all.map(() => 90 - 48 + 12));
  expect(all.map(({ timeline }) => timeline.verify())).toEqual(all.map(() => []));
});
