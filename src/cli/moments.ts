// Moments as lines of text and as JSON.
import type { HistoryView, MomentView } from '../index.js';
import type { Out } from './out.js';
import { visible } from './visible.js';

/** The time of a moment, in UTC. */
export function timeOf({ time }: MomentView): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? 'unknown' : date.toISOString();
}

/** What a moment is called where it has no title. */
function captionOf({ title, parents, isCut }: MomentView): string {
  if (title !== undefined) return visible(title);
  if (parents.length === 0) return isCut === true ? 'the oldest that is kept' : 'genesis';
  return parents.length > 1 ? 'merge' : '';
}

/** What is to be said of branches. */
type Marks = Pick<HistoryView, 'marks'>;

/** A moment on one line: its number, names, title and tags. */
export function momentLine(moment: MomentView, marks: Marks, { colours }: Out, hasTime = false): string {
  const caption = captionOf(moment);
  const parts = [
    colours.yellow(`#${String(moment.id)}`),
    ...(hasTime
      ? [
          colours.dim(
            timeOf(moment)
              .replace('T', ' ')
              .replace(/\.\d+Z$/, 'Z'),
          ),
        ]
      : []),
    ...namesOf(moment, marks, colours),
    ...(caption === '' ? [] : [moment.title === undefined ? colours.dim(caption) : caption]),
    ...tagsOf(moment).map((tag) => colours.cyan(tag)),
    ...(moment.isAbandoned === true ? [colours.dim('(abandoned)')] : []),
    ...(moment.isCut === true ? [colours.dim('(older ones were pruned)')] : []),
  ];
  return parts.join(' ');
}

function namesOf(moment: MomentView, marks: Marks, colours: Out['colours']): string[] {
  const names = [
    ...(moment.current ? [colours.bold('you are here')] : []),
    ...moment.branches.map((name) => colours.green(branchText(name, marks))),
    ...moment.labels.map((name) => colours.magenta(`label: ${visible(name)}`)),
  ];
  return names.length === 0 ? [] : [`(${names.join(', ')})`];
}

/** A branch with what is to be said of it. */
export function branchText(name: string, { marks }: Marks): string {
  const mark = marks !== undefined && Object.hasOwn(marks, name) ? ` [${String(marks[name])}]` : '';
  return `${visible(name)}${mark}`;
}

/** The tags of a moment as texts. */
function tagsOf({ tags }: MomentView): string[] {
  return Object.entries(tags).map(([key, value]) =>
    value === true ? visible(`{${key}}`) : visible(`{${key}: ${typeof value === 'string' ? value : String(value)}}`),
  );
}

/** A moment as JSON. */
export function momentJson(moment: MomentView): Readonly<Record<string, unknown>> {
  const { id, parents, title, labels, branches, tags, current, isAbandoned, isCut } = moment;
  return {
    id,
    parents,
    time: timeOf(moment),
    title: title ?? null,
    labels,
    branches,
    tags: { ...tags },
    current,
    abandoned: isAbandoned === true,
    cut: isCut === true,
  };
}
