// Classes by the name they have in files. A file holds names; what they stand for is what was given to `open`, and no
// other class is ever used.
import { ClassMismatchError, UnknownClassError } from '../errors.js';
import { TIMELINE } from '../recording/admit.js';
import { schemaOf, type ClassSchema, type Field } from '../schema/class-schema.js';

/** A class whose instances a file can hold. */
export type SavedClass = abstract new (...args: never[]) => object;

/** The name that objects with this prototype have in files: the one given to `@timeline`, or that of the class. */
export function classNameOf(prototype: object): string {
  const { constructor } = prototype as { constructor?: { readonly name?: unknown } };
  const own = ownTimelineName(prototype);
  return own ?? (typeof constructor?.name === 'string' ? constructor.name : '');
}

/** The name given to the decorator of this very class; its twin adds one prototype below. */
function ownTimelineName(prototype: object): string | undefined {
  const above = Object.getPrototypeOf(prototype) as object | null;
  const isOf = (object: object | null): object is { [TIMELINE]: { name?: string } } =>
    object !== null && Object.hasOwn(object, TIMELINE);
  if (isOf(prototype)) return prototype[TIMELINE].name;
  const isTwin = isOf(above) && nameOfMaker(prototype) === nameOfMaker(above);
  return isTwin ? above[TIMELINE].name : undefined;
}

function nameOfMaker(prototype: object): unknown {
  return (prototype as { constructor?: { readonly name?: unknown } }).constructor?.name;
}

/** What a file says of a class. */
export interface ClassRecord {
  readonly name: string;
  /** Names of its tracked fields; symbols by their description. */
  readonly fields: readonly string[];
}

/** The name of a field in files. */
export function fieldNameOf({ name }: Field): string {
  return typeof name === 'symbol' ? `@@${name.description ?? ''}` : String(name);
}

/** A class of a file, as it is in this program. */
export interface KnownClass {
  readonly name: string;
  readonly prototype: object;
  readonly schema: ClassSchema;
  /** The fields that the file knows, in its order. */
  readonly fields: readonly Field[];
}

/** Finds the classes of a file by their names. */
export type FindClass = (record: ClassRecord) => KnownClass;

/** Finds classes among these. @throws {UnknownClassError} when two have the same name */
export function classFinder(classes: readonly SavedClass[]): FindClass {
  const prototypes = new Map<string, object>();
  for (const { prototype } of classes as readonly { readonly prototype: object }[]) {
    const name = classNameOf(prototype);
    const known = prototypes.get(name);
    if (known !== undefined && known !== prototype) {
      throw new UnknownClassError(
        name,
        'two of the given classes have this name; tell them apart by @timeline({ name })',
      );
    }
    prototypes.set(name, prototype);
  }
  return (record) => {
    const prototype = prototypes.get(record.name);
    if (prototype !== undefined) return matched(record, prototype);
    throw new UnknownClassError(
      record.name,
      `the file has objects of this class, which is none of those given to open (${[...prototypes.keys()].join(', ') || 'none'})`,
    );
  };
}

/** A class of this program as one of a file. @throws {ClassMismatchError} */
function matched({ name, fields }: ClassRecord, prototype: object): KnownClass {
  const schema = schemaOf(prototype);
  if (schema === undefined) throw new ClassMismatchError(name, 'has no tracked fields, and had some when it was saved');
  const byName = new Map(schema.fields.map((field) => [fieldNameOf(field), field]));
  return {
    name,
    prototype,
    schema,
    fields: fields.map((field) => {
      const known = byName.get(field);
      if (known !== undefined) return known;
      throw new ClassMismatchError(
        name,
        `has no tracked field ${field} any more, and the history has values of it. Keep the field`,
      );
    }),
  };
}
