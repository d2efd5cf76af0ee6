// Journals that another program goes on with: of a later version of the classes, or after a recovery.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  multiverseOf,
  open,
  recover,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  type Multiverse,
} from '../../../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'janus-versions-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

@timeline({ name: 'plan', mode: 'multiverse' })
class Old {
  @tracked caption = 'a';
  @tracked width = '1';
  @tracked list: unknown[] = [];
}

@timeline({ name: 'plan', mode: 'multiverse', version: 2 })
class Plan {
  @tracked title = 'a';
  @tracked width = 1;
  @tracked list: unknown[] = [];
  @tracked tags: string[] = [];
}
const MIGRATE = [
  {
    class: 'plan',
    from: 1,
    rename: { caption: 'title' },
    convert: { width: Number },
    add: { tags: () => ['old'] },
  },
];

function states(t: Multiverse): unknown[] {
  const [here, branch] = [t.moment, t.currentBranch];
  const all = t.graph().moments.map(({ id }) => {
    t.jumpTo(t.at(id));
    return JSON.parse(JSON.stringify(snapshotOf(t.owner))) as unknown;
  });
  t.switch(branch);
  t.jumpTo(here);
  return all;
}

/** A history of the first version: its beginning is in the file, the rest in the journal. */
async function persisted(path: string): Promise<Multiverse> {
  const old = new Old();
  const t = multiverseOf(old);
  old.caption = 'b';
  const kept = t.persist(path);
  await kept.flush();
  old.width = '2';
  old.list.push({ deep: 1 });
  await kept.flush();
  t.branch('idea');
  old.width = '30';
  t.switch('main');
  old.caption = 'c';
  old.list.push('x');
  t.undo();
  await kept.close();
  expect(readFileSync(`${path}.journal`).length).toBeGreaterThan(100);
  return t;
}

test('a journal of an earlier version is migrated with its file, and goes on in the present one', async () => {
  const path = join(folder, 'plan.janus');
  const before = await persisted(path);
  const t = multiverseOf(open(path, { classes: [Plan], migrate: MIGRATE }).owner);
  const expected = states(before).map((state) => {
    const { caption, width, list } = state as { caption: string; width: string; list: unknown[] };
    return { title: caption, width: Number(width), list, tags: ['old'] };
  });
  expect(states(t)).toEqual(expected);
  expect(t.verify()).toEqual([]);
  expect(t.redo()).toBe(1);
  const plan = t.owner as Plan;
  const kept = t.persist(path);
  plan.tags.push('new');
  await kept.flush();
  plan.width++;
  await kept.close();
  const again = multiverseOf(open(path, { classes: [Plan] }).owner);
  expect(snapshotOf(again.owner)).toEqual(snapshotOf(plan));
  expect(states(again)).toEqual(states(t));
  expect(again.undo(3)).toBe(3);
  expect((again.owner as Plan).title).toBe('c');
});

test('what was recovered is persisted again, crash after crash', async () => {
  const path = join(folder, 'crashed.janus');
  await persisted(path);
  let length = 0;
  for (let round = 0; round < 6; round++) {
    const journal = readFileSync(`${path}.journal`);
    // In turn: the last record is torn, a record in the middle is damaged, the program has just stopped.
    const damaged =
      round % 3 === 0
        ? journal.subarray(0, -3)
        : journal.map((byte, at) => (round % 3 === 1 && at === 60 ? byte ^ 1 : byte));
    writeFileSync(`${path}.journal`, damaged);
    const next = join(folder, `crashed-${String(round)}.janus`);
    const { timeline: found, report } = recover(path, { classes: [Old] });
    expect(report.isWhole).toBe(round % 3 === 2);
    const t = multiverseOf(found.owner);
    expect(t.verify()).toEqual([]);
    const old = t.owner as Old;
    const kept = t.persist(next);
    t.switch('main');
    for (let i = 0; i <= round; i++) {
      old.list.push(round);
      await kept.flush();
    }
    length = old.list.length;
    // It stops here: what is there is copied before it is closed.
    for (const end of ['', '.journal']) copyFileSync(`${next}${end}`, `${path}${end}`);
    await kept.close();
    expect((open(path, { classes: [Old] }).owner as Old).list).toHaveLength(length);
    timelineOf(old).dispose();
  }
  expect(length).toBeGreaterThan(3);
});
