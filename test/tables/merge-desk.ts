// What the merge table is made on: one owner with a container of every kind, the kinds of operation on one place of each,
// and a short text for a state.
//
// Elements are shown by their names: `X` is what the target puts in, `Y` what the source puts in; `c1` is `c` edited by the
// target, `c2` edited by the source.
import { branchable, move, REMOVE, timeline, tracked, trackedList } from '../../src/index.js';
import type { MergeConflict, MergePolicy } from '../../src/index.js';

/** Something with a name and a place inside: a part, or a plain object. */
export interface Thing {
  readonly name: string;
  note: string;
}

class Piece implements Thing {
  @tracked note = '';
  constructor(readonly name: string) {}
}

/** How things are made: as parts, or as plain objects. */
export const THINGS = {
  parts: (name: string): Thing => new Piece(name),
  'plain objects': (name: string): Thing => ({ name, note: '' }),
};

/** The side that does something: the target, where the merge happens, or the source. */
export type Side = 'ours' | 'theirs';

/** An owner with one container of every kind. */
export interface Desk {
  list: Thing[];
  items: Thing[];
  map: Map<string, Thing>;
  object: Record<string, Thing>;
  set: Set<Thing>;
  field: Thing | null;
  whole: Thing[] | null;
  make(name: string): Thing;
}

/** A field of it. */
export type FieldName = Exclude<keyof Desk, 'make'>;

/** A class of owners whose fields all have a policy. */
export function deskClass(policy: MergePolicy | undefined): new (make: Desk['make']) => Desk {
  const options = policy === undefined ? {} : { merge: policy };
  @timeline({ mode: 'multiverse' })
  class Table implements Desk {
    @trackedList(options) list: Thing[] = [];
    @branchable(options) items: Thing[] = [];
    @branchable(options) map = new Map<string, Thing>();
    @branchable(options) object: Record<string, Thing> = {};
    @branchable(options) set = new Set<Thing>();
    @branchable(options) field: Thing | null = null;
    @branchable(options) whole: Thing[] | null = null;

    constructor(readonly make: Desk['make']) {
      this.list = named('a c b d').map(make);
      this.items = named('a c b d').map(make);
      this.map = new Map(named('a c b').map((name) => [name, make(name)]));
      this.object = Object.fromEntries(named('a c b').map((name) => [name, make(name)]));
      this.set = new Set(named('a c b').map(make));
      this.field = make('c');
      this.whole = named('a c b').map(make);
    }
  }
  return Table;
}

type Operation = (desk: Desk, side: Side) => void;
export type Operations = Readonly<Record<string, Operation>>;

const named = (names: string): string[] => names.split(' ');
const added = (desk: Desk, side: Side): Thing => desk.make(side === 'ours' ? 'X' : 'Y');
const edit = (thing: Thing | null | undefined, side: Side): void => {
  if (thing != null) thing.note = side === 'ours' ? '1' : '2';
};

/** Operations on `c` in a list `a c b d`. */
export const listOperations = (field: 'list' | 'items'): Operations => ({
  insert: (desk, side) => desk[field].splice(1, 0, added(desk, side)),
  'insert elsewhere': (desk, side) => desk[field].push(added(desk, side)),
  remove: (desk) => desk[field].splice(1, 1),
  replace: (desk, side) => (desk[field][1] = added(desk, side)),
  move: (desk, side) => move(desk[field], 1, side === 'ours' ? 3 : 0),
  sort: (desk) => desk[field].sort((a, b) => (a.name < b.name ? -1 : 1)),
  reverse: (desk) => desk[field].reverse(),
  edit: (desk, side) => edit(desk[field][1], side),
  clear: (desk) => (desk[field].length = 0),
  assign: (desk, side) => {
    const { list } = desk;
    desk.list = [list[0]!, list[2]!, added(desk, side), list[3]!];
  },
});

/** Operations on `c` in a map or object `a c b`. */
export const keyedOperations = (field: 'map' | 'object'): Operations => {
  const at = (desk: Desk): Map<string, Thing> => (field === 'map' ? desk.map : new KeysOf(desk.object));
  return {
    set: (desk, side) => at(desk).set('c', added(desk, side)),
    insert: (desk, side) => at(desk).set('n', added(desk, side)),
    delete: (desk) => at(desk).delete('c'),
    'put last': (desk) => {
      const value = at(desk).get('c')!;
      at(desk).delete('c');
      at(desk).set('c', value);
    },
    edit: (desk, side) => edit(at(desk).get('c'), side),
    clear: (desk) => at(desk).clear(),
  };
};

/** A plain object as a map. */
class KeysOf extends Map<string, Thing> {
  constructor(private readonly object: Record<string, Thing>) {
    super();
  }
  override get(key: string): Thing | undefined {
    return this.object[key];
  }
  override set(key: string, value: Thing): this {
    this.object[key] = value;
    return this;
  }
  override delete(key: string): boolean {
    return Reflect.deleteProperty(this.object, key);
  }
  override clear(): void {
    for (const key of Object.keys(this.object)) this.delete(key);
  }
}

/** Operations on `c` in a set `a c b`. */
export const SET_OPERATIONS: Operations = {
  add: (desk, side) => desk.set.add(added(desk, side)),
  delete: (desk) => desk.set.delete([...desk.set][1]!),
  'put last': (desk) => {
    const [, value] = desk.set;
    desk.set.delete(value!);
    desk.set.add(value!);
  },
  edit: (desk, side) => edit([...desk.set][1], side),
  clear: (desk) => desk.set.clear(),
};

/** Operations on a field that holds `c`. */
export const FIELD_OPERATIONS: Operations = {
  assign: (desk, side) => (desk.field = added(desk, side)),
  null: (desk) => (desk.field = null),
  edit: (desk, side) => edit(desk.field, side),
};

/** Operations on a field that holds a container `a c b`, which is replaced as a whole. */
export const WHOLE_OPERATIONS: Operations = {
  assign: (desk, side) => (desk.whole = [added(desk, side)]),
  null: (desk) => (desk.whole = null),
  insert: (desk, side) => desk.whole!.splice(1, 0, added(desk, side)),
  edit: (desk, side) => edit(desk.whole![1], side),
};

const shown = (thing: Thing): string => thing.name + thing.note;

/** The things in a field, in their order. */
export function thingsIn(desk: Desk, field: FieldName): Thing[] {
  const value = desk[field];
  if (value === null) return [];
  if (value instanceof Map || value instanceof Set || Array.isArray(value)) return [...value.values()];
  return field === 'field' ? [value as Thing] : Object.values(value as Desk['object']);
}

/** The state of a field as a short text. */
export function show(desk: Desk, field: FieldName): string {
  const value = desk[field];
  if (value === null) return 'null';
  const keys = field === 'map' ? desk.map.keys() : field === 'object' ? Object.keys(desk.object) : [];
  const text = thingsIn(desk, field).map(shown);
  for (const [at, key] of [...keys].entries()) text[at] = `${key}:${String(text[at])}`;
  return field === 'whole' ? `[${text.join(' ')}]` : text.join(' ') || '–';
}

/** A function that keeps what one side removed, and joins values: of things it takes the source's, of texts both. */
export function keep({ kind, hasOurs, ours, theirs }: MergeConflict): unknown {
  if (kind === 'removed') return hasOurs ? ours : theirs;
  return typeof ours === 'string' ? `${ours}${String(theirs)}` : theirs;
}

/** A function that agrees with the side that removed. */
export function drop(conflict: MergeConflict): unknown {
  return conflict.kind === 'removed' ? REMOVE : keep(conflict);
}
