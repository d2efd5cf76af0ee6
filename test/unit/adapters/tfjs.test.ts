// Tensors and variables: the kit, a life in a history, and what is left on the backend afterwards.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import '../../../src/adapters/packages/tfjs.js';
import { checkAdapter } from '../../../src/adapters/conformance.js';
import { adapters } from '../../../src/adapters/registry.js';
import { AdapterContractError, multiverseOf, timeline, tracked, type Multiverse } from '../../../src/index.js';

beforeAll(() => tf.setBackend('cpu'));

@timeline({ mode: 'multiverse' })
class Model {
  @tracked weights: tf.Variable | null = null;
  @tracked batch: tf.Tensor | null = null;
  @tracked epoch = 0;
}

const made = (): { model: Model; t: Multiverse } => {
  const model = new Model();
  return { model, t: multiverseOf(model) };
};
const numbers = fc.array(fc.float({ noNaN: false }), { minLength: 3, maxLength: 3 });

test('both pass the kit', () => {
  const { numTensors } = tf.memory();
  tf.tidy(() => {
    const tensorAdapter = adapters.of(tf.tensor([1]))!.adapter;
    checkAdapter(tensorAdapter, numbers.map((values) => ({ make: () => tf.tensor(values), edits: [] })), { runs: 100 }); // prettier-ignore
    const probe = tf.variable(tf.zeros([3]));
    const { adapter } = adapters.of(probe)!;
    probe.dispose();
    const variables: tf.Variable[] = [];
    const make = (values: number[]) => () => {
      const one = tf.variable(tf.tensor(values));
      variables.push(one);
      return one;
    };
    const scenario = fc.tuple(numbers, fc.array(numbers)).map(([first, later]) => ({
      make: make(first),
      edits: later.map((values) => (value: object) => (value as tf.Variable).assign(tf.tensor(values))),
    }));
    checkAdapter(adapter, scenario, { runs: 100 });
    for (const one of variables) one.dispose();
  });
  // Variables that `decode` made in the kit belong to nobody.
  tf.disposeVariables();
  expect(tf.memory().numTensors).toBe(numTensors);
});

test('variables are recorded at each assign, with −0 and NaN, and nothing leaks', () => {
  const before = tf.memory();
  const { model, t } = made();
  const weights = tf.tidy(() => tf.variable(tf.tensor([1, 2, 3])));
  model.weights = weights;
  tf.tidy(() => weights.assign(tf.tensor([-0, NaN, 1])));
  t.capture();
  tf.tidy(() => weights.assign(tf.tensor([4, 5, 6])));
  model.epoch = 1;
  expect(t.undo(2)).toBe(2);
  expect([...weights.dataSync()]).toEqual([-0, NaN, 1]);
  t.undo();
  expect([...weights.dataSync()]).toEqual([1, 2, 3]);
  expect(t.redo(9)).toBe(3);
  expect([...weights.dataSync()]).toEqual([4, 5, 6]);
  expect(model.weights).toBe(weights);
  expect(tf.memory().numTensors).toBe(before.numTensors + 1);
  weights.dispose();
  expect([...weights.dataSync()]).toEqual([4, 5, 6]);
  t.dispose();
  expect([weights.isDisposed, tf.memory().numTensors, tf.memory().numBytes]).toEqual([true, before.numTensors, before.numBytes]); // prettier-ignore
});

test('a tensor lives as long as its history needs it, also out of tidy', () => {
  const before = tf.memory();
  const { model, t } = made();
  tf.tidy(() => {
    model.batch = tf.tensor([1, 2]);
    model.batch = tf.tensor([3, 4]);
  });
  t.undo();
  expect([...model.batch!.dataSync()]).toEqual([1, 2]);
  t.redo();
  expect([...model.batch!.dataSync()]).toEqual([3, 4]);
  expect(tf.memory().numTensors).toBe(before.numTensors + 2);
  t.dispose();
  expect(tf.memory()).toEqual(before);
});

test('what was rolled back is still the tensor of its owner', () => {
  const { model, t } = made();
  const batch = tf.tensor([1]);
  expect(() =>
    t.transact(() => {
      model.batch = batch;
      throw new Error('no');
    }),
  ).toThrow('no');
  expect([model.batch, batch.isDisposed]).toEqual([null, false]);
  batch.dispose();
  expect(batch.isDisposed).toBe(true);
});

test('a disposed tensor is refused by field and adapter, and nothing is recorded', () => {
  const { model, t } = made();
  const gone = tf.tensor([1]);
  gone.dispose();
  expect(() => (model.batch = gone)).toThrow(AdapterContractError);
  expect(() => (model.batch = gone)).toThrow(/TensorAdapter\.getSnapshot failed for the Tensor in Model\.batch/);
  expect([model.batch, t.canUndo]).toEqual([null, false]);
});

