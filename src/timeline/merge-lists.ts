// Merging lists: the engine gives what both sides did in one common order; here each element is decided, and the list is
// changed into what was decided by insertions, removals, moves and replacements.
//
// ML1: rows are in the common order, so the elements that the target has where they are come in the order of its list.
import { HOLE, readPlace, type ListContent } from '../containers/list/list-content.js';
import { admitAll } from '../recording/admit.js';
import type { Recorder } from '../recording/recorder.js';
import { track } from '../recording/track.js';
import { addsUp, type MergePolicy } from '../schema/policies.js';
import { Decision, NOTHING, type Held, type Judgement, type ThreeWay } from './merge-decision.js';
import { changeList } from './merge-list-changes.js';
import { Flag, isOurs, KEPT, piecesOf, presence, type Piece } from './merge-list-pieces.js';
import { isSame, policyAbove } from './merge-places.js';
import type { SideChanges } from './merge-sides.js';
import { isTracked } from './merge-states.js';
import { pathOf } from './paths.js';
import type { Session } from './session.js';

type ListPiece = Piece<ElementDecision>;

/** A decision about one element of a list. */
export class ElementDecision extends Decision {
  constructor(
    private readonly owner: object,
    readonly list: ListContent,
    readonly field: number,
    /** Where the element stands in the target or would, and what is known of it in the source. */
    readonly piece: Piece<ElementDecision>,
    readonly pieceOfSource: Piece<ElementDecision>,
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

  override operations(): readonly [ours: number | undefined, theirs: number | undefined] {
    const { original, theirs } = this.pieceOfSource;
    return [original === 0 ? undefined : original, theirs === 0 || !this.hasTheirs ? undefined : theirs];
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
  /** Whether the source took an object out of a list that the target has edited inside. */
  losesTargetEdits(object: unknown, list: object): boolean;
  /** Whether the target took an object out of a list that the source has edited inside. */
  losesSourceEdits(object: unknown, list: object): boolean;
  isEditedByTarget(container: object): boolean;
  isEditedBySource(container: object): boolean;
}

/** The merge of one list. */
export class ListMerge {
  readonly decisions: ElementDecision[] = [];
  readonly #pieces: ListPiece[];
  readonly #owner: object;
  readonly #policy: MergePolicy | undefined;

  constructor(
    private readonly session: Session,
    readonly list: ListContent,
    private readonly sides: ThreeWay,
  ) {
    this.#owner = session.recorder.owner;
    this.#policy = policyAbove(list);
    this.#pieces = piecesOf(session.engine.sequenceRows(list.cell, sides.source, sides.base));
  }

  /** Elements that the source took out of the list and put into it. */
  noteSource(theirs: SideChanges): void {
    if (!this.#pieces.some(({ flags }) => isChangedBySource(flags)) && this.#isRecordedApart()) return;
    const [out, into]: [unknown[], unknown[]] = [[], []];
    for (const piece of this.#pieces) {
      const { flags } = piece;
      const [ours, other, base] = presence(flags);
      if (ours && base && !other) out.push(this.#oursOf(piece).value);
      if (other && !base && !ours) into.push(this.#theirsOf(piece, undefined).value);
      if ((flags & Flag.TheirsSet) !== 0) {
        into.push(this.#theirsOf(piece, isOurs(piece) ? piece : undefined).value);
        out.push(this.#baseOf(piece, piece).value);
      }
    }
    theirs.noteElements(this.list, out, into);
  }

  /** Whether the common past is not on the source's own line: what a squash took over from it is no change. */
  #isRecordedApart(): boolean {
    const { engine } = this.session;
    const { source, base } = this.sides;
    const bases = base === undefined ? engine.mergeBases(engine.position, source) : [base];
    const goal = engine.operationAt(this.list.cell, source);
    const directions = new Set<boolean>();
    for (const one of bases) {
      engine.visitWay(engine.operationAt(this.list.cell, one), goal, (back) => directions.add(back));
    }
    return directions.has(true);
  }

  /** Decides every element that the source changed, or that one side dropped and the other edited. */
  decide(judgement: Judgement, sides: Sides): void {
    this.#unite();
    const groups = new Map<number, ListPiece[]>();
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

  #decideElement(pieces: readonly ListPiece[], judgement: Judgement, sides: Sides): void {
    const find = (flag: number): ListPiece | undefined => pieces.find(({ flags }) => (flags & flag) !== 0);
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
      const isSet =
        (first.flags & Flag.OursSet) !== 0 && !isSame(this.session.recorder, decision.heldOurs, decision.heldBase);
      const isEdited = isSet || sides.losesTargetEdits(decision.ours, this.list.handle);
      const isJoined = this.#policy === 'union' && sides.isEditedByTarget(this.list.handle);
      if (isEdited || isJoined) decision.judge('removed', this.#policy, judgement);
      here.stands = decision.isPresent;
      here.decision = decision;
    } else if (there !== undefined && hasBase) {
      // The target removed it.
      const decision = this.#decisionAbout(there, undefined);
      const isSet =
        (first.flags & Flag.TheirsSet) !== 0 && !isSame(this.session.recorder, decision.heldTheirs, decision.heldBase);
      const isEdited = isSet || sides.losesSourceEdits(decision.theirs, this.list.handle);
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
      there.decision ??= this.#decisionAbout(there, undefined);
    }
  }

  /** An object that both sides have put in is one element: the source's, where the target has it. */
  #unite(): void {
    const isNew = (piece: ListPiece, flag: number): boolean => piece.flags === flag && piece.element === 0;
    const theirs = new Map<object, ListPiece>();
    for (const piece of this.#pieces) {
      const value = isNew(piece, Flag.Theirs) ? this.#theirsOf(piece, undefined).value : undefined;
      if (isTracked(value)) theirs.set(value, piece);
    }
    for (const [object, piece] of theirs) {
      this.#splitAt(object);
      const here = this.#pieces.find(
        (other) => isNew(other, Flag.Ours) && other.length === 1 && this.list.raw[other.at] === object,
      );
      if (here === undefined) continue;
      here.stands = false;
      piece.stands = true;
      piece.decision = this.#decisionAbout(piece, undefined);
      this.decisions.pop();
      this.#pieces.splice(this.#pieces.indexOf(piece), 1);
      this.#pieces.splice(this.#pieces.indexOf(here) + 1, 0, piece);
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
      if (!piece.stands) continue;
      if (!isOurs) piece.decision ??= this.#decisionAbout(piece, undefined);
      if (piece.decision?.isPresent === false) piece.decision.give(winner);
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

  #decideValue(
    pieces: readonly ListPiece[],
    here: ListPiece,
    there: ListPiece,
    judgement: Judgement,
    sides: Sides,
  ): void {
    const { flags } = here;
    if ((flags & (Flag.OursSet | Flag.TheirsSet)) === 0) return;
    const decision = this.#decisionAbout(there, here);
    // A side that has put the old value back has not changed it.
    const { heldBase, heldOurs, heldTheirs } = decision;
    const oursIsSet = (flags & Flag.OursSet) !== 0 && !isSame(this.session.recorder, heldOurs, heldBase);
    const theirsIsSet = (flags & Flag.TheirsSet) !== 0 && !isSame(this.session.recorder, heldTheirs, heldBase);
    const addsTwice = oursIsSet && theirsIsSet && addsUp(this.#policy);
    if (Object.is(decision.ours, decision.theirs) && !addsTwice) {
      this.decisions.pop();
      return;
    }
    if (oursIsSet && theirsIsSet) {
      decision.judge('value', this.#policy === 'union' ? undefined : this.#policy, judgement);
    } else if (
      theirsIsSet
        ? sides.losesTargetEdits(decision.ours, this.list.handle)
        : sides.losesSourceEdits(decision.theirs, this.list.handle)
    ) {
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
  #decidePlace(here: ListPiece, there: ListPiece, before: ListPiece | undefined, judgement: Judgement): void {
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

  #decisionAbout(piece: ListPiece, here: ListPiece | undefined): ElementDecision {
    const [, hasTheirs] = presence(piece.flags);
    const decision = new ElementDecision(
      this.#owner,
      this.list,
      (here ?? piece).at,
      here ?? piece,
      piece,
      this.#baseOf(piece, here),
      here === undefined ? NOTHING : this.#oursOf(here),
      hasTheirs ? this.#theirsOf(piece, here) : NOTHING,
    );
    this.decisions.push(decision);
    return decision;
  }

  #oursOf({ at }: ListPiece): Held {
    return { has: true, value: readPlace(this.list.raw, at) };
  }

  #theirsOf(piece: ListPiece, here: ListPiece | undefined): Held {
    const { values } = this.session.recorder.journal;
    if (piece.theirs !== 0) return { has: true, value: values.at(piece.theirs) };
    if (piece.original !== 0) return { has: true, value: values.at(piece.original) };
    return here === undefined ? { has: true, value: HOLE } : this.#oursOf(here);
  }

  #baseOf(piece: ListPiece, here: ListPiece | undefined): Held {
    const { values } = this.session.recorder.journal;
    const { flags, base, original } = piece;
    if (!presence(flags)[2] || (flags & Flag.BaseValueUnknown) !== 0) return NOTHING;
    if (base !== 0) return { has: true, value: values.at(base) };
    if (original !== 0) return { has: true, value: values.at(original) };
    return here === undefined || (here.flags & Flag.Ours) === 0 ? NOTHING : this.#oursOf(here);
  }

  /** Where a piece stands after the merge, or would. */
  standingOf(piece: ListPiece): { readonly index: number; readonly isGap: boolean } {
    let index = 0;
    for (const other of this.#pieces) {
      if (other === piece) return { index, isGap: !piece.stands };
      if (other.stands) index += other.length;
    }
    return { index, isGap: true };
  }

  /** The index of a piece in the source's list. */
  indexInSource(piece: ListPiece): number {
    let index = 0;
    for (const other of this.#pieces) {
      if (other === piece) break;
      if ((other.flags & Flag.Theirs) !== 0) index += other.length;
    }
    return index;
  }

  /** Changes the list into what was decided. */
  record(): void {
    changeList(this.list, this.#pieces, this.sides.base !== undefined);
  }
}

function isChangedBySource(flags: number): boolean {
  return (flags & Flag.TheirsSet) !== 0 || ((flags & Flag.Theirs) === 0) !== ((flags & Flag.Base) === 0);
}
