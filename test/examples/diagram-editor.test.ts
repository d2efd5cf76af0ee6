// The editor under random gestures: each is one moment or none, and undo and redo go through the very same diagrams.
import fc from 'fast-check';
import { snapshotOf } from 'janus-ts';
import { Editor } from '../../examples/diagram-editor/editor.js';
import {
  boxOf,
  danglingIn,
  Diagram,
  Group,
  groupOf,
  Shape,
  shapesIn,
  type Node,
} from '../../examples/diagram-editor/model.js';
import { outline } from '../../examples/diagram-editor/render.js';

const box = { x: 0, y: 0, width: 4, height: 3 };

/** All nodes below a group, groups before what is in them. */
function nodesIn(group: Group): Node[] {
  return group.children.flatMap((node) => (node instanceof Group ? [node, ...nodesIn(node)] : [node]));
}

/** What is compared: all values, and which objects stand where. */
function stateOf({ page, connectors }: Diagram): unknown {
  return { nodes: nodesIn(page), connectors: [...connectors] };
}

/** A gesture for two numbers that choose what it is about. */
type Gesture = (editor: Editor, nodes: readonly Node[], first: number, second: number) => unknown;

const chosen = <T>(from: readonly T[], number: number): T | undefined => from[number % from.length];

const on =
  (gesture: (editor: Editor, node: Node, second: number) => unknown): Gesture =>
  (editor, nodes, first, second) => {
    const node = chosen(nodes, first);
    return node && gesture(editor, node, second);
  };

const GESTURES: Readonly<Record<string, Gesture>> = {
  draw: (editor, nodes, first) => editor.draw(`shape ${String(first)}`, { ...box, x: first % 50 }),
  rename: on((editor, node, second) => editor.rename(node, `name ${String(second)}`)),
  paint: on((editor, node) => node instanceof Shape && editor.paint(node, 'red')),
  raise: on((editor, node) => editor.raise(node)),
  front: on((editor, node) => editor.bringToFront(node)),
  back: on((editor, node) => editor.sendToBack(node)),
  remove: on((editor, node) => editor.remove(node)),
  ungroup: on((editor, node) => node instanceof Group && editor.ungroup(node)),
  group: on((editor, node, second) => {
    const siblings = groupOf(editor.diagram.page, node)!.children;
    editor.group(`group ${String(second)}`, node, chosen(siblings, second)!);
  }),
  connect: (editor, nodes, first, second) => {
    const shapes = nodes.filter((node) => node instanceof Shape);
    const [from, to] = [chosen(shapes, first), chosen(shapes, second)];
    return from && to && editor.connect('line', from, to);
  },
  drag: on((editor, node, second) => {
    const drag = editor.drag(node);
    drag.by(second, 0);
    drag.by(1, 1);
    if (second % 3 === 0) drag.cancel();
    else drag.drop();
  }),
};

const gestures = fc.array(fc.tuple(fc.constantFrom(...Object.keys(GESTURES)), fc.nat(40), fc.nat(40)), {
  minLength: 1,
  maxLength: 40,
});

test('any gestures, undone one by one and done again', () => {
  fc.assert(
    fc.property(gestures, (steps) => {
      const editor = new Editor(new Diagram());
      const { diagram, history: t } = editor;
      const states = [{ values: snapshotOf(diagram), objects: stateOf(diagram) }];
      for (const [name, first, second] of steps) {
        const before = t.stats().moments;
        GESTURES[name]!(editor, nodesIn(diagram.page), first, second);
        const made = t.stats().moments - before;
        expect(made).toBeLessThanOrEqual(1);
        if (made === 1) states.push({ values: snapshotOf(diagram), objects: stateOf(diagram) });
        else expect(snapshotOf(diagram)).toEqual(states.at(-1)!.values);
        expect(danglingIn(diagram)).toEqual([]);
        const shapes = shapesIn(diagram.page);
        expect(new Set(shapes).size).toBe(shapes.length);
      }
      const visit = (at: number): void => {
        expect(snapshotOf(diagram)).toEqual(states[at]!.values);
        expect(sameObjects(stateOf(diagram), states[at]!.objects)).toBe(true);
      };
      for (let at = states.length - 2; at >= 0; at--) {
        expect(t.undo()).toBe(1);
        visit(at);
      }
      for (let at = 1; at < states.length; at++) {
        expect(t.redo()).toBe(1);
        visit(at);
      }
      expect(t.verify()).toEqual([]);
    }),
  );
});

test('gestures on two branches: what is merged can be undone, and no shape stands twice', () => {
  const editing = Object.keys(GESTURES);
  const sides = fc.array(fc.tuple(fc.constantFrom(...editing), fc.nat(40), fc.nat(40)), { maxLength: 10 });
  fc.assert(
    fc.property(sides, sides, fc.constantFrom('overshadow', 'preserve'), (ours, theirs, strategy) => {
      const editor = new Editor(new Diagram());
      const { diagram, history: t } = editor;
      const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => editor.draw(name, box)) as [Shape, Shape, Shape, Shape];
      editor.group('both', b, c);
      editor.connect('line', a, d);
      t.branch('theirs', { switch: false });
      const edit = (steps: typeof ours): void => {
        for (const [name, first, second] of steps) GESTURES[name]!(editor, nodesIn(diagram.page), first, second);
      };
      edit(ours);
      const before = snapshotOf(diagram);
      t.switch('theirs');
      edit(theirs);
      const theirState = snapshotOf(diagram);
      t.switch('main');
      const { kind, conflicts } = t.merge('theirs', strategy);
      expect(conflicts.every(({ by }) => by === (strategy === 'preserve' ? 'ours' : 'theirs'))).toBe(true);
      const nodes = nodesIn(diagram.page);
      expect(new Set(nodes).size).toBe(nodes.length);
      if (ours.length === 0) expect(snapshotOf(diagram)).toEqual(theirState);
      const merged = snapshotOf(diagram);
      expect(t.verify()).toEqual([]);
      if (kind !== 'merged') return;
      t.undo();
      expect(snapshotOf(diagram)).toEqual(before);
      t.redo();
      expect(snapshotOf(diagram)).toEqual(merged);
    }),
  );
});

test('a group has the box of what is in it, and is where its topmost member was', () => {
  const editor = new Editor(new Diagram());
  const [a, , c] = [
    editor.draw('a', box),
    editor.draw('b', box),
    editor.draw('c', { ...box, x: 10 }),
    editor.draw('d', box),
  ];
  const group = editor.group('g', c, a);
  expect(outline(editor.diagram.page)).toBe('page(b g(a c) d)');
  expect(boxOf(group)).toEqual({ x: 0, y: 0, width: 14, height: 3 });
  editor.ungroup(group);
  expect(outline(editor.diagram.page)).toBe('page(b a c d)');
  expect(() => editor.raise(group)).toThrow(RangeError);
});

function sameObjects(some: unknown, others: unknown): boolean {
  const lists = [some, others] as { nodes: object[]; connectors: object[] }[];
  const [first = [], second = []] = lists.map(({ nodes, connectors }) => [...nodes, ...connectors]);
  return first.length === second.length && first.every((object, i) => object === second[i]);
}
