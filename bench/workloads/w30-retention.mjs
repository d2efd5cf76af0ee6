// W30: writes under a limit of 1,000 moments that is reached all the time, beside the same writes without one. Timed in
// batches, because old moments go in slices, after every 1,024 writes: the batches with a slice are the pauses. The worst of all
// batches is mostly what else the machine did, so that without a limit is shown beside it.
import { expectState, expectValue } from '../harness/measure.mjs';
import { stateAfter, stateOf, WRITES_PER_PASS } from './values.mjs';

const KEPT = 1_000;
/** Passes per batch: 100 writes. */
const BATCH = 10;
/** The part of the batches in which a journal of 1,024 words is handed over, and old moments go: they are the slowest. */
const PAUSES = (BATCH * WRITES_PER_PASS) / 1024;

export default {
  id: 'w30',
  title: 'writes under a limit of 1,000 moments',
  sizes: () => [1_000_000],
  smallest: 20_000,
  figures: {
    write: { title: 'write at the limit, median of batches', unit: 'ns' },
    mean: { title: 'write at the limit, mean', unit: 'ns' },
    unlimited: { title: 'write without a limit, median of batches', unit: 'ns' },
    pause: { title: 'pause in which old moments go, median', unit: 'µs' },
    worst: { title: 'worst batch of 100 writes at the limit', unit: 'µs' },
    unlimitedWorst: { title: 'worst batch of 100 writes without a limit', unit: 'µs' },
  },

  /** Nanoseconds per write and microseconds per batch, for `size` writes. */
  round(peer, size, watch) {
    const unlimited = written(peer.undoable(), size, watch);
    unlimited.document.dispose();
    const { document, batches } = written(peer.keeping(KEPT), size, watch);
    expectState(document.state(), stateOf(size / WRITES_PER_PASS), 'after the writes');
    expectValue(document.moments(), KEPT, 'moments kept');
    for (let step = 1; step < KEPT; step++) document.undo();
    expectState(document.state(), stateAfter(size - KEPT + 1), 'at the oldest moment');
    document.dispose();
    const writes = BATCH * WRITES_PER_PASS;
    const mean = batches.reduce((sum, took) => sum + took, 0) / batches.length;
    return {
      write: (at(batches, 0.5) / writes) * 1e6,
      mean: (mean / writes) * 1e6,
      unlimited: (at(unlimited.batches, 0.5) / writes) * 1e6,
      pause: at(batches, 1 - PAUSES / 2) * 1e3,
      worst: at(batches, 1) * 1e3,
      unlimitedWorst: at(unlimited.batches, 1) * 1e3,
    };
  },
};

/** The document after the writes, and the milliseconds of each batch, ascending. */
function written(document, size, watch) {
  const batches = [];
  watch.loop(size / WRITES_PER_PASS, BATCH, (from, to) => {
    const begin = performance.now();
    for (let k = from; k < to; k++) document.writeEach(k + 1);
    batches.push(performance.now() - begin);
  });
  document.settle();
  return { document, batches: batches.sort((a, b) => a - b) };
}

function at(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
