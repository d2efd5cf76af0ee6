// Weak handles and the collector: in plain Node children, with one macrotask between drop and check.
import { runModule } from './child.js';

const COLLECT = `
const rest = () => new Promise((resolve) => setTimeout(resolve, 1));
const collect = async () => { for (let i = 0; i < 3; i++) { globalThis.gc(); await rest(); } };
`;

test('a timeline keeps its owner alive, a weak handle does not; then it throws, naming the class', () => {
  expect(
    runModule(
      `${COLLECT}
      const Board = owner(['title'], { mode: 'multiverse', name: 'Board' });
      const make = () => {
        const board = new Board();
        board.title = 1;
        return multiverseOf(board);
      };
      let strong = make();
      const weak = strong.weak();
      let told = 0;
      weak.subscribe(() => told++);
      await rest();
      await collect();
      const kept = [weak.isCollapsed, weak.undo(), weak.owner.title, told, weak.weak() instanceof strong.constructor];
      strong = undefined;
      await rest();
      await collect();
      let thrown;
      try { weak.undo(); } catch (error) { thrown = [error.code, error.owner, error instanceof JanusError]; }
      say({ kept, gone: weak.isCollapsed, thrown });
      `,
      '--expose-gc',
    ),
  ).toEqual({ kept: [false, 1, 0, 1, true], gone: true, thrown: ['JANUS_COLLAPSED', 'Board', true] });
});

test('a hundred thousand owners behind weak handles: memory returns to the start', () => {
  const { before, after, alive } = runModule(
    `${COLLECT}
    const Board = owner(['title']);
    const handles = [];
    const make = (count) => {
      for (let i = 0; i < count; i++) {
        const board = new Board();
        board.title = i + 1;
        const handle = timelineOf(board);
        if (i % 100 === 0) { handle.undo(); handles.push(handle.weak()); }
      }
    };
    // The first rounds give the allocators of both sides what they keep.
    const rounds = async (count) => { for (let i = 0; i < count; i++) { make(10_000); await rest(); await collect(); } };
    await rounds(3);
    const before = process.memoryUsage().rss;
    await rounds(10);
    say({ before, after: process.memoryUsage().rss, alive: handles.filter((handle) => !handle.isCollapsed).length });
    `,
    '--expose-gc',
  ) as { before: number; after: number; alive: number };
  expect(alive).toBe(0);
  expect(after - before).toBeLessThan(24 * 2 ** 20);
});

test('ten collections between removing a part and undo: the same part comes back', () => {
  expect(
    runModule(
      `${COLLECT}
      class Part { constructor() { this.x = 1; } }
      tracked(Part.prototype, 'x');
      class Holder { constructor() { this.part = new Part(); this.list = [new Part()]; } }
      tracked(Holder.prototype, 'part');
      tracked(Holder.prototype, 'list');
      const holder = new (timeline()(Holder))();
      const t = timelineOf(holder);
      const known = new WeakSet([holder.part, holder.list[0]]);
      const drop = () => { holder.part = null; holder.list.pop(); };
      drop();
      for (let i = 0; i < 10; i++) { await rest(); globalThis.gc(); }
      t.undo(2);
      say([known.has(holder.part), known.has(holder.list[0]), holder.part.x]);
      `,
      '--expose-gc',
    ),
  ).toEqual([true, true, 1]);
});
