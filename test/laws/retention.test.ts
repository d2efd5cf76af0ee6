// Retention: random programs on two owners, one of which keeps everything. Whatever went on the other one, and when: every
// moment it still has is in the same state, is found and compared alike, and merges come to the same.
//
// Moments keep their numbers, so both sides can be asked about the same ones. Undo counts moments that are there, so the one
// that keeps everything jumps to where the other one came.
import fc from 'fast-check';
import {
  branchable,
  JanusError,
  move,
  multiverseOf,
  timeline,
  tracked,
  trackedList,
  type Multiverse,
} from '../../src/index.js';

class Note {
  @tracked text: string;
  @tracked next: Note | null = null;
  constructor(text: string) {
    this.text = text;
  }
}

@timeline({ mode: 'multiverse' })
class Desk {
  @branchable({ merge: 'sum' }) count = 0;
  @branchable({ merge: 'max' }) peak = 0;
  @branchable({ merge: 'strict' }) strict = 0;
  @tracked title = '';
  @trackedList list: number[] = [1, 2, 3];
  @trackedList notes: Note[] = [new Note('one')];
  @tracked scores = new Map<string, Note | number>([['first', 1]]);
  @tracked tags = new Set<number>();
  @tracked bytes = new Uint8Array(6);
  @tracked when = new Date(0);
  @tracked pinned: Note | null = new Note('pinned');
}

function stateOf(desk: Desk): unknown {
  const met = new Map<Note, number>();
  const noteOf = (note: Note | null): unknown => {
    if (note === null) return null;
    const known = met.get(note);
    if (known !== undefined) return `#${String(known)}`;
    met.set(note, met.size);
    return { text: note.text, next: noteOf(note.next) };
  };
  const { count, peak, strict, title } = desk;
  return {
    ...{ count, peak, strict, title },
    list: [...desk.list],
    notes: desk.notes.map(noteOf),
    scores: [...desk.scores].map(([key, value]) => [key, value instanceof Note ? noteOf(value) : value]),
    tags: [...desk.tags],
    bytes: [...desk.bytes],
    when: desk.when.getTime(),
    pinned: noteOf(desk.pinned),
  };
}

/** As text; where the bytes of a delta lie is its own affair. */
function shown(data: unknown): string {
  return JSON.stringify(data, (key, value: unknown) => (key === 'delta' ? 'delta' : value));
}

