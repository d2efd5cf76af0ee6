// Contents: what a tracked container is made of, as far as recording has to know.
//
// A container is a tracked list, map, set or plain object. Users hold its *handle*; its content belongs to a history once
// it has a member. Which kinds there are is the business of the containers room, which registers them here.
import type { CellTable } from './cells.js';
import type { Member } from './member.js';
import type { Sequence } from './sequences.js';

/** Under this key the handle of a tracked container answers its content. */
export const CONTENT: unique symbol = Symbol.for('janus-ts/1/content') as never;

/** What all tracked containers have in common. */
export abstract class Content {
  /** Which history it belongs to; null for none yet. */
  member: Member | null = null;
  /** What users hold. */
  abstract readonly handle: object;

  /** Keys and values that are in it now. */
  abstract children(): Iterable<readonly [key: unknown, value: unknown]>;

  /** Fills a container that nobody has seen yet. */
  abstract fill(key: unknown, value: unknown): void;

  /** Makes it equal to a raw container of its kind by few changes, where it can: lists do. */
  assign?(raw: object, rowKey: string | undefined): void;

  /** An empty container of this kind; for a value that shows another one, one that shows what is given. */
  abstract emptyTwin(shown?: object): Content;

  /** What it shows, for a value that has nothing of its own. */
  readonly shown?: object;

  /** Fills an empty twin with what this one holds in another instance of the history. */
  abstract copyTo(twin: Content, copying: Copying): void;

  /** A twin has given a key this number. */
  placed?(key: unknown, cell: number, cells: CellTable): void;

  /** Forgets the numbers of its cells: it has left its history, or enters another one after that was disposed of. */
  abstract forgetCells(): void;

  /** It is about to join a history; may refuse by throwing. */
  prepare?(): void;
  /** It has joined a history. */
  entered?(): void;
  /** It has left its history, or that was disposed of. */
  left?(): void;
  /** Contents inside it that can change unseen. */
  unseen: Set<Content> | undefined = undefined;

  /** Its handle was handed out: what is inside may change unseen from now on. */
  noteRead(): void {
    for (const content of this.unseen ?? []) content.noteRead();
  }
  /** Somebody may hold it from earlier and have changed it unseen; when it is forced, it is looked at in any case. */
  mayHaveChanged?(isForced: boolean): void;
}

/** A recorded value that holds others. */
export abstract class Compound {
  /** The same with each value that it holds replaced. */
  abstract mapped(map: (value: unknown) => unknown): Compound;
}

/** How one object is copied from one instance of a history to another. */
export interface Copying {
  /** What the copy belongs to; null for a detached one, which has no cells. */
  readonly member: Member | null;
  /** The cells of the instance that gets the copy; a detached copy has none. */
  readonly cells: CellTable | undefined;
  /** A value of the object, as the other instance has it. */
  translate(value: unknown): unknown;
  /** What a cell holds in the other instance, given what it holds in the object. */
  recorded(cell: number, present: unknown): unknown;
  /** Leads a copied sequence, whose elements are these, to its state in the other instance. */
  lead(sequence: Sequence, raw: unknown[]): void;
}

/** A kind of container: how a raw one is told and taken apart. */
export interface ContainerKind {
  /** Whether a raw value is one of this kind; may run code of a Proxy. */
  accepts(value: object): boolean;
  /** Makes an empty tracked one to be filled from this raw one. */
  empty(raw: object): Content;
  /** Keys and values of a raw one; throws where it holds what a tracked one cannot. */
  entries(raw: object, refuse: (key: unknown, what: string, wayOut: string) => never): (readonly [unknown, unknown])[];
  /** Whether keys have to be recordable too. */
  readonly hasKeys: boolean;
}

const kinds: ContainerKind[] = [];

/** Makes kinds of containers known. */
export function registerContainerKinds(...added: readonly ContainerKind[]): void {
  kinds.push(...added);
}

/** The kind of a raw container, or undefined for any other object. */
export function kindOf(value: object): ContainerKind | undefined {
  return kinds.find((kind) => kind.accepts(value));
}

/** Contents of values that are no containers of ours: what adapters stand for. */
export const foreignContent = new WeakMap<object, Content>();

/** The content behind a tracked container or an adapted value, or undefined for any other object. */
export function contentOf(value: object): Content | undefined {
  const content = (value as { [CONTENT]?: Content })[CONTENT];
  if (content === undefined) return foreignContent.get(value);
  // An object that inherits from a container is another object.
  return content.handle === value ? content : undefined;
}

/** What adapters say about foreign values. */
export interface ForeignValues {
  /** Whether a value never changes, and is recorded as it is. */
  isImmutable(value: object): boolean;
  /** The content behind a value that changes, by these adapters; undefined where none of them knows it. */
  contentFor(value: object): Content | undefined;
  /** Whether two objects are equal values that never change. */
  areEqual(a: object, b: object): boolean;
}

const NOTHING_KNOWN: ForeignValues = {
  isImmutable: () => false,
  contentFor: () => undefined,
  areEqual: () => false,
};
/** What any adapter says that any timeline uses: joining asks those of the timeline itself. */
let anybodys = NOTHING_KNOWN;
/** What timelines without adapters of their own know; undefined while all timelines know the same. */
let everybodys: ForeignValues | undefined;
/** The prototype of the last immutable value: it is asked for at each write of one. */
let lastImmutable: object | null | undefined;

/** Says which foreign objects are values. */
export function registerForeignValues(values: ForeignValues): void {
  anybodys = values;
}

/** From now on what a value is depends on the timeline. */
export function distinguishAdapters(shared: ForeignValues): void {
  everybodys = shared;
  forgetLastImmutable();
}

/** What a timeline knows of foreign values, given its own adapters; undefined where that is what anybody knows. */
export function knownTo(own: ForeignValues | undefined): ForeignValues | undefined {
  return own ?? everybodys;
}

/** Whether two objects are equal values that never change, to a timeline with these adapters of its own. */
export function areEqualValues(own: ForeignValues | undefined, a: object, b: object): boolean {
  return (knownTo(own) ?? anybodys).areEqual(a, b);
}

/** To be called whenever another answer may be given about a value that never changes. */
export function forgetLastImmutable(): void {
  lastImmutable = undefined;
}

/** Whether an object is a value that never changes, and is recorded as it is. */
export function isImmutableValue(value: object): boolean {
  if (!anybodys.isImmutable(value)) return false;
  if (everybodys === undefined) lastImmutable = Object.getPrototypeOf(value) as object | null;
  return true;
}

/** Whether it is one like the last: 2 ns, where asking for its adapter costs 30 (Node 20). */
export function isLikeLastImmutable(value: object): boolean {
  return Object.getPrototypeOf(value) === lastImmutable;
}
