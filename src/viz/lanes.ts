// Lanes: where the rows of a history stand beside each other, and where the lines between them run.
//
// A row's lane goes on in one of its children, its heir; every other child begins a lane in the row after the parent. A
// lane is reserved from there to the last row in it, or to where that one is merged. A row that is merged although its
// lane goes on gets a detour, a lane of its own between the two. The line of the tip has lane 0 to itself.
//
// L1: in no row strictly between its ends does an edge run through the lane of that row's node.
// L2: edges that share a lane in a row come from the same parent, or are one after the other in the same line.
//
// O(rows + edges), and the logarithm of the number of free lanes for each lane that is taken.

/** A line from a parent to its child: it bends out of the parent's lane, runs, and bends into the child's. */
export interface LaneEdge {
  readonly from: number;
  readonly to: number;
  /** The lane it runs in; of no meaning when the rows are neighbours. */
  readonly lane: number;
  /** Whether the parent is a further one, which was merged in. */
  readonly isMerge: boolean;
}

/** A layout. */
export interface Lanes {
  /** The lane of each row. */
  readonly lane: Int32Array;
  readonly edges: readonly LaneEdge[];
  /** Lanes in all. */
  readonly width: number;
}

/** Rows that a lane is reserved for, from where the lane is asked for. */
interface Stretch {
  readonly from: number;
  end: number;
  lane: number;
}

/**
 * Lays out rows whose parents come before them.
 * @param tip the row whose first parents are the main line; -1 for none
 * @param isAside rows that shall bend away rather than others
 */
export function lanesOf(
  parents: readonly (readonly number[])[],
  tip: number,
  isAside: (row: number) => boolean = () => false,
): Lanes {
  const count = parents.length;
  const heirs = heirsOf(parents, tip, isAside);
  const mergedAt = new Int32Array(count).fill(-1);
  parents.forEach((some, row) => {
    for (const parent of some.slice(1)) mergedAt[parent] = Math.max(mergedAt[parent] ?? -1, row);
  });

  const beginning: (Stretch[] | undefined)[] = new Array<undefined>(count + 1);
  const reserve = (from: number, end: number): Stretch => {
    const stretch = { from, end, lane: 0 };
    (beginning[from] ??= []).push(stretch);
    return stretch;
  };
  const stretchOf: Stretch[] = [];
  const detours = new Map<number, Stretch>();
  const main: Stretch = { from: 0, end: count, lane: 0 };
  for (let row = 0; row < count; row++) {
    const parent = parents[row]?.[0];
    const isHeir = parent !== undefined && heirs.heir[parent] === row;
    const stretch = heirs.onLine[row] === 1 ? main : isHeir ? stretchOf[parent] : undefined;
    const own = stretch ?? reserve(parent === undefined ? row : parent + 1, row);
    own.end = Math.max(own.end, row);
    stretchOf.push(own);
    const merged = (mergedAt[row] ?? -1) - 1;
    if (merged <= row) continue;
    if (heirs.heir[row] === 0) own.end = Math.max(own.end, merged);
    else detours.set(row, reserve(row + 1, merged));
  }
  const width = assign(beginning);
  const lane = Int32Array.from(stretchOf, (stretch) => stretch.lane);
  const edges = parents.flatMap((some, to) =>
    some.map((from, index): LaneEdge => {
      const isMerge = index > 0;
      return { from, to, lane: (isMerge ? (detours.get(from) ?? stretchOf[from]) : stretchOf[to])?.lane ?? 0, isMerge };
    }),
  );
  return { lane, edges, width };
}

/** For each row the child that goes on in its lane, 0 for none: one on the main line, else one that is not aside. */
function heirsOf(
  parents: readonly (readonly number[])[],
  tip: number,
  isAside: (row: number) => boolean,
): { heir: Int32Array; onLine: Uint8Array } {
  const onLine = new Uint8Array(parents.length);
  for (let at: number | undefined = tip; at !== undefined && at >= 0; at = parents[at]?.[0]) onLine[at] = 1;
  const rank = (row: number): number => (onLine[row] === 1 ? 2 : isAside(row) ? 0 : 1);
  const heir = new Int32Array(parents.length);
  parents.forEach(([parent], row) => {
    if (parent === undefined) return;
    const known = heir[parent] ?? 0;
    if (known === 0 || rank(row) > rank(known)) heir[parent] = row;
  });
  return { heir, onLine };
}

/** Gives every stretch the smallest lane that is free for all of it, with a row of distance; answers how many there are. */
function assign(beginning: readonly (readonly Stretch[] | undefined)[]): number {
  const free = new Smallest();
  const leaving: (number[] | undefined)[] = new Array<undefined>(beginning.length + 2);
  let width = 1;
  for (let row = 0; row < beginning.length; row++) {
    for (const lane of leaving[row] ?? []) free.add(lane);
    for (const stretch of beginning[row] ?? []) {
      stretch.lane = free.take() ?? width++;
      (leaving[Math.min(stretch.end + 2, beginning.length + 1)] ??= []).push(stretch.lane);
    }
  }
  return width;
}

/** A binary heap of numbers. */
class Smallest {
  readonly #items: number[] = [];

  add(item: number): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    for (let up = (at - 1) >> 1; at > 0 && (items[up] ?? 0) > item; at = up, up = (at - 1) >> 1)
      items[at] = items[up] ?? 0;
    items[at] = item;
  }

  take(): number | undefined {
    const items = this.#items;
    const [first] = items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return first;
    let at = 0;
    for (let down = 1; down < items.length; down = 2 * at + 1) {
      if ((items[down + 1] ?? Infinity) < (items[down] ?? 0)) down++;
      if ((items[down] ?? 0) >= last) break;
      items[at] = items[down] ?? 0;
      at = down;
    }
    items[at] = last;
    return first;
  }
}
