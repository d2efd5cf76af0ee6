// W10: two people typing at once, replayed. Contenders with branches replay every transaction on its first parent, after
// merging the second one; replicas exchange updates, each person a document. All must end in the text the session ended
// in. Who has time travel keeps the text at every 100th transaction and visits each of these moments again, in another
// order.
import { expectValue, timed } from '../harness/measure.mjs';
import { absence, readTrace } from './traces.mjs';
import { randomBelow } from './values.mjs';

const TRACE = 'friendsforever';
const TRANSACTIONS = 26_078;
const KEPT_EVERY = 100;

export default {
  id: 'w10',
  title: 'replay of two people typing at once',
  sizes: () => [TRANSACTIONS],
  smallest: 200,
  unavailable: absence(TRACE),
  figures: {
    total: { title: 'replay of two people typing, 2,258 merges', unit: 'ms' },
    visit: { title: 'visit of a moment of it', unit: 'µs' },
  },

  /** Milliseconds for the first `size` transactions, microseconds per visit. */
  round(peer, size, watch) {
    const { transactions, endContent } = readTrace(TRACE);
    expectValue(transactions.length, TRANSACTIONS, 'transactions of the session');
    const document = peer.concurrent();
    const kept = [];
    let took = 0;
    watch.loop(size, KEPT_EVERY, (from, to) => {
      took += timed(() => {
        for (let i = from; i < to; i++) document.replay(i, transactions[i]);
      });
      if (document.visit) kept.push({ i: to - 1, text: document.text() });
    });
    took += timed(() => document.settle());
    if (size === TRANSACTIONS) expectValue(document.text(), endContent, 'after the session');
    const figures = { total: took / 1_000_000 };
    if (document.visit) figures.visit = visitAll(document, shuffled(kept)) / kept.length / 1_000;
    document.dispose();
    return figures;
  },
};

/** Nanoseconds for all visits, each with a read; the texts are compared while the clock stands. */
function visitAll(document, kept) {
  let took = 0;
  for (const { i, text } of kept) {
    let length;
    took += timed(() => {
      document.visit(i);
      length = document.length();
    });
    expectValue(length, text.length, `length at transaction ${i}`);
    expectValue(document.text(), text, `text at transaction ${i}`);
  }
  return took;
}

function shuffled(items) {
  const below = randomBelow(10);
  for (let i = items.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}
