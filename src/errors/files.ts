// History files, their journals, and what they hold.
import { show } from '../describe.js';
import { JanusError } from './base.js';

/** Bytes that are no history file, or no longer the one that was written. Nothing was opened. */
export class HistoryFileError extends JanusError {
  override readonly code = 'JANUS_HISTORY_FILE';
  constructor(
    /** Bytes from the beginning of the file. */
    readonly offset: number,
    readonly why: string,
    /** What an adapter threw, where that is the reason. */
    cause?: unknown,
  ) {
    super(
      `The history file cannot be read: ${why}, at byte ${String(offset)}. Nothing was opened; verifyFile() says what is broken, recover() repairs what can be.`,
      cause === undefined ? undefined : { cause },
    );
  }
}

/** A history holds a value that no file can hold. Nothing was written. */
export class UnsavableValueError extends JanusError {
  override readonly code = 'JANUS_UNSAVABLE_VALUE';
  constructor(
    readonly path: string,
    readonly type: string,
    wayOut: string,
  ) {
    super(`${path} holds ${type}, which cannot be saved. ${wayOut}`);
  }
}

/** A history file has objects of a class that was not given to `open`, or given twice. */
export class UnknownClassError extends JanusError {
  override readonly code = 'JANUS_UNKNOWN_CLASS';
  constructor(
    readonly className: string,
    why: string,
  ) {
    super(`${show(className)}: ${why}.`);
  }
}

/** A history file has values of an adapter that is not known here, or not by this name alone. */
export class UnknownAdapterError extends JanusError {
  override readonly code = 'JANUS_UNKNOWN_ADAPTER';
  constructor(
    readonly adapter: string,
    why: string,
  ) {
    super(`${show(adapter)}: ${why}.`);
  }
}

/** A class is not what it was when the history was saved. */
export class ClassMismatchError extends JanusError {
  override readonly code = 'JANUS_CLASS_MISMATCH';
  constructor(
    readonly className: string,
    why: string,
  ) {
    super(`${className} ${why}.`);
  }
}

/** A file was written by another version of a class, and nothing leads from there to the present one. Nothing was opened. */
export class MigrationError extends JanusError {
  override readonly code = 'JANUS_MIGRATION';
  constructor(
    readonly className: string,
    /** The version that wrote the file, where that is the matter. */
    readonly from: number | undefined,
    /** The version of the class here. */
    readonly to: number,
    why: string,
    cause?: unknown,
  ) {
    const versions = from === undefined ? `to version ${String(to)}` : `from version ${String(from)} to ${String(to)}`;
    super(`${className} cannot be migrated ${versions}: ${why}.`, cause === undefined ? undefined : { cause });
  }
}

/** A file could not be read or written; `cause` is the error of the file system. */
export class FileAccessError extends JanusError {
  override readonly code = 'JANUS_FILE_ACCESS';
  constructor(
    readonly path: string,
    readonly verb: string,
    override readonly cause: Error,
  ) {
    super(
      `${verb}: ${show(path)} cannot be used: ${cause.message}. It holds what it held, or all that was to be saved.`,
    );
  }
}

/** Somebody else writes to a history file. Nothing was written. */
export class FileLockedError extends JanusError {
  override readonly code = 'JANUS_FILE_LOCKED';
  constructor(
    readonly path: string,
    /** The process that holds it, where that is known. */
    readonly pid: number | undefined,
    readonly host: string | undefined,
    lock: string,
  ) {
    super(
      `${show(path)} is persisted by process ${String(pid ?? 'unknown')} on ${host ?? 'an unknown machine'}. Close it there, or use ` +
        `another file. If that program is gone for good, remove ${show(lock)}.`,
    );
  }
}

/** Another program has changed a history file, or its journal, that is persisted here. Nothing was overwritten. */
export class FileChangedError extends JanusError {
  override readonly code = 'JANUS_FILE_CHANGED';
  constructor(readonly path: string) {
    super(
      `${show(path)} was changed by another program while it was persisted here. Nothing was overwritten: close this, and persist ` +
        `under another name.`,
    );
  }
}

/** The journal beside a history file is damaged in the middle, or belongs to another file. Nothing was opened or written. */
export class JournalError extends JanusError {
  override readonly code = 'JANUS_JOURNAL';
  constructor(
    readonly path: string,
    /** Bytes from the beginning of the journal. */
    readonly offset: number,
    readonly why: string,
  ) {
    super(
      `The journal ${show(path)} cannot be used: ${why}, at byte ${String(offset)}. recover() opens what is before that, and says what it leaves out.`,
    );
  }
}

/** A persistence was closed. */
export class PersistenceClosedError extends JanusError {
  override readonly code = 'JANUS_PERSISTENCE_CLOSED';
  constructor(
    readonly path: string,
    readonly verb: string,
  ) {
    super(`${verb}: the persistence of ${show(path)} is closed. timeline.persist() begins another one.`);
  }
}
