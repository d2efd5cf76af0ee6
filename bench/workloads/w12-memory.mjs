// W12: memory kept per recorded write, everything counted: V8's heap, external memory (WebAssembly included), and what
// a contender says it holds outside both. The growth of the resident set is shown beside it: nothing escapes it, but it
// also holds pages that the collector has not given back.
import { expectState, memory } from '../harness/measure.mjs';
import { stateOf, WRITES_PER_PASS } from './values.mjs';

export default {
  id: 'w12',
  title: 'memory per recorded write',
  sizes: () => [100_000],
  smallest: 1_000,
  cold: true,
  figures: {
    counted: { title: 'memory per write, counted', unit: 'bytes' },
    resident: { title: 'memory per write, resident set', unit: 'bytes' },
  },

  /** Bytes per write after `size` writes. One round per process: a second one would find pages already resident. */
  round(peer, size, watch) {
    record(peer, Math.min(size, 1_000), watch).dispose();
    const before = memory();
    const document = record(peer, size, watch);
    const after = memory();
    const native = document.nativeBytes?.() ?? 0;
    expectState(document.state(), stateOf(size / WRITES_PER_PASS), 'after the writes');
    document.dispose();
    return {
      counted: (after.counted - before.counted + native) / size,
      resident: (after.rss - before.rss) / size,
    };
  },
};

function record(peer, size, watch) {
  const document = peer.undoable();
  watch.loop(size / WRITES_PER_PASS, 100, (from, to) => {
    for (let k = from; k < to; k++) document.writeEach(k + 1);
  });
  document.settle();
  return document;
}
