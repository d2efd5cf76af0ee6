// Adapted values in everything that a history can do: merges, rewriting, comparison, forks.
import {
  adapter,
  branchable,
  MergeConflictError,
  multiverseOf,
  snapshotOf,
  timeline,
  tracked,
  trackedList,
  UncopyableValueError,
  type AdapterConflict,
  type AdapterMerge,
  type JanusError,
  type Multiverse,
} from '../../../src/index.js';

/** A foreign class: cells by name. */
class Grid {
  readonly cells: Record<string, number> = {};
}

type State = Readonly<Record<string, number>>;
type Delta = readonly (readonly [name: string, old: number | undefined, now: number | undefined])[];

const deltaOf = (old: State, now: State): Delta | null => {
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const delta = names.filter((name) => old[name] !== now[name]).map((name) => [name, old[name], now[name]] as const);
  return delta.length === 0 ? null : delta;
};

/** Joins cell by cell. */
@adapter(Grid)
class GridAdapter {
  getSnapshot(grid: Grid): State {
    return { ...grid.cells };
  }
  getDelta(old: State, grid: Grid): Delta | null {
    return deltaOf(old, grid.cells);
  }
  applyForward(grid: Grid, delta: Delta): void {
    for (const [name, , now] of delta) this.put(grid, name, now);
  }
  applyBackward(grid: Grid, delta: Delta): void {
    for (const [name, old] of delta) this.put(grid, name, old);
  }
  copy(grid: Grid): Grid {
    const copy = new Grid();
    Object.assign(copy.cells, grid.cells);
    return copy;
  }
  merge({ base, ours, theirs, prefer }: AdapterConflict<State>): AdapterMerge<Delta> {
    const [mine, yours] = [new Map<string, number | undefined>(), deltaOf(base, theirs) ?? []];
    for (const [name, , now] of deltaOf(base, ours) ?? []) mine.set(name, now);
    const contested = yours.filter(([name, , now]) => mine.has(name) && mine.get(name) !== now);
    const taken = prefer === 'theirs' ? yours : yours.filter(([name]) => !mine.has(name));
    const delta = taken
      .filter(([name, , now]) => ours[name] !== now)
      .map(([name, , now]) => [name, ours[name], now] as const);
    return {
      delta: delta.length === 0 ? null : delta,
      conflicts: contested.map(([name, old, now]) => ({ at: name, base: old, ours: mine.get(name), theirs: now })),
    };
  }
  private put(grid: Grid, name: string, value: number | undefined): void {
    if (value === undefined) Reflect.deleteProperty(grid.cells, name);
    else grid.cells[name] = value;
  }
}
void GridAdapter;

@timeline({ mode: 'multiverse' })
class Sheet {
  @tracked due = new Date(0);
  @tracked samples = new Float64Array(4);
  @tracked grid: Grid | null = new Grid();
  @branchable({ merge: 'strict' }) strict = new Date(0);
  @trackedList dates: Date[] = [new Date(1), new Date(2)];
  @tracked n = 0;
}

function made(): { sheet: Sheet; t: Multiverse; grid: Grid } {
  const sheet = new Sheet();
  return { sheet, t: multiverseOf(sheet), grid: sheet.grid! };
}

/** Both sides change the sheet; the target is current afterwards. */
function diverged(ours: (sheet: Sheet) => unknown, theirs: (sheet: Sheet) => unknown): ReturnType<typeof made> {
  const { sheet, t, grid } = made();
  t.transact(() => {
    sheet.n = 1;
    grid.cells.a = 1;
  });
  t.branch('side');
  t.transact(() => theirs(sheet));
  t.switch('main');
  t.transact(() => ours(sheet));
  return { sheet, t, grid };
}

const codeOf = (call: () => unknown): string | undefined => {
  try {
    call();
  } catch (error) {
    return (error as JanusError).code;
  }
  return undefined;
};

