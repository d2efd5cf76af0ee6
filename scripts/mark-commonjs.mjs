// The package is of type "module"; its CommonJS half says that it is not, and with that it is a scope of its own: it
// needs its own way to the native module.
import { writeFileSync } from 'node:fs';

const write = (name, text) => {
  writeFileSync(new URL(`../dist/cjs/${name}`, import.meta.url), text);
};
write('package.json', '{ "type": "commonjs", "imports": { "#native": "./native.cjs" } }\n');
write('native.cjs', "module.exports = require('../../native/loader.cjs');\n");
