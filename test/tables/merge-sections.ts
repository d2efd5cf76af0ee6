// The sections of the merge table: which operations on which fields, and the page that is made of them.
import { FIELD_CELLS, KEYED_CELLS, LIST_CELLS, SET_CELLS, WHOLE_CELLS, type Cell } from './merge-cells.js';
import {
  FIELD_OPERATIONS,
  keyedOperations,
  listOperations,
  SET_OPERATIONS,
  WHOLE_OPERATIONS,
  type FieldName,
  type Operations,
} from './merge-desk.js';

import { VALUE_ROWS, VALUE_STRATEGIES } from './merge-values.js';

/** One kind of place. */
export interface Section {
  readonly title: string;
  readonly about: string;
  readonly fields: readonly FieldName[];
  readonly operationsOn: (field: FieldName) => Operations;
  readonly cells: readonly Cell[];
}

export const SECTIONS: readonly Section[] = [
  {
    title: 'Lists',
    about:
      'The list is `a c b d`; `insert` puts something before `c`, `insert elsewhere` at the end, `move` takes `c` to the end (target) or to the front (source), `sort` gives `a b c d`, `reverse` `d b c a`; `assign` gives a `@trackedList` the new content `a b X d`.',
    fields: ['list', 'items'],
    operationsOn: (field) => listOperations(field as 'list'),
    cells: LIST_CELLS,
  },
  {
    title: 'Maps and plain objects',
    about:
      'The keys are `a c b`; `set` gives `c` another value, `insert` is a new key `n`, `put last` removes `c` and puts the same value in again.',
    fields: ['map', 'object'],
    operationsOn: (field) => keyedOperations(field as 'map'),
    cells: KEYED_CELLS,
  },
  {
    title: 'Sets',
    about: 'The set is `a c b`; `put last` removes `c` and adds it again.',
    fields: ['set'],
    operationsOn: () => SET_OPERATIONS,
    cells: SET_CELLS,
  },
  {
    title: 'Fields with a part or object',
    about: 'The field holds `c`.',
    fields: ['field'],
    operationsOn: () => FIELD_OPERATIONS,
    cells: FIELD_CELLS,
  },
  {
    title: 'Fields with a container, assigned as a whole',
    about:
      'The field is `@tracked` and holds the list `a c b`; `assign` is `field = […]`, which is another list; `insert` and `edit` are inside the one that is there.',
    fields: ['whole'],
    operationsOn: () => WHOLE_OPERATIONS,
    cells: WHOLE_CELLS,
  },
];

const INTRODUCTION = `<!-- Made by test/tables/merge-collections.test.ts with UPDATE_MERGE_TABLE=1; do not edit. -->

# What a merge comes to

Every pair of operations on one place: what the target did (rows) against what the source did (columns), each in one moment since their
common past. \`X\` is what the target put in, \`Y\` what the source put in; \`c1\` is \`c\` edited inside by the target, \`c2\` by the source;
\`–\` is empty. [Merging](design/merging.md) has the rules.

A cell of a matrix is the outcome where no strategy is asked. **n** is a conflict, decided as row n of the list below the matrix says, where
\`keep\` is a function that keeps what one side removed (and joins texts), \`drop\` one that answers \`REMOVE\`. A \`strict\` merge throws
with the conflicts that are listed and changes nothing. A field whose own policy is one of these does the same whatever the strategy.
\`sum\`, \`max\` and \`min\` say nothing about what is removed or moved: there the strategy decides.

All of it is the same for parts and plain objects, and whichever side was made first.
`;

/** The page. */
export function renderTable(): string {
  return [INTRODUCTION, ...SECTIONS.map(renderSection), renderValues()].join('\n');
}

function renderValues(): string {
  const rows = VALUE_ROWS.map(({ name, outcomes, same }) => [name, ...outcomes.map(String), String(same)]);
  return [
    '## Numbers, by the policy of their field\n',
    'In the common past 10, in the target 15, in the source 17; *function* multiplies. It is the same for a field, a key and an element. `union` is about numbers inside a container; on a field of numbers it is refused. The last column is what comes of both sides writing 15.\n',
    ...table(['policy', ...Object.keys(VALUE_STRATEGIES), 'both 15'], rows),
  ].join('\n');
}

function renderSection({ title, about, cells }: Section): string {
  const kinds = [...new Set(cells.map(({ ours }) => ours))];
  const conflicts = cells.filter((cell) => cell.conflicts.length > 0);
  const joined = cells.filter(({ union }) => union !== undefined);
  const row = (ours: string): string[] => kinds.map((theirs) => matrixCell(cells, ours, theirs, conflicts));
  const hasDrop = cells.some(({ states }) => states.length === 4);
  const columns = ['overshadow', 'preserve', 'keep', ...(hasDrop ? ['drop'] : [])];
  return [
    `## ${title}\n`,
    `${about}\n`,
    ...table(
      ['target ╲ source', ...kinds],
      kinds.map((ours) => [`**${ours}**`, ...row(ours)]),
    ),
    ...table(
      ['', 'target × source', 'listed', ...columns],
      conflicts.map((cell, at) => [
        String(at + 1),
        pairOf(cell),
        code(listed(cell.conflicts)),
        ...cell.states.map(code),
      ]),
    ),
    ...unionOf(joined),
  ].join('\n');
}

function unionOf(joined: readonly Cell[]): string[] {
  if (joined.every(({ union }) => union?.state === 'refused'))
    return ['A field with the policy `union` refuses the pairs that list `value`, with a `MergePolicyError`.\n'];
  return [
    'Under the policy `union`, whatever the strategy; what is not listed is as above:\n',
    ...table(
      ['target × source', 'union', 'listed'],
      joined.map((cell) => [pairOf(cell), code(cell.union?.state ?? ''), code(listed(cell.union?.conflicts ?? []))]),
    ),
  ];
}

function matrixCell(cells: readonly Cell[], ours: string, theirs: string, conflicts: readonly Cell[]): string {
  const cell = cells.find((other) => other.ours === ours && other.theirs === theirs);
  if (cell === undefined) return '';
  return cell.conflicts.length > 0 ? `**${String(conflicts.indexOf(cell) + 1)}**` : code(cell.states[0] ?? '');
}

const pairOf = ({ ours, theirs }: Cell): string => `${ours} × ${theirs}`;
const code = (text: string): string => (text === '–' ? text : `\`${text}\``);

/** Conflicts, those that are alike counted. */
function listed(conflicts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const conflict of conflicts) counts.set(conflict, (counts.get(conflict) ?? 0) + 1);
  return [...counts].map(([conflict, count]) => (count === 1 ? conflict : `${conflict} (${String(count)})`)).join(', ');
}

/** A table as Prettier sets it. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, at) => Math.max(3, title.length, ...rows.map((row) => (row[at] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(header), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line), ''];
}
