// Squash, flatten, revert, cherry-pick and rebase at their edges.
import {
  branchable,
  FrozenBranchError,
  MergeConflictError,
  multiverseOf,
  RewriteError,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  trackedList,
  UnknownRefError,
  type HistoryEvent,
  type Moment,
  type Multiverse,
} from '../../../src/index.js';

@timeline({ mode: 'multiverse' })
class Plan {
  @tracked title = 'plan';
  @branchable({ merge: 'sum' }) budget = 100;
  @branchable({ merge: 'strict' }) owner = 'ann';
  @trackedList names: string[] = ['a', 'b', 'c'];
  @tracked scores = new Map<string, number>();
  @tracked lists = new Map<string, number[]>();
}

@timeline()
class Note {
  @tracked text = '';
}

function plan(): { plan: Plan; t: Multiverse } {
  const made = new Plan();
  return { plan: made, t: multiverseOf(made) };
}

/** Everything that can be seen. */
const digest = (t: Multiverse): unknown => ({
  state: snapshotOf(t.owner),
  graph: t.graph(),
  stats: { ...t.stats(), engineBytes: 0 },
  conflicts: t.conflicts.map(({ path }) => path),
  operations: t.operations(),
  undo: [t.canUndo, t.canRedo],
  verify: t.verify(),
});

