// The list of rows: only what is visible is drawn, lanes on a canvas and names as elements, whatever the history's length.
import { parentRows, type Row } from '../fold.js';
import { lanesOf, type LaneEdge, type Lanes } from '../lanes.js';
import { el } from './dom.js';
import type { PageHistory } from './history.js';

/** What the list shows beside the history. */
export interface Marked {
  readonly selected: number;
  readonly compared: number;
  isMatch(place: number): boolean;
}

interface Colours {
  readonly lanes: readonly string[];
  readonly card: string;
  readonly mark: string;
}

const HEIGHT = 28;
const MARGIN = 22;
const COLOURS = 6;
const MAX_GRAPH = 360;
/** Edges that are longer than this many rows are looked through one by one. */
const LONG = 256;

/** Rows with their lanes, newest on top, in an element that scrolls. */
export class GraphList {
  rows: readonly Row[] = [];
  zoom = 1;
  readonly #space = el('div', { class: 'space' });
  readonly #view = el('div', { class: 'view' });
  readonly #canvas = el('canvas', { 'aria-hidden': 'true' });
  readonly #lines = el('div', { class: 'lines' });
  #lanes: Lanes = { lane: new Int32Array(), edges: [], width: 1 };
  #short: LaneEdge[][] = [];
  #long: LaneEdge[] = [];
  #rowOf = new Map<number, number>();
  #frame = 0;
  #colours: Colours | undefined;

  constructor(
    private readonly box: HTMLElement,
    private history: PageHistory,
    private branch: string,
    private marks: Readonly<Record<string, string>>,
    private readonly marked: Marked,
  ) {
    this.#view.append(this.#canvas, this.#lines);
    box.append(this.#space, this.#view);
    box.addEventListener('scroll', () => {
      this.draw();
    });
    new ResizeObserver(() => {
      this.draw();
    }).observe(box);
  }

  /** Goes on with a later history; `show` has to follow. */
  follow(history: PageHistory, branch: string, marks: Readonly<Record<string, string>>): void {
    this.history = history;
    this.branch = branch;
    this.marks = marks;
  }

  /** The moment at the upper edge, and how much of its row is above it. */
  get edge(): { readonly place: number; readonly above: number } | undefined {
    const at = Math.floor(this.box.scrollTop / this.rowHeight);
    const row = this.rows[this.rows.length - 1 - at];
    return row === undefined ? undefined : { place: row.last.id, above: this.box.scrollTop - at * this.rowHeight };
  }

  /** Scrolls so that a moment is at the upper edge again. */
  scrollTo({ place, above }: { readonly place: number; readonly above: number }): void {
    const row = this.rowOf(place);
    if (row === undefined) return;
    this.#stretch();
    this.box.scrollTop = (this.rows.length - 1 - row) * this.rowHeight + above;
  }

  /** Shows other rows. O(rows). */
  show(rows: readonly Row[]): void {
    this.rows = rows;
    const tip = rows.findIndex(({ last }) => last.branches.includes(this.branch));
    this.#lanes = lanesOf(parentRows(rows), tip, (row) => rows[row]?.first.isAbandoned === true);
    this.#rowOf = new Map(rows.map(({ last }, row) => [last.id, row]));
    this.#short = [];
    this.#long = [];
    for (const edge of this.#lanes.edges) {
      if (edge.to - edge.from > LONG) this.#long.push(edge);
      else (this.#short[Math.floor(edge.from / LONG)] ??= []).push(edge);
    }
    this.draw();
  }

  get rowHeight(): number {
    return Math.round(HEIGHT * this.zoom);
  }

  /** The row that shows a moment; undefined when it is folded away. */
  rowOf(place: number): number | undefined {
    return this.#rowOf.get(place);
  }

  /** Brings a row into view. */
  reveal(row: number): void {
    const y = (this.rows.length - 1 - row) * this.rowHeight;
    const { scrollTop, clientHeight } = this.box;
    this.#stretch();
    const isVisible = y >= scrollTop && y + this.rowHeight <= scrollTop + clientHeight;
    if (!isVisible) this.box.scrollTop = y - clientHeight / 2;
    this.draw();
  }

  /** Draws in the next frame. */
  draw(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  /** Makes room to scroll in; before anything scrolls there. */
  #stretch(): void {
    this.#space.style.height = `${String(this.rows.length * this.rowHeight)}px`;
  }

  get #step(): number {
    return Math.min(20 * this.zoom, MAX_GRAPH / this.#lanes.width);
  }

  #draw(): void {
    const height = this.rowHeight;
    this.#stretch();
    const { scrollTop, clientHeight } = this.box;
    const first = Math.max(0, Math.floor(scrollTop / height));
    const last = Math.min(this.rows.length - 1, Math.ceil((scrollTop + clientHeight) / height));
    this.#view.style.transform = `translateY(${String(first * height)}px)`;
    const graph = MARGIN * 2 + (this.#lanes.width - 1) * this.#step;
    this.#drawRows(first, last, graph, height);
    this.#drawLanes(first, last, graph, height);
  }

  /** The theme has changed. */
  recolour(): void {
    this.#colours = undefined;
    this.draw();
  }

  #readColours(): Colours {
    const style = getComputedStyle(this.box);
    const read = (name: string): string => style.getPropertyValue(name);
    const lanes = Array.from({ length: COLOURS }, (_, at) => read(`--c${String(at)}`));
    return { lanes, card: read('--card'), mark: read('--mark') };
  }

  #drawRows(first: number, last: number, graph: number, height: number): void {
    const elements: HTMLElement[] = [];
    for (let at = first; at <= last; at++) {
      const row = this.rows[this.rows.length - 1 - at];
      if (row === undefined) continue;
      const element = this.#element(row);
      element.style.height = `${String(height)}px`;
      element.style.paddingLeft = `${String(graph)}px`;
      elements.push(element);
    }
    this.#lines.style.fontSize = `${String(Math.min(1.4, Math.max(0.75, this.zoom)))}em`;
    this.#lines.replaceChildren(...elements);
  }

