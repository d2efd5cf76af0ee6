// The state that walks in the page is that of the owner, at every moment, on whatever way it is reached.
import fc from 'fast-check';
import { move, multiverseOf, registerBackend, snapshotOf, timeline, tracked, type HistoryDetails } from 'janus-ts';
import { readHistory } from '../../src/viz/client/history.js';
import { isThing, States, type Value } from '../../src/viz/client/states.js';
import { pageData, type PageData } from '../../src/viz/page-data.js';
import { withUpdate } from '../../src/viz/page-update.js';

class Note {
  @tracked text = '';
  @tracked next: Note | null = null;
}

@timeline({ mode: 'multiverse' })
class Board {
  @tracked title = 'Untitled';
  @tracked pinned: Note | null = null;
  @tracked notes: Note[] = [];
  @tracked scores = new Map<string | Note, unknown>([['a', 1]]);
  @tracked tags = new Set<string | Note>();
  @tracked meta: Record<string, unknown> = { owner: { name: 'ann' } };
}

type Step = readonly [kind: number, a: number, b: number];
const KEYS = ['a', 'b', '__proto__', 'x y', '1'];

function edit(board: Board, [kind, a, b]: Step): void {
  const { notes, scores, tags, meta } = board;
  const key = KEYS[a % KEYS.length]!;
  const at = notes.length === 0 ? 0 : a % notes.length;
  const note = (): Note => Object.assign(new Note(), { text: `n${String(b)}` });
  const edits: readonly (() => unknown)[] = [
    () => (board.title = `t${String(b)}`),
    () => notes.splice(at, b % 2, note()),
    () => notes.splice(at, 1),
    () => notes.length > 1 && move(notes, at, b % notes.length),
    () => notes.reverse(),
    () => notes[at] && (notes[at].text = `e${String(b)}`),
    () => notes[at] && (board.pinned = notes[at]),
    () => (board.pinned = b % 2 === 0 ? null : note()),
    () => notes[at] && (notes[at].next = notes[b % notes.length] ?? null),
    () => scores.set(key, b),
    () => scores.delete(key),
    () => notes[at] && scores.set(notes[at], { by: b }),
    () => notes[at] && tags.add(notes[at]),
    () => tags.add(key),
    () => tags.delete(key),
    () => notes[at] && tags.delete(notes[at]),
    () =>
      Object.defineProperty(meta, key, {
        value: { deep: [b, note()] },
        configurable: true,
        enumerable: true,
        writable: true,
      }),
    () => Reflect.deleteProperty(meta, key),
    () => (board.notes = notes.slice().reverse()),
    () => (board.meta = { was: meta, notes: [note(), undefined, 5n, NaN] }),
    () => notes.sort((x, y) => x.text.localeCompare(y.text)),
    () => scores.clear(),
  ];
  edits[kind % edits.length]!();
}

/** A value as text that both sides can be brought to: sharing by numbers in the order of first sight. */
function asText(root: unknown, read: (value: object) => { kind: string; content: unknown[] } | undefined): string {
  const seen = new Map<object, number>();
  const one = (value: unknown): string => {
    const inner = typeof value === 'object' && value !== null ? read(value) : undefined;
    if (inner === undefined) {
      if (typeof value === 'object' && value !== null && '$' in value) return String(value.$);
      return typeof value === 'string'
        ? JSON.stringify(value)
        : typeof value === 'bigint'
          ? `${String(value)}n`
          : String(value);
    }
    const known = seen.get(value as object);
    if (known !== undefined) return `#${String(known)}`;
    seen.set(value as object, seen.size);
    return `${inner.kind}(${inner.content.map((entry) => (Array.isArray(entry) ? entry.map(one).join(':') : one(entry))).join(',')})`;
  };
  return one(root);
}

function ownerText(board: Board): string {
  return asText(snapshotOf(board), (value) => {
    if (Array.isArray(value)) return { kind: 'list', content: value.map((item: unknown) => [item]) };
    if (value instanceof Map) return { kind: 'map', content: [...(value as Map<unknown, unknown>)] };
    if (value instanceof Set) return { kind: 'set', content: [...(value as Set<unknown>)].map((item) => [item]) };
    return { kind: 'fields', content: Object.entries(value) };
  });
}

function pageText(root: Value): string {
  return asText(root, (value) => {
    const thing = value as Value;
    if (!isThing(thing)) return undefined;
    if (thing.k === 'list') return { kind: 'list', content: thing.items.map((item) => [item]) };
    const entries = [...thing.entries.values()];
    if (thing.k === 'set') return { kind: 'set', content: entries.map(({ key }) => [key]) };
    return { kind: thing.k === 'map' ? 'map' : 'fields', content: entries.map(({ key, value: held }) => [key, held]) };
  });
}

