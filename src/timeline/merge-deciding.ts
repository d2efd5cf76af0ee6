// Deciding a merge: the engine says which cells the source changed and what they were in the common past; here the values
// are compared, and every conflict is decided by the field's policy or the strategy of the call. Nothing is changed.
import { Entry } from '../containers/keyed/keyed-content.js';
import { AdaptedContent } from '../adapters/adapted-content.js';
import { ListContent } from '../containers/list/list-content.js';
import { contentOf } from '../recording/content.js';
import type { MergePolicy } from '../schema/policies.js';
import { AdaptedMerge } from './merge-adapted.js';
import { Bases } from './merge-bases.js';
import { reviewContests, type Contests, type Undecided } from './merge-contests.js';
import type { Decision, Held, Judgement, ThreeWay } from './merge-decision.js';
import { ListMerge, type Sides } from './merge-lists.js';
import { cellOf, decidePlace, heldBy, isSame, PlaceDecision, placeOf, type ValuePlace } from './merge-places.js';
import { Reach } from './merge-reach.js';
import { changesOfTarget, SideChanges } from './merge-sides.js';
import { isTracked, StateAt } from './merge-states.js';
import type { Session } from './session.js';

/** Everything a merge decided. */
export interface Decisions {
  readonly places: readonly PlaceDecision[];
  readonly lists: readonly ListMerge[];
  readonly adapted: readonly AdaptedMerge[];
  readonly all: readonly Decision[];
  readonly evictions: Contests['evictions'];
}

/** One merge while it is decided. */
export class Deciding implements Sides, Undecided {
  readonly places = new Map<number, PlaceDecision>();
  readonly lists = new Map<number, ListMerge>();
  readonly #adapted: AdaptedMerge[] = [];
  readonly theirs = new SideChanges();
  readonly owner: object;
  #ours: SideChanges | undefined;
  /** Whether any decision may be about a key. */
  #hasKeys = false;
  #here: StateAt | undefined;
  #there: StateAt | undefined;
  readonly #reachOfOurs = new Reach(() => this.here);
  readonly #reachOfTheirs = new Reach(() => this.there);

  constructor(
    readonly session: Session,
    readonly sides: ThreeWay,
    readonly judgement: Judgement,
  ) {
    this.owner = session.recorder.owner;
  }

  get source(): number {
    return this.sides.source;
  }

