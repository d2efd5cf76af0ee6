// `Multiverse`: the handle that can also branch and merge.
import { show } from '../describe.js';
import { OptionError, UnknownRefError } from '../errors.js';
import type { MergeStrategy } from '../schema/policies.js';
import {
  branchInfo,
  checkReason,
  deleteBranch,
  makeBranch,
  renameBranch,
  setFrozen,
  type BranchInfo,
} from './branches.js';
import {
  adopt,
  discard,
  expectDiscardable,
  fork,
  forkedFrom,
  forkIsAlive,
  type AdoptOptions,
  type ForkOptions,
} from './forks.js';
import { openConflicts, resolve as resolveConflict, type OpenConflict, type Resolution } from './held-conflicts.js';
import { mannerOf, merge, previewMerge, type MergeOptions, type MergePreview } from './merge.js';
import type { MergeResult } from './merge-results.js';
import type { Moment } from './moment.js';
import { checkName, type Ref } from './names.js';
import { pick, rebase, type RebaseResult } from './rewriting.js';
import { expectAlive } from './collapsed.js';
import { Timeline } from './timeline.js';

/** Options of `branch`. */
export interface BranchOptions {
  /** Where the branch begins; the present moment by default. */
  at?: Ref;
  /** Whether to switch to it; true by default. */
  switch?: boolean;
}

/** The history of an owner that may diverge. Get it with `multiverseOf(owner)`. */
export class Multiverse extends Timeline {
  /** The branch that follows new moments. */
  get currentBranch(): string {
    this.session.read('currentBranch');
    return this.session.engine.currentBranch;
  }

  /** All branches with their tips, in the order they were made. */
  branches(): ReadonlyMap<string, Moment> {
    this.session.read('branches');
    return new Map(this.session.engine.branches().map(({ name, moment }) => [name, this.session.moments.of(moment)]));
  }

  /**
   * Makes a branch and switches to it.
   * @throws {NameTakenError} when a branch or label has the name
   * @throws {InvalidNameError} when it cannot be a name
   * @throws {UnknownRefError} when `at` names nothing in this history
   */
  branch(name: string, options: BranchOptions = {}): Moment {
    checkName(name);
    const { session } = this;
    session.begin('branch');
    return makeBranch(session, name, options.at === undefined ? undefined : this.numberOf(options.at), options.switch);
  }

  /**
   * Goes to the tip of a branch; new moments are its own from now on.
   * @throws {UnknownRefError} when there is no such branch
   */
  switch(name: string): Moment {
    const { session } = this;
    session.begin('switch');
    this.#expectBranch(name);
    const from = session.engine.position;
    expectAlive(session, 'switch', this.numberOf(name));
    session.arrive('switch', session.engine.switchBranch(name), from, name);
    return this.present;
  }

  /**
   * Takes a branch's name away. Its moments stay, and are listed by `abandoned()` unless something else reaches them.
   * `undoOperation` brings it back.
   * @throws {CurrentBranchError} for the current branch
   * @throws {FrozenBranchError} for a frozen one
   */
  deleteBranch(name: string): void {
    this.session.begin('deleteBranch');
    this.#expectBranch(name);
    deleteBranch(this.session, name);
  }

  /**
   * Gives a branch another name.
   * @throws {NameTakenError} when a branch or label has the new name
   * @throws {FrozenBranchError} for a frozen one
   */
  renameBranch(from: string, to: string): void {
    checkName(to);
    this.session.begin('renameBranch');
    this.#expectBranch(from);
    renameBranch(this.session, from, to);
  }

  /**
   * Keeps a branch as it is: whatever would write to it, merge into it, rewrite, rename or delete it is refused with the
   * reason. Freezing it again gives it another reason.
   */
  freeze(name: string, reason: string): void {
    checkReason(reason);
    this.session.begin('freeze');
    this.#expectBranch(name);
    setFrozen(this.session, 'freeze', name, reason);
  }

  /** Lets a frozen branch go on. Thawing one that is not frozen changes nothing. */
  thaw(name: string): void {
    this.session.begin('thaw');
    this.#expectBranch(name);
    setFrozen(this.session, 'thaw', name, undefined);
  }

  /** What is known of a branch besides its tip. */
  branchInfo(name: string): BranchInfo {
    this.session.read('branchInfo');
    this.#expectBranch(name);
    return branchInfo(this.session, name);
  }

  /**
   * Merges a branch, label or moment into the present one, as one moment with two parents. A field that only the source
   * has changed is taken over; one that both have changed is decided by its own policy (`@branchable({ merge })`), else
   * by the strategy: `'overshadow'` (the source wins, the default), `'preserve'` (the target wins), `'strict'`, or a
   * function. Field values are compared with their common past, found in the whole graph. With `{ conflicts: 'hold' }`
   * conflicts that a strict merge would refuse are kept open.
   * @throws {MergeConflictError} with all conflicts, when strict fields or a strict strategy met some
   * @throws {DetachedWriteError} when the present moment is off the line of the current branch
   * @throws {FrozenBranchError} when the current branch is frozen
   */
  merge(from: Ref, strategy?: MergeStrategy | MergeOptions): MergeResult {
    const manner = mannerOf(strategy);
    this.session.begin('merge');
    return merge(this.session, this.numberOf(from), nameOf(from), manner);
  }

