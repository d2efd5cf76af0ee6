// The history-file room: histories as bytes and files, and back.
import { OptionError } from '../errors.js';
import { show } from '../describe.js';
import type { Session } from '../timeline/session.js';
import { sessionOf } from '../timeline/session.js';
import type { Timeline } from '../timeline/timeline.js';
import type { ForeignValues } from '../recording/content.js';
import { adapterFinder } from './adapters.js';
import { classFinder, classNameOf, type SavedClass } from './classes.js';
import { readBytes, replaceFile } from './disk.js';
import { Migrations, type Migration } from './migration.js';
import { openHistory, type FileLimits, type Finding } from './open.js';
import { becomeOwner, findingPlaceholders } from './placeholders.js';
import { bytesOf } from './save.js';
import { reportOn, type FileReport } from './verify.js';

export type { SavedClass } from './classes.js';
export type { FilePart, FileReport } from './verify.js';
export type { FileLimits } from './open.js';
export type { Migration } from './migration.js';

/** What `open` has to know. */
export interface OpenOptions {
  /** The classes of the owner and of its parts. No other class is ever instantiated. */
  readonly classes: readonly SavedClass[];
  /** Adapter classes for values of the file, before those that the timeline has or that are registered for all. */
  readonly adapters?: readonly (new () => object)[];
  /** Steps from earlier versions of classes to the present ones. */
  readonly migrate?: readonly Migration[];
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
   * @throws {MigrationError} when a class has another version now, and `migrate` does not lead there
   * @throws {UnknownAdapterError} when it has values of an adapter that is not known
   */
  readonly open: (path: string, options: OpenOptions) => Timeline;
  /** The same for bytes. They must not be changed afterwards: values of the past are read from them. */
  readonly openBytes: (bytes: Uint8Array, options: OpenOptions) => Timeline;
  /**
   * Opens a history file to look at it: every part is an instance of a placeholder class that has the recorded name and
   * fields, and no methods, and so is every value whose adapter is not built in.
   */
  readonly openWithoutClasses: (path: string, options?: { readonly limits?: FileLimits }) => Timeline;
}

/** Makes them, given how an object's timeline is found, and what it knows of foreign values. */
export function historyFiles(
  timelineOf: (owner: object) => Timeline,
  foreign: (owner: object) => ForeignValues | undefined,
): HistoryFiles {
  const opened = (bytes: Uint8Array, find: Finding, limits: FileLimits, isForeign = false): Timeline => {
    const history = openHistory(bytes, find, limits, isForeign ? becomeOwner : undefined);
    const timeline = timelineOf(history.recorder.owner);
    history.settle(sessionOf(history.recorder));
    return timeline;
  };
  return {
    open: (path, options) => {
      const { limits = {} } = options;
      const find = checked('open', options, foreign);
      return opened(readBytes(path, 'open'), find, limits);
    },
    openBytes: (bytes, options) => {
      if (!((bytes as unknown) instanceof Uint8Array))
        throw new OptionError(`openBytes takes bytes, not ${show(bytes)}.`);
      const { limits = {} } = options;
      const find = checked('openBytes', options, foreign);
      return opened(bytes, find, limits);
    },
    openWithoutClasses: (path, { limits = {} } = {}) =>
      opened(readBytes(path, 'openWithoutClasses'), findingPlaceholders(), limits, true),
  };
}

function checked(
  verb: string,
  { classes, adapters = [], migrate = [] }: OpenOptions,
  foreign: Finding['foreign'],
): Finding {
  if (!Array.isArray(classes) || !classes.every((each) => typeof each === 'function')) {
    throw new OptionError(`${verb} takes { classes: [...] } with the classes of the owner and its parts.`);
  }
  if (!Array.isArray(adapters))
    throw new OptionError(`${verb}: adapters is an array of classes, not ${show(adapters)}.`);
  if (!Array.isArray(migrate)) throw new OptionError(`${verb}: migrate is an array of steps, not ${show(migrate)}.`);
  return {
    classes: classFinder(classes as readonly SavedClass[], new Migrations(migrate, classNameOf)),
    adapters: (owner) => adapterFinder(adapters as readonly unknown[], owner),
    foreign,
  };
}
