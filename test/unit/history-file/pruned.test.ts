// Histories of which moments were let go, in files.
import {
  multiverseOf,
  openBytes,
  PrunedMomentError,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
} from '../../../src/index.js';

@timeline({ name: 'log', retain: { moments: 50 } })
class Log {
  @tracked n = 0;
  @tracked list: unknown[] = [];
  @tracked due = new Date(0);
}

test('a long history with a limit is saved in proportion to what it keeps, and goes on with its limit', () => {
  const log = new Log();
  const t = timelineOf(log);
  for (let i = 1; i <= 30_000; i++) {
    log.n = i;
    if (i % 100 === 0) log.list.push({ i });
    if (i % 1_000 === 0) log.due = new Date(i);
  }
  t.label('kept');
  for (let i = 1; i <= 100; i++) log.n = -i;
  const bytes = t.toBytes();
  expect(bytes.length).toBeLessThan(20_000);
  const again = openBytes(bytes, { classes: [Log] });
  expect(Buffer.compare(again.toBytes(), bytes)).toBe(0);
  expect(snapshotOf(again.owner)).toEqual(snapshotOf(log));
  const before = t.graph().moments.length;
  expect(again.graph().moments).toHaveLength(before);
  expect(() => again.at(7)).toThrow(PrunedMomentError);
  again.jumpTo('kept');
  expect((again.owner as Log).n).toBe(30_000);
  expect((again.owner as Log).due.getTime()).toBe(30_000);
  again.redo(1_000);
  for (let i = 1; i <= 5_000; i++) (again.owner as Log).n = i;
  expect(again.undo(10)).toBe(10);
  expect(again.graph().moments.length).toBeLessThan(before + 200);
  expect((again.owner as Log).list).toHaveLength(300);
  expect(again.verify()).toEqual([]);
  expect(openBytes(again.toBytes(), { classes: [Log] }).verify()).toEqual([]);
});

test("limits set on the handle are saved, those of the class are the class's", () => {
  const log = new Log();
  const t = timelineOf(log);
  log.n = 1;
  const reopened = () => openBytes(t.toBytes(), { classes: [Log] });
  expect(reopened().retain).toEqual({ moments: 50 });
  t.retain = { moments: 7, ageMs: 1_000 };
  expect(reopened().retain).toEqual({ moments: 7, ageMs: 1_000 });
  t.retain = undefined;
  expect(reopened().retain).toBeUndefined();
});

@timeline({ mode: 'multiverse' })
class Pages {
  @tracked title = '';
  @tracked list = ['a', 'b', 'c'];
}

test('merges of an opened history go on from what is left', () => {
  const pages = new Pages();
  const t = multiverseOf(pages);
  for (let i = 0; i < 20; i++) pages.title = String(i);
  t.branch('idea');
  for (let i = 0; i < 20; i++) pages.list.splice(1, 1, `idea ${String(i)}`);
  t.switch('main');
  for (let i = 0; i < 20; i++) pages.list[0] = `main ${String(i)}`;
  t.prune({ moments: 1 });
  const secret = Buffer.from('idea 7').toString('latin1');
  const bytes = t.toBytes();
  expect(Buffer.from(bytes).toString('latin1')).not.toContain(secret);
  const again = multiverseOf(openBytes(bytes, { classes: [Pages] }).owner);
  again.merge('idea');
  t.merge('idea');
  expect((again.owner as Pages).list).toEqual(['main 19', 'idea 19', 'c']);
  expect(pages.list).toEqual(['main 19', 'idea 19', 'c']);
});
