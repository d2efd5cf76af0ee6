// What the mutation hunter mutates, and how.
import { timelineOf } from '../../../src/index.js';
import { Desk, LinearDesk, Piece } from './fixture.js';

/** All plain containers among and inside these values; tracked ones, parts and owners are left alone. */
export function plainIn(values: readonly unknown[], isKnown: (object: object) => boolean): object[] {
  const found = new Set<object>();
  const queue: unknown[] = [...values];
  for (const next of queue) {
    if (typeof next !== 'object' || next === null || found.has(next) || isKnown(next) || isTracked(next)) continue;
    found.add(next);
    if (next instanceof Map) for (const [key, value] of next as Map<unknown, unknown>) queue.push(key, value);
    else if (next instanceof Set) for (const value of next as Set<unknown>) queue.push(value);
    else for (const key of Reflect.ownKeys(next)) queue.push(Reflect.get(next, key));
  }
  return [...found];
}

function isTracked(object: object): boolean {
  if (object instanceof Desk || object instanceof LinearDesk || object instanceof Piece) return true;
  try {
    timelineOf(object);
    return true;
  } catch {
    return false;
  }
}

/** Changes a plain container in every way there is; frozen ones stay as they are. */
export function mutate(object: object): void {
  if (Object.isFrozen(object)) return;
  if (Array.isArray(object)) {
    object.reverse();
    object.push('hunted');
    object[0] = 'hunted';
    Reflect.deleteProperty(object, 1);
    object.splice(2, 1, 'hunted', 'hunted');
    if (object.length % 2 === 0) object.length = 0;
  } else if (object instanceof Map) {
    const [first] = object.keys();
    object.delete(first);
    object.set('hunted', 'hunted');
    if (object.size % 2 === 0) object.clear();
  } else if (object instanceof Set) {
    const [first] = object.keys();
    object.delete(first);
    object.add('hunted');
    if (object.size % 2 === 0) object.clear();
  } else {
    for (const key of Reflect.ownKeys(object)) {
      if (String(key).length % 2 === 0) Reflect.set(object, key, 'hunted');
      else Reflect.deleteProperty(object, key);
    }
    Reflect.set(object, 'hunted', 'hunted');
  }
}
