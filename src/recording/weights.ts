// What recorded values weigh, as a running average: weighing all of them at every limit would be a pass over the history.
import type { ValueTable } from './values.js';

/** Bytes of an operation in the engine: cell, previous operation, version, its share of a moment, and room to grow. */
const ENGINE_BYTES = 24;
const SLOT_BYTES = 8;
const HEADER_BYTES = 16;
/** Most values that are weighed at once. */
const SAMPLE = 4096;
/** From so many on, older ones count half. */
const MEMORY = 65_536;

/** The average weight of an operation of one history. */
export class Weights {
  #sum = 0;
  #count = 0;
  #next = 1;

  /** Bytes of an operation with its value, on average; `end` is the number of the next one. O(operations since, at most 4,096). */
  average(values: ValueTable, end: number): number {
    for (let operation = Math.max(this.#next, end - SAMPLE); operation < end; operation++) {
      this.#sum += weightOf(values.at(operation));
      this.#count++;
    }
    this.#next = end;
    if (this.#count > MEMORY) {
      this.#sum /= 2;
      this.#count /= 2;
    }
    return ENGINE_BYTES + (this.#count === 0 ? SLOT_BYTES : this.#sum / this.#count);
  }
}

function weightOf(value: unknown): number {
  if (typeof value === 'string') return SLOT_BYTES + HEADER_BYTES + value.length;
  if (ArrayBuffer.isView(value)) return SLOT_BYTES + HEADER_BYTES + value.byteLength;
  return SLOT_BYTES;
}
