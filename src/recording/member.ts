// Membership: which history an object belongs to, and under which name it joined.
import type { Recorder } from './recorder.js';

/** Ties one object to the recorder of its owner. The owner itself is a member too. */
export class Member {
  /** No operation with a smaller number can hold it, unless it is 0: then it may have been there from the start. */
  readonly since: number;
  /** Whether it has ever been held by another object than the one through which it joined. */
  isHeldElsewhere = false;

  constructor(
    readonly recorder: Recorder,
    readonly object: object,
    /** The member through whose field, or as whose element, this object joined; null for the owner. */
    readonly parent: Member | null,
    /** The name of that field, or the key or index. */
    readonly key: unknown,
    since = recorder.joinsAt,
  ) {
    this.since = since;
  }
}
