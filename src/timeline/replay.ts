// Replaying extracted events: each one as a moment of its own, all of them or none.
import { show } from '../describe.js';
import { OptionError } from '../errors.js';
import { isObject } from '../recording/track.js';
import { applyChanges, type ApplyOptions } from './apply-diff.js';
import type { TimelineEvent } from './diff-data.js';
import type { Session } from './session.js';

/** Thrown to take back the attempt that shows whether everything fits. */
const FITS = new Error('everything fits');

/** Applies the events on the line of the last one. Answers how many there were. */
export function replayEvents(session: Session, events: Iterable<TimelineEvent>, options: ApplyOptions): number {
  const line = lineOfLast(events);
  const made = new WeakMap<object, object>();
  const { transactions } = session;
  const applyAll = (): void => {
    for (const event of line) {
      applyChanges(session, event, options, made);
      // Each will be a moment of its own, unless they all are part of an open transaction.
      transactions.expectGuards();
    }
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
function lineOfLast(events: Iterable<TimelineEvent>): TimelineEvent[] {
  const isIterable = isObject(events) && Symbol.iterator in events;
  if (!isIterable) throw new OptionError(`replay takes the events that extract answers, not ${show(events)}.`);
  const byMoment = new Map<number, TimelineEvent>();
  let last: TimelineEvent | undefined;
  for (const event of events) {
    if (!isObject(event) || !Array.isArray(event.parents))
      throw new OptionError(`${show(event)} is no extracted event.`);
    byMoment.set(event.moment, event);
    last = event;
  }
  const line: TimelineEvent[] = [];
  for (let at = last; at !== undefined; at = byMoment.get(at.parents[0] ?? -1)) {
    byMoment.delete(at.moment);
    line.push(at);
  }
  return line.reverse();
}
