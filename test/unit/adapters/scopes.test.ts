// Which adapter counts: late ones, duplicates, other realms, and timelines with adapters of their own.
import { runInNewContext } from 'node:vm';
import {
  adapter,
  AdapterRegistrationError,
  OptionError,
  timeline,
  timelineOf,
  tracked,
  trackedList,
  UnrecordableValueError,
  type ImmutableAdapter,
} from '../../../src/index.js';

class Knob {
  constructor(public at = 0) {}
}
type Step = readonly [before: number, after: number];

/** What an adapter of knobs is; each test makes classes of its own, for a class can be declared once. */
class KnobAdapter {
  getSnapshot({ at }: Knob): number {
    return at;
  }
  getDelta(before: number, { at }: Knob): Step | null {
    return Object.is(before, at) ? null : [before, at];
  }
  applyForward(knob: Knob, [, after]: Step): void {
    knob.at = after;
  }
  applyBackward(knob: Knob, [before]: Step): void {
    knob.at = before;
  }
}

describe('registration', () => {
  test('late, for objects and owners that exist already', () => {
    class Late extends Knob {}
    class Holder {
      @tracked knob: Late | null = null;
    }
    @timeline()
    class Desk {
      @tracked holder = new Holder();
      @trackedList list: unknown[] = [];
    }
    const [desk, knob] = [new Desk(), new Late(1)];
    expect(() => (desk.holder.knob = knob)).toThrow(UnrecordableValueError);
    expect(() => desk.list.push(knob)).toThrow(UnrecordableValueError);
    adapter(Late)(class extends KnobAdapter {});
    desk.holder.knob = knob;
    desk.list.push(knob);
    desk.holder.knob.at = 2;
    expect(timelineOf(desk).undo()).toBe(1);
    expect([knob.at, desk.list[0]]).toEqual([1, knob]);
  });

  test('twice for one class is an error, unless it overrides; what has joined keeps its adapter', () => {
    class Twice extends Knob {}
    const seen: string[] = [];
    class First extends KnobAdapter {
      override applyBackward(knob: Knob, delta: Step): void {
        seen.push('first');
        super.applyBackward(knob, delta);
      }
    }
    class Second extends KnobAdapter {
      override applyBackward(knob: Knob, delta: Step): void {
        seen.push('second');
        super.applyBackward(knob, delta);
      }
    }
    @timeline()
    class Desk {
      @tracked knob: Twice | null = null;
    }
    adapter(Twice)(First);
    const old = new Desk();
    old.knob = new Twice(1);
    expect(() => { adapter(Twice)(Second); }).toThrow(AdapterRegistrationError); // prettier-ignore
    expect(() => { adapter(Twice)(Second); }).toThrow(/First already.*override/); // prettier-ignore
    adapter(Twice, { override: true })(Second);
    const young = new Desk();
    young.knob = new Twice(1);
    for (const desk of [old, young]) {
      desk.knob!.at = 5;
      timelineOf(desk).capture();
      seen.length = 0;
      timelineOf(desk).undo();
      expect([desk.knob!.at, seen.at(-1)]).toEqual([1, desk === old ? 'first' : 'second']);
    }
    expect(() => { adapter(Date)(class extends KnobAdapter {} as never); }).toThrow(/DateAdapter already/); // prettier-ignore
  });

  test('an immutable adapter that is overridden by one of changes in place', () => {
    class Both extends Knob {}
    @timeline()
    class Desk {
      @tracked knob: Both | null = null;
      @tracked other: Both | null = null;
    }
    const desk = new Desk();
    adapter(Both)(
      class implements ImmutableAdapter<Both> {
        readonly immutable = true;
      },
    );
    desk.knob = new Both(1);
    adapter(Both, { override: true })(class extends KnobAdapter {});
    desk.other = new Both(2);
    desk.other.at = 3;
    timelineOf(desk).undo();
    expect(desk.other.at).toBe(2);
  });

  test('the exact class, then the nearest ancestor, then whoever recognises the value', () => {
    class Base extends Knob {}
    class Middle extends Base {}
    class Leaf extends Middle {}
    const asked: string[] = [];
    const made = (name: string) =>
      class extends KnobAdapter {
        override getSnapshot(knob: Knob): number {
          asked.push(name);
          return super.getSnapshot(knob);
        }
      };
    adapter(Base)(made('base'));
    adapter(Middle)(made('middle'));
    adapter(class Nobody extends Knob {}, { match: (value): value is Knob => 'knob' in value })(made('match'));
    @timeline()
    class Desk {
      @tracked held: unknown = null;
    }
    const desk = new Desk();
    const askedFor = (value: object): string | undefined => {
      asked.length = 0;
      desk.held = value;
      return asked[0];
    };
    expect(askedFor(new Base())).toBe('base');
    expect(askedFor(new Leaf())).toBe('middle');
    expect(
      askedFor(
        new (class Stranger {
          knob = true;
          at = 1;
        })(),
      ),
    ).toBe('match');
  });

  test('values of another realm', () => {
    @timeline()
    class Desk {
      @tracked held: unknown = null;
    }
    const desk = new Desk();
    const change: readonly (readonly [code: string, change: string])[] = [
      ['new Date(5)', 'value.setTime(9); value.getTime()'],
      ['new Float64Array([1, 2])', 'value[0] = 9; value[0]'],
      ['/a/g', 'value.exec("ba"); value.lastIndex'],
      ['new RangeError("a")', 'value.message = "b"; value.message'],
    ];
    for (const [code, edit] of change) {
      const value = runInNewContext(code) as object;
      const look = edit.slice(edit.indexOf('; ') + 2);
      const before = runInNewContext(look, { value }) as unknown;
      desk.held = value;
      const after = runInNewContext(edit, { value: desk.held }) as unknown;
      expect(after).not.toEqual(before);
      timelineOf(desk).undo();
      expect([desk.held === value, runInNewContext(look, { value })]).toEqual([true, before]);
    }
  });

  test.each([
    ['no class', () => adapter(5 as never), /5/],
    ['a verb is missing', () => { adapter(Knob)(class { getSnapshot() { return 1; } } as never); }, /no getDelta, no applyForward/], // prettier-ignore
    ['encode without decode', () => { adapter(Knob)(class extends KnobAdapter { encode() { return 1; } } as never); }, /both encode and decode/], // prettier-ignore
    ['equals is no method', () => { adapter(Knob)(class extends KnobAdapter { equals = 5; } as never); }, /equals must be a method/], // prettier-ignore
  ])('%s', (_, call, message) => {
    expect(call).toThrow(AdapterRegistrationError);
    expect(call).toThrow(message);
  });
});

