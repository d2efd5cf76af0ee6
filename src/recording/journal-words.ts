// The words of the journal: what one 32-bit word can say. The engine reads the same layout (native/tachyon, `wire`).
//
//   cell | START?            one operation of a cell; START begins a moment
//   EXTENDED | BASELINE, cell            the value the cell had before its first operation; takes an operation number
//   EXTENDED | STAMP, low, high          time of the moments begun after it: a float64 in milliseconds
//   EXTENDED | TITLE, index              title of the next moment, from the texts given beside the words

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
/** Words that one write can take at most: a stamp, a title, a baseline and the operation itself. */
export const WORDS_PER_WRITE = 3 + 2 + 2 + 1;

/**
 * Visits the operations and baselines among `length` words: where the word stands, the cell, whether it is a baseline,
 * and how many came before.
 */
export function eachOperation(
  words: Uint32Array,
  length: number,
  visit: (at: number, cell: number, isBaseline: boolean, index: number) => void,
): void {
  let index = 0;
  for (let i = 0; i < length;) {
    // A Uint32Array hands words out unsigned; the constants are signed.
    const word = (words[i] ?? 0) | 0;
    if (word === STAMP) i += 3;
    else if (word === TITLE) i += 2;
    else if (word === BASELINE) {
      visit(i, words[i + 1] ?? 0, true, index++);
      i += 2;
    } else {
      visit(i, word & ~START, false, index++);
      i++;
    }
  }
}

/**
 * How far from the end the newest operation of `cell` lies among `length` words: 1 for the last operation there, 0 for
 * none. O(length).
 */
export function operationsBack(words: Uint32Array, length: number, cell: number): number {
  let count = 0;
  let newest = -1;
  eachOperation(words, length, (_at, of, isBaseline, index) => {
    count = index + 1;
    if (of === cell && !isBaseline) newest = index;
  });
  return newest < 0 ? 0 : count - newest;
}
