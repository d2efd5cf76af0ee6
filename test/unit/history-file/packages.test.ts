// Values of every package with an adapter, in a file and in a journal: each moment comes back, and the same bytes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from '@js-temporal/polyfill';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { tableFromArrays } from 'apache-arrow';
import { Big } from 'big.js';
import { BigNumber } from 'bignumber.js';
import dayjs from 'dayjs';
import { Decimal } from 'decimal.js';
import { List, Map as ImmutableMap, OrderedMap, OrderedSet, Record, Seq, Set as ImmutableSet, Stack } from 'immutable';
import { DateTime, Duration, Interval } from 'luxon';
import ndarray from 'ndarray';
import { Color, Euler, Matrix3, Matrix4, Quaternion, Vector2, Vector3, Vector4 } from 'three';
import '../../../src/adapters/packages/arrow.js';
import '../../../src/adapters/packages/big.js';
import '../../../src/adapters/packages/bignumber.js';
import '../../../src/adapters/packages/dayjs.js';
import '../../../src/adapters/packages/decimal.js';
import { TrackedDataFrame } from '../../../src/adapters/packages/frame.js';
import { adaptRecord } from '../../../src/adapters/packages/immutable.js';
import '../../../src/adapters/packages/luxon.js';
import { adaptNdarray, TrackedNdarray } from '../../../src/adapters/packages/ndarray.js';
import { adaptTemporal } from '../../../src/adapters/packages/temporal.js';
import '../../../src/adapters/packages/tfjs.js';
import '../../../src/adapters/packages/three.js';
import {
  AdapterRegistrationError,
  multiverseOf,
  open,
  openBytes,
  timeline,
  tracked,
  UnsavableValueError,
  type Multiverse,
} from '../../../src/index.js';

adaptTemporal(Temporal);
adaptNdarray(ndarray);
const Point = Record({ x: 0, y: 0 });
class Pair extends Record({ left: 1, right: 2 }) {}
adaptRecord('Point', Point);
adaptRecord('Pair', Pair);

