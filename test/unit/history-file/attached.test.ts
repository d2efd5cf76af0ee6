// States of named attachments: in files, in journals, and after the attachment has ended.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  compactFile,
  JanusError,
  multiverseOf,
  open,
  openBytes,
  openWithoutClasses,
  OptionError,
  part,
  timeline,
  tracked,
  trackedList,
  UnsavableValueError,
  type Arrival,
  type Multiverse,
  type Timeline,
} from '../../../src/index.js';
import { sectionsOf, signed } from './signing.js';

@part({ name: 'Shape' })
class Shape {
  @tracked x = 0;
}

@timeline({ mode: 'multiverse', name: 'Drawing' })
class Drawing {
  @tracked title = '';
  @trackedList shapes: Shape[] = [];
}
const CLASSES = { classes: [Drawing, Shape] };

/** An editor with something that is selected. */
class Editor {
  readonly arrivals: [string, number][] = [];
  selected: unknown;

  constructor(
    readonly t: Timeline,
    selected?: unknown,
    readonly name = 'selection',
  ) {
    this.selected = selected;
  }

  attach(): () => void {
    return this.t.attach({
      ...(this.name === '' ? {} : { name: this.name }),
      save: () => this.selected,
      restore: (selected: unknown, { direction, moment }: Arrival) => {
        this.selected = selected;
        this.arrivals.push([direction, moment.id]);
      },
    });
  }
}

/** Three moments, with the selection before and after each. */
function drawn() {
  const drawing = new Drawing();
  const t = multiverseOf(drawing);
  const editor = new Editor(t);
  editor.attach();
  t.transact(() => {
    drawing.shapes.push(new Shape(), new Shape());
    editor.selected = { shapes: [drawing.shapes[0]], caret: undefined };
  });
  editor.selected = 'all';
  t.transact(() => {
    drawing.shapes.pop();
    editor.selected = [drawing.shapes[0], 7n, new Date(5)];
  });
  t.label('end');
  drawing.title = 'later';
  return { drawing, t, editor };
}

function reopened(t: Timeline): { t: Multiverse; drawing: Drawing } {
  const bytes = t.toBytes();
  const again = openBytes(bytes, CLASSES) as Multiverse;
  expect(Buffer.compare(again.toBytes(), bytes)).toBe(0);
  return { t: again, drawing: again.owner as Drawing };
}

test('what a named attachment kept is given back after opening, with what it names', () => {
  const { t: before } = drawn();
  before.undo();
  const { t, drawing } = reopened(before);
  const editor = new Editor(t, 'nothing');
  editor.attach();
  expect(editor.selected).toEqual([drawing.shapes[0], 7n, new Date(5)]);
  expect((editor.selected as unknown[])[0]).toBe(drawing.shapes[0]);
  t.undo();
  expect(editor.selected).toBe('all');
  t.undo();
  expect(editor.selected).toBeUndefined();
  t.redo();
  expect(editor.selected).toEqual({ shapes: [drawing.shapes[0]], caret: undefined });
  expect((editor.selected as { shapes: unknown[] }).shapes[0]).toBe(drawing.shapes[0]);
  t.redo(2);
  expect(editor.selected).toEqual([drawing.shapes[0], 7n, new Date(5)]);
  expect(editor.arrivals).toEqual([
    ['attach', 2],
    ['undo', 1],
    ['undo', 0],
    ['redo', 1],
    ['redo', 3],
  ]);
});

test('what nobody attaches again is kept and saved as it was', () => {
  const { t } = drawn();
  const second = reopened(t);
  second.t.jumpTo(second.t.at(1));
  second.drawing.title = 'other';
  second.t.coalesce('typing', () => {
    second.drawing.title = 'another';
  });
  const third = reopened(second.t);
  const editor = new Editor(third.t, 'mine');
  editor.attach();
  // Nothing was kept for a moment that was made without it.
  expect([editor.selected, editor.arrivals]).toEqual(['mine', []]);
  third.t.jumpTo(third.t.at(2));
  expect(editor.selected).toEqual([third.drawing.shapes[0], 7n, new Date(5)]);
});

test('one without a name is in no file, and may hold anything', () => {
  const drawing = new Drawing();
  const t = multiverseOf(drawing);
  new Editor(t, () => 'a function', '').attach();
  drawing.title = 'one';
  const { t: again } = reopened(t);
  const editor = new Editor(again, 'mine');
  editor.attach();
  expect(editor.selected).toBe('mine');
});

