// Paths: how a message or result names a field as seen from its owner.
//
// A part remembers through which field it joined; while that field still holds it, this is its path. A part that has
// moved since is found by a walk over the owner's objects, breadth first, so the shortest path wins.
import type { Member } from '../recording/member.js';
import { ownSlots, type Slots } from '../recording/slots.js';
import { schemaOf } from '../schema/class-schema.js';

/** The path of a field, e.g. `results.error`. A part that the owner cannot reach now is named by where it joined. */
export function pathOf(owner: object, slots: Slots, field: PropertyKey): string {
  const member = slots[0];
  if (member === null) return String(field);
  const joined = keysOfJoining(member);
  const keys = joined.current ? joined.keys : (keysByWalk(owner, member.object) ?? joined.keys);
  return [...keys, field].map(String).join('.');
}

function keysOfJoining(member: Member): { keys: PropertyKey[]; current: boolean } {
  const keys: PropertyKey[] = [];
  let current = true;
  for (let at = member; at.parent !== null; at = at.parent) {
    keys.push(at.key);
    current &&= (at.parent.object as Record<PropertyKey, unknown>)[at.key] === at.object;
  }
  return { keys: keys.reverse(), current };
}

function keysByWalk(owner: object, wanted: object): PropertyKey[] | undefined {
  interface Step {
    readonly object: object;
    readonly keys: readonly PropertyKey[];
  }
  const seen = new Set<object>([owner]);
  const queue: Step[] = [{ object: owner, keys: [] }];
  // An array can be walked while it grows.
  for (const { object, keys } of queue) {
    if (object === wanted) return [...keys];
    for (const { name } of schemaOf(object)?.fields ?? []) {
      const value = (object as Record<PropertyKey, unknown>)[name];
      const isPart = typeof value === 'object' && value !== null && ownSlots(value) !== undefined;
      if (!isPart || seen.has(value)) continue;
      seen.add(value);
      queue.push({ object: value, keys: [...keys, name] });
    }
  }
  return undefined;
}
