// The package is of type "module"; its CommonJS half says that it is not, and is with that a scope of its own, in which
// the import map of the package does not count: its one use is written out.
import { readFileSync, writeFileSync } from 'node:fs';

const file = (name) => new URL(`../dist/cjs/${name}`, import.meta.url);
const native = file('engine-binding/native.js');
const code = readFileSync(native, 'utf8');
if (!code.includes('"#native"')) throw new Error('dist/cjs/engine-binding/native.js does not import #native any more');
writeFileSync(native, code.replace('"#native"', '"../../../native/loader.cjs"'));
writeFileSync(file('package.json'), '{ "type": "commonjs" }\n');
