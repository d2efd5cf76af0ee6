// Merging: the engine says which cells the source changed and what they were in the common past; here the values are
// compared and every conflict is decided by the field's policy or the strategy of the call.
//
// Three-way per field, by value: a side that holds the base value has not changed. M1: nothing is changed before all
// decisions are made, so a function that throws leaves nothing behind.
import { AMBIGUOUS, MergeKind, type EngineHandle } from '../engine-binding/handle.js';
import { show } from '../describe.js';
import { DetachedWriteError, MergeConflictError, OptionError } from '../errors.js';
import { admit, needsAdmission } from '../recording/admit.js';
import { DECIDING } from '../recording/gate.js';
import type { CellTable } from '../recording/cells.js';
import type { Slots } from '../recording/slots.js';
import type { ValueTable } from '../recording/values.js';
import { schemaOf, type Field } from '../schema/class-schema.js';
import { decide, type MergeConflict, type MergeStrategy } from '../schema/policies.js';
import type { Moment } from './moment.js';
import { pathOf } from './paths.js';
import type { Session } from './session.js';

/** Who decided a field: a side, a policy or function that computed a value, or nobody yet (strict, in a preview). */
export type DecidedBy = 'ours' | 'theirs' | 'computed' | 'nobody';

/** What a merge did, or would do, with one field that the source changed. */
export interface MergeDecision extends MergeConflict {
  /** Whether both sides changed the field, to different values. */
  readonly conflict: boolean;
  readonly by: DecidedBy;
  /** The value after the merge. */
  readonly value: unknown;
}

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

/** A decision with the place it is for. */
interface Decided {
  readonly decision: MergeDecision;
  readonly slots: Slots;
  readonly field: Field;
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
  const { engine } = session;
  const kind = engine.mergeKind(source);
  const decided =
    kind === MergeKind.Diverged
      ? decideAll(session, source, typeof strategy === 'function' ? 'strict' : strategy, true)
      : [];
  return resultOf(session, kind, decided);
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
  const decided = decideAll(session, source, strategy, false);
  const open = decided.filter(({ decision }) => decision.by === 'nobody').map(({ decision }) => decision);
  if (open.length > 0) throw new MergeConflictError(name, open);
  commit(session, source, decided);
  session.settle('merge', from, name);
  return resultOf(session, kind, decided);
}

function commit(session: Session, source: number, decided: readonly Decided[]): void {
  const { recorder, engine } = session;
  // Values made by functions may be objects that have to join first, and joining may be refused.
  recorder.openLog();
  const start = recorder.mark();
  session.setGate(DECIDING, true);
  try {
    for (const { decision, slots, field } of decided) {
      const member = slots[0];
      if (member !== null && !field.options.ref && needsAdmission(decision.value)) {
        admit(recorder, decision.value, member, field);
      }
    }
    engine.mergeOpen(source);
  } catch (error) {
    recorder.rollBack(start);
    throw error;
  } finally {
    session.setGate(DECIDING, false);
    recorder.closeLog();
  }
  recorder.setJoining(true);
  for (const { decision, slots, field } of decided) {
    if (!Object.is(slots[field.slot], decision.value)) recorder.record(slots, field.slot, decision.value);
  }
  recorder.setJoining(false);
  recorder.flush();
}

function decideAll(session: Session, source: number, strategy: MergeStrategy, preview: boolean): Decided[] {
  const { engine, recorder } = session;
  const { cells, values } = recorder.journal;
  const candidates = engine.mergeCandidates(source);
  const bases = new Bases(engine, values, source);
  const decided: Decided[] = [];
  session.setGate(DECIDING, true);
  try {
    for (let i = 0; i < candidates.length; i += 4) {
      const cell = candidates[i] ?? 0;
      const place = placeOf(cells, cell);
      if (place === undefined) continue;
      const base = bases.of(cell, candidates[i + 1] ?? 0, place.field);
      const decision = decideOne(session, place, base, {
        ours: values.at(candidates[i + 2] ?? 0),
        theirs: values.at(candidates[i + 3] ?? 0),
        strategy,
        preview,
      });
      if (decision !== undefined) decided.push({ ...place, decision });
    }
  } finally {
    session.setGate(DECIDING, false);
  }
  return decided;
}

interface Sides {
  readonly ours: unknown;
  readonly theirs: unknown;
  readonly strategy: MergeStrategy;
  readonly preview: boolean;
}

