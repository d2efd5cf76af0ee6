// Changes of memory: which bytes changed, what they were and what they are.
//
// Comparing goes by blocks, with the memory comparison of the runtime, and only looks closer where a block differs. The runs
// of a delta lie packed in pages that many deltas share: a small typed array of its own would cost each delta 200 bytes.

/** Bytes of a word. */
export const WORD = 4;

/** A stretch of memory, as bytes and, where it lies so that they can be, as words. */
export class Block {
  readonly words: Uint32Array | undefined;

  constructor(readonly bytes: Uint8Array) {
    const { buffer, byteOffset, length } = bytes;
    this.words = byteOffset % WORD === 0 ? new Uint32Array(buffer, byteOffset, Math.floor(length / WORD)) : undefined;
  }
}

/** Memory that deltas share. */
interface Page extends Block {
  readonly words: Uint32Array;
}

/** Changed bytes of one buffer. */
export interface ByteDelta {
  /** Holds the runs: count; number of changed bytes; start and length of each run; then all old bytes; then all new ones. */
  readonly page: Page;
  /** Where in it, in words. */
  readonly at: number;
}

/** Runs of changed bytes that do not overlap. One object for all of them: one for each was a third of a small step. */
export class Runs {
  count = 0;
  /** Where each begins. */
  readonly starts: number[] = [];
  readonly lengths: number[] = [];
  /** Where its bytes lie in what they are taken from. */
  readonly froms: number[] = [];

  add(start: number, length: number, from: number): void {
    const at = this.count++;
    this.starts[at] = start;
    this.lengths[at] = length;
    this.froms[at] = from;
  }
}

/** Words before the runs, and words of a run. */
const HEADER = 2;
const PAGE = 1 << 16;

let page = pageOf(0);
let free = 0;

function pageOf(size: number): Page {
  return new Block(new Uint8Array(Math.ceil(size / WORD) * WORD)) as Page;
}

function allocate(size: number): ByteDelta {
  const needed = Math.ceil(size / WORD);
  if (free + needed > page.words.length) {
    if (size > PAGE / 4) return { page: pageOf(size), at: 0 };
    page = pageOf(PAGE);
    free = 0;
  }
  const at = free;
  free += needed;
  return { page, at };
}

/** Below this many bytes a loop is faster than a view and a copy. */
const SHORT = 32;

function copy(from: Uint8Array, start: number, length: number, to: Uint8Array, at: number): void {
  if (length > SHORT) to.set(from.subarray(start, start + length), at);
  else for (let i = 0; i < length; i++) to[at + i] = from[start + i] ?? 0;
}

// Most elements have four or eight bytes and lie where words do: runs of them are copied by words, a third of the time.
const areWords = (run: number): boolean => (run & (WORD - 1)) === 0;

/** A delta of these runs: what they were, and what they are. */
export function deltaOf({ count, starts, lengths, froms }: Runs, old: Block, now: Block): ByteDelta {
  let changed = 0;
  let all = 0;
  for (let run = 0; run < count; run++) {
    const length = lengths[run] ?? 0;
    changed += length;
    all |= length | (froms[run] ?? 0);
  }
  const delta = allocate((HEADER + count * 2) * WORD + 2 * changed);
  const { bytes, words } = delta.page;
  const isWordwise = areWords(all) && old.words !== undefined && now.words !== undefined && changed <= count * SHORT;
  let word = delta.at;
  words[word++] = count;
  words[word++] = changed;
  let to = (word + count * 2) * WORD;
  for (let run = 0; run < count; run++) {
    const [length, from] = [lengths[run] ?? 0, froms[run] ?? 0];
    words[word++] = starts[run] ?? 0;
    words[word++] = length;
    if (isWordwise) {
      const end = (from + length) >>> 2;
      for (let i = from >>> 2, into = to >>> 2, next = (to + changed) >>> 2; i < end; i++) {
        words[into++] = old.words[i] ?? 0;
        words[next++] = now.words[i] ?? 0;
      }
    } else {
      copy(old.bytes, from, length, bytes, to);
      copy(now.bytes, from, length, bytes, to + changed);
    }
    to += length;
  }
  return delta;
}

