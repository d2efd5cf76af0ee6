// janus branches: the names of a history.
import type { MomentView } from '../../index.js';
import type { HistoryCommand } from '../command.js';
import { EXIT } from '../failure.js';
import type { Opened } from '../history.js';
import { branchText, momentJson, timeOf } from '../moments.js';
import { visible } from '../visible.js';

export const branches: HistoryCommand = {
  kind: 'history',
  name: 'branches',
  about: 'Lists branches with their tips, and labels with their moments.',
  args: [],
  options: {},
  run(opened, _, out) {
    const { currentBranch } = opened;
    const tips = named(opened, opened.branches);
    const labels = named(opened, opened.labels);
    if (out.isJson) {
      out.json({
        current: currentBranch,
        branches: tips.map(([name, tip]) => ({
          name,
          isCurrent: name === currentBranch,
          mark: markOf(opened, name),
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
      out.line(line(name === currentBranch ? '*' : ' ', green(branchText(name, opened)), tip));
    for (const [name, moment] of labels) out.line(line(' ', magenta(`label: ${visible(name)}`), moment));
    return EXIT.done;
  },
};

function named({ momentOf }: Opened, names: ReadonlyMap<string, number>): readonly (readonly [string, MomentView])[] {
  return [...names].map(([name, id]) => [name, momentOf(id)] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function markOf({ marks }: Opened, name: string): string | null {
  return marks !== undefined && Object.hasOwn(marks, name) ? (marks[name] ?? null) : null;
}
