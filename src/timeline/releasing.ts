// Values that own memory which nobody collects: when old moments have gone, those that no kept moment needs are released.
//
// RL1: needed is what the object reaches, what kept operations hold, and what is inside of either. RL2: a value with
// recorded changes of its own stays until the history is over, for the engine may still lead it along them; so does every
// value while the history has forks, whose values are copies of others.
import { AdaptedContent } from '../adapters/adapted-content.js';
import { Compound, contentOf } from '../recording/content.js';
import { ASYNC_OPEN, IN_TRANSACTION } from '../recording/gate.js';
import { ownSlots } from '../recording/slots.js';
import type { Recorder } from '../recording/recorder.js';
import { isObject } from '../recording/track.js';
import { unboxed } from '../recording/weak-values.js';
import { schemaOf } from '../schema/class-schema.js';

/** Operations recorded between two looks that are not asked for. */
const GROWTH = 1024;

/** Releases what is needed no longer, now and then. */
export class Releasing {
  /** Values looked at last time, and the number of the next operation then. */
  #work = 0;
  #lookedAt = 1;

  constructor(private readonly recorder: Recorder) {}

  /** Old operations up to this one have gone, but those that are kept one by one. O(1) amortized. */
  passed(firstOperation: number): void {
    const { nextOperation } = this.recorder.journal;
    if (nextOperation - this.#lookedAt < Math.max(GROWTH, this.#work)) return;
    this.now(firstOperation);
  }

  /** The same, at once. O(size of the state, and values of kept operations), if a value owns memory. */
  now(firstOperation: number): void {
    const { recorder } = this;
    this.#lookedAt = recorder.journal.nextOperation;
    // What a file holds that nobody has read may be one of these values.
    if (recorder.journal.values.stored.file !== undefined) return;
    if (recorder.instance !== undefined || (recorder.gate & (IN_TRANSACTION | ASYNC_OPEN)) !== 0) return;
    const unneeded = new Set<unknown>();
    for (const content of recorder.adapted)
      if (content instanceof AdaptedContent && content.isRetained && content.cell === 0) unneeded.add(content);
    if (unneeded.size === 0) return;
    this.#work = 0;
    for (const object of needed(recorder, firstOperation)) {
      unneeded.delete(contentOf(object));
      this.#work++;
    }
    for (const content of unneeded) recorder.release(content as AdaptedContent);
  }
}

/** What the object reaches, what kept operations hold, and what is inside. */
function needed(recorder: Recorder, firstOperation: number): Set<object> {
  const found = new Set<object>([recorder.owner]);
  const add = (recorded: unknown): unknown => {
    if (recorded instanceof Compound) recorded.mapped(add);
    else {
      const value = unboxed(recorded);
      if (isObject(value)) found.add(value);
    }
    return recorded;
  };
  const { values, nextOperation } = recorder.journal;
  for (let operation = firstOperation; operation < nextOperation; operation++) add(values.at(operation));
  for (const value of values.stored.kept.values()) add(value);
  // A set can be walked while it grows.
  for (const object of found) {
    const content = contentOf(object);
    if (content !== undefined) for (const [, inside] of content.children()) add(inside);
    else for (const { slot } of schemaOf(object)?.fields ?? []) add(ownSlots(object)?.[slot]);
  }
  return found;
}
