// Healing: a class field compiled with define semantics becomes an own property that hides the accessor.
//
// Own properties are deleted in the reverse order of their making, because V8 then steps back through the shapes it
// came by; any other order turns the object into a slow dictionary (writes 24 ns instead of 2, toolchain notes).
import type { ClassSchema, Field } from '../schema/class-schema.js';

/** The own property that hides a tracked accessor, if there is one. */
export function shadowingValue(object: object, name: PropertyKey): PropertyDescriptor | undefined {
  return Object.getOwnPropertyDescriptor(object, name);
}

/** The first tracked field of an object that is hidden by an own property. */
export function shadowedField(object: object, schema: Pick<ClassSchema, 'fields'>): PropertyKey | undefined {
  return schema.fields.find((field) => Object.hasOwn(object, field.name))?.name;
}

/**
 * Removes hiding properties, so that the accessors show. Runs before the object gets its slots: they would be the
 * property made last.
 */
export function uncover(object: object, schema: ClassSchema): void {
  if (shadowedField(object, schema) === undefined) return;
  const keys = Reflect.ownKeys(object);
  const from = keys.findIndex((key) => schema.field(key) !== undefined);
  const removed = keys
    .slice(from)
    .map((key) => [key, shadowingValue(object, key)] as const)
    .filter(([, property]) => property?.configurable === true);
  for (const [key] of removed.reverse()) Reflect.deleteProperty(object, key);
  for (const [key, property] of removed.reverse()) {
    if (schema.field(key) === undefined && property !== undefined) Object.defineProperty(object, key, property);
  }
}

/** A value as the field's coercion makes it. */
export function coerced(field: Pick<Field, 'options'>, object: object, value: unknown): unknown {
  const { coerce } = field.options;
  return coerce === undefined ? value : coerce.call(object, value);
}
