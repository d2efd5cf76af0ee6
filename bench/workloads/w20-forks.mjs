// W20: live forks of an owner with `size` parts of ten fields: a fork is made, edited in 100 places while the owner goes on
// too, and taken over.
import { expectValue, timed } from '../harness/measure.mjs';

const EDITS = 100;
const ROUNDS = 60;

export default {
  id: 'w20',
  title: 'live forks',
  sizes: () => [1_000],
  smallest: 200,
  figures: {
    fork: { title: 'fork of an owner with that many parts', unit: 'ms' },
    adopt: { title: 'merge back of 100 edits', unit: 'µs' },
  },

  /** Milliseconds per fork, microseconds per merge back: medians, for each makes garbage in the size of the owner. */
  round(peer, size, watch) {
    const document = peer.forking(size);
    const [forks, merges] = [[], []];
    watch.loop(ROUNDS, 1, (round) => {
      forks.push(timed(() => document.fork(`try-${round}`)));
      // Keys of the fork are even, that of the owner is odd.
      const keyOf = (e) => 2 * ((37 * e + round) % (5 * size));
      for (let e = 0; e < EDITS; e++) document.editFork(keyOf(e), round * EDITS + e + 1);
      document.edit(1, round + 1);
      merges.push(timed(() => document.adopt()));
      for (let e = 0; e < EDITS; e++) expectValue(document.read(keyOf(e)), round * EDITS + e + 1, `key ${keyOf(e)}`);
      expectValue(document.read(1), round + 1, 'the key that the owner has edited');
    });
    document.dispose();
    return { fork: median(forks) / 1_000_000, adopt: median(merges) / 1_000 };
  },
};

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
