// Data frames in a history, against rows that are plain objects: any program of edits, undo, redo and jumps shows at each
// moment what it showed; a merge joins cell by cell what a naive merge of maps joins.
import fc from 'fast-check';
import { TrackedDataFrame } from '../../src/adapters/packages/frame.js';
import { multiverseOf, timeline, tracked, type Multiverse } from '../../src/index.js';

const SCHEMA = { x: 'float64', n: 'int32', ok: 'boolean', big: 'bigint64', word: 'string?' } as const;
type Frame = TrackedDataFrame<typeof SCHEMA>;
type AnyFrame = TrackedDataFrame<Record<string, 'float64'>>;

@timeline({ mode: 'multiverse' })
class Book {
  @tracked frame: Frame = new TrackedDataFrame(SCHEMA, {
    x: [0, -0, NaN, 1.5],
    n: [1, 2, 3, 4],
    ok: [true, false, true, false],
    big: [0n, 1n, -1n, 2n ** 62n],
    word: ['a', null, '', 'd'],
  });
}

type Row = Record<string, unknown>;
type State = Map<number, Row>;

const stateOf = (frame: Frame): State => new Map(frame.labels.map((label) => [label, { ...frame.loc.get(label) }]));
const expectSame = (a: State, b: State): void => {
  expect([...a.keys()].sort((x, y) => x - y)).toEqual([...b.keys()].sort((x, y) => x - y));
  for (const [label, row] of a) expect(row).toStrictEqual(b.get(label));
};

const float = fc.constantFrom(0, -0, NaN, Infinity, 1.5, -3, 1e300, 5e-324);
const cell = fc.oneof(
  fc.record({ name: fc.constant('x' as const), value: float }),
  fc.record({ name: fc.constant('n' as const), value: fc.constantFrom(0, 1, -1, 2 ** 31 - 1, -(2 ** 31)) }),
  fc.record({ name: fc.constant('ok' as const), value: fc.boolean() }),
  fc.record({ name: fc.constant('big' as const), value: fc.constantFrom(0n, -1n, 2n ** 63n - 1n, -(2n ** 63n)) }),
  fc.record({ name: fc.constant('word' as const), value: fc.constantFrom(null, '', 'a', 'ü') }),
);
const edit = fc.record({
  verb: fc.constantFrom('at', 'iat', 'loc', 'append', 'insertRows', 'sort', 'drop', 'assign'),
  row: fc.nat(9),
  cell,
});
type Step = typeof edit extends fc.Arbitrary<infer E> ? E : never;

/** The labels as the cells of a column sort them, by insertion: what is missing comes last, and what is alike stays. */
function sortedLabels(labels: readonly number[], rows: State, name: string, descending: boolean): number[] {
  const isBehind = (a: unknown, b: unknown): boolean => {
    const isMissing = (one: unknown): boolean => one === null || Number.isNaN(one);
    if (isMissing(a) || isMissing(b)) return isMissing(a) && !isMissing(b);
    return descending ? (a as number) < (b as number) : (a as number) > (b as number);
  };
  const sorted: number[] = [];
  for (const label of labels) {
    let at = sorted.length;
    while (at > 0 && isBehind(rows.get(sorted[at - 1]!)?.[name], rows.get(label)?.[name])) at--;
    sorted.splice(at, 0, label);
  }
  return sorted;
}

