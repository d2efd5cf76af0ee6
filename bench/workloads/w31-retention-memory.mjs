// W31: what a history with a limit of 1,000 moments holds after so many writes: V8's heap, external memory and the engine.
import { expectState, expectValue, memory } from '../harness/measure.mjs';
import { stateOf, WRITES_PER_PASS } from './values.mjs';

const KEPT = 1_000;
/** Several, so that what the process holds beside them counts less. */
const HISTORIES = 10;

export default {
  id: 'w31',
  title: 'memory under a limit of 1,000 moments',
  sizes: () => [1_000_000, 1_000],
  smallest: 1_000,
  cold: true,
  figures: {
    process: { title: 'memory of a process with ten histories', unit: 'bytes' },
    history: { title: 'memory of one history', unit: 'bytes' },
  },

  /** Bytes after `size` writes. One round per process. */
  round(peer, size, watch) {
    written(peer, 20_000, watch).dispose();
    const before = memory().counted;
    const documents = Array.from({ length: HISTORIES }, () => written(peer, size, watch));
    const counted = memory().counted + documents.reduce((sum, document) => sum + document.nativeBytes(), 0);
    for (const document of documents) {
      expectState(document.state(), stateOf(size / WRITES_PER_PASS), 'after the writes');
      expectValue(document.moments(), KEPT, 'moments kept');
      document.dispose();
    }
    return { process: counted, history: (counted - before) / HISTORIES };
  },
};

function written(peer, size, watch) {
  const document = peer.keeping(KEPT);
  watch.loop(size / WRITES_PER_PASS, 100, (from, to) => {
    for (let k = from; k < to; k++) document.writeEach(k + 1);
  });
  document.settle();
  return document;
}
