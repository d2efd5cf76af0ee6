// Cells: the numbers under which the engine knows recorded places, and what each number stands for here.
//
// Numbers are given out densely, at the first operation of a place, so untouched fields cost nothing anywhere.
import type { Slots } from './slots.js';

/** From a cell's number to the place it names. Number 0 is no cell. */
export class CellTable {
  readonly slots: (Slots | undefined)[] = [undefined];
  readonly index: number[] = [0];
  /** The newest operation of a cell that joined a moment, or 0; see `Journal.join`. */
  readonly joined: number[] = [0];

  /** A number for the place `slots[index]`. */
  add(slots: Slots, index: number): number {
    this.index.push(index);
    this.joined.push(0);
    return this.slots.push(slots) - 1;
  }
}
