// janus compact: a file takes up the journal beside it.
import { compactFile } from '../../index.js';
import type { FileCommand } from '../command.js';
import { EXIT } from '../failure.js';

export const compact: FileCommand = {
  kind: 'file',
  name: 'compact',
  about: 'Takes the journal beside a file up into the file, and removes it. Not while a program persists it.',
  args: [],
  options: {},
  run(path, _, out) {
    out.progress('compacting …');
    const bytes = compactFile(path);
    if (out.isJson) out.json({ bytes });
    else out.line(`${out.colours.green('done')}: ${String(bytes)} bytes`);
    return EXIT.done;
  },
};
