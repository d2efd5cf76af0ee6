// automerge: a CRDT in WebAssembly with an immutable JavaScript view. It has no undo. A past moment is a view at heads,
// a branch is a line of `changeAt`.
import * as A from '@automerge/automerge';
import { ASSIGN, copyOf, fill, stateOf, sum } from '../workloads/values.mjs';
import { versionOf } from './version.mjs';

class AutomergeDocument {
  #doc = A.from(stateOf(0));
  /** What is looked at: the document itself, or a view of a past moment or of a branch as it was entered. */
  #view = this.#doc;
  /** Tip of the current branch; undefined on the main line. */
  #heads = undefined;
  #current = undefined;
  #tips = new Map();

  #step(recipe) {
    if (this.#heads === undefined) {
      this.#doc = A.change(this.#doc, recipe);
      this.#view = this.#doc;
    } else {
      const { newDoc, newHeads } = A.changeAt(this.#doc, this.#heads, recipe);
      this.#doc = newDoc;
      this.#heads = newHeads;
    }
  }

  writeEach(k) {
    for (const assign of ASSIGN)
      this.#step((draft) => {
        assign(draft, k);
      });
  }

  writeGrouped(k, passes) {
    this.#step((draft) => {
      for (let i = 0; i < passes; i++) fill(draft, k + i);
    });
  }

  mark() {
    return A.getHeads(this.#doc);
  }

  jump(heads) {
    this.#view = A.view(this.#doc, heads);
  }

  branch(name, heads) {
    this.#current = name;
    this.#heads = heads;
    this.#view = A.view(this.#doc, heads);
  }

  switchTo(name) {
    this.#current = name;
    this.#heads = this.#tips.get(name);
    this.#view = A.view(this.#doc, this.#heads);
  }

  probe() {
    return this.#view.f0;
  }

  state() {
    return copyOf(this.#view);
  }

  settle() {
    if (this.#current !== undefined) this.#tips.set(this.#current, this.#heads);
  }

  dispose() {
    A.free(this.#doc);
  }
}

class Sides {
  #docs;
  #side;

  constructor(keys) {
    this.keys = Array.from({ length: keys }, (_, key) => `key-${key}`);
    const left = A.from(Object.fromEntries(this.keys.map((key) => [key, 0])));
    this.#docs = { left, right: A.clone(left) };
  }

  begin(side) {
    this.#side = side;
  }

  edit(key, value) {
    this.#docs[this.#side] = A.change(this.#docs[this.#side], (draft) => {
      draft[this.keys[key]] = value;
    });
  }

  prepare() {}

  merge() {
    this.#docs.left = A.merge(this.#docs.left, this.#docs.right);
  }

  states() {
    this.#docs.right = A.merge(this.#docs.right, this.#docs.left);
    return Object.values(this.#docs).map((doc) => this.keys.map((key) => doc[key]));
  }

  dispose() {
    for (const doc of Object.values(this.#docs)) A.free(doc);
  }
}

export default {
  version: versionOf('@automerge/automerge'),
  undoable: () => new AutomergeDocument(),
  travelling: () => new AutomergeDocument(),
  sides: (keys) => new Sides(keys),
  readable: { create: () => A.from(stateOf(0)), sum },
};
