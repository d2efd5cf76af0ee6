// What holds an object in the present state, besides the object through which it joined: an index, made by one walk over the
// state when it is first needed, and dropped when the position moves.
//
// HO1: every object that the state holds is here with all its holders. There may be more of them: one that has let go stays.
import type { Holders, Recorder } from '../recording/recorder.js';
import { isTracked, type StateAt } from './merge-states.js';

const NONE: ReadonlySet<object> = new Set();
/** Holders that are added before it is worth a walk to forget those that have let go. */
const MANY = 1024;

/** Holders by object, of one live instance. */
export class HolderIndex implements Holders {
  readonly #holders = new Map<object, Set<object>>();
  #size = 0;
  #limit = Infinity;

  private constructor(private readonly recorder: Recorder) {}

  /** The index of an instance; O(size of the state) if there is none at the moment. */
  static of(recorder: Recorder, state: StateAt): HolderIndex {
    if (recorder.holders instanceof HolderIndex) return recorder.holders;
    const made = new HolderIndex(recorder);
    made.addInside(recorder.owner, state);
    made.#limit = 2 * made.#size + MANY;
    recorder.holders = made;
    return made;
  }

  add(held: object, holder: object): void {
    const holders = this.#holders.get(held);
    if (holders === undefined) this.#holders.set(held, new Set([holder]));
    else holders.add(holder);
    if (++this.#size > this.#limit) this.recorder.holders = undefined;
  }

  /** Everything inside an object. O(size of it). */
  addInside(object: object, state: StateAt): void {
    for (const holder of state.inside(object)) {
      for (const held of state.heldBy(holder)) if (isTracked(held)) this.add(held, holder);
    }
  }

  holdersOf(object: object): ReadonlySet<object> {
    return this.#holders.get(object) ?? NONE;
  }
}
