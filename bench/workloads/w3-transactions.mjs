// W3: the writes of W1 in transactions of 100, each one step; then all of them undone.
import { expectState, timed } from '../harness/measure.mjs';
import { stateOf, WRITES_PER_PASS } from './values.mjs';

const WRITES_PER_STEP = 100;
const PASSES_PER_STEP = WRITES_PER_STEP / WRITES_PER_PASS;

export default {
  id: 'w3',
  title: 'transactions of 100 writes',
  sizes: () => [100_000],
  smallest: 1_000,
  figures: {
    write: { title: 'write, in transactions of 100', unit: 'ns' },
    undo: { title: 'undo of a transaction of 100', unit: 'µs' },
  },

  /** Nanoseconds per write, microseconds per undo of a whole transaction. */
  round(peer, size, watch) {
    const steps = size / WRITES_PER_STEP;
    const document = peer.undoable();
    const wrote = timed(() => {
      watch.loop(steps, 10, (from, to) => {
        for (let step = from; step < to; step++) document.writeGrouped(step * PASSES_PER_STEP + 1, PASSES_PER_STEP);
      });
      document.settle();
    });
    expectState(document.state(), stateOf(steps * PASSES_PER_STEP), 'after the transactions');
    const figures = { write: wrote / size };
    if (document.undo) {
      const undone = timed(() =>
        watch.loop(steps, 10, (from, to) => {
          while (from++ < to) document.undo();
        }),
      );
      expectState(document.state(), stateOf(0), 'all transactions undone');
      figures.undo = undone / steps / 1_000;
    }
    document.dispose();
    return figures;
  },
};
