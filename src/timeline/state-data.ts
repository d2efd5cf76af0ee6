// The state of the owner at any moment as plain data, without going there.
import { KeyedContent } from '../containers/keyed/keyed-content.js';
import { ListContent } from '../containers/list/list-content.js';
import { contentOf } from '../recording/content.js';
import { belongsTo } from './locate.js';
import { isAdapted, StateAt } from './merge-states.js';
import type { Session } from './session.js';

/** What `snapshotOf` would answer at a moment. O(size of the state). */
export function stateData(session: Session, moment: number): unknown {
  const state = new StateAt(session, moment);
  const copies = new Map<object, object>();
  const open: (() => void)[] = [];
  const copyOf = (value: unknown): unknown => {
    if (!belongsTo(session, value)) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    const content = contentOf(value);
    const copy = isAdapted(content) ? state.copyOf(content) : emptyCopy(value);
    copies.set(value, copy);
    if (isAdapted(content)) return copy;
    open.push(() => {
      fill(state, value, copy, copyOf);
    });
    return copy;
  };
  const result = copyOf(session.recorder.owner);
  // No recursion: depth is the user's.
  for (let next = open.pop(); next !== undefined; next = open.pop()) next();
  return result;
}

function emptyCopy(object: object): object {
  if (contentOf(object) === undefined) return {};
  if (Array.isArray(object)) return [];
  if (object instanceof Map) return new Map();
  return object instanceof Set ? new Set() : (Object.create(Object.getPrototypeOf(object) as object | null) as object);
}

function fill(state: StateAt, object: object, copy: object, copyOf: (value: unknown) => unknown): void {
  const content = contentOf(object);
  const define = (key: PropertyKey, value: unknown): void => {
    // Defined, not assigned: `__proto__` is a key like any other.
    Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  };
  if (content instanceof ListContent) {
    const elements = state.elementsOf(content);
    (copy as unknown[]).length = elements.length;
    elements.forEach((value, at) => {
      define(at, copyOf(value));
    });
  } else if (content instanceof KeyedContent) {
    for (const [key, value] of state.entriesOf(content)) {
      if (copy instanceof Map) copy.set(copyOf(key), copyOf(value));
      else if (copy instanceof Set) copy.add(copyOf(value));
      else define(key as PropertyKey, copyOf(value));
    }
  } else {
    for (const [{ name, options }, value] of state.fieldsOf(object)) {
      if (typeof name === 'string') define(name, options.ref ? value : copyOf(value));
    }
  }
}
