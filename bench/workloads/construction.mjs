// Construction of an object with ten fields: as an owner (a history of its own), as an owner whose handle is asked for,
// and as a part that is attached to an owner by one recorded write. The plain class does the same without a history; the
// difference is the price of being tracked.
import { expectState, timed } from '../harness/measure.mjs';
import { copyOf, stateOf } from './values.mjs';

export default {
  id: 'construction',
  title: 'construction of an object of ten fields',
  sizes: () => [10_000],
  smallest: 1_000,
  figures: {
    owner: { title: 'construct an owner', unit: 'ns' },
    handle: { title: 'construct an owner, ask for its handle', unit: 'ns' },
    part: { title: 'construct and attach a part', unit: 'ns' },
  },

  /** Nanoseconds per object, `size` objects kept alive. */
  round(peer, size) {
    return Object.fromEntries(
      Object.entries(peer.construction).map(([kind, begin]) => {
        const { make, dispose } = begin();
        const kept = new Array(size).fill(null);
        const took = timed(() => {
          for (let i = 0; i < size; i++) kept[i] = make();
        });
        for (let i = 0; i < size; i += 97) expectState(copyOf(kept[i]), stateOf(0), `a new ${kind}`);
        dispose(kept);
        return [kind, took / size];
      }),
    );
  },
};
