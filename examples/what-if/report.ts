// How the study is shown: rows and outcome, merges, and the timeline.
import type { HistoryView, MergeDecision, MergeResult, MomentView } from 'janus-ts';
import { table, type Cell } from '../print.js';
import { Car, type Study } from './study.js';

/** The columns of {@link studyRow}. */
export const STUDY_HEAD = ['rows', 'first row', 'no power', 'filled', 'fitted', 'scored', 'RMSE (mpg)'] as const;

/** What a study has in its rows, and what the latest fit gave. */
export function studyRow({ rows, columns, results }: Study): Cell[] {
  const count = (source: Car['powerFrom']): number => rows.filter(({ powerFrom }) => powerFrom === source).length;
  const { rmse, scored } = results;
  const fitted = rmse === null ? ['–', 0, '–'] : [columns, scored, rmse.toFixed(4)];
  return [rows.length, rows[0]?.name ?? '–', count('missing'), count('mean'), ...fitted];
}

/** How much a merge decided. */
export function outline({ decisions, conflicts }: MergeResult): string {
  return `${String(decisions.length)} decisions, ${String(conflicts.length)} of them conflicts`;
}

/** Prints what a merge decided, place by place. */
export function printMerge({ decisions }: MergeResult): void {
  table(
    ['place', 'common past', 'main', 'branch', 'merged', 'decided by'],
    decisions.map((decision) => {
      const { path, object, base, hasBase, ours, hasOurs, theirs, hasTheirs, value, isPresent } = decision;
      const place = object instanceof Car ? `${path} of ${object.name}` : path;
      const cells = [shown(hasBase, base), shown(hasOurs, ours), shown(hasTheirs, theirs), shown(isPresent, value)];
      return [place, ...cells, reason(decision)];
    }),
  );
}

function shown(isThere: boolean, value: unknown): string {
  if (!isThere) return '–';
  if (value instanceof Car) return value.name;
  if (typeof value === 'object' && value !== null) return 'a plane';
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(4) : String(value);
}

function reason({ conflict, kind, by }: MergeDecision): string {
  if (!conflict) return 'the branch alone';
  const who = by === 'computed' ? 'policy of the field' : by === 'ours' ? 'main counts' : 'the branch counts';
  return kind === 'removed' ? `removed and edited: ${who}` : `both: ${who}`;
}

/** Prints every moment: what it follows, what was done, and who points at it. */
export function printTimeline({ moments }: HistoryView): void {
  table(
    ['moment', 'follows', 'step', 'rows', 'RMSE (mpg)', 'names'],
    moments.map((moment) => [
      moment.id,
      moment.parents.join(' and '),
      stepOf(moment),
      String(moment.tags.rows ?? ''),
      errorOf(moment),
      namesOf(moment),
    ]),
  );
}

function stepOf({ id, parents, title }: MomentView): string {
  return title ?? (id === 0 ? 'the study as constructed' : `merge of moment ${String(parents.at(-1))}`);
}

function errorOf({ tags: { rmse } }: MomentView): string {
  return typeof rmse === 'number' ? rmse.toFixed(4) : '';
}

function namesOf({ branches, labels, current }: MomentView): string {
  const names = [...labels.map((label) => `label ${label}`), ...branches.map((branch) => `branch ${branch}`)];
  return [...names, ...(current ? ['← here'] : [])].join(', ');
}
