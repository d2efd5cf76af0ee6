// Which live object of the product stands for which node of the model: found once, and held to ever after. Two graphs
// are equal when they are the same under this correspondence, so identity, sharing and cycles are compared as well.
import { Desk, DESK_FIELDS, LinearDesk, Piece, PIECE_FIELDS, TwinDesk, TwinPiece } from './fixture.js';
import { kindOf, type Node } from './twin-heap.js';

export interface Pair {
  readonly live: object;
  readonly node: Node;
}

interface Visit extends Pair {
  readonly from: Visit | undefined;
  readonly key: string;
}

export class Pairs {
  /** All known ones, in the order of their discovery; the first is the owner. */
  readonly list: Pair[] = [];
  readonly #nodeOf = new Map<object, Node>();
  readonly #liveOf = new Map<Node, object>();

  constructor(owner: object, root: Node) {
    this.#add(owner, root);
  }

  #add(live: object, node: Node): void {
    this.list.push({ live, node });
    this.#nodeOf.set(live, node);
    this.#liveOf.set(node, live);
  }

  knows(live: object): boolean {
    return this.#nodeOf.has(live);
  }

  /** Forgets the ones found since there were `length`. */
  truncate(length: number): void {
    for (const { live, node } of this.list.splice(length)) {
      this.#nodeOf.delete(live);
      this.#liveOf.delete(node);
    }
  }

  /** Throws where the state of the product is not the state of the model; learns the objects that are new. */
  expectSame(): void {
    const [{ live, node }] = this.list as [Pair];
    const visits: Visit[] = [{ live, node, from: undefined, key: 'owner' }];
    const seen = new Set<object>([live]);
    for (const visit of visits) {
      for (const [key, liveValue, nodeValue] of childrenOf(visit)) {
        if (
          typeof liveValue !== 'object' ||
          liveValue === null ||
          typeof nodeValue !== 'object' ||
          nodeValue === null
        ) {
          if (!Object.is(liveValue, nodeValue)) fail(visit, key, show(liveValue), show(nodeValue));
          continue;
        }
        const [knownNode, knownLive] = [this.#nodeOf.get(liveValue), this.#liveOf.get(nodeValue)];
        if (knownNode === undefined && knownLive === undefined) this.#add(liveValue, nodeValue);
        else if (knownNode !== nodeValue || knownLive !== liveValue) fail(visit, key, 'another object', 'a known one');
        if (seen.has(liveValue)) continue;
        seen.add(liveValue);
        visits.push({ live: liveValue, node: nodeValue, from: visit, key });
      }
    }
  }

  /** Why two results of one call differ, or undefined when they are the same. */
  difference(live: unknown, node: unknown, path = 'result', seen = new Map<unknown, unknown>()): string | undefined {
    if (typeof live !== 'object' || live === null || typeof node !== 'object' || node === null) {
      return Object.is(live, node) ? undefined : `${path}: ${show(live)}, natively ${show(node)}`;
    }
    const [knownNode, knownLive] = [this.#nodeOf.get(live) ?? seen.get(live), this.#liveOf.get(node)];
    if (knownNode !== undefined || knownLive !== undefined) {
      return knownNode === node ? undefined : `${path}: another identity than natively`;
    }
    seen.set(live, node);
    const visit: Visit = { live, node, from: undefined, key: path };
    try {
      for (const [key, a, b] of childrenOf(visit)) {
        const found = this.difference(a, b, `${path}.${key}`, seen);
        if (found !== undefined) return found;
      }
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  }
}

function* childrenOf(visit: Visit): Iterable<readonly [key: string, live: unknown, node: unknown]> {
  const { live, node } = visit;
  const at = (object: object, key: PropertyKey): unknown => Reflect.get(object, key);
  if (live instanceof Desk || live instanceof LinearDesk || live instanceof Piece) {
    const isTwin = live instanceof Piece ? node instanceof TwinPiece : node instanceof TwinDesk;
    if (!isTwin) fail(visit, '', 'a part', 'something else');
    if (live instanceof Piece) yield ['serial', live.serial, at(node, 'serial')];
    for (const key of live instanceof Piece ? PIECE_FIELDS : DESK_FIELDS) yield [key, at(live, key), at(node, key)];
    return;
  }
  if (Object.getPrototypeOf(node) !== Object.getPrototypeOf(live) && kindOf(node) !== kindOf(live)) {
    fail(visit, '', kindOf(live), kindOf(node));
  }
  const [liveKeys, nodeKeys] = [keysOf(live), keysOf(node)];
  if (liveKeys.length !== nodeKeys.length) fail(visit, 'size', String(liveKeys.length), String(nodeKeys.length));
  if (Array.isArray(live) && Array.isArray(node)) {
    if (live.length !== node.length) fail(visit, 'length', String(live.length), String(node.length));
    for (const [i, key] of liveKeys.entries()) {
      if (key !== nodeKeys[i]) fail(visit, 'keys', String(key), String(nodeKeys[i]));
      yield [String(key), at(live, key as string), at(node, key as string)];
    }
  } else if (live instanceof Map && node instanceof Map) {
    for (const [i, key] of liveKeys.entries()) {
      yield [`key ${String(i)}`, key, nodeKeys[i]];
      yield [`value ${String(i)}`, live.get(key), node.get(nodeKeys[i])];
    }
  } else if (live instanceof Set && node instanceof Set) {
    for (const [i, key] of liveKeys.entries()) yield [`value ${String(i)}`, key, nodeKeys[i]];
  } else {
    for (const [i, key] of liveKeys.entries()) {
      if (key !== nodeKeys[i]) fail(visit, 'keys', String(key), String(nodeKeys[i]));
      yield [String(key), at(live, key as PropertyKey), at(node, key as PropertyKey)];
    }
  }
}

function keysOf(value: object): unknown[] {
  // Indices come first, `length` is last; asking for enumerable keys would cost a Proxy one call more for each.
  if (Array.isArray(value)) return Reflect.ownKeys(value).slice(0, -1);
  return value instanceof Map || value instanceof Set
    ? [...(value as Map<unknown, unknown>).keys()]
    : Reflect.ownKeys(value);
}

function fail(visit: Visit, key: string, found: string, expected: string): never {
  const path: string[] = [key];
  for (let at: Visit | undefined = visit; at !== undefined; at = at.from) path.unshift(at.key);
  throw new Error(`${path.join('.')} is ${found}, the model says ${expected}`);
}

function show(value: unknown): string {
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'object' && value !== null) return `some ${kindOf(value)}`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