describe('squash', () => {
  test('makes one moment, copies what comes behind, and takes names along', () => {
    const { plan: p, t } = plan();
    const moments: Moment[] = [t.moment];
    const titles = ['one', 'two', 'three', 'four', 'five'];
    titles.forEach((title, at) => {
      t.transact(title, () => {
        p.title = title;
        p.names.push(title);
        p.scores.set(title, at);
        if (at === 1) p.scores.delete('one');
      });
      if (at === 3) t.tag({ step: 4 });
      if (at === 1) t.label('inside');
      if (at === 2) t.label('end');
      moments.push(t.moment);
    });
    t.branch('other', { at: moments[4] ?? '', switch: false });
    const states = moments.map((moment) => {
      t.jumpTo(moment);
      return snapshotOf(p);
    });
    t.switch('main');
    const made = t.squash(moments[1] ?? '', 'end');
    expect(made.parents).toEqual([moments[1], moments[3]]);
    expect([made.title, made.time, made.labels]).toEqual(['three', moments[3]?.time, ['end']]);
    expect(snapshotOf(p)).toEqual(states[5]);
    const line: Moment[] = [];
    for (let at: Moment | undefined = t.moment; at !== undefined; at = at.parents[0]) line.unshift(at);
    expect(line.map(({ title }) => title)).toEqual([undefined, 'one', 'three', 'four', 'five']);
    expect(line[3]?.tags).toEqual({ step: 4 });
    expect(t.branches().get('other')).toBe(line[3]);
    expect(t.labels().get('inside')).toBe(moments[2]);
    [0, 1, 3, 4, 5].forEach((state, at) => {
      t.jumpTo(line[at] ?? '');
      expect(snapshotOf(p)).toEqual(states[state]);
    });
    t.jumpTo('inside');
    expect(snapshotOf(p)).toEqual(states[2]);
    t.switch('main');
    t.undo(3);
    expect(t.moment).toBe(moments[1]);
    expect(t.redo(3)).toBe(3);
    expect(t.verify()).toEqual([]);
  });

  test('without names inside it has one parent, and the old moments are abandoned', () => {
    const { plan: p, t } = plan();
    for (const title of ['a', 'b', 'c']) p.title = title;
    const last = t.moment;
    const made = t.squash(t.at(0));
    expect([made.parents, t.abandoned(), t.moment]).toEqual([[t.at(0)], [last], made]);
    expect(p.title).toBe('c');
  });

  test('a branch forked inside goes on, and is merged over its own past', () => {
    const { plan: p, t } = plan();
    p.budget += 10;
    t.branch('inside');
    p.title = 'inside';
    p.names.push('x');
    t.switch('main');
    p.budget += 5;
    p.names.shift();
    t.squash(t.at(0));
    expect(p.budget).toBe(115);
    const result = t.merge('inside');
    expect(result.conflicts).toEqual([]);
    expect([p.title, p.budget, [...p.names]]).toEqual(['inside', 115, ['b', 'c', 'x']]);
  });

  test('empty ranges and ranges of one make nothing', () => {
    const { plan: p, t } = plan();
    p.title = 'one';
    p.title = 'two';
    const before = digest(t);
    expect(t.squash(t.moment)).toBe(t.moment);
    expect(t.squash(t.at(1))).toBe(t.moment);
    expect(t.squash(t.at(1), t.at(1))).toBe(t.at(1));
    expect(digest(t)).toEqual(before);
  });

  test('refuses what is not on the line, and a position inside', () => {
    const { plan: p, t } = plan();
    for (const title of ['1', '2', '3', '4']) p.title = title;
    t.branch('side', { at: t.at(1) });
    p.title = 'side';
    const side = t.moment;
    t.switch('main');
    t.undo(2);
    const before = digest(t);
    expect(() => t.squash(side)).toThrow(RewriteError);
    expect(() => t.squash(t.at(3), t.at(1))).toThrow(RewriteError);
    expect(() => t.squash(t.at(1), side)).toThrow(RewriteError);
    expect(() => t.squash(t.at(1), t.at(4))).toThrow(/inside the range/);
    expect(() => t.squash('nothing')).toThrow(UnknownRefError);
    expect(() => t.transact(() => t.squash(t.at(0)))).toThrow(/transaction/);
    t.jumpTo(side);
    expect(() => t.squash(t.at(0))).toThrow(/line/);
    t.jumpTo(t.at(2));
    expect(digest(t)).toEqual(before);
    t.squash(t.at(2), t.at(4));
    expect([t.moment, p.title]).toEqual([t.at(2), '2']);
    expect(t.redo()).toBe(1);
    expect(p.title).toBe('4');
  });

  test('carries open conflicts over', () => {
    const { plan: p, t } = plan();
    t.branch('idea');
    p.names[1] = 'theirs';
    t.switch('main');
    p.names[1] = 'ours';
    t.merge('idea', { conflicts: 'hold' });
    p.names.unshift('first');
    t.squash(t.at(0));
    expect(t.conflicts.map(({ path }) => path)).toEqual(['names[2]']);
    t.resolve('names[2]', 'theirs');
    expect([...p.names]).toEqual(['first', 'a', 'theirs', 'c']);
    expect(t.verify()).toEqual([]);
  });

  test('a frozen branch keeps its moment', () => {
    const { plan: p, t } = plan();
    for (const title of ['1', '2', '3']) p.title = title;
    t.branch('kept', { switch: false });
    t.freeze('kept', 'released');
    const tip = t.moment;
    const made = t.squash(t.at(0));
    expect([t.branches().get('kept'), made.parents]).toEqual([tip, [t.at(0), tip]]);
  });

  test('in a linear timeline, and flatten', () => {
    const note = new Note();
    const t = timelineOf(note);
    for (const text of ['a', 'b', 'c']) note.text = text;
    t.undo();
    note.text = 'd';
    t.jumpTo(t.at(3));
    const made = t.squash(t.at(2));
    expect(made).toBe(t.at(3));
    expect(t.squash(t.at(0)).parents).toEqual([t.at(0)]);
    expect(note.text).toBe('c');
    note.text = 'e';
    const flat = t.flatten();
    expect([flat.parents, note.text, t.verify()]).toEqual([[t.at(0)], 'e', []]);
    expect(t.flatten()).toBe(flat);
  });

  // Found by test/laws/rewriting.test.ts: a place that is older than the range is no place to be named by.
  test('a reverted reordering is squashed', () => {
    const { plan: p, t } = plan();
    p.names.reverse();
    t.revert(t.moment);
    p.title = 'later';
    t.squash(t.at(1));
    expect([...p.names]).toEqual(['a', 'b', 'c']);
  });

  // Found by test/laws/rewriting.test.ts: what was squashed is recorded apart from its originals, and is no change.
  test('a list that nobody has changed since is no edit to lose', () => {
    const { plan: p, t } = plan();
    p.lists.set('x', [1]);
    p.lists.get('x')?.push(2);
    p.title = 'main';
    t.branch('side');
    p.lists.delete('x');
    t.switch('main');
    p.title = 'more';
    t.squash(t.at(1));
    t.switch('side');
    expect(t.merge('main').conflicts).toEqual([]);
    expect(p.lists.size).toBe(0);
  });

  test('merges behind the range stay merges', () => {
    const { plan: p, t } = plan();
    p.title = '1';
    p.title = '2';
    t.branch('side', { at: t.at(0) });
    p.budget += 1;
    const side = t.moment;
    t.switch('main');
    t.merge('side');
    p.budget += 1;
    t.squash(t.at(0), t.at(2));
    expect(t.moment.parents[0]?.parents[1]).toBe(side);
    expect([p.budget, t.merge('side').kind]).toEqual([102, 'already-merged']);
  });
});

