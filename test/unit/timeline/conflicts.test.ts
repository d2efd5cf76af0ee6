// Conflicts as data: previews, and merges that hold what nobody decides.
import {
  branchable,
  FrozenBranchError,
  MergeConflictError,
  move,
  multiverseOf,
  OptionError,
  timeline,
  timelineOf,
  tracked,
  trackedList,
  UnknownConflictError,
  type Multiverse,
} from '../../../src/index.js';

class Card {
  @tracked text = '';
  constructor(text = '') {
    this.text = text;
  }
}

@timeline({ mode: 'multiverse' })
class Plan {
  @tracked title = 'plan';
  @branchable({ merge: 'sum' }) budget = 100;
  @branchable({ merge: 'strict' }) owner = 'ann';
  @branchable({ merge: 'max' }) rank = 1;
  @trackedList cards: Card[] = [];
  @trackedList left: Card[] = [];
  @trackedList right: Card[] = [];
  @trackedList names: string[] = ['a', 'b', 'c'];
  @tracked scores = new Map<string, number>([['x', 1]]);
}

/** A plan with a branch `idea`, both of which have done something. */
function diverged(ours: (plan: Plan) => void, theirs: (plan: Plan) => void): { plan: Plan; t: Multiverse } {
  const plan = new Plan();
  const t = multiverseOf(plan);
  plan.title = 'base';
  t.branch('idea');
  t.transact('theirs', () => {
    theirs(plan);
  });
  t.switch('main');
  t.transact('ours', () => {
    ours(plan);
  });
  return { plan, t };
}

const paths = (t: Multiverse): string[] => t.conflicts.map(({ path }) => path);

describe('previewMerge', () => {
  test('names both moments and what each strategy would give, and touches nothing', () => {
    const { plan, t } = diverged(
      (p) => {
        p.title = 'ours';
        p.owner = 'bob';
        p.budget += 5;
      },
      (p) => {
        p.title = 'theirs';
        p.owner = 'cid';
        p.rank = 7;
        p.budget += 7;
      },
    );
    const graph = t.graph();
    const preview = t.previewMerge('idea');
    const byPath = new Map(preview.decisions.map((decision) => [decision.path, decision]));
    const title = byPath.get('title');
    expect(title).toMatchObject({ base: 'base', ours: 'ours', theirs: 'theirs', conflict: true, by: 'theirs' });
    expect(title?.oursMoment).toBe(t.moment);
    expect(title?.theirsMoment).toBe(t.branches().get('idea'));
    expect(title?.outcomes).toEqual({
      overshadow: { by: 'theirs', value: 'theirs', isPresent: true },
      preserve: { by: 'ours', value: 'ours', isPresent: true },
      strict: { by: 'nobody', value: 'ours', isPresent: true },
    });
    expect(byPath.get('owner')?.outcomes.overshadow).toEqual({ by: 'nobody', value: 'bob', isPresent: true });
    expect(byPath.get('budget')?.outcomes.preserve).toEqual({ by: 'computed', value: 112, isPresent: true });
    expect(byPath.get('rank')).toMatchObject({ conflict: false, value: 7 });
    expect(byPath.get('rank')?.oursMoment).toBeUndefined();
    expect(byPath.get('rank')?.outcomes.preserve).toEqual({ by: 'theirs', value: 7, isPresent: true });
    expect(preview.base).toBe(t.at(1));
    const changes = (side: 'ours' | 'theirs'): unknown[] =>
      preview[side].changes.map((change) => [change.path, 'new' in change && change.new]);
    expect(changes('ours')).toEqual([['title', 'ours'], ['owner', 'bob'], ['budget', 105]]); // prettier-ignore
    expect(changes('theirs')).toEqual([['title', 'theirs'], ['owner', 'cid'], ['rank', 7], ['budget', 107]]); // prettier-ignore
    expect(t.graph()).toEqual(graph);
    expect(plan.title).toBe('ours');
  });

  test('of what is merged already, or would only go forward: what the sides have changed', () => {
    const { plan, t } = diverged(
      () => undefined,
      (p) => (p.title = 'theirs'),
    );
    const forward = t.previewMerge('idea');
    expect([forward.kind, forward.ours.changes.length, forward.theirs.changes.length]).toEqual(['fast-forward', 0, 1]);
    t.merge('idea');
    plan.rank = 9;
    const merged = t.previewMerge('idea');
    expect([merged.kind, merged.ours.changes.length, merged.theirs.changes.length]).toEqual(['already-merged', 1, 0]);
  });

  test('a strict merge throws with all conflicts', () => {
    const { t } = diverged(
      (p) => Object.assign(p, { title: 'a', owner: 'b', rank: 3 }),
      (p) => Object.assign(p, { title: 'c', owner: 'd', rank: 4 }),
    );
    const graph = t.graph();
    const attempt = (): unknown => t.merge('idea', 'strict');
    expect(attempt).toThrow(MergeConflictError);
    try {
      attempt();
    } catch (error) {
      expect((error as MergeConflictError).conflicts.map(({ path }) => path).sort()).toEqual(['owner', 'title']);
    }
    expect(t.graph()).toEqual(graph);
  });
});

