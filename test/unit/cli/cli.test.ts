// The command line: what it answers, and with which exit code.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { multiverseOf, openWithoutClasses, timeline, timelineOf, tracked } from 'janus-ts';
import type { HistoryCommand } from '../../../src/cli/command.js';
import { COMMANDS } from '../../../src/cli/commands.js';
import { exportCommand } from '../../../src/cli/commands/export.js';
import { log } from '../../../src/cli/commands/log.js';
import { show } from '../../../src/cli/commands/show.js';
import { lookAt } from '../../../src/cli/history.js';
import { outOf } from '../../../src/cli/out.js';
import { janus, removeAll, sample, somewhere } from './sample.js';

let file: string;
beforeAll(async () => {
  file = await sample();
});
afterAll(removeAll);

const json = (args: readonly string[]): unknown => JSON.parse(janus([...args, '--json']).out);

test('every command answers one JSON document', () => {
  for (const { name } of COMMANDS) {
    const args = { diff: ['draft'], blame: ['title'] }[name] ?? [];
    expect(typeof json([name, file, ...args])).toBe('object');
  }
});

test('log: the line by default, everything by --all, with changes by --changes', () => {
  const ids = (...args: string[]): number[] =>
    (json(['log', file, ...args]) as { moments: { id: number }[] }).moments.map(({ id }) => id);
  expect(ids()).toEqual([6, 5, 4, 3, 1, 0]);
  expect(ids('idea')).toEqual([2, 1, 0]);
  expect(ids('--all')).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
  expect(ids('-n', '2')).toEqual([6, 5]);
  expect(ids('-n', '0')).toEqual([]);
  expect(json(['log', file, '#1', '-c'])).toMatchObject({
    name: 'Board',
    moments: [
      {
        id: 1,
        parents: [0],
        time: '2026-03-01T09:02:00.000Z',
        title: 'Plan the day',
        labels: ['draft'],
        changes: [
          { kind: 'set', path: 'title', old: 'Untitled', new: 'Today' },
          { kind: 'insert', path: 'notes', index: 0 },
        ],
      },
      { id: 0, changes: [] },
    ],
  });
});

test.each([
  ['@', 6],
  ['main', 6],
  ['draft', 1],
  ['4', 4],
  ['#4', 4],
  ['@~2', 4],
  ['main~', 5],
  ['draft~1', 0],
  ['#7~0', 7],
])('the ref %s is moment %i', (ref, id) => {
  expect(json(['show', file, ref])).toMatchObject({ moment: { id } });
});

test('names come before numbers, and # says that a number is meant', () => {
  @timeline({ mode: 'multiverse' })
  class Counter {
    @tracked value = 0;
  }
  const counter = new Counter();
  const t = multiverseOf(counter);
  counter.value = 1;
  t.label('2');
  counter.value = 2;
  t.label('main~1');
  counter.value = 3;
  const path = somewhere('counter.janus');
  t.save(path);
  for (const [ref, id] of [
    ['2', 1],
    ['#2', 2],
    ['3', 3],
    ['main~1', 2],
    ['main~2', 1],
  ] as const) {
    expect(json(['show', path, ref])).toMatchObject({ moment: { id } });
  }
});

test.each(['nope', '#8', '99', '@~99', 'main~x', '', '~', '#', '1e3', '__proto__'])('the ref %j is refused', (ref) => {
  const { exit, out, err } = janus(['show', file, ref]);
  expect([exit, out]).toEqual([2, '']);
  expect(err).toContain('no branch, label or moment');
});

