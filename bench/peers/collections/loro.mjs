// Collections of loro: a movable list, a text; a commit per step, nothing joined. People typing at once are a document
// each; every commit is sent as the update it made.
import { LoroDoc, UndoManager } from 'loro-crdt';

class Undoable {
  doc = new LoroDoc();
  #history;

  /** Takes the history from now on. */
  begin() {
    this.doc.commit();
    this.#history = new UndoManager(this.doc, { mergeInterval: 0, maxUndoSteps: 2 ** 31 - 1 });
  }

  undo() {
    this.#history.undo();
  }

  settle() {
    return this.#history.canUndo();
  }

  dispose() {
    this.#history.free();
    this.doc.free();
  }
}

class List extends Undoable {
  #list = this.doc.getMovableList('list');

  constructor(elements) {
    super();
    for (const element of elements) this.#list.push(element);
    this.begin();
  }

  insert(at, element) {
    this.#list.insert(at, element);
    this.doc.commit();
  }

  remove(at) {
    this.#list.delete(at, 1);
    this.doc.commit();
  }

  replace(at, element) {
    this.#list.set(at, element);
    this.doc.commit();
  }

  move(from, to) {
    this.#list.move(from, to);
    this.doc.commit();
  }

  state() {
    return this.#list.toArray();
  }
}

/** Numbers in a movable list, the one kind that replaces elements. */
class Numbers extends Undoable {
  #list = this.doc.getMovableList('numbers');

  constructor(size) {
    super();
    for (let i = 0; i < size; i++) this.#list.push(0);
    this.begin();
  }

  write(indices, values) {
    for (let i = 0; i < indices.length; i++) this.#list.set(indices[i], values[i]);
    this.doc.commit();
  }

  at(index) {
    return this.#list.get(index);
  }
}

/** Does the patches of one transaction. */
function type(text, patches) {
  for (const { at, removed, text: inserted } of patches) {
    if (removed > 0) text.delete(at, removed);
    if (inserted !== '') text.insert(at, inserted);
  }
}

class Text extends Undoable {
  #text = this.doc.getText('text');
  #steps = 0;

  constructor() {
    super();
    this.begin();
  }

  apply(patches) {
    type(this.#text, patches);
    this.doc.commit();
    this.#steps++;
  }

  text() {
    return this.#text.toString();
  }

  steps() {
    return this.#steps;
  }
}

class Concurrent {
  #docs = [new LoroDoc(), new LoroDoc()];
  /** For each transaction, who made it and its update. */
  #sent = [];
  /** For each person, how many transactions of the session the document has seen. */
  #seen = [0, 0];
  #update;

  constructor() {
    this.#docs.forEach((doc, agent) => {
      doc.setPeerId(agent + 1);
      doc.subscribeLocalUpdates((update) => {
        this.#update = update;
      });
    });
  }

  /** Brings the document of `agent` to all that the others had made up to transaction `last`. */
  #receive(agent, last) {
    const updates = [];
    for (; this.#seen[agent] <= last; this.#seen[agent]++) {
      const { by, update } = this.#sent[this.#seen[agent]];
      if (by !== agent) updates.push(update);
    }
    if (updates.length > 0) this.#docs[agent].importBatch(updates);
  }

  replay(i, { parents, agent, patches }) {
    this.#receive(agent, Math.max(-1, ...parents.filter((parent) => this.#sent[parent].by !== agent)));
    const doc = this.#docs[agent];
    type(doc.getText('text'), patches);
    doc.commit();
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
    for (const doc of this.#docs) doc.free();
  }
}

export default {
  numbers: (size) => new Numbers(size),
  list: (elements) => new List(elements),
  text: () => new Text(),
  concurrent: () => new Concurrent(),
};
