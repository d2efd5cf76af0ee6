// Admission: how what enters a field or a container joins the history of its owner.
//
// Joining is done in two passes, so that a refusal deep inside leaves every object as it was: the first walks all
// objects that would join and checks them, the second makes them members. No recursion: depth is the user's.
import { typeName } from '../describe.js';
import { ForeignPartError, ShadowedFieldError, UnrecordableValueError } from '../errors.js';
import { schemaOf, type ClassSchema, type Field } from '../schema/class-schema.js';
import { hasInvariants } from '../schema/invariants.js';
import { contentOf, foreignContent, isImmutableValue, knownTo, type Content } from './content.js';
import { DISPOSED } from './gate.js';
import { Member } from './member.js';
import { leave, type Joined, type Recorder } from './recorder.js';
import { coerced, shadowingValue, uncover } from './shadowing.js';
import { fit, IN_BACKING, ownSlots, readSlot, slotsOf, type Slots } from './slots.js';
import { isObject, placeTitle, placing, track } from './track.js';

/** Under this key the prototype of a `@timeline` class holds its options; it marks owners. */
export const TIMELINE: unique symbol = Symbol.for('janus-ts/1/timeline') as never;

/** An object or container that will join, and where it was found. */
interface Candidate {
  readonly object: object;
  readonly schema: ClassSchema | undefined;
  readonly content: Content | undefined;
  readonly parent: Candidate | Member | null;
  readonly key: unknown;
  /** Values that have to go into its slots: they lie hidden by own properties, or in accessor storage. */
  moved: [slot: number, value: unknown][];
  /** Whether others that join hold it, too. */
  isHeldElsewhere?: boolean;
}

/**
 * Checks a value that is about to enter a place and is recordable ({@link track}), and lets it join the history.
 * @throws {ForeignPartError} when it, or something inside it, belongs to another owner
 * @throws {UnrecordableValueError} when something inside a part cannot be recorded
 */
export function admit(recorder: Recorder, value: object, parent: Member, key: unknown): void {
  const candidate = check(recorder, value, parent, key);
  if (candidate === undefined) return;
  const slots = candidate.schema === undefined ? undefined : ownSlots(value);
  if (slots?.[0] === null && holdsPlainValues(value, slots, candidate.schema)) {
    if (hasInvariants(value)) recorder.expectInvariants(true);
    recorder.join(slots, new Member(recorder, value, parent, key));
  } else {
    join(recorder, withAllInside(recorder, [candidate]));
  }
}

/** Like {@link admit}, for several values that enter one container together: all of them join, or none. */
export function admitAll(
  recorder: Recorder,
  values: readonly unknown[],
  parent: Member,
  keyOf: (at: number) => unknown,
): void {
  const candidates: Candidate[] = [];
  const seen = new Set<object>();
  values.forEach((value, at) => {
    if (!isObject(value) || seen.has(value)) return;
    seen.add(value);
    const candidate = check(recorder, value, parent, keyOf(at));
    if (candidate !== undefined) candidates.push(candidate);
  });
  if (candidates.length > 0) join(recorder, withAllInside(recorder, candidates));
}

/** Makes an instance the owner of a new history, with everything its fields hold. Answers what has joined, where that counts. */
export function adoptOwner(recorder: Recorder, owner: object, schema: ClassSchema): readonly Joined[] {
  const slots = ownSlots(owner);
  if (slots !== undefined && holdsPlainValues(owner, slots, schema)) {
    recorder.join(slots, new Member(recorder, owner, null, ''));
    if (!hasInvariants(owner)) return NOTHING;
    recorder.expectInvariants(false);
    return [slots];
  }
  const root: Candidate = { object: owner, schema, content: undefined, parent: null, key: '', moved: [] };
  return join(recorder, withAllInside(recorder, [root]));
}

const NOTHING: readonly never[] = [];

/**
 * Whether there is nothing to uncover, to take out of storage or to join: most objects when they are constructed, and the
 * long way costs them 3 µs.
 */
