// The recorder of one history: what a write does, from the accessor to the journal.
//
// A write stores the value in the object's slots and in the value table and appends one word to the journal. Nothing
// crosses to the engine: it takes the words when the journal is full or when somebody asks about the history.
// R1: `direct` says that a write may be recorded without asking anybody: the gate is 0, or the open transaction has begun
// its moment. R2: `start` is 0 exactly while writes join the newest moment.
import { clock } from './clock.js';
import {
  ASYNC_OPEN,
  DECIDING,
  DETACHED,
  FROZEN,
  INVARIANTS,
  IN_TRANSACTION,
  TOUCHED,
  UNTRACKED,
  WATCHED,
} from './gate.js';
import { START } from './journal-words.js';
import { hold, unboxed, WeakBox } from './weak-values.js';
import { Journal, type JournalSink, type Mark } from './journal.js';
import type { Content, ForeignValues } from './content.js';
import type { Instance } from './instances.js';
import type { Member } from './member.js';
import { spliceChange, type Sequence, type SequenceChange } from './sequences.js';
import type { Slots } from './slots.js';

/** Decides about writes while the gate is not 0: transactions, subscribers, refusals. */
export interface Gatekeeper {
  /** A write to this place is about to be done; throws when it is refused now. */
  check(place: Written, slot: number): void;
  /** Does the write: records it, holds it, amends with it, or throws. */
  write(slots: Slots, slot: number, next: unknown): void;
  /** Does the same with a change that the sequence has done already. */
  change(sequence: Sequence, change: SequenceChange): void;
  /** This instance is the active one from now on. */
  activated(): void;
  /** This instance is the active one no longer. */
  stopCoalescing(): void;
  /** Does something while the objects show what is recorded, and not what an open asynchronous transaction holds. */
  settled(work: () => void): void;
  /** Does several writes that are one step. */
  together(count: number, write: (index: number) => void): void;
  /** An object has joined this history. */
  joined(joined: Joined): void;
}

/** What can be asked to record its changes. */
export interface Capturing {
  capture(): void;
}

/** What writes go to: the slots of an object or a key, or a sequence. */
export type Written = Slots | Sequence;
/** What joins a history: an object with slots, or a container. */
export type Joined = Slots | Content;

/** Is told what holds what, besides that through which it joined. */
export interface Holders {
  add(held: object, holder: object): void;
}

/** Gates under which nothing is half-way. */
const QUIET = WATCHED | DETACHED | FROZEN;

/** Something is open that can be rolled back. */
const HALF_WAY = IN_TRANSACTION | ASYNC_OPEN | UNTRACKED | DECIDING;

/** Stands in until the first write, so that an object that is never written costs no journal. */
const NO_JOURNAL = new Journal();

/** Records the operations of one owner and its parts. */
export class Recorder {
  #gate = 0;
  #start = START;
  #direct = true;
  gatekeeper: Gatekeeper | undefined = undefined;
  /** This instance among several of one history; undefined as long as it is the only one. */
  instance: Instance | undefined = undefined;
  /** The timeline handle of this history, once somebody asked for it. */
  timeline: object | undefined = undefined;
  #journal = NO_JOURNAL;
  #sink: JournalSink | undefined = undefined;
  /** Whether the history has grown since old moments could go. */
  #isGrown = false;
  /** Whether recorded values were ever replaced: then an early operation may hold what came late. */
  hasAmended = false;
  /** Whether parts have invariants, too, and not the owner alone. */
  partsHaveInvariants = false;
  /** What holds what in the present state, while somebody needs it; to be dropped where that changes without writes. */
  holders: Holders | undefined = undefined;
  /** What had joined before and was put somewhere, since invariants were asked last. */
  readonly reentered = new Set<Member>();
  /** Whose code runs and may only read; see {@link deciding}. */
  decider = '';
  /** Whether there are weak fields that were written. */
  hasWeak = false;
  readonly #lately: unknown[] = [];
  /** Objects that joined in the open transaction. */
  #joined: Joined[] | undefined = undefined;
  /** What this timeline knows of foreign values, where it has adapters of its own. */
  foreign: ForeignValues | undefined = undefined;
  /** Contents of values that can change unseen. */
  #adapted: Set<Content> | undefined = undefined;
  /** Those that may have changed since they were looked at. */
  readonly #touched = new Set<Capturing>();
  #isCapturing = false;