/** Does an edit to the frame and, by the simplest means, to plain rows. */
function perform(frame: Frame, rows: State, { verb, row, cell: { name, value } }: Step): void {
  const label = frame.labels[row % Math.max(1, frame.length)];
  const put = (at: number): void => {
    rows.set(at, { ...rows.get(at), [name]: value });
  };
  if (verb === 'append' || verb === 'insertRows') {
    const made = { x: row, n: row, ok: true, big: 0n, word: null, [name]: value };
    const place = row % (frame.length + 1);
    const labels = [...frame.labels];
    if (verb === 'append') rows.set(frame.append(made), made);
    else {
      const [given = -1] = frame.insertRows(place, [made]);
      rows.set(given, made);
      expect(frame.labels).toEqual([...labels.slice(0, place), given, ...labels.slice(place)]);
    }
  } else if (verb === 'sort') {
    const descending = row % 2 === 0;
    const labels = sortedLabels(frame.labels, rows, name, descending);
    frame.sort(name, { descending });
    expect(frame.labels).toEqual(labels);
  } else if (verb === 'assign') {
    frame.assign(name, value);
    for (const at of rows.keys()) put(at);
  } else if (label === undefined) expect(() => frame.iat.get(0, 'x')).toThrow('there is no row 0');
  else if (verb === 'at') {
    frame.at.set(label, name, value);
    put(label);
  } else if (verb === 'iat') {
    frame.iat.set(row % frame.length, name, value);
    put(label);
  } else if (verb === 'loc') {
    frame.loc.set((_, at) => at <= label, name, value);
    for (const at of rows.keys()) if (at <= label) put(at);
  } else {
    frame.drop([label]);
    rows.delete(label);
  }
}

function run(book: Book, from: State, steps: readonly Step[]): State {
  const rows = new Map(from);
  for (const step of steps) perform(book.frame, rows, step);
  return rows;
}

/** Every moment shows what it showed, from wherever one comes. */
function expectStable(t: Multiverse, book: Book): void {
  const present = t.moment;
  const seen = new Map<number, unknown>();
  const { length } = t.graph().moments;
  const shown = (id: number): unknown => {
    t.jumpTo(t.at(id));
    return [book.frame.labels, book.frame.schema, [...book.frame]];
  };
  for (let id = 0; id < length; id++) seen.set(id, shown(id));
  for (let id = length - 1; id >= 0; id -= 2) expect(shown(id)).toStrictEqual(seen.get(id));
  t.jumpTo(present);
  expect(t.verify()).toEqual([]);
}

test('programs of edits, undo, redo and jumps', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: edit },
    fc.record({ verb: fc.constantFrom('undo', 'redo', 'jump', 'insert', 'remove', 'rename') as fc.Arbitrary<never>, row: fc.nat(9), cell }), // prettier-ignore
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const book = new Book();
      const t = multiverseOf(book);
      const { frame } = book;
      const states = new Map<number, State>([[t.moment.id, stateOf(frame)]]);
      const columns = new Map<number, readonly string[]>([[t.moment.id, frame.columns]]);
      let made = 0;
      for (const one of steps) {
        const rows = new Map(states.get(t.moment.id));
        const names = [...(columns.get(t.moment.id) ?? [])];
        const verb: string = one.verb;
        const wide = frame as unknown as AnyFrame;
        const own = names.filter((name) => !(name in SCHEMA));
        const name = own[one.row % Math.max(1, own.length)];
        if (verb === 'undo') t.undo((one.row % 3) + 1);
        else if (verb === 'redo') t.redo((one.row % 3) + 1);
        else if (verb === 'jump') {
          t.jumpTo(t.at([...states.keys()][one.row % states.size]!));
          // Off the line of a branch nothing can be written.
          t.branch(`b${String(++made)}`);
        } else if (verb === 'insert') {
          const place = one.row % (names.length + 1);
          wide.insert(`c${String(++made)}`, 'float64', one.row, place);
          names.splice(place, 0, `c${String(made)}`);
          for (const [at, row] of rows) rows.set(at, { ...row, [`c${String(made)}`]: one.row });
        } else if (verb === 'remove' || verb === 'rename') {
          if (name === undefined) continue;
          const to = `c${String(++made)}`;
          if (verb === 'remove') wide.remove(name);
          else wide.rename(name, to);
          names.splice(names.indexOf(name), 1, ...(verb === 'rename' ? [to] : []));
          for (const [at, { [name]: value, ...row }] of rows)
            rows.set(at, verb === 'rename' ? { ...row, [to]: value } : row);
        } else if ((verb !== 'append' && verb !== 'insertRows') || own.length === 0) perform(frame, rows, one);
        if (!states.has(t.moment.id)) {
          states.set(t.moment.id, rows);
          columns.set(t.moment.id, names);
        }
        expectSame(stateOf(frame), states.get(t.moment.id)!);
        expect(frame.columns).toEqual(columns.get(t.moment.id));
      }
      expectStable(t, book);
    }),
    { numRuns: 150 },
  );
});

