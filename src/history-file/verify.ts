// What is wrong with a file, part by part: what `fsck` is to a file system.
import { checkFile } from '../engine-binding/files.js';
import { HistoryFileError, JanusError } from '../errors.js';
import { openHistory, type FileLimits } from './open.js';
import { becomeOwner, findingPlaceholders } from './placeholders.js';

/** A part of a history file. */
export interface FilePart {
  readonly name: 'graph' | 'log' | 'names' | 'position' | 'objects' | 'values' | 'unknown';
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  readonly length: number;
  /** What is wrong with it, in words. */
  readonly problem: string | undefined;
}

/** What `verifyFile` found. */
export interface FileReport {
  /** Whether the file is whole and can be opened, as far as that does not depend on its classes. */
  readonly isWhole: boolean;
  readonly bytes: number;
  readonly parts: readonly FilePart[];
  /** What is wrong with the whole, with the offset in the file where that is known. */
  readonly problem: { readonly offset: number; readonly why: string } | undefined;
  /** Of a whole file: how many moments it has, and the branches with their tips. */
  readonly history: { readonly moments: number; readonly branches: readonly string[] } | undefined;
}

const NAMES: Readonly<Record<number, FilePart['name']>> = {
  1: 'graph',
  2: 'log',
  3: 'names',
  4: 'position',
  16: 'objects',
  17: 'values',
};

/** Looks at every byte, and at every invariant of what they say. */
export function reportOn(bytes: Uint8Array, limits: FileLimits): FileReport {
  const report = { isWhole: false, bytes: bytes.length, problem: undefined, history: undefined };
  let parts: FilePart[] = [];
  try {
    parts = checkFile(bytes).map(({ kind, begin, end, broken }) => ({
      name: NAMES[kind] ?? 'unknown',
      offset: begin,
      length: end - begin,
      problem: broken,
    }));
    if (parts.some(({ problem }) => problem !== undefined)) return { ...report, parts };
    return { ...report, parts, ...wholeness(bytes, limits) };
  } catch (error) {
    if (!(error instanceof JanusError)) throw error;
    const offset = error instanceof HistoryFileError ? error.offset : 0;
    return {
      ...report,
      parts,
      problem: { offset, why: error instanceof HistoryFileError ? error.why : error.message },
    };
  }
}

function wholeness(bytes: Uint8Array, limits: FileLimits): Pick<FileReport, 'isWhole' | 'problem' | 'history'> {
  const { engine } = openHistory(bytes, findingPlaceholders(), limits, becomeOwner);
  try {
    const why = engine.verify();
    const branches = engine.branches().map(({ name }) => name);
    if (why !== undefined) return { isWhole: false, problem: { offset: 0, why }, history: undefined };
    return { isWhole: true, problem: undefined, history: { moments: engine.moments, branches } };
  } finally {
    engine.close();
  }
}
