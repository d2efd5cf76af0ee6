// yjs: a CRDT map with its undo manager. Merging is an exchange of updates between two documents.
import * as Y from 'yjs';
import { copyOfMap, fillMap, sumOfMap } from '../workloads/values.mjs';
import collections from './collections/yjs.mjs';
import { versionOf } from './version.mjs';

class YDocument {
  #doc = new Y.Doc();
  #map = this.#doc.getMap('board');
  #undo;

  constructor() {
    fillMap(this.#map, 0);
    // 0: steps that follow each other quickly are not joined.
    this.#undo = new Y.UndoManager(this.#map, { captureTimeout: 0 });
  }

  writeEach(k) {
    fillMap(this.#map, k);
  }

  writeGrouped(k, passes) {
    this.#doc.transact(() => {
      for (let i = 0; i < passes; i++) fillMap(this.#map, k + i);
    });
  }

  undo() {
    this.#undo.undo();
  }

  redo() {
    this.#undo.redo();
  }

  state() {
    return copyOfMap(this.#map);
  }

  settle() {
    return this.#undo.canUndo();
  }

  dispose() {
    this.#doc.destroy();
  }
}

class YSides {
  #docs = { left: new Y.Doc(), right: new Y.Doc() };
  #map;

  constructor(keys) {
    this.keys = Array.from({ length: keys }, (_, key) => `key-${key}`);
    const map = this.#docs.left.getMap('table');
    for (const key of this.keys) map.set(key, 0);
    this.#bring('left', 'right');
  }

  #bring(from, to) {
    Y.applyUpdate(this.#docs[to], Y.encodeStateAsUpdate(this.#docs[from], Y.encodeStateVector(this.#docs[to])));
  }

  begin(side) {
    this.#map = this.#docs[side].getMap('table');
  }

  edit(key, value) {
    this.#map.set(this.keys[key], value);
  }

  prepare() {}

  merge() {
    this.#bring('right', 'left');
  }

  states() {
    this.#bring('left', 'right');
    return Object.values(this.#docs).map((doc) => this.keys.map((key) => doc.getMap('table').get(key)));
  }

  dispose() {
    for (const doc of Object.values(this.#docs)) doc.destroy();
  }
}

function readable() {
  const map = new Y.Doc().getMap('board');
  fillMap(map, 0);
  return map;
}

export default {
  version: versionOf('yjs'),
  undoable: () => new YDocument(),
  sides: (keys) => new YSides(keys),
  readable: { create: readable, sum: sumOfMap },
  ...collections,
};
