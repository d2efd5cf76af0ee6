// Stand-ins for the classes of a file that is looked at without them: classes of the same name with the same tracked
// fields, and nothing else. No code of the file's writer is needed, and none runs.
import { tracked } from '../decorators/tracked.js';
import { TIMELINE } from '../recording/admit.js';
import { PART } from '../schema/class-identity.js';
import { ownSchema } from '../schema/class-schema.js';
import { findPlaceholder } from './adapters.js';
import type { ClassRecord, FindClass, KnownClass } from './classes.js';
import type { Finding } from './open.js';

/** Finds a stand-in for whatever a file names. */
export function findingPlaceholders(): Finding {
  return { classes: placeholderFinder(), adapters: () => findPlaceholder, foreign: () => undefined };
}

/** Makes a class for each that a file names. */
function placeholderFinder(): FindClass {
  const known = new Map<string, KnownClass>();
  return (record) => {
    // A journal names the classes of each record.
    const key = JSON.stringify([record, ...record.weak]);
    const found = known.get(key) ?? placeholderFor(record);
    known.set(key, found);
    return found;
  };
}

function placeholderFor({ name, version, fields, weak }: ClassRecord): KnownClass {
  const made = class {};
  Object.defineProperty(made, 'name', { value: name });
  const { prototype } = made;
  Object.defineProperty(prototype, PART, { value: { name, version } });
  for (const field of fields) {
    const decorator = weak.has(field) ? tracked.weak : tracked;
    (decorator as (target: object, name: string) => unknown)(prototype, field);
  }
  const schema = ownSchema(prototype);
  // Which of them is the owner is known later; parts are told by having no such options.
  const known = schema.fields.map((field) => {
    const before = String(field.name);
    return { before, field, isWeak: weak.has(before), convert: undefined };
  });
  return { name, prototype, schema, fields: known, added: [] };
}

/** Makes a placeholder the owner of a history. */
export function becomeOwner(prototype: object, isLinear: boolean): void {
  // Once more when a part of a journal is left out.
  const value = { mode: isLinear ? 'linear' : 'multiverse' };
  Object.defineProperty(prototype, TIMELINE, { value, configurable: true });
}
