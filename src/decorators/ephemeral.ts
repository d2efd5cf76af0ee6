// `@ephemeral`: a field that is not recorded, and says so.
import { DecoratorPlacementError } from '../errors.js';
import { fieldTitle, schemaOf } from '../schema/class-schema.js';
import { declareEphemeral } from '../schema/ephemeral.js';
import { notingDecorator, type FieldDecorator } from './dialect.js';

/**
 * Declares a field that no history has: a hover, a draft, a cache. Writing it is no operation and leaves what can be redone;
 * undo does not touch it, and `snapshotOf`, `diff`, `extract` and `JSON.stringify` leave it out. It holds any value. The field
 * itself stays what it is. `fork` copies it.
 * @throws {DecoratorPlacementError} on a field that is recorded, on static or private members, methods, getters and setters;
 * standard decorators see a recorded field when the first instance is made
 */
export const ephemeral: FieldDecorator = notingDecorator('ephemeral', 'field', (prototype, name) => {
  if (schemaOf(prototype)?.field(name) !== undefined) refuseBoth('ephemeral', prototype, name);
  declareEphemeral(prototype, name);
}) as FieldDecorator;

/** @throws {DecoratorPlacementError} always: a field is recorded or it is not */
export function refuseBoth(decorator: string, prototype: object, name: PropertyKey): never {
  const other = decorator === 'ephemeral' ? 'it is a tracked field' : 'it is @ephemeral';
  throw new DecoratorPlacementError(decorator, fieldTitle(prototype, name), other, 'Decide for one of the two.');
}