describe('a timeline with adapters of its own', () => {
  class Shared extends Knob {}
  class SharedAdapter extends KnobAdapter {}
  adapter(Shared)(SharedAdapter);
  class Own extends Knob {}
  class OwnAdapter extends KnobAdapter {}
  adapter(Own, { global: false })(OwnAdapter);
  class Money {
    constructor(readonly cents: number) {}
  }
  class MoneyAdapter implements ImmutableAdapter<Money> {
    readonly immutable = true;
  }
  adapter(Money, { global: false })(MoneyAdapter);

  class Part {
    @tracked held: unknown = null;
  }
  @timeline({ adapters: [OwnAdapter, MoneyAdapter] })
  class Private {
    @tracked held: unknown = null;
    @tracked part: Part | null = null;
    @trackedList list: unknown[] = [];
    constructor(held: unknown = null) {
      this.held = held;
    }
  }
  @timeline()
  class Public {
    @tracked held: unknown = null;
    @tracked part: Part | null = null;
    @trackedList list: unknown[] = [];
    constructor(held: unknown = null) {
      this.held = held;
    }
  }

  test('knows what they know, and what is built in', () => {
    const owner = new Private();
    const t = timelineOf(owner);
    const own = new Own(1);
    owner.held = own;
    owner.list.push(new Date(1), new Uint8Array(2), new Money(5));
    own.at = 2;
    (owner.list[0] as Date).setTime(9);
    (owner.list[1] as Uint8Array)[0] = 7;
    t.capture();
    expect(t.undo(3)).toBe(3);
    expect([own.at, (owner.list[0] as Date).getTime(), (owner.list[1] as Uint8Array)[0]]).toEqual([1, 1, 0]);
    const money = new Money(6);
    owner.held = money;
    expect(owner.held).toBe(money);
    expect(t.verify()).toEqual([]);
  });

  test('refuses what only others know, wherever it comes in; nothing changed', () => {
    const owner = new Private();
    const t = timelineOf(owner);
    const part = new Part();
    part.held = new Shared();
    for (const write of [
      () => (owner.held = new Shared()),
      () => owner.list.push(1, new Shared()),
      () => (owner.part = part),
    ]) {
      expect(write).toThrow(UnrecordableValueError);
      expect(write).toThrow(/adapters of its own/);
    }
    expect(() => new Private(new Shared())).toThrow(UnrecordableValueError);
    expect([owner.held, owner.list.length, owner.part, t.stats().moments]).toEqual([null, 0, null, 1]);
    // It is as good as before for others.
    const other = new Public();
    other.part = part;
    (part.held as Shared).at = 4;
    timelineOf(other).undo();
    expect((part.held as Shared).at).toBe(0);
  });

  test('others do not know its adapters', () => {
    const owner = new Public();
    for (const value of [new Own(), new Money(1)]) {
      expect(() => (owner.held = value)).toThrow(UnrecordableValueError);
      expect(() => owner.list.push(value)).toThrow(UnrecordableValueError);
      expect(() => new Public(value)).toThrow(UnrecordableValueError);
    }
    expect(timelineOf(owner).stats().moments).toBe(1);
  });

  test('may see a type in another way', () => {
    const seen: string[] = [];
    class Otherwise extends KnobAdapter {
      override applyBackward(knob: Knob, delta: Step): void {
        seen.push('otherwise');
        super.applyBackward(knob, delta);
      }
    }
    adapter(Shared, { global: false })(Otherwise);
    @timeline({ adapters: [Otherwise] })
    class Third {
      @tracked held: Shared | null = null;
    }
    const third = new Third();
    const shared = new Shared(1);
    third.held = shared;
    shared.at = 2;
    timelineOf(third).undo();
    expect([shared.at, seen.length > 0]).toEqual([1, true]);
  });

  test.each([
    ['no array', () => timeline({ adapters: OwnAdapter as never }), OptionError],
    ['no adapter', () => timeline({ adapters: [Knob] }), AdapterRegistrationError],
    ['two for one target', () => timeline({ adapters: [OwnAdapter, OwnAdapter] }), AdapterRegistrationError],
  ] as const)('%s', (_, call, error) => {
    expect(call).toThrow(error);
  });
});

