// The methods of a tracked list. Those that change it go through its content, one step each; those that read run on the
// raw storage, because the native ones would go through the Proxy for every element (150 ns).
//
// Callbacks get the list itself as their third argument, so loops over callbacks are ours; natively they cost the same.
import { HOLE, listOf, readPlace, type ListContent } from './list-content.js';
import { iterate } from './list-iterator.js';

type Arguments = readonly unknown[];
type Callback = (value: unknown, index: number, list: unknown) => unknown;
type Compare = (a: unknown, b: unknown) => number;

const natives = Array.prototype;

// -- changing ----------------------------------------------------------------------------------------------------

/** The native conversion, which refuses symbols and bigints. */
export function toNumber(given: unknown): number {
  return Math.max(given as number);
}

/** The native conversion, which refuses symbols. */
function toText(given: unknown): string {
  return ''.concat(given as string);
}

/** Where a native method starts counting: negative from the end, clamped. Converts as it does, errors included. */
function relative(given: unknown, length: number, absent: number): number {
  if (given === undefined) return absent;
  const at = Math.trunc(toNumber(given)) || 0;
  return at < 0 ? Math.max(length + at, 0) : Math.min(at, length);
}

/** Sets the places that a native method has changed in a copy. `given` is what it may have put there. */
function setChanged(content: ListContent, given: Arguments, change: (copy: unknown[]) => void): void {
  const { raw } = content;
  const copy = natives.slice.call(raw);
  change(copy);
  const changed: number[] = [];
  for (let i = 0; i < copy.length; i++) if (!Object.is(readPlace(copy, i), readPlace(raw, i))) changed.push(i);
  if (changed.length === 0) return;
  // A raw container that is put in many places is one container.
  const [entered] = content.enter(given, changed[0] ?? 0, 0);
  content.together(changed.length, (step) => {
    const index = changed[step] ?? 0;
    const value = readPlace(copy, index);
    content.set(index, given.length > 0 && Object.is(value, given[0]) ? entered : value);
  });
}

/** For each new index the old one, in the order of the native sort: holes last, before them undefined. */
function sortedOrder(raw: Arguments, compare: Compare | undefined): Uint32Array {
  const items: { readonly value: unknown; readonly at: number; text: string }[] = [];
  const undefinedAt: number[] = [];
  const holesAt: number[] = [];
  for (let at = 0; at < raw.length; at++) {
    const value = readPlace(raw, at);
    if (value === HOLE) holesAt.push(at);
    else if (value === undefined) undefinedAt.push(at);
    else items.push({ value, at, text: '' });
  }
  // Natively fewer than two elements are not compared, and so not converted.
  if (compare === undefined && items.length > 1) for (const item of items) item.text = toText(item.value);
  if (compare !== undefined) items.sort((a, b) => compare(a.value, b.value));
  else items.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return Uint32Array.from([...items.map(({ at }) => at), ...undefinedAt, ...holesAt]);
}

/** Methods that change the list: what they do and what they answer. */
const CHANGING: Record<string, (content: ListContent, args: Arguments) => unknown> = {
  push(content, args) {
    content.splice(content.raw.length, 0, args);
    return content.raw.length;
  },
  pop(content) {
    const { length } = content.raw;
    return length === 0 ? undefined : content.splice(length - 1, 1, [])[0];
  },
  shift: (content) => (content.raw.length === 0 ? undefined : content.splice(0, 1, [])[0]),
  unshift(content, args) {
    content.splice(0, 0, args);
    return content.raw.length;
  },
  sort(content, [compare]) {
    // The native check of the comparator, and its error.
    if (compare !== undefined && typeof compare !== 'function') natives.sort.call([], compare as Compare);
    content.permute(sortedOrder(content.raw, compare as Compare | undefined));
    return content.handle;
  },
  reverse(content) {
    const { length } = content.raw;
    content.permute(Uint32Array.from({ length }, (_, at) => length - 1 - at));
    return content.handle;
  },
  fill(content, args) {
    setChanged(content, args.slice(0, 1), (copy) => {
      natives.fill.apply(copy, args as [unknown]);
    });
    return content.handle;
  },
  copyWithin(content, args) {
    setChanged(content, [], (copy) => {
      natives.copyWithin.apply(copy, args as [number, number]);
    });
    return content.handle;
  },
};

// -- reading -----------------------------------------------------------------------------------------------------

/** Walks the places that are there, as the native methods do, until the visitor says to stop. */
function walk(
  raw: Arguments,
  list: unknown,
  [callback, self]: Arguments,
  visit: (value: unknown, at: number, answer: unknown) => boolean,
): void {
  const { length } = raw;
  const call = callback as Callback;
  for (let at = 0; at < length; at++) {
    const value = raw[at];
    if (value === undefined && !(at in raw)) continue;
    if (visit(value, at, Reflect.apply(call, self, [value, at, list]))) return;
  }
}

