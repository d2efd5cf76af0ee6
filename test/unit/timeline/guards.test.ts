// Invariants and guards at their edges. What holds of all programs is test/laws/guards.test.ts.
import {
  branchable,
  DetachedWriteError,
  invariant,
  InvariantError,
  JanusError,
  move,
  multiverseOf,
  NoTimelineError,
  openBytes,
  OptionError,
  PromiseReturnedError,
  ReentrantMutationError,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  trackedList,
  type Multiverse,
} from '../../../src/index.js';

class Line {
  @tracked amount: number;
  @tracked text = '';
  constructor(amount = 0) {
    this.amount = amount;
  }
  @invariant('an amount is a whole number')
  isWhole() {
    return Number.isInteger(this.amount);
  }
}

class Sheet {
  @trackedList lines: Line[] = [];
  @tracked extra: Line | undefined;
  @invariant
  isSmall() {
    return this.lines.reduce((sum, { amount }) => sum + amount, this.extra?.amount ?? 0) <= 100;
  }
}

@timeline({ mode: 'multiverse' })
class Account {
  @branchable balance = 10;
  @branchable credit = 0;
  @tracked sheet: Sheet | undefined = new Sheet();
  @tracked other: Sheet | undefined;
  @tracked marks = new Map<string, number>();
  @tracked numbers: number[] = [];
  @tracked note: unknown;
  @invariant('the balance stays positive')
  isSolvent() {
    return this.balance + this.credit >= 0;
  }
}

const made = () => {
  const account = new Account();
  return { account, t: multiverseOf(account), sheet: account.sheet! };
};

function seen(account: Account, t: Multiverse): unknown {
  return {
    state: snapshotOf(account),
    graph: t.graph(),
    redo: t.canRedo,
    operations: t.operations(),
    stats: { ...t.stats(), engineBytes: 0, cells: 0 },
  };
}

/** The call throws, and nothing has changed. */
function refused(account: Account, t: Multiverse, call: () => unknown): JanusError {
  const before = seen(account, t);
  const events: unknown[] = [];
  const end = t.subscribe((event) => events.push(event));
  let error: unknown;
  try {
    call();
  } catch (thrown) {
    error = thrown;
  }
  end();
  expect(error).toBeInstanceOf(JanusError);
  expect(seen(account, t)).toEqual(before);
  expect(events).toEqual([]);
  expect(t.verify()).toEqual([]);
  return error as JanusError;
}

