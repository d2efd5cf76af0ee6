// Merging: the engine says which cells the source changed and what they were in the common past; here the values are
// compared and every conflict is decided by the field's policy or the strategy of the call.
//
// M1: nothing is changed before all decisions are made, so a function that throws leaves nothing behind.
import { MergeKind } from '../engine-binding/handle.js';
import { ListContent } from '../containers/list/list-content.js';
import { show } from '../describe.js';
import { DetachedWriteError, MergeConflictError, OptionError } from '../errors.js';
import { contentOf } from '../recording/content.js';
import { DECIDING, OBSERVED } from '../recording/gate.js';
import type { MergePolicy, MergeStrategy } from '../schema/policies.js';
import { Bases } from './merge-bases.js';
import { ContestDecision } from './merge-contests.js';
import { plainDecision, type Decision, type Held, type Judgement, type MergeDecision } from './merge-decision.js';
import { ListMerge, type Sides } from './merge-lists.js';
import { decidePlace, heldBy, isSame, PlaceDecision, placeOf, type ValuePlace } from './merge-places.js';
import { changesOfTarget, SideChanges } from './merge-sides.js';
import { isTracked, StateAt } from './merge-states.js';
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
  if (open.length > 0) throw new MergeConflictError(name, open.map(plainDecision));
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
class Deciding implements Sides {
  readonly #places = new Map<number, PlaceDecision>();
  readonly #lists = new Map<number, ListMerge>();
  readonly #contests: ContestDecision[] = [];
  readonly #theirs = new SideChanges();
  readonly #owner: object;
  #ours: SideChanges | undefined;
  #here: StateAt | undefined;
  #there: StateAt | undefined;

  constructor(
    private readonly session: Session,
    private readonly source: number,
    private readonly judgement: Judgement,
  ) {
    this.#owner = session.recorder.owner;
  }

