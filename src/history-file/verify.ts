// What is wrong with a file, part by part: what `fsck` is to a file system.
import { checkFile, repairFile } from '../engine-binding/files.js';
import { HistoryFileError, JanusError } from '../errors.js';
import { BrokenRecordError, openHistory, type FileLimits } from './open.js';
import type { Pair } from './pair.js';
import { becomeOwner, findingPlaceholders } from './placeholders.js';

/** A part of a history file. */
export interface FilePart {
  readonly name: 'repair' | 'graph' | 'log' | 'names' | 'position' | 'kept' | 'objects' | 'values' | 'unknown';
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
  /** Whether `recover` can repair the file itself, with nothing lost. */
  readonly isRepairable: boolean;
  readonly bytes: number;
  readonly parts: readonly FilePart[];
  /** What is wrong with the whole, with the offset in the file where that is known. */
  readonly problem: { readonly offset: number; readonly why: string } | undefined;
  /** Of a journal beside the file that belongs to it: what is in it, how many bytes of a torn record are left out, and what is wrong. */
  readonly journal:
    | {
        readonly bytes: number;
        readonly records: number;
        readonly torn: number;
        readonly problem: { readonly offset: number; readonly why: string } | undefined;
      }
    | undefined;
  /** Of a whole file: how many moments it has, and the branches with their tips. */
  readonly history: { readonly moments: number; readonly branches: readonly string[] } | undefined;
}

const NAMES: Readonly<Record<number, FilePart['name']>> = {
  1: 'graph',
  2: 'log',
  3: 'names',
  4: 'position',
  5: 'kept',
  15: 'repair',
  16: 'objects',
  17: 'values',
};

/** Looks at every byte, and at every invariant of what they say. */
export function reportOn(pair: Pair, limits: FileLimits): FileReport {
  const { bytes } = pair;
  let journal = journalReport(pair);
  const report = {
    isWhole: false,
    isRepairable: false,
    bytes: bytes.length,
    problem: undefined,
    history: undefined,
    journal,
  };
  let parts: FilePart[] = [];
  try {
    parts = checkFile(bytes).map(({ kind, begin, end, broken }) => ({
      name: NAMES[kind] ?? 'unknown',
      offset: begin,
      length: end - begin,
      problem: broken,
    }));
    if (parts.some(({ problem }) => problem !== undefined)) {
      return { ...report, parts, isRepairable: repairFile(bytes) !== undefined };
    }
    const whole = wholeness(pair, limits);
    return { ...report, parts, ...whole, isWhole: whole.isWhole && journal?.problem === undefined };
  } catch (error) {
    if (error instanceof BrokenRecordError && journal !== undefined) {
      journal = { ...journal, problem: { offset: error.offset, why: error.why } };
      return { ...report, parts, journal };
    }
    if (!(error instanceof JanusError)) throw error;
    const offset = error instanceof HistoryFileError ? error.offset : 0;
    return {
      ...report,
      parts,
      isRepairable: parts.length === 0 && repairFile(bytes) !== undefined,
      problem: { offset, why: error instanceof HistoryFileError ? error.why : error.message },
    };
  }
}

function journalReport({ journal, left }: Pair): FileReport['journal'] {
  if (journal === undefined && left === undefined) return undefined;
  const isDamaged = left !== undefined && !left.isTorn;
  return {
    bytes: journal?.bytes.length ?? left?.bytes ?? 0,
    records: journal?.records.length ?? 0,
    torn: isDamaged ? 0 : (left?.bytes ?? 0),
    problem: isDamaged ? { offset: left.offset, why: left.why } : undefined,
  };
}

function wholeness({ bytes, journal }: Pair, limits: FileLimits): Pick<FileReport, 'isWhole' | 'problem' | 'history'> {
  const { engine } = openHistory(bytes, findingPlaceholders(), limits, becomeOwner, journal);
  try {
    const why = engine.verify();
    const branches = engine.branches().map(({ name }) => name);
    if (why !== undefined) return { isWhole: false, problem: { offset: 0, why }, history: undefined };
    return { isWhole: true, problem: undefined, history: { moments: engine.moments, branches } };
  } finally {
    engine.close();
  }
}