describe('an invariant', () => {
  test('refuses a write, whoever asked for the history', () => {
    const account = new Account();
    expect(() => (account.balance = -1)).toThrow(InvariantError);
    expect(account.balance).toBe(10);
    account.balance = 0;
    expect(timelineOf(account).stats().moments).toBe(2);
  });

  test('says what does not hold', () => {
    const { account, t } = made();
    const error = refused(account, t, () => (account.balance = -1));
    expect(error).toMatchObject({
      code: 'JANUS_INVARIANT',
      owner: 'Account',
      invariant: 'isSolvent',
      asked: 'the balance stays positive',
    });
    expect(error.message).toMatch(
      /^Account\.isSolvent does not hold: the balance stays positive\. Nothing was changed\./,
    );
    expect(error.cause).toBeUndefined();
  });

  test('keeps what can be redone', () => {
    const { account, t } = made();
    account.credit = 5;
    t.undo();
    refused(account, t, () => (account.balance = -1));
    expect(t.redo()).toBe(1);
    expect(account.credit).toBe(5);
  });

  test('is asked of the whole transaction only', () => {
    const { account, t } = made();
    t.transact(() => {
      account.balance = -5;
      t.transact(() => (account.credit = -4));
      account.credit = 6;
    });
    expect(t.stats().moments).toBe(2);
    refused(account, t, () =>
      t.transact(() => {
        account.sheet = new Sheet();
        account.numbers.push(1);
        account.marks.set('a', 1);
        account.balance = -7;
      }),
    );
  });

  test('refuses the end of a group, which is over then', () => {
    const { account, t } = made();
    const group = t.group();
    account.balance = -1;
    expect(() => {
      group.commit();
    }).toThrow(InvariantError);
    expect([group.isOpen, account.balance, t.canUndo]).toEqual([false, 10, false]);
    account.balance = 3;
    expect(t.undo()).toBe(1);
  });

  test('refuses what would join a moment by coalescing; the moment stays, and nothing joins it any more', () => {
    const { account, t } = made();
    const set = (value: number) => t.coalesce('key', () => (account.balance = value), { windowMs: 1e9 });
    set(5);
    refused(account, t, () => set(-5));
    set(4);
    expect(t.stats().moments).toBe(3);
    t.undo();
    expect(account.balance).toBe(5);
  });

  test('of a base class counts, and as a subclass overrides it', () => {
    @timeline()
    class Strict extends Account {
      @invariant('no debts') override isSolvent() {
        return this.balance >= 0;
      }
    }
    const strict = new Strict();
    strict.credit = 100;
    expect(() => (strict.balance = -1)).toThrow('Strict.isSolvent does not hold: no debts.');
    @timeline()
    class Lax extends Account {
      override isSolvent() {
        return true;
      }
    }
    const lax = new Lax();
    lax.balance = -1;
    expect(lax.balance).toBe(-1);
    expect(() => (new Account().balance = -1)).toThrow(InvariantError);
  });

  test('can be a function over a class', () => {
    const inOrder = ({ from, to }: { from: number; to: number }) => from <= to;
    @timeline()
    @invariant(inOrder, 'it begins before it ends')
    @invariant((span: Span) => span.to < 10)
    class Span {
      @tracked from = 0;
      @tracked to = 1;
    }
    const span = new Span();
    expect(() => (span.from = 2)).toThrow('The invariant inOrder of Span does not hold: it begins before it ends.');
    expect(() => (span.to = 10)).toThrow('An invariant of Span does not hold.'.replace('An', 'A'));
    span.to = 9;
    expect(snapshotOf(span)).toEqual({ from: 0, to: 9 });
  });

  test('of genesis refuses the construction, and the parts are free again', () => {
    @timeline()
    class Owner {
      @tracked line: Line | undefined;
      @tracked size: number;
      constructor(size: number, line?: Line) {
        this.size = size;
        this.line = line;
      }
      @invariant isPositive() {
        return this.size > 0;
      }
    }
    const line = new Line(3);
    expect(() => new Owner(0, line)).toThrow(InvariantError);
    expect(() => timelineOf(line)).toThrow(NoTimelineError);
    expect(() => new Owner(1, new Line(0.5))).toThrow('Line.isWhole');
    const owner = new Owner(1, line);
    expect(timelineOf(line)).toBe(timelineOf(owner));
    expect(() => (line.amount = 0.5)).toThrow(InvariantError);
  });

  test('ends with the history', () => {
    const { account, t } = made();
    t.dispose();
    account.balance = -1;
    expect(account.balance).toBe(-1);
  });
});

