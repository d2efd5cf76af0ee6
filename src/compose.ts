// The composition root: the only file that sees all rooms. It gives new owners their recorder, recorders their engine,
// and objects their handle.
import { timelineDecorator, type TimelineOptions } from './decorators/timeline.js';
import { EngineHandle } from './engine-binding/handle.js';
import { show, typeName } from './describe.js';
import { DisposedError, NotAMultiverseError, NoTimelineError, OptionError } from './errors.js';
import { adaptersOfTimeline, registerAdapters } from './adapters/index.js';
import { registerContainers } from './containers/index.js';
import { adoptOwner, memberOf, TIMELINE } from './recording/admit.js';
import { timeOfTurn } from './recording/clock.js';
import type { ForeignValues } from './recording/content.js';
import { INVARIANTS } from './recording/gate.js';
import { leave, Recorder, type Joined } from './recording/recorder.js';
import { ownSlots } from './recording/slots.js';
import { ownSchema, schemaOf, type ClassSchema } from './schema/class-schema.js';
import { expectInvariants } from './schema/invariants.js';
import { baseClasses, type MultiverseVerbs, type TimelineVerbs } from './timeline/bases.js';
import { checkRetain } from './recording/retain.js';
import { retentionOf } from './timeline/retention.js';
import { Multiverse } from './timeline/multiverse.js';
import { Session } from './timeline/session.js';
import { Timeline } from './timeline/timeline.js';
import { historyFiles, keeper } from './history-file/index.js';
import { registerKeeper } from './timeline/keeping.js';

registerContainers();
registerKeeper(keeper);
registerAdapters();

function optionsOf(owner: object): TimelineOptions {
  return (owner as { [TIMELINE]?: TimelineOptions })[TIMELINE] ?? {};
}

function isMultiverse(owner: object): boolean {
  const branchable = schemaOf(owner)?.isMultiverse ?? false;
  const { mode } = optionsOf(owner);
  if (mode === 'linear' && branchable) {
    throw new OptionError(`${typeName(owner)} has @branchable fields, so its mode cannot be 'linear'.`);
  }
  return branchable || mode === 'multiverse';
}

/** A history keeps what its class says. */
function limitHistory(recorder: Recorder): void {
  const { retain } = optionsOf(recorder.owner);
  if (retain !== undefined) retentionOf(recorder).limits ??= checkRetain('@timeline: retain', retain);
}

function openEngine(recorder: Recorder): EngineHandle {
  limitHistory(recorder);
  return new EngineHandle(!isMultiverse(recorder.owner), recorder.born);
}

function beginHistory(owner: object, schema: ClassSchema | undefined): void {
  const known = schema ?? ownSchema(Object.getPrototypeOf(owner) as object);
  isMultiverse(owner);
  const recorder = new Recorder(owner, timeOfTurn(), openEngine, openSession);
  recorder.foreign = foreignValues.get(optionsOf(owner));
  const joined = adoptOwner(recorder, owner, known);
  if ((recorder.gate & INVARIANTS) !== 0) expectGenesis(recorder, joined);
}

/** The history of an owner is opened, though nobody has asked for it: its writes have to be checked. */
function openSession({ owner }: Recorder): void {
  // Not yet while the owner itself joins.
  if (memberOf(owner) !== null) timelineOf(owner);
}

/** What is to be genesis fulfils its invariants, or nothing has joined. */
function expectGenesis(recorder: Recorder, joined: readonly Joined[]): void {
  try {
    recorder.deciding('an invariant', () => {
      for (const one of joined) if (Array.isArray(one) && one[0] !== null) expectInvariants(one[0].object);
    });
  } catch (error) {
    for (const one of joined) leave(one);
    throw error;
  }
}

/** What timelines with adapters of their own know of foreign values, by their options. */
const foreignValues = new WeakMap<TimelineOptions, ForeignValues>();

function prepareOptions(options: TimelineOptions): void {
  const { adapters } = options;
  if (adapters === undefined) return;
  if (!Array.isArray(adapters))
    throw new OptionError(`@timeline: adapters is an array of classes, not ${show(adapters)}.`);
  foreignValues.set(options, adaptersOfTimeline(adapters));
}

/**
 * Gives a class a history: every instance records the effective writes of its tracked fields from the end of its
 * construction on. Use it on every class of a hierarchy that has tracked fields of its own.
 */
export const timeline = timelineDecorator(beginHistory, prepareOptions);

/**
 * The timeline of an owner, or of the owner a part belongs to. Always the same handle for the same history.
 * @throws {NoTimelineError} when the object has none
 * @throws {ShadowedFieldError} when a tracked field of the owner is hidden by an own property
 */
export function timelineOf(object: object): Timeline {
  const recorder = recorderOf(object);
  const known = recorder.timeline;
  if (known !== undefined) return known as Timeline;
  // Sinks are opened by `openEngine`, and only there.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- see above
  const session = new Session(recorder, recorder.sink as EngineHandle);
  // One that was read from a file was opened elsewhere.
  limitHistory(recorder);
  const name = optionsOf(recorder.owner).name ?? typeName(recorder.owner);
  const handle = isMultiverse(recorder.owner) ? new Multiverse(session, name) : new Timeline(session, name);
  recorder.timeline = handle;
  return handle;
}

/**
 * The timeline of an owner as one that can branch and merge.
 * @throws {NotAMultiverseError} when it is linear
 * @throws {NoTimelineError} when the object has none
 */
export function multiverseOf(object: object): Multiverse {
  const handle = timelineOf(object);
  if (handle instanceof Multiverse) return handle;
  throw new NotAMultiverseError(typeName(handle.owner));
}

function recorderOf(object: object): Recorder {
  if (typeof object !== 'object' || (object as object | null) === null) throw new NoTimelineError(show(object));
  const member = memberOf(object);
  if (member !== null) return member.recorder;
  if (ownSlots(object)?.[0] != null) throw new DisposedError('timelineOf');
  if (!(TIMELINE in object)) throw new NoTimelineError(show(object));
  // Made by the class behind its twin: some compilers let code inside a class see only that one.
  beginHistory(object, schemaOf(object));
  return (memberOf(object) ?? fail(object)).recorder;
}

function fail(object: object): never {
  throw new NoTimelineError(show(object));
}

/** What an instance of the base class {@link TimelineBase} has. */
export type TimelineBase = TimelineVerbs;
/** What an instance of the base class {@link MultiverseBase} has. */
export type MultiverseBase = MultiverseVerbs;

/** Base classes with the verbs of the handle: `class Board extends TimelineBase` has `board.undo()`. */
export const { TimelineBase, MultiverseBase } = baseClasses(timelineOf, multiverseOf);

/** Histories from files. */
export const { compactFile, open, openBytes, openWithoutClasses, recover } = historyFiles(timelineOf, (owner) =>
  foreignValues.get(optionsOf(owner)),
);
