// Adapters that fail: the call is refused, and nothing has changed.
import {
  adapter,
  AdapterContractError,
  multiverseOf,
  ReentrantMutationError,
  timeline,
  timelineOf,
  tracked,
} from '../../../src/index.js';
import { breakThird, Desk, fault, lived, mend, seen, throwing, type Step, type Verb } from './dial.js';

afterEach(mend);

const VERBS: readonly Verb[] = ['getSnapshot', 'getDelta', 'applyForward', 'applyBackward'];
const answersPromise = (): unknown => Promise.resolve(1);
const answersNothing = (): unknown => undefined;

describe.each([
  ['throws', throwing, VERBS],
  ['answers a promise', answersPromise, VERBS],
  ['answers undefined', answersNothing, ['getSnapshot', 'getDelta'] as const],
] as const)('an adapter that %s on its third call', (_, make, verbs) => {
  test.each(verbs)('of %s: each call is done, or refused without a trace', (verb) => {
    const calls: readonly ((desk: Desk) => unknown)[] = [
      (desk) => timelineOf(desk).undo(6),
      (desk) => timelineOf(desk).redo(2),
      (desk) => timelineOf(desk).jumpTo(timelineOf(desk).at(1)),
      (desk) => multiverseOf(desk).switch('start'),
      (desk) => multiverseOf(desk).merge('start'),
      (desk) => multiverseOf(desk).branch('other', { at: timelineOf(desk).at(2) }),
      (desk) => timelineOf(desk).transact(() => (desk.dial!.at = 50)),
    ];
    for (const call of calls) {
      const desk = lived();
      const t = multiverseOf(desk);
      t.branch('start', { at: t.at(1), switch: false });
      t.undo(2);
      const before = seen(desk);
      const dialBefore = desk.dial!.at;
      breakThird(verb, make);
      let failed: unknown;
      try {
        call(desk);
      } catch (error) {
        failed = error;
      }
      mend();
      if (failed === undefined) continue;
      expect(failed).toBeInstanceOf(AdapterContractError);
      expect((failed as Error).message).toContain('DialAdapter');
      expect((failed as Error).message).toContain('Desk.dial');
      // A transaction is taken back; a change in place that could not be read is still there.
      if (desk.dial!.at !== 50) expect(desk.dial!.at).toBe(dialBefore);
      desk.dial!.at = dialBefore;
      expect(seen(desk)).toEqual(before);
    }
  });
});

test('undo over an adapter that fails: position, redo and every other value stay', () => {
  const desk = lived();
  const t = timelineOf(desk);
  const before = seen(desk);
  breakThird('applyBackward', throwing);
  expect(() => t.undo(9)).toThrow(AdapterContractError);
  mend();
  expect(seen(desk)).toEqual(before);
  expect(t.undo(9)).toBe(9);
  expect([desk.dial!.at, desk.date.getTime(), desk.n]).toEqual([0, 0, 0]);
  expect(t.redo(9)).toBe(9);
  expect(seen(desk)).toEqual(before);
});

test('a broken adapter keeps nobody from disposing of the history', () => {
  const desk = lived();
  desk.dial!.at = 9;
  breakThird('getDelta', throwing);
  fault.call = 2;
  expect(() => timelineOf(desk).moment).toThrow(AdapterContractError);
  timelineOf(desk).dispose();
  expect(desk.dial!.at).toBe(9);
});

test('what an adapter throws is the cause, and the field is named', () => {
  const desk = lived();
  breakThird('getDelta', throwing);
  fault.call = 2;
  desk.dial!.at = 9;
  let error: AdapterContractError | undefined;
  try {
    desk.n = 10;
  } catch (caught) {
    error = caught as AdapterContractError;
  }
  expect(error).toMatchObject({ adapter: 'DialAdapter', verb: 'getDelta', field: 'Desk.dial', code: 'JANUS_ADAPTER_CONTRACT' }); // prettier-ignore
  expect((error?.cause as Error).message).toBe('no power');
  expect(desk.n).toBe(3);
  mend();
  desk.n = 10;
  expect(timelineOf(desk).undo(2)).toBe(2);
  expect(desk.dial!.at).toBe(3);
});

