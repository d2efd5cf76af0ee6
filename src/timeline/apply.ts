// Applies a plan: each entry says which cell gets the value of which operation. 4 to 10 ns an entry.
//
// No code of the user's objects runs here: values go straight into the slots, past accessors and coercions. A sequence is
// taken there change by change: the engine knows the way from where it stands.
// P1: a plan is applied as a whole or not at all. Only adapters can fail, so what they stand for goes first.
import { AdaptedContent, type Footing } from '../adapters/adapted-content.js';
import type { EngineHandle } from '../engine-binding/handle.js';
import type { Recorder } from '../recording/recorder.js';
import { hold, WeakBox } from '../recording/weak-values.js';
import type { Sequence } from '../recording/sequences.js';
import { lead, returnAll } from './adapted-states.js';

/** An entry of a plan. */
export type Entry = readonly [cell: number, operation: number];

/** Applies plans of one engine to the objects of one history. */
export interface PlanApplier {
  /** The plan that the engine has just answered. */
  readonly plan: (count: number) => void;
  /** A plan that was read before. */
  readonly entries: (entries: readonly Entry[]) => void;
}

/** Reads the plan that the engine has just answered: the next question takes its place. */
export function readPlan(engine: EngineHandle, count: number): Entry[] {
  const entries: Entry[] = [];
  engine.visitPlan(count, (cell, operation) => {
    entries.push([cell, operation]);
  });
  return entries;
}

/** Makes an applier. `late` takes what weak fields held before: a plan may be taken back in the same verb. */
export function planApplier(recorder: Recorder, engine: EngineHandle, late: unknown[]): PlanApplier {
  // Ways are asked for when the plan has been read: both answers lie in the same place.
  const travelling: { readonly sequence: Sequence; readonly goal: number }[] = [];
  const put = (cell: number, operation: number): void => {
    const { cells, values } = recorder.journal;
    const index = cells.index[cell] ?? 0;
    const slots = cells.slots[cell];
    if (index > 0 && slots !== undefined) slots[index] = values.at(operation);
    else if (index < 0) cells.restore(cell, values.at(operation));
    else {
      const sequence = cells.sequenceOf(cell);
      if (sequence !== undefined) travelling.push({ sequence, goal: operation });
    }
  };
  /** The same for a history with weak fields; what they held goes when the verb is complete. */
  const putWeakly = (cell: number, operation: number): void => {
    const { slots, index } = recorder.journal.cells;
    const [holder, slot = 0] = [slots[cell], index[cell]];
    const before = holder === undefined || slot <= 0 ? undefined : holder[slot];
    put(cell, operation);
    if (holder === undefined || slot <= 0) return;
    if (!(before instanceof WeakBox) && !(holder[slot] instanceof WeakBox)) return;
    late.push(hold(holder, slot));
  };
  const apply = (count: number): void => {
    engine.visitPlan(count, recorder.hasWeak ? putWeakly : put);
    for (let next = travelling.pop(); next !== undefined; next = travelling.pop()) {
      const { sequence, goal } = next;
      const { values } = recorder.journal;
      engine.visitWay(sequence.operation, goal, (back, operation, type, index, amount, added) => {
        sequence.replay(back, operation, type, index, amount, added, values);
      });
      sequence.operation = goal;
    }
  };
  const applyAll = (entries: readonly Entry[]): void => {
    const { cells } = recorder.journal;
    const led: [content: AdaptedContent, footing: Footing][] = [];
    try {
      for (const [cell, operation] of entries) {
        const content = cells.sequenceOf(cell);
        if (!(content instanceof AdaptedContent)) continue;
        const { footing } = content;
        lead({ engine, recorder }, content, operation);
        led.push([content, footing]);
      }
    } catch (error) {
      returnAll({ engine, recorder }, led.reverse());
      throw error;
    }
    for (const [cell, operation] of entries) (recorder.hasWeak ? putWeakly : put)(cell, operation);
    let next = travelling.pop();
    for (; next !== undefined; next = travelling.pop()) lead({ engine, recorder }, next.sequence, next.goal);
  };
  return {
    plan: (count) => {
      if (recorder.adapts) applyAll(readPlan(engine, count));
      else apply(count);
    },
    entries: applyAll,
  };
}
