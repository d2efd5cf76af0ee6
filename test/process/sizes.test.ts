// Histories of a size at which recursion or a quadratic step would show: in a worker with a stack of 1 MB.
import { runModule } from './child.js';

/** Wraps code in a worker with a small stack; it answers through `say`. */
function inSmallWorker(source: string): unknown {
  return runModule(`
    import { Worker, isMainThread, parentPort } from 'node:worker_threads';
    const body = ${JSON.stringify(source)};
    const worker = new Worker(
      'import("janus-ts").then(async (janus) => {' +
      'const { timeline, tracked, branchable, timelineOf, multiverseOf, snapshotOf } = janus;' +
      ${JSON.stringify(`function owner(fields, options) {
        class Owner { constructor() { for (const field of fields) this[field] = 0; } }
        for (const field of fields) tracked(Owner.prototype, field);
        return timeline(options)(Owner);
      }`)} +
      'const say = (value) => require("node:worker_threads").parentPort.postMessage(value);' + body + '})',
      { eval: true, execArgv: [], resourceLimits: { stackSizeMb: 1 } });
    worker.on('message', (value) => { say(value); });
    worker.on('error', (error) => { console.error(error); process.exitCode = 1; });
  `);
}

test('a chain of a million moments: undone, redone, jumped, drawn, dropped', () => {
  expect(
    inSmallWorker(`
      const board = new (owner(['a', 'b']))();
      const t = timelineOf(board);
      for (let i = 1; i <= 1_000_000; i++) board.a = i;
      const done = [t.undo(2_000_000), board.a, t.redo(2_000_000), board.a];
      t.jumpTo(t.at(0)); t.jumpTo(t.at(1_000_000)); t.jumpTo(t.at(500_000));
      const at = board.a;
      const broken = t.verify();
      const shown = t.visualize().length < 2_000;
      t.dispose();
      say({ done, at, broken, shown });
    `),
  ).toEqual({ done: [1_000_000, 0, 1_000_000, 1_000_000], at: 500_000, broken: [], shown: true });
});

test('ten thousand branches off one moment: switched, merged, dropped', () => {
  expect(
    inSmallWorker(`
      const board = new (owner(['a', 'b'], { mode: 'multiverse' }))();
      const t = multiverseOf(board);
      board.a = 'trunk';
      for (let i = 0; i < 10_000; i++) { t.branch('b' + i, { at: t.at(1) }); board.b = i; }
      let right = 0;
      for (let i = 0; i < 10_000; i += 7) { t.switch('b' + i); if (board.b === i) right++; }
      t.switch('main');
      for (let i = 0; i < 10_000; i += 100) t.merge('b' + i);
      say({ right, b: board.b, broken: t.verify(), branches: t.branches().size });
    `),
  ).toEqual({ right: 1_429, b: 9_900, broken: [], branches: 10_001 });
});

test('a ladder of ten thousand diamonds, and one of a thousand criss-crosses', () => {
  expect(
    inSmallWorker(`
      class Counter { constructor() { this.sum = 0; this.x = 0; this.y = 0; } }
      branchable({ merge: 'sum' })(Counter.prototype, 'sum');
      tracked(Counter.prototype, 'x'); tracked(Counter.prototype, 'y');
      const Twin = timeline()(Counter);
      const ladder = new Twin(); const t = multiverseOf(ladder);
      t.branch('side', { switch: false });
      for (let i = 1; i <= 10_000; i++) {
        t.switch('side'); t.merge('main'); ladder.sum += 1; ladder.x = i;
        t.switch('main'); ladder.sum += 1; ladder.y = i;
        t.merge('side');
      }
      const sum = ladder.sum; const steps = t.undo(1_000_000); t.redo(1_000_000);
      const cross = new Twin(); const c = multiverseOf(cross);
      c.branch('side', { switch: false });
      for (let i = 1; i <= 1_000; i++) {
        c.switch('main'); cross.sum += 1; const main = c.moment;
        c.switch('side'); cross.sum += 1; const side = c.moment;
        c.merge(main); c.switch('main'); c.merge(side);
      }
      cross.sum += 1;
      c.switch('side'); cross.sum += 1;
      c.switch('main'); c.merge('side');
      say({ sum, steps, x: ladder.x, broken: t.verify().concat(c.verify()), cross: cross.sum });
    `),
  ).toEqual({ sum: 20_000, steps: 30_000, x: 10_000, broken: [], cross: 2_002 });
});
