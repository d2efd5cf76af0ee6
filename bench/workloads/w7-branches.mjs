// W7: branches off random points of a history, ten writes on each, then switches among them at random. The first read
// on a branch proves where it begins, the read after a switch that the branch is the right one.
import { expectState, expectValue, timed } from '../harness/measure.mjs';
import { number, randomBelow, stateOf } from './values.mjs';

export default {
  id: 'w7',
  title: 'branches',
  sizes: () => [1_000],
  smallest: 10,
  figures: {
    create: { title: 'branch off + 10 writes', unit: 'µs' },
    switch: { title: 'switch of branch', unit: 'µs' },
  },

  /** Microseconds per branch and per switch; `size` branches off a history of 10 × `size` steps. */
  round(peer, size, watch) {
    const below = randomBelow(7);
    const document = peer.travelling();
    const marks = [];
    watch.loop(size, 100, (from, to) => {
      for (let k = from + 1; k <= to; k++) {
        document.writeEach(k);
        marks.push({ k, at: document.mark() });
      }
    });
    const points = Array.from({ length: size }, () => marks[below(marks.length)]);
    const names = points.map((_, i) => `branch-${i}`);
    // The writes of branch i are pass `passOf(i)`, which no other branch and no point of the history has.
    const passOf = (i) => 10 * size + i;
    const begins = new Array(size);
    const created = timed(() => {
      watch.loop(size, 1, (i) => {
        document.branch(names[i], points[i].at);
        begins[i] = document.probe();
        document.writeEach(passOf(i));
        document.settle();
      });
    });
    points.forEach(({ k }, i) => expectValue(begins[i], number(k, 0), `beginning of ${names[i]}`));
    const order = Array.from({ length: 8_000 }, () => below(size));
    const seen = new Array(order.length);
    let switches = 0;
    const took = timed(() => {
      switches = watch.repeat({ most: order.length, least: 5, ms: 500 }, (i) => {
        document.switchTo(names[order[i]]);
        seen[i] = document.probe();
      });
    });
    for (let i = 0; i < switches; i++) expectValue(seen[i], number(passOf(order[i]), 0), 'read after a switch');
    for (const i of order.slice(0, 20)) {
      document.switchTo(names[i]);
      expectState(document.state(), stateOf(passOf(i)), `switched to ${names[i]}`);
    }
    document.dispose();
    return { create: created / size / 1_000, switch: took / switches / 1_000 };
  },
};
