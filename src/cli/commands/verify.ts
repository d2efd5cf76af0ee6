// janus verify: whether a file is whole.
import { verifyFile } from '../../index.js';
import type { FileCommand } from '../command.js';
import { EXIT } from '../failure.js';
import { visible } from '../visible.js';

export const verify: FileCommand = {
  kind: 'file',
  name: 'verify',
  about: 'Checks every byte of a file, and that what they say is a history. Exits with 1 when something is wrong.',
  args: [],
  options: {},
  run(path, _, out) {
    out.progress('checking …');
    const report = verifyFile(path);
    const { isWhole, parts, problem, history, journal } = report;
    const { green, red } = out.colours;
    if (out.isJson)
      out.json({ ...report, problem: problem ?? null, history: history ?? null, journal: journal ?? null });
    else if (isWhole) out.line(`${green('whole')}: ${String(history?.moments ?? 0)} moments`);
    else {
      for (const part of parts) {
        const verdict = part.problem === undefined ? green('whole') : red(`broken: ${visible(part.problem)}`);
        out.line(`${part.name} at byte ${String(part.offset)}, ${String(part.length)} bytes: ${verdict}`);
      }
      if (problem !== undefined)
        out.line(`${red('broken')} at byte ${String(problem.offset)}: ${visible(problem.why)}`);
      if (report.isRepairable) out.line('can be repaired, with nothing lost: janus recover --output <path>');
    }
    if (!out.isJson && journal !== undefined) {
      const { records, torn, problem: broken } = journal;
      out.line(`journal: ${String(records)} records${torn > 0 ? `, ${String(torn)} torn bytes behind them` : ''}`);
      if (broken !== undefined)
        out.line(`${red('journal broken')} at byte ${String(broken.offset)}: ${visible(broken.why)}`);
    }
    return isWhole ? EXIT.done : EXIT.found;
  },
};
