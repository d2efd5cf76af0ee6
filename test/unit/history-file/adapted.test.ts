// Values of adapters in files: their present state as the adapter encodes it, and their deltas.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import { List, Map as ImmutableMap, Record as ImmutableRecord } from 'immutable';
import { DateTime } from 'luxon';
import { Vector3 } from 'three';
import {
  adapter,
  AdapterContractError,
  HistoryFileError,
  multiverseOf,
  open,
  openBytes,
  openWithoutClasses,
  setElements,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  UnknownAdapterError,
  UnsavableValueError,
} from '../../../src/index.js';
import type { Adapter, ImmutableAdapter, Timeline } from '../../../src/index.js';
import '../../../src/adapters/packages/decimal.js';
import '../../../src/adapters/packages/immutable.js';
import '../../../src/adapters/packages/luxon.js';
import '../../../src/adapters/packages/three.js';
import { TrackedDataFrame, TrackedSeries } from '../../../src/adapters/packages/frame.js';
import { TrackedNdarray } from '../../../src/adapters/packages/ndarray.js';

class Gauge {
  level = 0;
}

class GaugeAdapter implements Adapter<Gauge, number, readonly [number, number]> {
  getSnapshot({ level }: Gauge) {
    return level;
  }
  getDelta(before: number, { level }: Gauge) {
    return before === level ? null : ([before, level] as const);
  }
  applyForward(value: Gauge, [, after]: readonly [number, number]) {
    value.level = after;
  }
  applyBackward(value: Gauge, [before]: readonly [number, number]) {
    value.level = before;
  }
  encode({ level }: Gauge): unknown {
    return { level };
  }
  decode(data: unknown): Gauge {
    const gauge = new Gauge();
    gauge.level = (data as { level: number }).level;
    return gauge;
  }
}
adapter(Gauge, { global: false })(GaugeAdapter);

class Mute {
  n = 0;
}
class MuteAdapter implements ImmutableAdapter<Mute> {
  readonly immutable = true;
}
adapter(Mute)(MuteAdapter);

class Part {
  @tracked value: unknown = null;
}

@timeline({ name: 'holder', mode: 'multiverse' })
class Holder {
  @tracked value: unknown = undefined;
  @tracked other: unknown = undefined;
  @tracked list: unknown[] = [];
  @tracked.ref aside: unknown = undefined;
  @tracked part: Part | null = null;
}

const CLASSES = { classes: [Holder, Part] };

/** The state of every moment. */
function states(t: Timeline): unknown[] {
  const back = t.moment;
  const all = t.graph().moments.map(({ id }) => {
    t.jumpTo(t.at(id));
    return shown(snapshotOf(t.owner));
  });
  t.jumpTo(back);
  return all;
}

/** What can be compared of foreign values. */
function shown(value: unknown): unknown {
  if (value instanceof Gauge) return { gauge: value.level };
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return [...new Uint8Array(value)];
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return `${value.constructor.name} ${(value as Uint8Array).join()}`;
  if (value instanceof URL || value instanceof URLSearchParams) return String(value);
  if (value instanceof TrackedDataFrame) return [...(value as Iterable<unknown>)];
  if (value instanceof TrackedSeries) return [...value];
  if (value instanceof TrackedNdarray) return [...value];
  if (value instanceof Vector3) return value.toArray();
  if (value instanceof Error) {
    return [value.name, value.message, value.stack, shown(value.cause), (value as { extra?: unknown }).extra];
  }
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, shown(held)]));
  }
  return typeof value === 'object' && value !== null ? textOf(value) : value;
}

function textOf(value: object): unknown {
  return value instanceof Date || value instanceof RegExp || value instanceof DataView
    ? [value.constructor.name, (value as RegExp).toString(), (value as RegExp).lastIndex]
    : (value as Date).toString();
}

function reopened(t: Timeline): Timeline {
  const bytes = t.toBytes();
  const again = openBytes(bytes, CLASSES);
  expect(again.verify()).toEqual([]);
  expect(Buffer.compare(again.toBytes(), bytes)).toBe(0);
  expect(states(again)).toEqual(states(t));
  expect(Buffer.compare(again.toBytes(), bytes)).toBe(0);
  return again;
}

const error = (): Error => Object.assign(new RangeError('too much', { cause: new TypeError('inner') }), { extra: [1] });

