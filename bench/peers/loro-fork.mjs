// loro with every branch as a document of its own, made by `forkAt`: dear to make, and switching is a pointer.
import { copyOfMap } from '../workloads/values.mjs';
import { newDoc, writeEach } from './loro.mjs';
import { versionOf } from './version.mjs';

class Forked {
  #docs = new Map([['main', newDoc()]]);
  #doc = this.#docs.get('main');

  writeEach(k) {
    writeEach(this.#doc, this.#doc.getMap('board'), k);
  }

  mark() {
    return this.#doc.frontiers();
  }

  branch(name, frontiers) {
    this.#doc = this.#docs.get('main').forkAt(frontiers);
    this.#docs.set(name, this.#doc);
  }

  switchTo(name) {
    this.#doc = this.#docs.get(name);
  }

  probe() {
    return this.#doc.getMap('board').get('f0');
  }

  state() {
    return copyOfMap(this.#doc.getMap('board'));
  }

  settle() {}

  dispose() {
    for (const doc of this.#docs.values()) doc.free();
  }
}

export default {
  version: versionOf('loro-crdt'),
  travelling: () => new Forked(),
};
