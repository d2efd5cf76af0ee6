// janus verify: whether a file is whole.
import { openWithoutClasses, HistoryFileError } from '../../index.js';
import type { FileCommand } from '../command.js';
import { EXIT } from '../failure.js';
import { visible } from '../visible.js';

export const verify: FileCommand = {
  kind: 'file',
  name: 'verify',
  about:
    'Checks a file: every byte, every value, and that the history in it is whole. Exits with 1 when something is wrong.',
  args: [],
  options: {},
  run(path, _, out) {
    out.progress('checking …');
    const { faults, moments } = check(path);
    if (out.isJson) out.json({ isWhole: faults.length === 0, moments, faults });
    else if (faults.length === 0) out.line(`${out.colours.green('whole')}: ${String(moments)} moments`);
    else
      for (const { offset, message } of faults) {
        const where = offset === null ? '' : ` at byte ${String(offset)}`;
        out.line(`${out.colours.red('broken')}${where}: ${visible(message)}`);
      }
    return faults.length === 0 ? EXIT.done : EXIT.found;
  },
};

interface Fault {
  readonly offset: number | null;
  readonly message: string;
}

function check(path: string): { readonly faults: readonly Fault[]; readonly moments: number | null } {
  try {
    const timeline = openWithoutClasses(path);
    const faults = timeline.verify().map((message) => ({ offset: null, message }));
    // Writing it anew reads every value.
    timeline.toBytes();
    return { faults, moments: timeline.stats().moments };
  } catch (error) {
    if (!(error instanceof HistoryFileError)) throw error;
    return { faults: [{ offset: error.offset, message: error.why }], moments: null };
  }
}
