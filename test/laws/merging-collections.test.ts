// Laws 4 and 6 for containers: disjoint edits merge to the same state from either side, merging again is nothing, every graph of merges
// has one outcome whatever was made first, and every moment is afterwards what it was.
//
// Not covered: the order of list elements in random programs (merging-lists.test.ts), each pair of operations (test/tables).
import fc from 'fast-check';
import {
  branchable,
  move,
  multiverseOf,
  snapshotOf,
  timeline,
  tracked,
  trackedList,
  type MergeStrategy,
  type Moment,
  type Multiverse,
} from '../../src/index.js';

class Piece {
  @tracked note: unknown = '';
  @trackedList children: Piece[] = [];
  constructor(readonly name: string) {}
}

@timeline({ mode: 'multiverse' })
class Desk {
  @trackedList list: Piece[] = [];
  @tracked map = new Map<string, unknown>();
  @tracked set = new Set<unknown>();
  @tracked object: Record<string, unknown> = {};
  @branchable({ merge: 'sum' }) sum = 0;
}

const WIDTH = 8;

/** A desk with `WIDTH` things in every container. */
function fullDesk(): { desk: Desk; t: Multiverse; pieces: Piece[] } {
  const desk = new Desk();
  const t = multiverseOf(desk);
  const pieces = Array.from({ length: WIDTH }, (_, at) => new Piece(String(at)));
  t.transact(() => {
    desk.list = [...pieces];
    for (const piece of pieces) piece.children.push(new Piece(`${piece.name}.0`));
    for (let at = 0; at < WIDTH; at++) {
      desk.map.set(`k${String(at)}`, at);
      desk.set.add(`k${String(at)}`);
      desk.object[`k${String(at)}`] = { inside: at };
    }
  });
  return { desk, t, pieces };
}

/** The whole state, order included. */
function stateOf(desk: Desk): unknown {
  const piece = (one: Piece): unknown => [one.name, one.note, one.children.map(piece)];
  return [desk.list.map(piece), [...desk.map], [...desk.set], Object.entries(snapshotOf(desk).object), desk.sum];
}

/** A state without the order of keys, which is the target's. */
function unordered(desk: Desk): unknown {
  const [list, map, set, object] = stateOf(desk) as [unknown, [string, unknown][], string[], [string, unknown][]];
  return [list, new Map(map), new Set(set), Object.fromEntries(object)];
}

const WORKS = [
  'edit',
  'child',
  'remove',
  'replace',
  'after',
  'shift',
  'map',
  'unmap',
  'set',
  'object',
  'inside',
] as const;
type Work = (typeof WORKS)[number];

/** Does one thing about the element or key of a number, and about nothing else. */
function work(desk: Desk, piece: Piece, number: number, kind: Work, by: string): void {
  const key = `k${String(number)}`;
  const at = desk.list.indexOf(piece);
  const fresh = (): Piece => new Piece(`${by}${String(number)}`);
  if (kind === 'map') desk.map.set(key, by);
  else if (kind === 'unmap') desk.map.delete(key);
  else if (kind === 'set') desk.set.delete(key);
  else if (kind === 'object') desk.object[key] = by;
  else if (kind === 'inside') (desk.object[key] as { inside: unknown }).inside = by;
  else if (at < 0) return;
  else if (kind === 'edit') piece.note = by;
  else if (kind === 'child') piece.children.unshift(fresh());
  else if (kind === 'remove') desk.list.splice(at, 1);
  else if (kind === 'replace') desk.list[at] = fresh();
  else if (kind === 'after') desk.list.splice(at + 1, 0, fresh());
  // Past a neighbour that is of the same side: numbers 0 and 1 are one side's, 2 and 3 the other's, and so on.
  else if (number % 2 === 0 && desk.list[at + 1]?.name === String(number + 1)) move(desk.list, at, at + 1);
}

const works = fc.array(fc.tuple(fc.nat(WIDTH / 2 - 1), fc.constantFrom(...WORKS)), { maxLength: 10 });
type Works = readonly (readonly [number, Work])[];

/** The numbers of a side: 0 1 4 5 … or 2 3 6 7 … */
const numberOf = (half: number, isOdd: boolean): number => 4 * (half >> 1) + 2 * Number(isOdd) + (half & 1);

