// States in the page: one state that walks through the history, applying the changes of moments and taking them back.
//
// Every change leaves a function that takes it back, so going to a moment costs what lies between. Paths of a moment's
// changes are those of the state before it: all objects are looked up first, then changed.
import type { ObjectKind, PageChange, PageData, PageValue } from '../page-data.js';

/** A text that stands for a value JSON does not have. */
interface Opaque {
  readonly $: string;
}
/** A part or container. `items` of lists and sets are values; of the others they lie in `entries`, by the JSON of the key. */
export interface Thing {
  readonly k: ObjectKind;
  readonly type: string | undefined;
  items: Value[];
  entries: Map<string, Entry>;
}
interface Entry {
  readonly key: Value;
  value: Value;
}
export type Value = string | number | boolean | null | Opaque | Thing;

export function isThing(value: Value | undefined): value is Thing {
  return typeof value === 'object' && value !== null && 'k' in value;
}

type Undo = () => void;

/** The JSON of a key that is an index. */
const INDEX = /^"(?:0|[1-9]\d{0,8})"$/;

/** The state that walks. */
export class States {
  /** The owner, as it is at `at`. */
  readonly root: Value;
  #at = 0;
  readonly #done = new Map<number, readonly Undo[]>();

  constructor(
    private data: PageData,
    private parent: Int32Array,
  ) {
    this.root = new Reading(null).value(data.genesis ?? { $: 'unknown' });
  }

  /** Goes on with later data, which differs from a place on; that is after genesis. */
  follow(data: PageData, parent: Int32Array, from: number): void {
    let before = this.#at;
    while (before >= from) before = this.parent[before] ?? 0;
    this.goTo(before);
    this.data = data;
    this.parent = parent;
  }

  /** Whether the state of a moment can be told: its changes, and all before, are in the page. */
  knows(place: number): boolean {
    const { genesis, changes, cut } = this.data;
    if (genesis === undefined || changes === undefined) return false;
    return cut === undefined || place < cut;
  }

  /** What a moment changed. */
  changesOf(place: number): readonly PageChange[] {
    const changes = this.data.changes?.[place];
    return changes === undefined || changes === 0 ? [] : changes;
  }

  /** Goes to the first parent of a moment. */
  stateBefore(place: number): Value {
    return this.goTo(Math.max(0, this.parent[place] ?? 0));
  }

