// The matrix as a Markdown table: one row per compiler and mode, one column per group of checks, and below it every check
// that fails with its reason.
import { KNOWN, knownNumbers } from './known.js';

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

/** Checks of a row with null for a pass. */
export const checksOf = ({ fields, accessors }: Row): [name: string, message: string | null][] =>
  Object.entries({ ...fields?.checks, ...accessors?.checks });

/** The file `matrix.md`. */
export function renderMatrix(rows: readonly Row[]): string {
  const groups = [...new Set(rows.flatMap(checksOf).map(([name]) => groupOf(name)))];
  const header = ['compiler', 'mode', ...groups];
  return [
    '<!-- Made by matrix.test.ts with UPDATE_MATRIX=1; do not edit. -->',
    '',
    line(header),
    line(header.map(() => '---')),
    ...rows.map((row) => line([row.compiler, row.mode, ...groups.map((group) => cell(row, group))])),
    '',
    'A cell says `ok`, or how many checks of its group fail and why, or `–` where the output cannot be loaded (SyntaxError:',
    'the compiler leaves decorators or `accessor` in it).',
    '',
    ...KNOWN.map(({ why }, index) => `${String(index + 1)}. ${why}`),
    '',
  ].join('\n');
}

function cell(row: Row, group: string): string {
  const checks = checksOf(row).filter(([name]) => groupOf(name) === group);
  if (checks.length === 0) return '–';
  const failing = checks.filter(([, message]) => message !== null);
  if (failing.length === 0) return 'ok';
  const reasons = new Set(failing.flatMap(([name]) => knownNumbers(titleOf(row), name)));
  return `${String(failing.length)} of ${String(checks.length)} (${[...reasons].join(', ')})`;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