describe('an invariant of a part', () => {
  test('is asked when it joins, and it does not join then', () => {
    const { account, t, sheet } = made();
    const bad = new Line(0.5);
    refused(account, t, () => sheet.lines.push(bad));
    refused(account, t, () => (sheet.extra = bad));
    refused(account, t, () => (account.note = { deep: [bad] }));
    sheet.lines.push(new Line(1));
    refused(account, t, () => (sheet.lines = [bad, new Line(2)]));
    refused(account, t, () => sheet.lines.fill(bad));
    refused(account, t, () => (sheet.lines[7] = bad));
    refused(account, t, () => t.transact(() => (sheet.lines = [new Line(1), bad])));
    refused(account, t, () => (account.sheet = Object.assign(new Sheet(), { extra: bad })));
    expect(() => timelineOf(bad)).toThrow(NoTimelineError);
    bad.amount = 1;
    sheet.lines.push(bad);
    expect(timelineOf(bad)).toBe(t);
  });

  test('is asked by the first write of an owner that had none', () => {
    @timeline()
    class Plain {
      @tracked line: Line | undefined;
      @tracked list: Line[] = [];
    }
    const plain = new Plain();
    expect(() => (plain.line = new Line(0.5))).toThrow(InvariantError);
    expect(() => plain.list.push(new Line(0.5))).toThrow(InvariantError);
    expect(snapshotOf(plain)).toEqual({ line: undefined, list: [] });
    const bad = new Line(0.5);
    const entries: (() => unknown)[] = [
      () => (new Plain().list = [bad, bad]),
      () => (new Plain().list[3] = bad),
      () => {
        const other = new Plain();
        other.list.length = 3;
        other.list.fill(bad);
      },
      () => new Plain().list.splice(0, 0, new Line(1), bad),
    ];
    for (const enter of entries) {
      expect(enter).toThrow(InvariantError);
      expect(() => timelineOf(bad)).toThrow(NoTimelineError);
    }
    plain.list.push(new Line(1));
    expect(() => (plain.list[0]!.amount = 0.5)).toThrow(InvariantError);
    expect(timelineOf(plain).undo(9)).toBe(1);
  });

  test('is asked when something inside it changes, and every kind of change is taken back', () => {
    const { account, t, sheet } = made();
    sheet.lines = [new Line(40), new Line(50)];
    const [line] = sheet.lines;
    refused(account, t, () => (line!.amount = 51));
    refused(account, t, () => sheet.lines.push(new Line(20), new Line(20)));
    refused(account, t, () => sheet.lines.splice(0, 1, new Line(60), new Line(0)));
    refused(account, t, () => (sheet.lines[0] = new Line(99)));
    refused(account, t, () => (sheet.lines = [new Line(101)]));
    refused(account, t, () => sheet.lines.fill(new Line(90)));
    t.guard<Account>((owner) => owner.numbers[0] !== 2 && owner.numbers.length < 4);
    account.numbers = [1, 2, 3];
    refused(account, t, () => account.numbers.copyWithin(0, 1));
    refused(account, t, () => account.numbers.sort((a) => (a === 2 ? -1 : 1)));
    refused(account, t, () => move(account.numbers, 1, 0));
    refused(account, t, () => (account.numbers[0] = 2));
    refused(account, t, () => account.numbers.shift());
    refused(account, t, () => (account.numbers.length = 4));
    refused(account, t, () => account.numbers.splice(0, 1));
  });

  test('is asked of the one that holds it now', () => {
    const { account, t, sheet } = made();
    const line = new Line(50);
    sheet.lines.push(line);
    account.other = new Sheet();
    account.other.lines.push(new Line(40));
    account.other.extra = line;
    sheet.lines.pop();
    refused(account, t, () => (line.amount = 61));
    line.amount = 60;
  });

  describe('that was moved is asked of the one that holds it', () => {
    /** A line of 50 that was moved to where 40 are, as of moment 4. */
    function moved() {
      const { account, t, sheet } = made();
      const line = new Line(50);
      sheet.lines.push(line);
      account.other = new Sheet();
      account.other.lines.push(new Line(40));
      t.transact(() => {
        account.other!.lines.push(line);
        sheet.lines.pop();
      });
      const expectHeld = (): void => {
        refused(account, t, () => (line.amount = 61));
      };
      expectHeld();
      return { account, t, sheet, line, other: account.other, expectHeld };
    }

    test('after a transaction that took it out is taken back', () => {
      const { account, t, line, other, expectHeld } = moved();
      // Nobody has looked at this state yet.
      t.undo();
      t.redo();
      refused(account, t, () =>
        t.transact(() => {
          other.lines.pop();
          line.amount = 3;
          account.balance = -1;
        }),
      );
      expectHeld();
      expect(() =>
        t.untracked(() => {
          other.lines.pop();
          line.amount = 3;
          account.balance = -1;
        }),
      ).toThrow(InvariantError);
      expectHeld();
    });

    test('after undo, redo, jumps and switches', () => {
      const { t, line, expectHeld } = moved();
      t.branch('side');
      t.undo();
      // Here nothing else holds it.
      line.amount = 49;
      t.switch('main');
      expectHeld();
      t.switch('side');
      line.amount = 48;
      t.branch('again', { at: t.at(4) });
      expectHeld();
      t.undo();
      refused(t.owner as Account, t, () => (line.amount = 101));
      t.redo();
      expectHeld();
    });

    test('after an asynchronous transaction', async () => {
      const { account, t, line, other, expectHeld } = moved();
      const third = new Sheet();
      third.lines.push(new Line(60));
      t.undo();
      t.redo();
      const pending = t.transactAsync(async () => {
        await Promise.resolve();
        account.note = third;
        third.extra = line;
        other.lines.pop();
        await new Promise((resolve) => {
          setTimeout(resolve, 20);
        });
        line.amount = 40;
      });
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
      line.text = 'written meanwhile';
      await pending;
      refused(account, t, () => (line.amount = 41));
      t.undo();
      expectHeld();
    });

    test('when it is given to another one, and when that is taken out and put back', () => {
      const { account, t, line, other } = moved();
      const third = Object.assign(new Sheet(), { extra: line, lines: [new Line(45)] });
      line.text = 'looked at';
      account.note = third;
      refused(account, t, () => (line.amount = 56));
      account.note = undefined;
      t.undo();
      t.redo();
      line.amount = 54;
      account.note = [third];
      refused(account, t, () => (line.amount = 56));
      expect(other.lines.length).toBe(2);
    });

    test('after thousands of lists that held it', () => {
      const { account, t, line, other, sheet } = moved();
      for (let i = 0; i < 3000; i++) account.note = [line, [sheet]];
      sheet.extra = line;
      other.lines = [];
      sheet.lines.push(new Line(40));
      refused(account, t, () => (line.amount = 61));
      account.note = undefined;
      line.amount = 60;
    });
  });

  test('is asked of all that hold it, also when they joined together', () => {
    const { account, t } = made();
    const line = new Line(50);
    const sheets = [new Sheet(), new Sheet(), new Sheet()];
    for (const [at, sheet] of sheets.entries()) sheet.lines = [new Line(10 * at), line];
    account.note = sheets;
    refused(account, t, () => (line.amount = 81));
    const later = Object.assign(new Sheet(), { extra: line, lines: [new Line(49)] });
    account.note = [account.note, new Map([[later, later]])];
    refused(account, t, () => (line.amount = 52));
    line.amount = 51;
    @timeline()
    class Plain {
      @tracked lines: Line[] = [];
      @tracked held: unknown;
    }
    class Holder {
      @tracked lines: unknown[] = [];
    }
    class Strict {
      @tracked inside: unknown;
      @invariant isEmpty() {
        return (this.inside as { lines: { lines: unknown[] }[] }).lines[0]!.lines.length === 0;
      }
    }
    const plain = new Plain();
    const [one, other, known] = [new Holder(), new Holder(), new Holder()];
    // Held by two before anybody has invariants.
    plain.held = [one, other];
    one.lines.push(known);
    other.lines.push(known);
    one.lines.push(Object.assign(new Strict(), { inside: other }));
    expect(() => known.lines.push(1)).toThrow(InvariantError);
  });

  test('is asked again when it is put back', () => {
    const { account, t, sheet } = made();
    const line = new Line(50);
    sheet.lines.push(line);
    account.sheet = undefined;
    // What the state does not hold may be as it likes.
    line.amount = 0.5;
    refused(account, t, () => (account.sheet = sheet));
    refused(account, t, () => (account.note = [sheet]));
    line.amount = 1;
    account.sheet = sheet;
    expect(t.verify()).toEqual([]);
  });

  test('is nobody else’s: two owners', () => {
    const { account } = made();
    const { account: friend } = made();
    account.note = friend;
    friend.balance = 0;
    expect(() => (friend.balance = -1)).toThrow(InvariantError);
    account.balance = 0;
    expect([account.balance, friend.balance]).toEqual([0, 0]);
  });
});

