// A what-if study from the first fit to the merged one, and all the way back.
//
// Every step is a transaction, so it is one moment or none. What is claimed on the way is proved: the program ends with
// exit code 1 when a proof fails.
import { isDeepStrictEqual } from 'node:util';
import { multiverseOf, snapshotOf } from 'janus-ts';
import { prove, section, table, type Cell } from '../print.js';
import { readCars } from './data.js';
import { DependentColumnError } from './fit.js';
import { outline, printMerge, printTimeline, STUDY_HEAD, studyRow } from './report.js';
import { Study } from './study.js';

const cars = readCars();
const study = new Study(cars);
const t = multiverseOf(study);
const genesis = snapshotOf(study);
const { results } = study;

/** Changes settings and fits them, as one step; returns the line for the table. */
function step(title: string, settings: Partial<Study>): Cell[] {
  t.transact(title, () => {
    Object.assign(study, settings);
    study.run();
  });
  t.tag({ rmse: study.results.rmse });
  return [title, ...studyRow(study)];
}

/** Runs `body` and returns what it throws. */
function attempt(body: () => unknown): unknown {
  try {
    body();
  } catch (error) {
    return error;
  }
  return undefined;
}

console.log(
  `What makes ${String(cars.length)} cars of 1970 to 1982 go far? Errors are those on cars the fit has not seen.`,
);

section('Steps on main, each one moment');
const steps = [step('weight alone', {})];
t.label('baseline');
const baseline = { state: snapshotOf(study), fit: results.fit };
steps.push(step('horsepower too', { columns: 'weight + power' }));
steps.push(step('fill gaps by the mean', { missing: 'mean' }));
table(['step', ...STUDY_HEAD], steps);

// In the cars of one year the year is constant, so this step throws after it has changed two settings.
const before = { state: snapshotOf(study), moment: t.moment };
const failed = attempt(() => step('only cars of 1982, by year', { yearFrom: 1982, columns: 'year' }));
const nothingLeft = isDeepStrictEqual(snapshotOf(study), before.state) && t.moment === before.moment;
prove(
  'a fourth step, cars of one year by their year, has no answer: it threw and left nothing behind',
  failed instanceof DependentColumnError && nothingLeft,
);

section('Two alternatives, each on its own branch');
t.branch('newer-is-better');
step('model year too', { columns: 'weight + power + year' });
t.switch('main');
t.branch('consumption');
step('fit what they consume', { response: 'gallons per 100 miles' });
t.switch('main');
// Meanwhile somebody goes on with main, so that merging has to join two sides.
step('fill gaps by the median', { missing: 'median' });
const alternatives = ['newer-is-better', 'consumption'].map((branch) => {
  t.switch(branch);
  return { branch, row: studyRow(study), rows: study.results.rowsUsed, rmse: study.results.rmse ?? Infinity };
});
t.switch('main');
table(
  ['branch', ...STUDY_HEAD],
  alternatives.map(({ branch, row }) => [branch, ...row]),
);
prove('both were scored on the same cars', new Set(alternatives.map(({ rows }) => rows)).size === 1);
const [better, other] = alternatives.toSorted((a, b) => a.rmse - b.rmse).map(({ branch }) => branch) as [
  string,
  string,
];

const merge = t.merge(better);
section(`The better one, ${better}, is merged into main: ${outline(merge)}`);
printMerge(merge);
const merged = [step('fit the merged settings', {})];
t.merge(other);
merged.push(step(`fit with ${other} merged too`, {}));
table(['step', ...STUDY_HEAD], merged);

section('All the way back, and forward again');
const end = { state: snapshotOf(study), fit: study.results.fit };
const undone = t.undo(1_000);
prove(
  `undo: ${String(undone)} steps, and the study is as it was constructed`,
  isDeepStrictEqual(snapshotOf(study), genesis),
);
prove('the results are the same object', study.results === results);
t.jumpTo('baseline');
prove(
  'at the label baseline: its state, and the same Fit object as then',
  isDeepStrictEqual(snapshotOf(study), baseline.state) && study.results.fit === baseline.fit,
);
t.undo();
const redone = t.redo(1_000);
prove(
  `redo: the same ${String(redone)} steps, to the same state`,
  redone === undone && isDeepStrictEqual(snapshotOf(study), end.state) && study.results.fit === end.fit,
);
prove('the engine finds every invariant intact', t.verify().length === 0);

section('The timeline');
printTimeline(t.graph());

section('The same as a Mermaid graph (paste it into mermaid.live or a Markdown file)');
console.log(t.visualize().trimEnd());
