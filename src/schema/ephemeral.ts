// Fields that are declared not to be recorded.
import { ByPrototype } from './by-prototype.js';

const fields = new ByPrototype<true>(Symbol.for('janus-ts/1/ephemeral'));

/** Says that a field of a class is not recorded. */
export function declareEphemeral(prototype: object, name: PropertyKey): void {
  fields.note(prototype, name, true);
}

/** Whether a field is declared not to be recorded. */
export function isEphemeral(object: object, name: PropertyKey): boolean {
  return fields.of(object)?.has(name) ?? false;
}
