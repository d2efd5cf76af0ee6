// A history as lines of text, newest on top: lanes of characters beside the moments, as `git log --graph` draws them.
//
// Between two rows there is a line more where edges bend: out of the parent, the lower row, and then into the child, each in
// a line of its own unless they do not meet. So bends that touch belong together, and an edge passes behind the lanes it
// crosses: what looks like a joint is one.
//
// O(rows + edges, and for each row the lanes beside it).
import { parentRows, type Row } from './fold.js';
import { lanesOf, type LaneEdge } from './lanes.js';

/** What lanes are drawn with. */
export interface Glyphs {
  readonly moment: string;
  /** Genesis, and merges. */
  readonly hollow: string;
  /** Where the object stands. */
  readonly current: string;
  readonly abandoned: string;
  /** A run of moments in one row. */
  readonly run: string;
  /** Sixteen characters, by the directions that meet in them: up 1, down 2, left 4, right 8. */
  readonly joints: string;
}

export const UNICODE: Glyphs = {
  moment: '●',
  hollow: '○',
  current: '◉',
  abandoned: '×',
  run: '⋮',
  joints: ' │││─╯╮┤─╰╭├─┴┬┼',
};
export const ASCII: Glyphs = {
  moment: '*',
  hollow: 'o',
  current: '@',
  abandoned: 'x',
  run: ':',
  joints: " |||-'.|-'.|-'.+",
};

/** Gives a character of a lane its colour. */
export type Paint = (text: string, lane: number) => string;

/** A line: of a row, or of edges between two. */
export interface TextLine {
  readonly graph: string;
  readonly row: Row | undefined;
}

const [UP, DOWN, LEFT, RIGHT] = [1, 2, 4, 8];
const STRAIGHT = UP | DOWN;

/** An edge in the line between two rows, from below to above. */
interface Bend {
  readonly from: number;
  readonly to: number;
}

/** How many edges are straight in each lane, between two rows: in the upper half, in both, in the lower half. */
interface Straight {
  readonly above: Int32Array;
  readonly throughout: Int32Array;
  readonly below: Int32Array;
}

/** The lines of the rows of a history. */
export function* textGraph(
  rows: readonly Row[],
  branch: string,
  glyphs: Glyphs,
  paint: Paint = (text) => text,
): Generator<TextLine> {
  const tip = rows.findIndex(({ last }) => last.branches.includes(branch));
  const { lane, edges, width } = lanesOf(parentRows(rows), tip, (row) => rows[row]?.first.isAbandoned === true);
  const laneOf = (row: number): number => lane[row] ?? 0;
  const into: LaneEdge[][] = rows.map(() => []);
  const outOf: LaneEdge[][] = rows.map(() => []);
  for (const edge of edges) {
    into[edge.to]?.push(edge);
    outOf[edge.from]?.push(edge);
  }
  const pen = new Pen(width, glyphs.joints, paint);
  /** Edges in each lane that pass by the present row. */
  const passing = new Int32Array(width);
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    if (row === undefined) return;
    yield { graph: pen.row(passing, laneOf(at), glyphOf(row, glyphs)), row };
    const below = at - 1;
    if (below < 0) return;
    const child = laneOf(at);
    /** Bends into the child and out of the parent; an edge between the two bends once, out of the parent. */
    const upper: Bend[] = [];
    const lower: Bend[] = [];
    const above = Int32Array.from(passing);
    for (const { to, lane: runs } of outOf[below] ?? []) {
      if (to !== at) passing[runs] = (passing[runs] ?? 0) - 1;
      lower.push({ from: laneOf(below), to: to === at ? child : runs });
    }
    const throughout = Int32Array.from(passing);
    for (const { from, lane: runs } of into[at] ?? []) {
      if (from === below) above[child] = (above[child] ?? 0) + 1;
      else {
        passing[runs] = (passing[runs] ?? 0) + 1;
        upper.push({ from: runs, to: child });
      }
    }
    const straight = { above, throughout, below: passing };
    for (const graph of pen.bends(straight, upper, lower)) yield { graph, row: undefined };
  }
}

