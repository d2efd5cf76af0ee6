// `immutable`: persistent collections and records. Import for the effect: `import 'janus-ts/adapters/immutable'`. For records in
// files call `adaptRecord` with their factory.
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
import { AdapterRegistrationError } from '../../errors.js';
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

/** Factories of records, by the names that files have for them. */
const factories = new Map<string, RecordFactory>();
const RECORD = 'Record';

/** What `Record(…)` answers, or a class that extends it. */
export type RecordFactory = new (values?: never) => object;

/**
 * Lets files hold records of a factory, under this name: `adaptRecord('Point', Point)`.
 * @throws {AdapterRegistrationError} when another factory has the name
 */
export function adaptRecord(name: string, factory: RecordFactory): void {
  const known = factories.get(name) ?? factory;
  if (known !== factory) throw new AdapterRegistrationError(name, 'another factory of records has that name');
  factories.set(name, factory);
}

/** Compared by value. Lazy sequences are not encoded, and records only if their factory has a name: see {@link adaptRecord}. */
export class ImmutableCollectionAdapter implements ImmutableAdapter<Value> {
  readonly immutable = true;
  equals(a: Value, b: Value): boolean {
    return is(a, b);
  }
  encode(value: Value): unknown {
    if (isRecord(value)) {
      const factory = [...factories].find(([, made]) => value.constructor === made);
      return factory === undefined ? undefined : [RECORD, [...value.toSeq()], factory[0]];
    }
    if (isSeq(value)) return undefined;
    const name = TYPES.find(([, isOne]) => isOne(value))?.[0];
    return name === undefined ? undefined : [name, [...value]];
  }
  decode(data: unknown): Value {
    const [name, all, record] = data as [string, never[], string?];
    if (name === RECORD) {
      const factory = factories.get(record ?? '');
      if (factory === undefined) throw new TypeError(`no adaptRecord(${JSON.stringify(record)}, …) was called`);
      return new factory(Object.fromEntries(all) as never) as Value;
    }
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
