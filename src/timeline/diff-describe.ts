// Values as plain data: what a diff says of parts and containers.
//
// An object that both states hold is named by where the first one has it; one that is new, or goes, is described in full.
import { KeyedContent } from '../containers/keyed/keyed-content.js';
import { HOLE, ListContent, readPlace } from '../containers/list/list-content.js';
import { typeName } from '../describe.js';
import { contentOf } from '../recording/content.js';
import {
  liveOf,
  type DescribedList,
  type DescribedMap,
  type DescribedPart,
  type DescribedValue,
  type DiffValue,
} from './diff-data.js';
import { belongsTo, type Locator } from './locate.js';
import { isAdapted, type StateAt } from './merge-states.js';
import type { Session } from './session.js';

const A_HOLE = { is: 'hole' } as const;

/** What is asked of a state: what is in it, and where. */
type Where = Pick<Locator, 'state' | 'pathOf' | 'reaches' | 'isWhereItJoined'>;

/** Describes the values of one diff. */
export class Describer {
  readonly #ids = new Map<object, number>();
  /** Objects that go, and are described already. */
  readonly #gone = new Set<object>();

  constructor(
    private readonly session: Session,
    private readonly before: Where,
    private readonly after: Where,
    private readonly isThorough: boolean,
  ) {}

  /** A value of the second state. */
  new(value: unknown): DiffValue {
    return belongsTo(this.session, value)
      ? this.#all(value, this.after, (object) => this.#newName(object))
      : plain(value);
  }

  /** A value of the first state. */
  old(value: unknown): DiffValue {
    return belongsTo(this.session, value)
      ? this.#all(value, this.before, (object) => this.#oldName(object))
      : plain(value);
  }

  /** What an object that is new is called, and whether that says all. */
  #newName(object: object): { name: object; isAll: boolean } {
    const at = this.before.pathOf(object);
    if (at !== undefined) return { name: { is: 'known', at }, isAll: true };
    const known = this.#ids.get(object);
    if (known !== undefined) return { name: { is: 'same', id: known }, isAll: true };
    const id = this.#ids.size + 1;
    this.#ids.set(object, id);
    return { name: { id }, isAll: false };
  }

  #oldName(object: object): { name: object; isAll: boolean } {
    const at = this.before.pathOf(object) ?? [];
    const stays = this.isThorough ? this.after.reaches(object) : this.after.isWhereItJoined(object, this.#gone);
    if (stays || this.#gone.has(object)) return { name: { is: 'known', at }, isAll: true };
    this.#gone.add(object);
    return { name: { at }, isAll: false };
  }

  // No recursion: depth is the user's.
  #all(
    root: object,
    where: Pick<Locator, 'state'>,
    nameOf: (object: object) => { name: object; isAll: boolean },
  ): DiffValue {
    const open: (() => void)[] = [];
    const describe = (value: unknown): unknown => {
      if (!belongsTo(this.session, value)) return plain(value);
      const { name, isAll } = nameOf(value);
      if (isAll) return name;
      const description = { ...shapeOf(value, where.state), ...name } as DescribedValue;
      liveOf.set(description, value);
      open.push(() => {
        fill(where, value, description, describe);
      });
      return description;
    };
    const described = describe(root);
    for (let next = open.pop(); next !== undefined; next = open.pop()) next();
    return described;
  }
}

function plain(value: unknown): unknown {
  return value === HOLE ? A_HOLE : value;
}

function shapeOf(object: object, state: StateAt): object {
  const content = contentOf(object);
  if (content === undefined) return { is: 'part', type: typeName(object), fields: {} };
  if (content instanceof ListContent) return { is: 'list', elements: [] };
  if (isAdapted(content)) return { is: 'adapted', type: typeName(object), value: state.copyOf(content) };
  if (object instanceof Map) return { is: 'map', entries: [] };
  if (object instanceof Set) return { is: 'set', members: [] };
  return { is: 'object', isBare: Object.getPrototypeOf(object) === null, entries: [] };
}

function fill(
  { state }: Pick<Locator, 'state'>,
  object: object,
  description: DescribedValue,
  describe: (value: unknown) => unknown,
): void {
  const content = contentOf(object);
  if (content instanceof ListContent) {
    const elements = state.elementsOf(content);
    const into = (description as DescribedList).elements as unknown[];
    for (let i = 0; i < elements.length; i++) into.push(describe(readPlace(elements, i)));
  } else if (content instanceof KeyedContent) {
    for (const [key, value] of state.entriesOf(content)) {
      if (description.is === 'set') (description.members as unknown[]).push(describe(value));
      else ((description as DescribedMap).entries as unknown[]).push([describe(key), describe(value)]);
    }
  } else if (content === undefined) {
    const { fields } = description as DescribedPart;
    for (const [{ name, options }, held] of state.fieldsOf(object)) {
      const value = options.ref ? held : describe(held);
      // Defined, not assigned: `__proto__` is a name like any other.
      Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
    }
  }
}
