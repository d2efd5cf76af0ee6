// One engine behind its integer handle: the verbs of Tachyon, with codes turned into errors and plans into visits.
//
// B1: after every command that moves the position or records, the status fields here are what the engine last said.
// B2: the wire is shared by all engines of this module; an answer in it is good until the next command.
// B3: steps along the ladder are not told the engine at once. Whatever depends on the position asks it by `#here`, which
// tells it first; questions about moments and cells alone may ask by `#handle`.
import type { JournalSink } from '../recording/journal.js';
import type { JanusError } from '../errors.js';
import { failure, isFatal } from './binding-errors.js';
import { checkMoreValues, checkValues, refusalOf } from './files.js';
import { Direction, Ladder } from './ladder.js';
export type { HistoryTail } from './native.js';
import {
  native,
  type EngineStatistics,
  type HistoryTail,
  type NamedMoment,
  type NamedObjects,
  type TagEntry,
} from './native.js';
import { Command, PAYLOAD, request, Status, StatusFlag, wire, wireNumber } from './wire.js';

/** Widths of the answers: how many words one entry has. */
const PAIR = 2;
const TRIPLE = 3;
const QUAD = 4;
const SIX = 6;
const SEVEN = 7;
const EIGHT = 8;

/** One change of a sequence on its way from one operation to another; see {@link EngineHandle.visitWay}. */
type VisitChange = (
  back: boolean,
  operation: number,
  type: number,
  index: number,
  count: number,
  added: number,
) => void;

/** Rows of an answer of retention before the values. */
const RETAINED_ROWS = 3;

const NO_NAMES: readonly string[] = [];

/** How a source relates to the position. */
export const MergeKind = { AlreadyMerged: 0, FastForward: 1, Diverged: 2 } as const;
/** Stands for no moment. */
export const NO_MOMENT = 0xffff_ffff;
/** Stands where the common pasts of a criss-cross disagree about a cell. */
export const AMBIGUOUS = 0xffff_ffff;

/** The live instances of one history in the engine. */
interface Holders {
  readonly handle: number;
  alive: number;
  /** The oldest moment. */
  root: number;
  /** Moments that have gone. */
  gone: number;
}

/** What retention has come to. */
export interface Retained {
  /** Operations below this one have their values kept one by one. */
  readonly firstOperation: number;
  readonly moments: number;
  readonly operations: number;
  /** Whether nothing is left to do. */
  readonly isDone: boolean;
}

/** A further position of a history. */
interface Fork {
  readonly holders: Holders;
  readonly place: number;
}

// The last instance of a history that is collected takes its engine along, another one its position.
const abandoned = new FinalizationRegistry<Fork>(({ holders, place }) => {
  if (--holders.alive === 0) native.close(holders.handle);
  else request(Command.Release, holders.handle, place, 0);
});

/** A history in the engine. */
export class EngineHandle implements JournalSink {
  /** The moment where the object stands. */
  position = 0;
  /** Moments there are; the next one gets this number. */
  moments = 1;
  /** Steps the last undo or redo did. */
  stepsDone = 0;
  /** The moment a redo would go to; {@link NO_MOMENT} for none. */
  redoTarget = NO_MOMENT;
  /** Called when the engine has failed for good. */
  onFatal: () => void = () => undefined;
  #flags = 0;
  readonly #handle: number;
  readonly #ladder = new Ladder();
  /** Where the engine believes the position to be. */
  #told = 0;

  /** Which position in the history this is about. */
  readonly #place: number;
  readonly #holders: Holders;
  /** Told around answers that are read piece by piece: nothing else may be asked meanwhile. */
  visits: { pause(): void; goOn(): void } | undefined = undefined;

