// Every call that changes a container: one moment, one event, undone as a whole; refused where field writes are.
import {
  DetachedWriteError,
  FieldHeldError,
  move,
  multiverseOf,
  ReentrantMutationError,
  branchable,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  type HistoryEvent,
} from '../../../src/index.js';
import { Desk, Piece } from '../../model/containers/fixture.js';
import { fingerprint, furnished, VERBS } from '../../model/containers/places.js';

/** State, order, holes and identities, without counters. */
function stateOf(desk: Desk): unknown {
  const { state, keys, lengths, order, containers } = fingerprint(desk) as Record<string, unknown>;
  const elements = [desk.list, desk.items, desk.object].flatMap((container) => Object.values(container));
  return {
    state,
    keys,
    lengths,
    order,
    containers,
    elements: new Set([...elements, ...desk.map.values(), ...desk.set]),
  };
}

const names = Object.keys(VERBS);
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe.each(names)('%s', (name) => {
  const verb = VERBS[name]!;

  test('is one moment and one event, and comes back on undo and redo', () => {
    const desk = furnished();
    const t = timelineOf(desk);
    const before = stateOf(desk);
    const events: HistoryEvent[] = [];
    let seen: unknown;
    const moments = t.stats().moments;
    t.subscribe((event) => {
      events.push(event);
      seen ??= stateOf(desk);
    });
    verb(desk);
    const after = stateOf(desk);
    expect(after).not.toEqual(before);
    expect(events.map(({ kind, from, moment }) => [kind, from.id, moment.id])).toEqual([
      ['commit', moments - 1, moments],
    ]);
    expect(seen).toEqual(after);
    expect(t.stats().moments).toBe(moments + 1);
    for (let round = 0; round < 2; round++) {
      expect(t.undo()).toBe(1);
      expect(stateOf(desk)).toEqual(before);
      expect(t.redo()).toBe(1);
      expect(stateOf(desk)).toEqual(after);
    }
    expect(events.map(({ kind }) => kind)).toEqual(['commit', 'undo', 'redo', 'undo', 'redo']);
    expect(t.verify()).toEqual([]);
  });

  test('is rolled back with its transaction, with a nested one, with a cancelled group', () => {
    const desk = furnished();
    const t = timelineOf(desk);
    const before = fingerprint(desk);
    const state = stateOf(desk);
    const failure = new Error('wanted');
    const fail = (): never => {
      verb(desk);
      throw failure;
    };
    expect(() => t.transact(fail)).toThrow(failure);
    expect([fingerprint(desk), stateOf(desk)]).toEqual([before, state]);
    t.transact(() => {
      expect(() => t.transact(fail)).toThrow(failure);
      expect(stateOf(desk)).toEqual(state);
    });
    expect([fingerprint(desk), stateOf(desk)]).toEqual([before, state]);
    const group = t.group('gesture');
    verb(desk);
    group.cancel();
    expect([fingerprint(desk), stateOf(desk)]).toEqual([before, state]);
    verb(desk);
    t.undo();
    expect(stateOf(desk)).toEqual(state);
    expect(t.verify()).toEqual([]);
  });

  test('is one moment with others in a transaction', () => {
    const desk = furnished();
    const t = timelineOf(desk);
    const before = stateOf(desk);
    const { moments } = t.stats();
    t.transact('many', () => {
      desk.list.push('first');
      verb(desk);
      desk.map.set('last', [1]);
      desk.list.reverse();
    });
    const after = stateOf(desk);
    expect([t.stats().moments, t.undo()]).toEqual([moments + 1, 1]);
    expect(stateOf(desk)).toEqual(before);
    t.redo();
    expect(stateOf(desk)).toEqual(after);
  });

  test('is rolled back with a rejected asynchronous transaction, and kept by one that ends', async () => {
    const desk = furnished();
    const t = timelineOf(desk);
    const [before, state] = [fingerprint(desk), stateOf(desk)];
    const run = async (fails: boolean): Promise<void> => {
      await tick();
      verb(desk);
      await tick();
      if (fails) throw new Error('wanted');
    };
    await expect(t.transactAsync(() => run(true))).rejects.toThrow('wanted');
    expect([fingerprint(desk), stateOf(desk)]).toEqual([before, state]);
    await t.transactAsync(() => run(false));
    expect(t.stats().moments).toBe((before as { moments: number }).moments + 1);
    expect(stateOf(desk)).not.toEqual(state);
    t.undo();
    expect(stateOf(desk)).toEqual(state);
  });

  test('is refused while an asynchronous transaction holds what it changes', async () => {
    const desk = furnished();
    const t = timelineOf(desk);
    let [release, begun] = [(): void => undefined, (): void => undefined];
    const holding = new Promise<void>((resolve) => (release = resolve));
    const started = new Promise<void>((resolve) => (begun = resolve));
    const open = t.transactAsync(async () => {
      verb(desk);
      begun();
      await holding;
    });
    await started;
    const inside = stateOf(desk);
    let thrown: unknown;
    try {
      verb(desk);
    } catch (error) {
      thrown = error;
    }
    // Some calls have nothing left to do when they are done again.
    if (thrown !== undefined) expect(thrown).toBeInstanceOf(FieldHeldError);
    expect(stateOf(desk)).toEqual(inside);
    release();
    await open;
    expect(stateOf(desk)).toEqual(inside);
  });

  test('is refused off the line of the current branch', () => {
    const desk = furnished();
    const t = multiverseOf(desk);
    t.branch('side');
    desk.object.only = 'side';
    t.switch('main');
    t.jumpTo(t.branches().get('side')!);
    const [before, state] = [fingerprint(desk), stateOf(desk)];
    expect(() => verb(desk)).toThrow(DetachedWriteError);
    expect([fingerprint(desk), stateOf(desk)]).toEqual([before, state]);
    t.switch('main');
    expect(t.verify()).toEqual([]);
  });
});

