// `npm run readme`: puts the targets and the main ratios of the newest record into the README of the repository, between
// two markers. A complete run does the same.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { markdownTable } from 'markdown-table';
import { titles } from '../peers/index.mjs';
import { finder, show, showSize } from './figures.mjs';
import { RECORDS } from './record.mjs';
import { targetTable } from './targets.mjs';

const README = new URL('../../README.md', import.meta.url);
const BEGIN = '<!-- bench:start -->';
const END = '<!-- bench:end -->';

const PEERS = ['mutative', 'yjs', 'loro'];

const MAIN = [
  ['write', 'w1', 100_000, 'write'],
  ['write in 100s', 'w3', 100_000, 'write'],
  ['undo', 'w2', 100_000, 'undo'],
  ['jump', 'w6', 100_000, 'jump'],
  ['branch', 'w7', 1_000, 'create'],
  ['merge', 'w8', 10_000, 'disjoint'],
  ['list edit', 'w4', 20_000, 'edit'],
  ['list undo', 'w4', 20_000, 'undo'],
  ['tree edit', 'w5', 50_000, 'edit'],
  ['session', 'w9', 18_335, 'replay'],
  ['memory', 'w12', 100_000, 'counted'],
];

/** The newest record; they are named by their dates. */
function newestRecord() {
  const names = readdirSync(RECORDS).filter((name) => name.endsWith('.json'));
  if (names.length === 0) throw new Error('There is no record yet: `npm start` makes one.');
  return JSON.parse(readFileSync(new URL(names.sort().at(-1), RECORDS), 'utf8'));
}

/** A row per contender: how many times our figure its figure is. */
function ratioTable(figures) {
  const find = finder(figures);
  const columns = MAIN.filter(([, ...which]) => find('ours', ...which));
  const rows = PEERS.map((peerId) => [
    titles[peerId] ?? peerId,
    ...columns.map(([, ...which]) => {
      const figure = find(peerId, ...which);
      if (!figure) return '–';
      const size = figure.size === figure.asked ? '' : ` @${showSize(figure.size)}`;
      return `${show(figure.median / find('ours', ...which).median)}×${size}`;
    }),
  ]);
  return markdownTable([['Janus is faster (smaller) than', ...columns.map(([title]) => title)], ...rows], {
    align: ['l', ...columns.map(() => 'r')],
  });
}

/** What stands between the markers for a record: the ratios, the targets that were missed, and all of them folded. */
export function readmeSection({ date, machine, targets, figures }) {
  const { cpu, processors, node } = machine;
  const measured = targets.filter(({ value }) => value !== undefined);
  const missed = measured.filter(({ reached }) => !reached);
  const count = `${measured.length - missed.length} of ${measured.length} targets are reached`;
  return [
    ratioTable(figures),
    '',
    `Measured on ${date}, ${cpu}, ${processors} processors, Node ${node}; a ratio says as little as its workload: read ` +
      `[bench/README.md](bench/README.md) before quoting one. All figures: [bench/records](bench/records).`,
    '',
    ...(missed.length === 0 ? [`${count}.`, ''] : [`${count}. What is missed:`, '', targetTable(missed), '']),
    '<details><summary>All targets</summary>',
    '',
    targetTable(measured),
    '',
    '</details>',
  ].join('\n');
}

/** A README with the section of a record in the place of what stood between its markers. */
export function withSection(readme, record) {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${README.pathname} has no ${BEGIN} before an ${END}.`);
  return `${readme.slice(0, begin + BEGIN.length)}\n${readmeSection(record)}\n${readme.slice(end)}`;
}

/** Writes the section of the newest record into the README; returns its path. */
export function updateReadme() {
  writeFileSync(README, withSection(readFileSync(README, 'utf8'), newestRecord()));
  return README;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`wrote ${updateReadme().pathname}`);
