// Files on the disk, and what is refused with which error.
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  lstatSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ClassMismatchError,
  FileAccessError,
  HistoryFileError,
  multiverseOf,
  open,
  openBytes,
  OpenTransactionError,
  openWithoutClasses,
  OptionError,
  recover,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  UnknownClassError,
  UnsavableValueError,
  verifyFile,
} from '../../../src/index.js';

class Shape {
  @tracked x = 0;
}

@timeline({ name: 'doc' })
class Doc {
  @tracked title = 'a';
  @tracked shapes: Shape[] = [];
  @tracked.ref thing: unknown = undefined;
  aside: unknown = undefined;
}

const classes = { classes: [Doc, Shape] };
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'janus-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function sample(): Doc {
  const doc = new Doc();
  doc.shapes.push(new Shape(), new Shape());
  doc.shapes[1]!.x = 7;
  doc.title = 'b';
  return doc;
}

test('a file is replaced as a whole, keeps its permissions, and links stay links', () => {
  const path = join(folder, 'a.janus');
  const doc = sample();
  timelineOf(doc).save(path);
  chmodSync(path, 0o640);
  const link = join(folder, 'link');
  symlinkSync(path, link);
  doc.title = 'c';
  timelineOf(doc).save(link);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(readFileSync(path).equals(timelineOf(doc).toBytes())).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['a.janus', 'link']);
  expect(snapshotOf(open(path, classes).owner)).toEqual(snapshotOf(doc));
});

test('what a killed process left behind goes with the next save, what a living one writes stays', () => {
  const path = join(folder, 'a.janus');
  writeFileSync(join(folder, '.a.janus.999999999-0.janus-save'), '');
  writeFileSync(join(folder, `.a.janus.${String(process.ppid)}-0.janus-save`), '');
  timelineOf(sample()).save(path);
  expect(readdirSync(folder).sort()).toEqual([`.a.janus.${String(process.ppid)}-0.janus-save`, 'a.janus']);
});

test('a file that cannot be written or read is one error, and nothing is left', () => {
  const t = timelineOf(sample());
  expect(() => t.save(join(folder, 'none', 'a.janus'))).toThrow(FileAccessError);
  expect(() => t.save(folder)).toThrow(FileAccessError);
  expect(() => open(join(folder, 'none'), classes)).toThrow(FileAccessError);
  expect(readdirSync(folder)).toEqual([]);
  expect(() => t.save('')).toThrow(OptionError);
  expect(() => openBytes('text' as never, classes)).toThrow(OptionError);
  expect(() => openBytes(t.toBytes(), {} as never)).toThrow(OptionError);
});

test('inside a transaction nothing is saved', () => {
  const doc = sample();
  const t = timelineOf(doc);
  expect(() =>
    t.transact(() => {
      doc.title = 'x';
      t.toBytes();
    }),
  ).toThrow(OpenTransactionError);
});

test('what no file can hold is refused with its path', () => {
  const refused = (value: unknown): string => {
    const doc = sample();
    doc.thing = value;
    try {
      timelineOf(doc).toBytes();
    } catch (error) {
      expect(error).toBeInstanceOf(UnsavableValueError);
      return (error as UnsavableValueError).path;
    }
    return 'saved';
  };
  expect(refused(() => 1)).toBe('thing');
  expect(refused(Symbol('mine'))).toBe('thing');
  expect(refused(new WeakMap())).toBe('thing');
  expect(refused(new Doc())).toBe('thing');
  expect(refused({ a: [0, { b: () => 1 }] })).toBe('thing.a[1].b');
  for (const value of [Symbol.for('shared'), Symbol.iterator, new Date(5), /a/gi, new Uint8Array([1]), [1, , 2]]) {
    expect(refused(value)).toBe('saved');
  }
});

