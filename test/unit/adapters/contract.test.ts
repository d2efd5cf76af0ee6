// Adapters that fail, and values that get out of hand: the call is refused, and nothing has changed.
import {
  adapter,
  AdapterContractError,
  FieldHeldError,
  ForeignPartError,
  multiverseOf,
  ReentrantMutationError,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  trackedList,
} from '../../../src/index.js';

/** A foreign class: one number. */
class Dial {
  constructor(public at = 0) {}
}

type Step = readonly [before: number, after: number];
type Verb = 'getSnapshot' | 'getDelta' | 'applyForward' | 'applyBackward';

/** What goes wrong next: which verb, at which of its calls, and how. */
const fault = { verb: undefined as Verb | undefined, call: 0, make: (): unknown => undefined };

/** From the third call of a verb on it is broken. */
function breakThird(verb: Verb, make: () => unknown): void {
  Object.assign(fault, { verb, call: 0, make });
}
function mend(): void {
  fault.verb = undefined;
}
afterEach(mend);

const faulty = <T>(verb: Verb, right: () => T): T =>
  fault.verb === verb && ++fault.call >= 3 ? (fault.make() as T) : right();

const throwing = (): never => {
  throw new Error('no power');
};

@adapter(Dial)
class DialAdapter {
  getSnapshot(dial: Dial): number {
    return faulty('getSnapshot', () => dial.at);
  }
  getDelta(before: number, dial: Dial): Step | null {
    return faulty('getDelta', () => (Object.is(before, dial.at) ? null : [before, dial.at]));
  }
  applyForward(dial: Dial, [, after]: Step): void {
    faulty('applyForward', () => (dial.at = after));
  }
  applyBackward(dial: Dial, [before]: Step): void {
    faulty('applyBackward', () => (dial.at = before));
  }
  encode(dial: Dial): number {
    return dial.at;
  }
  decode(at: unknown): Dial {
    return new Dial(at as number);
  }
}
void DialAdapter;

@timeline({ mode: 'multiverse' })
class Desk {
  @tracked dial: Dial | null = new Dial();
  @tracked spare: Dial | null = null;
  @tracked date = new Date(0);
  @tracked samples = new Float64Array(4);
  @tracked n = 0;
  @trackedList list: unknown[] = [];
}

/** All that can be seen of a desk and its history. */
function seen(desk: Desk): unknown {
  const t = multiverseOf(desk);
  return [snapshotOf(desk), t.graph(), t.canUndo, t.canRedo, t.currentBranch, t.verify()];
}

function lived(): Desk {
  const desk = new Desk();
  for (let i = 1; i <= 3; i++) {
    desk.dial!.at = i;
    desk.date.setTime(i);
    desk.n = i;
  }
  timelineOf(desk).capture();
  return desk;
}

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

test('an adapter that changes its input is caught when the delta is tried', () => {
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
  expect(() => timelineOf(room).capture()).toThrow(/ShelfAdapter\.applyBackward/);
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

describe('one value, several places', () => {
  test('two fields that hold it share its history', () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    desk.spare = desk.dial;
    desk.spare!.at = 4;
    t.capture();
    expect(t.stats().moments).toBe(3);
    t.undo();
    expect([desk.dial!.at, desk.spare === desk.dial]).toEqual([0, true]);
    t.undo();
    expect([desk.dial!.at, desk.spare]).toEqual([0, null]);
  });

  test('a value of another owner is refused, by field; nothing changed', () => {
    const [ours, theirs] = [new Desk(), new Desk()];
    const before = [seen(ours), seen(theirs)];
    const refused = (write: () => unknown): void => {
      expect(write).toThrow(ForeignPartError);
      expect([seen(ours), seen(theirs)]).toEqual(before);
    };
    refused(() => (ours.spare = theirs.dial));
    refused(() => ours.list.push(1, theirs.date));
    refused(() => (ours.samples = new Float64Array(theirs.samples.buffer)));
    expect(() => (ours.spare = theirs.dial)).toThrow(/Desk\.spare/);
  });

  test('after its history was disposed of, another owner may have it', () => {
    const [ours, theirs] = [new Desk(), new Desk()];
    const { dial } = theirs;
    dial!.at = 3;
    timelineOf(theirs).dispose();
    ours.spare = dial;
    dial!.at = 5;
    timelineOf(ours).undo();
    expect(dial!.at).toBe(3);
  });
});

describe('memory that is gone', () => {
  test('a detached buffer: named when it is looked at, and other fields go on', () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    desk.samples[0] = 1;
    desk.n = 1;
    structuredClone(null, { transfer: [desk.samples.buffer] });
    expect(() => t.capture()).toThrow(/MemoryAdapter\..*Desk\.samples/);
    expect(() => t.capture()).toThrow(AdapterContractError);
    desk.samples = new Float64Array(2);
    desk.n = 2;
    expect(t.undo(2)).toBe(2);
    const at = t.moment;
    expect(() => t.undo(2)).toThrow(AdapterContractError);
    expect([t.moment, desk.n]).toEqual([at, 1]);
    expect(t.verify()).toEqual([]);
  });

  test('a resized buffer', () => {
    const desk = new Desk();
    const buffer = new (ArrayBuffer as unknown as new (n: number, o: object) => ArrayBuffer & { resize(n: number): void })(8, { maxByteLength: 16 }); // prettier-ignore
    desk.list.push(new Uint8Array(buffer));
    buffer.resize(16);
    expect(() => timelineOf(desk).capture()).toThrow(AdapterContractError);
    buffer.resize(8);
    timelineOf(desk).capture();
    expect(timelineOf(desk).undo()).toBe(1);
  });
});

