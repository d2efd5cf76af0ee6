// What belongs to a history and is no business of the engine: frozen branches, operations that can be taken back, and the
// conflicts that merges have left open.
import type { Recorder } from '../recording/recorder.js';
import { HeldConflicts } from './held-conflicts.js';
import { OperationLog } from './operations.js';

/** Kept once for each history. */
export class SharedHistory {
  /** Frozen branches with the reason. */
  readonly frozen = new Map<string, string>();
  readonly operations = new OperationLog();
  readonly held: HeldConflicts;

  constructor(recorder: Recorder) {
    this.held = new HeldConflicts(recorder);
  }
}
