// W72: a history that is kept in a file while it is made: what that costs a write, what is new brought to the disk, and a file
// opened with a journal of all of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectState, timed } from '../harness/measure.mjs';
import { WRITES_PER_PASS } from './values.mjs';

export default {
  id: 'w72',
  title: 'a history kept in a file',
  sizes: () => [100_000],
  smallest: 1_000,
  figures: {
    off: { title: 'write, kept nowhere', unit: 'ns' },
    on: { title: 'write, kept in a file', unit: 'ns' },
    append: { title: 'moment encoded, written and made durable, in a batch', unit: 'ns' },
    open: { title: 'file opened with a journal of all moments', unit: 'ms' },
  },

  round(peer, size, watch) {
    const folder = mkdtempSync(join(tmpdir(), 'janus-bench-'));
    const path = join(folder, 'history.janus');
    const write = (document) =>
      timed(() => {
        watch.loop(size / WRITES_PER_PASS, 100, (from, to) => {
          for (let k = from + 1; k <= to; k++) document.writeEach(k);
        });
      });
    const bare = peer.filed();
    const off = write(bare);
    const document = peer.filed();
    document.persist(path);
    const on = write(document);
    const state = document.state();
    // Ending a history brings what is new to the disk.
    const append = timed(() => {
      document.dispose();
    });
    let opened;
    const open = timed(() => {
      opened = document.openFile(path);
    });
    expectState(opened.state(), state, 'the state that was kept');
    expectState(bare.state(), state, 'the state that was kept nowhere');
    opened.first();
    expectState(opened.first(), bare.first(), 'the first state');
    opened.dispose();
    bare.dispose();
    rmSync(folder, { recursive: true });
    return { off: off / size, on: on / size, append: append / size, open: open / 1e6 };
  },
};
