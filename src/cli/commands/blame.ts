// janus blame: the moments that gave a place its values.
import type { HistoryCommand } from '../command.js';
import { EXIT } from '../failure.js';
import { momentJson, momentLine } from '../moments.js';
import { countOf } from '../numbers.js';
import { inline } from '../values.js';

export const blame: HistoryCommand = {
  kind: 'history',
  name: 'blame',
  about: 'Lists the moments that gave a place its values, newest first.',
  args: [{ name: 'path', about: 'the place, such as title, notes[3].text or \'scores["a b"]\'' }],
  options: {
    at: { takes: 'ref', about: 'the moment to look from; where the object stands by default' },
    limit: { short: 'n', takes: 'count', about: 'at most so many' },
  },
  run(opened, { args: [path = ''], options }, out) {
    const { timeline, momentOf, resolve } = opened;
    const at = resolve(typeof options.at === 'string' ? options.at : '@');
    const entries = timeline
      .blame(path, { at: timeline.at(at.id), limit: countOf('limit', options.limit) })
      .map(({ moment, kind, value }) => ({ moment: momentOf(moment.id), kind, value }));
    if (out.isJson) {
      out.json({
        path,
        at: at.id,
        entries: entries.map(({ moment, kind, value }) => ({ moment: momentJson(moment), kind, value })),
      });
      return EXIT.done;
    }
    for (const { moment, kind, value } of entries) {
      const what = kind === 'delete' ? '' : ` ${out.colours.green(inline(value))}`;
      out.line(momentLine(moment, opened, out, true));
      out.line(`    ${kind}${what}`);
    }
    return EXIT.done;
  },
};
