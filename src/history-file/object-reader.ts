// Bytes as objects: the other half of `object-writer.ts`. First every object is made, empty and without its constructor, and
// each value of an adapter from its data; then each is filled, so circles need nothing.
import { AdaptedContent } from '../adapters/adapted-content.js';
import { contentBy } from '../adapters/adapted-kind.js';
import { isView } from '../adapters/protocol.js';
import type { Registered } from '../adapters/registry.js';
import { ABSENT, Entry, KeyedContent, type KeyPart } from '../containers/keyed/keyed-content.js';
import { HOLE, ListContent } from '../containers/list/list-content.js';
import { HistoryFileError } from '../errors.js';
import type { CellTable } from '../recording/cells.js';
import { Compound, contentOf, kindOf, type Content } from '../recording/content.js';
import { Member } from '../recording/member.js';
import type { Recorder } from '../recording/recorder.js';
import { SLOTS, type Slots } from '../recording/slots.js';
import { boxed, hold, WeakBox } from '../recording/weak-values.js';
import { memberAt } from '../recording/twins.js';
import { hasInvariants } from '../schema/invariants.js';
import type { FindAdapter } from './adapters.js';
import { fieldOfText, type ClassRecord, type FindClass, type KnownClass } from './classes.js';
import { ByteReader } from './bytes.js';
import { FileAdapters, fillArray, fillPlain, fillProperties, plainShell } from './plain-reader.js';
import { Kind } from './tags.js';
import type { OldPart } from './migrate-objects.js';
import { ValueReader } from './value-reader.js';

const IS_MEMBER = 1;
const IS_SEALED = 2;

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

/** A view that cannot be made yet. */
interface ViewToBe {
  readonly registered: Registered;
  /** Where the data of its adapter are, and the number of what it shows behind them. */
  readonly begin: number;
  readonly at: number;
  readonly shown: number;
}

/** How an object belongs to the history. */
interface Belonging {
  readonly flags: number;
  /** Number of the object through which it joined; -1 for none. */
  readonly parent: number;
  readonly key: unknown;
  readonly since: number;
}

/** Where to find what a file has names for. */
export interface FindNames {
  readonly classes: FindClass;
  /** Adapters for the timeline of an owner. */
  readonly adapters: (owner: object) => FindAdapter;
}

/** Reads the section of objects. */
export class ObjectReader {
  /** The number of its first object: those before it are known already. */
  readonly #first: number;
  readonly objects: object[];
  /** What the classes of parts are here. */
  private readonly known: Map<object, KnownClass>;
  readonly #shells: Shell[] = [];
  readonly #views = new Map<number, ViewToBe>();
  /** Where what is in each object begins. */
  readonly #places: number[] = [];
  readonly #from: ValueReader;
  #loose: readonly KeyedContent[] = [];

  constructor(
    private readonly bytes: Uint8Array,
    private readonly begin: number,
    end: number,
    find: FindNames,
    /** The one before, if the numbers of objects go on from there. */
    before?: ObjectReader,
  ) {
    this.objects = before?.objects ?? [];
    this.known = before?.known ?? new Map<object, KnownClass>();
    this.#first = this.objects.length;
    const head = new ByteReader(bytes, begin, end);
    const classes = readClasses(head).map(find.classes);
    const adapters = new FileAdapters(readNames(head), () =>
      find.adapters(this.objects[0] ?? head.refuse('it has no owner')),
    );
    for (let left = head.count(); left > 0; left--) this.#makeShell(head, classes, adapters);
    this.#makeViews(adapters);
    this.#from = new ValueReader(bytes, head.at, end, this.objects);
  }

