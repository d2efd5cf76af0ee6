// Parts that both sides move between places of one tree: none is lost, doubled, or inside itself, whatever both sides did; a part that
// both moved to different places, or two that were moved into each other, are conflicts.
//
// Not covered: trees that are moved and edited by removals at once (merging-collections.test.ts has removals).
import fc from 'fast-check';
import {
  MergeConflictError,
  multiverseOf,
  timeline,
  tracked,
  trackedList,
  type MergeDecision,
  type MergeStrategy,
  type Multiverse,
} from '../../src/index.js';

class Node {
  @tracked note = '';
  @trackedList children: Node[] = [];
  @tracked only: Node | null = null;
  @tracked byName = new Map<string, Node>();
  constructor(readonly name: string) {}
}

@timeline({ mode: 'multiverse' })
class Tree {
  @trackedList roots: Node[] = [];
}

const HOLDERS = ['children', 'only', 'byName'] as const;
type Holder = (typeof HOLDERS)[number];

function inside(node: Node): Node[] {
  return [...node.children, ...(node.only === null ? [] : [node.only]), ...node.byName.values()];
}

/** The tree as text; a part that is inside itself, or met twice, is marked. */
function drawn(tree: Tree): string {
  const met = new Set<Node>();
  const draw = (node: Node): string => {
    if (met.has(node)) return `${node.name}!`;
    met.add(node);
    const below = inside(node);
    return node.name + node.note + (below.length === 0 ? '' : `(${below.map(draw).join(' ')})`);
  };
  return tree.roots.map(draw).join(' ');
}

function leave(tree: Tree, node: Node): void {
  const lists = [tree.roots];
  const seen = [...tree.roots];
  for (const at of seen) {
    lists.push(at.children);
    if (at.only === node) at.only = null;
    for (const [key, value] of at.byName) if (value === node) at.byName.delete(key);
    seen.push(...inside(at));
  }
  for (const list of lists) if (list.includes(node)) list.splice(list.indexOf(node), 1);
}

/** Moves a part into another one, or back to the top. */
function moveInto(tree: Tree, node: Node, into: Node | undefined, holder: Holder): void {
  leave(tree, node);
  if (into === undefined) tree.roots.push(node);
  // A field has room for one.
  else if (holder === 'children' || (holder === 'only' && into.only !== null)) into.children.push(node);
  else if (holder === 'only') into.only = node;
  else into.byName.set(node.name, node);
}

interface Grown {
  readonly tree: Tree;
  readonly t: Multiverse;
  readonly nodes: Record<string, Node>;
}

/** Parts `a` to `e` side by side. */
function grown(): Grown {
  const tree = new Tree();
  const t = multiverseOf(tree);
  const nodes = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, new Node(name)]));
  tree.roots = Object.values(nodes);
  t.branch('theirs', { switch: false });
  return { tree, t, nodes };
}

type Move = readonly [node: string, into: string, holder?: Holder];

function diverged(ours: readonly Move[], theirs: readonly Move[], isTheirsFirst = false): Grown {
  const all = grown();
  const { t, tree, nodes } = all;
  const sides = [['main', ours] as const, ['theirs', theirs] as const];
  for (const [branch, moves] of isTheirsFirst ? sides.reverse() : sides) {
    t.switch(branch);
    for (const [node, into, holder = 'children'] of moves) moveInto(tree, nodes[node]!, nodes[into], holder);
  }
  t.switch('main');
  return all;
}

interface Case {
  readonly name: string;
  readonly ours: readonly Move[];
  readonly theirs: readonly Move[];
  readonly overshadow: string;
  readonly preserve: string;
  /** Kinds, with the names of the parts they are about. */
  readonly kinds: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'into one part', ours: [['a', 'b']], theirs: [['c', 'b']], overshadow: 'b(a c) d e', preserve: 'b(a c) d e', kinds: [] },
  { name: 'one below the other', ours: [['a', 'b']], theirs: [['b', 'c']], overshadow: 'c(b(a)) d e', preserve: 'c(b(a)) d e', kinds: [] },
  { name: 'one part to two places', ours: [['a', 'b']], theirs: [['a', 'c']], overshadow: 'b c(a) d e', preserve: 'b(a) c d e', kinds: ['moved a'] },
  { name: 'two parts into each other', ours: [['a', 'b']], theirs: [['b', 'a']], overshadow: 'a(b) c d e', preserve: 'b(a) c d e', kinds: ['tangled'] },
  { name: 'a ring of three', ours: [['a', 'b'], ['b', 'c']], theirs: [['c', 'a']], overshadow: '', preserve: '', kinds: ['tangled'] },
  { name: 'deep below each other', ours: [['d', 'b'], ['a', 'd']], theirs: [['e', 'a'], ['b', 'e']], overshadow: '', preserve: '', kinds: ['tangled'] },
]; // prettier-ignore

