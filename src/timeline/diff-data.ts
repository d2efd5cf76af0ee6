// The shape of diffs and extracted events: plain data, in JSON where the values are.
import type { TagValue } from './moment.js';
import type { Path } from './path-text.js';

/** An object that the first state has, and that is held in the second one too. */
export interface KnownObject {
  readonly is: 'known';
  /** Where the first state has it. */
  readonly at: Path;
}

/** A new object that is described earlier in the same diff. */
export interface SameObject {
  readonly is: 'same';
  readonly id: number;
}

/** Stands for a hole of a list. */
export interface Hole {
  readonly is: 'hole';
}

/** What every description of an object says: which one it is, if it is new, and where the first state has it, if it goes. */
interface Described {
  readonly id?: number;
  readonly at?: Path;
}

/** A part: its class and what its tracked fields hold. */
export interface DescribedPart extends Described {
  readonly is: 'part';
  readonly type: string;
  readonly fields: Readonly<Record<PropertyKey, unknown>>;
}
/** A list. */
export interface DescribedList extends Described {
  readonly is: 'list';
  readonly elements: readonly unknown[];
}
/** A map, in the order of its keys. */
export interface DescribedMap extends Described {
  readonly is: 'map';
  readonly entries: readonly (readonly [key: unknown, value: unknown])[];
}
/** A set, in its order. */
export interface DescribedSet extends Described {
  readonly is: 'set';
  readonly members: readonly unknown[];
}
/** A plain object, in the order of its keys. */
export interface DescribedObject extends Described {
  readonly is: 'object';
  /** Whether it has no prototype. */
  readonly isBare: boolean;
  readonly entries: readonly (readonly [key: PropertyKey, value: unknown])[];
}

/** A value that an adapter is for: its class, and another value in the same state. Not for JSON. */
export interface DescribedAdapted extends Described {
  readonly is: 'adapted';
  readonly type: string;
  readonly value: object;
}

/** A part, container or adapted value in full. */
export type DescribedValue =
  DescribedPart | DescribedList | DescribedMap | DescribedSet | DescribedObject | DescribedAdapted;

/**
 * A value in a diff. Primitives, owners of other histories, and what a `@tracked.ref` field holds stand for themselves;
 * parts and containers are described by one of {@link DescribedValue}, {@link KnownObject} and {@link SameObject}.
 */
export type DiffValue = unknown;

/** Where a change is: `in` leads to the object or container, in the state before; `path` is the place as text. */
interface At {
  readonly path: string;
  readonly in: Path;
}

/** A field or key holds another value. */
export interface SetChange extends At {
  readonly kind: 'set';
  /** The name of the field, or the key. */
  readonly key: DiffValue;
  readonly old: DiffValue;
  readonly new: DiffValue;
}
/** A map or plain object has a new key, at the end; a set a new member, which is its key and its value. */
export interface AddChange extends At {
  readonly kind: 'add';
  readonly key: DiffValue;
  readonly new: DiffValue;
}
/** A key or member is gone. */
export interface DeleteChange extends At {
  readonly kind: 'delete';
  readonly key: DiffValue;
  readonly old: DiffValue;
}
/** After the other changes of its keys, a map, set or plain object has them in this order. */
export interface ReorderChange extends At {
  readonly kind: 'reorder';
  readonly keys: readonly DiffValue[];
}
/** Elements came into a list. Indices of list changes count in the list as the changes before this one left it. */
export interface InsertChange extends At {
  readonly kind: 'insert';
  readonly index: number;
  readonly values: readonly DiffValue[];
}
/** Elements went out of a list. */
export interface RemoveChange extends At {
  readonly kind: 'remove';
  readonly index: number;
  readonly values: readonly DiffValue[];
}
/** An element of a list moved. */
export interface MoveChange extends At {
  readonly kind: 'move';
  readonly from: number;
  readonly to: number;
}
/** Many elements of a list moved: those from `start` on stand in another order, for each new place the old one, from 0. */
export interface PermuteChange extends At {
  readonly kind: 'permute';
  readonly start: number;
  readonly order: readonly number[];
}
/** An element of a list stayed, with another value. */
export interface ReplaceChange extends At {
  readonly kind: 'replace';
  readonly index: number;
  readonly old: DiffValue;
  readonly new: DiffValue;
}
/** An adapted value changed in place. What the delta says only its adapter knows; with `back` it counts backwards. */
export interface EditChange extends At {
  readonly kind: 'edit';
  readonly delta: unknown;
  readonly back: boolean;
}

/** One change of a diff or event. */
export type Change =
  | SetChange
  | AddChange
  | DeleteChange
  | ReorderChange
  | InsertChange
  | RemoveChange
  | MoveChange
  | PermuteChange
  | ReplaceChange
  | EditChange;

/** What leads from one state to another. */
export interface Diff {
  /** Number of the moment it begins with. */
  readonly from: number;
  /** Number of the moment it ends with. */
  readonly to: number;
  /** Changes of one list are in the order in which they have to be done; all others are independent of each other. */
  readonly changes: readonly Change[];
}

/** One moment of an extracted history: what it did to the state of its first parent. */
export interface TimelineEvent {
  /** Its number. */
  readonly moment: number;
  /** Numbers of its parents, the first parent first. */
  readonly parents: readonly number[];
  /** When it began, in milliseconds since the epoch. */
  readonly time: number;
  readonly labels: readonly string[];
  /** The label given to its transaction. */
  readonly title: string | undefined;
  readonly tags: Readonly<Record<string, TagValue>>;
  /** As in a {@link Diff}: net, in the paths of the state before. */
  readonly changes: readonly Change[];
}

/** An event that knows its history; copies do not. */
export class ExtractedEvent implements TimelineEvent {
  readonly #owner: object;

  constructor(
    owner: object,
    readonly moment: number,
    readonly parents: readonly number[],
    readonly time: number,
    readonly labels: readonly string[],
    readonly title: string | undefined,
    readonly tags: Readonly<Record<string, TagValue>>,
    readonly changes: readonly Change[],
  ) {
    this.#owner = owner;
  }

  static isOf(value: object, owner: object): boolean {
    return #owner in value && value.#owner === owner;
  }
}

/** Which live object a description is about. Copies of a diff, by JSON or else, do not have it. */
export const liveOf = new WeakMap<object, object>();
