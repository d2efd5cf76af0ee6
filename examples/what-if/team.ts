// The study again, by several people at once: forks race, two corrections disagree, and a mistake is hunted down.
import { multiverseOf, timelineOf } from 'janus-ts';
import { prove, section, table } from '../print.js';
import { dropUnscorable, fillGaps, lookUp } from './cleaning.js';
import { readCars } from './data.js';
import { Study, type Car } from './study.js';

const study = new Study(readCars());
const t = multiverseOf(study);
t.transact('clean', () => {
  dropUnscorable(study);
  lookUp(study, 'ford pinto', 75);
  fillGaps(study);
  study.fit();
});
t.label('clean');

// -- a race ------------------------------------------------------------------------------------------------------------

section('A race: four live forks of the study, each tries other columns');
const runners = ['weight + power', 'weight + year', 'power + year', 'weight + power + year'].map((columns) => {
  const fork = t.fork<Study>(`try ${columns}`);
  multiverseOf(fork).transact(`fit ${columns}`, () => {
    fork.fit(columns);
  });
  return { columns, fork, rmse: fork.results.rmse ?? Infinity };
});
table(
  ['branch', 'cars', 'RMSE (mpg)'],
  [
    ['main', study.results.cars, (study.results.rmse ?? NaN).toFixed(4)],
    ...runners.map(({ columns, fork, rmse }) => [`try ${columns}`, fork.results.cars, rmse.toFixed(4)]),
  ],
);
prove(
  'nobody sees what the others do',
  study.columns === 'weight' && new Set(runners.map(({ rmse }) => rmse)).size === 4,
);
const [winner, ...losers] = runners.toSorted((a, b) => a.rmse - b.rmse) as [(typeof runners)[number]];
const cars = [...study.rows];
const adopted = t.adopt(winner.fork).kind;
for (const { fork } of losers) t.discard(fork);
prove(
  `${winner.columns} wins and is adopted (${adopted}); main has its own cars still, not copies of them`,
  study.results.rmse === winner.rmse && study.rows.every((car, i) => car === cars[i]),
);

// -- a disagreement ----------------------------------------------------------------------------------------------------

section('A disagreement: two people look up the same car, and the merge waits for an answer');
const pinto = carNamed('ford pinto');
t.branch('reviewer');
pinto.power = 88;
pinto.powerFrom = 'measured';
t.switch('main');
pinto.power = 72;
const merged = t.merge('reviewer', { conflicts: 'hold' });
const open = t.conflicts;
table(
  ['open', 'common past', 'main', 'reviewer'],
  open.map(({ path, base, ours, theirs }) => [`${path} of ${pinto.name}`, String(base), String(ours), String(theirs)]),
);
prove(
  `the merge is moment ${String(merged.moment.id)}: what one side changed is taken over, what both did is held open`,
  open.length === 1 && pinto.power === 72 && (pinto.powerFrom as string) === 'measured',
);
for (const { path } of open) t.resolve(path, { value: 80 });
prove('resolved with 80, as one step', t.conflicts.length === 0 && pinto.power === 80);
t.undo();
prove(
  'undo opens the question again, redo answers it',
  t.conflicts.length === 1 && t.redo() === 1 && !t.conflicts.length,
);

// -- a mistake ---------------------------------------------------------------------------------------------------------

section('A mistake: one of 200 corrections was wrong, and the error has grown');
step('fit weight + power');
const before = t.moment;
const good = study.results.rmse ?? NaN;
// Each correction is a step of its own. One of them has a digit too many.
study.rows.slice(0, 200).forEach((car, i) => {
  t.transact(`correct ${car.name}`, () => (car.power = (car.power ?? 0) * (i === 136 ? 10 : 1) + 1));
});
step('fit again');
console.log(`  error before: ${good.toFixed(4)}, after 200 corrections: ${(study.results.rmse ?? NaN).toFixed(4)}`);
let tests = 0;
const culprit = t.bisect<Study>(before, t.moment, (copy) => {
  tests++;
  copy.fit('weight + power');
  return (copy.results.rmse ?? Infinity) < good + 0.05;
});
prove(
  `bisect finds moment ${String(culprit.id)}, ${JSON.stringify(culprit.title)}, with ${String(tests)} tests on copies`,
  culprit.title === `correct ${study.rows[136]?.name ?? ''}`,
);
t.revert(culprit);
step('fit once more');
const rest = t.diff(before).changes.filter(({ path }) => path.endsWith('.power')).length;
prove(
  `revert takes back that one and leaves the other ${String(rest)}; the error is ${(study.results.rmse ?? NaN).toFixed(4)}`,
  rest === 199 && (study.results.rmse ?? Infinity) < good + 0.05,
);
prove('the engine finds every invariant intact', timelineOf(study).verify().length === 0);

function step(title: string): void {
  t.transact(title, () => {
    study.fit('weight + power');
  });
}

function carNamed(name: string): Car {
  const car = study.rows.find((row) => row.name === name && row.powerFrom === 'looked up');
  if (car === undefined) throw new RangeError(`no ${name}`);
  return car;
}
