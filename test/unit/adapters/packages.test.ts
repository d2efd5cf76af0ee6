// The adapters of packages, against the real packages: the kit, and a life in a history.
import { Big } from 'big.js';
import { BigNumber } from 'bignumber.js';
import dayjs from 'dayjs';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { List, Map as ImmutableMap, Record, Set as ImmutableSet } from 'immutable';
import { DateTime, Duration, Interval } from 'luxon';
import { Temporal } from '@js-temporal/polyfill';
import '../../../src/adapters/packages/big.js';
import '../../../src/adapters/packages/bignumber.js';
import '../../../src/adapters/packages/dayjs.js';
import '../../../src/adapters/packages/decimal.js';
import '../../../src/adapters/packages/immutable.js';
import '../../../src/adapters/packages/luxon.js';
import { adaptTemporal } from '../../../src/adapters/packages/temporal.js';
import { checkAdapter } from '../../../src/adapters/conformance.js';
import { adapters } from '../../../src/adapters/registry.js';
import { AdapterRegistrationError, multiverseOf, timeline, tracked } from '../../../src/index.js';

adaptTemporal(Temporal);

const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, -0, Infinity));
const finite = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constantFrom(-0));
const time = fc.integer({ min: -1e12, max: 1e13 });
const zone = fc.constantFrom('utc', 'Europe/Berlin', 'Asia/Kolkata');
const Point = Record({ x: 0, y: 0 });

const VALUES: readonly (readonly [name: string, values: fc.Arbitrary<() => object>])[] = [
  ['Decimal', number.map((n) => () => new Decimal(n))],
  ['Big', finite.map((n) => () => new Big(n))],
  ['BigNumber', number.map((n) => () => new BigNumber(n))],
  [
    'DateTime',
    fc.tuple(time, zone).map(
      ([ms, zone]) =>
        () =>
          DateTime.fromMillis(ms, { zone }),
    ),
  ],
  [
    'Duration',
    fc.tuple(fc.nat(99), fc.nat(99)).map(
      ([months, hours]) =>
        () =>
          Duration.fromObject({ months, hours }),
    ),
  ],
  [
    'Interval',
    fc.tuple(time, fc.nat()).map(
      ([ms, length]) =>
        () =>
          Interval.after(DateTime.fromMillis(ms), length),
    ),
  ],
  ['Dayjs', time.map((ms) => () => dayjs(ms))],
  ['List', fc.array(fc.integer()).map((all) => () => List(all))],
  ['Map', fc.array(fc.tuple(fc.string(), fc.integer())).map((all) => () => ImmutableMap(all))],
  ['Set', fc.array(fc.string()).map((all) => () => ImmutableSet(all))],
  ['Record', fc.integer().map((x) => () => new Point({ x }))],
  ['Temporal.Instant', time.map((ms) => () => Temporal.Instant.fromEpochMilliseconds(ms))],
  ['Temporal.PlainDate', fc.nat(9_999).map((days) => () => new Temporal.PlainDate(2000, 1, 1).add({ days }))],
  ['Temporal.Duration', fc.nat(9_999).map((hours) => () => Temporal.Duration.from({ hours }))],
];

describe.each(VALUES)('%s', (_name, values) => {
  test('passes the kit', () => {
    const [make] = fc.sample(values, 1);
    const found = adapters.of(make!());
    checkAdapter(found!.adapter, values.map((make) => ({ make: () => make(), edits: [] })), { runs: 300 }); // prettier-ignore
  });

  test('is recorded, undone, merged and kept by identity', () => {
    @timeline({ mode: 'multiverse' })
    class Account {
      @tracked balance: unknown = null;
      @tracked list: unknown[] = [];
    }
    const account = new Account();
    const t = multiverseOf(account);
    // Some packages have one empty collection for all.
    const [first, ...others] = fc.sample(values, 50).map((make) => make());
    const second = others.find((other) => other !== first);
    account.balance = first;
    account.list.push(second);
    t.branch('other');
    account.balance = second;
    t.switch('main');
    expect(account.balance).toBe(first);
    expect(t.merge('other').kind).toBe('fast-forward');
    expect(account.balance).toBe(second);
    t.undo(3);
    expect([account.balance, account.list.length]).toEqual([null, 0]);
    t.redo(3);
    expect(account.balance).toBe(second);
    expect(account.list[0]).toBe(second);
    expect(t.verify()).toEqual([]);
  });
});

test('a Temporal that is known is not adapted again', () => {
  expect(() => { adaptTemporal(Temporal); }).toThrow(AdapterRegistrationError); // prettier-ignore
});
