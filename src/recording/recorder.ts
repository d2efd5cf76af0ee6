// The recorder of one history: what a write does, from the accessor to the journal.
//
// A write stores the value in the object's slots and in the value table and appends one word to the journal. Nothing
// crosses to the engine: it takes the words when the journal is full or when somebody asks about the history.
// R1: words before `openAt` are complete moments. R2: a flushed word is never read here again. R3: the value of
// operation n is in the value table before the engine hears of n. R4: gate 0 means a write may be recorded as its own
// moment without asking anybody.
import { clock, timeOfTurn } from './clock.js';
import { CellTable } from './cells.js';
import type { Member } from './member.js';
import type { Slots } from './slots.js';
import { CHUNK_MASK, ValueTable } from './values.js';
import { BASELINE, operationsBack, STAMP, START, TITLE, WORDS_PER_WRITE } from './journal-words.js';
import { LimitExceededError } from '../errors.js';

/** Takes the words of the journal and answers for what it took. */
export interface JournalSink {
  /** Takes `count` words, all of them complete moments, or throws and takes none. */
  append(words: Uint32Array, count: number, titles: readonly string[]): void;
  /** The operation that is current for a cell where the object stands. */
  currentOperation(cell: number): number;
}

/** Decides about writes while the gate is not 0: transactions, subscribers, refusals. */
export interface WriteGuard {
  /** Throws when a write to this slot is refused now. */
  check(slots: Slots, slot: number): void;
  /** Does the write: records it, holds it, amends with it, or throws. */
  write(slots: Slots, slot: number, next: unknown): void;
  /** An object has joined this history. */
  joined(slots: Slots): void;
}

/** A place in the journal to which an open transaction can be rolled back. */
export interface Mark {
  readonly word: number;
  readonly operation: number;
  readonly stamped: number;
  readonly titles: number;
  readonly writes: number;
  readonly touched: number;
  readonly joined: number;
}

/** What is needed to roll an open transaction back: old values, first touches and joins, in order. */
interface RollbackLog {
  /** Triples: slots, slot, old value. */
  readonly writes: unknown[];
  /** Pairs: slots, slot. */
  readonly touched: unknown[];
  readonly joined: Slots[];
}

/** Journal words between two crossings. Sizes from 256 to 16,384 measured alike. */
export const JOURNAL_WORDS = 4096;
const FIRST_JOURNAL_WORDS = 64;
/** Operation numbers stay below 2^31; the margin is what fits between two checks. */
const MAX_OPERATIONS = 2 ** 31 - 2 ** 24;
const NO_WORDS = new Uint32Array(0);
const timeWords = new Uint32Array(2);
const timeFloat = new Float64Array(timeWords.buffer);

/** Records the operations of one owner and its parts. */
export class Recorder {
  /** 0: record without asking. Anything else: the guard decides. */
  gate = 0;
  /** Number of the next operation. */
  nextOperation = 1;
  /** The timeline handle of this history, once somebody asked for it. */
  timeline: object | undefined = undefined;
  guard: WriteGuard | undefined = undefined;
  values: ValueTable | undefined = undefined;
  cells: CellTable | undefined = undefined;

  #words = NO_WORDS;
  #length = 0;
  /** Below this length a write is sure to find room. */
  #room = 0;
  #chunk: unknown[] = [];
  #turn = -1;
  #stamped = NaN;
  /** Words flushed so far: makes marks independent of flushes. */
  #sent = 0;
  /** Where the outermost open transaction begins, counted like `#sent`; -1 when none is open. */
  #openAt = -1;
  #titles: string[] = [];
  #log: RollbackLog | undefined = undefined;
  #sink: JournalSink | undefined = undefined;

  constructor(
    /** The instance this history belongs to. */
    readonly owner: object,
    /** Time of genesis, in milliseconds. */
    readonly born: number,
    private readonly openSink: (recorder: Recorder) => JournalSink,
  ) {}

  /** Records one effective write as its own moment, or leaves it to the guard. */
  write(slots: Slots, slot: number, next: unknown): void {
    if (this.gate !== 0 || this.#turn !== clock.turn || this.#length >= this.#room) {
      this.#writeCarefully(slots, slot, next);
    } else {
      this.record(slots, slot, next, START);
    }
  }

