// A data frame is cleaned on two branches at once, and both are merged: cell by cell, whatever rows came and went.
//
// What is claimed on the way is proved: the program ends with exit code 1 when a proof fails.
import { readFileSync } from 'node:fs';
import { multiverseOf, timeline, tracked } from 'janus-ts';
import { TrackedDataFrame, type RowOf } from 'janus-ts/adapters/frame';
import { prove, section, table } from '../print.js';

const CARS = {
  name: 'string',
  year: 'int32',
  mpg: 'float64?',
  weight: 'float64',
  power: 'float64?',
} as const;

/** A row as the file of the `vega-datasets` package has it. */
interface Raw {
  readonly Name: string;
  readonly Year: string;
  readonly Miles_per_Gallon: number | null;
  readonly Weight_in_lbs: number;
  readonly Horsepower: number | null;
}

function readCars(): RowOf<typeof CARS>[] {
  const file = new URL('../data/cars.json', import.meta.resolve('vega-datasets'));
  return (JSON.parse(readFileSync(file, 'utf8')) as Raw[]).map((raw) => ({
    name: raw.Name,
    year: Number(raw.Year.slice(0, 4)),
    mpg: raw.Miles_per_Gallon,
    weight: raw.Weight_in_lbs,
    power: raw.Horsepower,
  }));
}

@timeline({ mode: 'multiverse' })
class Study {
  @tracked readonly cars = TrackedDataFrame.fromRows(CARS, readCars());
}

const study = new Study();
const { cars } = study;
const t = multiverseOf(study);
const gaps = (name: 'mpg' | 'power'): number =>
  cars
    .column(name)
    .mask((cell) => cell === null)
    .filter(Boolean).length;
const rowOf = (title: string): (string | number)[] => [title, cars.length, cars.columns.join(' '), gaps('mpg'), gaps('power')]; // prettier-ignore
const rows = [rowOf('the rows of the file')];

/** One cleaning step: one moment, whatever it changes. */
function step(title: string, change: () => void): void {
  t.transact(title, change);
  rows.push(rowOf(`${t.currentBranch}: ${title}`));
}

// Cars without what the study is about go; names get one spelling.
t.branch('rows');
step('drop cars without mpg', () => {
  cars.drop(({ mpg }) => mpg === null);
});
step('one spelling per maker', () => {
  cars.assign('name', ({ name }) => name.replace(/^(vw|vokswagen)\b/, 'volkswagen').replace(/^chevy\b/, 'chevrolet'));
});
step('correct the ford pinto', () => {
  cars.loc.set(({ name, power }) => name === 'ford pinto' && power === null, 'power', 75);
});

// Meanwhile somebody else works with all rows: fills gaps, and adds a column.
t.switch('main');
const isKnown = cars.column('power').mask((power) => power !== null);
const known = cars.column('power').loc.get(isKnown) as number[];
const mean = Math.round(known.reduce((sum, power) => sum + power, 0) / known.length);
step('fill power with the mean', () => {
  cars.loc.set(({ power }) => power === null, 'power', mean);
});
step('add kilograms', () => {
  cars.insert('kg', 'float64', ({ weight }) => Math.round(weight * 0.4536), 4);
});

const preview = t.previewMerge('rows');
const result = t.merge('rows');
rows.push(rowOf('main: rows merged in'));
section('Cleaning steps on two branches, and their merge');
table(['step', 'cars', 'columns', 'no mpg', 'no power'], rows);

const details = result.conflicts.flatMap(({ details = [] }) => details);
section('Cells that both branches changed in different ways');
table(
  ['where', 'before', 'main', 'rows'],
  details.map(({ at, base, ours, theirs }) => [at, String(base), String(ours), String(theirs)]),
);
const label = Number(/row (\d+)/.exec(details[0]?.at ?? '')?.[1]);
prove('the preview named the same cell', JSON.stringify(preview.conflicts[0]?.details) === JSON.stringify(details));
prove('it is the power of a ford pinto, named by its label', cars.at.get(label, 'name') === 'ford pinto');
prove('the branch counts there, as `overshadow` has it', cars.at.get(label, 'power') === 75);
prove('rows that the branch dropped are gone, gaps that main filled are filled', cars.length === 398 && gaps('power') === 0); // prettier-ignore
prove('main’s new column has a cell in every row', cars.columns[4] === ('kg' as string) && [...cars].every((row) => 'kg' in row)); // prettier-ignore

section('All the way back');
const undone = t.undo(100);
const file = readCars();
prove(`undo: ${String(undone)} steps, and the frame has all ${String(cars.length)} rows of the file`, [...cars].every((row, at) => JSON.stringify(row) === JSON.stringify(file[at]))); // prettier-ignore
t.redo(100);
prove('redo: cleaned again', cars.length === 398 && cars.at.get(label, 'power') === 75);
prove('the engine finds every invariant intact', t.verify().length === 0);
