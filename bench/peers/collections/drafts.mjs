// Lists and trees of the contenders that work on drafts. A leaf of the tree is reached by its path: the objects are
// replaced by every step.
import { grow, pathOf } from '../../workloads/trees.mjs';
import { DraftHistory } from '../draft-steps.mjs';
import { leavesOf } from './objects.mjs';

class DraftList extends DraftHistory {
  insert(at, element) {
    this.step((draft) => {
      draft.splice(at, 0, element);
    });
  }

  remove(at) {
    this.step((draft) => {
      draft.splice(at, 1);
    });
  }

  replace(at, element) {
    this.step((draft) => {
      draft[at] = element;
    });
  }

  move(from, to) {
    this.step((draft) => {
      draft.splice(to, 0, ...draft.splice(from, 1));
    });
  }

  state() {
    return this.current;
  }
}

class DraftTree extends DraftHistory {
  edit(leaf, value) {
    const [group, section, place] = pathOf(leaf);
    this.step((draft) => {
      draft.children[group].children[section].children[place].x = value;
    });
  }

  state() {
    return leavesOf(this.current);
  }
}

/** What a library with drafts and patches can do with collections. */
export const draftCollections = (produce, apply) => ({
  list: (elements) => new DraftList(produce, apply, elements),
  tree: () =>
    new DraftTree(produce, apply, {
      name: 'root',
      x: 0,
      children: grow((name, x, children) => ({ name, x, children })),
    }),
});
