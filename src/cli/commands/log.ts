// janus log: moments, newest first.
import type { Change, MomentView } from '../../index.js';
import type { HistoryCommand } from '../command.js';
import { EXIT, misused } from '../failure.js';
import { firstOf, type Opened } from '../history.js';
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
    const all = options.all === true ? opened.newestFirst() : opened.lineFrom(opened.resolve(ref ?? '@').id);
    const shown = firstOf(all, limit).map(opened.momentOf);
    const changes = options.changes === true ? changesOf(opened, shown, options.all === true) : undefined;
    const listed: object[] = [];
    for (const moment of shown) {
      const done = changes?.get(moment.id) ?? [];
      if (out.isJson) listed.push({ ...momentJson(moment), ...(changes === undefined ? {} : { changes: done }) });
      else {
        out.line(momentLine(moment, opened, out, true));
        for (const change of done) for (const line of changeLines(change, out.colours)) out.line(`    ${line}`);
      }
    }
    if (out.isJson) out.json({ name: opened.name, moments: listed });
    return EXIT.done;
  },
};

/** What moments did to the states of their first parents. */
function changesOf(
  { timeline }: Opened,
  moments: readonly MomentView[],
  isAll: boolean,
): ReadonlyMap<number, readonly Change[]> {
  const [newest, oldest] = [moments[0], moments.at(-1)];
  if (newest === undefined || oldest === undefined) return new Map();
  const begin = timeline.at(oldest.parents[0] ?? oldest.id);
  const events = isAll ? timeline.allChanges() : timeline.extract(timeline.at(newest.id), { fromRef: begin });
  return new Map(Array.from(events, ({ moment, changes }) => [moment, changes]));
}
