// Fields that history does not keep alive, while everything is alive; what the collector does is in test/process/weak.
import { multiverseOf, snapshotOf, timeline, timelineOf, tracked, type Multiverse } from '../../../src/index.js';

class Socket {
  constructor(readonly name: string) {}
}

@timeline({ mode: 'multiverse' })
class Room {
  @tracked.weak socket: Socket | null = new Socket('first');
  @tracked title = '';
}

class AccessorRoom {
  @tracked.weak accessor socket: Socket | null = new Socket('first');
}
const Accessors = timeline()(AccessorRoom);

function made(): { room: Room; t: Multiverse } {
  const room = new Room();
  return { room, t: multiverseOf(room) };
}

test('any object is recorded by its reference, and comes back itself', () => {
  const { room, t } = made();
  const first = room.socket;
  const second = new Socket('second');
  room.socket = second;
  room.socket = second;
  room.socket = null;
  expect(t.stats().moments).toBe(3);
  expect(t.undo()).toBe(1);
  expect(room.socket).toBe(second);
  t.undo();
  expect(room.socket).toBe(first);
  t.redo(2);
  expect(room.socket).toBe(null);
  expect(JSON.stringify(room)).toBe('{"socket":null,"title":""}');
  t.jumpTo(t.at(0));
  expect(snapshotOf(room)).toEqual({ socket: first, title: '' });
});

test('accessor fields', () => {
  const room = new Accessors();
  const first = room.socket;
  expect(first?.name).toBe('first');
  room.socket = new Socket('second');
  timelineOf(room).undo();
  expect(room.socket).toBe(first);
});

test('transactions are rolled back, synchronous and not', async () => {
  const { room, t } = made();
  const first = room.socket;
  expect(() =>
    t.transact(() => {
      room.socket = new Socket('a');
      room.socket = null;
      throw new Error('back');
    }),
  ).toThrow('back');
  expect(room.socket).toBe(first);
  await expect(
    t.transactAsync(async () => {
      room.socket = new Socket('b');
      await Promise.resolve();
      throw new Error('back');
    }),
  ).rejects.toThrow('back');
  expect(room.socket).toBe(first);
  const kept = new Socket('kept');
  await t.transactAsync(async () => {
    await Promise.resolve();
    room.socket = kept;
  });
  t.undo();
  t.redo();
  expect(room.socket).toBe(kept);
  t.untracked(() => {
    room.socket = first;
  });
  expect([room.socket, t.undo(), room.socket]).toEqual([first, 1, first]);
});

test('merges, conflicts, comparison and forks show values, not boxes', () => {
  const { room, t } = made();
  const [base, ours, theirs] = [room.socket, new Socket('ours'), new Socket('theirs')];
  t.branch('side');
  room.socket = theirs;
  t.switch('main');
  room.socket = ours;
  expect(t.previewMerge('side').conflicts).toMatchObject([{ base, ours, theirs, value: theirs }]);
  expect(t.diff(t.at(0)).changes).toMatchObject([{ old: base, new: ours }]);
  expect(t.blame('socket').map(({ value }) => value)).toEqual([ours]);
  t.merge('side', { conflicts: 'hold' });
  expect(t.conflicts).toMatchObject([{ base, ours, theirs }]);
  t.resolve('socket', 'theirs');
  expect(room.socket).toBe(theirs);
  t.undo(2);
  t.merge('side', ({ ours: mine }) => mine);
  expect(room.socket).toBe(ours);
  const fork = t.fork<Room>('fork', { at: 'side' });
  expect(fork.socket).toBe(theirs);
  fork.socket = null;
  multiverseOf(fork).undo();
  expect(fork.socket).toBe(theirs);
  expect(t.bisect<Room>(t.at(0), 'fork', ({ socket }) => socket === base).id).toBeGreaterThan(0);
  t.squash(t.at(0));
  expect(room.socket).toBe(ours);
  expect(t.branchInfo('main').isCollapsed).toBe(false);
  expect(t.verify()).toEqual([]);
});