function glyphOf({ last, count }: Row, glyphs: Glyphs): string {
  if (count > 1) return glyphs.run;
  if (last.current) return glyphs.current;
  if (last.isAbandoned === true) return glyphs.abandoned;
  return last.parents.length === 1 ? glyphs.moment : glyphs.hollow;
}

/** Writes lines of lanes. */
class Pen {
  constructor(
    private readonly width: number,
    private readonly joints: string,
    private readonly paint: Paint,
  ) {}

  row(passing: Int32Array, node: number, glyph: string): string {
    const cells: string[] = [];
    for (let lane = 0; lane < this.width; lane++) {
      if (lane === node) cells.push(this.paint(glyph, lane));
      else cells.push((passing[lane] ?? 0) > 0 ? this.#joint(STRAIGHT, lane) : ' ');
    }
    return trimmed(cells, ' ');
  }

  /** The lines between two rows: none when nothing bends. */
  bends({ above, throughout, below }: Straight, upper: readonly Bend[], lower: readonly Bend[]): readonly string[] {
    const [top, bottom] = [spanOf(upper), spanOf(lower)];
    if (top === undefined && bottom === undefined) return [];
    const doMeet = top !== undefined && bottom !== undefined && top.first <= bottom.last && bottom.first <= top.last;
    if (doMeet) return [this.#line(above, upper), this.#line(below, lower)];
    return [this.#line(throughout, [...upper, ...lower])];
  }

  /** One line: straight lanes, and edges that bend. */
  #line(straight: Int32Array, bends: readonly Bend[]): string {
    const ends = new Uint8Array(this.width);
    const bent = new Uint8Array(this.width);
    /** For each lane that a bend passes or leaves to the right: the lane that colours it. */
    const across = new Int32Array(this.width).fill(-1);
    for (let lane = 0; lane < this.width; lane++) if ((straight[lane] ?? 0) > 0) ends[lane] = STRAIGHT;
    for (const { from, to } of bends) {
      if (from === to) {
        ends[from] = (ends[from] ?? 0) | STRAIGHT;
        continue;
      }
      const [first, last] = [Math.min(from, to), Math.max(from, to)];
      ends[from] = (ends[from] ?? 0) | DOWN | (to > from ? RIGHT : LEFT);
      ends[to] = (ends[to] ?? 0) | UP | (to > from ? LEFT : RIGHT);
      bent[from] = bent[to] = 1;
      across.fill(last, first, last);
    }
    const cells: string[] = [];
    for (let lane = 0; lane < this.width; lane++) {
      const [left, right] = [(across[lane - 1] ?? -1) >= 0, (across[lane] ?? -1) >= 0];
      const isBehind = ends[lane] !== 0 && bent[lane] === 0;
      const mask = isBehind ? STRAIGHT : (ends[lane] ?? 0) | (left ? LEFT : 0) | (right ? RIGHT : 0);
      cells.push(
        mask === 0 ? ' ' : this.#joint(mask, lane),
        right ? this.#joint(LEFT | RIGHT, across[lane] ?? 0) : ' ',
      );
    }
    return trimmed(cells, '');
  }

  #joint(mask: number, lane: number): string {
    return this.paint(this.joints[mask] ?? ' ', lane);
  }
}

function spanOf(bends: readonly Bend[]): { first: number; last: number } | undefined {
  const all = bends.filter(({ from, to }) => from !== to).flatMap(({ from, to }) => [from, to]);
  return all.length === 0 ? undefined : { first: Math.min(...all), last: Math.max(...all) };
}

function trimmed(cells: readonly string[], between: string): string {
  let end = cells.length;
  while (cells[end - 1] === ' ') end--;
  return cells.slice(0, end).join(between);
}
