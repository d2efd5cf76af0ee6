// The values of a history, by operation number, in chunks: JavaScript's half of what an operation is.
//
// The engine knows cells and numbers only; an old value is the value of the operation before, so none is kept twice.
// V1: the value of operation n stands in chunk n >> CHUNK_BITS at n & CHUNK_MASK.

/** Operations per chunk, as a power of two. Sizes from 1k to 64k measured alike. */
const CHUNK_BITS = 12;
/** Selects the place within a chunk. */
export const CHUNK_MASK = (1 << CHUNK_BITS) - 1;

/** Values by operation number; append-only but for rollbacks. */
export class ValueTable {
  constructor(readonly chunks: unknown[][] = []) {}

  at(operation: number): unknown {
    return this.chunks[operation >>> CHUNK_BITS]?.[operation & CHUNK_MASK];
  }

  set(operation: number, value: unknown): void {
    this.chunkFor(operation)[operation & CHUNK_MASK] = value;
  }

  /** The chunk that holds an operation, made if it is the next one. */
  chunkFor(operation: number): unknown[] {
    const index = operation >>> CHUNK_BITS;
    const present = this.chunks[index];
    if (present !== undefined) return present;
    // The first chunk grows with its use, so that a small history stays small; later ones are made whole, because
    // growing by appending costs 35 ns an element against 2. Filling fixes the element kind: no transition later.
    // All are made the same way, so that hot code sees one kind of array: it was compiled anew with the second chunk.
    const chunk = new Array<unknown>(index === 0 ? 1 : CHUNK_MASK + 1).fill(undefined);
    this.chunks[index] = chunk;
    return chunk;
  }

  /** Forgets the values from an operation on. */
  truncate(operation: number): void {
    const last = operation >>> CHUNK_BITS;
    const chunk = this.chunks[last];
    if (chunk === undefined) return;
    this.chunks.length = last + 1;
    chunk.fill(undefined, operation & CHUNK_MASK);
  }
}
