// Ways through the graph as ranges of moments, from the runs that the engine answers.

/** Runs of moments (first, length, first parent, 0) and further parents of merges (moment, parent), flat. */
export interface Graph {
  readonly runs: Uint32Array;
  readonly further: Uint32Array;
}

/** Moments `first` to `last`, each the first-parent child of the one before. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  /** First parent of `first`. */
  readonly parent: number;
}

/** The line of first parents from one moment (exclusive) to another, oldest first; undefined when it is not on it. O(runs). */
export function lineTo({ runs }: Graph, from: number, to: number): Stretch[] | undefined {
  const stretches: Stretch[] = [];
  for (let at = to, run = runs.length - 4; at > from;) {
    while ((runs[run] ?? 0) > at) run -= 4;
    const begin = runs[run] ?? 0;
    const first = begin <= from ? from + 1 : begin;
    const parent = first === begin ? (runs[run + 2] ?? 0) : first - 1;
    stretches.push({ first, last: at, parent });
    at = parent;
    if (at === from) return stretches.reverse();
  }
  return from === to ? stretches : undefined;
}

/** For each moment whether it is `tip` or an ancestor of it, over all parents. O(moments). */
export function reachedFrom({ runs, further }: Graph, tip: number): Uint8Array {
  const reached = new Uint8Array(tip + 1);
  reached[tip] = 1;
  // Parents have smaller numbers than their children, so one pass downwards meets all.
  let [run, merge] = [runs.length - 4, further.length - 2];
  for (let at = tip; at > 0; at--) {
    if (reached[at] !== 1) continue;
    while ((runs[run] ?? 0) > at) run -= 4;
    reached[runs[run] === at ? (runs[run + 2] ?? 0) : at - 1] = 1;
    while (merge >= 0 && (further[merge] ?? 0) > at) merge -= 2;
    for (let i = merge; i >= 0 && further[i] === at; i -= 2) reached[further[i + 1] ?? 0] = 1;
  }
  return reached;
}

/** The moments that are reached, but not known, as stretches in their order. O(moments). */
export function stretchesOf(graph: Graph, reached: Uint8Array, known: Uint8Array): Stretch[] {
  const stretches: { first: number; last: number; parent: number }[] = [];
  const { runs } = graph;
  let run = 0;
  for (let at = 1; at < reached.length; at++) {
    if (reached[at] !== 1 || known[at] === 1) continue;
    while (run + 4 < runs.length && (runs[run + 4] ?? 0) <= at) run += 4;
    const isFirstOfRun = runs[run] === at;
    const last = stretches.at(-1);
    if (last?.last === at - 1 && !isFirstOfRun) last.last = at;
    else stretches.push({ first: at, last: at, parent: isFirstOfRun ? (runs[run + 2] ?? 0) : at - 1 });
  }
  return stretches;
}
