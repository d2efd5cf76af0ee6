// What people write by hand: a stack of immutable states. A step copies the object; undo, jump and switch move a pointer.
// Nobody's object keeps its identity. A branch is a stack of its own that begins with the state it forks from.
import { copyOf, fill, number, stateOf, sum, text } from '../workloads/values.mjs';
import collections from './collections/snapshots.mjs';
import { copied } from './frames.mjs';

class Snapshots {
  #states = [stateOf(0)];
  #at = 0;
  #main = this.#states;
  #branches = new Map();

  #push(state) {
    this.#at++;
    if (this.#at < this.#states.length) this.#states.length = this.#at;
    this.#states.push(state);
  }

  writeEach(k) {
    this.#push({ ...this.#states[this.#at], f0: number(k, 0) });
    this.#push({ ...this.#states[this.#at], f1: number(k, 1) });
    this.#push({ ...this.#states[this.#at], f2: number(k, 2) });
    this.#push({ ...this.#states[this.#at], f3: number(k, 3) });
    this.#push({ ...this.#states[this.#at], f4: number(k, 4) });
    this.#push({ ...this.#states[this.#at], f5: text(k, 5) });
    this.#push({ ...this.#states[this.#at], f6: text(k, 6) });
    this.#push({ ...this.#states[this.#at], f7: text(k, 7) });
    this.#push({ ...this.#states[this.#at], f8: text(k, 8) });
    this.#push({ ...this.#states[this.#at], f9: text(k, 9) });
  }

  writeGrouped(k, passes) {
    const state = { ...this.#states[this.#at] };
    for (let i = 0; i < passes; i++) fill(state, k + i);
    this.#push(state);
  }

  undo() {
    this.#at--;
  }

  redo() {
    this.#at++;
  }

  mark() {
    return this.#at;
  }

  jump(index) {
    this.#at = index;
  }

  branch(name, index) {
    this.#states = [this.#main[index]];
    this.#at = 0;
    this.#branches.set(name, this.#states);
  }

  switchTo(name) {
    this.#states = this.#branches.get(name);
    this.#at = this.#states.length - 1;
  }

  probe() {
    return this.#states[this.#at].f0;
  }

  state() {
    return copyOf(this.#states[this.#at]);
  }

  settle() {}

  dispose() {}
}

class Sides {
  #stacks = {};
  #side = 'left';

  constructor(keys) {
    this.base = new Array(keys).fill(0);
  }

  begin(side) {
    this.#stacks[side] = [this.base];
    this.#side = side;
  }

  edit(key, value) {
    const stack = this.#stacks[this.#side];
    const next = stack[stack.length - 1].slice();
    next[key] = value;
    stack.push(next);
  }

  prepare() {}

  merge() {
    const [left, right] = [this.#stacks.left, this.#stacks.right];
    const merged = left[left.length - 1].slice();
    const theirs = right[right.length - 1];
    for (let key = 0; key < merged.length; key++) {
      if (theirs[key] !== this.base[key]) merged[key] = theirs[key];
    }
    left.push(merged);
  }

  states() {
    return [this.#stacks.left[this.#stacks.left.length - 1]];
  }

  dispose() {}
}

export default {
  version: undefined,
  winner: 'right',
  undoable: () => new Snapshots(),
  travelling: () => new Snapshots(),
  sides: (keys) => new Sides(keys),
  frame: copied,
  mostFrameEdits: 1_000,
  readable: { create: () => ({ ...stateOf(0) }), sum },
  ...collections,
};
