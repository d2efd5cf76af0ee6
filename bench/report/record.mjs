// What a run leaves behind: everything as JSON, and the tables as Markdown, both named by the date.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { comparisonTable } from './comparison.mjs';
import { figuresOf } from './figures.mjs';
import { targetTable, verdicts } from './targets.mjs';

/** The folder of all records. */
export const RECORDS = new URL('../records/', import.meta.url);

/** The machine and the runtime, as a record states them. */
export function machine() {
  const processors = cpus();
  return {
    cpu: processors[0]?.model ?? 'unknown',
    processors: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()} ${process.arch}`,
    node: process.version,
    v8: process.versions.v8,
    load: loadavg()[0],
  };
}

/** Markdown of a run: where, the targets, all figures. */
export function reportOf({ date, began, ended, minutes, cells, skipped }) {
  const figures = figuresOf(cells);
  const versions = new Map(cells.filter(({ version }) => version).map(({ peerId, version }) => [peerId, version]));
  const failed = cells.filter(({ error }) => error !== undefined);
  return [
    `# Benchmark record of ${date}`,
    '',
    `${began.cpu}, ${began.processors} processors, ${began.memoryGiB} GiB; ${began.system}; Node ${began.node} (V8 ${began.v8}); ` +
      `load ${began.load.toFixed(1)} before, ${ended.load.toFixed(1)} after; ${minutes.toFixed(1)} minutes.`,
    `Versions: ${[...versions].map(([id, version]) => `${id} ${version}`).join(', ')}.`,
    ...skipped.map(({ workloadId, reason }) => `Skipped: ${workloadId}, ${reason}.`),
    '',
    '## Targets',
    '',
    targetTable(verdicts(figures)),
    '',
    '## All figures',
    '',
    'Medians; in brackets the ratio to ours, above 1 where ours is faster or smaller. `@n` marks a cell that took too long at the',
    'full size and was measured at size n; most of those grow faster than their size, so this flatters them. – means that the',
    'contender has no such feature. What each row means, and what it does not: [README](../README.md).',
    '',
    comparisonTable(cells, figures),
    '',
    ...failed.flatMap(({ peerId, workloadId, asked, error }) => [
      `Error, ${peerId} ${workloadId}@${asked}:`,
      '',
      '```',
      error,
      '```',
      '',
    ]),
  ].join('\n');
}

/** Writes `records/<date>.json` and `records/<date>.md`; returns their paths. */
export function writeRecord(run) {
  mkdirSync(RECORDS, { recursive: true });
  const figures = figuresOf(run.cells);
  const { date, began, ended, minutes, cells, skipped } = run;
  const data = {
    date,
    machine: began,
    loadAfter: ended.load,
    minutes,
    versions: Object.fromEntries(
      cells.filter(({ version }) => version).map(({ peerId, version }) => [peerId, version]),
    ),
    targets: verdicts(figures),
    figures,
    skipped,
    errors: cells
      .filter(({ error }) => error !== undefined)
      .map(({ peerId, workloadId, asked, error }) => ({ peerId, workloadId, asked, error })),
  };
  const paths = [new URL(`${date}.json`, RECORDS), new URL(`${date}.md`, RECORDS)];
  writeFileSync(paths[0], `${JSON.stringify(data, null, 1)}\n`);
  writeFileSync(paths[1], reportOf(run));
  return paths;
}
