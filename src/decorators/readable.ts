// Tracked fields are accessors on the prototype, so `JSON.stringify` and `console.log` would not see them. These two
// hooks let them, unless the class has its own.
import { schemaOf, type ClassSchema } from '../schema/class-schema.js';
import { isEphemeral } from '../schema/ephemeral.js';

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** What is being shown: inspect sees a new object for each of ours, so it cannot find cycles itself. */
const showing = new Set<object>();

/** The fields of an object as a plain one: tracked fields first, then its own enumerable properties that are to be shown. Not deep. */
function fieldsOf(
  object: object,
  schema: ClassSchema,
  isShown: (key: string) => boolean = () => true,
): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const { name } of schema.fields) {
    if (typeof name !== 'symbol') define(plain, String(name), (object as Record<PropertyKey, unknown>)[name]);
  }
  for (const [key, value] of Object.entries(object)) if (isShown(key)) define(plain, key, value);
  return plain;
}

/** Gives a class `toJSON` and a readable `console.log`, where it defines none. */
export function makeReadable(prototype: object, schema: ClassSchema): void {
  if (!('toJSON' in prototype)) {
    Object.defineProperty(prototype, 'toJSON', {
      value(this: object) {
        return fieldsOf(this, schemaOfInstance(this, schema), (key) => !isEphemeral(this, key));
      },
      configurable: true,
      writable: true,
    });
  }
  if (!(INSPECT in prototype)) {
    Object.defineProperty(prototype, INSPECT, {
      value(this: object, depth: number, options: object, inspect: (value: unknown, options: object) => string) {
        const { name } = this.constructor;
        if (depth < 0) return `[${name}]`;
        if (showing.has(this)) return '[Circular]';
        const shown = fieldsOf(this, schemaOfInstance(this, schema));
        // An object of a class of the same name, so that inspect keeps its layout and colours.
        const Frame = { [name]: class {} }[name] ?? Object;
        showing.add(this);
        try {
          return inspect(Object.assign(new Frame(), shown), { ...options, depth });
        } finally {
          showing.delete(this);
        }
      },
      configurable: true,
      writable: true,
    });
  }
}

// `__proto__` is an ordinary key here.
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function schemaOfInstance(object: object, known: ClassSchema): ClassSchema {
  return schemaOf(object) ?? known;
}
