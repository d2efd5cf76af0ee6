// The adapter classes that entry points of packages export: named by a timeline, extended, copied with.
import '@tensorflow/tfjs-backend-cpu';
import { Temporal } from '@js-temporal/polyfill';
import * as tf from '@tensorflow/tfjs-core';
import { Table, tableFromArrays } from 'apache-arrow';
import { Big } from 'big.js';
import { BigNumber } from 'bignumber.js';
import dayjs from 'dayjs';
import { Decimal } from 'decimal.js';
import { List } from 'immutable';
import { DateTime, Duration, Interval } from 'luxon';
import ndarray, { type NdArray } from 'ndarray';
import { Color, Euler, Matrix3, Matrix4, Quaternion, Vector2, Vector3, Vector4 } from 'three';
import { ArrowAdapter } from '../../../src/adapters/packages/arrow.js';
import { BigAdapter } from '../../../src/adapters/packages/big.js';
import { BigNumberAdapter } from '../../../src/adapters/packages/bignumber.js';
import { DayjsAdapter } from '../../../src/adapters/packages/dayjs.js';
import { DecimalAdapter } from '../../../src/adapters/packages/decimal.js';
import { FrameAdapter, SeriesAdapter, TrackedDataFrame, TrackedSeries } from '../../../src/adapters/packages/frame.js';
import { ImmutableCollectionAdapter } from '../../../src/adapters/packages/immutable.js';
import { DateTimeAdapter, DurationAdapter, IntervalAdapter } from '../../../src/adapters/packages/luxon.js';
import { NdarrayAdapter, TrackedNdarray, TrackedNdarrayAdapter } from '../../../src/adapters/packages/ndarray.js';
import { adaptTemporal } from '../../../src/adapters/packages/temporal.js';
import { TensorAdapter, VariableAdapter } from '../../../src/adapters/packages/tfjs.js';
import {
  ColorAdapter,
  EulerAdapter,
  Matrix3Adapter,
  Matrix4Adapter,
  NumbersAdapter,
  QuaternionAdapter,
  Vector2Adapter,
  Vector3Adapter,
  Vector4Adapter,
} from '../../../src/adapters/packages/three.js';
import {
  adapter,
  AdapterRegistrationError,
  multiverseOf,
  timeline,
  timelineOf,
  tracked,
  UnrecordableValueError,
} from '../../../src/index.js';

beforeAll(() => tf.setBackend('cpu'));

const temporal = adaptTemporal(Temporal, { global: false });
const noon = DateTime.fromMillis(0);
const frame = new TrackedDataFrame({ n: 'int32' }, { n: [1] });

const CLASSES: readonly (readonly [string, readonly unknown[], () => object])[] = [
  ['ArrowAdapter', [ArrowAdapter], () => tableFromArrays({ n: [1] })],
  ['BigAdapter', [BigAdapter], () => new Big(1)],
  ['BigNumberAdapter', [BigNumberAdapter], () => new BigNumber(1)],
  ['DayjsAdapter', [DayjsAdapter], () => dayjs(0)],
  ['DecimalAdapter', [DecimalAdapter], () => new Decimal(1)],
  ['FrameAdapter', [FrameAdapter], () => frame.copy()],
  ['SeriesAdapter', [FrameAdapter, SeriesAdapter], () => new TrackedSeries('int32', [1])],
  ['ImmutableCollectionAdapter', [ImmutableCollectionAdapter], () => List([1])],
  ['DateTimeAdapter', [DateTimeAdapter], () => noon],
  ['DurationAdapter', [DurationAdapter], () => Duration.fromMillis(1)],
  ['IntervalAdapter', [IntervalAdapter], () => Interval.after(noon, 1)],
  ['NdarrayAdapter', [NdarrayAdapter], () => ndarray(new Float64Array(2))],
  ['TrackedNdarrayAdapter', [TrackedNdarrayAdapter], () => new TrackedNdarray(new Float64Array(2))],
  ['adaptTemporal', temporal, () => Temporal.PlainDate.from('2000-01-01')],
  ['TensorAdapter', [TensorAdapter], () => tf.scalar(1)],
  ['VariableAdapter', [VariableAdapter], () => tf.variable(tf.scalar(1))],
  ['Vector2Adapter', [Vector2Adapter], () => new Vector2()],
  ['Vector3Adapter', [Vector3Adapter], () => new Vector3()],
  ['Vector4Adapter', [Vector4Adapter], () => new Vector4()],
  ['QuaternionAdapter', [QuaternionAdapter], () => new Quaternion()],
  ['EulerAdapter', [EulerAdapter], () => new Euler()],
  ['Matrix3Adapter', [Matrix3Adapter], () => new Matrix3()],
  ['Matrix4Adapter', [Matrix4Adapter], () => new Matrix4()],
  ['ColorAdapter', [ColorAdapter], () => new Color()],
];