describe('capture', () => {
  @timeline()
  class Desk {
    @tracked samples = new Float64Array(4);
    @tracked date = new Date(0);
    @tracked n = 0;
  }

  test('sees what was changed without reading the field', () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    const { samples } = desk;
    expect(t.capture()).toBe(false);
    samples[1] = 5;
    expect(t.capture()).toBe(true);
    expect(t.capture()).toBe(false);
    expect(t.moment.id).toBe(1);
    expect(t.undo()).toBe(1);
    expect(samples[1]).toBe(0);
  });

  test('inside a transaction it belongs to it; after dispose it is refused', () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    t.transact(() => {
      desk.n = 1;
      desk.date.setTime(3);
      expect(t.capture()).toBe(true);
      desk.date.setTime(4);
    });
    expect(t.stats().moments).toBe(2);
    t.undo();
    expect(desk.date.getTime()).toBe(0);
    t.dispose();
    expect(() => t.capture()).toThrow(/capture/);
  });

  test('where writes are refused the change is taken back', () => {
    const desk = new Desk();
    const t = timelineOf(desk);
    desk.n = 1;
    desk.n = 2;
    t.undo();
    t.jumpTo(t.at(2));
    t.jumpTo(t.at(1));
    const { detached } = { detached: !t.canRedo };
    desk.samples[0] = 3;
    if (detached) expect(() => t.capture()).toThrow();
    else t.capture();
    expect(t.verify()).toEqual([]);
  });
});
