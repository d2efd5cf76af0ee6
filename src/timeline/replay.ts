// Replaying extracted events: each one as a moment of its own, all of them or none.
import { show } from '../describe.js';
import { OptionError } from '../errors.js';
import { applyChanges, type ApplyOptions } from './apply-diff.js';
import type { TimelineEvent } from './diff-data.js';
import type { Session } from './session.js';

/** Thrown to take back the attempt that shows whether everything fits. */
const FITS = new Error('everything fits');

/** Applies the events on the line of the last one. Answers how many there were. */
export function replayEvents(session: Session, events: readonly TimelineEvent[], options: ApplyOptions): number {
  const line = lineOfLast(events);
  const made = new WeakMap<object, object>();
  const { transactions } = session;
  const applyAll = (): void => {
    for (const event of line) applyChanges(session, event, options, made);
  };
  // First all of them in one transaction that is taken back: a later event that does not fit changes nothing.
  try {
    transactions.run('replay', undefined, () => {
      applyAll();
      throw FITS;
    });
  } catch (error) {
    if (error !== FITS) throw error;
  }
  for (const event of line) {
    transactions.run('replay', event.title, () => {
      applyChanges(session, event, options, made);
    });
  }
  return line.length;
}

/** The last event and its first parents among the events, oldest first. */
function lineOfLast(events: readonly TimelineEvent[]): TimelineEvent[] {
  if (!Array.isArray(events))
    throw new OptionError(`replay takes the events that extract answers, not ${show(events)}.`);
  const byMoment = new Map((events as readonly TimelineEvent[]).map((event) => [event.moment, event]));
  const line: TimelineEvent[] = [];
  for (
    let at: TimelineEvent | undefined = (events as readonly TimelineEvent[]).at(-1);
    at !== undefined;
    at = byMoment.get(at.parents[0] ?? -1)
  ) {
    byMoment.delete(at.moment);
    line.push(at);
  }
  return line.reverse();
}
