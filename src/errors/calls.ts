// Calls at the wrong time: inside something else, after the end, where nothing may be written.
import { show } from '../describe.js';
import { JanusError } from './base.js';

/** The verb cannot run while a transaction, a group or an asynchronous transaction is open. */
export class OpenTransactionError extends JanusError {
  override readonly code = 'JANUS_OPEN_TRANSACTION';
  constructor(
    readonly verb: string,
    detail = 'Call it after the transaction has ended.',
  ) {
    super(`${verb} cannot run while a transaction is open. ${detail}`);
  }
}

/** A transaction or group was ended twice, or in another order than it was opened. */
export class TransactionOrderError extends JanusError {
  override readonly code = 'JANUS_TRANSACTION_ORDER';
}

/** A write or verb was called where it cannot be: inside a merge function, or a verb inside `untracked`. */
export class ReentrantMutationError extends JanusError {
  override readonly code = 'JANUS_REENTRANT_MUTATION';
  constructor(
    readonly verb: string,
    readonly during: string,
  ) {
    super(`${verb} cannot run inside ${during}. Return the value instead, or do it afterwards.`);
  }
}

/** A field is held by an asynchronous transaction that has not ended yet. */
export class FieldHeldError extends JanusError {
  override readonly code = 'JANUS_FIELD_HELD';
  constructor(readonly field: string) {
    super(
      `${field} was written by an asynchronous transaction that is still open, so it cannot be written from outside. ` +
        `Await the transaction first.`,
    );
  }
}

/** The callback of a synchronous verb returned a promise. */
export class PromiseReturnedError extends JanusError {
  override readonly code = 'JANUS_PROMISE_RETURNED';
  constructor(
    readonly verb: string,
    wayOut: string,
  ) {
    super(`The function given to ${verb} returned a promise. ${wayOut}`);
  }
}

/** A write on a moment that the current branch has left behind: no branch could follow it. */
export class DetachedWriteError extends JanusError {
  override readonly code = 'JANUS_DETACHED_WRITE';
  constructor(
    readonly verb: string,
    readonly branch: string,
  ) {
    super(
      `${verb} is not possible here: the present moment is not on the line of the current branch ${show(branch)}, ` +
        `so no branch could follow. Call branch(name) to begin one here, or switch(name) to go to the tip of another.`,
    );
  }
}

/** `untracked` was to change a list whose newest recorded state is not the present one: later indices build on it. */
export class AmendmentError extends JanusError {
  override readonly code = 'JANUS_AMENDMENT';
  constructor(readonly place: string) {
    super(
      `${place} cannot be changed by untracked() here: moments after this one count their indices from the present state. ` +
        `Go to the newest moment first, or record the change.`,
    );
  }
}

/** Subscribers kept answering changes with further changes. */
export class EventLoopError extends JanusError {
  override readonly code = 'JANUS_EVENT_LOOP';
  constructor(readonly rounds: number) {
    super(
      `Subscribers answered ${String(rounds)} changes in a row with further changes. A subscriber that writes must stop at some state.`,
    );
  }
}

/** An invariant or guard does not hold of the state that was about to become a moment; it was taken back. */
export class InvariantError extends JanusError {
  override readonly code = 'JANUS_INVARIANT';
  constructor(
    /** Class of the object it does not hold of. */
    readonly owner: string,
    /** Name of the method or function; empty for a function without. */
    readonly invariant: string,
    /** What it asks for, in words. */
    readonly asked: string | undefined,
    kind: 'method' | 'invariant' | 'guard',
    options?: ErrorOptions,
  ) {
    const named = invariant === '' ? `A ${kind} of ${owner}` : `The ${kind} ${invariant} of ${owner}`;
    const what = kind === 'method' ? `${owner}.${invariant}` : named;
    const how = options === undefined ? 'does not hold' : `threw ${show(options.cause)}`;
    super(
      `${what} ${how}${asked === undefined ? '' : `: ${asked}`}. Nothing was changed. ` +
        `What fulfils it only together belongs into one transact().`,
      options,
    );
  }
}

/** The timeline was disposed; its owner is an ordinary object again. */
export class DisposedError extends JanusError {
  override readonly code = 'JANUS_DISPOSED';
  constructor(readonly verb: string) {
    super(`${verb} was called on a timeline that has been disposed.`);
  }
}

/** Owner and history of a weak handle were collected. */
export class CollapsedError extends JanusError {
  override readonly code = 'JANUS_COLLAPSED';
  constructor(readonly owner: string) {
    super(
      `The ${owner} of this weak handle is gone, and its history with it: nobody held it. Keep the owner or \`timelineOf\` ` +
        'of it for as long as the history is needed, and ask `isCollapsed` before.',
    );
  }
}