  /** Goes to a moment. Costs what lies between. */
  goTo(place: number): Value {
    const ahead: number[] = [];
    let to = place;
    while (this.#at !== to) {
      if (this.#at > to) {
        for (const undo of (this.#done.get(this.#at) ?? []).toReversed()) undo();
        this.#done.delete(this.#at);
        this.#at = this.parent[this.#at] ?? 0;
      } else {
        ahead.push(to);
        to = this.parent[to] ?? 0;
      }
    }
    for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
      this.#done.set(next, apply(this.root, this.changesOf(next)));
      this.#at = next;
    }
    return this.root;
  }
}

function apply(root: Value, changes: readonly PageChange[]): Undo[] {
  const reading = new Reading(root);
  const steps = changes.map(([kind, way, ...rest]) => ({
    kind,
    thing: find(root, way),
    rest: rest.map((value) => reading.value(value)),
  }));
  const undos: Undo[] = [];
  for (const { kind, thing, rest } of steps) if (isThing(thing)) undos.push(change(kind, thing, rest));
  return undos;
}

function change(kind: string, thing: Thing, rest: readonly Value[]): Undo {
  const [first = null, second = null, third = null] = rest;
  const { items } = thing;
  switch (kind) {
    case 'insert':
      items.splice(Number(first), 0, ...itemsOf(second));
      return () => items.splice(Number(first), itemsOf(second).length);
    case 'remove': {
      const gone = items.splice(Number(first), itemsOf(second).length);
      return () => items.splice(Number(first), 0, ...gone);
    }
    case 'move':
      move(items, Number(first), Number(second));
      return () => {
        move(items, Number(second), Number(first));
      };
    case 'permute':
      thing.items = itemsOf(first).map((from) => items[Number(from)] ?? null);
      return () => {
        thing.items = items;
      };
    case 'replace': {
      const old = items[Number(first)] ?? null;
      items[Number(first)] = third;
      return () => {
        items[Number(first)] = old;
      };
    }
    default:
      return changeKeyed(kind, thing, rest);
  }
}

// The entries are replaced, not changed, where their order could not be put back otherwise.
function changeKeyed(kind: string, thing: Thing, [key = null, second = null, third = null]: readonly Value[]): Undo {
  const { entries } = thing;
  const name = nameOf(key);
  if (kind === 'set') {
    const entry = entries.get(name);
    if (entry === undefined) return changeKeyed('add', thing, [key, third]);
    const old = entry.value;
    entry.value = third;
    return () => {
      entry.value = old;
    };
  }
  if (kind === 'add' && !(thing.k === 'object' && INDEX.test(name))) {
    entries.set(name, { key, value: second });
    return () => entries.delete(name);
  }
  if (kind === 'add') {
    // Plain objects have indices before all other keys, in their order.
    const all = [...entries, [name, { key, value: second }] as const];
    const indices = all
      .filter(([other]) => INDEX.test(other))
      .sort(([a], [b]) => Number(JSON.parse(a)) - Number(JSON.parse(b)));
    thing.entries = new Map([...indices, ...all.filter(([other]) => !INDEX.test(other))]);
    return () => {
      thing.entries = entries;
    };
  }
  const order = kind === 'reorder' ? itemsOf(key).map(nameOf) : [...entries.keys()].filter((other) => other !== name);
  thing.entries = new Map(
    order.flatMap((other) => {
      const entry = entries.get(other);
      return entry === undefined ? [] : [[other, entry] as const];
    }),
  );
  return () => {
    thing.entries = entries;
  };
}

function move(items: Value[], from: number, to: number): void {
  items.splice(to, 0, ...items.splice(from, 1));
}

function itemsOf(value: Value): readonly Value[] {
  return isThing(value) ? value.items : [];
}

const numbers = new WeakMap<Thing, number>();
let lastNumber = 0;

/** A key as text: its JSON; objects, which are keys by identity, have a number. */
function nameOf(key: Value): string {
  if (!isThing(key)) return JSON.stringify(key);
  const known = numbers.get(key) ?? ++lastNumber;
  numbers.set(key, known);
  return `object ${String(known)}`;
}

/** What a path leads to. */
function find(root: Value | null, way: readonly unknown[]): Value | undefined {
  let at: Value | undefined = root ?? undefined;
  for (const step of way) {
    if (!isThing(at)) return undefined;
    at = stepInto(at, step);
  }
  return at;
}

function stepInto(thing: Thing, step: unknown): Value | undefined {
  if (thing.k === 'list') return thing.items[Number(step)];
  if (typeof step === 'object' && step !== null && 'at' in step) {
    const [role, place] = step.at as [string, number];
    const entry = [...thing.entries.values()][place];
    return role === 'key' ? entry?.key : entry?.value;
  }
  return thing.entries.get(JSON.stringify(step))?.value;
}

/** Makes values of the state from those of the page. */
class Reading {
  readonly #known = new Map<number, Thing>();

  constructor(private readonly root: Value | null) {}

  // No recursion: depth is the user's. All objects are made before one is filled, since what is described deep in one
  // element can be named by the next.
  value(root: PageValue): Value {
    const made = new Map<PageValue, Thing>();
    const isMade = (value: PageValue): void => {
      if (typeof value !== 'object' || value === null || !('k' in value)) return;
      const thing: Thing = { k: value.k, type: value.type, items: [], entries: new Map() };
      made.set(value, thing);
      if (value.id !== undefined) this.#known.set(value.id, thing);
    };
    isMade(root);
    // The map grows while it is walked.
    for (const value of made.keys()) partsOf(value).flat().forEach(isMade);
    for (const [value, thing] of made) {
      for (const [key, second = key] of partsOf(value).map((part) => part.map((one) => this.#one(one, made)))) {
        if (key === undefined || second === undefined) continue;
        if (thing.k === 'list') thing.items.push(key);
        else thing.entries.set(nameOf(key), { key, value: second });
      }
    }
    return this.#one(root, made);
  }

  #one(value: PageValue, made: ReadonlyMap<PageValue, Thing>): Value {
    if (typeof value !== 'object' || value === null || '$' in value) return value;
    if ('at' in value) return find(this.root, value.at) ?? { $: 'unknown' };
    return ('same' in value ? this.#known.get(value.same) : made.get(value)) ?? { $: 'unknown' };
  }
}

/** What is in an object: elements, or keys with their values. */
function partsOf(value: PageValue): readonly (readonly PageValue[])[] {
  if (typeof value !== 'object' || value === null || !('k' in value)) return [];
  const { k, of } = value;
  return k === 'list' || k === 'set'
    ? of.map((item) => [item as PageValue])
    : (of as readonly (readonly PageValue[])[]);
}
