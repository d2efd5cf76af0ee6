// From settings to a result: which cars count, how gaps are filled, and how wrong the fit is on cars it has not seen.
//
// The error is honest in two ways. It is measured on tenths of the cars that the fit has not seen, fillers included,
// and all cars of one name are in the same tenth: a model that comes back next year is nothing new.
import type { Car, Origin } from './data.js';
import { heightAt, leastSquares, mean, type Plane } from './fit.js';

/** The columns a fit may use. */
export const COLUMNS = ['weight', 'power', 'displacement', 'acceleration', 'year'] as const;
/** One of them. */
export type Column = (typeof COLUMNS)[number];
/** What happens to a car without a value in a fitted column. */
export type Missing = 'drop' | 'mean' | 'median';
/** What the plane is fitted to. Errors are in miles per gallon either way. */
export type Response = 'miles per gallon' | 'gallons per 100 miles';

/** Everything a result depends on, besides the cars. */
export interface Settings {
  readonly origin: Origin | 'all';
  readonly yearFrom: number;
  readonly missing: Missing;
  readonly columns: readonly Column[];
  readonly response: Response;
}

/** What comes out. */
export interface Outcome {
  readonly plane: Plane;
  readonly rowsUsed: number;
  /** Values that are missing in the fitted columns of the chosen cars. */
  readonly missingValues: number;
  /** Root of the mean squared error in miles per gallon, cross-validated. */
  readonly rmse: number;
}

type MeasuredCar = Car & { readonly mpg: number };
type Predict = (car: Car) => number;

const TENTHS = 10;

/** Fits and scores. @throws {DependentColumnError} when the chosen cars cannot tell the columns apart */
export function evaluate(cars: readonly Car[], settings: Settings): Outcome {
  const { columns, missing } = settings;
  const chosen = cars.filter(
    (car): car is MeasuredCar =>
      // What is to be predicted is never filled in.
      car.mpg !== null &&
      car.year >= settings.yearFrom &&
      (settings.origin === 'all' || car.origin === settings.origin),
  );
  const gaps = (car: Car): number => columns.filter((column) => car[column] === null).length;
  const used = missing === 'drop' ? chosen.filter((car) => gaps(car) === 0) : chosen;
  return {
    plane: train(used, settings).plane,
    rowsUsed: used.length,
    missingValues: chosen.reduce((sum, car) => sum + gaps(car), 0),
    rmse: crossValidate(used, tenthsOf(cars), (seen) => train(seen, settings).predict),
  };
}

function train(cars: readonly MeasuredCar[], settings: Settings): { plane: Plane; predict: Predict } {
  const { columns, missing, response } = settings;
  const fillers = columns.map((column) => fillerOf(cars, column, missing));
  const values = (car: Car): number[] => columns.map((column, i) => car[column] ?? fillers[i]!);
  const rows = cars.map(values);
  const plane = leastSquares(
    columns.map((_, i) => rows.map((row) => row[i]!)),
    cars.map(({ mpg }) => converted(mpg, response)),
  );
  return { plane, predict: (car) => converted(heightAt(plane, values(car)), response) };
}

/** From miles per gallon to the response, and back: the reciprocal is its own inverse. */
function converted(value: number, response: Response): number {
  return response === 'miles per gallon' ? value : 100 / value;
}

function fillerOf(cars: readonly Car[], column: Column, missing: Missing): number {
  const known = cars.map((car) => car[column]).filter((value) => value !== null);
  return missing === 'median' ? median(known) : mean(known);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return mean(sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1));
}

function tenthsOf(cars: readonly Car[]): Map<string, number> {
  return new Map([...new Set(cars.map(({ name }) => name))].map((name, i) => [name, i % TENTHS]));
}

function crossValidate(
  cars: readonly MeasuredCar[],
  tenths: ReadonlyMap<string, number>,
  learn: (seen: readonly MeasuredCar[]) => Predict,
): number {
  const squares = Array.from({ length: TENTHS }, (_, tenth) => {
    const unseen = cars.filter(({ name }) => tenths.get(name) === tenth);
    const predict = learn(cars.filter(({ name }) => tenths.get(name) !== tenth));
    return unseen.map((car) => (predict(car) - car.mpg) ** 2);
  });
  return Math.sqrt(mean(squares.flat()));
}
