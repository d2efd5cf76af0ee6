// Collections of yjs. A move is a removal and an insert in one transaction, as it has no move. Text is a `Y.Text`, which
// was faster here than a `Y.Array` of characters. People typing at once are a document each; every transaction is sent
// as the update it made, as a network would.
import * as Y from 'yjs';
import { grow } from '../../workloads/trees.mjs';

/** 0: steps that follow each other quickly are not joined. */
const historyOf = (type) => new Y.UndoManager(type, { captureTimeout: 0 });

class Undoable {
  doc = new Y.Doc();

  /** Takes the history of `type` from now on. */
  begin(type) {
    this.history = historyOf(type);
  }

  undo() {
    this.history.undo();
  }

  settle() {
    return this.history.canUndo();
  }

  dispose() {
    this.doc.destroy();
  }
}

class List extends Undoable {
  #list = this.doc.getArray('list');

  constructor(elements) {
    super();
    this.#list.insert(0, elements);
    this.begin(this.#list);
  }

  insert(at, element) {
    this.#list.insert(at, [element]);
  }

  remove(at) {
    this.#list.delete(at, 1);
  }

  replace(at, element) {
    this.doc.transact(() => {
      this.#list.delete(at, 1);
      this.#list.insert(at, [element]);
    });
  }

  move(from, to) {
    this.doc.transact(() => {
      const element = this.#list.get(from);
      this.#list.delete(from, 1);
      this.#list.insert(to, [element]);
    });
  }

  state() {
    return this.#list.toArray();
  }
}

function node(name, x, children) {
  const map = new Y.Map();
  map.set('name', name);
  map.set('x', x);
  map.set('children', Y.Array.from(children));
  return map;
}

const childrenOf = (map) => map.get('children').toArray();

class Tree extends Undoable {
  #root = this.doc.getMap('root');

  constructor() {
    super();
    this.#root.set('children', Y.Array.from(grow(node)));
    this.leaves = this.#leaves();
    this.begin(this.#root);
  }

  #leaves() {
    return childrenOf(this.#root).flatMap((group) => childrenOf(group).flatMap(childrenOf));
  }

  edit(leaf, value) {
    this.leaves[leaf].set('x', value);
  }

  state() {
    return this.#leaves().map((leaf) => leaf.get('x'));
  }
}

/** Does the patches of one transaction on a `Y.Text`. */
function type(text, patches) {
  for (const { at, removed, text: inserted } of patches) {
    if (removed > 0) text.delete(at, removed);
    if (inserted !== '') text.insert(at, inserted);
  }
}

class Text extends Undoable {
  #text = this.doc.getText('text');

  constructor() {
    super();
    this.begin(this.#text);
  }

  apply(patches) {
    this.doc.transact(() => type(this.#text, patches));
  }

  text() {
    return this.#text.toString();
  }

  steps() {
    return this.history.undoStack.length;
  }
}

class Concurrent {
  #docs = [new Y.Doc(), new Y.Doc()];
  #update;
  /** For each transaction, who made it and its update. */
  #sent = [];
  /** For each person, how many transactions of the session the document has seen. */
  #seen = [0, 0];

  constructor() {
    this.#docs.forEach((doc, agent) => {
      // Random by default. Once in this session both insert where a character has just gone, yjs orders the two by these,
      // and in this order as they were in the session.
      doc.clientID = agent + 1;
      doc.on('update', (update) => {
        this.#update = update;
      });
    });
  }

  /** Brings the document of `agent` to all that the others had made up to transaction `last`. */
  #receive(agent, last) {
    for (; this.#seen[agent] <= last; this.#seen[agent]++) {
      const { by, update } = this.#sent[this.#seen[agent]];
      if (by !== agent) Y.applyUpdate(this.#docs[agent], update);
    }
  }

  replay(i, { parents, agent, patches }) {
    this.#receive(agent, Math.max(-1, ...parents.filter((parent) => this.#sent[parent].by !== agent)));
    const doc = this.#docs[agent];
    doc.transact(() => type(doc.getText('text'), patches));
    this.#sent[i] = { by: agent, update: this.#update };
  }

  settle() {
    for (const agent of [0, 1]) this.#receive(agent, this.#sent.length - 1);
  }

  text() {
    const [text, other] = this.#docs.map((doc) => doc.getText('text').toString());
    if (text !== other) throw new Error('the two documents differ');
    return text;
  }

  dispose() {
    for (const doc of this.#docs) doc.destroy();
  }
}

/** What W13 does with a list, in the words of a `Y.Array`, which has no `filter`. */
const iteration = {
  create(numbers) {
    const list = new Y.Doc().getArray('list');
    list.insert(0, numbers);
    return list;
  },
  forOf(list) {
    let total = 0;
    for (const value of list) total += value;
    return total;
  },
  forEach(list) {
    let total = 0;
    list.forEach((value) => {
      total += value;
    });
    return total;
  },
  copies(list) {
    const filtered = list.toArray().filter((value) => (value & 1) === 0);
    return { mapped: list.map((value) => value + 1), filtered };
  },
  byIndex(list) {
    let total = 0;
    for (let i = 0, { length } = list; i < length; i++) total += list.get(i);
    return total;
  },
};

export default {
  list: (elements) => new List(elements),
  tree: () => new Tree(),
  text: () => new Text(),
  concurrent: () => new Concurrent(),
  iteration,
};
