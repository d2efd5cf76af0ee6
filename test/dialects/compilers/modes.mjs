// The compilers and settings of the matrix. A mode gets a directory with the fixture files and a tsconfig.json, the way
// users set these compilers up, and answers where the compiled files are and how Node runs them.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { transformAsync } from '@babel/core';
import swc from '@swc/core';
import esbuild from 'esbuild';
import { build } from 'vite';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const versionOf = (name) => require(`${name}/package.json`).version;

/**
 * One row of the matrix.
 * @typedef {object} Mode
 * @property {string} compiler with its version
 * @property {string} mode
 * @property {object} options compilerOptions of the tsconfig.json
 * @property {(sources: string[], directory: string) => Promise<{ files: string[], flags?: string[], env?: object }>} compile
 */

const legacy = (define) => ({ experimentalDecorators: true, useDefineForClassFields: define });
const standard = (define) => ({ experimentalDecorators: false, useDefineForClassFields: define });
const withMetadata = (options) => ({ ...options, emitDecoratorMetadata: true });
const es = (target, options) => ({ ...options, target });

const outputs = (sources, directory, extension = '.js') =>
  sources.map((source) => join(directory, basename(source, '.ts') + extension));

function tsc(name, bin) {
  const compiler = `tsc ${versionOf(name === 'typescript-6' ? '@typescript/old' : name)}`;
  const compile = async (sources, directory) => {
    const out = join(directory, 'out');
    await run(process.execPath, [here(`node_modules/${name}/bin/${bin}`), '-p', directory, '--outDir', out]).catch(
      ({ stdout }) => Promise.reject(new Error(stdout)),
    );
    return { files: outputs(sources, out) };
  };
  return [
    ['legacy, define off', withMetadata(es('ES2022', legacy(false)))],
    ['legacy, define on', withMetadata(es('ES2022', legacy(true)))],
    ['legacy, ES2021', es('ES2021', { experimentalDecorators: true })],
    ['standard, define on', es('ES2022', standard(true))],
    ['standard, define off', es('ES2022', standard(false))],
    ['standard, ES2017', es('ES2017', { experimentalDecorators: false })],
    ['standard, ESNext', es('ESNext', standard(true))],
  ].map(([mode, options]) => ({ compiler, mode, options, compile }));
}

function esbuildModes() {
  const compile = (target) => async (sources, directory) => {
    const out = join(directory, 'out');
    await esbuild.build({ entryPoints: sources, outdir: out, target, format: 'esm', logLevel: 'silent' });
    return { files: outputs(sources, out) };
  };
  return [
    ['legacy, define off', legacy(false), 'node20'],
    ['legacy, define on', legacy(true), 'node20'],
    ['standard', standard(true), 'node20'],
    ['standard, define off', standard(false), 'node20'],
    ['standard, ESNext', standard(true), 'esnext'],
  ].map(([mode, options, target]) => ({
    compiler: `esbuild ${versionOf('esbuild')}`,
    mode,
    options,
    compile: compile(target),
  }));
}

function tsxModes() {
  const loader = pathToFileURL(here('node_modules/tsx/dist/loader.mjs')).href;
  const compile = async (sources, directory) => ({
    files: sources,
    flags: ['--import', loader],
    // Compiled files of an earlier run would hide a change of the loader.
    env: { TSX_TSCONFIG_PATH: join(directory, 'tsconfig.json'), TSX_DISABLE_CACHE: '1' },
  });
  return [
    ['legacy, define off', legacy(false)],
    ['legacy, define on', legacy(true)],
    ['standard', standard(true)],
  ].map(([mode, options]) => ({ compiler: `tsx ${versionOf('tsx')}`, mode, options, compile }));
}

// swc and Babel take their settings from their own files, so a mode compiles each source by itself.
function perFile(transform) {
  return async (sources, directory) => {
    const files = outputs(sources, directory, '.out.js');
    await Promise.all(
      sources.map(async (source, index) =>
        writeFile(files[index], await transform(await readFile(source, 'utf8'), source)),
      ),
    );
    return { files };
  };
}

function swcModes() {
  const compile = (transform, target = 'es2022') =>
    perFile(async (code, filename) => {
      const parser = { syntax: 'typescript', decorators: true, decoratorsBeforeExport: true };
      const module = { type: 'es6' };
      const options = { filename, swcrc: false, configFile: false, module, jsc: { parser, target, transform } };
      return (await swc.transform(code, options)).code;
    });
  return [
    ['legacy, define off', { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false }],
    ['legacy, define on', { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true }],
    ['2022-03', { decoratorVersion: '2022-03', useDefineForClassFields: true }],
    ['2023-11', { decoratorVersion: '2023-11', useDefineForClassFields: true }],
  ].map(([mode, transform]) => ({
    compiler: `swc ${versionOf('@swc/core')}`,
    mode,
    options: {},
    compile: compile(transform),
  }));
}

function babelModes() {
  const compile = perFile(async (code, filename) => {
    const presets = ['@babel/preset-typescript'];
    const plugins = [['@babel/plugin-proposal-decorators', { version: '2023-11' }]];
    const options = { filename, cwd: here('.'), babelrc: false, configFile: false, presets, plugins };
    return (await transformAsync(code, options)).code;
  });
  return [{ compiler: `Babel ${versionOf('@babel/core')}`, mode: '2023-11', options: {}, compile }];
}

function viteModes() {
  const compile = async (sources, directory) => {
    const out = join(directory, 'out');
    await build({
      root: directory,
      configFile: false,
      logLevel: 'silent',
      build: {
        outDir: out,
        minify: false,
        target: 'es2022',
        lib: { entry: sources, formats: ['es'] },
        rolldownOptions: { external: ['janus-ts'] },
      },
    });
    return { files: outputs(sources, out) };
  };
  // Vite leaves these decorators in its output, and its own parser then stops at `override` beside one. Without the word
  // it builds, and what happens is what most users see.
  const withoutOverride = async (sources, directory) => {
    for (const source of sources) await writeFile(source, (await readFile(source, 'utf8')).replaceAll('override ', ''));
    return compile(sources, directory);
  };
  const compiler = `Vite ${versionOf('vite')}`;
  return [
    { compiler, mode: 'legacy, define off', options: withMetadata(legacy(false)), compile },
    { compiler, mode: 'legacy, define on', options: withMetadata(legacy(true)), compile },
    { compiler, mode: 'no experimentalDecorators', options: standard(true), compile: withoutOverride },
  ];
}

/** @type {readonly Mode[]} */
export const modes = [
  ...tsc('typescript-5', 'tsc'),
  ...tsc('typescript-6', 'tsc6'),
  ...tsc('typescript-7', 'tsc'),
  ...esbuildModes(),
  ...tsxModes(),
  ...swcModes(),
  ...babelModes(),
  ...viteModes(),
];