const nothing = (): void => undefined;

/** Every moment shows what it showed, whatever was done since. */
function expectStable(t: Multiverse, sheet: Sheet): void {
  const present = t.moment;
  const seen = new Map<number, unknown>();
  for (const pass of [1, 2]) {
    for (let id = t.graph().moments.length - 1; id >= 0; id--) {
      t.jumpTo(t.at(id));
      if (pass === 1) seen.set(id, snapshotOf(sheet));
      else expect(snapshotOf(sheet)).toEqual(seen.get(id));
    }
  }
  t.jumpTo(present);
  expect(t.verify()).toEqual([]);
}

describe('merging', () => {
  test('what only the source has changed in place is taken over, in the same object', () => {
    const { sheet, t, grid } = diverged(
      (s) => (s.n = 2),
      (s) => {
        s.due.setTime(5);
        s.samples[1] = 7;
        s.grid!.cells.b = 2;
        s.dates[1]!.setTime(9);
      },
    );
    const { due, samples } = sheet;
    const result = t.merge('side', 'strict');
    expect(result.conflicts).toEqual([]);
    expect([due.getTime(), samples[1], grid.cells.b, sheet.dates[1]!.getTime()]).toEqual([5, 7, 2, 9]);
    expect([sheet.due, sheet.samples, sheet.grid]).toEqual([due, samples, grid]);
    expect(result.decisions.map(({ path, by }) => [path, by]).sort()).toEqual([
      ['dates[1]', 'theirs'],
      ['due', 'theirs'],
      ['grid', 'theirs'],
      ['samples.buffer', 'theirs'],
    ]);
    t.undo();
    expect([due.getTime(), samples[1], grid.cells.b]).toEqual([0, 0, undefined]);
    expectStable(t, sheet);
  });

  test('what only the target has changed stays; what both made the same is no conflict', () => {
    const { sheet, t } = diverged(
      (s) => {
        s.due.setTime(5);
        s.samples[1] = 7;
      },
      (s) => s.due.setTime(5),
    );
    expect(t.merge('side', 'strict').decisions).toEqual([]);
    expect([sheet.due.getTime(), sheet.samples[1]]).toEqual([5, 7]);
    expectStable(t, sheet);
  });

  test.each([
    ['overshadow', 6],
    ['preserve', 5],
  ] as const)('both in different ways: %s', (strategy, time) => {
    const { sheet, t } = diverged(
      (s) => s.due.setTime(5),
      (s) => s.due.setTime(6),
    );
    const preview = t.previewMerge('side', strategy);
    expect(sheet.due.getTime()).toBe(5);
    expect(preview.conflicts).toMatchObject([{ path: 'due', kind: 'value', base: 0, ours: 5, theirs: 6 }]);
    t.merge('side', strategy);
    expect(sheet.due.getTime()).toBe(time);
    expectStable(t, sheet);
  });

  test('strict, by the call or by the field: refused, nothing changed', () => {
    const { sheet, t } = diverged(
      (s) => s.strict.setTime(5),
      (s) => {
        s.strict.setTime(6);
        s.grid!.cells.z = 1;
      },
    );
    const before = [t.graph(), snapshotOf(sheet)];
    expect(() => t.merge('side')).toThrow(MergeConflictError);
    expect([t.graph(), snapshotOf(sheet)]).toEqual(before);
  });

  test('a function answers with one of the states', () => {
    for (const [answer, time] of [
      ['ours', 5],
      ['theirs', 6],
      ['base', 0],
    ] as const) {
      const { sheet, t } = diverged(
        (s) => s.due.setTime(5),
        (s) => s.due.setTime(6),
      );
      t.merge('side', (conflict) => conflict[answer]);
      expect(sheet.due.getTime()).toBe(time);
    }
    const { sheet, t } = diverged(
      (s) => s.due.setTime(5),
      (s) => s.due.setTime(6),
    );
    expect(codeOf(() => t.merge('side', () => 17))).toBe('JANUS_MERGE_POLICY');
    expect(sheet.due.getTime()).toBe(5);
  });

  test('an adapter that can join keeps the changes of both sides, and names what they share', () => {
    const ours = (s: Sheet): void => {
      Object.assign(s.grid!.cells, { mine: 1, both: 1 });
    };
    const theirs = (s: Sheet): void => {
      Object.assign(s.grid!.cells, { yours: 2 });
    };
    const clean = diverged(ours, theirs);
    const result = clean.t.merge('side', 'strict');
    expect(result.decisions).toMatchObject([{ path: 'grid', conflict: false, by: 'computed' }]);
    expect(clean.grid.cells).toEqual({ a: 1, mine: 1, both: 1, yours: 2 });
    expectStable(clean.t, clean.sheet);
    for (const [strategy, both] of [
      ['overshadow', 2],
      ['preserve', 1],
    ] as const) {
      const { sheet, t, grid } = diverged(ours, (s) => {
        Object.assign(s.grid!.cells, { yours: 2, both: 2 });
      });
      const [conflict] = t.merge('side', strategy).conflicts;
      expect(conflict?.details).toEqual([{ at: 'both', base: undefined, ours: 1, theirs: 2 }]);
      expect(grid.cells).toEqual({ a: 1, mine: 1, yours: 2, both });
      expectStable(t, sheet);
    }
  });

  test('a value that one side replaced and the other edited in place', () => {
    const replaced = new Grid();
    const { sheet, t, grid } = diverged(
      (s) => (s.grid!.cells.b = 2),
      (s) => (s.grid = replaced),
    );
    expect(t.previewMerge('side').conflicts).toMatchObject([{ path: 'grid', kind: 'removed' }]);
    t.merge('side', 'preserve');
    expect([sheet.grid, grid.cells.b]).toEqual([grid, 2]);
    t.undo();
    t.merge('side');
    expect(sheet.grid).toBe(replaced);
    expectStable(t, sheet);
  });

  test('held open, and settled', () => {
    const { sheet, t } = diverged(
      (s) => s.due.setTime(5),
      (s) => s.due.setTime(6),
    );
    t.merge('side', { conflicts: 'hold' });
    expect([sheet.due.getTime(), t.conflicts.map(({ path }) => path)]).toEqual([5, ['due']]);
    expect(codeOf(() => t.resolve('due', { value: new Date() }))).toBe('JANUS_OPTION');
    for (const [choice, time] of [
      ['theirs', 6],
      ['base', 0],
      ['ours', 5],
    ] as const) {
      t.resolve('due', choice);
      expect([sheet.due.getTime(), t.conflicts.length]).toEqual([time, 0]);
      t.undo();
    }
    expectStable(t, sheet);
  });

  test('twice: what was merged is not merged again', () => {
    const { sheet, t } = diverged(nothing, (s) => s.due.setTime(6));
    sheet.n = 3;
    t.merge('side');
    t.switch('side');
    sheet.samples[0] = 4;
    t.switch('main');
    sheet.due.setTime(8);
    t.merge('side', 'strict');
    expect([sheet.due.getTime(), sheet.samples[0]]).toEqual([8, 4]);
    expectStable(t, sheet);
  });
});

