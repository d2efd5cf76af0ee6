// What belongs to a history and is no business of the engine: frozen branches, guards, operations that can be taken back,
// and the conflicts that merges have left open.
import type { Recorder } from '../recording/recorder.js';
import type { Invariant } from '../schema/invariants.js';
import { HeldConflicts } from './held-conflicts.js';
import { OperationLog } from './operations.js';
import { Releasing } from './releasing.js';
import { retentionOf, type Retention } from './retention.js';

/** Kept for each live instance of a history; what is frozen or guarded is so for all. */
export class SharedHistory {
  /** Frozen branches with the reason. */
  readonly frozen: Map<string, string>;
  /** What this instance has done. */
  readonly operations = new OperationLog();
  readonly held: HeldConflicts;
  /** What every moment of this history has to fulfil. */
  readonly guards: Set<Invariant>;
  /** What the history keeps; one for all instances. */
  readonly retention: Retention;

  constructor(recorder: Recorder, relative?: SharedHistory) {
    this.frozen = relative?.frozen ?? new Map<string, string>();
    this.held = new HeldConflicts(recorder, relative?.held);
    this.retention = retentionOf(recorder);
    this.retention.inConflict ??= (engine) => this.held.lists(engine);
    const releasing = new Releasing(recorder);
    this.retention.released ??= (firstOperation, isAsked) => {
      if (isAsked) releasing.now(firstOperation);
      else releasing.passed(firstOperation);
    };
    this.guards = relative?.guards ?? new Set<Invariant>();
  }
}
