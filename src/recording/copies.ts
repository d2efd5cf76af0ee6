// Detached copies: what an owner holds at some moment, as ordinary objects of the same classes that belong to no history.
//
// No constructor runs, nothing is recorded, and what one does to a copy reaches nobody. No recursion.
import { Compound, contentOf, type Copying } from './content.js';
import type { Recorder } from './recorder.js';
import type { Sequence } from './sequences.js';
import { ownSlots, SLOTS, type Slots } from './slots.js';
import { isObject } from './track.js';
import { copyInto, memberAt } from './twins.js';

/** The state a copy is made of: which operation is current for a cell, and how a sequence comes there. */
export interface CopiedState {
  operationOf(cell: number): number;
  lead(sequence: Sequence): void;
}

/** Copies an object of a history and everything of that history inside it. O(size of the state). */
export function copyOf(recorder: Recorder, root: object, state: CopiedState): object {
  const { values } = recorder.journal;
  const copies = new Map<object, object>();
  const pending: (readonly [copy: object, original: object])[] = [];
  const translate = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    if (value instanceof Compound) return value.mapped(translate);
    const known = copies.get(value);
    if (known !== undefined) return known;
    if (memberAt(value)?.recorder !== recorder) return value;
    const shown = contentOf(value)?.shown;
    const copy = shellOf(value, shown === undefined ? undefined : (translate(shown) as object));
    copies.set(value, copy);
    pending.push([copy, value]);
    return copy;
  };
  const copying: Copying = {
    member: null,
    cells: undefined,
    translate,
    recorded: (cell) => values.at(state.operationOf(cell)),
    lead: (sequence, raw) => {
      state.lead(sequence);
      for (let i = 0; i < raw.length; i++) if (i in raw) raw[i] = translate(raw[i]);
    },
  };
  const copy = translate(root) as object;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) copyInto(...next, copying);
  return copy;
}

function shellOf(original: object, shown: object | undefined): object {
  const content = contentOf(original);
  if (content !== undefined) return content.emptyTwin(shown).handle;
  const made = Object.create(Object.getPrototypeOf(original) as object | null) as object;
  const slots: Slots = [...(ownSlots(original) ?? [null])];
  slots[0] = null;
  Object.defineProperty(made, SLOTS, { value: slots });
  return made;
}
