// W11: reads of fields through whatever a program holds to read its state. Objects are few enough for the first cache
// and many enough that no read can be hoisted out of the loop.
import { expectValue, timed } from '../harness/measure.mjs';
import { FIELDS, valueAt } from './values.mjs';

const OBJECTS = 64;

/** What reading all fields of one object adds up to; not by the timed function, which would then see objects of two shapes. */
const EXPECTED = FIELDS.reduce((total, _, i) => total + (i < 5 ? valueAt(0, i) : valueAt(0, i).length), 0);

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
    expectValue(total, repeats * OBJECTS * EXPECTED, 'sum of all reads');
    return { read: took / (repeats * OBJECTS * FIELDS.length) };
  },
};
