// Live instances of one history: the first one, and forks. Each has objects of its own that stand for the same places.
//
// All share one journal and one value table, and take turns: exactly one is active, and the first write or verb of another
// makes that one active. Values are kept as *canonical* objects: those of the first instance, or, for what joined on a
// fork, copies in the archive, which nobody else sees. So no fork is kept alive by what it has recorded.
// I1: the value table holds canonical objects, except for operations of the active instance since it became active. I2: an
// object and its twins have the same cells, with the same numbers. I3: an instance that is not active has ELSEWHERE in its
// gate, so the fast path of writes needs to know nothing of this. I4: twins are filled while their instance is active.
import { EngineDefectError, ForkBusyError } from '../errors.js';
import { CellTable, type Place, type Relatives } from './cells.js';
import { Compound, contentOf } from './content.js';
import { ASYNC_OPEN, DECIDING, DISPOSED, ELSEWHERE, IN_TRANSACTION, INVARIANTS, UNTRACKED } from './gate.js';
import type { Journal, JournalSink } from './journal.js';
import { Recorder } from './recorder.js';
import type { Sequence } from './sequences.js';
import { ownSlots, type Slots } from './slots.js';
import { isObject } from './track.js';
import { memberAt, Twins, type Source } from './twins.js';
import { ValueTable, type StoredValues } from './values.js';

/** What an instance asks of its position in the engine. */
export interface InstanceSink extends JournalSink {
  readonly position: number;
  readonly currentBranch: string;
  /** Makes this position the one that commands are about. */
  select(): void;
  /** Tells the engine where the position is, before another one is selected. */
  leave(): void;
  operationAt(cell: number, moment: number): number;
  visitWay(
    from: number,
    to: number,
    visit: (back: boolean, operation: number, type: number, index: number, count: number, added: number) => void,
  ): void;
}

/** What is recorded next belongs to a moment that is not complete. An asynchronous transaction records nothing before its end. */
const RECORDING = IN_TRANSACTION | UNTRACKED | DECIDING;

/** What the instances of one history share. */
class Kinship {
  readonly instances: WeakRef<Instance>[] = [];
  readonly archive: Instance;

  constructor(
    readonly journal: Journal,
    readonly first: Instance,
    public active: Instance,
  ) {
    const recorder = new Recorder({}, 0, () => {
      throw new EngineDefectError('the archive of a history records nothing');
    });
    this.archive = new Instance(recorder, new CellTable(), this);
  }

  /** All but one; the archive, too. */
  *others(than: Instance): Iterable<Instance> {
    for (const reference of this.instances) {
      const instance = reference.deref();
      if (instance !== undefined && instance !== than && !instance.isOver) yield instance;
    }
    if (than !== this.archive) yield this.archive;
  }
}

/** The value table as one instance has it: objects of other instances are its own twins of them. */
class OwnValues extends ValueTable {
  constructor(
    stored: StoredValues,
    private readonly instance: Instance,
  ) {
    super(stored);
  }

  override at(operation: number): unknown {
    return this.instance.own(super.at(operation));
  }

  override set(operation: number, value: unknown): void {
    super.set(operation, this.instance.canonical(value));
  }
}

/** One live instance. */
export class Instance implements Relatives, Source {
  readonly values: ValueTable;
  readonly kinship: Kinship;
  /** The branch a fork was made on; discarding it deletes that. */
  bornOn = '';
  /** What belongs to the history as a whole and has a cell, but is in no object. */
  ledger: { numbered(cell: number): void } | undefined;
  readonly #twins: Twins;
  /** The first operation that was recorded since this instance became active. */
  #since: number;
  /** Cells with amended values that are not shown yet. */
  readonly #stale = new Set<number>();
  /** Cells below this number stand for something here, or for nothing anywhere. */
  #materialized = 1;

  constructor(
    readonly recorder: Recorder,
    readonly cells: CellTable,
    kinship?: Kinship,
  ) {
    this.kinship = kinship ?? new Kinship(recorder.journal, this, this);
    const { journal } = this.kinship;
    this.values = new OwnValues(journal.values.stored, this);
    this.#since = journal.nextOperation;
    this.#twins = new Twins(this);
    cells.relatives = this;
    recorder.instance = this;
    if (kinship === undefined) {
      // What was recorded so far has its own objects.
      journal.values = this.values;
      this.kinship.instances.push(new WeakRef(this));
    } else if ((kinship.archive as Instance | undefined) !== undefined) {
      recorder.shareJournal(journal);
      recorder.setGate(ELSEWHERE, true);
      this.#twins.hold();
      kinship.instances.push(new WeakRef(this));
    }
  }

