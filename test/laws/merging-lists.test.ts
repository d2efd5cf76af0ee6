// Merging lists: random programs on three branches that merge each other, against what must be true of any merge by identity.
//
// The model keeps, for each branch, which elements it knows, which of them were removed and which were moved; a merge unites
// them. What is there is what is known and not removed, exactly once; what nobody moved keeps its order.
//
// Not covered: replaced elements and conflicts (merging-collections.test.ts, test/tables).
import fc from 'fast-check';
import { branchable, move, multiverseOf, timeline, trackedList, type Multiverse } from '../../src/index.js';

@timeline({ mode: 'multiverse' })
class Text {
  @trackedList list: number[] = [];
  @branchable other: number[] = [];
}

const BRANCHES = ['main', 'left', 'right'] as const;
type Branch = (typeof BRANCHES)[number];

const CHANGES = [
  'insert',
  'insert',
  'insert',
  'remove',
  'pop',
  'shift',
  'cut',
  'move',
  'move',
  'sort',
  'reverse',
] as const;

interface Change {
  readonly kind: (typeof CHANGES)[number];
  readonly at: number;
  readonly to: number;
}

/** Each branch does something, then some merge. */
interface Round {
  readonly changes: readonly (readonly Change[])[];
  readonly merges: readonly (readonly [into: number, from: number])[];
}

const change = (kinds: readonly Change['kind'][]): fc.Arbitrary<Change> =>
  fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(30), to: fc.nat(30) });

const programs = (kinds: readonly Change['kind'][]): fc.Arbitrary<Round[]> =>
  fc.array(
    fc.record({
      changes: fc.array(fc.array(change(kinds), { maxLength: 6 }), { minLength: 3, maxLength: 3 }),
      merges: fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 4 }),
    }),
    { maxLength: 6, size: 'max' },
  );

/** What a branch knows of elements. */
class Known {
  constructor(
    readonly inserted = new Set<number>(),
    readonly removed = new Set<number>(),
    readonly moved = new Set<number>(),
    /** Those that were in a list when it was sorted or reversed: some of them stay, and the others move around those. */
    readonly arranged = new Set<number>(),
  ) {}

  static of(...all: readonly Known[]): Known {
    const joined = (pick: (known: Known) => Set<number>): Set<number> => new Set(all.flatMap((one) => [...pick(one)]));
    return new Known(joined((one) => one.inserted), joined((one) => one.removed), joined((one) => one.moved), joined((one) => one.arranged)); // prettier-ignore
  }

  present(): number[] {
    return [...this.inserted].filter((element) => !this.removed.has(element)).sort((a, b) => a - b);
  }
}

const sorted = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);

/** Does a change to a list and to what is known. Elements are new numbers: what makes them says which. */
function apply(list: number[], known: Known, { kind, at, to }: Change, fresh: () => number): void {
  const { length } = list;
  const place = length === 0 ? 0 : at % length;
  const removed = (elements: readonly (number | undefined)[]): void => {
    for (const element of elements) if (element !== undefined) known.removed.add(element);
  };
  switch (kind) {
    case 'insert': {
      const run = Array.from({ length: 1 + (to % 3) }, fresh);
      for (const element of run) known.inserted.add(element);
      list.splice(at % (length + 1), 0, ...run);
      return;
    }
    case 'remove':
      return removed(list.splice(place, 1));
    case 'cut':
      return removed(list.splice(place, 1 + (to % 4)));
    case 'pop':
      return removed([list.pop()]);
    case 'shift':
      return removed([list.shift()]);
    case 'move':
      // To where it is, is no move.
      if (length === 0 || place === to % length) return;
      known.moved.add(list[place]!);
      return move(list, place, to % length);
    case 'sort':
    case 'reverse':
      for (const element of list) known.arranged.add(element);
      if (kind === 'reverse') list.reverse();
      else list.sort((a, b) => ((a * 7) % 31) - ((b * 7) % 31) || a - b);
  }
}

/** Elements in the order of a list, of those that another has too and nobody moved by themselves. */
const common = (list: readonly number[], other: readonly number[], { moved }: Known): number[] =>
  list.filter((element) => other.includes(element) && !moved.has(element));

/** … and that were in no list which was sorted. */
const unmoved = (list: readonly number[], other: readonly number[], known: Known): number[] =>
  common(list, other, known).filter((element) => !known.arranged.has(element));

