// Who writes to a history file: a file beside it says so, as long as its process lives.
//
// L1: a lock is made by a call that fails where there is one already. L2: only the lock of a dead process of this machine is taken
// away, by a name of its own, so that two that find it do not both think that they have.
import fs from 'node:fs';
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';
import { FileLockedError } from '../errors.js';
import { isAlive, orAccessError, system, writeAll } from './disk.js';

/** What a lock says. */
interface Holder {
  readonly pid?: number;
  readonly host?: string;
  readonly token?: string;
  /** Its process died before it said anything. */
  readonly isUnfinished?: boolean;
}

let taken = 0;

/** The lock of one history file. */
export class FileLock {
  readonly #token: string;

  private constructor(
    private readonly path: string,
    token: string,
  ) {
    this.#token = token;
  }

  /** @throws {FileLockedError} when another one writes to the file. @throws {FileAccessError} */
  static take(file: string, verb: string): FileLock {
    const path = lockOf(file);
    const token = `${String(process.pid)}-${String(threadId)}-${String(Date.now())}-${String(++taken)}`;
    return orAccessError(file, verb, () => {
      for (let attempt = 0; ; attempt++) {
        if (made(path, token)) return new FileLock(path, token);
        if (attempt > MAX_ATTEMPTS || !tookAway(path)) throw lockedBy(file, holderOf(path));
      }
    });
  }

  /** Whether it is still held. */
  get isHeld(): boolean {
    return holderOf(this.path)?.token === this.#token;
  }

  release(): void {
    if (!this.isHeld) return;
    try {
      system.unlinkSync(this.path);
    } catch {
      // The process ends some time, and then it is stale.
    }
  }
}

const MAX_ATTEMPTS = 5;
/** Saying who one is takes less than this. */
const UNFINISHED_MS = 10_000;

/** @throws {FileLockedError} when somebody writes to the file */
export function expectUnlocked(file: string): void {
  const holder = holderOf(lockOf(file));
  if (holder !== undefined && !isStale(holder)) throw lockedBy(file, holder);
}

function lockOf(file: string): string {
  return `${file}.lock`;
}

function lockedBy(file: string, holder: Holder | undefined): FileLockedError {
  return new FileLockedError(file, holder?.pid, holder?.host, lockOf(file));
}

function made(path: string, token: string): boolean {
  const said: Holder = { pid: process.pid, host: hostname(), token };
  let file: number;
  try {
    file = system.openSync(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeAll(file, Buffer.from(JSON.stringify(said)));
  } catch (error) {
    system.unlinkSync(path);
    throw error;
  } finally {
    system.closeSync(file);
  }
  return true;
}

/** Who holds a lock; undefined for nobody. One that says nothing yet is held by somebody, unless they died over it. */
function holderOf(path: string): Holder | undefined {
  let text: string;
  try {
    text = fs.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null ? said : {};
  } catch {
    const age = Date.now() - (fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    return age > UNFINISHED_MS ? { isUnfinished: true } : {};
  }
}

function isStale({ pid, host, isUnfinished }: Holder): boolean {
  if (isUnfinished === true) return true;
  return host === hostname() && typeof pid === 'number' && Number.isInteger(pid) && pid > 0 && !isAlive(pid);
}

/** Takes the lock of a dead process away; whether there is none any more. */
function tookAway(path: string): boolean {
  const holder = holderOf(path);
  if (holder === undefined) return true;
  if (!isStale(holder)) return false;
  const aside = `${path}.${String(process.pid)}-${String(threadId)}.stale`;
  try {
    system.renameSync(path, aside);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
  // Somebody may have been faster, and this be their new one.
  const isOther = holderOf(aside)?.token !== holder.token;
  if (isOther) fs.linkSync(aside, path);
  system.unlinkSync(aside);
  return !isOther;
}
