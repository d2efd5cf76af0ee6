// The content of an adapted value: a foreign object that changes in place, recorded by deltas.
//
// To the engine it is a sequence: its operations are changes that are taken back and done again in order. What a delta is
// only the adapter knows. AC1: while it belongs to a history, the snapshot describes the state that the newest recorded
// operation left. AC2: a value is the handle of at most one content, so two fields that hold it share its history.
import { typeName } from '../describe.js';
import { AdapterContractError, UncopyableValueError } from '../errors.js';
import { Content, contentOf, foreignContent, type Copying } from '../recording/content.js';
import { Change, type Sequence, type SequenceChange } from '../recording/sequences.js';
import { noteReadsOf } from '../recording/reads.js';
import { containerTitle } from '../recording/track.js';
import type { ValueTable } from '../recording/values.js';
import { isPromise, type Adapter, type AdapterConflict, type AdapterMerge } from './protocol.js';

type Opaque = Adapter;

/** How often the deltas of one adapter are checked when not in production: all of the first, then one in so many. */
const CHECKED = 256;

/** In the `index` of a change: the delta counts backwards. */
const REVERSED = 1;

/** What stands behind a foreign value. */
export class AdaptedContent extends Content implements Sequence {
  cell = 0;
  operation = 0;
  #snapshot: unknown;
  /** Counts the changes that were done or taken back from the record. */
  #travels = 0;
  #endInstrument: (() => void) | undefined;
  /** An own change is under way: what instruments report is known. */
  #isApplying = false;
  #isRetained = false;

