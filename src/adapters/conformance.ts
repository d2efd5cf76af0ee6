// The conformance kit: proves, with fast-check, that an adapter does what the protocol says.
//
// Its own entry point (`janus-ts/adapters/conformance`), because fast-check is a tool of tests.
import fc from 'fast-check';
import { nameOfAdapter } from './registry.js';
import { isImmutable, isPromise, type Adapter, type AnyAdapter, type ImmutableAdapter } from './protocol.js';

/** One life of a value: how it is made, and what is done to it in place. */
export interface AdapterScenario<T> {
  /** Makes the value; each call an independent one in the same state. */
  make(): T;
  /** Changes in place, each from the state the one before left. Not looked at for immutable types. */
  readonly edits: readonly ((value: T) => void)[];
  /** What another branch does to the value as it was made; for adapters that merge. */
  readonly otherEdits?: readonly ((value: T) => void)[];
}

/** Options of {@link checkAdapter}. */
export interface AdapterCheckOptions {
  /** Cases to try; 1,000 by default. */
  runs?: number;
  /** Repeats a failure. */
  seed?: number;
}

/** An adapter broke a rule of the protocol; the message names the rule, and fast-check adds the smallest case. */
export class AdapterFault extends Error {
  override readonly name = 'AdapterFault';
}

/**
 * Proves for many generated lives of a value that: a delta leads forward to the new state and backward to the old one, also
 * over several changes; nothing shares state with the value, and nobody changes snapshots or deltas; `equals`, `patchSnapshot`, `encode` and
 * `decode` agree with the state; `merge` keeps the changes of both sides where they do not touch each other.
 * @throws {AdapterFault} wrapped in fast-check's report, with the seed and the smallest case
 */
export function checkAdapter<T extends object>(
  adapter: AnyAdapter<T>,
  scenarios: fc.Arbitrary<AdapterScenario<T>>,
  { runs = 1_000, seed }: AdapterCheckOptions = {},
): void {
  const check = isImmutable(adapter) ? new ImmutableCheck(adapter) : new Check(adapter as Adapter<T>);
  fc.assert(
    fc.property(scenarios, (scenario) => {
      check.run(scenario);
    }),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
  );
}

/** What is told of an answer that no verb may give. */
function expectAnswer(verb: string, answer: unknown): void {
  if (answer === undefined) throw new AdapterFault(`${verb} answered undefined`);
  if (isPromise(answer)) throw new AdapterFault(`${verb} answered a promise`);
}

/**
 * What a snapshot or delta is, as text: the same for equal ones, whatever the order of their properties and the realm they
 * come from, and different for −0 and 0.
 */
function print(given: unknown): string {
  const seen = new Map<unknown, unknown>();
  const sorted = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = seen.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value))
      return remember(value, [], (copy: unknown[]) => {
        copy.push(...value.map(sorted));
      });
    if (Object.prototype.toString.call(value) !== '[object Object]') return value;
    return remember(value, {}, (copy) => {
      for (const key of Object.keys(value).sort())
        Object.assign(copy, { [key]: sorted((value as Record<string, unknown>)[key]) });
    });
  };
  const remember = <C>(value: unknown, copy: C, fill: (copy: C) => void): C => {
    seen.set(value, copy);
    fill(copy);
    return copy;
  };
  return fc.stringify(sorted(given));
}

const isSame = (a: unknown, b: unknown): boolean => print(a) === print(b);

/** A deep copy; what cannot be copied is handed on as it is. */
function copyOf(given: unknown): unknown {
  try {
    return structuredClone(given);
  } catch {
    return given;
  }
}

/** One adapter of values that change in place, under test. */
class Check<T extends object> {
  constructor(private readonly adapter: Adapter<T>) {}

  run(scenario: AdapterScenario<T>): void {
    const { edits, otherEdits = [] } = scenario;
    const make = (): T => scenario.make();
    const { adapter } = this;
    const value = make();
    const states: unknown[] = [this.#snapshot(value)];
    const deltas: unknown[] = [];
    for (const edit of edits) {
      const before = states.at(-1);
      this.#expectSame(value, before, 'getDelta', 'finds a change where there is none');
      const kept = print(before);
      edit(value);
      this.#unchanged('getSnapshot', before, kept, 'a snapshot changed with the value: it shares state with it');
      const delta = this.#delta(before, value);
      this.#unchanged('getDelta', before, kept, 'it changed the snapshot it was given');
      const after = this.#snapshot(value);
      this.#agrees(before, value, delta === null);
      if (delta === null) {
        if (!isSame(before, after))
          throw this.#fault('getDelta', `it saw no change from ${fc.stringify(before)} to ${fc.stringify(after)}`);
        continue;
      }
      this.#patched(before, delta, after, value);
      states.push(after);
      deltas.push(delta);
    }
    this.#travel(value, states, deltas);
    this.#encoding(value, states, deltas.at(-1));
    if (adapter.merge !== undefined) this.#merging(make, edits, otherEdits);
  }

  /** All the way back and forth again. */
  #travel(value: T, states: readonly unknown[], deltas: readonly unknown[]): void {
    const kept = deltas.map(print);
    for (let at = deltas.length - 1; at >= 0; at--) {
      this.#do('applyBackward', value, deltas[at]);
      this.#expectSame(value, states[at], 'applyBackward', 'does not lead back to the state before');
    }
    for (let at = 0; at < deltas.length; at++) {
      this.#do('applyForward', value, deltas[at]);
      this.#expectSame(value, states[at + 1], 'applyForward', 'does not lead to the state the delta was made for');
    }
    deltas.forEach((delta, at) => {
      this.#unchanged('applyForward', delta, kept[at], 'a delta was changed by applying it');
    });
  }

