// W13: reading a list of 100,000 numbers from one end to the other: by `for…of`, by `forEach`, by index, and
// by `map` and `filter`, which make an array each.
import { expectState, expectValue, timed } from '../harness/measure.mjs';

/** Reads per round and figure, at least. */
const READS = 1_000_000;

export default {
  id: 'w13',
  title: 'iteration over a list of 100,000',
  sizes: () => [100_000],
  smallest: 1_000,
  figures: {
    forOf: { title: 'for…of over a list, per element', unit: 'ns' },
    forEach: { title: 'forEach over a list, per element', unit: 'ns' },
    copies: { title: 'map and filter of a list, per element', unit: 'ns' },
    index: { title: 'read by index', unit: 'ns' },
  },

  /** Nanoseconds per element, the loop and the making of results included. */
  round(peer, size, watch) {
    const numbers = Array.from({ length: size }, (_, i) => i & 0xff);
    const { create, forOf, forEach, copies, byIndex } = peer.iteration;
    const list = create(numbers);
    const repeats = Math.ceil(READS / size);
    let last;
    const perPass = (pass) => {
      const took = timed(() =>
        watch.loop(repeats, 1, () => {
          last = pass(list);
        }),
      );
      return took / repeats / size;
    };
    let sum = 0;
    for (let i = 0; i < size; i++) sum += numbers[i];
    const figures = {};
    for (const [name, pass] of Object.entries({ forOf, forEach, index: byIndex })) {
      figures[name] = perPass(pass);
      expectValue(last, sum, `sum by ${name}`);
    }
    figures.copies = perPass(copies) / 2;
    const wanted = { mapped: numbers.map((value) => value + 1), filtered: numbers.filter((value) => value % 2 === 0) };
    expectState(last, wanted, 'results of map and filter');
    return figures;
  },
};
