// The operation log, and frozen branches.
import {
  branchable,
  FrozenBranchError,
  multiverseOf,
  OperationError,
  OptionError,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  trackedList,
  UnknownRefError,
  type HistoryEvent,
  type Multiverse,
} from '../../../src/index.js';

@timeline()
class Plan {
  @tracked title = 'plan';
  @branchable({ merge: 'sum' }) budget = 100;
  @trackedList names: string[] = [];
}

function plan(): { plan: Plan; t: Multiverse } {
  const made = new Plan();
  return { plan: made, t: multiverseOf(made) };
}

const names = (t: Multiverse): unknown => ({
  branches: [...t.branches()].map(([name, { id }]) => [name, id]).sort(),
  labels: [...t.labels()].map(([name, { id }]) => [name, id]).sort(),
  current: t.currentBranch,
  position: t.moment.id,
  frozen: t.graph().marks ?? {},
  state: snapshotOf(t.owner),
});

/** A history in which every operation can be done. */
function livedIn(): { plan: Plan; t: Multiverse } {
  const { plan: p, t } = plan();
  p.title = 'one';
  t.label('start');
  t.branch('side');
  p.budget += 10;
  p.names.push('side');
  t.switch('main');
  p.title = 'two';
  p.names.push('main');
  t.branch('ahead', { switch: false });
  return { plan: p, t };
}

