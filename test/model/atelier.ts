// A class with everything that a history can hold, and steps for it: two of them that are asked to do the same must answer
// the same and show the same, whatever one of them has been saved into and opened from between.
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import '../../src/adapters/packages/decimal.js';
import {
  branchable,
  multiverseOf,
  part,
  setElements,
  snapshotOf,
  timeline,
  tracked,
  trackedList,
  type Multiverse,
} from '../../src/index.js';

@part({ name: 'Note' })
export class Note {
  @tracked text: unknown;
  @tracked next: Note | null = null;
  @tracked.weak scan: unknown = null;

  constructor(text: unknown) {
    this.text = text;
  }
}

@timeline({ name: 'Atelier', mode: 'multiverse' })
export class Atelier {
  @tracked title: unknown = '';
  @branchable({ merge: 'sum' }) count = 0;
  @tracked pinned: Note | null = new Note('pinned');
  @trackedList notes: Note[] = [new Note('first')];
  @tracked items: unknown[] = [1, 2, 3];
  @tracked map = new Map<unknown, unknown>([['a', 1]]);
  @tracked set = new Set<unknown>([1]);
  @tracked object: Record<string, unknown> = { x: 1 };
  @tracked.ref reference: unknown = { plain: [1] };
  @tracked.weak scan: unknown = { scanned: 0 };
  @tracked date = new Date(0);
  @tracked samples = new Float64Array(4);
  @tracked price = new Decimal(0);
  untracked: unknown = { at: 0 };
}

/** Answers of weak fields that are in use: the collector must not decide what a step answers. */
const alive = new Set<unknown>();

/** An atelier with what belongs to it outside of history. */
export class Studio {
  t: Multiverse;
  cursor = 0;
  readonly arrivals: unknown[] = [];
  #detach: () => void = () => undefined;

  constructor() {
    this.t = multiverseOf(new Atelier());
    this.attach();
  }

  get atelier(): Atelier {
    return this.t.owner as Atelier;
  }

  /** The cursor is kept with moments; where it is now counts for nothing. */
  attach(): void {
    this.#detach();
    this.#detach = this.t.attach({
      name: 'cursor',
      save: () => this.cursor,
      restore: (cursor: number, { direction, moment }) => {
        this.cursor = cursor;
        this.arrivals.push([cursor, direction, moment.id]);
      },
    });
  }

  /** Goes on with another timeline of the same history. */
  goOnWith(t: Multiverse): void {
    expect(t.verify()).toEqual([]);
    this.#detach();
    this.#detach = () => undefined;
    this.t.dispose();
    this.t = t;
  }

  run({ verb, a, b }: StudioStep): unknown {
    this.cursor += a;
    try {
      const answer = (STEPS[verb] ?? STEPS[0]!)(this, a, b);
      // Changes in place are found now: they can be refused.
      return [answer, this.t.capture()];
    } catch (error) {
      this.#seeChanges();
      const { code, message } = error as { code?: string; message: string };
      if (code === undefined && message !== 'wanted') throw error;
      return code ?? message;
    }
  }

  /** What was changed in place on a frozen branch is refused when it is found. */
  #seeChanges(): void {
    try {
      this.t.capture();
    } catch (error) {
      expect(error).toMatchObject({ code: expect.stringMatching(/^JANUS_/) as string });
    }
  }

  /** Everything that can be seen without moving. */
  shown(): unknown {
    const { t, atelier } = this;
    for (const note of [atelier, atelier.pinned, ...atelier.notes]) alive.add(note?.scan);
    return {
      owner: snapshotOf(atelier),
      shared: sharing(atelier),
      at: [t.moment.id, t.currentBranch, t.canRedo, t.undoLabel, t.redoLabel, this.cursor],
      conflicts: t.conflicts.map(({ kind, path, base, ours, theirs }) => [kind, path, base, ours, theirs].map(plain)),
      arrivals: this.arrivals,
    };
  }

  /** All states of all moments, by jumping there and back; then what is known beside them. */
  everything(): unknown {
    const { t } = this;
    const { id } = t.moment;
    const states = t.graph().moments.map((moment) => {
      t.jumpTo(t.at(moment.id));
      return [moment.id, this.shown()];
    });
    t.jumpTo(t.at(id));
    const operations = t
      .operations()
      .map(({ number, kind, name, from, to, isUndone }) => [number, kind, name, from.id, to.id, isUndone]);
    return [states, t.graph(), operations, t.tags(), [...t.labels().keys()], t.stats().moments];
  }
}

