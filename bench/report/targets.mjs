// The figures this project wants to reach, and whether a run has reached them. Each target is one number with a bound.
import { markdownTable } from 'markdown-table';
import { finder, show, showSize } from './figures.mjs';

const HUNDRED_K = 100_000;
const SESSION = 18_335;

/** How many times faster than `peer` ours has to be. */
const faster = (least, peer, workload, asked, name) => ({ least, ratio: [peer, workload, asked, name] });

/** How many times the figure of `peer` ours may be. */
const within = (most, peer, ...value) => ({ most, unit: '×', value, over: [peer, ...value] });

const targets = [
  { work: 'recorded write as its own step', ...faster(30, 'mutative', 'w1', HUNDRED_K, 'write') },
  { work: 'recorded write as its own step', ...faster(100, 'yjs', 'w1', HUNDRED_K, 'write') },
  { work: 'recorded write in transactions of 100', ...faster(6, 'mutative', 'w3', HUNDRED_K, 'write') },
  { work: 'undo of one step', ...faster(20, 'mutative', 'w2', HUNDRED_K, 'undo') },
  { work: 'redo of one step', ...faster(20, 'mutative', 'w2', HUNDRED_K, 'redo') },
  { work: 'edit at a random place of a list of 10k', ...faster(15, 'yjs', 'w4', 20_000, 'edit') },
  {
    work: 'edit at a random place of a list of 10k, against a plain splice',
    ...within(3, 'plain', 'w4', 20_000, 'edit'),
  },
  { work: 'undo of an edit of the list', ...faster(15, 'yjs', 'w4', 20_000, 'undo') },
  { work: 'edit of a random leaf of 1,000 parts', ...faster(50, 'mutative', 'w5', 50_000, 'edit') },
  { work: 'undo of an edit of a leaf', ...faster(50, 'mutative', 'w5', 50_000, 'undo') },
  { work: 'jump to a random moment of 100k', most: 10, unit: 'µs', value: ['w6', HUNDRED_K, 'jump'] },
  { work: 'jump to a random moment of 100k', ...faster(300, 'loro', 'w6', HUNDRED_K, 'jump') },
  {
    work: 'jump in 1M moments, against 100k',
    most: 2,
    unit: '×',
    value: ['w6', 1_000_000, 'jump'],
    over: ['ours', 'w6', HUNDRED_K, 'jump'],
  },
  { work: 'branch off + 10 writes', ...faster(40, 'loro', 'w7', 1_000, 'create') },
  { work: 'switch among 1,000 branches', ...faster(40, 'loro', 'w7', 1_000, 'switch') },
  { work: 'merge of 10k + 10k edits, disjoint', ...faster(8, 'yjs', 'w8', 10_000, 'disjoint') },
  { work: 'merge of 10k + 10k edits, conflicting', ...faster(8, 'yjs', 'w8', 10_000, 'conflict') },
  {
    work: 'replay of a real writing session, against a plain array',
    ...within(1.6, 'plain', 'w9', SESSION, 'replay'),
  },
  { work: 'replay of a real writing session', ...faster(7, 'yjs', 'w9', SESSION, 'replay') },
  { work: 'replay of a real writing session', ...faster(7, 'loro', 'w9', SESSION, 'replay') },
  { work: 'undo of that session', ...faster(12, 'yjs', 'w9-undo', SESSION, 'undo') },
  { work: 'replay of two people typing, 2,258 merges', most: 3_000, unit: 'ms', value: ['w10', 26_078, 'total'] },
  {
    work: 'read of a tracked field, against a plain accessor',
    ...within(1.2, 'accessor', 'w11', 5_000_000, 'read'),
  },
  { work: '`for…of` over a list of 100k, against an array', ...within(1.5, 'plain', 'w13', HUNDRED_K, 'forOf') },
  { work: '`forEach` over a list of 100k, against an array', ...within(1.5, 'plain', 'w13', HUNDRED_K, 'forEach') },
  { work: '`map`, `filter` of a list of 100k, against an array', ...within(1.5, 'plain', 'w13', HUNDRED_K, 'copies') },
  { work: 'read of a list by index', most: 80, unit: 'ns', value: ['w13', HUNDRED_K, 'index'] },
  { work: 'memory per recorded write, counted', most: 48, unit: 'bytes', value: ['w12', HUNDRED_K, 'counted'] },
  {
    work: 'memory per edit of a list, beyond the elements',
    most: 64,
    unit: 'bytes',
    value: ['w12-list', HUNDRED_K, 'counted'],
  },
  { work: 'fork of an owner with 1,000 parts', most: 2, unit: 'ms', value: ['w20', 1_000, 'fork'] },
  { work: 'merge back of 100 edits of a fork', most: 200, unit: 'µs', value: ['w20', 1_000, 'adopt'] },
  { work: 'bisection of 100k moments, tests', most: 20, unit: 'calls', value: ['w21', HUNDRED_K, 'tests'] },
  { work: 'bisection of 100k moments, beside the tests', most: 5, unit: 'ms', value: ['w21', HUNDRED_K, 'bisect'] },
  {
    work: 'write under a limit of 1,000 moments, against one without',
    most: 1.3,
    unit: '×',
    value: ['w30', 1_000_000, 'write'],
    over: ['ours', 'w30', 1_000_000, 'unlimited'],
  },
  { work: 'pause in which old moments go', most: 1_000, unit: 'µs', value: ['w30', 1_000_000, 'pause'] },
  {
    work: 'memory after 1M writes with that limit, against after 1,000',
    most: 1.5,
    unit: '×',
    value: ['w31', 1_000_000, 'process'],
    over: ['ours', 'w31', 1_000, 'process'],
  },
  { work: 'diff of two moments 100k writes apart, 10 fields', most: 20, unit: 'µs', value: ['w40', HUNDRED_K, 'diff'] },
  {
    work: 'diff of two moments 100k apart, against 1k apart',
    most: 2,
    unit: '×',
    value: ['w40', HUNDRED_K, 'diff'],
    over: ['ours', 'w40', 1_000, 'diff'],
  },
  { work: 'blame of a field in 1M moments, the last ten', most: 50, unit: 'µs', value: ['w41', 1_000_000, 'blame'] },
  { work: 'SVG of 5,000 moments', most: 1_000, unit: 'ms', value: ['w60', 5_000, 'draw'] },
  { work: 'first paint of the page of 100k moments', most: 2_000, unit: 'ms', value: ['w61', HUNDRED_K, 'paint'] },
  { work: 'frame while scrolling through that page', most: 20, unit: 'ms', value: ['w61', HUNDRED_K, 'frame'] },
  { work: 'history of 100k writes as bytes', ...faster(3, 'loro', 'w70', HUNDRED_K, 'save') },
  { work: 'that history from bytes', most: 20, unit: 'ms', value: ['w70', HUNDRED_K, 'load'] },
  { work: 'that history, a step', most: 5, unit: 'bytes', value: ['w70', HUNDRED_K, 'size'] },
  { work: 'history of 1M moments opened', most: 50, unit: 'ms', value: ['w71', 1_000_000, 'open'] },
  { work: 'moment brought to the disk in a batch', most: 2_000, unit: 'ns', value: ['w72', HUNDRED_K, 'append'] },
  { work: 'file opened with a journal of 100k moments', most: 250, unit: 'ms', value: ['w72', HUNDRED_K, 'open'] },
  { work: 'cell edit in a frame of 100k × 20, its own step', ...faster(100, 'snapshots', 'w65', 10_000, 'edit') },
  { work: 'memory kept per such edit', most: 64, unit: 'bytes', value: ['w66', HUNDRED_K, 'counted'] },
  { work: 'extract of 100k events', most: 1_000, unit: 'ns', value: ['w42', HUNDRED_K, 'walk'] },
  { work: 'a step of ten writes into 1M numbers, and its undo', ...faster(60, 'loro', 'w80', 1_000_000, 'both') },
  { work: 'memory per number of that array', most: 40, unit: 'bytes', value: ['w80-memory', 1_000_000, 'element'] },
  { work: 'memory per number written', most: 40, unit: 'bytes', value: ['w80-memory', 1_000_000, 'written'] },
  {
    work: 'ten writes by index into 1M numbers, against one comparison of the memory',
    ...within(2, 'plain', 'w81', 1_000_000, 'step'),
  },
  {
    work: 'write of a decimal, against a number',
    most: 1.5,
    unit: '×',
    value: ['w82', HUNDRED_K, 'decimal'],
    over: ['ours', 'w82', HUNDRED_K, 'number'],
  },
  { work: 'conformance kit, 1,000 cases', most: 2_000, unit: 'ms', value: ['w83', 1_000, 'check'] },
  {
    work: 'construct and attach an object of 10 fields, more than the plain class',
    most: 1_500,
    unit: 'ns',
    value: ['construction', 10_000, 'part'],
    beyond: ['plain', 'construction', 10_000, 'part'],
  },
  {
    work: 'memory of that object, more than the plain class',
    most: 600,
    unit: 'bytes',
    value: ['construction-memory', 10_000, 'part'],
    beyond: ['plain', 'construction-memory', 10_000, 'part'],
  },
];

