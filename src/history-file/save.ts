// A history as bytes: what the engine knows, and the values and objects behind its numbers.
//
// Objects are numbered in the order in which operations recorded them, so the bytes are a function of the history.
import { AdaptedContent } from '../adapters/adapted-content.js';
import { UnsavableValueError } from '../errors.js';
import { contentOf } from '../recording/content.js';
import { stepTitle } from '../recording/track.js';
import { CHUNK_BITS } from '../recording/values.js';
import { memberAt } from '../recording/twins.js';
import { schemaOf } from '../schema/class-schema.js';
import { pathOf } from '../timeline/paths.js';
import type { Session } from '../timeline/session.js';
import { registryFor } from './adapters.js';
import { ObjectWriter } from './object-writer.js';
import type { Writing } from './plain-writer.js';
import { stateData } from './shared-state.js';
import { Section } from './tags.js';
import { Numbering, ValueWriter, type Origin } from './value-writer.js';

/** The bytes of a history file. @throws {UnsavableValueError} when it holds what no file can hold */
export function bytesOf(session: Session): Uint8Array {
  session.begin('save');
  const { recorder, engine } = session;
  if (engine.gone > 0) {
    const wayOut = 'Save the history before it is pruned; what a file keeps is the whole.';
    throw new UnsavableValueError('The history', 'moments that were let go by retain or prune', wayOut);
  }
  const { journal } = recorder;
  const numbering = new Numbering();
  numbering.of(recorder.owner);
  numbering.of(stateData(session));
  const nameOf = (origin: Origin): string => nameOfOrigin(session, numbering, origin);
  const writing: Writing = {
    registry: registryFor(recorder.owner),
    adapters: new Map(),
    ask: (call) => recorder.deciding('an adapter', call),
  };
  const deltas = new Deltas(session);
  let operation = 1;
  const kinds: number[] = [Section.Objects];
  const sections: Uint8Array[] = [];
  const next = journal.nextOperation;
  for (let block = 0; operation < next; block++) {
    const writer = new ValueWriter(numbering, nameOf);
    writer.shareTexts();
    const end = Math.min(next, (block + 1) << CHUNK_BITS);
    for (; operation < end; operation++) {
      numbering.at = operation;
      writer.value(deltas.encoded(operation, journal.values.at(operation)));
    }
    kinds.push(Section.Values);
    sections.push(writer.written);
  }
  const isRecorded = (cell: number): boolean => cell > 0 && engine.versions(cell).length > 0;
  const objects = new ObjectWriter(recorder, writing, numbering, nameOf, isRecorded);
  sections.unshift(objects.section());
  return engine.save(Uint32Array.from(kinds), sections);
}

/** The deltas of adapters that are no plain data. */
class Deltas {
  readonly #contents = new Map<number, AdaptedContent>();

  constructor({ engine, recorder }: Session) {
    for (const content of recorder.journal.cells.others.values()) {
      if (!(content instanceof AdaptedContent) || content.adapter.encodeDelta === undefined) continue;
      const versions = engine.versions(content.cell);
      for (let at = 0; at < versions.length; at += 3) {
        const [first = 0, , count = 0] = versions.subarray(at, at + 3);
        for (let operation = first; operation < first + count; operation++) this.#contents.set(operation, content);
      }
    }
  }

  encoded(operation: number, value: unknown): unknown {
    return this.#contents.get(operation)?.encodeDelta(value) ?? value;
  }
}

/** How a message names a place: what plain data holds goes by where that stands. */
function nameOfOrigin(session: Session, numbering: Numbering, origin: Origin): string {
  const inside: string[] = [];
  let at = origin;
  // Data can be deep.
  for (; typeof at === 'object'; at = numbering.originOf(at.object)) {
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
