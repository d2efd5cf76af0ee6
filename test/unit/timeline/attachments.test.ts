// Attached state: kept with moments, given back by undo, redo, jumps and switches, and by nothing else.
import {
  JanusError,
  multiverseOf,
  OptionError,
  ReentrantMutationError,
  timeline,
  timelineOf,
  tracked,
  trackedList,
  type Arrival,
} from '../../../src/index.js';

@timeline({ mode: 'multiverse' })
class Doc {
  @tracked text = '';
  @tracked size = 0;
  @tracked part: Doc2 | undefined;
  @trackedList lines: number[] = [];
  @tracked marks = new Map<string, number>();
}
class Doc2 {
  @tracked text = '';
}

/** A document with a cursor that is kept. */
function made() {
  const doc = new Doc();
  const t = multiverseOf(doc);
  const editor = { cursor: 0, saves: 0, arrivals: [] as [number, string, number][] };
  const detach = t.attach({
    save: () => {
      editor.saves++;
      return editor.cursor;
    },
    restore: (cursor: number, { direction, moment }: Arrival) => {
      editor.cursor = cursor;
      editor.arrivals.push([cursor, direction, moment.id]);
      expect(t.moment.id).toBe(moment.id);
    },
  });
  return { doc, t, editor, detach };
}

test('undo gives back what was there before the moment, redo what was there after it', () => {
  const { doc, t, editor } = made();
  editor.cursor = 3;
  t.transact(() => {
    doc.text = 'abc';
    editor.cursor = 6;
  });
  editor.cursor = 1;
  doc.size = 2;
  editor.cursor = 50;
  expect(t.undo()).toBe(1);
  expect(editor.cursor).toBe(1);
  t.undo();
  expect(editor.cursor).toBe(3);
  t.redo();
  expect(editor.cursor).toBe(6);
  t.redo();
  expect(editor.cursor).toBe(1);
  t.undo(2);
  expect(editor.cursor).toBe(3);
  t.redo(2);
  expect(editor.arrivals).toEqual([
    [1, 'undo', 1],
    [3, 'undo', 0],
    [6, 'redo', 1],
    [1, 'redo', 2],
    [3, 'undo', 0],
    [1, 'redo', 2],
  ]);
});

test('jumps and switches give back what was there after the moment', () => {
  const { doc, t, editor } = made();
  editor.cursor = 1;
  doc.text = 'one';
  t.label('one');
  t.branch('side');
  editor.cursor = 2;
  doc.text = 'two';
  editor.cursor = 9;
  t.jumpTo('one');
  expect(editor.cursor).toBe(1);
  t.jumpTo(t.at(2));
  expect(editor.cursor).toBe(2);
  t.switch('main');
  expect(editor.cursor).toBe(1);
  t.jumpTo('side');
  t.jumpTo(t.at(0));
  expect(editor.arrivals).toEqual([
    [1, 'jump', 1],
    [2, 'jump', 2],
    [1, 'switch', 1],
    [2, 'switch', 2],
    [0, 'jump', 0],
  ]);
});

test.each<[string, (doc: Doc) => void]>([
  ['a field', (doc) => (doc.size = 5)],
  ['a part', (doc) => (doc.part = new Doc2())],
  ['a list', (doc) => doc.lines.push(1, 2)],
  ['an index', (doc) => (doc.lines[0] = 7)],
  ['a whole list', (doc) => (doc.lines = [4, 5])],
  ['a key', (doc) => doc.marks.set('a', 1)],
])('saves before and after a single write of %s', (_, write) => {
  const doc = new Doc();
  const t = timelineOf(doc);
  const seen: unknown[] = [];
  const state = () => JSON.stringify(doc);
  const before = state();
  t.attach({ save: state, restore: (saved: string, { direction }) => seen.push([direction, saved]) });
  write(doc);
  const after = state();
  t.undo();
  t.redo();
  expect(seen).toEqual([
    ['undo', before],
    ['redo', after],
  ]);
});

test('a write that is refused leaves no trace in what the next one saves', () => {
  const { doc, t, editor } = made();
  editor.cursor = 1;
  expect(() => (doc.size = Promise.resolve() as never)).toThrow(JanusError);
  expect(() => doc.lines.push(Promise.resolve() as never)).toThrow(JanusError);
  editor.cursor = 2;
  doc.size = 4;
  editor.cursor = 3;
  doc.lines.push(1);
  t.undo();
  expect(editor.cursor).toBe(3);
  t.undo();
  expect(editor.cursor).toBe(2);
});

