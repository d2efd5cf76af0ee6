// Ordinary least squares: the plane through the data whose squared errors add up to the least.
//
// By modified Gram-Schmidt: each column, centred, is split into what the columns before it say already and a new
// direction; slopes follow from the shares. O(rows × columns²).

/** A fitted plane: `intercept + slopes · columns`. */
export interface Plane {
  readonly intercept: number;
  readonly slopes: readonly number[];
}

/** A column says nothing of its own in these rows, so there is no single best plane. */
export class DependentColumnError extends Error {
  override readonly name = 'DependentColumnError';
  constructor(readonly column: number) {
    super(`column ${String(column + 1)} is constant or follows from the columns before it in these rows`);
  }
}

/** What is left of a column, relative to its length, when it is called new. */
const NEW_FROM = 1e-9;

/**
 * Fits a plane to columns of equal length.
 * @throws {DependentColumnError} when there is more than one best plane
 */
export function leastSquares(columns: readonly (readonly number[])[], targets: readonly number[]): Plane {
  const centres = columns.map(mean);
  const directions: number[][] = [];
  // shares[j]: how much of each direction is in column j, its own last.
  const shares = columns.map((column, j) => {
    let rest = column.map((value) => value - centres[j]!);
    const known = directions.map((direction) => {
      const share = dot(direction, rest);
      rest = rest.map((value, row) => value - share * direction[row]!);
      return share;
    });
    const own = Math.sqrt(dot(rest, rest));
    if (!(own > NEW_FROM * Math.sqrt(dot(column, column)))) throw new DependentColumnError(j);
    directions.push(rest.map((value) => value / own));
    return [...known, own];
  });
  const slopes = directions.map((direction) => dot(direction, targets));
  for (let j = slopes.length - 1; j >= 0; j--) {
    slopes[j]! /= shares[j]![j]!;
    for (let before = 0; before < j; before++) slopes[before]! -= slopes[j]! * shares[j]![before]!;
  }
  return { intercept: mean(targets) - dot(slopes, centres), slopes };
}

/** The value of the plane at one row. */
export function heightAt(plane: Plane, row: readonly number[]): number {
  return plane.intercept + dot(plane.slopes, row);
}

/** The arithmetic mean. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
