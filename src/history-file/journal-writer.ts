// What a history has got since a file was written, as records of the journal beside it.
//
// JW1: the numbers of objects go on from those of the file, so a record says only what is new: operations with their
// values, objects that no record or file has yet, and which places have got their first operation. JW2: what a record cannot
// say is found before anything is written, and a new file is needed.
import { AdaptedContent } from '../adapters/adapted-content.js';
import { KeyedContent } from '../containers/keyed/keyed-content.js';
import { ListContent } from '../containers/list/list-content.js';
import type { HistoryTail } from '../engine-binding/handle.js';
import { JanusError } from '../errors.js';
import type { Content } from '../recording/content.js';
import type { Member } from '../recording/member.js';
import { memberAt } from '../recording/twins.js';
import { schemaOf } from '../schema/class-schema.js';
import type { Session } from '../timeline/session.js';
import { writeAttached } from './attached.js';
import { ByteWriter } from './bytes.js';
import { fieldNameOf } from './classes.js';
import { RecordKind } from './journal-format.js';
import { ObjectWriter } from './object-writer.js';
import { Deltas, nameOfOrigin, writingFor } from './save.js';
import { stateData, stateText } from './shared-state.js';
import { Numbering, ValueWriter, type Origin } from './value-writer.js';

/** What one round of looking at a history found: nothing, a record, or something that only a new file can say. */
export type Round = 'nothing' | 'file' | Uint8Array;

/** Stands for an object that is written, and that only its users keep alive. */
const WRITTEN = {};

/**
 * Numbers objects, and sees when one that is written has joined the history since: its record would be another one now.
 * What is no member of the history is not kept alive once it is written.
 */
export class FollowedNumbering extends Numbering {
  readonly #outside = new WeakMap<object, number>();
  /** Under which members objects are written, by number. */
  readonly members: (Member | null)[] = [];
  hasJoined = false;

  override of(object: object): number {
    const number = this.#outside.get(object) ?? super.of(object);
    if (number < this.members.length && memberAt(object) !== this.members[number]) this.hasJoined = true;
    return number;
  }

  /** All objects so far are written. */
  written(): void {
    const { objects, members } = this;
    const first = members.length;
    for (let number = members.length; number < objects.length; number++) {
      const object = objects[number] ?? WRITTEN;
      const member = memberAt(object);
      members.push(member);
      if (member !== null) continue;
      this.#outside.set(object, number);
      this.numbers.delete(object);
      objects[number] = WRITTEN;
    }
    this.forgetOrigins(first);
  }
}

/** Changes when anything that a file can hold was dropped. */
export function droppedBy({ engine, recorder }: Session): number {
  return engine.gone + recorder.journal.cells.forgotten;
}

/** Follows one history from the moment on at which a file of it was written. */
export class JournalWriter {
  #next: number;
  #cells = 0;
  #state: string;
  readonly #dropped: number;
  readonly #amendments: number;

  constructor(
    private readonly session: Session,
    private readonly numbering: FollowedNumbering,
  ) {
    const { engine, recorder } = session;
    engine.follow();
    session.attachments.follow(true);
    numbering.written();
    this.#next = recorder.journal.nextOperation;
    this.#state = stateText(stateData(session));
    this.#dropped = droppedBy(session);
    this.#amendments = recorder.journal.amendments;
  }

