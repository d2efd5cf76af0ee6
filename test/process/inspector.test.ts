// A process does not stay alive for its inspector unless it is asked to, and an owner not after it is closed.
import { runModule } from './child.js';

test('a process ends although its history is inspected, and somebody follows', () => {
  const said = runModule(`
    import { get } from 'node:http';
    const Owner = owner(['a'], { mode: 'multiverse' });
    const board = new Owner();
    const { url } = await timelineOf(board).inspect();
    const status = await new Promise((done) => get(url + 'updates?since=-1', (response) => {
      response.once('data', () => {
        // This end of the connection must not keep the process alive either.
        response.socket.unref();
        done(response.statusCode);
      });
    }));
    say(status);
  `);
  expect(said).toBe(200);
});

test('asked to, it does: until it is closed', () => {
  const said = runModule(`
    const Owner = owner(['a']);
    const board = new Owner();
    const inspector = await timelineOf(board).inspect({ keepProcess: true });
    let isOpen = true;
    process.on('exit', () => say(isOpen));
    setTimeout(() => { isOpen = false; inspector.close(); }, 50).unref();
  `);
  expect(said).toBe(false);
});

test('a closed inspector keeps no owner alive', () => {
  const said = runModule(
    `
    const Owner = owner(['a']);
    async function inspected() {
      const board = new Owner();
      board.a = 1;
      const inspector = await timelineOf(board).inspect();
      await fetch(inspector.url).then((page) => page.text());
      await inspector.close();
      return [inspector, new WeakRef(board)];
    }
    const [inspector, board] = await inspected();
    for (let i = 0; i < 20 && board.deref() !== undefined; i++) {
      await new Promise((done) => setTimeout(done, 10));
      gc();
    }
    say([board.deref() === undefined, typeof inspector.url]);
  `,
    '--expose-gc',
  );
  expect(said).toEqual([true, 'string']);
});
