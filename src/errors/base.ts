// What all errors have in common.

/** Base of all errors of this package. `code` is stable across releases; messages are not. */
export class JanusError extends Error {
  declare readonly code: string;
  override get name(): string {
    return this.constructor.name;
  }
}
