// Files that earlier versions of classes have written: fields renamed, added, removed and retyped, at every moment.
import {
  ClassMismatchError,
  MigrationError,
  multiverseOf,
  openBytes,
  OptionError,
  part,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
} from '../../../src/index.js';
import type { Migration, Multiverse } from '../../../src/index.js';

/** The program of the first version. */
function first() {
  @part({ name: 'shape' })
  class Shape {
    @tracked width = '1';
    @tracked colour = 'red';
    @tracked next: Shape | null = null;
  }
  @timeline({ name: 'drawing', mode: 'multiverse' })
  class Drawing {
    @tracked caption = 'a';
    @tracked shapes: Shape[] = [new Shape()];
    @tracked legacy: unknown = { deep: new Shape() };
    @tracked main: Shape | null = null;
  }
  return { Drawing, Shape };
}

/** That of the second. */
function second() {
  @part({ name: 'shape', version: 2 })
  class Shape {
    @tracked width = 1;
    @tracked tint = 'red';
    @tracked next: Shape | null = null;
    @tracked tags: string[] = [];
  }
  @timeline({ name: 'drawing', mode: 'multiverse', version: 2 })
  class Drawing {
    @tracked title = 'a';
    @tracked shapes: Shape[] = [];
    @tracked main: Shape | null = null;
    @tracked settings: { grid: Shape | null } = { grid: null };
  }
  return { Drawing, Shape };
}

const { Drawing, Shape } = second();

const STEPS: Migration[] = [
  {
    class: 'drawing',
    from: 1,
    rename: { caption: 'title' },
    remove: ['legacy'],
    add: { settings: () => ({ grid: new Shape() }) },
  },
  { class: Shape, from: 1, rename: { colour: 'tint' }, add: { tags: () => ['old'] }, convert: { width: Number } },
];
const OPTIONS = { classes: [Drawing, Shape], migrate: STEPS };

/** A history of the first version. */
function old(): Multiverse {
  const { Drawing: Old, Shape: OldShape } = first();
  const drawing = new Old();
  const t = multiverseOf(drawing);
  drawing.caption = 'b';
  drawing.shapes[0]!.width = '2';
  drawing.legacy = 5;
  drawing.main = new OldShape();
  drawing.main.colour = 'blue';
  t.branch('idea');
  drawing.main.width = '30';
  drawing.caption = 'idea';
  t.switch('main');
  drawing.shapes.push(drawing.main);
  drawing.main.next = new OldShape();
  drawing.main.next.width = '7';
  drawing.legacy = new OldShape();
  return t;
}

/** What the states of the first version are in the second. */
function expected(state: unknown): unknown {
  const shape = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const { width, colour, next } = value as { width: string; colour: string; next: unknown };
    return { width: Number(width), tint: colour, next: shape(next), tags: ['old'] };
  };
  const { caption, shapes, main } = state as { caption: string; shapes: unknown[]; main: unknown };
  const grid = { width: 1, tint: 'red', next: null, tags: [] };
  return { title: caption, shapes: shapes.map(shape), main: shape(main), settings: { grid } };
}

function states(t: Multiverse): unknown[] {
  const [at, branch] = [t.moment, t.currentBranch];
  const all = t.graph().moments.map(({ id }) => {
    t.jumpTo(t.at(id));
    return JSON.parse(JSON.stringify(snapshotOf(t.owner))) as unknown;
  });
  t.switch(branch);
  t.jumpTo(at);
  return all;
}

test('every moment has the fields of the present version', () => {
  const before = old();
  const t = multiverseOf(openBytes(before.toBytes(), OPTIONS).owner);
  expect(t.verify()).toEqual([]);
  expect(states(t)).toEqual(states(before).map(expected));
  // Once saved, it is of the present version.
  const bytes = t.toBytes();
  const again = multiverseOf(openBytes(bytes, { classes: OPTIONS.classes }).owner);
  expect(states(again)).toEqual(states(t));
  expect(Buffer.compare(again.toBytes(), bytes)).toBe(0);
});

test('diff, blame, find, undo and merge speak of the present fields', () => {
  const t = multiverseOf(openBytes(old().toBytes(), OPTIONS).owner);
  const drawing = t.owner as InstanceType<typeof Drawing>;
  const paths = t.diff(t.at(0), t.moment).changes.map(({ path }) => path);
  expect(paths).toContain('title');
  expect(paths).toContain('shapes[0].width');
  expect(paths.filter((path) => /caption|legacy|colour/.test(path))).toEqual([]);
  expect(t.blame('title').map(({ value }) => value)).toEqual(['b']);
  expect(t.blame('main.next.width').map(({ value }) => value)).toEqual([7]);
  t.merge('idea');
  expect(drawing.title).toBe('idea');
  expect(drawing.main!.width).toBe(30);
  drawing.settings.grid!.width = 9;
  drawing.main!.tags.push('new');
  expect(t.undo(2)).toBe(2);
  expect([drawing.settings.grid!.width, drawing.main!.tags]).toEqual([1, ['old']]);
  t.redo(2);
  expect(timelineOf(drawing.settings.grid!)).toBe(t);
  expect(t.undo(1_000)).toBeGreaterThan(5);
  expect(drawing.settings.grid!.width).toBe(1);
  expect(t.verify()).toEqual([]);
});

