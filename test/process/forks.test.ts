// Forks and the collector: in plain Node children, with one macrotask between drop and check.
import { runModule } from './child.js';

const COLLECT = `
const rest = () => new Promise((resolve) => setTimeout(resolve, 1));
const collect = async () => { for (let i = 0; i < 3; i++) { globalThis.gc(); await rest(); } };
`;

test('a fork that nobody holds is collected; its branch stays, and what it has recorded', () => {
  expect(
    runModule(
      `${COLLECT}
      class Note { constructor() { this.text = ''; } }
      tracked(Note.prototype, 'text');
      const Board = owner(['title', 'note'], { mode: 'multiverse' });
      const board = new Board();
      const t = multiverseOf(board);
      const seen = [];
      // In a function: the registers of a module live as long as it awaits.
      const work = (i) => {
        const fork = t.fork('fork' + i);
        fork.note = new Note();
        fork.note.text = 'note ' + i;
        seen.push(new WeakRef(fork));
      };
      for (let i = 0; i < 50; i++) work(i);
      await rest();
      board.title = 'the first is active again';
      await collect();
      const alive = seen.filter((reference) => reference.deref() !== undefined).length;
      const branches = t.branches().size;
      t.switch('fork49');
      say({ alive, branches, text: board.note.text, verify: t.verify() });
      `,
      '--expose-gc',
    ),
  ).toEqual({ alive: 0, branches: 51, text: 'note 49', verify: [] });
});

test('a fork keeps the history alive; owner, forks and engine go together', () => {
  expect(
    runModule(
      `${COLLECT}
      const Board = owner(['title'], { mode: 'multiverse' });
      const make = () => {
        const board = new Board();
        board.title = 1;
        return multiverseOf(board).fork('idea');
      };
      let fork = make();
      await rest();
      await collect();
      fork.title = 2;
      const undone = [multiverseOf(fork).undo(5), fork.title];
      const seen = new WeakRef(fork);
      fork = undefined;
      await rest();
      await collect();
      say({ undone, alive: seen.deref() !== undefined });
      `,
      '--expose-gc',
    ),
  ).toEqual({ undone: [2, 0], alive: false });
});