describe('rewriting', () => {
  test('squash, flatten, revert, cherryPick, rebase', () => {
    const { sheet, t, grid } = made();
    sheet.due.setTime(1);
    const first = t.moment;
    grid.cells.x = 1;
    t.capture();
    sheet.samples[2] = 3;
    const picked = t.moment;
    sheet.due.setTime(2);
    t.squash(first);
    const state = (): unknown => [sheet.due.getTime(), grid.cells.x, sheet.samples[2]];
    expect(state()).toEqual([2, 1, 3]);
    t.undo();
    expect(state()).toEqual([1, undefined, 0]);
    t.cherryPick(picked);
    expect(state()).toEqual([1, undefined, 3]);
    t.revert(t.moment);
    expect(state()).toEqual([1, undefined, 0]);
    expectStable(t, sheet);
    const other = diverged(
      (s) => s.due.setTime(5),
      (s) => (s.samples[3] = 9),
    );
    other.t.rebase('side');
    expect([other.sheet.due.getTime(), other.sheet.samples[3]]).toEqual([5, 9]);
    other.t.flatten();
    expect([other.sheet.due.getTime(), other.sheet.samples[3]]).toEqual([5, 9]);
    expectStable(other.t, other.sheet);
  });
});

describe('comparison', () => {
  const edited = (): ReturnType<typeof made> & { before: ReturnType<Multiverse['at']> } => {
    const { sheet, t, grid } = made();
    sheet.n = 1;
    const before = t.moment;
    sheet.due.setTime(1);
    t.capture();
    grid.cells.x = 1;
    t.capture();
    sheet.due.setTime(2);
    t.capture();
    sheet.samples[1] = 3;
    t.capture();
    sheet.dates.push(new Date(3));
    sheet.dates[2]!.setTime(4);
    return { sheet, t, grid, before };
  };

  test('a diff leads there and back, and lists what is net', () => {
    const { sheet, t, grid, before } = edited();
    const end = t.moment;
    const diff = t.diff(before);
    expect(diff.changes.map(({ kind, path }) => [kind, path]).sort()).toEqual([
      ['edit', 'due'],
      ['edit', 'grid'],
      ['edit', 'samples.buffer'],
      ['insert', 'dates'],
    ]);
    const back = t.diff(end, before);
    const shown = snapshotOf(sheet);
    t.applyDiff(back);
    expect([sheet.due.getTime(), grid.cells.x, sheet.samples[1], sheet.dates.length]).toEqual([0, undefined, 0, 2]);
    expect(codeOf(() => t.applyDiff(back))).toBe('JANUS_DIFF_MISMATCH');
    t.applyDiff(diff);
    expect(snapshotOf(sheet)).toEqual(shown);
    sheet.due.setTime(7);
    sheet.due.setTime(2);
    expect(t.diff(end).changes).toEqual([]);
    expectStable(t, sheet);
  });

  test('on another owner, and as events', () => {
    const { sheet, t, before } = edited();
    const other = made();
    other.sheet.n = 1;
    other.t.applyDiff(t.diff(before));
    expect(snapshotOf(other.sheet)).toEqual(snapshotOf(sheet));
    expect(other.sheet.dates[2]).not.toBe(sheet.dates[2]);
    const third = made();
    third.t.replay(t.extract());
    expect(snapshotOf(third.sheet)).toEqual(snapshotOf(sheet));
    expectStable(third.t, third.sheet);
  });

  test('blame and find', () => {
    const { sheet, t } = edited();
    const kinds = t.blame('due').map(({ kind, moment }) => [kind, moment.id]);
    expect(kinds).toEqual([
      ['edit', 4],
      ['edit', 2],
    ]);
    sheet.due = new Date(50);
    expect(t.blame('due').map(({ kind }) => kind)).toEqual(['set']);
    expect(t.find({ changed: 'grid' }).map(({ id }) => id)).toEqual([3]);
    expect(t.find({ changed: 'samples' }).map(({ id }) => id)).toEqual([5]);
  });

  test('a snapshot and a page have copies', () => {
    const { sheet, t } = edited();
    const shown = snapshotOf(sheet) as unknown as { due: Date; samples: Float64Array };
    sheet.due.setTime(99);
    sheet.samples[0] = 99;
    expect([shown.due.getTime(), shown.samples[0], shown.samples.constructor]).toEqual([2, 0, Float64Array]);
    expect(t.plot({ backend: 'html' })).toContain('<html');
  });
});