interface Run {
  readonly ends: readonly (readonly number[])[];
  readonly texts: Text;
  readonly t: Multiverse;
}

/** Runs a program; in each round the branches work in the given order, whole or change by change. */
function run(program: readonly Round[], order: readonly number[], field: 'list' | 'other', isMixed = false): Run {
  const text = new Text();
  text[field] = [1, 2, 3, 4];
  const t = multiverseOf(text);
  const known = BRANCHES.map(() => new Known(new Set([1, 2, 3, 4])));
  for (const name of BRANCHES.slice(1)) t.branch(name, { switch: false });
  const visited = new Map([[t.moment, [1, 2, 3, 4]]]);
  const note = (): unknown => visited.set(t.moment, [...text[field]]);
  const state = (branch: Branch): number[] => {
    t.switch(branch);
    return [...text[field]];
  };
  for (const [round, { changes, merges }] of program.entries()) {
    const queue = order.flatMap((branch) => (changes[branch] ?? []).map((one, at) => ({ branch, one, at })));
    if (isMixed) queue.sort((a, b) => a.at - b.at);
    for (const { branch, one, at } of queue) {
      let serial = 1_000 * (round + 1) + 100 * branch + 10 * at;
      t.switch(BRANCHES[branch]!);
      t.transact(() => apply(text[field], known[branch]!, one, () => serial++));
      note();
    }
    for (const [into, from] of merges) {
      const [ours, theirs] = [state(BRANCHES[into]!), state(BRANCHES[from]!)];
      const all = Known.of(known[into]!, known[from]!);
      t.switch(BRANCHES[into]!);
      t.merge(BRANCHES[from]!);
      known[into] = all;
      note();
      const merged = [...text[field]];
      expect(sorted(merged)).toEqual(all.present());
      // Branches that have merged each other can have come to contrary orders before: each had its own first. Then there is
      // no order that holds both.
      if (String(common(ours, theirs, all)) === String(common(theirs, ours, all))) {
        expect(unmoved(merged, ours, all)).toEqual(unmoved(ours, merged, all));
        expect(unmoved(merged, theirs, all)).toEqual(unmoved(theirs, merged, all));
      }
      expect(t.merge(BRANCHES[from]!).kind).toBe('already-merged');
      expect([...text[field]]).toEqual(merged);
    }
  }
  const ends = BRANCHES.map(state);
  for (const [moment, was] of visited) {
    t.jumpTo(moment);
    expect([...text[field]]).toEqual(was);
  }
  expect(t.verify()).toEqual([]);
  return { ends, texts: text, t };
}

const PLAIN = CHANGES.filter((kind) => kind !== 'move' && kind !== 'sort' && kind !== 'reverse');

test('no element is lost or doubled, and none changes its place that nobody moved', () => {
  fc.assert(
    fc.property(programs(CHANGES), fc.constantFrom('list' as const, 'other' as const), (program, field) => {
      run(program, [0, 1, 2], field);
    }),
    { numRuns: 800 },
  );
});