type Edit = (value: never) => unknown;
const CASES: [name: string, make: () => unknown, edits: Edit[]][] = [
  ['Date', () => new Date(5), [(d: Date) => d.setTime(9), (d: Date) => d.setTime(NaN)]],
  ['RegExp', () => /a/g, [(r: RegExp) => (r.lastIndex = 3)]],
  ['URL', () => new URL('http://a/b'), [(u: URL) => (u.hash = 'x'), (u: URL) => (u.port = '81')]],
  ['URLSearchParams', () => new URLSearchParams('a=1'), [(u: URLSearchParams) => u.append('a', '2')]],
  ['Error', error, [(e: Error) => (e.message = 'more'), (e: Error) => (e.cause = new Error('other'))]],
  ['ArrayBuffer', () => new ArrayBuffer(16), [(b: ArrayBuffer) => (new Uint8Array(b)[3] = 7)]],
  ['SharedArrayBuffer', () => new SharedArrayBuffer(4), [(b: SharedArrayBuffer) => (new Uint8Array(b)[3] = 7)]],
  [
    'Float64Array',
    () => new Float64Array([1, -0, NaN]),
    [(a: Float64Array) => (a[1] = 5), (a: Float64Array) => a.fill(2)],
  ],
  ['a view inside', () => new Int16Array(new ArrayBuffer(16), 4, 3), [(a: Int16Array) => setElements(a, [2], [-5])]],
  ['DataView', () => new DataView(new ArrayBuffer(8), 2), [(v: DataView) => v.setInt8(0, 9)]],
  ['Buffer', () => Buffer.from('hello'), [(b: Buffer) => (b[0] = 72)]],
  ['large Buffer', () => Buffer.alloc(70_000, 1), [(b: Buffer) => b.fill(3)]],
  ['Vector3', () => new Vector3(1, 2, -0), [(v: Vector3) => v.set(4, 5, 6)]],
  [
    'TrackedDataFrame',
    () => new TrackedDataFrame({ a: 'float64', b: 'string?' }, { a: [1, 2, 3], b: ['x', null, 'z'] }),
    [
      (f: TrackedDataFrame<{ a: 'float64'; b: 'string?' }>) => f.at.set(1, 'a', 9),
      (f: TrackedDataFrame<{ a: 'float64'; b: 'string?' }>) => f.append({ a: 4, b: 'w' }),
    ],
  ],
  [
    'TrackedNdarray',
    () => new TrackedNdarray(new Float64Array(6), [2, 3]).transpose(),
    [(a: TrackedNdarray) => a.set(2, 1, 5)],
  ],
];

test.each(CASES)(
  '%s comes back with its changes, in a field, an element, a reference and the past',
  (_, make, edits) => {
    const holder = new Holder();
    const t = multiverseOf(holder);
    holder.value = make();
    holder.list.push(make(), holder.value);
    for (const edit of edits) {
      edit(holder.value as never);
      t.capture();
      edit(holder.list[0] as never);
      t.capture();
    }
    t.branch('aside');
    holder.value = 'gone';
    holder.other = make();
    t.undo(2);
    const again = reopened(t);
    const copy = again.owner as Holder;
    expect(copy.value).toBe(copy.list[1]);
    expect(Object.getPrototypeOf(copy.value)).toBe(Object.getPrototypeOf(holder.value));
    expect(again.redo(9)).toBe(t.redo(9));
    expect(shown(snapshotOf(copy))).toEqual(shown(snapshotOf(holder)));
    // It goes on as it would have.
    const [mine] = [copy.list[0] as never, holder.list[0] as never];
    const before = shown(copy.list[0]);
    edits[0]!(mine);
    again.capture();
    again.undo();
    expect(shown(copy.list[0])).toEqual(before);
    reopened(again);
  },
);

test('views of one buffer are views of one buffer again, whichever comes first', () => {
  const holder = new Holder();
  const t = timelineOf(holder);
  const buffer = new ArrayBuffer(8);
  holder.value = new Uint8Array(buffer);
  holder.other = new TrackedNdarray(new Uint16Array(buffer), [2, 2]);
  holder.list.push(buffer);
  (holder.value as Uint8Array)[0] = 5;
  t.capture();
  const copy = reopened(t).owner as Holder;
  const { value, other } = copy as unknown as { value: Uint8Array; other: TrackedNdarray<Uint16Array> };
  expect(value.buffer).toBe(copy.list[0]);
  expect(other.data.buffer).toBe(copy.list[0]);
  value[0] = 9;
  expect(other.get(0, 0)).toBe(9);
});

test('values that never change come back as one value each, inside of others too', () => {
  const holder = new Holder();
  const t = timelineOf(holder);
  const price = new Decimal('0.1');
  holder.value = price;
  holder.list.push(price, List([price, ImmutableMap({ at: DateTime.fromMillis(7, { zone: 'utc' }) })]));
  holder.value = price.plus('0.2');
  holder.aside = { when: DateTime.fromMillis(8, { zone: 'utc' }), url: new URL('http://a/') };
  const copy = reopened(t).owner as Holder;
  expect((copy.value as Decimal).toString()).toBe('0.3');
  timelineOf(copy).undo(2);
  expect(copy.value).toBe(copy.list[0]);
  const inside = copy.list[1] as List<unknown>;
  expect((inside.get(0) as Decimal).eq(price)).toBe(true);
  timelineOf(copy).redo(2);
  expect((copy.aside as { when: DateTime; url: URL }).when.toMillis()).toBe(8);
  expect((copy.aside as { when: DateTime; url: URL }).url.href).toBe('http://a/');
});

