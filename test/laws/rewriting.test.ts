// Rewriting, open conflicts, the operation log and frozen branches: random programs, against what must be true whatever was done.
//
// The model is the state of every moment when it was first seen (law 1), the states of the originals for copies (law 7), and the
// whole of what can be seen before a call that is refused (law 2). What a squashed branch merges to is compared with a second
// owner on which nothing was squashed.
import fc from 'fast-check';
import {
  branchable,
  JanusError,
  move,
  multiverseOf,
  timeline,
  tracked,
  trackedList,
  type Moment,
  type Multiverse,
} from '../../src/index.js';

class Card {
  @tracked text = 0;
  @tracked inner: number[] = [];
  constructor(readonly id: number) {}
}

@timeline({ mode: 'multiverse' })
class Desk {
  @tracked title = 0;
  @tracked card: Card | null = null;
  @branchable({ merge: 'sum' }) budget = 0;
  @branchable({ merge: 'strict' }) strict = 0;
  @trackedList list: number[] = [1, 2, 3];
  @trackedList cards: Card[] = [new Card(1), new Card(2)];
  @tracked map = new Map<string, unknown>();
  @tracked set = new Set<number>([1, 2]);
}

/** A state as text: values, identities of parts, orders. */
function textOf(value: unknown): string {
  if (value instanceof Card) return `card ${String(value.id)} ${String(value.text)} ${textOf(value.inner)}`;
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (value instanceof Map) return `{${[...value].map(([key, held]) => `${String(key)}:${textOf(held)}`).join(',')}}`;
  if (value instanceof Set) return `(${[...value].join(',')})`;
  return String(value);
}

const FIELDS = ['title', 'card', 'budget', 'strict', 'list', 'cards', 'map', 'set'] as const;

interface Write {
  readonly what: (typeof WRITES)[number];
  readonly at: number;
  readonly value: number;
}
const WRITES = ['title', 'card', 'budget', 'strict', 'splice', 'put', 'shift', 'sort', 'cards', 'edit', 'carry', 'map', 'mapCard', 'unmap', 'set'] as const; // prettier-ignore

function write(desk: Desk, { what, at, value }: Write): void {
  const { list, cards, map, set } = desk;
  const index = (length: number): number => (length === 0 ? 0 : at % length);
  const card = cards[index(cards.length)];
  switch (what) {
    case 'title':
    case 'strict':
      desk[what] = value;
      return;
    case 'budget':
      desk.budget += value;
      return;
    case 'card':
      desk.card = value % 3 === 0 ? null : (card ?? desk.card);
      return;
    case 'splice':
      list.splice(index(list.length + 1), value % 3, ...[value + 100, value + 101].slice(value % 2));
      return;
    case 'put':
      if (list.length > 0) list[index(list.length)] = value;
      return;
    case 'shift':
      if (list.length > 0) move(list, index(list.length), value % list.length);
      return;
    case 'sort':
      if (value % 2 === 0) list.sort((a, b) => a - b);
      else list.reverse();
      return;
    case 'cards':
      if (value % 2 === 0) cards.splice(index(cards.length + 1), 0, new Card(value + 10));
      else cards.splice(index(cards.length + 1), 1);
      return;
    case 'edit':
      if (card === undefined) return;
      card.text = value;
      if (value % 2 === 0) card.inner.push(value);
      return;
    case 'carry':
      if (card === undefined) return;
      cards.splice(cards.indexOf(card), 1);
      map.set('card', card);
      return;
    case 'map':
      map.set(`k${String(at % 4)}`, value);
      return;
    case 'mapCard':
      map.set('card', card);
      return;
    case 'unmap':
      map.delete(at % 2 === 0 ? 'card' : `k${String(value % 4)}`);
      return;
    case 'set':
      if (!set.delete(value % 4)) set.add(value % 4);
  }
}

const writes: fc.Arbitrary<Write> = fc.record({
  what: fc.constantFrom(...WRITES),
  at: fc.nat(9),
  value: fc.integer({ min: 1, max: 12 }),
});

type Step =
  | { readonly do: 'write'; readonly writes: readonly Write[] }
  | { readonly do: (typeof VERBS)[number]; readonly at: number; readonly to: number };
const VERBS = ['undo', 'redo', 'branch', 'switch', 'jump', 'label', 'merge', 'hold', 'hold', 'hold', 'resolve', 'resolve', 'resolve', 'squash', 'squash', 'squash', 'flatten', 'revert', 'cherryPick', 'rebase', 'rebase', 'delete', 'freeze', 'thaw', 'undoOperation', 'prune'] as const; // prettier-ignore

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('write' as const), writes: fc.array(writes, { minLength: 1, maxLength: 3 }) }) }, // prettier-ignore
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom(...VERBS), at: fc.nat(40), to: fc.nat(40) }) },
);

const counts = new Map<string, number>();

class World {
  readonly desk = new Desk();
  readonly t: Multiverse = multiverseOf(this.desk);
  readonly states = new Map<number, string>([[0, this.state()]]);
  #names = 0;

