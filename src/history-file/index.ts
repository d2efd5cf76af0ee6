// The history-file room: histories as bytes and files, and back.
import { JournalError, OptionError } from '../errors.js';
import { show } from '../describe.js';
import type { Session } from '../timeline/session.js';
import type { Persistence, PersistOptions } from '../timeline/keeping.js';
import { sessionOf } from '../timeline/session.js';
import type { Timeline } from '../timeline/timeline.js';
import type { ForeignValues } from '../recording/content.js';
import { adapterFinder } from './adapters.js';
import { classFinder, classNameOf, type SavedClass } from './classes.js';
import { targetOf } from './disk.js';
import { expectUnlocked, FileLock } from './lock.js';
import { Migrations, type Migration } from './migration.js';
import { BrokenRecordError, openHistory, type FileLimits, type Finding, type OpenedHistory } from './open.js';
import { expectUsable, journalOf, readPair, replaceAlone, type LeftOut, type Pair } from './pair.js';
import { persist, persistenceOf } from './persistence.js';
import { becomeOwner, findingPlaceholders } from './placeholders.js';
import { recovered, type RecoveryReport } from './recover.js';
import { bytesOf } from './save.js';
import { reportOn, type FileReport } from './verify.js';

export type { SavedClass } from './classes.js';
export type { FilePart, FileReport } from './verify.js';
export type { FileLimits } from './open.js';
export type { Migration } from './migration.js';
export type { LeftOut } from './pair.js';
export type { RecoveryReport, RepairedPlace } from './recover.js';

/** What `recover` answers. */
export interface Recovered {
  readonly timeline: Timeline;
  readonly report: RecoveryReport;
}

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
  /**
   * Told when the end of the journal was left out because its last record is not whole: what a crash leaves behind of a record
   * that was never acknowledged.
   */
  readonly onRecovered?: (leftOut: LeftOut) => void;
}

/**
 * Says what is wrong with a history file: every checksum, and whether what the bytes say is a history. The file is not
 * changed, and its classes are not needed.
 * @throws {FileAccessError} when the file cannot be read
 */
export function verifyFile(path: string, options: { readonly limits?: FileLimits } = {}): FileReport {
  return reportOn(readPair(path, 'verifyFile'), options.limits ?? {});
}

/** How histories are kept, for the verbs of a timeline. */
export const keeper = {
  toBytes: (session: Session): Uint8Array => bytesOf(session),
  save: (session: Session, path: string): void => {
    checkPath('save', path);
    const target = targetOf(path, 'save');
    expectUnlocked(target, 'save');
    replaceAlone(target, 'save', bytesOf(session));
  },
  persist: (session: Session, path: string, options: PersistOptions = {}): Persistence => {
    checkPath('persist', path);
    const { durability = 'batch' } = options;
    if (!['batch', 'moment'].includes(durability))
      throw new OptionError(`persist: durability is 'batch' or 'moment', not ${show(durability)}.`);
    const known = persistenceOf(session);
    if (known !== undefined)
      throw new OptionError(`persist: the history is kept in ${show(known.path)} already. Close that first.`);
    return persist(session, path, durability);
  },
};

/**
 * Takes the journal beside a file up into the file, which nobody may be writing to. For a history that is open here see
 * `Persistence.compact`.
 */
function compactFile(link: string, bytesOfTimeline: () => Uint8Array): number {
  const path = targetOf(link, 'compact');
  const lock = FileLock.take(path, 'compact');
  try {
    const bytes = bytesOfTimeline();
    replaceAlone(path, 'compact', bytes);
    return bytes.length;
  } finally {
    lock.release();
  }
}

function checkPath(verb: string, path: unknown): void {
  if (typeof path !== 'string' || path === '')
    throw new OptionError(`${verb} takes the path of a file, not ${show(path)}.`);
}

