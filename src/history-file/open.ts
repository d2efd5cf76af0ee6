// A history from bytes. Nothing that was there before is touched: the engine, the objects and the handle are new, and
// where one of them cannot be made none is left.
import { EngineHandle } from '../engine-binding/handle.js';
import { ListContent } from '../containers/list/list-content.js';
import { loadFile, PlaceKind, type FileContents } from '../engine-binding/files.js';
import type { NamedObjects } from '../engine-binding/native.js';
import { ClassMismatchError, HistoryFileError, JanusError } from '../errors.js';
import { TIMELINE } from '../recording/admit.js';
import type { ForeignValues } from '../recording/content.js';
import { Recorder } from '../recording/recorder.js';
import type { Sequence } from '../recording/sequences.js';
import type { Slots } from '../recording/slots.js';
import { ValueTable } from '../recording/values.js';
import { boxed, WeakBox } from '../recording/weak-values.js';
import { schemaOf } from '../schema/class-schema.js';
import { HeldList } from '../timeline/held-conflicts.js';
import type { Session } from '../timeline/session.js';
import { readAttached } from './attached.js';
import type { JournalContents } from './journal-format.js';
import { JournalReader, type Opening } from './journal-reader.js';
import { migrateObjects, operationsOf } from './migrate-objects.js';
import { ObjectReader, type CellSource, type FindNames } from './object-reader.js';
import { readState, stateOfText, stateText, type StateData } from './shared-state.js';
import { blocksOf, FileValues } from './stored-values.js';
import type { ObjectTable } from './value-reader.js';
import { Section } from './tags.js';

/** What a file may hold at most. */
export interface FileLimits {
  /** Bytes of the file; 2^31 - 1 by default. */
  readonly bytes?: number;
  /** Moments; 2^31 - 1 by default. */
  readonly moments?: number;
  /** Operations with the numbers of their values, and cells; as many as the file has bytes, by default and at most. */
  readonly operations?: number;
}

/** What a file only has names for, and where to find it. */
export interface Finding extends FindNames {
  /** What the timeline of an owner knows of foreign values. */
  readonly foreign: (owner: object) => ForeignValues | undefined;
}

/** A history that was read, whose handle has not been asked for. */
export interface OpenedHistory {
  readonly recorder: Recorder;
  readonly engine: EngineHandle;
  /** Takes over what the engine does not know, when there is a session. */
  settle(session: Session): void;
}

