// The study: its rows, what is fitted and what came out are fields of ordinary classes, and have a history.
import { branchable, readonlyView, timeline, tracked, trackedList } from 'janus-ts';
import type { Row } from './data.js';
import type { Plane } from './fit.js';
import { COLUMNS, evaluate, type Column, type Sample } from './model.js';

/** One car. What cleaning may change is tracked; the rest is as it was measured. */
export class Car implements Sample {
  @tracked name: string;
  @tracked power: number | null;
  @tracked powerFrom: Sample['powerFrom'];

  readonly year: number;
  readonly mpg: number | null;
  readonly weight: number;

  constructor({ name, power, year, mpg, weight }: Row) {
    this.name = name;
    this.power = power;
    this.powerFrom = power === null ? 'missing' : 'measured';
    this.year = year;
    this.mpg = mpg;
    this.weight = weight;
  }
}

/** What the latest fit of a study gave. */
class Results {
  @tracked cars = 0;
  @tracked scored = 0;
  @tracked rmse: number | null = null;
  @tracked plane: Plane | null = null;
}

/** What makes cars go far? */
@timeline()
export class Study {
  @trackedList rows: Car[];
  /** Names of columns with ' + ' between them; a name that is not known is refused before anything is recorded. */
  @tracked({ coerce: knownColumns }) columns = 'weight';
  /** How many fits it took. Branches count on their own, and a merge adds up what both did. */
  @branchable({ merge: 'sum' }) fits = 0;
  @tracked results = new Results();

  constructor(rows: readonly Row[]) {
    this.rows = rows.map((row) => new Car(row));
  }

  /** Fits the present rows and puts the outcome into the results. */
  fit(columns = this.columns): void {
    this.columns = columns;
    Object.assign(this.results, { cars: this.rows.length, ...evaluate(readonlyView(this.rows), columnsOf(columns)) });
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
