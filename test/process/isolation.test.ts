// The native module in hard places: panics, workers, several copies of the package, forgotten owners.
import { runModule } from './child.js';

test('a panic in an engine is a typed error; the object, the process and other timelines live on', () => {
  expect(
    runModule(`
      const { forcePanic } = await import('./dist/esm/testing.js');
      const Board = owner(['a']);
      const [one, two] = [new Board(), new Board()];
      one.a = 1; two.a = 1;
      const codes = [];
      const attempt = (call) => { try { call(); codes.push('done'); } catch (error) { codes.push(error.code ?? String(error)); } };
      attempt(() => forcePanic(one));
      attempt(() => timelineOf(one).undo());
      attempt(() => { one.a = 2; });
      attempt(() => timelineOf(one).graph());
      two.a = 2;
      timelineOf(two).undo();
      say({ codes, one: snapshotOf(one), two: two.a, more: new Board().a });
    `),
  ).toEqual({
    codes: ['JANUS_ENGINE_POISONED', 'JANUS_ENGINE_POISONED', 'JANUS_ENGINE_POISONED', 'JANUS_ENGINE_POISONED'],
    one: { a: 1 },
    two: 1,
    more: 0,
  });
});

test('eight workers load and use the module at once, some end in the middle', () => {
  expect(
    runModule(`
      import { Worker } from 'node:worker_threads';
      const source = 'import("janus-ts").then(({ timeline, tracked, timelineOf }) => {' +
        'class A { constructor() { this.x = 0; } } tracked(A.prototype, "x"); const Twin = timeline()(A);' +
        'let right = 0;' +
        'for (let i = 0; i < 200; i++) { const a = new Twin(); const t = timelineOf(a); for (let j = 1; j < 50; j++) a.x = j; if (t.undo(100) === 49 && a.x === 0 && t.redo(100) === 49) right++; }' +
        'require("node:worker_threads").parentPort.postMessage(right); });';
      const round = () => Promise.all(Array.from({ length: 8 }, (_, index) => new Promise((resolve, reject) => {
        const worker = new Worker(source, { eval: true, execArgv: [] });
        worker.on('error', reject);
        if (index % 4 === 3) setTimeout(() => worker.terminate().then(() => resolve('ended')), 30 + index);
        worker.on('message', resolve);
      })));
      const rounds = [];
      for (let i = 0; i < 3; i++) rounds.push(await round());
      say(rounds.flat().filter((answer) => answer !== 'ended').every((right) => right === 200));
    `),
  ).toBe(true);
});

test('the ES module and the CommonJS copy in one process know each other’s objects', () => {
  expect(
    runModule(`
      import { createRequire } from 'node:module';
      const other = createRequire(import.meta.url)('janus-ts');
      class Part {} tracked(Part.prototype, 'x');
      class ForeignPart {} other.tracked(ForeignPart.prototype, 'x');
      const Board = owner(['a', 'b']);
      const board = new Board();
      board.a = Object.assign(new ForeignPart(), { x: 1 });
      board.b = Object.assign(new Part(), { x: 1 });
      board.a.x = 2; board.b.x = 2;
      const t = other.timelineOf(board);
      const same = t === timelineOf(board) && t === other.timelineOf(board.a) && t === timelineOf(board.b);
      t.undo(2);
      say({ copies: other.timelineOf !== timelineOf, same, state: other.snapshotOf(board) });
    `),
  ).toEqual({ copies: true, same: true, state: { a: { x: 1 }, b: { x: 1 } } });
});

test('owners that nobody holds are collected, with their engines', () => {
  const { before, after } = runModule(
    `
      const Board = owner(['a']);
      const make = (count) => { for (let i = 0; i < count; i++) { const board = new Board(); board.a = i + 1; timelineOf(board).undo(); } };
      const settle = async () => { for (let i = 0; i < 10; i++) { await new Promise((resolve) => setImmediate(resolve)); gc(); } return process.memoryUsage().rss; };
      // Engines are given back between two turns, so a turn makes only some.
      const round = async (turns) => { for (let i = 0; i < turns; i++) { make(1_000); if (i % 5 === 0) await settle(); } return settle(); };
      const before = await round(40);
      say({ before, after: await round(100) });
    `,
    '--expose-gc',
  ) as { before: number; after: number };
  expect(after).toBeLessThan(before * 1.1 + 16 * 2 ** 20);
});

test('nothing makes code from strings', () => {
  expect(
    runModule(
      `const board = new (owner(['a']))(); board.a = 1; timelineOf(board).undo(); say(board.a);`,
      '--disallow-code-generation-from-strings',
    ),
  ).toBe(0);
});
