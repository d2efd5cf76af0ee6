// Adapted values of five kinds in random programs: changed in place and replaced, undone, branched, merged, rolled back.
//
// The models: what every moment showed when it was first seen (law 1), a list of plain states for lines of steps, and for
// merges a three-way merge of plain states, where the common past is one moment and nothing was replaced.
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import '../../src/adapters/packages/decimal.js';
import { TrackedNdarray } from '../../src/adapters/packages/ndarray.js';
import {
  adapter,
  multiverseOf,
  setElements,
  timeline,
  tracked,
  trackedList,
  type AdapterConflict,
  type AdapterMerge,
  type Moment,
  type Multiverse,
} from '../../src/index.js';

/** Like a map: numbers by name. */
class Ledger {
  readonly #rows = new Map<string, number>();
  get(name: string): number | undefined {
    return this.#rows.get(name);
  }
  set(name: string, value: number | undefined): void {
    if (value === undefined) this.#rows.delete(name);
    else this.#rows.set(name, value);
  }
  rows(): Record<string, number> {
    return Object.fromEntries([...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

type Rows = Readonly<Record<string, number>>;
type Changes = readonly (readonly [name: string, before: number | undefined, after: number | undefined])[];

function changesOf(before: Rows, after: Rows): Changes {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !Object.is(before[name], after[name]))
    .map((name) => [name, before[name], after[name]] as const);
}

/** What both sides did to rows, row by row; where both did something else, the preferred side counts. */
function joined(base: Rows, ours: Rows, theirs: Rows, prefer: 'ours' | 'theirs'): Rows {
  const result = { ...ours };
  const mine = new Set(changesOf(base, ours).map(([name]) => name));
  for (const [name, , after] of changesOf(base, theirs)) {
    if (mine.has(name) && prefer === 'ours') continue;
    if (after === undefined) Reflect.deleteProperty(result, name);
    else result[name] = after;
  }
  return result;
}

@adapter(Ledger)
class LedgerAdapter {
  getSnapshot(ledger: Ledger): Rows {
    return ledger.rows();
  }
  getDelta(before: Rows, ledger: Ledger): Changes | null {
    const changes = changesOf(before, ledger.rows());
    return changes.length === 0 ? null : changes;
  }
  applyForward(ledger: Ledger, changes: Changes): void {
    for (const [name, , after] of changes) ledger.set(name, after);
  }
  applyBackward(ledger: Ledger, changes: Changes): void {
    for (const [name, before] of changes) ledger.set(name, before);
  }
  merge({ base, ours, theirs, prefer }: AdapterConflict<Rows>): AdapterMerge<Changes> {
    const changes = changesOf(ours, joined(base, ours, theirs, prefer));
    const mine = new Map(changesOf(base, ours).map(([name, , after]) => [name, after]));
    const contested = changesOf(base, theirs).filter(
      ([name, , after]) => mine.has(name) && !Object.is(mine.get(name), after),
    );
    return {
      delta: changes.length === 0 ? null : changes,
      conflicts: contested.map(([at, before, theirs]) => ({ at, base: before, ours: mine.get(at), theirs })),
    };
  }
  encode(ledger: Ledger): unknown {
    return ledger.rows();
  }
  decode(rows: unknown): Ledger {
    const ledger = new Ledger();
    for (const [name, value] of Object.entries(rows as Rows)) ledger.set(name, value);
    return ledger;
  }
}
void LedgerAdapter;

@timeline({ mode: 'multiverse' })
class Bench {
  @tracked date = new Date(0);
  @tracked ledger = new Ledger();
  @tracked samples = new Float64Array(8);
  @tracked price = new Decimal(0);
  @tracked grid = new TrackedNdarray(new Int16Array(6), [2, 3]);
  @tracked count = 0;
  @trackedList list: unknown[] = [new Date(1), new Ledger()];
}

/** A state as plain data. */
interface Plain {
  readonly date: number;
  readonly ledger: Rows;
  readonly samples: readonly number[];
  readonly price: string;
  readonly grid: readonly number[];
  readonly count: number;
  readonly list: readonly unknown[];
}

function plainOf({ date, ledger, samples, price, grid, count, list }: Bench): Plain {
  return {
    date: date.getTime(),
    ledger: ledger.rows(),
    samples: [...samples],
    price: price.toString(),
    grid: [...grid],
    count,
    list: list.map((value) =>
      value instanceof Date ? value.getTime() : value instanceof Ledger ? value.rows() : [...(value as Uint8Array)],
    ),
  };
}

const EDITS = ['date', 'dateOf', 'ledger', 'unledger', 'samples', 'fill', 'elements', 'price', 'set', 'view', 'count', 'inList', 'push', 'pop', 'replace'] as const; // prettier-ignore
interface Edit {
  readonly what: (typeof EDITS)[number];
  readonly at: number;
  readonly value: number;
}

const number = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -9, max: 9 }) }, fc.constantFrom(NaN, -0, 0, 0.1));
const edits: fc.Arbitrary<Edit> = fc.record({ what: fc.constantFrom(...EDITS), at: fc.nat(7), value: number });

