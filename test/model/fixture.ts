// The classes all laws are tested on: every kind of field, parts inside parts, one of each merge policy.
import { branchable, timeline, tracked, type MergeConflict } from '../../src/index.js';

export class Part {
  @tracked x: unknown = 0;
  @tracked next: Part | null = null;
  @branchable({ merge: 'preserve' }) kept: unknown = 'a';
}

@timeline({ mode: 'multiverse' })
export class Board {
  @tracked title: unknown = 'Untitled';
  @tracked note: unknown = undefined;
  @tracked left: Part | null = null;
  @tracked right: Part | null = null;
  @branchable({ merge: 'sum' }) budget = 0;
  @branchable({ merge: 'max' }) peak = 0;
  @branchable({ merge: 'overshadow' }) color: unknown = 'red';
  @branchable({ merge: (conflict: MergeConflict) => joined(conflict.ours, conflict.theirs) }) joint: unknown = 'j';
}

/** The same fields, linear. */
@timeline()
export class LinearBoard {
  @tracked title: unknown = 'Untitled';
  @tracked note: unknown = undefined;
  @tracked left: Part | null = null;
  @tracked right: Part | null = null;
  @tracked budget = 0;
  @tracked peak = 0;
  @tracked color: unknown = 'red';
  @tracked joint: unknown = 'j';
}

/** What the function policy of `joint` answers; the model uses it too. */
export function joined(ours: unknown, theirs: unknown): string {
  return [String(ours), String(theirs)].sort().join('+').slice(-20);
}

/** Names of the owner's fields that hold any primitive. */
export const PLAIN_FIELDS = ['title', 'note', 'color', 'joint'] as const;
/** Names of the owner's fields that hold numbers. */
export const NUMBER_FIELDS = ['budget', 'peak'] as const;
/** Names of the owner's fields that hold parts. */
export const PART_FIELDS = ['left', 'right'] as const;

/** Values whose identity is easily lost. */
export const EDGE_VALUES: readonly unknown[] = [
  0,
  -0,
  NaN,
  Infinity,
  1.5,
  '',
  'text',
  '\ud800',
  '__proto__',
  null,
  undefined,
  true,
  false,
  2n ** 100n,
  -1n,
  Symbol.for('shared'),
  Symbol.for('own'),
  Symbol.iterator,
];
