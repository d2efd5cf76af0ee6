// Which values become tracked lists.
import type { ContainerKind } from '../../recording/content.js';
import { checkLength } from './list-content.js';
import { makeList } from './list-handle.js';

/** Arrays, from any realm; instances of subclasses are none. */
export const LIST_KIND: ContainerKind = {
  hasKeys: false,
  // The prototype of arrays is an array itself, that of a subclass is not.
  accepts: (value) => Array.isArray(value) && Array.isArray(Object.getPrototypeOf(value)),
  empty: () => makeList([]),
  entries(raw, refuse) {
    const array = raw as unknown[];
    const { length } = array;
    checkLength(length);
    const keys = Reflect.ownKeys(array);
    // Indices come first, then `length`.
    const indices = keys.indexOf('length');
    if (indices < keys.length - 1) {
      refuse(keys.at(-1), 'a named property of an array', 'Keep it in a plain object, or in a field of its own.');
    }
    const entries = keys.slice(0, indices).map((key): [unknown, unknown] => {
      const property = Reflect.getOwnPropertyDescriptor(array, key);
      if (property !== undefined && !('value' in property)) {
        return refuse(Number(key), 'an accessor property', 'Give it a value.');
      }
      return [Number(key), property?.value];
    });
    return [...entries, ['length', length]];
  },
};
