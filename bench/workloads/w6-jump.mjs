// W6: jumps between random moments of a long history, each followed by a read, so that lazy contenders do their work.
import { expectState, expectValue, timed } from '../harness/measure.mjs';
import { number, randomBelow, stateOf, WRITES_PER_PASS } from './values.mjs';

/** Different moments that are jumped to. */
const MARKS = 1_000;

export default {
  id: 'w6',
  title: 'jump to a random moment',
  sizes: (peerId) => (peerId === 'ours' ? [100_000, 1_000_000] : [100_000]),
  smallest: 1_000,
  figures: { jump: { title: 'jump to a random moment', unit: 'µs' } },

  /** Microseconds per jump in a history of `size` steps. */
  round(peer, size, watch) {
    const passes = size / WRITES_PER_PASS;
    const below = randomBelow(6);
    const wanted = new Set(Array.from({ length: MARKS }, () => 1 + below(passes)));
    const document = peer.travelling();
    const marks = [];
    watch.loop(passes, 100, (from, to) => {
      for (let k = from + 1; k <= to; k++) {
        document.writeEach(k);
        if (wanted.has(k)) marks.push({ k, at: document.mark() });
      }
    });
    const order = Array.from({ length: 8_000 }, () => marks[below(marks.length)]);
    const seen = new Array(order.length);
    let jumps = 0;
    const took = timed(() => {
      jumps = watch.repeat({ most: order.length, least: 5, ms: 500 }, (i) => {
        document.jump(order[i].at);
        seen[i] = document.probe();
      });
    });
    for (let i = 0; i < jumps; i++) expectValue(seen[i], number(order[i].k, 0), 'read after a jump');
    for (const { k, at } of order.slice(0, 20)) {
      document.jump(at);
      expectState(document.state(), stateOf(k), `jumped to pass ${k}`);
    }
    document.dispose();
    return { jump: took / jumps / 1_000 };
  },
};
