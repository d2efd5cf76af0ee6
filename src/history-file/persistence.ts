// Persistence: a history is kept in a file while it is made, by a journal that grows beside it.
//
// PE1: what `flush` has acknowledged is on the disk. PE2: one thing at a time is written, in the order of its making; what is
// waiting meanwhile is written together, with one call that makes it durable. PE3: after a failure nothing is appended: the
// next attempt writes a new file. PE4: nothing is looked at while a transaction is open.
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import {
  DisposedError,
  FileAccessError,
  FileChangedError,
  FileLockedError,
  PersistenceClosedError,
} from '../errors.js';
import type { Persistence } from '../timeline/keeping.js';
import type { Session } from '../timeline/session.js';
import { closeQuietly, stampOf, system, targetOf, writeAll } from './disk.js';
import { framed } from './journal-format.js';
import { droppedBy, FollowedNumbering, JournalWriter } from './journal-writer.js';
import { FileLock } from './lock.js';
import { journalOf, replacePair, type JournalEnd } from './pair.js';
import { snapshotOf } from './save.js';

type Durability = 'moment' | 'batch';

/** Milliseconds between two looks. */
const BATCH_MS = 20;
/** Names and tags are no moments: nobody tells of them. */
const MOMENT_MS = 100;
/** Milliseconds between two attempts after a failure. */
const RETRY_MS = 2000;
/** A journal as long as its file is taken up into a new one, but none that is shorter than this. */
const LEAST_JOURNAL = 1 << 20;

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Keeps one history in one file. */
class JournalPersistence implements Persistence {
  readonly path: string;
  #state: 'open' | 'failed' | 'closed' = 'open';
  #lastError: Error | undefined;
  readonly #session: Session;
  readonly #lock: FileLock;
  #end: JournalEnd | undefined;
  #writer: JournalWriter | undefined;
  /** Size of the file. */
  #bytes = 0;
  /** What stood under both names when they were written last; undefined when nobody knows. */
  #stamp: string | undefined;
  readonly #queue: Uint8Array[] = [];
  #needsFile = false;
  readonly #waiters: Waiter[] = [];
  #isWorking = false;
  #triedAt = 0;
  readonly #ends: (() => void)[] = [];

  constructor(session: Session, path: string, durability: Durability) {
    session.begin('persist');
    this.#session = session;
    this.path = targetOf(path, 'persist');
    this.#lock = FileLock.take(this.path, 'persist');
    try {
      this.#makeFileNow();
    } catch (error) {
      this.#lock.release();
      throw error;
    }
    this.#begin(durability);
  }

