// Contests: objects that cannot stand where the sides have put them. Places are merged one by one, so a part that both sides
// moved would be in two places, and parts that were moved into each other, or into something that the other side removed,
// would be in none that the owner reaches.
//
// MC1: a contest is decided for one side, and then every place from which a side has taken the object, or where it has put it,
// is as on that side. MC2: what both sides reach the owner reaches afterwards: in the end all objects that were moved can
// stand where one side has them.
import { ABSENT, Entry } from '../containers/keyed/keyed-content.js';
import type { ListContent } from '../containers/list/list-content.js';
import { memberOf } from '../recording/admit.js';
import { Decision, type DecidedBy, type Judgement } from './merge-decision.js';
import { bringsKnown, isLeftByTheirs, newHolders, takenByBoth } from './merge-gatherings.js';
import type { ListMerge, Sides } from './merge-lists.js';
import { cellOf, heldBy, PlaceDecision, type ValuePlace } from './merge-places.js';
import type { SideChanges, Spot } from './merge-sides.js';
import { StateAt } from './merge-states.js';
import { pathOf } from './paths.js';
import type { Session } from './session.js';

/** The decision about the place of an object. Its value is the object itself, on all sides. */
class ContestDecision extends Decision {
  constructor(
    private readonly owner: object,
    readonly object: object,
  ) {
    const held = { has: true, value: object };
    super(held, held, held);
  }

  readonly canBeRemoved = false;

  get field(): unknown {
    return memberOf(this.object)?.key;
  }

  get path(): string {
    return pathOf(this.owner, memberOf(this.object), undefined);
  }

  override operations(): readonly [undefined, undefined] {
    return [undefined, undefined];
  }

  override admit(): void {
    // It has joined long ago.
  }
}

/** A merge whose places are decided one by one. */
export interface Undecided extends Sides {
  readonly session: Session;
  readonly source: number;
  readonly judgement: Judgement;
  readonly owner: object;
  /** By cell. */
  readonly places: Map<number, PlaceDecision>;
  readonly lists: ReadonlyMap<number, ListMerge>;
  readonly theirs: SideChanges;
  readonly target: SideChanges;
  /** Whether it was needed already what the target did; it is where something was removed that the target has edited. */
  readonly isTargetKnown: boolean;
  readonly here: StateAt;
  readonly there: StateAt;
  mergeList(cell: number): void;
}

/** What is to be done about contests. */
export class Contests {
  readonly decisions = new Map<object, Decision>();
  /** Objects that have to leave a container when everything else is as it was decided. */
  readonly evictions: (readonly [holder: object, object: object])[] = [];
}

/** Decides all contests, and changes the decisions about the places they are about. */
export function reviewContests(merge: Undecided): Contests {
  // Who needs a state walks it, and most merges move nothing.
  const entered = [...merge.theirs.entered.keys()];
  const contests = new Contests();
  const mayBeMoved = merge.isTargetKnown || entered.some((object) => merge.here.reachable.has(object));
  if (mayBeMoved || entered.some((object) => bringsKnown(object, merge.here, merge.there)))
    reviewGatherings(merge, contests);
  if (mayBeMoved) reviewMoves(merge, contests);
  return contests;
}

/** Both sides took objects out of one place, and at least one of them put it into something new. */
function reviewGatherings(merge: Undecided, contests: Contests): void {
  const { target, theirs, here, there } = merge;
  const taken = takenByBoth(target, theirs, here, there);
  if (taken.size === 0) return;
  const [ours, others] = [newHolders(taken, here, there), newHolders(taken, there, here)];
  for (const object of taken) {
    const [mine, yours] = [ours.get(object) ?? [], others.get(object) ?? []];
    const isOneSided =
      (mine.length === 0 && !target.entered.has(object)) || (yours.length === 0 && !theirs.entered.has(object));
    if ((mine.length === 0 && yours.length === 0) || isOneSided) continue;
    const decision = settle(merge, contests, object, 'moved');
    for (const holder of decision.by === 'theirs' ? mine : yours) contests.evictions.push([holder, object]);
  }
}

/** Objects whose places are recorded: one to two places, or several into each other. */
function reviewMoves(merge: Undecided, contests: Contests): void {
  const { target, theirs } = merge;
  for (const object of target.entered.keys()) {
    if (!contests.decisions.has(object) && isContested(merge, object)) settle(merge, contests, object, 'moved');
  }
  const moved = [...new Set([...theirs.entered.keys(), ...target.entered.keys()])].filter(
    (object) => merge.here.reachable.has(object) && merge.there.reachable.has(object),
  );
  if (moved.length === 0) return;
  // An object that goes back can take the place of another one.
  for (let found = true; found;) {
    found = false;
    const outcome = new Outcome(merge);
    for (const object of moved) {
      if (contests.decisions.has(object) || outcome.reachable.has(object)) continue;
      const by = decidedAt(merge, object);
      // A function that was asked about its place has put something else there.
      if (by === 'computed') continue;
      settle(merge, contests, object, 'tangled', by);
      found = true;
    }
  }
}

