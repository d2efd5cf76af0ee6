// From rows to a result: a plane through the cars, and how wrong it is on cars it has not seen.
//
// The error is honest in three ways. It is measured on tenths of the cars that the fit has not seen; all cars of one name
// are in the same tenth, for a model that comes back next year is nothing new; and only cars whose values were all
// measured are scored, so that ways to fill gaps are compared on the same cars.
import type { Row } from './data.js';
import { heightAt, leastSquares, mean, type Plane } from './fit.js';

/** The columns a fit may use. */
export const COLUMNS = ['weight', 'power', 'year'] as const;
/** One of them. */
export type Column = (typeof COLUMNS)[number];

/** A row, with where its horsepower is from. */
export interface Sample extends Row {
  readonly powerFrom: 'measured' | 'looked up' | 'mean' | 'missing';
}

/** What comes out. */
export interface Outcome {
  readonly plane: Plane;
  /** How many cars the errors are of. */
  readonly scored: number;
  /** Root of the mean squared error in miles per gallon, cross-validated. */
  readonly rmse: number;
}

/** A car has no value in a column that the fit needs. */
export class MissingValueError extends Error {
  override readonly name = 'MissingValueError';
  constructor(car: string, column: string) {
    super(`the ${car} has no ${column}`);
  }
}

/** Whether a car is scored. */
export function isMeasured({ mpg, powerFrom }: Sample): boolean {
  return mpg !== null && powerFrom === 'measured';
}

type Predict = (car: Sample) => number;

const TENTHS = 10;

/** Fits and scores. @throws {MissingValueError} when a car lacks a value */
export function evaluate(cars: readonly Sample[], columns: readonly Column[]): Outcome {
  const measured = cars.filter(isMeasured);
  const squares = Array.from({ length: TENTHS }, (_, tenth) => {
    const { predict } = train(
      cars.filter(({ name }) => tenthOf(name) !== tenth),
      columns,
    );
    const unseen = measured.filter(({ name }) => tenthOf(name) === tenth);
    return unseen.map((car) => (predict(car) - valueOf(car, 'mpg')) ** 2);
  });
  return { plane: train(cars, columns).plane, scored: measured.length, rmse: Math.sqrt(mean(squares.flat())) };
}

function train(cars: readonly Sample[], columns: readonly Column[]): { plane: Plane; predict: Predict } {
  const plane = leastSquares(
    columns.map((column) => cars.map((car) => valueOf(car, column))),
    cars.map((car) => valueOf(car, 'mpg')),
  );
  const rowOf = (car: Sample): number[] => columns.map((column) => valueOf(car, column));
  return { plane, predict: (car) => heightAt(plane, rowOf(car)) };
}

function valueOf(car: Sample, column: Column | 'mpg'): number {
  return car[column] ?? raise(new MissingValueError(car.name, column));
}

function raise(error: Error): never {
  throw error;
}

/** Depends on the name alone: which other cars there are must not decide who is scored with whom. */
function tenthOf(name: string): number {
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_003;
  return hash % TENTHS;
}
