// The arithmetic of the study: the fit against what defines it, the scoring against cases worked out by hand.
import fc from 'fast-check';
import { DependentColumnError, heightAt, leastSquares } from '../../examples/what-if/fit.js';
import { evaluate, type Settings } from '../../examples/what-if/model.js';
import type { Car } from '../../examples/what-if/data.js';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

test('one column: the slope is covariance over variance', () => {
  const plane = leastSquares([[1, 2, 3, 4]], [2, 3, 5, 6]);
  expect(plane.slopes[0]).toBeCloseTo(1.4, 12);
  expect(plane.intercept).toBeCloseTo(0.5, 12);
});

test('what is left over has nothing in common with any column', () => {
  const value = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value, value), { minLength: 5, maxLength: 30 }), (rows) => {
      const columns = [rows.map(([a]) => a), rows.map(([, b]) => b)];
      const targets = rows.map(([, , target]) => target);
      let plane;
      try {
        plane = leastSquares(columns, targets);
      } catch (error) {
        expect(error).toBeInstanceOf(DependentColumnError);
        return;
      }
      const left = rows.map(([a, b, target]) => target - heightAt(plane, [a, b]));
      expect(Math.abs(total(left))).toBeLessThan(1e-6);
      for (const column of columns)
        expect(Math.abs(total(left.map((rest, i) => rest * column[i]!)))).toBeLessThan(1e-3);
    }),
  );
});

test.each([
  ['constant', [[1, 2, 3], [7, 7, 7]], 1], // prettier-ignore
  ['a sum of others', [[1, 2, 3, 9], [1, 4, 9, 2], [2, 6, 12, 11]], 2], // prettier-ignore
  ['without rows', [[]], 0],
])('a column that is %s is named', (_, columns, column) => {
  expect(() => leastSquares(columns, columns[0]!)).toThrow(new DependentColumnError(column));
});

const car = (name: string, weight: number, mpg: number | null, more: Partial<Car> = {}): Car => ({
  name,
  origin: 'USA',
  year: 1970,
  mpg,
  weight,
  power: weight / 10 + weight ** 2 / 1e6,
  displacement: 0,
  acceleration: 0,
  ...more,
});
const SETTINGS: Settings = {
  origin: 'all',
  yearFrom: 1970,
  missing: 'drop',
  columns: ['weight'],
  response: 'miles per gallon',
};
/** Twenty cars on a line: two in each tenth. */
const line = Array.from({ length: 20 }, (_, i) => car(`car ${String(i)}`, 1000 + 100 * i, 40 - i));

test('cars on a line have no error, in the response that is linear', () => {
  const linear = evaluate(line, SETTINGS);
  expect(linear.plane.slopes[0]).toBeCloseTo(-0.01, 10);
  expect(linear.rmse).toBeLessThan(1e-9);
  expect(evaluate(line, { ...SETTINGS, response: 'gallons per 100 miles' }).rmse).toBeGreaterThan(0.1);
});

test('a car is scored by a fit that has seen no car of its name', () => {
  const twins = [car('odd', 1500, 90), car('odd', 1500, 90)];
  const { rmse } = evaluate([...line, ...twins], SETTINGS);
  // Without both of them the line is exact, so each is missed by 90 − 35; with one of them seen it would be less.
  const missedAlone = 2 * (90 - 35) ** 2;
  expect(rmse ** 2 * 22).toBeGreaterThanOrEqual(missedAlone - 1e-6);
});

test('filters choose, gaps are counted, dropped or filled; an unknown mpg is never used', () => {
  const cars = [
    ...line,
    car('no mpg', 2000, null),
    car('no power', 2000, 30, { power: null }),
    car('elsewhere', 2000, 30, { origin: 'Japan' }),
    car('later', 2000, 30, { year: 1982 }),
  ];
  const columns = ['weight', 'power'] as const;
  const outcome = (settings: Partial<Settings>): [number, number] => {
    const { rowsUsed, missingValues } = evaluate(cars, { ...SETTINGS, ...settings });
    return [rowsUsed, missingValues];
  };
  expect(outcome({})).toEqual([23, 0]);
  expect(outcome({ columns })).toEqual([22, 1]);
  expect(outcome({ columns, missing: 'mean' })).toEqual([23, 1]);
  expect(outcome({ columns, missing: 'median' })).toEqual([23, 1]);
  expect(outcome({ origin: 'USA' })).toEqual([22, 0]);
  expect(() => outcome({ yearFrom: 1982 })).toThrow(DependentColumnError);
});

test('the mean and the median fill differently where the values are skewed', () => {
  const cars = [...line, car('huge', 9000, 5), car('no power', 2000, 30, { power: null })];
  const columns = ['power'] as const;
  const slopeWith = (missing: Settings['missing']): number =>
    evaluate(cars, { ...SETTINGS, columns, missing }).plane.slopes[0]!;
  const byHand = (filler: number): number =>
    leastSquares([cars.map(({ power }) => power ?? filler)], cars.map(({ mpg }) => mpg!)).slopes[0]!; // prettier-ignore
  const known = cars.map(({ power }) => power).filter((power) => power !== null);
  const ordered = known.toSorted((a, b) => a - b);
  expect(slopeWith('mean')).toBeCloseTo(byHand(total(known) / known.length), 10);
  expect(slopeWith('median')).toBeCloseTo(byHand(ordered[10]!), 10);
  expect(slopeWith('mean')).not.toBeCloseTo(slopeWith('median'), 6);
});
