// A diagram: a tree of groups and shapes, and connectors between shapes. The order in a group is the z-order, last on top.
//
// Everything but `Diagram` is a part: it has no history of its own and joins that of the diagram it is put into.
import { timeline, tracked, trackedList } from 'janus-ts';

/** Where a shape is, and how large. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A rectangle with a name. */
export class Shape {
  @tracked name: string;
  @tracked x: number;
  @tracked y: number;
  @tracked width: number;
  @tracked height: number;
  @tracked fill = 'white';

  constructor(name: string, { x, y, width, height }: Box) {
    this.name = name;
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
  }
}

/** Shapes and groups that are handled as one. */
export class Group {
  @tracked name: string;
  @trackedList children: Node[];

  constructor(name: string, children: readonly Node[] = []) {
    this.name = name;
    this.children = [...children];
  }
}

/** What the tree consists of. */
export type Node = Shape | Group;

/** A line from one shape to another. It follows them: it holds the shapes themselves, not where they are. */
export class Connector {
  @tracked label: string;
  @tracked from: Shape;
  @tracked to: Shape;

  constructor(label: string, from: Shape, to: Shape) {
    this.label = label;
    this.from = from;
    this.to = to;
  }
}

/** The whole document. */
@timeline({ mode: 'multiverse' })
export class Diagram {
  @tracked page = new Group('page');
  @trackedList connectors: Connector[] = [];

  /** What is selected is no part of the document: an ordinary field, which undo leaves alone. */
  selection: readonly Node[] = [];
}

/** The shapes in a node, from the lowest to the topmost. */
export function shapesIn(node: Node): Shape[] {
  return node instanceof Shape ? [node] : node.children.flatMap(shapesIn);
}

/** The group that a node is in; undefined when it is not below `root`. */
export function groupOf(root: Group, node: Node): Group | undefined {
  if (root.children.includes(node)) return root;
  for (const child of root.children) {
    const found = child instanceof Group ? groupOf(child, node) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The smallest box around a node. */
export function boxOf(node: Node): Box {
  const shapes = shapesIn(node);
  const [left, top] = [Math.min(...shapes.map(({ x }) => x)), Math.min(...shapes.map(({ y }) => y))];
  const right = Math.max(...shapes.map(({ x, width }) => x + width));
  const bottom = Math.max(...shapes.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Connectors that hold a shape which is not on the page. */
export function danglingIn({ page, connectors }: Diagram): Connector[] {
  const shapes = new Set(shapesIn(page));
  return connectors.filter(({ from, to }) => !shapes.has(from) || !shapes.has(to));
}
