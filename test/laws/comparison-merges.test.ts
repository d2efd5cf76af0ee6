// Comparison across merges, and on another graph: events and diffs that went through JSON, applied to a second owner, give the
// state of the first one; each event leads from its first parent to its moment, merges included; blame and find agree with
// looking at every moment.
import fc from 'fast-check';
import {
  move,
  multiverseOf,
  snapshotOf,
  timeline,
  tracked,
  trackedList,
  type Moment,
  type Multiverse,
  type TimelineEvent,
} from '../../src/index.js';

class Note {
  @tracked text = '';
  @trackedList marks: string[] = [];
}

@timeline({ mode: 'multiverse' })
class Board {
  @tracked title = 'start';
  @tracked pinned: Note | null = null;
  @trackedList notes: Note[] = [];
  @trackedList words: string[] = ['a', 'b', 'a'];
  @tracked scores = new Map<string, number>([['first', 1]]);
  @tracked tags = new Set<string>();
  @tracked meta: Record<string, unknown> = { 7: 'seven' };
}

type Command = readonly [op: number, a: number, b: number];
const commands = fc.array(fc.tuple(fc.nat(19), fc.nat(20), fc.nat(20)), { maxLength: 60, size: 'max' });

interface Run {
  readonly board: Board;
  readonly t: Multiverse;
}

function run(program: readonly Command[]): Run {
  const board = new Board();
  const t = multiverseOf(board);
  let names = 0;
  const note = (at: number): Note | undefined => board.notes[at % Math.max(1, board.notes.length)];
  for (const [op, a, b] of program) {
    if (op === 0) board.title = `title ${String(a)}`;
    else if (op === 1) {
      const made = new Note();
      made.text = `made ${String(a)}`;
      board.notes.splice(b % (board.notes.length + 1), 0, made);
    } else if (op === 2) board.notes.splice(a % (board.notes.length + 1), b % 3);
    else if (op === 3) {
      const one = note(a);
      if (one !== undefined) one.text = `text ${String(b)}`;
    } else if (op === 4) note(a)?.marks.push(`m${String(b)}`);
    else if (op === 5 && board.notes.length > 1) move(board.notes, a % board.notes.length, b % board.notes.length);
    else if (op === 6) board.words.splice(a % (board.words.length + 1), b % 3, 'abc'[a % 3]!, 'abc'[b % 3]!);
    else if (op === 7) board.scores.set(`key ${String(a % 5)}`, b);
    else if (op === 8) board.scores.delete(`key ${String(a % 5)}`);
    else if (op === 9) board.pinned = note(a) ?? null;
    else if (op === 10) board.meta[String(a % 9)] = b % 2 === 0 ? { deep: [b] } : b;
    else if (op === 11) t.branch(`branch ${String(names++)}`, { at: t.at(a % t.stats().moments) });
    else if (op === 12 || op === 16) t.switch([...t.branches().keys()][a % t.branches().size]!);
    else if (op === 13 || op === 14 || op > 16)
      t.merge([...t.branches().keys()][a % t.branches().size]!, b % 2 === 0 ? 'overshadow' : 'preserve');
    else if (a % 2 === 0) board.tags.add(`tag ${String(b % 4)}`);
    else board.words.sort();
  }
  return { board, t };
}

const make = (type: string): object => {
  expect(type).toBe('Note');
  return new Note();
};

/** Through JSON and back. */
const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The state at every moment; the object is where it was afterwards. */
function states({ board, t }: Run): unknown[] {
  const here = t.moment;
  const all = t.graph().moments.map(({ id }) => {
    t.jumpTo(t.at(id));
    return snapshotOf(board);
  });
  t.jumpTo(here);
  return all;
}

let merges = 0;

test('events that went through JSON give the same states on another owner', () => {
  fc.assert(
    fc.property(commands, (program) => {
      const one = run(program);
      const expected = states(one);
      const goals = new Set([one.t.moment.id, expected.length - 1]);
      for (const goal of goals) {
        const events = one.t.extract(one.t.at(goal), { through: 'all' }).toArray();
        for (const event of events) {
          merges += event.parents.length - 1;
          expect(event.parents).toEqual(one.t.at(event.moment).parents.map(({ id }) => id));
          expect(event.parents.every((parent) => parent === 0 || events.some(({ moment }) => moment === parent))).toBe(
            true,
          );
        }
        const line = one.t.extract(one.t.at(goal)).toArray();
        const board = new Board();
        const t = multiverseOf(board);
        expect(t.replay(copied(line), { make })).toBe(line.length);
        expect(snapshotOf(board)).toEqual(expected[goal]);
        expect(t.verify()).toEqual([]);
        t.undo(1000);
        t.replay(copied(events), { make });
        expect(snapshotOf(board)).toEqual(expected[goal]);
      }
    }),
    { numRuns: 300 },
  );
}, 300_000);