/** Whether both sides have taken an object out of one place, and put it into different ones. */
function isContested(merge: Undecided, object: object): boolean {
  const { target, theirs } = merge;
  const [ours, others] = [target.entered.get(object) ?? [], theirs.entered.get(object) ?? []];
  const isElsewhere = others.some(({ cell }) => !ours.some((spot) => spot.cell === cell));
  if (!isElsewhere) return false;
  return (target.left.get(object) ?? []).some((spot) => isLeftByTheirs(object, spot, theirs, merge.there));
}

/** Who decided a conflict about a field or key where a side has put an object or taken it away; undefined without one. */
function decidedAt(merge: Undecided, object: object): DecidedBy | undefined {
  for (const { place, cell } of spotsOf(merge, object)) {
    const known = place === undefined ? undefined : merge.places.get(cell);
    if (known?.conflict === true) return known.by;
  }
  return undefined;
}

function spotsOf({ target, theirs }: Undecided, object: object): readonly Spot[] {
  return [target.entered, target.left, theirs.entered, theirs.left].flatMap((spots) => spots.get(object) ?? []);
}

/**
 * Decides for a side, and makes all places of an object be as they are there (MC1). `decided` is who decided about one of
 * them before, maybe by the policy of a field: the object goes where that side has it.
 */
function settle(
  merge: Undecided,
  contests: Contests,
  object: object,
  kind: 'moved' | 'tangled',
  decided?: DecidedBy,
): Decision {
  const { lists } = merge;
  const decision = new ContestDecision(merge.owner, object);
  decision.judge(
    kind,
    decided === 'ours' ? 'preserve' : decided === 'theirs' ? 'overshadow' : undefined,
    merge.judgement,
  );
  const winner = decision.by === 'theirs' ? 'theirs' : 'ours';
  contests.decisions.set(object, decision);
  const state = winner === 'theirs' ? merge.there : merge.here;
  // A list that only the loser has made holds in the other state what it was made with.
  const isUnknown = (list: object): boolean => !state.reachable.has(list) && [...state.heldBy(list)].includes(object);
  for (const { cell, holder, place } of spotsOf(merge, object)) {
    if (place !== undefined) give(merge, place, object, winner);
    else if (isUnknown(holder)) contests.evictions.push([holder, object]);
    else if (!lists.has(cell)) {
      merge.mergeList(cell);
      lists.get(cell)?.decide(merge.judgement, merge);
    }
  }
  for (const list of lists.values()) {
    if (isUnknown(list.list.handle)) contests.evictions.push([list.list.handle, object]);
    else list.settle(object, winner);
  }
  return decision;
}

/** Makes a field or key hold what a side has there, if only one of the sides has the object there. */
function give(merge: Undecided, place: ValuePlace, object: object, winner: 'ours' | 'theirs'): void {
  const { places, session, source } = merge;
  const cell = cellOf(place);
  const ours = heldBy(place, place.slots[place.slot]);
  const theirs = heldBy(place, session.recorder.journal.values.at(session.engine.operationAt(cell, source)));
  if ((ours.value === object) === (theirs.value === object)) return;
  const known = places.get(cell);
  if (known === undefined) {
    if (winner === 'theirs') places.set(cell, new PlaceDecision(merge.owner, place, theirs, ours, theirs));
  } else if (known.conflict) {
    if (known.by === 'ours' || known.by === 'theirs') known.give(winner);
  } else if (winner === 'ours') places.delete(cell);
}

/** The state after the merge as it is decided now. */
class Outcome extends StateAt {
  constructor(private readonly merge: Undecided) {
    super(merge.session, merge.session.engine.position);
  }

  protected override recordedAt(cell: number, present: unknown): unknown {
    const decision = this.merge.places.get(Math.abs(cell));
    if (decision === undefined) return present;
    if (decision.place.key === undefined) return decision.value;
    return decision.isPresent ? new Entry(decision.value, 0) : ABSENT;
  }

  override elementsOf(list: ListContent): readonly unknown[] {
    const merged = this.merge.lists.get(list.cell);
    return merged === undefined ? list.raw : [...merged.outcome()];
  }
}