function decideOne(session: Session, { slots, field }: Place, base: Base, sides: Sides): MergeDecision | undefined {
  const { ours, theirs } = sides;
  if (Object.is(ours, theirs)) return undefined;
  if (base.known && Object.is(theirs, base.value)) return undefined;
  const conflict = new FieldConflict(session, slots, field, base, ours, theirs);
  if (base.known && Object.is(ours, base.value)) return conflict.decided('theirs', theirs, false);
  const { merge: policy } = field.options;
  if (sides.preview && typeof policy === 'function') return conflict.decided('nobody', ours, true);
  const decision = decide(policy ?? sides.strategy, conflict);
  return conflict.decided(decision.by, decision.by === 'nobody' ? ours : decision.value, true);
}

/** A conflict, and what became of it. The path is looked up when it is read: most merges never show it. */
class FieldConflict implements MergeDecision {
  readonly base: unknown;
  readonly hasBase: boolean;
  by: DecidedBy = 'nobody';
  value: unknown = undefined;
  conflict = true;
  readonly #session: Session;
  readonly #slots: Slots;

  constructor(
    session: Session,
    slots: Slots,
    { name }: Field,
    base: Base,
    readonly ours: unknown,
    readonly theirs: unknown,
    readonly field: PropertyKey = name,
  ) {
    this.#session = session;
    this.#slots = slots;
    this.base = base.value;
    this.hasBase = base.known;
  }

  get object(): object {
    return this.#slots[0]?.object ?? this.#session.recorder.owner;
  }

  get path(): string {
    return pathOf(this.#session.recorder.owner, this.#slots, this.field);
  }

  decided(by: DecidedBy, value: unknown, conflict: boolean): MergeDecision {
    this.by = by;
    this.value = value;
    this.conflict = conflict;
    return this;
  }
}

/** The value of a cell in the common past. */
interface Base {
  readonly known: boolean;
  readonly value: unknown;
}

const NO_BASE: Base = { known: false, value: undefined };

/**
 * Base values. With one common past a base is one operation. In a criss-cross there are several, which are merged into a
 * virtual one first, by the same rules as any merge (the recursive strategy of Git, as a list of steps instead of a
 * recursion).
 */
class Bases {
  #program: readonly number[] | undefined;

  constructor(
    private readonly engine: EngineHandle,
    private readonly values: ValueTable,
    private readonly source: number,
  ) {}

  of(cell: number, operation: number, field: Field): Base {
    if (operation !== AMBIGUOUS) return { known: true, value: this.values.at(operation) };
    const program = (this.#program ??= this.engine.baseProgram(this.source));
    const results: Base[] = [];
    for (let i = 0; i < program.length; i += 4) {
      const [kind = 0, a = 0, b = 0, c = 0] = program.slice(i, i + 4);
      results.push(
        kind === 0
          ? { known: true, value: this.values.at(this.engine.operationAt(cell, a)) }
          : mergeBases(field, results[a] ?? NO_BASE, results[b] ?? NO_BASE, results[c] ?? NO_BASE),
      );
    }
    return results.at(-1) ?? NO_BASE;
  }
}

function mergeBases(field: Field, left: Base, right: Base, base: Base): Base {
  if (!left.known || !right.known) return NO_BASE;
  if (Object.is(left.value, right.value)) return left;
  if (base.known && Object.is(left.value, base.value)) return right;
  if (base.known && Object.is(right.value, base.value)) return left;
  // Only arithmetic gives the same answer here as it did in the merges that were made of these pasts.
  const { merge: policy } = field.options;
  if (policy !== 'sum' && policy !== 'max' && policy !== 'min') return NO_BASE;
  if (policy === 'sum' && !base.known) return NO_BASE;
  const conflict = { path: String(field.name), object: {}, field: field.name, ours: left.value, theirs: right.value };
  const merged = decide(policy, { ...conflict, base: base.value, hasBase: base.known });
  return merged.by === 'computed' ? { known: true, value: merged.value } : NO_BASE;
}

interface Place {
  readonly slots: Slots;
  readonly field: Field;
}

function placeOf(cells: CellTable, cell: number): Place | undefined {
  const slots = cells.slots[cell];
  const slot = cells.index[cell];
  const object = slots?.[0]?.object;
  const field = object === undefined || slot === undefined ? undefined : schemaOf(object)?.fields[(slot - 1) / 2];
  return slots === undefined || field === undefined ? undefined : { slots, field };
}

function resultOf(session: Session, kind: number, decided: readonly Decided[]): MergeResult {
  const decisions = decided.map(({ decision }) => decision);
  return {
    kind: kind === MergeKind.Diverged ? 'merged' : kind === MergeKind.FastForward ? 'fast-forward' : 'already-merged',
    moment: session.moments.of(session.engine.position),
    decisions,
    conflicts: decisions.filter((decision) => decision.conflict),
  };
}
