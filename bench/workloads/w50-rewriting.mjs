// W50: a line of `size` moments on another one: taken over moment by moment, and squashed into one.
import { expectValue, timed } from '../harness/measure.mjs';

export default {
  id: 'w50',
  title: 'rewriting',
  sizes: () => [1_000],
  smallest: 100,
  figures: {
    rebase: { title: 'rebase, a moment of the line', unit: 'µs' },
    squash: { title: 'squash, a moment of the line', unit: 'µs' },
  },

  /** Microseconds per moment. */
  round(peer, size, watch) {
    const document = peer.rewriting(size / 10);
    document.begin('line');
    watch.loop(size, 100, (from, to) => {
      // Even keys here, odd ones on the other line: nothing is contested.
      for (let e = from; e < to; e++) document.edit((2 * e) % size, e + 1);
    });
    document.begin('other');
    for (let e = 0; e < size / 10; e++) document.edit(2 * e + 1, e + 1);
    document.begin('line');
    const rebase = timed(() => document.rebase('other'));
    const squash = timed(() => document.squash('other'));
    for (let e = 0; e < size / 10; e++)
      expectValue(document.read(2 * e + 1), e + 1, `key ${2 * e + 1}, of the other line`);
    for (let e = size / 2; e < size; e++) expectValue(document.read((2 * e) % size), e + 1, `key ${(2 * e) % size}`);
    document.dispose();
    return { rebase: rebase / size / 1_000, squash: squash / size / 1_000 };
  },
};