/** Reads a history. @throws {HistoryFileError} @throws {UnknownClassError} @throws {ClassMismatchError} */
export function openHistory(
  bytes: Uint8Array,
  find: Finding,
  limits: FileLimits,
  becomeOwner?: (prototype: object, isLinear: boolean) => void,
  journal?: JournalContents,
): OpenedHistory {
  const most = limitsOf(bytes, limits, journal);
  const contents = loadFile(bytes, most);
  const engine = EngineHandle.opened(contents);
  try {
    return readHistory(bytes, contents, engine, find, becomeOwner, { journal, limits: most });
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** Bounds of what is read. */
interface Bounds {
  readonly moments: number;
  readonly operations: number;
}

function limitsOf(bytes: Uint8Array, limits: FileLimits, journal: JournalContents | undefined): Bounds {
  const length = bytes.length + (journal?.bytes.length ?? 0);
  const most = limits.bytes ?? 2 ** 31 - 1;
  if (length > most) {
    throw new HistoryFileError(most, `it is longer than the ${String(most)} bytes that limits.bytes allows`);
  }
  // A value takes a byte at least, and cells are few.
  const operations = Math.min(length + 1, limits.operations ?? Infinity);
  return { operations, moments: Math.min(limits.moments ?? 2 ** 31 - 1, length * MOMENTS_PER_BYTE) };
}

/** Where the table of sections begins. */
const TABLE = 16;

/** A run of moments without operations takes few bytes, but nobody makes many of those. */
const MOMENTS_PER_BYTE = 16;

function readHistory(
  bytes: Uint8Array,
  { sections, next, cells, born, isLinear, isPruned }: FileContents,
  engine: EngineHandle,
  find: Finding,
  becomeOwner: ((prototype: object, isLinear: boolean) => void) | undefined,
  { journal, limits }: { readonly journal: JournalContents | undefined; readonly limits: Bounds },
): OpenedHistory {
  const [objects, ...blocks] = sections;
  const isValues = blocks.every(({ kind }) => kind === Section.Values);
  const ranges = engine.valuesOfFile(false);
  if (objects?.kind !== Section.Objects || !isValues || blocks.length !== blocksOf(ranges).length) {
    throw new HistoryFileError(TABLE, 'its sections are not those of a history');
  }
  const reader = new ObjectReader(bytes, objects.begin, objects.end, find);
  const known = reader.classOf(0);
  if (known !== undefined) becomeOwner?.(known.prototype, isLinear);
  const owner = ownerOf(reader);
  const places = blocks.map(({ begin, end }) => [begin, end] as const);
  const file = new FileValues(bytes, places, reader.objects, next, ranges);
  const chunks = new Array<undefined>(file.end).fill(undefined);
  const values = new ValueTable({ chunks, kept: new Map(), dropped: 0, file });
  const recorder = recorderOn(owner, born, engine);
  recorder.foreign = find.foreign(owner);
  recorder.journal.goOnAt(next, values);
  const source: CellSource = {
    cells,
    currentOperation: (cell) => engine.currentOperation(cell),
    recorded: (cell) => values.at(engine.currentOperation(cell)),
  };
  reader.fill(recorder, source);
  const data = reader.plainObject(1);
  const at = reader.placeOf(1);
  let state = readState(data, { moments: engine.moments, cells, at });
  const attached = readAttached(data, { moments: engine.moments, at });
  const flat = Float64Array.from(blocks.flatMap(({ begin, end }) => [begin, end]));
  const named = checkAll(recorder, reader, state.conflicts, (at) =>
    engine.checkValues(bytes, flat, at, reader.objects.length),
  );
  checkConflicts(engine, values, state.conflicts);
  // Their chunks may be dropped at any time from now on.
  if (isPruned) {
    const kept = engine.valuesOfFile(true);
    for (let at = 0; at < kept.length; at += 2) values.keep(kept[at] ?? 0, kept[at + 1] ?? 0);
  }
  reader.enter(recorder);
  if (journal !== undefined) {
    state = replay(journal, { recorder, engine, reader, find, limits, cells, state: stateText(state), attached }, next);
  }
  reader.numberLoose();
  recorder.hasAmended = state.hasAmended;
  migrateObjects(recorder, engine, reader.parts(), state.conflicts);
  file.objects = heldObjects(reader.objects, named);
  return {
    recorder,
    engine,
    settle: (session) => {
      settle(session, state, source);
      session.attachments.goOnWith(attached);
    },
  };
}

/** A recorder for an engine, which knows nothing of the reading: that would keep alive what was read. */
function recorderOn(owner: object, born: number, engine: EngineHandle): Recorder {
  return new Recorder(owner, born, () => engine);
}

/** Takes over the records of a journal. @throws {JournalError} */
function replay(journal: JournalContents, opening: Opening, next: number): StateData {
  const { engine, recorder } = opening;
  const { objects } = opening.reader;
  const reader = new JournalReader(journal.bytes, opening);
  let at = 0;
  try {
    for (const record of journal.records) {
      at = record.begin;
      reader.take(record);
    }
    reader.end();
    const cells = Math.max(reader.cells, recorder.journal.cells.index.length);
    const state = readState(stateOfText(reader.state), { moments: engine.moments, cells, at });
    const named = checkAll(recorder, opening.reader, state.conflicts, (places) =>
      engine.checkMoreValues(next, journal.bytes, Float64Array.from(reader.values.flat()), places, objects.length),
    );
    heldObjects(objects, named);
    return state;
  } catch (error) {
    if (error instanceof JanusError && !(error instanceof HistoryFileError)) throw error;
    // What strangers wrote can lead anywhere.
    const why = error instanceof HistoryFileError ? error.why : 'a record that no history writes';
    throw new BrokenRecordError(at, why);
  }
}

/** A record that is whole, and is none. */
export class BrokenRecordError extends Error {
  constructor(
    readonly offset: number,
    readonly why: string,
  ) {
    super(why);
  }
}

/** Of an object: a value holds it; a value of a weak field is it. */
const HELD = 1;
const REMEMBERED = 2;

/**
 * What blocks that are read later have to find: objects that values hold, and boxes of those that weak fields remember. All
 * others are held by what they are in, or by nobody. See WV3 for what is remembered.
 */
function heldObjects(objects: readonly object[], named: Uint8Array): ObjectTable {
  if (!named.some((how) => (how & REMEMBERED) !== 0)) return objects;
  return objects.map((object, number) => {
    const how = named[number] ?? 0;
    const box = (how & REMEMBERED) === 0 ? undefined : boxed(object);
    if (box instanceof WeakBox) box.keep();
    return (how & HELD) !== 0 ? object : (box as object | undefined);
  });
}

/** Values of the past are read late: what is wrong with one is found here. Answers which objects they name. */
function checkAll(
  { hasWeak, journal: { cells } }: Recorder,
  reader: ObjectReader,
  conflicts: number,
  check: (places: Uint32Array) => NamedObjects,
): Uint8Array {
  const { objects } = reader;
  const places = new Uint32Array(cells.index.length * 2);
  const kindOfField = (cell: number): number =>
    hasWeak && isWeak(cells.slots[cell], cells.index[cell] ?? 0) ? PlaceKind.Weak : PlaceKind.Field;
  for (let cell = 1; cell < cells.index.length; cell++) {
    const list = cells.sequenceOf(cell);
    const kind =
      list !== undefined ? kindOfSequence(list) : (cells.index[cell] ?? 0) < 0 ? PlaceKind.Key : kindOfField(cell);
    const isThere = list !== undefined || cells.slots[cell] !== undefined;
    places[cell * 2] = cell === conflicts ? PlaceKind.Conflicts : isThere ? kind : PlaceKind.Nothing;
    if (list instanceof ListContent) places[cell * 2 + 1] = list.length;
  }
  const { permutations: orders, objects: named } = check(places);
  for (let at = 0; at < orders.length; at += 3) {
    const [operation = 0, number = 0, length = 0] = orders.subarray(at, at + 3);
    const order = objects[number];
    const isOne = order instanceof Uint32Array && order.length === length && new Set(order).size === length;
    if (!isOne || order.some((from) => from >= length)) {
      throw new HistoryFileError(reader.placeOf(number), `the order of operation ${String(operation)} is none`);
    }
  }
  const collapsed = objects.findIndex(
    (object, number) => object instanceof WeakBox && ((named[number] ?? 0) & HELD) !== 0,
  );
  if (collapsed >= 0) {
    throw new HistoryFileError(
      reader.placeOf(collapsed),
      `a value that was collected is held (object ${String(collapsed)})`,
    );
  }
  return named;
}

function isWeak(slots: Slots | undefined, slot: number): boolean {
  const object = slots?.[0]?.object;
  return object !== undefined && schemaOf(object)?.fields[(slot - 1) / 2]?.options.weak === true;
}

/** Open conflicts have more to them than the kind of a value; they are few, and read now. @throws {HistoryFileError} */
function checkConflicts(engine: EngineHandle, values: ValueTable, cell: number): void {
  if (cell > 0) for (const operation of operationsOf(engine, cell)) values.at(operation);
}

function kindOfSequence(sequence: Sequence): number {
  return sequence instanceof ListContent ? PlaceKind.List : PlaceKind.Adapted;
}

function ownerOf(reader: ObjectReader): object {
  const known = reader.classOf(0);
  const owner = reader.objects[0];
  if (known === undefined || owner === undefined) throw new HistoryFileError(reader.placeOf(0), 'it has no owner');
  if (!(TIMELINE in owner))
    throw new ClassMismatchError(known.name, 'has no @timeline any more, and is the owner of the history');
  return owner;
}

function settle(session: Session, state: StateData, source: CellSource): void {
  const { shared, recorder } = session;
  for (const [branch, reason] of state.frozen) shared.frozen.set(branch, reason);
  shared.operations.restore(state.operations);
  if (state.conflicts > 0) {
    const held = source.recorded(state.conflicts);
    shared.held.numbered(state.conflicts);
    if (held instanceof HeldList) recorder.journal.cells.restore(state.conflicts, held);
  }
  if (state.retain !== undefined) shared.retention.limits = state.retain === 'everything' ? undefined : state.retain;
  session.look();
}
