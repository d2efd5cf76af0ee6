// How a field reconciles when both sides of a merge changed it, and what a merge function is told.
import { show } from '../describe.js';
import { MergePolicyError, PromiseReturnedError } from '../errors.js';

/**
 * What two sides disagree about: `'value'`, both gave a place another value; `'removed'`, one side removed or replaced what
 * the other has edited; `'moved'`, both moved one element or object to different places; `'tangled'`, objects were moved so
 * that nothing would hold them: into each other, into what the other side removed, or out of a field that another one got.
 */
export type ConflictKind = 'value' | 'removed' | 'moved' | 'tangled';

/** One place that both sides changed since their common past: a field, a key, or an element of a list. */
export interface MergeConflict<T = unknown> {
  readonly kind: ConflictKind;
  /** The place as seen from the owner, e.g. `results.error` or `rows[3].name`. */
  readonly path: string;
  /** The object or container that holds the place. */
  readonly object: object;
  /** The name of the field, the key, or the index in the target. */
  readonly field: unknown;
  /** The value in the common past; undefined when `hasBase` is false. */
  readonly base: T | undefined;
  /** False when nothing was there, or the common pasts of a criss-cross disagree about it. */
  readonly hasBase: boolean;
  /** The value of the target, where the merge happens; undefined when `hasOurs` is false. */
  readonly ours: T;
  /** False when the target has removed the key or element. */
  readonly hasOurs: boolean;
  /** The value of the source, which is merged in; undefined when `hasTheirs` is false. */
  readonly theirs: T;
  /** False when the source has removed the key or element. */
  readonly hasTheirs: boolean;
  /** What of the value both sides changed, where an adapter says so. */
  readonly details?: readonly ConflictDetail[] | undefined;
}

/** One place inside an adapted value that both sides changed. */
export interface ConflictDetail {
  /** Names it as the type does: an index, a row and a column. */
  readonly at: string;
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** What a merge function answers to have a key or element removed. */
export const REMOVE: unique symbol = Symbol('remove');

/**
 * Decides one conflict; its result becomes the value, or {@link REMOVE} removes the key or element. It must not write, and
 * must not return a promise. It is asked about `'value'` and `'removed'`; of places in an order the source's counts.
 */
export type MergeFunction<T = unknown> = (conflict: MergeConflict<T>) => T | typeof REMOVE;

/** Names of the policies a field can have; a merge takes the first three as its strategy too. */
export const POLICY_NAMES = ['overshadow', 'preserve', 'strict', 'sum', 'max', 'min', 'union'] as const;
/** A policy known by name. */
export type PolicyName = (typeof POLICY_NAMES)[number];
/** How one field reconciles. */
export type MergePolicy = PolicyName | MergeFunction<never>;
/** Names of the strategies a merge can have. */
export const STRATEGY_NAMES = ['overshadow', 'preserve', 'strict'] as const;
/** A strategy known by name. */
export type StrategyName = (typeof STRATEGY_NAMES)[number];
/** How a merge reconciles fields that have no policy of their own. */
export type MergeStrategy = StrategyName | MergeFunction;

/** What a policy says about a conflict: a value and whose it is, or that nobody may decide. */
export type Decision =
  | { readonly by: 'ours' | 'theirs' | 'computed'; readonly value: unknown; readonly has: boolean }
  | { readonly by: 'nobody' };

/** Applies a policy or strategy to one conflict. @throws {MergePolicyError} when it cannot combine the values. */
export function decide(policy: MergePolicy | MergeStrategy, conflict: MergeConflict): Decision {
  if (typeof policy === 'function') {
    const value = (policy as MergeFunction)(conflict);
    refusePromise('merge', value, 'A merge decides at once: compute the value first.');
    return { by: 'computed', value, has: value !== REMOVE };
  }
  switch (policy) {
    case 'overshadow':
      return { by: 'theirs', value: conflict.theirs, has: conflict.hasTheirs };
    case 'preserve':
      return { by: 'ours', value: conflict.ours, has: conflict.hasOurs };
    case 'strict':
      return { by: 'nobody' };
    default:
      return { by: 'computed', value: combine(policy, conflict), has: true };
  }
}

function combine(policy: 'sum' | 'max' | 'min' | 'union', conflict: MergeConflict): unknown {
  const { path, base, ours, theirs, hasBase } = conflict;
  if (policy === 'union') {
    throw new MergePolicyError(
      path,
      policy,
      `it joins what is inside of containers, and here both sides have replaced the whole value by ${show(ours)} and ${show(theirs)}`,
    );
  }
  const value =
    typeof ours === 'number' && typeof theirs === 'number'
      ? combineNumbers(policy, hasBase ? base : undefined, ours, theirs)
      : typeof ours === 'bigint' && typeof theirs === 'bigint'
        ? combineBigints(policy, hasBase ? base : undefined, ours, theirs)
        : undefined;
  if (value !== undefined) return value;
  const past = policy === 'sum' ? ` over ${hasBase ? show(base) : 'no common past'}` : '';
  throw new MergePolicyError(
    path,
    policy,
    `it needs numbers or bigints on all sides, and they hold ${show(ours)} and ${show(theirs)}${past}`,
  );
}

function combineNumbers(
  policy: 'sum' | 'max' | 'min',
  base: unknown,
  ours: number,
  theirs: number,
): number | undefined {
  if (policy === 'max') return Math.max(ours, theirs);
  if (policy === 'min') return Math.min(ours, theirs);
  return typeof base === 'number' ? ours + theirs - base : undefined;
}

function combineBigints(
  policy: 'sum' | 'max' | 'min',
  base: unknown,
  ours: bigint,
  theirs: bigint,
): bigint | undefined {
  if (policy === 'sum') return typeof base === 'bigint' ? ours + theirs - base : undefined;
  return ours > theirs === (policy === 'max') ? ours : theirs;
}

/** @throws {PromiseReturnedError} when the result of a synchronous callback is a promise */
export function refusePromise(verb: string, result: unknown, wayOut: string): void {
  const isThenable =
    typeof result === 'object' && result !== null && typeof (result as { then?: unknown }).then === 'function';
  if (isThenable) throw new PromiseReturnedError(verb, wayOut);
}

/** Whether under this policy two equal changes are two changes all the same: both sides spent 5. */
export function addsUp(policy: MergePolicy | undefined): boolean {
  return policy === 'sum';
}
