// Files on the disk: a save replaces a file as a whole or leaves it alone.
//
// The bytes go into a temporary file in the same folder, which is flushed, and then takes the place and the permissions of
// the old one; at last the folder is flushed. Whatever happens on the way, the file holds either what it held before
// or what was to be saved. What a killed process left behind is removed by the next save.
import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { FileAccessError, JanusError } from '../errors.js';

/** The calls of the operating system; tests let them fail. */
export const system = {
  openSync: fs.openSync,
  writeSync: fs.writeSync as (file: number, bytes: Uint8Array, offset: number, length: number, at?: number) => number,
  fsyncSync: fs.fsyncSync,
  fchmodSync: fs.fchmodSync,
  ftruncateSync: fs.ftruncateSync,
  closeSync: fs.closeSync,
  linkSync: fs.linkSync,
  renameSync: fs.renameSync,
  unlinkSync: fs.unlinkSync,
  /** Makes what was written durable. */
  datasync: (file: number): Promise<void> =>
    new Promise((resolve, reject) => {
      fs.fdatasync(file, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    }),
};

/** The bytes of a file. @throws {FileAccessError} */
export function readBytes(path: string, verb: string): Uint8Array {
  return orAccessError(path, verb, () => fs.readFileSync(path));
}

/** The bytes of a file, or undefined where there is none. @throws {FileAccessError} */
export function readIfThere(path: string, verb: string): Uint8Array | undefined {
  return orAccessError(path, verb, () => ifThere(() => fs.readFileSync(path)));
}

/** Gives a file these bytes; a new one has the permissions of `like`. @throws {FileAccessError} */
export function replaceFile(path: string, verb: string, bytes: Uint8Array, like = path): void {
  orAccessError(path, verb, () => {
    const target = targetOf(path, verb);
    const folder = dirname(target);
    removeLitter(folder, basename(target));
    const temporary = temporaryOf(target);
    try {
      writeWhole(temporary, bytes, modeOf(target) ?? modeOf(like));
      system.renameSync(temporary, target);
    } catch (error) {
      remove(temporary);
      throw error;
    }
    flushFolder(folder);
  });
}

/** Removes a file if it is there. @throws {FileAccessError} */
export function removeFile(path: string, verb: string): void {
  orAccessError(path, verb, () =>
    ifThere(() => {
      system.unlinkSync(path);
    }),
  );
}

/** Which file a name stands for, and when it was written last; undefined for none. @throws {FileAccessError} */
export function stampOf(path: string, verb: string): string | undefined {
  const found = orAccessError(path, verb, () => ifThere(() => fs.statSync(path)));
  return found && [found.dev, found.ino, found.size, found.mtimeMs].join(' ');
}

/** What is there; undefined where nothing is. */
export function ifThere<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Runs what touches a file. @throws {FileAccessError} */
export function orAccessError<T>(path: string, verb: string, access: () => T): T {
  try {
    return access();
  } catch (error) {
    if (error instanceof JanusError) throw error;
    throw new FileAccessError(path, verb, error as Error);
  }
}

/** What a link leads to: the link stays, and lock and journal are beside the file itself. @throws {FileAccessError} */
export function targetOf(path: string, verb: string): string {
  return orAccessError(path, verb, () => ifThere(() => fs.realpathSync(path))) ?? path;
}

function modeOf(path: string): number | undefined {
  const mode = ifThere(() => fs.statSync(path))?.mode;
  return mode === undefined ? undefined : mode & 0o7777;
}

/** Writes all bytes to a place in a file: a write can be short. */
export function writeAll(file: number, bytes: Uint8Array, at?: number): void {
  for (let done = 0; done < bytes.length;)
    done += system.writeSync(file, bytes, done, bytes.length - done, at === undefined ? undefined : at + done);
}

function writeWhole(path: string, bytes: Uint8Array, mode: number | undefined): void {
  const file = system.openSync(path, 'wx', mode ?? 0o666);
  try {
    writeAll(file, bytes);
    // What the umask took away.
    if (mode !== undefined) system.fchmodSync(file, mode);
    system.fsyncSync(file);
  } finally {
    system.closeSync(file);
  }
}

/** Closes a file of which nothing is in doubt any more. */
export function closeQuietly(file: number): void {
  try {
    system.closeSync(file);
  } catch {
    // What it holds has been made durable, or refused, before.
  }
}

/** Makes the new name durable, where folders can be opened. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = system.openSync(folder, 'r');
  try {
    system.fsyncSync(opened);
  } finally {
    system.closeSync(opened);
  }
}

/** The name of a file that stands beside another one for a short time: what is left of it goes with the next save. */
export function temporaryOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${String(process.pid)}-${String(threadId)}.janus-save`);
}

/** Removes what those who are dead have left of a file, its journal and its lock. */
function removeLitter(folder: string, name: string): void {
  const begin = `.${name}.`;
  for (const found of fs.readdirSync(folder)) {
    if (!found.startsWith(begin)) continue;
    const [, pid, thread] = /^(?:journal\.|lock\.)?(\d+)-(\d+)\.janus-save$/.exec(found.slice(begin.length)) ?? [];
    if (pid === undefined) continue;
    const isOurs = Number(pid) === process.pid && Number(thread) === threadId;
    if (isOurs || !isAlive(Number(pid))) remove(join(folder, found));
  }
}

/** Whether a process of this machine runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Removes a file that nobody needs. */
export function remove(path: string): void {
  try {
    system.unlinkSync(path);
  } catch {
    // It is not there, or cannot be removed: the next save tries again.
  }
}
