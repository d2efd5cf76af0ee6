// Runs steps one after the other: a line for each, the output only of one that fails.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The root of the package. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const bins = [join(root, 'node_modules', '.bin'), join(process.env.HOME ?? '', '.cargo', 'bin')];
const env = { ...process.env, PATH: [bins[0], process.env.PATH, bins[1]].join(delimiter) };
const onWindows = process.platform === 'win32';

function spawn(command, stdio) {
  return spawnSync(command, { cwd: root, env, shell: true, stdio, maxBuffer: 1 << 28, encoding: 'utf8' });
}

/** Runs a command quietly; ends the process with its output when it fails. */
export function step(name, command) {
  const begin = Date.now();
  process.stdout.write(`${name.padEnd(34, '.')} `);
  const { status, stdout, stderr, error } = spawn(command, 'pipe');
  if (status !== 0) {
    console.log(`failed\n\n$ ${command}\n${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`);
    process.exit(status ?? 1);
  }
  console.log(`${((Date.now() - begin) / 1000).toFixed(1)} s`);
  return stdout;
}

/** Runs a command whose output is the point. */
export function show(command) {
  const { status } = spawn(command, 'inherit');
  if (status !== 0) process.exit(status ?? 1);
}

/** Says in one sentence what is missing on this machine, and ends. */
function require(condition, sentence) {
  if (condition) return;
  console.error(sentence);
  process.exit(1);
}

/** The newest change below some paths, in milliseconds; 0 where nothing is. */
function newest(...paths) {
  let latest = 0;
  const open = paths.map((path) => join(root, path));
  for (const path of open) {
    if (!existsSync(path)) continue;
    const stats = statSync(path);
    if (stats.isDirectory())
      open.push(
        ...readdirSync(path)
          .filter((name) => name !== 'target')
          .map((name) => join(path, name)),
      );
    else if (!/\.node$|binding[\\/]index\.(js|d\.ts)$/.test(path)) latest = Math.max(latest, stats.mtimeMs);
  }
  return latest;
}

function isOlder(product, ...sources) {
  const path = join(root, product);
  return !existsSync(path) || statSync(path).mtimeMs < newest(...sources);
}

/** Installs and builds what is missing or older than its sources. */
export function prepare({ install = true } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  require(major > 20 || (major === 20 && minor >= 19), 'Janus needs Node 20.19 or newer: https://nodejs.org.');
  require(spawn(onWindows ? 'where cargo' : 'command -v cargo', 'ignore').status ===
    0, 'Building the engine needs a Rust toolchain: install it from https://rustup.rs and run this command again.');
  if (install && isOlder('node_modules/.package-lock.json', 'package-lock.json'))
    step('install packages', 'npm ci --no-audit --no-fund');
  const native = readdirSync(join(root, 'native/binding')).find((name) => name.endsWith('.node')) ?? 'none.node';
  const isBuilt = existsSync(join(root, 'native/binding/index.js'));
  if (!isBuilt || isOlder(`native/binding/${native}`, 'native')) step('build the engine', 'npm run build:native');
  if (isOlder('dist/cjs/package.json', 'src', 'tsconfig.json', 'tsconfig.build.json', 'tsconfig.build.cjs.json')) {
    step('build the package', 'npm run build:dist');
  }
}