  constructor(linear: boolean, time: number, fork?: Fork) {
    this.#place = fork?.place ?? 0;
    this.#handle = fork?.holders.handle ?? this.#checked(native.open(wireNumber, linear, time), 'open');
    this.#holders = fork?.holders ?? { handle: this.#handle, alive: 0, root: 0, gone: 0 };
    this.#holders.alive++;
    abandoned.register(this, { holders: this.#holders, place: this.#place }, this);
    if (fork === undefined) this.#readStatus();
  }

  /** An engine that was opened already. */
  static opened({ handle, root, gone }: { handle: number; root: number; gone: number }): EngineHandle {
    const made = new EngineHandle(false, 0, { holders: { handle, alive: 0, root, gone }, place: 0 });
    made.select();
    return made;
  }

  /**
   * Looks at the values of a file that was read; see {@link checkValues}.
   * @throws {HistoryFileError}
   */
  checkValues(bytes: Uint8Array, blocks: Float64Array, places: Uint32Array, objects: number): NamedObjects {
    return checkValues(this.#handle, bytes, blocks, places, objects);
  }

  /** The same for operations from one on; see {@link checkMoreValues}. @throws {HistoryFileError} */
  checkMoreValues(
    from: number,
    bytes: Uint8Array,
    blocks: Float64Array,
    places: Uint32Array,
    objects: number,
  ): NamedObjects {
    return checkMoreValues(this.#handle, from, bytes, blocks, places, objects);
  }

  /** From here on {@link tail} says what is new. O(cells + names). */
  follow(): void {
    this.#checked(native.followHistory(this.#here), 'persist');
  }

  /** What is new since {@link follow} or the last tail; undefined where nothing is. O(new operations + names). */
  tail(): HistoryTail | undefined {
    return this.#answered(native.historyTail(this.#here), 'persist') ?? undefined;
  }

  /** Takes over a tail, and answers the plan to where that stood. @throws {HistoryFileError} */
  extend(bytes: Uint8Array, limits: { moments: number; operations: number }): number {
    const entries = native.extendHistory(this.#here, bytes, limits.moments, limits.operations);
    if (typeof entries !== 'number') throw refusalOf(entries);
    return this.#run(entries, 'open');
  }

  /** The changes of adapters from an operation on: (operation, cell), flat. O(operations since) */
  deltasSince(from: number): Uint32Array {
    return this.#answered(native.deltasSince(this.#handle, from), 'open');
  }

  /** Takes over the names and the redo memory of the last tail. @throws {HistoryFileError} */
  endExtension(): void {
    const entries = native.endExtension(this.#here);
    if (typeof entries !== 'number') throw refusalOf(entries);
    this.#run(entries, 'open');
  }

  /** Numbers whose values a file holds, or only those kept although their moments may have gone: (first, how many), flat. */
  valuesOfFile(isKeptOnly: boolean): Uint32Array {
    return this.#answered(native.valuesOfFile(this.#handle, isKeptOnly), 'save');
  }

  /** Does a part of the next `save`, of so many operations; whether almost nothing is left. The history may go on in between. */
  prepareSave(operations: number): boolean {
    return this.#checked(native.prepareFile(this.#handle, operations), 'save') > 0;
  }

  /** The history as the bytes of a file, with sections of the host. */
  save(kinds: Uint32Array, sections: readonly Uint8Array[]): Uint8Array {
    return this.#answered(native.saveFile(this.#here, kinds, sections), 'save');
  }

  /** Another position, on a new branch at a moment. It has to be selected first. */
  fork(name: string, at: number): EngineHandle {
    this.#run(native.fork(this.#here, name, at), 'fork', [name]);
    return new EngineHandle(false, 0, { holders: this.#holders, place: wire[PAYLOAD] ?? 0 });
  }

  /** Makes this position the one that commands are about. */
  select(): void {
    this.#run(request(Command.Select, this.#handle, this.#place, 0), 'select');
  }

  /** Tells the engine where the position is, before another one is selected. */
  leave(): void {
    if (this.position !== this.#told) this.#tell(0);
  }

  /** Ends the position of a fork, which is not selected; its branch goes too, if one is named and nobody stands on it. */
  end(fork: EngineHandle, branch?: string): void {
    const place = fork.#place;
    if (branch === undefined) this.#run(request(Command.Release, this.#here, place, 0), 'dispose');
    else this.#run(native.discard(this.#here, place, branch), 'discard', [branch]);
    abandoned.unregister(fork);
    this.#holders.alive--;
  }

  get canUndo(): boolean {
    return this.position !== this.#holders.root;
  }
  get canRedo(): boolean {
    return this.redoTarget !== NO_MOMENT;
  }
  get detached(): boolean {
    return (this.#flags & StatusFlag.Detached) !== 0;
  }

  close(): void {
    abandoned.unregister(this);
    native.close(this.#handle);
  }

  append(words: Uint32Array, count: number, titles: readonly string[]): void {
    this.#run(native.append(this.#here, words, count, titles.length === 0 ? undefined : titles), 'append');
    this.#ladder.endRow();
  }

  currentOperation(cell: number): number {
    return this.#checked(native.currentOp(this.#here, cell), 'currentOp');
  }

  operationAt(cell: number, moment: number): number {
    return this.#checked(native.opAt(this.#handle, cell, moment), 'opAt');
  }

  /** Moves back; the plan has as many entries as answered. */
  undo(steps: number): number {
    const ladder = this.#ladder;
    if (steps !== 1 || !(ladder.leadsBack(this.position) || this.#climb(Direction.Down))) {
      return this.#step(request(Command.Undo, this.#here, steps, 0), 'undo');
    }
    this.redoTarget = ladder.back(this.position--);
    return (this.stepsDone = 1);
  }

  /** Moves forth; the plan has as many entries as answered. */
  redo(steps: number): number {
    const ladder = this.#ladder;
    if (steps !== 1 || !(ladder.leadsForth(this.position) || this.#climb(Direction.Up))) {
      return this.#step(request(Command.Redo, this.#here, steps, 0), 'redo');
    }
    this.redoTarget = ladder.forth(++this.position);
    return (this.stepsDone = 1);
  }

  /** Fixes the steps of a row that are done in the engine before rungs are asked for. */
  fixLadderPause(steps: number): void {
    this.#ladder.fixPause(steps);
  }

  jump(moment: number): number {
    return this.#run(request(Command.Jump, this.#here, moment, 0), 'jumpTo');
  }

  switchBranch(name: string): number {
    return this.#run(native.switchBranch(this.#here, name), 'switch', [name]);
  }

  fastForward(source: number): number {
    return this.#run(request(Command.FastForward, this.#here, source, 0), 'merge');
  }

  /** Visits a plan of which the last command answered the first `count` entries: (cell, operation). */
  visitPlan(count: number, visit: (cell: number, operation: number) => void): void {
    // Undo and redo go through here: no closure, one entry without a loop (4 ns less), and one comparison when the plan
    // fits, as nearly all do.
    const answer = wire;
    if (count === 1 && answer[Status.Entries] === 1) {
      visit(answer[PAYLOAD] ?? 0, answer[PAYLOAD + 1] ?? 0);
      return;
    }
    this.visits?.pause();
    for (let done = 0, here = count; ; here = this.#checked(native.planRest(this.#handle, done), 'plan')) {
      const end = PAYLOAD + here * PAIR;
      for (let at = PAYLOAD; at < end; at += PAIR) visit(answer[at] ?? 0, answer[at + 1] ?? 0);
      done += here;
      if (done >= (answer[Status.Entries] ?? 0) || here === 0) break;
    }
    this.visits?.goOn();
  }

  /** Visits the changes that lead a sequence from one of its operations to another (0: its first state), in order. */
  visitWay(from: number, to: number, visit: VisitChange): void {
    let here = this.#checked(request(Command.Way, this.#handle, from, to), 'way');
    this.visits?.pause();
    for (let done = 0; here > 0; here = this.#checked(native.planRest(this.#handle, done), 'way')) {
      for (let i = 0, at = PAYLOAD; i < here; i++, at += SIX) {
        visit(
          wire[at] === 1,
          wire[at + 1] ?? 0,
          wire[at + 2] ?? 0,
          wire[at + 3] ?? 0,
          wire[at + 4] ?? 0,
          wire[at + 5] ?? 0,
        );
      }
      done += here;
      if (done >= (wire[Status.Entries] ?? 0)) break;
    }
    this.visits?.goOn();
  }

  /** Net difference of two moments: (cell, operation at a, operation at b). */
  difference(a: number, b: number): Uint32Array {
    return this.#collect(request(Command.Difference, this.#handle, a, b), 'diff', TRIPLE);
  }

  /**
   * An operation and those of its cell before it on its line, newest first, at most `limit`: (moment, operation, previous
   * operation, and what it does to a sequence: type, index, count, added), flat.
   */
  pastOf(operation: number, limit: number): Uint32Array {
    return this.#collect(request(Command.PastOf, this.#handle, operation, limit), 'blame', SEVEN);
  }

  /** What the moments `first` to `last` did: (moment, cell, operation before, operation after), flat. */
  effects(first: number, last: number): Uint32Array {
    return this.#collect(request(Command.Effects, this.#handle, first, last), 'extract', QUAD);
  }

  /** The number below which all operations are that can be current at a moment. */
  endOf(moment: number): number {
    this.#checked(request(Command.EndOf, this.#handle, moment, 0), 'diff');
    return wire[PAYLOAD] ?? 0;
  }

  /** All operations of a cell, on any line: (operation, moment, numbers it takes), flat; its baseline is of {@link NO_MOMENT}. */
  versions(cell: number): Uint32Array {
    return this.#collect(request(Command.Versions, this.#handle, cell, 0), 'find', TRIPLE);
  }

  mergeKind(source: number): number {
    return this.#checked(native.mergeKind(this.#here, source), 'merge');
  }

  /**
   * (cell, base, ours, theirs) of every cell the source changed, flat; base can be {@link AMBIGUOUS}. Since the common past,
   * or since another moment that is named.
   */
  mergeCandidates(source: number, base: number | undefined): Uint32Array {
    return this.#collect(request(Command.MergeCandidates, this.#here, source, base ?? NO_MOMENT), 'merge', QUAD);
  }

  /** What both sides did to a sequence since then, eight words a row (`tachyon::merge::sequence::Row`). */
  sequenceRows(cell: number, source: number, base: number | undefined): Uint32Array {
    return this.#collect(native.mergeSequence(this.#here, cell, source, base), 'merge', EIGHT);
  }

  /** The same rows for the present state as the target and the state at an operation as source and common past. */
  sequenceMatch(cell: number, operation: number): Uint32Array {
    return this.#collect(request(Command.SequenceMatch, this.#here, cell, operation), 'conflicts', EIGHT);
  }

  /** How to merge several common pasts into one base: (0, moment, 0, 0) or (1, left, right, base), flat. */
  baseProgram(source: number): Uint32Array {
    return this.#collect(request(Command.BaseProgram, this.#here, source, 0), 'merge', QUAD);
  }

  /** Begins the merge moment; operations without START join it. */
  mergeOpen(source: number, time: number): void {
    this.#run(native.mergeOpen(this.#here, source, time), 'merge');
  }

  /** Begins a moment on the present one, with further parents; operations without START join it. */
  openMoment(verb: string, others: readonly number[], time: number, title: string | undefined): void {
    this.#run(native.openMoment(this.#here, Uint32Array.from(others), time, title), verb, [this.currentBranch]);
  }

  /** The moment that made an operation, or undefined for the value before anything was recorded. O(log moments). */
  momentOfOperation(operation: number): number | undefined {
    this.#checked(request(Command.MomentOfOperation, this.#handle, operation, 0), 'merge');
    const moment = wire[PAYLOAD];
    return moment === NO_MOMENT ? undefined : moment;
  }

  /** Remembers the present end of the history, for {@link rewind}. */
  checkpoint(): void {
    this.#checked(request(Command.Checkpoint, this.#here, 0, 0), 'checkpoint');
  }

  /** Forgets what was recorded since the checkpoint; answers the cells that have no baseline any more. */
  rewind(): Uint32Array {
    const cells = this.#collect(request(Command.Rewind, this.#here, 0, 0), 'rewind', 1);
    this.#ladder.drop();
    this.#readStatus();
    return cells;
  }

  /** After these operations of a list the same elements stand; until {@link forgetAlike} matching counts them as one. */
  setAlike(copy: number, original: number): void {
    this.#checked(request(Command.Alike, this.#handle, copy, original), 'squash');
  }

  /** Ends {@link setAlike} for all. */
  forgetAlike(): void {
    this.setAlike(0, 0);
  }

  /** What {@link retain} keeps at most: moments, operations, and what began at this time or later. */
  limit(moments: number, operations: number, before: number): void {
    this.#checked(native.limit(this.#handle, moments, operations, before), 'retain');
  }

  /** Keeps every operation of a list from now on, so that places in its earlier states are found again; or no longer does. */
  pin(cell: number, isPinned: boolean): void {
    this.#checked(request(Command.Pin, this.#handle, cell, isPinned ? 1 : 0), 'prune');
  }

  /**
   * Forgets a cell of which nothing is known but what it holds at the oldest moment; answers how many operations went, or
   * undefined. Its number can be another one's then. Values that are needed no longer are visited by the next
   * {@link retain}.
   */
  forgetCell(cell: number): number | undefined {
    const count = this.#checked(request(Command.ForgetCell, this.#handle, cell, 0), 'prune');
    return count === 0 ? undefined : wire[PAYLOAD];
  }

  /**
   * Lets moments go until the limits are met, or so much work is done, of steps of about a tenth of a microsecond. The
   * position stays. Visits values that are needed one by one from now on, and then those that are so no longer.
   */
  retain(work: number, visit: (isNeeded: boolean, first: number, count: number) => void): Retained {
    const first = this.#run(request(Command.Retain, this.#here, work, 0), 'prune');
    const words = wire;
    const [root, firstOperation] = [words[PAYLOAD] ?? 0, words[PAYLOAD + 1] ?? 0];
    const [moments, operations] = [words[PAYLOAD + 2] ?? 0, words[PAYLOAD + 3] ?? 0];
    const isDone = words[PAYLOAD + 4] === 1;
    const needed = RETAINED_ROWS + (words[PAYLOAD + 5] ?? 0);
    this.#holders.root = root;
    this.#holders.gone = this.moments - moments;
    let row = RETAINED_ROWS;
    for (let done = 0, here = first; here > 0; here = this.#checked(native.planRest(this.#handle, done), 'prune')) {
      for (const end = done + here; row < end; row++) {
        const at = PAYLOAD + (row - done) * PAIR;
        visit(row < needed, words[at] ?? 0, words[at + 1] ?? 0);
      }
      done += here;
      if (done >= (words[Status.Entries] ?? 0)) break;
    }
    return { firstOperation, moments, operations, isDone };
  }

  /** The oldest moment: genesis, unless that was pruned. */
  get root(): number {
    return this.#holders.root;
  }

  /** How many moments have gone; as long as it is the same none has. */
  get gone(): number {
    return this.#holders.gone;
  }

  /** Whether a moment is there; one that ever was can have been pruned. */
  hasMoment(moment: number): boolean {
    return this.#holders.gone === 0
      ? moment < this.moments
      : this.#checked(native.hasMoment(this.#handle, moment), 'at') === 1;
  }

  /** Moments between which and their parents others are gone, ascending. */
  cuts(): number[] {
    return this.#holders.gone === 0 ? [] : this.#answered(native.cuts(this.#handle), 'graph');
  }

  /** Moments on the line of each branch, in the order of the branches. O(branches × runs). */
  lineLengths(): number[] {
    return this.#answered(native.lineLengths(this.#handle), 'prune');
  }

  mergeBases(a: number, b: number): number[] {
    return this.#answered(native.mergeBases(this.#handle, a, b), 'mergeBases');
  }

  isAncestor(a: number, b: number): boolean {
    return this.#checked(native.isAncestor(this.#handle, a, b), 'isAncestor') === 1;
  }

  createBranch(name: string, at: number): void {
    this.#run(native.createBranch(this.#here, name, at), 'branch', [name]);
  }
  deleteBranch(name: string): void {
    this.#run(native.deleteBranch(this.#here, name), 'deleteBranch', [name]);
  }
  renameBranch(from: string, to: string): void {
    this.#run(native.renameBranch(this.#here, from, to), 'renameBranch', [to, from]);
  }
  /** Makes a branch point at a moment; the position stays. */
  setBranch(name: string, moment: number): void {
    this.#run(native.setBranch(this.#here, name, moment), 'branch', [name]);
  }
  /** Makes a label name another moment, or none any more. */
  setLabel(name: string, moment: number | undefined): void {
    this.#run(native.setLabel(this.#here, name, moment), 'label', [name]);
  }
  /** Goes to a moment, with this branch as the current one; answers as {@link jump} does. */
  stand(branch: string, moment: number): number {
    return this.#run(native.stand(this.#here, branch, moment), 'undoOperation', [branch]);
  }
  get currentBranch(): string {
    return this.#answered(native.currentBranch(this.#handle), 'currentBranch');
  }
  branches(): NamedMoment[] {
    return this.#answered(native.branches(this.#handle), 'branches');
  }

  addLabel(name: string, moment: number): void {
    this.#run(native.addLabel(this.#here, name, moment), 'label', [name]);
  }
  labels(): NamedMoment[] {
    return this.#answered(native.labels(this.#handle), 'labels');
  }

  /** The moment a name stands for, and whether the name is a branch. */
  resolve(name: string): { moment: number; isBranch: boolean } {
    const moment = this.#checked(native.resolve(this.#handle, name), 'resolve', [name]);
    return { moment, isBranch: wire[Status.NameKind] === 1 };
  }

  setTag(moment: number, key: string, value: string): void {
    this.#checked(native.setTag(this.#handle, moment, key, value), 'tag');
  }
  tags(moment: number): TagEntry[] {
    return this.#answered(native.tags(this.#handle, moment), 'tags');
  }
  /** All moments that have tags. */
  allTags(): number[] {
    return this.#answered(native.allTags(this.#handle), 'graph');
  }
  taggedMoments(key: string, value: string | undefined): number[] {
    return this.#answered(native.findTag(this.#handle, key, value), 'find');
  }

  title(moment: number): string | undefined {
    return this.#answered(native.title(this.#handle, moment), 'title') ?? undefined;
  }
  titles(): NamedMoment[] {
    return this.#answered(native.titles(this.#handle), 'graph');
  }
  /** Parents of a moment, the first parent first. O(log runs). */
  parents(moment: number): number[] {
    return this.#answered(native.parents(this.#handle, moment), 'parents');
  }
  timeOf(moment: number): number {
    return native.timeOf(this.#handle, moment) ?? 0;
  }
  /** Runs of equal times: (first moment, milliseconds), flat. */
  times(): number[] {
    return this.#answered(native.times(this.#handle), 'graph');
  }

  /** Runs of moments: (first, length, parent of the first, 0), flat. */
  runs(): Uint32Array {
    return this.#answered(native.runs(this.#handle), 'graph');
  }
  /** Further parents of merge moments: (moment, parent), flat. */
  mergeParents(): Uint32Array {
    return this.#answered(native.mergeParents(this.#handle), 'graph');
  }
  abandoned(): number[] {
    return this.#answered(native.abandoned(this.#here), 'abandoned');
  }
  statistics(): EngineStatistics {
    return this.#answered(native.statistics(this.#here), 'stats');
  }
  /** The first broken invariant, or undefined. */
  verify(): string | undefined {
    return this.#answered(native.verify(this.#handle), 'verify') ?? undefined;
  }
  /** Makes the engine fail inside, to prove that the failure is contained. */
  forcePanic(): void {
    this.#checked(native.forcePanic(this.#handle), 'forcePanic');
  }

  /** The handle of the engine, which knows the position from now on. */
  get #here(): number {
    if (this.position !== this.#told) this.#tell(0);
    return this.#handle;
  }

  /** Tells the engine the position, and answers the rungs from it in a direction, if any. */
  #tell(direction: number): number {
    const rungs = this.#checked(request(Command.Climb, this.#handle, this.position, direction), 'climb');
    this.#told = this.position;
    return rungs;
  }

  /** Asks for rungs if they are wanted; whether there is one to step on. */
  #climb(direction: number): boolean {
    const ladder = this.#ladder;
    return ladder.isWanted() && ladder.take(direction, this.#tell(direction), this.position);
  }

  #step(result: number, verb: string): number {
    if (result < 0) throw this.#failed(result, verb, NO_NAMES);
    this.#readStatus();
    return result;
  }

  #run(result: number, verb: string, names: readonly string[] = NO_NAMES): number {
    if (result < 0) throw this.#failed(result, verb, names);
    this.#ladder.drop();
    this.#readStatus();
    return result;
  }

  #collect(first: number, verb: string, width: number): Uint32Array {
    this.#checked(first, verb);
    const total = wire[Status.Entries] ?? 0;
    const found = new Uint32Array(total * width);
    for (let done = 0, here = first; ; here = this.#checked(native.planRest(this.#handle, done), verb)) {
      found.set(wire.subarray(PAYLOAD, PAYLOAD + here * width), done * width);
      done += here;
      if (done >= total || here === 0) return found;
    }
  }

  #readStatus(): void {
    const status = wire;
    this.position = this.#told = status[Status.Position] ?? 0;
    this.#flags = status[Status.Flags] ?? 0;
    this.moments = status[Status.Moments] ?? 0;
    this.stepsDone = status[Status.Steps] ?? 0;
    this.redoTarget = status[Status.RedoTarget] ?? 0;
  }

  #checked(result: number, verb: string, names: readonly string[] = NO_NAMES): number {
    if (result < 0) throw this.#failed(result, verb, names);
    return result;
  }

  #answered<T>(answer: T | number, verb: string): T {
    if (typeof answer === 'number') throw this.#failed(answer, verb, []);
    return answer;
  }

  #failed(code: number, verb: string, names: readonly string[]): JanusError {
    if (isFatal(code)) this.onFatal();
    return failure(code, verb, names);
  }
}
