// What can still be had of a damaged pair: the file, if its parity can repair it, and the longest beginning of the journal that
// is whole.
import { checkFile, repairFile } from '../engine-binding/files.js';
import { JanusError } from '../errors.js';
import { readIfThere, targetOf } from './disk.js';
import type { JournalContents } from './journal-format.js';
import { BrokenRecordError, openHistory, type FileLimits, type Finding, type OpenedHistory } from './open.js';
import { journalOf, pairOf, readPair, type LeftOut, type Pair } from './pair.js';

/** What `recover` found. */
export interface RecoveryReport {
  /** Whether nothing had to be left out. */
  readonly isWhole: boolean;
  /** Where the file was damaged. It was repaired there with what it has for that: nothing of it is lost. */
  readonly repaired: readonly RepairedPlace[];
  /** Records of the journal that were taken over. */
  readonly records: number;
  /** What was left out of the journal. */
  readonly leftOut: LeftOut | undefined;
}

/** A place in a file that was damaged. */
export interface RepairedPlace {
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  /** How many bytes. */
  readonly bytes: number;
}

/** The longest beginning that can be opened. @throws {HistoryFileError} when more of the file is damaged than can be repaired */
export function recovered(
  path: string,
  verb: string,
  find: Finding,
  limits: FileLimits,
  becomeOwner?: (prototype: object, isLinear: boolean) => void,
): { readonly history: OpenedHistory; readonly report: RecoveryReport } {
  const { pair, repaired } = mended(path, verb, readPair(path, verb));
  const { bytes, journal: whole, left } = pair;
  let journal = whole;
  let leftOut = left;
  for (;;) {
    try {
      const history = openHistory(bytes, find, limits, becomeOwner, journal);
      const records = journal?.records.length ?? 0;
      return { history, report: { isWhole: leftOut === undefined, repaired, records, leftOut } };
    } catch (error) {
      if (!(error instanceof BrokenRecordError) || journal === undefined) throw error;
      const { offset, why } = error;
      leftOut = { offset, bytes: journal.bytes.length - offset, why, isTorn: false };
      journal = before(journal, offset);
    }
  }
}

/** A pair whose file is repaired, if it has to be and can be. */
function mended(path: string, verb: string, pair: Pair): { readonly pair: Pair; readonly repaired: RepairedPlace[] } {
  const repaired = isDamaged(pair.bytes) ? repairFile(pair.bytes) : undefined;
  if (repaired === undefined) return { pair, repaired: [] };
  // A journal belongs to the file by its head, which may have been what was damaged.
  return {
    pair: pairOf(repaired.bytes, readIfThere(journalOf(targetOf(path, verb)), verb)),
    repaired: repaired.places.map(([begin, end]) => ({ offset: begin, bytes: end - begin })),
  };
}

function isDamaged(bytes: Uint8Array): boolean {
  try {
    return checkFile(bytes).some(({ broken }) => broken !== undefined);
  } catch (error) {
    if (error instanceof JanusError) return true;
    throw error;
  }
}

/** The records before a place. */
function before(journal: JournalContents, offset: number): JournalContents {
  const records = journal.records.filter(({ begin }) => begin < offset);
  return { ...journal, records: records.length < journal.records.length ? records : records.slice(0, -1) };
}
