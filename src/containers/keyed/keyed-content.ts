// The content of a tracked map, set or plain object: each key is a cell of its own, so keys are recorded, undone and
// merged one by one.
//
// K1: the raw storage holds handles, parts and primitives. K2: a key that was never written has no place and no cell.
// K3: the recorded value of a key is an Entry or ABSENT. An entry carries the rank at which its key was inserted, so the
// order of keys is a function of the moment; a restored key that is not the last one makes the storage untidy, and it is
// put in order before somebody looks at the order.
import { admitAll } from '../../recording/admit.js';
import { KEY_SLOT, type CellTable, type Place } from '../../recording/cells.js';
import { Compound, Content, type Copying } from '../../recording/content.js';
import type { Slots } from '../../recording/slots.js';
import { track } from '../../recording/track.js';

/** The recorded value of a key that is not there. */
export const ABSENT: unique symbol = Symbol('absent');

/** The recorded value of a key that is there. */
export class Entry extends Compound {
  constructor(
    readonly value: unknown,
    /** Counts insertions; negative for keys that were there before anything was recorded. */
    readonly rank: number,
  ) {
    super();
  }

  mapped(map: (value: unknown) => unknown): Entry {
    const value = map(this.value);
    return Object.is(value, this.value) ? this : new Entry(value, this.rank);
  }
}

const FROM_THE_START = -1;

/** One key that was written. */
export class KeyPlace implements Place {
  /** The value at {@link KEY_SLOT}; then its cell. */
  readonly slots: Slots;
  /** The rank by which the key stands in the storage now. */
  shownRank: number;

  constructor(
    readonly content: KeyedContent,
    readonly key: unknown,
    value: Entry | typeof ABSENT,
    given = 0,
    /** Whether it gets its number later. */
    isLoose = false,
  ) {
    const { member } = content;
    this.shownRank = value === ABSENT ? FROM_THE_START : value.rank;
    this.slots = [member, value, given];
    // A number that is given, but has no operation yet, is negative.
    if (given === 0 && !isLoose) this.number();
  }

  /** Gets a number of its own, in a history. */
  number(): void {
    const { member } = this.content;
    if (member !== null) this.slots[KEY_SLOT + 1] = -member.recorder.journal.cells.addPlace(this.slots, this);
  }

  get entry(): Entry | typeof ABSENT {
    return this.slots[KEY_SLOT] as Entry | typeof ABSENT;
  }

  restored(): void {
    this.content.restored(this);
  }
}

/** One key as files keep it: its cell, or the entry that is recorded nowhere. */
export type KeyPart = readonly [key: unknown, cell: number, entry?: Entry];

/** What a file keeps of a map, set or plain object. */
export interface KeyedParts {
  /** Keys that were there from the start, in their order. */
  readonly first: readonly KeyPart[];
  readonly later: readonly KeyPart[];
  /** The rank of the next insertion. */
  readonly ranks: number;
}

/** Says what a cell holds in some state, given what it holds now. */
export type RecordedOf = (cell: number, present: unknown) => unknown;

/** A key as maps and sets keep it: 0 for −0, which would otherwise be recorded as another value than the one that is there. */
export function keyAsKept(key: unknown): unknown {
  return key === 0 ? 0 : key;
}

/** What maps, sets and plain objects have in common. */
export abstract class KeyedContent extends Content {
  readonly #places = new Map<unknown, KeyPlace>();
  /** Twins in other instances count together. */
  #ranks = { next: 0 };
  #highestRank = FROM_THE_START;
  /** Ranks of the keys that were there from the start; known once one of them is removed. */
  #firstRanks: Map<unknown, number> | undefined;
  #untidy = false;

  // -- the raw storage -------------------------------------------------------------------------------------------

  protected abstract has(key: unknown): boolean;
  protected abstract get(key: unknown): unknown;
  protected abstract put(key: unknown, value: unknown): void;
  protected abstract drop(key: unknown): void;
  /** Keys whose order is that of their insertion, in the present order. */
  protected abstract orderedKeys(): unknown[];

  fill(key: unknown, value: unknown): void {
    this.put(key, value);
  }

