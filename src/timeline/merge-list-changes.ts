// Changing a list into what a merge decided, and saying of what it takes over from the source that it is the same.
//
// LM1: the target's elements that stay where they are come in the order of its list, so only what the source has moved moves.
import type { ListContent } from '../containers/list/list-content.js';
import { isOurs, type Piece } from './merge-list-pieces.js';

/** Element shifts that single moves may cost; one permutation is less above. */
const MOST_SHIFTS = 200_000;

/** An element of the list while it is changed. */
interface Token {
  /** Its index in the end. */
  readonly goal: number;
  /** How it came to its place in the source, when it goes there; undefined when it stays. */
  readonly place: number | undefined;
}

/**
 * Changes a list. `goesBack` says that an element can go back to where it was inserted, after it had been moved: to revert a
 * move is a new one, because the place that it goes to may be older than what a later merge looks at.
 */
export function changeList(list: ListContent, pieces: readonly Piece[], goesBack: boolean): void {
  const goals = goalsOf(list, pieces);
  const moved = new Map<number, Piece>();
  for (const piece of pieces) if (piece.element !== 0 && isTakenOver(piece)) moved.set(piece.element, piece);
  const tokens = removeAndInsert(list, pieces, moved, goals);
  if (moved.size > 0) rearrange(list, tokens, goesBack);
  for (const piece of pieces) {
    const { decision, stands, element } = piece;
    if (!stands || decision?.isPresent !== true || (!isOurs(piece) && !moved.has(element))) continue;
    const value = valueNumber(piece);
    list.set(goals.get(piece) ?? 0, decision.value, value === 0 ? undefined : [value]);
  }
}

/** The index of each piece in the end. */
function goalsOf(list: ListContent, pieces: readonly Piece[]): Map<Piece, number> {
  const goals = new Map<Piece, number>();
  let at = 0;
  for (const piece of pieces) {
    if (!piece.stands) continue;
    goals.set(piece, at);
    at += lengthOf(piece, list.length);
  }
  return goals;
}

/** The last run goes on beyond the end of the list. */
function lengthOf(piece: Piece, listLength: number): number {
  return isOurs(piece) ? Math.max(0, Math.min(piece.length, listLength - piece.at)) : piece.length;
}

/** Removes and inserts, and leaves what is moved where it is. Answers the elements then, if any are moved. */
function removeAndInsert(
  list: ListContent,
  pieces: readonly Piece[],
  moved: ReadonlyMap<number, Piece>,
  goals: ReadonlyMap<Piece, number>,
): Token[] {
  const { length } = list;
  const tokens: Token[] = [];
  const note = (piece: Piece, count: number, place?: number): void => {
    if (moved.size === 0) return;
    const first = goals.get(piece) ?? 0;
    for (let k = 0; k < count; k++) tokens.push({ goal: first + k, place });
  };
  const isInserted = (piece: Piece | undefined): piece is Piece =>
    piece !== undefined && isTakenOver(piece) && !moved.has(piece.element);
  let at = 0;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece === undefined) break;
    if (isOurs(piece)) {
      const goal = piece.stands ? undefined : moved.get(piece.element);
      if (!piece.stands && goal === undefined) list.splice(at, 1, []);
      else {
        note(goal ?? piece, lengthOf(piece, length), goal?.place);
        at += piece.length;
      }
    } else if (isInserted(piece)) {
      const run = [piece];
      for (let next = pieces[i + 1]; isInserted(next); next = pieces[++i + 1]) run.push(next);
      list.insertFrom(
        at,
        run.map(({ decision }) => decision?.value),
        [...run.map(({ origin }) => origin), ...run.map(({ place }) => place), ...run.map(valueNumber)],
      );
      for (const inserted of run) note(inserted, 1);
      at += run.length;
    }
  }
  return tokens;
}

/** Moves what the source has moved. */
function rearrange(list: ListContent, tokens: Token[], goesBack: boolean): void {
  const moving = tokens.filter(({ place }) => place !== undefined);
  if (moving.length * tokens.length <= MOST_SHIFTS) moveSingly(list, tokens, new Set(moving), goesBack);
  else {
    // In a permutation 0 stands for what stays, so what goes back to where it was inserted is moved before.
    moveSingly(list, tokens, new Set(moving.filter(({ place }) => place === 0)), goesBack);
    const [order, places] = [new Uint32Array(tokens.length), new Array<number>(tokens.length).fill(0)];
    tokens.forEach(({ goal, place = 0 }, at) => {
      order[goal] = at;
      places[goal] = place;
    });
    list.permute(order, places);
  }
}

/** Moves some elements, from left to right; what moves later counts for nothing. */
function moveSingly(list: ListContent, working: Token[], moving: ReadonlySet<Token>, goesBack: boolean): void {
  if (moving.size === 0) return;
  let cursor = 0;
  for (const token of working.toSorted((a, b) => a.goal - b.goal)) {
    if (!moving.has(token)) {
      if (token.place === undefined || token.place === 0) cursor = working.indexOf(token, cursor) + 1;
      continue;
    }
    const from = working.indexOf(token);
    if (from < cursor) cursor--;
    const to = cursor++;
    working.splice(from, 1);
    working.splice(to, 0, token);
    list.move(from, to, goesBack && token.place === 0 ? undefined : [token.place ?? 0]);
  }
}

/** Whether an element is to stand where only the source has it. */
function isTakenOver(piece: Piece): boolean {
  return piece.stands && !isOurs(piece);
}

/** Which value it is, when it is the source's own; 0 for another. */
function valueNumber({ decision, theirs, original }: Piece): number {
  if (decision?.by !== 'theirs') return 0;
  return theirs === 0 ? original : theirs;
}
