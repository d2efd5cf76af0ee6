import {
  branchable,
  ephemeral,
  invariant,
  InvariantError,
  JanusError,
  multiverseOf,
  snapshotOf,
  timeline,
  timelineOf,
  tracked,
  type Multiverse,
} from '../../../src/index.js';

class Line {
  @tracked amount = 0;
  @tracked text = '';
  @ephemeral isOpen = false;
  constructor(amount = 0) {
    this.amount = amount;
  }
  @invariant('an amount is a whole number') isWhole() {
    return Number.isInteger(this.amount);
  }
}
class Sheet {
  @tracked lines: Line[] = [];
  @tracked extra: Line | undefined;
  @invariant isSmall() {
    return this.lines.reduce((sum, line) => sum + line.amount, this.extra?.amount ?? 0) <= 100;
  }
}
@timeline({ mode: 'multiverse' })
class Account {
  @branchable balance = 10;
  @branchable credit = 0;
  @tracked sheet: Sheet | undefined = new Sheet();
  @tracked other: Sheet | undefined;
  @tracked marks = new Map<string, number>();
  @ephemeral hover: unknown;
  @invariant('the balance stays positive') isSolvent() {
    return this.balance + this.credit >= 0;
  }
}
const made = () => {
  const account = new Account();
  return { account, t: multiverseOf(account) };
};
function refused(account: Account, t: Multiverse, call: () => unknown): unknown {
  const before = snapshotOf(account);
  const stats = t.stats();
  const moment = t.moment;
  const redo = t.canRedo;
  let error: unknown;
  try {
    call();
  } catch (e) {
    error = e;
  }
  expect(error).toBeInstanceOf(JanusError);
  expect(snapshotOf(account)).toEqual(before);
  expect(t.stats()).toEqual({ ...stats, engineBytes: expect.any(Number) as number });
  expect(t.moment).toBe(moment);
  expect(t.canRedo).toBe(redo);
  expect(t.verify()).toEqual([]);
  return error;
}
test('single', () => {
  const { account, t } = made();
  const error = refused(account, t, () => {
    account.balance = -1;
  }) as InvariantError;
  expect(error).toBeInstanceOf(InvariantError);
  expect(error.message).toContain('Account.isSolvent does not hold: the balance stays positive.');
});
test('parts', () => {
  const { account, t } = made();
  const line = new Line(3);
  account.sheet!.lines.push(line);
  refused(account, t, () => {
    line.amount = 1.5;
  });
  refused(account, t, () => {
    line.amount = 150;
  });
  const bad = new Line(0.5);
  refused(account, t, () => {
    account.sheet!.lines.push(bad);
  });
  expect(() => timelineOf(bad)).toThrow();
  refused(account, t, () => {
    account.sheet!.extra = bad;
  });
  expect(() => timelineOf(bad)).toThrow();
  account.other = new Sheet();
  account.other.extra = line;
  line.amount = 60;
  account.sheet!.lines.push(new Line(40));
  account.sheet!.lines.splice(0, 1);
  refused(account, t, () => {
    line.amount = 101;
  });
  refused(account, t, () =>
    t.transact(() => {
      line.amount = 50;
      account.balance = -4;
    }),
  );
  account.marks.set('a', 1);
  t.guard<Account>((a) => a.marks.size < 2, 'few marks');
  refused(account, t, () => account.marks.set('b', 1));
  t.undo();
  refused(account, t, () => {
    account.balance = -9;
  });
  t.redo();
  refused(account, t, () => account.marks.set('b', 1));
});
test('merge', () => {
  const { account, t } = made();
  t.branch('a');
  account.balance = 5;
  t.switch('main');
  account.credit = -6;
  refused(account, t, () => t.merge('a'));
  t.undo();
  refused(account, t, () => {
    account.credit = -60;
  });
  expect(t.redo()).toBe(1);
});
