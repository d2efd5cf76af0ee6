// `snapshotOf`: the state of a tracked object as plain data, for tests, logs and whoever must not hold the live one.
import { show } from './describe.js';
import { NoTimelineError, UncopyableValueError } from './errors.js';
import { contentOf } from './recording/content.js';
import { detachedCopyOf, isAdapted } from './timeline/merge-states.js';
import { schemaOf } from './schema/class-schema.js';

/** The plain form of a tracked object: parts become plain objects, methods and symbols are left out. */
export type Snapshot<T> = T extends readonly (infer E)[]
  ? Snapshot<E>[]
  : T extends ReadonlyMap<infer K, infer V>
    ? Map<Snapshot<K>, Snapshot<V>>
    : T extends ReadonlySet<infer E>
      ? Set<Snapshot<E>>
      : T extends object
        ? {
            -readonly [
              K in keyof T as K extends string ? (T[K] extends (...args: never[]) => unknown ? never : K) : never
            ]: Snapshot<T[K]>;
          }
        : T;

/** An object that is being copied: what its copy is, and how it is filled. */
interface Copying {
  readonly copy: object;
  readonly fill: (copyOf: (value: unknown) => unknown) => void;
}

/**
 * Copies a tracked object or container, with everything tracked inside it, into plain objects, arrays, maps and sets. What
 * is shared or circular is so in the copy; other values are taken as they are. O(size).
 * @throws {NoTimelineError} when the object has no tracked fields and is no tracked container
 */
export function snapshotOf<T extends object>(object: T): Snapshot<T> {
  if (!isTracked(object)) throw new NoTimelineError(show(object));
  const copies = new Map<object, Copying>();
  const copyOf = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || !isTracked(value)) return value;
    const known = copies.get(value);
    if (known !== undefined) return known.copy;
    const adapted = adaptedCopyOf(value);
    const made = adapted === undefined ? copying(value) : { copy: adapted, fill: () => undefined };
    copies.set(value, made);
    return made.copy;
  };
  const result = copyOf(object);
  // A Map visits what is added while it is walked: no recursion, whatever the depth.
  for (const { fill } of copies.values()) fill(copyOf);
  return result as Snapshot<T>;
}

/** Another value in the state of an adapted one: it changes in place. One that cannot be copied stands for itself. */
function adaptedCopyOf(value: object): object | undefined {
  const content = contentOf(value);
  if (!isAdapted(content)) return undefined;
  try {
    return detachedCopyOf(content);
  } catch (error) {
    if (error instanceof UncopyableValueError) return value;
    throw error;
  }
}

function isTracked(value: object): boolean {
  return contentOf(value) !== undefined || schemaOf(value) !== undefined;
}

function copying(source: object): Copying {
  if (contentOf(source) === undefined) return copyingFields(source);
  if (Array.isArray(source)) {
    const copy = new Array<unknown>(source.length);
    const fill: Copying['fill'] = (copyOf) => {
      source.forEach((value: unknown, at) => (copy[at] = copyOf(value)));
    };
    return { copy, fill };
  }
  if (source instanceof Map) {
    const copy = new Map<unknown, unknown>();
    const fill: Copying['fill'] = (copyOf) => {
      for (const [key, value] of source as Map<unknown, unknown>) copy.set(copyOf(key), copyOf(value));
    };
    return { copy, fill };
  }
  if (source instanceof Set) {
    const copy = new Set<unknown>();
    const fill: Copying['fill'] = (copyOf) => {
      for (const value of source as Set<unknown>) copy.add(copyOf(value));
    };
    return { copy, fill };
  }
  const copy = Object.create(Object.getPrototypeOf(source) as object | null) as object;
  return { copy, fill: filler(copy, () => Reflect.ownKeys(source), source) };
}

function copyingFields(source: object): Copying {
  const copy = {};
  const names = (): PropertyKey[] => {
    const fields = schemaOf(source)?.fields ?? [];
    return fields.flatMap(({ name }) => (typeof name === 'symbol' ? [] : [name]));
  };
  return { copy, fill: filler(copy, names, source) };
}

function filler(copy: object, keys: () => readonly PropertyKey[], source: object): Copying['fill'] {
  return (copyOf) => {
    for (const key of keys()) {
      const value = copyOf((source as Record<PropertyKey, unknown>)[key]);
      // Defined, not assigned: `__proto__` is a key like any other.
      Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
    }
  };
}
