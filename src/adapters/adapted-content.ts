// The content of an adapted value: a foreign object that changes in place, recorded by deltas.
//
// To the engine it is a sequence: its operations are changes that are taken back and done again in order. What a delta is
// only the adapter knows. AC1: while it belongs to a history, the snapshot describes the state that the newest recorded
// operation left. AC2: a value is the handle of at most one content, so two fields that hold it share its history.
import { typeName } from '../describe.js';
import { UncopyableValueError } from '../errors.js';
import { Content, contentOf, foreignContent, type Copying } from '../recording/content.js';
import { Change, type Sequence, type SequenceChange } from '../recording/sequences.js';
import { noteReadsOf } from '../recording/reads.js';
import { containerTitle } from '../recording/track.js';
import type { ValueTable } from '../recording/values.js';
import { AdapterCalls } from './adapter-calls.js';
import { checksOf, printOf, type AdapterChecks } from './adapter-checks.js';
import type { Adapter, AdapterConflict, AdapterMerge } from './protocol.js';

/** In the `index` of a change: the delta counts backwards. */
const REVERSED = 1;

/** Where a value stands, and what it is like there, unless its snapshots are changed in place. */
export interface Footing {
  readonly operation: number;
  readonly snapshot: unknown;
}

/** What stands behind a foreign value. */
export class AdaptedContent extends Content implements Sequence {
  cell = 0;
  operation = 0;
  /** Whether it was told that a history needs the value. */
  isRetained = false;
  // Its snapshot is that of an operation.
  readonly isForgettable = false;
  readonly #calls: AdapterCalls;
  readonly #checks: AdapterChecks;
  #snapshot: unknown;
  /** What the snapshot looked like when it was made, where that is checked. */
  #print: string | undefined;
  #endInstrument: (() => void) | undefined;

  constructor(
    readonly handle: object,
    readonly adapter: Adapter,
    /** Name of the adapter, for messages. */
    readonly adapterName: string,
    /** What it is a copy of. */
    original?: Content,
  ) {
    super();
    this.#calls = new AdapterCalls(this, adapter, adapterName, original);
    this.#checks = checksOf(adapter);
    if (!this.#isOwn) this.#keep(this.describe());
  }

  /** Whether only verbs of the type itself change it; then nothing is compared, and no snapshot kept. */
  get #isOwn(): boolean {
    return this.adapter.comparing === 'never';
  }

  children(): [] {
    return [];
  }

  fill(): void {
    // Nothing is inside that could be recorded by itself.
  }

  forgetCells(): void {
    this.cell = 0;
    this.operation = 0;
  }

  /** The present state as its adapter describes it. */
  get snapshot(): unknown {
    return this.#isOwn ? this.describe() : this.#snapshot;
  }

