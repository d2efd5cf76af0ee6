// Cells: the numbers under which the engine knows recorded places, and what each number stands for here.
//
// Numbers are given out densely, at the first operation of a place, so untouched fields cost nothing anywhere.
import type { Sequence } from './sequences.js';
import type { Slots } from './slots.js';

/** A recorded place that is no field: a key of a container. Its value stands in slots of its own, at {@link KEY_SLOT}. */
export interface Place {
  /** Its slot was given a recorded value: what users see has to follow. */
  restored(): void;
}

/** Where the slots of a {@link Place} have their value; the cell follows, as in all slots. */
export const KEY_SLOT = 1;

/** From a cell's number to the place it names. Number 0 is no cell. */
export class CellTable {
  readonly slots: (Slots | undefined)[] = [undefined];
  /** The slot of a field; 0 for a sequence; negative for a key, whose slot is {@link KEY_SLOT}. */
  readonly index: number[] = [0];
  /** The newest operation of a cell that joined a moment, or 0; see `Journal.join`. */
  readonly joined: number[] = [0];
  /** What stands behind cells that are no fields. */
  readonly others = new Map<number, Place | Sequence>();

  /** A number for the place `slots[index]`. */
  add(slots: Slots | undefined, index: number): number {
    this.index.push(index);
    this.joined.push(0);
    return this.slots.push(slots) - 1;
  }

  /** A number for a key. */
  addPlace(slots: Slots, place: Place): number {
    const cell = this.add(slots, -KEY_SLOT);
    this.others.set(cell, place);
    return cell;
  }

  /** A number for a sequence. */
  addSequence(sequence: Sequence): number {
    const cell = this.add(undefined, 0);
    this.others.set(cell, sequence);
    return cell;
  }

  /** The sequence behind a cell, if it is one. */
  sequenceOf(cell: number): Sequence | undefined {
    return this.index[cell] === 0 ? (this.others.get(cell) as Sequence | undefined) : undefined;
  }

  /** Puts a recorded value back into a value cell. */
  restore(cell: number, value: unknown): void {
    const slots = this.slots[cell];
    const index = this.index[cell] ?? 0;
    if (slots === undefined || index === 0) return;
    slots[Math.abs(index)] = value;
    if (index < 0) (this.others.get(cell) as Place).restored();
  }
}
