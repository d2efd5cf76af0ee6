// janus recover: what can still be had of a damaged file, and of a damaged journal.
import { recover as recoverFile } from '../../index.js';
import type { FileCommand } from '../command.js';
import { EXIT } from '../failure.js';
import { visible } from '../visible.js';

export const recover: FileCommand = {
  kind: 'file',
  name: 'recover',
  about:
    'Reads a damaged file, which it repairs, and as much of the journal beside it as is whole. Exits with 1 when something is left out.',
  more: ['Nothing is changed but the file of --output, which gets what was read. Without it the command only tells.'],
  args: [],
  options: { output: { short: 'o', takes: 'path', about: 'the file to write' } },
  run(path, { options: { output } }, out) {
    out.progress('reading …');
    const { timeline, report } = recoverFile(path);
    const { leftOut } = report;
    const moments = timeline.stats().moments;
    if (typeof output === 'string') timeline.save(output);
    const { green, red } = out.colours;
    if (out.isJson) out.json({ ...report, leftOut: leftOut ?? null, moments, output: output ?? null });
    else {
      out.line(`${green('read')}: ${String(moments)} moments, ${String(report.records)} records of the journal`);
      for (const { offset, bytes } of report.repaired)
        out.line(`${green('repaired')}: ${String(bytes)} bytes of the file from byte ${String(offset)} on`);
      if (leftOut !== undefined) {
        const { bytes, offset, why } = leftOut;
        out.line(
          `${red('left out')}: ${String(bytes)} bytes of the journal from byte ${String(offset)} on: ${visible(why)}`,
        );
      }
      if (typeof output === 'string') out.line(`written to ${visible(output)}`);
    }
    return report.isWhole ? EXIT.done : EXIT.found;
  },
};
