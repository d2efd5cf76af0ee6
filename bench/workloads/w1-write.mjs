// W1: recorded writes, each its own step. The clock ends with a question about the history, so that contenders that
// collect writes cannot leave work behind it.
import { expectState, timed } from '../harness/measure.mjs';
import { stateOf, WRITES_PER_PASS } from './values.mjs';

/** A short history is measured on several objects, so that a round is long enough for the clock. */
const WRITES_PER_ROUND = 10_000;

export default {
  id: 'w1',
  title: 'recorded write, its own step',
  sizes: () => [100_000, 1_000],
  smallest: 100,
  figures: { write: { title: 'write, its own step', unit: 'ns' } },

  /** Nanoseconds per write of `size` writes on a new object. */
  round(peer, size, watch) {
    const passes = size / WRITES_PER_PASS;
    const documents = Array.from({ length: Math.ceil(WRITES_PER_ROUND / size) }, () => peer.undoable());
    const took = timed(() => {
      for (const document of documents) {
        watch.loop(passes, 100, (from, to) => {
          for (let k = from; k < to; k++) document.writeEach(k + 1);
        });
        document.settle();
      }
    });
    for (const document of documents) {
      expectState(document.state(), stateOf(passes), 'after the writes');
      document.dispose();
    }
    return { write: took / documents.length / size };
  },
};
