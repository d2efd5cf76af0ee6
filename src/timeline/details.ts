// States and changes of a whole history, for drawings that show them.
import type { HistoryDetails } from '../history-view.js';
import { Describer } from './diff-describe.js';
import type { DiffValue } from './diff-data.js';
import { allEvents } from './extract.js';
import { StateAt } from './merge-states.js';
import type { Session } from './session.js';

/** The owner as it was at a moment, described in full. Costs the state. */
export function describedAt(session: Session, moment: number, verb: string): DiffValue {
  session.inspect(verb);
  // Nothing is known from before, so everything is described.
  const nowhere = { pathOf: () => undefined, reaches: () => false, isWhereItJoined: () => false };
  const there = { ...nowhere, state: new StateAt(session, moment) };
  return new Describer(session, there, there, true).new(session.recorder.owner);
}

/** What drawings that show states ask for. @throws {OpenTransactionError} when it is read inside a transaction */
export function historyDetails(session: Session): HistoryDetails {
  return {
    genesis: () => describedAt(session, session.engine.root, 'plot'),
    changes: (from = 0) => {
      session.inspect('plot');
      return allEvents(session, from);
    },
  };
}
