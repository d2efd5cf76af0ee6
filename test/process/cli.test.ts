// The built program, as a shell runs it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runModule } from './child.js';

const root = join(__dirname, '../..');
const { bin, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  bin: { janus: string };
  version: string;
};
const program = join(root, bin.janus);

const folder = mkdtempSync(join(tmpdir(), 'janus-bin-'));
const file = join(folder, 'history.janus');
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeAll(() => {
  runModule(`
    const Owner = owner(['a'], { name: 'Counter' });
    const counter = new Owner();
    for (let i = 1; i <= 20000; i++) counter.a = i;
    timelineOf(counter).save(${JSON.stringify(file)});
    say(true);
  `);
});

function janus(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
  });
  return { status, stdout, stderr };
}

test('it says who it is, and can be run by a shell', () => {
  expect(janus('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  expect(readFileSync(program, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
  expect(statSync(program).isFile()).toBe(true);
});

test('a long answer arrives whole on a pipe', () => {
  const { status, stdout } = janus('log', file, '--json');
  expect(status).toBe(0);
  expect((JSON.parse(stdout) as { moments: unknown[] }).moments).toHaveLength(20_001);
});

test('who reads only the beginning gets no error', () => {
  const said = execFileSync(
    '/bin/sh',
    ['-c', '"$0" "$1" log "$2" | head -n 1; echo done', process.execPath, program, file],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  expect(said).toMatch(/^#20000 .* \(you are here, main\)\ndone\n$/);
});

test('exit codes', () => {
  expect(janus('diff', file, '@', '@').status).toBe(0);
  expect(janus('diff', file, '#0')).toEqual({ status: 1, stdout: '~ a: 0 → 20000\n', stderr: '' });
  expect(janus('show', file, 'nope').status).toBe(2);
  expect(janus().status).toBe(2);
  expect(janus('log', join(folder, 'none')).status).toBe(3);
  expect(janus('verify', program).status).toBe(1);
  expect(janus('export', file, '-o', join(folder, 'no', 'such')).status).toBe(4);
});
