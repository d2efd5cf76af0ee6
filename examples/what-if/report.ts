// How the study is shown: settings with their outcome, merges, and the timeline.
import type { HistoryView, MergeDecision, MergeResult, MomentView } from 'janus-ts';
import { table, type Cell } from '../print.js';
import { Fit, type Study } from './study.js';

/** The columns of {@link studyRow}. */
export const STUDY_HEAD = ['columns', 'fitted to', 'gaps', 'cars', 'missing', 'RMSE (mpg)'] as const;

/** The settings of a study and what they gave. */
export function studyRow({ columns, response, missing, results }: Study): Cell[] {
  return [columns, response, missing, results.rowsUsed, results.missingValues, results.rmse ?? '–'];
}

/** How much a merge decided. */
export function outline({ decisions, conflicts }: MergeResult): string {
  return `${String(decisions.length)} fields, ${String(conflicts.length)} changed on both sides`;
}

/** Prints what a merge decided, field by field. */
export function printMerge({ decisions }: MergeResult): void {
  table(
    ['field', 'common past', 'main', 'branch', 'merged', 'decided by'],
    decisions.map(({ path, base, ours, theirs, value, ...decision }) => [
      path,
      shown(base),
      shown(ours),
      shown(theirs),
      shown(value),
      reason(decision),
    ]),
  );
}

function shown(value: unknown): string {
  if (value instanceof Fit) return 'a Fit';
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : String(value);
}

function reason({ conflict, by }: Pick<MergeDecision, 'conflict' | 'by'>): string {
  if (!conflict) return 'branch alone';
  return by === 'computed' ? 'field policy' : 'branch wins';
}

/** Prints every moment: what it follows, what was done, and who points at it. */
export function printTimeline({ moments }: HistoryView): void {
  table(
    ['moment', 'follows', 'step', 'RMSE (mpg)', 'names'],
    moments.map((moment) => [
      moment.id,
      moment.parents.join(' and '),
      stepOf(moment),
      errorOf(moment),
      namesOf(moment),
    ]),
  );
}

function stepOf({ id, parents, title }: MomentView): string {
  return title ?? (id === 0 ? 'the study as constructed' : `merge of moment ${String(parents.at(-1))}`);
}

function errorOf({ tags: { rmse } }: MomentView): string {
  return typeof rmse === 'number' ? rmse.toFixed(2) : '';
}

function namesOf({ branches, labels, current }: MomentView): string {
  const names = [...labels.map((label) => `label ${label}`), ...branches.map((branch) => `branch ${branch}`)];
  return [...names, ...(current ? ['← here'] : [])].join(', ');
}
