// Runs the matrix: compiles the fixture with every compiler and mode and lets `scenario.mjs` judge each result in a
// process of its own. Prints the results as JSON. `node run.mjs swc` runs only rows whose title contains the word.
//
// The pinned compilers are installed on the first run, and only then.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = fileURLToPath(new URL('.', import.meta.url));
const compilers = join(here, 'compilers');
const SOURCES = ['fixture.ts', 'fixture-accessor.ts'];

/** Settings of every mode; they type-check the fixture too where the compiler can. */
const COMMON = {
  module: 'ESNext',
  moduleResolution: 'Bundler',
  lib: ['ES2024', 'ESNext.Decorators'],
  types: [],
  strict: true,
  skipLibCheck: true,
  noEmitOnError: true,
  rootDir: '.',
  isolatedModules: true,
};

if (!existsSync(join(compilers, 'node_modules'))) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: compilers, stdio: ['ignore', 'ignore', 'inherit'] });
}
const { modes } = await import('./compilers/modes.mjs');

const [, , word = ''] = process.argv;
const wanted = modes.filter(({ compiler, mode }) => `${compiler} ${mode}`.toLowerCase().includes(word.toLowerCase()));
const results = new Array(wanted.length);
let next = 0;
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    while (next < wanted.length) {
      const index = next++;
      results[index] = await judge(wanted[index]);
    }
  }),
);
process.stdout.write(JSON.stringify(results, null, 1));

async function judge({ compiler, mode, options, compile }) {
  const directory = join(here, '.build', `${compiler} ${mode}`.replace(/[^\w.]+/g, '-'));
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const sources = SOURCES.map((source) => join(directory, source));
  await Promise.all(sources.map((source, index) => copyFile(join(here, SOURCES[index]), source)));
  const tsconfig = { compilerOptions: { ...COMMON, target: 'ES2022', ...options }, files: SOURCES };
  await writeFile(join(directory, 'tsconfig.json'), JSON.stringify(tsconfig));
  try {
    const { files, flags = [], env } = await compile(sources, directory);
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, join(here, 'scenario.mjs'), ...files], {
      env: { ...process.env, ...env },
    });
    return { compiler, mode, ...JSON.parse(stdout) };
  } catch (error) {
    return { compiler, mode, error: String(error?.message ?? error) };
  }
}
