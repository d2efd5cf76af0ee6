// The least a journal with branches can be in JavaScript: flat arrays of operations and of nodes, no checks, no events,
// no user API. Jumps walk over the common ancestor and undo or redo every operation on the way.
import { FIELDS, valueAt } from '../workloads/values.mjs';
import collections from './collections/journal.mjs';

class Journal {
  #values = FIELDS.map((_, i) => valueAt(0, i));
  // Operations: the field, what it was, what it became.
  #fields = [];
  #old = [];
  #new = [];
  // Nodes: the parent, the depth, where the operations begin (they end where those of the next node begin), and the
  // child that redo follows.
  #parent = [-1];
  #depth = [0];
  #first = [0, 0];
  #redo = [-1];
  #at = 0;
  #branches = new Map();
  #current = undefined;

  #begin() {
    const node = this.#parent.push(this.#at) - 1;
    this.#depth.push(this.#depth[this.#at] + 1);
    this.#redo.push(-1);
    this.#redo[this.#at] = node;
    this.#at = node;
    this.#first.push(this.#fields.length);
  }

  #write(field, value) {
    this.#fields.push(field);
    this.#old.push(this.#values[field]);
    this.#new.push(value);
    this.#values[field] = value;
    this.#first[this.#at + 1]++;
  }

  writeEach(k) {
    for (let i = 0; i < FIELDS.length; i++) {
      this.#begin();
      this.#write(i, valueAt(k, i));
    }
  }

  writeGrouped(k, passes) {
    this.#begin();
    for (let pass = 0; pass < passes; pass++) {
      for (let i = 0; i < FIELDS.length; i++) this.#write(i, valueAt(k + pass, i));
    }
  }

  undo() {
    const node = this.#at;
    for (let op = this.#first[node + 1] - 1; op >= this.#first[node]; op--)
      this.#values[this.#fields[op]] = this.#old[op];
    this.#at = this.#parent[node];
    this.#redo[this.#at] = node;
  }

  redo() {
    this.#enter(this.#redo[this.#at]);
  }

  #enter(node) {
    for (let op = this.#first[node]; op < this.#first[node + 1]; op++) this.#values[this.#fields[op]] = this.#new[op];
    this.#at = node;
  }

  mark() {
    return this.#at;
  }

  jump(target) {
    const down = [];
    let node = target;
    while (this.#depth[node] > this.#depth[this.#at]) {
      down.push(node);
      node = this.#parent[node];
    }
    while (this.#depth[this.#at] > this.#depth[node]) this.undo();
    while (this.#at !== node) {
      this.undo();
      down.push(node);
      node = this.#parent[node];
    }
    for (let i = down.length - 1; i >= 0; i--) this.#enter(down[i]);
  }

  branch(name, node) {
    this.jump(node);
    this.#current = name;
  }

  switchTo(name) {
    this.jump(this.#branches.get(name));
    this.#current = name;
  }

  probe() {
    return this.#values[0];
  }

  state() {
    return Object.fromEntries(FIELDS.map((field, i) => [field, this.#values[i]]));
  }

  settle() {
    if (this.#current !== undefined) this.#branches.set(this.#current, this.#at);
  }

  dispose() {}
}

const sum = (values) =>
  values[0] +
  values[1] +
  values[2] +
  values[3] +
  values[4] +
  values[5].length +
  values[6].length +
  values[7].length +
  values[8].length +
  values[9].length;

export default {
  version: undefined,
  undoable: () => new Journal(),
  travelling: () => new Journal(),
  readable: { create: () => FIELDS.map((_, i) => valueAt(0, i)), sum },
  ...collections,
};
