// The pieces of a list that is merged: what the engine's rows say of each element, in the common order.
import type { Decision } from './merge-decision.js';

/** Flags of the engine's rows (`native/tachyon`, `merge::sequence::flag`). */
export const Flag = {
  Ours: 1,
  Theirs: 2,
  Base: 4,
  OursElsewhere: 8,
  TheirsElsewhere: 16,
  BaseElsewhere: 32,
  OursSet: 64,
  TheirsSet: 128,
  BaseValueUnknown: 256,
} as const;

/** Words of a row. */
export const ROW = 8;
export const KEPT = Flag.Ours | Flag.Theirs | Flag.Base;

/** One element, or a run of elements that stay where they are. */
export interface Piece<D = Decision> {
  readonly flags: number;
  readonly length: number;
  /** Index in the target's list, or where it would be. */
  readonly at: number;
  /** Numbers: see `Row` in the engine. */
  readonly theirs: number;
  readonly base: number;
  readonly original: number;
  /** The same for both pieces of one element that stands in two places. */
  readonly element: number;
  readonly origin: number;
  readonly place: number;
  /** Whether the element stands here after the merge. */
  stands: boolean;
  decision: D | undefined;
}

/** The pieces that rows stand for. Runs about which there is nothing to decide stay runs. */
export function piecesOf<D>(rows: Uint32Array): Piece<D>[] {
  const pieces: Piece<D>[] = [];
  let at = 0;
  for (let i = 0; i < rows.length; i += ROW) {
    const [flags = 0, length = 0, theirs = 0, base = 0, original = 0, element = 0, origin = 0, place = 0] =
      rows.subarray(i, i + ROW);
    const isOurs = (flags & Flag.Ours) !== 0;
    const isRun = flags === KEPT || !involvesTheirs(flags);
    for (let k = 0; k < (isRun ? 1 : length); k++) {
      pieces.push({
        flags,
        length: isRun ? length : 1,
        at: isOurs ? at + k : at,
        theirs: shifted(theirs, k),
        base: shifted(base, k),
        original: shifted(original, k),
        element,
        origin: shifted(origin, k),
        place,
        stands: isOurs,
        decision: undefined,
      });
    }
    if (isOurs) at += length;
  }
  return pieces;
}

/** Whether the element is here in the target. */
export function isOurs({ flags }: Piece<unknown>): boolean {
  return (flags & Flag.Ours) !== 0;
}

/** Whether the element is in the target, in the source, and was in the common past; anywhere in the list. */
export function presence(flags: number): [ours: boolean, theirs: boolean, base: boolean] {
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

/** The number of a value in a run; 0 stays 0. */
function shifted(number: number, by: number): number {
  return number === 0 ? 0 : number + by;
}
