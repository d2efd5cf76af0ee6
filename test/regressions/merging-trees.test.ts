// Merges that once left a part in two places, in itself, or nowhere.
import { branchable, multiverseOf, timeline, tracked, trackedList, type Multiverse } from '../../src/index.js';

class Node {
  @trackedList children: Node[] = [];
  @tracked only: Node | null = null;
  @branchable({ merge: 'preserve' }) kept: Node | null = null;
  constructor(readonly name: string) {}
}

@timeline({ mode: 'multiverse' })
class Tree {
  @trackedList roots: Node[] = [];
}

function drawn(node: Node): string {
  const inside = [...node.children, node.only, node.kept].filter((child) => child !== null);
  return node.name + (inside.length === 0 ? '' : `(${inside.map(drawn).join(' ')})`);
}

type Work = (roots: Node[], a: Node, b: Node, c: Node) => void;

/** What a merge makes of roots `a b c`, and its conflicts; the same whichever side was made first. */
function merged(ours: Work, theirs: Work, strategy?: Parameters<Multiverse['merge']>[1]): string {
  const [one, other] = [false, true].map((isTheirsFirst) => {
    const { roots } = new Tree();
    const t = multiverseOf(roots);
    const [a, b, c] = [new Node('a'), new Node('b'), new Node('c')];
    roots.push(a, b, c);
    t.branch('theirs', { switch: false });
    const sides = [['main', ours] as const, ['theirs', theirs] as const];
    for (const [branch, work] of isTheirsFirst ? sides.reverse() : sides) {
      t.switch(branch);
      work(roots, a, b, c);
    }
    t.switch('main');
    const before = roots.map(drawn).join(' ');
    const { conflicts } = t.merge('theirs', strategy);
    const after = roots.map(drawn).join(' ');
    t.undo();
    expect(roots.map(drawn).join(' ')).toBe(before);
    const kinds = conflicts.map(({ kind, by }) => `${kind} ${by}`).sort();
    return [after, ...kinds].join(', ');
  });
  expect(one).toBe(other);
  return one!;
}

const out = (roots: Node[], node: Node): Node => roots.splice(roots.indexOf(node), 1)[0]!;
const into =
  (node: 'a' | 'b' | 'c', place: 'a' | 'b' | 'c', field: 'children' | 'only' | 'kept' = 'children'): Work =>
  (roots, a, b, c) => {
    const [moved, holder] = [{ a, b, c }[node], { a, b, c }[place]];
    out(roots, moved);
    if (field === 'children') holder.children.push(moved);
    else holder[field] = moved;
  };

test('a part that one side put back and the other one somewhere else', () => {
  const back: Work = (roots, a) => void roots.push(out(roots, a));
  expect(merged(back, into('a', 'b'))).toBe('b(a) c, moved theirs');
  expect(merged(back, into('a', 'b'), 'preserve')).toBe('b c a, moved ours');
  expect(merged(into('a', 'b'), back)).toBe('b c a, moved theirs');
  expect(merged(into('a', 'b'), back, 'preserve')).toBe('b(a) c, moved ours');
});

test('a part that both sides moved leaves the field where the other side has put it', () => {
  expect(merged(into('a', 'b', 'only'), into('a', 'c', 'only'))).toBe('b c(a), moved theirs');
  expect(merged(into('a', 'b', 'only'), into('b', 'a', 'only'))).toBe('a(b) c, tangled theirs, tangled theirs');
});

test('of two parts for one field the other one goes back', () => {
  expect(merged(into('a', 'c', 'only'), into('b', 'c', 'only'))).toBe('a c(b), tangled theirs, value theirs');
  // … as the policy of the field has decided, not the strategy.
  expect(merged(into('a', 'c', 'kept'), into('b', 'c', 'kept'))).toBe('b c(a), tangled ours, value ours');
});

test('a function may put something else in place of both', () => {
  expect(merged(into('a', 'c', 'only'), into('b', 'c', 'only'), () => new Node('d'))).toBe('c(d), value computed');
});

test('a part that was moved into one which the other side removed is where that side has it', () => {
  const remove: Work = (roots, _, b) => void out(roots, b);
  expect(merged(into('a', 'b'), remove)).toBe('a c, removed theirs, tangled theirs');
  expect(merged(into('a', 'b'), remove, 'preserve')).toBe('b(a) c, removed ours');
  expect(merged(remove, into('a', 'b'))).toBe('b(a) c, removed theirs');
  expect(merged(remove, into('a', 'b'), 'preserve')).toBe('a c, removed ours, tangled ours');
});

describe('a part that is put into something new', () => {
  const grouped =
    (name: string, ...parts: ('a' | 'b' | 'c')[]): Work =>
    (roots, a, b, c) => {
      const group = new Node(name);
      group.children = parts.map((part) => out(roots, { a, b, c }[part]));
      roots.unshift(group);
    };

  test('by both sides stands in one of the groups', () => {
    expect(merged(grouped('g', 'a', 'b'), grouped('h', 'a'))).toBe('g(b) h(a) c, moved theirs');
    expect(merged(grouped('g', 'a', 'b'), grouped('h', 'a'), 'preserve')).toBe('g(a b) h c, moved ours');
  });

  test('by one side and moved by the other stands where the winner has it', () => {
    expect(merged(grouped('g', 'a'), into('a', 'b'))).toBe('g b(a) c, moved theirs');
    expect(merged(grouped('g', 'a'), into('a', 'b'), 'preserve')).toBe('g(a) b c, moved ours');
  });

  test('by one side twice', () => {
    const twice: Work = (roots, a, b, c) => {
      grouped('g', 'a')(roots, a, b, c);
      const [group] = roots;
      const inner = new Node('i');
      inner.children = [out(group!.children, a)];
      group!.children.push(inner);
    };
    expect(merged(twice, grouped('h', 'a'))).toBe('g(i) h(a) b c, moved theirs');
    expect(merged(twice, grouped('h', 'a'), 'preserve')).toBe('g(i(a)) h b c, moved ours');
  });

  test('and taken out of it again, while the other side edits it, comes back once', () => {
    const gone: Work = (roots, a, b, c) => {
      grouped('g', 'a')(roots, a, b, c);
      out(roots[0]!.children, a);
    };
    const edited: Work = (_roots, a) => void a.children.push(new Node('x'));
    expect(merged(gone, edited)).toBe('g a(x) b c, removed theirs');
    expect(merged(edited, gone)).toBe('g b c, removed theirs');
    expect(merged(edited, gone, 'preserve')).toBe('g a(x) b c, removed ours');
  });
});
