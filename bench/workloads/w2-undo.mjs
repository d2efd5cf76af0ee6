// W2: undo everything one step at a time, then redo everything. The state is checked at the middle and at both ends.
import { expectState, timed } from '../harness/measure.mjs';
import { stateAfter, stateOf, WRITES_PER_PASS } from './values.mjs';

const STEPS_PER_ROUND = 10_000;

export default {
  id: 'w2',
  title: 'undo and redo one by one',
  sizes: () => [100_000, 1_000],
  smallest: 100,
  figures: { undo: { title: 'undo of one write', unit: 'ns' }, redo: { title: 'redo of one write', unit: 'ns' } },

  /** Nanoseconds per undo and per redo in a history of `size` steps; short histories on several objects. */
  round(peer, size, watch) {
    const took = { undo: 0, redo: 0 };
    const documents = watch.repeat({ most: Math.ceil(STEPS_PER_ROUND / size), least: 1, ms: 300 }, () => {
      const document = peer.undoable();
      walk(document, size, watch, took);
      document.dispose();
    });
    return { undo: took.undo / documents / size, redo: took.redo / documents / size };
  },
};

/** Records `size` steps, undoes and redoes them, and adds the nanoseconds to `took`. */
function walk(document, size, watch, took) {
  const passes = size / WRITES_PER_PASS;
  const half = size / 2;
  watch.loop(passes, 100, (from, to) => {
    for (let k = from; k < to; k++) document.writeEach(k + 1);
  });
  document.settle();
  const undoHalf = () => {
    took.undo += timed(() =>
      watch.loop(half, 100, (from, to) => {
        while (from++ < to) document.undo();
      }),
    );
  };
  const redoHalf = () => {
    took.redo += timed(() =>
      watch.loop(half, 100, (from, to) => {
        while (from++ < to) document.redo();
      }),
    );
  };
  undoHalf();
  expectState(document.state(), stateAfter(half), 'undone half-way');
  undoHalf();
  expectState(document.state(), stateOf(0), 'all undone');
  redoHalf();
  expectState(document.state(), stateAfter(half), 'redone half-way');
  redoHalf();
  expectState(document.state(), stateOf(passes), 'all redone');
}