  get sink(): InstanceSink {
    return this.recorder.sink as InstanceSink;
  }

  get isFirst(): boolean {
    return this.kinship.first === this;
  }

  get isOver(): boolean {
    return (this.recorder.gate & DISPOSED) !== 0;
  }

  get isArchive(): boolean {
    return this.kinship.archive === this;
  }

  /** Makes an empty object the owner of this instance, as the first one's owner is now. Active afterwards. */
  begin(owner: object): void {
    this.#twins.root(memberAt(this.kinship.first.recorder.owner), owner);
    this.activate('fork');
  }

  // -- taking turns ----------------------------------------------------------------------------------------------

  /**
   * Makes this instance the active one. O(operations that the other one recorded meanwhile).
   * @throws {ForkBusyError} while another one has a transaction open
   */
  activate(verb: string, isVisit = false): void {
    const { kinship } = this;
    const { active, journal } = kinship;
    if (active === this) return;
    if ((active.recorder.gate & RECORDING) !== 0) throw new ForkBusyError(verb, active.sink.currentBranch);
    active.#rest(isVisit);
    this.cells.extendTo(active.cells.index.length);
    journal.cells = this.cells;
    journal.values = this.values;
    kinship.active = this;
    this.sink.select();
    this.#since = journal.nextOperation;
    this.recorder.setGate(ELSEWHERE, false);
    if ((active.recorder.gate & INVARIANTS) !== 0) this.recorder.expectInvariants(active.recorder.partsHaveInvariants);
    this.#twins.release();
    this.recorder.gatekeeper?.activated();
    for (const cell of this.#stale) this.cells.restore(cell, this.values.at(this.sink.currentOperation(cell)));
    this.#stale.clear();
  }

  /** Whether another instance has a transaction open, or decides something. O(instances). */
  get isHeldUp(): boolean {
    return this.all.some((other) => other !== this && (other.recorder.gate & (RECORDING | ASYNC_OPEN)) !== 0);
  }

  /** Does something that records nothing with this instance the active one, and all objects of the history here. */
  visit<T>(verb: string, work: () => T): T {
    const { active } = this.kinship;
    this.activate(verb, true);
    try {
      this.materialize();
      return work();
    } finally {
      active.activate(verb, true);
    }
  }

  /** Records what has changed in place on other instances: they may stand on what is about to be asked for. */
  captureOthers(verb: string): void {
    for (const other of this.all) {
      const { gate, adapts } = other.recorder;
      if (other === this || !adapts || (gate & (RECORDING | ASYNC_OPEN)) !== 0) continue;
      other.activate(verb);
      this.activate(verb);
    }
  }

  /** After a visit the newest moment may go on. */
  #rest(isVisit: boolean): void {
    const { recorder, values } = this;
    const { nextOperation } = this.kinship.journal;
    if (!this.isOver) {
      recorder.capture(true);
      recorder.flush();
    }
    const raw = new ValueTable(values.stored);
    for (let operation = this.#since; operation < this.kinship.journal.nextOperation; operation++) {
      const value = raw.at(operation);
      if (isObject(value)) raw.set(operation, this.canonical(value));
    }
    this.sink.leave();
    if (!isVisit || this.kinship.journal.nextOperation !== nextOperation) recorder.gatekeeper?.stopCoalescing();
    recorder.setGate(ELSEWHERE, true);
    this.#twins.hold();
  }

  /** Keeps twins from being filled while an answer of the engine is read. */
  pause(): void {
    this.#twins.hold();
  }

  goOn(): void {
    this.#twins.release();
  }

  /** The value of an operation was changed: other instances at which it is current show it too. */
  amended(cell: number, operation: number): void {
    if ((this.recorder.gate & IN_TRANSACTION) === 0) this.recorder.flush();
    for (const other of this.all) {
      if (other === this || !other.cells.has(cell)) continue;
      if (this.sink.operationAt(cell, other.sink.position) === operation) {
        const value = other.values.at(operation);
        // A twin that is not filled yet is shown when it is.
        if (other.#twins.isPending) other.#stale.add(cell);
        else {
          this.settled(() => {
            other.cells.restore(cell, value);
          });
        }
      }
    }
  }

  /** Whether another instance stands at a moment. */
  isShared(moment: number): boolean {
    return this.all.some((other) => other !== this && other.sink.position === moment);
  }

  /** Does something while all instances show what is recorded: what asynchronous transactions hold is no part of any moment. */
  settled(work: () => void): void {
    const open = this.all.filter(({ recorder }) => (recorder.gate & ASYNC_OPEN) !== 0);
    const settled = open.reduce<() => void>(
      (inner, { recorder }) =>
        () =>
          recorder.gatekeeper?.settled(inner),
      work,
    );
    settled();
  }

  /** @throws {ForkBusyError} while it has a transaction of any kind open */
  expectIdle(verb: string): void {
    if ((this.recorder.gate & (RECORDING | ASYNC_OPEN)) !== 0) throw new ForkBusyError(verb, this.sink.currentBranch);
  }

  // -- objects ---------------------------------------------------------------------------------------------------

  /** What a canonical object is here; anything else is itself. */
  readonly own = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    if (value instanceof Compound) return value.mapped(this.own);
    const member = memberAt(value);
    if (member === null || member.recorder === this.recorder) return value;
    const { first, archive } = this.kinship;
    const isCanonical = member.recorder === first.recorder || member.recorder === archive.recorder;
    return isCanonical ? this.#twins.of(member) : value;
  };

