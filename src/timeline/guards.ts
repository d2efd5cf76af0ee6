// Guards and invariants: what must hold of every new moment. They are asked when it is complete and before it is final, so
// whoever would break them is taken back and gets the error.
//
// GU1: in the state of every moment that was made all guards hold that there were, and the invariants of all objects in it.
// Undo, redo, jumpTo and switch go to such states and ask nobody.
//
// An object has changed when its own fields have, or anything inside it. So what was written is asked, with all that holds
// it, and what is inside an object that is put back.
import { show } from '../describe.js';
import { OptionError } from '../errors.js';
import { memberOf } from '../recording/admit.js';
import { ASYNC_OPEN, CHECKED, IN_TRANSACTION, INVARIANTS } from '../recording/gate.js';
import type { Member } from '../recording/member.js';
import type { Joined } from '../recording/recorder.js';
import { expectInvariants, expectToHold, hasInvariants, type Answer, type Invariant } from '../schema/invariants.js';
import { HolderIndex } from './holders.js';
import { StateAt } from './merge-states.js';
import type { Session } from './session.js';

/**
 * A condition over an owner: false, or an error, says that it does not hold. It is asked in the middle of a call and may
 * only read.
 */
export type Guard<Owner = object> = (owner: Owner) => Answer;

/** Runs conditions. What they are about is no moment yet, so what compares states has to wait, too. */
function judging({ recorder }: Session, work: () => void): void {
  recorder.deciding('a guard', work, IN_TRANSACTION);
}

/** Adds a guard to a history, after asking it about the present state. Answers what removes it. */
export function addGuard(session: Session, check: Guard<never>, message: string | undefined): () => void {
  const { recorder, shared } = session;
  if (typeof check !== 'function') throw new OptionError(`guard takes a function, not ${show(check)}.`);
  if (message !== undefined && typeof message !== 'string') {
    throw new OptionError(`guard: the message is a string, not ${show(message)}.`);
  }
  const guard: Invariant = { kind: 'guard', name: check.name, message, check: check as (owner: object) => unknown };
  judging(session, () => {
    expectToHold(guard, recorder.owner);
  });
  shared.guards.add(guard);
  session.lookForGuards();
  return () => {
    shared.guards.delete(guard);
    session.lookForGuards();
  };
}

/** The members that were written, asked for when they are needed. */
type Touched = () => Iterable<Member>;

/** Asks what has to hold, after a change of these members. @throws {InvariantError} for the first that does not */
export function expectGuards(session: Session, touched: Touched): void {
  const { recorder, shared } = session;
  judging(session, () => {
    if ((recorder.gate & INVARIANTS) !== 0) expectOfChanged(session, touched);
    for (const guard of shared.guards) expectToHold(guard, recorder.owner);
  });
  // What others hold meanwhile comes later.
  if ((recorder.gate & ASYNC_OPEN) === 0) recorder.reentered.clear();
}

/** The same for a moment that the engine has begun, and into which everything is recorded. */
export function expectGuardsOfMoment(session: Session, joined: readonly Joined[]): void {
  const { recorder, engine } = session;
  if ((recorder.gate & CHECKED) === 0) return;
  expectGuards(session, () => {
    const effects = engine.effects(engine.position, engine.position);
    const members = joined.map((one) => (Array.isArray(one) ? one[0] : one.member));
    for (let i = 0; i < effects.length; i += 4)
      members.push(recorder.journal.cells.memberOf(effects[i + 1] ?? 0) ?? null);
    return members.filter((member) => member !== null);
  });
}

/** Asks the invariants of what has changed with these members, and of what was put back. */
function expectOfChanged(session: Session, touched: Touched): void {
  const { recorder, engine } = session;
  const state = new StateAt(session, engine.position);
  for (const object of recorder.partsHaveInvariants ? changedWith(session, touched, state) : [recorder.owner]) {
    if (!hasInvariants(object) || memberOf(object)?.recorder !== recorder) continue;
    try {
      expectInvariants(object);
    } catch (error) {
      // What the state does not hold may be as it likes.
      if (object === recorder.owner || state.reachable.has(object)) throw error;
    }
  }
}

/** These members, what is inside those that were put back, and everything that may hold them. */
function* changedWith(session: Session, touched: Touched, state: StateAt): Iterable<object> {
  const { recorder } = session;
  const changed = new Set<object>();
  for (const { object } of touched()) changed.add(object);
  for (const { object } of recorder.reentered) {
    // It may have changed while nobody asked.
    for (const inside of state.inside(object)) changed.add(inside);
    (recorder.holders as HolderIndex | undefined)?.addInside(object, state);
  }
  // What is added while one walks is walked, too.
  for (const object of changed) {
    yield object;
    const member = memberOf(object);
    if (member === null) continue;
    if (member.parent !== null) changed.add(member.parent.object);
    // Twins do not know where their originals have been.
    if (!member.isHeldElsewhere && recorder.instance === undefined) continue;
    for (const holder of HolderIndex.of(recorder, state).holdersOf(object)) changed.add(holder);
  }
}
