// What branches, merges, forks and rewriting refuse.
import { show } from '../describe.js';
import { JanusError } from './base.js';

/** The current branch cannot be deleted. */
export class CurrentBranchError extends JanusError {
  override readonly code = 'JANUS_CURRENT_BRANCH';
  constructor(readonly branch: string) {
    super(`${show(branch)} is the current branch and cannot be deleted; switch(name) to another first.`);
  }
}

/** A write or verb would change a branch that was frozen. */
export class FrozenBranchError extends JanusError {
  override readonly code = 'JANUS_FROZEN_BRANCH';
  constructor(
    readonly verb: string,
    readonly branch: string,
    readonly reason: string,
  ) {
    super(
      `${verb}: the branch ${show(branch)} is frozen (${reason}). ` +
        `Go on with a branch of your own, e.g. branch('next'), or call thaw(${show(branch)}).`,
    );
  }
}

/** Another live instance of the same history stands on the branch. */
export class BranchHeldError extends JanusError {
  override readonly code = 'JANUS_BRANCH_HELD';
  constructor(
    readonly verb: string,
    readonly branch: string,
  ) {
    super(
      `${verb}: the branch ${show(branch)} is the current one of another live instance. ` +
        `Work on that instance, merge the branch, or discard the fork first.`,
    );
  }
}

/** Another live instance of the same history has a transaction open, whose moment is not complete. */
export class ForkBusyError extends JanusError {
  override readonly code = 'JANUS_FORK_BUSY';
  constructor(
    readonly verb: string,
    readonly other: string,
  ) {
    super(
      `${verb}: the instance on the branch ${show(other)} has a transaction open, and one history takes one at a time. ` +
        `End that transaction first.`,
    );
  }
}

/** An object is no fork of this history, or no longer one. */
export class NotAForkError extends JanusError {
  override readonly code = 'JANUS_NOT_A_FORK';
  constructor(
    readonly verb: string,
    why: string,
  ) {
    super(`${verb}: ${why}. Give it what fork() answered, as long as it was not discarded.`);
  }
}

/** What a merge found that it was told not to decide. */
export interface ConflictSummary {
  readonly kind: string;
  readonly path: string;
  readonly field: unknown;
  readonly hasBase: boolean;
  readonly hasOurs: boolean;
  readonly hasTheirs: boolean;
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** A strict merge met fields that both sides changed. Nothing was changed; `conflicts` lists all of them. */
export class MergeConflictError extends JanusError {
  override readonly code = 'JANUS_MERGE_CONFLICT';
  constructor(
    readonly source: string,
    readonly conflicts: readonly ConflictSummary[],
  ) {
    super(
      `Merging ${show(source)} meets ${String(conflicts.length)} conflict${conflicts.length === 1 ? '' : 's'}: ` +
        `${conflicts
          .slice(0, 5)
          .map(({ path, kind }) => (kind === 'value' ? path : `${path} (${kind})`))
          .join(', ')}${conflicts.length > 5 ? ', …' : ''}. ` +
        `Merge with 'overshadow', 'preserve' or a function, or give the fields a policy with @branchable({ merge }).`,
    );
  }
}

/** A merge policy met values it cannot combine. */
export class MergePolicyError extends JanusError {
  override readonly code = 'JANUS_MERGE_POLICY';
  constructor(
    readonly path: string,
    readonly policy: string,
    why: string,
  ) {
    super(`The merge policy ${policy} cannot decide ${path}: ${why}.`);
  }
}

/** No conflict is open at this path. */
export class UnknownConflictError extends JanusError {
  override readonly code = 'JANUS_UNKNOWN_CONFLICT';
  constructor(
    readonly path: string,
    readonly open: readonly string[],
  ) {
    super(
      `No conflict is open at ${show(path)}. ` +
        (open.length === 0 ? 'None is open here.' : `Open are: ${open.slice(0, 20).join(', ')}.`),
    );
  }
}

/** A part of the history cannot be rewritten like this. */
export class RewriteError extends JanusError {
  override readonly code = 'JANUS_REWRITE';
  constructor(
    readonly verb: string,
    why: string,
  ) {
    super(`${verb}: ${why}.`);
  }
}

/** An operation on the history cannot be taken back. */
export class OperationError extends JanusError {
  override readonly code = 'JANUS_OPERATION';
  constructor(
    /** The operation, if one was named. */
    readonly operation: number | undefined,
    why: string,
    wayOut: string,
  ) {
    super(`undoOperation(${operation === undefined ? '' : String(operation)}): ${why}. ${wayOut}`);
  }
}

/** A bisection has nothing to find between the two moments it was given. */
export class BisectError extends JanusError {
  override readonly code = 'JANUS_BISECT';
  constructor(readonly why: string) {
    super(`bisect: ${why}. Give it a good moment, a bad one that was made of it, and a test that tells them apart.`);
  }
}
