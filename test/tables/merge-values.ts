// Numbers that both sides changed: 10 in the common past, 15 in the target, 17 in the source. Rows are the policy of the field, columns
// the strategy of the call.
import { type MergeConflict, type MergePolicy, type MergeStrategy } from '../../src/index.js';

/** A function that computes. */
const product = ({ ours, theirs }: MergeConflict): number => Number(ours) * Number(theirs);

/** The strategies of the columns. */
export const VALUE_STRATEGIES = {
  overshadow: 'overshadow',
  preserve: 'preserve',
  strict: 'strict',
  function: product,
} as const satisfies Record<string, MergeStrategy>;

export interface ValueRow {
  readonly name: string;
  readonly policy: MergePolicy | undefined;
  /** Under each strategy; `throws` is a MergeConflictError. */
  readonly outcomes: readonly (number | 'throws')[];
  /** When both sides write 15. */
  readonly same: number;
}

const always = (outcome: number | 'throws'): (number | 'throws')[] => [outcome, outcome, outcome, outcome];

export const VALUE_ROWS: readonly ValueRow[] = [
  { name: 'none', policy: undefined, outcomes: [17, 15, 'throws', 255], same: 15 },
  { name: 'overshadow', policy: 'overshadow', outcomes: always(17), same: 15 },
  { name: 'preserve', policy: 'preserve', outcomes: always(15), same: 15 },
  { name: 'strict', policy: 'strict', outcomes: always('throws'), same: 15 },
  { name: 'sum', policy: 'sum', outcomes: always(22), same: 20 },
  { name: 'max', policy: 'max', outcomes: always(17), same: 15 },
  { name: 'min', policy: 'min', outcomes: always(15), same: 15 },
  { name: 'a function', policy: product as MergeStrategy as MergePolicy, outcomes: always(255), same: 15 },
  // Inside a container. On a field it is refused: it joins containers.
  { name: 'union', policy: 'union', outcomes: [17, 15, 'throws', 255], same: 15 },
];
