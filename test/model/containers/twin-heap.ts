// The model: plain containers whose whole contents are copied after every step, and written back into the same objects
// when the model travels. Nothing here knows how the product does it.
import { TwinPiece } from './fixture.js';

/** A container, part or owner of the model. */
export type Node = object;
/** What one node holds: elements (holes kept), or keys and values in turn. */
type Content = readonly unknown[];
/** What every node held at one moment. */
export type State = ReadonlyMap<Node, Content>;

export class TwinHeap {
  readonly #initial = new Map<Node, Content>();
  now: State = new Map();

  constructor(readonly root: Node) {
    this.adopt(root);
    this.now = new Map(this.#initial);
  }

  /** Makes containers that are new in the model known, with what they hold now. */
  adopt(value: unknown): void {
    const queue = [value];
    for (const next of queue) {
      if (typeof next !== 'object' || next === null || this.#initial.has(next)) continue;
      const content = contentOf(next);
      this.#initial.set(next, content);
      for (const inside of content) queue.push(inside);
    }
  }

  /** The state after what was done to the nodes since `now`, or undefined when they are as they were. */
  changed(): State | undefined {
    let differs = false;
    const next = new Map<Node, Content>();
    for (const [node, initial] of this.#initial) {
      const before = this.now.get(node) ?? initial;
      const after = contentOf(node);
      const isSame = sameContent(before, after);
      next.set(node, isSame ? before : after);
      differs ||= !isSame;
    }
    return differs ? next : undefined;
  }

  /** Puts all nodes back to a state; nodes that came later are as they were when they came. */
  restore(state: State): void {
    for (const [node, initial] of this.#initial) fill(node, state.get(node) ?? initial);
    this.now = state;
  }
}

/** The same lists of values: equal values at equal places, holes being no values. */
function sameContent(a: Content, b: Content): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i]) || i in a !== i in b) return false;
  return true;
}

function contentOf(node: Node): Content {
  if (Array.isArray(node)) return (node as unknown[]).slice();
  const content: unknown[] = [];
  if (node instanceof Map) for (const [key, value] of node as Map<unknown, unknown>) content.push(key, value);
  else if (node instanceof Set) for (const value of node as Set<unknown>) content.push(value);
  else for (const key of Reflect.ownKeys(node)) content.push(key, Reflect.get(node, key));
  return content;
}

function fill(node: Node, content: Content): void {
  if (sameContent(contentOf(node), content)) return;
  if (Array.isArray(node)) {
    const list = node as unknown[];
    list.length = 0;
    list.length = content.length;
    for (const key of Object.keys(content)) list[Number(key)] = content[Number(key)];
  } else if (node instanceof Map) {
    node.clear();
    for (let i = 0; i < content.length; i += 2) node.set(content[i], content[i + 1]);
  } else if (node instanceof Set) {
    node.clear();
    for (const value of content) node.add(value);
  } else {
    for (const key of Reflect.ownKeys(node)) Reflect.deleteProperty(node, key);
    for (let i = 0; i < content.length; i += 2) define(node, content[i] as PropertyKey, content[i + 1]);
  }
}

/** An ordinary own property, `__proto__` included. */
export function define(object: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** What a node is, in a word. */
export function kindOf(value: object): 'list' | 'map' | 'set' | 'object' | 'piece' {
  if (Array.isArray(value)) return 'list';
  if (value instanceof Map) return 'map';
  if (value instanceof Set) return 'set';
  return value instanceof TwinPiece ? 'piece' : 'object';
}
