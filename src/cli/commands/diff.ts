// janus diff: what leads from the state of one moment to that of another.
import type { HistoryCommand } from '../command.js';
import { EXIT } from '../failure.js';
import { changeLines } from '../values.js';

export const diff: HistoryCommand = {
  kind: 'history',
  name: 'diff',
  about: 'Shows what leads from the state of one moment to that of another. Exits with 1 when they differ.',
  args: [
    { name: 'a', about: 'the moment to begin with' },
    { name: 'b', about: 'the moment to end with; where the object stands by default', isOptional: true },
  ],
  options: {},
  run({ timeline, resolve }, { args: [a = '@', b = '@'] }, out) {
    const [from, to] = [resolve(a), resolve(b)];
    const { changes } = timeline.diff(timeline.at(from.id), timeline.at(to.id));
    if (out.isJson) out.json({ from: from.id, to: to.id, changes });
    else for (const change of changes) for (const line of changeLines(change, out.colours)) out.line(line);
    return changes.length === 0 ? EXIT.done : EXIT.found;
  },
};
