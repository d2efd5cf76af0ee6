// The journal of one history: the words and values that writes append and the engine later takes.
//
// J1: words before `openAt` are complete moments. J2: a flushed word is never read here again. J3: the value of operation
// n is in the value table before the engine hears of n. J4: below `room` there is space for one more write.
// While a transaction is open its words stay here, so rolling back is cutting: an old value is the value of the operation
// that was current before, so nothing has to be logged on the way.
import { LimitExceededError } from '../errors.js';
import { CellTable } from './cells.js';
import { clock, timeOfTurn } from './clock.js';
import {
  BASELINE,
  eachOperation,
  numbersTaken,
  operationsBack,
  SAME,
  SEQUENCE,
  SEQUENCE_WORDS,
  STAMP,
  TITLE,
  WORDS_PER_WRITE,
} from './journal-words.js';
import { Change, numbersOf, type Sequence, type SequenceChange } from './sequences.js';
import type { Slots } from './slots.js';
import { CHUNK_MASK, ValueTable } from './values.js';

/** Takes the words of a journal and answers for what it took. */
export interface JournalSink {
  /** Takes `count` words, all of them complete moments, or throws and takes none. */
  append(words: Uint32Array, count: number, titles: readonly string[]): void;
  /** The operation that is current for a cell where the object stands, or 0 for none. */
  currentOperation(cell: number): number;
}

/** Has the sink, and opens it when it is first needed. */
export interface SinkHost {
  readonly sink: JournalSink;
  /** The journal was full and has been handed over. */
  flushed(): void;
}

/** Lets old moments go. */
export interface Keeper {
  /** Writes have been handed over, and no verb or transaction is half-way. */
  keep(sink: JournalSink): void;
}

/** A place to which the open transaction can be rolled back. */
export interface Mark {
  readonly word: number;
  readonly operation: number;
  readonly stamped: number;
  readonly titles: number;
}

/** Journal words between two crossings. Sizes from 256 to 16,384 measured alike. */
export const JOURNAL_WORDS = 4096;
const FIRST_JOURNAL_WORDS = 64;
/** Operation numbers stay below 2^31; the margin is more than one journal holds. */
const MAX_OPERATIONS = 2 ** 31 - 2 ** 24;
const FULL = 'it holds 2^31 operations';
const timeWords = new Uint32Array(2);
const timeFloat = new Float64Array(timeWords.buffer);

/** Words, values and cells. Its fields are read by the recorder's hot path. */
export class Journal {
  words = new Uint32Array(0);
  length = 0;
  room = -1;
  /** The synchronous turn that was stamped last. */
  turn = -1;
  /** Number of the next operation. */
  nextOperation = 1;
  /** Values and cells as the active instance has them; see `instances.ts`. */
  values = new ValueTable();
  cells = new CellTable();
  /** Operations from this number on belong to the innermost open transaction: no rollback of an inner one needs them. */
  joinFrom = Infinity;
  /** Words after which it is handed over. */
  #handOverAt = JOURNAL_WORDS;
  /** How often recorded values were replaced. */
  amendments = 0;
  /** Of all instances. */
  keeper: Keeper | undefined = undefined;
  /** Has the newest operation. */
  #chunk = this.values.chunkFor(1);
  #stamped = NaN;
  #titles: string[] = [];
  /** Words flushed so far: marks count from the beginning of all words. */
  #sent = 0;
  /** Where the open transaction begins, counted like `#sent`; -1 when none is open. */
  #openAt = -1;

  /** Makes room for one write and stamps the turn; {@link record} relies on it. */
  prepare(host: SinkHost): void {
    if (this.length >= this.room) this.#makeRoom(host);
    if (this.turn !== clock.turn) this.#stamp();
  }

