// `snapshotOf`: the state of a tracked object as plain data, for tests, logs and whoever must not hold the live one.
import { show } from './describe.js';
import { NoTimelineError } from './errors.js';
import { schemaOf } from './schema/class-schema.js';

/** The plain form of a tracked object: parts become plain objects, methods and symbols are left out. */
export type Snapshot<T> = {
  -readonly [
    K in keyof T as K extends string ? (T[K] extends (...args: never[]) => unknown ? never : K) : never
  ]: T[K] extends object ? Snapshot<T[K]> : T[K];
};

/**
 * Copies the tracked fields of an object, and of the parts inside it, into plain objects. What is shared or circular in
 * the object is so in the copy; values that are no tracked objects are taken as they are. O(fields).
 * @throws {NoTimelineError} when the object has no tracked fields
 */
export function snapshotOf<T extends object>(object: T): Snapshot<T> {
  if (schemaOf(object) === undefined) throw new NoTimelineError(show(object));
  const copies = new Map<object, Record<string, unknown>>();
  const copyOf = (source: object): Record<string, unknown> => {
    const known = copies.get(source);
    if (known !== undefined) return known;
    const copy: Record<string, unknown> = {};
    copies.set(source, copy);
    return copy;
  };
  const result = copyOf(object);
  // A Map visits what is added while it is walked: no recursion, whatever the depth.
  for (const [source, copy] of copies) {
    for (const { name } of schemaOf(source)?.fields ?? []) {
      if (typeof name === 'symbol') continue;
      const value = (source as Record<PropertyKey, unknown>)[name];
      const isTracked = typeof value === 'object' && value !== null && schemaOf(value) !== undefined;
      Object.defineProperty(copy, name, {
        value: isTracked ? copyOf(value) : value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return result as Snapshot<T>;
}
