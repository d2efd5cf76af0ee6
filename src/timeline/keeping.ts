// Keeping a history: how it becomes bytes is the business of another room, which the composition root registers here.
import { EngineDefectError } from '../errors.js';
import type { Session } from './session.js';

/** How a history is kept. */
export interface Keeper {
  toBytes(session: Session): Uint8Array;
  save(session: Session, path: string): void;
  persist(session: Session, path: string, options?: PersistOptions): Persistence;
}

/** What `persist` can be told. */
export interface PersistOptions {
  /**
   * `'batch'` (the default) writes what there is every 20 milliseconds and costs a write nothing; `'moment'` writes each
   * moment as soon as it is complete, those that wait together with one call that makes them durable.
   */
  readonly durability?: 'moment' | 'batch';
}

/** A history that is kept in a file while it is made. */
export interface Persistence extends AsyncDisposable {
  /** The file. */
  readonly path: string;
  /** Whether it works, has failed and tries again, or is closed. */
  readonly state: 'open' | 'failed' | 'closed';
  /** Why the last attempt to write has failed; undefined once one has succeeded. */
  readonly lastError: Error | undefined;
  /** Bytes of the file, and of the journal beside it. */
  readonly size: { readonly file: number; readonly journal: number };
  /**
   * Resolves when all that was recorded before the call is on the disk. Calls that wait together are served together.
   * Rejects with what went wrong, and then nothing that was acknowledged before is lost.
   * @throws {OpenTransactionError} while a transaction is open
   * @throws {PersistenceClosedError} when it is closed
   * @throws {FileAccessError} when the file cannot be written
   * @throws {FileChangedError} when another program has changed it
   * @throws {UnsavableValueError} when the history holds what no file can hold
   */
  flush(): Promise<void>;
  /**
   * Takes the journal up into a new file, which has untracked properties and the contents of references as they are now, too.
   * Happens by itself when the journal has grown as long as the file. The history is written in slices, between which the
   * program goes on; the file is put in place at once. A crash at any time leaves the old pair or the new one.
   * @throws as {@link flush}
   */
  compact(): Promise<void>;
  /** Writes what is new, and ends. The file can be persisted by others from then on. @throws as {@link flush} */
  close(): Promise<void>;
}

let registered: Keeper | undefined;

/** Says how histories are kept. */
export function registerKeeper(keeper: Keeper): void {
  registered = keeper;
}

/** How histories are kept. */
export function keeperOf(): Keeper {
  if (registered === undefined) throw new EngineDefectError('nobody keeps histories');
  return registered;
}
