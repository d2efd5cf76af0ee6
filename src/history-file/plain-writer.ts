// Plain data as bytes: objects, arrays, maps, sets, dates, binary data, and foreign values as their adapters encode them.
//
// What an adapter answers for one value is written as data of its own, with its own numbers of objects: it is read before
// anything around it is there.
import { types } from 'node:util';
import { isPromise } from '../adapters/protocol.js';
import type { AdapterRegistry, Registered } from '../adapters/registry.js';
import { readPlace } from '../containers/list/list-content.js';
import { show, typeName } from '../describe.js';
import { AdapterContractError } from '../errors.js';
import { stepTitle } from '../recording/track.js';
import { ByteWriter } from './bytes.js';
import { Kind, MAX_NESTING, TYPED_ARRAYS } from './tags.js';
import { Numbering, ValueWriter, type Origin } from './value-writer.js';

/** What writers of one file share. */
export interface Writing {
  /** The adapters that the timeline asks. */
  readonly registry: AdapterRegistry;
  /** Numbers of adapters in the file, by name. */
  readonly adapters: Map<string, number>;
  /** Runs code of an adapter, which may only read. */
  ask(call: () => unknown): unknown;
}

/** Writes plain data: what has to be known before an object can be made, and what is in it. */
export class PlainWriter {
  protected readonly kinds = new ByteWriter();
  protected readonly bodies: ValueWriter;

  constructor(
    protected readonly writing: Writing,
    protected readonly numbering: Numbering,
    protected readonly nameOf: (origin: Origin) => string,
    private readonly depth = 0,
  ) {
    this.bodies = new ValueWriter(numbering, nameOf);
  }

  /** A value with all that is in it, as data of its own. */
  data(value: unknown): Uint8Array {
    const { numbering, bodies } = this;
    const root = new ValueWriter(numbering, this.nameOf);
    root.value(value);
    for (const object of numbering.objects) {
      numbering.at = numbering.originOf(object);
      this.plain(object);
    }
    const data = new ByteWriter();
    data.number(numbering.objects.length);
    data.raw(this.kinds.written);
    data.raw(root.written);
    data.raw(bodies.written);
    return data.written;
  }

  protected keyed(object: object, key: unknown, value: unknown): void {
    this.numbering.at = { object, key };
    this.bodies.value(value);
  }

  /** Own enumerable properties, as they are. */
  protected properties(object: object, isWanted: (key: PropertyKey) => boolean = () => true): void {
    const { bodies } = this;
    const properties = Reflect.ownKeys(object).flatMap((key) => {
      const property = isWanted(key) ? Reflect.getOwnPropertyDescriptor(object, key) : undefined;
      return property?.enumerable === true ? [{ key, property }] : [];
    });
    bodies.number(properties.length);
    for (const { key, property } of properties) {
      this.numbering.at = { object, key };
      if (!('value' in property)) bodies.refuse('an accessor property', 'Define it on the class.');
      bodies.value(key);
      bodies.value(property.value);
    }
  }

  protected elements(list: object, raw: readonly unknown[]): void {
    this.bodies.number(raw.length);
    for (let i = 0; i < raw.length; i++) this.keyed(list, i, readPlace(raw, i));
  }

  /** The number of an adapter in this file. */
  protected adapterNumber({ name }: Pick<Registered, 'name'>): number {
    const { adapters } = this.writing;
    const known = adapters.get(name);
    if (known !== undefined) return known;
    adapters.set(name, adapters.size);
    return adapters.size - 1;
  }

