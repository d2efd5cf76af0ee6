// janus log: moments, newest first.
import type { Change, MomentView } from '../../index.js';
import type { HistoryCommand } from '../command.js';
import { EXIT, misused } from '../failure.js';
import { lineFrom, type Opened } from '../history.js';
import { momentJson, momentLine } from '../moments.js';
import { countOf } from '../numbers.js';
import { changeLines } from '../values.js';

export const log: HistoryCommand = {
  kind: 'history',
  name: 'log',
  about: 'Lists moments, newest first: the line of first parents, as undo goes.',
  args: [{ name: 'ref', about: 'the moment to begin with; where the object stands by default', isOptional: true }],
  options: {
    all: { short: 'a', about: 'all moments, on whatever branch' },
    changes: { short: 'c', about: 'what each moment changed' },
    limit: { short: 'n', takes: 'count', about: 'at most so many' },
  },
  run(opened, { args: [ref], options }, out) {
    const limit = countOf('limit', options.limit);
    if (options.all === true && ref !== undefined) throw misused('--all lists all moments, so it takes no ref.');
    const listed: object[] = [];
    let count = 0;
    for (const moment of options.all === true
      ? opened.view.moments.toReversed()
      : lineFrom(opened, opened.resolve(ref ?? '@'))) {
      if (count++ === limit) break;
      const changes = options.changes === true ? changesOf(opened, moment) : undefined;
      if (out.isJson) listed.push({ ...momentJson(moment), ...(changes === undefined ? {} : { changes }) });
      else {
        out.line(momentLine(moment, opened.view, out, true));
        for (const change of changes ?? [])
          for (const line of changeLines(change, out.colours)) out.line(`    ${line}`);
      }
    }
    if (out.isJson) out.json({ name: opened.view.name, moments: listed });
    return EXIT.done;
  },
};

/** What a moment did to the state of its first parent. */
export function changesOf({ timeline }: Opened, { id, parents: [parent] }: MomentView): readonly Change[] {
  return parent === undefined ? [] : timeline.diff(timeline.at(parent), timeline.at(id)).changes;
}
