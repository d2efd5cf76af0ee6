// A history file and the journal beside it, as one thing that changes from one generation to the next.
//
// PA1: at any time the file, with what its journal says if that belongs to it, is a whole history. A new generation is announced in
// the journal before the file takes its place: after a crash in between, a journal that announces the file that is there has
// been taken up into it, and one that belongs to neither is nobody's to throw away.
import { JournalError } from '../errors.js';
import {
  closeQuietly,
  orAccessError,
  readBytes,
  readIfThere,
  removeFile,
  replaceFile,
  stampOf,
  system,
  targetOf,
  writeAll,
} from './disk.js';
import {
  framed,
  identityOf,
  isSame,
  journalContents,
  journalHead,
  successorOf,
  supersededBy,
  type FileIdentity,
  type JournalContents,
} from './journal-format.js';

/** The name of the journal of a file. */
export function journalOf(path: string): string {
  return `${path}.journal`;
}

/** What is on the disk. */
export interface Pair {
  readonly bytes: Uint8Array;
  /** What is to be taken over, if there is anything. */
  readonly journal: JournalContents | undefined;
  /** Why the journal beside it, or its end, is left out. */
  readonly left: LeftOut | undefined;
}

/** What of a journal was left out. */
export interface LeftOut {
  /** Bytes from the beginning of the journal. */
  readonly offset: number;
  /** How many bytes. */
  readonly bytes: number;
  readonly why: string;
  /** Whether this is what a crash leaves behind: a record that was never acknowledged. */
  readonly isTorn: boolean;
}

const MAX_READS = 5;

/** Reads a file with its journal. @throws {FileAccessError} */
export function readPair(path: string, verb: string): Pair {
  const target = targetOf(path, verb);
  for (let attempt = 1; ; attempt++) {
    const stamp = stampOf(path, verb);
    const bytes = readBytes(path, verb);
    const pair = pairOf(bytes, readIfThere(journalOf(target), verb));
    // Another process may have put a new generation there meanwhile.
    if (stampOf(path, verb) === stamp || attempt === MAX_READS) return pair;
  }
}

/** A file and what is beside it. */
export function pairOf(bytes: Uint8Array, journal: Uint8Array | undefined): Pair {
  if (journal === undefined) return { bytes, journal: undefined, left: undefined };
  const nothing = (why: string): Pair => {
    return { bytes, journal: undefined, left: { offset: 0, bytes: journal.length, why, isTorn: false } };
  };
  const contents = journalContents(journal);
  if (contents === undefined) return nothing('its head is damaged');
  const identity = identityOf(bytes);
  if (identity === undefined || !isSame(contents.of, identity)) {
    const successor = successorOf(contents);
    const isTakenUp = identity !== undefined && successor !== undefined && isSame(successor, identity);
    return isTakenUp ? { bytes, journal: undefined, left: undefined } : nothing('it belongs to another history file');
  }
  const rest = journal.length - contents.end;
  const isTorn = contents.damagedAt === undefined;
  const why = isTorn ? 'its last record is not whole' : 'a record is damaged, and others follow';
  const left = rest === 0 ? undefined : { offset: contents.end, bytes: rest, why, isTorn };
  return { bytes, journal: contents, left };
}

/** A pair that can be used as it is: at most a torn record is left out. @throws {JournalError} */
export function expectUsable(path: string, pair: Pair): Pair {
  const { left } = pair;
  if (left !== undefined && !left.isTorn) throw new JournalError(journalOf(path), left.offset, left.why);
  return pair;
}

/** Where a journal ends, while it is written. */
export interface JournalEnd {
  readonly file: number;
  /** Number of the next record. */
  number: number;
  /** Bytes. */
  length: number;
}

/**
 * Puts a new generation in the place of what is there, and answers its journal. `end` is that of the present journal, where
 * that is known to belong to the file.
 * @throws {JournalError} when there is a journal that may be needed @throws {FileAccessError}
 */
export function replacePair(path: string, verb: string, bytes: Uint8Array, end: JournalEnd | undefined): JournalEnd {
  const identity = identityOf(bytes) ?? { length: bytes.length, checksum: 0 };
  const generation = announce(path, verb, identity, end);
  replaceFile(path, verb, bytes);
  const head = journalHead(generation + 1, identity);
  const journal = journalOf(path);
  replaceFile(journal, verb, head, path);
  const file = orAccessError(journal, verb, () => system.openSync(journal, 'r+'));
  return { file, number: 0, length: head.length };
}

/** Puts a file without a journal in the place of what is there. @throws {JournalError} @throws {FileAccessError} */
export function replaceAlone(path: string, verb: string, bytes: Uint8Array): void {
  if (stampOf(journalOf(path), verb) === undefined) {
    replaceFile(path, verb, bytes);
    return;
  }
  announce(path, verb, identityOf(bytes) ?? { length: bytes.length, checksum: 0 }, undefined);
  replaceFile(path, verb, bytes);
  removeFile(journalOf(path), verb);
}

/** Says in the journal which file takes over; answers its generation. */
function announce(path: string, verb: string, next: FileIdentity, end: JournalEnd | undefined): number {
  const journal = journalOf(path);
  if (end !== undefined) {
    orAccessError(journal, verb, () => {
      append(end, next);
    });
    return generationOf(path, verb);
  }
  const present = readIfThere(journal, verb);
  if (present === undefined) return 0;
  const file = readIfThere(path, verb);
  // A journal alone has no history to belong to.
  if (file === undefined) throw new JournalError(journal, 0, 'the file that it belongs to is not there');
  const { journal: contents } = expectUsable(path, pairOf(file, present));
  if (contents === undefined) return journalContents(present)?.generation ?? 0;
  orAccessError(journal, verb, () => {
    const opened = system.openSync(journal, 'r+');
    try {
      append({ file: opened, number: contents.records.length, length: contents.end }, next);
    } finally {
      closeQuietly(opened);
    }
  });
  return contents.generation;
}

function append(end: JournalEnd, next: FileIdentity): void {
  const record = framed(supersededBy(next), end.number);
  // What was torn goes first, or this would be a record behind a damaged one.
  system.ftruncateSync(end.file, end.length);
  writeAll(end.file, record, end.length);
  system.fsyncSync(end.file);
  end.number++;
  end.length += record.length;
}

function generationOf(path: string, verb: string): number {
  const head = readIfThere(journalOf(path), verb);
  return head === undefined ? 0 : (journalContents(head.subarray(0, 32))?.generation ?? 0);
}