  run(): Decisions {
    const { engine, recorder } = this.session;
    const { cells, values } = recorder.journal;
    const candidates = engine.mergeCandidates(this.source, this.sides.base);
    const bases = new Bases(engine, values, this.source);
    // By index: a view for each row costs more than the rest of a decision.
    for (let i = 0; i < candidates.length; i += 4) {
      const cell = candidates[i] ?? 0;
      const place = placeOf(cells, cell);
      if (place === undefined) {
        const content = cells.sequenceOf(cell);
        const [base = 0, ours = 0, theirs = 0] = [candidates[i + 1], candidates[i + 2], candidates[i + 3]];
        if (content instanceof AdaptedContent)
          this.#adapted.push(new AdaptedMerge(this.session, content, { base, ours, theirs })); // prettier-ignore
        else this.mergeList(cell);
        continue;
      }
      if (place.key !== undefined) this.#hasKeys = true;
      const base = bases.of(cell, candidates[i + 1] ?? 0, place);
      const ours = heldBy(place, values.at(candidates[i + 2] ?? 0));
      const theirs = heldBy(place, values.at(candidates[i + 3] ?? 0));
      this.theirs.noteHeld(place, base, theirs, isSame(recorder, ours, theirs));
      const decision = decidePlace(this.owner, place, base, ours, theirs, this.judgement);
      if (decision !== undefined) this.places.set(cell, decision);
    }
    // Before lists are decided it has to be known what the source did everywhere.
    for (const list of this.lists.values()) list.noteSource(this.theirs);
    for (const value of this.#adapted) value.noteSource(this.theirs);
    this.#reviewReplaced();
    this.#reviewUnions();
    this.#reviewDropped();
    this.#reviewRemoved();
    for (const list of this.lists.values()) list.decide(this.judgement, this);
    for (const value of this.#adapted) value.decide(this.owner, this.judgement);
    const contests = reviewContests(this);
    if (contests.decisions.size > 0) this.#hasKeys = true;
    const places = this.#placesInOrder();
    const lists = [...this.lists.values()];
    const adapted = this.#adapted.filter(({ decision }) => decision !== undefined);
    const all = [
      ...places,
      ...lists.flatMap((list) => list.decisions),
      ...adapted.flatMap(({ decision = [] }) => decision),
      ...contests.decisions.values(),
    ];
    return { places, lists, adapted, all, evictions: contests.evictions };
  }

  /** Keys that come over are inserted in the order of the source; cells are numbered in the order in which they were made. */
  #placesInOrder(): PlaceDecision[] {
    const { engine, recorder } = this.session;
    const places = [...this.places.values()];
    if (!this.#hasKeys) return places;
    const rankOf = (decision: PlaceDecision): number => {
      if (decision.place.key === undefined || decision.hasOurs) return -1;
      const recorded = recorder.journal.values.at(engine.operationAt(cellOf(decision.place), this.source));
      return recorded instanceof Entry ? recorded.rank : -1;
    };
    const ranks = new Map(places.map((decision) => [decision, rankOf(decision)]));
    return places.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  }

  // -- Sides -----------------------------------------------------------------------------------------------------

  losesTargetEdits(object: unknown, list?: object): boolean {
    return isTracked(object) && this.#loses(object, list, this.target, this.here, this.#reachOfTheirs);
  }

  losesSourceEdits(object: unknown, list?: object): boolean {
    return isTracked(object) && this.#loses(object, list, this.theirs, this.there, this.#reachOfOurs);
  }

  /** Whether a side's edits of an object are lost in what the other one reaches. */
  #loses(object: object, list: object | undefined, editor: SideChanges, state: StateAt, other: Reach): boolean {
    if (editor.edited.size === 0) return false;
    const isReached = other.from(list);
    if (isReached === undefined || !editor.hasEditedInside(object, state, isReached)) return false;
    other.keep(object);
    // A list that its editor does not have itself is not where it has anything.
    return list === undefined || state.reachable.has(list);
  }

  isEditedByTarget(container: object): boolean {
    return this.target.touched.has(container);
  }

  isEditedBySource(container: object): boolean {
    return this.theirs.touched.has(container);
  }

  get isTargetKnown(): boolean {
    return this.#ours !== undefined;
  }

  // Each costs a walk, and few merges need them.
  get target(): SideChanges {
    return (this.#ours ??= changesOfTarget(this.session, this.sides));
  }
  get here(): StateAt {
    return (this.#here ??= new StateAt(this.session, this.session.engine.position));
  }
  get there(): StateAt {
    return (this.#there ??= new StateAt(this.session, this.source));
  }

  mergeList(cell: number): void {
    const content = this.session.recorder.journal.cells.sequenceOf(cell);
    if (!(content instanceof ListContent) || this.lists.has(cell)) return;
    this.lists.set(cell, new ListMerge(this.session, content, this.sides));
  }

  // -- across places ---------------------------------------------------------------------------------------------

  /** The source put something else where an object was that the target has edited inside. */
  #reviewReplaced(): void {
    for (const decision of this.places.values()) {
      const { conflict, ours, place } = decision;
      if (conflict || place.field?.options.ref === true || !this.losesTargetEdits(ours)) continue;
      decision.judge('removed', place.policy, this.judgement);
    }
  }

  /** Under `union` nothing goes that the target still has, if it has changed the container too. */
  #reviewUnions(): void {
    for (const decision of this.places.values()) {
      const { place, conflict, hasTheirs, object } = decision;
      if (place.policy !== 'union' || place.key === undefined || conflict || hasTheirs) continue;
      if (this.isEditedByTarget(object)) decision.judge('removed', 'union', this.judgement);
    }
  }

  /** The target took something away that the source has edited inside. */
  #reviewDropped(): void {
    const { edited } = this.theirs;
    const isDeep = edited.size > 1 || (edited.size === 1 && !edited.has(this.owner));
    if (!isDeep) return;
    const spots = [...this.target.left].flatMap(([object, left]) => left.map((spot) => ({ object, ...spot })));
    const done = new Set<unknown>();
    // What comes back brings places with it from which the target had taken things before.
    for (let found = true; found;) {
      found = false;
      for (const spot of spots) {
        const { object, cell, holder, place } = spot;
        if (done.has(spot) || !this.losesSourceEdits(object, place === undefined ? holder : undefined)) continue;
        done.add(spot);
        found = true;
        if (place === undefined) this.mergeList(cell);
        else this.#keep(place, { has: true, value: object }, place.policy);
      }
    }
  }

  /** Under `union` nothing goes that the source still has, if it has changed the container too. */
  #reviewRemoved(): void {
    const { engine, recorder } = this.session;
    const isTouched = [...this.theirs.touched].some((object) => contentOf(object) !== undefined);
    if (!isTouched) return;
    for (const [place] of this.target.removedKeys) {
      if (place.policy !== 'union' || !this.isEditedBySource(place.slots[0]?.object ?? this.owner)) continue;
      const cell = cellOf(place);
      const theirs = heldBy(place, recorder.journal.values.at(engine.operationAt(cell, this.source)));
      if (theirs.has) this.#keep(place, theirs, 'union');
    }
  }

  /** A conflict about a place that only the target has changed: the source counts on what was there. */
  #keep(place: ValuePlace, before: Held, policy: MergePolicy | undefined): void {
    const cell = cellOf(place);
    if (this.places.has(cell)) return;
    const decision = new PlaceDecision(this.owner, place, before, heldBy(place, place.slots[place.slot]), before);
    decision.judge('removed', policy, this.judgement);
    this.places.set(cell, decision);
  }
}