  #makeShell(head: ByteReader, classes: readonly KnownClass[], adapters: FileAdapters): void {
    const { at } = head;
    const kind = head.number();
    const known = kind === Kind.Part ? classes[head.below(classes.length, 'a class that is not there')] : undefined;
    const object =
      kind === Kind.View
        ? this.#viewToBe(head, adapters)
        : (shellOf(kind, known, head, adapters) ?? head.refuse('an object of no known kind', at));
    this.objects.push(object);
    this.#shells.push({ object, kind, known });
    if (known !== undefined) this.known.set(object, known);
  }

  /** A view is made when what it shows is there; until then something else has its number. */
  #viewToBe(head: ByteReader, adapters: FileAdapters): object {
    const registered = adapters.read(head, 'view');
    const begin = head.at;
    head.raw(head.count());
    const { at } = head;
    this.#views.set(this.objects.length, { registered, begin, at, shown: head.number() });
    return {};
  }

  #makeViews(adapters: FileAdapters): void {
    const views = this.#views;
    for (const first of [...views.keys()]) {
      const way: number[] = [];
      // What is shown first; a circle shows nothing.
      for (let at = first, view = views.get(at); view !== undefined; at = view.shown, view = views.get(at)) {
        if (way.length > views.size) throw new HistoryFileError(view.at, 'views that show each other');
        way.push(at);
      }
      for (const number of way.reverse()) this.#makeView(number, adapters);
    }
  }

  #makeView(number: number, adapters: FileAdapters): void {
    const view = this.#views.get(number);
    if (view === undefined) return;
    const { registered, begin, at, shown: of } = view;
    const shown = this.objects[of];
    const head = new ByteReader(this.bytes, begin, at);
    if (shown === undefined || contentOf(shown) === undefined) return head.refuse('a view of nothing', at);
    const object = adapters.decoded(head, registered, 0, shown);
    const { adapter } = registered;
    if (!isView(adapter) || adapter.viewOf(object) !== shown) return head.refuse('a view of something else', begin);
    contentBy(registered, object);
    this.objects[number] = object;
    this.#shells[number - this.#first] = { object, kind: Kind.View, known: undefined };
    this.#views.delete(number);
  }

  /** The values of adapters and their views that belong to the history, when all is well. */
  enter(recorder: Recorder): void {
    const entered: Content[] = [];
    try {
      this.#shells.forEach(({ object, kind }) => {
        const content = kind === Kind.Adapted || kind === Kind.View ? contentOf(object) : undefined;
        if (content?.member == null) return;
        entered.push(content);
        recorder.enter(content);
      });
    } catch (error) {
      for (const content of entered) content.left?.();
      throw error;
    }
  }

  /** Keys that came by amendments get numbers, when all others have theirs. */
  numberLoose(): void {
    for (const content of this.#loose) content.numberLoose();
  }

  /** The members, each after the one through which it joined. */
  #members(recorder: Recorder, belongings: readonly (Belonging | undefined)[]): (Member | undefined)[] {
    const first = this.#first;
    const { objects } = this;
    const members: (Member | undefined)[] = [];
    belongings.forEach((_, number) => {
      const way: number[] = [];
      for (let at = number; at >= 0 && members[at] === undefined; at = (belongings[at]?.parent ?? -1) - first) {
        // A circle has no beginning, and what is no member is no parent.
        if (way.length > belongings.length) this.#from.refuse('objects that joined through each other');
        if (((belongings[at]?.flags ?? 0) & IS_MEMBER) !== 0) way.push(at);
      }
      for (const at of way.reverse()) {
        const [belonging, object] = [belongings[at], objects[first + at]];
        if (belonging === undefined || object === undefined) continue;
        const { parent, key, since } = belonging;
        const holder = objects[parent];
        const through = parent < first && holder !== undefined ? memberAt(holder) : members[parent - first];
        const field = this.knownOf(holder)?.fields.find(({ before }) => before === key)?.field;
        const member = new Member(recorder, object, through ?? null, field?.name ?? key, since);
        // Nobody has noted who else held it.
        member.isHeldElsewhere = true;
        members[at] = member;
        if (hasInvariants(object)) recorder.expectInvariants(member.parent !== null);
      }
    });
    return members;
  }

  /** What the class of a part is here. */
  knownOf(object: object | undefined): KnownClass | undefined {
    return object === undefined ? undefined : this.known.get(object);
  }

  /** The parts, those read before included, with what their classes are here. */
  parts(): OldPart[] {
    return [...this.known].map(([object, known]) => ({ object, known }));
  }

  /** The class of an object; undefined for one that is no part. */
  classOf(number: number): KnownClass | undefined {
    return this.#shells[number]?.known;
  }

  /** Where an object is in the bytes, when all are filled. */
  placeOf(number: number): number {
    return this.#places[number - this.#first] ?? this.begin;
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
    const belongings = shells.map(({ kind }) =>
      kind < Kind.Array ? readBelonging(from, this.objects.length) : undefined,
    );
    const members = this.#members(recorder, belongings);
    recorder.journal.cells.extendTo(source.cells);
    const filling = new Filling(from, recorder.journal.cells, source);
    shells.forEach(({ object, kind, known }, number) => {
      this.#places.push(from.at);
      filling.fill(object, kind, known, members[number] ?? null);
      if (((belongings[number]?.flags ?? 0) & IS_SEALED) !== 0) Object.preventExtensions(object);
    });
    if (!from.isAtEnd) from.refuse('more than belongs to the objects');
    this.#loose = filling.loose;
  }
}

