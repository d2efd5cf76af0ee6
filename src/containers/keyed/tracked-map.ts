// The tracked map: a Map that holds its entries itself, so reading is native.
import { CONTENT, type ContainerKind } from '../../recording/content.js';
import { checkKey, placeTitle } from '../../recording/track.js';
import { keyAsKept, KeyedContent } from './keyed-content.js';

const natives = Map.prototype;

class MapContent extends KeyedContent {
  readonly handle: TrackedMap = new TrackedMap(this);

  emptyTwin(): MapContent {
    return new MapContent();
  }

  protected has(key: unknown): boolean {
    return natives.has.call(this.handle, key);
  }
  protected get(key: unknown): unknown {
    return natives.get.call(this.handle, key);
  }
  protected put(key: unknown, value: unknown): void {
    natives.set.call(this.handle, key, value);
  }
  protected drop(key: unknown): void {
    natives.delete.call(this.handle, key);
  }
  protected orderedKeys(): unknown[] {
    return [...natives.keys.call(this.handle)];
  }

  /** Keys can be parts, so they are inside as well. */
  override *children(): Iterable<readonly [key: unknown, value: unknown]> {
    for (const [key, value] of natives.entries.call(this.handle)) {
      yield [key, key];
      yield [key, value];
    }
  }
}

/** What users hold as a tracked map. */
class TrackedMap extends Map<unknown, unknown> {
  readonly #content: MapContent;

  constructor(content: MapContent) {
    super();
    this.#content = content;
    // A property of its own would go unrecorded.
    Object.preventExtensions(this);
  }

  get [CONTENT](): MapContent {
    return #content in this ? this.#content : (undefined as never);
  }

  override set(key: unknown, value: unknown): this {
    checkKey(key, () => placeTitle(this, key));
    this.#content.write(keyAsKept(key), value);
    return this;
  }
  override delete(key: unknown): boolean {
    const isThere = super.has(key);
    if (isThere) this.#content.remove([keyAsKept(key)]);
    return isThere;
  }
  override clear(): void {
    if (this.size > 0) this.#content.remove([...this.keys()]);
  }

  override forEach(callback: (value: unknown, key: unknown, map: Map<unknown, unknown>) => void, self?: unknown): void {
    this.#content.tidy();
    super.forEach(callback, self);
  }
  override keys(): MapIterator<unknown> {
    this.#content.tidy();
    return super.keys();
  }
  override values(): MapIterator<unknown> {
    this.#content.tidy();
    return super.values();
  }
  override entries(): MapIterator<[unknown, unknown]> {
    this.#content.tidy();
    return super.entries();
  }
  override [Symbol.iterator](): MapIterator<[unknown, unknown]> {
    return this.entries();
  }
}
Object.defineProperty(TrackedMap.prototype, 'constructor', { value: Map, configurable: true, writable: true });

/** Maps, from any realm; instances of subclasses are none. */
export const MAP_KIND: ContainerKind = {
  hasKeys: true,
  accepts: (value) => hasInternals(value, 'Map') && isDirect(value),
  empty: () => new MapContent(),
  entries: (raw) => [...natives.entries.call(raw as Map<unknown, unknown>)],
};

/** Whether the native methods of a class accept a value as their receiver: they know the containers of all realms. */
export function hasInternals(value: object, kind: 'Map' | 'Set'): boolean {
  // Both have a tag; what has none need not be asked by an error, which takes 20 µs.
  if (!(Symbol.toStringTag in value)) return false;
  try {
    if (kind === 'Map') Map.prototype.has.call(value as Map<unknown, unknown>, undefined);
    else Set.prototype.has.call(value as Set<unknown>, undefined);
    return true;
  } catch {
    return false;
  }
}

/** Whether the prototype of a value is that of the built-in class, not of a subclass. */
export function isDirect(value: object): boolean {
  const parent: unknown = Object.getPrototypeOf(Object.getPrototypeOf(value) ?? {});
  return parent !== null && Object.getPrototypeOf(parent) === null;
}
