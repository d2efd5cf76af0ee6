// Twins: the objects with which one instance of a history stands for those of another.
//
// A twin has the class of its original, slots of its own and the same cells. No constructor runs. Its own properties
// without recording are copied as they are; where they hold objects of the history, the twins of those. No recursion.
import type { CellTable } from './cells.js';
import { contentOf, type Copying } from './content.js';
import { Member } from './member.js';
import type { Recorder } from './recorder.js';
import type { InstanceSink } from './instances.js';
import { ownSlots, SLOTS, type Slots } from './slots.js';
import { CollapsedValueError } from '../errors.js';
import { fieldTitle, schemaOf } from '../schema/class-schema.js';
import { hold, isCollapsed, WeakBox } from './weak-values.js';
import type { ValueTable } from './values.js';

/** What twins are made for. */
export interface Source {
  readonly recorder: Recorder;
  readonly cells: CellTable;
  readonly values: ValueTable;
  readonly sink: InstanceSink;
  readonly isArchive: boolean;
  own(value: unknown): unknown;
  canonical(value: unknown): unknown;
  knownCanonical(object: object): object | undefined;
  archived(original: object, copy: object): void;
  settled(work: () => void): void;
}

/** An object that a twin is to be filled from. */
interface Pending {
  readonly from: Member;
  readonly member: Member;
}

/** The twins of one instance. */
export class Twins {
  readonly #own = new WeakMap<object, object>();
  readonly #originals = new WeakMap<object, object>();
  readonly #pending: Pending[] = [];
  /** While it is above 0, twins are made and not filled. */
  #holds = 0;

  constructor(private readonly host: Source) {}

  existing(original: object): object | undefined {
    return this.#own.get(original);
  }

  originalOf(twin: object): object | undefined {
    return this.#originals.get(twin);
  }

  know(original: object, twin: object): void {
    this.#own.set(original, twin);
    this.#originals.set(twin, original);
  }

  /** Whether some are not filled yet. */
  get isPending(): boolean {
    return this.#pending.length > 0;
  }

  hold(): void {
    this.#holds++;
  }

  release(): void {
    this.#holds--;
    this.#fill();
  }

  /** The twin of an object, made if there is none. */
  of(original: Member): object {
    // Parents first: a member names the one through which it joined.
    const missing: Member[] = [];
    let above: Member | null = original;
    let parent: Member | null = null;
    for (; above !== null; above = above.parent) {
      const known = this.#counterpart(above);
      if (known === undefined) missing.push(above);
      else {
        parent = memberAt(known);
        break;
      }
    }
    for (const from of missing.reverse()) parent = this.#shell(from, parent);
    this.#fill();
    return parent === null ? original.object : parent.object;
  }