test('nothing can be written inside a merge function', () => {
  const refused: string[] = [];
  @timeline({ mode: 'multiverse' })
  class Tester extends Desk {
    @branchable({
      merge: ({ ours }: { ours: unknown }) => {
        for (const [name, verb] of Object.entries(VERBS)) {
          try {
            verb(tester);
          } catch (error) {
            if (error instanceof ReentrantMutationError) refused.push(name);
          }
        }
        return ours;
      },
    })
    decided: unknown = 0;
  }
  const tester = new Tester(snapshotOf(furnished()));
  tester.any = new Piece(1);
  (tester.any as Piece).children.push('child');
  const t = multiverseOf(tester);
  t.branch('side');
  tester.decided = 1;
  t.switch('main');
  tester.decided = 2;
  const before = stateOf(tester);
  t.merge('side');
  expect(stateOf(tester)).toEqual(before);
  expect(refused).toEqual(names);
});

const NOTHING: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'push()': ({ list }) => list.push(),
  'unshift()': ({ list }) => list.unshift(),
  'pop() of nothing': ({ items }) => [items.at(9), new Desk().list.pop()],
  'splice(1, 0)': ({ list }) => list.splice(1, 0),
  'splice of the same elements': ({ list }) => list.splice(0, 2, 'a', 'b'),
  'sort that is sorted': ({ list }) => list.sort(),
  'sort by, that is sorted': ({ list }) => list.sort(() => 0),
  'reverse of one': (desk) => (desk.items[1] as unknown[]).reverse(),
  'fill of nothing': ({ list }) => list.fill('x', 2, 1),
  'fill with the same': ({ list }) => list.fill('b', 1, 2),
  'copyWithin to itself': ({ list }) => list.copyWithin(1, 1),
  'the same length': ({ list }) => (list.length = 3),
  'the same element': ({ list }) => (list[1] = 'b'),
  'the same nested list': ({ items }) => (items[1] = items[1]),
  'delete of no element': ({ list }) => Reflect.deleteProperty(list, 7),
  'move to where it is': ({ list }) => {
    move(list, 1, 1);
  },
  'map.set of the same': ({ map }) => map.set('k', 'v'),
  'map.delete of nothing': ({ map }) => map.delete('none'),
  'set.add of what is there': ({ set }) => set.add('s'),
  'set.delete of nothing': ({ set }) => set.delete('none'),
  'clear of the empty': (desk) => {
    new Desk().map.clear();
    desk.map.delete('none');
  },
  'the same property': ({ object }) => (object.p = 1),
  'Object.assign of the same': ({ object }) => Object.assign(object, { ...object }),
  'delete of no property': ({ object }) => Reflect.deleteProperty(object, 'none'),
  'a field with its own container': (desk) => {
    desk.list = desk.list;
    desk.map = desk.map;
  }, // prettier-ignore
  'whole assignment of the same elements': (desk) => (desk.list = [...desk.list]),
};

test.each(Object.keys(NOTHING))('%s changes nothing and is no moment', (name) => {
  const desk = furnished();
  const before = fingerprint(desk);
  const events: HistoryEvent[] = [];
  timelineOf(desk).subscribe((event) => events.push(event));
  NOTHING[name]!(desk);
  expect(fingerprint(desk)).toEqual(before);
  expect(events).toEqual([]);
});

test('Object.assign is one write for each changed key, and one moment in a transaction', () => {
  const desk = furnished();
  const t = timelineOf(desk);
  const { moments } = t.stats();
  Object.assign(desk.object, { p: 1, fresh: 2, other: 3 });
  expect(t.stats().moments).toBe(moments + 2);
  t.transact(() => Object.assign(desk.object, { p: 5, fresh: 6 }));
  expect(t.stats().moments).toBe(moments + 3);
});

test('-0 and NaN are values of their own in lists and objects; maps and sets take -0 for 0', () => {
  class Box {
    @tracked list: number[] = [0, NaN];
  }
  const desk = furnished();
  const box = new Box();
  desk.any = box;
  const t = timelineOf(desk);
  const { moments } = t.stats();
  box.list[1] = NaN;
  expect(t.stats().moments).toBe(moments);
  box.list[0] = -0;
  expect([t.stats().moments, Object.is(box.list[0], -0)]).toEqual([moments + 1, true]);
  t.undo();
  expect(Object.is(box.list[0], 0)).toBe(true);
  desk.set.add(0);
  desk.set.add(-0);
  desk.map.set(-0, 'zero');
  expect([[...desk.set].filter((value) => value === 0).length, desk.map.get(0)]).toEqual([1, 'zero']);
  expect([...desk.map.keys()].some((key) => Object.is(key, -0))).toBe(false);
  // What is recorded is what is there (found by the law of comparison).
  const before = t.moment;
  desk.set.delete(0);
  desk.set.add(-0);
  expect(t.diff(before).changes).toEqual([]);
});
