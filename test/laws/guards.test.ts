// Invariants and guards in random programs over the verbs: no moment breaks them, what is refused has changed nothing, and
// what is not refused does what it does without them. The model is the same object without guards, made anew from the
// calls that were let in, and tried with one call more.
import fc from 'fast-check';
import {
  branchable,
  invariant,
  InvariantError,
  JanusError,
  Multiverse,
  multiverseOf,
  snapshotOf,
  timeline,
  tracked,
  type InvariantDecorator,
} from '../../src/index.js';

interface Item {
  amount: number;
}
interface Box {
  items: Item[];
  named: Map<string, Item>;
}
interface Stock {
  a: number;
  b: number;
  first: Box | null;
  second: Box | null;
  boxes: Box[];
}

const fits = ({ amount }: Item): boolean => amount <= 6;
const sumOf = ({ items, named }: Box): number =>
  [...items, ...named.values()].reduce((sum, item) => sum + item.amount, 0);
const holdsUp = (box: Box): boolean => sumOf(box) <= 8;
const isSolvent = ({ a, b }: Stock): boolean => a + b >= -1;
const isSmall = ({ a, b, boxes }: Stock): boolean => a * b <= 12 && boxes.length <= 3;

const boxesOf = ({ first, second, boxes }: Stock): Box[] =>
  [...new Set([first, second, ...boxes])].filter((box) => box !== null);
const itemsOf = (stock: Stock): Item[] => [
  ...new Set(boxesOf(stock).flatMap(({ items, named }) => [...items, ...named.values()])),
];
const isValid = (stock: Stock): boolean =>
  isSolvent(stock) && isSmall(stock) && boxesOf(stock).every(holdsUp) && itemsOf(stock).every(fits);

/** The classes, with their invariants or without. */
function classes(isGuarded: boolean) {
  const holds: InvariantDecorator = isGuarded ? invariant : () => () => undefined;
  class ItemClass implements Item {
    @tracked amount = 1;
    @holds('it fits') fits() {
      return fits(this);
    }
  }
  @holds((box: BoxClass) => holdsUp(box), 'it does not break')
  class BoxClass implements Box {
    @tracked items: Item[] = [];
    @tracked named = new Map<string, Item>();
  }
  @timeline()
  class StockClass implements Stock {
    @branchable({ merge: 'sum' }) a = 0;
    @branchable b = 0;
    @tracked first: Box | null = new BoxClass();
    @tracked second: Box | null = null;
    @tracked boxes: Box[] = [];
    @holds('it is solvent') isSolvent() {
      return isSolvent(this);
    }
  }
  return { ItemClass, BoxClass, StockClass };
}

const GUARDED = classes(true);
const FREE = classes(false);

/** One object with all that a program needs to know about it. */
class World {
  /** The first live instance, and its forks. */
  readonly instances: Stock[];
  /** The one that calls are about. */
  active = 0;
  readonly taken: (Box | null)[] = [];
  names = 0;
  /** The branch that was left last. */
  home = 'main';
  constructor(readonly kinds: typeof GUARDED) {
    this.instances = [new kinds.StockClass()];
    if (kinds === GUARDED) this.t.guard<Stock>(isSmall, 'it is small');
  }
  get stock(): Stock {
    return this.instances[this.active]!;
  }
  get t(): Multiverse {
    return multiverseOf(this.stock);
  }
}

type Step = (world: World) => unknown;
interface Call {
  readonly name: string;
  readonly step: Step;
}

const small = fc.integer({ min: -6, max: 9 });
const index = fc.nat(20);
const at = <T>(list: readonly T[], place: number): T | undefined => list[place % (list.length || 1)];
const call = (name: string, step: Step): Call => ({ name, step });

const write: fc.Arbitrary<Call> = fc.oneof(
  fc
    .record({ field: fc.constantFrom('a' as const, 'b' as const), value: small })
    .map(({ field, value }) => call(`${field} = ${String(value)}`, ({ stock }) => (stock[field] = value))),
  fc.record({ place: index, value: small }).map(({ place, value }) =>
    call(`item ${String(place)} = ${String(value)}`, ({ stock }) => {
      const item = at(itemsOf(stock), place);
      if (item !== undefined) item.amount = value;
    }),
  ),
  fc.record({ place: index, value: small, key: fc.constantFrom('', 'x', 'y') }).map(({ place, value, key }) =>
    call(`new item of ${String(value)} ${key}`, ({ stock, kinds }) => {
      const item = new kinds.ItemClass();
      item.amount = value;
      const box = at(boxesOf(stock), place);
      if (key === '') box?.items.push(item);
      else box?.named.set(key, item);
    }),
  ),
  fc.record({ from: index, to: index, key: fc.constantFrom('', 'x') }).map(({ from, to, key }) =>
    call(`item ${String(from)} also in box ${String(to)} ${key}`, ({ stock }) => {
      const item = at(itemsOf(stock), from);
      const box = at(boxesOf(stock), to);
      if (item === undefined || box === undefined) return;
      if (key === '') box.items.push(item);
      else box.named.set(key, item);
    }),
  ),
  fc.record({ place: index, from: index }).map(({ place, from }) =>
    call(`remove ${String(from)} of box ${String(place)}`, ({ stock }) => {
      const box = at(boxesOf(stock), place);
      if (box !== undefined && box.items.length > 0) box.items.splice(from % box.items.length, 1);
    }),
  ),
  fc
    .record({ field: fc.constantFrom('first' as const, 'second' as const, 'boxes' as const), which: index })
    .map(({ field, which }) =>
      call(`${field} := box ${String(which)}`, (world) => {
        const { stock, taken, kinds } = world;
        // Known boxes, those that were taken out, or a new one.
        const known = [...boxesOf(stock), ...taken, null, new kinds.BoxClass()];
        const box = known[which % known.length] ?? null;
        if (field === 'boxes') {
          if (box === null) world.taken.push(stock.boxes.pop() ?? null);
          else stock.boxes.push(box);
        } else {
          world.taken.push(stock[field]);
          stock[field] = box;
        }
      }),
    ),
);

