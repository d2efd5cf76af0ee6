// What the history keeps of one step of a frame: one changed number as bits, everything else as edits in order.
import { applyBits } from './bits.js';
import type { Edit, Table } from './table.js';

/** One step. */
export type FrameDelta = bigint | readonly Edit[];

/** Does a step, or takes it back. */
export function applyDelta(table: Table, delta: FrameDelta, back: boolean): void {
  if (typeof delta === 'bigint') applyBits(table, delta);
  else for (const edit of back ? [...delta].reverse() : delta) table.apply(edit, back);
}
