// The arithmetic of the study: the fit against what defines it, the scoring against cases worked out by hand.
import fc from 'fast-check';
import { DependentColumnError, heightAt, leastSquares } from '../../examples/what-if/fit.js';
import { evaluate, MissingValueError, type Sample } from '../../examples/what-if/model.js';

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

const car = (name: string, weight: number, mpg: number | null, more: Partial<Sample> = {}): Sample => ({
  ...{ name, weight, mpg, year: 1970, power: weight / 10 + weight ** 2 / 1e6, powerFrom: 'measured' },
  ...more,
});
/** Forty cars on a line. */
const line = Array.from({ length: 40 }, (_, i) => car(`car ${String(i)}`, 1000 + 100 * i, 50 - i));

test('cars on a line have no error, in the column that is linear', () => {
  const linear = evaluate(line, ['weight']);
  expect(linear.plane.slopes[0]).toBeCloseTo(-0.01, 10);
  expect(linear.scored).toBe(40);
  expect(linear.rmse).toBeLessThan(1e-9);
  expect(evaluate(line, ['power']).rmse).toBeGreaterThan(0.1);
});

test('a car is scored by a fit that has seen no car of its name', () => {
  const twins = [car('odd', 1500, 90), car('odd', 1500, 90)];
  const { rmse } = evaluate([...line, ...twins], ['weight']);
  // Without both of them the line is exact, so each is missed by 90 − 45; with one of them seen it would be less.
  const missedAlone = 2 * (90 - 45) ** 2;
  expect(rmse ** 2 * 42).toBeGreaterThanOrEqual(missedAlone - 1e-6);
});

test('what was filled in teaches and is not scored; what is missing is named', () => {
  const filled = car('filled', 2000, 10, { powerFrom: 'mean' });
  const taught = evaluate([...line, filled], ['weight']);
  expect(taught.scored).toBe(40);
  expect(taught.rmse).toBeGreaterThan(0.01);
  const gap = car('gap', 2000, 30, { power: null, powerFrom: 'missing' });
  expect(evaluate([...line, gap], ['weight']).scored).toBe(40);
  expect(() => evaluate([...line, gap], ['weight', 'power'])).toThrow(new MissingValueError('gap', 'power'));
  expect(() => evaluate([...line, car('no mpg', 2000, null)], ['weight'])).toThrow(
    new MissingValueError('no mpg', 'mpg'),
  );
  expect(() => evaluate(line, ['weight', 'year'])).toThrow(DependentColumnError);
});