  run(): Decisions {
    const { engine, recorder } = this.session;
    const { cells, values } = recorder.journal;
    const candidates = engine.mergeCandidates(this.source);
    const bases = new Bases(engine, values, this.source);
    // By index: a view for each row costs more than the rest of a decision.
    for (let i = 0; i < candidates.length; i += 4) {
      const cell = candidates[i] ?? 0;
      const place = placeOf(cells, cell);
      if (place === undefined) {
        this.#mergeList(cell);
        continue;
      }
      const base = bases.of(cell, candidates[i + 1] ?? 0, place);
      const ours = heldBy(place, values.at(candidates[i + 2] ?? 0));
      const theirs = heldBy(place, values.at(candidates[i + 3] ?? 0));
      this.#theirs.noteHeld(place, base, theirs, isSame(ours, theirs));
      const decision = decidePlace(this.#owner, place, base, ours, theirs, this.judgement);
      if (decision !== undefined) this.#places.set(cell, decision);
    }
    // Before lists are decided it has to be known what the source did everywhere.
    for (const list of this.#lists.values()) list.noteSource(this.#theirs);
    this.#reviewReplaced();
    this.#reviewUnions();
    this.#reviewDropped();
    this.#reviewRemoved();
    for (const list of this.#lists.values()) list.decide(this.judgement, this);
    this.#reviewContests();
    const places = [...this.#places.values()];
    const lists = [...this.#lists.values()];
    return { places, lists, all: [...places, ...lists.flatMap((list) => list.decisions), ...this.#contests] };
  }

  // -- Sides -----------------------------------------------------------------------------------------------------

  losesTargetEdits(object: unknown): boolean {
    return isTracked(object) && this.#target.hasEditedInside(object, this.#stateHere, this.#stateThere);
  }

  losesSourceEdits(object: unknown): boolean {
    return isTracked(object) && this.#theirs.hasEditedInside(object, this.#stateThere, this.#stateHere);
  }

  isEditedByTarget(container: object): boolean {
    return this.#target.touched.has(container);
  }

  isEditedBySource(container: object): boolean {
    return this.#theirs.touched.has(container);
  }

  // Each costs a walk, and few merges need them.
  get #target(): SideChanges {
    return (this.#ours ??= changesOfTarget(this.session, this.source));
  }
  get #stateHere(): StateAt {
    return (this.#here ??= new StateAt(this.session, this.session.engine.position));
  }
  get #stateThere(): StateAt {
    return (this.#there ??= new StateAt(this.session, this.source));
  }

  #mergeList(cell: number): void {
    const content = this.session.recorder.journal.cells.sequenceOf(cell);
    if (!(content instanceof ListContent) || this.#lists.has(cell)) return;
    this.#lists.set(cell, new ListMerge(this.session, content, this.source));
  }

  // -- across places ---------------------------------------------------------------------------------------------

  /** The source put something else where an object was that the target has edited inside. */
  #reviewReplaced(): void {
    for (const decision of this.#places.values()) {
      const { conflict, ours, place } = decision;
      if (conflict || place.field?.options.ref === true || !this.losesTargetEdits(ours)) continue;
      decision.judge('removed', place.policy, this.judgement);
    }
  }

  /** Under `union` nothing goes that the target still has, if it has changed the container too. */
  #reviewUnions(): void {
    for (const decision of this.#places.values()) {
      const { place, conflict, hasTheirs, object } = decision;
      if (place.policy !== 'union' || place.key === undefined || conflict || hasTheirs) continue;
      if (this.isEditedByTarget(object)) decision.judge('removed', 'union', this.judgement);
    }
  }

  /** The target took something away that the source has edited inside. */
  #reviewDropped(): void {
    const { edited } = this.#theirs;
    const isDeep = edited.size > 1 || (edited.size === 1 && !edited.has(this.#owner));
    if (!isDeep) return;
    for (const [object, cell] of this.#target.droppedFromLists)
      if (this.losesSourceEdits(object)) this.#mergeList(cell);
    for (const [object, place] of this.#target.dropped) {
      if (this.losesSourceEdits(object)) this.#keep(place, { has: true, value: object }, place.policy);
    }
  }

  /** Under `union` nothing goes that the source still has, if it has changed the container too. */
  #reviewRemoved(): void {
    const { engine, recorder } = this.session;
    const isTouched = [...this.#theirs.touched].some((object) => contentOf(object) !== undefined);
    if (!isTouched) return;
    for (const [place] of this.#target.removedKeys) {
      if (place.policy !== 'union' || !this.isEditedBySource(place.slots[0]?.object ?? this.#owner)) continue;
      const cell = Math.abs(place.slots[place.slot + 1] as number);
      const theirs = heldBy(place, recorder.journal.values.at(engine.operationAt(cell, this.source)));
      if (theirs.has) this.#keep(place, theirs, 'union');
    }
  }

  /** A conflict about a place that only the target has changed: the source counts on what was there. */
  #keep(place: ValuePlace, before: Held, policy: MergePolicy | undefined): void {
    const cell = Math.abs(place.slots[place.slot + 1] as number);
    if (this.#places.has(cell)) return;
    const decision = new PlaceDecision(this.#owner, place, before, heldBy(place, place.slots[place.slot]), before);
    decision.judge('removed', policy, this.judgement);
    this.#places.set(cell, decision);
  }

  /** Both sides moved objects: one to two places, or two into each other. */
  #reviewContests(): void {
    const theirs = this.#theirs.added;
    const isMoved = [...theirs.keys()].some((object) => this.#stateHere.reachable.has(object));
    if (!isMoved || this.#target.added.size === 0) return;
    const moved = [...theirs].filter(([object, holder]) => {
      const other = this.#target.added.get(object);
      return other !== undefined && other !== holder && this.#isLeftByBoth(object);
    });
    for (const [object] of moved) this.#settle(object, 'moved');
    const reached = this.#outcome();
    const lost = [...theirs.keys(), ...this.#target.added.keys()].filter(
      (object) =>
        !reached.has(object) && this.#stateHere.reachable.has(object) && this.#stateThere.reachable.has(object),
    );
    for (const object of new Set(lost)) this.#settle(object, 'tangled');
  }

  /** Whether both sides took an object out of a place. */
  #isLeftByBoth(object: object): boolean {
    const { cells } = this.session.recorder.journal;
    const { dropped, droppedFromLists } = this.#target;
    const holders = [
      ...droppedFromLists.map(
        ([left, cell]) => [left, (cells.sequenceOf(cell) as unknown as ListContent).handle] as const,
      ),
      ...dropped.map(([left, place]) => [left, place.slots[0]?.object] as const),
    ];
    return holders.some(
      ([left, holder]) =>
        left === object && holder !== undefined && ![...this.#stateThere.heldBy(holder)].includes(object),
    );
  }

  #settle(object: object, kind: 'moved' | 'tangled'): void {
    const { cells } = this.session.recorder.journal;
    for (const holder of [this.#target.added.get(object), this.#theirs.added.get(object)]) {
      const content = holder === undefined ? undefined : contentOf(holder);
      if (!(content instanceof ListContent) || content.cell === 0 || this.#lists.has(content.cell)) continue;
      this.#mergeList(content.cell);
      this.#lists.get(content.cell)?.decide(this.judgement, this);
    }
    for (const [dropped, cell] of this.#target.droppedFromLists) if (dropped === object) this.#mergeList(cell);
    const decision = new ContestDecision(this.#owner, object);
    decision.judge(kind, undefined, this.judgement);
    this.#contests.push(decision);
    const winner = decision.by === 'theirs' ? 'theirs' : 'ours';
    for (const list of this.#lists.values()) list.settle(object, winner);
    for (const [cell, place] of this.#places) {
      if (cells.slots[cell] === undefined || place.conflict || winner === 'theirs') continue;
      if (place.theirs === object || place.ours === object) this.#places.delete(cell);
    }
  }

  /** Everything the owner reaches after the merge as it is decided now. */
  #outcome(): Set<object> {
    const lists = new Map([...this.#lists.values()].map((list) => [list.list.handle as object, list]));
    const places = new Map<object, Map<unknown, unknown>>();
    for (const { object, value, ours } of this.#places.values()) {
      const known = places.get(object);
      if (known === undefined) places.set(object, new Map([[ours, value]]));
      else known.set(ours, value);
    }
    const found = new Set([this.#owner]);
    for (const at of found) {
      const replaced = places.get(at);
      const held = lists.get(at)?.outcome() ?? this.#stateHere.heldBy(at);
      for (const value of [...held, ...(replaced?.values() ?? [])]) if (isTracked(value)) found.add(value);
    }
    return found;
  }
}

const KINDS = ['already-merged', 'fast-forward', 'merged'] as const;

/** The result of a merge. Its lists are made when they are read: of most merges nobody reads them. */
function resultOf(session: Session, kind: number, made: readonly Decision[]): MergeResult {
  let decisions: readonly MergeDecision[] | undefined;
  let conflicts: readonly MergeDecision[] | undefined;
  const all = (): readonly MergeDecision[] => (decisions ??= made.map(plainDecision));
  return {
    kind: KINDS[kind] ?? 'merged',
    moment: session.moments.of(session.engine.position),
    get decisions() {
      return all();
    },
    get conflicts() {
      return (conflicts ??= all().filter((decision) => decision.conflict));
    },
  };
}
