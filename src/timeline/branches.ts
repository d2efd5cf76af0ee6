// Verbs of branches: made, deleted, renamed, frozen. Each is an entry of the operation log.
import { show } from '../describe.js';
import { OptionError } from '../errors.js';
import type { Moment } from './moment.js';
import { collapsedMoments, expectAlive, isCollapsedUpTo } from './collapsed.js';
import { standOf } from './operations.js';
import type { Session } from './session.js';

/** What is known of a branch. */
export interface BranchInfo {
  readonly name: string;
  readonly tip: Moment;
  /** Whether it follows new moments of this object. */
  readonly isCurrent: boolean;
  /** Why it is frozen; undefined when it is not. */
  readonly frozen: string | undefined;
  /** Whether a moment up to its tip has a value of a weak field that was collected: it cannot be gone to. */
  readonly isCollapsed: boolean;
}

/** Makes a branch, at the present moment by default, and switches to it unless `switches` is false. */
export function makeBranch(session: Session, name: string, given: number | undefined, switches = true): Moment {
  const { engine, shared } = session;
  const before = standOf(session);
  const from = before.position;
  const at = given ?? from;
  if (switches) expectAlive(session, 'branch', at);
  engine.createBranch(name, at);
  if (switches) {
    try {
      session.move(engine.switchBranch(name));
    } catch (error) {
      engine.deleteBranch(name);
      throw error;
    }
  }
  shared.operations.add(session, 'branch', name, before, {
    names: [{ what: 'branch', name, before: undefined, after: at }],
  });
  session.settle('branch', from, name);
  return session.moments.of(at);
}

/** Takes a branch's name away. */
export function deleteBranch(session: Session, name: string): void {
  const { engine, shared } = session;
  session.checkThawed('deleteBranch', name);
  const before = standOf(session);
  const tip = engine.resolve(name).moment;
  engine.deleteBranch(name);
  shared.operations.add(session, 'delete-branch', name, before, {
    names: [{ what: 'branch', name, before: tip, after: undefined }],
  });
  session.settle('branch', engine.position, name);
}

/** Gives a branch another name. */
export function renameBranch(session: Session, from: string, to: string): void {
  const { engine, shared } = session;
  session.checkThawed('renameBranch', from);
  const before = standOf(session);
  engine.renameBranch(from, to);
  session.recorder.instance?.renamed(from, to);
  if (from !== to) shared.operations.add(session, 'rename-branch', to, before, { renamed: { from, to } });
  session.settle('branch', engine.position, to);
}

/** Freezes a branch with a reason, or lets it go on. */
export function setFrozen(session: Session, verb: 'freeze' | 'thaw', branch: string, reason: string | undefined): void {
  const { engine, shared } = session;
  const known = shared.frozen.get(branch);
  if (known === reason) return;
  const before = standOf(session);
  if (reason === undefined) shared.frozen.delete(branch);
  else shared.frozen.set(branch, reason);
  shared.operations.add(session, verb, branch, before, { frozen: { branch, before: known, after: reason } });
  session.settle(verb, engine.position, branch);
}

/** @throws {OptionError} unless it is a text that says something */
export function checkReason(reason: unknown): string {
  if (typeof reason === 'string' && reason.trim() !== '' && reason.isWellFormed()) return reason;
  throw new OptionError(`freeze: the reason is a text that says why, not ${show(reason)}.`);
}

/** What is known of a branch. */
export function branchInfo(session: Session, name: string): BranchInfo {
  const { engine, moments, shared } = session;
  const tip = engine.resolve(name).moment;
  return {
    name,
    tip: moments.of(tip),
    isCurrent: engine.currentBranch === name,
    frozen: shared.frozen.get(name),
    isCollapsed: isCollapsedUpTo(session, tip, collapsedMoments(session)),
  };
}
