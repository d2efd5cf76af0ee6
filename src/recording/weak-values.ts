// Weakly kept values: what `@tracked.weak` records. A field holds its present value, its history only remembers it.
//
// Slots and the value table hold a *box* for the value, which keeps nothing alive. WV1: a value has one box as long as it
// lives, so boxes are compared instead of values. WV2: the value whose box is in a slot is held for as long as it is there.
// WV3: what a file has brought is held by its box until a field has held it for the first time: nobody else can.
import type { Slots } from './slots.js';
import { isObject } from './track.js';

/** Stands for a value that history does not keep alive. */
export class WeakBox {
  readonly #reference: WeakRef<object> | undefined;
  #kept: object | undefined;
  #wasHeld = false;

  /** Without a value it stands for one that was collected. */
  constructor(value?: object) {
    this.#reference = value && new WeakRef(value);
  }

  /** The value came from a file: it is kept until a field has held it, if none has yet. */
  keep(): void {
    if (!this.#wasHeld) this.#kept = this.value;
  }

  /** A field holds the value. */
  held(): void {
    this.#wasHeld = true;
    this.#kept = undefined;
  }

  /** The value, or undefined when it was collected. */
  get value(): object | undefined {
    return this.#reference?.deref();
  }
}

const boxes = new WeakMap<object, WeakBox>();

/** Values of slots that hold their boxes, by slot. */
const present = new WeakMap<Slots, Map<number, object>>();

/** What is recorded for a value of a weak field; primitives stand for themselves. */
export function boxed(value: unknown): unknown {
  if (!isObject(value) || value instanceof WeakBox) return value;
  let box = boxes.get(value);
  if (box === undefined) boxes.set(value, (box = new WeakBox(value)));
  return box;
}

/** What a recorded value stands for; undefined when that was collected. */
export function unboxed(recorded: unknown): unknown {
  return recorded instanceof WeakBox ? recorded.value : recorded;
}

/** Whether a recorded value stands for something that was collected. */
export function isCollapsed(recorded: unknown): boolean {
  return recorded instanceof WeakBox && recorded.value === undefined;
}

/** A slot has another value: that is held from now on, and the one before no longer. Answers the one before. */
export function hold(slots: Slots, slot: number): object | undefined {
  const recorded = slots[slot];
  if (recorded instanceof WeakBox) recorded.held();
  const value = unboxed(recorded);
  let held = present.get(slots);
  const before = held?.get(slot);
  if (isObject(value)) {
    if (held === undefined) present.set(slots, (held = new Map<number, object>()));
    held.set(slot, value);
  } else held?.delete(slot);
  return before;
}
