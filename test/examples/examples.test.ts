// The examples are programs: they run as a user runs them, and their proofs decide their exit code.
import { execSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  execSync('npx tsc -p examples/tsconfig.json', { cwd: root });
});

describe('the what-if study', () => {
  const study = { code: null as number | null, lines: [''], errors: '' };
  beforeAll(() => {
    Object.assign(study, run(join(built, 'what-if/main.js')));
  });

  test('ends well, with every proof held, in at most 100 lines', () => {
    expect(study).toMatchObject({ code: 0, errors: '' });
    expect(study.lines.filter((line) => line.includes('✓'))).toHaveLength(6);
    expect(study.lines.length).toBeLessThanOrEqual(100);
  });

  test('draws the picture that the README shows', () => {
    const folder = mkdtempSync(join(tmpdir(), 'janus-'));
    expect(run(join(built, 'what-if/main.js'), join(folder, 'drawn.svg')).code).toBe(0);
    const drawn = readFileSync(join(folder, 'drawn.svg'), 'utf8');
    rmSync(folder, { recursive: true });
    // When this fails and the change is wanted: npm run demo.
    expect(drawn).toBe(readFileSync(join(root, 'docs/pictures/what-if.svg'), 'utf8'));
  });

  test('finds in the data what is there', () => {
    // 406 cars, 8 without mpg; of the others 6 without horsepower, so 392 are scored.
    expect(rowOf(study.lines, 'the rows of the file')).toEqual(expect.arrayContaining(['406', '6']));
    expect(rowOf(study.lines, 'drop cars without mpg').slice(1)).toEqual([
      '398',
      'chevrolet chevelle malibu',
      '6',
      '0',
      '–',
      '0',
      '–',
    ]);
    expect(rowOf(study.lines, 'fit weight').slice(-3, -1)).toEqual(['weight', '392']);
    expect(study.lines.join('\n')).toContain('threw (MissingValueError: the amc concord dl has no power)');
  });

  test('compares both branches on the same cars, and merges the one with the smaller error', () => {
    const [drop, fill] = ['drop', 'fill'].map((name) => rowOf(study.lines, name));
    expect(drop!.slice(1, -1)).toEqual(['392', 'chevrolet chevelle malibu', '0', '0', 'weight + power', '392']);
    expect(fill!.slice(1, -1)).toEqual(['398', 'chevrolet chevelle malibu', '0', '6', 'weight + power', '392']);
    expect(Number(fill!.at(-1))).toBeLessThan(Number(drop!.at(-1)));
    expect(study.lines.join('\n')).toContain('── fill is merged into main');
  });

  test('the merged rows have the order of main, what both looked up and filled in, and one more fit', () => {
    expect(rowOf(study.lines, 'fit the merged rows').slice(1, 5)).toEqual(['398', 'pontiac safari (sw)', '0', '5']);
    const pinto = study.lines.filter((line) => line.includes('of ford pinto'));
    expect(pinto.map((line) => line.trim().split(/ {2,}/).slice(1))).toEqual([
      ['null', '75', '104', '75', 'both: main counts'],
      ['missing', 'looked up', 'mean', 'looked up', 'both: main counts'],
    ]);
    expect(rowOf(study.lines, 'fits')).toEqual(['fits', '1', '1', '2', '2', 'the branch alone']);
  });

  test('goes all the way back and forward, and draws the graph', () => {
    const text = study.lines.join('\n');
    expect(text).toContain('✓ undo: 8 steps, and the same 406 cars are in the same order with what was read');
    expect(text).toContain('✓ redo: the same 8 steps, to the same rows and results');
    expect(study.lines).toContain('flowchart LR');
    expect(study.lines).toContain('  m7 -.-> m10');
  });
});

test('the study by a team: a race of forks, a merge that waits, a bisection', () => {
  const { code, lines, errors } = run(join(built, 'what-if/team.js'));
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(lines.filter((line) => line.includes('✓'))).toHaveLength(8);
  expect(lines.join('\n')).toContain('weight + year wins and is adopted (fast-forward)');
  expect(lines.join('\n')).toContain('"correct ford gran torino", with 10 tests on copies');
});

test('a value of each package that there is an adapter for', () => {
  const { code, lines, errors } = run(join(built, 'packages/main.js'));
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(lines.filter((line) => line.includes('✓'))).toHaveLength(16);
});

describe('the diagram editor', () => {
  const editor = { code: null as number | null, lines: [''], errors: '' };
  beforeAll(() => {
    Object.assign(editor, run(join(built, 'diagram-editor/main.js')));
  });

  test('every claim holds', () => {
    expect(editor).toMatchObject({ code: 0, errors: '' });
    expect(editor.lines.filter((line) => line.includes('✓'))).toHaveLength(22);
  });

  test('z-order is what the list says, before, on both sides, and merged either way', () => {
    const outlines = editor.lines
      .filter((line) => line.includes('page('))
      .map((line) => line.slice(line.indexOf('page(')));
    expect(outlines).toEqual([
      'page(browser frame backend(api store(database cache)) note legend)',
      'page(browser frame backend(api store(database cache)) note legend)',
      'page(browser frame backend(api store(database cache)) note legend)',
      'page(legend browser backend(api store(postgres cache)) frame)',
      'page(frame backend(api store(database cache)) browser note legend)',
      'page(legend frame backend(api store(postgres cache)) browser note)',
      'page(legend backend(api store(postgres cache)) browser frame)',
    ]);
  });

  test('the merge lists what it took over, and what both sides had done', () => {
    const begin = editor.lines.findIndex((line) => line.startsWith('  place '));
    const end = editor.lines.findIndex((line) => line.startsWith('  → page'));
    const listed = editor.lines.slice(begin + 1, end).map((line) => line.trim().split(/ {2,}/).slice(1));
    expect(listed).toHaveLength(6);
    expect(listed).toEqual(
      expect.arrayContaining([
        ['white', 'white', 'blue', 'blue', 'theirs'],
        ['white', 'white', 'red', 'red', 'theirs'],
        ['note', '–', 'note', 'note', 'conflict (removed): theirs'],
        ['frame', 'frame', 'frame', 'frame', 'conflict (moved): theirs'],
        ['browser', 'browser', 'browser', 'browser', 'theirs (moved)'],
        ['–', '–', 'see', 'see', 'theirs'],
      ]),
    );
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

test('a data frame, cleaned on two branches and merged', () => {
  const { code, lines, errors } = run(join(built, 'frame-cleaning/main.js'));
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(lines.filter((line) => line.includes('✓'))).toHaveLength(8);
  expect(rowOf(lines, 'main: rows merged in').slice(1)).toEqual(['398', 'name year mpg weight kg power', '0', '0']);
  expect(rowOf(lines, "row 38, column 'power'").slice(1)).toEqual(['null', '105', '75']);
});

test('a claim that does not hold ends an example with exit code 1', () => {
  const print = pathToFileURL(join(built, 'print.js')).href;
  const prove = (holds: boolean): ReturnType<typeof run> =>
    run('--input-type=module', '-e', `import { prove } from '${print}'; prove('so it is', ${String(holds)});`);
  expect(prove(true)).toEqual({ code: 0, lines: ['  ✓ so it is'], errors: '' });
  expect(prove(false)).toEqual({ code: 1, lines: ['  ✗ NOT TRUE: so it is'], errors: '' });
});
