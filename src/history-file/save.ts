// A history as bytes: what the engine knows, and the values and objects behind its numbers.
//
// Objects are numbered in the order in which operations recorded them, so the bytes are a function of the history.
import { AdaptedContent } from '../adapters/adapted-content.js';
import { show } from '../describe.js';
import { contentOf } from '../recording/content.js';
import type { Recorder } from '../recording/recorder.js';
import { stepTitle } from '../recording/track.js';
import { CHUNK_BITS } from '../recording/values.js';
import { memberAt } from '../recording/twins.js';
import { schemaOf } from '../schema/class-schema.js';
import { pathOf } from '../timeline/paths.js';
import type { Session } from '../timeline/session.js';
import { registryFor } from './adapters.js';
import { attachedData, isAttachedHolder } from './attached.js';
import { ObjectWriter } from './object-writer.js';
import type { Writing } from './plain-writer.js';
import { stateData, type StateData } from './shared-state.js';
import { blocksOf, eachNumber, type Ranges } from './stored-values.js';
import { Section } from './tags.js';
import { Numbering, ValueWriter, type Origin } from './value-writer.js';

/** The bytes of a history file. @throws {UnsavableValueError} when it holds what no file can hold */
export function bytesOf(session: Session): Uint8Array {
  session.begin('save');
  const snapshot = snapshotOf(session, new Numbering());
  for (;;) {
    const { done, value } = snapshot.next();
    if (done === true) return value;
  }
}

/**
 * The bytes of a history file, in slices of 4,096 values, or 65,536 operations: between them the history may go on. Nothing may be half-way when
 * the first slice is asked for, and when the last one is (it answers true before that); nor may anything that was recorded before
 * change meanwhile. The last one has what was recorded until then. Needs a flushed journal.
 * @throws {UnsavableValueError} when it holds what no file can hold
 */
export function* snapshotOf(session: Session, numbering: Numbering): Generator<boolean, Uint8Array, undefined> {
  const { recorder, engine } = session;
  const { journal } = recorder;
  const state: StateData & { attached?: unknown } = stateData(session);
  numbering.of(recorder.owner);
  numbering.of(state);
  const nameOf = (origin: Origin): string => nameOfOrigin(session, numbering, origin);
  const sections: Uint8Array[] = [];
  let deltas = Deltas.of(session);
  const writeBlock = (ranges: Ranges, block: number): void => {
    const writer = new ValueWriter(numbering, nameOf);
    writer.shareTexts();
    eachNumber(ranges, block << CHUNK_BITS, (block + 1) << CHUNK_BITS, (operation) => {
      numbering.at = operation;
      writer.value(deltas.encoded(operation, journal.values.at(operation)));
    });
    sections.push(writer.written);
  };
  const whole = journal.nextOperation >> CHUNK_BITS;
  const first = engine.valuesOfFile(false);
  const blocks = blocksOf(first).filter((block) => block < whole);
  for (const block of blocks) {
    writeBlock(first, block);
    yield false;
  }
  if (blocks.length > 0) {
    while (!engine.prepareSave(LOG_SLICE)) yield false;
    yield true;
  }
  Object.assign(state, stateData(session));
  const attached = attachedData(session);
  if (attached !== undefined) state.attached = attached;
  deltas = Deltas.of(session);
  const last = engine.valuesOfFile(false);
  for (const block of blocksOf(last)) if (block >= whole) writeBlock(last, block);
  const isRecorded = (cell: number): boolean => cell > 0 && engine.versions(cell).length > 0;
  const objects = new ObjectWriter(recorder, writingFor(recorder), numbering, nameOf, isRecorded);
  const kinds = [Section.Objects, ...sections.map(() => Section.Values)];
  return engine.save(Uint32Array.from(kinds), [objects.section(), ...sections]);
}

/** Operations that the engine encodes in a millisecond or two. */
const LOG_SLICE = 65_536;

/** What the writers of one file, or of one record of a journal, share. */
export function writingFor(recorder: Recorder): Writing {
  return {
    registry: registryFor(recorder.owner),
    adapters: new Map(),
    ask: (call) => recorder.deciding('an adapter', call),
  };
}

/** Values as files have them: the deltas of adapters that are no plain data are encoded. */
export class Deltas {
  readonly #contents = new Map<number, AdaptedContent>();

  constructor(private readonly recorder: Recorder) {}

  /** The deltas of a whole history. */
  static of({ engine, recorder }: Session): Deltas {
    const deltas = new Deltas(recorder);
    for (const [cell, content] of recorder.journal.cells.others) {
      if (!isEncoding(content)) continue;
      const versions = engine.versions(cell);
      for (let at = 0; at < versions.length; at += 3) {
        const [first = 0, , count = 0] = versions.subarray(at, at + 3);
        for (let operation = first; operation < first + count; operation++) deltas.add(operation, cell);
      }
    }
    return deltas;
  }

  /** An operation is a delta of the value with this cell. */
  add(operation: number, cell: number): void {
    const content = this.recorder.journal.cells.others.get(cell);
    if (isEncoding(content)) this.#contents.set(operation, content);
  }

  encoded(operation: number, value: unknown): unknown {
    return this.#contents.get(operation)?.encodeDelta(value) ?? value;
  }
}

function isEncoding(content: unknown): content is AdaptedContent {
  return content instanceof AdaptedContent && content.adapter.encodeDelta !== undefined;
}

/** How a message names a place: what plain data holds goes by where that stands. */
export function nameOfOrigin(session: Session, numbering: Numbering, origin: Origin): string {
  const inside: string[] = [];
  let at = origin;
  // Data can be deep.
  for (; typeof at === 'object'; at = numbering.originOf(at.object)) {
    if (isAttachedHolder(at.object)) return `the state attached as ${show(at.key)}`;
    if (memberAt(at.object) !== null) break;
    inside.push(stepTitle(at.key));
  }
  const outside = typeof at === 'number' ? placeOfOperation(session, at) : placeOf(session, at.object, at.key);
  return outside + inside.reverse().join('');
}

function placeOf({ recorder }: Session, object: object, key: unknown): string {
  const isInside = contentOf(object) !== undefined;
  return pathOf(recorder.owner, memberAt(object), key === undefined ? undefined : { key, isInside });
}

/** The place that an operation wrote. O(operations): for messages only. */
function placeOfOperation(session: Session, operation: number): string {
  const { cells } = session.recorder.journal;
  for (let cell = 1; cell < cells.index.length; cell++) {
    const versions = session.engine.versions(cell);
    for (let at = 0; at < versions.length; at += 3) {
      const [first = 0, , count = 0] = versions.subarray(at, at + 3);
      if (operation < first || operation >= first + count) continue;
      if (cell === session.shared.held.cell) return 'an open conflict';
      const list = cells.sequenceOf(cell);
      if (list?.member != null) return placeOf(session, list.member.object, undefined);
      const place = cells.others.get(cell) as { content?: { handle: object }; key?: unknown } | undefined;
      if (place?.content !== undefined) return placeOf(session, place.content.handle, place.key);
      const slots = cells.slots[cell];
      const object = slots?.[0]?.object;
      if (object !== undefined) return placeOf(session, object, nameOfField(object, cells.index[cell] ?? 0));
    }
  }
  return `operation ${String(operation)}`;
}

function nameOfField(object: object, slot: number): PropertyKey | undefined {
  return schemaOf(object)?.fields[(slot - 1) / 2]?.name;
}