test('diffs of any two moments lead from one to the other, on another owner too', () => {
  fc.assert(
    fc.property(commands, fc.nat(1000), fc.nat(1000), (program, from, to) => {
      const one = run(program);
      const expected = states(one);
      const [a, b] = [from % expected.length, to % expected.length];
      const diff = one.t.diff(one.t.at(a), one.t.at(b));
      expect(JSON.stringify(expected[a]) === JSON.stringify(expected[b]) || diff.changes.length > 0).toBe(true);
      // The other owner comes to the same state by its own way.
      const board = new Board();
      const t = multiverseOf(board);
      t.replay(copied(one.t.extract(one.t.at(a)).toArray()), { make });
      expect(snapshotOf(board)).toEqual(expected[a]);
      t.applyDiff(copied(diff), { make });
      expect(snapshotOf(board)).toEqual(expected[b]);
      t.applyDiff(copied(one.t.diff(one.t.at(b), one.t.at(a))), { make });
      expect(snapshotOf(board)).toEqual(expected[a]);
      one.t.branch('applied', { at: one.t.at(a) });
      const notes = [...one.board.notes];
      one.t.applyDiff(diff);
      expect(snapshotOf(one.board)).toEqual(expected[b]);
      expect(one.t.diff(one.t.moment, one.t.at(b)).changes).toEqual([]);
      one.t.applyDiff(one.t.diff(one.t.at(b), one.t.at(a)));
      expect(one.board.notes.every((note, at) => note === notes[at])).toBe(true);
    }),
    { numRuns: 400 },
  );
}, 300_000);

/** The line of a moment, newest first. */
function lineOf(moment: Moment): Moment[] {
  const line = [moment];
  for (let at = moment.parents[0]; at !== undefined; at = at.parents[0]) line.push(at);
  return line;
}

test('blame and find tell what looking at every moment tells', () => {
  fc.assert(
    fc.property(commands, (program) => {
      const one = run(program);
      const { t, board } = one;
      const all = states(one) as Board[];
      const changedBy = (of: (state: Board) => unknown, moment: Moment): boolean => {
        const [parent] = moment.parents;
        return parent !== undefined && JSON.stringify(of(all[moment.id]!)) !== JSON.stringify(of(all[parent.id]!));
      };
      const places: [path: string, of: (state: Board) => unknown][] = [
        ['title', ({ title }) => title],
        ...[...board.scores.keys()].map((key): [string, (state: Board) => unknown] => [
          /^\w+$/.test(key) ? `scores.${key}` : `scores[${JSON.stringify(key)}]`,
          ({ scores }) => scores.get(key),
        ]),
      ];
      for (const [path, of] of places) {
        const blamed = t.blame(path);
        expect(blamed.map(({ moment }) => moment.id)).toEqual(
          lineOf(t.moment)
            .filter((moment) => changedBy(of, moment))
            .map(({ id }) => id),
        );
        blamed.forEach(({ moment, value }) => {
          expect(value).toEqual(of(all[moment.id]!));
        });
        expect(t.blame(path, { limit: 2 })).toEqual(blamed.slice(0, 2));
        const everywhere = t.graph().moments.map(({ id }) => t.at(id));
        expect(t.find({ field: path })).toEqual(everywhere.filter((moment) => changedBy(of, moment)));
        expect(t.find({ where: (moment, state) => moment.id > 0 && of(state() as Board) === of(board) })).toEqual(
          everywhere.filter(({ id }) => id > 0 && of(all[id]!) === of(board)),
        );
      }
      // What find says has changed something inside includes every moment that really has.
      const changed = new Set(t.find({ changed: 'notes' }));
      for (const { id } of t.graph().moments) {
        const moment = t.at(id);
        if (changedBy(({ notes }) => notes, moment)) expect(changed.has(moment)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
}, 300_000);

test('a filter on a field takes what is inside it, and nothing else', () => {
  fc.assert(
    fc.property(commands, (program) => {
      const { t } = run(program);
      const whole = t.extract().toArray();
      for (const field of ['title', 'words', 'scores', 'meta']) {
        const filtered = t.extractTimeline(undefined, field).toArray();
        const expected = whole.flatMap((event): TimelineEvent[] => {
          const changes = event.changes.filter(
            ({ path }) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`),
          );
          return changes.length === 0 ? [] : [{ ...event, changes }];
        });
        expect(copied(filtered)).toEqual(copied(expected));
      }
    }),
    { numRuns: 200 },
  );
}, 300_000);

test('there were merges among them', () => {
  expect(merges).toBeGreaterThan(100);
});
