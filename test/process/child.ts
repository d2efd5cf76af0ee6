// Runs code in a process of its own, against the built package.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Runs an ES module given as text; answers what it printed as JSON. */
export function runModule(source: string, ...flags: string[]): unknown {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, '--input-type=module', '--eval', `${PRELUDE}\n${source}`],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(`exit ${String(status)} ${String(signal)}\n${stderr}\n${stdout}`);
  return JSON.parse(stdout);
}

/** Decorators called the way a compiler of the legacy dialect calls them. */
const PRELUDE = `
import { timeline, tracked, branchable, timelineOf, multiverseOf, snapshotOf, JanusError } from 'janus-ts';
function owner(fields, options) {
  class Owner { constructor() { for (const field of fields) this[field] = 0; } }
  for (const field of fields) tracked(Owner.prototype, field);
  return timeline(options)(Owner);
}
const say = (value) => process.stdout.write(JSON.stringify(value));
`;
