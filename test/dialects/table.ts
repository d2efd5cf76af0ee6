// The matrix as a Markdown table: one row per compiler and mode, one column per group of checks, and below it every check
// that fails with its reason.
import { KNOWN } from './known';

/** What became of one compiled file: its checks with null for a pass, or the error of loading it. */
export interface Verdict {
  readonly error?: string;
  readonly checks?: Readonly<Record<string, string | null>>;
}

/** What became of one compiler and mode. */
export interface Row {
  readonly compiler: string;
  readonly mode: string;
  /** Why it could not be compiled, or judged. */
  readonly error?: string;
  readonly fields?: Verdict;
  readonly accessors?: Verdict;
}

const groupOf = (check: string): string => check.slice(0, check.indexOf(':'));

/** Name of a row, as `known.ts` matches it. */
export const titleOf = ({ compiler, mode }: Row): string => `${compiler} ${mode}`;

/** Checks of a row that fail. */
export function failuresOf({ fields, accessors }: Row): string[] {
  const checks = Object.entries({ ...fields?.checks, ...accessors?.checks });
  return checks.filter(([, message]) => message !== null).map(([name]) => name);
}

/** The file `matrix.md`. */
export function renderMatrix(rows: readonly Row[]): string {
  const fieldGroups = groupsIn(rows.map(({ fields }) => fields));
  const header = ['compiler', 'mode', ...fieldGroups, 'accessors'];
  const lines = rows.map(({ compiler, mode, fields, accessors }) => [
    compiler,
    mode,
    ...fieldGroups.map((group) => cell(fields, group)),
    cell(accessors, 'accessors'),
  ]);
  return [
    '<!-- Made by matrix.test.ts with UPDATE_MATRIX=1; do not edit. -->',
    '',
    line(header),
    line(header.map(() => '---')),
    ...lines.map(line),
    '',
    'A cell says `ok`, or how many checks of its group fail, or `–` where the output cannot be loaded (SyntaxError: the',
    'compiler leaves decorators or `accessor` in it).',
    ...knownLines(rows),
    '',
  ].join('\n');
}

function knownLines(rows: readonly Row[]): string[] {
  return KNOWN.flatMap(({ rows: pattern, checks, why }) => {
    const where = rows.filter(
      (row) => pattern.test(titleOf(row)) && failuresOf(row).some((name) => checks.includes(name)),
    );
    if (where.length === 0) return [];
    const what = checks.length > 3 ? `${String(checks.length)} checks` : checks.join('; ');
    return ['', `- **${what}**: ${why}. In: ${where.map(titleOf).join(', ')}.`];
  });
}

function groupsIn(verdicts: readonly (Verdict | undefined)[]): string[] {
  return [...new Set(verdicts.flatMap((verdict) => Object.keys(verdict?.checks ?? {})).map(groupOf))];
}

function cell(verdict: Verdict | undefined, group: string): string {
  if (verdict?.checks === undefined) return '–';
  const messages = Object.entries(verdict.checks).filter(([name]) => groupOf(name) === group);
  const failing = messages.filter(([, message]) => message !== null).length;
  return failing === 0 ? 'ok' : `${String(failing)} of ${String(messages.length)}`;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