  /** Appends one operation: `start` is START when it begins a moment, otherwise 0. Needs {@link prepare}. */
  record(slots: Slots, slot: number, next: unknown, start: number): void {
    let cell = slots[slot + 1] as number;
    if (cell <= 0) cell = this.#touch(slots, slot);
    slots[slot] = next;
    this.#appendValue(next);
    this.words[this.length++] = cell | start;
  }

  /**
   * Appends one operation to the open moment, or replaces the value of the one that this cell has there already: a
   * moment keeps what it did in the end. Needs {@link prepare}.
   */
  join(slots: Slots, slot: number, next: unknown): void {
    const { joined } = this.cells;
    const known = joined[slots[slot + 1] as number] ?? 0;
    if (known >= this.joinFrom) {
      slots[slot] = next;
      // Nearly always it is in the newest chunk: 1 ns of 26 less than looking it up.
      if (known >= ((this.nextOperation - 1) & ~CHUNK_MASK)) this.#chunk[known & CHUNK_MASK] = next;
      else this.values.set(known, next);
    } else {
      this.record(slots, slot, next, 0);
      joined[slots[slot + 1] as number] = this.nextOperation - 1;
    }
  }

  /** Appends one change of a sequence. Needs {@link prepare}. */
  recordChange(sequence: Sequence, change: SequenceChange, start: number): void {
    const { type, index, count, added, values, same } = change;
    const isPermutation = type === Change.Permute;
    const extra = (isPermutation ? count : 0) + (same === undefined ? 0 : same.length + 2);
    if (extra > 0 && this.length + extra >= this.room) this.#grow(this.length + extra);
    this.#enter(sequence, numbersOf(type, count, added));
    const { words } = this;
    if (same !== undefined) {
      words[this.length++] = SAME;
      words[this.length++] = same.length;
      words.set(same, this.length);
      this.length += same.length;
    }
    this.#appendChange((SEQUENCE + type) | start, sequence.cell, index, count, added);
    if (isPermutation) {
      words.set(values[0] as Uint32Array, this.length);
      this.length += count;
    }
    this.#appendValues(values);
    if (values.length === 0) this.#appendValue(undefined);
  }

  /** Appends what a splice has done: {@link recordChange} of it, without an object for each. Needs {@link prepare}. */
  recordSplice(
    sequence: Sequence,
    index: number,
    removed: readonly unknown[],
    inserted: readonly unknown[],
    start: number,
  ): void {
    const count = removed.length;
    const added = inserted.length;
    this.#enter(sequence, count + added);
    this.#appendChange((SEQUENCE + Change.Splice) | start, sequence.cell, index, count, added);
    this.#appendValues(removed);
    this.#appendValues(inserted);
  }

