// Admission: what may enter a tracked field, and how a part joins the history of its owner.
//
// Joining is done in two passes, so that a refusal deep inside a part leaves every object as it was: the first walks
// all objects that would join and checks them, the second makes them members. No recursion: depth is the user's.
import { typeName } from '../describe.js';
import { ForeignPartError, ShadowedFieldError, UnrecordableValueError } from '../errors.js';
import { fieldTitle, schemaOf, type ClassSchema, type Field } from '../schema/class-schema.js';
import { DISPOSED } from './gate.js';
import { Member } from './member.js';
import type { Recorder } from './recorder.js';
import { coerced, hiddenValues, shadowingValue, uncover } from './shadowing.js';
import { fit, IN_BACKING, ownSlots, readSlot, slotsOf, type Slots } from './slots.js';

/** Under this key the prototype of a `@timeline` class holds its options; it marks owners. */
export const TIMELINE: unique symbol = Symbol.for('janus-ts/1/timeline') as never;

/** An object that will join, and where it was found. */
interface Candidate {
  readonly object: object;
  readonly schema: ClassSchema;
  readonly parent: Candidate | Member | null;
  readonly key: PropertyKey;
}

/** Whether a value needs {@link admit}: everything but primitives does. */
export function needsAdmission(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/**
 * Checks an object that is about to enter a field, and lets it join the history where it is a part.
 * @throws {UnrecordableValueError} when it, or something inside it, cannot be recorded
 * @throws {ForeignPartError} when it, or something inside it, belongs to another owner
 */
export function admit(recorder: Recorder, value: object, parent: Member, field: Field): void {
  const candidate = check(recorder, value, parent, field.name, parent.object);
  if (candidate === undefined) return;
  const slots = ownSlots(value);
  if (slots?.[0] === null && holdsPlainValues(value, slots, candidate.schema)) {
    recorder.join(slots, new Member(recorder, value, parent, field.name));
  } else {
    join(recorder, withPartsInside(recorder, candidate));
  }
}

/** Makes an instance the owner of a new history, with everything its fields hold. */
export function adoptOwner(recorder: Recorder, owner: object, schema: ClassSchema): void {
  const slots = ownSlots(owner);
  if (slots !== undefined && holdsPlainValues(owner, slots, schema)) {
    recorder.join(slots, new Member(recorder, owner, null, ''));
    return;
  }
  const root: Candidate = { object: owner, schema, parent: null, key: '' };
  join(recorder, withPartsInside(recorder, root));
}

/**
 * Whether there is nothing to uncover, to take out of storage or to join: most objects when they are constructed, and the
 * long way costs them 3 µs.
 */
function holdsPlainValues(owner: object, slots: Slots, schema: ClassSchema): boolean {
  if (slots.length !== schema.width) return false;
  const looksClosely = isYoungClass(Object.getPrototypeOf(owner) as object);
  for (const { name, slot, options } of schema.fields) {
    const value = slots[slot];
    if (value === IN_BACKING || (needsAdmission(value) && !options.ref)) return false;
    if ((looksClosely || value === undefined) && Object.hasOwn(owner, name)) return false;
  }
  return true;
}

/** Instances of a class that are searched for hiding properties though their values came through accessors. */
const LOOKED_AT = 8;
const lookedAt = new WeakMap<object, number>();
let seasoned: object | undefined;

// A class hides a field in all its instances or in none, as good as always; the exception is refused at the first question
// (`Session`). Asking each object for ten own properties would cost its construction a third more.
function isYoungClass(prototype: object): boolean {
  if (prototype === seasoned) return false;
  const count = (lookedAt.get(prototype) ?? 0) + 1;
  lookedAt.set(prototype, count);
  if (count >= LOOKED_AT) seasoned = prototype;
  return count <= LOOKED_AT;
}

/** The member behind an object, if it belongs to a living history. */
export function memberOf(object: object): Member | null {
  const member = ownSlots(object)?.[0] ?? null;
  return member !== null && (member.recorder.gate & DISPOSED) === 0 ? member : null;
}

function withPartsInside(recorder: Recorder, first: Candidate): Candidate[] {
  const found = [first];
  let seen: Set<object> | undefined;
  // An array can be walked while it grows.
  for (const holder of found) {
    for (const field of holder.schema.fields) {
      const inside = rawValue(holder.object, field);
      if (field.options.ref || !needsAdmission(inside)) continue;
      seen ??= new Set([first.object]);
      if (seen.has(inside)) continue;
      seen.add(inside);
      const candidate = check(recorder, inside, holder, field.name, holder.object);
      if (candidate !== undefined) found.push(candidate);
    }
  }
  return found;
}

/** The candidate a value is, or undefined when it enters as it is: an owner, or a member already. */
function check(
  recorder: Recorder,
  value: object,
  parent: Candidate | Member,
  key: PropertyKey,
  holder: object,
): Candidate | undefined {
  const schema = typeof value === 'function' ? undefined : schemaOf(value);
  if (schema === undefined) throw refusal(value, fieldTitle(holder, key));
  if (TIMELINE in value) return undefined;
  const member = memberOf(value);
  if (member?.recorder === recorder) return undefined;
  if (member !== null) throw new ForeignPartError(fieldTitle(holder, key), typeName(value), typeName(recorder.owner));
  if (ownSlots(value) === undefined && !Object.isExtensible(value)) {
    throw new UnrecordableValueError(
      fieldTitle(holder, key),
      `a frozen or sealed ${typeName(value)}`,
      'Freeze it after it has joined, or hold it with @tracked.ref.',
    );
  }
  return { object: value, schema, parent, key };
}

function join(recorder: Recorder, candidates: readonly Candidate[]): void {
  // Coercions are the user's code and may throw: all of them run before anything is touched.
  const values = candidates.map(({ object, schema }) => [
    ...storedValues(object, schema),
    ...hiddenValues(object, schema),
  ]);
  const members = new Map<Candidate, Member>();
  candidates.forEach((candidate, index) => {
    const { object, schema, parent, key } = candidate;
    uncover(object, schema);
    const slots = slotsOf(object);
    if (slots.length < schema.width) fit(slots, schema);
    for (const [slot, value] of values[index] ?? []) slots[slot] = value;
    // A former life in another, disposed history left its cell numbers.
    for (const { slot } of schema.fields) slots[slot + 1] = 0;
    const parentMember = parent === null || parent instanceof Member ? parent : (members.get(parent) ?? null);
    const member = new Member(recorder, object, parentMember, key);
    members.set(candidate, member);
    recorder.join(slots, member);
  });
}

/** Values that still lie in accessor storage, as their fields' coercions make them, by slot. */
function storedValues(object: object, schema: ClassSchema): [slot: number, value: unknown][] {
  const slots = ownSlots(object);
  return schema.fields.flatMap((field): [number, unknown][] => {
    const { backing, slot } = field;
    if (backing === undefined || (slots !== undefined && slots[slot] !== IN_BACKING)) return [];
    return [[slot, coerced(field, object, backing.get.call(object))]];
  });
}

function rawValue(object: object, field: Field): unknown {
  const hidden = shadowingValue(object, field.name);
  if (hidden !== undefined) {
    if (!hidden.configurable) throw new ShadowedFieldError(typeName(object), String(field.name));
    return hidden.value;
  }
  const slots = ownSlots(object);
  return slots === undefined ? field.backing?.get.call(object) : readSlot(object, slots, field.slot);
}

function refusal(value: object, field: string): UnrecordableValueError {
  const kind =
    typeof value === 'function'
      ? 'a function'
      : Array.isArray(value)
        ? 'an array'
        : `an instance of ${typeName(value)}`;
  return new UnrecordableValueError(
    field,
    kind,
    isContainer(value)
      ? 'Containers inside the history are not supported yet: keep its elements in parts, or record the reference alone with @tracked.ref.'
      : 'Give its class tracked fields so that it becomes a part, or record the reference alone with @tracked.ref.',
  );
}

// `Object.prototype.toString` knows containers of other realms, where `instanceof` does not.
function isContainer(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value) || prototype === null || prototype === Object.prototype) return true;
  return ['[object Map]', '[object Set]'].includes(Object.prototype.toString.call(value));
}