  *children(): Iterable<readonly [key: unknown, value: unknown]> {
    for (const key of this.orderedKeys()) yield [key, this.get(key)];
  }

  forgetCells(): void {
    this.#places.clear();
    this.#firstRanks = undefined;
    this.tidy();
    this.#ranks = { next: 0 };
    this.#highestRank = FROM_THE_START;
  }

  // -- writing ---------------------------------------------------------------------------------------------------

  /** Gives a key a value. A key that is not there is inserted at the end. */
  write(key: unknown, given: unknown): void {
    const isThere = this.has(key);
    if (isThere && Object.is(this.get(key), given)) return;
    this.#check(key);
    const value = track(given, { holder: this.handle, key });
    const { member } = this;
    if (member === null) {
      this.put(key, value);
      return;
    }
    admitAll(member.recorder, [value, key], member, () => key);
    const place = this.#placeOf(key);
    const { entry } = place;
    this.#record(place, new Entry(value, entry === ABSENT ? this.#ranks.next++ : entry.rank));
  }

  /** Removes keys as one step. */
  remove(keys: readonly unknown[]): void {
    const { member } = this;
    for (const key of keys) this.#check(key);
    if (member === null) for (const key of keys) this.drop(key);
    else if (keys.length === 1) this.#removeOne(keys[0]);
    else {
      member.recorder.together(keys.length, (step) => {
        this.#removeOne(keys[step]);
      });
    }
  }

