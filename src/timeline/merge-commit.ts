// Doing what a merge decided: values that are new join the history, a moment is begun, and the decisions are recorded into it.
//
// Until the moment is begun nothing has changed; after that no user code runs before the end.
import { timeOfTurn } from '../recording/clock.js';
import { DECIDING, OBSERVED } from '../recording/gate.js';
import { leave, type Joined } from '../recording/recorder.js';
import { Deciding, type Decisions } from './merge-deciding.js';
import type { Judgement, ThreeWay } from './merge-decision.js';
import { evict } from './merge-gatherings.js';
import type { Session } from './session.js';

/** Decides everything; functions are asked, and every write and verb is refused meanwhile. */
export function decideAll(session: Session, sides: ThreeWay, judgement: Judgement): Decisions {
  session.setGate(DECIDING, true);
  try {
    return new Deciding(session, sides, judgement).run();
  } finally {
    session.setGate(DECIDING, false);
  }
}

/** Whether there is anything to record. */
export function isEffective({ all }: Decisions): boolean {
  return all.some(({ by }) => by !== 'ours');
}

/** Records decisions as one moment. `open` begins it in the engine. Answers what has joined the history. */
export function commit(
  session: Session,
  { places, lists, all, evictions }: Decisions,
  open: (time: number) => void,
  alsoRecord: () => void = () => undefined,
): readonly Joined[] {
  const { recorder } = session;
  // Values made by functions may be objects that have to join first, and joining may be refused.
  recorder.openLog();
  const start = recorder.mark();
  let joined: readonly Joined[];
  session.setGate(DECIDING, true);
  try {
    for (const decision of all) decision.admit(recorder);
    open(timeOfTurn());
  } catch (error) {
    recorder.rollBack(start);
    throw error;
  } finally {
    session.setGate(DECIDING, false);
    joined = recorder.closeLog();
  }
  recordInto(session, () => {
    for (const decision of places) decision.record(recorder);
    for (const list of lists) list.record();
    for (const [holder, object] of evictions) evict(holder, object);
    alsoRecord();
  });
  return joined;
}

/** Records into the moment that was begun in the engine. It is published by the caller, when it is complete. */
export function recordInto(session: Session, record: () => void): void {
  const { recorder } = session;
  recorder.journal.forgetStamp();
  const isObserved = (recorder.gate & OBSERVED) !== 0;
  session.setGate(OBSERVED, false);
  recorder.setJoining(true);
  try {
    record();
  } finally {
    recorder.setJoining(false);
    session.setGate(OBSERVED, isObserved);
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
  engine.checkpoint();
  try {
    return work(joined);
  } catch (error) {
    session.move(engine.jump(from));
    recorder.journal.forget(nextOperation, engine.rewind());
    for (const one of joined.reverse()) leave(one);
    session.move(0);
    throw error;
  }
}
