// `immutable`: persistent collections and records. Import for the effect: `import 'janus-ts/adapters/immutable'`.
import { type Collection, fromJS, is, isCollection, isRecord, type Record as ImmutableRecord } from 'immutable';
import { adapter } from '../adapter.js';
import type { ImmutableAdapter } from '../protocol.js';
import type { Target } from '../registry.js';

type Value = Collection<unknown, unknown> | ImmutableRecord<object>;

/** Compared by value. They are not encoded: which class a record is, and what is inside, is the program's to say. */
export class ImmutableCollectionAdapter implements ImmutableAdapter<Value> {
  readonly immutable = true;
  equals(a: Value, b: Value): boolean {
    return is(a, b);
  }
}

// The classes are hidden behind functions: what they make tells them.
const target = Object.getPrototypeOf(Object.getPrototypeOf(fromJS([])) as object) as { constructor: unknown };
adapter<Value>(target.constructor as Target<Value>, {
  match: (value): value is Value => isCollection(value) || isRecord(value),
})(ImmutableCollectionAdapter);
