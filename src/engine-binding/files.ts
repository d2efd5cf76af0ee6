// Files, as far as the engine reads them: it checks every byte, and keeps the sections of its host as they are.
import { HistoryFileError } from '../errors.js';
import { native, type FileRefusal, type NamedObjects } from './native.js';
import { wireNumber } from './wire.js';

/** A section of the host, in the bytes of the file. */
interface FileSection {
  readonly kind: number;
  readonly begin: number;
  readonly end: number;
}

/** What the engine read. */
export interface FileContents {
  /** The handle of the engine. */
  readonly handle: number;
  readonly sections: readonly FileSection[];
  /** Number of the next operation. */
  readonly next: number;
  /** Cells are below this number. */
  readonly cells: number;
  readonly isLinear: boolean;
  /** When the history began. */
  readonly born: number;
  /** The oldest moment, and how many have gone. */
  readonly root: number;
  readonly gone: number;
  /** Whether something was let go: moments, or their places in the engine. */
  readonly isPruned: boolean;
}

/** What the causes of `tachyon::file::Cause` are called. */
const CAUSES: Readonly<Record<number, string>> = {
  1: 'it is no history file',
  2: 'it has a format that this release does not know',
  3: 'it ends too early',
  4: 'it goes on behind its end',
  5: 'bytes have changed',
  6: 'it says that it holds more than it may',
  7: 'it is not well-formed',
};

/** Opens an engine on the history in a file. @throws {HistoryFileError} */
export function loadFile(bytes: Uint8Array, limits: { moments: number; operations: number }): FileContents {
  const loaded = native.loadFile(wireNumber, bytes, limits.moments, limits.operations);
  if ('cause' in loaded) throw refusalOf(loaded);
  const { handle, next, cells, linear: isLinear, born, root, gone, pruned: isPruned } = loaded;
  const sections = grouped(loaded.sections, SECTION).map(([kind, begin, end]) => ({ kind, begin, end }));
  // Cell 0 is none, and always known as that.
  return { handle, next, cells: Math.max(1, cells), isLinear, born, root, gone, isPruned, sections };
}

/**
 * Looks at the values of a file: `blocks` are (begin, end); `places` are what stands behind each cell (a {@link PlaceKind} and
 * the length of a list).
 */
export function checkValues(
  handle: number,
  bytes: Uint8Array,
  blocks: Float64Array,
  places: Uint32Array,
  objects: number,
): NamedObjects {
  const checked = native.checkValues(handle, bytes, blocks, places, objects);
  if ('cause' in checked) throw refusalOf(checked);
  return checked;
}

/** The same for operations from one on; `blocks` are (begin, end, the operation before which they end). */
export function checkMoreValues(
  handle: number,
  from: number,
  bytes: Uint8Array,
  blocks: Float64Array,
  places: Uint32Array,
  objects: number,
): NamedObjects {
  const checked = native.checkMoreValues(handle, from, bytes, blocks, places, objects);
  if ('cause' in checked) throw refusalOf(checked);
  return checked;
}

/** CRC-32C of bytes. */
export function checksumOf(bytes: Uint8Array): number {
  return native.checksumOf(bytes);
}

/** What stands behind a cell. */
export const PlaceKind = { Nothing: 0, Field: 1, Key: 2, List: 3, Conflicts: 4, Adapted: 5, Weak: 6 } as const;

/** A section of a file, and what is wrong with it. */
export interface CheckedSection extends FileSection {
  readonly broken: string | undefined;
}

/** The sections of a file with what is wrong with each. @throws {HistoryFileError} when there is no table of them */
export function checkFile(bytes: Uint8Array): CheckedSection[] {
  const checked = native.checkFile(bytes);
  if ('cause' in checked) throw refusalOf(checked);
  return grouped(checked, CHECKED).map(([kind, begin, end, cause]) => ({ kind, begin, end, broken: CAUSES[cause] }));
}

/** A file as it was before it was damaged, and where it was. */
export interface RepairedFile {
  readonly bytes: Uint8Array;
  readonly places: readonly (readonly [begin: number, end: number])[];
}

/** Repairs a file; undefined where more is damaged than can be. O(bytes) */
export function repairFile(bytes: Uint8Array): RepairedFile | undefined {
  const repaired = native.repairFile(bytes);
  if ('cause' in repaired) return undefined;
  return { bytes: repaired.bytes, places: grouped(repaired.places, 2).map(([begin, end]) => [begin, end] as const) };
}

const SECTION = 3;
const CHECKED = 4;

function grouped(words: readonly number[], width: number): [number, number, number, number][] {
  const groups: [number, number, number, number][] = [];
  for (let at = 0; at < words.length; at += width) {
    const [a = 0, b = 0, c = 0, d = 0] = words.slice(at, at + width);
    groups.push([a, b, c, d]);
  }
  return groups;
}

/** A refusal of the engine as an error. */
export function refusalOf({ offset, cause, what }: FileRefusal): HistoryFileError {
  return new HistoryFileError(offset, `${CAUSES[cause] ?? 'it is broken'} (${what})`);
}