test('open conflicts come along, but those about fields that are no more', () => {
  const { Drawing: Old, Shape: OldShape } = first();
  const drawing = new Old();
  const before = multiverseOf(drawing);
  before.branch('idea');
  [drawing.caption, drawing.legacy, drawing.shapes[0]!.width] = ['x', 1, '5'];
  before.switch('main');
  [drawing.caption, drawing.legacy, drawing.shapes[0]!.width] = ['y', 2, '6'];
  before.merge('idea', { conflicts: 'hold' });
  expect(OldShape).toBeDefined();
  expect(before.conflicts).toHaveLength(3);
  const t = multiverseOf(openBytes(before.toBytes(), OPTIONS).owner);
  const held = t.conflicts.map(({ path, ours, theirs }) => ({ path, ours, theirs }));
  expect(held).toEqual([
    { path: 'title', ours: 'y', theirs: 'x' },
    { path: 'shapes[0].width', ours: 6, theirs: 5 },
  ]);
  t.resolve('title', 'theirs');
  expect((t.owner as InstanceType<typeof Drawing>).title).toBe('x');
});

test('steps follow each other, over versions that have gone long since', () => {
  @timeline({ name: 'plan' })
  class One {
    @tracked a = '1';
    @tracked b = 'x';
  }
  @timeline({ name: 'plan', version: 4 })
  class Four {
    @tracked n = 0;
    @tracked list: number[] = [];
  }
  const one = new One();
  one.a = '2';
  one.a = '3';
  const bytes = timelineOf(one).toBytes();
  const migrate: Migration[] = [
    {
      class: Four,
      from: 2,
      to: 4,
      rename: { c: 'n' },
      remove: ['gone'],
      convert: { n: (value) => (value as number) * 10, list: (value) => [value] },
    },
    { class: Four, from: 1, rename: { a: 'c', b: 'list' }, add: { gone: () => 0 }, convert: { c: Number } },
  ];
  const t = openBytes(bytes, { classes: [Four], migrate });
  const four = t.owner as Four;
  expect([four.n, four.list]).toEqual([30, ['x']]);
  t.undo(2);
  expect(four.n).toBe(10);
});

test('what does not lead to the present version is refused, and says what would', () => {
  const bytes = old().toBytes();
  const migrating = (migrate: Migration[]) => () => openBytes(bytes, { classes: [Drawing, Shape], migrate });
  expect(migrating([])).toThrow(MigrationError);
  expect(migrating([STEPS[0]!])).toThrow(/shape cannot be migrated from version 1 to 2: no step leads on/);
  expect(migrating([STEPS[0]!, { class: 'shape', from: 1, to: 3 }])).toThrow(MigrationError);
  expect(migrating([STEPS[0]!, { class: 'shape', from: 1, rename: { no: 'tint' } }])).toThrow(/no field there/);
  expect(migrating([STEPS[0]!, { class: 'shape', from: 1, rename: { colour: 'width' } }])).toThrow(/two fields/);
  expect(migrating([STEPS[0]!, { class: 'shape', from: 1 }])).toThrow(ClassMismatchError);
  const failing = (): never => {
    throw new Error('no');
  };
  expect(migrating([STEPS[0]!, { ...STEPS[1]!, convert: { width: failing } }])).toThrow(MigrationError);
  for (const wrong of [{ from: 1, to: 1 }, { from: 0 }, { from: 1.5 }, { from: 2, to: 1 }]) {
    expect(migrating([{ class: 'shape', ...wrong }])).toThrow(OptionError);
  }
  expect(migrating([STEPS[0]!, STEPS[0]!])).toThrow(OptionError);
  expect(() => openBytes(bytes, { classes: [Drawing, Shape], migrate: {} as never })).toThrow(OptionError);
  // A newer file.
  const newer = openBytes(bytes, OPTIONS).toBytes();
  const { Drawing: Old, Shape: OldShape } = first();
  expect(() => openBytes(newer, { classes: [Old, OldShape] })).toThrow(/newer/);
  expect(() => part({ version: 0 })).toThrow(OptionError);
  expect(() => timeline({ version: 'x' as never })).toThrow(OptionError);
});
