// One value of each package that there is an adapter for: put into a field, changed, undone, done again.
//
// What is claimed on the way is proved: the program ends with exit code 1 when a proof fails.
import '@tensorflow/tfjs-backend-cpu';
import { Temporal } from '@js-temporal/polyfill';
import * as tf from '@tensorflow/tfjs-core';
import { tableFromArrays } from 'apache-arrow';
import { table } from 'arquero';
import { Big } from 'big.js';
import { BigNumber } from 'bignumber.js';
import dayjs from 'dayjs';
import { Decimal } from 'decimal.js';
import { List } from 'immutable';
import { DateTime } from 'luxon';
import ndarray from 'ndarray';
import { Vector3 } from 'three';
import { timeline, timelineOf, tracked } from 'janus-ts';
import 'janus-ts/adapters/arquero';
import { fromArrow, toArrow } from 'janus-ts/adapters/arrow';
import 'janus-ts/adapters/big.js';
import 'janus-ts/adapters/bignumber.js';
import 'janus-ts/adapters/dayjs';
import 'janus-ts/adapters/decimal.js';
import { TrackedDataFrame } from 'janus-ts/adapters/frame';
import 'janus-ts/adapters/immutable';
import 'janus-ts/adapters/luxon';
import { TrackedNdarray } from 'janus-ts/adapters/ndarray';
import { adaptTemporal } from 'janus-ts/adapters/temporal';
import 'janus-ts/adapters/tfjs';
import 'janus-ts/adapters/three';
import { prove, section } from '../print.js';

adaptTemporal(Temporal);
// Or it advertises its other backends.
tf.enableProdMode();
await tf.setBackend('cpu');

/** Anything that an adapter is for. */
@timeline()
class Holder<T> {
  @tracked value: T;

  constructor(value: T) {
    this.value = value;
  }
}

/** Changes a value, and goes back and forth: `shown` is what one sees of it. */
function live<T>(name: string, first: T, change: (holder: Holder<T>) => void, shown: (value: T) => unknown): void {
  const holder = new Holder(first);
  const t = timelineOf(holder);
  const see = (): string => JSON.stringify(shown(holder.value));
  const before = see();
  change(holder);
  const after = see();
  const undone = t.undo() === 1 && see() === before && holder.value === first;
  const redone = t.redo() === 1 && see() === after;
  prove(`${name}: ${before} → ${after}, and back`, before !== after && undone && redone);
  t.dispose();
}

section('values that never change: a field gets another one');
live('decimal.js', new Decimal('0.1'), (h) => (h.value = h.value.plus('0.2')), String);
live('big.js', new Big('0.1'), (h) => (h.value = h.value.plus('0.2')), String);
live('bignumber.js', new BigNumber('0.1'), (h) => (h.value = h.value.plus('0.2')), String);
live('luxon', DateTime.utc(2026, 1, 31), (h) => (h.value = h.value.plus({ months: 1 })), (day) => day.toISODate()); // prettier-ignore
live(
  'dayjs',
  dayjs('2026-01-31'),
  (h) => (h.value = h.value.add(1, 'month')),
  (day) => day.format('YYYY-MM-DD'),
);
live('temporal', Temporal.PlainDate.from('2026-01-31'), (h) => (h.value = h.value.add({ months: 1 })), String);
live('immutable', List([1, 2]), (h) => (h.value = h.value.push(3)), String);
live(
  'arquero',
  table({ n: [1, 2, 3] }),
  (h) => (h.value = h.value.slice(1)),
  (rows) => rows.numRows(),
);
live(
  'apache-arrow',
  tableFromArrays({ n: [1, 2] }),
  (h) => (h.value = h.value.slice(1)),
  (rows) => rows.numRows,
);

section('values that change in place: the same object, earlier');
live(
  'three',
  new Vector3(1, 2, 3),
  (h) => h.value.multiplyScalar(2),
  (v) => v.toArray(),
);
live(
  'ndarray',
  ndarray(new Float64Array(4), [2, 2]),
  (h) => h.value.set(1, 1, 7),
  (a) => a.data,
);
live('TrackedNdarray', new TrackedNdarray(new Float64Array(4), [2, 2]), (h) => { h.value.transpose().set(0, 1, 7); }, (a) => [...a]); // prettier-ignore
live('frame', new TrackedDataFrame({ n: 'int32' }, { n: [3, 1, 2] }), (h) => { h.value.sort('n'); }, (f) => [...f.column('n')]); // prettier-ignore
live('frame of an arrow table', fromArrow(tableFromArrays({ n: Int32Array.of(1, 2) })), (h) => { h.value.drop([0]); }, (f) => toArrow(f).numRows); // prettier-ignore
const tensors = tf.memory().numTensors;
const weights = tf.tidy(() => tf.variable(tf.tensor1d([0, 0])));
live('tfjs', weights, (h) => tf.tidy(() => { h.value.assign(tf.tensor1d([1, 2])); }), (w) => [...w.dataSync()]); // prettier-ignore
weights.dispose();
prove('tfjs: no tensor is left behind', tf.memory().numTensors === tensors);