describe('undoOperation', () => {
  const operations: readonly (readonly [kind: string, act: (t: Multiverse, p: Plan) => unknown])[] = [
    ['branch', (t) => t.branch('new')],
    ['branch', (t) => t.branch('new', { switch: false, at: 'start' })],
    [
      'delete-branch',
      (t) => {
        t.deleteBranch('side');
      },
    ],
    [
      'rename-branch',
      (t) => {
        t.renameBranch('main', 'trunk');
      },
    ],
    ['label', (t) => t.label('here')],
    [
      'freeze',
      (t) => {
        t.freeze('main', 'released');
      },
    ],
    ['merge', (t) => t.merge('side')],
    [
      'merge',
      (t) => {
        t.undo();
        return t.merge('side', 'preserve');
      },
    ],
    ['revert', (t) => t.revert(t.moment)],
    ['cherry-pick', (t) => t.cherryPick('side')],
    ['rebase', (t) => t.rebase('side')],
    ['squash', (t) => t.squash('start')],
    ['squash', (t) => t.flatten()],
  ];

  test.each(operations)('%s is taken back', (kind, act) => {
    const { plan: p, t } = livedIn();
    if (kind !== 'merge') act(t, p);
    const { t: fresh, plan: other } = livedIn();
    const before = names(fresh);
    const count = fresh.operations().length;
    act(fresh, other);
    const last = fresh.operations().at(-1);
    expect([last?.kind, last?.number, last?.isUndone]).toEqual([kind, count + 1, false]);
    const events: HistoryEvent[] = [];
    fresh.subscribe((event) => events.push(event));
    expect(fresh.undoOperation()).toBe(count + 1);
    expect(events.map((event) => event.kind)).toEqual(['undo-operation']);
    const after = names(fresh) as { position: number };
    expect({ ...after, position: 0 }).toEqual({ ...(before as object), position: 0, ...undoneBefore(fresh, before) });
    expect(fresh.operations().at(-1)?.isUndone).toBe(true);
    expect(fresh.verify()).toEqual([]);
    other.title = 'goes on';
    expect(fresh.verify()).toEqual([]);
  });

  // One of the operations undoes a step first, which is none itself.
  const undoneBefore = (t: Multiverse, before: unknown): object =>
    t.moment.id === (before as { position: number }).position ? {} : { state: snapshotOf(t.owner) };

  test('goes further back when it is called again', () => {
    const { t } = plan();
    const start = names(t);
    t.label('a');
    t.branch('b');
    t.freeze('b', 'why');
    expect([t.undoOperation(), t.undoOperation(), t.undoOperation()]).toEqual([3, 2, 1]);
    expect(names(t)).toEqual(start);
    expect(() => t.undoOperation()).toThrow(OperationError);
    expect(() => t.undoOperation(1)).toThrow(/taken back already/);
    expect(() => t.undoOperation(9)).toThrow(OperationError);
    expect(() => t.undoOperation(1.5)).toThrow(OperationError);
  });

  test('leaves nothing behind: moments on top have to be named first', () => {
    const { plan: p, t } = plan();
    p.title = 'one';
    p.title = 'two';
    t.squash(t.at(0));
    const squashed = t.operations().at(-1)?.number;
    p.title = 'three';
    const tip = t.moment;
    const before = names(t);
    expect(() => t.undoOperation()).toThrow(/left behind.*branch\('kept'/);
    expect(names(t)).toEqual(before);
    t.branch('kept', { switch: false });
    t.undoOperation(squashed);
    expect([t.moment, p.title, t.branches().get('kept')]).toEqual([t.at(2), 'two', tip]);
  });

  test('a deleted branch comes back, unless its name is taken', () => {
    const { plan: p, t } = plan();
    t.branch('side');
    p.title = 'side';
    const tip = t.moment;
    t.switch('main');
    t.deleteBranch('side');
    t.branch('side', { switch: false });
    const deletion = t.operations().findLast(({ kind }) => kind === 'delete-branch')?.number;
    expect(() => t.undoOperation(deletion)).toThrow(/is named side now/);
    t.undoOperation();
    t.undoOperation();
    expect(t.branches().get('side')).toBe(tip);
  });

  test('an object that has gone elsewhere since stays there', () => {
    const { plan: p, t } = plan();
    t.branch('side');
    const created = t.operations().at(-1)?.number;
    t.switch('main');
    p.title = 'main';
    const here = t.moment;
    expect(t.undoOperation()).toBe(created);
    expect([t.moment, t.currentBranch, [...t.branches().keys()]]).toEqual([here, 'main', ['main']]);
  });

  test('later operations on the same name come first', () => {
    const { plan: p, t } = plan();
    p.title = '1';
    p.title = '2';
    t.squash(t.at(0));
    t.revert(t.moment);
    expect(() => t.undoOperation(1)).toThrow(/left behind/);
    t.branch('x', { switch: false });
    t.renameBranch('x', 'y');
    expect(() => t.undoOperation(3)).toThrow(/no branch x any more/);
    t.undoOperation();
    t.undoOperation();
    t.undoOperation();
    t.undoOperation();
    expect([p.title, t.moment]).toEqual(['2', t.at(2)]);
  });

  test('is refused inside a transaction, and after dispose', () => {
    const { t } = plan();
    t.label('a');
    expect(() => t.transact(() => t.undoOperation())).toThrow(/transaction/);
    t.dispose();
    expect(() => t.operations()).toThrow(/dispose/);
  });
});

describe('frozen branches', () => {
  test('refuse everything that would change them, with the reason', () => {
    const { plan: p, t } = livedIn();
    t.freeze('main', 'released as 1.0');
    const before = names(t);
    const refused: (() => unknown)[] = [
      () => (p.title = 'no'),
      () => p.names.push('no'),
      () => p.names.pop(),
      () => t.transact(() => (p.title = 'no')),
      () => {
        t.untracked(() => (p.title = 'no'));
      },
      () => t.merge('side'),
      () => t.merge('side', { conflicts: 'hold' }),
      () => t.revert(t.moment),
      () => t.cherryPick('side'),
      () => t.rebase('side'),
      () => t.squash('start'),
      () => t.flatten(),
      () => {
        t.renameBranch('main', 'x');
      },
    ];
    for (const act of refused) {
      expect(act).toThrow(FrozenBranchError);
      expect(act).toThrow(/released as 1\.0/);
      expect(names(t)).toEqual(before);
    }
    t.freeze('side', 'also');
    expect(() => {
      t.deleteBranch('side');
    }).toThrow(FrozenBranchError);
    expect(t.branchInfo('side')).toEqual({
      name: 'side',
      tip: t.branches().get('side'),
      isCurrent: false,
      isCollapsed: false,
      frozen: 'also',
    });
    expect(t.visualize()).toMatch(/⎇ main \(current, frozen\)/);
  });

  test('can be looked at, branched from and merged from', () => {
    const { plan: p, t } = livedIn();
    t.freeze('main', 'released');
    t.undo();
    t.redo();
    t.label('v1');
    t.tag({ who: 'me' });
    t.branch('next');
    p.title = 'next';
    t.switch('side');
    p.budget += 1;
    t.merge('main');
    t.switch('main');
    expect(() => (p.title = 'no')).toThrow(FrozenBranchError);
    t.thaw('main');
    p.title = 'yes';
    expect(p.title).toBe('yes');
  });

  test('asynchronous transactions', async () => {
    const { plan: p, t } = livedIn();
    t.freeze('main', 'released');
    await expect(
      t.transactAsync(async () => {
        await Promise.resolve();
        p.title = 'no';
      }),
    ).rejects.toThrow(FrozenBranchError);
    expect(p.title).toBe('two');
  });

  test('wrong arguments', () => {
    const { t } = livedIn();
    expect(() => {
      t.freeze('start', 'a label');
    }).toThrow(UnknownRefError);
    expect(() => {
      t.freeze('main', '');
    }).toThrow(OptionError);
    expect(() => {
      t.freeze('main', undefined as never);
    }).toThrow(OptionError);
    expect(() => {
      t.thaw('nothing');
    }).toThrow(UnknownRefError);
    const count = t.operations().length;
    t.thaw('main');
    expect(t.operations()).toHaveLength(count);
    t.freeze('main', 'a');
    t.freeze('main', 'b');
    expect(t.branchInfo('main').frozen).toBe('b');
    t.undoOperation();
    expect(t.branchInfo('main').frozen).toBe('a');
  });

  test('a linear timeline has operations too', () => {
    @timeline()
    class Note {
      @tracked text = '';
    }
    const note = new Note();
    const t = timelineOf(note);
    note.text = 'a';
    note.text = 'b';
    t.label('b');
    t.flatten();
    expect(t.operations().map(({ kind }) => kind)).toEqual(['label', 'squash']);
    expect(t.labels().get('b')).toBe(t.at(3));
    t.undoOperation();
    expect([t.labels().get('b'), t.moment]).toEqual([t.at(2), t.at(2)]);
  });
});