test('a transaction that is taken back, and one without effect, keep nothing', () => {
  const { doc, t, editor } = made();
  editor.cursor = 1;
  doc.size = 1;
  editor.cursor = 7;
  expect(() =>
    t.transact(() => {
      doc.size = 2;
      throw new RangeError('wanted');
    }),
  ).toThrow(RangeError);
  t.transact(() => undefined);
  doc.size = 1;
  editor.cursor = 8;
  t.undo();
  t.redo();
  expect(editor.arrivals).toEqual([
    [1, 'undo', 0],
    [1, 'redo', 1],
  ]);
});

test('a coalesced moment keeps what was there before its beginning and after its end', () => {
  const { doc, t, editor } = made();
  for (const letter of 'abc') {
    editor.cursor++;
    t.coalesce('typing', () => (doc.text += letter), { windowMs: 1e9 });
  }
  t.undo();
  expect(editor.cursor).toBe(1);
  t.redo();
  expect(editor.cursor).toBe(3);
});

test('a group, and an asynchronous transaction, begin where they are opened', async () => {
  const { doc, t, editor } = made();
  editor.cursor = 1;
  const group = t.group();
  editor.cursor = 2;
  doc.text = 'grouped';
  group.commit();
  editor.cursor = 3;
  await t.transactAsync(async () => {
    editor.cursor = 4;
    await Promise.resolve();
    doc.text = 'awaited';
    editor.cursor = 5;
  });
  t.undo();
  expect(editor.cursor).toBe(3);
  t.undo();
  expect(editor.cursor).toBe(1);
  t.redo(2);
  expect(editor.cursor).toBe(5);
});

test('merges, cherry-picks and copies keep it too', () => {
  const { doc, t, editor } = made();
  t.branch('side');
  editor.cursor = 1;
  doc.text = 'theirs';
  t.switch('main');
  editor.cursor = 2;
  doc.size = 3;
  editor.cursor = 4;
  t.merge('side');
  expect(editor.cursor).toBe(4);
  t.undo();
  expect(editor.cursor).toBe(4);
  t.undo();
  expect(editor.cursor).toBe(2);
  t.redo(2);
  t.switch('side');
  editor.cursor = 9;
  doc.marks.set('a', 1);
  const picked = t.rebase('main');
  expect(picked.kind).toBe('merged');
  t.undo();
  expect(editor.cursor).toBe(9);
  t.redo();
  // As after the original.
  expect(editor.cursor).toBe(9);
});

test('squashed moments keep what was there before the first and after the last', () => {
  const { doc, t, editor } = made();
  for (const cursor of [1, 2, 3, 4]) {
    editor.cursor = cursor;
    doc.size = cursor;
  }
  t.squash(t.at(0), t.at(3));
  editor.cursor = 50;
  t.undo();
  expect(editor.cursor).toBe(4);
  t.undo();
  expect(editor.cursor).toBe(1);
  t.redo();
  expect(editor.cursor).toBe(3);
});

test('a moment that takes back what pruned ones did gives back what was there after the one before', () => {
  const { doc, t, editor } = made();
  for (const cursor of [1, 2, 3, 4, 5]) {
    editor.cursor = cursor;
    t.transact(() => {
      doc.size = cursor;
      editor.cursor = cursor * 10;
    });
    if (cursor === 2) t.label('kept');
  }
  t.prune({ moments: 0 });
  editor.cursor = 99;
  expect([t.undo(), doc.size, editor.cursor]).toEqual([1, 2, 20]);
  expect([t.redo(), doc.size, editor.cursor]).toEqual([1, 5, 50]);
});

test('undoOperation is a jump, where it moves', () => {
  const { doc, t, editor } = made();
  doc.size = 1;
  editor.cursor = 5;
  t.label('x');
  t.undoOperation();
  expect(editor.arrivals).toEqual([]);
  t.branch('side');
  doc.size = 2;
  t.switch('main');
  editor.arrivals.length = 0;
  t.merge('side');
  t.undoOperation();
  expect(editor.arrivals).toEqual([[0, 'jump', 1]]);
});

test('several are served in their order, and each is ended for itself', () => {
  const doc = new Doc();
  const t = timelineOf(doc);
  const order: string[] = [];
  const attach = (name: string) =>
    t.attach({
      save: () => {
        order.push(`save ${name}`);
        return name;
      },
      restore: (saved: string) => order.push(`restore ${saved}`),
    });
  const first = attach('first');
  attach('second');
  doc.size = 1;
  first();
  first();
  t.undo();
  expect(order).toEqual([
    'save first',
    'save second',
    'save first',
    'save second',
    'save first',
    'save second',
    'restore second',
  ]);
});

