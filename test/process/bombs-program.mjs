// Loads files one after the other, each in all ways, and says what happened. More than a second of processor time for one of
// them, or more memory than all of them may take, ends it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { JanusError, openWithoutClasses, recover, verifyFile } from 'janus-ts';

const [input, path] = process.argv.slice(2);
const bytes = readFileSync(input);
const CPU_US = 1_000_000;
const MEMORY = 512 * 2 ** 20;
const counts = { loads: 0, refused: 0 };

function spent(verb, load) {
  const before = process.cpuUsage();
  try {
    return load();
  } finally {
    const { user, system } = process.cpuUsage(before);
    if (user + system > CPU_US) throw new Error(`${verb} of bomb ${counts.loads} took ${user + system} µs`);
    const { rss } = process.memoryUsage();
    if (rss > MEMORY) throw new Error(`${verb} of bomb ${counts.loads} took ${rss} bytes`);
  }
}

/** Whether a history was opened. */
function opens(load) {
  try {
    load().dispose();
    return true;
  } catch (error) {
    if (!(error instanceof JanusError)) throw error;
    return false;
  }
}

for (let at = 0; at < bytes.length;) {
  const [file, journal] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
  at += 8;
  writeFileSync(path, bytes.subarray(at, (at += file)));
  if (journal > 0) writeFileSync(`${path}.journal`, bytes.subarray(at, at + journal));
  at += journal;
  const isOpen = spent('open', () => opens(() => openWithoutClasses(path)));
  const isWhole = spent('verify', () => verifyFile(path).isWhole);
  spent('recover', () => opens(() => recover(path).timeline));
  if (isOpen !== isWhole) throw new Error(`bomb ${counts.loads}: opened is ${isOpen}, whole is ${isWhole}`);
  counts.loads++;
  if (!isOpen) counts.refused++;
}
for (const left of [path, `${path}.journal`]) rmSync(left, { force: true });
process.stdout.write(JSON.stringify(counts));
