// W70: a history of writes, each its own step, as bytes and back. W71: a long history opened until the present can be used.
import { expectState, timed } from '../harness/measure.mjs';
import { WRITES_PER_PASS } from './values.mjs';

function written(peer, size, watch) {
  const document = peer.filed();
  watch.loop(size / WRITES_PER_PASS, 100, (from, to) => {
    for (let k = from + 1; k <= to; k++) document.writeEach(k);
  });
  return document;
}

export const files = {
  id: 'w70',
  title: 'a history as bytes',
  sizes: () => [100_000],
  smallest: 1_000,
  figures: {
    save: { title: 'history to bytes', unit: 'ms' },
    load: { title: 'history from bytes, until its first state was read', unit: 'ms' },
    size: { title: 'bytes, a step', unit: 'bytes' },
  },

  round(peer, size, watch) {
    const document = written(peer, size, watch);
    const state = document.state();
    let bytes;
    const save = timed(() => {
      bytes = document.save();
    });
    let opened;
    const load = timed(() => {
      opened = document.open(bytes);
      opened.first();
    });
    expectState(opened.first(), document.first(), 'the first state');
    opened.last();
    expectState(opened.state(), state, 'the state that was saved');
    opened.dispose();
    document.dispose();
    return { save: save / 1e6, load: load / 1e6, size: bytes.length / size };
  },
};

export const opening = {
  id: 'w71',
  title: 'opening a long history',
  sizes: () => [1_000_000],
  smallest: 10_000,
  figures: { open: { title: 'a file opened until its state can be read', unit: 'ms' } },

  round(peer, size, watch) {
    const document = written(peer, size, watch);
    const state = document.state();
    const bytes = document.save();
    let opened;
    let read;
    const open = timed(() => {
      opened = document.open(bytes);
      read = opened.state();
    });
    expectState(read, state, 'the state that was saved');
    opened.dispose();
    document.dispose();
    return { open: open / 1e6 };
  },
};