  #begin(durability: Durability): void {
    const look = (): void => {
      this.#look();
    };
    const timer = setInterval(look, durability === 'batch' ? BATCH_MS : MOMENT_MS);
    timer.unref();
    const finish = (): void => {
      this.#finish();
    };
    const session = this.#session;
    session.endings.add(finish);
    process.on('beforeExit', look);
    this.#ends.push(
      () => {
        clearInterval(timer);
      },
      () => process.off('beforeExit', look),
      () => session.endings.delete(finish),
    );
    if (durability === 'batch') return;
    let isAsked = false;
    const unsubscribe = session.subscribe(() => {
      if (isAsked) return;
      isAsked = true;
      queueMicrotask(() => {
        isAsked = false;
        look();
      });
    });
    this.#ends.push(unsubscribe);
  }

  get state(): 'open' | 'failed' | 'closed' {
    return this.#state;
  }

  get lastError(): Error | undefined {
    return this.#lastError;
  }

  get size(): { readonly file: number; readonly journal: number } {
    return { file: this.#bytes, journal: this.#end?.length ?? 0 };
  }

  async flush(): Promise<void> {
    this.#expectOpen('flush');
    this.#session.inspect('flush');
    await this.#round();
  }

  async compact(): Promise<void> {
    this.#expectOpen('compact');
    this.#session.inspect('compact');
    this.#needsFile = true;
    await this.#round();
  }

  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    this.#session.inspect('close');
    try {
      await this.#round();
    } finally {
      this.#stop();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #expectOpen(verb: string): void {
    if (this.#state === 'closed') throw new PersistenceClosedError(this.path, verb);
  }

  // -- looking ---------------------------------------------------------------------------------------------------

  #look(): void {
    if (this.#state === 'closed' || this.#isBusy) return;
    if (this.#state === 'failed' && Date.now() - this.#triedAt < RETRY_MS) return;
    // What goes wrong shows in `state`.
    if (this.#collect()) this.#round().catch(() => undefined);
  }

  /** Takes what is new; whether there is anything to write. */
  #collect(): boolean {
    if (!this.#needsFile) {
      try {
        const round = this.#visiting(() => this.#writer?.round() ?? 'file');
        if (round === 'file') this.#needsFile = true;
        else if (round !== 'nothing') this.#queue.push(round);
      } catch (error) {
        this.#failed(error);
        return false;
      }
    }
    return this.#needsFile || this.#queue.length > 0;
  }

  async #round(): Promise<void> {
    if (this.#state !== 'failed') this.#collect();
    const done = new Promise<void>((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
    });
    if (!this.#isWorking) void this.#work();
    await done;
  }

  // -- writing ---------------------------------------------------------------------------------------------------

  async #work(): Promise<void> {
    this.#isWorking = true;
    while (this.#waiters.length > 0) {
      const waiters = this.#waiters.splice(0);
      try {
        if (this.#needsFile || this.#state === 'failed') await this.#makeFile();
        else if (this.#queue.length > 0) await this.#append();
        if (this.#isClosed) throw new DisposedError('persist');
        this.#state = 'open';
        this.#lastError = undefined;
        for (const { resolve } of waiters) resolve();
      } catch (error) {
        this.#failed(error);
        for (const { reject } of waiters) reject(error);
      }
    }
    this.#isWorking = false;
  }

  #hasForks(): boolean {
    return this.#session.recorder.instance !== undefined;
  }

  /** Whether this instance, or another one of the history, has a transaction open. */
  get #isBusy(): boolean {
    return this.#session.busy || (this.#session.recorder.instance?.isHeldUp ?? false);
  }

  get #isClosed(): boolean {
    return this.#state === 'closed';
  }

  #failed(error: unknown): void {
    this.#lastError = error instanceof Error ? error : new Error(String(error));
    this.#needsFile = true;
    this.#queue.length = 0;
    this.#triedAt = Date.now();
    if (this.#state !== 'closed') this.#state = 'failed';
  }

  /** Appends what waits, and makes it durable. */
  async #append(): Promise<void> {
    this.#expectSame();
    const end = this.#end;
    if (end === undefined) throw new FileChangedError(this.path);
    const before = { ...end };
    this.#write(end);
    try {
      await system.datasync(end.file);
    } catch (error) {
      this.#cut(end, before);
      throw new FileAccessError(journalOf(this.path), 'persist', error as Error);
    }
    if (end.length > Math.max(this.#bytes, LEAST_JOURNAL)) {
      this.#needsFile = true;
      // Nobody waits for that.
      this.#waiters.push({ resolve: () => undefined, reject: () => undefined });
    }
  }

  #write(end: JournalEnd): void {
    const before = { ...end };
    const records = this.#queue.splice(0).map((payload) => framed(payload, end.number++));
    const bytes = records.length === 1 && records[0] !== undefined ? records[0] : Buffer.concat(records);
    try {
      writeAll(end.file, bytes, before.length);
    } catch (error) {
      this.#cut(end, before);
      throw new FileAccessError(journalOf(this.path), 'persist', error as Error);
    }
    end.length += bytes.length;
    this.#written();
  }

  /** Takes away what was not written as a whole, if that is possible; a reader does the same, and so does the next who append. */
  #cut(end: JournalEnd, before: Readonly<JournalEnd>): void {
    Object.assign(end, before);
    try {
      system.ftruncateSync(end.file, end.length);
    } catch {
      // It is torn.
    }
    this.#written();
  }

  /** @throws {FileAccessError} */
  #stampNow(): string {
    return `${stampOf(this.path, 'persist') ?? ''} | ${stampOf(journalOf(this.path), 'persist') ?? ''}`;
  }

  /** Notes what has been written here. Where the disk does not answer, the next who look take what they find for that. */
  #written(): void {
    try {
      this.#stamp = this.#stampNow();
    } catch {
      this.#stamp = undefined;
    }
  }

  /** Nobody else has touched the pair. @throws {FileChangedError} @throws {FileLockedError} */
  #expectSame(): void {
    if (!this.#lock.isHeld('persist')) throw new FileLockedError(this.path, undefined, undefined, `${this.path}.lock`);
    const stamp = this.#stampNow();
    this.#stamp ??= stamp;
    if (this.#stamp !== stamp) throw new FileChangedError(this.path);
  }

  // -- new files -------------------------------------------------------------------------------------------------

  async #makeFile(): Promise<void> {
    const session = this.#session;
    const { journal } = session.recorder;
    for (;;) {
      await this.#idle();
      // Other instances have other objects: nothing of them may come in between.
      if (this.#hasForks()) {
        this.#makeFileNow();
        return;
      }
      const numbering = new FollowedNumbering();
      const [amendments, dropped] = [journal.amendments, droppedBy(session)];
      const snapshot = snapshotOf(session, numbering);
      let slice = snapshot.next();
      while (slice.done !== true) {
        await setImmediate();
        if (slice.value) await this.#idle();
        if (journal.amendments !== amendments || droppedBy(session) !== dropped || this.#hasForks()) break;
        slice = snapshot.next();
      }
      if (slice.done !== true) continue;
      this.#install(slice.value, numbering);
      return;
    }
  }

  #makeFileNow(): void {
    this.#visiting(() => {
      this.#session.recorder.flush();
      const numbering = new FollowedNumbering();
      const snapshot = snapshotOf(this.#session, numbering);
      let slice = snapshot.next();
      while (slice.done !== true) slice = snapshot.next();
      this.#install(slice.value, numbering);
    });
  }

  /** Does something with the persisted instance the active one. */
  #visiting<T>(work: () => T): T {
    const { instance } = this.#session.recorder;
    return instance === undefined ? work() : instance.visit('persist', work);
  }

  #install(bytes: Uint8Array, numbering: FollowedNumbering): void {
    // Before the first file whatever is there is replaced, as by a save.
    if (this.#writer !== undefined) this.#expectSame();
    const end = this.#end;
    this.#writer = new JournalWriter(this.#session, numbering);
    this.#queue.length = 0;
    this.#end = undefined;
    try {
      this.#end = replacePair(this.path, 'persist', bytes, end);
    } finally {
      this.#written();
      if (end !== undefined) closeQuietly(end.file);
    }
    this.#bytes = bytes.length;
    this.#needsFile = false;
  }

  /** Waits until no transaction is open. */
  async #idle(): Promise<void> {
    while (this.#isBusy) {
      if (this.#isClosed) throw new DisposedError('persist');
      await pause(1);
    }
    if (!this.#hasForks()) this.#session.recorder.flush();
  }

  // -- the end ---------------------------------------------------------------------------------------------------

  /** The history ends: what is new is written at once. */
  #finish(): void {
    try {
      this.#collect();
      if (this.#needsFile) this.#makeFileNow();
      else if (this.#queue.length > 0 && this.#end !== undefined) {
        this.#expectSame();
        this.#write(this.#end);
        system.fsyncSync(this.#end.file);
      }
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#stop();
    }
  }

  #stop(): void {
    this.#state = 'closed';
    this.#session.attachments.follow(false);
    for (const end of this.#ends.splice(0)) end();
    if (this.#end !== undefined) closeQuietly(this.#end.file);
    this.#end = undefined;
    this.#lock.release();
    persisted.delete(this.#session);
  }
}

const persisted = new WeakMap<Session, JournalPersistence>();

/** Begins to keep a history in a file. */
export function persist(session: Session, path: string, durability: Durability): Persistence {
  const made = new JournalPersistence(session, path, durability);
  persisted.set(session, made);
  return made;
}

/** What keeps a history, if anything does. */
export function persistenceOf(session: Session): Persistence | undefined {
  return persisted.get(session);
}
