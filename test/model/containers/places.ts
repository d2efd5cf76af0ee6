// Every way a value can get into an owner, and what counts as "nothing has changed".
import { move, snapshotOf, timelineOf } from '../../../src/index.js';
import { Desk, Piece } from './fixture.js';

/** An owner with something in each container; a part with a list is among it. */
export function furnished(): Desk {
  const desk = new Desk({
    list: ['a', 'b', 'c'],
    items: ['x', ['y'], 'z'],
    map: new Map<unknown, unknown>([
      ['k', 'v'],
      ['n', 1],
    ]),
    set: new Set<unknown>(['s', 't']),
    object: { p: 1, q: { r: 2 } },
    any: new Piece(1),
  });
  (desk.any as Piece).children.push('child');
  return desk;
}

/** How a value gets in; messages name the place by this text. */
export interface Place {
  readonly name: string;
  readonly says: string;
  put(desk: Desk, value: unknown): unknown;
}

export const PLACES: readonly Place[] = [
  { name: 'a field', says: 'Desk.any', put: (desk, value) => (desk.any = value) },
  { name: 'push', says: 'Desk.list[3]', put: ({ list }, value) => list.push(value) },
  { name: 'push, second of three', says: 'Desk.list[4]', put: ({ list }, value) => list.push('one', value, 'three') },
  { name: 'unshift', says: 'Desk.items[0]', put: ({ items }, value) => items.unshift(value) },
  { name: 'splice', says: 'Desk.list[1]', put: ({ list }, value) => list.splice(1, 1, value) },
  { name: 'fill', says: 'Desk.list[1]', put: ({ list }, value) => list.fill(value, 1) },
  { name: 'an index', says: 'Desk.list[0]', put: ({ list }, value) => (list[0] = value) },
  { name: 'an index behind the end', says: 'Desk.list[7]', put: ({ list }, value) => (list[7] = value) },
  {
    name: 'a definition of an index',
    says: 'Desk.list[1]',
    put: ({ list }, value) =>
      Object.defineProperty(list, 1, { value, writable: true, enumerable: true, configurable: true }),
  },
  { name: 'an index of a nested list', says: 'Desk.items[1][0]', put: ({ items }, value) => ((items[1] as unknown[])[0] = value) },
  { name: 'a key of a map', says: 'Desk.map.k', put: ({ map }, value) => map.set('k', value) },
  { name: 'a new key of a map', says: 'Desk.map.fresh', put: ({ map }, value) => map.set('fresh', value) },
  { name: 'a set', says: 'Desk.set', put: ({ set }, value) => set.add(value) },
  { name: 'a property', says: 'Desk.object.p', put: ({ object }, value) => (object.p = value) },
  { name: 'a new property', says: 'Desk.object.fresh', put: ({ object }, value) => (object.fresh = value) },
  {
    name: 'a definition of a property',
    says: 'Desk.object.p',
    put: ({ object }, value) =>
      Object.defineProperty(object, 'p', { value, writable: true, enumerable: true, configurable: true }),
  },
  { name: 'Object.assign', says: 'Desk.object.p', put: ({ object }, value) => Object.assign(object, { p: value }) },
  { name: 'a part', says: 'Piece.x', put: ({ any }, value) => ((any as Piece).x = value) },
  { name: 'a list of a part', says: 'Piece.children[0]', put: ({ any }, value) => ((any as Piece).children[0] = value) },
  { name: 'deep inside a raw object', says: 'Desk.any.deep[1].run', put: (desk, value) => (desk.any = { deep: [0, { run: value }] }) },
  { name: 'inside a raw list that is pushed', says: 'Desk.list[3][1]', put: ({ list }, value) => list.push([0, value]) },
  { name: 'inside a raw map', says: 'Desk.any.k', put: (desk, value) => (desk.any = new Map([['k', value]])) },
  { name: 'inside a raw set', says: 'Desk.any', put: (desk, value) => (desk.any = new Set([value])) },
  { name: 'whole assignment of a list', says: 'Desk.list[1]', put: (desk, value) => (desk.list = ['a', value]) },
  { name: 'whole assignment of items', says: 'Desk.items[1]', put: (desk, value) => (desk.items = ['x', value]) },
  { name: 'whole assignment of a map', says: 'Desk.map.k', put: (desk, value) => (desk.map = new Map([['k', value]])) },
  { name: 'whole assignment of an object', says: 'Desk.object.z', put: (desk, value) => (desk.object = { z: value }) },
]; // prettier-ignore

