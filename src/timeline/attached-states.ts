// What one attachment has kept: states before and after moments, by their numbers.
import type { EngineHandle } from '../engine-binding/handle.js';

/** What was there before a moment. */
export interface Before {
  /** The parent that the moment had: when others between are pruned, it takes back what they did, too. */
  readonly parent: number;
  readonly state: unknown;
}

/** States that are kept whatever went. */
const FEW = 64;

/** The states of one attachment. */
export class AttachedStates {
  readonly #before = new Map<number, Before>();
  readonly #after = new Map<number, unknown>();
  #changed: Set<number> | undefined;

  before(moment: number): Before | undefined {
    return this.#before.get(moment);
  }

  hasAfter(moment: number): boolean {
    return this.#after.has(moment);
  }

  after(moment: number): unknown {
    return this.#after.get(moment);
  }

  putBefore(moment: number, before: Before): void {
    this.#before.set(moment, before);
    this.#changed?.add(moment);
  }

  putAfter(moment: number, state: unknown): void {
    this.#after.set(moment, state);
    this.#changed?.add(moment);
  }

  forgetBefore(moment: number): void {
    if (this.#before.delete(moment)) this.#changed?.add(moment);
  }

  forgetAfter(moment: number): void {
    if (this.#after.delete(moment)) this.#changed?.add(moment);
  }

  /** Moments that are there and have a state. Ascending. */
  moments(engine: EngineHandle): number[] {
    const all = new Set([...this.#before.keys(), ...this.#after.keys()]);
    return [...all].filter((moment) => engine.hasMoment(moment)).sort((a, b) => a - b);
  }

  /** Moments that were pruned need nothing any more. O(1) amortized: it happens when they are the larger part. */
  sweep(engine: EngineHandle): void {
    if (engine.gone === 0 || this.#after.size <= 2 * (engine.moments - engine.gone) + FEW) return;
    for (const states of [this.#before, this.#after]) {
      for (const moment of states.keys()) if (!engine.hasMoment(moment)) states.delete(moment);
    }
  }

  /** From now on it is known which moments have got other states; no longer without it. */
  follow(isFollowed: boolean): void {
    this.#changed = isFollowed ? new Set() : undefined;
  }

  /** Moments whose states have changed since it was asked last; undefined for all of them. Ascending. */
  takeChanged(): number[] | undefined {
    const changed = this.#changed;
    if (changed === undefined) return undefined;
    const taken = [...changed].sort((a, b) => a - b);
    changed.clear();
    return taken;
  }
}
