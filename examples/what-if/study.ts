// The study: an ordinary class whose settings and results have a history.
//
// Settings are fields, the results are a part, and each fit is a part of the results. The cars are in a private field:
// they never change, so no history needs them.
import { branchable, timeline, tracked } from 'janus-ts';
import type { Car, Origin } from './data.js';
import { COLUMNS, evaluate, type Column, type Missing, type Response } from './model.js';

/** The coefficients of one fit; a column that is not fitted has none. */
export class Fit {
  @tracked intercept = 0;
  @tracked weight: number | null = null;
  @tracked power: number | null = null;
  @tracked displacement: number | null = null;
  @tracked acceleration: number | null = null;
  @tracked year: number | null = null;
}

/** What the latest fit of a study gave. */
class Results {
  @tracked rowsUsed = 0;
  @tracked missingValues = 0;
  @tracked rmse: number | null = null;
  @tracked fit: Fit | null = null;
}

/** What makes cars go far? */
@timeline()
export class Study {
  @tracked origin: Origin | 'all' = 'all';
  @tracked yearFrom = 1970;
  @tracked missing: Missing = 'drop';
  /** Names of columns with ' + ' between them; a name that is not known is refused before anything is recorded. */
  @branchable({ coerce: knownColumns }) columns = 'weight';
  @branchable response: Response = 'miles per gallon';
  /** How many fits it took. Branches count on their own, and a merge adds up what both did. */
  @branchable({ merge: 'sum' }) fits = 0;
  @tracked results = new Results();

  readonly #cars: readonly Car[];

  constructor(cars: readonly Car[]) {
    this.#cars = cars;
  }

  /** Fits the present settings and puts the outcome into the results. */
  run(): void {
    const columns = columnsOf(this.columns);
    const { plane, ...numbers } = evaluate(this.#cars, {
      origin: this.origin,
      yearFrom: this.yearFrom,
      missing: this.missing,
      columns,
      response: this.response,
    });
    const fit = new Fit();
    fit.intercept = plane.intercept;
    columns.forEach((column, i) => (fit[column] = plane.slopes[i] ?? null));
    Object.assign(this.results, numbers, { fit });
    this.fits++;
  }
}

function columnsOf(text: string): Column[] {
  return text.split(' + ').map((name) => {
    const column = COLUMNS.find((known) => known === name);
    if (column === undefined) throw new TypeError(`"${name}" is none of the columns ${COLUMNS.join(', ')}`);
    return column;
  });
}

function knownColumns(text: string): string {
  return columnsOf(text).join(' + ');
}
