// Adapted values of Janus: a large typed array, a decimal beside a number, and the conformance kit.
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { checkAdapter } from '../../../dist/esm/adapters/conformance.js';
import '../../../dist/esm/adapters/packages/decimal.js';
import { setElements, timeline, timelineOf, tracked } from '../../../dist/esm/index.js';

class Holding {
  samples = new Float64Array(0);
  amount = 0;
  price = new Decimal(0);
}

function owner() {
  class Holder {
    constructor() {
      Object.assign(this, new Holding());
    }
  }
  for (const field of Object.keys(new Holding())) tracked(Holder.prototype, field);
  return timeline()(Holder);
}

const Holder = owner();

class Numbers {
  #holder = new Holder();
  #timeline = timelineOf(this.#holder);

  constructor(size) {
    // Filled, so that its pages are there before the clock runs.
    this.#holder.samples = new Float64Array(size).fill(0);
    this.settle();
  }

  /** Through the edit path of the adapter. */
  write(indices, values) {
    setElements(this.#holder.samples, indices, values);
  }

  /** By index; what has changed is found by comparing. */
  poke(indices, values) {
    const { samples } = this.#holder;
    for (let i = 0; i < indices.length; i++) samples[indices[i]] = values[i];
    return this.#timeline.capture();
  }

  undo() {
    this.#timeline.undo();
  }

  at(index) {
    return this.#holder.samples[index];
  }

  settle() {
    return this.#timeline.canUndo;
  }

  nativeBytes() {
    return this.#timeline.stats().engineBytes;
  }

  dispose() {
    this.#timeline.dispose();
  }
}

class Fields {
  #holder = new Holder();
  #timeline = timelineOf(this.#holder);

  writeNumbers(values) {
    const holder = this.#holder;
    for (let i = 0; i < values.length; i++) holder.amount = values[i];
    return this.#timeline.canUndo;
  }

  writeDecimals(values) {
    const holder = this.#holder;
    for (let i = 0; i < values.length; i++) holder.price = values[i];
    return this.#timeline.canUndo;
  }

  decimals(count) {
    return Array.from({ length: count }, (_, i) => new Decimal(i));
  }

  read() {
    return [this.#holder.amount, this.#holder.price.toNumber()];
  }

  undo(steps) {
    return this.#timeline.undo(steps);
  }

  dispose() {
    this.#timeline.dispose();
  }
}

/** A map of numbers by name, whose order says nothing, as somebody would teach it to Janus. */
const mapAdapter = {
  getSnapshot: (map) => new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1))),
  getDelta(before, map) {
    const names = [...new Set([...before.keys(), ...map.keys()])];
    const changes = names
      .filter((name) => !Object.is(before.get(name), map.get(name)))
      .map((name) => [name, before.get(name), map.get(name)]);
    return changes.length === 0 ? null : changes;
  },
  applyForward(map, changes) {
    for (const [name, , after] of changes) put(map, name, after);
  },
  applyBackward(map, changes) {
    for (const [name, before] of changes) put(map, name, before);
  },
  encode: (map) => [...map],
  decode: (rows) => new Map(rows),
};

function put(map, name, value) {
  if (value === undefined) map.delete(name);
  else map.set(name, value);
}

const name = fc.constantFrom('a', 'b', 'c');
const change = fc.tuple(name, fc.option(fc.double(), { nil: undefined })).map(([key, value]) => (map) => {
  put(map, key, value);
});
const lives = fc.record({ start: fc.array(fc.tuple(name, fc.double())), edits: fc.array(change) });

export default {
  numbers: (size) => new Numbers(size),
  fields: () => new Fields(),
  /** Answers how many cases were tried. */
  conformance(cases) {
    let tried = 0;
    const scenarios = lives.map(({ start, edits }) => {
      tried++;
      return { make: () => new Map(start), edits };
    });
    checkAdapter(mapAdapter, scenarios, { runs: cases });
    return tried;
  },
};