  /** A sequence is about to change. */
  #enter(sequence: Sequence, numbers: number): void {
    if (this.nextOperation + numbers > MAX_OPERATIONS) throw new LimitExceededError(FULL);
    if (sequence.cell === 0) this.cells.addSequence(sequence);
    sequence.operation = this.nextOperation;
  }

  #appendChange(head: number, cell: number, index: number, count: number, added: number): void {
    const { words, length } = this;
    words[length] = head;
    words[length + 1] = cell;
    words[length + 2] = index;
    words[length + 3] = count;
    words[length + 4] = added;
    this.length = length + SEQUENCE_WORDS;
  }

  #appendValues(values: readonly unknown[]): void {
    // By index: an iterator gives V8 no type to rely on, and it compiled this anew for ever.
    const { length } = values;
    let operation = this.nextOperation;
    let chunk = this.#chunk;
    for (let i = 0; i < length; i++, operation++) {
      const at = operation & CHUNK_MASK;
      if (at === 0) chunk = this.values.chunkFor(operation);
      chunk[at] = values[i];
    }
    this.nextOperation = operation;
    this.#chunk = chunk;
  }

  /** Gives the next moment a title. Needs {@link prepare}. */
  recordTitle(title: string): void {
    this.words[this.length++] = TITLE;
    this.words[this.length++] = this.#titles.push(title) - 1;
  }

  /** The operation that is current for a cell, whether or not the engine knows it. */
  currentOperation(cell: number, sink: JournalSink): number {
    this.flush(sink);
    const back = operationsBack(this.words, this.length, cell);
    return back > 0 ? this.nextOperation - back : sink.currentOperation(cell);
  }

  /** Goes on where a history ended that was read from a file. */
  goOnAt(nextOperation: number, values: ValueTable): void {
    this.values = values;
    this.nextOperation = nextOperation;
    this.#chunk = values.chunkFor(nextOperation - 1);
    this.forgetStamp();
  }

  /** Takes the values of operations that were read from a file, the next ones. */
  takeValues(values: readonly unknown[]): void {
    this.#appendValues(values);
  }

  /** The engine was told a time by another way: the next write says its own. */
  forgetStamp(): void {
    this.turn = -1;
    this.#stamped = NaN;
  }

  /**
   * Forgets everything from an operation on, after the engine has; `uncovered` are the cells whose first value was among
   * it. Needs a flushed journal, and all objects as they were then. O(cells).
   */
  forget(operation: number, uncovered: Uint32Array): void {
    const { cells } = this;
    for (const cell of uncovered) {
      const slots = cells.slots[cell];
      if (slots === undefined) continue;
      const slot = Math.abs(cells.index[cell] ?? 0);
      slots[slot + 1] = -cell;
      cells.relatives?.numbered(slots, slot, -cell);
    }
    cells.joined.forEach((joined, cell) => {
      if (joined >= operation) cells.joined[cell] = 0;
    });
    this.nextOperation = operation;
    this.values.truncate(operation);
    this.#chunk = this.values.chunkFor(operation - 1);
    this.forgetStamp();
  }

  /** From here on words stay until {@link close}. */
  open(): void {
    this.#openAt = this.#sent + this.length;
  }

  /** The words since {@link open} are complete moments. */
  close(): void {
    this.#openAt = -1;
    this.joinFrom = Infinity;
  }

  /** The present end. */
  mark(): Mark {
    return {
      word: this.#sent + this.length,
      operation: this.nextOperation,
      stamped: this.#stamped,
      titles: this.#titles.length,
    };
  }

  /** The cells that were recorded since a mark of the open transaction. O(words since). */
  cellsSince(mark: Mark): Set<number> {
    const since = this.words.subarray(mark.word - this.#sent, this.length);
    const found = new Set<number>();
    const add = (_at: number, cell: number): void => {
      found.add(cell);
    };
    eachOperation(since, since.length, { value: add, change: add });
    return found;
  }

  /**
   * Cuts everything since a mark of the open transaction and puts the values back. O(words of the transaction).
   * @throws what an adapter throws, when all else is rolled back
   */
  rollBack(mark: Mark, host: SinkHost): void {
    try {
      if (this.nextOperation !== mark.operation) this.#restore(mark, host.sink);
    } finally {
      this.length = mark.word - this.#sent;
      this.#titles.length = mark.titles;
      this.#stamped = mark.stamped;
      // The words of this turn's stamp may be gone: the next write stamps again.
      this.turn = -1;
      this.nextOperation = mark.operation;
      this.values.truncate(mark.operation);
      this.#chunk = this.values.chunkFor(mark.operation - 1);
    }
  }

  #restore(mark: Mark, sink: JournalSink): void {
    this.flush(sink);
    const cut = mark.word - this.#sent;
    const { words, cells, values } = this;
    const before = new Map<number, number>();
    const restored = new Set<number>();
    const changes: { at: number; cell: number; type: number; operation: number }[] = [];
    const first = this.nextOperation - numbersTaken(words, this.length);
    eachOperation(words, this.length, {
      value: (at, cell, isBaseline, index) => {
        const operation = first + index;
        if (at < cut) {
          before.set(cell, operation);
          return;
        }
        if (restored.has(cell)) return;
        restored.add(cell);
        cells.joined[cell] = 0;
        cells.restore(cell, values.at(isBaseline ? operation : (before.get(cell) ?? sink.currentOperation(cell))));
        // The number stays with its place, but the baseline is gone with the words.
        const slots = cells.slots[cell];
        if (isBaseline && slots !== undefined) {
          const slot = Math.abs(cells.index[cell] ?? 0);
          slots[slot + 1] = -cell;
          cells.relatives?.numbered(slots, slot, -cell);
        }
      },
      change: (at, cell, type, index) => {
        if (at < cut) before.set(cell, first + index);
        else changes.push({ at, cell, type, operation: first + index });
      },
    });
    let failed: { readonly error: unknown } | undefined;
    for (const { at, cell, type, operation } of changes.reverse()) {
      const sequence = cells.sequenceOf(cell);
      if (sequence === undefined) continue;
      sequence.operation = before.get(cell) ?? sink.currentOperation(cell);
      try {
        sequence.replay(true, operation, type, words[at + 2] ?? 0, words[at + 3] ?? 0, words[at + 4] ?? 0, values);
      } catch (error) {
        // An adapter fails its value; everything else is rolled back all the same.
        failed ??= { error };
      }
    }
    if (failed !== undefined) throw failed.error;
  }

  /** Hands all complete moments to the engine. */
  flush(sink: JournalSink): void {
    const count = this.#openAt < 0 ? this.length : this.#openAt - this.#sent;
    if (count === 0) return;
    sink.append(this.words, count, this.#titles);
    this.words.copyWithin(0, count, this.length);
    this.length -= count;
    this.#sent += count;
    if (this.length > 0) return;
    if (this.#titles.length > 0) this.#titles = [];
    // A transaction may have made it longer.
    this.#look();
  }

  /** Hands over after so many words from now on. */
  handOverAt(words: number): void {
    this.#handOverAt = words;
    if (this.length === 0 && this.words.length > 0) this.#look();
  }

  #look(): void {
    this.room = Math.min(this.words.length, this.#handOverAt) - WORDS_PER_WRITE;
  }

  #touch(slots: Slots, slot: number): number {
    const known = slots[slot + 1] as number;
    const cell = known === 0 ? this.cells.add(slots, slot) : -known;
    slots[slot + 1] = cell;
    this.cells.relatives?.numbered(slots, slot, cell);
    this.words[this.length++] = BASELINE;
    this.words[this.length++] = cell;
    this.#appendValue(slots[slot]);
    return cell;
  }

  #appendValue(value: unknown): void {
    const operation = this.nextOperation++;
    const at = operation & CHUNK_MASK;
    if (at === 0) this.#chunk = this.values.chunkFor(operation);
    this.#chunk[at] = value;
  }

  #stamp(): void {
    this.turn = clock.turn;
    const time = timeOfTurn();
    if (time === this.#stamped) return;
    this.#stamped = time;
    timeFloat[0] = time;
    this.words[this.length++] = STAMP;
    this.words[this.length++] = timeWords[0] ?? 0;
    this.words[this.length++] = timeWords[1] ?? 0;
  }

  #makeRoom(host: SinkHost): void {
    if (this.nextOperation > MAX_OPERATIONS) throw new LimitExceededError(FULL);
    const size = this.words.length;
    if (size >= this.#handOverAt && this.#openAt !== this.#sent) {
      this.flush(host.sink);
      host.flushed();
      if (this.length < this.room) return;
    }
    // Small at first, because most objects of most programs are written a few times; larger than JOURNAL_WORDS only
    // for a transaction that is.
    this.#grow(size);
  }

  #grow(beyond: number): void {
    let size = Math.max(this.words.length, FIRST_JOURNAL_WORDS / 2);
    do size *= 2;
    while (size - WORDS_PER_WRITE <= beyond);
    const larger = new Uint32Array(size);
    larger.set(this.words);
    this.words = larger;
    this.room = size - WORDS_PER_WRITE;
  }
}
