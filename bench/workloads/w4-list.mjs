// W4: a list of 10,000 elements; inserts, removes, replacements and moves at random places, each its own step; then all
// of them undone. The state is checked after the edits, half-way back, and at the beginning.
import { expectState, timed } from '../harness/measure.mjs';
import { beginning, edit, listAfter, randomEdits } from './lists.mjs';

export default {
  id: 'w4',
  title: 'edits at random places of a list of 10,000',
  sizes: () => [20_000],
  smallest: 10,
  figures: {
    edit: { title: 'edit of a list of 10k, its own step', unit: 'ns' },
    undo: { title: 'undo of an edit of the list', unit: 'ns' },
  },

  /** Nanoseconds per edit, and per undo for contenders that have one. */
  round(peer, size, watch) {
    const table = tableOf(size);
    const list = peer.list(beginning());
    const edited = timed(() => {
      watch.loop(size, 20, (from, to) => edit(list, table, from, to));
      list.settle();
    });
    expectState(list.state(), table.end, 'after the edits');
    const figures = { edit: edited / size };
    if (list.undo) figures.undo = undoAll(list, table, size, watch) / size;
    list.dispose();
    return figures;
  },
};

const tables = new Map();

/** The table of a size with the states it leads to, which are made once. */
function tableOf(size) {
  if (!tables.has(size)) {
    const table = randomEdits(size);
    tables.set(size, { ...table, half: listAfter(table, Math.floor(size / 2)), end: listAfter(table, size) });
  }
  return tables.get(size);
}

function undoAll(list, table, size, watch) {
  const undo = (count) =>
    timed(() =>
      watch.loop(count, 20, (from, to) => {
        while (from++ < to) list.undo();
      }),
    );
  const half = Math.floor(size / 2);
  const first = undo(size - half);
  expectState(list.state(), table.half, 'undone half-way');
  const second = undo(half);
  expectState(list.state(), beginning(), 'all undone');
  return first + second;
}
