// The accessor of a tracked field: the hottest code of the package.
//
// `slot` is a constant of the closure, and values sit in one array per object: V8 then inlines a read or write into
// its caller (0.2 ns); one body shared through `this[key]` goes megamorphic (9 ns, Node 20).
import { UnrecordableValueError } from '../errors.js';
import { admit } from '../recording/admit.js';
import { contentOf, foreignContent, isLikeLastImmutable } from '../recording/content.js';
import { coerced } from '../recording/shadowing.js';
import { noteReadsOf } from '../recording/reads.js';
import { IN_BACKING, ownSlots, readSlot, SLOTS, slotsOf, type Slots } from '../recording/slots.js';
import { isObject, track } from '../recording/track.js';
import { boxed, hold, unboxed } from '../recording/weak-values.js';
import { fieldTitle, type Backing, type Field, type ListOptions } from '../schema/class-schema.js';

/** An object whose class has tracked fields: its prototype answers for it while it has no slots. */
interface Tracked {
  readonly [SLOTS]: Slots;
}

/** The get and set of one field, for the prototype of its class. */
export function accessorOf(field: Field): PropertyDescriptor {
  if (field.options.weak === true) return weakAccessorOf(SLOTS, field);
  return {
    get: field.backing === undefined ? getter(SLOTS, field.slot) : backedGetter(SLOTS, field.slot, field.backing),
    set: field.options.list === undefined ? setter(SLOTS, field) : listSetter(SLOTS, field, field.options.list),
    configurable: true,
    enumerable: true,
  };
}

// The key is a parameter, because V8 folds what a closure closes over, but not what a module exports.
function getter(key: typeof SLOTS, slot: number) {
  return function (this: Tracked): unknown {
    // The prototype answers NO_SLOTS for an object that has none.
    return this[key][slot];
  };
}

function backedGetter(key: typeof SLOTS, slot: number, backing: Backing) {
  return function (this: Tracked): unknown {
    const slots = this[key];
    const value = (slots[0] as unknown) === undefined ? IN_BACKING : slots[slot];
    return value === IN_BACKING ? backing.get.call(this) : value;
  };
}

function setter(key: typeof SLOTS, field: Field) {
  const { slot } = field;
  const { ref, coerce } = field.options;
  return function (this: Tracked, given: unknown): void {
    let next = coerce === undefined ? given : coerced(field, this, given);
    let slots = this[key];
    if ((slots[0] as unknown) === undefined) slots = slotsOf(this);
    // An ineffective write is no operation.
    if (Object.is(slots[slot], next)) return;
    const member = slots[0];
    if (!ref && isObject(next) && !isLikeLastImmutable(next)) {
      if (member !== null) member.recorder.checkWrite(slots, slot);
      next = track(next, { holder: this, key: field.name });
      if (member !== null) admit(member.recorder, next as object, member, field.name);
      if (foreignContent.has(next as object)) noteReadsOf(this, field.name);
    }
    // Before the object belongs to a history nothing is recorded.
    if (member === null) slots[slot] = next;
    else member.recorder.write(slots, slot, next);
  };
}

/** The get and set of a field whose values history does not keep alive. */
function weakAccessorOf(key: typeof SLOTS, field: Field): PropertyDescriptor {
  const { slot, backing } = field;
  const get = backing === undefined ? getter(key, slot) : backedGetter(key, slot, backing);
  return {
    get(this: Tracked): unknown {
      return unboxed(get.call(this));
    },
    set(this: Tracked, given: unknown): void {
      const next = boxed(coerced(field, this, given));
      const slots = slotsOf(this);
      if (Object.is(boxed(readSlot(this, slots, slot)), next)) return;
      const member = slots[0];
      if (slots[slot] === IN_BACKING) slots[slot] = boxed(readSlot(this, slots, slot));
      hold(slots, slot);
      if (member !== null) member.recorder.writeWeakly(slots, slot, next);
      else {
        slots[slot] = next;
        hold(slots, slot);
      }
    },
    configurable: true,
    enumerable: true,
  };
}

/** The set of a list field: a raw array says what the list that is there should become. */
function listSetter(key: typeof SLOTS, field: Field, { key: rowKey }: ListOptions) {
  const store = setter(key, { ...field, options: { ...field.options, coerce: undefined } });
  return function (this: Tracked, given: unknown): void {
    const next = coerced(field, this, given);
    if (isObject(next) && contentOf(next) === undefined) {
      if (!Array.isArray(next))
        throw new UnrecordableValueError(
          fieldTitle(this, field.name),
          'no array',
          'Assign an array, null or undefined.',
        );
      const present = ownSlots(this)?.[field.slot];
      const content = isObject(present) ? contentOf(present) : undefined;
      if (content?.assign !== undefined) {
        content.assign(next, rowKey);
        return;
      }
    }
    store.call(this, next);
  };
}
