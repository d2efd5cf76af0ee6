// Weak fields in files; what the collector does with them later is in test/process/weak-files.
import { setTimeout as rest } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import {
  ClassMismatchError,
  CollapsedValueError,
  JanusError,
  multiverseOf,
  openBytes,
  part,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  UnsavableValueError,
  type Multiverse,
} from '../../../src/index.js';
import { expectTyped, sectionsOf, signed } from './signing.js';

interface Sheet {
  readonly name: string;
  readonly rows?: unknown;
}

@part({ name: 'Pane' })
class Pane {
  @tracked.weak sheet: Sheet | null = { name: 'of the pane' };
}

@timeline({ name: 'Desk', mode: 'multiverse' })
class Desk {
  @tracked title = '';
  @tracked.weak sheet: unknown = { name: 'first', rows: [1] };
  @tracked.ref held: unknown = undefined;
  @tracked pane: Pane | null = new Pane();
}
const CLASSES = { classes: [Desk, Pane] };

function made(): { desk: Desk; t: Multiverse } {
  const desk = new Desk();
  return { desk, t: multiverseOf(desk) };
}

function opened(bytes: Uint8Array): { desk: Desk; t: Multiverse } {
  const t = openBytes(bytes, CLASSES) as Multiverse;
  expect(t.verify()).toEqual([]);
  expect(Buffer.compare(t.toBytes(), bytes)).toBe(0);
  return { desk: t.owner as Desk, t };
}

/** Writes a value that nobody keeps. */
function dropped(desk: Desk): void {
  desk.sheet = { name: 'dropped' };
  desk.sheet = null;
}

async function collect(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  for (let i = 0; i < 3; i++) {
    await rest(1);
    gc();
  }
}

test('values come back, shared as they were', () => {
  const { desk, t } = made();
  const second = { name: 'second', rows: [[1]] };
  desk.held = second;
  desk.sheet = second;
  desk.sheet = 5;
  desk.sheet = desk.pane;
  desk.sheet = second.rows;
  const { desk: copy, t: again } = opened(t.toBytes());
  expect(copy.pane?.sheet).toEqual({ name: 'of the pane' });
  expect(copy.sheet).toBe((copy.held as typeof second).rows);
  again.undo();
  expect(copy.sheet).toBe(copy.pane);
  again.undo();
  expect(copy.sheet).toBe(5);
  again.undo();
  expect(copy.sheet).toBe(copy.held);
  again.undo(2);
  expect([copy.sheet, copy.held]).toEqual([{ name: 'first', rows: [1] }, undefined]);
  again.redo(5);
  expect(copy.sheet).toBe((copy.held as typeof second).rows);
  // It is a weak field as before.
  const third = { name: 'third' };
  copy.sheet = third;
  again.undo();
  again.redo();
  expect(copy.sheet).toBe(third);
});

test('a value that no file can hold is named by its place', () => {
  const { desk, t } = made();
  desk.sheet = new (class Socket {})();
  desk.title = 'later';
  expect(() => t.toBytes()).toThrow(UnsavableValueError);
  expect(() => t.toBytes()).toThrow(/sheet/);
});

test('what was collected stays collapsed, wherever it is known from', async () => {
  const { desk, t } = made();
  const first = desk.sheet;
  dropped(desk);
  t.branch('side', { switch: false });
  t.label('end');
  await collect();
  const bytes = t.toBytes();
  const { desk: copy, t: again } = opened(bytes);
  expect(again.graph().marks).toEqual({ main: 'collapsed', side: 'collapsed' });
  expect(() => again.undo()).toThrow(CollapsedValueError);
  expect(again.moment.id).toBe(2);
  expect(again.diff(again.at(0), again.at(1)).changes).toMatchObject([{ old: { name: 'first' }, new: undefined }]);
  again.undo(2);
  expect(copy.sheet).toEqual(first);
});

test('open conflicts keep what both sides had', () => {
  const { desk, t } = made();
  const [ours, theirs] = [{ name: 'ours' }, { name: 'theirs' }];
  t.branch('side');
  desk.sheet = theirs;
  t.switch('main');
  desk.sheet = ours;
  t.merge('side', { conflicts: 'hold' });
  const { desk: copy, t: again } = opened(t.toBytes());
  expect(again.conflicts).toMatchObject([{ path: 'sheet', ours, theirs, base: { name: 'first' } }]);
  again.resolve('sheet', 'theirs');
  expect(copy.sheet).toEqual(theirs);
  again.undo();
  expect(copy.sheet).toEqual(ours);
  again.switch('side');
  expect(copy.sheet).toEqual(theirs);
});

test('a field that is weak only now, or no more', () => {
  @timeline({ name: 'Desk', mode: 'multiverse' })
  class Strong {
    @tracked title = '';
    @tracked.ref sheet: unknown = { name: 'first' };
  }
  @timeline({ name: 'Desk', mode: 'multiverse' })
  class Weak {
    @tracked title = '';
    @tracked.weak sheet: unknown = { name: 'first' };
  }
  const strong = new Strong();
  strong.sheet = { name: 'second' };
  const t = openBytes(multiverseOf(strong).toBytes(), { classes: [Weak] });
  const copy = t.owner as Weak;
  copy.sheet = { name: 'third' };
  t.undo(2);
  expect(copy.sheet).toEqual({ name: 'first' });
  t.redo(2);
  expect(copy.sheet).toEqual({ name: 'third' });
  expect(() => openBytes(t.toBytes(), { classes: [Strong] })).toThrow(ClassMismatchError);
  expect(() => openBytes(t.toBytes(), { classes: [Strong] })).toThrow(/weak/);
});

