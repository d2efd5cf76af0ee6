// The examples are programs: they run as a user runs them, and their proofs decide their exit code.
import { execSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(__dirname, '../..');
const built = join(root, 'examples/.build');

function run(...args: string[]): { code: number | null; lines: string[]; errors: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return { code: status, lines: stdout.trimEnd().split('\n'), errors: stderr };
}

function rowOf(lines: readonly string[], name: string): string[] {
  const line = lines.find((text) => text.startsWith(`  ${name}  `)) ?? '';
  return line.trim().split(/ {2,}/);
}

beforeAll(() => {
  // The check compiles them beforehand.
  if (!existsSync(built)) execSync('npx tsc -p examples/tsconfig.json', { cwd: root });
});

describe('the what-if study', () => {
  const study = { code: null as number | null, lines: [''], errors: '' };
  beforeAll(() => {
    Object.assign(study, run(join(built, 'what-if/main.js')));
  });

  test('ends well, with every proof held, in at most 80 lines', () => {
    expect(study).toMatchObject({ code: 0, errors: '' });
    expect(study.lines.filter((line) => line.includes('✓'))).toHaveLength(7);
    expect(study.lines.length).toBeLessThanOrEqual(80);
  });

  test('finds in the data what is there', () => {
    // 406 cars, 8 without mpg; of the others 6 without horsepower.
    expect(rowOf(study.lines, 'weight alone').slice(-4)).toEqual(['drop', '398', '0', '4.35']);
    expect(rowOf(study.lines, 'horsepower too').slice(-4, -1)).toEqual(['drop', '392', '6']);
    expect(rowOf(study.lines, 'fill gaps by the mean').slice(-4, -1)).toEqual(['mean', '398', '6']);
  });

  test('merges the branch with the smaller error', () => {
    const [year, consumption] = ['newer-is-better', 'consumption'].map((name) =>
      Number(rowOf(study.lines, name).at(-1)),
    );
    expect(year).toBeLessThan(consumption!);
    expect(study.lines.join('\n')).toContain('The better one, newer-is-better, is merged into main');
    expect(rowOf(study.lines, 'fits')).toEqual(['fits', '3', '4', '4', '5', 'field policy']);
  });

  test('goes all the way back and forward, and draws the graph', () => {
    const text = study.lines.join('\n');
    expect(text).toContain('✓ undo: 8 steps, and the study is as it was constructed');
    expect(text).toContain('✓ redo: the same 8 steps, to the same state');
    expect(study.lines).toContain('flowchart LR');
    expect(study.lines).toContain('  m4 -.-> m7');
  });
});

describe('the decorators', () => {
  const decorators = { code: null as number | null, lines: [''], errors: '' };
  beforeAll(() => {
    Object.assign(decorators, run(join(built, 'decorators/main.js')));
  });

  test('every claim holds', () => {
    expect(decorators).toMatchObject({ code: 0, errors: '' });
    expect(decorators.lines.filter((line) => line.includes('✓'))).toHaveLength(12);
  });

  test('each policy merges 105 and 130 over 100 in its way', () => {
    const merged = ['overshadow', 'preserve', 'sum', 'max', 'min', 'average'].map(
      (policy) => rowOf(decorators.lines, policy)[4],
    );
    expect(merged).toEqual(['130', '105', '135', '130', '105', '117.50']);
    expect(decorators.lines).toContain('  strict: merge → MergeConflictError');
    expect(decorators.lines).toContain('  union: merge → MergePolicyError');
  });

  test('what cannot be recorded is refused by name', () => {
    const text = decorators.lines.join('\n');
    expect(text).toContain('dial.percent = NaN → RangeError');
    expect(text).toContain('→ UnrecordableValueError');
  });
});

test('a claim that does not hold ends an example with exit code 1', () => {
  const print = pathToFileURL(join(built, 'print.js')).href;
  const prove = (holds: boolean): ReturnType<typeof run> =>
    run('--input-type=module', '-e', `import { prove } from '${print}'; prove('so it is', ${String(holds)});`);
  expect(prove(true)).toEqual({ code: 0, lines: ['  ✓ so it is'], errors: '' });
  expect(prove(false)).toEqual({ code: 1, lines: ['  ✗ NOT TRUE: so it is'], errors: '' });
});
