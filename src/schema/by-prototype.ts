// What decorators note about a class: a table on its prototype, which begins with what the class inherits.

/** Tables of one kind. The key is a registered symbol, so that two copies of the package agree. */
export class ByPrototype<V> {
  constructor(private readonly key: symbol) {}

  /** What counts for an object, or for a prototype: its own and inherited entries. */
  of(object: object): ReadonlyMap<unknown, V> | undefined {
    return (object as Record<symbol, ReadonlyMap<unknown, V> | undefined>)[this.key];
  }

  /** Adds an entry to a class; one with the key of an inherited one takes its place. */
  note(prototype: object, key: unknown, value: V): void {
    const known = this.of(prototype);
    if (known !== undefined && Object.hasOwn(prototype, this.key)) (known as Map<unknown, V>).set(key, value);
    else Object.defineProperty(prototype, this.key, { value: new Map(known).set(key, value) });
  }
}
