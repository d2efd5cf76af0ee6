// The page: what is chosen, folded and searched, and the keys.
import { rowsOf, type Row } from '../fold.js';
import type { PageData } from '../page-data.js';
import { byId } from './dom.js';
import { follow } from './follow.js';
import { GraphList } from './graph.js';
import { readHistory } from './history.js';
import { comparePanel, momentPanel } from './panel.js';
import { Search } from './search.js';
import { States } from './states.js';

let data = JSON.parse(byId('data', HTMLScriptElement).textContent) as PageData;
let history = readHistory(data);
let { moments } = history;
let states = new States(data, history.parent);
const search = new Search(moments);

const box = byId('graph', HTMLElement);
const panel = byId('panel', HTMLElement);
const time = byId('time', HTMLInputElement);
const field = byId('search', HTMLInputElement);
const foldButton = byId('fold', HTMLButtonElement);

let isFolded = moments.length > 60;
/** First moments of the runs that were unfolded one by one. */
const unfolded = new Set<number>();
let selected = data.current;
let compared = -1;

const list = new GraphList(box, history, data.branch, data.marks, {
  get selected() {
    return selected;
  },
  get compared() {
    return compared;
  },
  isMatch: (place) => search.has(place),
});

function showRows(): void {
  const rows = rowsOf(moments, isFolded);
  list.show(unfolded.size === 0 ? rows : rows.flatMap(unfold));
  foldButton.setAttribute('aria-pressed', String(isFolded));
}

function unfold(row: Row): readonly Row[] {
  if (!unfolded.has(row.first.id)) return [row];
  const inside: Row[] = [];
  for (let at = row.last.id; ; at = history.parent[at] ?? 0) {
    const moment = moments[at];
    if (moment === undefined) break;
    inside.push({ first: moment, last: moment, count: 1 });
    if (at === row.first.id) break;
  }
  return inside.reverse();
}

/** Opens the run that a moment is folded into. */
function unfoldAround(place: number): void {
  const row = list.rows.find(
    ({ first, last, count }) => count > 1 && first.id <= place && place <= last.id && isInRun(first.id, last.id, place),
  );
  if (row === undefined) return;
  unfolded.add(row.first.id);
  showRows();
}

function isInRun(first: number, last: number, place: number): boolean {
  let at = last;
  while (at > place && at > first) at = history.parent[at] ?? 0;
  return at === place;
}

/** Chooses a moment: the list shows it, and the panel tells it. */
function choose(place: number): void {
  if (moments[place] === undefined) return;
  selected = place;
  if (list.rowOf(place) === undefined) unfoldAround(place);
  const row = list.rowOf(place);
  if (row !== undefined) list.reveal(row);
  box.setAttribute('aria-activedescendant', `row-${String(place)}`);
  time.value = String(place);
  time.setAttribute('aria-valuetext', `moment ${list.idOf(place)}`);
  tellSoon();
}

// Scrubbing asks for more than can be drawn; only the newest wish is told, once a frame.
let isTelling = false;
function tellSoon(): void {
  if (isTelling) return;
  isTelling = true;
  requestAnimationFrame(() => {
    isTelling = false;
    const content =
      compared >= 0 && compared !== selected
        ? comparePanel(context, compared, selected)
        : momentPanel(context, selected);
    panel.replaceChildren(...content);
  });
}

const context = {
  get history() {
    return history;
  },
  get states() {
    return states;
  },
  idOf: (place: number) => list.idOf(place),
  choose: (place: number) => {
    compared = -1;
    choose(place);
  },
  compareWith: (place: number) => {
    compared = place;
    list.draw();
    panel.querySelector('#compare')?.replaceChildren('Choose the other moment');
  },
};

function step(by: number): void {
  const row = (list.rowOf(selected) ?? 0) + by;
  const target = list.rows[Math.max(0, Math.min(list.rows.length - 1, row))];
  if (target !== undefined) choose(target.last.id);
}

function zoomBy(factor: number): void {
  const middle = (box.scrollTop + box.clientHeight / 2) / list.rowHeight;
  list.zoom = Math.min(2.5, Math.max(0.35, list.zoom * factor));
  box.scrollTop = middle * list.rowHeight - box.clientHeight / 2;
  list.draw();
}

function toggleFold(): void {
  isFolded = !isFolded;
  unfolded.clear();
  showRows();
  choose(selected);
}

