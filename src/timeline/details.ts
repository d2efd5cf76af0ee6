// States and changes of a whole history, for drawings that show them.
import type { HistoryDetails } from '../history-view.js';
import { Describer } from './diff-describe.js';
import { allEvents } from './extract.js';
import { StateAt } from './merge-states.js';
import type { Session } from './session.js';

/** What drawings that show states ask for. @throws {OpenTransactionError} when it is read inside a transaction */
export function historyDetails(session: Session): HistoryDetails {
  return {
    genesis: () => {
      session.inspect('plot');
      // Nothing is known from before, so everything is described.
      const nowhere = { pathOf: () => undefined, reaches: () => false, isWhereItJoined: () => false };
      const genesis = { ...nowhere, state: new StateAt(session, session.engine.root) };
      return new Describer(session, genesis, genesis, true).new(session.recorder.owner);
    },
    changes: (from = 0) => {
      session.inspect('plot');
      return allEvents(session, from);
    },
  };
}
