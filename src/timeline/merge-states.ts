// The state of the objects of a history at another moment than the present one, without going there: what holds what.
//
// A merge needs it where it has to know whether an edited object is still held by the side that took it out of a place;
// comparison and extraction read all they show from it.
import { AdaptedContent } from '../adapters/adapted-content.js';
import { ViewContent } from '../adapters/view-content.js';
import { KeyedContent } from '../containers/keyed/keyed-content.js';
import { ListContent } from '../containers/list/list-content.js';
import { contentOf } from '../recording/content.js';
import { ownSlots, type Slots } from '../recording/slots.js';
import { isObject } from '../recording/track.js';
import { unboxed } from '../recording/weak-values.js';
import { schemaOf, type Field } from '../schema/class-schema.js';
import { lookAt } from './adapted-states.js';
import type { Session } from './session.js';

/** An object with tracked fields, or a tracked container. */
export function isTracked(value: unknown): value is object {
  return (
    isObject(value) &&
    (contentOf(value) !== undefined || (typeof value !== 'function' && schemaOf(value) !== undefined))
  );
}

/** What stands behind a value that an adapter is for. */
export function isAdapted(content: unknown): content is AdaptedContent | ViewContent {
  return content instanceof AdaptedContent || content instanceof ViewContent;
}

/** Another value in the state of an adapted one; of a view one of a copy of what it shows. */
export function detachedCopyOf(
  content: AdaptedContent | ViewContent,
  copyOf = (shown: AdaptedContent): object => shown.copy(),
): object {
  if (content instanceof AdaptedContent) return copyOf(content);
  const shown = contentOf(content.shown);
  return shown instanceof AdaptedContent ? content.emptyTwin(copyOf(shown)).handle : content.handle;
}

/** What each object of one history holds at one moment. It counts on the object standing still while it is used. */
export class StateAt {
  /** Operations of the cells that differ from the present state; asked for when they are first needed. */
  #differing: Map<number, number> | undefined;
  /** Lists that differ from the present state, led to where they were asked for last. */
  readonly #lists = new Map<ListContent, ListContent>();
  #reachable: Set<object> | undefined;

  constructor(
    private readonly session: Session,
    private readonly moment: number,
  ) {}

  get #operations(): Map<number, number> {
    if (this.#differing !== undefined) return this.#differing;
    const found = (this.#differing = new Map<number, number>());
    const { engine } = this.session;
    if (this.moment === engine.position) return found;
    const differences = engine.difference(engine.position, this.moment);
    for (let i = 0; i < differences.length; i += 3) found.set(differences[i] ?? 0, differences[i + 2] ?? 0);
    return found;
  }

  /** Goes on to a state in which another operation is current for a cell. */
  advance(cell: number, operation: number): void {
    this.#operations.set(cell, operation);
    this.#reachable = undefined;
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
    if (content instanceof ListContent) yield* this.elementsOf(content);
    else if (content instanceof KeyedContent) yield* content.valuesBy(this.#recordedOf);
    else if (content !== undefined) for (const [, value] of content.children()) yield value;
    else for (const [field, value] of this.fieldsOf(object)) if (!field.options.ref) yield value;
  }

  /** The fields of an object with their values. */
  *fieldsOf(object: object): Iterable<readonly [field: Field, value: unknown]> {
    const slots = ownSlots(object);
    if (slots === undefined) return;
    for (const field of schemaOf(object)?.fields ?? []) yield [field, this.valueIn(slots, field.slot)];
  }

  /** The value of a slot. */
  valueIn(slots: Slots, slot: number): unknown {
    return unboxed(this.#recordedOf(slots[slot + 1] as number, slots[slot]));
  }

  /** The elements of a list, holes included. Not to be changed. */
  elementsOf(list: ListContent): readonly unknown[] {
    const goal = this.#operations.get(list.cell);
    if (goal === undefined) return list.raw;
    const { values } = this.session.recorder.journal;
    let copy = this.#lists.get(list);
    if (copy === undefined) {
      copy = new ListContent(list.raw.slice(), ({ raw }) => raw);
      copy.operation = list.operation;
      this.#lists.set(list, copy);
    }
    if (copy.operation !== goal) {
      const led = copy;
      this.session.engine.visitWay(led.operation, goal, (back, operation, type, index, count, added) => {
        led.replay(back, operation, type, index, count, added, values);
      });
      led.operation = goal;
    }
    return copy.raw;
  }

  /** Another value in the state that an adapted one, or what a view shows, has at that moment. */
  copyOf(content: AdaptedContent | ViewContent): object {
    return detachedCopyOf(content, (shown) => {
      const operation = this.#operations.get(shown.cell) ?? shown.operation;
      return lookAt(this.session, shown, operation, () => shown.copy());
    });
  }

  /** The entries of a map, set or plain object, in their order. */
  entriesOf(content: KeyedContent): (readonly [key: unknown, value: unknown])[] {
    return content.entriesBy(this.#recordedOf);
  }

  /** What a map, set or plain object holds under a key; undefined for nothing. */
  entryOf(content: KeyedContent, key: unknown): { readonly value: unknown } | undefined {
    return content.valueBy(key, this.#recordedOf);
  }

  /** What a value cell holds, as it is recorded. */
  protected recordedAt(cell: number, present: unknown): unknown {
    const operation = this.#operations.get(Math.abs(cell));
    return operation === undefined ? present : this.session.recorder.journal.values.at(operation);
  }

  readonly #recordedOf = (cell: number, present: unknown): unknown => this.recordedAt(cell, present);
}
