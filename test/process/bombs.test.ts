// Files and journals that say that they hold more than they do: absurd numbers at every place of a file, and shapes that grow
// while they are read. Each is refused, or opened as what it is, within a second of processor time and a bounded memory.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { multiverseOf, timeline, timelineOf, tracked, trackedList } from '../../src/index.js';
import { framed, identityOf, journalHead } from '../../src/history-file/journal-format.js';
import { sectionsOf, signed, type RawSection } from '../unit/history-file/signing.js';

class Part {
  @tracked name = 'p';
}

@timeline({ name: 'Doc', mode: 'multiverse' })
class Doc {
  @tracked title: unknown = 'a';
  @trackedList list: (Part | string)[] = ['x', 'y'];
  @tracked map = new Map<string, unknown>([['k', 1]]);
  @tracked due = new Date(0);
  @tracked.ref raw: unknown = [/x/g, new Uint8Array([1, 2]), new Map([[1, [2]]]), new Set([3])];
}

const folder = mkdtempSync(join(tmpdir(), 'janus-bombs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A history with something in every section. */
function sample(): Doc {
  const doc = new Doc();
  const t = multiverseOf(doc);
  for (let i = 0; i < 8; i++) {
    doc.title = `title ${String(i)}`;
    doc.list.push(new Part());
    doc.map.set(`k${String(i)}`, i);
    doc.due.setDate(i);
  }
  doc.list.reverse();
  doc.title = 12345678901234567890n;
  t.prune({ moments: 20 });
  t.branch('idea');
  doc.title = 'theirs';
  t.switch('main');
  doc.title = 'ours';
  t.merge('idea', { conflicts: 'hold' });
  t.label('end');
  t.tag({ seen: 1 });
  t.undo();
  return doc;
}

function number(value: bigint | number): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

const ABSURD = [2n ** 20n, 2n ** 30n, 2n ** 32n - 1n, 2n ** 53n - 1n, 2n ** 64n - 1n].map(number);

/** Each byte of a piece as an absurd number. */
function* absurd(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) {
    for (const large of ABSURD) yield Uint8Array.from([...bytes.subarray(0, at), ...large, ...bytes.subarray(at + 1)]);
  }
}

/** Loads all of these files, with the journals beside them, in a process of its own; answers what happened to them. */
function loaded(files: readonly (readonly [file: Uint8Array, journal?: Uint8Array])[]): Record<string, number> {
  const input = join(folder, 'input');
  const pieces = files.flatMap(([file, journal = new Uint8Array(0)]) => {
    const lengths = new Uint8Array(new Uint32Array([file.length, journal.length]).buffer);
    return [lengths, file, journal];
  });
  writeFileSync(input, Buffer.concat(pieces));
  const program = join(__dirname, 'bombs-program.mjs');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=128', program, input, join(folder, 'bomb.janus')],
    { cwd: join(__dirname, '../..'), encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(`exit ${String(status)}\n${stderr}`);
  return JSON.parse(stdout) as Record<string, number>;
}

const doc = sample();
const whole = Uint8Array.from(multiverseOf(doc).toBytes());
const sections = sectionsOf(whole);
const KINDS = { parity: 15, graph: 1, log: 2, names: 3, position: 4, kept: 5, objects: 16, values: 17 };

function withSection(kind: number, bytes: Uint8Array): Uint8Array {
  return signed(sections.map((section) => (section.kind === kind ? { kind, bytes } : section)));
}

test.each(Object.entries(KINDS))(
  'absurd numbers in the section of %s',
  (_, kind) => {
    const { bytes } = sections.find((section) => section.kind === kind)!;
    const bombs = [...absurd(bytes)].map((changed) => [withSection(kind, changed)] as const);
    const counts = loaded(bombs);
    expect(counts.loads).toBe(bombs.length);
  },
  120_000,
);

test('absurd numbers in head and table', () => {
  const end = 16 + sections.length * 16;
  const bombs: (readonly [Uint8Array])[] = [];
  for (let at = 8; at < end; at++) {
    for (const byte of [0x01, 0x7f, 0xff]) {
      for (const length of [1, 2, 4, 8])
        bombs.push([Uint8Array.from(whole).fill(byte, at, Math.min(end, at + length))]);
    }
  }
  expect(loaded(bombs).loads).toBe(bombs.length);
});

test('absurd numbers in a journal', async () => {
  const path = join(folder, 'kept.janus');
  const kept = multiverseOf(doc).persist(path);
  await kept.flush();
  multiverseOf(doc).jumpTo('end');
  doc.list.push(new Part(), 'z');
  doc.map.set('new', [1, 2]);
  doc.due.setDate(20);
  multiverseOf(doc).tag({ again: 1 });
  await kept.close();
  const [file, journal] = [readFileSync(path), readFileSync(`${path}.journal`)];
  const head = journalHead(1, identityOf(file)!);
  // One record: its head is 12 bytes long.
  const payload = Uint8Array.from(journal.subarray(32 + 12));
  const bombs = [...absurd(payload)].map((changed) => [file, Buffer.concat([head, framed(changed, 0)])] as const);
  const { loads, refused = 0 } = loaded(bombs);
  expect(loads).toBe(bombs.length);
  expect(refused).toBeGreaterThan(bombs.length / 2);
}, 120_000);

@timeline({ name: 'Line' })
class Line {
  @tracked title: unknown = 0;
  @tracked.ref raw: unknown = undefined;
}

const MOMENTS = 4000;
const line = new Line();
for (let i = 1; i <= MOMENTS; i++) line.title = i;
const ofLine = sectionsOf(Uint8Array.from(timelineOf(line).toBytes()));

function lineWith(kind: number, bytes: readonly number[]): Uint8Array {
  return signed(ofLine.map((section) => (section.kind === kind ? { kind, bytes: Uint8Array.from(bytes) } : section)));
}

/** A column of stretches with one value each. */
function column(...stretches: readonly (readonly [times: bigint, value: bigint])[]): number[] {
  const bytes = stretches.flatMap(([times, value]) => [...number(times * 2n), ...number(value)]);
  return [...number(bytes.length), ...bytes];
}

function text(length: number): number[] {
  return [...number(length * 2), ...new Uint8Array(length).fill(0x7a)];
}

const NONE = column();
const [MANY, LONG] = [2n ** 31n - 1n, 2n ** 29n - 1n];
const MOMENTS_OF_ONE = column([1n, 0n], [1n, 1n], [BigInt(MOMENTS) - 1n, 0n]);
const NO_SAMES = [0, ...NONE, ...NONE, ...NONE, ...NONE];
const one = (value: bigint): number[] => column([1n, value]);

/** Files that grow while they are read, each with how it ends. */
const SHAPES: Readonly<Record<string, readonly [isOpen: boolean, make: () => Uint8Array]>> = {
  'two billion moments in one run': [
    false,
    () => lineWith(1, [1, ...one(0n), ...one(MANY), ...one(0n), 0, 0, ...NONE, ...NONE]),
  ],
  'two billion runs': [
    false,
    () =>
      lineWith(1, [...number(MANY), ...column([MANY, 0n]), ...column([MANY, 1n]), ...column([MANY, 1n]), 0, 0, 0, 0]),
  ],
  'two billion operations': [
    false,
    () => lineWith(2, [...number(4), ...number(MANY), ...one(MANY), ...column([MANY, 0n]), ...column([MANY, 2n])]),
  ],
  'two billion baselines of one moment': [
    false,
    () => lineWith(2, [...number(4), ...number(5000), ...one(MANY), ...column([MANY, 1n]), ...column([MANY, 2n])]),
  ],
  'half a billion elements inserted': [
    false,
    () => {
      const records = [one(2n), one(2n), one(0n), one(0n), one(0n), one(LONG), NONE, NONE];
      return lineWith(2, [4, 1, ...MOMENTS_OF_ONE, ...records.flat(), ...NO_SAMES]);
    },
  ],
  'half a billion elements in another order': [
    false,
    () => {
      const lengths = column([1n, LONG], [1n, 0n]);
      const records = [one(5n), one(2n), one(0n), one(0n), one(LONG), one(0n), lengths, column([LONG, 0n])];
      return lineWith(2, [4, 1, ...MOMENTS_OF_ONE, ...records.flat(), ...NO_SAMES]);
    },
  ],
  'half a billion elements that a merge took over': [
    false,
    () => {
      const records = [one(0n), one(2n), one(0n), NONE, NONE, NONE, NONE, NONE];
      return lineWith(2, [4, 1, ...MOMENTS_OF_ONE, ...records.flat(), ...number(LONG), ...column([LONG, 1n])]);
    },
  ],
  'texts that grow out of each other': [
    true,
    () => lineWith(17, [0xe8, ...text(64), ...Array.from({ length: MOMENTS }, () => [0xf0, 64, ...text(30)]).flat()]),
  ],
  'a number with a million digits': [
    true,
    () => lineWith(17, [0xe7, ...text(1_000_000), ...new Array<number>(MOMENTS).fill(1)]),
  ],
  'a hundred thousand arrays, each in the next one': [
    true,
    () => {
      const deep = new Line();
      for (let i = 0; i < 100_000; i++) deep.raw = [deep.raw];
      return Uint8Array.from(timelineOf(deep).toBytes());
    },
  ],
};

test.each(Object.keys(SHAPES))(
  '%s',
  (name) => {
    const [isOpen, make] = SHAPES[name]!;
    expect(loaded([[make()]])).toEqual({ loads: 1, refused: isOpen ? 0 : 1 });
  },
  60_000,
);

test('a hundred thousand sections', () => {
  const all: RawSection[] = Array.from({ length: 100_000 }, (_, at) => ({ kind: at % 20, bytes: new Uint8Array(0) }));
  expect(loaded([[signed(all)], [signed([...sections, ...all])]])).toEqual({ loads: 2, refused: 2 });
});