test('a delta that does not lead back, or not forth: refused where it is made', () => {
  class Lamp {
    level = 0;
  }
  class LampAdapter {
    getSnapshot({ level }: Lamp): number {
      return level;
    }
    getDelta(before: number, { level }: Lamp): Step | null {
      return Object.is(before, level) ? null : [before, level];
    }
    applyForward(lamp: Lamp, [, after]: Step): void {
      lamp.level = after;
    }
    applyBackward(lamp: Lamp, [before]: Step): void {
      // Loses −0 and NaN.
      lamp.level = before + 0 || 0;
    }
  }
  adapter(Lamp)(LampAdapter);
  @timeline()
  class Room {
    @tracked lamp: Lamp | null = null;
  }
  for (const [first, next] of [
    [-0, 1],
    [NaN, 1],
  ] as const) {
    const room = new Room();
    const lamp = new Lamp();
    lamp.level = first;
    room.lamp = lamp;
    lamp.level = next;
    expect(() => timelineOf(room).moment).toThrow(/LampAdapter.applyBackward .*Room\.lamp/);
    expect(lamp.level).toBe(next);
    lamp.level = first;
    expect(timelineOf(room).stats().moments).toBe(2);
  }
});

test('an adapter that changes its input is caught at once', () => {
  class Shelf {
    items: string[] = [];
  }
  class ShelfAdapter {
    getSnapshot({ items }: Shelf): string[] {
      return [...items];
    }
    getDelta(before: string[], { items }: Shelf): { before: string[]; after: string[] } | null {
      if (before.join() === items.join()) return null;
      const delta = { before: [...before], after: [...items] };
      before.splice(0, before.length, ...items);
      return delta;
    }
    applyForward(shelf: Shelf, { after }: { after: string[] }): void {
      shelf.items = [...after];
    }
    applyBackward(shelf: Shelf, { before }: { before: string[] }): void {
      shelf.items = [...before];
    }
  }
  adapter(Shelf)(ShelfAdapter);
  @timeline()
  class Room {
    @tracked shelf = new Shelf();
  }
  const room = new Room();
  room.shelf.items.push('a');
  expect(() => timelineOf(room).capture()).toThrow(
    /ShelfAdapter\.getDelta .* in Room\.shelf: it has changed the snapshot/,
  );
  expect(room.shelf.items).toEqual(['a']);
});

test('a delta that shares state with the value is caught when it is tried', () => {
  class Shelf {
    items: string[] = [];
  }
  class AliasAdapter {
    getSnapshot({ items }: Shelf): string[] {
      return [...items];
    }
    getDelta(before: string[], { items }: Shelf): { before: string[]; after: string[] } | null {
      return before.join() === items.join() ? null : { before: [...before], after: items };
    }
    applyForward(shelf: Shelf, { after }: { after: string[] }): void {
      shelf.items.splice(0, shelf.items.length, ...after);
    }
    applyBackward(shelf: Shelf, { before }: { before: string[] }): void {
      shelf.items.splice(0, shelf.items.length, ...before);
    }
  }
  adapter(Shelf)(AliasAdapter);
  @timeline()
  class Room {
    @tracked shelf = new Shelf();
  }
  const room = new Room();
  room.shelf.items.push('a');
  expect(() => timelineOf(room).capture()).toThrow(/AliasAdapter\.applyForward/);
});

test('a snapshot that shares state with the value is caught when the value changes, and production does not look', () => {
  class Shelf {
    items: string[] = [];
    byName = new Map<string, number[]>();
  }
  class SharingAdapter {
    getSnapshot({ items, byName }: Shelf): readonly [string[], Map<string, number[]>] {
      return [[...items], new Map(byName)];
    }
    getDelta([before]: readonly [string[], unknown], { items }: Shelf): readonly [string[], string[]] | null {
      return before.join() === items.join() ? null : [[...before], [...items]];
    }
    applyForward(shelf: Shelf, [, after]: readonly [string[], string[]]): void {
      shelf.items = [...after];
    }
    applyBackward(shelf: Shelf, [before]: readonly [string[], string[]]): void {
      shelf.items = [...before];
    }
  }
  adapter(Shelf)(SharingAdapter);
  @timeline()
  class Room {
    @tracked shelf = new Shelf();
    @tracked n = 0;
  }
  const inside = [1];
  const roomWith = (): Room => {
    const room = new Room();
    const shelf = new Shelf();
    shelf.byName.set('a', inside);
    room.shelf = shelf;
    return room;
  };
  const room = roomWith();
  const t = timelineOf(room);
  inside.push(2);
  expect(() => t.capture()).toThrow(
    /SharingAdapter\.getSnapshot .* in Room\.shelf: a snapshot has changed with the value/,
  );
  expect(() => t.undo()).toThrow(AdapterContractError);
  inside.pop();
  room.n = 2;
  expect([t.undo(9), room.n]).toEqual([2, 0]);
  const mode = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    const other = timelineOf(roomWith());
    inside.push(3);
    expect(other.capture()).toBe(false);
  } finally {
    process.env.NODE_ENV = mode;
  }
});

