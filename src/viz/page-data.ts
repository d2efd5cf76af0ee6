// What a page carries: the history, and what every moment changed, as compact JSON. Written here, read by the client.
import { show, typeName } from '../describe.js';
import type { HistoryDetails, HistoryView, MomentView, ShownChange } from '../history-view.js';
import { tidy } from './text.js';

/**
 * A value in the page: a primitive of JSON; `{ $ }`, a text for anything else; `{ k }`, a part or container with its
 * content; `{ at }`, an object that the state before the change holds there; `{ same }`, one described before.
 */
export type PageValue =
  | string
  | number
  | boolean
  | null
  | { readonly $: string }
  | { readonly k: ObjectKind; readonly id?: number; readonly type?: string; readonly of: readonly unknown[] }
  | { readonly at: readonly unknown[] }
  | { readonly same: number };
export type ObjectKind = 'part' | 'object' | 'map' | 'set' | 'list';

/** A change: its kind, the way to its object, and what belongs to the kind. */
export type PageChange = readonly [kind: string, way: readonly PageValue[], ...rest: PageValue[]];

/** Everything a page shows. Moments go by their place in the history, which is their id unless moments were pruned. */
export interface PageData {
  readonly name: string;
  readonly branch: string;
  readonly marks: Readonly<Record<string, string>>;
  readonly count: number;
  /** Ids as runs: place, id. */
  readonly ids: readonly (readonly [number, number])[];
  /** Parents of moments that have others than the one before. */
  readonly parents: readonly (readonly [place: number, ...parents: number[]])[];
  /** Times as runs: place, time. */
  readonly times: readonly (readonly [number, number])[];
  readonly titles: readonly (readonly [number, string])[];
  readonly labels: readonly (readonly [number, string])[];
  readonly branches: readonly (readonly [number, string])[];
  readonly tags: readonly (readonly [number, string, string | number | boolean | null])[];
  /** First and last of stretches that are abandoned. */
  readonly abandoned: readonly (readonly [number, number])[];
  readonly current: number;
  /** States: genesis and changes by place. Absent when they were not asked for. */
  readonly genesis?: PageValue;
  readonly changes?: readonly (readonly PageChange[] | 0)[];
  /** The first place whose changes were left out, because the page would have become too large. */
  readonly cut?: number;
}

/** Longer texts are cut. */
const LONGEST = 400;

/**
 * The data of a page, with states as far as they fit into `maxBytes` characters of JSON. From a later place on it is what
 * `withUpdate` adds to the data from before: all names, but only the moments, changes and the state at genesis that are new.
 */
export function pageData(view: HistoryView, details: HistoryDetails | undefined, maxBytes: number, from = 0): PageData {
  const { moments } = view;
  const placeOf = new Map(moments.map(({ id }, place) => [id, place]));
  const each = <T>(rows: (moment: MomentView, place: number) => readonly T[]): T[] => moments.flatMap(rows);
  const runs = (value: (moment: MomentView, place: number) => number, step: number): [number, number][] => {
    const found: [number, number][] = [];
    moments.forEach((moment, place) => {
      if (place < from) return;
      const last = found.at(-1);
      const now = value(moment, place);
      if (last === undefined || now !== last[1] + step * (place - last[0])) found.push([place, now]);
    });
    return found;
  };
  const abandoned: [number, number][] = [];
  moments.forEach(({ isAbandoned }, place) => {
    if (isAbandoned !== true) return;
    const last = abandoned.at(-1);
    if (last?.[1] === place - 1) last[1] = place;
    else abandoned.push([place, place]);
  });
  const data: PageData = {
    name: view.name,
    branch: view.currentBranch,
    marks: view.marks ?? {},
    count: moments.length,
    ids: runs(({ id }) => id, 1),
    parents: each(({ parents, id }, place): [number, ...number[]][] => {
      if (place < from) return [];
      const places = parents.flatMap((parent) => placeOf.get(parent) ?? []);
      const isPlain = places.length === 1 && places[0] === place - 1 && id !== 0;
      return isPlain ? [] : [[place, ...places]];
    }),
    times: runs(({ time }) => time, 0),
    titles: each(({ title }, place): [number, string][] =>
      place < from || title === undefined ? [] : [[place, title]],
    ),
    labels: each(({ labels }, place) => labels.map((name): [number, string] => [place, name])),
    branches: each(({ branches }, place) => branches.map((name): [number, string] => [place, name])),
    tags: each(({ tags }, place) =>
      Object.entries(tags).map(
        ([key, value]) =>
          [place, key, typeof value === 'number' && !Number.isFinite(value) ? String(value) : value] as const,
      ),
    ),
    abandoned,
    current: moments.findIndex(({ current }) => current),
  };
  return details === undefined ? data : { ...data, ...stateData(details, placeOf, moments, maxBytes, from) };
}

