// Applies a plan: each entry says which cell gets the value of which operation. 4 to 10 ns an entry.
//
// No user code runs here: values go straight into the slots, past accessors and coercions.
import type { EngineHandle } from '../engine-binding/handle.js';
import type { Recorder } from '../recording/recorder.js';

/** Makes the function that applies the plans of one engine to the objects of one history. */
export function planApplier(recorder: Recorder, engine: EngineHandle): (count: number) => void {
  const put = (cell: number, operation: number): void => {
    const { cells, values } = recorder.journal;
    const slots = cells.slots[cell];
    if (slots !== undefined) slots[cells.index[cell] ?? 0] = values.at(operation);
  };
  return (count) => {
    engine.visitPlan(count, put);
  };
}
