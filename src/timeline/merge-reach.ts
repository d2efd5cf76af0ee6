// What a side of a merge reaches, with what comes back to it.
import type { StateAt } from './merge-states.js';

/**
 * What a side reaches: its state, and what is inside the objects that it took away and that come back, because the other
 * side has edited them.
 */
export class Reach {
  readonly #kept = new Set<object>();

  constructor(private readonly state: () => StateAt) {}

  /** How to tell what is reached, as seen from a list; undefined for one that is not reached itself. */
  from(list: object | undefined): ((object: object) => boolean) | undefined {
    const { reachable } = this.state();
    if (list === undefined || reachable.has(list)) return (object) => reachable.has(object);
    return this.#kept.has(list) ? (object) => reachable.has(object) || this.#kept.has(object) : undefined;
  }

  /** An object comes back, as this side had it. */
  keep(object: object): void {
    for (const inside of this.state().inside(object)) this.#kept.add(inside);
  }
}
