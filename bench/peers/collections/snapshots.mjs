// A tree of immutable objects by hand: a step copies the path from the root to the leaf, undo moves a pointer.
import { grow, pathOf } from '../../workloads/trees.mjs';
import { leavesOf } from './objects.mjs';

/** A node with one child replaced by what `change` makes of it. */
function withChild(node, index, change) {
  const children = node.children.slice();
  children[index] = change(children[index]);
  return { ...node, children };
}

class Tree {
  #states = [{ name: 'root', x: 0, children: grow((name, x, children) => ({ name, x, children })) }];
  #at = 0;

  edit(leaf, value) {
    const [group, section, place] = pathOf(leaf);
    const next = withChild(this.#states[this.#at], group, (inGroup) =>
      withChild(inGroup, section, (inSection) => withChild(inSection, place, (old) => ({ ...old, x: value }))),
    );
    this.#at++;
    if (this.#at < this.#states.length) this.#states.length = this.#at;
    this.#states.push(next);
  }

  undo() {
    this.#at--;
  }

  state() {
    return leavesOf(this.#states[this.#at]);
  }

  settle() {}

  dispose() {}
}

export default { tree: () => new Tree() };
