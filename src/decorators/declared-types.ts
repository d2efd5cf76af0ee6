// Declared types, where a compiler emits them (`emitDecoratorMetadata`) and reflect-metadata is loaded, are checked when
// the class is defined. They only refine: correctness never needs them, because few compilers emit them.
import { FieldTypeError } from '../errors.js';
import { fieldTitle, type ClassSchema, type FieldOptions } from '../schema/class-schema.js';

/** Under this key `Reflect.getMetadata` answers the names of a class's tracked fields, where reflect-metadata is loaded. */
export const FIELDS_METADATA_KEY = 'janus:fields';

interface MetadataReflect {
  getMetadata?(key: string, target: object, property?: PropertyKey): unknown;
  defineMetadata?(key: string, value: unknown, target: object): void;
  getOwnMetadataKeys?(target: object): unknown[];
  getOwnMetadata?(key: unknown, target: object): unknown;
}
const reflect = Reflect as unknown as MetadataReflect;

/** Classes whose instances hold state that no history can read back. */
const UNRECORDABLE: readonly unknown[] = [Promise, WeakMap, WeakSet, WeakRef, Function, Proxy];
/** What a compiler writes where it does not know the type. */
const UNKNOWN: readonly unknown[] = [Object, Array];

/** @throws {FieldTypeError} when the declared type of a field is known and can never be recorded */
export function checkDeclaredType(
  decorator: string,
  prototype: object,
  name: PropertyKey,
  options: FieldOptions,
): void {
  if (options.ref) return;
  const type = reflect.getMetadata?.('design:type', prototype, name);
  if (typeof type !== 'function') return;
  const field = `@${decorator} ${fieldTitle(prototype, name)}`;
  if (UNRECORDABLE.includes(type)) {
    throw new FieldTypeError(field, type.name, 'Record the reference alone with @tracked.ref.');
  }
  if (options.list !== undefined && !UNKNOWN.includes(type)) {
    throw new FieldTypeError(field, type.name, 'A list field holds an array; use @tracked for other types.');
  }
}

/** Makes the field names of a class readable under {@link FIELDS_METADATA_KEY}. */
export function publishFields(target: object, schema: ClassSchema): void {
  reflect.defineMetadata?.(
    FIELDS_METADATA_KEY,
    schema.fields.map((field) => field.name),
    target,
  );
}

/** Copies the metadata a class carries itself, e.g. its constructor's parameter types, to the class that stands for it. */
export function copyMetadata(from: object, to: object): void {
  for (const key of reflect.getOwnMetadataKeys?.(from) ?? []) {
    reflect.defineMetadata?.(key as string, reflect.getOwnMetadata?.(key, from), to);
  }
}
