// What a merge answers: its kind, and every decision as plain data.
import { MergeConflictError } from '../errors.js';
import { unboxed } from '../recording/weak-values.js';
import { STRATEGY_NAMES, type StrategyName } from '../schema/policies.js';
import { plainConflict, type Decision, type MergeDecision, type MergeOutcome } from './merge-decision.js';
import type { Moment } from './moment.js';
import type { Session } from './session.js';

/** What a merge did, or would do. */
export interface MergeResult {
  /**
   * `'already-merged'`: there was nothing to take over, and nothing happened. `'fast-forward'`: the target had nothing of its
   * own and moved to the source. `'merged'`: a moment was made, with two parents for a merge, with one for `revert` and
   * `cherryPick`.
   */
  readonly kind: MergeResultKind;
  /** Where the target stands afterwards; in a preview, where it stands now. */
  readonly moment: Moment;
  /** Every field that was taken over or decided. Empty unless `kind` is `'merged'`. */
  readonly decisions: readonly MergeDecision[];
  /** Those decisions in which both sides had changed the field. */
  readonly conflicts: readonly MergeDecision[];
}

/** What came of a merge. */
export type MergeResultKind = 'already-merged' | 'fast-forward' | 'merged';

/** The two moments that were merged. */
export interface Merged {
  readonly target: number;
  readonly source: number;
}

/** The result of a merge. Its lists are made when they are read: of most merges nobody reads them. */
export function resultOf(
  session: Session,
  kind: MergeResultKind,
  merged: Merged,
  made: readonly Decision[],
): MergeResult {
  let decisions: readonly MergeDecision[] | undefined;
  let conflicts: readonly MergeDecision[] | undefined;
  const all = (): readonly MergeDecision[] =>
    (decisions ??= made.map((decision) => plainDecision(session, merged, decision)));
  return {
    kind,
    moment: session.moments.of(session.engine.position),
    get decisions() {
      return all();
    },
    get conflicts() {
      return (conflicts ??= all().filter((decision) => decision.conflict));
    },
  };
}

/** The error with all conflicts that nobody may decide; moments from `known` on are not named. */
export function conflictError(
  session: Session,
  name: string,
  merged: Merged,
  open: readonly Decision[],
  known: number,
): MergeConflictError {
  // Looked up now: the moments may be gone when somebody reads it.
  const conflicts = open.map((decision) => {
    const { oursMoment, ...rest } = { ...plainDecision(session, merged, decision) };
    return { ...rest, oursMoment: oursMoment !== undefined && oursMoment.id < known ? oursMoment : undefined };
  });
  return new MergeConflictError(name, conflicts);
}

/** A decision as plain data; what has to be looked up is, when it is read. */
function plainDecision(session: Session, { target, source }: Merged, decision: Decision): MergeDecision {
  const { conflict, by, isPresent } = decision;
  const value = unboxed(decision.value);
  const madeBy = (side: 0 | 1): Moment | undefined => {
    const { engine, moments } = session;
    const operation = decision.operations(engine, target, source)[side];
    const moment = operation === undefined ? undefined : engine.momentOfOperation(operation);
    return moment === undefined ? undefined : moments.of(moment);
  };
  return Object.defineProperties({ conflict, by, value, isPresent } as MergeDecision, {
    ...Object.getOwnPropertyDescriptors(plainConflict(decision)),
    oursMoment: { get: () => madeBy(0), enumerable: true },
    theirsMoment: { get: () => madeBy(1), enumerable: true },
    outcomes: { get: () => outcomesOf(decision), enumerable: true },
  });
}

function outcomesOf(decision: Decision): Record<StrategyName, MergeOutcome> {
  const [overshadow, preserve, strict] = STRATEGY_NAMES.map((strategy) => decision.outcomeUnder(strategy));
  return { overshadow, preserve, strict } as Record<StrategyName, MergeOutcome>;
}
