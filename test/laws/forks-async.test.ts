// Laws 1, 2 and 5 for asynchronous transactions on several live instances of one history at once: random schedules. What one
// holds is on its instance only, its moment shows it at the end, and nothing is left of it when it is rejected.
import { AsyncResource } from 'node:async_hooks';
import fc from 'fast-check';
import { multiverseOf, timeline, tracked, trackedList, type Multiverse } from '../../src/index.js';

class Note {
  @tracked text: string;
  constructor(text: string) {
    this.text = text;
  }
}

@timeline({ mode: 'multiverse' })
class Board {
  @tracked title = '';
  @tracked count = 0;
  @trackedList notes = [new Note('first')];
  @tracked byName = new Map<string, Note | number>();
}

const stateOf = ({ title, count, notes, byName }: Board): unknown => ({
  ...{ title, count, notes: notes.map(({ text }) => text) },
  byName: [...byName].map(([key, value]) => [key, value instanceof Note ? value.text : value]),
});

/** An open transaction. */
interface Open {
  /** Runs something in it. */
  readonly inside: (work: () => void) => void;
  readonly end: (error?: Error) => void;
  readonly done: Promise<void>;
}

interface Live {
  readonly board: Board;
  readonly t: Multiverse;
  open: Open | undefined;
  /** What it shows. */
  shown: unknown;
  /** What its moment has. */
  recorded: unknown;
}

type Step = readonly [verb: number, who: number, a: number];

const rejection = new Error('rejected');

class World {
  readonly live: Live[] = [];
  readonly states = new Map<number, unknown>();
  isMany = false;

  constructor() {
    this.add(new Board());
  }

  add(board: Board): void {
    const state = stateOf(board);
    this.live.push({ board, t: multiverseOf(board), open: undefined, shown: state, recorded: state });
    this.states.set(multiverseOf(board).moment.id, state);
  }

  async run([verb, who, a]: Step): Promise<void> {
    const at = this.live[who % this.live.length]!;
    const { board, t, open } = at;
    const text = `${String(verb)}-${String(a)}`;
    const write = (): void => {
      const note = board.notes[a % (board.notes.length || 1)];
      if (a % 6 === 0) board.title = text;
      else if (a % 6 === 1) board.notes.splice(a % (board.notes.length + 1), a % 2, new Note(text));
      else if (a % 6 === 2) board.byName.set(['x', 'y'][a % 2]!, new Note(text));
      else if (a % 6 === 3) board.byName.delete(['x', 'y'][a % 2]!);
      else if (a % 6 === 4) board.notes.reverse();
      else if (note !== undefined) note.text = text;
    };
    switch (verb) {
      case 0:
        if (open === undefined) this.begin(at);
        break;
      case 1:
      case 2:
        if (open === undefined) write();
        else open.inside(write);
        break;
      case 3:
      case 4:
        if (open === undefined) break;
        open.end(verb === 3 ? undefined : rejection);
        at.open = undefined;
        if (verb === 3) await open.done;
        else {
          await expect(open.done).rejects.toBe(rejection);
          expect(stateOf(board)).toEqual(at.recorded);
        }
        break;
      case 5:
        if (open !== undefined) break;
        at.recorded = undefined;
        if (a % 2 === 0) t.undo();
        else t.redo();
        break;
      case 6:
        // What is never written inside a transaction is written outside of the open one.
        board.count++;
        if (open !== undefined) at.recorded = { ...(at.recorded as object), count: board.count };
        break;
      default: {
        const from = this.live[a % this.live.length]!;
        if (open !== undefined || this.live.length >= 4) break;
        const { moment } = from.t;
        const made = t.fork<Board>(`fork${String(this.live.length)}`, { at: moment });
        expect(stateOf(made)).toEqual(from.recorded);
        this.add(made);
      }
    }
    at.shown = stateOf(board);
    if (at.open === undefined) {
      at.recorded = at.shown;
      const { id } = t.moment;
      if (this.states.has(id)) expect(at.shown).toEqual(this.states.get(id));
      this.states.set(id, at.shown);
    }
    this.isMany ||= this.live.filter((other) => other.open !== undefined).length > 1;
    for (const other of this.live) expect(stateOf(other.board)).toEqual(other.shown);
  }

  begin(at: Live): void {
    let inside: Open['inside'] = () => undefined;
    let end: Open['end'] = () => undefined;
    const done = at.t.transactAsync(
      () =>
        new Promise<void>((resolve, reject) => {
          inside = AsyncResource.bind((work: () => void) => {
            work();
          });
          end = (error) => {
            if (error === undefined) resolve();
            else reject(error);
          };
        }),
    );
    at.open = { inside, end, done };
  }

  async finish(): Promise<void> {
    for (const { board, open } of this.live) {
      open?.end();
      await open?.done;
      this.states.set(multiverseOf(board).moment.id, stateOf(board));
    }
    for (const { board, t } of this.live) {
      for (const [id, state] of this.states) {
        t.jumpTo(t.at(id));
        expect(stateOf(board)).toEqual(state);
      }
      expect(t.verify()).toEqual([]);
    }
  }
}

const step: fc.Arbitrary<Step> = fc.tuple(fc.oneof(fc.nat(7), fc.constantFrom(0, 1, 2, 7)), fc.nat(3), fc.nat(50));

test('asynchronous transactions side by side', async () => {
  let many = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      const world = new World();
      for (const each of steps) await world.run(each);
      await world.finish();
      if (world.isMany) many++;
    }),
    { numRuns: Number(process.env.FORK_RUNS ?? 150) },
  );
  expect(many).toBeGreaterThan(20);
}, 120_000);