  /** Another value in the present state. @throws {UncopyableValueError} when the adapter cannot make one */
  copy(): object {
    const { adapter, handle } = this;
    if (adapter.copy === undefined && (adapter.encode === undefined || adapter.decode === undefined)) {
      throw new UncopyableValueError(containerTitle(this), typeName(handle), 'copy');
    }
    return this.#calls.ask(
      'copy',
      () => adapter.copy?.(handle) ?? adapter.decode?.(adapter.encode?.(handle)),
    ) as object;
  }

  /** Describes the present state anew; nobody changes what it answers. */
  describe(): unknown {
    return this.#calls.ask('getSnapshot', () => this.adapter.getSnapshot(this.handle));
  }

  /** What leads from a state to the present one; null when they are equal. */
  deltaFrom(snapshot: unknown): unknown {
    return this.#calls.delta(snapshot);
  }

  /** What leads from the present state to that of another value of this kind; null when they are equal. */
  deltaTo(value: object): unknown {
    const { adapter } = this;
    const snapshot = this.snapshot;
    return this.#calls.ask('getDelta', () => adapter.getDelta(snapshot, value));
  }

  /** A delta as plain data, which can take its place. */
  encodeDelta(delta: unknown): unknown {
    const { adapter } = this;
    return adapter.encodeDelta === undefined
      ? delta
      : this.#calls.ask('encodeDelta', () => adapter.encodeDelta?.(delta));
  }

  /** What joins two sides, if the adapter can. */
  merge(conflict: AdapterConflict<unknown>): AdapterMerge<unknown> | undefined {
    const { adapter } = this;
    if (adapter.merge === undefined) return undefined;
    return this.#calls.ask('merge', () => adapter.merge?.(conflict)) as AdapterMerge<unknown>;
  }

  /** Does a delta and takes it back. @throws {AdapterContractError} when one of them fails */
  tryOut(delta: unknown): void {
    this.#thereAndBack(delta, false, this.footing.snapshot);
  }

  /** Does a delta and takes it back; `before` is what the value is like now, where that is known. */
  #thereAndBack(delta: unknown, back: boolean, before: unknown): void {
    this.#calls.apply(delta, back);
    try {
      this.#calls.apply(delta, !back);
    } catch (error) {
      // What fails once need not fail twice.
      if (before === undefined) this.#calls.insist(delta, !back);
      else this.#calls.repair(before, delta, back);
      throw error;
    }
  }

  /** Whether the present state is one that a delta leads from: done and taken back again, it leaves nothing behind. */
  fits(delta: unknown, back: boolean): boolean {
    const before = this.describe();
    this.#thereAndBack(delta, back, before);
    return this.#calls.delta(before) === null;
  }

  /** Where the value stands, for {@link recall}. */
  get footing(): Footing {
    const { adapter, operation } = this;
    // A snapshot that is patched is another one as soon as the value has moved.
    const isKept = adapter.patchSnapshot === undefined && !this.#isOwn;
    return { operation, snapshot: isKept ? this.#snapshot : undefined };
  }

  /**
   * The adapter has failed to take the value back to where it stood: it is brought there by the difference. What even that
   * leaves is a change in place, which the next look records.
   */
  recall({ operation, snapshot }: Footing): void {
    this.operation = operation;
    if (snapshot === undefined) return;
    this.#keep(snapshot);
    this.#touch();
    try {
      this.#calls.restore(snapshot);
    } catch {
      // The error that this is for goes on.
    }
  }

  /** Does something while the value is as its newest operation left it. What was changed in place since comes back after it. */
  asRecorded<T>(work: () => T): T {
    const unrecorded = this.#isOwn || this.member === null ? null : this.#calls.delta(this.#snapshot);
    if (unrecorded === null) return work();
    const now = this.describe();
    try {
      this.#calls.apply(unrecorded, true);
      return work();
    } finally {
      this.#calls.repair(now, unrecorded, true);
    }
  }

  // -- copies ----------------------------------------------------------------------------------------------------

  override emptyTwin(): AdaptedContent {
    const twin = new AdaptedContent(this.copy(), this.adapter, this.adapterName, this);
    foreignContent.set(twin.handle, twin);
    return twin;
  }

  override copyTo(twin: Content, copying: Copying): void {
    if (!(twin instanceof AdaptedContent)) return;
    // This one may have moved on since the twin was made.
    const delta = twin.deltaTo(this.handle);
    if (delta !== null) twin.#travel(delta, false);
    twin.cell = this.cell;
    twin.operation = this.operation;
    if (this.cell !== 0) {
      copying.cells?.put(this.cell, undefined, 0, twin);
      copying.lead(twin, []);
    }
    if (copying.member === null) twin.forgetCells();
  }

  // -- joining ---------------------------------------------------------------------------------------------------

  override prepare(): void {
    if (this.#isOwn) return;
    const delta = this.#calls.delta(this.#snapshot);
    if (delta !== null) this.#keep(this.#patched(delta, false));
  }

  override entered(): void {
    const { adapter, handle } = this;
    if (adapter.retain !== undefined) {
      this.#calls.do('retain', () => adapter.retain?.(handle));
      this.isRetained = true;
    }
    if (this.#isOwn) return;
    noteReadsOfHolder(this);
    if (adapter.instrument === undefined) this.noteRead();
    else
      this.#endInstrument ??= this.#calls.ask('instrument', () =>
        adapter.instrument?.(handle, () => {
          if (!this.#calls.isApplying) this.#touch();
        }),
      ) as () => void;
  }

  // What is over cannot be refused any more: what an adapter throws here surfaces as an uncaught error.
  override left(): void {
    const { adapter, handle } = this;
    const end = this.#endInstrument;
    const { isRetained } = this;
    this.#endInstrument = undefined;
    this.isRetained = false;
    try {
      if (end !== undefined) this.#calls.do('instrument', end);
      if (isRetained) this.#calls.do('release', () => adapter.release?.(handle));
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  override mayHaveChanged(isForced: boolean): void {
    if (this.#isOwn) return;
    if (isForced) this.#touch();
    else if (this.adapter.comparing !== 'after-reads') this.noteRead();
  }

  /** Somebody got the value: it may change unseen. */
  override noteRead(): void {
    if (this.#endInstrument === undefined && !this.#isOwn) this.#touch();
  }

  #touch(): void {
    this.member?.recorder.touch(this);
  }

  // -- changes ---------------------------------------------------------------------------------------------------

  /** Records what has changed in place since the last look; nothing where nothing has. */
  capture(): void {
    if (this.member === null) return;
    this.#expectKept('getSnapshot', 'a snapshot has changed with the value: it shares state with it');
    const delta = this.#calls.delta(this.#snapshot);
    this.#expectKept('getDelta', 'it has changed the snapshot it was given');
    if (delta === null) return;
    this.#check(delta);
    this.#keep(this.#patched(delta, false));
    this.#record(delta, false);
  }

  /**
   * Does a change that the caller describes, and records it. The delta leads from the snapshot. Where a snapshot can be
   * patched, what else was changed in place is no part of it, and is found at the next look; otherwise it is recorded first.
   */
  edit(delta: unknown, back = false): void {
    const recorder = this.member?.recorder;
    const wasTouched = this.adapter.patchSnapshot !== undefined && recorder?.forgetTouch(this) === true;
    try {
      recorder?.capture();
      recorder?.checkWrite(this, 0);
      this.#travel(delta, back);
      this.#record(delta, back);
    } finally {
      if (wasTouched) this.#touch();
    }
  }

  /** What may not be written now is put back, so that the state stays that of the moment. */
  #record(delta: unknown, back: boolean): void {
    try {
      this.member?.recorder.writeChange(this, changeOf(delta, back ? REVERSED : 0));
    } catch (error) {
      this.#travel(delta, !back);
      throw error;
    }
  }

  #patched(delta: unknown, back: boolean): unknown {
    const { adapter, handle } = this;
    if (this.#isOwn) return undefined;
    return adapter.patchSnapshot === undefined
      ? this.#calls.ask('getSnapshot', () => adapter.getSnapshot(handle))
      : this.#calls.ask('patchSnapshot', () => adapter.patchSnapshot?.(this.#snapshot, delta, back));
  }

  replay(
    back: boolean,
    operation: number,
    _type: number,
    index: number,
    _count: number,
    _added: number,
    values: ValueTable,
  ): void {
    this.#travel(values.at(operation), back !== (index === REVERSED));
  }

  perform({ values, index }: SequenceChange, back: boolean): void {
    this.#travel(values[0], back !== (index === REVERSED));
  }

  inverseOf({ values, index }: SequenceChange): SequenceChange {
    return changeOf(values[0], index === REVERSED ? 0 : REVERSED);
  }

  /** All of the step or none of it. */
  #travel(delta: unknown, back: boolean): void {
    try {
      this.#calls.apply(delta, back);
      this.#keep(this.#patched(delta, back));
    } catch (error) {
      if (!this.#isOwn) this.#calls.repair(this.#snapshot, delta, back);
      throw error;
    }
  }

  /** From now on a snapshot says what the value was like. */
  #keep(snapshot: unknown): void {
    this.#snapshot = snapshot;
    this.#print = this.#isOwn ? undefined : this.#checks.printOf(snapshot);
  }

  /** Outside production: whether the snapshot is as it was made. */
  #expectKept(verb: string, what: string): void {
    if (this.#print !== undefined && printOf(this.#snapshot) !== this.#print) throw this.#calls.broken(verb, what);
  }

  /** Outside production: whether the delta leads back to the old state and forth again. */
  #check(delta: unknown): void {
    if (!this.#checks.isDeltaDue()) return;
    const { adapter, handle } = this;
    const now = this.#calls.ask('getSnapshot', () => adapter.getSnapshot(handle));
    try {
      this.#calls.apply(delta, true);
      if (this.#calls.delta(this.#snapshot) !== null)
        throw this.#calls.broken('applyBackward', 'its delta does not lead back to the state before');
      this.#calls.apply(delta, false);
      if (this.#calls.delta(now) !== null)
        throw this.#calls.broken('applyForward', 'its delta does not lead to the state it was made for');
    } catch (error) {
      this.#calls.repair(now, delta, true);
      throw error;
    }
  }
}

/** The field through which a value joined takes note of reads from now on. */
export function noteReadsOfHolder(content: Content): void {
  let inside: Content = content;
  for (let at = content.member; at?.parent != null; at = at.parent) {
    const holder = contentOf(at.parent.object);
    if (holder === undefined) {
      noteReadsOf(at.parent.object, at.key as PropertyKey);
      return;
    }
    (holder.unseen ??= new Set()).add(inside);
    inside = holder;
  }
}

function changeOf(delta: unknown, index: number): SequenceChange {
  return { type: Change.Delta, index, count: 0, added: 0, values: [delta] };
}