describe('a guard', () => {
  test('is given the owner, and can be removed', () => {
    const { account, t } = made();
    const end = t.guard<Account>((owner) => owner === account && owner.marks.size < 2, 'few marks');
    account.marks.set('a', 1);
    const error = refused(account, t, () => account.marks.set('b', 1));
    expect(error.message).toMatch(/^A guard of Account does not hold: few marks\./);
    end();
    end();
    account.marks.set('b', 1);
    expect(account.marks.size).toBe(2);
  });

  test('keeps order: the first that does not hold is named', () => {
    const { account, t } = made();
    function first() {
      return account.credit < 5;
    }
    t.guard(first);
    t.guard(() => account.credit < 3, 'second');
    expect(refused(account, t, () => (account.credit = 7)).message).toMatch(
      /^The guard first of Account does not hold\./,
    );
    expect(refused(account, t, () => (account.credit = 4)).message).toMatch(/second/);
  });

  test('throws: the error is the cause', () => {
    const { account, t } = made();
    const cause = new RangeError('too much');
    t.guard<Account>(({ credit }) => {
      if (credit > 5) throw cause;
    });
    account.credit = 5;
    const error = refused(account, t, () => (account.credit = 6));
    expect(error).toBeInstanceOf(InvariantError);
    expect(error.cause).toBe(cause);
    expect(error.message).toMatch(/^A guard of Account threw a RangeError\./);
  });

  test('has to hold when it is added', () => {
    const { account, t } = made();
    refused(account, t, () => t.guard(() => false));
    account.balance = 1;
    expect(account.balance).toBe(1);
  });

  test('of a wrong kind is refused', () => {
    const { account, t } = made();
    expect(() => t.guard('no' as never)).toThrow(OptionError);
    expect(() => t.guard(() => true, 7 as never)).toThrow(OptionError);
    let answer: unknown = true;
    t.guard(() => answer as boolean);
    answer = Promise.resolve(true);
    expect(refused(account, t, () => (account.credit = 1))).toBeInstanceOf(PromiseReturnedError);
    answer = 0;
    expect(refused(account, t, () => (account.credit = 1)).message).toBe(
      'A guard answers true, false or nothing, not 0.',
    );
    expect(() => t.transact(() => t.guard(() => true))).toThrow('guard cannot run while a transaction is open');
    t.dispose();
    expect(() => t.guard(() => true)).toThrow(JanusError);
  });

  test('may only read', () => {
    const { account, t } = made();
    let attempt: () => unknown = () => undefined;
    t.guard(() => {
      attempt();
    });
    const attempts: Record<string, () => unknown> = {
      write: () => (account.note = 1),
      list: () => account.numbers.push(1),
      transact: () => t.transact(() => undefined),
      group: () => t.group(),
      coalesce: () => t.coalesce('k', () => undefined),
      undo: () => t.undo(),
      untracked: () => t.untracked(() => undefined),
      label: () => t.label('x'),
      attach: () => t.attach({ save: () => 0, restore: () => undefined }),
      guard: () => t.guard(() => true),
      dispose: () => {
        t.dispose();
      },
    };
    for (const [name, call] of Object.entries(attempts)) {
      attempt = call;
      const error = refused(account, t, () => (account.credit = 1));
      expect([name, error]).toEqual([name, expect.any(ReentrantMutationError)]);
      expect(error.message).toContain('inside a guard');
    }
    attempt = () => [t.moment, t.canUndo, t.graph(), t.undoLabel, snapshotOf(account)];
    account.credit = 1;
    expect(account.credit).toBe(1);
  });

  test('that catches the refusal has written nothing', () => {
    const { account, t } = made();
    t.guard(() => {
      expect(() => (account.note = 'guard')).toThrow(ReentrantMutationError);
    });
    account.credit = 1;
    expect([account.note, t.stats().moments]).toEqual([undefined, 2]);
  });

  test('is not asked about states that were let in', () => {
    const { account, t } = made();
    account.credit = 1;
    let calls = 0;
    const end = t.guard(() => {
      calls++;
    });
    expect(calls).toBe(1);
    t.undo();
    t.redo();
    t.jumpTo(t.at(0));
    t.branch('side');
    t.switch('main');
    t.label('here');
    account.note = account.note;
    t.transact(() => undefined);
    expect(calls).toBe(1);
    t.transact(() => {
      account.credit = 4;
      account.credit = 5;
    });
    expect(calls).toBe(2);
    end();
    account.credit = 6;
    expect(calls).toBe(2);
  });

  test('comes after what refuses a write anyway', () => {
    const { account, t } = made();
    account.credit = 1;
    t.branch('side');
    account.credit = 2;
    t.jumpTo(t.at(1));
    t.switch('main');
    t.jumpTo(t.at(2));
    t.guard(() => true);
    expect(refused(account, t, () => (account.balance = -1))).toBeInstanceOf(DetachedWriteError);
    expect(refused(account, t, () => account.numbers.push(1))).toBeInstanceOf(DetachedWriteError);
  });
});