test('without moves the order of both sides holds', () => {
  fc.assert(
    fc.property(programs(PLAIN), (program) => {
      run(program, [0, 1, 2], 'list');
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['with moves', CHANGES],
  ['without moves', PLAIN],
] as const)('%s the outcome does not depend on which side was made first', (_, kinds) => {
  fc.assert(
    fc.property(programs(kinds), (program) => {
      const { ends } = run(program, [0, 1, 2], 'list');
      expect(run(program, [2, 1, 0], 'list').ends).toEqual(ends);
      expect(run(program, [1, 0, 2], 'list', true).ends).toEqual(ends);
    }),
    { numRuns: 300 },
  );
});

/** Typing: single elements, each behind the one before, before it, or in the midst of the run; with corrections. */
const typing = fc.array(fc.record({ way: fc.constantFrom('on', 'on', 'back', 'inside', 'erase'), at: fc.nat(20) }), {
  minLength: 1,
  maxLength: 12,
});

/** Types a run into a list at a place, optionally over what is there; answers the elements of the run. */
function type(
  list: number[],
  start: number,
  over: number,
  keys: readonly { way: string; at: number }[],
  from: number,
): number[] {
  list.splice(start, over);
  let [length, serial] = [0, from];
  for (const { way, at } of keys) {
    if (way === 'erase') {
      if (length > 0) list.splice(start + (at % length--), 1);
      continue;
    }
    const offset = way === 'on' ? length : way === 'back' ? 0 : at % (length + 1);
    list.splice(start + offset, 0, serial++);
    length++;
  }
  return list.slice(start, start + length);
}

test('runs that are typed at one place do not interleave', () => {
  const places = fc.record({ start: fc.nat(4), over: fc.nat(2) });
  fc.assert(
    fc.property(places, fc.array(typing, { minLength: 3, maxLength: 3 }), fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (place, keys, order) => {
      const text = new Text();
      text.list = [1, 2, 3, 4];
      const t = multiverseOf(text);
      for (const name of BRANCHES.slice(1)) t.branch(name, { switch: false });
      const runs: number[][] = [];
      for (const branch of order) {
        t.switch(BRANCHES[branch]!);
        runs[branch] = type(text.list, place.start, place.over, keys[branch]!, 100 * (branch + 1));
      }
      for (const [into, from] of [['main', 'left'], ['main', 'right'], ['right', 'main'], ['left', 'main']] as const) {
        t.switch(into);
        t.merge(from, 'strict');
        const merged = [...text.list];
        for (const one of runs) {
          if (!one.every((element) => merged.includes(element)) || one.length === 0) continue;
          const at = merged.indexOf(one[0]!);
          expect(merged.slice(at, at + one.length)).toEqual(one);
        }
      }
      const kept = [1, 2, 3, 4];
      kept.splice(place.start, place.over, ...runs[0]!, ...runs[1]!, ...runs[2]!);
      t.switch('main');
      expect([...text.list]).toEqual(kept);
    }),
    { numRuns: 800 },
  );
}); // prettier-ignore

/** An element says who may edit and remove it, and how often it was edited: 7·100 + 3 is element 7 in its third version. */
const ELEMENT = 100;
const elementOf = (value: number): number => Math.floor(value / ELEMENT);
const ownerOf = (element: number): number => element % BRANCHES.length;

const OWN = ['insert', 'edit', 'edit', 'remove', 'move', 'merge', 'merge'] as const;

test('an edit, a removal, and a move of what only one branch touches reach every branch', () => {
  const step = fc.record({ on: fc.nat(2), kind: fc.constantFrom(...OWN), at: fc.nat(30), to: fc.nat(30) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30, size: 'max' }), fc.boolean(), (program, isCoarse) => {
      const text = new Text();
      text.list = [0, 100, 200, 300, 400, 500];
      const t = multiverseOf(text);
      for (const name of BRANCHES.slice(1)) t.branch(name, { switch: false });
      // What each branch knows: the newest version of each element, Infinity for removed.
      const known = BRANCHES.map(() => new Map(text.list.map((value) => [elementOf(value), value])));
      let serial = 6;
      const unite = (into: number, from: number): void => {
        for (const [element, value] of known[from]!) {
          known[into]!.set(element, Math.max(value, known[into]!.get(element) ?? 0));
        }
      };
      const check = (on: number): void => {
        const there = [...known[on]!.values()].filter((value) => value !== Infinity);
        expect(sorted(text.list)).toEqual(sorted(there));
      };
      for (const { on, kind, at, to } of program) {
        t.switch(BRANCHES[on]!);
        const { list } = text;
        const own = list.flatMap((value, index) => (ownerOf(elementOf(value)) === on ? [index] : []));
        const index = own[at % (own.length || 1)];
        if (kind === 'merge') {
          t.merge(BRANCHES[to % 3]!, 'strict');
          unite(on, to % 3);
        } else if (kind === 'insert') {
          while (ownerOf(serial) !== on) serial++;
          known[on]!.set(serial, serial * ELEMENT);
          list.splice(at % (list.length + 1), 0, serial++ * ELEMENT);
        } else if (index !== undefined) {
          const element = elementOf(list[index]!);
          if (kind === 'edit') known[on]!.set(element, ++list[index]!);
          else if (kind === 'move') move(list, index, to % list.length);
          else if (!isCoarse) known[on]!.set(elementOf(list.splice(index, 1)[0]!), Infinity);
        }
        check(on);
      }
      for (const [into, from] of [[0, 1], [0, 2], [1, 0], [2, 0]] as const) {
        t.switch(BRANCHES[into]);
        t.merge(BRANCHES[from], 'strict');
        unite(into, from);
        check(into);
      }
      expect(t.verify()).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
}); // prettier-ignore
