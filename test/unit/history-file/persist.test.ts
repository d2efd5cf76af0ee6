// Persistence on a real disk.
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  compactFile,
  FileChangedError,
  FileLockedError,
  ForkBusyError,
  JournalError,
  multiverseOf,
  type Multiverse,
  open,
  OpenTransactionError,
  OptionError,
  PersistenceClosedError,
  recover,
  timeline,
  timelineOf,
  tracked,
  UnsavableValueError,
  verifyFile,
  type LeftOut,
} from '../../../src/index.js';

class Item {
  @tracked name = '';
  @tracked tags: string[] = [];
}

@timeline({ mode: 'multiverse' })
class Doc {
  @tracked count = 0;
  @tracked items: Item[] = [];
  @tracked map = new Map<string, unknown>();
  @tracked.ref any: unknown = undefined;
  plain = 0;
}

const CLASSES = { classes: [Doc, Item] };
const folder = mkdtempSync(join(tmpdir(), 'janus-persist-'));
let files = 0;
const newPath = (): string => join(folder, `${String(++files)}.janus`);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function counts(path: string): number {
  return (open(path, CLASSES).owner as Doc).count;
}

test('what flush has acknowledged is there, with names, tags, branches and where the object stands', async () => {
  const path = newPath();
  const doc = new Doc();
  const t = multiverseOf(doc);
  const kept = t.persist(path, { durability: 'batch' });
  expect([kept.state, kept.path, kept.lastError]).toEqual(['open', path, undefined]);
  doc.count = 1;
  doc.items.push(new Item());
  const [item] = doc.items;
  if (item === undefined) throw new Error();
  item.name = 'first';
  item.tags.push('a', 'b');
  doc.map.set('k', item);
  await kept.flush();
  t.label('named');
  t.branch('idea');
  t.switch('idea');
  doc.count = 2;
  t.tag({ who: 'me' });
  t.freeze('main', 'done');
  t.undo();
  await kept.flush();
  const opened = open(path, CLASSES);
  expect(Buffer.compare(opened.toBytes(), t.toBytes())).toBe(0);
  const copy = opened.owner as Doc;
  expect([copy.count, copy.map.get('k') === copy.items[0], copy.items[0]?.tags.join()]).toEqual([1, true, 'a,b']);
  expect(opened.redo()).toBe(1);
  expect(copy.count).toBe(2);
  await kept.close();
  expect(kept.state).toBe('closed');
  expect(Buffer.compare(open(path, CLASSES).toBytes(), t.toBytes())).toBe(0);
  expect(existsSync(`${path}.lock`)).toBe(false);
  await expect(kept.flush()).rejects.toThrow(PersistenceClosedError);
  await expect(kept.compact()).rejects.toThrow(PersistenceClosedError);
  await expect(kept.close()).resolves.toBeUndefined();
});

test.each(['moment', 'batch'] as const)('what is recorded comes to the disk by itself: %s', async (durability) => {
  const path = newPath();
  const doc = new Doc();
  await using kept = timelineOf(doc).persist(path, { durability });
  doc.count = 7;
  while (kept.size.journal <= 32) await new Promise((resolve) => setTimeout(resolve, 5));
  while (counts(path) !== 7) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(kept.state).toBe('open');
});

test('calls that wait together are served together', async () => {
  const path = newPath();
  const doc = new Doc();
  await using kept = timelineOf(doc).persist(path);
  const flushed: Promise<void>[] = [];
  for (let i = 1; i <= 50; i++) {
    doc.count = i;
    flushed.push(kept.flush());
  }
  await Promise.all(flushed);
  expect(counts(path)).toBe(50);
});

test('compaction takes the journal up, and refreshes what nobody records', async () => {
  const path = newPath();
  const doc = new Doc();
  const t = timelineOf(doc);
  const kept = t.persist(path);
  for (let i = 1; i <= 10_000; i++) doc.count = i;
  doc.plain = 5;
  await kept.flush();
  expect((open(path, CLASSES).owner as Doc).plain).toBe(0);
  const before = kept.size;
  const compacted = kept.compact();
  doc.count = -1;
  await compacted;
  expect(kept.size.file).toBeGreaterThan(before.file);
  expect((open(path, CLASSES).owner as Doc).plain).toBe(5);
  await kept.flush();
  expect(counts(path)).toBe(-1);
  expect(Buffer.compare(open(path, CLASSES).toBytes(), t.toBytes())).toBe(0);
  await kept.close();
});

test('a journal that has grown longer than its file is taken up by itself', async () => {
  const path = newPath();
  const doc = new Doc();
  const kept = timelineOf(doc).persist(path);
  for (let i = 0; i < 40; i++) {
    doc.any = 'x'.repeat(40_000) + String(i);
    await kept.flush();
  }
  while (kept.size.file < 1_000_000) await new Promise((resolve) => setTimeout(resolve, 2));
  expect(kept.size.journal).toBeLessThan(1_000_000);
  await kept.close();
  expect((open(path, CLASSES).owner as Doc).any).toBe('x'.repeat(40_000) + '39');
});

