// W8: merge of two branches, or of two replicas, with `size` edits each over size / 10 keys. Only the merge is timed.
import { expectValue, timed } from '../harness/measure.mjs';

/** Keys of both sides, and which key edit `e` of a side hits. */
const SHAPES = {
  disjoint: (keys) => ({
    left: (e) => e % (keys / 2),
    right: (e) => keys / 2 + (e % (keys / 2)),
  }),
  conflict: (keys) => ({ left: (e) => e % keys, right: (e) => e % keys }),
};

export default {
  id: 'w8',
  title: 'merge of two branches',
  sizes: () => [10_000],
  smallest: 100,
  figures: {
    disjoint: { title: 'merge, disjoint keys', unit: 'ms' },
    conflict: { title: 'merge, same keys', unit: 'ms' },
  },

  /** Milliseconds per merge. */
  round(peer, size, watch) {
    return {
      disjoint: merge(peer, size, 'disjoint', watch),
      conflict: merge(peer, size, 'conflict', watch),
    };
  },
};

function merge(peer, size, shape, watch) {
  const keys = size / 10;
  const keyOf = SHAPES[shape](keys);
  const sides = peer.sides(keys);
  // Edits of the left side are odd, those of the right side even, all are positive; a key that nobody edits stays 0.
  const last = { left: new Array(keys).fill(0), right: new Array(keys).fill(0) };
  for (const side of ['left', 'right']) {
    sides.begin(side);
    watch.loop(size, 1_000, (from, to) => {
      for (let e = from; e < to; e++) {
        const value = 2 * e + (side === 'left' ? 1 : 2);
        sides.edit(keyOf[side](e), value);
        last[side][keyOf[side](e)] = value;
      }
    });
  }
  sides.prepare();
  const took = timed(() => sides.merge());
  // Replicas merge in the other direction too, untimed, and must then agree.
  const [values, ...others] = sides.states();
  for (let key = 0; key < keys; key++) {
    const where = `key ${key} after the ${shape} merge`;
    const [left, right] = [last.left[key], last.right[key]];
    if (left === 0 || right === 0) expectValue(values[key], left + right, where);
    else if (peer.winner) expectValue(values[key], last[peer.winner][key], where);
    else expectValue(values[key] === left || values[key] === right, true, where);
    for (const other of others) expectValue(other[key], values[key], `${where}, the other replica`);
  }
  sides.dispose();
  return took / 1_000_000;
}