test('references and untracked properties are kept as plain data, with what is shared and circular', () => {
  const doc = sample();
  const shared = { __proto__: null, date: new Date(5) } as Record<string, unknown>;
  shared.self = shared;
  doc.thing = [shared, shared, new Map([[shared, new Set([doc.shapes[0]])]]), new Float64Array([1.5, NaN]), /a/g, -0];
  doc.aside = shared;
  Object.defineProperty(shared, '__proto__', { value: 'data', enumerable: true, configurable: true, writable: true });
  const copy = openBytes(timelineOf(doc).toBytes(), classes).owner as Doc;
  expect(copy.thing).toEqual(doc.thing);
  const [first, second, map] = copy.thing as [Record<string, unknown>, unknown, Map<unknown, Set<unknown>>];
  expect(first).toBe(second);
  expect(first).toBe(copy.aside);
  expect(first.self).toBe(first);
  expect(Object.getPrototypeOf(first)).toBe(null);
  expect(map.get(first)?.has(copy.shapes[0])).toBe(true);
});

test('classes are found by name, no other is used, and no constructor runs', () => {
  const bytes = timelineOf(sample()).toBytes();
  expect(() => openBytes(bytes, { classes: [Doc] })).toThrow(UnknownClassError);
  expect(() => openBytes(bytes, { classes: [] })).toThrow(/"doc"/);
  class Other {
    @tracked x = 0;
  }
  Object.defineProperty(Other, 'name', { value: 'Shape' });
  expect(() => openBytes(bytes, { classes: [Doc, Shape, Other] })).toThrow(UnknownClassError);
  let constructed = 0;
  @timeline({ name: 'doc' })
  class Noisy {
    @tracked title = '';
    @tracked shapes: unknown[] = [];
    @tracked.ref thing: unknown;
    @tracked added = 1;
    constructor() {
      constructed++;
    }
  }
  const noisy = openBytes(bytes, { classes: [Noisy, Shape] }).owner as Noisy;
  expect([constructed, noisy.title, noisy.added]).toEqual([0, 'b', undefined]);
  @timeline({ name: 'doc' })
  class Less {
    @tracked title = '';
  }
  expect(() => openBytes(bytes, { classes: [Less, Shape] })).toThrow(ClassMismatchError);
});

test('a file can be looked at without its classes', () => {
  const path = join(folder, 'a.janus');
  const doc = sample();
  timelineOf(doc).save(path);
  const t = openWithoutClasses(path);
  expect([t.owner.constructor.name, snapshotOf(t.owner)]).toEqual(['doc', snapshotOf(doc)]);
  t.undo();
  expect((t.owner as Doc).title).toBe('a');
  expect(t.plot({ backend: 'dot' })).toContain('digraph');
});

test('what is no history file, or no longer, says where', () => {
  const bytes = timelineOf(sample()).toBytes();
  expect(() => openBytes(new Uint8Array(0), classes)).toThrow(HistoryFileError);
  expect(() => openBytes(Buffer.from('{"a": 1}'), classes)).toThrow(/no history file/);
  expect(() => openBytes(bytes.subarray(0, -1), classes)).toThrow(/too early/);
  const changed = Uint8Array.from(bytes);
  changed[changed.length - 1]! ^= 1;
  expect(() => openBytes(changed, classes)).toThrow(/have changed/);
  expect(() => openBytes(bytes, { ...classes, limits: { bytes: 10 } })).toThrow(/limits.bytes/);
  expect(() => openBytes(bytes, { ...classes, limits: { moments: 2 } })).toThrow(HistoryFileError);
  expect(() => openBytes(bytes, { ...classes, limits: { operations: 2 } })).toThrow(HistoryFileError);
});