  #element({ first, last, count }: Row): HTMLElement {
    const place = last.id;
    const { selected, compared } = this.marked;
    const classes = ['row'];
    if (place === selected) classes.push('selected');
    if (place === compared) classes.push('compared');
    if (this.marked.isMatch(place)) classes.push('match');
    if (last.isAbandoned) classes.push('faint');
    if (last.current) classes.push('current');
    const id = `row-${String(place)}`;
    const row = el('div', {
      class: classes.join(' '),
      role: 'option',
      id,
      'aria-selected': String(place === selected),
      'data-place': String(place),
    });
    if (last.current) row.append(el('span', { class: 'pill here' }, 'you are here'));
    for (const name of last.branches) {
      const mark = Object.hasOwn(this.marks, name) ? this.marks[name] : undefined;
      const lane = this.#lanes.lane[this.#rowOf.get(place) ?? 0] ?? 0;
      row.append(
        el(
          'span',
          { class: `pill branch c${String(lane % COLOURS)}` },
          mark === undefined ? name : `${name} · ${mark}`,
        ),
      );
    }
    for (const name of last.labels) row.append(el('span', { class: 'pill label' }, name));
    if (count > 1)
      row.append(
        el(
          'button',
          { class: 'unfold', 'data-unfold': String(first.id) },
          `+ ${count.toLocaleString('en-US')} moments`,
        ),
      );
    else
      row.append(
        el('span', { class: last.title === undefined ? 'title quiet' : 'title' }, captionOf(last, this.idOf(place))),
      );
    for (const [key, value] of Object.entries(last.tags)) {
      row.append(el('span', { class: 'tag' }, value === true ? key : `${key} ${String(value)}`));
    }
    row.append(
      el('span', { class: 'id' }, count > 1 ? `${this.idOf(first.id)} – ${this.idOf(place)}` : `#${this.idOf(place)}`),
    );
    return row;
  }

  idOf(place: number): string {
    return String(this.history.ids[place] ?? place);
  }

  #drawLanes(first: number, last: number, width: number, height: number): void {
    const ratio = window.devicePixelRatio;
    const tall = (last - first + 1) * height;
    const canvas = this.#canvas;
    const [across, down] = [Math.ceil(width * ratio), Math.ceil(tall * ratio)];
    // A new size makes a new bitmap: only when it has to be.
    if (canvas.width !== across || canvas.height !== down) {
      [canvas.width, canvas.height] = [across, down];
      [canvas.style.width, canvas.style.height] = [`${String(width)}px`, `${String(tall)}px`];
    }
    const pen = canvas.getContext('2d');
    if (pen === null) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, tall);
    const { lanes: colours, card, mark } = (this.#colours ??= this.#readColours());
    const bottom = this.rows.length - 1;
    const x = (lane: number): number => MARGIN + lane * this.#step;
    const y = (row: number): number => (bottom - row - first) * height + height / 2;
    const colourOf = (lane: number): string => colours[lane % COLOURS] ?? '';
    const [newest, oldest] = [bottom - first, bottom - last];
    pen.lineWidth = 2;
    pen.lineCap = 'round';
    for (const { from, to, lane, isMerge } of this.#edges(oldest, newest)) {
      const [laneFrom, laneTo] = [this.#lanes.lane[from] ?? 0, this.#lanes.lane[to] ?? 0];
      const isShort = to - from === 1;
      const runs = isShort ? laneTo : lane;
      pen.strokeStyle = colourOf(isShort ? (isMerge ? laneFrom : laneTo) : lane);
      const isAside = this.rows[to]?.first.isAbandoned === true;
      pen.setLineDash(isAside ? [2, 5] : []);
      pen.beginPath();
      pen.moveTo(x(laneFrom), y(from));
      bend(pen, x(laneFrom), y(from), x(runs), y(from + 1));
      if (!isShort) {
        // Far ends are out of sight: lines are not drawn for millions of pixels.
        const [low, high] = [Math.min(y(from + 1), tall + height), Math.max(y(to - 1), -height)];
        pen.moveTo(x(runs), low);
        pen.lineTo(x(runs), high);
        pen.moveTo(x(runs), y(to - 1));
        bend(pen, x(runs), y(to - 1), x(laneTo), y(to));
      }
      pen.stroke();
    }
    pen.setLineDash([]);
    for (let row = oldest; row <= newest; row++) this.#node(pen, row, x, y, colourOf, card, mark);
  }

  #node(
    pen: CanvasRenderingContext2D,
    row: number,
    x: (lane: number) => number,
    y: (row: number) => number,
    colourOf: (lane: number) => string,
    card: string,
    mark: string,
  ): void {
    const shown = this.rows[row];
    if (shown === undefined) return;
    const lane = this.#lanes.lane[row] ?? 0;
    const [cx, cy] = [x(lane), y(row)];
    const dot = (dy: number, radius: number, fill: string, stroke?: string): void => {
      pen.beginPath();
      pen.arc(cx, cy + dy, radius, 0, 2 * Math.PI);
      pen.fillStyle = fill;
      pen.fill();
      if (stroke === undefined) return;
      pen.strokeStyle = stroke;
      pen.stroke();
    };
    if (shown.count > 1) {
      pen.fillStyle = card;
      pen.fillRect(cx - 3, cy - 10, 6, 20);
      for (const dy of [-6, 0, 6]) dot(dy, 2, colourOf(lane));
      return;
    }
    if (shown.last.current) dot(0, 8.5, card, mark);
    if (shown.last.parents.length === 1) dot(0, 4.5, colourOf(lane));
    else dot(0, 5, card, colourOf(lane));
  }

  *#edges(oldest: number, newest: number): Generator<LaneEdge> {
    const isSeen = ({ from, to }: LaneEdge): boolean => from <= newest && to >= oldest;
    for (const edge of this.#long) if (isSeen(edge)) yield edge;
    const [begin, end] = [Math.max(0, Math.floor(oldest / LONG) - 1), Math.floor(newest / LONG)];
    for (let block = begin; block <= end; block++) {
      for (const edge of this.#short[block] ?? []) if (isSeen(edge)) yield edge;
    }
  }
}

function captionOf({ title, parents }: Row['last'], id: string): string {
  if (title !== undefined) return title;
  if (parents.length === 0) return 'genesis';
  return parents.length > 1 ? 'merge' : `moment ${id}`;
}

function bend(pen: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  const middle = (y1 + y2) / 2;
  if (x1 === x2) pen.lineTo(x2, y2);
  else pen.bezierCurveTo(x1, middle, x2, middle, x2, y2);
}
