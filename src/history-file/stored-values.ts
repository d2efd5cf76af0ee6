// Values that lie in the bytes of a file until somebody asks for one of their block.
import { CHUNK_BITS, CHUNK_MASK, type ChunksOfFile } from '../recording/values.js';
import { ValueReader } from './value-reader.js';

/** Blocks of values, each as long as a chunk of the value table. */
export class FileValues implements ChunksOfFile {
  end: number;

  /** `blocks` are places in the bytes; operations are below `next`. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly blocks: readonly (readonly [begin: number, end: number])[],
    private readonly objects: readonly object[],
    private readonly next: number,
  ) {
    this.end = blocks.length;
  }

  read(index: number): unknown[] {
    const [begin = 0, end = 0] = this.blocks[index] ?? [];
    const reader = new ValueReader(this.bytes, begin, end, this.objects);
    const first = index << CHUNK_BITS;
    const count = Math.min(this.next - first, CHUNK_MASK + 1);
    // The first chunk is as long as what it holds; see `ValueTable.chunkFor`.
    const values = new Array<unknown>(index === 0 ? count : CHUNK_MASK + 1).fill(undefined);
    for (let at = index === 0 ? 1 : 0; at < count; at++) values[at] = reader.value();
    if (!reader.isAtEnd) reader.refuse('more values than operations');
    return values;
  }
}
