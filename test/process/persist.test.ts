// Processes that are killed while they persist: what they have acknowledged is there.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'janus-kill-'));
const path = join(folder, 'history.janus');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const WRITER = `
import { existsSync } from 'node:fs';
import { open, openWithoutClasses, timeline, timelineOf, tracked } from 'janus-ts';
class Owner { constructor() { this.a = 0; this.list = []; } }
tracked(Owner.prototype, 'a');
tracked(Owner.prototype, 'list');
const Made = timeline({ name: 'Owner' })(Owner);
const [path] = process.argv.slice(1);
let object;
if (existsSync(path)) {
  const opened = open(path, { classes: [Made] });
  if (opened.verify().length > 0) throw new Error(opened.verify().join());
  object = opened.owner;
} else object = new Made();
if (object.a !== 0 && object.list.length !== object.a && object.list.length !== object.a - 1) throw new Error('no beginning');
const say = (text) => new Promise((resolve) => process.stdout.write(text, resolve));
await say('begin ' + object.a + '\\n');
const kept = timelineOf(object).persist(path, { durability: process.pid % 2 === 0 ? 'batch' : 'moment' });
for (let round = 0; ; round++) {
  for (let i = 0; i < 1 + round % 7; i++) {
    object.a++;
    object.list.push(object.a);
  }
  if (round % 9 === 8) await kept.compact();
  else await kept.flush();
  await say('kept ' + object.a + '\\n');
}
`;

/** Runs a writer for a while, and kills it; answers what it found and what it has acknowledged. */
async function killed(ms: number): Promise<{ found: number; kept: number; errors: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', WRITER, path], { cwd: root });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (!out.includes('begin') && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
  await new Promise((resolve) => setTimeout(resolve, ms));
  child.kill('SIGKILL');
  await ended;
  const numberOf = (word: string): number =>
    Number(new RegExp(`${word} (\\d+)\n(?![^]*${word} \\d+\n)`).exec(out)?.[1] ?? -1);
  return { found: numberOf('begin'), kept: numberOf('kept'), errors };
}

test('killed at any time', async () => {
  const kills = 40;
  let acknowledged = 0;
  let begun = 0;
  for (let kill = 0; kill < kills; kill++) {
    const { found, kept, errors } = await killed((kill * 37) % 90);
    expect({ errors, isThere: found >= acknowledged }).toEqual({ errors: '', isThere: true });
    acknowledged = Math.max(kept, found);
    begun += kept >= 0 ? 1 : 0;
  }
  // Most of them had come to acknowledge something.
  expect(begun).toBeGreaterThan(kills / 3);
}, 120_000);
