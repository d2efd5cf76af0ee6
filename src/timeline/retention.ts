// Retention: old moments go, a few at a time, as writes are handed over; or all at once by `prune`.
//
// The engine decides which, and lets go in slices of bounded work (`native/tachyon/src/retain.rs`). This side says how much,
// and keeps the values of what stays. RT1: a slice runs only where a verb or a run of writes begins, never inside one.
import { NO_MOMENT, type EngineHandle, type Retained } from '../engine-binding/handle.js';
import { timeOfTurn } from '../recording/clock.js';
import { JOURNAL_WORDS, type Journal, type JournalSink, type Keeper } from '../recording/journal.js';
import type { Recorder } from '../recording/recorder.js';
import { checkRetain, type RetainOptions } from '../recording/retain.js';
import { Weights } from '../recording/weights.js';
import { standOf } from './operations.js';
import type { Session } from './session.js';

/** What `prune` let go. */
export interface PruneReport {
  /** Moments that went. */
  readonly moments: number;
  /** Operations that are held no longer. */
  readonly operations: number;
  /** Their bytes, as `retain` estimates them. */
  readonly bytes: number;
  /** Branches on whose lines moments went. */
  readonly branches: readonly string[];
}

/** Steps of the engine in one slice: a fraction of a millisecond. */
const SLICE = 16_384;
/** Words after which a journal is handed over while there are limits: slices are smaller then. */
const LIMITED_WORDS = 1024;
const UNBOUNDED = NO_MOMENT;
/** Cells that a slice looks at: there are no more new ones between two. */
const CELLS = LIMITED_WORDS / 2;
/** Age is looked at when it can have changed by this part of the limit. */
const AGE_PARTS = 16;
/** A limit that cannot be reached is tried again when the history has grown by this. */
const GROWTH = 1 + 1 / 64;

/** What one history keeps. */
export class Retention implements Keeper {
  #limits: RetainOptions | undefined;
  readonly #weights = new Weights();
  /** Operations that were held after the last slice, and the number of the next one then. */
  #held = 0;
  #heldAt = 1;
  #isBehind = false;
  /** Moments, operations and time as the engine has them. */
  #told: readonly [moments: number, operations: number, before: number] = [UNBOUNDED, UNBOUNDED, -Infinity];
  #lookedAt = -Infinity;
  /** Lists of which every change is kept, so that open conflicts in them find their places. */
  readonly #pinned = new Set<number>();
  /** The cell that is looked at next. */
  #cell = 1;
  /** Where more is always kept than the limit of moments, how many there may be before it is tried again. */
  #unreachable = 0;

  constructor(private readonly journal: Journal) {}

  /** Tells in which lists conflicts are open, once somebody can have left some. */
  inConflict: ((engine: EngineHandle) => ReadonlySet<number>) | undefined;

  /** Is told below which operation only those are held that are kept one by one, and whether that was asked for. */
  released: ((firstOperation: number, isAsked: boolean) => void) | undefined;

  /** The limits; undefined keeps everything. */
  get limits(): RetainOptions | undefined {
    return this.#limits;
  }

  set limits(limits: RetainOptions | undefined) {
    this.#limits = limits;
    this.#isBehind = limits !== undefined;
    this.#unreachable = 0;
    this.journal.handOverAt(limits === undefined ? JOURNAL_WORDS : LIMITED_WORDS);
  }

