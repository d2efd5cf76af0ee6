// janus export: the history as JSON or as a drawing.
import { closeSync, openSync, writeSync } from 'node:fs';
import { show } from '../../describe.js';
import { JanusError, type Change, type MomentView, type TimelineEvent } from '../../index.js';
import type { HistoryCommand } from '../command.js';
import { CommandFailure, EXIT, misused } from '../failure.js';
import type { Opened } from '../history.js';
import { jsonText } from '../json.js';
import { momentJson } from '../moments.js';
import { visible } from '../visible.js';

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
    if (typeof output !== 'string') {
      write(opened, format, (text) => {
        out.raw(text);
      });
      return EXIT.done;
    }
    let characters = 0;
    try {
      const file = openSync(output, 'w');
      try {
        write(opened, format, (text) => {
          characters += text.length;
          writeSync(file, text);
        });
      } finally {
        closeSync(file);
      }
    } catch (error) {
      if (error instanceof JanusError) throw error;
      throw new CommandFailure(EXIT.unwritable, `${visible(output)} cannot be written: ${visible(String(error))}`);
    }
    if (out.isJson) out.json({ format, output, characters });
    return EXIT.done;
  },
};

function write(opened: Opened, format: string, raw: (text: string) => void): void {
  if (format === 'json') writeJson(opened, raw);
  else raw(opened.timeline.plot({ backend: format }).replace(/\n?$/, '\n'));
}

/** Moment by moment: a long history is longer as JSON than a text can be. */
function writeJson({ view, timeline }: Opened, raw: (text: string) => void): void {
  const [root, ...moments] = view.moments;
  if (root === undefined) return;
  const head = {
    name: view.name,
    currentBranch: view.currentBranch,
    marks: { ...view.marks },
    genesis: timeline.described(timeline.at(root.id)),
  };
  const one = (moment: MomentView, changes: readonly Change[]): string =>
    jsonText({ ...momentJson(moment), changes }, 2);
  raw(`${jsonText(head).slice(0, -2)},\n  "moments": [\n    ${one(root, [])}`);
  const events: Iterator<TimelineEvent, undefined> = timeline.allChanges()[Symbol.iterator]();
  let event = events.next().value;
  for (const moment of moments) {
    // A moment at which an older past was cut off has no event.
    const told = event?.moment === moment.id ? event : undefined;
    raw(`,\n    ${one(moment, told?.changes ?? [])}`);
    if (told !== undefined) event = events.next().value;
  }
  raw('\n  ]\n}\n');
}
