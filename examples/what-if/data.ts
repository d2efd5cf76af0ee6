// The cars of the `vega-datasets` package: 406 models with what they weigh, how strong they are and how far they go.
//
// Nobody has cleaned them: `mpg` is missing in 8 rows, `power` in 6, and some makers are spelled in several ways.
import { readFileSync } from 'node:fs';

/** One row of the data set. */
export interface Row {
  readonly name: string;
  readonly year: number;
  /** Miles per gallon: what the study predicts. */
  readonly mpg: number | null;
  readonly weight: number;
  /** Horsepower. */
  readonly power: number | null;
}

/** A row as the file has it. */
interface Raw {
  readonly Name: string;
  readonly Year: string;
  readonly Miles_per_Gallon: number | null;
  readonly Weight_in_lbs: number;
  readonly Horsepower: number | null;
}

/** Reads all cars, in the order of the file. */
export function readCars(): readonly Row[] {
  // The package exports its code only; the data lie beside it.
  const file = new URL('../data/cars.json', import.meta.resolve('vega-datasets'));
  const rows = JSON.parse(readFileSync(file, 'utf8')) as readonly Raw[];
  return rows.map((raw) => ({
    name: raw.Name,
    year: Number(raw.Year.slice(0, 4)),
    mpg: raw.Miles_per_Gallon,
    weight: raw.Weight_in_lbs,
    power: raw.Horsepower,
  }));
}
