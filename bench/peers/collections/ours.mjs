// Collections of Janus: tracked lists of values, and a tree of parts whose children are tracked lists.
import { move, multiverseOf, timeline, timelineOf, tracked, trackedList } from '../../../dist/esm/index.js';
import { byIndex, copies, forEach, forOf } from '../../workloads/iteration.mjs';
import { grow } from '../../workloads/trees.mjs';
import { leavesOf, nodesBelow } from './objects.mjs';

class Holding {
  constructor(elements) {
    this.elements = elements;
  }
}
trackedList(Holding.prototype, 'elements');
const LinearHolder = timeline()(class LinearHolder extends Holding {});
const BranchingHolder = timeline({ mode: 'multiverse' })(class BranchingHolder extends Holding {});

/** What is the same for everything with a linear history. */
class Undoable {
  constructor(owner) {
    this.timeline = timelineOf(owner);
  }

  undo() {
    this.timeline.undo();
  }

  settle() {
    return this.timeline.canUndo;
  }

  nativeBytes() {
    return this.timeline.stats().engineBytes;
  }

  dispose() {
    this.timeline.dispose();
  }
}

class List extends Undoable {
  #elements;

  constructor(elements) {
    const holder = new LinearHolder(elements);
    super(holder);
    this.#elements = holder.elements;
  }

  insert(at, element) {
    this.#elements.splice(at, 0, element);
  }

  remove(at) {
    this.#elements.splice(at, 1);
  }

  replace(at, element) {
    this.#elements[at] = element;
  }

  move(from, to) {
    move(this.#elements, from, to);
  }

  state() {
    return [...this.#elements];
  }
}

class Node {
  constructor(name, x, children) {
    this.name = name;
    this.x = x;
    this.children = children;
  }
}
tracked(Node.prototype, 'name');
tracked(Node.prototype, 'x');
trackedList(Node.prototype, 'children');
const Root = timeline()(class Root extends Node {});

class Tree extends Undoable {
  #root;
  #leaves;

  constructor() {
    const root = new Root(
      'root',
      0,
      grow((name, x, children) => new Node(name, x, children)),
    );
    super(root);
    this.#root = root;
    this.#leaves = nodesBelow(root);
  }

  edit(leaf, value) {
    this.#leaves[leaf].x = value;
  }

  state() {
    return leavesOf(this.#root);
  }
}

/** Does the patches of one transaction: one moment, whether it has one patch or several. */
function type(characters, handle, patches) {
  if (patches.length === 1) {
    const [{ at, removed, chars }] = patches;
    characters.splice(at, removed, ...chars);
  } else {
    handle.transact(() => {
      for (const { at, removed, chars } of patches) characters.splice(at, removed, ...chars);
    });
  }
}

class Text extends Undoable {
  #characters;

  constructor() {
    const holder = new LinearHolder([]);
    super(holder);
    this.#characters = holder.elements;
    this.empty = this.timeline.stats().moments;
  }

  apply(patches) {
    type(this.#characters, this.timeline, patches);
  }

  text() {
    return this.#characters.join('');
  }

  steps() {
    return this.timeline.stats().moments - this.empty;
  }
}

/** Branches appear where the session forks; a transaction is written at its first parent, after merging the second. */
class Concurrent {
  #holder = new BranchingHolder([]);
  #characters = this.#holder.elements;
  #multiverse = multiverseOf(this.#holder);
  /** The moment after each transaction, and the branch it was written on. */
  #moments = [];
  #branchOf = [];
  /** The last transaction on each branch. */
  #tips = new Map();
  #at = -1;

  replay(i, { parents, patches }) {
    if (parents.length > 0) {
      const first = Math.max(...parents);
      this.#stand(first);
      for (const other of parents) if (other !== first) this.#multiverse.merge(this.#moments[other]);
    }
    type(this.#characters, this.#multiverse, patches);
    const branch = this.#multiverse.currentBranch;
    this.#moments.push(this.#multiverse.moment);
    this.#branchOf.push(branch);
    this.#tips.set(branch, i);
    this.#at = i;
  }

  #stand(at) {
    if (this.#at === at) return;
    const branch = this.#branchOf[at];
    if (this.#tips.get(branch) === at) this.#multiverse.switch(branch);
    else this.#multiverse.branch(`from-${at}`, { at: this.#moments[at] });
  }

  settle() {
    return this.#multiverse.canUndo;
  }

  visit(i) {
    this.#multiverse.jumpTo(this.#moments[i]);
  }

  length() {
    return this.#characters.length;
  }

  text() {
    return this.#characters.join('');
  }

  dispose() {
    this.#multiverse.dispose();
  }
}

/** Disposing of the owner is left to the end of the process: the list must stay one. */
const create = (numbers) => new LinearHolder(numbers).elements;

export default {
  list: (elements) => new List(elements),
  tree: () => new Tree(),
  text: () => new Text(),
  concurrent: () => new Concurrent(),
  iteration: { create, forOf, forEach, copies, byIndex },
};
