// janus export: the history as JSON or as a drawing.
import { writeFileSync } from 'node:fs';
import { show } from '../../describe.js';
import type { HistoryCommand } from '../command.js';
import { CommandFailure, EXIT, misused } from '../failure.js';
import type { Opened } from '../history.js';
import { jsonText } from '../json.js';
import { momentJson } from '../moments.js';
import { visible } from '../visible.js';
import { changesOf } from './log.js';

const FORMATS = ['json', 'mermaid', 'dot', 'svg', 'html'];

export const exportCommand: HistoryCommand = {
  kind: 'history',
  name: 'export',
  about: 'Writes the whole history as JSON, or as a drawing.',
  more: [
    'The drawings are those of `plot`; json has the state at the beginning, and every moment with what it changed.',
  ],
  args: [],
  options: {
    format: { short: 'f', takes: 'format', about: `one of ${FORMATS.join(', ')}; json by default` },
    output: { short: 'o', takes: 'path', about: 'the file to write; the output by default' },
  },
  run(opened, { options: { format = 'json', output } }, out) {
    if (typeof format !== 'string' || !FORMATS.includes(format)) {
      throw misused(`There is no format ${visible(show(format))}. Known are ${FORMATS.join(', ')}.`);
    }
    out.progress(`making ${format} of ${String(opened.view.moments.length)} moments …`);
    const text = format === 'json' ? historyJson(opened) : opened.timeline.plot({ backend: format });
    const ended = text.endsWith('\n') ? text : `${text}\n`;
    if (typeof output !== 'string') {
      out.raw(ended);
      return EXIT.done;
    }
    try {
      writeFileSync(output, ended);
    } catch (error) {
      throw new CommandFailure(EXIT.unwritable, `${visible(output)} cannot be written: ${visible(String(error))}`);
    }
    if (out.isJson) out.json({ format, output, characters: ended.length });
    return EXIT.done;
  },
};

function historyJson(opened: Opened): string {
  const { view, timeline } = opened;
  const [root] = view.moments;
  return jsonText({
    name: view.name,
    currentBranch: view.currentBranch,
    marks: { ...view.marks },
    genesis: root === undefined ? null : timeline.described(timeline.at(root.id)),
    moments: view.moments.map((moment) => ({ ...momentJson(moment), changes: changesOf(opened, moment) })),
  });
}