/** Every target with what this run reached; `reached` is undefined where a figure is missing. */
export function verdicts(figures) {
  const find = finder(figures);
  return targets.map((target) => {
    const { work, least, most, unit } = target;
    if (least !== undefined) {
      const [peerId, ...which] = target.ratio;
      const [peer, ours] = [find(peerId, ...which), find('ours', ...which)];
      const value = peer && ours && peer.median / ours.median;
      const note = peer && peer.size !== peer.asked ? ` (${peerId} @${showSize(peer.size)})` : '';
      return {
        work,
        wanted: `≥ ${least}× faster than ${peerId}`,
        value,
        unit: '×',
        note,
        reached: value && value >= least,
      };
    }
    const ours = find('ours', ...target.value);
    const other = target.over ?? target.beyond;
    const reference = other && find(...other);
    const known = ours && (reference || !other);
    const value = known && (target.over ? ours.median / reference.median : ours.median - (reference?.median ?? 0));
    return {
      work,
      wanted: `≤ ${most.toLocaleString('en-US')} ${unit}`,
      value,
      unit,
      note: '',
      reached: known && value <= most,
    };
  });
}

/** Markdown of the targets that a run measured. */
export function targetTable(found) {
  const rows = found
    .filter(({ value }) => value !== undefined)
    .map(({ work, wanted, value, unit, note, reached }) => [
      work,
      wanted,
      `${show(value)}${unit === '×' ? '×' : ` ${unit}`}${note}`,
      reached ? 'reached' : '**missed**',
    ]);
  return markdownTable([['work', 'to reach', 'measured', ''], ...rows], { align: ['l', 'l', 'r', 'l'] });
}
