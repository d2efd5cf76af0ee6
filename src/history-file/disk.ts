// Files on the disk: a save replaces a file as a whole or leaves it alone.
//
// The bytes go into a temporary file in the same folder, which is flushed, and then takes the place and the permissions of
// the old one; at last the folder is flushed. Whatever happens on the way, the file holds either what it held before
// or what was to be saved. What a killed process left behind is removed by the next save.
import { closeSync, fchmodSync, fsyncSync, openSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { renameSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { FileAccessError } from '../errors.js';

/** The bytes of a file. @throws {FileAccessError} */
export function readBytes(path: string, verb: string): Uint8Array {
  return orAccessError(path, verb, () => readFileSync(path));
}

/** Gives a file these bytes. @throws {FileAccessError} */
export function replaceFile(path: string, verb: string, bytes: Uint8Array): void {
  orAccessError(path, verb, () => {
    const target = targetOf(path);
    const folder = dirname(target);
    removeLitter(folder, basename(target));
    const temporary = join(folder, temporaryName(basename(target), process.pid));
    try {
      writeWhole(temporary, bytes, modeOf(target));
      renameSync(temporary, target);
    } catch (error) {
      remove(temporary);
      throw error;
    }
    flushFolder(folder);
  });
}

function orAccessError<T>(path: string, verb: string, access: () => T): T {
  try {
    return access();
  } catch (error) {
    throw new FileAccessError(path, verb, error as Error);
  }
}

/** What a link leads to: the link stays. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return path;
    throw error;
  }
}

function modeOf(path: string): number | undefined {
  try {
    return statSync(path).mode & 0o7777;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function writeWhole(path: string, bytes: Uint8Array, mode: number | undefined): void {
  const file = openSync(path, 'wx', mode ?? 0o666);
  try {
    // A write can be short.
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    // What the umask took away.
    if (mode !== undefined) fchmodSync(file, mode);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes the new name durable, where folders can be opened. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function temporaryName(name: string, pid: number): string {
  return `.${name}.${String(pid)}-${String(threadId)}.janus-save`;
}

function removeLitter(folder: string, name: string): void {
  const begin = `.${name}.`;
  for (const found of readdirSync(folder)) {
    if (!found.startsWith(begin)) continue;
    const [, pid, thread] = /^(\d+)-(\d+)\.janus-save$/.exec(found.slice(begin.length)) ?? [];
    if (pid === undefined) continue;
    const isOurs = Number(pid) === process.pid && Number(thread) === threadId;
    if (isOurs || !isAlive(Number(pid))) remove(join(folder, found));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is not there, or cannot be removed: the next save tries again.
  }
}