/** Methods with callbacks. They look at holes or pass them over as the native ones do. */
const LOOPING: Record<string, (raw: Arguments, list: unknown, args: Arguments) => unknown> = {
  forEach(raw, list, [callback, self]) {
    const { length } = raw;
    const call = callback as Callback;
    for (let at = 0; at < length; at++) {
      const value = raw[at];
      if (value !== undefined || at in raw) call.call(self, value, at, list);
    }
  },
  map(raw, list, [callback, self]) {
    const { length } = raw;
    const call = callback as Callback;
    const mapped = new Array<unknown>(length);
    for (let at = 0; at < length; at++) {
      const value = raw[at];
      if (value !== undefined || at in raw) mapped[at] = call.call(self, value, at, list);
    }
    return mapped;
  },
  filter(raw, list, [callback, self]) {
    const { length } = raw;
    const call = callback as Callback;
    const kept: unknown[] = [];
    for (let at = 0; at < length; at++) {
      const value = raw[at];
      if ((value !== undefined || at in raw) && call.call(self, value, at, list)) kept.push(value);
    }
    return kept;
  },
  some(raw, list, args) {
    let found = false;
    walk(raw, list, args, (_value, _at, answer) => (found = Boolean(answer)));
    return found;
  },
  every(raw, list, args) {
    let all = true;
    walk(raw, list, args, (_value, _at, answer) => !(all = Boolean(answer)));
    return all;
  },
  flatMap(raw, list, args) {
    const parts: unknown[] = [];
    walk(raw, list, args, (_value, _at, answer) => {
      if (Array.isArray(answer)) for (const inner of answer as unknown[]) parts.push(inner);
      else parts.push(answer);
      return false;
    });
    return parts;
  },
  find: (raw, list, args) => search(raw, list, args, false).value,
  findIndex: (raw, list, args) => search(raw, list, args, false).at,
  findLast: (raw, list, args) => search(raw, list, args, true).value,
  findLastIndex: (raw, list, args) => search(raw, list, args, true).at,
};

function search(
  raw: Arguments,
  list: unknown,
  [callback, self]: Arguments,
  backwards: boolean,
): { readonly value: unknown; readonly at: number } {
  const { length } = raw;
  const call = callback as Callback;
  for (let step = 0; step < length; step++) {
    const at = backwards ? length - 1 - step : step;
    const value = raw[at];
    if (call.call(self, value, at, list)) return { value, at };
  }
  return { value: undefined, at: -1 };
}

/** The native reductions, with the list as the last argument of the callback. */
function reduction(name: 'reduce' | 'reduceRight') {
  return (raw: Arguments, list: unknown, args: Arguments): unknown => {
    const [callback, ...initial] = args;
    const call = callback as (total: unknown, value: unknown, at: number, list: unknown) => unknown;
    const step = (total: unknown, value: unknown, at: number): unknown => call(total, value, at, list);
    return nativeOf(name)?.apply(raw, [step, ...initial]);
  };
}
LOOPING.reduce = reduction('reduce');
LOOPING.reduceRight = reduction('reduceRight');

/** Methods without callbacks that are the native ones, on the raw storage. */
const DIRECT = [
  ...['indexOf', 'lastIndexOf', 'includes', 'join', 'slice', 'flat', 'at', 'entries', 'keys'],
  ...['toSorted', 'toReversed', 'toSpliced', 'with'],
];

/** The native function of a name; undefined in runtimes that have no such method yet. */
function nativeOf(name: string): ((...args: unknown[]) => unknown) | undefined {
  return (natives as unknown as Record<string, ((...args: unknown[]) => unknown) | undefined>)[name];
}

/** The list whose method was looked up last: a call follows, as good as always. Asking the list costs 100 ns. */
let lookedUp: ListContent | undefined;

/** A method of this list is about to be called. */
export function expectCallOn(content: ListContent): void {
  lookedUp = content;
}

/** The content that a method is called on; undefined where it was borrowed for something else. */
function contentOfThis(self: unknown): ListContent | undefined {
  return lookedUp?.handle === self ? lookedUp : listOf(self);
}

function method(name: string, run: (content: ListContent, self: unknown, args: Arguments) => unknown): unknown {
  const native = nativeOf(name);
  // Computed, so that the function has the name of the native one.
  const { [name]: made } = {
    [name](this: unknown, ...args: unknown[]): unknown {
      const content = contentOfThis(this);
      return content === undefined ? native?.apply(this, args) : run(content, this, args);
    },
  };
  if (native !== undefined && made !== undefined)
    Object.defineProperty(made, 'length', { value: native.length, configurable: true });
  return made;
}

/** Most edits of most programs: written out, because arguments in an array that is passed on cost 60 ns (Node 20). */
const WRITTEN_OUT = {
  splice(this: unknown, start?: unknown, deleteCount?: unknown, ...items: unknown[]): unknown {
    const content = contentOfThis(this);
    const given = arguments.length;
    if (content === undefined)
      return Reflect.apply(natives.splice, this, [start, deleteCount, ...items].slice(0, given));
    const { length } = content.raw;
    const at = relative(start, length, 0);
    // Without a second argument all to the end goes.
    const wanted = given < 2 ? given * length : Math.trunc(toNumber(deleteCount)) || 0;
    return content.splice(at, Math.min(Math.max(wanted, 0), length - at), items);
  },
};

/** The methods of a list, by name; those that the runtime has natively. Without a prototype, so nothing else is in it. */
export const LIST_METHODS = Object.create(null) as Record<PropertyKey, unknown>;
for (const [name, change] of Object.entries(CHANGING)) {
  LIST_METHODS[name] = method(name, (content, _self, args) => change(content, args));
}
for (const [name, loop] of Object.entries(LOOPING)) {
  LIST_METHODS[name] = method(name, (content, self, args) =>
    // Without a callback: the native check, and its error.
    typeof args[0] === 'function' ? loop(content.raw, self, args) : nativeOf(name)?.apply([], [...args]),
  );
}
for (const name of DIRECT) {
  const native = nativeOf(name);
  if (native !== undefined) LIST_METHODS[name] = method(name, ({ raw }, _self, args) => native.apply(raw, [...args]));
}
Object.assign(LIST_METHODS, WRITTEN_OUT);
LIST_METHODS.concat = method('concat', ({ raw }, _self, args) =>
  (natives.slice.call(raw) as unknown[]).concat(...args.map((value) => contentOfThis(value)?.raw ?? value)),
);
LIST_METHODS.values = method('values', ({ raw }) => iterate(raw));
LIST_METHODS[Symbol.iterator] = LIST_METHODS.values;
