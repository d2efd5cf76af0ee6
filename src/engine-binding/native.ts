// The native module as it is: functions over integers, strings and shared arrays. The only file that loads it.
//
// A function with a handle answers a count or an error code, which is negative; one that answers something else answers
// a code in its place.
import loaded from '#native';
import { NativeModuleError } from '../errors.js';

/** A name and the moment it stands for. */
export interface NamedMoment {
  readonly name: string;
  readonly moment: number;
}

/** One tag of a moment. */
export interface TagEntry {
  readonly key: string;
  readonly value: string;
}

/** What the engine counts. */
export interface EngineStatistics {
  readonly moments: number;
  readonly operations: number;
  readonly cells: number;
  readonly runs: number;
  readonly branches: number;
  readonly labels: number;
  readonly tags: number;
  readonly bytes: number;
}

/** An engine that was read from a file, and where the sections of the host are: (kind, begin, end), flat. */
export interface LoadedFile {
  readonly handle: number;
  readonly sections: readonly number[];
  readonly next: number;
  readonly cells: number;
  readonly linear: boolean;
  readonly born: number;
  readonly root: number;
  readonly gone: number;
  readonly pruned: boolean;
}

/** What a history has got since it was followed last. */
export interface HistoryTail {
  readonly bytes: Uint8Array;
  /** Number of the next operation. */
  readonly next: number;
  /** The cells that were recorded: twice the number, plus one where it was for the first time. */
  readonly cells: Uint32Array;
  /** Operations that are deltas of adapted values, each with its cell. */
  readonly deltas: Uint32Array;
}

/** Why a file was refused. */
export interface FileRefusal {
  readonly offset: number;
  readonly cause: number;
  readonly what: string;
}

/** What the values of operations name. */
export interface NamedObjects {
  /** Permutations of lists: (operation, number of the object with the order, length), flat. */
  readonly permutations: Uint32Array;
  /** For each object, whether a value holds it (1), and whether one of a weak field is it (2). */
  readonly objects: Uint8Array;
}

/** The exports of the native module; `docs/design/border.md` says what each does. */
export interface NativeModule {
  wireVersion(): number;
  /** Answers the function that runs the request in the wire; leaves the wire's number where results go. */
  registerWire(wire: Uint32Array): () => void;
  open(wire: number, linear: boolean, time: number): number;
  close(handle: number): number;
  append(handle: number, words: Uint32Array, count: number, titles: readonly string[] | undefined): number;
  planRest(handle: number, from: number): number;
  opAt(handle: number, cell: number, moment: number): number;
  currentOp(handle: number, cell: number): number;
  mergeKind(handle: number, source: number): number;
  mergeBases(handle: number, a: number, b: number): number[] | number;
  isAncestor(handle: number, a: number, b: number): number;
  createBranch(handle: number, name: string, at: number): number;
  fork(handle: number, name: string, at: number): number;
  discard(handle: number, position: number, name: string): number;
  switchBranch(handle: number, name: string): number;
  deleteBranch(handle: number, name: string): number;
  renameBranch(handle: number, from: string, to: string): number;
  currentBranch(handle: number): string | number;
  branches(handle: number): NamedMoment[] | number;
  addLabel(handle: number, name: string, moment: number): number;
  labels(handle: number): NamedMoment[] | number;
  resolve(handle: number, name: string): number;
  setTag(handle: number, moment: number, key: string, value: string): number;
  tags(handle: number, moment: number): TagEntry[] | number;
  allTags(handle: number): number[] | number;
  findTag(handle: number, key: string, value: string | undefined): number[] | number;
  title(handle: number, moment: number): string | number | null;
  titles(handle: number): NamedMoment[] | number;
  parents(handle: number, moment: number): number[] | number;
  timeOf(handle: number, moment: number): number | null;
  times(handle: number): number[] | number;
  runs(handle: number): Uint32Array | number;
  mergeParents(handle: number): Uint32Array | number;
  abandoned(handle: number): number[] | number;
  statistics(handle: number): EngineStatistics | number;
  verify(handle: number): string | number | null;
  mergeSequence(handle: number, cell: number, source: number, base: number | undefined): number;
  mergeOpen(handle: number, source: number, time: number): number;
  openMoment(handle: number, others: Uint32Array, time: number, title: string | undefined): number;
  setBranch(handle: number, name: string, moment: number): number;
  setLabel(handle: number, name: string, moment: number | undefined): number;
  stand(handle: number, branch: string, moment: number): number;
  limit(handle: number, moments: number, operations: number, before: number): number;
  hasMoment(handle: number, moment: number): number;
  cuts(handle: number): number[] | number;
  lineLengths(handle: number): number[] | number;
  forcePanic(handle: number): number;
  saveFile(handle: number, kinds: Uint32Array, sections: readonly Uint8Array[]): Uint8Array | number;
  prepareFile(handle: number, operations: number): number;
  valuesOfFile(handle: number, kept: boolean): Uint32Array | number;
  loadFile(wire: number, bytes: Uint8Array, moments: number, operations: number): LoadedFile | FileRefusal;
  checkValues(
    handle: number,
    bytes: Uint8Array,
    blocks: Float64Array,
    places: Uint32Array,
    objects: number,
  ): NamedObjects | FileRefusal;
  checkMoreValues(
    handle: number,
    from: number,
    bytes: Uint8Array,
    blocks: Float64Array,
    places: Uint32Array,
    objects: number,
  ): NamedObjects | FileRefusal;
  followHistory(handle: number): number;
  historyTail(handle: number): HistoryTail | number | null;
  extendHistory(handle: number, bytes: Uint8Array, moments: number, operations: number): number | FileRefusal;
  deltasSince(handle: number, from: number): Uint32Array | number;
  endExtension(handle: number): number | FileRefusal;
  checksumOf(bytes: Uint8Array): number;
  checkFile(bytes: Uint8Array): readonly number[] | FileRefusal;
  repairFile(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly places: readonly number[] } | FileRefusal;
}

/** Version of the words and answers that this side understands. */
const WIRE_VERSION = 1;

/** The loaded module. */
export const native: NativeModule = load();

function load(): NativeModule {
  const platform = `${process.platform}-${process.arch}`;
  const { module, error } = loaded as { module?: NativeModule; error?: unknown };
  if (module === undefined) throw new NativeModuleError(platform, error);
  const version = module.wireVersion();
  if (version === WIRE_VERSION) return module;
  throw new NativeModuleError(
    platform,
    `the engine speaks version ${String(version)} of the border, this package version ${String(WIRE_VERSION)}`,
  );
}