test.each(CLASSES)('%s alone makes its values known to a timeline', (_name, adapters, make) => {
  @timeline({ adapters: adapters as never })
  class Own {
    @tracked held: unknown = null;
  }
  @timeline({ adapters: [] })
  class Without {
    @tracked held: unknown = null;
  }
  const own = new Own();
  const value = make();
  own.held = value;
  timelineOf(own).undo();
  expect(own.held).toBe(null);
  timelineOf(own).redo();
  expect(own.held).toBe(value);
  expect(() => (new Without().held = make())).toThrow(UnrecordableValueError);
});

test('Temporal that is adapted for some timelines only is not known to others', () => {
  @timeline()
  class Plan {
    @tracked day: unknown = null;
  }
  expect(() => (new Plan().day = Temporal.PlainDate.from('2000-01-01'))).toThrow(UnrecordableValueError);
});

test('a class can be extended, for timelines that name it', () => {
  /** A cent more or less is no conflict. */
  class RoundingAdapter extends DecimalAdapter {
    override equals(a: Decimal, b: Decimal): boolean {
      return super.equals(a.toDecimalPlaces(1), b.toDecimalPlaces(1));
    }
  }
  adapter(Decimal, { global: false, match: (value): value is Decimal => Decimal.isDecimal(value) })(RoundingAdapter);
  const conflictsWith = (adapters: never[]): number => {
    @timeline({ mode: 'multiverse', adapters })
    class Account {
      @tracked balance = new Decimal(0);
    }
    const account = new Account();
    const t = multiverseOf(account);
    t.branch('other');
    account.balance = new Decimal('1.01');
    t.switch('main');
    account.balance = new Decimal('1.02');
    return t.merge('other', 'preserve').conflicts.length;
  };
  expect([conflictsWith([DecimalAdapter] as never), conflictsWith([RoundingAdapter] as never)]).toEqual([1, 0]);
  expect(() => conflictsWith([DecimalAdapter, RoundingAdapter] as never)).toThrow(AdapterRegistrationError);
});

test("three's are extended for another type of numbers", () => {
  class Sphere {
    #numbers = [0, 0, 0, 1];
    toArray(): number[] {
      return [...this.#numbers];
    }
    fromArray(numbers: number[]): void {
      this.#numbers = [...numbers];
    }
  }
  class SphereAdapter extends NumbersAdapter<Sphere> {
    protected make(): Sphere {
      return new Sphere();
    }
  }
  adapter(Sphere)(SphereAdapter);
  @timeline()
  class Scene {
    @tracked sphere = new Sphere();
  }
  const scene = new Scene();
  scene.sphere.fromArray([1, 2, 3, 4]);
  expect(timelineOf(scene).undo()).toBe(1);
  expect(scene.sphere.toArray()).toEqual([0, 0, 0, 1]);
});

test('views of ndarray have copies in forks', () => {
  @timeline({ mode: 'multiverse' })
  class Grid {
    @tracked plain: NdArray = ndarray(new Float64Array([1, 2, 3, 4]), [2, 2]).transpose(1, 0);
    @tracked own = new TrackedNdarray(new Float64Array([1, 2, 3, 4]), [2, 2]).transpose();
  }
  const grid = new Grid();
  const t = multiverseOf(grid);
  const copy = t.fork<Grid>('other');
  expect([copy.plain.get(0, 1), copy.own.get(0, 1), copy.plain === grid.plain]).toEqual([3, 3, false]);
  copy.plain.set(0, 1, 9);
  copy.own.set(0, 1, 9);
  expect(multiverseOf(copy).verify()).toEqual([]);
  expect([grid.plain.get(0, 1), grid.own.get(0, 1)]).toEqual([3, 3]);
  t.merge('other');
  expect([grid.plain.get(0, 1), grid.own.get(0, 1)]).toEqual([9, 9]);
});

test('a class that is no adapter is refused by name', () => {
  expect(Table.name).toBe('Table');
  expect(() => {
    @timeline({ adapters: [Decimal as never] })
    class Wrong {
      @tracked held: unknown = null;
    }
    return new Wrong();
  }).toThrow(AdapterRegistrationError);
});