  #writeCarefully(slots: Slots, slot: number, next: unknown): void {
    if (this.gate !== 0 && this.guard !== undefined) {
      this.guard.write(slots, slot, next);
    } else {
      this.prepare();
      this.record(slots, slot, next, START);
    }
  }

  /** Makes room for one write and stamps the turn; {@link record} relies on it. */
  prepare(): void {
    if (this.#length >= this.#room) this.#makeRoom();
    if (this.#turn !== clock.turn) this.#stamp();
  }

  /** Appends one operation: `start` is START when it begins a moment, otherwise 0. Needs {@link prepare}. */
  record(slots: Slots, slot: number, next: unknown, start: number): void {
    let cell = slots[slot + 1] as number;
    if (cell <= 0) cell = this.#touch(slots, slot);
    slots[slot] = next;
    this.#appendValue(next);
    this.#words[this.#length++] = cell | start;
  }

  /** Like {@link record}, and remembers the old value for a rollback. */
  recordLogged(slots: Slots, slot: number, next: unknown, start: number): void {
    this.#log?.writes.push(slots, slot, slots[slot]);
    this.record(slots, slot, next, start);
  }

  /** Gives the next moment a title. Needs {@link prepare}. */
  recordTitle(title: string): void {
    this.#words[this.#length++] = TITLE;
    this.#words[this.#length++] = this.#titles.push(title) - 1;
  }

  /** Replaces the recorded value that is current for a place, as if it had been written in the first place. */
  amend(slots: Slots, slot: number, next: unknown): void {
    const cell = slots[slot + 1] as number;
    if (cell > 0) this.values?.set(this.#currentOperation(cell), next);
    slots[slot] = next;
  }

  /** Begins the part of the journal that can be rolled back. */
  openLog(): void {
    this.#openAt = this.#sent + this.#length;
    this.#log = { writes: [], touched: [], joined: [] };
  }

  /** What was recorded since {@link openLog} is final. */
  closeLog(): void {
    this.#openAt = -1;
    this.#log = undefined;
  }

  /** The present end of the journal. Needs an open log. */
  mark(): Mark {
    const log = this.#log;
    return {
      word: this.#sent + this.#length,
      operation: this.nextOperation,
      stamped: this.#stamped,
      titles: this.#titles.length,
      writes: log?.writes.length ?? 0,
      touched: log?.touched.length ?? 0,
      joined: log?.joined.length ?? 0,
    };
  }

  /** Whether an operation was recorded since a mark. */
  wroteSince(mark: Mark): boolean {
    return this.nextOperation !== mark.operation;
  }

  /** Puts values, cells, members and journal back to what they were at a mark of the open log. */
  rollBack(mark: Mark): void {
    const log = this.#log;
    if (log === undefined) return;
    for (let i = log.writes.length - 3; i >= mark.writes; i -= 3) {
      (log.writes[i] as Slots)[log.writes[i + 1] as number] = log.writes[i + 2];
    }
    // A number stays with its place, but its baseline is gone with the words.
    for (let i = log.touched.length - 2; i >= mark.touched; i -= 2) {
      const slots = log.touched[i] as Slots;
      const at = (log.touched[i + 1] as number) + 1;
      slots[at] = -Math.abs(slots[at] as number);
    }
    for (let i = log.joined.length - 1; i >= mark.joined; i--) {
      const slots = log.joined[i];
      if (slots !== undefined) leave(slots);
    }
    log.writes.length = mark.writes;
    log.touched.length = mark.touched;
    log.joined.length = mark.joined;
    this.#length = mark.word - this.#sent;
    this.#titles.length = mark.titles;
    this.#stamped = mark.stamped;
    // The next write stamps again if the words of this turn's stamp are gone.
    this.#turn = -1;
    this.nextOperation = mark.operation;
    this.values?.truncate(mark.operation);
    if (this.values !== undefined) this.#chunk = this.values.chunkFor(mark.operation);
  }

  /** Throws when a write to this slot would be refused; an object that would join must not join for nothing. */
  checkWrite(slots: Slots, slot: number): void {
    if (this.gate !== 0) this.guard?.check(slots, slot);
  }

  /** Makes an object a member of this history. */
  join(slots: Slots, member: Member): void {
    slots[0] = member;
    if (this.gate !== 0) this.guard?.joined(slots);
  }

  /** Remembers a joining for a rollback. */
  logJoin(slots: Slots): void {
    this.#log?.joined.push(slots);
  }

  /** Hands all complete moments to the engine. */
  flush(): void {
    const count = this.#openAt < 0 ? this.#length : this.#openAt - this.#sent;
    if (count === 0) return;
    this.sink.append(this.#words, count, this.#titles);
    this.#words.copyWithin(0, count, this.#length);
    this.#length -= count;
    this.#sent += count;
    if (this.#length === 0 && this.#titles.length > 0) this.#titles = [];
  }

  /** Number of words waiting for the engine. */
  get pending(): number {
    return this.#length;
  }

  /** Where the words go; opened at the first flush or question. */
  get sink(): JournalSink {
    return (this.#sink ??= this.openSink(this));
  }

  #currentOperation(cell: number): number {
    this.flush();
    const back = operationsBack(this.#words, this.#length, cell);
    return back > 0 ? this.nextOperation - back : this.sink.currentOperation(cell);
  }

  #touch(slots: Slots, slot: number): number {
    const known = slots[slot + 1] as number;
    const cell = known === 0 ? (this.cells ??= new CellTable()).add(slots, slot) : -known;
    slots[slot + 1] = cell;
    this.#log?.touched.push(slots, slot);
    this.#words[this.#length++] = BASELINE;
    this.#words[this.#length++] = cell;
    this.#appendValue(slots[slot]);
    return cell;
  }

  #appendValue(value: unknown): void {
    const operation = this.nextOperation++;
    const at = operation & CHUNK_MASK;
    if (at === 0 || operation === 1) this.#chunk = (this.values ??= new ValueTable()).chunkFor(operation);
    this.#chunk[at] = value;
  }

  #stamp(): void {
    this.#turn = clock.turn;
    const time = timeOfTurn();
    if (time === this.#stamped) return;
    this.#stamped = time;
    timeFloat[0] = time;
    this.#words[this.#length++] = STAMP;
    this.#words[this.#length++] = timeWords[0] ?? 0;
    this.#words[this.#length++] = timeWords[1] ?? 0;
  }

  #makeRoom(): void {
    if (this.nextOperation > MAX_OPERATIONS) throw new LimitExceededError('it holds 2^31 operations');
    const size = this.#words.length;
    if (size >= JOURNAL_WORDS && this.#openAt !== this.#sent) {
      this.flush();
      if (this.#length < this.#room) return;
    }
    // Small at first, because most objects of most programs are written a few times; larger than JOURNAL_WORDS only
    // for a transaction that is.
    const larger = new Uint32Array(size === 0 ? FIRST_JOURNAL_WORDS : size * 2);
    larger.set(this.#words);
    this.#words = larger;
    this.#room = larger.length - WORDS_PER_WRITE;
  }
}

/** Takes an object out of its history again; only for objects whose joining is rolled back. */
export function leave(slots: Slots): void {
  slots[0] = null;
  for (let at = 2; at < slots.length; at += 2) slots[at] = 0;
}
