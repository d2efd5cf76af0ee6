// Bytes as plain data: the other half of `plain-writer.ts`. First every object is made, empty; then each is filled, so circles
// need nothing. What adapters make of data is made at once, from data of its own.
import { isPromise } from '../adapters/protocol.js';
import type { Registered } from '../adapters/registry.js';
import { show } from '../describe.js';
import { HistoryFileError } from '../errors.js';
import type { FindAdapter, Holding } from './adapters.js';
import { ByteReader } from './bytes.js';
import { Kind, MAX_NESTING, Tag, TYPED_ARRAYS } from './tags.js';
import { ValueReader } from './value-reader.js';

const MAX_LIST = 2 ** 28;

/** The adapters of one file, by their numbers. */
export class FileAdapters {
  readonly #found = new Map<string, Registered>();
  #find: FindAdapter | undefined;

  constructor(
    private readonly names: readonly string[],
    /** Says how to find them; the owner of the history is made before. */
    private readonly findLater: () => FindAdapter,
  ) {}

  /** Reads the number of an adapter. */
  read(head: ByteReader, holding: Holding): Registered {
    const number = head.below(this.names.length, 'an adapter that is not there');
    const key = `${holding} ${String(number)}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = (this.#find ??= this.findLater())(this.names[number] ?? '', holding);
    this.#found.set(key, found);
    return found;
  }

  /** Reads what an adapter said of a value, and what it makes of it. */
  decoded(head: ByteReader, { adapter, name }: Registered, depth: number, shown?: object): object {
    const { at } = head;
    const data = this.#data(head, depth);
    const decode = adapter.decode?.bind(adapter) as ((data: unknown, shown?: object) => unknown) | undefined;
    let value: unknown;
    try {
      value = decode?.(data, shown);
    } catch (cause) {
      throw new HistoryFileError(at, `the adapter ${name} cannot decode a value`, cause);
    }
    const isValue = typeof value === 'object' && value !== null && !isPromise(value);
    return isValue ? (value as object) : head.refuse(`the adapter ${name} decodes a value as ${show(value)}`, at);
  }

  #data(head: ByteReader, depth: number): unknown {
    if (depth >= MAX_NESTING) head.refuse('values that are nested too deeply');
    const length = head.count();
    const begin = head.at;
    head.raw(length);
    const from = new ByteReader(head.bytes, begin, head.at);
    const objects: object[] = [];
    const kinds: number[] = [];
    for (let left = from.count(); left > 0; left--) {
      const { at } = from;
      const kind = from.number();
      objects.push(plainShell(kind, from, this, depth + 1) ?? from.refuse('an object of no known kind', at));
      kinds.push(kind);
    }
    const bodies = new ValueReader(head.bytes, from.at, head.at, objects);
    const root = bodies.plainValue();
    objects.forEach((object, number) => {
      fillPlain(bodies, object, kinds[number] ?? 0);
    });
    if (!bodies.isAtEnd) bodies.refuse('more than belongs to the data of a value');
    return root;
  }
}

/** A plain object of a kind, still empty unless that cannot be; undefined for any other kind. */
export function plainShell(kind: number, head: ByteReader, adapters: FileAdapters, depth: number): object | undefined {
  switch (kind) {
    case Kind.Array:
      return [];
    case Kind.Object:
      return {};
    case Kind.BareObject:
      return Object.create(null) as object;
    case Kind.PlainMap:
      return new Map();
    case Kind.PlainSet:
      return new Set();
    case Kind.Date:
      return new Date(head.float());
    case Kind.RegExp:
      return regExpOf(head);
    case Kind.ArrayBuffer:
      return head.raw(head.count()).slice().buffer;
    case Kind.TypedArray:
      return typedArrayOf(head);
    case Kind.Value:
      return adapters.decoded(head, adapters.read(head, 'value'), depth);
    default:
      return undefined;
  }
}

function regExpOf(head: ByteReader): RegExp {
  const { at } = head;
  const [source, flags, lastIndex] = [head.text(), head.text(), head.number()];
  try {
    const made = new RegExp(source, flags);
    made.lastIndex = lastIndex;
    return made;
  } catch {
    return head.refuse('a regular expression that is none', at);
  }
}

function typedArrayOf(head: ByteReader): object {
  const type = TYPED_ARRAYS[head.below(TYPED_ARRAYS.length, 'an array of no known type')] ?? Uint8Array;
  const length = head.count();
  if (length % type.BYTES_PER_ELEMENT !== 0) head.refuse('an array that ends inside an element');
  return new type(head.raw(length).slice().buffer);
}

/** Fills a plain object. */
export function fillPlain(from: ValueReader, object: object, kind: number): void {
  if (kind === Kind.Array) fillArray(from, object as unknown[]);
  else if (kind === Kind.PlainMap) {
    for (let left = from.count(2); left > 0; left--) {
      const key = from.plainValue();
      (object as Map<unknown, unknown>).set(key, from.plainValue());
    }
  } else if (kind === Kind.PlainSet) {
    for (let left = from.count(); left > 0; left--) (object as Set<unknown>).add(from.plainValue());
  } else if (kind === Kind.Object || kind === Kind.BareObject) fillProperties(from, object);
}

/** By definition, not by assignment: `__proto__` is a name like any other, and no setter runs. */
export function fillProperties(from: ValueReader, object: object): void {
  for (let left = from.count(2); left > 0; left--) {
    const { at } = from;
    const key = from.plainValue();
    if (typeof key !== 'string' && typeof key !== 'symbol') return from.refuse('a name of a property', at);
    const value = from.plainValue();
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  }
}

/** Fills an array, holes too. */
export function fillArray(from: ValueReader, array: unknown[]): void {
  const length = from.below(MAX_LIST, 'a list that is too long');
  for (let i = 0; i < length; i++) {
    if (from.bytes[from.at] === Tag.Hole) from.byte();
    else array[i] = from.plainValue();
  }
  array.length = length;
}