test('show: the state after a moment, shared objects once', () => {
  class Part {
    @tracked next: unknown = null;
  }
  @timeline({ name: 'Knot' })
  class Knot {
    @tracked a: unknown = null;
    @tracked b: unknown = null;
    @tracked odd: unknown[] = [];
  }
  const knot = new Knot();
  const part = new Part();
  part.next = part;
  knot.a = knot.b = part;
  knot.odd = [
    undefined,
    NaN,
    -0,
    5n,
    '\u001b[31m',
    new Set([1]),
    new Map([['k', { deep: { deeper: { deepest: 1 } } }]]),
  ];
  const path = somewhere('knot.janus');
  timelineOf(knot).save(path);
  knot.b = undefined;
  knot.b = part;
  timelineOf(knot).save(path);
  expect(json(['log', path, '-c', '-n', '2'])).toMatchObject({
    moments: [{ changes: [{ kind: 'set', old: { $: 'undefined' } }] }, { changes: [{ new: { $: 'undefined' } }] }],
  });
  expect(janus(['show', path]).out.split('State\n')[1]).toBe(STATE);
  const { state } = json(['show', path]) as { state: { fields: { odd: { elements: unknown[] } } } };
  expect(state.fields.odd.elements.slice(0, 5)).toEqual([
    { $: 'undefined' },
    { $: 'NaN' },
    { $: '-0' },
    { $: '5n' },
    '\u001b[31m',
  ]);
});

const STATE = `  Knot
    a: Part #2
      next: #2, as above
    b: #2, as above
    odd: list of 7
      [0]: undefined
      [1]: NaN
      [2]: -0
      [3]: 5n
      [4]: "\\u001b[31m"
      [5]: set of 1
        [0]: 1
      [6]: map of 1
        k: object of 1
          deep: object of 1
            deeper: object of 1
              deepest: 1
`;

test('diff: exits with 1 when the states differ, else with 0', () => {
  expect(janus(['diff', file, 'draft', '#3'])).toEqual({ exit: 1, out: '~ notes[1].isDone: false → true\n', err: '' });
  expect(janus(['diff', file, 'main', '@'])).toEqual({ exit: 0, out: '', err: '' });
  expect(json(['diff', file, '@', 'main'])).toEqual({ from: 6, to: 6, changes: [] });
});

test('blame: from a moment, and at most so many', () => {
  const entries = (...args: string[]): unknown[] =>
    (
      json(['blame', file, ...args]) as { entries: { moment: { id: number }; kind: string; value: unknown }[] }
    ).entries.map(({ moment: { id }, kind, value }) => [id, kind, value]);
  expect(entries('title')).toEqual([
    [4, 'set', 'Tomorrow'],
    [1, 'set', 'Today'],
  ]);
  expect(entries('title', '-n', '1')).toEqual([[4, 'set', 'Tomorrow']]);
  expect(entries('notes[0].text', '--at', 'idea')).toEqual([[2, 'set', 'two milk']]);
  expect(janus(['blame', file, 'title', '-n', '1']).out).toBe('#4 2026-03-01 09:05:00Z\n    set "Tomorrow"\n');
  for (const path of ['nope', 'notes[9]', '', 'title[']) expect(janus(['blame', file, path]).exit).toBe(2);
});

test('branches: names, tips, marks', () => {
  expect(json(['branches', file])).toMatchObject({
    current: 'main',
    branches: [
      { name: 'idea', isCurrent: false, mark: null, tip: { id: 2 } },
      { name: 'later', isCurrent: false, mark: 'frozen', tip: { id: 7 } },
      { name: 'main', isCurrent: true, mark: null, tip: { id: 6 } },
    ],
    labels: [{ name: 'draft', moment: { id: 1 } }],
  });
});

test('graph: rows as JSON, the newest only, and long runs folded', () => {
  expect(json(['graph', file, '-n', '2'])).toMatchObject({
    currentBranch: 'main',
    marks: { later: 'frozen' },
    rows: [
      { id: 7, first: 7, moments: 1 },
      { id: 6, first: 6, moments: 1 },
    ],
  });
  @timeline({ name: 'Long' })
  class Long {
    @tracked value = 0;
  }
  const long = new Long();
  for (let i = 1; i <= 100; i++) long.value = i;
  const path = somewhere('long.janus');
  timelineOf(long).save(path);
  expect(janus(['graph', path]).out).toBe('◉  #100 (you are here, main)\n⋮  99 moments, #1 to #99\n○  #0 genesis\n');
  expect(janus(['graph', path, '--all']).out.split('\n')).toHaveLength(102);
  expect(janus(['graph', path, '-n', '1', '--ascii']).out).toBe('@  #100 (you are here, main)\n');
});

