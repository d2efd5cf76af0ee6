// The policies of `@branchable`, one field for each, changed on both sides of a merge.
import { branchable, multiverseOf, timeline, type MergeConflict } from 'janus-ts';
import { prove, table } from '../print.js';
import { refusal } from './refusal.js';

@timeline()
class Plan {
  @branchable({ merge: 'overshadow' }) overshadow = 100;
  @branchable({ merge: 'preserve' }) preserve = 100;
  @branchable({ merge: 'sum' }) sum = 100;
  @branchable({ merge: 'max' }) max = 100;
  @branchable({ merge: 'min' }) min = 100;
  @branchable({ merge: average }) average = 100;
  /** Without a policy a field follows the strategy given to `merge`. */
  @branchable bare = 100;
  @branchable({ merge: 'strict' }) strict = 100;
  /** For lists and sets; two numbers have no union. */
  @branchable({ merge: 'union' }) union = 100;
}

function average({ ours, theirs }: MergeConflict<number>): number {
  return (ours + theirs) / 2;
}

const DECIDING = ['overshadow', 'preserve', 'sum', 'max', 'min', 'average', 'bare'] as const;

/** Prints what each policy makes of 100 that became 105 on main and 130 on a branch. */
export function showPolicies(): void {
  const plan = new Plan();
  const t = multiverseOf(plan);
  diverge(plan, 'idea', DECIDING);
  const { decisions } = t.merge('idea', 'preserve');
  table(
    ['policy', 'common past', 'main', 'idea', 'merged', 'decided by'],
    decisions.map(({ field, base, ours, theirs, value, by }) => [
      field === 'bare' ? 'none: the call says preserve' : String(field),
      ...[base, ours, theirs, value].map(Number),
      by,
    ]),
  );
  for (const field of ['strict', 'union'] as const) {
    diverge(plan, `with ${field}`, [field]);
    const before = t.moment;
    console.log(`  ${field}: merge → ${refusal(() => t.merge(`with ${field}`))}`);
    prove(`nothing has changed: main is where it was, with ${field} = 105`, t.moment === before && plan[field] === 105);
  }
}

/** Makes a branch, then changes some fields to 130 there and to 105 on main. */
function diverge(plan: Plan, branch: string, fields: readonly (keyof Plan)[]): void {
  const t = multiverseOf(plan);
  const change = (to: number): void => {
    t.transact(() => {
      for (const field of fields) plan[field] = to;
    });
  };
  t.branch(branch);
  change(130);
  t.switch('main');
  change(105);
}
