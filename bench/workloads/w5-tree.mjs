// W5: a tree of 1,000 parts; a random leaf is edited, each edit its own step; then all of them undone. Every contender
// reaches a leaf the way its users can: by the object itself where objects keep their identity, else by its path.
import { expectState, timed } from '../harness/measure.mjs';
import { leavesAfter, randomLeaves } from './trees.mjs';

export default {
  id: 'w5',
  title: 'edits of random leaves of a tree of 1,000 parts',
  sizes: () => [50_000],
  smallest: 100,
  figures: {
    edit: { title: 'edit of a leaf of 1,000 parts, its own step', unit: 'ns' },
    undo: { title: 'undo of an edit of a leaf', unit: 'ns' },
  },

  /** Nanoseconds per edit, and per undo for contenders that have one. */
  round(peer, size, watch) {
    const hit = randomLeaves(size);
    const tree = peer.tree();
    const edited = timed(() => {
      watch.loop(size, 100, (from, to) => {
        for (let e = from; e < to; e++) tree.edit(hit[e], e + 1);
      });
      tree.settle();
    });
    expectState(tree.state(), leavesAfter(hit, size), 'after the edits');
    const figures = { edit: edited / size };
    if (tree.undo) figures.undo = undoAll(tree, hit, size, watch) / size;
    tree.dispose();
    return figures;
  },
};

function undoAll(tree, hit, size, watch) {
  const half = size / 2;
  const undoHalf = () =>
    timed(() =>
      watch.loop(half, 100, (from, to) => {
        while (from++ < to) tree.undo();
      }),
    );
  const first = undoHalf();
  expectState(tree.state(), leavesAfter(hit, half), 'undone half-way');
  const second = undoHalf();
  expectState(tree.state(), leavesAfter(hit, 0), 'all undone');
  return first + second;
}
