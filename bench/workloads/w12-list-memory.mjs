// W12 for lists: memory kept per edit of W4, everything counted as in W12. The elements are small integers and the list
// keeps its length, so all of it is beyond the elements.
import { expectState, memory } from '../harness/measure.mjs';
import { beginning, edit, listAfter, randomEdits } from './lists.mjs';

export default {
  id: 'w12-list',
  title: 'memory per edit of a list',
  sizes: () => [100_000],
  smallest: 1_000,
  cold: true,
  figures: {
    counted: { title: 'memory per edit of a list, counted', unit: 'bytes' },
    resident: { title: 'memory per edit of a list, resident set', unit: 'bytes' },
  },

  /** Bytes per edit after `size` edits of a list that was there before. */
  round(peer, size, watch) {
    const few = Math.min(size, 1_000);
    record(peer.list(beginning()), randomEdits(few), few, watch).dispose();
    const table = randomEdits(size);
    const list = peer.list(beginning());
    list.settle();
    const before = memory();
    const native = list.nativeBytes?.() ?? 0;
    record(list, table, size, watch);
    const after = memory();
    const nativeGrowth = (list.nativeBytes?.() ?? 0) - native;
    expectState(list.state(), listAfter(table, size), 'after the edits');
    list.dispose();
    return {
      counted: (after.counted - before.counted + nativeGrowth) / size,
      resident: (after.rss - before.rss) / size,
    };
  },
};

function record(list, table, size, watch) {
  watch.loop(size, 20, (from, to) => edit(list, table, from, to));
  list.settle();
  return list;
}