/** Every call that changes a container effectively, once. */
export const VERBS: Readonly<Record<string, (desk: Desk) => unknown>> = {
  push: ({ list }) => list.push('d', 'e'),
  pop: ({ list }) => list.pop(),
  shift: ({ list }) => list.shift(),
  unshift: ({ list }) => list.unshift('0', '1'),
  splice: ({ list }) => list.splice(1, 1, 'new', ['raw']),
  'sort by': ({ list }) => list.sort((a, b) => (String(a) < String(b) ? 1 : -1)),
  reverse: ({ list }) => list.reverse(),
  fill: ({ list }) => list.fill('filled', 1),
  copyWithin: ({ list }) => list.copyWithin(0, 1),
  'length, shorter': ({ list }) => (list.length = 1),
  'length, longer': ({ list }) => (list.length = 5),
  'an index': ({ list }) => (list[1] = 'new'),
  'the index at the end': ({ list }) => (list[3] = 'new'),
  'an index behind the end': ({ list }) => (list[6] = 'new'),
  'delete an index': ({ list }) => Reflect.deleteProperty(list, 1),
  move: ({ list }) => {
    move(list, 0, 2);
  },
  'push a part': ({ list }) => list.push(new Piece(9)),
  'push a nested list': ({ list }) => list.push([['deep']]),
  'change a nested list': ({ items }) => (items[1] as unknown[]).push('more'),
  'items.splice': ({ items }) => items.splice(0, 2),
  'map.set': ({ map }) => map.set('k', 'changed'),
  'map.set anew': ({ map }) => map.set('fresh', new Piece(3)),
  'map.delete': ({ map }) => map.delete('k'),
  'map.clear': ({ map }) => {
    map.clear();
  },
  'set.add': ({ set }) => set.add('u'),
  'set.delete': ({ set }) => set.delete('s'),
  'set.clear': ({ set }) => {
    set.clear();
  },
  'a property': ({ object }) => (object.p = 2),
  'a new property': ({ object }) => (object.fresh = { raw: true }),
  'delete a property': ({ object }) => Reflect.deleteProperty(object, 'p'),
  'a nested property': ({ object }) => ((object.q as { r: number }).r = 3),
  'a symbol property': ({ object }) => (object[Symbol.for('shared')] = 1),
  'whole list': (desk) => (desk.list = ['c', 'x', 'a']),
  'whole items': (desk) => (desk.items = [desk.items[1], 'fresh']),
  'whole map': (desk) => (desk.map = new Map()),
  'whole set': (desk) => (desk.set = new Set([1])),
  'whole object': (desk) => (desk.object = { q: 1 }),
  'a field of a part': ({ any }) => ((any as Piece).x = [1]),
  'a list of a part': ({ any }) => (any as Piece).children.pop(),
};

/** Everything about an owner that a refusal must leave alone. */
export function fingerprint(desk: Desk): unknown {
  const t = timelineOf(desk);
  return {
    state: snapshotOf(desk),
    keys: [desk.list, desk.items, desk.object].map((container) => Reflect.ownKeys(container)),
    lengths: [desk.list.length, desk.items.length],
    order: [[...desk.map.keys()], [...desk.set]],
    containers: new Set([desk.list, desk.items, desk.map, desk.set, desk.object, desk.any]),
    moments: t.stats().moments,
    operations: t.stats().operations,
    moment: t.moment.id,
    redo: t.canRedo,
  };
}
