// Memory of the objects that `construction` makes: V8's heap, external memory, and the engine's own.
import { memory } from '../harness/measure.mjs';

export default {
  id: 'construction-memory',
  title: 'memory of an object of ten fields',
  sizes: () => [10_000],
  smallest: 1_000,
  cold: true,
  figures: {
    owner: { title: 'memory of an owner', unit: 'bytes' },
    handle: { title: 'memory of an owner with its handle', unit: 'bytes' },
    part: { title: 'memory of an attached part', unit: 'bytes' },
  },

  /** Bytes per object, `size` objects kept alive. A few made before hold code and shapes that count once. */
  round(peer, size) {
    return Object.fromEntries(
      Object.entries(peer.construction).map(([kind, begin]) => {
        bytesPerObject(begin(), 100);
        return [kind, bytesPerObject(begin(), size)];
      }),
    );
  },
};

function bytesPerObject({ make, nativeBytes, dispose }, size) {
  const kept = new Array(size).fill(null);
  const before = memory();
  for (let i = 0; i < size; i++) kept[i] = make();
  const grown = memory().counted - before.counted + nativeBytes(kept);
  dispose(kept);
  return grown / size;
}
