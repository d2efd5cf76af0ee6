// A history as a drawing: a row for each moment, newest on top, its lane on the left and its names beside it.
//
// Nothing overlaps: rows have one height, what stands in a row is set from left to right with widths that are guessed
// rather too large (`widthOf`), and what does not fit is cut. Light and dark come from the reader's system.
import type { HistoryView, MomentView } from '../history-view.js';
import { parentRows, rowsOf, type Row } from './fold.js';
import { lanesOf, type LaneEdge, type Lanes } from './lanes.js';
import { SVG_STYLE } from './svg-style.js';
import { cutTo, escapeMarkup, tidy, widthOf } from './text.js';

/** Options of the `svg` backend. */
export interface SvgOptions {
  /** Fold straight runs of moments; by default as far as the number of moments asks for. */
  fold?: boolean;
  /** Width of the drawing in pixels, from 320; 760 by default. */
  width?: number;
  /** Show when each moment was made. Off by default, so that the same history gives the same drawing. */
  times?: boolean;
}

const ROW = 30;
const HEAD = 64;
const EDGE = 24;
const SIZE = 13;
const SMALL = 11;
const COLOURS = 6;
/** What lanes may take of the width, and how far they stand apart when there is room. */
const LANES_SHARE = 0.4;
const LANE = 20;

/** The text of an SVG document. O(moments). */
export function svg(view: HistoryView, options: SvgOptions = {}): string {
  return new Drawing(view, options).text();
}

class Drawing {
  readonly #rows: readonly Row[];
  readonly #lanes: Lanes;
  readonly #width: number;
  readonly #step: number;

  constructor(
    private readonly view: HistoryView,
    private readonly options: SvgOptions,
  ) {
    this.#rows = rowsOf(view.moments, options.fold);
    this.#width = options.width ?? 760;
    const tip = this.#rows.findIndex(({ last }) => last.branches.includes(view.currentBranch));
    this.#lanes = lanesOf(parentRows(this.#rows), tip, (row) => this.#rows[row]?.first.isAbandoned === true);
    this.#step = Math.min(LANE, (this.#width * LANES_SHARE) / this.#lanes.width);
  }