test('what a record cannot say makes a new file', async () => {
  const path = newPath();
  const doc = new Doc();
  const t = multiverseOf(doc);
  const kept = t.persist(path);
  const item = new Item();
  doc.any = item;
  await kept.flush();
  // It was written as an ordinary object, and joins.
  doc.items.push(item);
  item.name = 'joined';
  await kept.flush();
  expect(kept.size.journal).toBe(32);
  t.untracked(() => {
    doc.count = 99;
  });
  doc.count = 100;
  t.untracked(() => {
    doc.count = 101;
  });
  await kept.flush();
  expect(counts(path)).toBe(101);
  expect((open(path, CLASSES).owner as Doc).items[0]?.name).toBe('joined');
  await kept.close();
});

test('what forks do is recorded as well', async () => {
  const path = newPath();
  const doc = new Doc();
  const t = multiverseOf(doc);
  const kept = t.persist(path);
  await kept.flush();
  const [left, right] = [t.fork<Doc>('left'), t.fork<Doc>('right')];
  await kept.flush();
  const { file } = kept.size;
  for (let i = 0; i < 10; i++) {
    left.items.push(new Item());
    right.count = i;
    doc.any = { i };
    await kept.flush();
  }
  let refused: Promise<void> | undefined;
  multiverseOf(left).transact(() => {
    left.count = 1;
    refused = expect(kept.flush()).rejects.toThrow(ForkBusyError);
    left.count = 7;
  });
  await refused;
  await kept.flush();
  expect(kept.size.file).toBe(file);
  const opened = open(path, CLASSES) as Multiverse;
  expect(opened.verify()).toEqual([]);
  expect([...opened.branches().keys()]).toEqual([...t.branches().keys()]);
  opened.switch('left');
  expect((opened.owner as Doc).items.length).toBe(10);
  expect(counts(path)).toBe(0);
  opened.switch('right');
  expect((opened.owner as Doc).count).toBe(9);
  await kept.close();
});

test('only one persists a file, and a history only one file', async () => {
  const path = newPath();
  const [a, b] = [new Doc(), new Doc()];
  const kept = timelineOf(a).persist(path);
  expect(() => timelineOf(b).persist(path)).toThrow(FileLockedError);
  expect(() => timelineOf(b).persist(path)).toThrow(String(process.pid));
  expect(() => {
    timelineOf(b).save(path);
  }).toThrow(FileLockedError);
  expect(() => compactFile(path)).toThrow(FileLockedError);
  expect(() => timelineOf(a).persist(newPath())).toThrow(OptionError);
  await kept.close();
  await timelineOf(b).persist(path).close();
});

test('the lock of a dead process is taken away, that of another machine is not', async () => {
  const path = newPath();
  const doc = new Doc();
  const lock = (said: unknown): void => {
    writeFileSync(`${path}.lock`, typeof said === 'string' ? said : JSON.stringify(said));
  };
  for (const said of [{ pid: process.pid, host: hostname() }, { pid: 2 ** 22 + 1, host: 'elsewhere' }, '']) {
    lock(said);
    expect(() => timelineOf(doc).persist(path)).toThrow(FileLockedError);
  }
  lock({ pid: 2 ** 22 + 1, host: hostname() });
  await timelineOf(doc).persist(path).close();
});

test('a file that another program has changed is not overwritten', async () => {
  for (const which of ['', '.journal']) {
    const path = newPath();
    const doc = new Doc();
    const kept = timelineOf(doc).persist(path);
    doc.count = 1;
    await kept.flush();
    writeFileSync(`${path}${which}`, 'mine');
    doc.count = 2;
    await expect(kept.flush()).rejects.toThrow(FileChangedError);
    expect(kept.state).toBe('failed');
    await expect(kept.compact()).rejects.toThrow(FileChangedError);
    expect(readFileSync(`${path}${which}`, 'utf8')).toBe('mine');
    await expect(kept.close()).rejects.toThrow(FileChangedError);
  }
});

test('inside a transaction nothing is acknowledged', async () => {
  const path = newPath();
  const doc = new Doc();
  const t = timelineOf(doc);
  const kept = t.persist(path);
  let flushed: Promise<void> | undefined;
  t.transact(() => {
    doc.count = 1;
    flushed = kept.flush();
    expect(() => timelineOf(new Doc()).persist(path)).toThrow(FileLockedError);
  });
  await expect(flushed).rejects.toThrow(OpenTransactionError);
  await kept.flush();
  expect(counts(path)).toBe(1);
  await kept.close();
});

