// What a program's numbers mean on one side: arguments, values and callbacks. Both sides read the same numbers in the same
// order, so they get corresponding arguments; what is an alias on one side is the corresponding alias on the other.
import { EDGE_VALUES } from '../fixture.js';
import { Piece, TwinPiece } from './fixture.js';
import type { Pair } from './pairs.js';
import { define, kindOf } from './twin-heap.js';

/** Thrown by callbacks on purpose. */
export class Wanted extends Error {}
/** Thrown on the native side where the product refuses with a typed error of its own. */
export class Unsupported extends Error {}

/** One side of a comparison: the product or the model. */
export interface Side {
  readonly isLive: boolean;
  /** Objects that exist on both sides. */
  readonly pairs: readonly Pair[];
  /** What callbacks were called with. */
  readonly trace: unknown[];
  /** Parts made so far. */
  serial: number;
  /** After each elementary change: what follows is another moment. */
  step(): void;
  /** A raw value was made, to be given to a container. */
  made(raw: object): void;
}

export class Draw {
  #at = 0;

  constructor(
    readonly side: Side,
    private readonly numbers: readonly number[],
  ) {}

  next(): number {
    const at = this.#at++;
    return this.numbers[at] ?? (at * 7919 + (this.numbers[0] ?? 0)) % 61;
  }

  below(limit: number): number {
    return this.next() % limit;
  }

  pick<T>(options: readonly T[]): T {
    return options[this.below(options.length)]!;
  }

  // -- values

  /** Anything that can be recorded. */
  value(): unknown {
    switch (this.below(16)) {
      case 9:
      case 10:
      case 11:
        return this.existing();
      case 12:
        return this.piece();
      case 13:
        return this.rawList();
      case 14:
        return this.raw();
      case 15:
        return this.knot();
      default:
        return this.leaf();
    }
  }

  values(atMost = 3): unknown[] {
    return Array.from({ length: this.below(atMost + 1) }, () => this.value());
  }

  leaf(): unknown {
    const n = this.next();
    return n % 3 === 0 ? EDGE_VALUES[((n / 3) % EDGE_VALUES.length) | 0] : n % 5;
  }

  /** Something that is or was in the owner already: an alias. */
  existing(): unknown {
    const { pairs, isLive } = this.side;
    const pair = pairs[1 + this.below(Math.max(1, pairs.length - 1))];
    return pair === undefined ? null : isLive ? pair.live : pair.node;
  }

  /** An existing container of one kind, or the one given. */
  some<T extends object>(kind: ReturnType<typeof kindOf>, fallback: T): T {
    const { isLive } = this.side;
    const fitting = this.side.pairs.slice(1).filter(({ node }) => kindOf(node) === kind);
    const pair = fitting[this.below(Math.max(1, fitting.length))];
    return pair === undefined ? fallback : ((isLive ? pair.live : pair.node) as T);
  }

  piece(): Piece | TwinPiece {
    const serial = this.side.serial++;
    const piece = this.side.isLive ? new Piece(serial) : new TwinPiece(serial);
    this.side.made(piece);
    return piece;
  }

  #inner(): unknown {
    const n = this.below(8);
    return n === 0 ? this.existing() : n === 1 ? this.piece() : n === 2 ? [this.leaf(), [this.leaf()]] : this.leaf();
  }

  #inners(): unknown[] {
    return Array.from({ length: this.below(5) }, () => this.#inner());
  }

  /** A raw list; some have holes. */
  rawList(): unknown[] {
    const list = this.#inners();
    if (this.below(4) === 0) list[list.length + 1] = this.leaf();
    if (this.below(5) === 0) list.length += 1;
    this.side.made(list);
    return list;
  }

  rawObject(): Record<PropertyKey, unknown> {
    const object: Record<PropertyKey, unknown> = {};
    for (const inner of this.#inners()) define(object, this.key(), inner);
    this.side.made(object);
    return object;
  }

  rawMap(): Map<unknown, unknown> {
    const map = new Map(this.#inners().map((inner) => [this.leaf(), inner]));
    this.side.made(map);
    return map;
  }

  rawSet(): Set<unknown> {
    const set = new Set(this.#inners());
    this.side.made(set);
    return set;
  }

  /** A raw container of any kind. */
  raw(): object {
    return [() => this.rawList(), () => this.rawObject(), () => this.rawMap(), () => this.rawSet()][this.below(4)]!();
  }

  /** A raw value that shares and holds itself. */
  knot(): object {
    const [shared, piece]: [unknown[], Piece | TwinPiece] = [[this.leaf()], this.piece()];
    const knot: Record<string, unknown> = { first: shared, second: shared, deep: [{ shared }], piece };
    knot.self = knot;
    knot.map = new Map<unknown, unknown>([
      ['knot', knot],
      [piece, shared],
    ]);
    knot.set = new Set<unknown>([knot, shared]);
    shared.push(knot);
    this.side.made(knot);
    return this.below(2) === 0 ? knot : shared;
  }

  // -- arguments

  /** A relative index as methods take it: in range, out of range, negative, huge, or no whole number at all. */
  index(list: readonly unknown[]): number {
    const n = this.next();
    const odd = [-1, -2, -list.length, -list.length - 1, list.length, list.length + 1, NaN, 1.5, -0.5, Infinity,
      -Infinity, 2 ** 31, 2 ** 53, -(2 ** 53), '1', undefined, null, true, '', 'x', -0]; // prettier-ignore
    if (n % 3 === 0) return odd[((n / 3) % odd.length) | 0] as number;
    return n % (list.length + 1);
  }

  /** What can be a key of a map: no raw container. */
  mapKey(): unknown {
    const n = this.below(6);
    return n === 0 ? this.existing() : n === 1 ? this.piece() : this.leaf();
  }

  /** None, one or two relative indices: optional arguments that may be left out. */
  indices(list: readonly unknown[], atMost: number): [number?, number?, number?] {
    return Array.from({ length: this.below(atMost + 1) }, () => this.index(list)) as [number?, number?, number?];
  }

  /** Where an element can be written: in range or up to three places behind the end. */
  place(list: readonly unknown[]): number {
    const place = this.below(list.length + 4);
    return (this.below(6) === 0 ? String(place) : place) as number;
  }

  /** A key of a plain object. */
  key(): PropertyKey {
    return this.pick<PropertyKey>(['a', 'b', 'c', '10', '2', 1, '-1', '1.5', '__proto__', 'constructor', 'length',
      Symbol.for('shared'), Symbol.iterator, '', 'toString', '4294967295', '4294967294']); // prettier-ignore
  }

  /** A callback that is told, throws or interferes once, and answers by rule. */
  callback<A extends unknown[], R>(
    container: object,
    answer: (...args: A) => R,
    interfere?: () => void,
  ): (...args: A) => R {
    const [mode, at] = [this.below(6), this.below(5)];
    let calls = 0;
    return (...args) => {
      this.side.trace.push(args.map((arg) => (arg === container ? 'the container' : arg)));
      if (calls++ === at) {
        if (mode === 0) throw new Wanted();
        if (mode < 4) interfere?.();
      }
      return answer(...args);
    };
  }
}