/** Whether the edit puts another value in the place of one. */
function edit(bench: Bench, held: Bench, { what, at, value }: Edit): boolean {
  const whole = Math.trunc(value) || 0;
  switch (what) {
    case 'date':
      bench.date.setTime(value);
      return false;
    case 'dateOf':
      // Through a reference from before: the field is not read.
      held.date.setTime(whole);
      return false;
    case 'ledger':
      bench.ledger.set(`r${String(at % 4)}`, value);
      return false;
    case 'unledger':
      bench.ledger.set(`r${String(at % 4)}`, undefined);
      return false;
    case 'samples':
      bench.samples[at] = value;
      return false;
    case 'fill':
      bench.samples.fill(value, at, at + 3);
      return false;
    case 'elements':
      setElements(bench.samples, [at, (at + 3) % 8, at], [1, value, whole]);
      return false;
    case 'price':
      bench.price = bench.price.plus(whole);
      return false;
    case 'set':
      bench.grid.set(at % 2, at % 3, whole);
      return false;
    case 'view':
      bench.grid.transpose().lo(1).fill((i, j) => i + j + whole); // prettier-ignore
      return false;
    case 'count':
      bench.count = whole;
      return false;
    case 'inList': {
      const inside = bench.list[at % Math.max(bench.list.length, 1)];
      if (inside instanceof Date) inside.setTime(whole);
      else if (inside instanceof Ledger) inside.set('x', whole);
      else if (inside instanceof Uint8Array) inside[at % inside.length] = whole;
      return false;
    }
    case 'push':
      bench.list.push([new Date(whole), new Ledger(), new Uint8Array([at, whole])][at % 3]);
      return true;
    case 'pop':
      return bench.list.pop() !== undefined;
    case 'replace':
      if (at % 3 === 0) bench.date = new Date(whole);
      else if (at % 3 === 1) bench.samples = Float64Array.from({ length: 8 }, () => whole);
      else bench.ledger = new Ledger();
      return true;
  }
}

const VERBS = ['undo', 'redo', 'jump', 'branch', 'switch', 'merge', 'merge', 'capture', 'rollBack', 'transact', 'squash'] as const; // prettier-ignore
type Step =
  | { readonly do: 'edit'; readonly edits: readonly Edit[] }
  | { readonly do: (typeof VERBS)[number]; readonly at: number; readonly edits: readonly Edit[] };
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('edit' as const), edits: fc.array(edits, { minLength: 1, maxLength: 3 }) }) }, // prettier-ignore
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom(...VERBS), at: fc.nat(30), edits: fc.array(edits, { minLength: 1, maxLength: 4 }) }) }, // prettier-ignore
);

const counts = new Map<string, number>();
const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);

class World {
  readonly bench = new Bench();
  readonly t: Multiverse = multiverseOf(this.bench);
  readonly states = new Map<number, Plain>();
  /** What values the fields held: identity is part of a state. */
  readonly values = new Map<number, readonly unknown[]>();
  #hasReplaced = false;
  #names = 0;

  constructor() {
    this.see();
  }

  /** The state of a moment is what it was when it was first seen. */
  see(): Moment {
    const { bench, t } = this;
    const { moment } = t;
    const plain = plainOf(bench);
    const values = [bench.date, bench.ledger, bench.samples, bench.price, bench.grid, ...bench.list];
    if (this.states.has(moment.id)) {
      expect(plain).toEqual(this.states.get(moment.id));
      values.forEach((value, at) => expect(value).toBe(this.values.get(moment.id)?.[at]));
    } else {
      this.states.set(moment.id, plain);
      this.values.set(moment.id, values);
    }
    return moment;
  }