function plain(value: unknown): unknown {
  return value instanceof Note ? snapshotOf(value) : value;
}

/** Which notes are the same ones. */
function sharing({ notes, pinned, map, items }: Atelier): number[] {
  const all = [...notes, pinned, pinned?.next, ...map.values(), ...items];
  return all.map((each) => (each instanceof Note ? all.indexOf(each) : -1));
}

function branchOf(t: Multiverse, pick: number): string {
  const names = [...t.branches().keys()];
  return names[pick % names.length]!;
}

function momentOf(t: Multiverse, pick: number): ReturnType<Multiverse['at']> {
  const { moments } = t.graph();
  return t.at(moments[pick % moments.length]!.id);
}

const noteOf = ({ notes, pinned }: Atelier, pick: number): Note | null =>
  [...notes, pinned][pick % (notes.length + 1)]!;

type Run = (studio: Studio, a: number, b: number) => unknown;

const WRITES: Run[] = [
  ({ atelier }, a) => (atelier.title = a),
  ({ atelier }, a) => (atelier.count += a),
  ({ atelier }, a, b) =>
    atelier.notes.splice(a % (atelier.notes.length + 1), b % 2, new Note(`${String(a)} ${String(b)}`)).length,
  ({ atelier }, a) => void (atelier.pinned = noteOf(atelier, a)),
  ({ atelier }, a, b) => {
    const note = noteOf(atelier, a);
    if (note !== null) note.text = b;
  },
  ({ atelier }, a, b) => {
    const [note, next] = [noteOf(atelier, a), noteOf(atelier, b)];
    if (note !== null) note.next = next;
  },
  ({ atelier }, a, b) => atelier.items.splice(a % 4, b % 3, a, b).length,
  ({ atelier }) => atelier.items.reverse().length,
  ({ atelier }, a, b) => atelier.map.set(a % 5, b % 3 === 0 ? noteOf(atelier, b) : b).size,
  ({ atelier }, a) => [atelier.map.delete(a % 5), atelier.set.delete(a % 3)],
  ({ atelier }, a) => atelier.set.add(a % 5).size,
  ({ atelier }, a, b) => void (atelier.object[`k${String(a % 4)}`] = b % 2 === 0 ? { deep: [b] } : b),
  ({ atelier }, a) => Reflect.deleteProperty(atelier.object, `k${String(a % 4)}`),
  ({ atelier }, a) => void (atelier.reference = { a, note: noteOf(atelier, a) }),
  ({ atelier }, a, b) => void (atelier.scan = b % 4 === 0 ? atelier.reference : { scanned: a }),
  ({ atelier }, a, b) => {
    const note = noteOf(atelier, a);
    if (note !== null) note.scan = b % 3 === 0 ? atelier.scan : { scanned: b };
  },
  ({ atelier }, a) => atelier.date.setTime(a),
  ({ atelier }, a, b) => {
    setElements(atelier.samples, [a % 4], [b]);
  },
  ({ atelier }, a, b) => void (atelier.samples[a % 4] = b),
  ({ atelier }, a) => void (atelier.price = atelier.price.plus(a)),
  ({ atelier }, a, b) =>
    void (b % 2 === 0 ? (atelier.date = new Date(a)) : (atelier.samples = new Float64Array([a, b]))),
  ({ atelier }, a) => void (atelier.untracked = { at: a }),
];