const folder = mkdtempSync(join(tmpdir(), 'janus-packages-'));
beforeAll(() => tf.setBackend('cpu'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

@timeline({ name: 'Holder', mode: 'multiverse' })
class Holder {
  @tracked value: unknown = null;
  @tracked list: unknown[] = [];
  @tracked step = 0;
}
const CLASSES = { classes: [Holder] };

interface Kind {
  /** A value, another one for each number. */
  readonly make: (n: number) => unknown;
  /** Changes it in place, if that is possible. */
  readonly edit?: (value: never, n: number) => unknown;
  readonly show?: (value: never) => unknown;
}

const three = (make: () => { fromArray(all: number[]): unknown; toArray(): unknown }): Kind => ({
  make: (n) => make().fromArray([n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6]),
  edit: (value: { fromArray(all: number[]): unknown }, n) => value.fromArray([n, n + 1, 0.5, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6]), // prettier-ignore
  show: (value: { toArray(): unknown }) => value.toArray(),
});
const numbers = (n: number): Float64Array => Float64Array.from([n, n + 1, -0, NaN, n * 2, 5]);

const KINDS: Readonly<globalThis.Record<string, Kind>> = {
  Decimal: { make: (n) => new Decimal(n).div(3) },
  Big: { make: (n) => new Big(n).plus('0.1') },
  BigNumber: { make: (n) => new BigNumber(n).div(7) },
  DateTime: { make: (n) => DateTime.fromMillis(n * 1e9, { zone: 'Asia/Kolkata', locale: 'de' }) },
  Duration: { make: (n) => Duration.fromObject({ months: n, hours: 5.5 }), show: (d: Duration) => d.toISO() },
  Interval: { make: (n) => Interval.after(DateTime.fromMillis(n, { zone: 'utc' }), { days: n + 1 }) },
  Dayjs: { make: (n) => dayjs(n * 1e9) },
  'Temporal.Instant': { make: (n) => Temporal.Instant.fromEpochMilliseconds(n) },
  'Temporal.PlainDate': { make: (n) => new Temporal.PlainDate(2000, 1, 1).add({ days: n }) },
  'Temporal.PlainTime': { make: (n) => new Temporal.PlainTime(n) },
  'Temporal.PlainDateTime': { make: (n) => new Temporal.PlainDateTime(2000, 1, 1, n) },
  'Temporal.PlainYearMonth': { make: (n) => new Temporal.PlainYearMonth(2000 + n, 1) },
  'Temporal.PlainMonthDay': { make: (n) => new Temporal.PlainMonthDay(1, 1 + n) },
  'Temporal.ZonedDateTime': { make: (n) => new Temporal.ZonedDateTime(BigInt(n), 'Europe/Berlin') },
  'Temporal.Duration': { make: (n) => Temporal.Duration.from({ hours: n + 1 }) },
  List: { make: (n) => List([n, 'a', List([n])]) },
  Map: { make: (n) => ImmutableMap<unknown, unknown>([['k', n], [n, ImmutableMap({ deep: new Decimal(n) })]]) }, // prettier-ignore
  OrderedMap: { make: (n) => OrderedMap([['z', n], ['a', 1]]) }, // prettier-ignore
  Set: { make: (n) => ImmutableSet([n, 'a']) },
  OrderedSet: { make: (n) => OrderedSet(['z', n]) },
  Stack: { make: (n) => Stack([n, 2]) },
  Record: { make: (n) => Point({ x: n }) },
  'Record of a class': { make: (n) => new Pair({ left: n }) },
  arrow: { make: (n) => tableFromArrays({ a: Int32Array.from([n, 2]), b: ['x', 'y'] }) },
  Vector2: three(() => new Vector2()),
  Vector3: three(() => new Vector3()),
  Vector4: three(() => new Vector4()),
  Quaternion: three(() => new Quaternion()),
  Euler: {
    make: (n) => new Euler(n, 1, 2, 'ZYX'),
    edit: (value: Euler, n) => value.set(n, n, 0.5, 'YXZ'),
    show: (value: Euler) => value.toArray(),
  },
  Matrix3: three(() => new Matrix3()),
  Matrix4: three(() => new Matrix4()),
  Color: three(() => new Color()),
  ndarray: {
    make: (n) => ndarray(numbers(n), [2, 3]).transpose(1, 0),
    edit: (value: ndarray.NdArray<Float64Array>, n) => value.set(1, 1, n),
    show: ({ data, shape, stride, offset }: ndarray.NdArray<Float64Array>) => [[...data], shape, stride, offset],
  },
  TrackedNdarray: {
    make: (n) => new TrackedNdarray(numbers(n), [2, 3]).transpose(),
    edit: (value: TrackedNdarray, n) => {
      value.set(1, 1, n);
    },
    show: (value: TrackedNdarray) => [...value],
  },
  TrackedDataFrame: {
    make: (n) => new TrackedDataFrame({ a: 'float64', b: 'string?' }, { a: [n, 2], b: ['x', null] }),
    edit: (value: TrackedDataFrame<{ a: 'float64'; b: 'string?' }>, n) => value.append({ a: n, b: 'new' }),
    show: (value: TrackedDataFrame) => [...value],
  },
  Tensor: { make: (n) => tf.tensor2d([[n, NaN]]), show: (value: tf.Tensor) => [value.shape, [...value.dataSync()]] },
  Variable: {
    make: (n) => tf.variable(tf.tensor1d([n, 2])),
    edit: (value: tf.Variable, n) => {
      value.assign(tf.tensor1d([n, n]));
    },
    show: (value: tf.Variable) => [value.trainable, [...value.dataSync()]],
  },
};

/** The states of all moments, newest first, and then the present one again. */
function states(t: Multiverse, { show = String }: Kind): unknown[] {
  const { value: present } = t.owner as Holder;
  const here = t.moment;
  const all = t
    .graph()
    .moments.toReversed()
    .map(({ id }) => {
      t.jumpTo(t.at(id));
      const { value, list } = t.owner as Holder;
      return [value, ...list].map((one) => (one === null ? one : show(one as never)));
    });
  t.jumpTo(here);
  expect((t.owner as Holder).value).toBe(present);
  return all;
}

test.each(Object.entries(KINDS))('%s', async (name, kind) => {
  const { make, edit } = kind;
  const path = join(folder, `${name}.janus`);
  const holder = new Holder();
  const t = multiverseOf(holder);
  holder.value = make(0);
  const kept = t.persist(path);
  await kept.flush();
  const { file } = kept.size;
  holder.list.push(make(1), holder.value);
  await kept.flush();
  for (let n = 2; n < 6; n++) {
    if (edit === undefined) holder.value = make(n);
    else {
      edit(holder.value as never, n);
      t.capture();
      edit(holder.list[0] as never, n);
      t.capture();
    }
    holder.step = n;
    await kept.flush();
  }
  t.branch('other');
  holder.value = make(6);
  t.undo(2);
  await kept.close();
  expect(kept.size.file).toBe(file);
  const fromJournal = multiverseOf(open(path, CLASSES).owner);
  const bytes = t.toBytes();
  expect(Buffer.compare(fromJournal.toBytes(), bytes)).toBe(0);
  const opened = multiverseOf(openBytes(bytes, CLASSES).owner);
  const expected = states(t, kind);
  expect(new Set(expected.map((state) => JSON.stringify(state))).size).toBeGreaterThan(5);
  expect(states(fromJournal, kind)).toEqual(expected);
  expect(states(opened, kind)).toEqual(expected);
  expect(Object.getPrototypeOf((opened.owner as Holder).value)).toBe(Object.getPrototypeOf(holder.value));
  expect(Buffer.compare(opened.toBytes(), bytes)).toBe(0);
  expect([opened.redo(9), fromJournal.redo(9)]).toEqual(new Array(2).fill(t.redo(9)));
  for (const one of [t, opened, fromJournal]) {
    expect(one.verify()).toEqual([]);
    one.dispose();
  }
});

test('records of no name, and lazy sequences, are refused by their path', () => {
  const holder = new Holder();
  for (const value of [Record({ z: 1 })(), Seq([1, 2]).map((x) => x * 2)]) {
    holder.value = value;
    expect(() => multiverseOf(holder).toBytes()).toThrow(UnsavableValueError);
  }
  expect(() => {
    adaptRecord('Point', Record({ x: 0 }));
  }).toThrow(AdapterRegistrationError);
});