function stateData(
  details: HistoryDetails,
  placeOf: ReadonlyMap<number, number>,
  moments: readonly MomentView[],
  maxBytes: number,
  from: number,
): Pick<PageData, 'genesis' | 'changes' | 'cut'> {
  const genesis = from === 0 ? { genesis: encode(details.genesis()) } : {};
  let left = maxBytes - JSON.stringify(genesis).length;
  if (left < 0) return { cut: 0 };
  const changes: (readonly PageChange[] | 0)[] = new Array<0>(moments.length - from).fill(0);
  if (from === moments.length) return { changes };
  for (const { moment, changes: made } of details.changes(moments[from]?.id)) {
    const place = placeOf.get(moment);
    if (place === undefined) continue;
    const encoded = made.map(encodeChange);
    left -= JSON.stringify(encoded).length;
    if (left < 0) return { ...genesis, changes: changes.slice(0, place - from), cut: place };
    changes[place - from] = encoded;
  }
  return { ...genesis, changes };
}

function encodeChange(change: ShownChange): PageChange {
  const given = change as ShownChange & Readonly<Record<string, unknown>>;
  const rest = (...names: string[]): PageValue[] => names.map((name) => encode(given[name]));
  const list = (name: string): PageValue[] => [{ k: 'list', of: (given[name] as readonly unknown[]).map(encode) }];
  const way = change.in.map(encodeStep);
  switch (change.kind) {
    case 'set':
      return ['set', way, encode(given.key), brief(given.old), encode(given.new)];
    case 'add':
      return ['add', way, ...rest('key', 'new')];
    case 'delete':
      return ['delete', way, encode(given.key), brief(given.old)];
    case 'reorder':
      return ['reorder', way, ...list('keys')];
    case 'insert':
      return ['insert', way, ...rest('index'), ...list('values')];
    case 'remove':
      return ['remove', way, ...rest('index'), { k: 'list', of: (given.values as readonly unknown[]).map(brief) }];
    case 'move':
      return ['move', way, ...rest('from', 'to')];
    case 'permute':
      return ['permute', way, ...list('order')];
    case 'replace':
      return ['replace', way, encode(given.index), brief(given.old), encode(given.new)];
    default:
      return [change.kind, way];
  }
}

/** Steps to what stands under or behind an object key go by its place. */
function encodeStep(step: unknown): PageValue {
  if (typeof step !== 'object' || step === null) return encode(step);
  const { key, value } = step as { key?: number; value?: number };
  return { at: key === undefined ? ['value', value] : ['key', key] };
}

/** A value that is only shown. */
function brief(value: unknown): PageValue {
  if (typeof value !== 'object' || value === null) return encode(value);
  const { is, type } = value as { is?: unknown; type?: unknown };
  if (typeof type === 'string') return { $: tidy(cut(type)) };
  if (is === 'hole') return encode(value);
  return {
    $: typeof is === 'string' && OBJECT_KINDS.includes(is) ? is : is === undefined ? tidy(typeName(value)) : 'object',
  };
}

const OBJECT_KINDS: readonly string[] = ['part', 'object', 'map', 'set', 'list'];

// Described values nest as deep as the user's objects; no recursion.
function encode(root: unknown): PageValue {
  const open: (() => void)[] = [];
  const one = (value: unknown): PageValue => {
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string') return cut(value);
    if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0)) return value;
    if (typeof value === 'bigint') return { $: `${cut(String(value))}n` };
    if (typeof value !== 'object') return { $: cut(tidy(show(value))) };
    const described = value as Readonly<Record<string, unknown>>;
    const { is, id } = described;
    if (is === 'hole') return { $: 'empty' };
    // An object that goes is described in full, and said to be where the state before has it: there it is found.
    if (Array.isArray(described.at)) return { at: described.at.map(encodeStep) };
    if (is === 'same') return { same: id as number };
    const content = contentOf(described);
    if (content === undefined) return { $: tidy(typeName(value)) };
    const of: unknown[] = [];
    const name = typeof id === 'number' ? { id } : {};
    const type = typeof described.type === 'string' ? { type: tidy(cut(described.type)) } : {};
    open.push(() => {
      for (const entry of content) of.push(is === 'list' || is === 'set' ? one(entry) : (entry as unknown[]).map(one));
    });
    return { k: is as ObjectKind, ...name, ...type, of };
  };
  const result = one(root);
  for (let next = open.pop(); next !== undefined; next = open.pop()) next();
  return result;
}

function contentOf({
  is,
  fields,
  elements,
  entries,
  members,
}: Readonly<Record<string, unknown>>): readonly unknown[] | undefined {
  if (is === 'part')
    return Reflect.ownKeys(fields as object).map((key) => [key, (fields as Record<PropertyKey, unknown>)[key]]);
  if (is === 'list') return elements as readonly unknown[];
  if (is === 'set') return members as readonly unknown[];
  return is === 'map' || is === 'object' ? (entries as readonly unknown[]) : undefined;
}

function cut(text: string): string {
  const whole = text.toWellFormed();
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST).toWellFormed()}…` : whole;
}