test('export: every format, to the output or to a file', () => {
  const begin = {
    mermaid: 'flowchart LR',
    dot: 'digraph "Board"',
    svg: '<svg',
    html: '<!doctype html>',
    json: '{\n  "name": "Board"',
  };
  for (const [format, text] of Object.entries(begin)) {
    const { exit, out } = janus(['export', file, '--format', format]);
    expect([exit, out.slice(0, text.length)]).toEqual([0, text]);
    const output = somewhere('out');
    expect(janus(['export', file, '-f', format, '-o', output])).toEqual({ exit: 0, out: '', err: '' });
    expect(readFileSync(output, 'utf8')).toBe(out);
  }
  expect(json(['export', file])).toMatchObject({
    name: 'Board',
    genesis: { is: 'part', type: 'Board' },
    moments: { length: 8 },
  });
  expect(janus(['export', file, '-f', 'png'])).toMatchObject({ exit: 2, out: '' });
  expect(janus(['export', file, '-o', '/nonexistent/x'])).toMatchObject({ exit: 4, out: '' });
});

test('verify: a whole file, a damaged one, one that is none', () => {
  expect(janus(['verify', file])).toEqual({
    exit: 0,
    out: 'whole: 8 moments\n',
    err: '',
  });
  expect(json(['verify', file])).toMatchObject({ isWhole: true, problem: null, history: { moments: 8 } });
  const bytes = readFileSync(file);
  const path = somewhere('damaged.janus');
  for (const at of [0, 8, bytes.length >> 1, bytes.length - 1]) {
    const damaged = Buffer.from(bytes);
    damaged[at] = damaged[at]! ^ 0x40;
    writeFileSync(path, damaged);
    const { exit, out, err } = janus(['verify', path]);
    expect([exit, err]).toEqual([1, '']);
    expect(out).toContain('broken');
    expect(json(['verify', path])).toMatchObject({ isWhole: false, history: null });
    expect(janus(['log', path])).toMatchObject({ exit: 3, out: '' });
  }
  writeFileSync(path, '');
  expect(janus(['verify', path]).exit).toBe(1);
  expect(janus(['log', path]).exit).toBe(3);
});

test.each([
  [[], 2, 'out'],
  [['nope'], 2, 'no command'],
  [['__proto__'], 2, 'no command'],
  [['log'], 2, 'janus log <file> [ref]'],
  [['log', 'FILE', 'main', 'more'], 2, 'janus log <file> [ref]'],
  [['diff', 'FILE'], 2, 'janus diff <file> <a> [b]'],
  [['blame', 'FILE'], 2, 'janus blame <file> <path>'],
  [['log', 'FILE', '--nope'], 2, '--nope'],
  [['log', 'FILE', '-n', 'two'], 2, '--limit takes a whole number'],
  [['log', 'FILE', '-n', '-1'], 2, ''],
  [['log', 'FILE', '--all', 'main'], 2, 'takes no ref'],
  [['log', '/nonexistent'], 3, 'ENOENT'],
  [['log', '/'], 3, 'EISDIR'],
])('janus %j: exit %i', (args, exit, text) => {
  const said = janus(args.map((arg) => (arg === 'FILE' ? file : arg)));
  expect(said.exit).toBe(exit);
  if (text !== 'out') {
    expect(said.out).toBe('');
    expect(said.err).toContain(text);
    expect(said.err.split('\n')).toHaveLength(2);
  }
});

test('an error is one JSON document, too', () => {
  const { exit, out, err } = janus(['show', file, 'nope', '--json']);
  expect([exit, out]).toEqual([2, '']);
  expect(JSON.parse(err)).toMatchObject({ error: { code: 'USAGE' } });
  expect(JSON.parse(janus(['log', '/nonexistent', '--json']).err)).toMatchObject({
    error: { code: 'JANUS_FILE_ACCESS' },
  });
});

