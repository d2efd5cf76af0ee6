// W80 to W83: values that adapters stand for.
import { expectState, expectValue, memory, timed } from '../harness/measure.mjs';
import { randomBelow } from './values.mjs';

/** Numbers that one step writes, scattered over the array. */
const SCATTERED = 10;

/** Places and values of steps; what comes twice in a step is written twice. */
function tableOf(steps, size) {
  const below = randomBelow(80);
  return Array.from({ length: steps }, (_, step) => ({
    indices: Array.from({ length: SCATTERED }, () => below(size)),
    values: Array.from({ length: SCATTERED }, (_, i) => step + i + 0.5),
  }));
}

/** What the steps have left at the places they wrote. */
function expectNumbers(numbers, table, done, where) {
  const last = new Map();
  table.forEach(({ indices, values }, step) => {
    indices.forEach((index, i) => last.set(index, step < done ? values[i] : (last.get(index) ?? 0)));
  });
  for (const [index, value] of last) expectValue(numbers.at(index), value, `${where}, at ${index}`);
}

/** Steps through the edit path, and their undo. */
export const steps = {
  id: 'w80',
  title: 'steps of ten writes into 1M numbers',
  sizes: () => [1_000_000],
  smallest: 10_000,
  figures: {
    step: { title: 'ten scattered writes, a step', unit: 'µs' },
    undo: { title: 'its undo', unit: 'µs' },
    both: { title: 'the step and its undo', unit: 'µs' },
  },

  /** Microseconds per step; of twenty steps one is undone. */
  round(peer, size, watch) {
    const count = size / 500;
    const undone = count / 20;
    const table = tableOf(count, size);
    const numbers = peer.numbers(size);
    const step = timed(() => {
      watch.loop(count, 10, (from, to) => {
        for (let at = from; at < to; at++) numbers.write(table[at].indices, table[at].values);
      });
      numbers.settle();
    });
    expectNumbers(numbers, table, count, 'after the steps');
    const undoOf = (from, to) =>
      timed(() =>
        watch.loop(to - from, 10, (a, b) => {
          for (let at = a; at < b; at++) numbers.undo();
        }),
      );
    let undo = undoOf(0, undone / 2);
    expectNumbers(numbers, table, count - undone / 2, 'half of the undos');
    undo += undoOf(undone / 2, undone);
    expectNumbers(numbers, table, count - undone, 'all undos');
    numbers.dispose();
    const each = { step: step / count / 1_000, undo: undo / undone / 1_000 };
    return { ...each, both: each.step + each.undo };
  },
};

/** What such steps keep. */
export const stepsMemory = {
  id: 'w80-memory',
  title: 'memory of steps of ten writes into 1M numbers',
  sizes: () => [1_000_000],
  smallest: 10_000,
  cold: true,
  figures: {
    element: { title: 'memory per number of the array', unit: 'bytes' },
    written: { title: 'memory per number written', unit: 'bytes' },
  },

  /** Bytes, everything counted: heap, external memory and the engine. */
  round(peer, size, watch) {
    const count = size / 100;
    const table = tableOf(count, size);
    const before = memory().counted;
    const numbers = peer.numbers(size);
    numbers.settle();
    const empty = memory().counted;
    const native = numbers.nativeBytes();
    watch.loop(count, 100, (from, to) => {
      for (let at = from; at < to; at++) numbers.write(table[at].indices, table[at].values);
    });
    numbers.settle();
    const after = memory().counted + numbers.nativeBytes() - native;
    expectNumbers(numbers, table, count, 'after the steps');
    numbers.dispose();
    return { element: (after - before + native) / size, written: (after - empty) / count / SCATTERED };
  },
};

/** Plain writes by index. */
export const byIndex = {
  id: 'w81',
  title: 'writes by index into 1M numbers',
  sizes: () => [1_000_000],
  smallest: 10_000,
  figures: { step: { title: 'ten writes by index, found by comparing', unit: 'ms' } },

  /** Milliseconds per step. */
  round(peer, size, watch) {
    const count = 100;
    const table = tableOf(count, size);
    const numbers = peer.numbers(size);
    const step = timed(() =>
      watch.loop(count, 10, (from, to) => {
        for (let at = from; at < to; at++) numbers.poke(table[at].indices, table[at].values);
      }),
    );
    expectNumbers(numbers, table, count, 'after the steps');
    if (numbers.undo !== undefined) {
      for (let at = 0; at < count; at++) numbers.undo();
      expectNumbers(numbers, table, 0, 'all the way back');
    }
    numbers.dispose();
    return { step: step / count / 1_000_000 };
  },
};

/** A field that holds decimals, beside one that holds numbers. */
export const fields = {
  id: 'w82',
  title: 'writes of a decimal field',
  sizes: () => [100_000],
  smallest: 1_000,
  figures: {
    number: { title: 'write of a number field', unit: 'ns' },
    decimal: { title: 'write of a decimal field', unit: 'ns' },
  },

  /** Nanoseconds per write. */
  round(peer, size) {
    const document = peer.fields();
    const numbers = Array.from({ length: size }, (_, i) => i + 1);
    const decimals = document.decimals(size + 1).slice(1);
    const number = timed(() => document.writeNumbers(numbers));
    const decimal = timed(() => document.writeDecimals(decimals));
    expectState(document.read(), [size, size], 'after the writes');
    expectValue(document.undo(size + size / 2), size + size / 2, 'steps undone');
    expectState(document.read(), [size / 2, 0], 'half-way back');
    document.dispose();
    return { number: number / size, decimal: decimal / size };
  },
};

/** The conformance kit. */
export const kit = {
  id: 'w83',
  title: 'conformance kit',
  sizes: () => [1_000],
  smallest: 100,
  figures: { check: { title: 'conformance kit', unit: 'ms' } },

  /** Milliseconds for so many cases. */
  round(peer, size) {
    let tried;
    const took = timed(() => (tried = peer.conformance(size)));
    expectValue(tried >= size, true, 'cases tried');
    return { check: took / 1_000_000 };
  },
};
