// `plot` and its backends: arguments, escaping, what a drawing says.
import {
  multiverseOf,
  OpenTransactionError,
  OptionError,
  registerBackend,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  type HistoryView,
  type PlotOptions,
} from 'janus-ts';

@timeline({ mode: 'multiverse', name: 'Board' })
class Board {
  @tracked title = 'Untitled';
}

function history(): { board: Board; t: ReturnType<typeof multiverseOf> } {
  const board = new Board();
  const t = multiverseOf(board);
  board.title = 'a';
  t.label('draft');
  t.branch('idea');
  t.transact('Rename', () => (board.title = 'b'));
  t.undo();
  board.title = 'c';
  t.switch('main');
  board.title = 'd';
  t.merge('idea');
  return { board, t };
}

test.each<[unknown, string]>([
  [undefined, 'options'],
  ['svg', 'options'],
  [{}, 'no backend'],
  [{ backend: 'png' }, 'mermaid, dot, svg, html'],
  [{ backend: '__proto__' }, 'no backend'],
  [{ backend: 'svg', width: 10 }, 'width'],
  [{ backend: 'svg', width: NaN }, 'width'],
  [{ backend: 'svg', fold: 1 }, 'fold'],
  [{ backend: 'svg', times: 'yes' }, 'times'],
  [{ backend: 'dot', direction: 'up' }, 'direction'],
  [{ backend: 'mermaid', direction: 'x\n' }, 'direction'],
  [{ backend: 'html', states: 0 }, 'states'],
  [{ backend: 'html', maxBytes: -1 }, 'maxBytes'],
])('plot(%j) is refused', (options, named) => {
  const { t } = history();
  const call = (): string => t.plot(options as PlotOptions);
  expect(call).toThrow(OptionError);
  expect(call).toThrow(named);
});

test('every drawing names what is there', () => {
  const { t } = history();
  for (const backend of ['mermaid', 'dot', 'svg', 'html']) {
    const text = t.plot({ backend });
    for (const name of ['Board', 'draft', 'idea', 'main', 'Rename']) {
      if (backend !== 'mermaid' || name !== 'Board') expect(text).toContain(name);
    }
  }
  expect(t.plot({ backend: 'mermaid' })).toBe(t.visualize());
  expect(t.plot({ backend: 'svg' })).toContain('you are here');
  expect(t.plot({ backend: 'svg' })).toContain('1 abandoned');
});

test('the same history gives the same drawing; times are shown on request', () => {
  const [a, b] = [history(), history()].map(({ t }) => t.plot({ backend: 'svg' }));
  expect(a).toBe(b);
  expect(history().t.plot({ backend: 'svg', times: true })).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
});

test('graph() says which moments are abandoned', () => {
  const { board, t } = history();
  const aside = (): number[] => t.graph().moments.flatMap(({ id, isAbandoned }) => (isAbandoned ? [id] : []));
  expect(aside()).toEqual([2]);
  t.jumpTo(t.at(2));
  expect(aside()).toEqual([]);
  t.switch('main');
  t.deleteBranch('idea');
  expect(aside()).toEqual([2]);
  expect(board.title).toBe('c');
});

test('a linear owner, an owner without moments, and marks that others fill in', () => {
  @timeline()
  class Note {
    @tracked text = '';
  }
  const t = timelineOf(new Note());
  for (const backend of ['mermaid', 'dot', 'svg', 'html']) expect(t.plot({ backend })).toContain('genesis');
  let view: HistoryView | undefined;
  registerBackend('look', (given) => {
    view = given;
    return 'seen';
  });
  expect(t.plot({ backend: 'look' })).toBe('seen');
  expect(view).toEqual(t.graph());
});

test('registered backends get the options and the states; the built-in ones stay', () => {
  const { board, t } = history();
  registerBackend('count', (view, options, details) => {
    const changes = [...(details?.changes() ?? [])];
    return JSON.stringify([view.moments.length, options, changes.length, details?.genesis()]);
  });
  const genesis = { is: 'part', type: 'Board', fields: { title: 'Untitled' }, id: 1 };
  expect(JSON.parse(t.plot({ backend: 'count', more: 1 }))).toEqual([6, { more: 1 }, 5, genesis]);
  registerBackend('count', () => 'again');
  expect(t.plot({ backend: 'count' })).toBe('again');
  for (const name of ['svg', '', 5, undefined]) {
    expect(() => {
      registerBackend(name as string, () => '');
    }).toThrow(OptionError);
  }
  expect(() => {
    registerBackend('x', 'y' as never);
  }).toThrow(OptionError);
  const failing = new Error('mine');
  registerBackend('failing', () => {
    throw failing;
  });
  const before = snapshotOf(board);
  expect(() => t.plot({ backend: 'failing' })).toThrow(failing);
  expect(snapshotOf(board)).toEqual(before);
});

test('inside a transaction: the graph before it, and no states', () => {
  const { board, t } = history();
  const before = t.plot({ backend: 'svg' });
  t.transact(() => {
    board.title = 'half-way';
    expect(t.plot({ backend: 'svg' })).toBe(before);
    expect(() => t.plot({ backend: 'html' })).toThrow(OpenTransactionError);
    expect(t.plot({ backend: 'html', states: false })).toContain('draft');
  });
  t.dispose();
  expect(() => t.plot({ backend: 'svg' })).toThrow('dispose');
});

/** The quoted texts of a DOT file, with everything outside them. */
function dotParts(text: string): { outside: string; quoted: string[] } {
  const quoted: string[] = [];
  const outside = text.replace(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) => {
    quoted.push(inner.replace(/\\(.)/g, '$1').replaceAll('&amp;', '&'));
    return 'Q';
  });
  return { outside, quoted };
}

test('dot: hostile names stay inside their quotes', () => {
  const board = new Board();
  const t = multiverseOf(board);
  const names = ['a"]; evil [', 'back\\', '\\N \\" \\\\', '<b>x</b>', '&quot;', 'a -> b; {}'];
  for (const name of names) {
    t.transact(name, () => (board.title += 'x'));
    t.label(name);
  }
  const { outside, quoted } = dotParts(t.plot({ backend: 'dot' }));
  for (const name of names) expect(quoted).toContain(name);
  const statements = outside.split('\n').map((line) => line.trim());
  const lawful =
    /^(digraph Q \{|\}|rankdir=LR;|(node|edge) \[[^\]]*\];|[mn]\d+ \[[^\]]*\];|[mn]\d+ -> m\d+( \[[^\]]*\])?;|)$/;
  for (const statement of statements) expect(statement).toMatch(lawful);
});
