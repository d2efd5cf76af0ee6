// The package as its users get it: packed, unpacked into a project of its own, and imported both ways.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
let project: string;

const run = (command: string, args: string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'janus-'));
  const [packed] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], root),
  ) as [{ filename: string; files: { path: string }[] }];
  const target = join(project, 'node_modules', 'janus-ts');
  mkdirSync(target, { recursive: true });
  run('tar', ['-xzf', join(project, packed.filename), '-C', target, '--strip-components=1'], project);
  // What an installer would add: only what the packed manifest itself names, so that a forgotten entry fails here.
  const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    cpSync(join(root, 'node_modules', name), join(project, 'node_modules', name), { recursive: true });
  }
  writeFileSync(join(project, 'package.json'), '{ "name": "user", "private": true }');
});

afterAll(() => {
  rmSync(project, { recursive: true });
});

const PROGRAM = `
class Board { constructor() { this.title = 'a'; } }
tracked(Board.prototype, 'title');
const Twin = timeline()(Board);
const board = new Twin();
board.title = 'b';
timelineOf(board).undo();
console.log(board.title);
`;

test('imports as an ES module', () => {
  writeFileSync(join(project, 'user.mjs'), `import { timeline, timelineOf, tracked } from 'janus-ts';${PROGRAM}`);
  expect(run(process.execPath, ['user.mjs'], project)).toBe('a\n');
});

test('requires as CommonJS', () => {
  writeFileSync(join(project, 'user.cjs'), `const { timeline, timelineOf, tracked } = require('janus-ts');${PROGRAM}`);
  expect(run(process.execPath, ['user.cjs'], project)).toBe('a\n');
});

test('says in one sentence what is missing when there is no native module for the platform', () => {
  const broken = join(project, 'node_modules/janus-ts/native/binding/index.js');
  writeFileSync(broken, "throw new Error('no such file');");
  let message = '';
  try {
    run(process.execPath, ['user.cjs'], project);
  } catch (error) {
    message = (error as { stderr: string }).stderr;
  }
  expect(message).toContain('NativeModuleError');
  expect(message).toMatch(/There is no prebuilt engine of janus-ts for \w+-\w+: install a Rust toolchain/);
});
