// Terminal sessions of the documents: what they show is what the command line answers.
//
// `JANUS_WRITE_DOCS=1` writes the answers of now into the documents instead.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../../src/cli/commands.js';
import { janus, removeAll, sample } from '../cli/sample.js';

const SESSION = /^```console\n(.*?)^```$/gms;
const { version } = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as { version: string };

let file: string;
beforeAll(async () => {
  file = await sample();
});
afterAll(removeAll);

/** A session with the answers of now. */
function again(session: string): string {
  const commands = session.split('\n').filter((line) => line.startsWith('$ '));
  return commands
    .map((line) => {
      const args = line.split(' ').slice(2);
      const { out, err } = janus(args.map((arg) => (arg === 'board.janus' ? file : arg)));
      return `${line}\n${out}${err}`.replace('janus 1.2.3', `janus ${version}`);
    })
    .join('\n');
}

test.each(['docs/cli.md', 'README.md'])('%s', (name) => {
  const path = join(__dirname, '../../..', name);
  const text = readFileSync(path, 'utf8');
  const expected = text.replace(SESSION, (_, session: string) => `\`\`\`console\n${again(session)}\`\`\``);
  expect([...text.matchAll(SESSION)].length).toBeGreaterThan(0);
  if (process.env.JANUS_WRITE_DOCS === '1') writeFileSync(path, expected);
  else expect(text).toBe(expected);
});

test('every command is in the reference', () => {
  const text = readFileSync(join(__dirname, '../../../docs/cli.md'), 'utf8');
  for (const { name } of COMMANDS) expect(text).toContain(`$ janus help ${name}\n`);
});
