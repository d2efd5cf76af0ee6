// janus branches: the names of a history.
import type { HistoryView, MomentView } from '../../index.js';
import type { HistoryCommand } from '../command.js';
import { EXIT } from '../failure.js';
import { branchText, momentJson, timeOf } from '../moments.js';
import { visible } from '../visible.js';

export const branches: HistoryCommand = {
  kind: 'history',
  name: 'branches',
  about: 'Lists branches with their tips, and labels with their moments.',
  args: [],
  options: {},
  run({ view }, _, out) {
    const tips = named(view, ({ branches: names }) => names);
    const labels = named(view, ({ labels: names }) => names);
    if (out.isJson) {
      out.json({
        current: view.currentBranch,
        branches: tips.map(([name, tip]) => ({
          name,
          isCurrent: name === view.currentBranch,
          mark: markOf(view, name),
          tip: momentJson(tip),
        })),
        labels: labels.map(([name, moment]) => ({ name, moment: momentJson(moment) })),
      });
      return EXIT.done;
    }
    const { green, magenta, yellow, dim } = out.colours;
    const line = (sign: string, name: string, moment: MomentView): string => {
      const title = moment.title === undefined ? '' : ` ${visible(moment.title)}`;
      return `${sign} ${name} ${yellow(`#${String(moment.id)}`)} ${dim(timeOf(moment))}${title}`;
    };
    for (const [name, tip] of tips)
      out.line(line(name === view.currentBranch ? '*' : ' ', green(branchText(name, view)), tip));
    for (const [name, moment] of labels) out.line(line(' ', magenta(`label: ${visible(name)}`), moment));
    return EXIT.done;
  },
};

function named(
  view: HistoryView,
  of: (moment: MomentView) => readonly string[],
): readonly (readonly [string, MomentView])[] {
  return view.moments
    .flatMap((moment) => of(moment).map((name) => [name, moment] as const))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function markOf({ marks }: HistoryView, name: string): string | null {
  return marks !== undefined && Object.hasOwn(marks, name) ? (marks[name] ?? null) : null;
}
