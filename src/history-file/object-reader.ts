// Bytes as objects: the other half of `object-writer.ts`. First every object is made, empty and without its constructor;
// then each is filled, so circles need nothing.
import { ABSENT, Entry, KeyedContent, type KeyPart } from '../containers/keyed/keyed-content.js';
import { HOLE, ListContent } from '../containers/list/list-content.js';
import { HistoryFileError } from '../errors.js';
import type { CellTable } from '../recording/cells.js';
import { Compound, contentOf, kindOf } from '../recording/content.js';
import { Member } from '../recording/member.js';
import type { Recorder } from '../recording/recorder.js';
import { SLOTS, type Slots } from '../recording/slots.js';
import { hasInvariants } from '../schema/invariants.js';
import type { ClassRecord, FindClass, KnownClass } from './classes.js';
import { ByteReader } from './bytes.js';
import { Kind, Tag, TYPED_ARRAYS } from './tags.js';
import { ValueReader } from './value-reader.js';

const IS_MEMBER = 1;
const IS_SEALED = 2;
const MAX_LIST = 2 ** 28;

/** What the engine answers about the cells of the file. */
export interface CellSource {
  /** Cells are below this number. */
  readonly cells: number;
  /** The value of a cell where the object stands. */
  recorded(cell: number): unknown;
  /** The operation that is current for it. */
  currentOperation(cell: number): number;
}

interface Shell {
  readonly object: object;
  readonly kind: number;
  readonly known: KnownClass | undefined;
}

/** How an object belongs to the history. */
interface Belonging {
  readonly flags: number;
  /** Number of the object through which it joined; -1 for none. */
  readonly parent: number;
  readonly key: unknown;
  readonly since: number;
}

/** Reads the section of objects. */
export class ObjectReader {
  readonly objects: object[] = [];
  readonly #shells: Shell[] = [];
  readonly #from: ValueReader;

  constructor(bytes: Uint8Array, begin: number, end: number, findClass: FindClass) {
    const head = new ByteReader(bytes, begin, end);
    const classes = readClasses(head).map(findClass);
    for (let left = head.count(); left > 0; left--) this.#makeShell(head, classes);
    this.#from = new ValueReader(bytes, head.at, end, this.objects);
  }

  #makeShell(head: ByteReader, classes: readonly KnownClass[]): void {
    const { at } = head;
    const kind = head.number();
    const known = kind === Kind.Part ? classes[head.below(classes.length, 'a class that is not there')] : undefined;
    const object = shellOf(kind, known, head) ?? head.refuse('an object of no known kind', at);
    this.objects.push(object);
    this.#shells.push({ object, kind, known });
  }

  /** The class of an object; undefined for one that is no part. */
  classOf(number: number): KnownClass | undefined {
    return this.#shells[number]?.known;
  }

  /** An object of the file that is a plain one. */
  plainObject(number: number): object | undefined {
    const shell = this.#shells[number];
    return shell?.kind === Kind.Object ? shell.object : undefined;
  }

  /** Fills all objects; those of the history belong to the recorder from now on. */
  fill(recorder: Recorder, source: CellSource): void {
    const from = this.#from;
    const shells = this.#shells;
    const belongings = shells.map(({ kind }) => (kind < Kind.Array ? readBelonging(from, shells.length) : undefined));
    const members = membersOf(recorder, this.objects, belongings);
    recorder.journal.cells.extendTo(source.cells);
    const filling = new Filling(from, recorder.journal.cells, source);
    shells.forEach(({ object, kind, known }, number) => {
      filling.fill(object, kind, known, members[number] ?? null);
      if (((belongings[number]?.flags ?? 0) & IS_SEALED) !== 0) Object.preventExtensions(object);
    });
    if (!from.isAtEnd) from.refuse('more than belongs to the objects');
  }
}

function readClasses(head: ByteReader): ClassRecord[] {
  const classes: ClassRecord[] = [];
  for (let left = head.count(2); left > 0; left--) {
    const name = head.text();
    const fields: string[] = [];
    for (let more = head.count(); more > 0; more--) fields.push(head.text());
    classes.push({ name, fields });
  }
  return classes;
}

function readBelonging(from: ValueReader, objects: number): Belonging {
  const flags = from.number();
  if ((flags & IS_MEMBER) === 0) return { flags, parent: -1, key: undefined, since: 0 };
  const parent = from.below(objects + 1, 'an object that is not there') - 1;
  return { flags, parent, key: from.plainValue(), since: from.number() };
}

/** The members, each after the one through which it joined. */
function membersOf(
  recorder: Recorder,
  objects: readonly object[],
  belongings: readonly (Belonging | undefined)[],
): (Member | undefined)[] {
  const members: (Member | undefined)[] = [];
  belongings.forEach((_, number) => {
    const way: number[] = [];
    for (let at = number; at >= 0 && members[at] === undefined; at = belongings[at]?.parent ?? -1) {
      // A circle has no beginning, and what is no member is no parent.
      if (way.length > objects.length) throw new HistoryFileError(0, 'objects that joined through each other');
      if (((belongings[at]?.flags ?? 0) & IS_MEMBER) !== 0) way.push(at);
    }
    for (const at of way.reverse()) {
      const [belonging, object] = [belongings[at], objects[at]];
      if (belonging === undefined || object === undefined) continue;
      const { parent, key, since } = belonging;
      const member = new Member(recorder, object, members[parent] ?? null, key, since);
      // Nobody has noted who else held it.
      member.isHeldElsewhere = true;
      members[at] = member;
      if (hasInvariants(object)) recorder.expectInvariants(member.parent !== null);
    }
  });
  return members;
}

