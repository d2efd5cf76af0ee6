// What cannot be recorded, shown again or taken to another place.
import { show } from '../describe.js';
import { JanusError } from './base.js';

/** A value that cannot be recorded was about to enter a tracked field. */
export class UnrecordableValueError extends JanusError {
  override readonly code = 'JANUS_UNRECORDABLE_VALUE';
  constructor(
    readonly field: string,
    readonly type: string,
    wayOut: string,
  ) {
    super(`${field} was given ${type}, which cannot be recorded. ${wayOut}`);
  }
}

/** Something was asked of a tracked container that no history can record: a named property on a list, an accessor, freezing. */
export class UnrecordableOperationError extends JanusError {
  override readonly code = 'JANUS_UNRECORDABLE_OPERATION';
  constructor(
    readonly place: string,
    readonly operation: string,
    wayOut: string,
  ) {
    super(`${place}: ${operation} cannot be recorded. ${wayOut}`);
  }
}

/** An index that is not one of the list. */
export class ListIndexError extends JanusError {
  override readonly code = 'JANUS_LIST_INDEX';
  constructor(
    readonly verb: string,
    readonly given: unknown,
    readonly length: number,
  ) {
    super(
      `${verb} takes whole numbers from 0 to ${String(length - 1)}, the last index of the list, not ${show(given)}.`,
    );
  }
}

/** A part that belongs to one owner's history was about to enter another's. */
export class ForeignPartError extends JanusError {
  override readonly code = 'JANUS_FOREIGN_PART';
  constructor(
    readonly field: string,
    readonly part: string,
    readonly owner: string,
  ) {
    super(
      `${field} was given a ${part} that already belongs to the history of another ${owner}. ` +
        `Give it a new ${part}, or make ${part} an owner of its own with @timeline() and hold it as a reference.`,
    );
  }
}

/** Another value in the state of an adapted one is needed, and its adapter cannot make one. */
export class UncopyableValueError extends JanusError {
  override readonly code = 'JANUS_UNCOPYABLE_VALUE';
  constructor(
    readonly field: string,
    readonly type: string,
    verb: string,
  ) {
    super(
      `The ${type} in ${field} has to be copied, for a fork for example, and its adapter cannot. Give the adapter ` +
        `\`${verb}\`, or \`encode\` and \`decode\`.`,
    );
  }
}

/** A value that history remembers only would be needed, and was collected. Nothing has changed. */
export class CollapsedValueError extends JanusError {
  override readonly code = 'JANUS_COLLAPSED_VALUE';
  constructor(
    readonly verb: string,
    readonly path: string,
    readonly moment?: number,
  ) {
    const when = moment === undefined ? '' : ` at moment ${String(moment)}`;
    super(
      `${verb}: the value of ${path}${when} was collected, for the field is @tracked.weak. Go to a moment at which it has a ` +
        'value that is still there, keep values yourself, or record them with @tracked.ref.',
    );
  }
}
