// W9: the replay of a real writing session into a sequence of characters, each transaction one step; then every step
// undone. The replay and the undo are cells of their own, so that who undoes slowly still replays the whole session.
//
// 111 transactions replace a text by the same text. Whether that is a step is each contender's own business: it says
// how many steps it has made, and the state half-way back is that of the transaction after which it had half of them.
import { expectState, expectValue, timed } from '../harness/measure.mjs';
import { absence, readTrace, textAfter } from './traces.mjs';

const TRACE = 'sveltecomponent';
const TRANSACTIONS = 18_335;

const common = { sizes: () => [TRANSACTIONS], smallest: 100, unavailable: absence(TRACE) };

export const replay = {
  ...common,
  id: 'w9',
  title: 'replay of a writing session',
  figures: { replay: { title: 'replay of a writing session, per transaction', unit: 'ns' } },

  /** Nanoseconds per transaction of the first `size` ones. */
  round(peer, size, watch) {
    const { document, took } = recorded(peer, size, watch);
    document.dispose();
    return { replay: took / size };
  },
};

export const undo = {
  ...common,
  id: 'w9-undo',
  title: 'undo of a writing session',
  figures: { undo: { title: 'undo of the writing session, per step', unit: 'ns' } },

  /** Nanoseconds per step. */
  round(peer, size, watch) {
    const { document, half, expected } = recorded(peer, size, watch);
    const steps = document.steps();
    const undoTimes = (count) =>
      timed(() =>
        watch.loop(count, 10, (from, to) => {
          while (from++ < to) document.undo();
        }),
      );
    const first = undoTimes(steps - half);
    expectState(document.text(), expected.half, 'undone half-way');
    const second = undoTimes(half);
    expectValue(document.text(), '', 'all undone');
    document.dispose();
    return { undo: (first + second) / steps };
  },
};

/** A document after the first `size` transactions, how long they took, and its steps after half of them. */
function recorded(peer, size, watch) {
  const { transactions } = readTrace(TRACE);
  expectValue(transactions.length, TRANSACTIONS, 'transactions of the session');
  const middle = Math.floor(size / 2);
  const document = peer.text();
  const run = (begin, end) =>
    timed(() => {
      watch.loop(end - begin, 50, (from, to) => {
        for (let i = begin + from; i < begin + to; i++) document.apply(transactions[i].patches);
      });
      document.settle();
    });
  const first = run(0, middle);
  const half = document.steps();
  const second = run(middle, size);
  const expected = expectations(size, middle);
  expectValue(document.text(), expected.end, 'after the session');
  return { document, took: first + second, half, expected };
}

const known = new Map();

function expectations(size, middle) {
  if (!known.has(size)) {
    const { endContent, transactions } = readTrace(TRACE);
    const end = size === TRANSACTIONS ? endContent : textAfter(transactions, size);
    known.set(size, { half: textAfter(transactions, middle), end });
  }
  return known.get(size);
}
