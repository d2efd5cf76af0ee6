// A history as Mermaid text: moments, labels, branches and where the object stands.
//
// A flowchart, not a `gitGraph`: it shows any graph, and every text in it is data. Straight runs of moments without a
// name are folded when there are many.
import type { HistoryView } from '../history-view.js';
import { rowsOf, type Row } from './fold.js';
import { tidy } from './text.js';

/** Options of `visualize`. */
export interface MermaidOptions {
  /** Direction of time: left to right (default) or top to bottom. */
  direction?: 'LR' | 'TB';
  /** Fold straight runs of unnamed moments; by default when there are more than 60 moments. */
  fold?: boolean;
}

/** The text of a flowchart. O(moments). */
export function mermaid(view: HistoryView, options: MermaidOptions = {}): string {
  const shown = rowsOf(view.moments, options.fold);
  const nodeOf = new Map(shown.map(({ first, last }) => [last.id, first.id]));
  const lines = [`flowchart ${options.direction ?? 'LR'}`];
  for (const row of shown) lines.push(`  m${String(row.first.id)}${shape(row)}`);
  for (const { first } of shown) {
    first.parents.forEach((parent, index) => {
      const arrow = index === 0 ? '-->' : '-.->';
      lines.push(`  m${String(nodeOf.get(parent) ?? parent)} ${arrow} m${String(first.id)}`);
    });
  }
  let names = 0;
  for (const { first, last } of shown) {
    for (const label of last.labels) lines.push(...pointer(`label${String(names++)}`, `🏷 ${label}`, first.id, 'label'));
    for (const branch of last.branches) {
      const mark = Object.hasOwn(view.marks ?? {}, branch) ? view.marks?.[branch] : undefined;
      const said = [...(branch === view.currentBranch ? ['current'] : []), ...(mark === undefined ? [] : [mark])];
      const text = `⎇ ${branch}${said.length === 0 ? '' : ` (${said.join(', ')})`}`;
      lines.push(...pointer(`branch${String(names++)}`, text, first.id, 'branch'));
    }
  }
  const current = shown.find(({ last }) => last.current);
  if (current !== undefined) lines.push(`  class m${String(current.first.id)} current`);
  lines.push(
    '  classDef current stroke-width:4px',
    '  classDef label fill:#fff3c4,stroke:#b58900,color:#333',
    '  classDef branch fill:#dbeafe,stroke:#2563eb,color:#333',
  );
  return `${lines.join('\n')}\n`;
}

function shape({ first, last, count }: Row): string {
  if (first.id === 0) return `(["genesis"])`;
  if (count > 1) return `["${String(first.id)} … ${String(last.id)}<br/>${String(count)} moments"]`;
  const text = first.title === undefined ? String(first.id) : `${String(first.id)} ${escape(first.title)}`;
  return first.parents.length > 1 ? `{{"${text}"}}` : `["${text}"]`;
}

function pointer(id: string, text: string, moment: number, kind: string): string[] {
  return [`  ${id}(["${escape(text)}"]):::${kind} -.- m${String(moment)}`];
}

/** Makes any text data inside a quoted Mermaid text: entities for what has a meaning there, nothing for controls. */
function escape(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  return tidy(short).replace(
    /[^\p{L}\p{N}\p{Emoji} .,:;!?()…⎇+*/=_-]|[#*]/gu,
    (character) => `#${String(character.codePointAt(0))};`,
  );
}