function holdsPlainValues(owner: object, slots: Slots, schema: ClassSchema | undefined): boolean {
  if (slots.length !== schema?.width) return false;
  const looksClosely = isYoungClass(Object.getPrototypeOf(owner) as object);
  for (const { name, slot, options } of schema.fields) {
    const value = slots[slot];
    if (value === IN_BACKING || (isObject(value) && !options.ref)) return false;
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

/** The member behind an object or container, if it belongs to a living history. */
export function memberOf(object: object): Member | null {
  const content = contentOf(object);
  return living(content === undefined ? ownSlots(object)?.[0] : content.member);
}

function living(member: Member | null | undefined): Member | null {
  return member != null && (member.recorder.gate & DISPOSED) === 0 ? member : null;
}

function withAllInside(recorder: Recorder, first: readonly Candidate[]): Candidate[] {
  const found = [...first];
  const seen = new Map<object, Candidate>(first.map((candidate) => [candidate.object, candidate]));
  // An array can be walked while it grows.
  for (const holder of found) {
    for (const [key, inside] of holder.content?.children() ?? fieldsOf(holder)) {
      if (!isObject(inside)) continue;
      const known = seen.get(inside);
      if (known !== undefined) {
        if (known.parent !== holder) {
          known.isHeldElsewhere = true;
          recorder.holders?.add(inside, holder.object);
        }
        continue;
      }
      const candidate = check(recorder, inside, holder, key);
      if (candidate === undefined) continue;
      seen.set(inside, candidate);
      found.push(candidate);
    }
  }
  return found;
}

/** The recorded fields of an object; those whose values have to be moved into its slots are noted on the way. */
function* fieldsOf(holder: Candidate): Iterable<readonly [key: PropertyKey, value: unknown]> {
  const { object, schema } = holder;
  for (const field of schema?.fields ?? []) {
    const hidden = misplacedValue(object, field);
    let value: unknown;
    if (hidden !== undefined) {
      value = coerced(field, object, hidden.value);
      if (!field.options.ref) value = track(value, { holder: object, key: field.name });
      holder.moved.push([field.slot, value]);
    } else {
      const slots = ownSlots(object);
      value = slots === undefined ? undefined : readSlot(object, slots, field.slot);
    }
    if (!field.options.ref) yield [field.name, value];
  }
}

/** The value of a field that is not in its slot: hidden by an own property, or still in accessor storage. */
function misplacedValue(object: object, field: Field): { value: unknown } | undefined {
  const hidden = shadowingValue(object, field.name);
  if (hidden !== undefined) {
    if (!hidden.configurable) throw new ShadowedFieldError(typeName(object), String(field.name));
    return { value: hidden.value };
  }
  const { backing, slot } = field;
  if (backing === undefined) return undefined;
  const slots = ownSlots(object);
  return slots === undefined || slots[slot] === IN_BACKING ? { value: backing.get.call(object) } : undefined;
}

/** The candidate a recordable value is, or undefined when it enters as it is: an owner, or a member already. */
function check(recorder: Recorder, value: object, parent: Candidate | Member, key: unknown): Candidate | undefined {
  // Owners have a history of their own.
  if (TIMELINE in value && contentOf(value) === undefined) return undefined;
  const member = memberOf(value);
  if (member?.recorder === recorder) {
    if (member.parent !== parent) member.isHeldElsewhere = true;
    recorder.holders?.add(value, parent.object);
    if (recorder.partsHaveInvariants) recorder.reentered.add(member);
    return undefined;
  }
  const known = knownTo(recorder.foreign);
  const isForeign = known !== undefined && member === null && isForeignValue(value);
  const title = (): string => placeTitle(parent.object, key);
  const content = isForeign ? placing(title, () => known.contentFor(value)) : contentOf(value);
  if (isForeign && content === undefined) {
    if (!known.isImmutable(value)) throw unknownHere(value, title());
    return undefined;
  }
  const schema = content === undefined ? schemaOf(value) : undefined;
  if (content === undefined && schema === undefined && isImmutableValue(value)) return undefined;
  if (member !== null) {
    throw new ForeignPartError(title(), typeName(value), typeName(recorder.owner));
  }
  if (content?.prepare !== undefined) placing(title, () => content.prepare?.());
  if (schema !== undefined && ownSlots(value) === undefined && !Object.isExtensible(value)) {
    throw new UnrecordableValueError(
      title(),
      `a frozen or sealed ${typeName(value)}`,
      'Freeze it after it has joined, or hold it with @tracked.ref.',
    );
  }
  return { object: value, schema, content, parent, key, moved: [] };
}

/** Neither ours nor of a class with tracked fields. */
function isForeignValue(value: object): boolean {
  if (foreignContent.has(value)) return true;
  return contentOf(value) === undefined && schemaOf(value) === undefined;
}

function unknownHere(value: object, title: string): UnrecordableValueError {
  return new UnrecordableValueError(
    title,
    `an instance of ${typeName(value)}`,
    'This timeline has adapters of its own, and none of them is for it: add one to `adapters` of its @timeline.',
  );
}

// An adapter may refuse when its value joins: then nothing has joined.
function join(recorder: Recorder, candidates: readonly Candidate[]): readonly Joined[] {
  for (const { object, parent } of candidates) if (hasInvariants(object)) recorder.expectInvariants(parent !== null);
  const joined: Joined[] = [];
  try {
    joinAll(recorder, candidates, joined);
    return joined;
  } catch (error) {
    for (const done of joined.reverse()) leave(done);
    throw error;
  }
}

function joinAll(recorder: Recorder, candidates: readonly Candidate[], joined: Joined[]): void {
  const members = new Map<Candidate, Member>();
  for (const candidate of candidates) {
    const { object, schema, content, parent, key, moved } = candidate;
    const parentMember = parent === null || parent instanceof Member ? parent : (members.get(parent) ?? null);
    const member = new Member(recorder, object, parentMember, key);
    members.set(candidate, member);
    if (candidate.isHeldElsewhere === true) member.isHeldElsewhere = true;
    if (content !== undefined) {
      // A former life in another, disposed history left its cell numbers.
      content.forgetCells();
      joined.push(content);
      recorder.join(content, member);
    } else if (schema !== undefined) {
      uncover(object, schema);
      const slots = slotsOf(object);
      if (slots.length < schema.width) fit(slots, schema);
      for (const [slot, value] of moved) slots[slot] = value;
      for (const { slot } of schema.fields) slots[slot + 1] = 0;
      joined.push(slots);
      recorder.join(slots, member);
    }
  }
}