/** An object of a kind, still empty, unless it cannot be. */
function shellOf(kind: number, known: KnownClass | undefined, head: ByteReader): object | undefined {
  switch (kind) {
    case Kind.Part:
      return known === undefined ? undefined : (Object.create(known.prototype) as object);
    case Kind.List:
      return handleOf([]);
    case Kind.Map:
      return handleOf(new Map());
    case Kind.Set:
      return handleOf(new Set());
    case Kind.Record:
      return handleOf({});
    case Kind.BareRecord:
      return handleOf(Object.create(null) as object);
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
    default:
      return undefined;
  }
}

function handleOf(raw: object): object | undefined {
  return kindOf(raw)?.empty(raw).handle;
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

/** Fills the objects of one file. */
class Filling {
  constructor(
    private readonly from: ValueReader,
    private readonly cells: CellTable,
    private readonly source: CellSource,
  ) {}

  fill(object: object, kind: number, known: KnownClass | undefined, member: Member | null): void {
    const { from } = this;
    if (known !== undefined) this.#part(object, known, member);
    else if (kind < Kind.Array) this.#container(object, member);
    else if (kind === Kind.Array) this.#array(object as unknown[]);
    else if (kind === Kind.PlainMap) {
      for (let left = from.count(2); left > 0; left--) {
        const key = from.plainValue();
        (object as Map<unknown, unknown>).set(key, from.plainValue());
      }
    } else if (kind === Kind.PlainSet) {
      for (let left = from.count(); left > 0; left--) (object as Set<unknown>).add(from.plainValue());
    } else if (kind === Kind.Object || kind === Kind.BareObject) this.#properties(object);
  }

  /** The number of a cell that nothing else has; 0 for none. */
  #cell(member: Member | null): number {
    const { from } = this;
    const { at } = from;
    const cell = from.below(this.source.cells, 'a cell that is not there');
    if (cell !== 0 && (member === null || this.cells.has(cell))) from.refuse('a cell of two places', at);
    return cell;
  }

  #part(object: object, { schema, fields }: KnownClass, member: Member | null): void {
    const { from, source } = this;
    const slots: Slots = [member, ...new Array<undefined>(schema.width - 1).fill(undefined)];
    for (const { slot } of schema.fields) slots[slot + 1] = 0;
    for (const { slot } of fields) {
      const cell = this.#cell(member);
      slots[slot] = cell === 0 ? from.plainValue() : plain(from, source.recorded(cell));
      slots[slot + 1] = cell;
      if (cell !== 0) this.cells.put(cell, slots, slot);
    }
    Object.defineProperty(object, SLOTS, { value: slots });
    this.#properties(object);
  }

  /** By definition, not by assignment: `__proto__` is a name like any other, and no setter runs. */
  #properties(object: object): void {
    const { from } = this;
    for (let left = from.count(2); left > 0; left--) {
      const { at } = from;
      const key = from.plainValue();
      if (typeof key !== 'string' && typeof key !== 'symbol') return from.refuse('a name of a property', at);
      const value = from.plainValue();
      Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    }
  }

  #array(array: unknown[]): void {
    const { from } = this;
    const length = from.below(MAX_LIST, 'a list that is too long');
    for (let i = 0; i < length; i++) {
      if (from.bytes[from.at] === Tag.Hole) from.byte();
      else array[i] = from.plainValue();
    }
    array.length = length;
  }

  #container(handle: object, member: Member | null): void {
    const { from, source } = this;
    const content = contentOf(handle);
    if (content !== undefined) content.member = member;
    if (content instanceof ListContent) {
      const cell = this.#cell(member);
      this.#array(content.raw);
      if (cell === 0) return;
      content.cell = cell;
      content.operation = source.currentOperation(cell);
      this.cells.put(cell, undefined, 0, content);
    } else if (content instanceof KeyedContent) {
      const isText = !(handle instanceof Map) && !(handle instanceof Set);
      const first = this.#keys(member, isText);
      const later = this.#keys(member, isText);
      content.restoreParts({ first, later, ranks: from.number() }, this.cells, (cell) => {
        const recorded = source.recorded(cell);
        return recorded === ABSENT || recorded instanceof Entry ? recorded : from.refuse('a key without an entry');
      });
    }
  }

  #keys(member: Member | null, isText: boolean): KeyPart[] {
    const { from } = this;
    const keys: KeyPart[] = [];
    const seen = new Set<unknown>();
    for (let left = from.count(2); left > 0; left--) {
      const { at } = from;
      const key = from.plainValue();
      if (seen.has(key) || (isText && typeof key !== 'string' && typeof key !== 'symbol')) {
        return from.refuse('a key that cannot be there', at);
      }
      seen.add(key);
      const cell = this.#cell(member);
      if (cell > 0) keys.push([key, cell]);
      else {
        const entry = from.value();
        keys.push(entry instanceof Entry ? [key, 0, entry] : from.refuse('a key without an entry', at));
      }
    }
    return keys;
  }
}

/** A value that can be in a field. */
function plain(from: ValueReader, value: unknown): unknown {
  const isOwn = value === ABSENT || value === HOLE || value instanceof Compound;
  return isOwn ? from.refuse('a value that is not allowed here') : value;
}
