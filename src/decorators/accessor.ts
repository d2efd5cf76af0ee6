// The accessor of a tracked field: the hottest code of the package.
//
// `slot` is a constant of the closure, and values sit in one array per object: V8 then inlines a read or write into
// its caller (0.2 ns); one body shared through `this[key]` goes megamorphic (9 ns, Node 20).
import { admit, needsAdmission } from '../recording/admit.js';
import { coerced } from '../recording/shadowing.js';
import { IN_BACKING, SLOTS, slotsOf, type Slots } from '../recording/slots.js';
import type { Backing, Field } from '../schema/class-schema.js';

/** An object whose class has tracked fields: its prototype answers for it while it has no slots. */
interface Tracked {
  readonly [SLOTS]: Slots;
}

/** The get and set of one field, for the prototype of its class. */
export function accessorOf(field: Field): PropertyDescriptor {
  return {
    get: field.backing === undefined ? getter(SLOTS, field.slot) : backedGetter(SLOTS, field.slot, field.backing),
    set: setter(SLOTS, field),
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
    const next = coerce === undefined ? given : coerced(field, this, given);
    let slots = this[key];
    if ((slots[0] as unknown) === undefined) slots = slotsOf(this);
    // An ineffective write is no operation.
    if (Object.is(slots[slot], next)) return;
    const member = slots[0];
    if (member === null) {
      // Before the object belongs to a history nothing is recorded; adoption checks what is there.
      slots[slot] = next;
      return;
    }
    if (!ref && needsAdmission(next)) {
      member.recorder.checkWrite(slots, slot);
      admit(member.recorder, next, member, field);
    }
    member.recorder.write(slots, slot, next);
  };
}
