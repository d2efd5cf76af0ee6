// The state of the objects of a history at another moment than the present one, without going there: what holds what.
//
// Needed only where a merge has to know whether an edited object is still held by the side that took it out of a place.
import { KeyedContent } from '../containers/keyed/keyed-content.js';
import { ListContent } from '../containers/list/list-content.js';
import { contentOf } from '../recording/content.js';
import { ownSlots } from '../recording/slots.js';
import { isObject } from '../recording/track.js';
import { schemaOf } from '../schema/class-schema.js';
import type { Session } from './session.js';

/** An object with tracked fields, or a tracked container. */
export function isTracked(value: unknown): value is object {
  return (
    isObject(value) &&
    (contentOf(value) !== undefined || (typeof value !== 'function' && schemaOf(value) !== undefined))
  );
}

/** What each object of one history holds at one moment. */
export class StateAt {
  /** Operations of the cells that differ from the present state. */
  readonly #operations = new Map<number, number>();
  #reachable: Set<object> | undefined;

  constructor(
    private readonly session: Session,
    moment: number,
  ) {
    const { engine } = session;
    if (moment === engine.position) return;
    const differences = engine.difference(engine.position, moment);
    for (let i = 0; i < differences.length; i += 3) this.#operations.set(differences[i] ?? 0, differences[i + 2] ?? 0);
  }

  /** Everything the owner reaches. O(size of the state). */
  get reachable(): ReadonlySet<object> {
    return (this.#reachable ??= this.inside(this.session.recorder.owner));
  }

  /** An object and everything tracked inside it. */
  inside(object: object): Set<object> {
    const found = new Set([object]);
    for (const at of found) for (const held of this.heldBy(at)) if (isTracked(held)) found.add(held);
    return found;
  }

  /** What an object holds. */
  *heldBy(object: object): Iterable<unknown> {
    const content = contentOf(object);
    if (content instanceof ListContent) yield* this.#elementsOf(content);
    else if (content instanceof KeyedContent) yield* content.valuesBy((cell, present) => this.#valueOf(cell, present));
    else {
      const slots = ownSlots(object);
      for (const { slot, options } of schemaOf(object)?.fields ?? []) {
        if (slots !== undefined && !options.ref) yield this.#valueOf(slots[slot + 1] as number, slots[slot]);
      }
    }
  }

  #valueOf(cell: number, present: unknown): unknown {
    const operation = this.#operations.get(Math.abs(cell));
    return operation === undefined ? present : this.session.recorder.journal.values.at(operation);
  }

  #elementsOf(list: ListContent): readonly unknown[] {
    const goal = this.#operations.get(list.cell);
    if (goal === undefined) return list.raw;
    const { values } = this.session.recorder.journal;
    const other = new ListContent(list.raw.slice(), ({ raw }) => raw);
    this.session.engine.visitWay(list.operation, goal, (back, operation, type, index, count, added) => {
      other.replay(back, operation, type, index, count, added, values);
    });
    return other.raw;
  }
}