describe('what makes moments', () => {
  function diverged() {
    const { account, t } = made();
    account.note = 'base';
    t.branch('side');
    t.transact('spend', () => (account.balance = 5));
    t.switch('main');
    account.credit = -6;
    account.note = 'redo me';
    t.undo();
    return { account, t };
  }

  test.each(['merge', 'cherryPick', 'rebase'] as const)('%s', (verb) => {
    const { account, t } = diverged();
    if (verb === 'rebase') t.redo();
    refused(account, t, () => t[verb]('side'));
    refused(account, t, () => t[verb]('side', () => -20));
    if (verb !== 'rebase') expect(t.redo()).toBe(1);
    expect(account.note).toBe('redo me');
    t.switch('side');
    expect(account.balance).toBe(5);
  });

  test('revert', () => {
    const { account, t } = made();
    account.credit = 20;
    account.balance = -15;
    refused(account, t, () => t.revert(t.at(1)));
    expect(t.revert(t.at(2)).kind).toBe('merged');
  });

  test('a rebase of several is all or nothing, though a later one makes it good', () => {
    const { account, t } = diverged();
    t.switch('side');
    account.balance = 50;
    refused(account, t, () => t.rebase('main'));
    t.switch('main');
    expect(t.rebase('side').kind).toBe('merged');
    expect([account.balance, account.credit]).toEqual([50, -6]);
  });

  test('a merge to which a function adds a part that is wrong', () => {
    const { account, t } = made();
    t.branch('side');
    account.note = 'theirs';
    t.switch('main');
    account.note = 'ours';
    const bad = new Line(0.5);
    refused(account, t, () => t.merge('side', () => bad));
    expect(() => timelineOf(bad)).toThrow(NoTimelineError);
    const good = new Line(1);
    t.merge('side', () => good);
    expect(account.note).toBe(good);
  });

  test('a merge function that brings the first part with invariants', () => {
    @timeline({ mode: 'multiverse' })
    class Plain {
      @tracked note: unknown;
    }
    const plain = new Plain();
    const t = multiverseOf(plain);
    t.branch('side');
    plain.note = 'theirs';
    t.switch('main');
    plain.note = 'ours';
    const before = t.graph();
    expect(() => t.merge('side', () => new Line(0.5))).toThrow(InvariantError);
    expect([plain.note, t.graph(), t.verify()]).toEqual(['ours', before, []]);
  });

  test('resolve, applyDiff', () => {
    const { account, t } = made();
    t.branch('side');
    account.balance = 5;
    t.switch('main');
    account.balance = 6;
    t.merge('side', { conflicts: 'hold' });
    account.credit = -6;
    refused(account, t, () => t.resolve('balance', 'theirs'));
    refused(account, t, () => t.resolve('balance', { value: 0 }));
    t.resolve('balance', { value: 7 });
    const diff = t.diff(t.at(0), t.moment);
    const { account: another, t: u } = made();
    u.guard<Account>(({ credit }) => credit > -6);
    refused(another, u, () => u.applyDiff(diff));
  });

  test('replay is all or nothing', () => {
    const { account, t } = made();
    account.credit = -5;
    account.balance = 6;
    account.credit = 5;
    account.balance = 9;
    const events = t.extract().toArray();
    // The third state is wrong here, and the last one is not.
    const { account: another, t: u } = made();
    u.guard<Account>(({ balance, credit }) => balance + credit !== 1);
    refused(another, u, () => u.replay(events));
    const group = u.group();
    expect(u.replay(events)).toBe(4);
    group.commit();
    expect(u.stats().moments).toBe(2);
  });

  test('squash makes no new state', () => {
    const { account, t } = made();
    account.credit = 1;
    account.credit = 2;
    let calls = 0;
    t.guard(() => {
      calls++;
    });
    t.squash(t.at(0));
    expect(calls).toBe(1);
  });
});

