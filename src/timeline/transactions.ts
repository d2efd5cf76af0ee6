// Transactions of all kinds: several writes, one moment or none.
//
// While one is open nothing reaches the engine: the journal grows, and rolling back means cutting it and putting the
// logged values back. Transactions nest as a stack of frames; the outermost makes the moment. An asynchronous
// transaction instead holds the fields it wrote until it ends (`async-transactions.ts`).
// X1: the gate has IN_TRANSACTION exactly while frames are open. X2: frames end in the reverse order of their opening.
import {
  DetachedWriteError,
  EnginePoisonedError,
  OpenTransactionError,
  ReentrantMutationError,
  TransactionOrderError,
} from '../errors.js';
import {
  ASYNC_OPEN,
  ATTACHED,
  CHECKED,
  DECIDING,
  DETACHED,
  DISPOSED,
  ELSEWHERE,
  FROZEN,
  IN_TRANSACTION,
  OBSERVED,
  POISONED,
  UNTRACKED,
} from '../recording/gate.js';
import { clock } from '../recording/clock.js';
import type { Member } from '../recording/member.js';
import type { Gatekeeper, Joined, RecorderMark, Written } from '../recording/recorder.js';
import type { Sequence, SequenceChange } from '../recording/sequences.js';
import type { Slots } from '../recording/slots.js';
import { Amendments } from './amendments.js';
import type { Saved } from './attachments.js';
import { AsyncTransactions } from './async-transactions.js';
import { captureWhatCan } from './capturing.js';
import { refusePromise } from '../schema/policies.js';
import { expectGuards } from './guards.js';
import type { Session } from './session.js';

/** Options of `coalesce`. */
export interface CoalesceOptions {
  /** Longest pause between two calls that still join, in milliseconds; 500 by default. */
  windowMs?: number;
}

/** A group of writes that ends when it is told to: a gesture that spans callbacks. */
export interface Group {
  /** Whether the group still takes writes. */
  readonly isOpen: boolean;
  /** Makes one moment of the writes since the group was opened, or none if there were none. */
  commit(): void;
  /** Takes all writes since the group was opened back. */
  cancel(): void;
}

/** One open transaction. */
interface Frame {
  readonly mark: RecorderMark;
  /** Amendments that were done before. */
  readonly amended: number;
  readonly title: string | undefined;
}

/** The newest coalesced moment, which the next call with the same key may join. */
interface Coalesced {
  readonly key: unknown;
  readonly time: number;
  readonly moment: number;
}

const DEFAULT_WINDOW_MS = 500;

