// Adapters for values that one small description says everything about.
import type { Adapter } from './protocol.js';

/** What was, what is. */
type Pair<T> = readonly [before: T, after: T];

/** An adapter for values that a plain description replaces as a whole. */
export abstract class Described<T extends object, S> implements Adapter<T, S, Pair<S>> {
  /** The whole state. */
  abstract getSnapshot(value: T): S;
  /** Brings the value into a state. */
  protected abstract put(value: T, state: S): void;
  protected isSame(a: S, b: S): boolean {
    return Object.is(a, b);
  }

  equals(snapshot: S, value: T): boolean {
    return this.isSame(snapshot, this.getSnapshot(value));
  }
  getDelta(snapshot: S, value: T): Pair<S> | null {
    const now = this.getSnapshot(value);
    return this.isSame(snapshot, now) ? null : [snapshot, now];
  }
  applyForward(value: T, [, after]: Pair<S>): void {
    this.put(value, after);
  }
  applyBackward(value: T, [before]: Pair<S>): void {
    this.put(value, before);
  }
  patchSnapshot(_snapshot: S, [before, after]: Pair<S>, back: boolean): S {
    return back ? before : after;
  }
}