const STRATEGIES = ['overshadow', 'preserve'] as const;

describe.each(CASES)('$name', ({ ours, theirs, kinds, ...wanted }) => {
  test.each(STRATEGIES.flatMap((strategy) => HOLDERS.map((holder) => [strategy, holder] as const)))(
    '%s, in %s',
    (strategy, holder) => {
      const within = (moves: readonly Move[]): Move[] => moves.map(([node, into]) => [node, into, holder]);
      // A field has room for one.
      if (holder === 'only' && wanted.overshadow.includes('a c')) return;
      const outcomes = [false, true].map((isTheirsFirst) => {
        const { tree, t, nodes } = diverged(within(ours), within(theirs), isTheirsFirst);
        const before = drawn(tree);
        const { conflicts } = t.merge('theirs', strategy);
        const drawing = drawn(tree);
        assertWhole(tree, Object.values(nodes));
        if (wanted[strategy] !== '') expect(drawing).toBe(wanted[strategy]);
        expect(new Set(conflicts.map(({ kind }) => kind))).toEqual(new Set(kinds.map((kind) => kind.split(' ')[0])));
        for (const { kind, by } of conflicts) expect([kind, by]).toEqual([kind, strategy === 'overshadow' ? 'theirs' : 'ours']);
        t.undo();
        expect(drawn(tree)).toBe(before);
        t.redo();
        expect(drawn(tree)).toBe(drawing);
        expect(t.verify()).toEqual([]);
        return drawing;
      });
      expect(outcomes[0]).toBe(outcomes[1]);
    },
  ); // prettier-ignore

  test('strict', () => {
    const { tree, t } = diverged(ours, theirs);
    const [before, at] = [drawn(tree), t.moment];
    if (kinds.length === 0) expect(t.merge('theirs', 'strict').conflicts).toEqual([]);
    else {
      expect(() => t.merge('theirs', 'strict')).toThrow(MergeConflictError);
      expect([drawn(tree), t.moment]).toEqual([before, at]);
    }
  });
});

/** Every part is there once. */
function assertWhole(tree: Tree, nodes: readonly Node[]): void {
  const drawing = drawn(tree);
  expect(drawing).not.toContain('!');
  const names = drawing.replace(/[^a-z]/g, '').split('');
  expect([drawing, names.sort()]).toEqual([drawing, nodes.map(({ name }) => name).sort()]);
}

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const moves = fc.array(
  fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES, 'top'), fc.constantFrom<Holder[]>('children', 'children', 'byName', 'only')),
  { maxLength: 5 },
); // prettier-ignore

/** Whether a part is in another one, at any depth. */
function isIn(node: Node, other: Node | undefined): boolean {
  if (other === undefined) return false;
  return node === other || inside(node).some((child) => isIn(child, other));
}

/** Moves without those that would put a part into itself. */
function makeMoves({ tree, nodes }: Grown, all: readonly Move[]): void {
  for (const [node, into, holder = 'children'] of all) {
    if (!isIn(nodes[node]!, nodes[into])) moveInto(tree, nodes[node]!, nodes[into], holder);
  }
}

function randomly(ours: readonly Move[], theirs: readonly Move[], strategy: MergeStrategy, isTheirsFirst: boolean): string {
  const all = grown();
  const { t, tree, nodes } = all;
  const sides = [['main', ours] as const, ['theirs', theirs] as const];
  for (const [branch, one] of isTheirsFirst ? sides.reverse() : sides) {
    t.switch(branch);
    makeMoves(all, one);
  }
  t.switch('main');
  const conflicts: readonly MergeDecision[] = t.merge('theirs', strategy).conflicts;
  assertWhole(tree, Object.values(nodes));
  expect(t.verify()).toEqual([]);
  const drawing = drawn(tree);
  t.merge('theirs', strategy);
  t.switch('theirs');
  t.merge('main', strategy);
  expect(drawn(tree)).toBe(drawing);
  return `${drawing} ${conflicts.map(({ kind, path }) => `${kind} ${path}`).sort().join()}`;
} // prettier-ignore

test('whatever both sides move, each part is there once, whichever side was made first', () => {
  fc.assert(
    fc.property(moves, moves, fc.constantFrom(...STRATEGIES), (ours, theirs, strategy) => {
      const outcome = randomly(ours, theirs, strategy, false);
      expect(randomly(ours, theirs, strategy, true)).toBe(outcome);
    }),
    { numRuns: 1_000 },
  );
});
