// What can still be had of a damaged pair: the longest beginning that is a whole history.
import type { JournalContents } from './journal-format.js';
import { BrokenRecordError, openHistory, type FileLimits, type Finding, type OpenedHistory } from './open.js';
import { readPair, type LeftOut } from './pair.js';

/** What `recover` found. */
export interface RecoveryReport {
  /** Whether nothing had to be left out. */
  readonly isWhole: boolean;
  /** Records of the journal that were taken over. */
  readonly records: number;
  /** What was left out of the journal. */
  readonly leftOut: LeftOut | undefined;
}

/** The longest beginning that can be opened. @throws {HistoryFileError} when the file itself is damaged */
export function recovered(
  path: string,
  verb: string,
  find: Finding,
  limits: FileLimits,
  becomeOwner?: (prototype: object, isLinear: boolean) => void,
): { readonly history: OpenedHistory; readonly report: RecoveryReport } {
  const { bytes, journal: whole, left } = readPair(path, verb);
  let journal = whole;
  let leftOut = left;
  for (;;) {
    try {
      const history = openHistory(bytes, find, limits, becomeOwner, journal);
      return { history, report: { isWhole: leftOut === undefined, records: journal?.records.length ?? 0, leftOut } };
    } catch (error) {
      if (!(error instanceof BrokenRecordError) || journal === undefined) throw error;
      const { offset, why } = error;
      leftOut = { offset, bytes: journal.bytes.length - offset, why, isTorn: false };
      journal = before(journal, offset);
    }
  }
}

/** The records before a place. */
function before(journal: JournalContents, offset: number): JournalContents {
  const records = journal.records.filter(({ begin }) => begin < offset);
  return { ...journal, records: records.length < journal.records.length ? records : records.slice(0, -1) };
}
