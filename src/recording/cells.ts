// Cells: the numbers under which the engine knows recorded places, and what each number stands for here.
//
// Numbers are given out densely, at the first operation of a place, so untouched fields cost nothing anywhere.
import type { Content } from './content.js';
import type { Member } from './member.js';
import type { Sequence } from './sequences.js';
import type { Slots } from './slots.js';
import { hold, WeakBox } from './weak-values.js';

/** A recorded place that is no field: a key of a container. Its value stands in slots of its own, at {@link KEY_SLOT}. */
export interface Place {
  /** The container of a key. */
  readonly content?: Content;
  readonly key?: unknown;
  /** Its slot was given a recorded value: what users see has to follow. */
  restored(): void;
}

/** Where the slots of a {@link Place} have their value; the cell follows, as in all slots. */
export const KEY_SLOT = 1;

/** Other live instances of the same history, which give the same places the same numbers. */
export interface Relatives {
  /** A field or key has a number, negative as long as it has no operation. */
  numbered(slots: Slots, slot: number, cell: number): void;
  /** A key has a place. */
  placed(place: Place, cell: number): void;
  /** A sequence has a number. */
  sequenced(sequence: Sequence): void;
}

/** From a cell's number to the place it names. Number 0 is no cell. */
export class CellTable {
  readonly slots: (Slots | undefined)[] = [undefined];
  /** The slot of a field; 0 for a sequence; negative for a key, whose slot is {@link KEY_SLOT}. */
  readonly index: number[] = [0];
  /** The newest operation of a cell that joined a moment, or 0; see `Journal.join`. */
  readonly joined: number[] = [0];
  /** What stands behind cells that are no fields. */
  readonly others = new Map<number, Place | Sequence>();
  /** Numbers that stand for nothing any more. */
  readonly #free: number[] = [];
  /** How often a cell was forgotten. */
  forgotten = 0;
  /** Set while there are other live instances. */
  relatives: Relatives | undefined = undefined;

  /** Cells up to this number are known to some instance. */
  extendTo(length: number): void {
    while (this.index.length < length) this.add(undefined, 0);
  }

  /** Says what a known number stands for here. */
  put(cell: number, slots: Slots | undefined, index: number, other?: Place | Sequence): void {
    this.extendTo(cell + 1);
    this.slots[cell] = slots;
    this.index[cell] = index;
    if (other !== undefined) this.others.set(cell, other);
  }

  /** Whether a number stands for something here. */
  has(cell: number): boolean {
    return this.slots[cell] !== undefined || this.others.has(cell);
  }

  /** A number for the place `slots[index]`. */
  add(slots: Slots | undefined, index: number): number {
    // Other instances go by the order of the numbers.
    const free = this.relatives === undefined ? this.#free.pop() : undefined;
    if (free !== undefined) {
      this.slots[free] = slots;
      this.index[free] = index;
      return free;
    }
    this.index.push(index);
    this.joined.push(0);
    return this.slots.push(slots) - 1;
  }

  /** A number for a key. */
  addPlace(slots: Slots, place: Place): number {
    const cell = this.add(slots, -KEY_SLOT);
    this.others.set(cell, place);
    this.relatives?.placed(place, cell);
    return cell;
  }

  /** A number for a sequence. */
  addSequence(sequence: Sequence): number {
    const cell = this.add(undefined, 0);
    this.others.set(cell, sequence);
    sequence.cell = cell;
    this.relatives?.sequenced(sequence);
    return cell;
  }

  /** Whether a cell can be forgotten: it is a field, or a list. Keys keep their numbers. */
  canForget(cell: number): boolean {
    const index = this.index[cell] ?? 0;
    return index > 0 ? this.slots[cell] !== undefined : index === 0 && this.sequenceOf(cell)?.isForgettable === true;
  }

  /**
   * Forgets a cell of which the engine knows nothing any more: its place is one that was never written, the number is
   * free, and nothing here keeps the object alive.
   */
  forget(cell: number): void {
    const slots = this.slots[cell];
    const sequence = this.sequenceOf(cell);
    if (slots !== undefined) slots[(this.index[cell] ?? 0) + 1] = 0;
    else if (sequence !== undefined) sequence.cell = sequence.operation = 0;
    this.slots[cell] = undefined;
    this.index[cell] = this.joined[cell] = 0;
    this.others.delete(cell);
    this.#free.push(cell);
    this.forgotten++;
  }

  /** The sequence behind a cell, if it is one. */
  sequenceOf(cell: number): Sequence | undefined {
    return this.index[cell] === 0 ? (this.others.get(cell) as Sequence | undefined) : undefined;
  }

  /** The member that a cell belongs to. */
  memberOf(cell: number): Member | null | undefined {
    const slots = this.slots[cell];
    return slots === undefined ? this.sequenceOf(cell)?.member : slots[0];
  }

  /** Puts a recorded value back into a value cell. */
  restore(cell: number, value: unknown): void {
    const slots = this.slots[cell];
    const index = this.index[cell] ?? 0;
    if (slots === undefined || index === 0) return;
    slots[Math.abs(index)] = value;
    if (value instanceof WeakBox) hold(slots, index);
    if (index < 0) (this.others.get(cell) as Place).restored();
  }
}