let data: PageData;
registerBackend('page-data', (view, _, details: HistoryDetails | undefined) => {
  data = JSON.parse(JSON.stringify(pageData(view, details, 1e9))) as PageData;
  return '';
});

type Multiverse = ReturnType<typeof multiverseOf>;

/** One step of a program on a board and its history. */
function step(board: Board, t: Multiverse, branches: string[], [kind, a, b]: Step): void {
  if (kind < 22) edit(board, [kind, a, b]);
  else if (kind < 24) t.undo(1 + (a % 3));
  else if (kind < 26)
    t.transact(`two ${String(a)}`, () =>
      [a, b].forEach((pick) => {
        edit(board, [pick, b, a]);
      }),
    );
  else if (kind === 26) {
    branches.push(`b${String(branches.length)}`);
    t.branch(branches.at(-1)!);
  } else if (kind === 27) t.switch(branches[a % branches.length]!);
  else if (kind === 28) t.merge(branches[a % branches.length]!);
  else t.tag({ seen: b });
}

const steps = fc.array(fc.tuple(fc.nat(29), fc.nat(40), fc.nat(40)), { minLength: 1, maxLength: 40, size: 'max' });

test('the state in the page is the state of the owner', () => {
  fc.assert(
    fc.property(steps, fc.array(fc.nat(60), { maxLength: 30 }), (program, visits) => {
      const board = new Board();
      const t = multiverseOf(board);
      const branches = ['main'];
      for (const one of program) step(board, t, branches, one);
      t.plot({ backend: 'page-data' });
      const history = readHistory(data);
      expect(history.moments.map(({ parents }) => parents)).toEqual(t.graph().moments.map(({ parents }) => parents));
      const states = new States(data, history.parent);
      const count = history.moments.length;
      const places = [...history.moments.map(({ id }) => id), ...visits.map((visit) => visit % count)];
      for (const place of places) {
        t.jumpTo(t.at(place));
        expect(pageText(states.goTo(place))).toBe(ownerText(board));
      }
    }),
    {
      numRuns: 300,
      // A merge brings in an object that is met first inside of another one.
      examples: [
        [
          [
            [26, 0, 0],
            [1, 0, 0],
            [1, 0, 0],
            [8, 0, 13],
            [27, 0, 0],
            [0, 0, 0],
            [28, 1, 0],
          ],
          [],
        ],
      ],
    },
  );
});

test('data with an update is the data of then, and a state that has walked in it goes on', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(steps, fc.nat(60)), { minLength: 2, maxLength: 5 }), (programs) => {
      const board = new Board();
      const t = multiverseOf(board);
      const branches = ['main'];
      let known: PageData | undefined;
      let states: States | undefined;
      for (const [program, visit] of programs) {
        for (const one of program) step(board, t, branches, one);
        let wanted: PageData | undefined;
        let from = 0;
        registerBackend('page-update', (view, _, details) => {
          wanted = JSON.parse(JSON.stringify(pageData(view, details, 1e9))) as PageData;
          // From a place that is known, too: the last moments are told again when they have grown.
          from = known === undefined ? 0 : Math.max(1, known.count - (visit % 3));
          const more = JSON.parse(JSON.stringify(pageData(view, details, 1e9, from))) as PageData;
          known = known === undefined ? more : withUpdate(known, { from, data: more });
          return '';
        });
        t.plot({ backend: 'page-update' });
        expect(known).toEqual(wanted);
        const { parent, moments } = readHistory(known!);
        if (states === undefined) states = new States(known!, parent);
        else states.follow(known!, parent, from);
        const place = visit % moments.length;
        const text = pageText(states.goTo(place));
        const fresh = new States(known!, parent);
        expect(text).toBe(pageText(fresh.goTo(place)));
        expect(pageText(states.goTo(t.moment.id))).toBe(ownerText(board));
        states.goTo(place);
      }
    }),
    { numRuns: 100 },
  );
});

test('what does not fit is left out, and said to be', () => {
  const board = new Board();
  for (let i = 0; i < 100; i++) board.title = `title ${String(i)}`;
  const t = multiverseOf(board);
  registerBackend('small', (view, _, details) => {
    data = pageData(view, details, 2000);
    return '';
  });
  t.plot({ backend: 'small' });
  const { cut } = data;
  expect(cut).toBeGreaterThan(1);
  expect(cut).toBeLessThan(100);
  const states = new States(data, readHistory(data).parent);
  expect(states.knows(cut! - 1)).toBe(true);
  expect(states.knows(cut!)).toBe(false);
});
