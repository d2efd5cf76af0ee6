// All operations by the kind of their target, and the whole assignments of fields.
import type { DeskShape, PieceShape } from './fixture.js';
import type { Draw } from './draw.js';
import { MAP_CHANGES, MAP_READS, MAP_WALKS, OBJECT_CHANGES, OBJECT_READS, OBJECT_WALKS } from './keyed-ops.js';
import { SET_CHANGES, SET_READS, SET_WALKS } from './keyed-ops.js';
import { LIST_CHANGES, LIST_READS, LIST_WALKS } from './list-ops.js';

/** What an operation can be done to; `desk` is the owner. */
export type TargetKind = 'list' | 'map' | 'set' | 'object' | 'piece' | 'desk';
export type Op = (target: never, d: Draw) => unknown;

/**
 * A raw array given to a `@trackedList` edits the list that is there; on the model's side, its content is replaced.
 * A list that is tracked already becomes the value of the field.
 */
function assignList<K extends string>(holder: Record<K, unknown[]>, field: K, d: Draw): void {
  const list = holder[field];
  const all = d.below(6);
  if (all === 0) {
    holder[field] = d.some('list', list);
    return;
  }
  const raw = [
    () => d.rawList(),
    () => [...list],
    () => [...list, d.value()],
    () => list.filter((_, i) => i % 3 !== 1),
    () => [...list.slice(1), ...list.slice(0, 1), ...d.values()],
    () => list.toReversed(),
  ][all]!();
  if (d.side.isLive) holder[field] = raw;
  else {
    list.length = 0;
    list.length = raw.length;
    for (const key of Object.keys(raw)) list[Number(key)] = raw[Number(key)];
  }
}

const DESK_CHANGES: Readonly<Record<string, (desk: DeskShape, d: Draw) => unknown>> = {
  'assign the list': (desk, d) => {
    assignList(desk as never, 'list', d);
  },
  'assign the items': (desk, d) => {
    desk.items = d.below(3) === 0 ? d.some('list', desk.items) : d.rawList();
  },
  'assign the map': (desk, d) => {
    desk.map = d.below(3) === 0 ? d.some('map', desk.map) : d.rawMap();
  },
  'assign the set': (desk, d) => {
    desk.set = d.below(3) === 0 ? d.some('set', desk.set) : d.rawSet();
  },
  'assign the object': (desk, d) => {
    desk.object = d.below(3) === 0 ? d.some('object', desk.object) : d.rawObject();
  },
  'assign any': (desk, d) => {
    desk.any = d.value();
  },
};

const PIECE_CHANGES: Readonly<Record<string, (piece: PieceShape, d: Draw) => unknown>> = {
  write: (piece, d) => {
    piece.x = d.value();
  },
  'assign its children': (piece, d) => {
    assignList(piece as never, 'children', d);
  },
};

/** All operations of a kind, by name. */
export const OPS: Readonly<Record<TargetKind, Readonly<Record<string, Op>>>> = {
  list: { ...LIST_CHANGES, ...LIST_READS, ...LIST_WALKS },
  map: { ...MAP_CHANGES, ...MAP_READS, ...MAP_WALKS },
  set: { ...SET_CHANGES, ...SET_READS, ...SET_WALKS },
  object: { ...OBJECT_CHANGES, ...OBJECT_READS, ...OBJECT_WALKS },
  piece: PIECE_CHANGES,
  desk: DESK_CHANGES,
};

/** Those that change something, for programs that are about states. */
export const CHANGES: Readonly<Record<TargetKind, readonly string[]>> = {
  list: Object.keys(LIST_CHANGES),
  map: Object.keys(MAP_CHANGES),
  set: Object.keys(SET_CHANGES),
  object: [...Object.keys(OBJECT_CHANGES), ...Object.keys(OBJECT_WALKS)],
  piece: Object.keys(PIECE_CHANGES),
  desk: Object.keys(DESK_CHANGES),
};
