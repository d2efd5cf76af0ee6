// loro: a CRDT in WebAssembly with an undo manager and time travel. A branch is a frontier that is edited detached.
import { LoroDoc, UndoManager } from 'loro-crdt';
import { copyOfMap, FIELDS, fillMap, sumOfMap, valueAt } from '../workloads/values.mjs';
import collections from './collections/loro.mjs';
import { versionOf } from './version.mjs';

/** A document at pass 0. */
export function newDoc() {
  const doc = new LoroDoc();
  fillMap(doc.getMap('board'), 0);
  doc.commit();
  return doc;
}

/** Does pass `k`, each write its own commit. */
export function writeEach(doc, map, k) {
  for (let i = 0; i < FIELDS.length; i++) {
    map.set(FIELDS[i], valueAt(k, i));
    doc.commit();
  }
}

class Undoable {
  #doc = newDoc();
  #map = this.#doc.getMap('board');
  #undo = new UndoManager(this.#doc, { mergeInterval: 0, maxUndoSteps: 2 ** 31 - 1 });

  writeEach(k) {
    writeEach(this.#doc, this.#map, k);
  }

  writeGrouped(k, passes) {
    for (let i = 0; i < passes; i++) fillMap(this.#map, k + i);
    this.#doc.commit();
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
    this.#undo.free();
    this.#doc.free();
  }
}

class Travelling {
  #doc = newDoc();
  #map = this.#doc.getMap('board');
  #tips = new Map();
  #current = 'main';

  constructor() {
    this.#doc.setDetachedEditing(true);
  }

  writeEach(k) {
    writeEach(this.#doc, this.#map, k);
  }

  mark() {
    return this.#doc.frontiers();
  }

  jump(frontiers) {
    this.#doc.checkout(frontiers);
  }

  branch(name, frontiers) {
    this.#doc.checkout(frontiers);
    this.#current = name;
  }

  switchTo(name) {
    this.#doc.checkout(this.#tips.get(name));
    this.#current = name;
  }

  probe() {
    return this.#map.get('f0');
  }

  state() {
    return copyOfMap(this.#map);
  }

  settle() {
    this.#tips.set(this.#current, this.#doc.frontiers());
  }

  dispose() {
    this.#doc.free();
  }
}

class Sides {
  #docs;
  #doc;
  #map;

  constructor(keys) {
    this.keys = Array.from({ length: keys }, (_, key) => `key-${key}`);
    const left = new LoroDoc();
    const map = left.getMap('table');
    for (const key of this.keys) map.set(key, 0);
    left.commit();
    this.#docs = { left, right: left.fork() };
  }

  #bring(from, to) {
    const target = this.#docs[to];
    target.import(this.#docs[from].export({ mode: 'update', from: target.version() }));
  }

  begin(side) {
    this.#doc = this.#docs[side];
    this.#map = this.#doc.getMap('table');
  }

  edit(key, value) {
    this.#map.set(this.keys[key], value);
    this.#doc.commit();
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
    for (const doc of Object.values(this.#docs)) doc.free();
  }
}

/** A document as a snapshot with its whole history. */
class Filed {
  #doc;
  #begin;

  constructor(bytes, begin) {
    this.#doc = bytes === undefined ? newDoc() : new LoroDoc();
    if (bytes !== undefined) this.#doc.import(bytes);
    this.#begin = begin ?? this.#doc.frontiers();
  }

  writeEach(k) {
    writeEach(this.#doc, this.#doc.getMap('board'), k);
  }

  save() {
    return this.#doc.export({ mode: 'snapshot' });
  }

  open(bytes) {
    return new Filed(bytes, this.#begin);
  }

  first() {
    this.#doc.checkout(this.#begin);
    return this.state();
  }

  last() {
    this.#doc.checkoutToLatest();
  }

  state() {
    return copyOfMap(this.#doc.getMap('board'));
  }

  dispose() {
    this.#doc.free();
  }
}

export default {
  version: versionOf('loro-crdt'),
  undoable: () => new Undoable(),
  travelling: () => new Travelling(),
  filed: () => new Filed(),
  sides: (keys) => new Sides(keys),
  readable: { create: () => newDoc().getMap('board'), sum: sumOfMap },
  ...collections,
};
