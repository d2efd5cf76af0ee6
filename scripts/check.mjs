// `npm run check`: everything that must hold, from a fresh clone. CI runs the same.
import process from 'node:process';
import { prepare, step } from './steps.mjs';

prepare({ install: !process.argv.includes('--no-install') });
step('compile the examples', 'tsc -p examples/tsconfig.json');
step('format', 'prettier --check . --log-level warn && cargo fmt --manifest-path native/Cargo.toml --all --check');
step(
  'types',
  'tsc6 --noEmit -p tsconfig.json && tsc --noEmit -p tsconfig.json && tsc --noEmit -p tsconfig.standard.json && tsc --noEmit -p src/viz/client/tsconfig.json',
);
step(
  'lint',
  'eslint . --max-warnings 0 && cargo clippy --manifest-path native/Cargo.toml -p tachyon --all-targets --quiet -- -D warnings && cargo clippy --manifest-path native/Cargo.toml -p janus-binding --quiet -- -D warnings',
);
step('the client of the page', 'node scripts/build-page.mjs --check');
step('unused code', 'knip --no-progress');
const engine = step('engine tests', 'cargo test --manifest-path native/Cargo.toml --quiet');
const tests = step('tests', 'jest --silent 2>&1');
// Arquero itself is an ES module only, and so is our adapter of it.
step(
  'package',
  'publint --strict && attw --pack . --profile node16 --quiet --exclude-entrypoints adapters/arquero && attw --pack . --profile esm-only --quiet --entrypoints adapters/arquero',
);
step('API documents', 'typedoc --logLevel Error');

const rust = sum(engine, /(\d+) passed/g);
const typescript = Number(/Tests:.*?(\d+) passed/.exec(tests)?.[1] ?? 0);
console.log(`\n${rust + typescript} passed, 0 failed`);

function sum(text, pattern) {
  return [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
}
