// What is wrong with an adapter, and what a data frame does not have.
import { show } from '../describe.js';
import { JanusError } from './base.js';

/** An adapter cannot be registered: its class has the wrong shape, or its target has one already. */
export class AdapterRegistrationError extends JanusError {
  override readonly code = 'JANUS_ADAPTER_REGISTRATION';
  constructor(
    readonly target: string,
    why: string,
  ) {
    super(`@adapter(${target}): ${why}`);
  }
}

/** An adapter did something that no adapter may do; the value and the history are as they were before the call. */
export class AdapterContractError extends JanusError {
  override readonly code = 'JANUS_ADAPTER_CONTRACT';
  constructor(
    readonly adapter: string,
    readonly verb: string,
    readonly field: string,
    private readonly type: string,
    private readonly what: string,
    cause?: unknown,
  ) {
    super(
      `${adapter}.${verb} failed for the ${type} in ${field}: ${what}. Check the adapter with checkAdapter from ` +
        `'janus-ts/adapters/conformance'.`,
    );
    if (cause !== undefined) this.cause = cause;
  }

  /** @internal The same about a value on its way into this place. */
  at(place: string): AdapterContractError {
    return new AdapterContractError(this.adapter, this.verb, place, this.type, this.what, this.cause);
  }
}

/** A data frame has no such column, or has one of that name already. */
export class FrameColumnError extends JanusError {
  override readonly code = 'JANUS_FRAME_COLUMN';
  constructor(
    readonly verb: string,
    readonly column: unknown,
    why: string,
  ) {
    super(`${verb}: ${why}`);
  }

  static unknown(verb: string, column: unknown, names: readonly string[]): FrameColumnError {
    const held = names.map((name) => show(name)).join(', ');
    return new FrameColumnError(
      verb,
      column,
      `there is no column ${show(column)}. The frame has ${held || 'none'}; \`insert\` makes one.`,
    );
  }

  static taken(verb: string, column: unknown): FrameColumnError {
    return new FrameColumnError(
      verb,
      column,
      `there is a column ${show(column)} already. Use \`assign\` for its cells, or another name.`,
    );
  }
}

/** A data frame has no row at this position, or with this label. */
export class FrameRowError extends JanusError {
  override readonly code = 'JANUS_FRAME_ROW';
  constructor(
    readonly verb: string,
    readonly row: unknown,
    readonly rows: number,
  ) {
    super(
      `${verb}: there is no row ${show(row)} among the ${String(rows)} of the frame. \`at\` and \`loc\` take labels ` +
        `(see \`labels\`), \`iat\` and \`iloc\` positions, negative ones from the end.`,
    );
  }
}

/** A data frame was given more or fewer values than it has places for. */
export class FrameLengthError extends JanusError {
  override readonly code = 'JANUS_FRAME_LENGTH';
  constructor(
    readonly verb: string,
    readonly given: number,
    readonly needed: number,
  ) {
    super(
      `${verb} was given ${String(given)} values for ${String(needed)} places. Give one value for all of them, or one for each.`,
    );
  }
}

/** A column of a data frame cannot hold a value: nothing is converted silently. */
export class FrameValueError extends JanusError {
  override readonly code = 'JANUS_FRAME_VALUE';
  constructor(
    readonly verb: string,
    readonly column: string,
    readonly type: string,
    given: string,
  ) {
    super(
      `${verb}: column ${show(column)} takes ${type}, not ${given}. Convert the value, or give the column a type that ` +
        `holds it: a question mark behind a type ('int32?') allows null.`,
    );
  }
}