test('a value that no file can hold is named, and the file stays', async () => {
  const path = newPath();
  const doc = new Doc();
  const kept = timelineOf(doc).persist(path);
  doc.count = 1;
  await kept.flush();
  doc.any = () => 1;
  await expect(kept.flush()).rejects.toThrow(UnsavableValueError);
  expect([kept.state, (kept.lastError as UnsavableValueError).path]).toEqual(['failed', 'any']);
  expect(counts(path)).toBe(1);
  await expect(kept.close()).rejects.toThrow(UnsavableValueError);
  expect(existsSync(`${path}.lock`)).toBe(false);
  expect(() => timelineOf(doc).persist(path)).toThrow(UnsavableValueError);
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test('what was not written yet is when the history ends', () => {
  const path = newPath();
  const doc = new Doc();
  const t = timelineOf(doc);
  const kept = t.persist(path);
  doc.count = 3;
  t.dispose();
  expect(kept.state).toBe('closed');
  expect(counts(path)).toBe(3);
});

test('wrong arguments', () => {
  const t = timelineOf(new Doc());
  expect(() => t.persist('')).toThrow(OptionError);
  expect(() => t.persist(newPath(), { durability: 'never' as never })).toThrow(OptionError);
  expect(() => recover('')).toThrow(OptionError);
  expect(() => compactFile('')).toThrow(OptionError);
});

/** A file with a journal of three records. */
async function three(): Promise<string> {
  const path = newPath();
  const doc = new Doc();
  const kept = timelineOf(doc).persist(path);
  for (let i = 1; i <= 3; i++) {
    doc.count = i;
    await kept.flush();
  }
  await kept.close();
  return path;
}

test('a torn end is left out and told of, wherever it is torn', async () => {
  const path = await three();
  const whole = readFileSync(`${path}.journal`);
  let before = 3;
  for (let length = whole.length - 1; length >= 32; length--) {
    truncateSync(`${path}.journal`, length);
    let left: LeftOut | undefined;
    const doc = open(path, { ...CLASSES, onRecovered: (found) => (left = found) }).owner as Doc;
    expect(doc.count).toBeLessThanOrEqual(before);
    before = doc.count;
    if (left !== undefined) expect([left.isTorn, left.offset + left.bytes]).toEqual([true, length]);
    const { isWhole, journal } = verifyFile(path);
    expect([isWhole, journal?.torn]).toEqual([true, left?.bytes ?? 0]);
  }
  expect(before).toBe(0);
});

test('damage in the middle is refused with its place, and recover opens what is before it', async () => {
  const path = await three();
  const whole = readFileSync(`${path}.journal`);
  const seen = new Set<number>();
  for (let at = 0; at < whole.length; at++) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 0x10;
    writeFileSync(`${path}.journal`, damaged);
    const { timeline: t, report } = recover(path, CLASSES);
    const { count } = t.owner as Doc;
    seen.add(count);
    expect([count, report.isWhole, report.records]).toEqual([count, false, count]);
    expect(report.leftOut?.offset).toBeLessThanOrEqual(at);
    if (report.leftOut?.isTorn === true) {
      expect(count).toBe(2);
      continue;
    }
    expect(() => open(path, CLASSES)).toThrow(JournalError);
    expect(() => timelineOf(new Doc()).persist(path)).toThrow(JournalError);
    expect(() => {
      timelineOf(new Doc()).save(path);
    }).toThrow(JournalError);
    expect(verifyFile(path).isWhole).toBe(false);
    expect(readFileSync(`${path}.journal`).equals(damaged)).toBe(true);
  }
  expect([...seen].sort()).toEqual([0, 1, 2]);
});

test('a journal never meets a foreign file', async () => {
  const [path, other] = [await three(), await three()];
  const doc = new Doc();
  doc.count = 50;
  const bytes = timelineOf(doc).toBytes();
  writeFileSync(other, bytes);
  expect(() => open(other, CLASSES)).toThrow(/belongs to another/);
  const { timeline: t, report } = recover(other);
  expect([t.graph().moments.length, report.leftOut?.why]).toEqual([2, 'it belongs to another history file']);
  // Where the file is gone, a new one does not take its journal.
  rmSync(path);
  expect(() => timelineOf(new Doc()).persist(path)).toThrow(JournalError);
});

test('save and compactFile take the journal up', async () => {
  const path = await three();
  chmodSync(path, 0o600);
  const t = open(path, CLASSES);
  expect(compactFile(path)).toBe(statSync(path).size);
  expect(existsSync(`${path}.journal`)).toBe(false);
  expect(readFileSync(path).equals(t.toBytes())).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const kept = t.persist(path);
  expect(statSync(`${path}.journal`).mode & 0o777).toBe(0o600);
  (t.owner as Doc).count = 4;
  await kept.close();
  t.save(path);
  expect(existsSync(`${path}.journal`)).toBe(false);
  expect(counts(path)).toBe(4);
});
