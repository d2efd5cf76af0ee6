// Every compiler and mode that turns decorators into something Node runs gets the same classes and the same checks.
//
// Not covered: Vite's development server, Next, Parcel, Bun and Deno; older Babel and swc texts than the ones in
// `compilers/modes.mjs`; how fast the compiled classes are.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownNumbers, UNLOADABLE } from './known.js';
import { checksOf, renderMatrix, titleOf, type Row } from './table.js';

const TABLE = join(__dirname, 'matrix.md');
// The first run installs the compilers.
const INSTALL_MS = 600_000;

let rows: Row[] = [];

beforeAll(() => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'run.mjs')], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`exit ${String(status)}\n${stderr}`);
  rows = JSON.parse(stdout) as Row[];
  if (process.env.UPDATE_MATRIX !== undefined) writeFileSync(TABLE, renderMatrix(rows));
}, INSTALL_MS);

test('every compiler accepts the fixture', () => {
  expect(rows.filter(({ error }) => error !== undefined)).toEqual([]);
  expect(rows.length).toBeGreaterThan(30);
});

test('only settings that leave decorators in their output cannot be loaded', () => {
  const files = ['fields', 'accessors'] as const;
  for (const row of rows) {
    const unloadable = UNLOADABLE.find((known) => known.row.test(titleOf(row)))?.files ?? [];
    const errors = Object.fromEntries(files.map((file) => [file, row[file]?.error]));
    expect([titleOf(row), errors]).toEqual([
      titleOf(row),
      Object.fromEntries(
        files.map((file) => [file, unloadable.includes(file) ? 'SyntaxError: Invalid or unexpected token' : undefined]),
      ),
    ]);
  }
});

test('every check passes in every mode, but for the known ones', () => {
  const judged = rows.flatMap((row) =>
    checksOf(row).map(([check, message]) => ({
      name: `${titleOf(row)} › ${check}`,
      message,
      known: knownNumbers(titleOf(row), check).length > 0,
    })),
  );
  expect(judged.length).toBeGreaterThan(1000);
  // With its message, so that a failure of this test says what went wrong.
  expect(judged.filter(({ message, known }) => message !== null && !known)).toEqual([]);
  expect(judged.filter(({ message, known }) => message === null && known)).toEqual([]);
});

test('the table in the documents is this one', () => {
  expect(readFileSync(TABLE, 'utf8')).toBe(renderMatrix(rows));
});
