// `npm start`: measures every contender at every workload it has the feature for, prints the tables, writes a record.
//
//   --only w1,w2         these workloads
//   --peers ours,yjs     these contenders
//   --quick              one pass with short rounds: a look, not a measurement
// Only a complete run, without any of these, writes a record, and puts its main figures into the root README.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runAll } from './harness/processes.mjs';
import { features, peers } from './peers/index.mjs';
import { machine, reportOf, writeRecord } from './report/record.mjs';
import { show } from './report/figures.mjs';
import { updateReadme } from './report/readme.mjs';
import { workloads } from './workloads/index.mjs';

const FULL = { passes: 2, limitMs: 8_000, budgetMs: 700, maxRounds: 7 };
const QUICK = { passes: 1, limitMs: 3_000, budgetMs: 150, maxRounds: 3 };

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, peers: { type: 'string' }, quick: { type: 'boolean', default: false } },
});

/** The ids of a comma-separated option, all of them when it is absent. */
function chosen(option, all) {
  if (option === undefined) return all;
  const ids = option.split(',').map((id) => id.trim());
  const unknown = ids.filter((id) => !all.includes(id));
  if (unknown.length > 0) fail(`There is no ${unknown.join(', ')}; there are ${all.join(', ')}.`);
  return all.filter((id) => ids.includes(id));
}

function fail(message) {
  console.error(message);
  process.exit(2);
}

function cellsOf(workloadIds, peerIds) {
  return workloads
    .filter(({ id }) => workloadIds.includes(id))
    .flatMap(({ id: workloadId, sizes, smallest }) => {
      const able = peerIds.filter((peerId) => features[peerId].includes(workloadId));
      const all = [...new Set(able.flatMap((peerId) => sizes(peerId)))];
      return all.flatMap((asked) =>
        able
          .filter((peerId) => sizes(peerId).includes(asked))
          .map((peerId) => ({ peerId, workloadId, asked, size: asked, smallest, samples: {} })),
      );
    });
}

const peerIds = chosen(options.peers, Object.keys(peers));
const workloadIds = chosen(
  options.only,
  workloads.map(({ id }) => id),
);
if (peerIds.includes('ours') && !existsSync(new URL('../dist/esm/index.js', import.meta.url))) {
  fail('The package is not built yet: run `npm run build` in the folder above first.');
}

const skipped = workloads
  .filter(({ id, unavailable }) => workloadIds.includes(id) && unavailable?.() !== undefined)
  .map(({ id, unavailable }) => ({ workloadId: id, reason: unavailable() }));
for (const { workloadId, reason } of skipped) console.error(`${workloadId} is skipped: ${reason}`);
const cells = cellsOf(
  workloadIds.filter((id) => !skipped.some(({ workloadId }) => workloadId === id)),
  peerIds,
);
const began = machine();
const start = performance.now();
await runAll(cells, options.quick ? QUICK : FULL, (cell, done, of) => {
  const latest = Object.entries(cell.samples).map(([name, values]) => `${name} ${show(values[values.length - 1])}`);
  const size = cell.size === cell.asked ? cell.asked : `${cell.asked}, at ${cell.size}`;
  const seconds = Math.round((performance.now() - start) / 1_000);
  console.error(
    `${String(done).padStart(4)}/${of} ${seconds}s ${cell.workloadId}@${size} ${cell.peerId}: ${cell.error ?? latest.join(', ')}`,
  );
});
const run = {
  date: new Date().toISOString().slice(0, 10),
  began,
  ended: machine(),
  minutes: (performance.now() - start) / 60_000,
  cells,
  skipped,
};
console.log(reportOf(run));
const complete = !options.quick && options.only === undefined && options.peers === undefined;
if (complete) {
  for (const path of [...writeRecord(run), updateReadme()]) console.error(`wrote ${path.pathname}`);
}
process.exitCode = cells.some(({ error }) => error !== undefined) ? 1 : 0;
