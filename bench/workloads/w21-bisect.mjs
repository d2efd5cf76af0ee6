// W21: the first of `size` moments at which a test over the object fails.
import { expectValue, timed } from '../harness/measure.mjs';
import { WRITES_PER_PASS } from './values.mjs';

export default {
  id: 'w21',
  title: 'bisection of a history',
  sizes: () => [100_000],
  smallest: 1_000,
  figures: {
    bisect: { title: 'bisection, beside the tests', unit: 'ms' },
    tests: { title: 'tests that it asks for', unit: 'calls' },
  },

  /** Milliseconds and calls per bisection; the culprit is another one each time. */
  round(peer, size, watch) {
    const passes = size / WRITES_PER_PASS;
    const document = peer.comparing();
    const marks = [];
    watch.loop(passes, 100, (from, to) => {
      for (let k = from + 1; k <= to; k++) {
        document.writeEach(k);
        marks.push(document.mark());
      }
    });
    const culprits = Array.from({ length: 20 }, (_, i) => 1 + ((i * 7_919) % (passes - 1)));
    let [took, calls] = [0, 0];
    for (const pass of culprits) {
      let inside = 0;
      const culprit = marks[pass - 1].id + 1;
      const test = (_copy, moment) => {
        const begin = process.hrtime.bigint();
        calls++;
        const isGood = moment.id < culprit;
        inside += Number(process.hrtime.bigint() - begin);
        return isGood;
      };
      let found;
      took += timed(() => (found = document.bisect(marks[0], marks.at(-1), test))) - inside;
      expectValue(found.id, culprit, 'the first moment that fails');
    }
    document.dispose();
    return { bisect: took / culprits.length / 1_000_000, tests: calls / culprits.length };
  },
};
