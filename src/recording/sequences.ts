// Sequences: cells whose operations are changes of an ordered content instead of values.
//
// A value cell is restored by putting one value back; a sequence by taking changes back and doing others, in order. Each
// change says what it does at which index of the state before it. Its elements are in the value table from the number
// of its operation on: first those it removes, then those it inserts.
import type { Member } from './member.js';
import type { ValueTable } from './values.js';

/** Kinds of changes; the journal and the engine use the same numbers (`native/tachyon`, `log::sequence`). */
export const Change = {
  /** Removes `count` elements at `index` and inserts `added` there. */
  Splice: 0,
  /** Puts another value in the place at `index`: the element stays the same one. Old value, new value. */
  Set: 1,
  /** Takes the element at `index` out and puts it back so that it stands at `count`. */
  Move: 2,
  /** Puts all `count` elements in another order; the value is a Uint32Array: new index → old index. */
  Permute: 3,
  /** Appends `added` holes at `index`, the end. */
  Holes: 4,
  /** An adapter's delta, the one value; backwards where `index` is 1. */
  Delta: 5,
} as const;

/** One change: numbers for the journal, values for the value table. */
export interface SequenceChange {
  readonly type: number;
  readonly index: number;
  /** Elements removed, the goal of a move, or the length of a permutation. */
  readonly count: number;
  /** Elements or holes inserted. */
  readonly added: number;
  /** What goes into the value table. */
  readonly values: readonly unknown[];
  /**
   * What a merge takes over, by numbers, 0 for what is new (`native/tachyon`, `Change::same_words`). Of a splice: which
   * elements it inserts, how they came to their places, and their values, one list after the other. Of a replacement: the
   * value. Of a move: how the element came to its place; of a permutation: of each element, 0 for those that stay.
   */
  readonly same?: readonly number[] | undefined;
}

/** What a splice has done. */
export function spliceChange(index: number, removed: readonly unknown[], inserted: readonly unknown[]): SequenceChange {
  const values = [...removed, ...inserted];
  return { type: Change.Splice, index, count: removed.length, added: inserted.length, values };
}

/** Where the values of changes are, by operation number: a value table. */
export type SequenceValues = Pick<ValueTable, 'at'>;

/** A content that is recorded by changes. */
export interface Sequence {
  member: Member | null;
  /** Its cell, or 0 before its first change. */
  cell: number;
  /** The operation it stands at; 0 at its first state. */
  operation: number;
  /** Whether it can become one that was never recorded, when its state is the same at all moments. */
  readonly isForgettable: boolean;
  /** Does a recorded change again, or takes it back. */
  replay(
    back: boolean,
    operation: number,
    type: number,
    index: number,
    count: number,
    added: number,
    values: SequenceValues,
  ): void;
  /** The change that takes this one back, as a change of its own. */
  inverseOf(change: SequenceChange): SequenceChange;
  /** Does a change that is not recorded, or takes it back. */
  perform(change: SequenceChange, back: boolean): void;
}

/** Operation numbers that a change takes: one per value, at least one. */
export function numbersOf(type: number, count: number, added: number): number {
  switch (type) {
    case Change.Splice:
      return Math.max(1, count + added);
    case Change.Set:
      return 2;
    default:
      return 1;
  }
}