function readClasses(head: ByteReader): ClassRecord[] {
  const classes: ClassRecord[] = [];
  for (let left = head.count(3); left > 0; left--) {
    const name = head.text();
    const version = head.number();
    const fields: string[] = [];
    const weak = new Set<string>();
    for (let more = head.count(); more > 0; more--) {
      const field = fieldOfText(head.text());
      fields.push(field.name);
      if (field.isWeak) weak.add(field.name);
    }
    classes.push({ name, version, fields, weak });
  }
  return classes;
}

function readBelonging(from: ValueReader, objects: number): Belonging {
  const flags = from.number();
  if ((flags & IS_MEMBER) === 0) return { flags, parent: -1, key: undefined, since: 0 };
  const parent = from.below(objects + 1, 'an object that is not there') - 1;
  return { flags, parent, key: from.plainValue(), since: from.number() };
}

/** The names of the adapters. */
function readNames(head: ByteReader): string[] {
  const names: string[] = [];
  for (let left = head.count(); left > 0; left--) names.push(head.text());
  return names;
}

/** An object of a kind, still empty, unless it cannot be. */
function shellOf(
  kind: number,
  known: KnownClass | undefined,
  head: ByteReader,
  adapters: FileAdapters,
): object | undefined {
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
    case Kind.Adapted: {
      const registered = adapters.read(head, 'changing');
      const value = adapters.decoded(head, registered, 0);
      contentBy(registered, value);
      return value;
    }
    case Kind.Collapsed:
      return new WeakBox();
    default:
      return plainShell(kind, head, adapters, 0);
  }
}

function handleOf(raw: object): object | undefined {
  return kindOf(raw)?.empty(raw).handle;
}

/** Fills the objects of one file. */
class Filling {
  /** With keys that have no numbers yet. */
  readonly loose: KeyedContent[] = [];

  constructor(
    private readonly from: ValueReader,
    private readonly cells: CellTable,
    private readonly source: CellSource,
  ) {}

  fill(object: object, kind: number, known: KnownClass | undefined, member: Member | null): void {
    const { from } = this;
    if (known !== undefined) this.#part(object, known, member);
    else if (kind < Kind.Array) this.#container(object, member);
    else fillPlain(from, object, kind);
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
    for (const { field, isWeak } of fields) {
      const cell = this.#cell(member);
      const value = cell === 0 ? from.fieldValue(isWeak) : plain(from, source.recorded(cell), isWeak);
      if (field === undefined) continue;
      const { slot } = field;
      slots[slot] = field.options.weak === true ? boxed(value) : value;
      if (slots[slot] instanceof WeakBox) hold(slots, slot);
      if (cell !== 0 && field.options.weak === true && member !== null) member.recorder.hasWeak = true;
      slots[slot + 1] = cell;
      if (cell !== 0) this.cells.put(cell, slots, slot);
    }
    Object.defineProperty(object, SLOTS, { value: slots });
    fillProperties(from, object);
  }

  #container(handle: object, member: Member | null): void {
    const { from, source } = this;
    const content = contentOf(handle);
    if (content !== undefined) content.member = member;
    if (content instanceof ListContent) {
      const cell = this.#cell(member);
      fillArray(from, content.raw);
      if (cell === 0) return;
      content.cell = cell;
      content.operation = source.currentOperation(cell);
      this.cells.put(cell, undefined, 0, content);
    } else if (content instanceof AdaptedContent) {
      const cell = this.#cell(member);
      if (cell === 0) return;
      content.cell = cell;
      content.operation = source.currentOperation(cell);
      this.cells.put(cell, undefined, 0, content);
    } else if (content instanceof KeyedContent) {
      const isText = !(handle instanceof Map) && !(handle instanceof Set);
      const first = this.#keys(member, isText);
      const later = this.#keys(member, isText);
      const hasLoose = content.restoreParts({ first, later, ranks: from.number() }, this.cells, (cell) => {
        const recorded = source.recorded(cell);
        return recorded === ABSENT || recorded instanceof Entry ? recorded : from.refuse('a key without an entry');
      });
      if (hasLoose) this.loose.push(content);
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
function plain(from: ValueReader, value: unknown, isWeak: boolean): unknown {
  const isOwn =
    value === ABSENT || value === HOLE || value instanceof Compound || (!isWeak && value instanceof WeakBox);
  return isOwn ? from.refuse('a value that is not allowed here') : value;
}
