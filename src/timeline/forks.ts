// Live forks: further instances of a model that share its history, each where it stands.
import { typeName, show } from '../describe.js';
import { NotAForkError } from '../errors.js';
import { memberOf } from '../recording/admit.js';
import { CellTable } from '../recording/cells.js';
import { Instance } from '../recording/instances.js';
import { Recorder } from '../recording/recorder.js';
import { isObject } from '../recording/track.js';
import { merge, type MergeManner, type MergeOptions } from './merge.js';
import type { MergeResult } from './merge-results.js';
import type { Ref } from './names.js';
import { Session, sessionOf } from './session.js';

/** Options of `fork`. */
export interface ForkOptions {
  /** The moment it begins at; the present one by default. */
  at?: Ref;
}

/** Options of `adopt`. */
export interface AdoptOptions extends MergeOptions {
  /** Whether the fork lives on; it is discarded by default. */
  keep?: boolean;
}

/** Makes a branch at a moment and a live instance on it. O(size of the state). */
export function fork(session: Session, name: string, at: number): Session {
  const { recorder, engine } = session;
  const instance = (recorder.instance ??= new Instance(recorder, recorder.journal.cells));
  engine.visits ??= instance;
  instance.ledger ??= session.shared.held;
  const handle = engine.fork(name, at);
  const { kinship } = instance;
  const { first } = kinship;
  const made = Object.create(Object.getPrototypeOf(first.recorder.owner) as object) as object;
  const own = new Recorder(made, first.recorder.born, () => handle);
  own.foreign = first.recorder.foreign;
  const forked = new Instance(own, new CellTable(), kinship);
  handle.visits = forked;
  forked.bornOn = name;
  try {
    forked.begin(made);
    const forkSession = new Session(own, handle, session);
    forked.ledger = forkSession.shared.held;
    instance.activate('fork');
    return forkSession;
  } catch (error) {
    // A value cannot be copied, or looked at: as if nothing had been asked.
    forked.end();
    instance.activate('fork');
    session.engine.end(handle, name);
    throw error;
  }
}

/** The fork of this history that an object is, or belongs to. @throws {NotAForkError} */
export function forkedFrom(session: Session, verb: string, object: unknown): Instance {
  if (!isObject(object)) throw new NotAForkError(verb, `${show(object)} is no fork`);
  const instance = memberOf(object)?.recorder.instance;
  const { recorder } = session;
  if (instance === undefined || instance.kinship !== recorder.instance?.kinship) {
    throw new NotAForkError(verb, `this ${typeName(object)} is no live fork of this history`);
  }
  if (instance === recorder.instance) throw new NotAForkError(verb, 'this is the instance itself');
  return instance;
}

/**
 * @throws {NotAForkError} for the first instance, which is no fork. @throws {FrozenBranchError} when its branch is frozen.
 * @throws {ForkBusyError} while it has a transaction open
 */
export function expectDiscardable(session: Session, verb: string, forked: Instance): Instance {
  if (forked.isFirst)
    throw new NotAForkError(verb, 'the first instance of a history is no fork, so it cannot be discarded');
  forked.expectIdle(verb);
  session.checkThawed(verb, forked.bornOn);
  return forked;
}

/** Whether a fork was not discarded, by a subscriber for example. */
export function forkIsAlive(forked: Instance): boolean {
  return !forked.isOver;
}

/** Ends a fork; its branch goes, unless another instance stands on it. */
export function discard(session: Session, forked: Instance): void {
  const ended = sessionOf(forked.recorder);
  session.engine.end(ended.engine, forked.bornOn);
  ended.end();
}

/** Merges what a fork shows into the present moment. */
export function adopt(session: Session, forked: Instance, manner: MergeManner): MergeResult {
  const position = forked.sink.position;
  return merge(session, position, forked.isFirst ? `moment ${String(position)}` : forked.bornOn, manner);
}
