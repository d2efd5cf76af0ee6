// Merging lists: the engine gives what both sides did in one common order; here each element is decided, and the list is
// changed into what was decided by insertions, removals, moves and replacements.
//
// ML1: rows are in the common order, so the elements that the target has where they are come in the order of its list.
import { arrange } from '../containers/list/arrange.js';
import { HOLE, readPlace, type ListContent } from '../containers/list/list-content.js';
import { admitAll } from '../recording/admit.js';
import type { Recorder } from '../recording/recorder.js';
import { track } from '../recording/track.js';
import { addsUp, type MergePolicy } from '../schema/policies.js';
import { Decision, NOTHING, type Held, type Judgement } from './merge-decision.js';
import { policyAbove } from './merge-places.js';
import type { SideChanges } from './merge-sides.js';
import { pathOf } from './paths.js';
import type { Session } from './session.js';

/** Flags of the engine's rows (`native/tachyon`, `merge::sequence::flag`). */
const Flag = {
  Ours: 1,
  Theirs: 2,
  Base: 4,
  OursElsewhere: 8,
  TheirsElsewhere: 16,
  BaseElsewhere: 32,
  OursSet: 64,
  TheirsSet: 128,
} as const;

const ROW = 6;
const KEPT = Flag.Ours | Flag.Theirs | Flag.Base;

/** One element, or a run of elements that stay where they are. */
interface Piece {
  readonly flags: number;
  readonly length: number;
  /** Index in the target's list, or where it would be. */
  readonly at: number;
  /** Numbers of values: see `Row` in the engine. */
  readonly theirs: number;
  readonly base: number;
  readonly original: number;
  /** The same for all pieces of one element that has several. */
  readonly element: number;
  /** Whether the element stands here after the merge. */
  stands: boolean;
  decision: ElementDecision | undefined;
}

/** A decision about one element of a list. */
export class ElementDecision extends Decision {
  constructor(
    private readonly owner: object,
    readonly list: ListContent,
    readonly field: number,
    base: Held,
    ours: Held,
    theirs: Held,
  ) {
    super(base, ours, theirs);
  }

  readonly canBeRemoved = true;

  get object(): object {
    return this.list.handle;
  }

  get path(): string {
    return pathOf(this.owner, this.list.member, { key: this.field, isInside: true });
  }

  override admit(recorder: Recorder): void {
    const { member } = this.list;
    if (member === null || !this.isPresent || this.value === HOLE) return;
    this.value = track(this.value, { holder: this.list.handle, key: this.field });
    admitAll(recorder, [this.value], member, () => this.field);
  }
}

/** What a list has to know of the rest of the merge. */
export interface Sides {
  /** Whether the source took an object away that the target has edited inside. */
  losesTargetEdits(object: unknown): boolean;
  /** Whether the target took an object away that the source has edited inside. */
  losesSourceEdits(object: unknown): boolean;
  isEditedByTarget(container: object): boolean;
  isEditedBySource(container: object): boolean;
}

/** The merge of one list. */
export class ListMerge {
  readonly decisions: ElementDecision[] = [];
  readonly #pieces: Piece[] = [];
  readonly #owner: object;
  readonly #policy: MergePolicy | undefined;