test('help and version', () => {
  for (const { name } of COMMANDS) {
    const { exit, out } = janus([name, '--help']);
    expect(exit).toBe(0);
    expect(out).toContain(`Usage: janus ${name} <file>`);
    expect(janus(['help', name]).out).toBe(out);
    expect(janus(['help']).out).toContain(`\n  ${name} `);
  }
  expect(janus(['--version'])).toEqual({ exit: 0, out: '1.2.3\n', err: '' });
});

test('colours on a terminal, unless they are not wanted', () => {
  const has = (args: string[], env = {}, isTTY = true): boolean =>
    janus(['log', file, ...args], env, isTTY).out.includes('\u001b[3');
  expect(has([])).toBe(true);
  expect(has([], { NO_COLOR: '1' })).toBe(false);
  expect(has([], { NO_COLOR: '' })).toBe(true);
  expect(has([], { TERM: 'dumb' })).toBe(false);
  expect(has(['--no-color'])).toBe(false);
  expect(has([], {}, false)).toBe(false);
  expect(has(['--color'], {}, false)).toBe(true);
  expect(janus(['log', file, '--json', '--color'], {}, true).out).not.toContain('\u001b');
});

test('who waits at a terminal is told so, and what was told is gone when it is done', () => {
  const { err, out } = janus(['export', file], {}, true);
  expect(err).toMatch(/opening .*making json of 8 moments …\r\u001b\[2K$/s);
  expect(out).not.toContain('opening');
  expect(janus(['export', file]).err).toBe('');
});

test('the graph is drawn in ASCII where the locale does not say UTF-8', () => {
  expect(janus(['graph', file], { LANG: 'C' }).out).toMatch(/^[\x20-\x7e\n]*$/);
  expect(janus(['graph', file], { LANG: 'C', LC_ALL: 'de_DE.utf8' }).out).toContain('╯');
});

test('what was pruned is not there, and said to be', () => {
  @timeline({ name: 'Pruned' })
  class Pruned {
    @tracked value = 0;
  }
  const owner = new Pruned();
  for (let i = 1; i <= 20; i++) owner.value = i;
  const t = timelineOf(owner);
  t.prune({ moments: 3 });
  let text = '';
  const stream = { write: (more: string) => (text += more) };
  const ask = (command: HistoryCommand, ...args: string[]): string => {
    text = '';
    const isJson = command.name === 'export';
    const out = outOf({ stdout: stream, stderr: stream, env: {} }, { isJson });
    // The timeline is of the built package, the commands are those of the sources.
    command.run(lookAt(t as unknown as Parameters<typeof lookAt>[0]), { args, options: { changes: true } }, out);
    out.flush();
    return text.replace(/\d{4}-\d\d-\d\d [\d:]+Z/g, 'TIME');
  };
  expect(ask(log)).toBe(
    [
      '#20 TIME (you are here, main)',
      '    ~ value: 19 → 20',
      '#19 TIME',
      '    ~ value: 18 → 19',
      '#18 TIME the oldest that is kept (older ones were pruned)',
      '',
    ].join('\n'),
  );
  expect(JSON.parse(ask(exportCommand))).toMatchObject({
    genesis: { fields: { value: 18 } },
    moments: [
      { id: 18, cut: true, changes: [] },
      { id: 19, changes: [{ old: 18 }] },
      { id: 20, cut: false },
    ],
  });
  expect(() => ask(show, '#5')).toThrow('no branch, label or moment');
});

const HOSTILE = [
  '\u001b[2J\u001b]0;owned\u0007',
  '\u009b31m',
  '\u202Ereversed\u2066',
  'two\nlines\r',
  '\u2028\u200b\ufeff',
  '\u{e0041}\u{e0042}',
  '__proto__',
  '`rm -rf`',
];

test('names and values reach a terminal as text only', () => {
  @timeline({ mode: 'multiverse', name: `Board ${HOSTILE.join('')}` })
  class Hostile {
    @tracked value: unknown = '';
    @tracked map = new Map<string, string>();
  }
  const owner = new Hostile();
  const t = multiverseOf(owner);
  HOSTILE.forEach((text, at) => {
    t.transact(text, () => {
      owner.value = text;
      owner.map.set(text, text);
    });
    t.label(text);
    t.tag({ [text]: text });
    t.branch(`${text} ${String(at)}`);
  });
  const path = somewhere('hostile.janus');
  t.save(path);
  const commands = [
    ['log', '-a', '-c'],
    ['graph'],
    ['show'],
    ['diff', '#0'],
    ['blame', 'value'],
    ['branches'],
    ['export'],
    ['show', `nope${HOSTILE.join('')}`],
    ['blame', HOSTILE[0]!],
  ];
  for (const [name, ...args] of commands) {
    for (const more of [[], ['--json']]) {
      const { out, err } = janus([name!, path, ...args, ...more]);
      expect(out + err).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\u{e0000}-\u{e0fff}]/u,
      );
    }
  }
  expect(janus(['log', path, '#1']).out).toContain('\\u{1b}[2J\\u{1b}]0;owned\\u{7}');
  expect(json(['show', path, '#1'])).toMatchObject({ moment: { title: HOSTILE[0], labels: [HOSTILE[0]] } });
  expect(janus(['show', path, HOSTILE[0]!]).exit).toBe(0);
});

