// Classes by the name they have in files. A file holds names; what they stand for is what was given to `open`, and no
// other class is ever used.
import { ClassMismatchError, UnknownClassError } from '../errors.js';
import { TIMELINE } from '../recording/admit.js';
import { PART, type ClassIdentity } from '../schema/class-identity.js';
import { schemaOf, type ClassSchema, type Field } from '../schema/class-schema.js';
import type { FieldLine, Migrations } from './migration.js';

/** A class whose instances a file can hold. */
export type SavedClass = abstract new (...args: never[]) => object;

/** The name that objects with this prototype have in files: the one given to `@timeline` or `@part`, or that of the class. */
export function classNameOf(prototype: object): string {
  const { constructor } = prototype as { constructor?: { readonly name?: unknown } };
  const { name } = identityOf(prototype);
  return name ?? (typeof constructor?.name === 'string' ? constructor.name : '');
}

/** The version of the fields of a class, 1 where none was given. */
export function versionOf(prototype: object): number {
  return identityOf(prototype).version ?? 1;
}

/** What the decorators of this very class say; the twin of an owner adds one prototype below. */
function identityOf(prototype: object): ClassIdentity {
  const own = ownIdentity(prototype);
  if (own !== undefined) return own;
  const above = Object.getPrototypeOf(prototype) as object | null;
  const isTwin = above !== null && nameOfMaker(prototype) === nameOfMaker(above);
  return (isTwin ? ownIdentity(above) : undefined) ?? {};
}

function ownIdentity(prototype: object): ClassIdentity | undefined {
  const { [PART]: part, [TIMELINE]: timeline } = prototype as { [PART]?: ClassIdentity; [TIMELINE]?: ClassIdentity };
  if (Object.hasOwn(prototype, PART)) return part;
  return Object.hasOwn(prototype, TIMELINE) ? timeline : undefined;
}

function nameOfMaker(prototype: object): unknown {
  return (prototype as { constructor?: { readonly name?: unknown } }).constructor?.name;
}

/** What a file says of a class. */
export interface ClassRecord {
  readonly name: string;
  readonly version: number;
  /** Names of its tracked fields; symbols by their description. */
  readonly fields: readonly string[];
  /** Those of them whose values the history does not keep alive. */
  readonly weak: ReadonlySet<string>;
}

/** The name of a field in files. */
export function fieldNameOf({ name }: Field): string {
  return typeof name === 'symbol' ? `@@${name.description ?? ''}` : String(name);
}

/** Before the name of a weak field. */
const WEAK = '\u0000';
/** Before any other name that begins with one of both. */
const PLAIN = '\u0001';

/** What a file says of a field: its name, and whether it is weak. */
export function fieldText(field: Field): string {
  const name = fieldNameOf(field);
  if (field.options.weak === true) return WEAK + name;
  return name.startsWith(WEAK) || name.startsWith(PLAIN) ? PLAIN + name : name;
}

/** What {@link fieldText} said. */
export function fieldOfText(text: string): { readonly name: string; readonly isWeak: boolean } {
  const isWeak = text.startsWith(WEAK);
  return { name: isWeak || text.startsWith(PLAIN) ? text.slice(1) : text, isWeak };
}

/** A class of a file, as it is in this program. */
export interface KnownClass {
  readonly name: string;
  readonly prototype: object;
  readonly schema: ClassSchema;
  /** The fields that the file knows, in its order. */
  readonly fields: readonly KnownField[];
  /** Fields that have come since, with what they hold. */
  readonly added: readonly KnownField[];
}

/** A field of a file, as it is in this program. */
export interface KnownField {
  /** Its name in the file. */
  readonly before: string | undefined;
  /** Undefined where it was removed. */
  readonly field: Field | undefined;
  /** Whether the file remembers values of it only. */
  readonly isWeak: boolean;
  /** What each recorded value becomes; nothing to do without it. */
  readonly convert: ((value: unknown) => unknown) | undefined;
}

/** Finds the classes of a file by their names. */
export type FindClass = (record: ClassRecord) => KnownClass;

/** Finds classes among these. @throws {UnknownClassError} when two have the same name */
export function classFinder(classes: readonly SavedClass[], migrations: Migrations): FindClass {
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
    if (prototype !== undefined) return matched(record, prototype, migrations);
    throw new UnknownClassError(
      record.name,
      `the file has objects of this class, which is none of those given to open (${[...prototypes.keys()].join(', ') || 'none'})`,
    );
  };
}

/** A class of this program as one of a file. @throws {ClassMismatchError} @throws {MigrationError} */
function matched(record: ClassRecord, prototype: object, migrations: Migrations): KnownClass {
  const { name, version, fields: saved, weak } = record;
  const schema = schemaOf(prototype);
  if (schema === undefined) throw new ClassMismatchError(name, 'has no tracked fields, and had some when it was saved');
  const { fields, added } = migrations.of(name, saved, version, versionOf(prototype));
  const byName = new Map(schema.fields.map((field) => [fieldNameOf(field), field]));
  const known = (line: FieldLine): KnownField => {
    const field = line.name === undefined ? undefined : byName.get(line.name);
    if (field === undefined && line.name !== undefined) {
      throw new ClassMismatchError(
        name,
        `has no tracked field ${line.name} any more, and the history has values of it. Keep the field, or raise the version ` +
          `of the class and say in migrate what became of it`,
      );
    }
    const isWeak = weak.has(line.before ?? '');
    if (isWeak && field !== undefined && field.options.weak !== true) {
      throw new ClassMismatchError(
        name,
        `has a field ${line.name ?? ''} that was @tracked.weak when the file was written, and is not any more: values that ` +
          `were collected have left nothing to hold. Keep @tracked.weak`,
      );
    }
    return { before: line.before, field, isWeak, convert: line.convert };
  };
  return { name, prototype, schema, fields: fields.map(known), added: added.map(known) };
}
