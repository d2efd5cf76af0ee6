// The classes that container tests run on, and their twins: the same shape in plain JavaScript, without any history.
import { branchable, timeline, tracked, trackedList } from '../../../src/index.js';

/** What every owner and its twin have. */
export interface DeskShape {
  list: unknown[];
  items: unknown[];
  map: Map<unknown, unknown>;
  set: Set<unknown>;
  object: Record<PropertyKey, unknown>;
  any: unknown;
}

/** What every part and its twin have. */
export interface PieceShape {
  readonly serial: number;
  x: unknown;
  children: unknown[];
  toString(): string;
}

@timeline({ mode: 'multiverse' })
export class Desk implements DeskShape {
  @trackedList list: unknown[] = [];
  @tracked items: unknown[] = [];
  @tracked map = new Map<unknown, unknown>();
  @tracked set = new Set<unknown>();
  @tracked object: Record<PropertyKey, unknown> = {};
  @branchable({ merge: 'overshadow' }) any: unknown = null;

  constructor(initial: Partial<DeskShape> = {}) {
    Object.assign(this, initial);
  }
}

/** The same fields, linear. */
@timeline()
export class LinearDesk implements DeskShape {
  @trackedList list: unknown[] = [];
  @tracked items: unknown[] = [];
  @tracked map = new Map<unknown, unknown>();
  @tracked set = new Set<unknown>();
  @tracked object: Record<PropertyKey, unknown> = {};
  @tracked any: unknown = null;

  constructor(initial: Partial<DeskShape> = {}) {
    Object.assign(this, initial);
  }
}

/** A part with a list of its own. */
export class Piece implements PieceShape {
  @tracked x: unknown = 0;
  @trackedList children: unknown[] = [];

  constructor(readonly serial: number) {}

  toString(): string {
    return `piece ${String(this.serial)}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

export class TwinDesk implements DeskShape {
  list: unknown[] = [];
  items: unknown[] = [];
  map = new Map<unknown, unknown>();
  set = new Set<unknown>();
  object: Record<PropertyKey, unknown> = {};
  any: unknown = null;

  constructor(initial: Partial<DeskShape> = {}) {
    Object.assign(this, initial);
  }
}

export class TwinPiece implements PieceShape {
  x: unknown = 0;
  children: unknown[] = [];

  constructor(readonly serial: number) {}

  toString(): string {
    return `piece ${String(this.serial)}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

export const DESK_FIELDS = ['list', 'items', 'map', 'set', 'object', 'any'] as const;
export const PIECE_FIELDS = ['x', 'children'] as const;
