// What Janus knows of a class: its tracked fields and where each one sits in an instance's slots.
//
// A schema belongs to a prototype and holds the inherited fields first, so a field keeps its slot in every subclass
// and an accessor can carry the slot as a constant.
// S1: field number n has slot 1 + 2n. S2: a field declared again in a subclass keeps the slot of the inherited one.
import type { MergePolicy } from './policies.js';

/** Under this key a prototype holds its schema. Registered, so that two copies of the package agree. */
export const SCHEMA: unique symbol = Symbol.for('janus-ts/1/schema') as never;

/** Storage that the language made for a legacy `accessor` field; it holds the value until the object is adopted. */
export interface Backing {
  get(this: object): unknown;
}

/** What the decorators said about one field. */
export interface FieldOptions {
  /** Record the reference only: no admission, no recording inside. */
  readonly ref: boolean;
  /** History does not keep values alive. Implies `ref`. */
  readonly weak?: boolean;
  /** Converts or checks a value before it is recorded. */
  readonly coerce: ((value: unknown) => unknown) | undefined;
  /** How the field reconciles when both sides of a merge changed it. */
  readonly merge: MergePolicy | undefined;
  /** Whether the field makes its class a multiverse. */
  readonly branchable: boolean;
  /** The field holds a list, and takes a raw array as what its list should become. */
  readonly list: ListOptions | undefined;
}

/** What `@trackedList` says about its field. */
export interface ListOptions {
  /** The property that tells plain rows apart. */
  readonly key: string | undefined;
}

/** One tracked field of one class. */
export interface Field {
  readonly name: PropertyKey;
  /** Index of the value in the slots of an instance; the cell is at `slot + 1`. */
  readonly slot: number;
  readonly options: FieldOptions;
  readonly backing: Backing | undefined;
}

/** The tracked fields of a class, inherited ones first. */
export class ClassSchema {
  readonly fields: Field[];
  /** A field that the class itself declares, known where decorators see the prototype (legacy dialect). */
  declared: PropertyKey | undefined = undefined;
  readonly #byName: Map<PropertyKey, Field>;

  constructor(
    readonly prototype: object,
    inherited: ClassSchema | undefined,
  ) {
    this.fields = inherited === undefined ? [] : [...inherited.fields];
    this.width = 1 + 2 * this.fields.length;
    this.#byName = new Map(this.fields.map((field) => [field.name, field]));
  }

  /** Length of the slots of an instance. */
  width: number;

  field(name: PropertyKey): Field | undefined {
    return this.#byName.get(name);
  }

  /** Adds a field, or replaces an inherited one of the same name (S2). */
  declare(name: PropertyKey, options: FieldOptions, backing: Backing | undefined): Field {
    const known = this.#byName.get(name);
    const slot = known?.slot ?? this.width;
    const field: Field = { name, slot, options, backing };
    this.fields[(slot - 1) / 2] = field;
    this.width = 1 + 2 * this.fields.length;
    this.#byName.set(name, field);
    return field;
  }

  get isMultiverse(): boolean {
    return this.fields.some((field) => field.options.branchable);
  }
}

/** The schema that counts for objects with this prototype, or undefined where no class of the chain has tracked fields. */
export function schemaOf(prototype: object | null): ClassSchema | undefined {
  return prototype === null ? undefined : (prototype as { [SCHEMA]?: ClassSchema })[SCHEMA];
}

/** The prototype's own schema, made from the inherited one when it has none yet. */
export function ownSchema(prototype: object): ClassSchema {
  if (Object.hasOwn(prototype, SCHEMA)) return (prototype as { [SCHEMA]: ClassSchema })[SCHEMA];
  const schema = new ClassSchema(prototype, schemaOf(prototype));
  Object.defineProperty(prototype, SCHEMA, { value: schema });
  return schema;
}

/** `Board.title`, the way messages name a field. */
export function fieldTitle(object: object, name: PropertyKey): string {
  const maker: unknown = (object as { constructor?: unknown }).constructor;
  const owner = typeof maker === 'function' && maker.name !== '' ? maker.name : 'object';
  return `${owner}.${String(name)}`;
}
