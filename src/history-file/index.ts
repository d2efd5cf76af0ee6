// The history-file room: histories as bytes and files, and back.
import { OptionError } from '../errors.js';
import { show } from '../describe.js';
import type { Session } from '../timeline/session.js';
import { sessionOf } from '../timeline/session.js';
import type { Timeline } from '../timeline/timeline.js';
import { classFinder, type FindClass, type SavedClass } from './classes.js';
import { readBytes, replaceFile } from './disk.js';
import { openHistory, type FileLimits } from './open.js';
import { becomeOwner, placeholderFinder } from './placeholders.js';
import { bytesOf } from './save.js';
import { reportOn, type FileReport } from './verify.js';

export type { SavedClass } from './classes.js';
export type { FilePart, FileReport } from './verify.js';
export type { FileLimits } from './open.js';

/** What `open` has to know. */
export interface OpenOptions {
  /** The classes of the owner and of its parts. No other class is ever instantiated. */
  readonly classes: readonly SavedClass[];
  /** What a file may hold at most. */
  readonly limits?: FileLimits;
}

/**
 * Says what is wrong with a history file: every checksum, and whether what the bytes say is a history. The file is not
 * changed, and its classes are not needed.
 * @throws {FileAccessError} when the file cannot be read
 */
export function verifyFile(path: string, options: { readonly limits?: FileLimits } = {}): FileReport {
  return reportOn(readBytes(path, 'verifyFile'), options.limits ?? {});
}

/** How histories are kept, for the verbs of a timeline. */
export const keeper = {
  toBytes: (session: Session): Uint8Array => bytesOf(session),
  save: (session: Session, path: string): void => {
    if (typeof path !== 'string' || path === '')
      throw new OptionError(`save takes the path of a file, not ${show(path)}.`);
    replaceFile(path, 'save', bytesOf(session));
  },
};

/** The functions of the public surface. */
export interface HistoryFiles {
  /**
   * Opens a history file. The objects are new: the owner is `timeline.owner`. Costs the present state and a pass over the
   * bytes; values of the past are read when they are needed.
   * @throws {FileAccessError} when the file cannot be read
   * @throws {HistoryFileError} when it is no history file, or damaged
   * @throws {UnknownClassError} when it has objects of a class that is not among `classes`
   * @throws {ClassMismatchError} when a class has lost a tracked field
   */
  readonly open: (path: string, options: OpenOptions) => Timeline;
  /** The same for bytes. They must not be changed afterwards: values of the past are read from them. */
  readonly openBytes: (bytes: Uint8Array, options: OpenOptions) => Timeline;
  /**
   * Opens a history file to look at it: every part is an instance of a placeholder class that has the recorded name and
   * fields, and no methods.
   */
  readonly openWithoutClasses: (path: string, options?: { readonly limits?: FileLimits }) => Timeline;
}

/** Makes them, given how an object's timeline is found. */
export function historyFiles(timelineOf: (owner: object) => Timeline): HistoryFiles {
  const opened = (bytes: Uint8Array, find: FindClass, limits: FileLimits, isForeign = false): Timeline => {
    const history = openHistory(bytes, find, limits, isForeign ? becomeOwner : undefined);
    const timeline = timelineOf(history.recorder.owner);
    history.settle(sessionOf(history.recorder));
    return timeline;
  };
  return {
    open: (path, options) => {
      const { find, limits } = checked('open', options);
      return opened(readBytes(path, 'open'), find, limits);
    },
    openBytes: (bytes, options) => {
      if (!((bytes as unknown) instanceof Uint8Array))
        throw new OptionError(`openBytes takes bytes, not ${show(bytes)}.`);
      const { find, limits } = checked('openBytes', options);
      return opened(bytes, find, limits);
    },
    openWithoutClasses: (path, { limits = {} } = {}) =>
      opened(readBytes(path, 'openWithoutClasses'), placeholderFinder(), limits, true),
  };
}

function checked(verb: string, { classes, limits = {} }: OpenOptions): { find: FindClass; limits: FileLimits } {
  if (!Array.isArray(classes) || !classes.every((each) => typeof each === 'function')) {
    throw new OptionError(`${verb} takes { classes: [...] } with the classes of the owner and its parts.`);
  }
  return { find: classFinder(classes as readonly SavedClass[]), limits };
}