  #do(verb: 'applyForward' | 'applyBackward', value: T, delta: unknown): void {
    // It answers nothing, but JavaScript does not know.
    const adapter = this.adapter as Record<typeof verb, (value: T, delta: unknown) => unknown>;
    if (isPromise(adapter[verb](value, delta))) throw new AdapterFault(`${verb} answered a promise`);
  }

  #patched(before: unknown, delta: unknown, after: unknown, value: T): void {
    const { adapter } = this;
    if (adapter.patchSnapshot === undefined) return;
    const forth = adapter.patchSnapshot(copyOf(before), delta, false);
    if (!isSame(forth, after) && this.#delta(forth, value) !== null)
      throw this.#fault('patchSnapshot', 'forward it does not give the snapshot of the new state');
    const back = adapter.patchSnapshot(copyOf(after), delta, true);
    if (!isSame(back, before))
      throw this.#fault('patchSnapshot', 'backward it does not give the snapshot of the old state');
  }

  /** What files hold: the value, and deltas, as plain data. */
  #encoding(value: T, states: readonly unknown[], delta: unknown): void {
    const { adapter } = this;
    if (adapter.encode === undefined || adapter.decode === undefined) return;
    const data = adapter.encode(value);
    if (isPromise(data)) expectAnswer('encode', data);
    if (data === undefined) return;
    const back = adapter.decode(structuredClone(data));
    if (back === value) throw this.#fault('decode', 'it answered the value itself');
    this.#expectSame(back, this.#snapshot(value), 'decode', 'does not give back what was encoded');
    if (delta === undefined) return;
    const verb = adapter.encodeDelta === undefined ? 'getDelta' : 'encodeDelta';
    const plain: unknown = structuredClone(adapter.encodeDelta?.(delta) ?? delta);
    for (const [apply, at] of [
      ['applyBackward', -2],
      ['applyForward', -1],
    ] as const) {
      adapter[apply](back, plain);
      this.#expectSame(
        back,
        states.at(at),
        verb,
        'gives a delta that does not lead as plain data where it leads itself',
      );
    }
  }

  /** Where both orders of doing all edits come to the same, merging must come to it too. */
  #merging(make: () => T, edits: readonly ((value: T) => void)[], others: readonly ((value: T) => void)[]): void {
    const after = (...all: (readonly ((value: T) => void)[])[]): T => {
      const value = make();
      for (const some of all) for (const edit of some) edit(value);
      return value;
    };
    const joined = this.#snapshot(after(edits, others));
    if (!isSame(joined, this.#snapshot(after(others, edits)))) return;
    const ours = after(edits);
    const { adapter } = this;
    const merged = adapter.merge?.({
      base: this.#snapshot(make()),
      ours: this.#snapshot(ours),
      theirs: this.#snapshot(after(others)),
      prefer: 'ours',
    });
    if (merged === undefined) throw this.#fault('merge', 'it answered undefined');
    if (merged.delta !== null) adapter.applyForward(ours, merged.delta);
    this.#expectSame(ours, joined, 'merge', 'loses a change of one side');
  }

  #snapshot(value: T): unknown {
    const snapshot = this.adapter.getSnapshot(value);
    expectAnswer('getSnapshot', snapshot);
    return snapshot;
  }

  #delta(snapshot: unknown, value: T): unknown {
    const delta = this.adapter.getDelta(snapshot, value);
    expectAnswer('getDelta', delta);
    return delta;
  }

  #expectSame(value: T, state: unknown, verb: string, what: string): void {
    const isThere = this.#delta(state, value) === null;
    this.#agrees(state, value, isThere);
    if (isThere && isSame(this.#snapshot(value), state)) return;
    throw this.#fault(verb, `it ${what}: ${fc.stringify(this.#snapshot(value))} instead of ${fc.stringify(state)}`);
  }

  #agrees(snapshot: unknown, value: T, isThere: boolean): void {
    if (this.adapter.equals === undefined || this.adapter.equals(snapshot, value) === isThere) return;
    throw this.#fault('equals', `it says ${String(!isThere)} where getDelta says ${String(isThere)}`);
  }

  #unchanged(verb: string, given: unknown, kept: string | undefined, what: string): void {
    if (print(given) !== kept) throw this.#fault(verb, what);
  }

  #fault(verb: string, what: string): AdapterFault {
    return new AdapterFault(`${nameOfAdapter(this.adapter)}.${verb}: ${what}.`);
  }
}

/** One adapter of values that never change, under test. */
class ImmutableCheck<T extends object> {
  constructor(private readonly adapter: ImmutableAdapter<T>) {}

  run(scenario: AdapterScenario<T>): void {
    const { adapter } = this;
    const [value, twin] = [scenario.make(), scenario.make()];
    const areEqual = adapter.equals?.bind(adapter);
    if (areEqual?.(value, value) === false) throw this.#fault('equals', 'a value differs from itself');
    if (areEqual?.(value, twin) === false || areEqual?.(twin, value) === false)
      throw this.#fault('equals', 'two equal values differ');
    if (adapter.encode === undefined || adapter.decode === undefined) return;
    const data = adapter.encode(value);
    if (data === undefined) return;
    const back = adapter.decode(structuredClone(data));
    const isBack = areEqual === undefined ? isSame(back, value) : areEqual(back, value);
    if (!isBack) throw this.#fault('decode', `it gives ${fc.stringify(back)} for ${fc.stringify(value)}`);
  }

  #fault(verb: string, what: string): AdapterFault {
    return new AdapterFault(`${nameOfAdapter(this.adapter)}.${verb}: ${what}.`);
  }
}
