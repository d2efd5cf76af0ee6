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
  expect(() => (model.batch = gone)).toThrow(/TensorAdapter\.getSnapshot failed for the Tensor/);
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
