// Values that get out of hand: held twice, by two owners, gone, or changed in groups and asynchronous transactions.
import {
  adapter,
  AdapterContractError,
  FieldHeldError,
  ForeignPartError,
  timeline,
  timelineOf,
  tracked,
} from '../../../src/index.js';
import { Desk, seen, type Step } from './dial.js';

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