describe("merge(…, { conflicts: 'hold' })", () => {
  const both = (): { plan: Plan; t: Multiverse } =>
    diverged(
      (p) => Object.assign(p, { title: 'ours', owner: 'bob', budget: 105, rank: 3 }),
      (p) => Object.assign(p, { title: 'theirs', owner: 'cid', budget: 110, rank: 9 }),
    );

  test('commits, holds the target, and lists what is open', () => {
    const { plan, t } = both();
    const [target, source] = [t.moment, t.branches().get('idea')];
    const result = t.merge('idea', { conflicts: 'hold' });
    expect(result.kind).toBe('merged');
    expect(t.moment.parents).toEqual([target, source]);
    expect([plan.title, plan.owner, plan.budget, plan.rank]).toEqual(['ours', 'bob', 115, 9]);
    expect(t.conflicts).toHaveLength(2);
    expect(t.conflicts[0]).toMatchObject({
      path: 'title',
      base: 'base',
      ours: 'ours',
      theirs: 'theirs',
      object: plan,
      field: 'title',
      kind: 'value',
    });
    expect([t.conflicts[0]?.target, t.conflicts[0]?.source]).toEqual([target, source]);
    expect(t.verify()).toEqual([]);
  });

  test('which ones are open is a function of the moment', () => {
    const { plan, t } = both();
    t.merge('idea', { conflicts: 'hold' });
    const held = t.moment;
    t.resolve('title', 'theirs');
    const settled = t.moment;
    expect([plan.title, paths(t)]).toEqual(['theirs', ['owner']]);
    t.undo();
    expect([plan.title, paths(t)]).toEqual(['ours', ['title', 'owner']]);
    t.redo();
    expect([plan.title, paths(t)]).toEqual(['theirs', ['owner']]);
    t.resolve('owner', { value: 'dora' });
    expect([plan.owner, paths(t)]).toEqual(['dora', []]);
    t.jumpTo(held);
    expect(paths(t)).toEqual(['title', 'owner']);
    t.undo();
    expect(paths(t)).toEqual([]);
    t.jumpTo(settled);
    expect(paths(t)).toEqual(['owner']);
    t.switch('idea');
    expect(paths(t)).toEqual([]);
  });

  test.each([
    ['ours', 'ours'],
    ['theirs', 'theirs'],
    ['base', 'base'],
    [{ value: 'else' }, 'else'],
  ] as const)('resolve with %j is one moment that can be undone', (resolution, expected) => {
    const { plan, t } = both();
    t.merge('idea', { conflicts: 'hold' });
    const merged = t.moment;
    const moment = t.resolve('title', resolution);
    expect(moment.parents).toEqual([merged]);
    expect(plan.title).toBe(expected);
    expect(paths(t)).toEqual(['owner']);
  });

  test('a branch with open conflicts carries them along, and what one side settled is settled', () => {
    const { plan, t } = both();
    t.merge('idea', { conflicts: 'hold' });
    t.branch('left');
    t.resolve('title', 'theirs');
    t.switch('main');
    t.branch('right');
    t.resolve('owner', 'theirs');
    const result = t.merge('left');
    expect(result.conflicts).toEqual([]);
    expect([plan.title, plan.owner, paths(t)]).toEqual(['theirs', 'cid', []]);
    // Into a branch that knows nothing of it.
    t.switch('idea');
    plan.rank = 11;
    t.switch('main');
    const before = paths(t);
    t.switch('idea');
    t.merge('main');
    expect(paths(t)).toEqual(before);
    expect(t.verify()).toEqual([]);
  });

  test('elements, keys and parts', () => {
    const plan = new Plan();
    const t = multiverseOf(plan);
    plan.cards.push(new Card('1'), new Card('2'), new Card('3'));
    const [, two] = plan.cards;
    t.branch('idea');
    plan.names[1] = 'theirs';
    plan.scores.set('x', 3);
    if (two !== undefined) two.text = 'edited';
    t.switch('main');
    plan.names[1] = 'ours';
    plan.scores.delete('x');
    plan.cards.splice(1, 1);
    t.merge('idea', { conflicts: 'hold' });
    expect(paths(t).sort()).toEqual(['cards[1]', 'names[1]', 'scores.x']);
    expect([...plan.names]).toEqual(['a', 'ours', 'c']);
    // The element moves on, and is found again.
    plan.names.unshift('new');
    plan.names.reverse();
    expect(paths(t)).toContain('names[1]');
    plan.names.push('last');
    expect([...plan.names]).toEqual(['c', 'ours', 'a', 'new', 'last']);
    t.resolve('names[1]', 'theirs');
    expect([...plan.names]).toEqual(['c', 'theirs', 'a', 'new', 'last']);
    t.resolve('scores.x', 'theirs');
    expect(plan.scores.get('x')).toBe(3);
    t.resolve('cards[1]', 'theirs');
    expect(plan.cards[1]).toBe(two);
    expect(plan.cards.map(({ text }) => text)).toEqual(['1', 'edited', '3']);
    expect(t.conflicts).toEqual([]);
    t.undo(3);
    expect(t.conflicts).toHaveLength(3);
    expect(t.verify()).toEqual([]);
  });

  test('an element that both sides moved', () => {
    const { plan, t } = diverged(
      (p) => move(p.names, 0, 2),
      (p) => move(p.names, 0, 1),
    );
    t.merge('idea', { conflicts: 'hold' });
    expect([[...plan.names], paths(t)]).toEqual([['b', 'c', 'a'], ['names[2]']]);
    expect(t.conflicts[0]?.kind).toBe('moved');
    expect(() => t.resolve('names[2]', 'base')).toThrow(OptionError);
    t.resolve('names[2]', 'theirs');
    expect([[...plan.names], paths(t)]).toEqual([['b', 'a', 'c'], []]);
    t.undo();
    t.resolve('names[2]', 'ours');
    expect([[...plan.names], paths(t)]).toEqual([['b', 'c', 'a'], []]);
  });

  test('an object that both sides put somewhere else stays where the target has it', () => {
    const plan = new Plan();
    const t = multiverseOf(plan);
    const card = new Card('moving');
    plan.left.push(card);
    t.branch('idea');
    plan.right.push(...plan.left.splice(0, 1));
    t.switch('main');
    plan.cards.push(...plan.left.splice(0, 1));
    t.merge('idea', { conflicts: 'hold' });
    expect([plan.cards.length, plan.right.length, plan.left.length]).toEqual([1, 0, 0]);
    const [path = ''] = paths(t);
    expect(() => t.resolve(path, 'theirs')).toThrow(/Move it/);
    plan.right.push(...plan.cards.splice(0, 1));
    t.resolve(paths(t)[0] ?? '', 'ours');
    expect([plan.cards.length, plan.right[0], t.conflicts.length]).toEqual([0, card, 0]);
  });

  test('what cannot be done', () => {
    const { plan, t } = both();
    expect(() => t.merge('idea', { conflicts: 'keep' as never })).toThrow(OptionError);
    expect(() => t.merge('idea', { conflicts: 'hold', strategy: 'preserve' })).toThrow(OptionError);
    expect(() => t.resolve('title', 'ours')).toThrow(UnknownConflictError);
    t.merge('idea', { conflicts: 'hold' });
    expect(() => t.resolve('nothing', 'ours')).toThrow(/Open are: title, owner/);
    expect(() => t.resolve('title', 'mine' as never)).toThrow(OptionError);
    expect(() => t.resolve('title', null as never)).toThrow(OptionError);
    expect(() => t.resolve('title', { value: new WeakMap() })).toThrow();
    expect(() => t.transact(() => t.resolve('title', 'ours'))).toThrow(/transaction/);
    t.freeze('main', 'released');
    expect(() => t.resolve('title', 'ours')).toThrow(FrozenBranchError);
    t.thaw('main');
    expect([plan.title, paths(t)]).toEqual(['ours', ['title', 'owner']]);
    t.resolve('title', 'ours');
    timelineOf(plan).dispose();
    expect(() => t.conflicts).toThrow(/disposed|dispose/);
  });
});