test('merges and diffs of opened histories know adapted values', () => {
  const holder = new Holder();
  const t = multiverseOf(holder);
  const frame = new TrackedDataFrame({ a: 'float64' }, { a: [1, 2] });
  holder.value = frame;
  t.branch('side');
  frame.append({ a: 3 });
  frame.drop([2]);
  frame.at.set(0, 'a', 10);
  t.switch('main');
  frame.at.set(1, 'a', 20);
  const again = multiverseOf(reopened(t).owner);
  const copy = (again.owner as Holder).value as typeof frame;
  for (const [one, value] of [
    [t, frame],
    [again, copy],
  ] as const) {
    one.merge('side');
    value.append({ a: 4 });
  }
  expect([...copy]).toEqual([...frame]);
  // Labels are given once, also those of rows that only the past has.
  expect([...copy.labels]).toEqual([...frame.labels]);
  expect(again.diff(again.at(1), again.moment)).toEqual(t.diff(t.at(1), t.moment));
});

test('a value whose adapter has no encode is refused at save, by its path', () => {
  const refused = (fill: (holder: Holder) => void): string => {
    const holder = new Holder();
    fill(holder);
    try {
      timelineOf(holder).toBytes();
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(UnsavableValueError);
      return (thrown as UnsavableValueError).path;
    }
    return 'saved';
  };
  const Point = ImmutableRecord({ x: 0 });
  expect(refused((holder) => (holder.value = new Mute()))).toBe('value');
  expect(refused((holder) => holder.list.push(1, new Mute()))).toBe('list');
  expect(
    refused((holder) => {
      holder.part = new Part();
      holder.part.value = new Mute();
      holder.part.value = 1;
    }),
  ).toBe('part.value');
  expect(refused((holder) => (holder.value = Point()))).toBe('value');
  expect(refused((holder) => (holder.value = List([1, Point()])))).toBe('value[1][1]');
  expect(refused((holder) => (holder.aside = { deep: new Mute() }))).toBe('aside.deep');
});

test('an adapter that fails while saving or opening is named, and nothing is opened', () => {
  class Odd {
    mood = 'throw';
  }
  class OddAdapter implements ImmutableAdapter<Odd> {
    readonly immutable = true;
    encode({ mood }: Odd): unknown {
      if (mood === 'throw') throw new Error('odd');
      return mood === 'promise' ? Promise.resolve(1) : mood;
    }
    decode(data: unknown): Odd {
      if (data === 'late') throw new Error('odd');
      return data === 'nothing' ? (undefined as never) : (Promise.resolve(new Odd()) as never);
    }
  }
  adapter(Odd)(OddAdapter);
  const bytesOf = (mood: string): Uint8Array => {
    const holder = new Holder();
    holder.value = Object.assign(new Odd(), { mood });
    return timelineOf(holder).toBytes();
  };
  for (const mood of ['throw', 'promise']) expect(() => bytesOf(mood)).toThrow(AdapterContractError);
  for (const mood of ['late', 'nothing', 'odd'])
    expect(() => openBytes(bytesOf(mood), CLASSES)).toThrow(HistoryFileError);
  const deep = new Holder();
  let list = List<unknown>();
  for (let depth = 0; depth < 100; depth++) list = List([list]);
  deep.value = list;
  expect(() => timelineOf(deep).toBytes()).toThrow(UnsavableValueError);
});

@timeline({ name: 'tank', adapters: [GaugeAdapter] })
class Tank {
  @tracked gauge = new Gauge();
}
@timeline({ name: 'tank' })
class BareTank {
  @tracked gauge: Gauge | null = null;
}

test('adapters are found by name: those of the timeline, those given to open, or placeholders', () => {
  const tank = new Tank();
  const t = timelineOf(tank);
  tank.gauge.level = 3;
  t.capture();
  tank.gauge.level = 5;
  t.capture();
  const bytes = t.toBytes();
  expect((openBytes(bytes, { classes: [Tank] }).owner as Tank).gauge.level).toBe(5);
  expect(() => openBytes(bytes, { classes: [BareTank] })).toThrow(UnknownAdapterError);
  const given = openBytes(bytes, { classes: [BareTank], adapters: [GaugeAdapter] });
  given.undo();
  expect((given.owner as BareTank).gauge!.level).toBe(3);
  const folder = mkdtempSync(join(tmpdir(), 'janus-'));
  try {
    const path = join(folder, 'tank.janus');
    t.save(path);
    const looked = openWithoutClasses(path);
    const { gauge } = looked.owner as unknown as { gauge: { adapter: string; data: unknown; changes: unknown[] } };
    expect(gauge).toMatchObject({ adapter: 'GaugeAdapter', data: { level: 5 }, changes: [] });
    expect(Buffer.compare(looked.toBytes(), bytes)).toBe(0);
    expect(looked.undo(2)).toBe(2);
    expect(gauge.changes).toHaveLength(2);
    expect(() => looked.toBytes()).toThrow(UnsavableValueError);
    expect(looked.diff(looked.at(0), looked.at(1)).changes).toHaveLength(1);
    looked.redo(2);
    expect(Buffer.compare(looked.toBytes(), bytes)).toBe(0);
    expect((open(path, { classes: [Tank] }).owner as Tank).gauge.level).toBe(5);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
