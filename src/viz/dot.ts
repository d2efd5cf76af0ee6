// A history in the language of Graphviz: rows as nodes, names as nodes of their own that point at them.
import type { HistoryView } from '../history-view.js';
import { parentRows, rowsOf, type Row } from './fold.js';
import { tidy } from './text.js';

/** Options of the `dot` backend. */
export interface DotOptions {
  /** Direction of time: left to right (default) or top to bottom. */
  direction?: 'LR' | 'TB';
  /** Fold straight runs of unnamed moments; by default when there are more than 60 moments. */
  fold?: boolean;
}

/** The text of a digraph. O(moments). */
export function dot(view: HistoryView, options: DotOptions = {}): string {
  const rows = rowsOf(view.moments, options.fold);
  const lines = [
    `digraph ${quoted(view.name)} {`,
    `  rankdir=${options.direction ?? 'LR'};`,
    '  node [shape=box, style=rounded, fontname="Helvetica"];',
    '  edge [fontname="Helvetica"];',
  ];
  let names = 0;
  const pointer = (row: number, text: string, style: string): void => {
    const name = `n${String(names++)}`;
    lines.push(`  ${name} [label=${quoted(text)}, ${style}];`, `  ${name} -> m${String(row)} [style=dotted];`);
  };
  rows.forEach((row, at) => {
    lines.push(`  m${String(at)} [label=${quoted(caption(row))}${styleOf(row)}];`);
    for (const label of row.last.labels) pointer(at, label, 'shape=note, style=filled, fillcolor="#fff3c4"');
    for (const branch of row.last.branches) {
      const mark = view.marks !== undefined && Object.hasOwn(view.marks, branch) ? view.marks[branch] : undefined;
      const more = [...(branch === view.currentBranch ? ['current'] : []), ...(mark === undefined ? [] : [mark])];
      const text = more.length === 0 ? branch : `${branch} (${more.join(', ')})`;
      pointer(at, text, 'shape=cds, style=filled, fillcolor="#dbeafe"');
    }
  });
  parentRows(rows).forEach((parents, at) => {
    parents.forEach((parent, index) => {
      const style = index > 0 ? ' [style=dashed]' : rows[at]?.first.isAbandoned ? ' [style=dashed, color=gray]' : '';
      lines.push(`  m${String(parent)} -> m${String(at)}${style};`);
    });
  });
  return `${lines.join('\n')}\n}\n`;
}

function caption({ first, last, count }: Row): string {
  if (count > 1) return `${String(first.id)} … ${String(last.id)}: ${String(count)} moments`;
  if (first.id === 0) return 'genesis';
  return first.title === undefined ? String(first.id) : `${String(first.id)} ${first.title}`;
}

function styleOf({ first, last }: Row): string {
  if (last.current) return ', penwidth=3';
  return first.isAbandoned ? ', style="rounded,dashed", fontcolor=gray40' : '';
}

/** A quoted text. In labels `\` begins escapes such as `\N`, the name of the node, and `&` entities. */
function quoted(text: string): string {
  return `"${tidy(text)
    .replaceAll('&', '&amp;')
    .replace(/[\\"]/g, (character) => `\\${character}`)}"`;
}
