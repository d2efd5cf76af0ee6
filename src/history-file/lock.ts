// Who writes to a history file: a file beside it says so, as long as its process lives.
//
// L1: a lock is made, with what it says, by a call that fails where there is one already. L2: only the lock of a dead process of this machine is taken
// away, by a name of its own, so that two that find it do not both think that they have. L3: a lock of this thread that it does not
// hold is one that it could not remove, or that of a dead process whose number it has got.
import fs from 'node:fs';
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';
import { FileLockedError } from '../errors.js';
import { ifThere, isAlive, orAccessError, remove, system, temporaryOf, writeAll } from './disk.js';

/** What a lock says. */
interface Holder {
  readonly pid?: number;
  readonly host?: string;
  readonly token?: string;
  /** Its process died before it said anything. */
  readonly isUnfinished?: boolean;
}

let taken = 0;
/** The tokens of the locks that this thread holds. */
const held = new Set<string>();
const OURS = `${String(process.pid)}-${String(threadId)}-`;

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
    const token = `${OURS}${String(Date.now())}-${String(++taken)}`;
    return orAccessError(file, verb, () => {
      for (let attempt = 0; ; attempt++) {
        if (made(path, token)) {
          held.add(token);
          return new FileLock(path, token);
        }
        if (attempt > MAX_ATTEMPTS || !tookAway(path)) throw lockedBy(file, holderOf(path));
      }
    });
  }

  /** Whether it is still held. @throws {FileAccessError} when nobody can say */
  isHeld(verb: string): boolean {
    return orAccessError(this.path, verb, () => holderOf(this.path)?.token === this.#token);
  }

  release(): void {
    held.delete(this.#token);
    try {
      if (holderOf(this.path)?.token === this.#token) system.unlinkSync(this.path);
    } catch {
      // It is stale from now on.
    }
  }
}

const MAX_ATTEMPTS = 5;
/** Saying who one is takes less than this. */
const UNFINISHED_MS = 10_000;

/** Takes away what a dead process has left of its lock. @throws {FileLockedError} when somebody writes to the file @throws {FileAccessError} */
export function expectUnlocked(file: string, verb: string): void {
  const path = lockOf(file);
  orAccessError(file, verb, () => {
    if (!tookAway(path)) throw lockedBy(file, holderOf(path));
  });
}

function lockOf(file: string): string {
  return `${file}.lock`;
}

function lockedBy(file: string, holder: Holder | undefined): FileLockedError {
  return new FileLockedError(file, holder?.pid, holder?.host, lockOf(file));
}

/** Makes the lock, unless there is one. Where a file can have two names, it is there with what it says or not at all. */
function made(path: string, token: string): boolean {
  const said: Holder = { pid: process.pid, host: hostname(), token };
  const bytes = Buffer.from(JSON.stringify(said));
  const aside = temporaryOf(path);
  try {
    write(aside, 'w', bytes);
    system.linkSync(aside, path);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.includes(code)) throw error;
  } finally {
    remove(aside);
  }
  return madeInPlace(path, bytes);
}

/** What file systems answer that have no links. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

function madeInPlace(path: string, bytes: Uint8Array): boolean {
  try {
    write(path, 'wx', bytes);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    remove(path);
    throw error;
  }
}

function write(path: string, flags: string, bytes: Uint8Array): void {
  const file = system.openSync(path, flags);
  try {
    writeAll(file, bytes);
  } finally {
    system.closeSync(file);
  }
}

/** Who holds a lock; undefined for nobody. One that says nothing yet is held by somebody, unless they died over it. */
function holderOf(path: string): Holder | undefined {
  // Not as text: then the runtime ends the process where the file cannot be closed.
  const bytes = ifThere(() => fs.readFileSync(path));
  if (bytes === undefined) return undefined;
  try {
    const said: unknown = JSON.parse(bytes.toString());
    return typeof said === 'object' && said !== null ? said : {};
  } catch {
    const age = Date.now() - (fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    return age > UNFINISHED_MS ? { isUnfinished: true } : {};
  }
}

function isStale({ pid, host, token, isUnfinished }: Holder): boolean {
  if (isUnfinished === true) return true;
  if (host === hostname() && typeof token === 'string' && token.startsWith(OURS)) return !held.has(token);
  return host === hostname() && typeof pid === 'number' && Number.isInteger(pid) && pid > 0 && !isAlive(pid);
}

/** Takes the lock of a dead process away; whether there is none any more. */
function tookAway(path: string): boolean {
  const holder = holderOf(path);
  if (holder === undefined) return true;
  if (!isStale(holder)) return false;
  const aside = temporaryOf(path);
  try {
    system.renameSync(path, aside);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
  // Somebody may have been faster, and this be their new one.
  const isOther = holderOf(aside)?.token !== holder.token;
  if (isOther) system.linkSync(aside, path);
  system.unlinkSync(aside);
  return !isOther;
}
