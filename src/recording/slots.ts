// Where the values of a tracked object live: one array per object, under one hidden property.
//
//   slots = [ member, value 0, cell 0, value 1, cell 1, … ]
//
// `member` says which history the object belongs to (null: none yet). The cell of a field is a positive number once
// its first operation is recorded, 0 before, and negative when it has a number but its first operation was rolled back.
// An array at a constant index is what V8 inlines best: 0.2 ns a write against 9 ns through `this[key]` (Node 20).
import type { ClassSchema } from '../schema/class-schema.js';
import { schemaOf } from '../schema/class-schema.js';
import type { Member } from './member.js';

/** Under this key a tracked object holds its slots; not enumerable, so copies of the object do not share them. */
export const SLOTS: unique symbol = Symbol.for('janus-ts/1/slots') as never;

/** The slots of one object; see the file comment for the layout. */
export type Slots = [member: Member | null, ...rest: unknown[]];

/** An object whose class has tracked fields. The slots are made when its first field is touched. */
interface TrackedObject {
  [SLOTS]?: Slots;
}

/** Stands in a slot whose value still lies in the storage the language made for an `accessor` field. */
export const IN_BACKING: unique symbol = Symbol('value still in its accessor storage');

/**
 * What the prototype of a tracked class answers for an object that has no slots yet. A read then needs no check of its
 * own. It has no member, not even null: that is how it is told from real slots, by other copies of the package too.
 */
export const NO_SLOTS = new Array<undefined>(129).fill(undefined) as unknown as Slots;

/** The slots of an object, if it has some. */
export function ownSlots(object: object): Slots | undefined {
  const slots = (object as TrackedObject)[SLOTS];
  return slots === undefined || (slots[0] as unknown) === undefined ? undefined : slots;
}

/** The slots of an object, made if it has none. */
export function slotsOf(object: object): Slots {
  return ownSlots(object) ?? makeSlots(object, schemaOf(object));
}

/** Slots to copy, by schema. */
const templates = new WeakMap<ClassSchema, Slots>();

function makeSlots(object: object, schema: ClassSchema | undefined): Slots {
  const slots: Slots = schema === undefined ? [null] : [...templateOf(schema)];
  Object.defineProperty(object, SLOTS, { value: slots });
  return slots;
}

// A copy has just the memory it needs, where an array that grows has twice as much, and no holes, whose check would cost
// every read 0.2 ns.
function templateOf(schema: ClassSchema): Slots {
  let template = templates.get(schema);
  if (template?.length !== schema.width) {
    template = [null];
    fill(template, schema);
    templates.set(schema, template);
  }
  return template;
}

function fill(slots: Slots, { fields }: ClassSchema): void {
  for (let n = (slots.length - 1) / 2; n < fields.length; n++) {
    slots.push(fields[n]?.backing === undefined ? undefined : IN_BACKING, 0);
  }
}

/** Lengthens slots that were made before the schema knew all its fields (the first instance of a standard class). */
export function fit(slots: Slots, schema: ClassSchema): void {
  fill(slots, schema);
}

/** The value of a slot, wherever it lies. */
export function readSlot(object: object, slots: Slots, slot: number): unknown {
  const value = slots[slot];
  if (value !== IN_BACKING) return value;
  return schemaOf(object)?.fields[(slot - 1) / 2]?.backing?.get.call(object);
}
