// Arguments that mean nothing: options, names, refs, paths.
import { show } from '../describe.js';
import { JanusError } from './base.js';

/** Two options of one class or one call contradict each other, or an option has a value it cannot have. */
export class OptionError extends JanusError {
  override readonly code = 'JANUS_OPTION';
}

/** A number of steps that is not a whole number from 0 to 2^31 - 1. */
export class StepCountError extends JanusError {
  override readonly code = 'JANUS_STEP_COUNT';
  constructor(
    readonly verb: string,
    readonly given: unknown,
  ) {
    super(`${verb} takes a whole number of steps from 0 to 2147483647, not ${show(given)}.`);
  }
}

/** A name that cannot be used: empty, too long, or not well-formed Unicode. */
export class InvalidNameError extends JanusError {
  override readonly code = 'JANUS_INVALID_NAME';
  constructor(
    readonly given: unknown,
    why: string,
  ) {
    super(`${show(given)} cannot be a name: ${why}.`);
  }
}

/** A branch or label of that name exists already; both share one name space. */
export class NameTakenError extends JanusError {
  override readonly code = 'JANUS_NAME_TAKEN';
  constructor(readonly taken: string) {
    super(`${show(taken)} is already the name of a branch or label; choose another or delete the branch.`);
  }
}

/** A ref that names nothing in this history. */
export class UnknownRefError extends JanusError {
  override readonly code = 'JANUS_UNKNOWN_REF';
  constructor(
    readonly ref: unknown,
    expected = 'a branch name, a label or a moment of this timeline',
  ) {
    super(`${show(ref)} is not ${expected}. branches() and labels() list the names this timeline knows.`);
  }
}

/** A moment that was let go, by `retain` or `prune`. */
export class PrunedMomentError extends JanusError {
  override readonly code = 'JANUS_PRUNED_MOMENT';
  constructor(
    readonly verb: string,
    /** Its number, where it is known. */
    readonly moment?: number,
  ) {
    super(
      `${verb}: ${moment === undefined ? 'a moment it needs' : `moment ${String(moment)}`} was pruned. ` +
        'Labelled moments and tips of branches are never pruned; graph() shows what is kept.',
    );
  }
}

/** A path cannot be read, or leads to nothing in the state it is about. */
export class PathError extends JanusError {
  override readonly code = 'JANUS_PATH';
  constructor(
    readonly path: string,
    readonly why: string,
  ) {
    super(`The path ${path}: ${why}. Paths look like "title", "notes[3].text" or 'scores["a b"]'.`);
  }
}

/** A diff does not fit the state it was to be applied to. */
export class DiffMismatchError extends JanusError {
  override readonly code = 'JANUS_DIFF_MISMATCH';
  constructor(
    readonly path: string,
    readonly why: string,
  ) {
    super(
      `The diff does not fit at ${path === '' ? 'the owner' : path}: ${why}. ` +
        `Bring the object to the state that the diff begins with, or make the diff from the present one.`,
    );
  }
}
