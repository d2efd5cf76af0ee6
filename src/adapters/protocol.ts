// The adapter protocol: what somebody says about a type that Janus does not know.
//
// A *snapshot* describes a value so completely that the value can be compared with it later; a *delta* leads from one state
// of a value to the next and back. Both are the adapter's own business: the history keeps deltas, in order, and never looks
// into them.
//
// AP1: snapshots and deltas share nothing with the value that could change. AP2: nobody changes a snapshot or a delta, but
// `patchSnapshot`, which may change the snapshot it is given. AP3: forward after a delta is the new state, backward the
// old one, whatever the state of the world outside the value.

import type { ConflictDetail } from '../schema/policies.js';

/** How a type whose values change in place is recorded. `S` is what a snapshot is, `D` what a delta is. */
export interface Adapter<T extends object = object, S = unknown, D = unknown> {
  /** Describes the present state; shares nothing with the value. */
  getSnapshot(value: T): S;
  /** What leads from a snapshot to the present state; `null` when nothing has changed. */
  getDelta(snapshot: S, value: T): D | null;
  /** Does the delta to the value, which is in the state before it. */
  applyForward(value: T, delta: D): void;
  /** Takes the delta back from the value, which is in the state after it. */
  applyBackward(value: T, delta: D): void;

  /** Whether the value is as the snapshot says. Cheaper than making a delta; asked first. */
  equals?(snapshot: S, value: T): boolean;
  /** The snapshot after a delta, forward or back; may reuse the given one. Cheaper than describing the whole value again. */
  patchSnapshot?(snapshot: S, delta: D, back: boolean): S;
  /** Joins what two branches made of a value. Without it the whole value is a conflict. */
  merge?(conflict: AdapterConflict<S>): AdapterMerge<D>;
  /**
   * Arranges that `touched` is called before or after each change in place. Then the value is compared only when it was
   * touched. Answers what ends the arrangement.
   */
  instrument?(value: T, touched: () => void): () => void;
  /**
   * When values without `instrument` are compared. `'always'`, the default: at each call that asks the history or moves
   * in it. `'after-reads'`, for large values: only once the field that holds them was read since the last look. `'never'`:
   * only verbs of the type itself change its values, and they record what they do; no snapshot is kept.
   */
  readonly comparing?: 'always' | 'after-reads' | 'never';
  /** Another value in the same state: forks, `bisect` and descriptions need one. Without it what `decode` makes of `encode`. */
  copy?(value: T): T;
  /** The value as plain data, for files; undefined for a value that no file can hold. */
  encode?(value: T): unknown;
  /** The value back from such data, which may come from a stranger. */
  decode?(data: unknown): T;
  /**
   * A delta as plain data, which `applyForward` and `applyBackward` take in its place; to be called with such data, too.
   * Without it deltas are plain data themselves.
   */
  encodeDelta?(delta: D): unknown;
  /** A history begins to need the value: it holds memory that nobody collects. */
  retain?(value: T): void;
  /** No history needs the value any more. */
  release?(value: T): void;
}

/** A type whose values never change: the value itself is all there is to record. */
export interface ImmutableAdapter<T extends object = object> {
  readonly immutable: true;
  /** Whether two values are the same to a merge; by `Object.is` without it. */
  equals?(a: T, b: T): boolean;
  /** The value as plain data, for files; undefined for a value that no file can hold. */
  encode?(value: T): unknown;
  /** The value back from such data, which may come from a stranger. */
  decode?(data: unknown): T;
  /** A history begins to need the value: it holds memory that nobody collects. */
  retain?(value: T): void;
  /** No history needs the value any more. */
  release?(value: T): void;
}

/** A type whose values show another value, and have no state of their own that changes: typed arrays show their buffer. */
export interface ViewAdapter<T extends object = object> {
  /** What the value shows; always the same object, with an adapter of its own. */
  viewOf(value: T): object;
  /** The same view of another object of that kind: forks, `bisect` and descriptions need one. Without it by `decode`. */
  viewAs?(value: T, shown: object): T;
  /** Which view it is, as plain data without what it shows, for files; undefined for one that no file can hold. */
  encode?(value: T): unknown;
  /** The view that such data says, which may come from a stranger, of an object of that kind. */
  decode?(data: unknown, shown: object): T;
}

/** Any of the kinds. */
export type AnyAdapter<T extends object = object> = Adapter<T> | ImmutableAdapter<T> | ViewAdapter<T>;

/** What both sides of a merge made of one value. */
export interface AdapterConflict<S> {
  readonly base: S;
  readonly ours: S;
  readonly theirs: S;
  /** Whose change counts where both changed the same thing inside. */
  readonly prefer: 'ours' | 'theirs';
}

/** How two sides of a value are joined. */
export interface AdapterMerge<D> {
  /** What leads from our state to the joined one; null when that is ours. */
  readonly delta: D | null;
  /** What both sides changed in different ways, and `prefer` decided. */
  readonly conflicts: readonly ConflictDetail[];
}

/** Whether an adapter is for values that show others. */
export function isView(adapter: AnyAdapter): adapter is ViewAdapter {
  return 'viewOf' in adapter;
}

/** Whether an adapter is for values that never change. */
export function isImmutable(adapter: AnyAdapter): adapter is ImmutableAdapter {
  return 'immutable' in adapter && adapter.immutable;
}

/** What no verb may answer. */
export function isPromise(answer: unknown): boolean {
  return typeof (answer as { then?: unknown } | null | undefined)?.then === 'function';
}
