// Law 2 under faults: in every scenario, whichever of the user's callbacks throws, everything is as it was before the call
// it was in.
import { branchable, multiverseOf, snapshotOf, timeline, tracked } from '../../src/index.js';

/** Throws at the nth callback of a scenario. */
class Fault {
  calls = 0;
  constructor(readonly at: number) {}
  tick<T>(value: T): T {
    if (++this.calls === this.at) throw new Wanted();
    return value;
  }
}
class Wanted extends Error {}

let fault = new Fault(0);

class Part {
  @tracked({ coerce: (value: unknown) => fault.tick(value) }) size: unknown = 0;
}

@timeline()
class Model {
  @tracked({ coerce: (value: number) => fault.tick(Math.round(value)) }) size = 0;
  @tracked part: Part | null = null;
  @branchable({ merge: ({ ours, theirs }: { ours: string; theirs: string }) => fault.tick(`${ours}${theirs}`) }) text =
    '';
  @branchable({ merge: ({ theirs }: { theirs: number }) => fault.tick(theirs) }) count = 0;
}

type Scenario = (model: Model, attempt: (call: () => unknown) => void) => void;

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'writes through coercions': (model, attempt) => {
    for (let i = 0; i < 5; i++) attempt(() => (model.size = i + 0.4));
  },
  'a transaction': (model, attempt) => {
    const t = multiverseOf(model);
    attempt(() =>
      t.transact('outer', () => {
        model.size = 7;
        fault.tick(0);
        t.transact('inner', () => {
          model.text = 'inner';
          model.part = new Part();
          model.part.size = 3;
          fault.tick(0);
        });
        model.count = fault.tick(9);
      }),
    );
  },
  'a group': (model, attempt) => {
    attempt(() => {
      const group = multiverseOf(model).group();
      try {
        model.size = 3;
        model.text = fault.tick('x');
        group.commit();
      } catch (error) {
        group.cancel();
        throw error;
      }
    });
  },
  coalescing: (model, attempt) => {
    const t = multiverseOf(model);
    for (let i = 0; i < 3; i++)
      attempt(() =>
        t.coalesce(
          'k',
          () => {
            model.size = i + 5;
            model.text = fault.tick(`c${String(i)}`);
          },
          { windowMs: 1e9 },
        ),
      );
  },
  amendments: (model, attempt) => {
    model.text = 'recorded';
    attempt(() =>
      multiverseOf(model).untracked(() => {
        model.text = 'amended';
        model.count = fault.tick(3);
      }),
    );
  },
  'a merge with functions': (model, attempt) => {
    const t = multiverseOf(model);
    t.transact(() => {
      model.text = 'a';
      model.count = 1;
      model.size = 1;
    });
    t.branch('side');
    t.transact(() => {
      model.text = 'b';
      model.count = 2;
      model.size = 2;
    });
    t.switch('main');
    t.transact(() => {
      model.text = 'c';
      model.count = 3;
      model.size = 3;
    });
    attempt(() => t.merge('side', ({ theirs }) => fault.tick(theirs)));
  },
};

function digest(model: Model): unknown {
  const t = multiverseOf(model);
  return { state: snapshotOf(model), part: model.part, graph: t.graph(), redo: t.canRedo, verify: t.verify() };
}

describe.each(Object.entries(SCENARIOS))('%s', (_name, scenario) => {
  fault = new Fault(0);
  const trial = new Model();
  fault = new Fault(0);
  scenario(trial, (call) => call());
  const callbacks = fault.calls;

  test('has callbacks', () => {
    expect(callbacks).toBeGreaterThan(0);
  });

  test.each(Array.from({ length: callbacks }, (_, index) => index + 1))('callback %i throws', (nth) => {
    fault = new Fault(0);
    const model = new Model();
    fault = new Fault(nth);
    let failures = 0;
    const attempt = (call: () => unknown): void => {
      const before = digest(model);
      try {
        call();
      } catch (error) {
        if (!(error instanceof Wanted)) throw error;
        failures++;
        expect(digest(model)).toEqual(before);
      }
    };
    try {
      scenario(model, attempt);
    } catch (error) {
      // A callback of the scenario's own preparation, which is not guarded.
      if (!(error instanceof Wanted)) throw error;
      failures++;
    }
    expect(failures).toBe(1);
    fault = new Fault(0);
    const t = multiverseOf(model);
    const end = snapshotOf(model);
    const steps = t.undo(1_000);
    expect(t.redo(1_000)).toBe(steps);
    expect(snapshotOf(model)).toEqual(end);
  });
});

test('a subscriber that throws disturbs neither the change nor the others, and its error surfaces', async () => {
  fault = new Fault(0);
  const model = new Model();
  const t = multiverseOf(model);
  const heard: string[] = [];
  t.subscribe(({ kind }) => heard.push(`first ${kind}`));
  t.subscribe(() => {
    throw new Wanted();
  });
  t.subscribe(({ kind }) => heard.push(`third ${kind}`));
  const surfaced: unknown[] = [];
  const queue = globalThis.queueMicrotask.bind(globalThis);
  const spy = jest.spyOn(globalThis, 'queueMicrotask').mockImplementation((run) => {
    queue(() => {
      try {
        run();
      } catch (error) {
        surfaced.push(error);
      }
    });
  });
  model.text = 'x';
  t.undo();
  await Promise.resolve();
  spy.mockRestore();
  expect(heard).toEqual(['first commit', 'third commit', 'first undo', 'third undo']);
  expect(model.text).toBe('');
  expect(surfaced).toEqual([new Wanted(), new Wanted()]);
});