  state(): string {
    const open = this.t.conflicts.map(({ path, kind }) => `${path}:${kind}`);
    return `${FIELDS.map((field) => `${field}=${textOf(this.desk[field])}`).join(' ')} open=${open.join()}`;
  }

  names(): unknown {
    const { t } = this;
    const frozen = [...t.branches().keys()].map((name) => t.branchInfo(name).frozen);
    return [[...t.branches()].sort(), [...t.labels()].sort(), t.currentBranch, t.moment, frozen, this.state()];
  }

  digest(): unknown {
    const { t } = this;
    return [this.names(), t.graph(), { ...t.stats(), engineBytes: 0 }, t.operations(), t.canUndo, t.canRedo];
  }

  /** The present moment, and all that have not been seen: copies are made in passing. */
  note(): void {
    const { t } = this;
    const here = t.moment;
    this.#see();
    for (const { id } of t.graph().moments) {
      if (this.states.has(id)) continue;
      t.jumpTo(t.at(id));
      this.#see();
    }
    if (t.moment !== here) t.jumpTo(here);
  }

  #see(): void {
    const { id } = this.t.moment;
    const known = this.states.get(id);
    if (known === undefined) this.states.set(id, this.state());
    else expect(this.state()).toBe(known);
  }

  /** A moment that was not pruned. */
  #kept(pick: number): Moment {
    const { moments } = this.t.graph();
    return this.t.at(moments[pick % moments.length]?.id ?? -1);
  }

  #stateAt({ id }: Moment): string {
    return this.states.get(id) ?? `moment ${String(id)} was never seen`;
  }

  run(step: Step): void {
    const before = this.digest();
    try {
      const did = this.#act(step);
      if (did) counts.set(step.do, (counts.get(step.do) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof JanusError)) throw error;
      counts.set(error.code, (counts.get(error.code) ?? 0) + 1);
      expect(this.digest()).toEqual(before);
    }
    expect(this.t.verify()).toEqual([]);
    this.note();
  }

  #act(step: Step): boolean {
    const { t, desk } = this;
    if (step.do === 'write') {
      t.transact(() => {
        for (const one of step.writes) write(desk, one);
      });
      return true;
    }
    const { at, to } = step;
    const branches = [...t.branches().keys()];
    const branch = branches[at % branches.length] ?? 'main';
    switch (step.do) {
      case 'undo':
        return t.undo(at % 4) > 0;
      case 'redo':
        return t.redo(at % 4) > 0;
      case 'branch':
        t.branch(`b${String(this.#names++)}`, {
          switch: to % 2 === 0,
          ...(at % 2 === 0 ? {} : { at: this.#kept(at) }),
        });
        return true;
      case 'switch':
        t.switch(branch);
        return true;
      case 'jump':
        t.jumpTo(this.#kept(at));
        return true;
      case 'label':
        t.label(`l${String(this.#names++)}`);
        return true;
      case 'merge':
        return t.merge(branch, to % 2 === 0 ? 'overshadow' : 'preserve').kind === 'merged';
      case 'hold':
        return t.merge(branch, { conflicts: 'hold' }).conflicts.length > 0;
      case 'resolve': {
        const open = t.conflicts;
        const conflict = open[at % Math.max(1, open.length)];
        if (conflict === undefined) return false;
        t.resolve(conflict.path, (['ours', 'theirs', 'base'] as const)[to % 3] ?? 'ours');
        expect(t.conflicts).toHaveLength(open.length - 1);
        return true;
      }
      case 'squash':
        return this.#squash(at, to);
      case 'flatten':
        return this.#rewritten(() => t.flatten());
      case 'revert':
        return this.#pick('revert', this.#kept(at));
      case 'cherryPick':
        return this.#pick('cherryPick', this.#kept(at));
      case 'rebase':
        return this.#rewritten(() => {
          const tip = t.branches().get(branch);
          const { kind } = t.rebase(branch, to % 2 === 0 ? 'overshadow' : { conflicts: 'hold' });
          expect(t.branches().get(t.currentBranch)).toBe(t.moment);
          if (kind === 'merged' && t.currentBranch !== branch) expect(isOnLine(tip, t.moment)).toBe(true);
        });
      case 'delete':
        t.deleteBranch(branch);
        return true;
      case 'freeze':
        t.freeze(branch, `reason ${String(to % 2)}`);
        return true;
      case 'thaw':
        t.thaw(branch);
        return true;
      case 'undoOperation':
        t.undoOperation();
        return true;
      case 'prune':
        return t.prune({ moments: to % 16 }).moments > 0;
    }
  }

  /** Moments of the line of the current branch, oldest first. */
  #line(): Moment[] {
    const line: Moment[] = [];
    for (let at = this.t.branches().get(this.t.currentBranch); at !== undefined; at = at.parents[0]) line.unshift(at);
    return line;
  }

  #squash(at: number, to: number): boolean {
    const line = this.#line();
    const first = at % line.length;
    const last = Math.min(line.length - 1, first + 1 + (to % 6));
    const expected = [...line.slice(0, first + 1), ...line.slice(last)].map((moment) => this.#stateAt(moment));
    if (last <= first) return false;
    return this.#rewritten(() => {
      const state = this.state();
      this.t.squash(line[first] ?? '', line[last]);
      expect(this.state()).toBe(state);
      const here = this.t.moment;
      const squashed = this.#line();
      expect(squashed).toHaveLength(expected.length);
      squashed.forEach((moment, index) => {
        this.t.jumpTo(moment);
        expect(this.state()).toBe(expected[index]);
      });
      this.t.jumpTo(here);
    });
  }

  /** Reverting the present moment gives the state before it; picking the next one its state: but for the order of keys. */
  #pick(verb: 'revert' | 'cherryPick', moment: Moment): boolean {
    const { t } = this;
    const [parent] = moment.parents;
    const goal = verb === 'revert' ? parent : moment;
    const isPlain = t.moment === (verb === 'revert' ? moment : parent) && goal !== undefined;
    const expected = isPlain ? this.#stateAt(goal) : undefined;
    const { kind } = t[verb](moment);
    if (expected !== undefined) expect(unordered(this.state())).toBe(unordered(expected));
    return kind === 'merged';
  }

  /** Taking the newest operation back gives all names and the state again; then it is done once more. */
  #rewritten(act: () => void): boolean {
    const { t } = this;
    const before = this.names();
    const { length } = t.operations();
    act();
    if (t.operations().length === length) return false;
    t.undoOperation();
    expect(this.names()).toEqual(before);
    expect(t.verify()).toEqual([]);
    act();
    return true;
  }

  /** Every moment again, in the end. */
  review(): void {
    const { t } = this;
    const kept = new Set(t.graph().moments.map(({ id }) => id));
    for (const [id, state] of [...this.states]
      .filter(([id]) => kept.has(id))
      .sort((a, b) => ((a[0] * 7) % 11) - ((b[0] * 7) % 11))) {
      t.jumpTo(t.at(id));
      expect(this.state()).toBe(state);
    }
  }
}