/** A delta as bytes of its own, for files. */
export function packed(delta: ByteDelta | Uint8Array): Uint8Array {
  if (delta instanceof Uint8Array) return delta;
  const { page, at } = delta;
  const [count = 0, changed = 0] = page.words.subarray(at, at + HEADER);
  return page.bytes.slice(at * WORD, (at + HEADER + count * 2) * WORD + 2 * changed);
}

/** The delta that such bytes are, which may come from a stranger. @throws {RangeError} when they are none */
function unpacked(data: Uint8Array): ByteDelta {
  const aligned = data.byteOffset % WORD === 0 ? data : new Uint8Array(data);
  const page = new Block(aligned) as Page;
  const { words } = page;
  const [count = 0, changed = 0] = words;
  const isWrong = (HEADER + count * 2) * WORD + 2 * changed !== aligned.length;
  let total = 0;
  for (let run = 0; !isWrong && run < count; run++) total += words[HEADER + run * 2 + 1] ?? 0;
  if (isWrong || total !== changed) throw new RangeError('these bytes are no change of memory');
  return { page, at: 0 };
}

/** Writes all runs, what they are, or `back` to what they were. @throws {RangeError} when the memory is too small */
export function putRuns(delta: ByteDelta | Uint8Array, back: boolean, into: Block): void {
  const { page, at: first } = delta instanceof Uint8Array ? unpacked(delta) : delta;
  const { bytes, words } = page;
  const { bytes: target, words: targetWords } = into;
  const count = words[first] ?? 0;
  let word = first + HEADER;
  let at = (word + count * 2) * WORD + (back ? 0 : (words[first + 1] ?? 0));
  for (let run = 0; run < count; run++) {
    const start = words[word++] ?? 0;
    const length = words[word++] ?? 0;
    if (start + length > target.length) throw new RangeError('the memory is gone or smaller than it was');
    if (targetWords !== undefined && length <= SHORT && areWords(start | length | at)) {
      const end = (start + length) >>> 2;
      for (let to = start >>> 2, from = at >>> 2; to < end; to++, from++) targetWords[to] = words[from] ?? 0;
    } else copy(bytes, at, length, target, start);
    at += length;
  }
}

/** Bytes compared at once, first and when it comes to single places. */
const BLOCK = 1 << 16;
const CLOSE = 64;

/** Where two stretches of equal length differ. Runs that nearly touch are one. */
export function differingRuns({ bytes: a }: Block, { bytes: b }: Block): Runs {
  const runs = new Runs();
  const { starts, lengths } = runs;
  const add = (at: number): void => {
    const last = runs.count - 1;
    const start = starts[last] ?? -Infinity;
    // A run costs eight bytes of its own, a byte between two costs two.
    if (at - (start + (lengths[last] ?? 0)) < WORD) lengths[last] = at - start + 1;
    else runs.add(at, 1, at);
  };
  const search = (from: number, to: number): void => {
    if (areEqual(a, b, from, to)) return;
    if (to - from <= CLOSE) {
      for (let at = from; at < to; at++) if (a[at] !== b[at]) add(at);
      return;
    }
    const middle = (from + to) >>> 1;
    search(from, middle);
    search(middle, to);
  };
  for (let from = 0; from < a.length; from += BLOCK) search(from, Math.min(from + BLOCK, a.length));
  return runs;
}

function areEqual(a: Uint8Array, b: Uint8Array, from: number, to: number): boolean {
  if (typeof Buffer !== 'undefined') return Buffer.compare(a.subarray(from, to), b.subarray(from, to)) === 0;
  for (let at = from; at < to; at++) if (a[at] !== b[at]) return false;
  return true;
}
