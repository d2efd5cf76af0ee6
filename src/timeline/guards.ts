// Guards and invariants: what must hold of every new moment. They are asked when it is complete and before it is final, so
// whoever would break them is taken back and gets the error.
//
// GU1: after every call but undo, redo, jumpTo and switch, which go to states that were let in before, all guards hold, and
// so do the invariants of what the call has changed.
//
// An object has changed when its own fields have, or anything inside it. From what was written the way up is that by which
// objects joined; where one of them was ever held by something else the whole state is looked at instead.
import { show } from '../describe.js';
import { OptionError } from '../errors.js';
import { memberOf } from '../recording/admit.js';
import { CHECKED, GUARDED, INVARIANTS } from '../recording/gate.js';
import type { Member } from '../recording/member.js';
import type { Joined } from '../recording/recorder.js';
import { expectInvariants, expectToHold, hasInvariants, type Answer, type Invariant } from '../schema/invariants.js';
import { StateAt } from './merge-states.js';
import type { Session } from './session.js';

/**
 * A condition over an owner: false, or an error, says that it does not hold. It is asked in the middle of a call and may
 * only read.
 */
export type Guard<Owner = object> = (owner: Owner) => Answer;

/** Adds a guard to a history, after asking it about the present state. Answers what removes it. */
export function addGuard(session: Session, check: Guard<never>, message: string | undefined): () => void {
  const { recorder, shared } = session;
  if (typeof check !== 'function') throw new OptionError(`guard takes a function, not ${show(check)}.`);
  if (message !== undefined && typeof message !== 'string') {
    throw new OptionError(`guard: the message is a string, not ${show(message)}.`);
  }
  const guard: Invariant = { kind: 'guard', name: check.name, message, check: check as (owner: object) => unknown };
  recorder.deciding('a guard', () => {
    expectToHold(guard, recorder.owner);
  });
  shared.guards.add(guard);
  session.look();
  return () => {
    shared.guards.delete(guard);
    session.setGate(GUARDED, shared.guards.size > 0);
  };
}

/** Asks what has to hold, after a change of these members. @throws {InvariantError} for the first that does not */
export function expectGuards(session: Session, touched: Iterable<Member>): void {
  const { recorder, shared } = session;
  recorder.deciding('a guard', () => {
    if ((recorder.gate & INVARIANTS) !== 0) for (const object of changedBy(session, touched)) expectInvariants(object);
    for (const guard of shared.guards) expectToHold(guard, recorder.owner);
  });
}

/** The same for a moment that the engine has begun, and into which everything is recorded. */
export function expectGuardsOfMoment(session: Session, joined: readonly Joined[]): void {
  const { recorder, engine } = session;
  if ((recorder.gate & CHECKED) === 0) return;
  const touched = new Set<Member>();
  const add = (member: Member | null | undefined): void => {
    if (member != null) touched.add(member);
  };
  const effects = engine.effects(engine.position, engine.position);
  for (let i = 0; i < effects.length; i += 4) add(recorder.journal.cells.memberOf(effects[i + 1] ?? 0));
  for (const one of joined) add(Array.isArray(one) ? one[0] : one.member);
  expectGuards(session, touched);
}

/** The objects with invariants that have changed with these members, the owner last. */
function changedBy(session: Session, touched: Iterable<Member>): Iterable<object> {
  const { recorder, engine } = session;
  const { owner, instance } = recorder;
  const changed = new Set<Member>(touched);
  let isElsewhere = instance !== undefined;
  // What is added while one walks is walked, too.
  for (const member of changed) {
    isElsewhere ||= member.isHeldElsewhere;
    if (member.parent !== null) changed.add(member.parent);
  }
  const objects = new Set<object>();
  for (const { object } of changed) if (object !== owner && hasInvariants(object)) objects.add(object);
  if (recorder.partsHaveInvariants && isElsewhere) {
    for (const object of new StateAt(session, engine.position).reachable) {
      if (object !== owner && hasInvariants(object) && memberOf(object)?.recorder === recorder) objects.add(object);
    }
  }
  return objects.add(owner);
}