describe('revert and cherryPick', () => {
  test('take back and do again one moment', () => {
    const { plan: p, t } = plan();
    const change = t.transact('all', () => {
      p.title = 'all';
      p.names.splice(1, 1);
      p.scores.set('x', 1);
    });
    void change;
    const moment = t.moment;
    p.budget += 1;
    p.names.push('d');
    const result = t.revert(moment);
    expect([result.kind, result.conflicts.length, t.moment.title]).toEqual(['merged', 0, 'revert: all']);
    expect([p.title, p.budget, [...p.names], p.scores.size]).toEqual(['plan', 101, ['a', 'b', 'c', 'd'], 0]);
    expect(t.moment.parents).toHaveLength(1);
    const again = t.cherryPick(moment);
    expect([again.kind, p.title, [...p.names], p.scores.get('x')]).toEqual(['merged', 'all', ['a', 'c', 'd'], 1]);
    t.undo();
    expect(p.title).toBe('plan');
    expect(t.verify()).toEqual([]);
  });

  test('what was changed since is a conflict', () => {
    const { plan: p, t } = plan();
    p.title = 'one';
    const moment = t.moment;
    p.title = 'two';
    expect(t.revert(moment).conflicts).toHaveLength(1);
    expect(p.title).toBe('plan');
    t.undo();
    const before = digest(t);
    expect(() => t.revert(moment, 'strict')).toThrow(MergeConflictError);
    expect(digest(t)).toEqual(before);
    t.revert(moment, { conflicts: 'hold' });
    expect([p.title, t.conflicts[0]?.theirs]).toEqual(['two', 'plan']);
  });

  test('from another branch; nothing to do makes nothing', () => {
    const { plan: p, t } = plan();
    t.branch('side');
    p.title = 'side';
    p.budget = 150;
    const moment = t.moment;
    t.switch('main');
    const events: HistoryEvent[] = [];
    t.subscribe((event) => events.push(event));
    expect(t.cherryPick(moment).kind).toBe('merged');
    expect([p.title, p.budget]).toEqual(['plan', 150]);
    expect(events.map(({ kind }) => kind)).toEqual(['cherry-pick']);
    t.cherryPick(t.at(1));
    const before = digest(t);
    expect(t.cherryPick(t.at(1)).kind).toBe('already-merged');
    expect(digest(t)).toEqual(before);
  });

  test('a merge is reverted against its first parent', () => {
    const { plan: p, t } = plan();
    t.branch('side');
    p.title = 'side';
    p.names.push('side');
    t.switch('main');
    p.budget = 1;
    t.merge('side');
    const merged = t.moment;
    t.revert(merged);
    expect([p.title, p.budget, [...p.names]]).toEqual(['plan', 1, ['a', 'b', 'c']]);
  });

  test('refusals', () => {
    const { plan: p, t } = plan();
    p.title = 'one';
    expect(() => t.revert(t.at(0))).toThrow(RewriteError);
    expect(() => t.cherryPick(t.at(0))).toThrow(RewriteError);
    expect(() => t.revert('nothing')).toThrow(UnknownRefError);
    t.freeze('main', 'why');
    expect(() => t.revert(t.at(1))).toThrow(FrozenBranchError);
    t.thaw('main');
    t.branch('side', { at: t.at(0) });
    t.jumpTo(t.at(1));
    expect(() => t.revert(t.at(1))).toThrow(/line/);
  });
});