  text(): string {
    const height = HEAD + this.#rows.length * ROW + EDGE / 2;
    const size = `width="${num(this.#width)}" height="${num(height)}"`;
    const box = `viewBox="0 0 ${num(this.#width)} ${num(height)}"`;
    const { summary, name } = this.#summary();
    // Main line last, on top of what bends out of it.
    const edges = this.#lanes.edges.toSorted((a, b) => b.lane - a.lane).map((edge) => this.#edge(edge));
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${box} role="img" aria-labelledby="title desc">`,
      `<title id="title">${escapeMarkup(`History of ${this.view.name}`)}</title>`,
      `<desc id="desc">${escapeMarkup(summary)}</desc>`,
      `<style>${SVG_STYLE}</style>`,
      `<rect class="card" x="0.5" y="0.5" width="${num(this.#width - 1)}" height="${num(height - 1)}" rx="10"/>`,
      `<text class="name" x="${num(EDGE)}" y="30">${name}</text>`,
      `<text class="quiet" x="${num(EDGE)}" y="48">${escapeMarkup(cutTo(tidy(summary), this.#width - 2 * EDGE, SMALL))}</text>`,
      ...this.#rows.map((row, at) => (row.last.current ? this.#here(at) : '')),
      `<g class="edges">`,
      ...edges,
      `</g>`,
      ...this.#rows.map((row, at) => this.#row(row, at)),
      `</svg>`,
      '',
    ]
      .filter((line, at, lines) => line !== '' || at === lines.length - 1)
      .join('\n');
  }

  #summary(): { summary: string; name: string } {
    const { moments, currentBranch, name } = this.view;
    const branches = moments.reduce((count, moment) => count + moment.branches.length, 0);
    const abandoned = moments.reduce((count, moment) => count + (moment.isAbandoned ? 1 : 0), 0);
    const parts = [counted(moments.length, 'moment'), counted(branches, 'branch', 'branches'), `on ${currentBranch}`];
    if (abandoned > 0) parts.push(`${String(abandoned)} abandoned`);
    const shown = cutTo(tidy(name), this.#width - 2 * EDGE, 16);
    return { summary: parts.join(' · '), name: escapeMarkup(shown) };
  }

  #x(lane: number): number {
    return EDGE + 8 + lane * this.#step;
  }

  /** Newest on top. */
  #y(row: number): number {
    return HEAD + (this.#rows.length - 1 - row) * ROW + ROW / 2;
  }

  #here(at: number): string {
    const y = num(this.#y(at) - ROW / 2 + 1);
    return `<rect class="here" x="8" y="${y}" width="${num(this.#width - 16)}" height="${num(ROW - 2)}" rx="6"/>`;
  }

  #edge({ from, to, lane, isMerge }: LaneEdge): string {
    const [x1, y1, x2, y2] = [
      this.#x(this.#lanes.lane[from] ?? 0),
      this.#y(from),
      this.#x(this.#lanes.lane[to] ?? 0),
      this.#y(to),
    ];
    const colour = lane === 0 || to - from === 1 ? (this.#lanes.lane[isMerge ? from : to] ?? 0) : lane;
    const isFaint = this.#rows[to]?.first.isAbandoned === true;
    const kind = `c${String(colour % COLOURS)}${isFaint ? ' aside' : ''}`;
    if (to - from === 1) return `<path class="${kind}" d="M${num(x1)} ${num(y1)}${bend(x1, y1, x2, y2)}"/>`;
    const x = this.#x(lane);
    const [low, high] = [y1 - ROW, y2 + ROW];
    const straight = high < low ? `V${num(high)}` : '';
    return `<path class="${kind}" d="M${num(x1)} ${num(y1)}${bend(x1, y1, x, low)}${straight}${bend(x, high, x2, y2)}"/>`;
  }

  #row(row: Row, at: number): string {
    const { first, last, count } = row;
    const [lane, y] = [this.#lanes.lane[at] ?? 0, this.#y(at)];
    const [x, colour] = [this.#x(lane), `c${String(lane % COLOURS)}`];
    const faint = first.isAbandoned ? ' faint' : '';
    const parts = [`<g class="row${faint}"><title>${escapeMarkup(told(row))}</title>`, this.#node(row, x, y, colour)];
    const line = new Line(this.#x(this.#lanes.width - 1) + 22, y, this.#width - EDGE);
    line.end(count > 1 ? `${String(first.id)} – ${String(last.id)}` : `#${String(last.id)}`);
    if (this.options.times === true) line.end(timeText(last.time));
    if (last.current) line.pill('here', 'you are here');
    for (const branch of last.branches) {
      const mark =
        this.view.marks !== undefined && Object.hasOwn(this.view.marks, branch) ? this.view.marks[branch] : undefined;
      line.pill(`branch ${colour}`, mark === undefined ? branch : `${branch} · ${mark}`);
    }
    for (const label of last.labels) line.pill('label', label);
    if (count > 1) line.words('quiet', `+ ${counted(count, 'moment')}`);
    else if (first.parents.length === 0) line.words('quiet', 'genesis');
    else if (last.title === undefined)
      line.words('quiet', last.parents.length > 1 ? 'merge' : `moment ${String(last.id)}`);
    else line.words('', last.title);
    line.words('tag', tagText(last));
    return [...parts, ...line.parts, '</g>'].join('');
  }

  #node({ first, last, count }: Row, x: number, y: number, colour: string): string {
    const at = `cx="${num(x)}" cy="${num(y)}"`;
    if (count > 1) {
      const dots = [-6, 0, 6].map((dy) => `<circle class="dot ${colour}" cx="${num(x)}" cy="${num(y + dy)}" r="2"/>`);
      return `<rect class="gap" x="${num(x - 3)}" y="${num(y - 10)}" width="6" height="20"/>${dots.join('')}`;
    }
    const kind = first.parents.length === 0 ? 'hollow' : last.parents.length > 1 ? 'merged' : 'node';
    const ring = last.current ? `<circle class="ring" ${at} r="9"/>` : '';
    return `${ring}<circle class="${kind} ${colour}" ${at} r="${kind === 'node' ? '5' : '5.5'}"/>`;
  }
}

/** What stands in one row: from the left as it comes, from the right what is always shown. */
class Line {
  readonly parts: string[] = [];
  #x: number;

  constructor(
    from: number,
    private readonly y: number,
    private end_: number,
  ) {
    this.#x = from;
  }

  get #room(): number {
    return this.end_ - this.#x;
  }

  end(text: string): void {
    this.parts.push(
      `<text class="quiet end" x="${num(this.end_)}" y="${num(this.y + 4)}">${escapeMarkup(text)}</text>`,
    );
    this.end_ -= widthOf(text, SMALL) + 14;
  }

  pill(kind: string, text: string): void {
    const room = Math.min(this.#room - 24, 220);
    if (room < 30) return;
    const shown = cutTo(tidy(text), room, SMALL);
    const width = widthOf(shown, SMALL) + 16;
    const [x, y] = [num(this.#x), num(this.y - 9)];
    this.parts.push(
      `<g class="pill ${kind}"><rect x="${x}" y="${y}" width="${num(width)}" height="18" rx="9"/>` +
        `<text x="${num(this.#x + width / 2)}" y="${num(this.y + 4)}">${escapeMarkup(shown)}</text></g>`,
    );
    this.#x += width + 6;
  }

  words(kind: string, text: string): void {
    const size = kind === '' ? SIZE : SMALL;
    if (text === '' || this.#room < 4 * size) return;
    const shown = cutTo(tidy(text), this.#room, size);
    const style = kind === '' ? '' : ` class="${kind}"`;
    this.parts.push(`<text${style} x="${num(this.#x + 2)}" y="${num(this.y + 4)}">${escapeMarkup(shown)}</text>`);
    this.#x += widthOf(shown, size) + 12;
  }
}

/** A curve that leaves and arrives upright. */
function bend(x1: number, y1: number, x2: number, y2: number): string {
  if (x1 === x2) return `V${num(y2)}`;
  const middle = num((y1 + y2) / 2);
  return `C${num(x1)} ${middle} ${num(x2)} ${middle} ${num(x2)} ${num(y2)}`;
}

function told({ first, last, count }: Row): string {
  if (count > 1) return `moments ${String(first.id)} to ${String(last.id)}`;
  const name = last.title === undefined ? '' : `: ${last.title}`;
  return `moment ${String(last.id)}${name}${last.isAbandoned ? ' (abandoned)' : ''}`;
}

function tagText({ tags }: MomentView): string {
  return Object.entries(tags)
    .map(([key, value]) => {
      const shown = typeof value === 'number' ? Number(value.toPrecision(6)) : value;
      return value === true ? key : `${key} ${String(shown)}`;
    })
    .join('  ·  ');
}

function timeText(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

function num(value: number): string {
  return String(Math.round(value * 10) / 10);
}
