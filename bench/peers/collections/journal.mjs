// The least a linear history of collections can be in JavaScript: flat arrays of places and values, and one array per
// sequence that every step edits in place. No checks, no events, no user API.
import { grow } from '../../workloads/trees.mjs';
import { leavesOf, nodesBelow } from './objects.mjs';

const INSERT = 0;
const REMOVE = 1;
const REPLACE = 2;
const MOVE = 3;

class List {
  #elements;
  #kinds = [];
  #at = [];
  /** What was removed or replaced; for a move, the place it went to. */
  #old = [];

  constructor(elements) {
    this.#elements = elements;
  }

  #record(kind, at, old) {
    this.#kinds.push(kind);
    this.#at.push(at);
    this.#old.push(old);
  }

  insert(at, element) {
    this.#elements.splice(at, 0, element);
    this.#record(INSERT, at, undefined);
  }

  remove(at) {
    this.#record(REMOVE, at, this.#elements.splice(at, 1)[0]);
  }

  replace(at, element) {
    this.#record(REPLACE, at, this.#elements[at]);
    this.#elements[at] = element;
  }

  move(from, to) {
    this.#elements.splice(to, 0, this.#elements.splice(from, 1)[0]);
    this.#record(MOVE, from, to);
  }

  undo() {
    const [kind, at, old] = [this.#kinds.pop(), this.#at.pop(), this.#old.pop()];
    if (kind === INSERT) this.#elements.splice(at, 1);
    else if (kind === REMOVE) this.#elements.splice(at, 0, old);
    else if (kind === REPLACE) this.#elements[at] = old;
    else this.#elements.splice(at, 0, this.#elements.splice(old, 1)[0]);
  }

  state() {
    return this.#elements;
  }

  settle() {}

  dispose() {}
}

class Tree {
  #root = { name: 'root', x: 0, children: grow((name, x, children) => ({ name, x, children })) };
  #leaves = nodesBelow(this.#root);
  #edited = [];
  #old = [];

  edit(leaf, value) {
    this.#edited.push(leaf);
    this.#old.push(this.#leaves[leaf].x);
    this.#leaves[leaf].x = value;
  }

  undo() {
    this.#leaves[this.#edited.pop()].x = this.#old.pop();
  }

  state() {
    return leavesOf(this.#root);
  }

  settle() {}

  dispose() {}
}

class Text {
  #characters = [];
  // Patches: the place, what was removed there, how much was inserted.
  #at = [];
  #removed = [];
  #inserted = [];
  /** How many patches there were before each step. */
  #begins = [];

  apply(patches) {
    this.#begins.push(this.#at.length);
    for (const { at, removed, chars } of patches) {
      this.#at.push(at);
      this.#removed.push(this.#characters.splice(at, removed, ...chars));
      this.#inserted.push(chars.length);
    }
  }

  undo() {
    const begin = this.#begins.pop();
    while (this.#at.length > begin)
      this.#characters.splice(this.#at.pop(), this.#inserted.pop(), ...this.#removed.pop());
  }

  text() {
    return this.#characters.join('');
  }

  steps() {
    return this.#begins.length;
  }

  settle() {}

  dispose() {}
}

export default {
  list: (elements) => new List(elements),
  tree: () => new Tree(),
  text: () => new Text(),
};
