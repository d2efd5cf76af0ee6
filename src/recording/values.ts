// The values of a history, by operation number, in chunks: JavaScript's half of what an operation is.
//
// The engine knows cells and numbers only; an old value is the value of the operation before, so none is kept twice.
// V1: the value of operation n stands in chunk n >> CHUNK_BITS at n & CHUNK_MASK. V2: chunks are dropped from the front;
// of a dropped chunk the values of kept operations are in `kept`, and one that is in both places is the same.

/** Operations per chunk, as a power of two. Sizes from 1k to 64k measured alike. */
export const CHUNK_BITS = 12;
/** Selects the place within a chunk. */
export const CHUNK_MASK = (1 << CHUNK_BITS) - 1;

/** Chunks that lie in a file until they are needed. */
export interface ChunksOfFile {
  /** Chunks from this one on are not in the file. */
  end: number;
  /** Reads a chunk, as long as a chunk is; undefined where nothing of it is needed. */
  read(index: number): unknown[] | undefined;
}

/** What the value tables of all instances of a history hold together. */
export interface StoredValues {
  readonly chunks: (unknown[] | undefined)[];
  /** Values of old operations that are still needed, one by one. */
  readonly kept: Map<number, unknown>;
  /** Chunks that were dropped from the front. */
  dropped: number;
  /** Where chunks are that nobody has asked for yet. */
  readonly file?: ChunksOfFile;
}

/** Values by operation number; append-only but for rollbacks and pruning. */
export class ValueTable {
  protected readonly chunks: (unknown[] | undefined)[];

  constructor(readonly stored: StoredValues = { chunks: [], kept: new Map(), dropped: 0 }) {
    this.chunks = stored.chunks;
  }

  at(operation: number): unknown {
    const chunk = this.chunks[operation >>> CHUNK_BITS] ?? this.#read(operation >>> CHUNK_BITS);
    return chunk === undefined ? this.stored.kept.get(operation) : chunk[operation & CHUNK_MASK];
  }

  #read(index: number): unknown[] | undefined {
    const { file, dropped } = this.stored;
    if (file === undefined || index >= file.end || index < dropped) return undefined;
    return (this.chunks[index] = file.read(index));
  }

  set(operation: number, value: unknown): void {
    const { kept } = this.stored;
    if (kept.size > 0 && kept.has(operation)) kept.set(operation, value);
    const chunk = this.chunks[operation >>> CHUNK_BITS] ?? this.#read(operation >>> CHUNK_BITS);
    if (chunk !== undefined) chunk[operation & CHUNK_MASK] = value;
  }

  /** The chunk that holds an operation, made if it is the next one. */
  chunkFor(operation: number): unknown[] {
    const index = operation >>> CHUNK_BITS;
    const present = this.chunks[index] ?? this.#read(index);
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
    const chunk = this.chunks[last] ?? this.#read(last);
    if (chunk === undefined) return;
    this.chunks.length = last + 1;
    const { file } = this.stored;
    if (file !== undefined) file.end = Math.min(file.end, last + 1);
    chunk.fill(undefined, operation & CHUNK_MASK);
  }

  /** Values of operations that are needed although their chunk may be dropped. */
  keep(first: number, count: number): void {
    const { kept } = this.stored;
    for (let operation = first; operation < first + count; operation++) {
      const chunk = this.chunks[operation >>> CHUNK_BITS] ?? this.#read(operation >>> CHUNK_BITS);
      if (chunk !== undefined) kept.set(operation, chunk[operation & CHUNK_MASK]);
    }
  }

  /** These values need no longer be kept one by one. */
  free(first: number, count: number): void {
    for (let operation = first; operation < first + count; operation++) this.stored.kept.delete(operation);
  }

  /** Drops the chunks in which all operations are below this one. */
  dropBelow(operation: number): void {
    const end = operation >>> CHUNK_BITS;
    for (; this.stored.dropped < end; this.stored.dropped++) this.chunks[this.stored.dropped] = undefined;
  }
}