  #removeOne(key: unknown): void {
    const place = this.#placeOf(key);
    if (place.entry !== ABSENT && place.entry.rank === FROM_THE_START) this.#rankFirstKeys();
    this.#record(place, ABSENT);
  }

  #check(key: unknown): void {
    const place = this.#places.get(key);
    if (this.member !== null) this.member.recorder.checkWrite(place?.slots ?? [this.member], KEY_SLOT);
  }

  #placeOf(key: unknown): KeyPlace {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const made = new KeyPlace(this, key, this.has(key) ? new Entry(this.get(key), FROM_THE_START) : ABSENT);
    this.#places.set(key, made);
    return made;
  }

  #record(place: KeyPlace, next: Entry | typeof ABSENT): void {
    const { entry: before, slots } = place;
    // First what users see, so that subscribers see it too.
    this.#show(place, next);
    try {
      this.member?.recorder.write(slots, KEY_SLOT, next);
    } catch (error) {
      slots[KEY_SLOT] = before;
      this.#show(place, before);
      throw error;
    }
  }

  /** The values it has when `recordedOf` says what each cell holds; keys that are objects, too. */
  *valuesBy(recordedOf: RecordedOf): Iterable<unknown> {
    for (const place of this.#places.values()) {
      const recorded = recordedOf(place.slots[KEY_SLOT + 1] as number, place.entry);
      if (recorded instanceof Entry) yield* [place.key, recorded.value];
    }
    for (const [key, value] of this.children()) if (!this.#places.has(key)) yield* [key, value];
  }

  /** The cell of a key, or 0 when nothing is recorded of it. */
  cellOf(key: unknown): number {
    return Math.max(0, (this.#places.get(key)?.slots[KEY_SLOT + 1] ?? 0) as number);
  }

  /** The cells of all its keys, those that are gone included. */
  *cells(): Iterable<number> {
    for (const key of this.#places.keys()) yield this.cellOf(key);
  }

  /** The value of a key when `recordedOf` says what each cell holds; undefined for none. */
  valueBy(key: unknown, recordedOf: RecordedOf): { readonly value: unknown } | undefined {
    const place = this.#places.get(key);
    if (place === undefined) return this.has(key) ? { value: this.get(key) } : undefined;
    const recorded = recordedOf(place.slots[KEY_SLOT + 1] as number, place.entry);
    return recorded instanceof Entry ? recorded : undefined;
  }

  /** The entries it has when `recordedOf` says what each cell holds, in their order. O(n log n). */
  entriesBy(recordedOf: RecordedOf): (readonly [key: unknown, value: unknown])[] {
    this.tidy();
    const first = this.#firstRanks;
    const behind = first?.size ?? 0;
    const found: { readonly key: unknown; readonly value: unknown; readonly rank: number }[] = [];
    const present = this.orderedKeys();
    present.forEach((key, at) => {
      if (!this.#places.has(key))
        found.push({ key, value: this.get(key), rank: first?.get(key) ?? at - present.length });
    });
    const presentAt = new Map(first === undefined ? present.map((key, at) => [key, at - present.length]) : []);
    for (const { key, slots, entry } of this.#places.values()) {
      const recorded = recordedOf(slots[KEY_SLOT + 1] as number, entry);
      if (!(recorded instanceof Entry)) continue;
      const isFirst = recorded.rank === FROM_THE_START;
      const rank = isFirst ? (first?.get(key) ?? presentAt.get(key) ?? -1) : behind + recorded.rank;
      found.push({ key, value: recorded.value, rank });
    }
    found.sort((a, b) => a.rank - b.rank);
    return this.inNativeOrder(found.map(({ key, value }) => [key, value] as const));
  }

  /** Entries as the storage would hold them when they are put there one after the other. */
  inNativeOrder<T extends readonly [key: unknown, ...rest: unknown[]]>(entries: T[]): T[] {
    return entries;
  }

  // -- twins -----------------------------------------------------------------------------------------------------

  copyTo(twin: Content, copying: Copying): void {
    if (!(twin instanceof KeyedContent)) return;
    const isDetached = copying.member === null;
    // The keys of the start could be removed on one instance and come back on another.
    if (!isDetached) this.#rankFirstKeys();
    const translate = (value: unknown): unknown => copying.translate(value);
    const recordedOf: RecordedOf = (cell, present) => (cell > 0 ? copying.recorded(cell, present) : present);
    const ownOf = (recorded: unknown): Entry | typeof ABSENT =>
      recorded instanceof Entry ? recorded.mapped(translate) : ABSENT;
    for (const [key, value] of this.entriesBy(recordedOf)) twin.fill(translate(key), translate(value));
    if (isDetached) return;
    twin.#ranks = this.#ranks;
    twin.#highestRank = this.#highestRank;
    twin.#firstRanks = new Map([...(this.#firstRanks ?? [])].map(([key, rank]) => [translate(key), rank]));
    for (const { key, slots } of this.#places.values()) {
      const cell = slots[KEY_SLOT + 1] as number;
      twin.#putPlace(translate(key), ownOf(recordedOf(cell, slots[KEY_SLOT])), cell, copying);
    }
  }

  #putPlace(key: unknown, entry: Entry | typeof ABSENT, cell: number, { cells }: Pick<Copying, 'cells'>): void {
    const place = new KeyPlace(this, key, entry, cell);
    this.#places.set(key, place);
    cells?.put(Math.abs(cell), place.slots, -KEY_SLOT, place);
  }

  /** A twin has given a key this number. */
  override placed(key: unknown, cell: number, cells: CellTable): void {
    if (this.#places.has(key)) return;
    const entry = this.has(key) ? new Entry(this.get(key), FROM_THE_START) : ABSENT;
    this.#putPlace(key, entry, -cell, { cells });
  }

  // -- files -----------------------------------------------------------------------------------------------------

  /** What a file keeps of it. */
  parts(): KeyedParts {
    const isDetached = this.member === null;
    if (!isDetached) this.#rankFirstKeys();
    const first = isDetached ? this.orderedKeys() : [...(this.#firstRanks ?? [])].map(([key]) => key);
    const isFirst = new Set(first);
    const partOf = (key: unknown): KeyPart[] => {
      const cell = this.cellOf(key);
      if (cell > 0) return [[key, cell]];
      // A number without an operation is none.
      const entry = this.#places.get(key)?.entry ?? new Entry(this.get(key), FROM_THE_START);
      return entry === ABSENT ? [] : [[key, 0, entry]];
    };
    const later = [...this.#places.keys()].filter((key) => !isFirst.has(key));
    return { first: first.flatMap(partOf), later: later.flatMap(partOf), ranks: this.#ranks.next };
  }

  /**
   * Becomes what a file keeps; `recordedOf` says what is recorded of a cell that is known to be a key's. Keys that came by
   * an amendment have no numbers yet: all those of the file come first, and of the journal. Answers whether there are any.
   */
  restoreParts(
    { first, later, ranks }: KeyedParts,
    cells: CellTable | undefined,
    recordedOf: (cell: number) => Entry | typeof ABSENT,
  ): boolean {
    let hasLoose = false;
    const restorePart = ([key, cell, entry]: KeyPart, isLater: boolean): void => {
      const recorded = cell > 0 ? recordedOf(cell) : (entry ?? ABSENT);
      if (recorded !== ABSENT) this.put(key, recorded.value);
      if (cell > 0) this.#putPlace(key, recorded, cell, { cells });
      else if (isLater) {
        this.#places.set(key, new KeyPlace(this, key, recorded, 0, true));
        hasLoose = true;
      }
    };
    for (const part of first) restorePart(part, false);
    for (const part of later) restorePart(part, true);
    this.#ranks = { next: ranks };
    this.#highestRank = Math.max(0, ranks - 1);
    if (this.member === null) return false;
    this.#firstRanks = new Map(first.map(([key], at) => [key, at]));
    this.#untidy = true;
    return hasLoose;
  }

  /** Keys without numbers get some. */
  numberLoose(): void {
    for (const place of this.#places.values()) if (place.slots[KEY_SLOT + 1] === 0) place.number();
  }

  /** A key of which nothing was recorded has got this number, as a journal says. */
  number(key: unknown, cell: number, cells: CellTable): void {
    this.placed(key, cell, cells);
    const place = this.#places.get(key);
    if (place === undefined) return;
    place.slots[KEY_SLOT + 1] = cell;
    cells.put(cell, place.slots, -KEY_SLOT, place);
  }

  /** The rank of the next insertion. */
  get nextRank(): number {
    return this.#ranks.next;
  }

  set nextRank(rank: number) {
    this.#ranks.next = rank;
  }

  // -- restoring -------------------------------------------------------------------------------------------------

  restored(place: KeyPlace): void {
    this.#show(place, place.entry);
  }

  #show(place: KeyPlace, entry: Entry | typeof ABSENT): void {
    const { key } = place;
    if (entry === ABSENT) {
      this.drop(key);
      return;
    }
    if (!this.has(key)) {
      if (entry.rank < this.#highestRank) this.#untidy = true;
      this.#highestRank = Math.max(this.#highestRank, entry.rank);
    } else if (entry.rank !== place.shownRank) this.#untidy = true;
    place.shownRank = entry.rank;
    this.put(key, entry.value);
  }

  // No key of the start has been removed yet, so those that are there stand in their order.
  #rankFirstKeys(): void {
    if (this.#firstRanks !== undefined) return;
    this.tidy();
    this.#firstRanks = new Map();
    for (const key of this.orderedKeys()) {
      const entry = this.#places.get(key)?.entry;
      const isFirst = entry === undefined || (entry !== ABSENT && entry.rank === FROM_THE_START);
      if (isFirst) this.#firstRanks.set(key, this.#firstRanks.size);
    }
    // From now on a key of the start can come back behind others.
    this.#highestRank = Math.max(this.#highestRank, 0);
  }

  /** Puts the storage in order, if it is not. O(n log n). */
  tidy(): void {
    if (!this.#untidy) return;
    this.#untidy = false;
    const first = this.#firstRanks;
    const keys = this.orderedKeys();
    const ranked = keys.map((key, at) => {
      const entry = this.#places.get(key)?.entry;
      const isFirst = entry === undefined || entry === ABSENT || entry.rank === FROM_THE_START;
      const rank = isFirst ? (first?.get(key) ?? at - keys.length) : (first?.size ?? 0) + entry.rank;
      return { key, value: this.get(key), rank };
    });
    ranked.sort((a, b) => a.rank - b.rank);
    for (const { key } of ranked) this.drop(key);
    for (const { key, value } of ranked) this.put(key, value);
  }
}