test('a fork has copies of its own; a merge goes into the same variable; nothing leaks', () => {
  const before = tf.memory().numTensors;
  const { model, t } = made();
  const weights = tf.tidy(() => tf.variable(tf.scalar(1)));
  model.weights = weights;
  model.batch = tf.tensor([7]);
  tf.tidy(() => weights.assign(tf.scalar(0.5)));
  const copy = t.fork<Model>('other');
  expect(copy.batch!.dataSync()[0]).toBe(7);
  tf.tidy(() => copy.weights!.assign(tf.scalar(9)));
  multiverseOf(copy).capture();
  expect([weights.dataSync()[0], copy.weights!.dataSync()[0]]).toEqual([0.5, 9]);
  t.merge('other');
  expect([model.weights, weights.dataSync()[0]]).toEqual([weights, 9]);
  t.undo(2);
  expect(weights.dataSync()[0]).toBe(1);
  model.batch.dispose();
  weights.dispose();
  t.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

describe('an optimizer', () => {
  /** Fits y = 2x + 1 by gradient descent; answers the weights after each step, first the ones it began with. */
  function trained(rate: number, steps: number, model: Model, t: Multiverse): number[][] {
    const weights = model.weights!;
    const seen = [[...weights.dataSync()]];
    const optimizer = tf.train.sgd(rate);
    tf.tidy(() => {
      const x = tf.tensor1d([0, 1, 2, 3]);
      const y = tf.add(tf.mul(x, 2), 1);
      for (let step = 0; step < steps; step++) {
        t.transact(`step ${String(step + 1)}`, () => {
          const [slope, offset] = tf.unstack(weights);
          const error = tf.mul(tf.sub(tf.add(tf.mul(x, slope!), offset!), y), 2);
          const gradient = tf.stack([tf.mean(tf.mul(error, x)), tf.mean(error)]);
          optimizer.applyGradients({ [weights.name]: gradient });
          model.epoch++;
        });
        seen.push([...weights.dataSync()]);
      }
    });
    optimizer.dispose();
    return seen;
  }

  test('two hundred steps are undone to any of them; a branch per learning rate; the memory of all of it comes back', () => {
    const before = tf.memory();
    const { model, t } = made();
    const weights = tf.tidy(() => tf.variable(tf.tensor1d([0, 0])));
    model.weights = weights;
    const start = t.moment;
    const slow = trained(0.01, 200, model, t);
    expect([model.epoch, t.stats().moments]).toEqual([200, 202]);
    expect(slow.at(-1)![0]).toBeCloseTo(2, 0);
    for (const step of [199, 200, 117, 3, 0, 64]) {
      const moment = t.at(start.id + step);
      t.jumpTo(moment);
      expect([...weights.dataSync()]).toEqual(slow[step]);
      expect(model.epoch).toBe(step);
    }
    t.switch('main');
    const runs = new Map([[0.01, slow]]);
    for (const rate of [0.05, 0.1]) {
      t.branch(`rate ${String(rate)}`, { at: start });
      runs.set(rate, trained(rate, 50, model, t));
    }
    t.switch('main');
    expect([...weights.dataSync()]).toEqual(slow.at(-1));
    for (const [rate, run] of runs) {
      if (rate !== 0.01) t.switch(`rate ${String(rate)}`);
      expect([...weights.dataSync()]).toEqual(run.at(-1));
      expect(t.undo(10)).toBe(10);
      expect([...weights.dataSync()]).toEqual(run.at(-11));
      t.redo(10);
    }
    // All the while one variable is all there is on the backend.
    expect(tf.memory().numTensors).toBe(before.numTensors + 1);
    t.prune({ moments: 5 });
    expect(tf.memory().numTensors).toBe(before.numTensors + 1);
    expect(t.verify()).toEqual([]);
    weights.dispose();
    t.dispose();
    expect([weights.isDisposed, tf.memory().numTensors, tf.memory().numBytes]).toEqual([true, before.numTensors, before.numBytes]); // prettier-ignore
  });

  test('batches that a pruned history needs no longer are let go', () => {
    const before = tf.memory().numTensors;
    const { model, t } = made();
    for (let batch = 0; batch < 20; batch++) {
      tf.tidy(() => {
        model.batch = tf.tensor([batch]);
      });
    }
    expect(tf.memory().numTensors).toBe(before + 20);
    t.prune({ moments: 2 });
    expect(tf.memory().numTensors).toBeLessThan(before + 20);
    t.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('a step that fails leaves the weights and the memory as they were', () => {
    const before = tf.memory().numTensors;
    const { model, t } = made();
    const weights = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
    model.weights = weights;
    const { moments } = t.stats();
    expect(() =>
      t.transact(() => {
        tf.tidy(() => weights.assign(tf.tensor1d([3, 4])));
        model.epoch = 5;
        throw new Error('diverged');
      }),
    ).toThrow('diverged');
    expect([...weights.dataSync(), model.epoch, t.stats().moments]).toEqual([1, 2, 0, moments]);
    weights.dispose();
    t.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