describe('forks and copies', () => {
  test('have values of their own', () => {
    const { sheet, t, grid } = made();
    sheet.due.setTime(1);
    const fork = t.fork<Sheet>('idea');
    expect([fork.due.getTime(), fork.due === sheet.due, fork.samples.buffer === sheet.samples.buffer]).toEqual([
      1,
      false,
      false,
    ]);
    fork.due.setTime(5);
    fork.samples[1] = 6;
    fork.grid!.cells.b = 7;
    fork.dates[0]!.setTime(8);
    expect([sheet.due.getTime(), sheet.samples[1], grid.cells.b, sheet.dates[0]!.getTime()]).toEqual([
      1,
      0,
      undefined,
      1,
    ]);
    const f = multiverseOf(fork);
    expect(f.undo(2)).toBe(2);
    expect([fork.due.getTime(), fork.grid!.cells.b, fork.samples[1]]).toEqual([5, undefined, 6]);
    f.redo(2);
    grid.cells.mine = 1;
    t.adopt(fork);
    expect([sheet.due.getTime(), sheet.samples[1], sheet.dates[0]!.getTime()]).toEqual([5, 6, 8]);
    expect(grid.cells).toEqual({ mine: 1, b: 7 });
    expectStable(t, sheet);
  });

  test('views of one buffer stay views of one buffer', () => {
    @timeline({ mode: 'multiverse' })
    class Views {
      @tracked bytes: Uint8Array;
      @tracked words: Uint16Array;
      constructor() {
        const buffer = new ArrayBuffer(8);
        this.bytes = new Uint8Array(buffer, 2, 4);
        this.words = new Uint16Array(buffer);
      }
    }
    const views = new Views();
    const t = multiverseOf(views);
    views.bytes[0] = 3;
    const fork = t.fork<Views>('idea');
    expect(fork.bytes.buffer).toBe(fork.words.buffer);
    expect([fork.bytes.byteOffset, fork.bytes.length, fork.words[1]]).toEqual([2, 4, 3]);
    fork.words[1] = 9;
    expect([fork.bytes[0], views.bytes[0]]).toEqual([9, 3]);
    t.adopt(fork);
    expect(views.words[1]).toBe(9);
  });

  test('of an earlier moment, and for bisect', () => {
    const { sheet, t } = made();
    const start = t.moment;
    for (let i = 1; i <= 20; i++) {
      sheet.due.setTime(i);
      sheet.n = i;
    }
    const found = t.bisect<Sheet>(start, t.moment, ({ due }) => due.getTime() < 13);
    t.jumpTo(found);
    expect(sheet.due.getTime()).toBe(13);
    const fork = t.fork<Sheet>('early', { at: t.at(9) });
    expect(fork.due.getTime()).toBeLessThan(13);
  });

  test('a value that its adapter cannot copy: refused, nothing changed', () => {
    class Plug {
      volume = 0;
    }
    @adapter(Plug)
    class PlugAdapter {
      getSnapshot({ volume }: Plug): number {
        return volume;
      }
      getDelta(old: number, { volume }: Plug): readonly [number, number] | null {
        return old === volume ? null : [old, volume];
      }
      applyForward(plug: Plug, [, now]: readonly [number, number]): void {
        plug.volume = now;
      }
      applyBackward(plug: Plug, [old]: readonly [number, number]): void {
        plug.volume = old;
      }
    }
    void PlugAdapter;
    @timeline({ mode: 'multiverse' })
    class Amp {
      @tracked plug = new Plug();
    }
    const amp = new Amp();
    const t = multiverseOf(amp);
    amp.plug.volume = 3;
    expect(() => t.fork('idea')).toThrow(UncopyableValueError);
    expect([...t.branches().keys()]).toEqual(['main']);
    expect(snapshotOf(amp)).toEqual({ plug: amp.plug });
    expect(t.undo()).toBe(1);
    expect(amp.plug.volume).toBe(0);
  });
});
