// Values of weak fields in history files, and the collector: in plain Node children, with one macrotask between drop and check.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runModule } from './child.js';

const ROOM = `
import { open, openBytes, openWithoutClasses, compactFile } from 'janus-ts';
import { join } from 'node:path';
const rest = () => new Promise((resolve) => setTimeout(resolve, 1));
const collect = async () => { for (let i = 0; i < 3; i++) { await rest(); globalThis.gc(); } };
class Room { constructor() { this.buffer = { name: 'first', inside: [1] }; this.title = ''; } }
tracked.weak(Room.prototype, 'buffer');
tracked(Room.prototype, 'title');
const Rooms = timeline({ mode: 'multiverse', name: 'Room' })(Room);
const classes = { classes: [Rooms] };
const codeOf = (call) => { try { return call(); } catch (error) { return [error.code, error.path, error.moment]; } };
const write = (room, name) => { room.buffer = { name, inside: [2] }; return new WeakRef(room.buffer); };
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'janus-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('what was collected is saved as that: the same marks and refusals, and the same bytes', () => {
  expect(
    runModule(
      `${ROOM}
      const room = new Rooms();
      const t = multiverseOf(room);
      const keep = room.buffer;
      const gone = [write(room, 'second'), write(room, 'third')][0];
      room.title = 'at the end';
      t.branch('side', { switch: false });
      t.switch('side');
      room.buffer = keep;
      t.switch('main');
      await collect();
      const bytes = t.toBytes();
      const opened = openBytes(bytes, classes);
      const same = Buffer.compare(opened.toBytes(), bytes);
      const marks = [t.graph().marks, opened.graph().marks];
      const refused = [codeOf(() => opened.undo(2)), codeOf(() => opened.jumpTo(opened.at(1)))];
      const name = opened.owner.buffer.name;
      opened.jumpTo(opened.at(0));
      const first = opened.owner.buffer.name;
      opened.switch('side');
      const shared = opened.owner.buffer.name;
      say({ gone: gone.deref() === undefined, same, marks, refused, name, first, shared, verify: opened.verify() });
      `,
      '--expose-gc',
    ),
  ).toEqual({
    gone: true,
    same: 0,
    marks: [
      { main: 'collapsed', side: 'collapsed' },
      { main: 'collapsed', side: 'collapsed' },
    ],
    refused: [
      ['JANUS_COLLAPSED_VALUE', 'buffer', 1],
      ['JANUS_COLLAPSED_VALUE', 'buffer', 1],
    ],
    name: 'third',
    first: 'first',
    shared: 'first',
    verify: [],
  });
});

test('what a file has brought is kept until a field has held it, then it is weak again', () => {
  expect(
    runModule(
      `${ROOM}
      const make = () => {
        const room = new Rooms();
        const held = [room.buffer, write(room, 'second').deref(), write(room, 'third').deref()];
        return [multiverseOf(room).toBytes(), held.length][0];
      };
      const t = openBytes(make(), classes);
      const room = t.owner;
      await collect();
      // Nobody but the file has held what comes back here.
      const back = [t.undo(2), room.buffer.name, room.buffer.inside[0], t.redo(2), room.buffer.name];
      await collect();
      const later = codeOf(() => t.undo(1));
      const marks = t.graph().marks;
      say({ back, later, marks, name: room.buffer.name, across: t.jumpTo(t.at(2)).id });
      `,
      '--expose-gc',
    ),
  ).toEqual({
    back: [2, 'first', 1, 2, 'third'],
    // The second one was stepped over, never held: it is kept still. The first one was.
    later: 1,
    marks: { main: 'collapsed' },
    name: 'second',
    across: 2,
  });
});

test('a history that is kept in a file keeps nothing alive that is in the file', () => {
  expect(
    runModule(
      `${ROOM}
      const path = join(${JSON.stringify(folder)}, 'room.janus');
      const room = new Rooms();
      const t = multiverseOf(room);
      write(room, 'before');
      const kept = t.persist(path);
      const seen = [new WeakRef(room.buffer), write(room, 'second')];
      await kept.flush();
      seen.push(write(room, 'third'));
      await kept.flush();
      const size = kept.size;
      await collect();
      const alive = seen.map((reference) => reference.deref() !== undefined);
      room.title = 'goes on';
      await kept.close();
      // They were alive when they were written.
      const opened = open(path, classes);
      const states = opened.graph().moments.map(({ id }) => (opened.jumpTo(opened.at(id)), opened.owner.buffer.name));
      opened.dispose();
      compactFile(path);
      const looked = openWithoutClasses(path);
      const seenAgain = looked.graph().moments.map(({ id }) => (looked.jumpTo(looked.at(id)), looked.owner.buffer.name));
      say({ alive, journal: size.journal > 32, states, seenAgain, marks: t.graph().marks });
      `,
      '--expose-gc',
    ),
  ).toEqual({
    alive: [false, false, true],
    journal: true,
    states: ['first', 'before', 'second', 'third', 'third'],
    seenAgain: ['first', 'before', 'second', 'third', 'third'],
    marks: { main: 'collapsed' },
  });
});