test('frozen branches, forks, the operation log and times come back', () => {
  @timeline({ name: 'doc', mode: 'multiverse' })
  class Many {
    @tracked title = 'a';
    @tracked shapes: Shape[] = [];
  }
  const doc = new Many();
  const t = multiverseOf(doc);
  doc.title = 'b';
  const fork: Many = t.fork('side');
  fork.shapes.push(new Shape());
  fork.shapes[0]!.x = 3;
  t.branch('kept');
  t.freeze('side', 'done');
  for (const original of [t, multiverseOf(fork)]) {
    const read = multiverseOf(openBytes(original.toBytes(), { classes: [Many, Shape] }).owner);
    expect(snapshotOf(read.owner)).toEqual(snapshotOf(original.owner));
    expect(read.currentBranch).toBe(original.currentBranch);
    expect(read.graph()).toEqual(original.graph());
    expect(() => read.deleteBranch('side')).toThrow(/side/);
    expect(read.verify()).toEqual([]);
  }
  const read = multiverseOf(openBytes(t.toBytes(), { classes: [Many, Shape] }).owner);
  expect(read.operations().map(({ kind, time }) => [kind, time])).toEqual(
    t.operations().map(({ kind, time }) => [kind, time]),
  );
  read.thaw('side');
  read.switch('side');
  expect((read.owner as Many).shapes[0]!.x).toBe(3);
});

test('verifyFile says what is wrong, part by part', () => {
  const path = join(folder, 'a.janus');
  const t = timelineOf(sample());
  t.save(path);
  const whole = verifyFile(path);
  expect(whole).toMatchObject({ isWhole: true, problem: undefined, history: { moments: 4, branches: ['main'] } });
  expect(whole.parts.map(({ name }) => name)).toEqual([
    'repair',
    'graph',
    'log',
    'names',
    'position',
    'kept',
    'objects',
    'values',
  ]);
  const bytes = readFileSync(path);
  const { offset } = whole.parts[6]!;
  bytes[offset]! ^= 1;
  writeFileSync(path, bytes);
  const broken = verifyFile(path);
  expect([broken.isWhole, broken.parts.map(({ problem }) => problem !== undefined)]).toEqual([
    false,
    [false, false, false, false, false, false, true, false],
  ]);
  expect(broken.isRepairable).toBe(true);
  writeFileSync(path, bytes.subarray(0, 20));
  expect(verifyFile(path)).toMatchObject({
    isWhole: false,
    isRepairable: false,
    parts: [],
    problem: { why: expect.stringContaining('early') },
  });
  writeFileSync(path, 'text');
  expect(verifyFile(path).problem?.why).toContain('no history file');
  expect(() => verifyFile(join(folder, 'none'))).toThrow(FileAccessError);
});

test('recover repairs a file that is damaged in one place, and opens what was there', () => {
  const path = join(folder, 'damaged.janus');
  const doc = new Doc();
  const t = timelineOf(doc);
  for (let i = 0; i < 2_000; i++) doc.shapes.push(Object.assign(new Shape(), { x: i * 1.5 }));
  t.save(path);
  const bytes = readFileSync(path);
  const stretch = Math.floor(bytes.length / 20);
  for (const at of [0, 9, 20, 200, Math.floor(bytes.length / 2), bytes.length - stretch]) {
    const damaged = Buffer.from(bytes);
    const end = at < 300 ? at + 2 : at + stretch;
    for (let place = at; place < end; place++) damaged[place]! ^= 0x55;
    writeFileSync(path, damaged);
    expect(() => open(path, classes)).toThrow(HistoryFileError);
    expect(verifyFile(path)).toMatchObject({ isWhole: false, isRepairable: true });
    const { timeline: found, report } = recover(path, classes);
    expect(report).toEqual({
      isWhole: true,
      repaired: [{ offset: at, bytes: end - at }],
      records: 0,
      leftOut: undefined,
    });
    expect(Buffer.compare(found.toBytes(), bytes)).toBe(0);
    expect(readFileSync(path).equals(damaged)).toBe(true);
    found.dispose();
  }
  writeFileSync(path, bytes.subarray(0, bytes.length - stretch));
  expect(recover(path, classes).report.repaired).toEqual([{ offset: bytes.length - stretch, bytes: stretch }]);
  writeFileSync(path, bytes.subarray(0, bytes.length / 2));
  expect(verifyFile(path)).toMatchObject({ isWhole: false, isRepairable: false });
  expect(() => recover(path, classes)).toThrow(HistoryFileError);
});
