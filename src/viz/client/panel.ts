// The panel: the chosen moment with its changes and its state, or what differs between two moments.
import type { PageChange, PageValue } from '../page-data.js';
import { el } from './dom.js';
import type { PageHistory } from './history.js';
import { differences, outlineOf, type OutlineLine } from './outline.js';
import type { States } from './states.js';

/** Rows of one list at most. */
const MOST = 1000;

/** What the panel needs to know, and to ask for. */
export interface PanelContext {
  readonly history: PageHistory;
  readonly states: States;
  readonly idOf: (place: number) => string;
  readonly choose: (place: number) => void;
  readonly compareWith: (place: number) => void;
}

/** The panel of one moment. */
export function momentPanel(context: PanelContext, place: number): Node[] {
  const { history, states } = context;
  const moment = history.moments[place];
  if (moment === undefined) return [];
  const compare = el('button', { id: 'compare' }, 'Compare with…');
  compare.addEventListener('click', () => {
    context.compareWith(place);
  });
  return [
    ...heading(context, place),
    el(
      'div',
      { class: 'links' },
      ...links(context, 'Parent', moment.parents),
      ...links(context, 'Child', history.children(place)),
      compare,
    ),
    ...(states.knows(place)
      ? told(states, place)
      : [el('h3', {}, 'State'), el('p', {}, 'The page was made without the states of this moment.')]),
  ];
}

function heading({ history, idOf }: PanelContext, place: number): Node[] {
  const moment = history.moments[place];
  if (moment === undefined) return [];
  const kind = moment.parents.length === 0 ? 'genesis' : moment.parents.length > 1 ? 'merge' : 'moment';
  const names = [
    ...moment.branches.map((name) => el('span', { class: 'pill branch c0' }, name)),
    ...moment.labels.map((name) => el('span', { class: 'pill label' }, name)),
    ...Object.entries(moment.tags).map(([key, value]) => el('span', { class: 'tag' }, `${key} = ${String(value)}`)),
  ];
  return [
    el('h2', {}, moment.title ?? `${kind} ${idOf(place)}`),
    el(
      'p',
      {},
      `${kind} #${idOf(place)} · ${new Date(moment.time).toLocaleString()}${moment.isAbandoned ? ' · abandoned' : ''}`,
    ),
    el('div', { class: 'names' }, ...names),
  ];
}

function links({ idOf, choose }: PanelContext, text: string, places: readonly number[]): Node[] {
  return places.slice(0, 8).map((place) => {
    const button = el('button', {}, `${text} #${idOf(place)}`);
    button.addEventListener('click', () => {
      choose(place);
    });
    return button;
  });
}

function told(states: States, place: number): Node[] {
  const changes = states.changesOf(place);
  const listed = changes.slice(0, MOST).map((change) => el('li', {}, ...changeLine(change)));
  const before = place === 0 ? [] : outlineOf(states.stateBefore(place));
  const outline = outlineOf(states.goTo(place));
  const fresh = new Set(
    place === 0 ? [] : differences(before, outline).flatMap(({ side, line }) => (side === 'new' ? [line] : [])),
  );
  return [
    el(
      'h3',
      {},
      changes.length === 0 ? 'No changes' : changes.length === 1 ? '1 change' : `${String(changes.length)} changes`,
    ),
    el('ul', { id: 'changes' }, ...listed),
    el('h3', {}, 'State'),
    el('ul', { id: 'state' }, ...outline.slice(0, MOST).map((line) => outlineLine(line, fresh.has(line)))),
    ...(outline.length > MOST ? [el('p', {}, `and ${String(outline.length - MOST)} lines more`)] : []),
  ];
}

function outlineLine({ depth, name, text }: OutlineLine, isFresh: boolean): HTMLElement {
  const line = el(
    'li',
    isFresh ? { class: 'changed' } : {},
    el('span', { class: 'place' }, name === '' ? '' : name === '•' ? '• ' : `${name}: `),
    text,
  );
  line.style.paddingLeft = `${String(6 + 14 * Math.min(depth, 20))}px`;
  return line;
}

function changeLine([kind, way, ...rest]: PageChange): (Node | string)[] {
  const [first = null, second = null, third = null] = rest;
  const inside = way.map(stepText).join('');
  const place = (step: PageValue): HTMLElement =>
    el('span', { class: 'place' }, `${inside}${stepText(step)} `.replace(/^\./, ''));
  const was = (value: PageValue): HTMLElement => el('span', { class: 'was' }, pageText(value));
  const is = (value: PageValue): HTMLElement => el('span', { class: 'is' }, pageText(value));
  const here = (text: string): HTMLElement => el('span', { class: 'place' }, `${inside.replace(/^\./, '')} ${text} `);
  switch (kind) {
    case 'set':
    case 'replace':
      return [place(first), was(second), ' → ', is(third)];
    case 'add':
      return [place(first), 'added ', is(second)];
    case 'delete':
      return [place(first), 'deleted ', was(second)];
    case 'insert':
      return [here(`inserted at ${pageText(first)}`), is(second)];
    case 'remove':
      return [here(`removed at ${pageText(first)}`), was(second)];
    case 'move':
      return [here(`moved ${pageText(first)} → ${pageText(second)}`)];
    default:
      return [here(kind === 'permute' ? 'put in another order' : kind)];
  }
}

function stepText(step: PageValue): string {
  if (typeof step === 'string') return /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  return `[${pageText(step)}]`;
}

function pageText(value: PageValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if ('$' in value) return value.$;
  if (!('k' in value))
    return 'at' in value
      ? value.at
          .map((step) => stepText(step as PageValue))
          .join('')
          .replace(/^\./, '')
      : 'object';
  if (value.k !== 'list') return value.type ?? value.k;
  const texts = value.of.slice(0, 20).map((item) => pageText(item as PageValue));
  return texts.join(', ') + (value.of.length > 20 ? `, and ${String(value.of.length - 20)} more` : '');
}

/** The panel of two moments: the lines of their states that differ. */
export function comparePanel(context: PanelContext, a: number, b: number): Node[] {
  const { states, idOf } = context;
  const title = el('h2', {}, `#${idOf(a)} compared with #${idOf(b)}`);
  const links_ = el('div', { class: 'links' }, ...links(context, 'Show', [a, b]));
  if (!states.knows(a) || !states.knows(b))
    return [title, links_, el('p', {}, 'The page was made without the states of these moments.')];
  const old = outlineOf(states.goTo(a));
  const found = differences(old, outlineOf(states.goTo(b)));
  const lines = found
    .slice(0, MOST)
    .map(({ side, line }) => el('li', { class: side }, el('span', { class: 'place' }, `${line.place} `), line.text));
  return [
    title,
    links_,
    el('h3', {}, found.length === 0 ? 'The states are equal' : `${String(found.length)} lines differ`),
    el('ul', { id: 'comparison' }, ...lines),
  ];
}
