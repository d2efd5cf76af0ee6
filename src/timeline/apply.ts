// Applies a plan: each entry says which cell gets the value of which operation. 4 to 10 ns an entry.
//
// No user code runs here: values go straight into the slots, past accessors and coercions. A sequence is taken there
// change by change: the engine knows the way from where it stands.
import type { EngineHandle } from '../engine-binding/handle.js';
import type { Recorder } from '../recording/recorder.js';
import type { Sequence } from '../recording/sequences.js';

/** Makes the function that applies the plans of one engine to the objects of one history. */
export function planApplier(recorder: Recorder, engine: EngineHandle): (count: number) => void {
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
  return (count) => {
    engine.visitPlan(count, put);
    for (let next = travelling.pop(); next !== undefined; next = travelling.pop()) {
      const { sequence, goal } = next;
      const { values } = recorder.journal;
      engine.visitWay(sequence.operation, goal, (back, operation, type, index, amount, added) => {
        sequence.replay(back, operation, type, index, amount, added, values);
      });
      sequence.operation = goal;
    }
  };
}