  /** What an object of another instance is here, if it has been needed already. */
  #counterpart({ object, recorder }: Member): object | undefined {
    const { host } = this;
    const canonical = recorder.instance?.knownCanonical(object);
    if (host.isArchive || canonical === undefined) return canonical;
    return memberAt(canonical)?.recorder === host.recorder ? canonical : this.#own.get(canonical);
  }

  /** The twin of the owner is this object. */
  root(from: Member | null, owner: object): void {
    if (from !== null) this.#shell(from, null, owner);
  }

  #shell(from: Member, parent: Member | null, made?: object): Member {
    const content = contentOf(from.object);
    const { recorder } = this.host;
    let member: Member;
    if (content === undefined) {
      const object = made ?? (Object.create(Object.getPrototypeOf(from.object) as object | null) as object);
      member = new Member(recorder, object, parent, from.key);
      const slots: Slots = [...(ownSlots(from.object) ?? [null])];
      slots[0] = member;
      Object.defineProperty(object, SLOTS, { value: slots });
    } else {
      const twin = content.emptyTwin(content.shown === undefined ? undefined : this.#shownTwin(content.shown, parent));
      member = new Member(recorder, twin.handle, parent, from.key);
      twin.member = member;
      if (!this.host.isArchive) recorder.enter(twin);
    }
    const { instance } = from.recorder;
    if (this.host.isArchive) instance?.archived(from.object, member.object);
    else this.know(instance?.canonical(from.object) as object, member.object);
    this.#pending.push({ from, member });
    return member;
  }

  /** What the twin of a view shows: it is made first, whichever view of it comes first. */
  #shownTwin(shown: object, parent: Member | null): object {
    const from = memberAt(shown);
    if (from === null) return shown;
    return this.#counterpart(from) ?? this.#shell(from, parent).object;
  }

  #fill(): void {
    if (this.#holds > 0 || this.#pending.length === 0) return;
    this.#holds++;
    try {
      this.host.settled(() => {
        for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) this.#fillOne(next);
      });
    } finally {
      this.#holds--;
    }
  }

  #fillOne({ from, member }: Pending): void {
    const { host } = this;
    const source = from.recorder.instance as Source;
    const isHere = !host.isArchive && !source.isArchive && source.sink.position === host.sink.position;
    const isCopy = host.isArchive || isHere;
    const copying: Copying = {
      member,
      cells: host.cells,
      translate: host.isArchive ? (value) => source.canonical(value) : (value) => host.own(source.canonical(value)),
      recorded: (cell, present) => (isCopy ? present : host.values.at(host.sink.currentOperation(cell))),
      lead: (sequence) => {
        if (isCopy) return;
        const goal = host.sink.currentOperation(sequence.cell);
        if (goal === sequence.operation) return;
        host.sink.visitWay(sequence.operation, goal, (back, operation, type, index, count, added) => {
          sequence.replay(back, operation, type, index, count, added, host.values);
        });
        sequence.operation = goal;
      },
    };
    copyInto(member.object, from.object, copying);
  }
}

/** The member behind an object or container, whatever has become of its history. */
export function memberAt(object: object): Member | null {
  const content = contentOf(object);
  return content === undefined ? (ownSlots(object)?.[0] ?? null) : content.member;
}

/** Gives a copy of an object or container what its original holds. */
export function copyInto(copy: object, original: object, copying: Copying): void {
  const [from, to] = [contentOf(original), contentOf(copy)];
  if (from !== undefined && to !== undefined) from.copyTo(to, copying);
  else copyFields(original, copy, copying);
}

/** A copy holds its present value, too; copies in the archive of a history hold nothing. */
function holdCopy(slots: Slots, slot: number, { member }: Copying, original: object): void {
  if (member?.recorder.instance?.isArchive === true) return;
  if (isCollapsed(slots[slot]) && member !== null) {
    throw new CollapsedValueError(
      'fork',
      fieldTitle(original, schemaOf(original)?.fields[(slot - 1) / 2]?.name ?? slot),
    );
  }
  hold(slots, slot);
  if (member !== null) member.recorder.hasWeak = true;
}

function copyFields(original: object, twin: object, copying: Copying): void {
  const from = ownSlots(original);
  const slots = ownSlots(twin);
  if (from === undefined || slots === undefined) return;
  for (let slot = 1; slot < from.length; slot += 2) {
    const cell = from[slot + 1] as number;
    slots[slot] = copying.translate(cell > 0 ? copying.recorded(cell, from[slot]) : from[slot]);
    slots[slot + 1] = cell;
    if (slots[slot] instanceof WeakBox) holdCopy(slots, slot, copying, original);
    if (cell !== 0) copying.cells?.put(Math.abs(cell), slots, slot);
  }
  for (const key of Reflect.ownKeys(original)) {
    const property = key === SLOTS ? undefined : Object.getOwnPropertyDescriptor(original, key);
    if (property === undefined) continue;
    if ('value' in property) property.value = copying.translate(property.value);
    Object.defineProperty(twin, key, property);
  }
  if (!Object.isExtensible(original)) Object.preventExtensions(twin);
}