/** Data as text, sorted; objects that occur several times are counted in this order. */
function inOneOrder(data: readonly unknown[]): string {
  const withoutIds = (each: unknown): string =>
    JSON.stringify(each, (key, value: unknown) => (key === 'id' || key === 'delta' ? key : value));
  const sorted = data.map((each) => [withoutIds(each), each] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const known = new Map<unknown, number>();
  return JSON.stringify(sorted, (key, value: unknown) => {
    if (key === 'delta') return key;
    if (key !== 'id') return value;
    if (!known.has(value)) known.set(value, known.size);
    return known.get(value);
  });
}

type Step = readonly [verb: string, a: number, b: number];

const WRITES: Readonly<Record<string, (desk: Desk, a: number, b: number) => void>> = {
  title: (desk, a) => (desk.title = `t${String(a)}`),
  count: (desk, a) => (desk.count += a),
  peak: (desk, a) => (desk.peak = a),
  strict: (desk, a) => (desk.strict = a),
  push: (desk, a) => desk.list.push(a),
  splice: (desk, a, b) => desk.list.splice(a % (desk.list.length + 1), b % 3, a, b),
  cut: (desk, a) => desk.list.splice(a % (desk.list.length + 1), 2),
  move: (desk, a, b) => {
    const { length } = desk.list;
    if (length > 0) move(desk.list, a % length, b % length);
  },
  sort: (desk) => desk.list.sort((x, y) => x - y),
  set: (desk, a, b) => {
    if (desk.list.length > 0) desk.list[a % desk.list.length] = b;
  },
  note: (desk, a) => desk.notes.splice(a % (desk.notes.length + 1), 0, new Note(`n${String(a)}`)),
  drop: (desk, a) => desk.notes.splice(a % (desk.notes.length || 1), 1),
  text: (desk, a, b) => {
    const note = desk.notes[a % (desk.notes.length || 1)] ?? desk.pinned;
    if (note !== null) note.text = `x${String(b)}`;
  },
  next: (desk, a, b) => {
    const note = desk.notes[a % (desk.notes.length || 1)] ?? desk.pinned;
    if (note !== null) note.next = b % 2 === 0 ? null : new Note(`next${String(b)}`);
  },
  score: (desk, a, b) => desk.scores.set(`k${String(a % 3)}`, b % 2 === 0 ? b : new Note(`s${String(b)}`)),
  unscore: (desk, a) => desk.scores.delete(`k${String(a % 3)}`),
  tag: (desk, a) => desk.tags.add(a % 5),
  untag: (desk, a) => desk.tags.delete(a % 5),
  // What changes in place is noticed by the next verb, which may refuse it.
  byte: (desk, a, b) => {
    desk.bytes[a % 6] = b;
    expect(multiverseOf(desk).moment.isPruned).toBe(false);
  },
  bytes: (desk, a) => (desk.bytes = new Uint8Array([a, 1, 2, 3, 4, 5])),
  when: (desk, a) => {
    desk.when.setTime(a);
    expect(multiverseOf(desk).moment.isPruned).toBe(false);
  },
  pin: (desk, a, b) => (desk.pinned = b % 3 === 0 ? null : new Note(`p${String(a)}`)),
};

interface Side {
  readonly desk: Desk;
  readonly t: Multiverse;
}

function side(): Side {
  const desk = new Desk();
  return { desk, t: multiverseOf(desk) };
}

class Pair {
  readonly pruned = side();
  readonly whole = side();
  names = 0;
  went = 0;

  /** Both do it with the same answer, or refuse it with the same error. */
  both<T>(act: (side: Side) => T): T | undefined {
    const answers = [this.pruned, this.whole].map((one) => {
      try {
        return { answer: act(one) };
      } catch (error) {
        if (!(error instanceof JanusError)) throw error;
        return { code: error.code };
      }
    });
    expect(answers[0]).toEqual(answers[1]);
    return answers[0]?.answer;
  }

  /** A moment that is there. */
  kept(a: number): number {
    const { moments } = this.pruned.t.graph();
    return moments[a % moments.length]!.id;
  }

  run([verb, a, b]: Step): void {
    const { pruned, whole } = this;
    const write = WRITES[verb];
    const name = `n${String(a % 4)}`;
    if (write !== undefined) {
      this.both(({ desk }) => {
        write(desk, a, b);
      });
      return;
    }
    switch (verb) {
      case 'transact':
        this.both(({ desk, t }) => {
          t.transact(`title ${String(a)}`, () => {
            for (const each of ['title', 'push', 'score', 'text', 'splice'])
              if ((b & 1) === 0) WRITES[each]!(desk, a, b);
            WRITES.count!(desk, a, b);
          });
        });
        break;
      case 'untracked':
        this.both(({ desk, t }) => {
          t.untracked(() => {
            WRITES[['title', 'count', 'score', 'text'][a % 4]!]!(desk, a, b);
          });
        });
        break;
      case 'coalesce':
        this.both(({ desk, t }) => {
          t.coalesce(
            'key',
            () => {
              WRITES[['title', 'push', 'set'][a % 3]!]!(desk, a, b);
            },
            { windowMs: Infinity },
          );
        });
        break;
      case 'undo':
        pruned.t.undo(a % 5);
        whole.t.jumpTo(whole.t.at(pruned.t.moment.id));
        break;
      case 'redo': {
        pruned.t.redo(a % 4);
        whole.t.redo(0);
        const goal = pruned.t.moment.id;
        while (whole.t.moment.id !== goal) expect(whole.t.redo(1)).toBe(1);
        break;
      }
      case 'jump': {
        const id = this.kept(a);
        this.both(({ t }) => t.jumpTo(t.at(id)).id);
        break;
      }
      case 'branch': {
        const [id, made] = [this.kept(a), `b${String(this.names++)}`];
        this.both(({ t }) => t.branch(made, { at: t.at(id), switch: b % 2 === 0 }).id);
        break;
      }
      case 'switch':
        this.both(({ t }) => t.switch([...t.branches().keys()][a % t.branches().size]!).id);
        break;
      case 'delete':
        this.both(({ t }) => {
          t.deleteBranch([...t.branches().keys()][a % t.branches().size]!);
        });
        break;
      case 'label':
        this.both(({ t }) => t.label(name).id);
        break;
      case 'tags':
        this.both(({ t }) => t.tag({ [name]: b }).id);
        break;
      case 'merge': {
        const id = b % 3 === 0 ? this.kept(a) : undefined;
        this.both(({ t }) => {
          const source = id === undefined ? [...t.branches().keys()][a % t.branches().size]! : t.at(id);
          const { kind, moment, decisions, conflicts } = t.merge(source, b % 4 === 1 ? 'preserve' : 'overshadow');
          return [kind, moment.id, decisions.length, conflicts.map(({ path }) => path).sort()];
        });
        break;
      }
      case 'retain': {
        // Like any verb it ends coalescing.
        whole.t.retain = undefined;
        const before = pruned.t.stats().moments;
        pruned.t.retain = [undefined, { moments: b % 12 }, { bytes: b * 40 }, { moments: b % 30, bytes: b * 80 }][
          a % 4
        ];
        this.went += before - pruned.t.stats().moments;
        break;
      }
      default: {
        expect(whole.t.prune()).toEqual({ moments: 0, operations: 0, bytes: 0, branches: [] });
        const before = pruned.t.stats();
        const report = pruned.t.prune(a % 2 === 0 ? { moments: b % 16 } : { bytes: b * 30 });
        expect(before.moments - pruned.t.stats().moments).toBe(report.moments);
        expect(before.operations - pruned.t.stats().operations).toBe(report.operations);
        this.went += report.moments;
      }
    }
  }

  expectSame(a: number, b: number): void {
    const { pruned, whole } = this;
    expect(stateOf(pruned.desk)).toEqual(stateOf(whole.desk));
    expect(pruned.t.moment.id).toBe(whole.t.moment.id);
    expect(pruned.t.verify()).toEqual([]);
    const { moments } = pruned.t.graph();
    const [from, to] = [this.kept(a), this.kept(b)];
    // In which order they are told is nobody's business: what was forgotten has another number when it is written again.
    this.both(({ t }) => inOneOrder(t.diff(t.at(from), t.at(to)).changes));
    const all = new Map(whole.t.graph().moments.map((moment) => [moment.id, moment]));
    const ids = new Set(moments.map(({ id }) => id));
    for (const { id, parents, title, labels, branches, tags, current } of moments) {
      expect(all.get(id)).toMatchObject({ title, labels, branches, tags, current });
      expect(parents.every((parent) => ids.has(parent))).toBe(true);
    }
    for (const moment of [...pruned.t.labels().values(), ...pruned.t.branches().values()]) {
      expect(moment.isPruned).toBe(false);
    }
    this.both(({ t }) => {
      const states: unknown[] = [];
      t.find({ where: ({ id }, state) => ids.has(id) && states.push([id, state()]) > 0 });
      return shown(states);
    });
  }

  visitAll(): void {
    const { pruned, whole } = this;
    for (const { id } of pruned.t.graph().moments) {
      this.both(({ t }) => t.jumpTo(t.at(id)).id);
      expect(stateOf(pruned.desk)).toEqual(stateOf(whole.desk));
    }
    for (const { id } of whole.t.graph().moments) {
      if (pruned.t.find({ where: (moment) => moment.id === id }).length > 0) continue;
      expect(() => pruned.t.at(id)).toThrow(expect.objectContaining({ code: 'JANUS_PRUNED_MOMENT' }) as Error);
    }
    expect(pruned.t.verify()).toEqual([]);
  }
}

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(...Object.keys(WRITES)) },
    {
      weight: 10,
      arbitrary: fc.constantFrom(
        ...['transact', 'untracked', 'coalesce', 'undo', 'undo', 'redo', 'jump', 'branch', 'switch', 'switch'],
        ...['delete', 'label', 'tags', 'merge', 'merge', 'merge'],
      ),
    },
    { weight: 3, arbitrary: fc.constantFrom('prune', 'prune', 'retain') },
  ),
  fc.nat(60),
  fc.nat(60),
);

function run(steps: readonly Step[]): number {
  const pair = new Pair();
  for (const each of steps) {
    pair.run(each);
    pair.expectSame(each[1], each[2]);
  }
  pair.visitAll();
  return pair.went;
}

test('what is kept is as if nothing had gone', () => {
  let went = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      went += run(steps);
    }),
    { numRuns: Number(process.env.RETENTION_RUNS ?? 100) },
  );
  expect(went).toBeGreaterThan(0);
}, 240_000);

// Found by the property: an element that came by a merge has its value under the number of a moment that is gone.
test('values that merges took over outlive the moments that recorded them', () => {
  const steps: Step[] = [
    ...([
      ['push', 0, 0],
      ['title', 0, 0],
      ['jump', 0, 0],
      ['title', 0, 0],
      ['merge', 2, 0],
    ] as const),
    ...([
      ['retain', 37, 0],
      ['branch', 0, 0],
      ['transact', 0, 0],
      ['merge', 0, 1],
    ] as const),
  ];
  run(steps);
});
