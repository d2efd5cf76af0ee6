// janus show: one moment, with what it changed and the state after it.
import type { HistoryCommand } from '../command.js';
import { EXIT } from '../failure.js';
import { momentJson, momentLine, timeOf } from '../moments.js';
import { changeLines, outline } from '../values.js';

export const show: HistoryCommand = {
  kind: 'history',
  name: 'show',
  about: 'Shows a moment: what it changed, and the state after it.',
  args: [{ name: 'ref', about: 'the moment; where the object stands by default', isOptional: true }],
  options: {},
  run(opened, { args: [ref] }, out) {
    const { timeline } = opened;
    const moment = opened.resolve(ref ?? '@');
    const [parent] = moment.parents;
    const changes = parent === undefined ? [] : timeline.diff(timeline.at(parent), timeline.at(moment.id)).changes;
    const state = timeline.described(timeline.at(moment.id));
    if (out.isJson) {
      out.json({ name: opened.name, moment: momentJson(moment), changes, state });
      return EXIT.done;
    }
    const { bold, dim } = out.colours;
    out.line(momentLine(moment, opened, out));
    out.line(`${dim('time')}     ${timeOf(moment)}`);
    if (moment.parents.length > 0)
      out.line(`${dim('parents')}  ${moment.parents.map((id) => `#${String(id)}`).join(' ')}`);
    out.line('');
    out.line(bold(changes.length === 0 ? 'No changes' : 'Changes'));
    for (const change of changes) for (const line of changeLines(change, out.colours)) out.line(`  ${line}`);
    out.line('');
    out.line(bold('State'));
    for (const line of outline(state)) out.line(`  ${line}`);
    return EXIT.done;
  },
};
