// Arrow: tables as values, frames of tables and back.
import { Bool, DateDay, Dictionary, Float64, Int32, Int64, Int8, Table, tableFromArrays, Uint32, Uint64, Utf8, vectorFromArray } from 'apache-arrow'; // prettier-ignore
import fc from 'fast-check';
import { fromArrow, toArrow } from '../../../src/adapters/packages/arrow.js';
import { TrackedDataFrame } from '../../../src/adapters/packages/frame.js';
import { checkAdapter } from '../../../src/adapters/conformance.js';
import { adapters } from '../../../src/adapters/registry.js';
import { FrameColumnError, FrameValueError, multiverseOf, timeline, tracked } from '../../../src/index.js';

const SCHEMA = { x: 'float64', n: 'int32', big: 'bigint64', ok: 'boolean', word: 'string', x0: 'float64?', n0: 'int32?', big0: 'bigint64?', ok0: 'boolean?', word0: 'string?' } as const; // prettier-ignore
const bigint = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const row = fc.record({
  x: fc.double(),
  n: fc.integer(),
  big: bigint,
  ok: fc.boolean(),
  word: fc.string({ unit: 'grapheme' }),
  x0: fc.option(fc.double()),
  n0: fc.option(fc.integer()),
  big0: fc.option(bigint),
  ok0: fc.option(fc.boolean()),
  word0: fc.option(fc.string()),
});

test('a frame goes to a table and back without losing anything', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const frame = TrackedDataFrame.fromRows(SCHEMA, rows);
      const back = fromArrow(toArrow(frame), SCHEMA);
      expect([...back]).toStrictEqual([...frame]);
      expect(back.schema).toEqual(SCHEMA);
    }),
  );
});

test('types are found: the narrowest that holds what is there', () => {
  const table = new Table({
    small: vectorFromArray([1, -1], new Int8()),
    wide: vectorFromArray([2 ** 32 - 1, 0], new Uint32()),
    gaps: vectorFromArray([1, null], new Int32()),
    long: vectorFromArray([1n, 2n], new Int64()),
    real: vectorFromArray([-0, NaN], new Float64()),
    truth: vectorFromArray([true, null], new Bool()),
    word: vectorFromArray(['a', 'b'], new Dictionary(new Utf8(), new Int32())),
  });
  const frame = fromArrow(table);
  expect(frame.schema).toEqual({
    small: 'int32',
    wide: 'float64',
    gaps: 'int32?',
    long: 'bigint64',
    real: 'float64',
    truth: 'boolean?',
    word: 'string',
  });
  expect([...frame]).toStrictEqual([
    { small: 1, wide: 2 ** 32 - 1, gaps: 1, long: 1n, real: -0, truth: true, word: 'a' },
    { small: -1, wide: 0, gaps: null, long: 2n, real: NaN, truth: null, word: 'b' },
  ]);
});

test('what no column holds is refused', () => {
  const days = new Table({ day: vectorFromArray([new Date(0)], new DateDay()) });
  expect(() => fromArrow(days)).toThrow(FrameValueError);
  const huge = new Table({ n: vectorFromArray([2n ** 63n], new Uint64()) });
  expect(() => fromArrow(huge)).toThrow(/column "n" takes bigint64/);
  const table = tableFromArrays({ a: [1] });
  expect(() => fromArrow(table, { b: 'float64' })).toThrow(FrameColumnError);
  expect(() => fromArrow(table, { a: 'string' })).toThrow(FrameValueError);
});

test('tables are values that never change', () => {
  @timeline({ mode: 'multiverse' })
  class Report {
    @tracked table: Table | null = null;
  }
  const report = new Report();
  const t = multiverseOf(report);
  const [one, two] = [tableFromArrays({ a: [1, 2] }), tableFromArrays({ a: [3] })];
  report.table = one;
  report.table = two;
  t.undo();
  expect(report.table).toBe(one);
  const { adapter } = adapters.of(one)!;
  const table = fc
    .array(fc.integer(), { minLength: 1 })
    .map((a) => ({ make: () => tableFromArrays({ a }), edits: [] }));
  checkAdapter({ ...bound(adapter), equals: (a: Table, b: Table) => JSON.stringify(a.toArray()) === JSON.stringify(b.toArray()) } as never, table, { runs: 100 }); // prettier-ignore
});

/** An adapter whose verbs can be taken out. */
function bound(adapter: object): object {
  const { encode, decode } = adapter as { encode: (value: object) => unknown; decode: (data: unknown) => object };
  return { immutable: true, encode, decode };
}
