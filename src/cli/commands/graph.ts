// janus graph: the branches and merges as a drawing of characters.
import { rowsOf } from '../../viz/fold.js';
import { textGraph, type Paint } from '../../viz/text-graph.js';
import type { HistoryCommand } from '../command.js';
import { EXIT } from '../failure.js';
import { momentJson, momentLine } from '../moments.js';
import { countOf } from '../numbers.js';
import type { Colours } from '../out.js';

export const graph: HistoryCommand = {
  kind: 'history',
  name: 'graph',
  about: 'Draws moments, branches and merges, newest on top.',
  more: [
    'Straight runs of moments that have no names become one row when there are more than 60; `--all` draws every moment.',
    'Drawn in Unicode where the locale says UTF-8, else in ASCII.',
  ],
  args: [],
  options: {
    all: { short: 'a', about: 'every moment, however many there are' },
    limit: { short: 'n', takes: 'count', about: 'the newest rows only' },
  },
  run({ view }, { options }, out) {
    const limit = countOf('limit', options.limit);
    const rows = rowsOf(view.moments, options.all === true ? false : undefined);
    if (out.isJson) {
      const shown = rows.toReversed().slice(0, limit);
      out.json({
        name: view.name,
        currentBranch: view.currentBranch,
        marks: { ...view.marks },
        rows: shown.map(({ first, last, count }) => ({ ...momentJson(last), first: first.id, moments: count })),
      });
      return EXIT.done;
    }
    let drawn = 0;
    for (const { graph: lanes, row } of textGraph(rows, view.currentBranch, out.glyphs, painter(out.colours))) {
      if (row !== undefined && drawn++ === limit) break;
      if (row === undefined) out.line(lanes);
      else if (row.count === 1) out.line(`${lanes}  ${momentLine(row.last, view, out)}`);
      else
        out.line(
          `${lanes}  ${out.colours.dim(`${String(row.count)} moments, #${String(row.first.id)} to #${String(row.last.id)}`)}`,
        );
    }
    return EXIT.done;
  },
};

/** Lanes have the colours of a drawing, in turn. */
function painter({ blue, green, magenta, yellow, cyan, red }: Colours): Paint {
  const lanes = [blue, green, magenta, yellow, cyan, red];
  return (text, lane) => (text === ' ' ? text : (lanes[lane % lanes.length] ?? blue)(text));
}
