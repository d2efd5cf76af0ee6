// travels: a history library on top of mutative (1.x, its peer range), with absolute jumps.
import { createTravels } from 'travels';
import { ASSIGN, copyOf, fill, stateOf, sum } from '../workloads/values.mjs';
import { versionOf } from './version.mjs';

class Travelled {
  #travels = createTravels(stateOf(0), { maxHistory: Number.MAX_SAFE_INTEGER });

  writeEach(k) {
    for (const assign of ASSIGN)
      this.#travels.setState((draft) => {
        assign(draft, k);
      });
  }

  writeGrouped(k, passes) {
    this.#travels.setState((draft) => {
      for (let i = 0; i < passes; i++) fill(draft, k + i);
    });
  }

  undo() {
    this.#travels.back();
  }

  redo() {
    this.#travels.forward();
  }

  mark() {
    return this.#travels.getPosition();
  }

  jump(position) {
    this.#travels.go(position);
  }

  probe() {
    return this.#travels.getState().f0;
  }

  state() {
    return copyOf(this.#travels.getState());
  }

  settle() {
    return this.#travels.canBack();
  }

  dispose() {}
}

function readable() {
  const travels = createTravels(stateOf(1));
  travels.setState((draft) => {
    fill(draft, 0);
  });
  return travels.getState();
}

export default {
  version: versionOf('travels'),
  undoable: () => new Travelled(),
  travelling: () => new Travelled(),
  readable: { create: readable, sum },
};
