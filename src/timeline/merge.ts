// Merging: the engine says which cells the source changed and what they were in the common past; here the values are
// compared and every conflict is decided by the field's policy or the strategy of the call.
//
// M1: nothing is changed before all decisions are made, so a function that throws leaves nothing behind.
import { MergeKind } from '../engine-binding/handle.js';
import { show } from '../describe.js';
import { DetachedWriteError, MergeConflictError, OptionError } from '../errors.js';
import { DECIDING } from '../recording/gate.js';
import { schemaOf, type ClassSchema } from '../schema/class-schema.js';
import type { MergeStrategy } from '../schema/policies.js';
import type { Slots } from '../recording/slots.js';
import { Bases } from './merge-bases.js';
import { decideField, type FieldDecision, type Judgement, type MergeDecision } from './merge-decision.js';
import type { Moment } from './moment.js';
import type { Session } from './session.js';

/** What a merge did, or would do. */
export interface MergeResult {
  /**
   * `'already-merged'`: the source is in the past of the target, nothing happened. `'fast-forward'`: the target had
   * nothing of its own and moved to the source. `'merged'`: a moment with two parents was made.
   */
  readonly kind: 'already-merged' | 'fast-forward' | 'merged';
  /** Where the target stands afterwards; in a preview, where it stands now. */
  readonly moment: Moment;
  /** Every field that was taken over or decided. Empty unless `kind` is `'merged'`. */
  readonly decisions: readonly MergeDecision[];
  /** Those decisions in which both sides had changed the field. */
  readonly conflicts: readonly MergeDecision[];
}

/** Options of `merge`. */
export interface MergeOptions {
  /** For fields without a policy of their own; `'overshadow'` by default. */
  strategy?: MergeStrategy;
}

const STRATEGIES = ['overshadow', 'preserve', 'strict'];

/** The strategy of a call. @throws {OptionError} for an unknown one */
export function strategyOf(given: MergeStrategy | MergeOptions | undefined): MergeStrategy {
  const strategy = typeof given === 'object' ? given.strategy : given;
  if (strategy === undefined) return 'overshadow';
  if (typeof strategy === 'function' || STRATEGIES.includes(strategy)) return strategy;
  throw new OptionError(`${show(strategy)} is no merge strategy; use ${STRATEGIES.join(', ')} or a function.`);
}

/** What merging `source` here would do; a strategy function is not called, and its conflicts are decided by nobody. */
export function previewMerge(session: Session, source: number, strategy: MergeStrategy): MergeResult {
  const kind = session.engine.mergeKind(source);
  const decisions = kind === MergeKind.Diverged ? decideAll(session, source, { strategy, preview: true }) : [];
  return resultOf(session, kind, decisions);
}

/** Merges `source` into the present moment. */
export function merge(session: Session, source: number, name: string, strategy: MergeStrategy): MergeResult {
  const { engine } = session;
  if (engine.detached) throw new DetachedWriteError('merge', engine.currentBranch);
  const kind = engine.mergeKind(source);
  const from = engine.position;
  if (kind === MergeKind.AlreadyMerged) return resultOf(session, kind, []);
  if (kind === MergeKind.FastForward) {
    session.arrive('merge', engine.fastForward(source), from, name);
    return resultOf(session, kind, []);
  }
  const decisions = decideAll(session, source, { strategy, preview: false });
  const open = decisions.filter(({ by }) => by === 'nobody');
  if (open.length > 0) throw new MergeConflictError(name, open);
  commit(session, source, decisions);
  session.settle('merge', from, name);
  return resultOf(session, kind, decisions);
}

function commit(session: Session, source: number, decisions: readonly FieldDecision[]): void {
  const { recorder, engine } = session;
  // Values made by functions may be objects that have to join first, and joining may be refused.
  recorder.openLog();
  const start = recorder.mark();
  session.setGate(DECIDING, true);
  try {
    for (const decision of decisions) decision.admit(recorder);
    engine.mergeOpen(source);
  } catch (error) {
    recorder.rollBack(start);
    throw error;
  } finally {
    session.setGate(DECIDING, false);
    recorder.closeLog();
  }
  recorder.setJoining(true);
  for (const decision of decisions) decision.record(recorder);
  recorder.setJoining(false);
  recorder.flush();
}

function decideAll(session: Session, source: number, judgement: Judgement): FieldDecision[] {
  const { engine, recorder } = session;
  const { cells, values } = recorder.journal;
  const candidates = engine.mergeCandidates(source);
  const bases = new Bases(engine, values, source);
  const decisions: FieldDecision[] = [];
  // Cells of one object often follow each other.
  let last: Slots | undefined;
  let schema: ClassSchema | undefined;
  session.setGate(DECIDING, true);
  try {
    for (let i = 0; i < candidates.length; i += 4) {
      const cell = candidates[i] ?? 0;
      const slots = cells.slots[cell];
      if (slots !== last) schema = schemaOf(slots?.[0]?.object ?? null);
      last = slots;
      const field = schema?.fields[((cells.index[cell] ?? 0) - 1) / 2];
      if (slots === undefined || field === undefined) continue;
      const base = bases.of(cell, candidates[i + 1] ?? 0, field);
      const [ours, theirs] = [values.at(candidates[i + 2] ?? 0), values.at(candidates[i + 3] ?? 0)];
      const decision = decideField(recorder.owner, slots, field, base, ours, theirs, judgement);
      if (decision !== undefined) decisions.push(decision);
    }
  } finally {
    session.setGate(DECIDING, false);
  }
  return decisions;
}

const KINDS = ['already-merged', 'fast-forward', 'merged'] as const;

function resultOf(session: Session, kind: number, decisions: readonly MergeDecision[]): MergeResult {
  return {
    kind: KINDS[kind] ?? 'merged',
    moment: session.moments.of(session.engine.position),
    decisions,
    conflicts: decisions.filter((decision) => decision.conflict),
  };
}
