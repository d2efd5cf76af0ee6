// A what-if study: raw rows are cleaned in two ways, on two branches; the better one is merged, and everything is undone.
//
// Every step is a transaction, so it is one moment or none. What is claimed on the way is proved: the program ends with
// exit code 1 when a proof fails.
import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { multiverseOf, snapshotOf, type Snapshot } from 'janus-ts';
import { attempt } from '../attempt.js';
import { prove, section, table, type Cell } from '../print.js';
import { dropGaps, dropUnscorable, fillGaps, heaviestFirst, lookUp, spellMakers } from './cleaning.js';
import { readCars } from './data.js';
import { isMeasured, MissingValueError } from './model.js';
import { outline, printMerge, printTimeline, STUDY_HEAD, studyRow } from './report.js';
import { Study, type Car } from './study.js';

const study = new Study(readCars());
const t = multiverseOf(study);
const { rows } = study;
const raw = present();

/** What can be compared later: the cars themselves, and everything that is recorded of them and the study. */
function present(): { cars: readonly Car[]; state: Snapshot<Study> } {
  return { cars: [...study.rows], state: snapshotOf(study) };
}

/** Whether the study is as it was then: the same list, the same cars in the same order, with the same values. */
function isAt({ cars, state }: ReturnType<typeof present>): boolean {
  return study.rows === rows && isSame(cars, rows) && isDeepStrictEqual(snapshotOf(study), state);
}

function isSame(some: readonly Car[], others: readonly Car[]): boolean {
  return some.length === others.length && some.every((car, i) => car === others[i]);
}

/** Changes the study as one step, of which nothing is left if it throws; returns the line for the table. */
function step(title: string, change: (study: Study) => void): Cell[] {
  t.transact(title, () => {
    change(study);
  });
  t.tag({ rows: rows.length, rmse: study.results.rmse });
  return [title, ...studyRow(study)];
}

console.log(
  `What makes ${String(rows.length)} cars of 1970 to 1982 go far? Errors are those on cars the fit has not seen.`,
);

section('Steps on main, each one moment');
const fresh: Cell[] = ['the rows of the file', ...studyRow(study)];
table(
  ['step', ...STUDY_HEAD],
  [
    fresh,
    step('drop cars without mpg', dropUnscorable),
    step('one spelling per maker', spellMakers),
    step('fit weight', () => study.fit()),
  ],
);
t.label('clean');
const clean = present();

// Horsepower is missing in some rows, so this step throws after it has sorted the rows and chosen the columns.
const here = t.moment;
const failed = attempt(() =>
  step('sort, and fit horsepower too', () => {
    heaviestFirst(study);
    study.fit('weight + power');
  }),
);
prove(
  `a fourth step threw (${String(failed)}) and left nothing behind`,
  failed instanceof MissingValueError && t.moment === here && isAt(clean),
);

section('Two ways to clean the rows, each on its own branch');
const alternatives = [
  { branch: 'drop', change: dropGaps },
  { branch: 'fill', change: fillGaps },
].map(({ branch, change }) => {
  t.branch(branch, { at: 'clean' });
  step(`${branch} what has no horsepower`, change);
  const [, ...row] = step('fit horsepower too', () => study.fit('weight + power'));
  return { branch, row, scored: rows.filter(isMeasured), rmse: study.results.rmse ?? Infinity };
});
type Alternative = (typeof alternatives)[number];
table(
  ['branch', ...STUDY_HEAD],
  alternatives.map(({ branch, row }) => [branch, ...row]),
);
const [better, other] = alternatives.toSorted((a, b) => a.rmse - b.rmse) as [Alternative, Alternative];
prove('both were scored on the very same cars', isSame(better.scored, other.scored));
const lead = (other.rmse - better.rmse).toFixed(4);
console.log(`  ${better.branch} has the smaller error, by ${lead} miles per gallon: six rows of 398 decide little.`);

// Meanwhile others go on with main, so that merging has to join two sides.
t.switch('main');
const meanwhile = [
  step('heaviest first', heaviestFirst),
  step('look up the ford pinto', () => lookUp(study, 'ford pinto', 75)),
];
const merge = t.merge(better.branch, 'preserve');
section(`${better.branch} is merged into main, where two steps were made: ${outline(merge)}`);
table(
  ['step', ...STUDY_HEAD],
  [
    ...meanwhile,
    step('fit the merged rows', () => study.fit()),
    step('fit model year too', () => study.fit('weight + power + year')),
  ],
);
printMerge(merge);

section('All the way back, and forward again');
const end = present();
const undone = t.undo(1_000);
const count = String(rows.length);
prove(`undo: ${String(undone)} steps, and the same ${count} cars are in the same order with what was read`, isAt(raw));
t.jumpTo('clean');
prove('at the label clean: the rows as they were then', isAt(clean));
t.undo(1_000);
const redone = t.redo(1_000);
prove(`redo: the same ${String(redone)} steps, to the same rows and results`, redone === undone && isAt(end));
prove('the engine finds every invariant intact', t.verify().length === 0);

section('The timeline');
printTimeline(t.graph());

section('The same as a Mermaid graph (paste it into mermaid.live or a Markdown file)');
console.log(t.visualize().trimEnd());

// `main.js <file>` draws it, too: the picture in the README.
const [, , file] = process.argv;
if (file !== undefined) writeFileSync(file, t.plot({ backend: 'svg' }));