  /** The canonical object for one of this instance; anything else is itself. */
  readonly canonical = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    if (value instanceof Compound) return value.mapped(this.canonical);
    const known = this.#twins.originalOf(value);
    if (known !== undefined) return known;
    const member = memberAt(value);
    if (member?.recorder !== this.recorder || this.isFirst || this.isArchive) return value;
    return this.kinship.archive.#twins.of(member);
  };

  /** A copy of an object that joined here is in the archive. */
  archived(original: object, ghost: object): void {
    this.#twins.know(ghost, original);
  }

  /** What a canonical object is here, if it has been needed already. */
  #existing(canonical: object): object | undefined {
    return memberAt(canonical)?.recorder === this.recorder ? canonical : this.#twins.existing(canonical);
  }

  /** The canonical object for one of this instance, if there is one yet. */
  knownCanonical(object: object): object | undefined {
    return this.#twins.originalOf(object) ?? (this.isFirst || this.isArchive ? object : undefined);
  }

  /** Makes sure that every cell stands for something here. O(cells that are new here). */
  materialize(): void {
    const { first, archive } = this.kinship;
    for (; this.#materialized < this.cells.index.length; this.#materialized++) {
      const cell = this.#materialized;
      if (this.cells.has(cell)) continue;
      const holder = first.#holderOf(cell) ?? archive.#holderOf(cell);
      if (holder !== undefined) this.own(holder);
    }
  }

  #holderOf(cell: number): object | undefined {
    return this.cells.slots[cell]?.[0]?.object ?? this.cells.sequenceOf(cell)?.member?.object;
  }

  // -- Relatives -------------------------------------------------------------------------------------------------

  numbered(slots: Slots, slot: number, cell: number): void {
    const number = Math.abs(cell);
    for (const other of this.kinship.others(this)) {
      let twin = other.cells.slots[number];
      if (twin === undefined) {
        const canonical = slots[0] === null ? undefined : this.knownCanonical(slots[0].object);
        const object = canonical === undefined ? undefined : other.#existing(canonical);
        twin = object === undefined || contentOf(object) !== undefined ? undefined : ownSlots(object);
        if (twin === undefined) continue;
        other.cells.put(number, twin, slot);
      }
      twin[slot + 1] = cell;
    }
  }

  placed({ content, key }: Place, cell: number): void {
    if (content === undefined) {
      for (const other of this.kinship.others(this)) other.ledger?.numbered(-cell);
      return;
    }
    const canonical = this.knownCanonical(content.handle);
    if (canonical === undefined) return;
    for (const other of this.kinship.others(this)) {
      const handle = other.#existing(canonical);
      if (handle !== undefined) contentOf(handle)?.placed?.(other.own(this.canonical(key)), cell, other.cells);
    }
  }

  sequenced(sequence: Sequence): void {
    const canonical = sequence.member === null ? undefined : this.knownCanonical(sequence.member.object);
    if (canonical === undefined) return;
    for (const other of this.kinship.others(this)) {
      const handle = other.#existing(canonical);
      if (handle === undefined) continue;
      const twin = contentOf(handle) as unknown as Sequence;
      twin.cell = sequence.cell;
      other.cells.put(sequence.cell, undefined, 0, twin);
    }
  }

  // -- ending ----------------------------------------------------------------------------------------------------

  /** Its objects are ordinary ones from now on. Another instance is active. */
  end(): void {
    this.recorder.endSharing();
    this.recorder.setGate(DISPOSED, true);
  }

  /** A branch has another name. */
  renamed(from: string, to: string): void {
    for (const instance of this.all) if (instance.bornOn === from) instance.bornOn = to;
  }

  /** The instances that are alive. */
  get all(): Instance[] {
    return [...this.kinship.others(this.kinship.archive)];
  }
}
