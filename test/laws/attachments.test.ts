// Attached state in random programs: the model is a cursor that is moved between the calls, and two tables by moment.
import fc from 'fast-check';
import { JanusError, multiverseOf, timeline, tracked, trackedList, type Arrival } from '../../src/index.js';

@timeline({ mode: 'multiverse' })
class Doc {
  @tracked text = 0;
  @tracked size = 0;
  @trackedList lines: number[] = [];
}

/** A document with a cursor, and what the model says the cursor is. */
class World {
  readonly doc = new Doc();
  readonly t = multiverseOf(this.doc);
  readonly before = new Map<number, number>();
  readonly after = new Map<number, number>();
  cursor = 0;
  expected = 0;
  arrival: string | undefined;
  expectedArrival: string | undefined;
  #names = 0;

  constructor() {
    this.t.attach({
      save: () => this.cursor,
      restore: (cursor: number, { direction, moment }: Arrival) => {
        this.cursor = cursor;
        this.arrival = `${direction} to ${String(moment.id)}`;
      },
    });
    this.after.set(0, 0);
  }

  get position(): number {
    return this.t.moment.id;
  }

  /** The user moves the cursor. */
  move(to: number): void {
    this.cursor = this.expected = to;
  }

  /** Something that may make one moment, and moves the cursor on the way. */
  make(write: () => void, continues = false): void {
    const { cursor } = this;
    const { position: from } = this;
    const { moments } = this.t.stats();
    try {
      write();
    } catch (error) {
      if (!(error instanceof JanusError || error instanceof RangeError)) throw error;
    }
    this.expected = this.cursor;
    const isNew = this.t.stats().moments === moments + 1;
    if (isNew) this.before.set(this.position, cursor);
    if (isNew || (continues && this.position === from)) this.after.set(this.position, this.cursor);
  }

  /** Something that moves the position. */
  go(direction: 'undo' | 'redo' | 'jump' | 'switch', move: () => void): void {
    const { position: from } = this;
    const line = [this.t.moment];
    while (line.at(-1)!.parents.length > 0) line.push(line.at(-1)!.parents[0]!);
    move();
    const { position } = this;
    if (position === from) return;
    // The last of the moments that were taken back is the one whose first parent one stands on now.
    const undone = line.find(({ parents }) => parents[0]?.id === position)?.id ?? -1;
    const state = direction === 'undo' && this.before.has(undone) ? this.before.get(undone) : this.after.get(position);
    if (state === undefined) return;
    this.expected = state;
    this.expectedArrival = `${direction} to ${String(position)}`;
  }

  name(): string {
    return `branch ${String(this.#names++)}`;
  }
}

type Command = (world: World) => void;

const number = fc.integer({ min: 1, max: 60 });
const write = fc.oneof(
  number.map((value) => (doc: Doc) => void (doc.text = value % 3)),
  number.map((value) => (doc: Doc) => void (doc.size = value)),
  number.map((value) => (doc: Doc) => void doc.lines.push(value)),
  number.map((value) => (doc: Doc) => void (doc.lines = [value, value + 1])),
  fc.constant((doc: Doc) => void doc.lines.shift()),
);
const writes = fc.array(write, { maxLength: 3 });
const branchOf = ({ t }: World, place: number): string => [...t.branches().keys()][place % t.branches().size]!;

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: number.map((to) => (w: World) => w.move(to)) },
  { weight: 4, arbitrary: write.map((one) => (w: World) => w.make(() => one(w.doc))) },
  {
    weight: 3,
    arbitrary: fc.tuple(writes, number, fc.boolean()).map(([all, to, fails]) => (w: World) => {
      w.make(() =>
        w.t.transact(() => {
          for (const one of all) one(w.doc);
          w.cursor = to;
          if (fails) throw new RangeError('wanted');
        }),
      );
    }),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(writes, number).map(([all, to]) => (w: World) => {
      const { position } = w;
      const { operations } = w.t.stats();
      let wrote = false as boolean;
      w.make(() => {
        w.t.coalesce(
          'key',
          () => {
            for (const one of all) one(w.doc);
            w.cursor = to;
          },
          { windowMs: 1e9 },
        );
        wrote = w.t.stats().operations !== operations;
      });
      if (wrote && w.position === position) w.after.set(position, to);
    }),
  },
  { weight: 4, arbitrary: fc.nat(3).map((n) => (w: World) => w.go('undo', () => w.t.undo(n))) },
  { weight: 4, arbitrary: fc.nat(3).map((n) => (w: World) => w.go('redo', () => w.t.redo(n))) },
  {
    weight: 2,
    arbitrary: number.map((place) => (w: World) => {
      w.go('jump', () => w.t.jumpTo(w.t.at(place % w.t.stats().moments)));
    }),
  },
  {
    weight: 2,
    arbitrary: number.map((place) => (w: World) => w.go('switch', () => w.t.switch(branchOf(w, place)))),
  },
  { weight: 1, arbitrary: fc.constant((w: World) => void w.t.branch(w.name())) },
  {
    weight: 2,
    arbitrary: number.map((place) => (w: World) => w.make(() => w.t.merge(branchOf(w, place)))),
  },
);

test('undo, redo, jumps and switches give back what was saved with the moments, and nothing else does', () => {
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 40, size: 'max' }), (program) => {
      const world = new World();
      for (const run of program) {
        world.arrival = world.expectedArrival = undefined;
        run(world);
        expect([world.cursor, world.arrival]).toEqual([world.expected, world.expectedArrival]);
      }
    }),
    { numRuns: 500 },
  );
});