describe('untracked', () => {
  test('is taken back', () => {
    const { account, t, sheet } = made();
    account.balance = 5;
    refused(account, t, () => t.untracked(() => (account.balance = -1)));
    sheet.lines.push(new Line(50));
    refused(account, t, () => t.untracked(() => (sheet.lines[0]!.amount = 0.5)));
    // A list takes a change back by another one, in the same moment.
    expect(() => t.untracked(() => sheet.lines.push(new Line(70)))).toThrow(InvariantError);
    expect([sheet.lines.length, t.stats().moments]).toEqual([1, 3]);
    t.untracked(() => (account.balance = 4));
    t.undo(2);
    t.redo(2);
    expect(account.balance).toBe(4);
  });

  test('inside a transaction is asked at its end', () => {
    const { account, t } = made();
    t.transact(() => {
      t.untracked(() => (account.balance = -1));
      account.credit = 1;
    });
    expect(() =>
      t.transact(() => {
        t.untracked(() => (account.balance = -2));
      }),
    ).toThrow(InvariantError);
  });
});

describe('transactAsync', () => {
  const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

  test('is asked at its end, and taken back', async () => {
    const { account, t, sheet } = made();
    const before = seen(account, t);
    const bad = new Line(50);
    await expect(
      t.transactAsync(async () => {
        account.balance = -1;
        await tick();
        sheet.lines.push(bad, new Line(10));
        sheet.lines.reverse();
        account.marks.set('a', 1);
        account.numbers.push(1, 2);
        await tick();
      }),
    ).rejects.toThrow(InvariantError);
    expect(seen(account, t)).toEqual(before);
    expect(() => timelineOf(bad)).toThrow(NoTimelineError);
    expect(t.verify()).toEqual([]);
    await t.transactAsync(async () => {
      account.balance = -1;
      await tick();
      account.credit = 1;
    });
    expect([t.stats().moments, account.balance]).toEqual([2, -1]);
  });

  test('is no concern of others while it runs', async () => {
    const { account, t, sheet } = made();
    t.guard<Account>((owner) => owner.numbers.length + owner.marks.size < 4);
    account.numbers = [1];
    let go: () => void = () => undefined;
    const wait = new Promise<void>((resolve) => (go = resolve));
    const pending = t.transactAsync(async () => {
      account.balance = -5;
      account.numbers.push(2, 3, 4);
      account.marks.set('a', 1);
      await wait;
      account.balance = 5;
      account.numbers.length = 1;
    });
    await tick();
    // Half of it would break the guards; a write beside it does not.
    sheet.lines.push(new Line(1));
    account.credit = -9;
    expect([account.balance, [...account.numbers], account.marks.size]).toEqual([-5, [1, 2, 3, 4], 1]);
    expect(() => (account.credit = -11)).toThrow(InvariantError);
    expect([account.balance, [...account.numbers], account.marks.size]).toEqual([-5, [1, 2, 3, 4], 1]);
    go();
    await expect(pending).rejects.toThrow(InvariantError);
    expect([account.balance, [...account.numbers], account.marks.size, account.credit]).toEqual([10, [1], 0, -9]);
    expect(t.verify()).toEqual([]);
  });
});