  /**
   * What `merge` would do, without doing it, and what each side has changed since their common past. Conflicts left to a
   * function are listed as undecided.
   */
  previewMerge(from: Ref, strategy?: MergeStrategy | MergeOptions): MergePreview {
    const manner = mannerOf(strategy);
    this.session.begin('previewMerge');
    return previewMerge(this.session, this.numberOf(from), manner);
  }

  /** The conflicts that merges have left open, and that are open at the present moment. */
  get conflicts(): readonly OpenConflict[] {
    this.session.read('conflicts');
    return openConflicts(this.session);
  }

  /**
   * Settles an open conflict, as an ordinary moment: `'ours'`, `'theirs'` or `'base'` puts in what the side had, `{ value }`
   * another value. The newest one counts where several are open at one path.
   * @throws {UnknownConflictError} when none is open there
   * @throws {OptionError} when it cannot be settled like this
   */
  resolve(path: string, resolution: Resolution): Moment {
    this.session.begin('resolve');
    this.session.checkWritable('resolve');
    resolveConflict(this.session, path, resolution);
    return this.present;
  }

  /**
   * Takes back what one moment did, as a new moment: a merge of its first parent, with the moment itself as the common past. What
   * was changed since is a conflict, decided as by `merge`.
   * @throws {MergeConflictError} as `merge`
   * @throws {RewriteError} for genesis
   */
  revert(ref: Ref, strategy?: MergeStrategy | MergeOptions): MergeResult {
    return this.#pick('revert', ref, strategy);
  }

  /**
   * Does here what one moment did elsewhere, as a new moment with its title: a merge of the moment, with its first parent as the
   * common past.
   * @throws {MergeConflictError} as `merge`
   * @throws {RewriteError} for genesis
   */
  cherryPick(ref: Ref, strategy?: MergeStrategy | MergeOptions): MergeResult {
    return this.#pick('cherry-pick', ref, strategy);
  }

  #pick(kind: 'revert' | 'cherry-pick', ref: Ref, strategy: MergeStrategy | MergeOptions | undefined): MergeResult {
    const manner = mannerOf(strategy);
    this.session.begin(kind);
    return pick(this.session, kind, this.numberOf(ref), nameOf(ref), manner);
  }

  /**
   * Takes the moments of the current branch that `onto` does not know over onto it, one by one, with their titles, times and
   * tags; the branch then points at the last. Labels stay where they are. All of it is done, or nothing.
   * @throws {MergeConflictError} as `merge`
   * @throws {RewriteError} unless the object stands at the tip of the current branch
   */
  rebase(onto: Ref, strategy?: MergeStrategy | MergeOptions): RebaseResult {
    const manner = mannerOf(strategy);
    this.session.begin('rebase');
    return rebase(this.session, this.numberOf(onto), nameOf(onto), manner);
  }

  /**
   * A second live instance of the model, on a new branch, sharing this history: what either records is known to both at
   * once, and each moves, undoes and is observed for itself. No constructor runs; own fields without recording are copied as
   * they are, `#private` ones cannot be. One instance at a time may have a transaction open. O(size of the state).
   * @throws {NameTakenError} when a branch or label has the name
   * @throws {UnknownRefError} when `at` names nothing in this history
   */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows the class, the handle does not
  fork<Owner extends object = object>(name: string, options: ForkOptions = {}): Owner {
    checkName(name);
    const { session } = this;
    session.begin('fork');
    const { engine } = session;
    const at = options.at === undefined ? engine.position : this.numberOf(options.at);
    const forked = fork(session, name, at);
    forked.recorder.timeline = new Multiverse(forked, this.name);
    session.settle('branch', engine.position, name);
    return forked.recorder.owner as Owner;
  }

  /**
   * Merges what a fork shows into the present moment, as `merge` does, and then discards the fork unless it is to be kept.
   * @throws {NotAForkError} unless it is another live instance of this history
   * @throws {MergeConflictError} as `merge` does; the fork stays then
   */
  adopt(fork: object, strategy?: MergeStrategy | AdoptOptions): MergeResult {
    const manner = mannerOf(strategy);
    const { session } = this;
    session.begin('adopt');
    const forked = forkedFrom(session, 'adopt', fork);
    const keeps = typeof strategy === 'object' && strategy.keep === true;
    if (!keeps) expectDiscardable(session, 'adopt', forked);
    const result = adopt(session, forked, manner);
    if (!keeps && forkIsAlive(forked)) this.discard(fork);
    return result;
  }

  /**
   * Ends a fork: its objects are ordinary ones from now on, and its branch is deleted, unless another instance stands on it.
   * Its moments stay.
   * @throws {NotAForkError} unless it is a live fork of this history, so also for one that was discarded before
   */
  discard(fork: object): void {
    const { session } = this;
    session.begin('discard');
    discard(session, expectDiscardable(session, 'discard', forkedFrom(session, 'discard', fork)));
  }

  #expectBranch(name: string): void {
    if (typeof name !== 'string') throw new OptionError(`A branch is named by a string, not ${show(name)}.`);
    if (!this.named(name).isBranch) throw new UnknownRefError(name, 'a branch of this timeline');
  }
}

function nameOf(ref: Ref): string {
  return typeof ref === 'string' ? ref : ref.toString();
}