  #edit(all: readonly Edit[]): void {
    // A field is read for all references that are kept: a change through them is then looked for.
    const held = { date: this.bench.date } as Bench;
    for (const one of all) if (edit(this.bench, held, one)) this.#hasReplaced = true;
  }

  #any(at: number): Moment {
    return this.t.at(at % this.t.stats().moments);
  }

  run(step: Step): void {
    const { t, bench } = this;
    count(step.do);
    switch (step.do) {
      case 'edit':
        for (const one of step.edits) {
          this.#edit([one]);
          this.see();
        }
        return;
      case 'transact': {
        const { moments } = t.stats();
        t.transact(() => this.#edit(step.edits));
        expect(t.stats().moments).toBeLessThanOrEqual(moments + 1);
        this.see();
        return;
      }
      case 'rollBack': {
        const before = this.see();
        expect(() =>
          t.transact(() => {
            this.#edit(step.edits.slice(0, 2));
            if (step.at % 2 === 0) t.capture();
            this.#edit(step.edits.slice(2));
            throw new Error('back');
          }),
        ).toThrow('back');
        expect(this.see()).toBe(before);
        return;
      }
      case 'capture':
        this.#edit(step.edits.slice(0, 1));
        t.capture();
        this.see();
        return;
      case 'undo':
      case 'redo': {
        const from = this.see();
        const steps = 1 + (step.at % 4);
        // What was changed last is recorded by the verb itself, and is the first to go.
        const done = t[step.do](steps);
        this.see();
        expect(t[step.do === 'undo' ? 'redo' : 'undo'](done)).toBe(done);
        expect(this.see()).toBe(from);
        t[step.do](done);
        return;
      }
      case 'jump':
        t.jumpTo(this.#any(step.at));
        this.see();
        // Off the line of the branch nothing can be written.
        if (step.at % 2 === 0) t.branch(`b${String(++this.#names)}`);
        else t.switch(t.currentBranch);
        this.see();
        return;
      case 'branch':
        t.branch(`b${String(++this.#names)}`, { at: this.#any(step.at) });
        this.see();
        return;
      case 'switch': {
        const names = [...t.branches().keys()];
        t.switch(names[step.at % names.length]!);
        this.see();
        return;
      }
      case 'squash': {
        const names = [...t.branches().keys()];
        t.switch(names[step.at % names.length]!);
        const before = plainOf(bench);
        const parent = t.moment.parents[0]?.parents[0];
        if (parent === undefined || t.moment.parents.length > 1) return;
        try {
          t.squash(parent);
        } catch {
          // Merges on the way.
        }
        expect(plainOf(bench)).toEqual(before);
        this.see();
        return;
      }
      case 'merge':
        this.#merge(step.at);
    }
  }

  #merge(at: number): void {
    const { t, bench } = this;
    const names = [...t.branches().keys()];
    t.switch(names[at % names.length]!);
    const target = this.see();
    const name = names[(at + 1 + (at >> 3)) % names.length]!;
    const source = t.branches().get(name)!;
    const before = plainOf(bench);
    t.jumpTo(source);
    const theirs = plainOf(bench);
    t.switch(t.currentBranch);
    const base = this.#base(target, source);
    const expected = base === undefined ? undefined : this.states.get(base);
    const result = t.merge(name, at % 2 === 0 ? 'overshadow' : 'preserve');
    count(result.kind);
    const after = plainOf(bench);
    if (result.kind === 'merged' && expected !== undefined && !this.#hasReplaced) {
      count('against the model');
      expect(after).toEqual(mergedOf(expected, before, theirs, at % 2 === 0 ? 'theirs' : 'ours'));
    }
    this.see();
  }

  /** The one newest common past, if there is only one. */
  #base(a: Moment, b: Moment): number | undefined {
    const past = (of: Moment): Set<number> => {
      const seen = new Set<number>([of.id]);
      const open = [of];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        for (const parent of next.parents) {
          if (seen.has(parent.id)) continue;
          seen.add(parent.id);
          open.push(parent);
        }
      }
      return seen;
    };
    const [ofA, ofB] = [past(a), past(b)];
    const common = [...ofA].filter((id) => ofB.has(id));
    const newest = common.filter((id) => common.every((other) => other === id || !past(this.t.at(other)).has(id)));
    return newest.length === 1 ? newest[0] : undefined;
  }

  /** Every moment, in some order, twice. */
  visitAll(): void {
    const { t } = this;
    const { moments } = t.stats();
    for (let n = 0; n < 2 * moments; n++) {
      t.jumpTo(t.at((n * 7 + 3) % moments));
      this.see();
    }
    expect(t.stats().moments).toBe(moments);
    expect(t.verify()).toEqual([]);
  }
}