describe('values that own memory', () => {
  class Handle {
    value = 0;
  }
  const held: Handle[] = [];
  let refuses = false;
  class HandleAdapter {
    getSnapshot({ value }: Handle): number {
      return value;
    }
    getDelta(before: number, { value }: Handle): Step | null {
      return before === value ? null : [before, value];
    }
    applyForward(handle: Handle, [, after]: Step): void {
      handle.value = after;
    }
    applyBackward(handle: Handle, [before]: Step): void {
      handle.value = before;
    }
    retain(handle: Handle): void {
      if (refuses) throw new Error('no memory');
      held.push(handle);
    }
    release(handle: Handle): void {
      held.splice(held.indexOf(handle), 1);
    }
  }
  adapter(Handle)(HandleAdapter);
  class Part {
    @tracked handle: Handle | null = null;
    @tracked n = 0;
  }
  @timeline()
  class Store {
    @tracked first: Part | null = null;
    @tracked second: Part | null = null;
    @tracked handle: Handle | null = null;
  }

  test('an adapter that cannot retain: nothing has joined', () => {
    const store = new Store();
    const t = timelineOf(store);
    const part = new Part();
    part.handle = new Handle();
    refuses = true;
    expect(() => (store.first = part)).toThrow(/HandleAdapter\.retain .*no|HandleAdapter\.retain/);
    refuses = false;
    expect([store.first, held.length, t.stats().moments]).toEqual([null, 0, 1]);
    // It belongs to nobody, so another owner can have it.
    const other = new Store();
    other.first = part;
    expect(held).toEqual([part.handle]);
    timelineOf(other).dispose();
    expect(held).toEqual([]);
  });

  test('retained once for a history, released when it is over or the joining is taken back', () => {
    const store = new Store();
    const t = timelineOf(store);
    const handle = new Handle();
    expect(() =>
      t.transact(() => {
        store.handle = handle;
        expect(held).toEqual([handle]);
        throw new Error('back');
      }),
    ).toThrow('back');
    expect(held).toEqual([]);
    store.handle = handle;
    store.handle = null;
    store.handle = handle;
    expect(held).toEqual([handle]);
    t.undo(3);
    t.dispose();
    expect(held).toEqual([]);
  });
});

describe('groups and asynchronous transactions', () => {
  test('a group has what was changed in place before its commit', () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    const group = t.group('turn');
    desk.dial!.at = 3;
    desk.n = 1;
    desk.dial!.at = 4;
    group.commit();
    expect(t.stats().moments).toBe(2);
    expect(t.undo()).toBe(1);
    expect([desk.dial!.at, desk.n]).toEqual([0, 0]);
  });

  test('what is changed in place inside is one moment with the rest', async () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    await t.transactAsync('both', async () => {
      desk.dial!.at = 3;
      desk.n = 1;
      await Promise.resolve();
      desk.date.setTime(5);
    });
    expect(t.stats().moments).toBe(2);
    expect(t.undo()).toBe(1);
    expect([desk.dial!.at, desk.date.getTime(), desk.n]).toEqual([0, 0, 0]);
    t.redo();
    expect([desk.dial!.at, desk.date.getTime(), desk.n]).toEqual([3, 5, 1]);
  });

  test('a rejected one takes it back, a nested one only its own', async () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    await expect(
      t.transactAsync(async () => {
        desk.dial!.at = 3;
        await Promise.resolve();
        throw new Error('back');
      }),
    ).rejects.toThrow('back');
    expect([desk.dial!.at, t.stats().moments]).toEqual([0, 1]);
    await t.transactAsync(async () => {
      desk.dial!.at = 3;
      await t
        .transactAsync(async () => {
          desk.dial!.at = 4;
          await Promise.resolve();
          throw new Error('inner');
        })
        .catch(() => undefined);
      try {
        t.transact(() => {
          desk.date.setTime(8);
          throw new Error('inner');
        });
      } catch {
        // Taken back.
      }
    });
    expect([desk.dial!.at, desk.date.getTime(), t.stats().moments]).toEqual([3, 0, 2]);
  });

  test('a value that the open one has changed is held', async () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    let go: () => void = () => undefined;
    const running = t.transactAsync(async () => {
      desk.dial!.at = 3;
      t.capture();
      await new Promise<void>((resolve) => (go = resolve));
    });
    desk.dial!.at = 9;
    expect(() => t.capture()).toThrow(FieldHeldError);
    expect(desk.dial!.at).toBe(3);
    go();
    await running;
    expect([desk.dial!.at, t.stats().moments]).toEqual([3, 2]);
  });
});