  /** Does a slice, if one is due. */
  keep(sink: JournalSink): void {
    const limits = this.#limits;
    if (limits === undefined) return;
    // Sinks are opened by `openEngine`, and only there.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- see above
    const engine = sink as EngineHandle;
    if (this.#isBehind || this.#isDue(engine, limits)) this.#slice(engine, limits, SLICE);
  }

  #isDue(engine: EngineHandle, { moments, bytes, ageMs }: RetainOptions): boolean {
    if (moments !== undefined && engine.moments - engine.gone > Math.max(moments, this.#unreachable)) return true;
    if (bytes !== undefined) {
      const { nextOperation } = this.journal;
      if (this.#held + nextOperation - this.#heldAt > this.#operationsIn(bytes)) return true;
    }
    return ageMs !== undefined && timeOfTurn() - this.#lookedAt > ageMs / AGE_PARTS;
  }

  #operationsIn(bytes: number): number {
    return Math.floor(bytes / this.#weights.average(this.journal.values, this.journal.nextOperation));
  }

  /** Lets everything go that these limits want. O(what goes). */
  enforce(engine: EngineHandle, limits: RetainOptions): Retained {
    return this.#slice(engine, limits, UNBOUNDED);
  }

  #slice(engine: EngineHandle, { moments, bytes, ageMs }: RetainOptions, work: number): Retained {
    const now = timeOfTurn();
    const { values, nextOperation } = this.journal;
    this.#pin(engine);
    this.#tell(engine, bounded(moments), bounded(bytes === undefined ? undefined : this.#operationsIn(bytes)), ageMs);
    const settle = (isNeeded: boolean, first: number, count: number): void => {
      if (isNeeded) values.keep(first, count);
      else values.free(first, count);
    };
    const answer = engine.retain(work, settle);
    const isWhole = work === UNBOUNDED;
    const operations = answer.operations - this.#forgetCells(engine, isWhole ? UNBOUNDED : CELLS);
    // Else the next slice hears of the values.
    if (isWhole && operations < answer.operations) engine.retain(0, settle);
    // The newest chunk is where the journal appends.
    values.dropBelow(Math.max(0, answer.firstOperation - 1));
    this.released?.(answer.firstOperation, isWhole);
    this.#held = operations;
    this.#heldAt = nextOperation;
    this.#isBehind = !answer.isDone;
    this.#unreachable = answer.isDone && answer.moments > (moments ?? Infinity) ? answer.moments * GROWTH : 0;
    this.#lookedAt = now;
    return { ...answer, operations };
  }

  /**
   * What has only the value of the oldest moment has the same one at all moments, as what was never written: it is forgotten,
   * and an object that nobody holds any more can go. Answers how many operations went.
   */
  #forgetCells(engine: EngineHandle, most: number): number {
    const { cells } = this.journal;
    // Instances give the same places the same numbers.
    if (engine.gone === 0 || cells.relatives !== undefined) return 0;
    let operations = 0;
    const end = cells.index.length;
    for (let looked = Math.min(most, end - 1); looked > 0; looked--) {
      if (this.#cell >= end) this.#cell = 1;
      const cell = this.#cell++;
      const gone = cells.canForget(cell) ? engine.forgetCell(cell) : undefined;
      if (gone === undefined) continue;
      cells.forget(cell);
      operations += gone;
    }
    return operations;
  }

  #pin(engine: EngineHandle): void {
    const wanted = this.inConflict?.(engine) ?? this.#pinned;
    if (wanted.size === 0 && this.#pinned.size === 0) return;
    for (const cell of wanted) if (!this.#pinned.has(cell)) engine.pin(cell, true);
    for (const cell of this.#pinned) if (!wanted.has(cell)) engine.pin(cell, false);
    this.#pinned.clear();
    for (const cell of wanted) this.#pinned.add(cell);
  }

  /** Tells the engine the limits when they have changed: that costs more than a slice of a few moments. */
  #tell(engine: EngineHandle, moments: number, operations: number, ageMs: number | undefined): void {
    const before = ageMs === undefined ? -Infinity : timeOfTurn() - ageMs;
    const [knownMoments, knownOperations, knownBefore] = this.#told;
    if (moments === knownMoments && operations === knownOperations && before === knownBefore) return;
    engine.limit(moments, operations, before);
    this.#told = [moments, operations, before];
  }

  /** Bytes of so many operations. */
  bytesOf(operations: number): number {
    return Math.round(operations * this.#weights.average(this.journal.values, this.journal.nextOperation));
  }
}

function bounded(limit: number | undefined): number {
  return limit === undefined ? UNBOUNDED : Math.min(Math.floor(limit), UNBOUNDED);
}

/** What a history keeps; made with the first question about it. */
export function retentionOf({ journal }: Recorder): Retention {
  const { keeper } = journal;
  if (keeper instanceof Retention) return keeper;
  const made = new Retention(journal);
  journal.keeper = made;
  return made;
}

/** Lets go what is beyond the limits, or beyond those that are given, and says what that was. */
export function prune(session: Session, given: RetainOptions | undefined): PruneReport {
  const { engine, shared } = session;
  const { retention } = shared;
  const limits = checkRetain('prune', given) ?? retention.limits;
  if (limits === undefined) return { moments: 0, operations: 0, bytes: 0, branches: [] };
  const before = standOf(session);
  const held = engine.statistics().operations;
  const { gone } = engine;
  const lengths = engine.lineLengths();
  const { operations } = retention.enforce(engine, limits);
  const after = engine.lineLengths();
  const moments = engine.gone - gone;
  if (moments > 0) {
    shared.operations.add(session, 'prune', `${String(moments)} moments`, before, {});
    session.settle('prune', before.position);
  }
  return {
    moments,
    operations: held - operations,
    bytes: retention.bytesOf(held - operations),
    branches: engine
      .branches()
      .filter((_, index) => after[index] !== lengths[index])
      .map(({ name }) => name),
  };
}
