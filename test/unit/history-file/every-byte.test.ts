// Each byte of three histories of 2 KiB is changed in all ways in which disks, cables and editors change bytes.
import {
  JanusError,
  multiverseOf,
  openBytes,
  snapshotOf,
  timeline,
  tracked,
  trackedList,
  type Multiverse,
} from '../../../src/index.js';

class Part {
  @tracked name = 'p';
  @tracked next: Part | null = null;
}

@timeline({ name: 'Doc', mode: 'multiverse' })
class Doc {
  @tracked title: unknown = 'a';
  @trackedList list: (Part | string)[] = [];
  @tracked map = new Map<string, unknown>([['k', 1]]);
  @tracked plain: Record<string, unknown> = { b: 1 };
  @tracked due = new Date(0);
  @tracked samples = new Float64Array(8);
  @tracked.ref raw: unknown = [/x/g, new Uint8Array([1, 2])];
}
const CLASSES = { classes: [Doc, Part] };
const LENGTH = 2048;

function edit(doc: Doc, i: number): void {
  doc.title = i % 3 === 0 ? `title ${String(i)}` : i * 1.5;
  doc.list.splice(i % (doc.list.length + 1), i % 2, Object.assign(new Part(), { name: `part ${String(i)}` }));
  doc.map.set(`key ${String(i % 5)}`, i);
  doc.plain[`name${String(i % 3)}`] = [i, null];
}

function editInPlace(doc: Doc, i: number): void {
  doc.due.setDate(i % 28);
  doc.samples[i % 8] = i;
  doc.title = doc.due.getTime();
}

/** A history that is edited until its file is long enough. */
function grown(edits: (doc: Doc, i: number, t: Multiverse) => void): Doc {
  const doc = new Doc();
  const t = multiverseOf(doc);
  for (let i = 1; t.toBytes().length < LENGTH; i++) edits(doc, i, t);
  return doc;
}

const SAMPLES: Readonly<Record<string, () => Doc>> = {
  branches: () =>
    grown((doc, i, t) => {
      t.branch(`idea ${String(i)}`);
      edit(doc, i);
      if (i === 3) t.freeze('idea 3', 'done');
      t.switch('main');
      edit(doc, i + 1);
      t.merge(`idea ${String(i)}`, { conflicts: 'hold' });
      t.label(`end ${String(i)}`);
      t.tag({ seen: i });
      t.undo();
    }),
  'values of adapters': () => grown(editInPlace),
  'what pruning has left': () =>
    grown((doc, i, t) => {
      edit(doc, i);
      editInPlace(doc, i);
      if (i % 2 === 0) t.prune({ moments: 40 });
    }),
};

function* changesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) {
    const original = bytes[at]!;
    for (const byte of [...Array.from({ length: 8 }, (_, bit) => original ^ (1 << bit)), 0, 0xff]) {
      if (byte !== original) yield bytes.with(at, byte);
    }
    const [before, from] = [bytes.subarray(0, at), bytes.subarray(at)];
    yield before;
    yield Uint8Array.from([...before, ...from.subarray(1)]);
    yield Uint8Array.from([...before, original, ...from]);
  }
}

test.each(Object.keys(SAMPLES))(
  '%s',
  (name) => {
    const doc = SAMPLES[name]!();
    const t = multiverseOf(doc);
    const bytes = Uint8Array.from(t.toBytes());
    const state = snapshotOf(doc);
    const prototype = Object.getOwnPropertyNames(Object.prototype);
    let loads = 0;
    for (const changed of changesOf(bytes)) {
      loads++;
      let error: unknown;
      try {
        openBytes(changed, CLASSES);
      } catch (refusal) {
        error = refusal;
      }
      if (!(error instanceof JanusError)) throw new Error(`load ${String(loads)} was not refused`, { cause: error });
    }
    expect(loads).toBeGreaterThan(12 * LENGTH);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototype);
    expect(snapshotOf(doc)).toEqual(state);
    expect(Buffer.compare(t.toBytes(), bytes)).toBe(0);
    expect(openBytes(bytes, CLASSES).verify()).toEqual([]);
  },
  120_000,
);
