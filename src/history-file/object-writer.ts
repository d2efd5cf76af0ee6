// Objects as bytes: parts and containers of a history, values of adapters, and the plain data around them.
//
// What a cell holds is in the values of operations; here is which cell each place has, and what no cell has.
import { AdaptedContent } from '../adapters/adapted-content.js';
import { ViewContent } from '../adapters/view-content.js';
import { KeyedContent, type KeyPart } from '../containers/keyed/keyed-content.js';
import { ListContent } from '../containers/list/list-content.js';
import { show } from '../describe.js';
import { TIMELINE } from '../recording/admit.js';
import { contentOf, type Content } from '../recording/content.js';
import type { Member } from '../recording/member.js';
import type { Recorder } from '../recording/recorder.js';
import type { Sequence } from '../recording/sequences.js';
import { ownSlots, readSlot, SLOTS } from '../recording/slots.js';
import { boxed, WeakBox } from '../recording/weak-values.js';
import { memberAt } from '../recording/twins.js';
import { schemaOf, type ClassSchema } from '../schema/class-schema.js';
import { isEphemeral } from '../schema/ephemeral.js';
import { ByteWriter } from './bytes.js';
import { classNameOf, fieldText, versionOf } from './classes.js';
import { PlainWriter, type Writing } from './plain-writer.js';
import { Kind } from './tags.js';
import { ValueWriter, type Numbering, type Origin } from './value-writer.js';

const IS_MEMBER = 1;
const IS_SEALED = 2;

/** Writes the objects of one history. */
export class ObjectWriter extends PlainWriter {
  readonly #classes: { readonly prototype: object; readonly schema: ClassSchema }[] = [];
  readonly #classNumbers = new Map<object, number>();
  /** How they belong to the history. */
  readonly #members: ValueWriter;

  constructor(
    private readonly recorder: Recorder,
    writing: Writing,
    numbering: Numbering,
    nameOf: (origin: Origin) => string,
    private readonly isRecorded: (cell: number) => boolean,
  ) {
    super(writing, numbering, nameOf);
    this.#members = new ValueWriter(numbering, nameOf);
  }

  /**
   * The section: classes, kinds of objects, and what is in each, from one object on. All objects that are met on the way are
   * written too.
   */
  section(first = 0): Uint8Array {
    const { objects } = this.numbering;
    // It grows meanwhile.
    for (let number = first; ; number++) {
      const object = objects[number];
      if (object === undefined) break;
      this.#write(object);
    }
    const section = new ByteWriter();
    section.number(this.#classes.length);
    for (const { prototype, schema } of this.#classes) {
      section.text(classNameOf(prototype));
      section.number(versionOf(prototype));
      section.number(schema.fields.length);
      for (const field of schema.fields) section.text(fieldText(field));
    }
    const adapters = [...this.writing.adapters.keys()];
    section.number(adapters.length);
    for (const name of adapters) section.text(name);
    section.number(objects.length - first);
    section.raw(this.kinds.written);
    section.raw(this.#members.written);
    section.raw(this.bodies.written);
    return section.written;
  }

  #write(object: object): void {
    if (object instanceof WeakBox) {
      this.kinds.number(Kind.Collapsed);
      return;
    }
    this.numbering.at = this.numbering.originOf(object);
    const content = contentOf(object);
    const schema = content === undefined ? schemaOf(object) : undefined;
    if (content === undefined && schema === undefined) {
      this.plain(object);
      return;
    }
    const member = memberAt(object);
    const isElsewhere = member !== null && member.recorder !== this.recorder;
    if (isElsewhere || (member === null && TIMELINE in object)) {
      this.bodies.refuse(show(object), 'It has a history of its own: save that, and keep the name of its file here.');
    }
    if (content !== undefined) this.#container(content, member);
    else if (schema !== undefined) this.#part(object, schema, member);
  }

  #head(kind: number, member: Member | null, flags = 0): void {
    this.kinds.number(kind);
    const members = this.#members;
    members.number(flags | (member === null ? 0 : IS_MEMBER));
    if (member === null) return;
    members.number(member.parent === null ? 0 : this.numbering.of(member.parent.object) + 1);
    members.value(member.key);
    members.number(member.since);
  }

  #part(object: object, schema: ClassSchema, member: Member | null): void {
    this.#head(Kind.Part, member, Object.isExtensible(object) ? 0 : IS_SEALED);
    this.kinds.number(this.#classOf(Object.getPrototypeOf(object) as object, schema));
    const slots = ownSlots(object) ?? [null];
    for (const { name, slot, options } of schema.fields) {
      const cell = Math.max(0, (slots[slot + 1] ?? 0) as number);
      this.bodies.number(cell);
      if (cell !== 0) continue;
      const value = readSlot(object, slots, slot);
      this.keyed(object, name, options.weak === true ? boxed(value) : value);
    }
    this.properties(object, (key) => key !== SLOTS && !isEphemeral(object, key));
  }

  #classOf(prototype: object, schema: ClassSchema): number {
    let number = this.#classNumbers.get(prototype);
    if (number === undefined) {
      number = this.#classes.push({ prototype, schema }) - 1;
      this.#classNumbers.set(prototype, number);
    }
    return number;
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
      this.bodies.number(ranks);
    } else if (content instanceof AdaptedContent) this.#adapted(content, member);
    else if (content instanceof ViewContent) this.#view(content, member);
    else this.bodies.refuseObject(handle);
  }

  #adapted(content: AdaptedContent, member: Member | null): void {
    const { handle, adapter, adapterName: name } = content;
    this.#head(Kind.Adapted, member);
    this.kinds.number(this.adapterNumber({ name }));
    // Nobody may have asked the history since it was changed in place.
    content.asRecorded(() => {
      this.encoded({ adapter, name }, handle);
    });
    this.bodies.number(this.#cellOf(content));
  }

  #view({ handle, shown, adapter, adapterName: name }: ViewContent, member: Member | null): void {
    this.#head(Kind.View, member);
    this.kinds.number(this.adapterNumber({ name }));
    this.encoded({ adapter, name }, handle);
    this.kinds.number(this.numbering.of(shown));
  }

  // What was rolled back leaves a number that nothing is recorded under.
  #cellOf({ cell, operation }: Sequence): number {
    return operation > 0 || this.isRecorded(cell) ? cell : 0;
  }

  #list(list: ListContent, member: Member | null): void {
    this.#head(Kind.List, member);
    this.bodies.number(this.#cellOf(list));
    this.elements(list.handle, list.raw);
  }

  #keys(holder: object, keys: readonly KeyPart[]): void {
    const bodies = this.bodies;
    bodies.number(keys.length);
    for (const [key, cell, entry] of keys) {
      this.keyed(holder, key, key);
      bodies.number(cell);
      if (entry !== undefined) bodies.value(entry);
    }
  }
}

function kindOfKeyed(handle: object): number {
  if (handle instanceof Map) return Kind.Map;
  if (handle instanceof Set) return Kind.Set;
  return Object.getPrototypeOf(handle) === null ? Kind.BareRecord : Kind.Record;
}
