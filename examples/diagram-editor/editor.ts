// The editor: what a user does, each gesture one moment of the diagram's history, named as the Edit menu would show it.
import { move, multiverseOf, type Multiverse } from 'janus-ts';
import { Connector, danglingIn, Group, groupOf, Shape, shapesIn, type Box, type Diagram, type Node } from './model.js';

/** A drag from pressing the button to letting it go. */
export interface Drag {
  /** The pointer has moved. */
  by(dx: number, dy: number): void;
  drop(): void;
  cancel(): void;
}

/** Edits one diagram. */
export class Editor {
  readonly history: Multiverse;

  constructor(readonly diagram: Diagram) {
    this.history = multiverseOf(diagram);
  }

  draw(name: string, box: Box): Shape {
    const shape = new Shape(name, box);
    this.#gesture(`draw ${name}`, () => this.diagram.page.children.push(shape));
    return shape;
  }

  rename(node: Node, name: string): void {
    this.#gesture(`rename ${node.name}`, () => (node.name = name));
  }

  paint(shape: Shape, fill: string): void {
    this.#gesture(`paint ${shape.name}`, () => (shape.fill = fill));
  }

  raise(node: Node): void {
    const { children } = this.#parentOf(node);
    this.#gesture(`raise ${node.name}`, () => {
      const at = children.indexOf(node);
      move(children, at, Math.min(at + 1, children.length - 1));
    });
  }

  bringToFront(node: Node): void {
    const { children } = this.#parentOf(node);
    this.#gesture(`bring ${node.name} to front`, () => {
      move(children, children.indexOf(node), children.length - 1);
    });
  }

  sendToBack(node: Node): void {
    const { children } = this.#parentOf(node);
    this.#gesture(`send ${node.name} to back`, () => {
      move(children, children.indexOf(node), 0);
    });
  }

  /** Puts nodes of one group into a new one, which stands where the topmost of them was. */
  group(name: string, ...nodes: readonly [Node, ...Node[]]): Group {
    const parent = this.#parentOf(nodes[0]);
    const members = parent.children.filter((node) => nodes.includes(node));
    const group = new Group(name, members);
    this.#gesture(`group ${name}`, () => {
      // A whole array says what the list should become; the nodes that stay are not touched.
      parent.children = parent.children.flatMap((node) =>
        node === members.at(-1) ? [group] : members.includes(node) ? [] : [node],
      );
    });
    return group;
  }

  ungroup(group: Group): void {
    const parent = this.#parentOf(group);
    const members = [...group.children];
    this.#gesture(`ungroup ${group.name}`, () => {
      // The nodes leave the group: a merge that keeps it, because somebody else worked in it, must not have them twice.
      group.children = [];
      parent.children = parent.children.flatMap((node) => (node === group ? members : [node]));
    });
  }

  connect(label: string, from: Shape, to: Shape): Connector {
    const connector = new Connector(label, from, to);
    this.#gesture(`connect ${from.name} and ${to.name}`, () => this.diagram.connectors.push(connector));
    return connector;
  }

  /** Removes a node with the connectors of its shapes. */
  remove(node: Node): void {
    const { children } = this.#parentOf(node);
    const gone = new Set(shapesIn(node));
    this.#gesture(`remove ${node.name}`, () => {
      children.splice(children.indexOf(node), 1);
      const { diagram } = this;
      diagram.connectors = diagram.connectors.filter(({ from, to }) => !gone.has(from) && !gone.has(to));
    });
  }

  /** Removes connectors whose shapes are gone: a merge joins lists, it does not know what a connector needs. */
  removeDangling(): void {
    const { diagram } = this;
    const dangling = new Set(danglingIn(diagram));
    this.#gesture('remove dangling connectors', () => {
      diagram.connectors = diagram.connectors.filter((connector) => !dangling.has(connector));
    });
  }

  /** Begins to drag a node, groups with all that is in them. Its moves are one moment, or none if it is cancelled. */
  drag(node: Node): Drag {
    const gesture = this.history.group(`drag ${node.name}`);
    return {
      by: (dx, dy) => {
        for (const shape of shapesIn(node)) {
          shape.x += dx;
          shape.y += dy;
        }
      },
      drop: () => {
        gesture.commit();
      },
      cancel: () => {
        gesture.cancel();
      },
    };
  }

  #gesture(title: string, body: () => unknown): void {
    this.history.transact(title, () => {
      body();
    });
  }

  #parentOf(node: Node): Group {
    const parent = groupOf(this.diagram.page, node);
    if (parent === undefined) throw new RangeError(`${node.name} is not on the page`);
    return parent;
  }
}
