// The records of a journal, taken over into a history that was read from its file: the other half of `journal-writer.ts`.
import { AdaptedContent } from '../adapters/adapted-content.js';
import { KeyedContent } from '../containers/keyed/keyed-content.js';
import { ListContent } from '../containers/list/list-content.js';
import type { EngineHandle } from '../engine-binding/handle.js';
import { contentOf } from '../recording/content.js';
import type { Recorder } from '../recording/recorder.js';
import { ownSlots } from '../recording/slots.js';
import { lead } from '../timeline/adapted-states.js';
import { planApplier, readPlan, type PlanApplier } from '../timeline/apply.js';
import { takeAttached, type ReadStates } from './attached.js';
import { ByteReader } from './bytes.js';
import { RecordKind, type JournalRecord } from './journal-format.js';
import { ObjectReader, type CellSource, type FindNames } from './object-reader.js';
import { ValueReader } from './value-reader.js';

/** Where the values of a record are, and before which operation they end. */
export type ValuesOfRecord = readonly [begin: number, end: number, before: number];

/** What a history is made of while it is read. */
export interface Opening {
  readonly recorder: Recorder;
  readonly engine: EngineHandle;
  /** Has read the objects of the file. */
  readonly reader: ObjectReader;
  readonly find: FindNames;
  readonly limits: { readonly moments: number; readonly operations: number };
  /** Cells of the file are below this number. */
  readonly cells: number;
  /** The state of the file, as text. */
  readonly state: string;
  /** States of named attachments. */
  readonly attached: ReadStates;
}

/** Takes over records, one after the other. After an error the history is of no use. */
export class JournalReader {
  readonly values: ValuesOfRecord[] = [];
  state: string;
  cells: number;
  readonly #apply: PlanApplier;
  readonly #made: ObjectReader[] = [];

  constructor(
    private readonly bytes: Uint8Array,
    private readonly opening: Opening,
  ) {
    this.state = opening.state;
    this.cells = opening.cells;
    opening.engine.follow();
    this.#apply = planApplier(opening.recorder, opening.engine, []);
  }

  /** @throws {HistoryFileError} when the record is none */
  take({ kind, begin, end }: JournalRecord): void {
    if (kind === RecordKind.Superseded) return;
    const { bytes, opening } = this;
    const { recorder, engine, limits } = opening;
    const { objects } = opening.reader;
    const from = new ByteReader(bytes, begin + 1, end);
    if (kind !== RecordKind.Changes) from.refuse('a record of no known kind', begin);
    const tail = from.raw(from.count());
    const same = from.below(this.state.length + 1, 'a state');
    this.state = this.state.slice(0, same) + from.text();
    const cells = from.below(limits.operations + 1, 'more cells than are allowed');
    const made = this.#objects(from);
    const first = recorder.journal.nextOperation;
    this.#values(from);
    const count = tail.length > 0 ? engine.extend(tail, limits) : 0;
    const plan = readPlan(engine, count);
    const length = from.count();
    const places = new ValueReader(bytes, from.at, from.at + length, objects);
    from.raw(length);
    if (!from.isAtEnd) this.#attached(from);
    if (!from.isAtEnd) from.refuse('more than belongs to a record');
    this.#number(places, Math.max(this.cells, cells));
    this.cells = Math.max(this.cells, cells);
    const source: CellSource = {
      cells: this.cells,
      currentOperation: (cell) => engine.currentOperation(cell),
      recorded: (cell) => recorder.journal.values.at(engine.currentOperation(cell)),
    };
    recorder.journal.cells.extendTo(this.cells);
    // What adapters changed may be told by objects of this record. What has joined in it stands where the plan leads to.
    made?.fill(recorder, source);
    if (recorder.adapts) this.#passDeltas(first);
    this.#apply.entries(plan);
    made?.enter(recorder);
    if (made !== undefined) this.#made.push(made);
  }