  constructor(
    private readonly session: Session,
    readonly list: ListContent,
    source: number,
  ) {
    this.#owner = session.recorder.owner;
    this.#policy = policyAbove(list);
    const rows = session.engine.sequenceRows(list.cell, source);
    let at = 0;
    for (let i = 0; i < rows.length; i += ROW) {
      const flags = rows[i] ?? 0;
      const length = rows[i + 1] ?? 0;
      const isOurs = (flags & Flag.Ours) !== 0;
      // Runs about which there is nothing to decide stay runs.
      const isRun = flags === KEPT || !involvesTheirs(flags);
      for (let k = 0; k < (isRun ? 1 : length); k++) {
        this.#pieces.push({
          flags,
          length: isRun ? length : 1,
          at: isOurs ? at + k : at,
          theirs: shifted(rows[i + 2], k),
          base: shifted(rows[i + 3], k),
          original: shifted(rows[i + 4], k),
          element: rows[i + 5] ?? 0,
          stands: isOurs,
          decision: undefined,
        });
      }
      if (isOurs) at += length;
    }
  }

  /** Elements that the source took out of the list and put into it. */
  noteSource(theirs: SideChanges): void {
    const { values } = this.session.recorder.journal;
    const [out, into]: [unknown[], unknown[]] = [[], []];
    for (const piece of this.#pieces) {
      const { flags } = piece;
      const [ours, other, base] = presence(flags);
      if (ours && base && !other) out.push(this.#oursOf(piece).value);
      if (other && !base && !ours) into.push(values.at(piece.theirs));
      if ((flags & Flag.TheirsSet) !== 0) {
        into.push(values.at(piece.theirs));
        out.push(this.#baseOf(piece, piece).value);
      }
    }
    theirs.noteElements(this.list, out, into);
  }

  /** Decides every element that the source changed, or that one side dropped and the other edited. */
  decide(judgement: Judgement, sides: Sides): void {
    const groups = new Map<number, Piece[]>();
    for (const piece of this.#pieces) {
      if (piece.flags === KEPT) continue;
      if (piece.element === 0) this.#decideElement([piece], judgement, sides);
      else {
        const group = groups.get(piece.element);
        if (group === undefined) groups.set(piece.element, [piece]);
        else group.push(piece);
      }
    }
    for (const group of groups.values()) this.#decideElement(group, judgement, sides);
  }

  #decideElement(pieces: readonly Piece[], judgement: Judgement, sides: Sides): void {
    const find = (flag: number): Piece | undefined => pieces.find(({ flags }) => (flags & flag) !== 0);
    const [here, there, before] = [find(Flag.Ours), find(Flag.Theirs), find(Flag.Base)];
    const [first] = pieces;
    if (first === undefined) return;
    const [, , hasBase] = presence(first.flags);
    if (here !== undefined && there !== undefined) {
      if (here !== there) this.#decidePlace(here, there, before, judgement);
      this.#decideValue(pieces, here, there, judgement, sides);
    } else if (here !== undefined && hasBase) {
      // The source removed it.
      const decision = this.#decisionAbout(here, here);
      const isEdited = (first.flags & Flag.OursSet) !== 0 || sides.losesTargetEdits(decision.ours);
      const isJoined = this.#policy === 'union' && sides.isEditedByTarget(this.list.handle);
      if (isEdited || isJoined) decision.judge('removed', this.#policy, judgement);
      here.stands = decision.isPresent;
      here.decision = decision;
    } else if (there !== undefined && hasBase) {
      // The target removed it.
      const decision = this.#decisionAbout(there, undefined);
      const isEdited = (first.flags & Flag.TheirsSet) !== 0 || sides.losesSourceEdits(decision.theirs);
      if (!isEdited && !(this.#policy === 'union' && sides.isEditedBySource(this.list.handle))) {
        this.decisions.pop();
        return;
      }
      decision.judge('removed', this.#policy, judgement);
      there.stands = decision.isPresent;
      there.decision = decision;
    } else if (there !== undefined) {
      // The source inserted it.
      there.stands = true;
      there.decision = this.#decisionAbout(there, undefined);
    }
  }

  /** One side's place of an object counts: it stands where that side has it, and nowhere else. */
  settle(object: object, winner: 'ours' | 'theirs'): void {
    this.#splitAt(object);
    for (const piece of this.#pieces) {
      const [isOurs, isTheirs] = [(piece.flags & Flag.Ours) !== 0, (piece.flags & Flag.Theirs) !== 0];
      if (isOurs === isTheirs || piece.length !== 1) continue;
      const value = isOurs ? this.#oursOf(piece).value : this.#theirsOf(piece, undefined).value;
      if (value !== object) continue;
      piece.stands = (winner === 'ours') === isOurs;
      if (piece.stands && !isOurs) piece.decision ??= this.#decisionAbout(piece, undefined);
    }
  }

  /** Makes pieces of a run of the target's own elements in which an object is. */
  #splitAt(object: object): void {
    const at = this.#pieces.findIndex(
      ({ flags, length, at: from }) =>
        length > 1 && (flags & Flag.Theirs) === 0 && this.list.raw.slice(from, from + length).includes(object),
    );
    const run = this.#pieces[at];
    if (run === undefined) return;
    const singles = Array.from({ length: run.length }, (_, k) => ({ ...run, length: 1, at: run.at + k }));
    this.#pieces.splice(at, 1, ...singles);
  }

  /** The elements after the merge. */
  *outcome(): Iterable<unknown> {
    for (const piece of this.#pieces) {
      if (!piece.stands) continue;
      if (piece.decision !== undefined) yield piece.decision.value;
      else if ((piece.flags & Flag.Ours) === 0) yield this.#theirsOf(piece, undefined).value;
      else yield* this.list.raw.slice(piece.at, piece.at + piece.length);
    }
  }

  #decideValue(pieces: readonly Piece[], here: Piece, there: Piece, judgement: Judgement, sides: Sides): void {
    const { flags } = here;
    const [oursIsSet, theirsIsSet] = [(flags & Flag.OursSet) !== 0, (flags & Flag.TheirsSet) !== 0];
    if (!oursIsSet && !theirsIsSet) return;
    const decision = this.#decisionAbout(there, here);
    const addsTwice = oursIsSet && theirsIsSet && addsUp(this.#policy);
    if (Object.is(decision.ours, decision.theirs) && !addsTwice) {
      this.decisions.pop();
      return;
    }
    if (oursIsSet && theirsIsSet) {
      decision.judge('value', this.#policy === 'union' ? undefined : this.#policy, judgement);
    } else if (theirsIsSet ? sides.losesTargetEdits(decision.ours) : sides.losesSourceEdits(decision.theirs)) {
      // One side replaced what the other has edited inside.
      decision.judge('removed', this.#policy, judgement);
    } else if (!theirsIsSet) {
      this.decisions.pop();
      return;
    }
    for (const piece of pieces) {
      piece.decision = decision;
      if (!decision.isPresent) piece.stands = false;
    }
  }

  /** The element stands in two places: the side that moved it counts, or the conflict is decided. */
  #decidePlace(here: Piece, there: Piece, before: Piece | undefined, judgement: Judgement): void {
    if (before === there) return;
    const decision = this.#decisionAbout(there, here);
    decision.kind = 'moved';
    if (before !== here) decision.judge('moved', this.#policy, judgement);
    if (decision.by === 'theirs') {
      here.stands = false;
      there.stands = true;
    }
    // It is about the place; its value is what it is.
    decision.value = decision.ours;
  }

  #decisionAbout(piece: Piece, here: Piece | undefined): ElementDecision {
    const [, hasTheirs] = presence(piece.flags);
    const decision = new ElementDecision(
      this.#owner,
      this.list,
      (here ?? piece).at,
      this.#baseOf(piece, here),
      here === undefined ? NOTHING : this.#oursOf(here),
      hasTheirs ? this.#theirsOf(piece, here) : NOTHING,
    );
    this.decisions.push(decision);
    return decision;
  }

  #oursOf({ at }: Piece): Held {
    return { has: true, value: readPlace(this.list.raw, at) };
  }

  #theirsOf(piece: Piece, here: Piece | undefined): Held {
    const { values } = this.session.recorder.journal;
    if (piece.theirs !== 0) return { has: true, value: values.at(piece.theirs) };
    if (piece.original !== 0) return { has: true, value: values.at(piece.original) };
    return here === undefined ? { has: true, value: HOLE } : this.#oursOf(here);
  }

  #baseOf(piece: Piece, here: Piece | undefined): Held {
    const { values } = this.session.recorder.journal;
    const { flags, base, original } = piece;
    if (!presence(flags)[2]) return NOTHING;
    if (base !== 0) return { has: true, value: values.at(base) };
    if (original !== 0) return { has: true, value: values.at(original) };
    return here === undefined || (here.flags & Flag.Ours) === 0 ? NOTHING : this.#oursOf(here);
  }

  // -- doing -----------------------------------------------------------------------------------------------------

  /** Changes the list into what was decided. */
  record(): void {
    const moves = this.#pieces.some(
      ({ element, flags, stands }) => element !== 0 && stands && (flags & Flag.Ours) === 0,
    );
    if (moves) this.#recordWithMoves();
    else this.#recordInOrder();
  }

  #recordInOrder(): void {
    const { list } = this;
    const pieces = this.#pieces;
    let at = 0;
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i];
      if (piece === undefined) break;
      if ((piece.flags & Flag.Ours) !== 0) {
        if (!piece.stands) list.splice(at, 1, []);
        else {
          this.#put(at, piece);
          at += piece.length;
        }
      } else if (piece.stands) {
        const run = [piece];
        for (let next = pieces[i + 1]; isInserted(next); next = pieces[++i + 1]) run.push(next);
        list.insertFrom(at, run.map(valueOf), run.map(originOf));
        at += run.length;
      }
    }
  }

  #recordWithMoves(): void {
    const { list } = this;
    const indexOfElement = new Map<number, number>();
    for (const { element, flags, at } of this.#pieces) {
      if (element !== 0 && (flags & Flag.Ours) !== 0) indexOfElement.set(element, at);
    }
    const goal: (number | Piece)[] = [];
    const values: (() => void)[] = [];
    for (const piece of this.#pieces) {
      if (!piece.stands) continue;
      const from = (piece.flags & Flag.Ours) !== 0 ? piece.at : indexOfElement.get(piece.element);
      if (from === undefined) goal.push(piece);
      else {
        const at = goal.length;
        values.push(() => {
          this.#put(at, piece);
        });
        // The last run goes on beyond the end of the list.
        for (let k = 0; k < piece.length && from + k < list.raw.length; k++) goal.push(from + k);
      }
    }
    const steps = arrange(list, [...list.raw.keys()], goal, {
      insert: (index, first, length) => {
        const added = goal.slice(first, first + length) as Piece[];
        list.insertFrom(index, added.map(valueOf), added.map(originOf));
      },
      // Tokens are unique, so nothing is put in place of something else.
      put: () => undefined,
    });
    for (const step of [...steps, ...values]) step();
  }

  #put(at: number, { decision }: Piece): void {
    if (decision?.isPresent === true) this.list.set(at, decision.value);
  }
}

function isInserted(piece: Piece | undefined): piece is Piece {
  return piece?.stands === true && (piece.flags & Flag.Ours) === 0;
}

/** The number of a value in a run; 0 stays 0. */
function shifted(number: number | undefined, by: number): number {
  return number === undefined || number === 0 ? 0 : number + by;
}

function valueOf({ decision }: Piece): unknown {
  return decision?.value;
}

/** Which element it is, when the value is the source's own. */
function originOf({ decision, theirs, original }: Piece): number {
  if (decision?.by !== 'theirs') return 0;
  return theirs === 0 ? original : theirs;
}

/** Whether the element is in the target, in the source, and was in the common past; anywhere in the list. */
function presence(flags: number): [ours: boolean, theirs: boolean, base: boolean] {
  return [
    (flags & (Flag.Ours | Flag.OursElsewhere)) !== 0,
    (flags & (Flag.Theirs | Flag.TheirsElsewhere)) !== 0,
    (flags & (Flag.Base | Flag.BaseElsewhere)) !== 0,
  ];
}

/** Whether there is anything to decide about a run of elements. */
function involvesTheirs(flags: number): boolean {
  const [, theirs, base] = presence(flags);
  return theirs || base;
}
