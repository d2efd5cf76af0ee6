// `Multiverse`: the handle that can also branch and merge.
import { show } from '../describe.js';
import { OptionError, UnknownRefError } from '../errors.js';
import type { MergeStrategy } from '../schema/policies.js';
import { merge, previewMerge, strategyOf, type MergeOptions, type MergeResult } from './merge.js';
import type { Moment } from './moment.js';
import { checkName, type Ref } from './names.js';
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
    const { engine } = session;
    const from = engine.position;
    const at = options.at === undefined ? from : this.numberOf(options.at);
    engine.createBranch(name, at);
    if (options.switch === false) session.settle('branch', from, name);
    else session.arrive('branch', engine.switchBranch(name), from, name);
    return session.moments.of(at);
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
    session.arrive('switch', session.engine.switchBranch(name), from, name);
    return this.moment;
  }

  /**
   * Takes a branch's name away. Its moments stay, and are listed by `abandoned()` unless something else reaches them.
   * @throws {CurrentBranchError} for the current branch
   */
  deleteBranch(name: string): void {
    this.session.begin('deleteBranch');
    this.#expectBranch(name);
    const { engine } = this.session;
    engine.deleteBranch(name);
    this.session.settle('branch', engine.position, name);
  }

  /**
   * Gives a branch another name.
   * @throws {NameTakenError} when a branch or label has the new name
   */
  renameBranch(from: string, to: string): void {
    checkName(to);
    this.session.begin('renameBranch');
    this.#expectBranch(from);
    const { engine } = this.session;
    engine.renameBranch(from, to);
    this.session.settle('branch', engine.position, to);
  }

  /**
   * Merges a branch, label or moment into the present one, as one moment with two parents. A field that only the source
   * has changed is taken over; one that both have changed is decided by its own policy (`@branchable({ merge })`), else
   * by the strategy: `'overshadow'` (the source wins, the default), `'preserve'` (the target wins), `'strict'`, or a
   * function. Field values are compared with their common past, found in the whole graph.
   * @throws {MergeConflictError} with all conflicts, when strict fields or a strict strategy met some
   * @throws {DetachedWriteError} when the present moment is off the line of the current branch
   */
  merge(from: Ref, strategy?: MergeStrategy | MergeOptions): MergeResult {
    const chosen = strategyOf(strategy);
    this.session.begin('merge');
    return merge(this.session, this.numberOf(from), typeof from === 'string' ? from : from.toString(), chosen);
  }

  /** What `merge` would do, without doing it. Conflicts left to a function are listed as undecided. */
  previewMerge(from: Ref, strategy?: MergeStrategy | MergeOptions): MergeResult {
    const chosen = strategyOf(strategy);
    this.session.begin('previewMerge');
    return previewMerge(this.session, this.numberOf(from), chosen);
  }

  #expectBranch(name: string): void {
    if (typeof name !== 'string') throw new OptionError(`A branch is named by a string, not ${show(name)}.`);
    if (!this.resolve(name).isBranch) throw new UnknownRefError(name, 'a branch of this timeline');
  }
}
