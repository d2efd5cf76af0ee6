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

test('parts that no kept moment shows are collected; those that history can bring back are not', () => {
  const { seen, alive, shown } = runModule(
    `${COLLECT}
    class Part { constructor() { this.x = 0; } }
    tracked(Part.prototype, 'x');
    const Board = owner(['parts', 'pinned'], { retain: { moments: 100 } });
    const board = new Board();
    board.parts = [];
    const refs = [];
    for (let i = 0; i < 5_000; i++) {
      const made = new Part();
      board.parts.push(made);
      made.x = i + 1;
      if (board.parts.length > 10) board.parts.shift();
      refs.push(new WeakRef(made));
    }
    await rest();
    await collect();
    const alive = refs.map((ref) => ref.deref() !== undefined);
    timelineOf(board).undo(90);
    say({ seen: refs.length, alive: alive.filter(Boolean).length, shown: board.parts.length });
    `,
    '--expose-gc',
  ) as { seen: number; alive: number; shown: number };
  expect([seen, shown > 5]).toEqual([5_000, true]);
  expect(alive).toBeLessThan(1_000);
  expect(alive).toBeGreaterThan(30);
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

const ROOM = `
  class Buffer { constructor(name) { this.name = name; } }
  class Room { constructor() { this.buffer = new Buffer('first'); this.title = ''; } }
  tracked.weak(Room.prototype, 'buffer');
  tracked(Room.prototype, 'title');
  const Rooms = timeline({ mode: 'multiverse' })(Room);
  const codeOf = (call) => { try { return call(); } catch (error) { return [error.code, error.path, error.moment]; } };
`;

test('a value of a weak field is collected; what would need it is refused, and nothing changes', () => {
  expect(
    runModule(
      `${COLLECT}${ROOM}
      const room = new Rooms();
      const t = multiverseOf(room);
      const keep = room.buffer;
      const write = (name) => { room.buffer = new Buffer(name); return new WeakRef(room.buffer); };
      const seen = [write('second'), write('third')];
      room.title = 'at the end';
      await rest();
      await collect();
      const alive = seen.map((reference) => reference.deref() !== undefined);
      const held = room.buffer.name;
      const before = [t.moment.id, t.canRedo, room.title];
      t.branch('side', { switch: false });
      const refused = [
        codeOf(() => t.undo(2)),
        codeOf(() => t.jumpTo(t.at(1))),
        codeOf(() => t.fork('fork', { at: t.at(1) })),
      ];
      const after = [t.moment.id, t.canRedo, room.title];
      // The moments on either side are usable: the step that needs nothing, and a jump across.
      const one = [t.undo(), room.title, t.redo()];
      const across = [t.jumpTo(t.at(0)).id, room.buffer === keep, codeOf(() => t.redo())];
      t.jumpTo('side');
      const info = [t.branchInfo('main').isCollapsed, t.graph().marks];
      say({ alive, held, before, after, refused, one, across, name: room.buffer.name, info, verify: t.verify() });
      `,
      '--expose-gc',
    ),
  ).toEqual({
    alive: [false, true],
    held: 'third',
    before: [3, false, 'at the end'],
    after: [3, false, 'at the end'],
    refused: [
      ['JANUS_COLLAPSED_VALUE', 'buffer', 1],
      ['JANUS_COLLAPSED_VALUE', 'buffer', 1],
      ['JANUS_COLLAPSED_VALUE', expect.stringContaining('buffer'), null],
    ],
    one: [1, '', 1],
    across: [0, true, ['JANUS_COLLAPSED_VALUE', 'buffer', 1]],
    name: 'third',
    info: [true, { main: 'collapsed', side: 'collapsed' }],
    verify: [],
  });
});

test('a merge that would take over a collected value is refused; the branch stays', () => {
  expect(
    runModule(
      `${COLLECT}${ROOM}
      const room = new Rooms();
      const t = multiverseOf(room);
      const first = room.buffer;
      t.branch('side');
      const write = () => { room.buffer = new Buffer('side'); };
      write();
      t.switch('main');
      room.title = 'main';
      await rest();
      await collect();
      const refused = [codeOf(() => t.merge('side')), codeOf(() => t.switch('side')), codeOf(() => t.cherryPick('side'))];
      const marks = [t.branchInfo('side').isCollapsed, t.branchInfo('main').isCollapsed];
      t.switch('main');
      room.title = 'goes on';
      say({ refused, marks, same: room.buffer === first, verify: t.verify() });
      `,
      '--expose-gc',
    ),
  ).toMatchObject({
    refused: [['JANUS_COLLAPSED_VALUE', 'buffer', null], ['JANUS_COLLAPSED_VALUE', 'buffer', 1], ['JANUS_COLLAPSED_VALUE', 'buffer', null]], // prettier-ignore
    marks: [true, false],
    same: true,
    verify: [],
  });
});

test('an open transaction keeps what it replaced until it ends', () => {
  expect(
    runModule(
      `${COLLECT}${ROOM}
      const room = new Rooms();
      const t = timelineOf(room);
      const seen = new WeakRef(room.buffer);
      const group = t.group();
      const write = () => { room.buffer = new Buffer('second'); };
      write();
      await rest();
      await collect();
      const during = seen.deref() !== undefined;
      group.cancel();
      const back = room.buffer.name;
      write();
      t.moment;
      await rest();
      await collect();
      say({ during, back, later: seen.deref() !== undefined });
      `,
      '--expose-gc',
    ),
  ).toEqual({ during: true, back: 'first', later: false });
});
