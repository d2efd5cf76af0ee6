// Doing what a merge decided: values that are new join the history, a moment is begun, and the decisions are recorded into it.
//
// Until the moment is begun nothing has changed; after that no user code runs before the end but adapters, which have done it
// all on trial. Where they fail nevertheless, or something has to be checked, everything is taken back.
import { timeOfTurn } from '../recording/clock.js';
import { CHECKED, WATCHED } from '../recording/gate.js';
import { leave, type Joined } from '../recording/recorder.js';
import { expectGuardsOfMoment } from './guards.js';
import { Deciding, type Decisions } from './merge-deciding.js';
import type { Judgement, ThreeWay } from './merge-decision.js';
import { footingsOf, returnAll } from './adapted-states.js';
import { evict } from './merge-gatherings.js';
import type { Session } from './session.js';

/** Decides everything; functions are asked, and every write and verb is refused meanwhile. */
export function decideAll(session: Session, sides: ThreeWay, judgement: Judgement): Decisions {
  return session.recorder.deciding('a merge function', () => new Deciding(session, sides, judgement).run());
}

/** Whether there is anything to record. */
export function isEffective({ all }: Decisions): boolean {
  return all.some(({ by }) => by !== 'ours');
}

/**
 * Records decisions as one moment. `open` begins it in the engine. What joins the history goes to `joined`, whose giver takes
 * all of it back when this throws; without one it is done here.
 */
export function commit(
  session: Session,
  { places, lists, adapted, all, evictions }: Decisions,
  open: (time: number) => void,
  alsoRecord: () => void = () => undefined,
  joined?: Joined[],
): void {
  const { recorder, attachments } = session;
  const saved = attachments.save();
  const admitted = admit(session, all, adapted);
  const record = (taken: Joined[]): void => {
    taken.push(...admitted);
    begin(open, admitted);
    recordInto(session, () => {
      for (const decision of places) decision.record(recorder);
      for (const list of lists) list.record();
      for (const value of adapted) value.record();
      for (const [holder, object] of evictions) evict(holder, object);
      alsoRecord();
    });
    expectGuardsOfMoment(session, admitted);
  };
  if (joined !== undefined) record(joined);
  else if ((recorder.gate & CHECKED) !== 0 || adapted.length > 0) allOrNothing(session, record);
  else record([]);
  attachments.made(saved);
}

/** Values made by functions may be objects that have to join first, and joining may be refused; so may what adapters do. */
function admit({ recorder }: Session, all: Decisions['all'], adapted: Decisions['adapted']): readonly Joined[] {
  recorder.openLog();
  const start = recorder.mark();
  try {
    recorder.deciding('a merge function', () => {
      for (const decision of all) decision.admit(recorder);
      for (const value of adapted) value.tryOut();
    });
    return recorder.closeLog();
  } catch (error) {
    recorder.rollBack(start);
    recorder.closeLog();
    throw error;
  }
}

function begin(open: (time: number) => void, admitted: readonly Joined[]): void {
  try {
    open(timeOfTurn());
  } catch (error) {
    for (const one of admitted) leave(one);
    throw error;
  }
}

/** Records into the moment that was begun in the engine. The caller has it checked and published when it is complete. */
export function recordInto(session: Session, record: () => void): void {
  const { recorder } = session;
  recorder.journal.forgetStamp();
  const watched = recorder.gate & WATCHED;
  session.setGate(WATCHED, false);
  recorder.setJoining(true);
  try {
    record();
  } finally {
    recorder.setJoining(false);
    session.setGate(watched, true);
  }
  recorder.flush();
}

/**
 * Does what makes several moments, all or nothing: when it throws, the moments are forgotten, and position and current branch
 * are where they were. No name may be put onto the new moments before it has returned.
 */
export function allOrNothing<T>(session: Session, work: (joined: Joined[]) => T): T {
  const { recorder, engine } = session;
  const from = engine.position;
  const { nextOperation } = recorder.journal;
  const joined: Joined[] = [];
  const footings = footingsOf(recorder.adapted);
  engine.checkpoint();
  try {
    return work(joined);
  } catch (error) {
    recorder.flush();
    // Values whose adapter can fail go first: then the objects cannot fail to be where they were.
    returnAll(session, footings);
    session.move(engine.jump(from));
    recorder.journal.forget(nextOperation, engine.rewind());
    for (const one of joined.reverse()) leave(one);
    session.move(0);
    throw error;
  }
}