const shared: fc.Arbitrary<Call> = fc
  .record({ one: small, other: small, place: index, named: fc.boolean() })
  .map(({ one, other, place, named }) =>
    call(`two new boxes that share ${String(one)} and item ${String(place)}`, ({ stock, kinds }) => {
      const item = new kinds.ItemClass();
      item.amount = one;
      const [left, right] = [new kinds.BoxClass(), new kinds.BoxClass()];
      const known = at(itemsOf(stock), place);
      left.items = [item, ...(known === undefined ? [] : [known])];
      if (named) right.named.set('shared', item);
      else right.items = [...left.items];
      right.items.push(new kinds.ItemClass());
      right.items.at(-1)!.amount = other;
      stock.boxes.push(left, right);
    }),
  );

const together = (name: string, run: (world: World, body: () => void) => unknown): fc.Arbitrary<Call> =>
  fc.array(write, { minLength: 1, maxLength: 4 }).map((writes) =>
    call(`${name}(${writes.map((one) => one.name).join(', ')})`, (world) =>
      run(world, () => {
        for (const { step } of writes) step(world);
      }),
    ),
  );

const strategy = fc.constantFrom('overshadow' as const, 'preserve' as const, 'strict' as const);
const branchOf = ({ t }: World, place: number): string => at([...t.branches().keys()], place)!;
const momentOf = ({ t }: World, place: number) => t.at(place % t.stats().moments);

const branch = call('branch', (w) => {
  w.home = w.t.currentBranch;
  return w.t.branch(`branch ${String(w.names++)}`).id;
});