  constructor(
    /** The instance this history belongs to. */
    readonly owner: object,
    /** Time of genesis, in milliseconds. */
    readonly born: number,
    private readonly openSink: (recorder: Recorder) => JournalSink,
    /** Gives this recorder its gatekeeper, when a gate asks for one before anybody asked for the history. */
    private readonly openGatekeeper: (recorder: Recorder) => void = () => undefined,
  ) {}

  /** Why writes may not simply be recorded: bits of `gate.ts`. */
  get gate(): number {
    return this.#gate;
  }

  setGate(bit: number, on: boolean): void {
    this.#gate = on ? this.#gate | bit : this.#gate & ~bit;
    if (this.hasWeak && !on) this.forgetLately();
    this.#look();
  }

  /** Whether writes join the newest moment instead of beginning one. */
  setJoining(joining: boolean): void {
    this.#start = joining ? 0 : START;
    this.#look();
  }

  #look(): void {
    this.#direct = this.#gate === 0 || ((this.#gate & ~WATCHED) === IN_TRANSACTION && this.#start === 0);
  }

  /** Whoever decides about writes while the gate is not 0. */
  get #asked(): Gatekeeper | undefined {
    if (this.gatekeeper === undefined) this.openGatekeeper(this);
    return this.gatekeeper;
  }

  /** From now on what a moment changed is checked: an object with invariants joins. */
  expectInvariants(isPart: boolean): void {
    this.partsHaveInvariants ||= isPart;
    if ((this.#gate & INVARIANTS) !== 0) return;
    // What joins together with it has to be known to the gatekeeper: the write can still be refused.
    if (isPart && this.gatekeeper === undefined) this.openGatekeeper(this);
    this.setGate(INVARIANTS, true);
  }

  /** Runs code that may only read: every write and verb is refused meanwhile, and what `also` refuses. */
  deciding<T>(who: string, work: () => T, also = 0): T {
    const { decider } = this;
    const added = (DECIDING | also) & ~this.#gate;
    this.decider = who;
    this.setGate(added, true);
    try {
      return work();
    } finally {
      this.decider = decider;
      this.setGate(added, false);
    }
  }

  /** Records one effective write, or leaves it to the gatekeeper. */
  write(slots: Slots, slot: number, next: unknown): void {
    const journal = this.#journal;
    if (!this.#mayRecord()) this.#asked?.write(slots, slot, next);
    else if (journal.turn !== clock.turn || journal.length >= journal.room) this.record(slots, slot, next);
    else if (this.#start === 0) journal.join(slots, slot, next);
    else journal.record(slots, slot, next, START);
  }

  /** Whether a write needs nobody's leave; what has changed in place before it is recorded first. */
  #mayRecord(): boolean {
    if (!this.#direct) this.capture();
    return this.#direct;
  }

  /** A value may have changed in place: it is looked at before anything else is recorded or asked. */
  touch(content: Capturing): void {
    this.#touched.add(content);
    if ((this.#gate & TOUCHED) === 0) this.setGate(TOUCHED, true);
  }

  /**
   * Records what has changed in place. Values that were not touched are looked at only `everywhere`, as calls do that ask
   * the history or move in it, and some of them only when that is forced.
   * @throws what an adapter throws, or what refuses the change
   */
  capture(everywhere = false, isForced = false): void {
    // What an adapter does on our behalf is no change; what records one may ask for a look itself, and would see it once more.
    if (this.#isCapturing || (this.#gate & DECIDING) !== 0) return;
    if (everywhere) for (const content of this.#adapted ?? []) content.mayHaveChanged?.(isForced);
    if ((this.#gate & TOUCHED) === 0) return;
    this.setGate(TOUCHED, false);
    const touched = [...this.#touched];
    this.#touched.clear();
    this.#isCapturing = true;
    try {
      touched.forEach((content, at) => {
        try {
          content.capture();
        } catch (error) {
          // The others are still to be looked at.
          for (const next of touched.slice(at + 1)) this.touch(next);
          throw error;
        }
      });
    } finally {
      this.#isCapturing = false;
    }
  }

  /** Whether a value was touched since it was looked at; from now on it was not. */
  forgetTouch(content: Capturing): boolean {
    const was = this.#touched.delete(content);
    if (was && this.#touched.size === 0) this.setGate(TOUCHED, false);
    return was;
  }

  /** Whether anything can change unseen. */
  get adapts(): boolean {
    return this.#adapted !== undefined;
  }

  /** Every content of a value that can change unseen. */
  get adapted(): Iterable<Content> {
    return this.#adapted ?? [];
  }

  /** Records a write of a weak field: a box, or a primitive. */
  writeWeakly(slots: Slots, slot: number, next: unknown): void {
    this.hasWeak = true;
    const before = unboxed(slots[slot]);
    this.write(slots, slot, next);
    hold(slots, slot);
    this.keepLately(before);
  }

  /** A weak field held a value until just now: it is kept until nothing that is open can be rolled back to it. */
  keepLately(value: unknown): void {
    if ((this.#gate & HALF_WAY) !== 0) this.#lately.push(value);
  }

  /** Lets go of what weak fields held until just now, unless something is half-way. */
  forgetLately(): void {
    if ((this.#gate & HALF_WAY) === 0) this.#lately.length = 0;
  }

  /** Records one operation, whatever the gate says. */
  record(slots: Slots, slot: number, next: unknown): void {
    const journal = this.journal;
    if (journal.turn !== clock.turn || journal.length >= journal.room) journal.prepare(this);
    if (this.#start === 0) journal.join(slots, slot, next);
    else journal.record(slots, slot, next, START);
  }

  /** Records one change that a sequence has done, or leaves it to the gatekeeper. */
  writeChange(sequence: Sequence, change: SequenceChange): void {
    if (this.#mayRecord()) this.recordChange(sequence, change);
    else this.#asked?.change(sequence, change);
  }

  /** Records what a splice of a sequence has done, or leaves it to the gatekeeper. */
  writeSplice(sequence: Sequence, index: number, removed: readonly unknown[], inserted: readonly unknown[]): void {
    if (this.#mayRecord()) {
      const journal = this.journal;
      if (journal.turn !== clock.turn || journal.length >= journal.room) journal.prepare(this);
      journal.recordSplice(sequence, index, removed, inserted, this.#start);
    } else this.#asked?.change(sequence, spliceChange(index, removed, inserted));
  }

  /** Records one change, whatever the gate says. */
  recordChange(sequence: Sequence, change: SequenceChange): void {
    const journal = this.journal;
    if (journal.turn !== clock.turn || journal.length >= journal.room) journal.prepare(this);
    journal.recordChange(sequence, change, this.#start);
  }

  /** Does several writes that are one step: one moment, unless they join one anyway. */
  together(count: number, write: (index: number) => void): void {
    this.capture();
    if (this.#gate !== 0) {
      this.#asked?.together(count, write);
      return;
    }
    try {
      for (let i = 0; i < count; i++) {
        write(i);
        this.setJoining(true);
      }
    } finally {
      this.setJoining(false);
    }
  }

  /** Gives the next moment a title. */
  recordTitle(title: string): void {
    this.journal.prepare(this);
    this.journal.recordTitle(title);
  }

  /** Replaces the recorded value that is current for a place, as if it had been written in the first place. */
  amend(slots: Slots, slot: number, next: unknown): void {
    const operation = this.currentAt(slots, slot);
    this.journal.amendments++;
    if (operation > 0) {
      this.hasAmended = true;
      this.journal.values.set(operation, next);
      this.instance?.amended(slots[slot + 1] as number, operation);
    }
    this.putBack(slots, slot, next);
  }

  /** The operation that is current for a place; 0 when nothing is recorded there. */
  currentAt(slots: Slots, slot: number): number {
    const cell = slots[slot + 1] as number;
    return cell > 0 ? this.journal.currentOperation(cell, this.sink) : 0;
  }

  /** Gives a place a value without recording it. */
  putBack(slots: Slots, slot: number, value: unknown): void {
    const { cells } = this.instance ?? this.#journal;
    const cell = Math.abs(slots[slot + 1] as number);
    if ((cells.index[cell] ?? 0) < 0) cells.restore(cell, value);
    else {
      slots[slot] = value;
      if (value instanceof WeakBox) hold(slots, slot);
    }
  }

  /** Begins what can be rolled back. */
  openLog(): void {
    this.journal.open();
    this.#joined = [];
  }

  /** What was recorded since {@link openLog} is final; answers what has joined since. */
  closeLog(): readonly Joined[] {
    this.journal.close();
    const joined = this.#joined ?? [];
    this.#joined = undefined;
    return joined;
  }

  /** Whether an open transaction remembers what joins. */
  get isLogging(): boolean {
    return this.#joined !== undefined;
  }

  /** What was written since a mark of the open log, by its members, and what has joined. O(words since). */
  touchedSince(mark: RecorderMark): Set<Member> {
    const { cells } = this.journal;
    const touched = new Set<Member>();
    const add = (member: Member | null | undefined): void => {
      if (member != null) touched.add(member);
    };
    for (const cell of this.journal.cellsSince(mark.journal)) add(cells.memberOf(cell));
    for (const joined of this.#joined?.slice(mark.joined) ?? []) add(Array.isArray(joined) ? joined[0] : joined.member);
    return touched;
  }

  /** The present end of the open log. */
  mark(): RecorderMark {
    return { journal: this.journal.mark(), joined: this.#joined?.length ?? 0 };
  }

  /** Writes to a place that was written since this mark replace the value recorded there. */
  joinFrom(mark: RecorderMark): void {
    this.journal.joinFrom = mark.journal.operation;
  }

  /** Whether an operation was recorded since a mark. */
  wroteSince(mark: RecorderMark): boolean {
    return this.journal.nextOperation !== mark.journal.operation;
  }

  /** Puts values, cells, members and journal back to what they were at a mark of the open log. */
  rollBack(mark: RecorderMark): void {
    try {
      this.journal.rollBack(mark.journal, this);
    } finally {
      for (const joined of this.#joined?.splice(mark.joined) ?? []) leave(joined);
    }
  }

  /** Throws when a write to this place would be refused; an object that would join must not join for nothing. */
  checkWrite(place: Written, slot: number): void {
    if (this.#gate !== 0) this.#asked?.check(place, slot);
  }

  /** The number below which no operation can hold what joins now; 0 before the first one, and while values are amended. */
  get joinsAt(): number {
    const { nextOperation, joinFrom } = this.#journal;
    const isAnywhere = nextOperation === 1 || (this.#gate & UNTRACKED) !== 0;
    return isAnywhere ? 0 : Math.min(nextOperation, joinFrom);
  }

  /** Makes an object a member of this history. */
  join(joined: Joined, member: Member): void {
    if (Array.isArray(joined)) joined[0] = member;
    else {
      joined.member = member;
      this.enter(joined);
    }
    if (this.#gate !== 0) this.gatekeeper?.joined(joined);
  }

  /** A container or value has become a member: one that can change unseen is looked at from now on. */
  enter(content: Content): void {
    if (content.entered === undefined) return;
    (this.#adapted ??= new Set()).add(content);
    content.entered();
  }

  /** No moment needs a value that can change unseen any more: it belongs to nobody from now on. */
  release(content: Content): void {
    this.#adapted?.delete(content);
    leave(content);
  }

  /** Remembers a joining for a rollback. */
  logJoin(joined: Joined): void {
    this.#joined?.push(joined);
  }

  /** Hands all complete moments to the engine. */
  flush(): void {
    if (this.#journal.length === 0) return;
    this.#journal.flush(this.sink);
    this.#isGrown = true;
  }

  /** {@link flush} where a verb begins, or a write is complete: the time to let old moments go. */
  handOver(): void {
    this.flush();
    this.keepUp();
  }

  /** Lets old moments go if the history has grown. */
  keepUp(): void {
    if (this.#isGrown) this.flushed();
  }

  /** Writes have been handed over: old moments may go, unless something is half-way. */
  flushed(): void {
    this.#isGrown = this.#start === 0 || (this.#gate & ~QUIET) !== 0;
    if (!this.#isGrown) this.#journal.keeper?.keep(this.sink);
  }

  /** Words, values and cells; made at their first use. */
  get journal(): Journal {
    if (this.#journal === NO_JOURNAL) this.#journal = new Journal();
    return this.#journal;
  }

  /** Records into the journal of another instance of the same history. */
  shareJournal(journal: Journal): void {
    this.#journal = journal;
  }

  /** Its objects are no longer part of the history: what they still number is theirs. */
  endSharing(): void {
    this.#journal = new Journal();
  }

  /** Where the words go; opened at the first flush or question. */
  get sink(): JournalSink {
    return (this.#sink ??= this.openSink(this));
  }
}

/** A place to which a transaction of this recorder can be rolled back. */
export interface RecorderMark {
  readonly journal: Mark;
  readonly joined: number;
}

/** Takes an object out of its history again; only for objects whose joining is rolled back. */
export function leave(joined: Joined): void {
  if (Array.isArray(joined)) {
    joined[0] = null;
    for (let at = 2; at < joined.length; at += 2) joined[at] = 0;
  } else {
    joined.left?.();
    joined.member = null;
    joined.forgetCells();
  }
}
