// The tracked set: a Set that holds its elements itself, so reading is native. An element is a key whose value is itself.
import { CONTENT, type ContainerKind } from '../../recording/content.js';
import { track } from '../../recording/track.js';
import { keyAsKept, KeyedContent } from './keyed-content.js';
import { hasInternals, isDirect } from './tracked-map.js';

const natives = Set.prototype;

class SetContent extends KeyedContent {
  readonly handle: TrackedSet = new TrackedSet(this);

  emptyTwin(): SetContent {
    return new SetContent();
  }

  override fill(_key: unknown, value: unknown): void {
    this.put(value);
  }
  protected has(key: unknown): boolean {
    return natives.has.call(this.handle, key);
  }
  protected get(key: unknown): unknown {
    return key;
  }
  protected put(key: unknown): void {
    natives.add.call(this.handle, key);
  }
  protected drop(key: unknown): void {
    natives.delete.call(this.handle, key);
  }
  protected orderedKeys(): unknown[] {
    return [...natives.values.call(this.handle)];
  }
}

/** What users hold as a tracked set. */
class TrackedSet extends Set<unknown> {
  readonly #content: SetContent;

  constructor(content: SetContent) {
    super();
    this.#content = content;
    // A property of its own would go unrecorded.
    Object.preventExtensions(this);
  }

  get [CONTENT](): SetContent {
    return #content in this ? this.#content : (undefined as never);
  }

  override add(given: unknown): this {
    if (super.has(given)) return this;
    const value = track(keyAsKept(given), { holder: this, key: this.size });
    this.#content.write(value, value);
    return this;
  }
  override delete(value: unknown): boolean {
    const isThere = super.has(value);
    if (isThere) this.#content.remove([keyAsKept(value)]);
    return isThere;
  }
  override clear(): void {
    if (this.size > 0) this.#content.remove([...this.values()]);
  }

  override forEach(callback: (value: unknown, same: unknown, set: Set<unknown>) => void, self?: unknown): void {
    this.#content.tidy();
    super.forEach(callback, self);
  }
  override values(): SetIterator<unknown> {
    this.#content.tidy();
    return super.values();
  }
  override keys(): SetIterator<unknown> {
    return this.values();
  }
  override entries(): SetIterator<[unknown, unknown]> {
    this.#content.tidy();
    return super.entries();
  }
  override [Symbol.iterator](): SetIterator<unknown> {
    return this.values();
  }
}
Object.defineProperty(TrackedSet.prototype, 'constructor', { value: Set, configurable: true, writable: true });

/** Sets, from any realm; instances of subclasses are none. */
export const SET_KIND: ContainerKind = {
  hasKeys: false,
  accepts: (value) => hasInternals(value, 'Set') && isDirect(value),
  empty: () => new SetContent(),
  entries: (raw) => [...natives.values.call(raw as Set<unknown>)].map((value, at) => [at, value]),
};