const verb: fc.Arbitrary<Call> = fc.oneof(
  { weight: 6, arbitrary: write },
  { weight: 1, arbitrary: shared },
  { weight: 3, arbitrary: together('transact', ({ t }, body) => t.transact(body)) },
  { weight: 1, arbitrary: together('coalesce', ({ t }, body) => t.coalesce('key', body, { windowMs: 1e9 })) },
  {
    weight: 1,
    arbitrary: together('group', ({ t }, body) => {
      const group = t.group();
      try {
        body();
      } catch (error) {
        group.cancel();
        throw error;
      }
      group.commit();
    }),
  },
  { weight: 1, arbitrary: fc.nat(3).map((steps) => call(`undo(${String(steps)})`, ({ t }) => t.undo(steps))) },
  { weight: 1, arbitrary: fc.nat(3).map((steps) => call(`redo(${String(steps)})`, ({ t }) => t.redo(steps))) },
  {
    weight: 1,
    arbitrary: index.map((place) => call(`jumpTo(${String(place)})`, (w) => w.t.jumpTo(momentOf(w, place)).id)),
  },
  { weight: 1, arbitrary: fc.constant(branch) },
  {
    weight: 2,
    arbitrary: index.map((place) => call(`switch(${String(place)})`, (w) => w.t.switch(branchOf(w, place)).id)),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(index, strategy)
      .map(([place, how]) => call(`merge(${String(place)}, ${how})`, (w) => w.t.merge(branchOf(w, place), how).kind)),
  },
  {
    weight: 1,
    arbitrary: index.map((place) =>
      call(`hold(${String(place)})`, (w) => w.t.merge(branchOf(w, place), { conflicts: 'hold' }).kind),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('ours' as const, 'theirs' as const).map((side) =>
      call(`resolve(${side})`, ({ t }) => {
        const [open] = t.conflicts;
        if (open !== undefined) t.resolve(open.path, side);
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('revert' as const, 'cherryPick' as const), index, strategy)
      .map(([kind, place, how]) => call(`${kind}(${String(place)})`, (w) => w.t[kind](momentOf(w, place), how).kind)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(index, strategy)
      .map(([place, how]) => call(`rebase(${String(place)}, ${how})`, (w) => w.t.rebase(branchOf(w, place), how).kind)),
  },
  { weight: 1, arbitrary: index.map((place) => call('squash', (w) => w.t.squash(momentOf(w, place)).id)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(index, index)
      .map(([a, b]) =>
        call(
          `applyDiff(${String(a)}, ${String(b)})`,
          (w) => w.t.applyDiff(w.t.diff(momentOf(w, a), momentOf(w, b))).id,
        ),
      ),
  },
  {
    weight: 1,
    arbitrary: index.map((place) =>
      call(`fork(${String(place)})`, (w) => {
        if (w.instances.length > 2) return;
        w.instances.push(w.t.fork(`fork ${String(w.names++)}`, { at: momentOf(w, place) }));
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: index.map((place) => call(`use(${String(place)})`, (w) => (w.active = place % w.instances.length))),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(index, strategy).map(([place, how]) =>
      call(`adopt(${String(place)}, ${how})`, (w) => {
        const fork = w.instances[place % w.instances.length]!;
        const { stock } = w;
        w.t.adopt(fork, how);
        w.instances.splice(w.instances.indexOf(fork), 1);
        w.active = w.instances.indexOf(stock);
      }),
    ),
  },
  { weight: 1, arbitrary: fc.constant(call('undoOperation', ({ t }) => t.undoOperation())) },
);

/** Two writes on two lines, and what brings them together. */
const diverging: fc.Arbitrary<Call[]> = fc
  .tuple(write, write, strategy, fc.constantFrom('merge' as const, 'rebase' as const, 'cherryPick' as const))
  .map(([theirs, ours, how, kind]) => [
    branch,
    theirs,
    call('back', (w) => w.t.switch(w.home).id),
    ours,
    call(`${kind}(${how})`, (w) => w.t[kind](`branch ${String(w.names - 1)}`, how).kind),
  ]);

const programs = fc
  .array(fc.oneof({ weight: 4, arbitrary: verb.map((one) => [one]) }, diverging), {
    minLength: 1,
    maxLength: 20,
    size: 'max',
  })
  .map((calls) => calls.flat());

/** All that can be seen from outside. */
const shown = ({ instances, t }: World): unknown => ({
  states: instances.map(snapshotOf),
  position: t.moment.id,
  graph: t.graph(),
  redo: t.canRedo,
  branch: t.currentBranch,
  conflicts: t.conflicts.length,
});

function outcomeOf(world: World, { step }: Call): unknown {
  try {
    return step(world);
  } catch (error) {
    if (error instanceof JanusError) return error;
    throw error;
  }
}

/** The model: the calls so far and one more without guards; undefined when a moment of it breaks something. */
function tried(calls: readonly Call[]): { readonly outcome: unknown; readonly states: unknown } | undefined {
  const world = new World(FREE);
  let outcome: unknown;
  for (const one of calls) outcome = outcomeOf(world, one);
  const result = { outcome, states: world.instances.map(snapshotOf) };
  const [stock] = world.instances;
  const t = multiverseOf(stock!);
  for (let id = 0; id < t.stats().moments; id++) {
    t.jumpTo(t.at(id));
    if (!isValid(stock!)) return undefined;
  }
  return result;
}

let refused = 0;
let done = 0;

test('random programs never show a state that breaks them', () => {
  fc.assert(
    fc.property(programs, (calls) => {
      const world = new World(GUARDED);
      const letIn: Call[] = [];
      for (const one of calls) {
        const before = shown(world);
        const { names } = world;
        const taken = [...world.taken];
        const expected = tried([...letIn, one]);
        const outcome = outcomeOf(world, one);
        for (const stock of world.instances) expect(isValid(stock)).toBe(true);
        if (expected === undefined) {
          expect([one.name, outcome]).toEqual([one.name, expect.any(InvariantError)]);
          expect(shown(world)).toEqual(before);
          world.names = names;
          world.taken.splice(0, Infinity, ...taken);
          refused++;
        } else {
          if (outcome instanceof JanusError) {
            // A rebase can meet a moment that breaks something before one that has a conflict.
            const isEither = one.name.startsWith('rebase') && outcome instanceof InvariantError;
            const { code } = expected.outcome as JanusError;
            expect(isEither ? 'JANUS_MERGE_CONFLICT' : outcome.code).toBe(code);
          } else expect(outcome).toEqual(expected.outcome);
          expect(world.instances.map(snapshotOf)).toEqual(expected.states);
          letIn.push(one);
          done++;
        }
      }
      expect(world.t.verify()).toEqual([]);
      for (let id = 0; id < world.t.stats().moments; id++) {
        world.t.jumpTo(world.t.at(id));
        expect(isValid(world.stock)).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});

test('the programs mean something', () => {
  expect(refused).toBeGreaterThan(200);
  expect(done).toBeGreaterThan(3_000);
});
