// Taking a state over: recording, where the object has the state of one moment, what makes it the state of a later one.
import { AdaptedContent } from '../adapters/adapted-content.js';
import { Entry } from '../containers/keyed/keyed-content.js';
import { ListContent } from '../containers/list/list-content.js';
import { AdaptedMerge } from './merge-adapted.js';
import type { Judgement } from './merge-decision.js';
import { ListMerge, type Sides } from './merge-lists.js';
import type { Session } from './session.js';

/** Nobody else has changed anything. */
const ALONE: Sides = {
  losesTargetEdits: () => false,
  losesSourceEdits: () => false,
  isEditedByTarget: () => false,
  isEditedBySource: () => false,
};

const ALL_OF_IT: Judgement = { strategy: 'overshadow', preview: false };

/** A state that is taken over. */
export interface TakeOver {
  readonly record: () => void;
  /** Lists that change, with the operations after which they stand so on the line they are taken from. */
  readonly lists: readonly { readonly list: ListContent; readonly operation: number }[];
}

/**
 * What records the net change from a moment to a later one, where the object has the state of the first. Values are recorded
 * as they were, keys with their ranks, elements of lists as the same ones. O(what changes; for a list: its changes between).
 */
export function takeOver(session: Session, from: number, to: number): TakeOver {
  const { engine, recorder } = session;
  const { cells, values } = recorder.journal;
  const differences = engine.difference(from, to);
  const lists: ListMerge[] = [];
  const originals: { readonly list: ListContent; readonly operation: number }[] = [];
  const adapted: AdaptedMerge[] = [];
  const places: (readonly [cell: number, recorded: unknown])[] = [];
  for (let i = 0; i < differences.length; i += 3) {
    const cell = differences[i] ?? 0;
    const list = cells.sequenceOf(cell);
    const theirs = differences[i + 2] ?? 0;
    if (list instanceof AdaptedContent) {
      adapted.push(new AdaptedMerge(session, list, { base: list.operation, ours: list.operation, theirs }));
    } else if (list instanceof ListContent) {
      lists.push(new ListMerge(session, list, { source: to, base: from }));
      originals.push({ list, operation: theirs });
    }
    if (list === undefined) places.push([cell, values.at(theirs)]);
  }
  for (const value of adapted) value.decide(recorder.owner, ALL_OF_IT);
  for (const list of lists) list.decide(ALL_OF_IT, ALONE);
  const record = (): void => {
    for (const [cell, recorded] of places) {
      const slots = cells.slots[cell];
      const slot = Math.abs(cells.index[cell] ?? 0);
      if (slots === undefined || isSameRecord(slots[slot], recorded)) continue;
      recorder.record(slots, slot, recorded);
      // What users see of a key follows.
      cells.restore(cell, recorded);
    }
    for (const list of lists) list.record();
    for (const value of adapted) value.record();
  };
  return { record, lists: originals };
}

function isSameRecord(a: unknown, b: unknown): boolean {
  if (!(a instanceof Entry) || !(b instanceof Entry)) return Object.is(a, b);
  return Object.is(a.value, b.value) && a.rank === b.rank;
}