/** Joins maps of rows; answers where both sides are at odds. */
function naiveMerge(base: State, ours: State, theirs: State, prefer: 'ours' | 'theirs'): [State, string[]] {
  const joined: State = new Map();
  const odds: string[] = [];
  const isSame = (a: Row | undefined, b: Row | undefined): boolean =>
    Object.keys(SCHEMA).every((name) => Object.is(a?.[name], b?.[name]));
  for (const label of new Set([...ours.keys(), ...theirs.keys()])) {
    const [was, mine, yours] = [base.get(label), ours.get(label), theirs.get(label)];
    if (mine !== undefined && yours !== undefined) {
      const row: Row = {};
      for (const name of Object.keys(SCHEMA)) {
        const [b, o, t] = [was?.[name], mine[name], yours[name]];
        const isContested = !Object.is(o, t) && !(was !== undefined && (Object.is(o, b) || Object.is(t, b)));
        if (isContested) odds.push(`row ${String(label)}, column '${name}'`);
        row[name] = isContested ? (prefer === 'ours' ? o : t) : was !== undefined && Object.is(o, b) ? t : o;
      }
      joined.set(label, row);
    } else {
      const [one, side] = mine === undefined ? [yours!, 'theirs'] : [mine, 'ours'];
      if (was === undefined) joined.set(label, one);
      else if (!isSame(was, one)) {
        odds.push(`row ${String(label)}`);
        if (prefer === side) joined.set(label, one);
      }
    }
  }
  return [joined, odds];
}

const common = (labels: readonly number[], others: readonly number[]): number[] =>
  labels.filter((label) => others.includes(label));

/** Whose order counts: that of the one side that has sorted, ours if both have alike; undefined where they are at odds. */
function naiveOrder(
  base: readonly number[],
  ours: readonly number[],
  theirs: readonly number[],
): readonly number[] | undefined {
  const isSorted = (side: readonly number[]): boolean => String(common(side, base)) !== String(common(base, side));
  if (!isSorted(theirs)) return ours;
  if (!isSorted(ours)) return theirs;
  const all = (side: readonly number[]): string => String(common(common(side, base), common(ours, theirs)));
  return all(ours) === all(theirs) ? ours : undefined;
}

test('merges, once and again, join cell by cell', () => {
  const side = fc.array(edit, { maxLength: 8 });
  fc.assert(
    fc.property(side, side, side, side, side, fc.boolean(), (start, mine, yours, mine2, yours2, isPreserving) => {
      const book = new Book();
      const t = multiverseOf(book);
      const strategy = isPreserving ? 'preserve' : 'overshadow';
      const prefer = isPreserving ? 'ours' : 'theirs';
      let base = run(book, stateOf(book.frame), start);
      let order = book.frame.labels;
      t.branch('side');
      let theirs = base;
      let ours = base;
      for (const [a, b] of [
        [mine, yours],
        [mine2, yours2],
      ] as const) {
        // prettier-ignore
        if (t.currentBranch !== 'side') t.switch('side');
        theirs = run(book, theirs, b);
        const theirOrder = book.frame.labels;
        t.switch('main');
        ours = run(book, ours, a);
        const ourOrder = book.frame.labels;
        const [joined, odds] = naiveMerge(base, ours, theirs, prefer);
        const isFastForward = t.previewMerge('side', strategy).kind === 'fast-forward';
        const { conflicts } = t.merge('side', strategy);
        expectSame(stateOf(book.frame), joined);
        const leading = naiveOrder(order, ourOrder, theirOrder);
        const followed = leading ?? (isPreserving ? ourOrder : theirOrder);
        const { labels } = book.frame;
        expect(common(labels, followed)).toEqual(common(followed, labels));
        if (leading === undefined) odds.push('order of rows');
        order = theirOrder;
        if (!isFastForward) expect(conflicts.flatMap(({ details }) => details?.map(({ at }) => at) ?? []).sort()).toEqual(odds.sort()); // prettier-ignore
        base = theirs;
        ours = joined;
      }
      expectStable(t, book);
    }),
    { numRuns: 150 },
  );
});
