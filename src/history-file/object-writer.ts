// Objects as bytes: parts and containers of a history, and the plain data that references and untracked properties hold.
//
// What a cell holds is in the values of operations; here is which cell each place has, and what no cell has.
import { types } from 'node:util';
import { KeyedContent, type KeyPart } from '../containers/keyed/keyed-content.js';
import { ListContent, readPlace } from '../containers/list/list-content.js';
import { show } from '../describe.js';
import { TIMELINE } from '../recording/admit.js';
import { contentOf, type Content } from '../recording/content.js';
import type { Member } from '../recording/member.js';
import type { Recorder } from '../recording/recorder.js';
import { ownSlots, readSlot, SLOTS } from '../recording/slots.js';
import { memberAt } from '../recording/twins.js';
import { schemaOf, type ClassSchema } from '../schema/class-schema.js';
import { isEphemeral } from '../schema/ephemeral.js';
import { ByteWriter } from './bytes.js';
import { classNameOf, fieldNameOf } from './classes.js';
import { Kind, TYPED_ARRAYS } from './tags.js';
import { ValueWriter, type Numbering, type Origin } from './value-writer.js';

const IS_MEMBER = 1;
const IS_SEALED = 2;

/** Writes the objects of one history. */
export class ObjectWriter {
  readonly #classes: { readonly prototype: object; readonly schema: ClassSchema }[] = [];
  readonly #classNumbers = new Map<object, number>();
  /** What has to be known before objects can be made. */
  readonly #kinds = new ByteWriter();
  /** How they belong to the history. */
  readonly #members: ValueWriter;
  readonly #bodies: ValueWriter;

  constructor(
    private readonly recorder: Recorder,
    private readonly numbering: Numbering,
    nameOf: (origin: Origin) => string,
    private readonly isRecorded: (cell: number) => boolean,
  ) {
    this.#members = new ValueWriter(numbering, nameOf);
    this.#bodies = new ValueWriter(numbering, nameOf);
  }

  /** The section: classes, kinds of objects, and what is in each. All objects that are met on the way are written too. */
  section(): Uint8Array {
    const { objects } = this.numbering;
    // An array can be walked while it grows.
    for (const object of objects) this.#write(object);
    const section = new ByteWriter();
    section.number(this.#classes.length);
    for (const { prototype, schema } of this.#classes) {
      section.text(classNameOf(prototype));
      section.number(schema.fields.length);
      for (const field of schema.fields) section.text(fieldNameOf(field));
    }
    section.number(objects.length);
    section.raw(this.#kinds.written);
    section.raw(this.#members.written);
    section.raw(this.#bodies.written);
    return section.written;
  }

  #write(object: object): void {
    this.numbering.at = this.numbering.originOf(object);
    const content = contentOf(object);
    const schema = content === undefined ? schemaOf(object) : undefined;
    if (content === undefined && schema === undefined) {
      this.#plain(object);
      return;
    }
    const member = memberAt(object);
    const isElsewhere = member !== null && member.recorder !== this.recorder;
    if (isElsewhere || (member === null && TIMELINE in object)) {
      this.#bodies.refuse(show(object), 'It has a history of its own: save that, and keep the name of its file here.');
    }
    if (content !== undefined) this.#container(content, member);
    else if (schema !== undefined) this.#part(object, schema, member);
  }

  #head(kind: number, member: Member | null, flags = 0): void {
    this.#kinds.number(kind);
    const members = this.#members;
    members.number(flags | (member === null ? 0 : IS_MEMBER));
    if (member === null) return;
    members.number(member.parent === null ? 0 : this.numbering.of(member.parent.object) + 1);
    members.value(member.key);
    members.number(member.since);
  }

  #keyed(object: object, key: unknown, value: unknown): void {
    this.numbering.at = { object, key };
    this.#bodies.value(value);
  }

  #part(object: object, schema: ClassSchema, member: Member | null): void {
    this.#head(Kind.Part, member, Object.isExtensible(object) ? 0 : IS_SEALED);
    this.#kinds.number(this.#classOf(Object.getPrototypeOf(object) as object, schema));
    const slots = ownSlots(object) ?? [null];
    for (const { name, slot } of schema.fields) {
      const cell = Math.max(0, (slots[slot + 1] ?? 0) as number);
      this.#bodies.number(cell);
      if (cell === 0) this.#keyed(object, name, readSlot(object, slots, slot));
    }
    this.#properties(object, (key) => key !== SLOTS && !isEphemeral(object, key));
  }