function isOnLine(moment: Moment | undefined, from: Moment): boolean {
  for (let at: Moment | undefined = from; at !== undefined; at = at.parents[0]) if (at === moment) return true;
  return false;
}

/** Keys and members that come back are the last ones. */
function unordered(state: string): string {
  return Array.from(state).sort().join('');
}

test('states are functions of the moment, refusals leave nothing, squashes keep every state', () => {
  fc.assert(
    fc.property(fc.array(steps, { minLength: 5, maxLength: 30, size: 'max' }), (program) => {
      const world = new World();
      const { t, desk } = world;
      t.branch('side');
      desk.list.push(7);
      desk.strict = 7;
      t.switch('main');
      desk.strict = 8;
      world.note();
      for (const step of program) world.run(step);
      world.review();
    }),
    { numRuns: Number(process.env.REWRITING_RUNS ?? 250) },
  );
  // Programs that never get anywhere would prove nothing.
  for (const verb of [
    'squash',
    'rebase',
    'revert',
    'cherryPick',
    'hold',
    'resolve',
    'undoOperation',
    'JANUS_FROZEN_BRANCH',
  ]) {
    expect([verb, (counts.get(verb) ?? 0) > 2]).toEqual([verb, true]);
  }
});

test('a squashed branch merges as if it had not been squashed', () => {
  const script = fc.record({
    start: fc.array(writes, { maxLength: 3 }),
    line: fc.array(writes, { minLength: 3, maxLength: 8 }),
    fork: fc.nat(7),
    side: fc.array(writes, { minLength: 1, maxLength: 5 }),
    from: fc.nat(3),
    into: fc.boolean(),
  });
  fc.assert(
    fc.property(script, ({ start, line, fork, side, from, into }) => {
      const merged = [true, false].map((isSquashed) => {
        const world = new World();
        const { t, desk } = world;
        t.transact(() => {
          for (const one of start) write(desk, one);
        });
        const base = t.moment;
        const moments = [base];
        for (const one of line) {
          t.transact(() => {
            write(desk, one);
          });
          if (t.moment !== moments.at(-1)) moments.push(t.moment);
        }
        t.branch('side', { at: moments[fork % moments.length] ?? base });
        for (const one of side) {
          t.transact(() => {
            write(desk, one);
          });
        }
        t.switch('main');
        if (isSquashed) t.squash(moments[from % moments.length] ?? base);
        if (!into) t.switch('side');
        const { conflicts } = t.merge(into ? 'side' : 'main', { conflicts: 'hold' });
        const paths = conflicts.map(({ path, kind }) => `${path}:${kind}`).sort();
        expect(t.verify()).toEqual([]);
        // What stands where something was removed at the same time stands before or behind it.
        const anyIndex = (text: string): string => text.replaceAll(/\[\d+\]:/g, '[]:');
        return [unordered(anyIndex(world.state())), paths.map(anyIndex).sort()];
      });
      expect(merged[0]).toEqual(merged[1]);
    }),
    { numRuns: Number(process.env.REWRITING_RUNS ?? 250) },
  );
});
