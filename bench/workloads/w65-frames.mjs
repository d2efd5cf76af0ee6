// W65: cell edits in a data frame of 100,000 rows and 20 columns of numbers, each its own step; then undo of all of them.
// W66: memory kept per edit, beyond the frame itself.
import { expectValue, memory, TooSlowError, timed } from '../harness/measure.mjs';

const ROWS = 100_000;
const COLUMNS = 20;

/** Where edit number `k` goes, and the number it writes: other cells each time, scattered. */
const rowOf = (k) => (k * 7_919) % ROWS;
const columnOf = (k) => k % COLUMNS;
const valueOf = (k) => k + 0.25;

function edit(frame, watch, from, size) {
  watch.loop(size, 100, (begin, end) => {
    for (let k = from + begin; k < from + end; k++) frame.set(rowOf(k), columnOf(k), valueOf(k));
  });
}

function made(peer, size) {
  // A copied column takes 800 kB: more of them than this and the process dies.
  if (size > (peer.mostFrameEdits ?? Infinity))
    throw new TooSlowError(`${size} copies of a column do not fit in memory`);
  return peer.frame(ROWS, COLUMNS);
}

export const edits = {
  id: 'w65',
  title: 'a data frame of 100,000 × 20',
  sizes: () => [10_000],
  smallest: 100,
  figures: { edit: { title: 'cell written, its own step', unit: 'ns' }, undo: { title: 'undo of it', unit: 'ns' } },

  /** Nanoseconds per edit, and per undo. */
  round(peer, size, watch) {
    const frame = made(peer, size);
    const write = timed(() => edit(frame, watch, 0, size));
    for (let k = Math.max(0, size - 100); k < size; k++)
      expectValue(frame.get(rowOf(k), columnOf(k)), valueOf(k), 'a written cell');
    const undo = timed(() => {
      for (let k = 0; k < size; k++) frame.undo();
    });
    for (let k = 0; k < size; k++) expectValue(frame.get(rowOf(k), columnOf(k)), 0, 'a cell after undo');
    frame.dispose();
    return { edit: write / size, undo: undo / size };
  },
};

export const kept = {
  id: 'w66',
  title: 'memory per edit of a data frame',
  cold: true,
  sizes: () => [100_000],
  smallest: 100,
  figures: { counted: { title: 'memory per edit, counted', unit: 'bytes' } },

  /** Bytes per edit, by the growth of what the runtime and the engine say they hold. */
  round(peer, size, watch) {
    const frame = made(peer, size);
    edit(frame, watch, 0, 1_000);
    const [before, nativeBefore] = [memory(), frame.nativeBytes?.() ?? 0];
    edit(frame, watch, 1_000, size);
    const [after, nativeAfter] = [memory(), frame.nativeBytes?.() ?? 0];
    expectValue(frame.get(rowOf(size), columnOf(size)), valueOf(size), 'a written cell');
    frame.dispose();
    return { counted: (after.counted - before.counted + nativeAfter - nativeBefore) / size };
  },
};