test('an attachment goes on with what another one of its name has left', () => {
  const drawing = new Drawing();
  const t = multiverseOf(drawing);
  const [first, second, other] = [new Editor(t, 'a'), new Editor(t, 'b'), new Editor(t, 'c', 'scroll')];
  const end = first.attach();
  expect(() => second.attach()).toThrow(OptionError);
  expect(() => second.attach()).toThrow(/selection/);
  other.attach();
  drawing.title = 'one';
  first.selected = 'a2';
  end();
  t.squash(t.at(0), t.at(1));
  second.attach();
  expect([second.selected, second.arrivals]).toEqual(['a', [['attach', t.moment.id]]]);
  for (const name of [7, '', null]) {
    expect(() => t.attach({ name, save: () => 1, restore: () => undefined } as never)).toThrow(OptionError);
  }
});

test('a state that no file can hold is named', () => {
  const { t, drawing, editor } = drawn();
  editor.selected = { element: [new (class Element {})()] };
  drawing.title = 'with an element';
  expect(() => t.toBytes()).toThrow(UnsavableValueError);
  expect(() => t.toBytes()).toThrow(/the state attached as "selection"/);
});

test('forks have states of their own', () => {
  const { t } = drawn();
  const { t: again } = reopened(t);
  const fork = multiverseOf(again.fork('side'));
  const editor = new Editor(fork, 'of the fork');
  editor.attach();
  expect(editor.selected).toBe('of the fork');
});

test('pruned moments take their states with them', () => {
  const { t } = drawn();
  t.prune({ moments: 2 });
  const { t: again } = reopened(t);
  const editor = new Editor(again);
  editor.attach();
  const { length } = t.toBytes();
  expect(again.toBytes().length).toBe(length);
  again.undo();
  expect(editor.arrivals.map(([direction]) => direction)).toEqual(['attach', 'undo']);
});

describe('with a journal', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'janus-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('records have the states of new moments, and of moments that were gone on with', async () => {
    const path = join(folder, 'drawing.janus');
    const { t, drawing, editor } = drawn();
    const kept = t.persist(path);
    const before = kept.size.file;
    editor.selected = new Map([['shape', drawing.shapes[0]]]);
    t.transact(() => {
      drawing.shapes.push(new Shape());
      editor.selected = { both: [...drawing.shapes] };
    });
    await kept.flush();
    new Editor(t, [1, 2], 'scroll').attach();
    await kept.flush();
    for (const text of ['begun', 'coalesced']) {
      t.coalesce(
        'typing',
        () => {
          drawing.title = text;
          editor.selected = text;
        },
        { windowMs: Infinity },
      );
      await kept.flush();
    }
    await kept.close();
    expect(kept.size.file).toBe(before);
    const look = (opened: Timeline): void => {
      const copy = opened.owner as Drawing;
      const again = new Editor(opened);
      again.attach();
      const scroll = new Editor(opened, 0, 'scroll');
      scroll.attach();
      expect(again.selected).toBe('coalesced');
      opened.undo();
      expect(again.selected).toBe(editor.selected === 'coalesced' ? again.selected : undefined);
      opened.undo();
      expect((again.selected as Map<string, unknown>).get('shape')).toBe(copy.shapes[0]);
      opened.redo();
      expect((again.selected as { both: unknown[] }).both).toEqual([...copy.shapes]);
      expect((again.selected as { both: unknown[] }).both[1]).toBe(copy.shapes[1]);
      expect(scroll.selected).toEqual([1, 2]);
    };
    const opened = open(path, CLASSES);
    expect(Buffer.compare(opened.toBytes(), t.toBytes())).toBe(0);
    look(opened);
    compactFile(path);
    look(open(path, CLASSES));
    expect(openWithoutClasses(path).verify()).toEqual([]);
  });
});

test('what a stranger has signed is a history or refused', () => {
  const { t } = drawn();
  const sections = sectionsOf(t.toBytes());
  const counts: Record<string, number> = {};
  const live = (bytes: Uint8Array): string => {
    try {
      const again = openBytes(bytes, CLASSES) as Multiverse;
      const editor = new Editor(again);
      editor.attach();
      for (const { id } of again.graph().moments) again.jumpTo(again.at(id));
      again.toBytes();
      again.dispose();
      return 'opened';
    } catch (error) {
      if (error instanceof JanusError) return error.code;
      throw error;
    }
  };
  const objects = sections.findIndex(({ kind }) => kind === 16);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2 ** 16), fc.nat(255)), { minLength: 1, maxLength: 2 }), (changes) => {
      const changed = sections.map((section) => ({ ...section, bytes: Uint8Array.from(section.bytes) }));
      for (const [place, byte] of changes) {
        const section = changed[objects]!.bytes;
        section[place % section.length] = byte;
      }
      const code = live(signed(changed));
      counts[code] = (counts[code] ?? 0) + 1;
    }),
    { numRuns: 5000 },
  );
  expect(counts.opened).toBeGreaterThan(100);
  expect(counts.JANUS_HISTORY_FILE).toBeGreaterThan(100);
});