/** The functions of the public surface. */
export interface HistoryFiles {
  /**
   * Opens a history file. The objects are new: the owner is `timeline.owner`. Costs the present state and a pass over the
   * bytes; values of the past are read when they are needed.
   * What a journal beside the file says is taken over; see `Timeline.persist`.
   * @throws {FileAccessError} when the file cannot be read
   * @throws {JournalError} when the journal beside it is damaged in the middle, or belongs to another file
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
  readonly openWithoutClasses: (
    path: string,
    options?: { readonly limits?: FileLimits; readonly onRecovered?: OpenOptions['onRecovered'] },
  ) => Timeline;
  /**
   * Opens what can be had of a damaged history, and says where. A file that is damaged in one stretch, of up to a sixteenth of
   * its length, is repaired; of a damaged journal the longest beginning is taken over. Nothing on the disk is changed: save it,
   * or persist it under another name. Without options it opens with placeholders, like `openWithoutClasses`.
   * @throws {HistoryFileError} when more of the file is damaged than can be repaired @throws as `open`
   */
  readonly recover: (path: string, options?: OpenOptions) => Recovered;
  /**
   * Takes the journal beside a file up into the file, and removes it. Answers the length of the file. Not while anybody
   * persists it; see `Persistence.compact`. O(history).
   * @throws {FileLockedError} while somebody persists it @throws as `openWithoutClasses`
   */
  readonly compactFile: (path: string, options?: { readonly limits?: FileLimits }) => number;
}

/** Makes them, given how an object's timeline is found, and what it knows of foreign values. */
export function historyFiles(
  timelineOf: (owner: object) => Timeline,
  foreign: (owner: object) => ForeignValues | undefined,
): HistoryFiles {
  const timelineFor = (history: OpenedHistory): Timeline => {
    const timeline = timelineOf(history.recorder.owner);
    history.settle(sessionOf(history.recorder));
    return timeline;
  };
  const opened = (bytes: Uint8Array, find: Finding, limits: FileLimits): Timeline =>
    timelineFor(openHistory(bytes, find, limits));
  const openedPair = (path: string, { bytes, journal }: Pair, find: Finding, limits: FileLimits, isForeign = false) => {
    try {
      return timelineFor(openHistory(bytes, find, limits, isForeign ? becomeOwner : undefined, journal));
    } catch (error) {
      if (error instanceof BrokenRecordError) throw new JournalError(journalOf(path), error.offset, error.why);
      throw error;
    }
  };
  const usable = (path: string, verb: string, onRecovered: OpenOptions['onRecovered']): Pair => {
    const pair = expectUsable(path, readPair(path, verb));
    if (pair.left !== undefined) onRecovered?.(pair.left);
    return pair;
  };
  const openWithoutClasses: HistoryFiles['openWithoutClasses'] = (path, { limits = {}, onRecovered } = {}) =>
    openedPair(path, usable(path, 'openWithoutClasses', onRecovered), findingPlaceholders(), limits, true);
  return {
    open: (path, options) => {
      const { limits = {}, onRecovered } = options;
      const find = checked('open', options, foreign);
      return openedPair(path, usable(path, 'open', onRecovered), find, limits);
    },
    openWithoutClasses,
    recover: (path, options) => {
      checkPath('recover', path);
      const find = options === undefined ? findingPlaceholders() : checked('recover', options, foreign);
      const become = options === undefined ? becomeOwner : undefined;
      const { history, report } = recovered(path, 'recover', find, options?.limits ?? {}, become);
      return { timeline: timelineFor(history), report };
    },
    compactFile: (path, options) => {
      checkPath('compactFile', path);
      return compactFile(path, () => {
        const timeline = openWithoutClasses(path, options);
        try {
          return timeline.toBytes();
        } finally {
          timeline.dispose();
        }
      });
    },
    openBytes: (bytes, options) => {
      if (!((bytes as unknown) instanceof Uint8Array))
        throw new OptionError(`openBytes takes bytes, not ${show(bytes)}.`);
      const { limits = {} } = options;
      const find = checked('openBytes', options, foreign);
      return opened(bytes, find, limits);
    },
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