/** The transactions of one timeline; also what the recorder asks while its gate is not 0. */
export class Transactions implements Gatekeeper {
  readonly async: AsyncTransactions;
  readonly amendments: Amendments;
  readonly #session: Session;
  readonly #frames: Frame[] = [];
  /** The open transaction goes on with the newest moment instead of beginning one. */
  #continues = false;
  #coalesced: Coalesced | undefined;
  /** What has joined for a step that is not done yet. */
  #joining: Joined[] = [];
  /** The attached state from before the open transaction, or before the change that is being done. */
  #saved: Saved | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.async = new AsyncTransactions(session);
    this.amendments = new Amendments(session);
  }

  // -- Gatekeeper ------------------------------------------------------------------------------------------------

  check(place: Written, slot: number): void {
    this.#refuse(place, slot);
    // A container is changed first and recorded then.
    if (this.#isAlone(ATTACHED)) this.#saved = this.#session.attachments.save();
  }

  #refuse(place: Written, slot: number): void {
    const { recorder } = this.#session;
    if ((recorder.gate & DISPOSED) !== 0) return;
    if ((recorder.gate & ELSEWHERE) !== 0) recorder.instance?.activate('A write');
    const { gate } = recorder;
    if ((gate & POISONED) !== 0) throw new EnginePoisonedError('A write');
    if ((gate & DECIDING) !== 0) throw new ReentrantMutationError('A write', recorder.decider);
    if ((gate & ASYNC_OPEN) !== 0) this.async.check(place, slot);
    if ((gate & FROZEN) !== 0) this.#session.checkWritable('A write');
    // An amendment makes no moment, so it can be done anywhere.
    if ((gate & DETACHED) !== 0 && (gate & UNTRACKED) === 0) {
      throw new DetachedWriteError('A write', this.#session.engine.currentBranch);
    }
  }

  write(slots: Slots, slot: number, next: unknown): void {
    const { recorder } = this.#session;
    this.#refuse(slots, slot);
    const { gate } = recorder;
    if ((gate & DISPOSED) !== 0) slots[slot] = next;
    else if ((gate & ASYNC_OPEN) !== 0 && this.async.isInside) this.async.write(slots, slot, next);
    else if ((gate & UNTRACKED) !== 0) this.amendments.write(slots, slot, next);
    else if ((gate & IN_TRANSACTION) !== 0) {
      this.#join(() => {
        recorder.record(slots, slot, next);
      });
    } else if ((gate & (ATTACHED | CHECKED)) !== 0) {
      this.#alone(this.#session.attachments.save(), () => {
        recorder.write(slots, slot, next);
      });
    } else {
      recorder.record(slots, slot, next);
      if ((gate & OBSERVED) !== 0) this.#publishCommit();
    }
  }

  change(sequence: Sequence, given: SequenceChange): void {
    const { recorder } = this.#session;
    this.#refuse(sequence, 0);
    const { gate } = recorder;
    // It may be kept for a while, and what a call answered is its caller's.
    const change = { ...given, values: [...given.values] };
    if ((gate & DISPOSED) !== 0) return;
    if ((gate & ASYNC_OPEN) !== 0 && this.async.isInside) this.async.change(sequence, change);
    else if ((gate & UNTRACKED) !== 0) this.amendments.change(sequence, change);
    else if ((gate & IN_TRANSACTION) !== 0) {
      this.#join(() => {
        recorder.recordChange(sequence, change);
      });
    } else if ((gate & (ATTACHED | CHECKED)) !== 0) {
      let isRecorded = false as boolean;
      const saved = this.#saved;
      this.#saved = undefined;
      try {
        this.#alone(saved, () => {
          recorder.writeChange(sequence, change);
          isRecorded = true;
        });
      } catch (error) {
        // It was taken back with its moment, and whoever did it takes it back, too.
        if (isRecorded) sequence.perform(change, false);
        throw error;
      }
    } else {
      recorder.recordChange(sequence, change);
      if ((gate & OBSERVED) !== 0) this.#publishCommit();
    }
  }

  /** Whether a write now would be a moment of its own, and the gate has these bits. */
  #isAlone(bits: number): boolean {
    const { gate } = this.#session.recorder;
    const others = IN_TRANSACTION | UNTRACKED | DISPOSED;
    return (gate & bits) !== 0 && (gate & others) === 0 && !this.async.isInside;
  }

  /** Does what is one step as a transaction of its own, so that it can be taken back with what has joined for it. */
  #alone(saved: Saved | undefined, write: () => void): void {
    const joining = this.#joining;
    this.#joining = [];
    this.run(
      'A write',
      undefined,
      () => {
        for (const joined of joining) this.#session.recorder.logJoin(joined);
        write();
      },
      saved,
    );
  }

  together(count: number, write: (index: number) => void): void {
    const { recorder } = this.#session;
    if ((recorder.gate & (DISPOSED | ELSEWHERE)) === ELSEWHERE) recorder.instance?.activate('A write');
    const { gate } = recorder;
    const isOneStep = (gate & (IN_TRANSACTION | UNTRACKED | DISPOSED)) !== 0 || this.async.isInside;
    const all = (): void => {
      for (let i = 0; i < count; i++) write(i);
    };
    if (isOneStep) all();
    else this.#alone(undefined, all);
  }

  settled(work: () => void): void {
    this.async.settled(work);
  }

  joined(joined: Joined): void {
    if (this.async.isInside) this.async.logJoin(joined);
    else if (this.#session.recorder.isLogging) this.#session.recorder.logJoin(joined);
    else if (this.#isAlone(CHECKED)) this.#joining.push(joined);
  }

  // The first write of a transaction; once the moment has begun, the recorder lets the others through by itself.
  #join(record: () => void): void {
    const { recorder } = this.#session;
    const [outermost] = this.#frames;
    const begins = !this.#continues && outermost !== undefined && !recorder.wroteSince(outermost.mark);
    if (begins && outermost.title !== undefined) recorder.recordTitle(outermost.title);
    record();
    recorder.setJoining(true);
  }

  /** Asks guards and invariants about the open transaction, as if it ended here; nothing when it is part of another one. */
  expectGuards(): void {
    const [outermost, ...inner] = this.#frames;
    const { recorder } = this.#session;
    if (outermost === undefined || inner.length > 0 || (recorder.gate & CHECKED) === 0) return;
    const amended = this.amendments.takeMembers();
    if (amended.length === 0 && !recorder.wroteSince(outermost.mark)) return;
    this.#expectGuards(() => [...recorder.touchedSince(outermost.mark), ...amended]);
  }

  #expectGuards(touched: () => readonly Member[]): void {
    this.async.settled(() => {
      expectGuards(this.#session, touched);
    });
  }

  #publishCommit(): void {
    const { recorder, engine } = this.#session;
    const { position, moments } = engine;
    recorder.handOver();
    // The parent of a single new moment is known; asking the engine would double what an event costs.
    const isNext = engine.position === moments && engine.moments === moments + 1;
    const [parent = engine.position] = isNext ? [position] : engine.parents(engine.position);
    this.#session.publish('commit', parent);
  }

  // -- transactions ----------------------------------------------------------------------------------------------

  /** Runs `body`; its writes are one moment. When it throws they are taken back. */
  run<T>(verb: string, title: string | undefined, body: () => T, saved?: Saved): T {
    if (this.async.isInside) return this.async.nested(verb, body);
    const frame = this.#open(verb, title, saved);
    let result: T;
    try {
      result = body();
      refusePromise(verb, result, 'Use transactAsync for functions that await.');
      this.#expectTop(frame, verb);
      this.#session.recorder.capture(true);
    } catch (error) {
      this.#rollBack(frame);
      throw error;
    }
    this.#commit(frame);
    return result;
  }

  /** Opens a group that is ended by hand. */
  openGroup(title: string | undefined): Group {
    const frame = this.#open('group', title);
    const end = (verb: string, finish: (frame: Frame) => void): void => {
      this.#expectTop(frame, verb);
      finish(frame);
    };
    const isOpen = (): boolean => this.#frames.includes(frame);
    return {
      get isOpen() {
        return isOpen();
      },
      commit: () => {
        end('commit', () => {
          this.#session.recorder.capture(true);
          this.#commit(frame);
        });
      },
      cancel: () => {
        end('cancel', () => {
          this.#rollBack(frame);
        });
      },
    };
  }

  /** Like {@link run}, but joins the newest moment when that was made with the same key a short while ago. */
  coalesce<T>(key: unknown, body: () => T, options: CoalesceOptions): T {
    if (this.#frames.length > 0 || this.async.isInside) return this.run('coalesce', undefined, body);
    const { engine, recorder } = this.#session;
    const last = this.#coalesced;
    this.#session.begin('coalesce');
    const now = clock.now();
    const pause = last === undefined ? Infinity : now - last.time;
    this.#continues =
      last !== undefined &&
      Object.is(last.key, key) &&
      pause >= 0 &&
      pause <= (options.windowMs ?? DEFAULT_WINDOW_MS) &&
      last.moment === engine.position &&
      last.moment === engine.moments - 1;
    const continued = this.#continues;
    const before = engine.moments;
    let result: T;
    try {
      result = this.run('coalesce', undefined, body);
    } finally {
      this.#continues = false;
    }
    recorder.flush();
    if (engine.moments === before + 1 || (continued && engine.moments === before)) {
      this.#coalesced = { key, time: now, moment: engine.position };
    }
    return result;
  }

  activated(): void {
    this.#session.look();
    this.#session.lookForGuards();
    // What is amended on one instance shows on the others.
    this.#session.recorder.holders = undefined;
  }

  /** The newest moment is finished: nothing joins it any more. */
  stopCoalescing(): void {
    this.#coalesced = undefined;
  }

  /** Runs `body`; its writes change what is recorded instead of adding to it. When it throws they are taken back. */
  untracked<T>(body: () => T): T {
    this.#joining = [];
    return this.amendments.run(body, () => {
      this.#session.recorder.capture(true);
      // Inside a transaction guards are asked at its end.
      if (this.#frames.length > 0 || this.async.isInside) return;
      const amended = this.amendments.takeMembers();
      if (amended.length > 0) this.#expectGuards(() => amended);
    });
  }

  /** What is to be done when the open transaction is taken back, if one is open. */
  whenTakenBack(takeBack: () => void): void {
    if (this.#frames.length > 0) this.amendments.log(takeBack);
    else if (this.async.isInside) this.async.log(takeBack);
  }

  get isOpen(): boolean {
    return this.#frames.length > 0;
  }

  #open(verb: string, title: string | undefined, saved?: Saved): Frame {
    const { recorder } = this.#session;
    if ((recorder.gate & DECIDING) !== 0) this.#session.begin(verb);
    if (this.#frames.length === 0) {
      this.#refuseToOpen(verb);
      recorder.instance?.activate(verb);
      recorder.capture(true);
      this.#saved = saved ?? this.#session.attachments.save();
      this.#joining = [];
      recorder.openLog();
      recorder.setJoining(this.#continues);
      this.#session.setGate(IN_TRANSACTION, true);
    }
    const frame = { mark: recorder.mark(), amended: this.amendments.count, title };
    recorder.joinFrom(frame.mark);
    this.#frames.push(frame);
    return frame;
  }

  // Detached and asynchronous states are left to the writes: a transaction that writes nothing is no trouble.
  #refuseToOpen(verb: string): void {
    const { gate } = this.#session.recorder;
    if ((gate & (DISPOSED | POISONED)) !== 0) this.#session.begin(verb);
    if ((gate & UNTRACKED) !== 0) throw new ReentrantMutationError(verb, 'untracked');
    if (verb === 'group' && (gate & ASYNC_OPEN) !== 0) throw new OpenTransactionError(verb);
  }

  #expectTop(frame: Frame, verb: string): void {
    if (this.#frames.at(-1) === frame) return;
    throw new TransactionOrderError(
      this.#frames.includes(frame)
        ? `${verb}: a transaction or group that was opened inside is still open. End the inner one first.`
        : `${verb}: this transaction or group has ended already.`,
    );
  }

  #commit(frame: Frame): void {
    const { recorder, attachments } = this.#session;
    try {
      this.expectGuards();
    } catch (error) {
      this.#rollBack(frame);
      throw error;
    }
    this.#frames.pop();
    const outer = this.#frames.at(-1);
    if (outer !== undefined) {
      recorder.joinFrom(outer.mark);
      return;
    }
    const wrote = recorder.wroteSince(frame.mark);
    const saved = this.#continues ? undefined : this.#saved;
    this.#close();
    if (!wrote) return;
    if ((recorder.gate & ATTACHED) !== 0) {
      recorder.flush();
      attachments.made(saved);
    }
    if ((recorder.gate & OBSERVED) !== 0) this.#publishCommit();
    else recorder.keepUp();
  }

  #rollBack(frame: Frame): void {
    const index = this.#frames.indexOf(frame);
    if (index < 0) return;
    this.#frames.length = index;
    const { recorder } = this.#session;
    captureWhatCan(recorder);
    try {
      recorder.rollBack(frame.mark);
      this.amendments.takeBack(frame.amended);
    } finally {
      recorder.holders = undefined;
      recorder.joinFrom(this.#frames.at(-1)?.mark ?? frame.mark);
      const [outermost = frame] = this.#frames;
      recorder.setJoining(this.#continues || recorder.wroteSince(outermost.mark));
      if (index === 0) this.#close();
    }
  }

  #close(): void {
    const { recorder } = this.#session;
    recorder.closeLog();
    this.amendments.forget();
    this.#saved = undefined;
    recorder.setJoining(false);
    recorder.setGate(IN_TRANSACTION, false);
  }
}