test('a migration converts what is there, and nothing of what was collected', async () => {
  @timeline({ name: 'Desk', version: 2, mode: 'multiverse' })
  class Renamed {
    @tracked title = '';
    @tracked.weak paper: unknown = null;
    @tracked.ref held: unknown = undefined;
    @tracked pane: Pane | null = null;
  }
  const { desk, t } = made();
  const first = desk.sheet;
  dropped(desk);
  desk.sheet = { name: 'second' };
  await collect();
  const asked: unknown[] = [];
  const convert = (value: unknown): unknown => {
    asked.push(value);
    return value === null ? null : { was: (value as Sheet).name };
  };
  const migrate = [{ class: Renamed, from: 1, rename: { sheet: 'paper' }, convert: { paper: convert } }];
  const again = openBytes(t.toBytes(), { classes: [Renamed, Pane], migrate });
  await collect();
  const copy = again.owner as Renamed;
  expect(asked).toEqual([first, null, { name: 'second' }]);
  expect(copy.paper).toEqual({ was: 'second' });
  expect(() => again.jumpTo(again.at(1))).toThrow(CollapsedValueError);
  again.undo(3);
  expect(copy.paper).toEqual({ was: 'first' });
  const removed = [{ class: Renamed, from: 1, remove: ['sheet'], add: { paper: () => 'new' } }];
  const without = openBytes(t.toBytes(), { classes: [Renamed, Pane], migrate: removed });
  without.undo(3);
  expect((without.owner as Renamed).paper).toBe('new');
});

test('names of fields that begin as the mark of weak ones does', () => {
  class Odd {}
  for (const name of ['\u0000x', '\u0001x', 'x']) {
    (tracked as (target: object, name: string) => void)(Odd.prototype, name);
  }
  (tracked.weak as (target: object, name: string) => void)(Odd.prototype, '\u0000w');
  const Odds = timeline({ name: 'Odd' })(Odd as new () => Record<string, unknown>);
  const odd = new Odds();
  const names = ['\u0000x', '\u0001x', 'x', '\u0000w'];
  for (const name of names) odd[name] = name;
  const bytes = timelineOf(odd).toBytes();
  const t = openBytes(bytes, { classes: [Odds] });
  expect(names.map((name) => (t.owner as Record<string, unknown>)[name])).toEqual(names);
  expect(Buffer.compare(t.toBytes(), bytes)).toBe(0);
});

/** Opens, looks at every moment, writes and saves. */
function live(bytes: Uint8Array): string {
  try {
    const t = openBytes(bytes, CLASSES) as Multiverse;
    for (const { id } of t.graph().moments) {
      try {
        t.jumpTo(t.at(id));
      } catch (error) {
        if (!(error instanceof CollapsedValueError)) throw error;
      }
      expect(String(Object.values(snapshotOf(t.owner)))).not.toContain('WeakBox');
    }
    t.toBytes();
    t.dispose();
    return 'opened';
  } catch (error) {
    return expectTyped(error, bytes);
  }
}

async function sample(): Promise<Uint8Array> {
  const { desk, t } = made();
  desk.sheet = { name: 'second', rows: [[2]] };
  desk.held = desk.sheet;
  dropped(desk);
  t.branch('side');
  desk.pane!.sheet = { name: 'theirs' };
  t.switch('main');
  desk.pane!.sheet = null;
  t.merge('side', { conflicts: 'hold' });
  await collect();
  return Uint8Array.from(t.toBytes());
}

test('every byte counts', async () => {
  const bytes = await sample();
  for (let at = 0; at < bytes.length; at++) {
    const changed = Uint8Array.from(bytes);
    for (let bit = 0; bit < 8; bit++) {
      changed[at] = bytes[at]! ^ (1 << bit);
      expect(() => openBytes(changed, CLASSES)).toThrow(JanusError);
    }
    expect(() => openBytes(bytes.subarray(0, at), CLASSES)).toThrow(JanusError);
  }
}, 120_000);

test('what a stranger has signed is a history or refused', async () => {
  const sections = sectionsOf(await sample());
  const counts: Record<string, number> = {};
  const change = fc.tuple(fc.nat(sections.length - 1), fc.nat(2 ** 16), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const changed = sections.map((section) => ({ ...section, bytes: Uint8Array.from(section.bytes) }));
      for (const [at, place, byte] of changes) {
        const section = changed[at]!.bytes;
        if (section.length > 0) section[place % section.length] = byte;
      }
      const code = live(signed(changed));
      counts[code] = (counts[code] ?? 0) + 1;
    }),
    { numRuns: 15_000 },
  );
  expect(counts.opened).toBeGreaterThan(100);
  expect(counts.JANUS_HISTORY_FILE).toBeGreaterThan(100);
}, 120_000);
