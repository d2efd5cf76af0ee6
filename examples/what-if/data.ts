// The cars of the `vega-datasets` package: 406 models with what they weigh, how strong they are and how far they go.
//
// Some were never measured: `mpg` is missing in 8 rows, `power` in 6. What to do about it is the study's choice.
import { readFileSync } from 'node:fs';

/** Where a car was built. */
export type Origin = 'USA' | 'Europe' | 'Japan';

/** One row of the data set. */
export interface Car {
  readonly name: string;
  readonly origin: Origin;
  readonly year: number;
  /** Miles per gallon: what the study predicts. */
  readonly mpg: number | null;
  readonly weight: number;
  /** Horsepower. */
  readonly power: number | null;
  readonly displacement: number;
  readonly acceleration: number;
}

/** A row as the file has it. */
interface Raw {
  readonly Name: string;
  readonly Origin: Origin;
  readonly Year: string;
  readonly Miles_per_Gallon: number | null;
  readonly Weight_in_lbs: number;
  readonly Horsepower: number | null;
  readonly Displacement: number;
  readonly Acceleration: number;
}

/** Reads all cars, in the order of the file. */
export function readCars(): readonly Car[] {
  // The package exports its code only; the data lie beside it.
  const file = new URL('../data/cars.json', import.meta.resolve('vega-datasets'));
  const rows = JSON.parse(readFileSync(file, 'utf8')) as readonly Raw[];
  return rows.map((raw) => ({
    name: raw.Name,
    origin: raw.Origin,
    year: Number(raw.Year.slice(0, 4)),
    mpg: raw.Miles_per_Gallon,
    weight: raw.Weight_in_lbs,
    power: raw.Horsepower,
    displacement: raw.Displacement,
    acceleration: raw.Acceleration,
  }));
}
