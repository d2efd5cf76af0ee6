#!/usr/bin/env node
// The bin of the package.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { run } from './run.js';

// Who reads only the beginning, such as `head`, closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
process.exitCode = run(process.argv.slice(2), process, version);