test('code of an adapter may not write to the history, nor move in it', () => {
  class Echo {
    loud = 0;
  }
  let act: () => unknown = () => undefined;
  class EchoAdapter {
    getSnapshot({ loud }: Echo): number {
      act();
      return loud;
    }
    getDelta(before: number, { loud }: Echo): Step | null {
      act();
      return before === loud ? null : [before, loud];
    }
    applyForward(echo: Echo, [, after]: Step): void {
      act();
      echo.loud = after;
    }
    applyBackward(echo: Echo, [before]: Step): void {
      act();
      echo.loud = before;
    }
  }
  adapter(Echo)(EchoAdapter);
  @timeline()
  class Hall {
    @tracked echo = new Echo();
    @tracked n = 0;
  }
  const hall = new Hall();
  const t = timelineOf(hall);
  hall.echo.loud = 1;
  t.capture();
  for (const attempt of [() => (hall.n = 5), () => t.undo(), () => t.label('x'), () => t.transact(() => undefined)]) {
    act = attempt;
    let error: unknown;
    try {
      t.undo();
    } catch (caught) {
      error = caught;
    }
    act = () => undefined;
    expect(error).toBeInstanceOf(AdapterContractError);
    expect((error as Error).cause).toBeInstanceOf(ReentrantMutationError);
    expect([hall.echo.loud, hall.n, t.moment.id, t.labels().size]).toEqual([1, 0, 1, 0]);
  }
  // Asking is no trouble.
  act = () => t.moment;
  expect(t.undo()).toBe(1);
  expect(hall.echo.loud).toBe(0);
});

describe('rolling back', () => {
  test('an adapter that fails then: everything else is taken back, and its error tells', () => {
    const desk = lived();
    const t = timelineOf(desk);
    const { moments } = t.stats();
    expect(() => {
      t.transact(() => {
        desk.n = 70;
        desk.dial!.at = 70;
        t.capture();
        desk.list.push(1);
        breakThird('applyBackward', throwing);
        fault.call = 2;
        throw new Error('back');
      });
    }).toThrow(AdapterContractError);
    mend();
    expect([desk.n, desk.list.length, t.stats().moments]).toEqual([3, 0, moments]);
    desk.n = 4;
    expect(t.stats().moments).toBeGreaterThan(moments);
    expect(t.verify()).toEqual([]);
  });

  test('a value that is changed while another one is rolled back keeps that change, as the next moment', () => {
    const other = new Date(1);
    class Trigger {
      count = 0;
    }
    class TriggerAdapter {
      getSnapshot({ count }: Trigger): number {
        return count;
      }
      getDelta(before: number, { count }: Trigger): Step | null {
        return before === count ? null : [before, count];
      }
      applyForward(trigger: Trigger, [, after]: Step): void {
        trigger.count = after;
      }
      applyBackward(trigger: Trigger, [before]: Step): void {
        trigger.count = before;
        other.setTime(99);
      }
    }
    adapter(Trigger)(TriggerAdapter);
    @timeline()
    class Hall {
      @tracked other = other;
      @tracked trigger = new Trigger();
    }
    const hall = new Hall();
    const t = timelineOf(hall);
    expect(() =>
      t.transact(() => {
        hall.trigger.count = 5;
        other.setTime(2);
        throw new Error('back');
      }),
    ).toThrow('back');
    expect(hall.trigger.count).toBe(0);
    const time = other.getTime();
    t.capture();
    t.undo(9);
    expect([1, 99]).toContain(time);
    expect(hall.other.getTime()).toBe(1);
    expect(t.verify()).toEqual([]);
  });
});