  /** Values that adapters know pass through all that was done to them, and undone since: they may remember what the present does not show. */
  #passDeltas(first: number): void {
    const { recorder, engine } = this.opening;
    const deltas = engine.deltasSince(first);
    const passing = new Map<number, AdaptedContent>();
    for (let at = 0; at < deltas.length; at += 2) {
      const [operation = 0, cell = 0] = deltas.subarray(at, at + 2);
      const content = recorder.journal.cells.sequenceOf(cell);
      // What is of this record was told as its newest operation left it.
      const isOfRecord = !passing.has(cell) && (content?.operation ?? 0) >= first;
      if (!(content instanceof AdaptedContent) || isOfRecord) continue;
      passing.set(cell, content);
      lead({ engine, recorder }, content, operation);
    }
    for (const [cell, content] of passing) lead({ engine, recorder }, content, engine.currentOperation(cell));
  }

  /** There are no more records. */
  end(): void {
    this.opening.engine.endExtension();
    for (const made of this.#made) made.numberLoose();
  }

  #objects(from: ByteReader): ObjectReader | undefined {
    const length = from.count();
    if (length === 0) return undefined;
    const { at } = from;
    from.raw(length);
    return new ObjectReader(this.bytes, at, at + length, this.opening.find, this.opening.reader);
  }

  #values(from: ByteReader): void {
    const { recorder } = this.opening;
    const { objects } = this.opening.reader;
    const { journal } = recorder;
    const count = from.number();
    const length = from.count();
    const { at } = from;
    from.raw(length);
    if (count > length) from.refuse('more values than bytes', at);
    const reader = new ValueReader(this.bytes, at, at + length, objects);
    const values: unknown[] = [];
    for (let left = count; left > 0; left--) values.push(reader.value());
    if (!reader.isAtEnd) reader.refuse('more values than operations');
    journal.takeValues(values);
    if (count > 0) this.values.push([at, at + length, journal.nextOperation]);
  }

  #attached(from: ByteReader): void {
    const { reader, engine, attached } = this.opening;
    const length = from.count();
    const states = new ValueReader(this.bytes, from.at, from.at + length, reader.objects);
    from.raw(length);
    takeAttached(states, attached, engine.moments);
    if (!states.isAtEnd) states.refuse('more than belongs to attached states');
  }

  /** Places of known objects get their numbers. */
  #number(from: ValueReader, cells: number): void {
    const { recorder } = this.opening;
    const { objects } = this.opening.reader;
    const table = recorder.journal.cells;
    for (let left = from.count(3); left > 0; left--) {
      const { at } = from;
      const cell = from.below(cells, 'a cell that is not there');
      const object = objects[from.below(objects.length, 'an object that is not there')];
      const key = from.value();
      if (object === undefined || cell === 0 || table.has(cell)) return from.refuse('a cell of two places', at);
      const content = contentOf(object);
      if (content instanceof ListContent || content instanceof AdaptedContent) {
        if (content.cell !== 0) from.refuse('an object with two cells', at);
        content.cell = cell;
        content.operation = 0;
        table.put(cell, undefined, 0, content);
      } else if (content instanceof KeyedContent) content.number(key, cell, table);
      else this.#numberField(from, at, object, key, cell);
    }
    for (let left = from.count(2); left > 0; left--) {
      const { at } = from;
      const content = contentOf(objects[from.number()] ?? {});
      if (!(content instanceof KeyedContent)) return from.refuse('keys of nothing', at);
      content.nextRank = from.number();
    }
  }

  #numberField(from: ByteReader, at: number, object: object, name: unknown, cell: number): void {
    const known = this.opening.reader.knownOf(object)?.fields.find(({ before }) => before === name);
    const slots = ownSlots(object);
    if (known === undefined || slots?.[0] == null) return from.refuse('a field that is not there', at);
    const { field } = known;
    // It is no more.
    if (field === undefined) return;
    if (slots[field.slot + 1] !== 0) from.refuse('a field with two cells', at);
    slots[field.slot + 1] = cell;
    if (field.options.weak === true) this.opening.recorder.hasWeak = true;
    this.opening.recorder.journal.cells.put(cell, slots, field.slot);
  }
}
