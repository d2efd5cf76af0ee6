// Merging: the engine says which cells the source changed and what they were in the common past; here the values are
// compared and every conflict is decided by the field's policy or the strategy of the call.
//
// M1: nothing is changed before all decisions are made, so a function that throws leaves nothing behind.
import { MergeKind } from '../engine-binding/handle.js';
import { ListContent } from '../containers/list/list-content.js';
import { show } from '../describe.js';
import { DetachedWriteError, MergeConflictError, OptionError } from '../errors.js';
import { DECIDING, OBSERVED } from '../recording/gate.js';
import { isObject } from '../recording/track.js';
import type { MergeStrategy } from '../schema/policies.js';
import { Bases } from './merge-bases.js';
import { type Decision, type Judgement, type MergeDecision } from './merge-decision.js';
import { ListMerge } from './merge-lists.js';
import { decidePlace, heldBy, isSame, PlaceDecision, placeOf } from './merge-places.js';
import { changesOfTarget, SideChanges } from './merge-sides.js';
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
  const decisions = kind === MergeKind.Diverged ? decideAll(session, source, { strategy, preview: true }).all : [];
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
  const open = decisions.all.filter(({ by }) => by === 'nobody');
  if (open.length > 0) throw new MergeConflictError(name, open);
  commit(session, source, decisions);
  session.settle('merge', from, name);
  return resultOf(session, kind, decisions.all);
}

/** Everything a merge decided. */
interface Decisions {
  readonly places: readonly PlaceDecision[];
  readonly lists: readonly ListMerge[];
  readonly all: readonly Decision[];
}

function commit(session: Session, source: number, { places, lists, all }: Decisions): void {
  const { recorder, engine } = session;
  // Values made by functions may be objects that have to join first, and joining may be refused.
  recorder.openLog();
  const start = recorder.mark();
  session.setGate(DECIDING, true);
  try {
    for (const decision of all) decision.admit(recorder);
    engine.mergeOpen(source);
  } catch (error) {
    recorder.rollBack(start);
    throw error;
  } finally {
    session.setGate(DECIDING, false);
    recorder.closeLog();
  }
  // The merge is one moment: it is published when it is complete.
  const isObserved = (recorder.gate & OBSERVED) !== 0;
  session.setGate(OBSERVED, false);
  recorder.setJoining(true);
  for (const decision of places) decision.record(recorder);
  for (const list of lists) list.record();
  recorder.setJoining(false);
  session.setGate(OBSERVED, isObserved);
  recorder.flush();
}

function decideAll(session: Session, source: number, judgement: Judgement): Decisions {
  session.setGate(DECIDING, true);
  try {
    return new Deciding(session, source, judgement).run();
  } finally {
    session.setGate(DECIDING, false);
  }
}

/** One merge while it is decided. */
class Deciding {
  readonly #places = new Map<number, PlaceDecision>();
  readonly #lists = new Map<number, ListMerge>();
  readonly #theirs = new SideChanges();
  #ours: SideChanges | undefined;

  constructor(
    private readonly session: Session,
    private readonly source: number,
    private readonly judgement: Judgement,
  ) {}

  run(): Decisions {
    const { engine, recorder } = this.session;
    const { cells, values } = recorder.journal;
    const candidates = engine.mergeCandidates(this.source);
    const bases = new Bases(engine, values, this.source);
    const kept: number[] = [];
    for (let i = 0; i < candidates.length; i += 4) {
      const [cell = 0, baseOperation = 0, ourOperation = 0, theirOperation = 0] = candidates.subarray(i, i + 4);
      const place = placeOf(cells, cell);
      if (place === undefined) {
        this.#mergeList(cell);
        continue;
      }
      const base = bases.of(cell, baseOperation, place);
      const [ours, theirs] = [heldBy(place, values.at(ourOperation)), heldBy(place, values.at(theirOperation))];
      if (!isSame(ours, theirs)) this.#theirs.noteHeld(place, base, theirs);
      const decision = decidePlace(recorder.owner, place, base, ours, theirs, this.judgement);
      if (decision !== undefined) this.#places.set(cell, decision);
      if (decision?.conflict === false && isObject(ours.value)) kept.push(cell);
    }
    const ours = (): SideChanges => (this.#ours ??= changesOfTarget(this.session, this.source));
    // Before lists are decided it has to be known what the source did everywhere.
    for (const list of this.#lists.values()) list.noteSource(this.#theirs);
    this.#reviewReplaced(kept, ours);
    this.#reviewUnions(ours);
    this.#reviewDropped(ours);
    for (const list of this.#lists.values()) list.decide(this.judgement, ours, this.#theirs);
    return this.#decisions();
  }

  #mergeList(cell: number): void {
    const content = this.session.recorder.journal.cells.sequenceOf(cell);
    if (!(content instanceof ListContent) || this.#lists.has(cell)) return;
    this.#lists.set(cell, new ListMerge(this.session, content, this.source));
  }

  /** The source put something else where an object was that the target has edited inside. */
  #reviewReplaced(cells: readonly number[], ours: () => SideChanges): void {
    for (const cell of cells) {
      const decision = this.#places.get(cell);
      if (decision === undefined || decision.place.field?.options.ref === true) continue;
      const { ours: replaced } = decision;
      if (this.#theirs.added.has(replaced as object) || !ours().hasEditedInside(replaced)) continue;
      decision.judge('removed', decision.place.policy, this.judgement);
    }
  }

  /** Under `union` nothing goes that the target still has, if it has changed the container too. */
  #reviewUnions(ours: () => SideChanges): void {
    for (const decision of this.#places.values()) {
      const { place, conflict, hasTheirs, object } = decision;
      if (place.policy !== 'union' || place.key === undefined || conflict || hasTheirs) continue;
      if (ours().edited.has(object)) decision.judge('removed', 'union', this.judgement);
    }
  }

  /** The target took something away that the source has edited inside. */
  #reviewDropped(ours: () => SideChanges): void {
    const { owner } = this.session.recorder;
    const isDeep = [...this.#theirs.edited].some((object) => object !== owner);
    if (!isDeep) return;
    const side = ours();
    for (const [object, cell] of side.droppedFromLists) {
      if (!side.added.has(object) && this.#theirs.hasEditedInside(object)) this.#mergeList(cell);
    }
    for (const [object, place] of side.dropped) {
      const cell = Math.abs(place.slots[place.slot + 1] as number);
      if (this.#places.has(cell) || side.added.has(object) || !this.#theirs.hasEditedInside(object)) continue;
      const was = { has: true, value: object };
      const decision = new PlaceDecision(owner, place, was, heldBy(place, place.slots[place.slot]), was);
      decision.judge('removed', place.policy, this.judgement);
      this.#places.set(cell, decision);
    }
    for (const [cell, place, before] of side.removedKeys) {
      const isOursAlone = !this.#theirs.edited.has(place.slots[0]?.object ?? owner);
      if (this.#places.has(cell) || place.policy !== 'union' || isOursAlone) continue;
      const decision = new PlaceDecision(owner, place, before, heldBy(place, place.slots[place.slot]), before);
      decision.judge('removed', 'union', this.judgement);
      this.#places.set(cell, decision);
    }
  }

  #decisions(): Decisions {
    const places = [...this.#places.values()];
    const lists = [...this.#lists.values()];
    return { places, lists, all: [...places, ...lists.flatMap((list) => list.decisions)] };
  }
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
