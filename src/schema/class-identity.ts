// What a class is called in files, and in which version it is: what `@timeline` and `@part` say of it.

/** Under this key the prototype of a `@part` class holds what was said. */
export const PART: unique symbol = Symbol.for('janus-ts/1/part') as never;

/** What is said of a class. */
export interface ClassIdentity {
  /** Name of the class in files; the class name by default. */
  readonly name?: string;
  /** Version of its fields, a whole number from 1 on; 1 by default. */
  readonly version?: number;
}

/** Why what was said cannot be; undefined where it can. */
export function wrongIdentity({ name, version }: ClassIdentity): string | undefined {
  if (name !== undefined && (typeof (name as unknown) !== 'string' || name === '')) return 'name is a text';
  const isVersion = version === undefined || (Number.isSafeInteger(version) && version >= 1);
  return isVersion ? undefined : 'version is a whole number from 1 on';
}