  #classOf(prototype: object, schema: ClassSchema): number {
    let number = this.#classNumbers.get(prototype);
    if (number === undefined) {
      number = this.#classes.push({ prototype, schema }) - 1;
      this.#classNumbers.set(prototype, number);
    }
    return number;
  }

  /** Own enumerable properties, as they are. */
  #properties(object: object, isWanted: (key: PropertyKey) => boolean = () => true): void {
    const properties = Reflect.ownKeys(object).flatMap((key) => {
      const property = isWanted(key) ? Reflect.getOwnPropertyDescriptor(object, key) : undefined;
      return property?.enumerable === true ? [{ key, property }] : [];
    });
    this.#bodies.number(properties.length);
    for (const { key, property } of properties) {
      this.numbering.at = { object, key };
      if (!('value' in property)) this.#bodies.refuse('an accessor property', 'Define it on the class.');
      this.#bodies.value(key);
      this.#bodies.value(property.value);
    }
  }

  // -- containers ------------------------------------------------------------------------------------------------

  #container(content: Content, member: Member | null): void {
    const { handle } = content;
    if (content instanceof ListContent) this.#list(content, member);
    else if (content instanceof KeyedContent) {
      this.#head(kindOfKeyed(handle), member);
      const { first, later, ranks } = content.parts();
      this.#keys(handle, first);
      this.#keys(handle, later);
      this.#bodies.number(ranks);
    } else this.#bodies.refuseObject(handle);
  }

  #list(list: ListContent, member: Member | null): void {
    this.#head(Kind.List, member);
    // What was rolled back leaves a number that nothing is recorded under.
    this.#bodies.number(list.operation > 0 || this.isRecorded(list.cell) ? list.cell : 0);
    this.#elements(list.handle, list.raw);
  }

  #elements(holder: object, raw: readonly unknown[]): void {
    this.#bodies.number(raw.length);
    for (let i = 0; i < raw.length; i++) this.#keyed(holder, i, readPlace(raw, i));
  }

  #keys(holder: object, keys: readonly KeyPart[]): void {
    const bodies = this.#bodies;
    bodies.number(keys.length);
    for (const [key, cell, entry] of keys) {
      this.#keyed(holder, key, key);
      bodies.number(cell);
      if (entry !== undefined) bodies.value(entry);
    }
  }

  // -- plain data ------------------------------------------------------------------------------------------------

  #plain(object: object): void {
    const bodies = this.#bodies;
    const prototype: unknown = Object.getPrototypeOf(object);
    const kindOnly = (kind: number): void => {
      this.#kinds.number(kind);
    };
    if (Array.isArray(object) && prototype === Array.prototype) {
      kindOnly(Kind.Array);
      this.#elements(object, object);
    } else if (prototype === Object.prototype && !(Symbol.toStringTag in object)) {
      kindOnly(Kind.Object);
      this.#properties(object);
    } else if (prototype === null) {
      kindOnly(Kind.BareObject);
      this.#properties(object);
    } else if (object instanceof Map && prototype === Map.prototype) {
      kindOnly(Kind.PlainMap);
      bodies.number(object.size);
      for (const [key, value] of object as Map<unknown, unknown>) {
        bodies.value(key);
        this.#keyed(object, key, value);
      }
    } else if (object instanceof Set && prototype === Set.prototype) {
      kindOnly(Kind.PlainSet);
      bodies.number(object.size);
      for (const value of object as Set<unknown>) bodies.value(value);
    } else if (types.isDate(object) && prototype === Date.prototype) {
      kindOnly(Kind.Date);
      this.#kinds.float(object.getTime());
    } else if (object instanceof RegExp && prototype === RegExp.prototype) {
      kindOnly(Kind.RegExp);
      this.#kinds.text(object.source);
      this.#kinds.text(object.flags);
      this.#kinds.number(object.lastIndex);
    } else if (object instanceof ArrayBuffer && prototype === ArrayBuffer.prototype) {
      kindOnly(Kind.ArrayBuffer);
      this.#bytes(new Uint8Array(object));
    } else {
      const type = TYPED_ARRAYS.findIndex((array) => prototype === array.prototype);
      if (type < 0 || !ArrayBuffer.isView(object)) return bodies.refuseObject(object);
      kindOnly(Kind.TypedArray);
      this.#kinds.number(type);
      this.#bytes(new Uint8Array(object.buffer, object.byteOffset, object.byteLength));
    }
  }

  #bytes(bytes: Uint8Array): void {
    this.#kinds.number(bytes.length);
    this.#kinds.raw(bytes);
  }
}

function kindOfKeyed(handle: object): number {
  if (handle instanceof Map) return Kind.Map;
  if (handle instanceof Set) return Kind.Set;
  return Object.getPrototypeOf(handle) === null ? Kind.BareRecord : Kind.Record;
}
