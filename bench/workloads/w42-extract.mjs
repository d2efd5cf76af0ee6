// W42: a whole history as events, one after the other: walked over, and collected in an array.
import { expectState, expectValue, timed } from '../harness/measure.mjs';
import { valueAt, WRITES_PER_PASS } from './values.mjs';

export default {
  id: 'w42',
  title: 'extraction of a history',
  sizes: () => [100_000],
  smallest: 1_000,
  figures: {
    walk: { title: 'an event, walking over them', unit: 'ns' },
    collect: { title: 'an event, all of them in an array', unit: 'ns' },
  },

  /** Nanoseconds per event of a history of `size` steps. */
  round(peer, size, watch) {
    const passes = size / WRITES_PER_PASS;
    const document = peer.comparing();
    watch.loop(passes, 100, (from, to) => {
      for (let k = from + 1; k <= to; k++) document.writeEach(k);
    });
    let events = 0;
    let last;
    const walked = timed(() => {
      for (const event of document.events()) {
        events += event.changes.length;
        last = event;
      }
    });
    expectValue(events, size, 'changes walked over');
    expectState([last.moment, last.changes[0].new], [size, valueAt(passes, WRITES_PER_PASS - 1)], 'the last event');
    let all = [];
    const collected = timed(() => {
      all = [...document.events()];
    });
    expectValue(all.length, size, 'events collected');
    document.dispose();
    return { walk: walked / size, collect: collected / size };
  },
};
