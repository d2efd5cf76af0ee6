// W11: reads of fields through whatever a program holds to read its state. Objects are few enough for the first cache
// and many enough that no read can be hoisted out of the loop.
import { expectValue, timed } from '../harness/measure.mjs';
import { FIELDS, stateOf, sum } from './values.mjs';

const OBJECTS = 64;

export default {
  id: 'w11',
  title: 'read of a field',
  sizes: () => [5_000_000],
  smallest: 10_000,
  figures: { read: { title: 'read of a field', unit: 'ns' } },

  /** Nanoseconds per field read, the loop included. */
  round(peer, size, watch) {
    const documents = Array.from({ length: OBJECTS }, () => peer.readable.create());
    const { sum: sumOf } = peer.readable;
    const repeats = Math.ceil(size / FIELDS.length / OBJECTS);
    let total = 0;
    const took = timed(() => {
      watch.loop(repeats, 20, (from, to) => {
        for (let i = from; i < to; i++) {
          for (let j = 0; j < OBJECTS; j++) total += sumOf(documents[j]);
        }
      });
    });
    expectValue(total, repeats * OBJECTS * sum(stateOf(0)), 'sum of all reads');
    return { read: took / (repeats * OBJECTS * FIELDS.length) };
  },
};