const VERBS: Run[] = [
  ({ t }, a) => t.undo(a % 4),
  ({ t }, a) => t.redo(a % 4),
  ({ t }, a) => t.jumpTo(momentOf(t, a)).id,
  ({ t }, a, b) => t.branch(`branch ${String(a)} ${String(b)}`, { at: momentOf(t, a), switch: b % 2 === 0 }).id,
  ({ t }, a) => t.switch(branchOf(t, a)).id,
  ({ t }, a) => t.switch(branchOf(t, a)).id,
  ({ t }, a) => {
    t.deleteBranch(branchOf(t, a));
  },
  ({ t }, a, b) => {
    t.renameBranch(branchOf(t, a), `renamed ${String(b)}`);
  },
  ({ t }, a, b) => {
    if (b % 2 === 0) t.freeze(branchOf(t, a), 'because');
    else t.thaw(branchOf(t, a));
  },
  ({ t }, a, b) => t.merge(branchOf(t, a), (['overshadow', 'preserve', 'strict'] as const)[b % 3]).kind,
  ({ t }, a) => {
    return t.merge(branchOf(t, a), { conflicts: 'hold' }).kind;
  },
  ({ t }, a, b) => {
    const { conflicts } = t;
    const open = conflicts[a % (conflicts.length || 1)];
    return open === undefined ? 0 : t.resolve(open.path, b % 2 === 0 ? 'ours' : 'theirs').id;
  },
  ({ t }, a) => t.revert(momentOf(t, a), 'overshadow').kind,
  ({ t }, a) => t.cherryPick(momentOf(t, a), 'overshadow').kind,
  ({ t }, a) => t.rebase(branchOf(t, a), 'overshadow').kind,
  ({ t }, a) => t.squash(momentOf(t, a)).id,
  ({ t }) => t.undoOperation(),
  ({ t }, a, b) => t.label(`label ${String(a)} ${String(b)}`).id,
  ({ t }, a, b) => t.tag({ [`key ${String(a % 3)}`]: b }).id,
  ({ t }, a) => t.prune({ moments: 3 + (a % 12) }).moments,
  (studio, a, b) =>
    studio.t.transact(`titled ${String(a)}`, () => {
      for (const more of [a, b, a + b]) WRITES[more % WRITES.length]!(studio, b, a);
      if (a % 4 === 0) throw new Error('wanted');
      return 'done';
    }),
  (studio, a, b) => {
    studio.t.untracked(() => {
      studio.atelier.title = a;
      studio.atelier.map.set(a % 5, b);
      studio.atelier.scan = { scanned: b };
    });
  },
  ({ t }, a, b) => {
    const fork = t.fork<Atelier>(`fork ${String(a)} ${String(b)}`);
    const other = multiverseOf(fork);
    try {
      fork.title = b;
      fork.notes.push(new Note(a));
      other.undo(b % 2);
      return b % 3 === 0 ? t.adopt(fork, 'overshadow').kind : undefined;
    } finally {
      try {
        t.discard(fork);
      } catch (error) {
        // It was adopted.
        expect(error).toMatchObject({ code: 'JANUS_NOT_A_FORK' });
      }
    }
  },
];

const STEPS = [...WRITES, ...VERBS];

/** One step. */
export interface StudioStep {
  readonly verb: number;
  readonly a: number;
  readonly b: number;
}

/** Steps, writes as many as verbs. */
export const studioSteps: fc.Arbitrary<StudioStep> = fc.record({
  verb: fc.oneof(fc.nat(WRITES.length - 1), fc.integer({ min: WRITES.length, max: STEPS.length - 1 })),
  a: fc.nat(60),
  b: fc.nat(60),
});

/** What a step does, for messages. */
export function titleOf({ verb, a, b }: StudioStep): string {
  return `${String(STEPS[verb])} with ${String(a)}, ${String(b)}`;
}
