// The kit passes adapters that are right, and names the fault of those that are not.
import fc from 'fast-check';
import { checkAdapter, type AdapterScenario } from '../../../src/adapters/conformance.js';
import type { Adapter, AdapterConflict, ImmutableAdapter } from '../../../src/index.js';

/** A foreign type: numbers by name. */
class Gauge {
  readonly values = new Map<string, number>();
  set(name: string, value: number): void {
    this.values.set(name, value);
  }
}

type State = Record<string, number>;
interface Delta {
  before: State;
  after: State;
}

/** An adapter that is right; the broken ones change one thing. */
class GaugeAdapter implements Adapter<Gauge, State, Delta> {
  getSnapshot(value: Gauge): State {
    return Object.fromEntries([...value.values].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  getDelta(snapshot: State, value: Gauge): Delta | null {
    const now = this.getSnapshot(value);
    const names = [...new Set([...Object.keys(snapshot), ...Object.keys(now)])];
    const changed = names.filter((name) => !Object.is(snapshot[name], now[name]));
    const pick = (state: State): State =>
      Object.fromEntries(changed.filter((name) => name in state).map((name) => [name, state[name]!]));
    return changed.length === 0 ? null : { before: pick(snapshot), after: pick(now) };
  }
  applyForward(value: Gauge, { before, after }: Delta): void {
    this.put(value, before, after);
  }
  applyBackward(value: Gauge, { before, after }: Delta): void {
    this.put(value, after, before);
  }
  protected put(value: Gauge, from: State, to: State): void {
    for (const name of Object.keys(from)) if (!(name in to)) value.values.delete(name);
    for (const [name, number] of Object.entries(to)) value.values.set(name, number);
  }
  equals(snapshot: State, value: Gauge): boolean {
    return this.getDelta(snapshot, value) === null;
  }
  patchSnapshot(snapshot: State, { before, after }: Delta, back: boolean): State {
    const gauge = this.decode(Object.entries(snapshot));
    this.put(gauge, back ? after : before, back ? before : after);
    return this.getSnapshot(gauge);
  }
  encode(value: Gauge): unknown {
    return [...value.values];
  }
  decode(data: unknown): Gauge {
    const gauge = new Gauge();
    for (const [name, number] of data as [string, number][]) gauge.set(name, number);
    return gauge;
  }
  merge({ base, ours, theirs }: AdapterConflict<State>): { delta: Delta | null; conflicts: [] } {
    const joined = this.decode(Object.entries(ours));
    const delta = this.getDelta(base, this.decode(Object.entries(theirs)));
    if (delta !== null) this.put(joined, delta.before, delta.after);
    return { delta: this.getDelta(ours, joined), conflicts: [] };
  }
}

const edit = fc
  .tuple(
    fc.constantFrom('a', 'b', 'c'),
    fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(NaN, -0), fc.constant(undefined)),
  )
  .map(([name, number]) => (gauge: Gauge) => {
    if (number === undefined) gauge.values.delete(name);
    else gauge.set(name, number);
  });
const scenarios: fc.Arbitrary<AdapterScenario<Gauge>> = fc.record({
  make: fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(9)), { maxLength: 3 }).map((pairs) => () => {
    const gauge = new Gauge();
    for (const [name, number] of pairs) gauge.set(name, number);
    return gauge;
  }),
  edits: fc.array(edit, { maxLength: 4 }),
  otherEdits: fc.array(edit, { maxLength: 3 }),
});

test('an adapter that is right passes', () => {
  checkAdapter(new GaugeAdapter(), scenarios);
});

/** One without merging, where merging would find the fault first. */
class PlainAdapter extends GaugeAdapter {
  override merge = undefined as never;
}

const BROKEN: readonly (readonly [name: string, fault: RegExp, adapter: GaugeAdapter])[] = [
  ['backward does nothing', /applyBackward: it does not lead back/, new (class extends GaugeAdapter { override applyBackward() { /* nothing */ } })()], // prettier-ignore
  ['forward does half', /applyForward: it does not lead/, new (class extends PlainAdapter { override applyForward(value: Gauge, { after }: Delta) { for (const [name, number] of Object.entries(after).slice(1)) value.set(name, number); } })()], // prettier-ignore
  ['the snapshot is the value', /a snapshot changed with the value/, new (class extends PlainAdapter { override getSnapshot(value: Gauge) { return value.values as unknown as State; } })()], // prettier-ignore
  ['a delta changes its snapshot', /it changed the snapshot it was given/, new (class extends GaugeAdapter { override getDelta(snapshot: State, value: Gauge) { const delta = super.getDelta(snapshot, value); if (delta !== null) Object.assign(snapshot, { z: 1 }); return delta; } })()], // prettier-ignore
  ['applying changes the delta', /a delta was changed by applying it/, new (class extends GaugeAdapter { override applyForward(value: Gauge, delta: Delta) { super.applyForward(value, delta); delta.before = {}; } })()], // prettier-ignore
  ['changes go unseen', /it saw no change|finds a change|instead of/, new (class extends GaugeAdapter { override getDelta() { return null; } override equals() { return true; } })()], // prettier-ignore
  ['undefined for a delta', /getDelta answered undefined/, new (class extends GaugeAdapter { override getDelta(snapshot: State, value: Gauge) { return super.getDelta(snapshot, value) ?? (undefined as never); } })()], // prettier-ignore
  ['a promise for a snapshot', /getSnapshot answered a promise/, new (class extends GaugeAdapter { override getSnapshot(value: Gauge) { return Promise.resolve(super.getSnapshot(value)) as never; } })()], // prettier-ignore
  ['−0 is lost', /decode: it does not give back|instead of/, new (class extends GaugeAdapter { override decode(data: unknown) { return super.decode((data as [string, number][]).map(([name, number]) => [name, number + 0])); } })()], // prettier-ignore
  ['equals is too kind', /equals: it says true where getDelta says false/, new (class extends PlainAdapter { override equals() { return true; } })()], // prettier-ignore
  ['merging takes theirs', /merge: it loses a change of one side/, new (class extends GaugeAdapter { override merge({ ours, theirs }: AdapterConflict<State>) { return { delta: this.getDelta(ours, this.decode(Object.entries(theirs))), conflicts: [] as [] }; } })()], // prettier-ignore
  ['patching forgets', /patchSnapshot: forward it does not give/, new (class extends GaugeAdapter { override patchSnapshot(snapshot: State) { return snapshot; } })()], // prettier-ignore
];

test.each(BROKEN)('%s', (_name, fault, adapter) => {
  let message = '';
  try {
    checkAdapter(adapter, scenarios, { seed: 1 });
  } catch (error) {
    message = String((error as { cause?: unknown }).cause ?? error);
  }
  expect(message).toMatch(fault);
});

test('immutable types: equality and encoding', () => {
  const right: ImmutableAdapter<URL> = { immutable: true, equals: (a, b) => a.href === b.href, encode: (url) => url.href, decode: (text) => new URL(text as string) }; // prettier-ignore
  const urls = fc.webUrl().map((text) => ({ make: () => new URL(text), edits: [] }));
  checkAdapter(right, urls);
  const wrong: ImmutableAdapter<URL> = { ...right, decode: (text) => new URL('x', text as string) };
  expect(() => { checkAdapter(wrong, urls); }).toThrow(); // prettier-ignore
});