function toggleTheme(): void {
  const { dataset } = document.documentElement;
  const isDark = (dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  dataset.theme = isDark ? 'light' : 'dark';
  list.recolour();
}

function searchFor(text: string): void {
  search.for(text);
  tellFound();
  list.draw();
}

function nextFound(by: number): void {
  const place = search.next(by);
  if (place !== undefined) choose(place);
  tellFound();
}

function tellFound(): void {
  byId('found', HTMLOutputElement).value = search.told();
}

box.addEventListener('click', ({ target, shiftKey }) => {
  // The end of a drag is no choice.
  if (!(target instanceof Element) || dragged > 4) return;
  const run = target.closest<HTMLElement>('[data-unfold]')?.dataset.unfold;
  const place = target.closest<HTMLElement>('[data-place]')?.dataset.place;
  if (run !== undefined) {
    unfolded.add(Number(run));
    showRows();
  } else if (place !== undefined) {
    if (shiftKey) compared = selected;
    choose(Number(place));
  }
});
box.addEventListener(
  'wheel',
  (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomBy(event.deltaY < 0 ? 1.1 : 1 / 1.1);
  },
  { passive: false },
);
// Panning by dragging, beside the scroll bars and the wheel.
let dragged = 0;
box.addEventListener('pointerdown', () => {
  dragged = 0;
});
box.addEventListener('pointermove', ({ buttons, movementX, movementY, pointerType }) => {
  if ((buttons & 1) === 0 || pointerType === 'touch') return;
  dragged += Math.abs(movementX) + Math.abs(movementY);
  box.scrollBy(-movementX, -movementY);
});
field.addEventListener('input', () => {
  searchFor(field.value);
});
field.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') nextFound(event.shiftKey ? -1 : 1);
  if (event.key === 'Escape') {
    field.value = '';
    searchFor('');
    box.focus();
  }
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  list.recolour();
});
time.addEventListener('input', () => {
  choose(Number(time.value));
});
const buttons: Readonly<Record<string, () => void>> = {
  fold: toggleFold,
  in: () => {
    zoomBy(1.25);
  },
  out: () => {
    zoomBy(0.8);
  },
  theme: toggleTheme,
  before: () => {
    choose(selected - 1);
  },
  after: () => {
    choose(selected + 1);
  },
};
for (const [id, act] of Object.entries(buttons)) byId(id, HTMLButtonElement).addEventListener('click', act);

const page = (): number => Math.max(1, Math.floor(box.clientHeight / list.rowHeight) - 1);
const keys: Readonly<Record<string, () => void>> = {
  ArrowUp: () => {
    step(1);
  },
  ArrowDown: () => {
    step(-1);
  },
  PageUp: () => {
    step(page());
  },
  PageDown: () => {
    step(-page());
  },
  Home: () => {
    step(Infinity);
  },
  End: () => {
    step(-Infinity);
  },
  ArrowLeft: () => {
    choose(history.parent[selected] ?? -1);
  },
  ArrowRight: () => {
    choose(history.children(selected)[0] ?? -1);
  },
  c: () => {
    context.compareWith(selected);
  },
  Escape: () => {
    context.choose(selected);
  },
  '/': () => {
    field.focus();
  },
  n: () => {
    nextFound(1);
  },
  N: () => {
    nextFound(-1);
  },
  h: () => {
    context.choose(data.current);
  },
  d: toggleTheme,
  f: toggleFold,
  '+': () => {
    zoomBy(1.25);
  },
  '-': () => {
    zoomBy(0.8);
  },
  '[': () => {
    choose(selected - 1);
  },
  ']': () => {
    choose(selected + 1);
  },
};
document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
  // The panel scrolls with its own keys.
  if (target instanceof Element && panel.contains(target) && /^(Arrow|Page|Home|End)/.test(key)) return;
  if (!Object.hasOwn(keys, key)) return;
  event.preventDefault();
  keys[key]?.();
});

/** What is said about following, when the page does. */
let following = '';

function summarize(): void {
  const branches = data.branches.length;
  byId('summary', HTMLElement).textContent =
    `${moments.length.toLocaleString('en-US')} moments · ${String(branches)} ${branches === 1 ? 'branch' : 'branches'} · on ${data.branch}${following}`;
  time.max = String(moments.length - 1);
}

/** Goes on with later data, which differs from a place on: what is chosen, unfolded, found and in view stays. */
function takeUpdate(next: PageData, from: number): void {
  const wasHere = selected === data.current && compared < 0;
  const known = history.ids;
  /** Where a moment is now: all have other places when older ones are gone. */
  const now = (place: number): number => (from > 0 || place < 0 ? place : history.ids.indexOf(known[place] ?? -1));
  const { edge } = list;
  data = next;
  history = readHistory(next);
  moments = history.moments;
  if (from > 0) states.follow(next, history.parent, from);
  else states = new States(next, history.parent);
  const isOpen = [...unfolded].map(now);
  unfolded.clear();
  for (const place of isOpen) unfolded.add(place);
  compared = now(compared);
  const chosen = wasHere ? data.current : now(selected);
  search.follow(moments);
  tellFound();
  list.follow(history, data.branch, data.marks);
  showRows();
  summarize();
  if (wasHere || chosen < 0) {
    choose(Math.max(0, wasHere ? chosen : data.current));
    return;
  }
  selected = chosen;
  if (edge !== undefined) list.scrollTo({ ...edge, place: now(edge.place) });
  tellSoon();
}

summarize();
showRows();
choose(selected);
follow(data, {
  take: takeUpdate,
  tell: (text) => {
    following = ` · ${text}`;
    summarize();
  },
});
