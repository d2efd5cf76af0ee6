// W41: the last ten moments that set one field of a long history.
import { expectState, expectValue, timed } from '../harness/measure.mjs';
import { number, WRITES_PER_PASS } from './values.mjs';

const LIMIT = 10;
/** Questions that are timed. */
const QUESTIONS = 2_000;

export default {
  id: 'w41',
  title: 'who set this field',
  sizes: () => [100_000, 1_000_000],
  smallest: 1_000,
  figures: { blame: { title: 'the last ten moments that set a field', unit: 'µs' } },

  /** Microseconds per question in a history of `size` steps. */
  round(peer, size, watch) {
    const passes = size / WRITES_PER_PASS;
    const document = peer.comparing();
    watch.loop(passes, 100, (from, to) => {
      for (let k = from + 1; k <= to; k++) document.writeEach(k);
    });
    const expected = Array.from({ length: LIMIT }, (_, i) => number(passes - i, 3));
    expectState(document.blame('f3', LIMIT), expected, 'the values it had');
    let found = 0;
    let questions = 0;
    const took = timed(() => {
      questions = watch.repeat({ most: QUESTIONS, least: 5, ms: 500 }, () => {
        found += document.blame('f3', LIMIT).length;
      });
    });
    expectValue(found, questions * LIMIT, 'entries found');
    document.dispose();
    return { blame: took / questions / 1_000 };
  },
};
