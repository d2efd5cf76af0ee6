// The words of the journal: what one 32-bit word can say. The engine reads the same layout (native/tachyon, `journal`).
//
//   cell | START?                        one operation of a cell; START begins a moment
//   EXTENDED | BASELINE, cell            the value the cell had before its first operation; takes an operation number
//   EXTENDED | STAMP, low, high          time of the moments begun after it: a float64 in milliseconds
//   EXTENDED | TITLE, index              title of the next moment, from the texts given beside the words
//   EXTENDED | SAME, count, numbers…     what the next change takes over from the source of a merge (`SequenceChange.same`)
//   EXTENDED | SEQUENCE + type | START?, cell, index, count, added [, permutation]
//                                        one change of a sequence (`sequences.ts`); takes a number for each of its values
import { Change, numbersOf } from './sequences.js';

/** Set on a record that begins a moment. */
export const START = 1 << 31;
/** Set on a word that says something else than an operation; the next words are its arguments. */
const EXTENDED = 1 << 30;
/** The value of a cell before its first operation follows in the value table; one argument, the cell. */
export const BASELINE = EXTENDED | 1;
/** A time; two arguments. */
export const STAMP = EXTENDED | 2;
/** A title; one argument. */
export const TITLE = EXTENDED | 3;
/** Which elements the next change inserts; a count, and as many arguments. */
export const SAME = EXTENDED | 4;
/** A change of a sequence, plus its type; four arguments, and as many more as a permutation has elements. */
export const SEQUENCE = EXTENDED | 8;
const SEQUENCE_TYPES = 8;
/** Words of a change without a permutation. */
export const SEQUENCE_WORDS = 5;
/** Words that one write can take at most: a stamp, a title, and a baseline with its operation or a change. */
export const WORDS_PER_WRITE = 3 + 2 + SEQUENCE_WORDS;

/** Visits what the words record, in order. */
export interface WordVisitor {
  /** An operation of a value cell, or its baseline: where the word stands, and how many numbers were taken before. */
  value(at: number, cell: number, isBaseline: boolean, before: number): void;
  /** A change of a sequence. */
  change(at: number, cell: number, type: number, before: number): void;
}

/** Visits the operations, baselines and changes among `length` words; answers how many numbers they take. */
export function eachOperation(words: Uint32Array, length: number, visitor: WordVisitor): number {
  let before = 0;
  for (let i = 0; i < length;) {
    // A Uint32Array hands words out unsigned; the constants are signed.
    const word = (words[i] ?? 0) | 0;
    const said = word & ~START;
    if (word === STAMP) i += 3;
    else if (word === TITLE) i += 2;
    else if (word === SAME) i += 2 + (words[i + 1] ?? 0);
    else if (word === BASELINE) {
      visitor.value(i, words[i + 1] ?? 0, true, before++);
      i += 2;
    } else if (said >= SEQUENCE && said < SEQUENCE + SEQUENCE_TYPES) {
      const type = said - SEQUENCE;
      const count = words[i + 3] ?? 0;
      visitor.change(i, words[i + 1] ?? 0, type, before);
      before += numbersOf(type, count, words[i + 4] ?? 0);
      i += SEQUENCE_WORDS + (type === Change.Permute ? count : 0);
    } else {
      visitor.value(i, said, false, before++);
      i++;
    }
  }
  return before;
}

const NOTHING: WordVisitor = { value: () => undefined, change: () => undefined };

/** Operation numbers that the first `length` words take. O(length). */
export function numbersTaken(words: Uint32Array, length: number): number {
  return eachOperation(words, length, NOTHING);
}

/**
 * How far from the end the newest operation of a value cell lies among `length` words: 1 for the last number taken
 * there, 0 for none. O(length).
 */
export function operationsBack(words: Uint32Array, length: number, cell: number): number {
  let newest = -1;
  const taken = eachOperation(words, length, {
    value: (_at, of, isBaseline, before) => {
      if (of === cell && !isBaseline) newest = before;
    },
    change: () => undefined,
  });
  return newest < 0 ? 0 : taken - newest;
}
