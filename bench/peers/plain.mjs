// A class with ten ordinary fields and no history: what the same writes, reads and objects cost without one.
import { copyOf, fill, number, sum, text } from '../workloads/values.mjs';
import collections from './collections/plain.mjs';

class Board {
  f0 = number(0, 0);
  f1 = number(0, 1);
  f2 = number(0, 2);
  f3 = number(0, 3);
  f4 = number(0, 4);
  f5 = text(0, 5);
  f6 = text(0, 6);
  f7 = text(0, 7);
  f8 = text(0, 8);
  f9 = text(0, 9);
}

class Holder {
  part = undefined;
}

class Plain {
  #board = new Board();

  writeEach(k) {
    fill(this.#board, k);
  }

  writeGrouped(k, passes) {
    for (let i = 0; i < passes; i++) fill(this.#board, k + i);
  }

  state() {
    return copyOf(this.#board);
  }

  settle() {}

  dispose() {}
}

const nothingNative = { nativeBytes: () => 0, dispose: () => {} };

function parts() {
  const holder = new Holder();
  return { make: () => (holder.part = new Board()), ...nothingNative };
}

const boards = () => ({ make: () => new Board(), ...nothingNative });

export default {
  version: undefined,
  undoable: () => new Plain(),
  readable: { create: () => new Board(), sum },
  construction: { owner: boards, handle: boards, part: parts },
  ...collections,
};