test('a history that is opened from bytes is guarded by the invariants of its classes', () => {
  const { account, t, sheet } = made();
  const line = new Line(50);
  sheet.lines.push(line);
  account.other = new Sheet();
  account.other.lines.push(new Line(40), line);
  sheet.lines.pop();
  const u = openBytes(t.toBytes(), { classes: [Account, Sheet, Line] }) as Multiverse;
  const opened = u.owner as Account;
  refused(opened, u, () => (opened.balance = -1));
  refused(opened, u, () => (opened.other!.lines[1]!.amount = 61));
  refused(opened, u, () => opened.sheet!.lines.push(new Line(0.5)));
  opened.other!.lines[1]!.amount = 60;
  u.undo(9);
  expect(opened.other).toBeUndefined();
});

describe('forks', () => {
  test('are guarded as their original is', () => {
    const { account, t, sheet } = made();
    t.guard<Account>(({ credit }) => credit < 5, 'little credit');
    const fork = t.fork<Account>('idea');
    const u = multiverseOf(fork);
    refused(fork, u, () => (fork.balance = -1));
    refused(fork, u, () => (fork.credit = 5));
    fork.sheet!.lines.push(new Line(60));
    refused(fork, u, () => fork.sheet!.lines.push(new Line(60)));
    refused(fork, u, () => (fork.sheet!.lines[0]!.amount = 0.5));
    sheet.extra = new Line(50);
    refused(account, t, () => t.adopt(fork));
    sheet.extra.amount = 40;
    t.adopt(fork);
    expect(sheet.lines.map(({ amount }) => amount)).toEqual([60]);
  });

  test('know what was held elsewhere before they were made', () => {
    const { account, t, sheet } = made();
    const line = new Line(50);
    sheet.lines.push(line);
    account.other = new Sheet();
    account.other.lines.push(new Line(40), line);
    sheet.lines.pop();
    const fork = t.fork<Account>('idea');
    expect(() => (fork.other!.lines[1]!.amount = 61)).toThrow(InvariantError);
  });

  test('hear of guards and invariants that come later', () => {
    @timeline({ mode: 'multiverse' })
    class Plain {
      @tracked part: Line | undefined;
      @tracked size = 0;
    }
    const plain = new Plain();
    const t = multiverseOf(plain);
    const fork = t.fork<Plain>('idea');
    const u = multiverseOf(fork);
    const end = u.guard<Plain>(({ size }) => size < 5);
    expect(() => (plain.size = 5)).toThrow(InvariantError);
    plain.part = new Line(1);
    expect(t.canUndo).toBe(true);
    u.merge('main');
    expect(() => (fork.part!.amount = 0.5)).toThrow(InvariantError);
    end();
    plain.size = 6;
    fork.size = 7;
    expect([plain.size, fork.size]).toEqual([6, 7]);
  });
});
