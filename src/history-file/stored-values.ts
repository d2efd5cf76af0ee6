// Values that lie in the bytes of a file until somebody asks for one of their block.
import { CHUNK_BITS, CHUNK_MASK, type ChunksOfFile } from '../recording/values.js';
import { ValueReader, type ObjectTable } from './value-reader.js';

/** Numbers whose values a file holds: (first, how many), flat, ascending. */
export type Ranges = Uint32Array;

/** Calls `visit` for each number from `begin` to before `end`. */
export function eachNumber(ranges: Ranges, begin: number, end: number, visit: (number: number) => void): void {
  for (let at = rangeBehind(ranges, begin); at < ranges.length; at += 2) {
    const first = ranges[at] ?? 0;
    if (first >= end) return;
    const last = Math.min(first + (ranges[at + 1] ?? 0), end);
    for (let number = Math.max(first, begin); number < last; number++) visit(number);
  }
}

/** Place of the first range that ends behind a number. O(log ranges). */
function rangeBehind(ranges: Ranges, number: number): number {
  let [low, high] = [0, ranges.length / 2];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle * 2] ?? 0) + (ranges[middle * 2 + 1] ?? 0) > number) high = middle;
    else low = middle + 1;
  }
  return low * 2;
}

/** The blocks that hold a value, ascending. */
export function blocksOf(ranges: Ranges): number[] {
  const blocks: number[] = [];
  for (let at = 0; at < ranges.length; at += 2) {
    const first = ranges[at] ?? 0;
    const last = (first + (ranges[at + 1] ?? 0) - 1) >>> CHUNK_BITS;
    for (let block = Math.max(first >>> CHUNK_BITS, (blocks.at(-1) ?? -1) + 1); block <= last; block++)
      blocks.push(block);
  }
  return blocks;
}

/** Blocks of values, each of what is needed of a chunk of the value table. */
export class FileValues implements ChunksOfFile {
  end: number;
  readonly #places = new Map<number, readonly [begin: number, end: number]>();

  /** `blocks` are places in the bytes, in the order of {@link blocksOf}; operations are below `next`. */
  constructor(
    private readonly bytes: Uint8Array,
    blocks: readonly (readonly [begin: number, end: number])[],
    /** Those that a value can name; see {@link ValueReader}. */
    public objects: ObjectTable,
    private readonly next: number,
    private readonly ranges: Ranges,
  ) {
    blocksOf(ranges).forEach((block, at) => {
      const place = blocks[at];
      if (place !== undefined) this.#places.set(block, place);
    });
    this.end = Math.ceil(next / (CHUNK_MASK + 1));
  }

  read(index: number): unknown[] | undefined {
    const place = this.#places.get(index);
    if (place === undefined) return undefined;
    const reader = new ValueReader(this.bytes, ...place, this.objects);
    const first = index << CHUNK_BITS;
    const count = Math.min(this.next - first, CHUNK_MASK + 1);
    // The first chunk is as long as what it holds; see `ValueTable.chunkFor`.
    const values = new Array<unknown>(index === 0 ? count : CHUNK_MASK + 1).fill(undefined);
    eachNumber(this.ranges, first, first + count, (number) => {
      values[number - first] = reader.value();
    });
    if (!reader.isAtEnd) reader.refuse('more values than operations');
    return values;
  }
}