test('recover repairs a file that verify finds damaged', () => {
  const [path, other] = [somewhere('damaged.janus'), somewhere('repaired.janus')];
  const bytes = readFileSync(file);
  const damaged = Buffer.from(bytes);
  damaged.fill(0x55, 500, 540);
  writeFileSync(path, damaged);
  expect(janus(['verify', path])).toMatchObject({
    exit: 1,
    out: expect.stringContaining('can be repaired, with nothing lost: janus recover'),
  });
  const { exit, out } = janus(['recover', path, '-o', other]);
  expect([exit, out]).toEqual([0, expect.stringMatching(/^repaired: \d+ bytes of the file from byte 50\d on$/m)]);
  expect(readFileSync(other).equals(bytes)).toBe(true);
});

test('recover and compact: a journal beside the file', async () => {
  const path = somewhere('kept.janus');
  const t = openWithoutClasses(file);
  const kept = t.persist(path);
  t.tag({ kept: 1 });
  await kept.flush();
  t.tag({ kept: 2 });
  await kept.close();
  expect(janus(['verify', path])).toEqual({ exit: 0, out: 'whole: 8 moments\njournal: 2 records\n', err: '' });
  expect(janus(['recover', path])).toEqual({ exit: 0, out: 'read: 8 moments, 2 records of the journal\n', err: '' });
  const journal = readFileSync(`${path}.journal`);
  journal[50] = journal[50]! ^ 1;
  writeFileSync(`${path}.journal`, journal);
  expect(janus(['log', path])).toMatchObject({ exit: 3, out: '' });
  expect(janus(['compact', path])).toMatchObject({ exit: 3, out: '' });
  expect(janus(['verify', path])).toMatchObject({ exit: 1, err: '' });
  expect(json(['verify', path])).toMatchObject({ isWhole: false, journal: { problem: { offset: 32 } } });
  const other = somewhere('recovered.janus');
  expect(janus(['recover', path, '-o', other])).toMatchObject({ exit: 1, err: '' });
  expect(json(['recover', path])).toMatchObject({ isWhole: false, records: 0, moments: 8, leftOut: { offset: 32 } });
  expect(json(['log', other, '--all'])).toMatchObject({ moments: { length: 8 } });
  expect(readFileSync(`${path}.journal`).equals(journal)).toBe(true);
  expect(janus(['compact', other])).toMatchObject({ exit: 0, err: '' });
  journal[50] = journal[50] ^ 1;
  writeFileSync(`${path}.journal`, journal);
  expect(json(['compact', path])).toMatchObject({ bytes: readFileSync(path).length });
  expect(existsSync(`${path}.journal`)).toBe(false);
  expect(readFileSync(path).equals(t.toBytes())).toBe(true);
});