describe('rebase', () => {
  const forked = (): { plan: Plan; t: Multiverse } => {
    const { plan: p, t } = plan();
    p.title = 'base';
    t.branch('side');
    for (const name of ['x', 'y']) {
      t.transact(`add ${name}`, () => {
        p.names.push(name);
        p.budget += 10;
      });
      t.tag({ name });
    }
    t.switch('main');
    p.budget += 1;
    p.names.shift();
    t.switch('side');
    return { plan: p, t };
  };

  test('takes moments over one by one', () => {
    const { plan: p, t } = forked();
    const old = t.moment;
    const result = t.rebase('main');
    expect([result.kind, result.moments.map(({ title }) => title)]).toEqual(['merged', ['add x', 'add y']]);
    expect(result.moments.map(({ tags }) => tags)).toEqual([{ name: 'x' }, { name: 'y' }]);
    expect(result.moments[0]?.parents).toEqual([t.branches().get('main')]);
    expect([p.budget, [...p.names]]).toEqual([121, ['b', 'c', 'x', 'y']]);
    expect([t.currentBranch, t.branches().get('side'), t.abandoned()]).toEqual(['side', t.moment, [old]]);
    t.undo();
    expect([p.budget, [...p.names]]).toEqual([111, ['b', 'c', 'x']]);
    t.redo();
    t.switch('main');
    expect(t.merge('side').kind).toBe('fast-forward');
    expect(t.verify()).toEqual([]);
  });

  test('onto itself, an ancestor or a descendant', () => {
    const { t } = forked();
    const before = digest(t);
    expect(t.rebase('side').kind).toBe('already-merged');
    expect(t.rebase(t.at(1)).kind).toBe('already-merged');
    expect(t.rebase(t.at(2)).kind).toBe('already-merged');
    expect(digest(t)).toEqual(before);
    const tip = t.moment;
    t.branch('behind', { at: t.at(1) });
    const result = t.rebase('side');
    expect([result.kind, t.moment, t.branches().get('behind')]).toEqual(['fast-forward', tip, tip]);
  });

  test('all or nothing', () => {
    const { plan: p, t } = forked();
    p.owner = 'bob';
    t.switch('main');
    p.owner = 'cid';
    t.switch('side');
    const before = digest(t);
    const error = (() => {
      try {
        return t.rebase('main');
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(MergeConflictError);
    expect((error as MergeConflictError).conflicts.map(({ path }) => path)).toEqual(['owner']);
    expect(digest(t)).toEqual(before);
    p.title = 'goes on';
    expect(t.verify()).toEqual([]);
    const result = t.rebase('main', { conflicts: 'hold' });
    const open = result.conflicts.filter(({ by }) => by === 'nobody');
    expect([open.length, p.owner, t.conflicts.length]).toEqual([1, 'cid', 1]);
    expect(t.verify()).toEqual([]);
  });

  test('a function that throws leaves nothing', () => {
    const { plan: p, t } = forked();
    p.title = 'side';
    t.switch('main');
    p.title = 'main';
    t.switch('side');
    const before = digest(t);
    const fails = (): never => {
      throw new Error('stop');
    };
    expect(() => t.rebase('main', fails)).toThrow('stop');
    expect(digest(t)).toEqual(before);
  });

  test('refusals', () => {
    const { t } = forked();
    t.undo();
    expect(() => t.rebase('main')).toThrow(RewriteError);
    t.redo();
    t.freeze('side', 'why');
    expect(() => t.rebase('main')).toThrow(FrozenBranchError);
    expect(() => t.rebase('nothing')).toThrow(UnknownRefError);
  });
});
