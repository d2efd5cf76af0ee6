// Merging: what relates the two moments, what is decided, what is done.
//
// M1: nothing is changed before all decisions are made, so a function that throws leaves nothing behind.
import { MergeKind } from '../engine-binding/handle.js';
import { show } from '../describe.js';
import { OptionError } from '../errors.js';
import type { Joined } from '../recording/recorder.js';
import { STRATEGY_NAMES, type MergeStrategy } from '../schema/policies.js';
import { expectAlive } from './collapsed.js';
import { spotOf } from './conflict-spots.js';
import { diffOf } from './diff.js';
import type { Diff } from './diff-data.js';
import { hold } from './held-conflicts.js';
import { commit, decideAll, isEffective } from './merge-commit.js';
import type { Judgement, ThreeWay } from './merge-decision.js';
import { conflictError, resultOf, type MergeResult } from './merge-results.js';
import type { Moment } from './moment.js';
import { standOf } from './operations.js';
import type { Session } from './session.js';

/** Options of `merge`. */
export interface MergeOptions {
  /** For fields without a policy of their own; `'overshadow'` by default. */
  strategy?: MergeStrategy;
  /**
   * `'hold'`: what a strict merge would refuse is committed as an open conflict. The object holds the target's value there,
   * `conflicts` lists it, and `resolve` settles it.
   */
  conflicts?: 'hold';
}

/** How a call merges. */
export interface MergeManner {
  readonly strategy: MergeStrategy;
  /** Conflicts that nobody decides are kept open instead of being an error. */
  readonly holds: boolean;
}

/** What the options of a call say. @throws {OptionError} for an unknown strategy */
export function mannerOf(given: MergeStrategy | MergeOptions | undefined): MergeManner {
  const strategy = typeof given === 'object' ? given.strategy : given;
  const conflicts = typeof given === 'object' ? given.conflicts : undefined;
  if (strategy !== undefined && typeof strategy !== 'function' && !STRATEGY_NAMES.includes(strategy)) {
    throw new OptionError(`${show(strategy)} is no merge strategy; use ${STRATEGY_NAMES.join(', ')} or a function.`);
  }
  if (conflicts === undefined) return { strategy: strategy ?? 'overshadow', holds: false };
  if ((conflicts as unknown) !== 'hold') {
    throw new OptionError(`conflicts is 'hold' or is left out, not ${show(conflicts)}.`);
  }
  if (strategy !== undefined && strategy !== 'strict') {
    throw new OptionError(
      `A strategy that decides leaves nothing to hold: use conflicts: 'hold' without ${show(strategy)}.`,
    );
  }
  return { strategy: 'strict', holds: true };
}

/** What a merge would do, and what both sides have done. */
export interface MergePreview extends MergeResult {
  /** The common past that `ours` and `theirs` begin at: the newest merge base, if there are several. */
  readonly base: Moment;
  /** Everything the target has changed since then, conflict or not. */
  readonly ours: Diff;
  /** Everything the source has changed since then. */
  readonly theirs: Diff;
}

/** What merging `source` here would do; a strategy function is not called, and its conflicts are decided by nobody. */
export function previewMerge(session: Session, source: number, { strategy }: MergeManner): MergePreview {
  const { engine } = session;
  const target = engine.position;
  const merged = { target, source };
  const kind = engine.mergeKind(source);
  const decided =
    kind === MergeKind.Diverged ? decideAll(session, { source, base: undefined }, { strategy, preview: true }).all : [];
  const name =
    kind === MergeKind.Diverged ? 'merged' : kind === MergeKind.FastForward ? 'fast-forward' : 'already-merged';
  const base = Math.max(...engine.mergeBases(target, source));
  // Compared when somebody looks at it.
  const changesOf = (side: number): PropertyDescriptor => {
    let diff: Diff | undefined;
    const get = (): Diff => {
      if (diff === undefined) session.inspect('previewMerge');
      return (diff ??= diffOf(session, base, side));
    };
    return { get, enumerable: true };
  };
  return Object.defineProperties(resultOf(session, name, merged, decided) as MergePreview, {
    base: { value: session.moments.of(base), enumerable: true },
    ours: changesOf(target),
    theirs: changesOf(source),
  });
}

/** Merges `source` into the present moment. */
export function merge(session: Session, source: number, name: string, manner: MergeManner): MergeResult {
  const { engine } = session;
  session.checkWritable('merge');
  const before = standOf(session);
  const from = before.position;
  const merged = { target: from, source };
  const kind = engine.mergeKind(source);
  if (kind === MergeKind.AlreadyMerged) return resultOf(session, 'already-merged', merged, []);
  if (kind === MergeKind.FastForward) {
    expectAlive(session, 'merge', source);
    session.move(engine.fastForward(source));
    session.shared.operations.addMove(session, 'merge', name, before);
    session.settle('merge', from, name);
    return resultOf(session, 'fast-forward', merged, []);
  }
  const result = threeWay(session, { source, base: undefined }, name, manner, (time) => {
    engine.mergeOpen(source, time);
  });
  session.shared.operations.addMove(session, 'merge', name, before);
  session.settle('merge', from, name);
  return result;
}

/** Options of {@link threeWay}. */
interface ThreeWayOptions {
  /** Whether a moment is made though there is nothing to record; true by default. */
  readonly always?: boolean;
  /** Takes what joins the history; its giver takes everything back when the call fails. */
  readonly joined?: Joined[];
  /** Moments from this number on will be gone when the call fails. */
  readonly known?: number;
}

/**
 * Records what merging comes to as one moment, which `begin` begins.
 */
export function threeWay(
  session: Session,
  sides: ThreeWay,
  name: string,
  { strategy, holds }: MergeManner,
  begin: (time: number) => void,
  { always = true, joined, known = Infinity }: ThreeWayOptions = {},
): MergeResult {
  const merged = { target: session.engine.position, source: sides.source };
  const judgement: Judgement = { strategy, preview: false };
  const decisions = decideAll(session, sides, judgement);
  const undecided = decisions.all.filter(({ by }) => by === 'nobody');
  if (undecided.length > 0 && !holds) throw conflictError(session, name, merged, undecided, known);
  const { held } = session.shared;
  const open = held.merging(session, sides);
  if (!always && !isEffective(decisions) && open.isSame) return resultOf(session, 'already-merged', merged, []);
  const holdOpen = (): void => {
    const added = undecided.map((decision) =>
      hold(merged, decision, spotOf(session, sides.source, decision, decisions.lists)),
    );
    held.record(session, open, added);
  };
  commit(session, decisions, begin, holdOpen, joined);
  return resultOf(session, 'merged', merged, decisions.all);
}