  /** What is new, with this instance the active one. O(what is new + names). @throws {UnsavableValueError} when it holds what no file can hold */
  round(): Round {
    const { engine, recorder } = this.session;
    recorder.flush();
    if (droppedBy(this.session) !== this.#dropped || recorder.journal.amendments !== this.#amendments) return 'file';
    const tail = this.#tail();
    if (tail === 'file') return tail;
    const state = stateText(stateData(this.session));
    const first = this.numbering.objects.length;
    const attached = new ValueWriter(this.numbering, this.#nameOf);
    const hasAttached = writeAttached(this.session, this.numbering, attached);
    if (tail === undefined && state === this.#state && !hasAttached) return 'nothing';
    const values = this.#values(tail);
    const cells = tail?.cells ?? new Uint32Array(0);
    const places = this.#places(cells, first);
    if (places === undefined) return 'file';
    const nameOf = this.#nameOf;
    const isRecorded = (cell: number): boolean => cell > 0 && engine.versions(cell).length > 0;
    const writing = writingFor(recorder);
    const objects = new ObjectWriter(recorder, writing, this.numbering, nameOf, isRecorded).section(first);
    if (this.numbering.hasJoined) return 'file';
    this.#cells = Math.max(this.#cells, ((cells.at(-1) ?? 0) >>> 1) + 1);
    const record = new ByteWriter();
    record.byte(RecordKind.Changes);
    put(record, tail?.bytes ?? new Uint8Array(0));
    this.#putState(record, state);
    record.number(this.#cells);
    put(record, this.numbering.objects.length === first ? new Uint8Array(0) : objects);
    record.number((tail?.next ?? this.#next) - this.#next);
    put(record, values);
    put(record, places);
    if (hasAttached) put(record, attached.written);
    this.#next = tail?.next ?? this.#next;
    this.#state = state;
    this.numbering.written();
    return record.written;
  }

  readonly #nameOf = (origin: Origin): string => nameOfOrigin(this.session, this.numbering, origin);

  #tail(): HistoryTail | 'file' | undefined {
    try {
      return this.session.engine.tail();
    } catch (error) {
      // What was followed is no more.
      if (error instanceof JanusError) return 'file';
      throw error;
    }
  }

  #values(tail: HistoryTail | undefined): Uint8Array {
    const { numbering } = this;
    const { recorder } = this.session;
    const { values } = recorder.journal;
    const writer = new ValueWriter(numbering, this.#nameOf);
    writer.shareTexts();
    const { next, deltas: flat } = tail ?? { next: this.#next, deltas: [] };
    const deltas = new Deltas(recorder);
    for (let at = 0; at < flat.length; at += 2) deltas.add(flat[at] ?? 0, flat[at + 1] ?? 0);
    for (let operation = this.#next; operation < next; operation++) {
      numbering.at = operation;
      writer.value(deltas.encoded(operation, values.at(operation)));
    }
    return writer.written;
  }

  /** Which cells known objects have got, and the ranks of their keys. */
  #places(cells: Uint32Array, first: number): Uint8Array | undefined {
    const { numbering } = this;
    const writer = new ValueWriter(numbering, this.#nameOf);
    const placed: (readonly [cell: number, object: number, key: unknown])[] = [];
    const keyed = new Map<number, KeyedContent>();
    for (const word of cells) {
      const place = this.#placeOf(word >>> 1);
      if (place === undefined) continue;
      if (place === 'nowhere') return undefined;
      const object = numbering.of(place.object);
      if (object >= first) continue;
      if (word % 2 === 1) placed.push([word >>> 1, object, place.key]);
      if (place.content !== undefined) keyed.set(object, place.content);
    }
    writer.number(placed.length);
    for (const [cell, object, key] of placed) {
      writer.number(cell);
      writer.number(object);
      writer.value(key);
    }
    writer.number(keyed.size);
    for (const [object, content] of keyed) {
      writer.number(object);
      writer.number(content.nextRank);
    }
    return writer.written;
  }

  /** The object that a cell belongs to, and under which key; undefined for open conflicts, which the state tells of. */
  #placeOf(
    cell: number,
  ): { readonly object: object; readonly key: unknown; readonly content?: KeyedContent } | 'nowhere' | undefined {
    const { recorder, shared } = this.session;
    const { cells } = recorder.journal;
    if (cell === shared.held.cell) return undefined;
    const sequence = cells.sequenceOf(cell);
    if (sequence !== undefined) {
      const isObject = sequence instanceof ListContent || sequence instanceof AdaptedContent;
      return isObject ? { object: sequence.handle, key: undefined } : 'nowhere';
    }
    const { content, key } = (cells.others.get(cell) ?? {}) as { content?: Content; key?: unknown };
    if (content instanceof KeyedContent) return { object: content.handle, key, content };
    const object = cells.slots[cell]?.[0]?.object;
    const field = object && schemaOf(object)?.fields.find(({ slot }) => slot === cells.index[cell]);
    return object === undefined || field === undefined ? 'nowhere' : { object, key: fieldNameOf(field) };
  }

  /** The state as text: what it begins with in common with the one before is not repeated. */
  #putState(record: ByteWriter, state: string): void {
    const before = this.#state;
    let same = 0;
    if (state === before) same = state.length;
    else while (same < before.length && before.charCodeAt(same) === state.charCodeAt(same)) same++;
    record.number(same);
    record.text(state.slice(same));
  }
}

function put(record: ByteWriter, bytes: Uint8Array): void {
  record.number(bytes.length);
  record.raw(bytes);
}
