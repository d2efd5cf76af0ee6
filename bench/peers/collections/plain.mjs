// Arrays and objects without a history: the bound for edits and for iteration.
import { byIndex, copies, forEach, forOf } from '../../workloads/iteration.mjs';
import { grow } from '../../workloads/trees.mjs';
import { leavesOf, nodesBelow } from './objects.mjs';

class List {
  constructor(elements) {
    this.elements = elements;
  }

  insert(at, element) {
    this.elements.splice(at, 0, element);
  }

  remove(at) {
    this.elements.splice(at, 1);
  }

  replace(at, element) {
    this.elements[at] = element;
  }

  move(from, to) {
    this.elements.splice(to, 0, ...this.elements.splice(from, 1));
  }

  state() {
    return this.elements;
  }

  settle() {}

  dispose() {}
}

class Node {
  constructor(name, x, children) {
    this.name = name;
    this.x = x;
    this.children = children;
  }
}

class Tree {
  #root = new Node(
    'root',
    0,
    grow((name, x, children) => new Node(name, x, children)),
  );
  #leaves = nodesBelow(this.#root);

  edit(leaf, value) {
    this.#leaves[leaf].x = value;
  }

  state() {
    return leavesOf(this.#root);
  }

  settle() {}

  dispose() {}
}

class Text {
  #characters = [];
  #steps = 0;

  apply(patches) {
    for (const { at, removed, chars } of patches) this.#characters.splice(at, removed, ...chars);
    this.#steps++;
  }

  text() {
    return this.#characters.join('');
  }

  steps() {
    return this.#steps;
  }

  settle() {}

  dispose() {}
}

/** A typed array with a copy that is compared as a whole: the bound for finding what was written by index. */
class Numbers {
  #samples;
  #copy;

  constructor(size) {
    this.#samples = new Float64Array(size).fill(0);
    this.#copy = new Float64Array(size).fill(0);
  }

  poke(indices, values) {
    for (let i = 0; i < indices.length; i++) this.#samples[indices[i]] = this.#copy[indices[i]] = values[i];
    // Equal to the end, for a comparison stops where it finds a difference.
    return Buffer.compare(new Uint8Array(this.#samples.buffer), new Uint8Array(this.#copy.buffer));
  }

  at(index) {
    return this.#samples[index];
  }

  settle() {}

  dispose() {}
}

export default {
  numbers: (size) => new Numbers(size),
  list: (elements) => new List(elements),
  tree: () => new Tree(),
  text: () => new Text(),
  iteration: { create: (numbers) => numbers, forOf, forEach, copies, byIndex },
};
