// W40: what ten fields changed between two moments of a long history, wherever the object stands.
import { expectState, expectValue, timed } from '../harness/measure.mjs';
import { FIELDS, valueAt, WRITES_PER_PASS } from './values.mjs';

/** Diffs that are timed. */
const DIFFS = 2_000;

export default {
  id: 'w40',
  title: 'net changes between two moments',
  sizes: () => [1_000, 100_000],
  smallest: 1_000,
  figures: { diff: { title: 'diff of two moments, ten fields apart', unit: 'µs' } },

  /** Microseconds per diff of the first and the last of `size` steps. */
  round(peer, size, watch) {
    const passes = size / WRITES_PER_PASS;
    const document = peer.comparing();
    const marks = [];
    watch.loop(passes, 100, (from, to) => {
      for (let k = from + 1; k <= to; k++) {
        document.writeEach(k);
        if (k === 1 || k === passes) marks.push(document.mark());
      }
    });
    const [first, last] = marks;
    const changes = (k, other) => FIELDS.map((field, i) => [field, valueAt(k, i), valueAt(other, i)]);
    expectState(document.diff(first, last), changes(1, passes), 'from the first to the last');
    expectState(document.diff(last, first), changes(passes, 1), 'from the last to the first');
    expectState(document.diff(last, last), [], 'from the last to itself');
    let found = 0;
    let diffs = 0;
    const took = timed(() => {
      diffs = watch.repeat({ most: DIFFS, least: 5, ms: 500 }, () => {
        found += document.countChanges(first, last);
      });
    });
    expectValue(found, diffs * FIELDS.length, 'changes found');
    document.dispose();
    return { diff: took / diffs / 1_000 };
  },
};