  /** What the adapter of a value says of it. */
  protected encoded(registered: Registered, value: object): void {
    const { adapter, name } = registered;
    const type = show(value);
    if (this.depth >= MAX_NESTING) this.bodies.refuse(type, 'It is nested too deeply in values of adapters.');
    if (adapter.encode === undefined) {
      this.bodies.refuse(type, `Give its adapter, ${name}, an encode and a decode, or mark the field @ephemeral.`);
    }
    const data = this.#ask(registered, value);
    if (data === undefined) {
      this.bodies.refuse(type, `Its adapter, ${name}, says that no file can hold it. Mark the field @ephemeral.`);
    }
    const { at } = this.numbering;
    const inside = new Numbering();
    const nameOf = (origin: Origin): string => this.nameOf(at) + stepsInside(inside, origin);
    const bytes = new PlainWriter(this.writing, inside, nameOf, this.depth + 1).data(data);
    this.kinds.number(bytes.length);
    this.kinds.raw(bytes);
  }

  #ask({ adapter, name }: Registered, value: object): unknown {
    const broken = (what: string, cause?: unknown): AdapterContractError =>
      new AdapterContractError(name, 'encode', this.nameOf(this.numbering.at), typeName(value), what, cause);
    let data: unknown;
    try {
      data = this.writing.ask(() => adapter.encode?.(value));
    } catch (cause) {
      throw broken('it threw an error', cause);
    }
    if (isPromise(data)) throw broken('it answered a promise');
    return data;
  }

  protected plain(object: object): void {
    const { bodies, kinds } = this;
    const prototype: unknown = Object.getPrototypeOf(object);
    const kindOnly = (kind: number): void => {
      kinds.number(kind);
    };
    if (Array.isArray(object) && prototype === Array.prototype) {
      kindOnly(Kind.Array);
      this.elements(object, object);
    } else if (prototype === Object.prototype && !(Symbol.toStringTag in object)) {
      kindOnly(Kind.Object);
      this.properties(object);
    } else if (prototype === null) {
      kindOnly(Kind.BareObject);
      this.properties(object);
    } else if (object instanceof Map && prototype === Map.prototype) {
      kindOnly(Kind.PlainMap);
      bodies.number(object.size);
      for (const [key, value] of object as Map<unknown, unknown>) {
        bodies.value(key);
        this.keyed(object, key, value);
      }
    } else if (object instanceof Set && prototype === Set.prototype) {
      kindOnly(Kind.PlainSet);
      bodies.number(object.size);
      for (const value of object as Set<unknown>) bodies.value(value);
    } else if (types.isDate(object) && prototype === Date.prototype) {
      kindOnly(Kind.Date);
      kinds.float(object.getTime());
    } else if (object instanceof RegExp && prototype === RegExp.prototype) {
      kindOnly(Kind.RegExp);
      kinds.text(object.source);
      kinds.text(object.flags);
      kinds.number(object.lastIndex);
    } else if (object instanceof ArrayBuffer && prototype === ArrayBuffer.prototype) {
      kindOnly(Kind.ArrayBuffer);
      this.#bytes(new Uint8Array(object));
    } else this.#foreign(object, prototype);
  }

  #foreign(object: object, prototype: unknown): void {
    const { bodies, kinds, writing } = this;
    const type = TYPED_ARRAYS.findIndex((array) => prototype === array.prototype);
    if (type >= 0 && ArrayBuffer.isView(object)) {
      kinds.number(Kind.TypedArray);
      kinds.number(type);
      this.#bytes(new Uint8Array(object.buffer, object.byteOffset, object.byteLength));
      return;
    }
    const registered = writing.registry.of(object);
    if (registered === undefined || 'viewOf' in registered.adapter) return bodies.refuseObject(object);
    kinds.number(Kind.Value);
    kinds.number(this.adapterNumber(registered));
    this.encoded(registered, object);
  }

  #bytes(bytes: Uint8Array): void {
    this.kinds.number(bytes.length);
    this.kinds.raw(bytes);
  }
}

/** The way from the data of a value to a place inside. */
function stepsInside(numbering: Numbering, origin: Origin): string {
  const steps: string[] = [];
  for (let at = origin; typeof at === 'object'; at = numbering.originOf(at.object)) steps.push(stepTitle(at.key));
  return steps.reverse().join('');
}
