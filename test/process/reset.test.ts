// Jest resets modules: a second copy of everything but the native module, in one thread.
type Janus = typeof import('../../src/index.js');

function load(): Janus {
  jest.resetModules();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the registry that was reset is that of require
  return require('../../src/index.js') as Janus;
}

test('after a reset both copies work, also on each other’s objects', () => {
  const [one, two] = [load(), load()];
  expect(one.timelineOf).not.toBe(two.timelineOf);
  const make = (janus: Janus): { a: unknown } => {
    class Board {
      a: unknown = 0;
    }
    janus.tracked(Board.prototype, 'a');
    return new (janus.timeline()(Board))();
  };
  const [first, second] = [make(one), make(two)];
  first.a = 1;
  second.a = 1;
  second.a = 2;
  expect(one.timelineOf(first).undo()).toBe(1);
  expect(one.timelineOf(second)).toBe(two.timelineOf(second));
  expect(one.timelineOf(second).undo(5)).toBe(2);
  expect([first.a, second.a]).toEqual([0, 0]);
});