  constructor(
    readonly handle: object,
    readonly adapter: Opaque,
    /** Name of the adapter, for messages. */
    readonly adapterName: string,
    private readonly checks: { count: number },
  ) {
    super();
    if (!this.#isOwn) this.#snapshot = this.describe();
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
    return this.#ask('copy', () => adapter.copy?.(handle) ?? adapter.decode?.(adapter.encode?.(handle))) as object;
  }

  /** Describes the present state anew; nobody changes what it answers. */
  describe(): unknown {
    return this.#ask('getSnapshot', () => this.adapter.getSnapshot(this.handle));
  }

  /** What leads from a state to the present one; null when they are equal. */
  deltaFrom(snapshot: unknown): unknown {
    return this.#delta(snapshot);
  }

  /** What leads from the present state to that of another value of this kind; null when they are equal. */
  deltaTo(value: object): unknown {
    const { adapter } = this;
    const snapshot = this.snapshot;
    return this.#ask('getDelta', () => adapter.getDelta(snapshot, value));
  }

  /** What joins two sides, if the adapter can. */
  merge(conflict: AdapterConflict<unknown>): AdapterMerge<unknown> | undefined {
    const { adapter } = this;
    if (adapter.merge === undefined) return undefined;
    return this.#ask('merge', () => adapter.merge?.(conflict)) as AdapterMerge<unknown>;
  }

  /** Does a delta and takes it back. @throws {AdapterContractError} when one of them fails */
  tryOut(delta: unknown): void {
    this.#apply(delta, false);
    this.#apply(delta, true);
  }

  /** Whether the present state is one that a delta leads from: done and taken back again, it leaves nothing behind. */
  fits(delta: unknown, back: boolean): boolean {
    const before = this.describe();
    this.#apply(delta, back);
    this.#apply(delta, !back);
    return this.#delta(before) === null;
  }

  // -- copies ----------------------------------------------------------------------------------------------------

  override emptyTwin(): AdaptedContent {
    const twin = new AdaptedContent(this.copy(), this.adapter, this.adapterName, this.checks);
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
    const delta = this.#delta();
    if (delta !== null) this.#snapshot = this.#patched(delta, false);
  }

  override entered(): void {
    const { adapter, handle } = this;
    if (adapter.retain !== undefined) {
      this.#do('retain', () => adapter.retain?.(handle));
      this.#isRetained = true;
    }
    if (this.#isOwn) return;
    noteReadsOfHolder(this);
    if (adapter.instrument === undefined) this.noteRead();
    else
      this.#endInstrument ??= this.#ask('instrument', () =>
        adapter.instrument?.(handle, () => {
          if (!this.#isApplying) this.#touch();
        }),
      ) as () => void;
  }

  // What is over cannot be refused any more: what an adapter throws here surfaces as an uncaught error.
  override left(): void {
    const { adapter, handle } = this;
    const end = this.#endInstrument;
    const isRetained = this.#isRetained;
    this.#endInstrument = undefined;
    this.#isRetained = false;
    try {
      if (end !== undefined) this.#do('instrument', end);
      if (isRetained) this.#do('release', () => adapter.release?.(handle));
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  override mayHaveChanged(isForced: boolean): void {
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
    const delta = this.#delta();
    if (delta === null) return;
    this.#check(delta);
    this.#snapshot = this.#patched(delta, false);
    this.#record(delta, false);
  }

  /**
   * Does a change that the caller describes, and records it. The delta leads from the snapshot: what else was changed in
   * place is no part of it, and is found at the next look.
   */
  edit(delta: unknown, back = false): void {
    const recorder = this.member?.recorder;
    const wasTouched = recorder?.forgetTouch(this) === true;
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
    const travels = this.#travels;
    try {
      this.member?.recorder.writeChange(this, changeOf(delta, back ? REVERSED : 0));
    } catch (error) {
      // Where a guard has refused it after it was recorded, it was rolled back already.
      if (this.#travels === travels) this.#travel(delta, !back);
      throw error;
    }
  }

  #delta(snapshot = this.#snapshot): unknown {
    const { adapter, handle } = this;
    return this.#ask('getDelta', () =>
      adapter.equals?.(snapshot, handle) === true ? null : adapter.getDelta(snapshot, handle),
    );
  }

  #patched(delta: unknown, back: boolean): unknown {
    const { adapter, handle } = this;
    if (this.#isOwn) return undefined;
    return adapter.patchSnapshot === undefined
      ? this.#ask('getSnapshot', () => adapter.getSnapshot(handle))
      : this.#ask('patchSnapshot', () => adapter.patchSnapshot?.(this.#snapshot, delta, back));
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
    this.#travels++;
    try {
      this.#apply(delta, back);
      this.#snapshot = this.#patched(delta, back);
    } catch (error) {
      this.#repair(this.#snapshot, delta, back);
      throw error;
    }
  }

  /**
   * A step failed half-way: the value is brought back to the state before it, as far as the adapter still can, by what
   * leads to where it is now, or else by the step itself.
   */
  #repair(snapshot: unknown, delta: unknown, back: boolean): void {
    const { adapter, handle } = this;
    this.#isApplying = true;
    try {
      const wrong = adapter.getDelta(snapshot, handle);
      if (wrong === null) return;
      adapter.applyBackward(handle, wrong);
      if (adapter.getDelta(snapshot, handle) === null) return;
      if (back) adapter.applyForward(handle, delta);
      else adapter.applyBackward(handle, delta);
    } catch {
      // The error that this is for goes on.
    } finally {
      this.#isApplying = false;
    }
  }

  #apply(delta: unknown, back: boolean): void {
    const { handle } = this;
    // They answer nothing, but JavaScript does not know.
    const adapter = this.adapter as Record<
      'applyForward' | 'applyBackward',
      (value: object, delta: unknown) => unknown
    >;
    const verb = back ? 'applyBackward' : 'applyForward';
    this.#isApplying = true;
    try {
      this.#do(verb, () => adapter[verb](handle, delta));
    } finally {
      this.#isApplying = false;
    }
  }

  // -- contract --------------------------------------------------------------------------------------------------

  /** Calls the adapter for an answer. @throws {AdapterContractError} where it throws, promises or answers nothing */
  #ask(verb: string, call: () => unknown): unknown {
    const answer = this.#do(verb, call);
    if (answer === undefined) throw this.#broken(verb, 'it answered undefined');
    return answer;
  }

  /** Calls the adapter. What it writes or asks of this history meanwhile is refused. */
  #do(verb: string, call: () => unknown): unknown {
    const recorder = this.member?.recorder;
    let answer: unknown;
    try {
      answer = recorder === undefined ? call() : recorder.deciding('an adapter', call);
    } catch (cause) {
      throw this.#broken(verb, 'it threw an error', cause);
    }
    if (isPromise(answer)) throw this.#broken(verb, 'it answered a promise');
    return answer;
  }

  /** Outside production: whether the delta leads back to the old state and forth again. */
  #check(delta: unknown): void {
    if (process.env.NODE_ENV === 'production') return;
    const { checks, adapter, handle } = this;
    if (checks.count++ > CHECKED && checks.count % CHECKED !== 0) return;
    const now = this.#ask('getSnapshot', () => adapter.getSnapshot(handle));
    try {
      this.#apply(delta, true);
      if (this.#delta() !== null)
        throw this.#broken('applyBackward', 'its delta does not lead back to the state before');
      this.#apply(delta, false);
      if (this.#delta(now) !== null)
        throw this.#broken('applyForward', 'its delta does not lead to the state it was made for');
    } catch (error) {
      this.#repair(now, delta, true);
      throw error;
    }
  }

  #broken(verb: string, what: string, cause?: unknown): AdapterContractError {
    return new AdapterContractError(this.adapterName, verb, containerTitle(this), typeName(this.handle), what, cause);
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
