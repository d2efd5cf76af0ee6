// Changes of memory: which bytes changed, what they were and what they are.
//
// Comparing goes by blocks, with the memory comparison of the runtime, and only looks closer where a block differs. The runs
// of a delta lie packed in pages that many deltas share: a small typed array of its own would cost each delta 200 bytes.

/** Changed bytes of one buffer. */
export interface ByteDelta {
  /** Holds the runs: count; then start and length of each; then all old bytes; then all new ones. */
  readonly page: Uint8Array;
  readonly at: number;
}

/** A run of changed bytes. */
export interface Run {
  readonly start: number;
  readonly length: number;
}

const WORD = 4;
const HEADER = 2 * WORD;
const PAGE = 1 << 16;

let page = new Uint8Array(0);
let free = 0;

function allocate(size: number): ByteDelta {
  // Words are read through a view, so they are aligned.
  const at = (free + WORD - 1) & ~(WORD - 1);
  if (at + size <= page.length) {
    free = at + size;
    return { page, at };
  }
  if (size > PAGE / 4) return { page: new Uint8Array(size), at: 0 };
  page = new Uint8Array(PAGE);
  free = size;
  return { page, at: 0 };
}

function wordsOf({ page: held, at }: ByteDelta, count: number): Uint32Array {
  return new Uint32Array(held.buffer, held.byteOffset + at, count);
}

/** A delta of these runs, which do not overlap; `bytesOf` answers what a run was, or what it is. */
export function deltaOf(runs: readonly Run[], bytesOf: (run: number, isOld: boolean) => Uint8Array): ByteDelta {
  const changed = runs.reduce((sum, { length }) => sum + length, 0);
  const delta = allocate(HEADER + runs.length * HEADER + 2 * changed);
  const words = wordsOf(delta, 2 + 2 * runs.length);
  words[0] = runs.length;
  words[1] = changed;
  let to = delta.at + HEADER + runs.length * HEADER;
  runs.forEach(({ start, length }, index) => {
    words[2 + 2 * index] = start;
    words[3 + 2 * index] = length;
    delta.page.set(bytesOf(index, true), to);
    delta.page.set(bytesOf(index, false), to + changed);
    to += length;
  });
  return delta;
}

/** Calls `visit` with each run and its bytes, old ones or new ones. */
export function eachRun(delta: ByteDelta, back: boolean, visit: (start: number, bytes: Uint8Array) => void): void {
  const [count = 0, changed = 0] = wordsOf(delta, 2);
  const words = wordsOf(delta, 2 + 2 * count);
  let at = delta.at + HEADER + count * HEADER + (back ? 0 : changed);
  for (let index = 0; index < count; index++) {
    const length = words[3 + 2 * index] ?? 0;
    visit(words[2 + 2 * index] ?? 0, delta.page.subarray(at, at + length));
    at += length;
  }
}

/** Bytes compared at once, first and when it comes to single places. */
const BLOCK = 1 << 16;
const CLOSE = 64;

/** Where two stretches of equal length differ. Runs that nearly touch are one. */
export function differingRuns(a: Uint8Array, b: Uint8Array): Run[] {
  const runs: { start: number; length: number }[] = [];
  const add = (at: number): void => {
    const last = runs.at(-1);
    // A run costs eight bytes of its own, a byte between two costs two.
    if (last !== undefined && at - (last.start + last.length) < WORD) last.length = at - last.start + 1;
    else runs.push({ start: at, length: 1 });
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