/** Place by place: what only one side has changed is taken, and what both have, from the side that wins. */
function mergedOf(base: Plain, ours: Plain, theirs: Plain, wins: 'ours' | 'theirs'): Plain {
  const pick = <T>(b: T, o: T, t: T): T => {
    const [hasOurs, hasTheirs] = [!same(b, o), !same(b, t)];
    return hasTheirs && (!hasOurs || wins === 'theirs') ? t : o;
  };
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(base) as (keyof Plain)[]) {
    if (key === 'ledger') result[key] = joined(base.ledger, ours.ledger, theirs.ledger, wins);
    else if (key === 'list') {
      result[key] = base.list.map((was, at) =>
        typeof was === 'object' && !Array.isArray(was)
          ? joined(was as Rows, ours.list[at] as Rows, theirs.list[at] as Rows, wins)
          : pick(was, ours.list[at], theirs.list[at]),
      );
    } else result[key] = pick(base[key], ours[key], theirs[key]);
  }
  return result as unknown as Plain;
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => Object.is(one, b[at]));
  return Object.is(a, b);
}

test('whatever is done, each moment shows what it showed', () => {
  fc.assert(
    fc.property(fc.array(steps, { minLength: 5, maxLength: 25 }), (program) => {
      const world = new World();
      for (const step of program) world.run(step);
      world.visitAll();
    }),
    { numRuns: 250 },
  );
  for (const what of ['merged', 'fast-forward', 'rollBack', 'squash', 'undo']) {
    expect([what, (counts.get(what) ?? 0) > 0]).toEqual([what, true]);
  }
});

test('a line of steps is a list of states', () => {
  fc.assert(
    fc.property(fc.array(edits, { minLength: 1, maxLength: 30 }), fc.array(fc.nat(30)), (all, visits) => {
      const bench = new Bench();
      const t = multiverseOf(bench);
      const model = [plainOf(bench)];
      for (const one of all) {
        t.transact(() => void edit(bench, bench, one));
        if (t.moment.id === model.length) model.push(plainOf(bench));
        else expect(plainOf(bench)).toEqual(model[t.moment.id]);
      }
      let at = model.length - 1;
      for (const goal of visits) {
        const to = goal % model.length;
        if (to < at) t.undo(at - to);
        else t.redo(to - at);
        at = to;
        expect(plainOf(bench)).toEqual(model[at]);
      }
      expect(t.stats().moments).toBe(model.length);
    }),
    { numRuns: 200 },
  );
});

test('merging joins what both sides changed, place by place', () => {
  const kept = edits.filter(({ what }) => what !== 'push' && what !== 'pop' && what !== 'replace');
  const edit = fc.record({ do: fc.constant('edit' as const), edits: fc.array(kept, { minLength: 1, maxLength: 4 }) });
  const other = fc.record({ do: fc.constantFrom('switch' as const, 'merge' as const, 'merge' as const, 'undo' as const), at: fc.nat(30), edits: fc.constant([]) }); // prettier-ignore
  fc.assert(
    fc.property(edit, edit, edit, fc.array(fc.oneof(edit, other), { maxLength: 12 }), (past, ours, theirs, program) => {
      const world = new World();
      world.run(past);
      world.run({ do: 'branch', at: world.t.moment.id, edits: [] });
      world.run(theirs);
      world.run({ do: 'switch', at: 0, edits: [] });
      world.run(ours);
      for (const step of [{ do: 'merge' as const, at: 0, edits: [] }, ...program]) world.run(step);
      world.visitAll();
    }),
    { numRuns: 300 },
  );
  expect(counts.get('against the model') ?? 0).toBeGreaterThan(100);
});