test('nothing is given back where nothing was saved', () => {
  const doc = new Doc();
  const t = timelineOf(doc);
  doc.size = 1;
  doc.size = 2;
  let restored = 0;
  t.attach({ save: () => undefined, restore: () => restored++ });
  t.undo();
  expect(restored).toBe(0);
  t.redo();
  expect(restored).toBe(1);
});

test('restores before subscribers are told', () => {
  const { doc, t, editor } = made();
  const seen: number[] = [];
  t.subscribe(() => seen.push(editor.cursor));
  editor.cursor = 2;
  doc.size = 1;
  editor.cursor = 3;
  t.undo();
  expect(seen).toEqual([2, 2]);
});

test('errors surface as uncaught ones; the call and the others go on', () => {
  const doc = new Doc();
  const t = timelineOf(doc);
  const uncaught: unknown[] = [];
  const spy = jest.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => {
    try {
      task();
    } catch (error) {
      uncaught.push(error);
    }
  });
  try {
    // What was saved before the first write is missing, what was saved after it, too.
    let wrong: 'save' | 'restore' | 'none' = 'none';
    t.attach({
      save: () => {
        if (wrong === 'save') throw new RangeError('save');
        return 1;
      },
      restore: () => {
        if (wrong === 'restore') throw new RangeError('restore');
      },
    });
    const restored: unknown[] = [];
    t.attach({ save: () => doc.size, restore: (size: number) => restored.push(size) });
    wrong = 'save';
    doc.size = 1;
    wrong = 'restore';
    doc.size = 2;
    t.undo(2);
    expect([doc.size, t.canRedo]).toEqual([0, true]);
    wrong = 'none';
    t.redo(2);
    expect(restored).toEqual([0, 2]);
  } finally {
    spy.mockRestore();
  }
  expect(uncaught.map(String)).toEqual(['RangeError: save', 'RangeError: save', 'RangeError: restore']);
});

test('save and restore change nothing recorded', () => {
  const { doc, t } = made();
  const errors: unknown[] = [];
  const attempt = (call: () => unknown): void => {
    try {
      call();
    } catch (error) {
      errors.push(error);
    }
  };
  const all = (): void => {
    attempt(() => (doc.text = 'no'));
    attempt(() => doc.lines.push(1));
    attempt(() => t.undo());
    attempt(() => t.transact(() => undefined));
    attempt(() => t.group());
  };
  t.attach({ save: all, restore: all });
  errors.length = 0;
  doc.size = 1;
  t.undo();
  expect(errors.length).toBe(15);
  for (const error of errors) expect(error).toBeInstanceOf(ReentrantMutationError);
  expect((errors[0] as Error).message).toContain('save of an attachment');
  expect([doc.text, t.stats().moments, t.canRedo]).toEqual(['', 2, true]);
});

test('wrong arguments, and when it cannot be attached', () => {
  const { doc, t } = made();
  for (const wrong of [undefined, null, () => 0, {}, { save: () => 0 }]) {
    expect(() => t.attach(wrong as never)).toThrow(OptionError);
  }
  const good = { save: () => 0, restore: () => undefined };
  t.transact(() => {
    doc.size = 1;
    expect(() => t.attach(good)).toThrow('attach cannot run while a transaction is open');
  });
  t.dispose();
  expect(() => t.attach(good)).toThrow(JanusError);
  doc.size = 9;
});

test('each live instance has its own', () => {
  const { doc, t, editor } = made();
  doc.size = 1;
  const fork = t.fork<Doc>('idea');
  const u = multiverseOf(fork);
  const saves = editor.saves;
  let cursor = 100;
  u.attach({ save: () => cursor, restore: (saved: number) => (cursor = saved) });
  fork.size = 2;
  cursor = 101;
  u.undo();
  expect([cursor, editor.saves]).toEqual([100, saves]);
  u.redo();
  editor.cursor = 5;
  t.merge('idea');
  t.undo();
  // Nothing was saved here before what the fork did.
  expect([editor.cursor, doc.size]).toEqual([0, 1]);
  expect(cursor).toBe(100);
});

test('nobody attached: nothing is called or kept', () => {
  const { doc, t, editor, detach } = made();
  doc.size = 1;
  detach();
  const { saves } = editor;
  doc.size = 2;
  t.undo();
  expect([editor.saves, editor.arrivals]).toEqual([saves, []]);
});
