// Folding: straight runs of moments that nothing points at become one row, so that long histories can be read.
import type { MomentView } from '../history-view.js';

/** What is drawn as one: a moment, or a run of moments that each have only the one before as parent. */
export interface Row {
  readonly first: MomentView;
  readonly last: MomentView;
  /** Moments in it. */
  readonly count: number;
}

/** `named` keeps moments with a title or tags as rows of their own; `titles` folds those too. */
export type Folding = 'none' | 'named' | 'titles';

/** A run of fewer moments is no gain. */
const SHORTEST = 3;

/** Rows that can be read without folding, and rows above which titles go too. */
const READABLE = 60;
const CROWDED = 400;

/** The rows of a drawing that chooses for itself: as much folding as the number of moments asks for. O(moments). */
export function rowsOf(moments: readonly MomentView[], fold?: boolean): readonly Row[] {
  if (fold === false || (fold === undefined && moments.length <= READABLE)) return foldRuns(moments, 'none');
  const rows = foldRuns(moments, 'named');
  return rows.length > CROWDED ? foldRuns(moments, 'titles') : rows;
}

/** Folds runs; rows are in the order of their last moments, so parents stay before children. O(moments). */
export function foldRuns(moments: readonly MomentView[], folding: Folding): readonly Row[] {
  if (folding === 'none') return moments.map((moment) => ({ first: moment, last: moment, count: 1 }));
  const children = new Map<number, number>();
  for (const { parents } of moments)
    for (const parent of parents) children.set(parent, (children.get(parent) ?? 0) + 1);
  /** Runs that may go on, by the number of their last moment. */
  const open = new Map<number, MomentView[]>();
  const runs: MomentView[][] = [];
  for (const moment of moments) {
    const [parent] = moment.parents;
    const isPlain = parent !== undefined && moment.parents.length === 1 && isUnnamed(moment, folding);
    const before = isPlain && children.get(parent) === 1 ? open.get(parent) : undefined;
    const fits = before !== undefined && before[0]?.isAbandoned === moment.isAbandoned;
    const run = fits ? before : [];
    run.push(moment);
    if (parent !== undefined) open.delete(parent);
    if (!fits) runs.push(run);
    if (isPlain) open.set(moment.id, run);
  }
  return runs
    .flatMap((run) => (run.length < SHORTEST ? run.map((moment) => [moment]) : [run]))
    .flatMap((run): Row[] => {
      const [first, last] = [run[0], run.at(-1)];
      return first === undefined || last === undefined ? [] : [{ first, last, count: run.length }];
    })
    .sort((a, b) => a.last.id - b.last.id);
}

function isUnnamed(moment: MomentView, folding: Folding): boolean {
  if (moment.labels.length > 0 || moment.branches.length > 0 || moment.current) return false;
  return folding === 'titles' || (moment.title === undefined && Object.keys(moment.tags).length === 0);
}

/** For each row the rows of its parents, first parent first. */
export function parentRows(rows: readonly Row[]): readonly (readonly number[])[] {
  const rowOf = new Map(rows.map(({ last }, row) => [last.id, row]));
  return rows.map(({ first }) => first.parents.flatMap((parent) => rowOf.get(parent) ?? []));
}