/** Two branches with disjoint edits. */
function disjoint(ours: Works, theirs: Works, isSwapped: boolean): { desk: Desk; t: Multiverse } {
  const { desk, t, pieces } = fullDesk();
  t.branch('theirs');
  const side = (all: Works, isOdd: boolean): void => {
    for (const [half, kind] of all) {
      const number = numberOf(half, isOdd);
      if (kind === 'inside' && typeof desk.object[`k${String(number)}`] !== 'object') continue;
      work(desk, pieces[number]!, number, kind, isOdd ? 'y' : 'x');
    }
  };
  if (isSwapped) side(ours, false);
  else side(theirs, true);
  t.switch('main');
  if (isSwapped) side(theirs, true);
  else side(ours, false);
  return { desk, t };
}

test('disjoint edits merge to the same state from either side, under every strategy', () => {
  const strategies = fc.constantFrom<MergeStrategy[]>('overshadow', 'preserve', 'strict', () => {
    throw new Error('asked');
  });
  fc.assert(
    fc.property(works, works, strategies, (ours, theirs, strategy) => {
      const [one, other] = [disjoint(ours, theirs, false), disjoint(ours, theirs, true)];
      const results = [one, other].map(({ t }) => t.merge('theirs', strategy));
      for (const { conflicts } of results) expect(conflicts).toEqual([]);
      expect(unordered(one.desk)).toEqual(unordered(other.desk));
      for (const { t } of [one, other]) expect(t.verify()).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

test('an ancestor is nothing, and the same source twice changes nothing more, also with edits between', () => {
  fc.assert(
    fc.property(works, works, works, (ours, theirs, later) => {
      const { desk, t } = disjoint([...ours, [0, 'map']], [...theirs, [0, 'map']], false);
      const [past] = t.moment.parents;
      expect(t.merge(past!).kind).toBe('already-merged');
      t.merge('theirs');
      for (const [half, kind] of later) work(desk, desk.list[half % desk.list.length]!, numberOf(half, false), kind === 'inside' ? 'map' : kind, 'z');
      const [before, at] = [stateOf(desk), t.moment];
      expect(t.merge('theirs').kind).toBe('already-merged');
      expect(t.merge(past!).kind).toBe('already-merged');
      expect([stateOf(desk), t.moment]).toEqual([before, at]);
    }),
    { numRuns: 300 },
  );
}); // prettier-ignore

test('keys that come over keep the order of the source, whichever side was made first', () => {
  for (const first of ['main', 'theirs']) {
    const desk = new Desk();
    const t = multiverseOf(desk);
    t.branch('theirs', { switch: false });
    const put = (key: string): void => {
      desk.map.set(key, 1);
      desk.set.add(key);
      desk.object[key] = 1;
    };
    const take = (key: string): void => {
      desk.map.delete(key);
      desk.set.delete(key);
      Reflect.deleteProperty(desk.object, key);
    };
    for (const name of first === 'main' ? ['main', 'theirs'] : ['theirs', 'main']) {
      t.switch(name);
      for (const key of name === 'main' ? ['p', 'q'] : ['q', 'r', 'p']) put(key);
      if (name === 'main') for (const key of ['p', 'q']) take(key);
    }
    t.switch('main');
    t.merge('theirs');
    const orders = [[...desk.map.keys()], [...desk.set], Object.keys(desk.object)];
    expect(orders).toEqual([
      ['q', 'r', 'p'],
      ['q', 'r', 'p'],
      ['q', 'r', 'p'],
    ]);
  }
});

// -- graphs --------------------------------------------------------------------------------------------------------------

const SIDES = ['main', 'side', 'third'] as const;

interface Step {
  readonly on: number;
  readonly kind: Work | 'merge' | 'clear';
  readonly number: number;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ on: fc.nat(2), kind: fc.constantFrom<Step['kind'][]>(...WORKS, 'merge', 'merge', 'clear'), number: fc.nat(WIDTH - 1) }),
  { maxLength: 30, size: 'max' },
); // prettier-ignore

test('after any merges every moment is what it was', () => {
  fc.assert(
    fc.property(steps, fc.constantFrom<MergeStrategy[]>('overshadow', 'preserve'), (program, strategy) => {
      const { desk, t, pieces } = fullDesk();
      for (const name of SIDES.slice(1)) t.branch(name, { switch: false });
      const visited = new Map<Moment, unknown>();
      for (const { on, kind, number } of program) {
        t.switch(SIDES[on]!);
        if (kind === 'merge') t.merge(SIDES[number % 3]!, strategy);
        else if (kind === 'clear') desk.list.length = 0;
        else if (kind === 'inside') desk.object.inside = number;
        else work(desk, pieces[number]!, number, kind, SIDES[on]!);
        expect(new Set(desk.list).size).toBe(desk.list.length);
        visited.set(t.moment, stateOf(desk));
      }
      for (const [moment, state] of [...visited].reverse()) {
        t.jumpTo(moment);
        expect(stateOf(desk)).toEqual(state);
      }
      expect(t.verify()).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** A graph of merges: what the branches do in turn, then which moments are merged into which branch. */
interface Graph {
  readonly name: string;
  readonly rounds: readonly (readonly (readonly [into: string, from: string])[])[];
}

const GRAPHS: readonly Graph[] = [
  { name: 'a criss-cross', rounds: [[['main', 'side'], ['side', 'main']], [['main', 'side']]] },
  { name: 'a criss-cross over a criss-cross', rounds: [[['main', 'side'], ['side', 'main']], [['main', 'side'], ['side', 'main']], [['side', 'main']]] },
  { name: 'one branch merged again and again', rounds: [[['main', 'side']], [['main', 'side']], [['main', 'side']]] },
  { name: 'merges to and fro', rounds: [[['main', 'side']], [['side', 'main']], [['main', 'side']]] },
  { name: 'an octopus', rounds: [[['main', 'side'], ['main', 'third']], [['side', 'main'], ['third', 'main']]] },
  { name: 'a ring', rounds: [[['main', 'side'], ['side', 'third'], ['third', 'main']], [['main', 'third'], ['side', 'main'], ['third', 'side']]] },
]; // prettier-ignore

const turns = fc.array(fc.tuple(fc.constantFrom(...WORKS), fc.nat(WIDTH - 1)), { maxLength: 4 });

/** Runs a graph; what each branch merges is what the other was before the round's merges. */
function drive(
  { rounds }: Graph,
  works: readonly Works[][],
  order: readonly number[],
  strategy: MergeStrategy,
): unknown[] {
  const { desk, t, pieces } = fullDesk();
  for (const name of SIDES.slice(1)) t.branch(name, { switch: false });
  for (const [round, merges] of rounds.entries()) {
    for (const on of order) {
      t.switch(SIDES[on]!);
      for (const [number, kind] of works[round % works.length]![on]!) {
        if (kind === 'inside') desk.object.inside = SIDES[on];
        else work(desk, pieces[number]!, number, kind, SIDES[on]!);
      }
      desk.sum += 10 ** on;
    }
    const olds = new Map(t.branches());
    for (const [into, from] of merges) {
      t.switch(into);
      const source = olds.get(from)!;
      t.merge(source, strategy);
      const before = stateOf(desk);
      expect(t.merge(source, strategy).kind).toBe('already-merged');
      expect(stateOf(desk)).toEqual(before);
      expect(new Set(desk.list).size).toBe(desk.list.length);
    }
  }
  expect(t.verify()).toEqual([]);
  return SIDES.map((name) => {
    t.switch(name);
    return unordered(desk);
  });
}

describe.each(GRAPHS)('$name', (graph) => {
  test('has one outcome, whatever was made first', () => {
    const sides = fc.tuple(turns, turns, turns).map((all) => all.map((one) => one.map(([kind, number]) => [number, kind] as const)));
    fc.assert(
      fc.property(fc.array(sides, { minLength: 1, maxLength: 3 }), fc.constantFrom<MergeStrategy[]>('overshadow', 'preserve'), (all, strategy) => {
        const ends = drive(graph, all, [0, 1, 2], strategy);
        expect(drive(graph, all, [2, 1, 0], strategy)).toEqual(ends);
      }),
      { numRuns: 140 },
    );
  }); // prettier-ignore
});
