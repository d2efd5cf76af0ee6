// `immutable`: persistent collections and records. Import for the effect: `import 'janus-ts/adapters/immutable'`.
import {
  type Collection,
  fromJS,
  is,
  isCollection,
  isRecord,
  isSeq,
  List,
  Map as ImmutableMap,
  OrderedMap,
  OrderedSet,
  type Record as ImmutableRecord,
  Set as ImmutableSet,
  Stack,
} from 'immutable';
import { adapter } from '../adapter.js';
import type { ImmutableAdapter } from '../protocol.js';
import type { Target } from '../registry.js';

type Value = Collection<unknown, unknown> | ImmutableRecord<object>;

/** How collections are told in files, the special ones first, and made of their entries or elements. */
const TYPES: readonly (readonly [name: string, is: (value: object) => boolean, make: (all: never[]) => object])[] = [
  ['OrderedMap', OrderedMap.isOrderedMap, OrderedMap],
  ['Map', ImmutableMap.isMap, ImmutableMap],
  ['OrderedSet', OrderedSet.isOrderedSet, OrderedSet],
  ['Set', ImmutableSet.isSet, ImmutableSet],
  ['List', List.isList, List],
  ['Stack', Stack.isStack, Stack],
];

/** Compared by value. Records and lazy sequences are not encoded: which class or function they have is the program's to say. */
export class ImmutableCollectionAdapter implements ImmutableAdapter<Value> {
  readonly immutable = true;
  equals(a: Value, b: Value): boolean {
    return is(a, b);
  }
  encode(value: Value): unknown {
    if (isRecord(value) || isSeq(value)) return undefined;
    const name = TYPES.find(([, isOne]) => isOne(value))?.[0];
    return name === undefined ? undefined : [name, [...value]];
  }
  decode(data: unknown): Value {
    const [name, all] = data as [string, never[]];
    const make = TYPES.find((type) => type[0] === name)?.[2];
    if (make === undefined) throw new TypeError('a collection of no known type');
    return make(all) as Value;
  }
}

// The classes are hidden behind functions: what they make tells them.
const target = Object.getPrototypeOf(Object.getPrototypeOf(fromJS([])) as object) as { constructor: unknown };
adapter<Value>(target.constructor as Target<Value>, {
  match: (value): value is Value => isCollection(value) || isRecord(value),
})(ImmutableCollectionAdapter);
