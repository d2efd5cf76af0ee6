// The snippets of a page run: all of it is one program, and what a line shows behind `// →` is what it gives.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as nodePath from 'node:path';
import ts from 'typescript';
import * as conformance from '../../../src/adapters/conformance.js';
import * as decimal from '../../../src/adapters/packages/decimal.js';
import * as frame from '../../../src/adapters/packages/frame.js';
import * as janus from '../../../src/index.js';

const PAGES = [
  ...['comparison', 'pictures', 'conflicts', 'rewriting', 'forks', 'retention', 'guards', 'files', 'memory'],
  ...['frames', 'adapters'],
];
/** What the pages import. */
const MODULES: Readonly<Record<string, unknown>> = {
  'node:fs': fs,
  'node:os': os,
  'node:path': nodePath,
  'janus-ts': janus,
  'janus-ts/adapters/decimal.js': decimal,
  'janus-ts/adapters/frame': frame,
  'janus-ts/adapters/conformance': conformance,
  'decimal.js': { Decimal },
  'fast-check': fc,
};
/** A line with what its last statement gives. */
const SHOWN = /^(\s*(?:[^{}\n]+; )?)(?!const |let )(.+); \/\/ → (.+)$/gm;

function programOf(page: string): { code: string; shown: number } {
  const text = readFileSync(join(__dirname, '../../..', page), 'utf8');
  const snippets = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code!);
  let shown = 0;
  const source = snippets.join('\n').replace(SHOWN, (_, before: string, code: string, result: string) => {
    shown++;
    const error = /^throws (\w+)$/.exec(result)?.[1];
    const call =
      error === undefined ? `given(() => (${code}), () => (${result}))` : `refused(() => (${code}), ${error})`;
    return `${before}${call};`;
  });
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      experimentalDecorators: true,
      useDefineForClassFields: false,
    },
  });
  return { code: outputText, shown };
}

/** A function with `await` in its body, made of a text. */
const AsyncFunction = (async () => Promise.resolve()).constructor as new (
  ...texts: string[]
) => (...args: unknown[]) => Promise<void>;

/** What a page uses without importing it: the README imports only what its first example needs. */
const GLOBALS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { 'README.md': janus };

test.each(['README.md', ...PAGES.map((page) => `docs/${page}.md`)])('%s', async (page) => {
  const { code, shown } = programOf(page);
  const globals = GLOBALS[page] ?? {};
  let checked = 0;
  const given = (value: () => unknown, expected: () => unknown): void => {
    checked++;
    expect(value()).toEqual(expected());
  };
  const refused = (call: () => unknown, error: new (...args: never[]) => Error): void => {
    checked++;
    expect(call).toThrow(error);
  };
  const run = new AsyncFunction('require', 'exports', 'given', 'refused', ...Object.keys(globals), code);
  await run((name: string) => MODULES[name], {}, given, refused, ...Object.values(globals));
  expect(checked).toBe(shown);
  expect(shown).toBeGreaterThan(0);
});
