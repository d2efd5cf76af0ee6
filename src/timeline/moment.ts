// A moment as users hold it: an identity with its number; everything else is asked of the history when it is read.
import type { EngineHandle } from '../engine-binding/handle.js';
import { PrunedMomentError } from '../errors.js';

/** What a moment reads its properties from. */
export interface MomentSource {
  readonly engine: EngineHandle;
  /** What tells a history from others. */
  readonly history: object;
  /** Makes sure that the engine knows all complete moments; throws when the timeline is disposed. */
  read(verb: string): void;
  parentsOf(moment: number): readonly Moment[];
  tagsOf(moment: number): Record<string, TagValue>;
}

/** What a tag can hold. */
export type TagValue = string | number | boolean | null;

/** A node of the history. The same moment is always the same object. */
export class Moment {
  readonly #source: MomentSource;

  /** @internal */
  constructor(
    source: MomentSource,
    /** Number of the moment in its history; 0 is genesis. Parents have smaller numbers than their children. */
    readonly id: number,
  ) {
    this.#source = source;
  }

  /** @internal Whether the moment belongs to this history. */
  isOf(source: MomentSource): boolean {
    return this.#source.history === source.history;
  }

  /** The moments this one builds on: none for genesis, two for a merge. The first is where undo goes. */
  get parents(): readonly Moment[] {
    this.#ask('parents');
    return this.#source.parentsOf(this.id);
  }

  /** When it began, in milliseconds since the epoch; read once per synchronous turn. */
  get time(): number {
    this.#ask('time');
    return this.#source.engine.timeOf(this.id);
  }

  /** The label given to its transaction, if any. */
  get title(): string | undefined {
    this.#ask('title');
    return this.#source.engine.title(this.id);
  }

  /** Its labels. */
  get labels(): readonly string[] {
    this.#ask('labels');
    return this.#source.engine
      .labels()
      .filter(({ moment }) => moment === this.id)
      .map(({ name }) => name);
  }

  /** Its tags. */
  get tags(): Record<string, TagValue> {
    this.#ask('tags');
    return this.#source.tagsOf(this.id);
  }

  /** Whether it was pruned. Then it has nothing but its number, and every verb refuses it. */
  get isPruned(): boolean {
    this.#source.read('isPruned');
    return !this.#source.engine.hasMoment(this.id);
  }

  #ask(verb: string): void {
    this.#source.read(verb);
    expectKept(this.#source.engine, verb, this.id);
  }

  toString(): string {
    return `moment ${String(this.id)}`;
  }
}

/** @throws {PrunedMomentError} when a moment was pruned */
export function expectKept(engine: EngineHandle, verb: string, moment: number): void {
  if (engine.gone > 0 && !engine.hasMoment(moment)) throw new PrunedMomentError(verb, moment);
}

/** Handles that may have been collected before the cache looks for them. */
const FEW = 1024;

/**
 * Gives every moment one object for as long as somebody holds it.
 *
 * What was collected is looked for whenever the cache has doubled, so it holds at most twice what is in use and {@link FEW}
 * more, at O(1) a handle. A finalization registry would hear of each, at ten times the cost of making one (measured).
 */
export class MomentCache {
  readonly #known = new Map<number, WeakRef<Moment>>();
  #limit = FEW;

  constructor(private readonly source: MomentSource) {}

  of(id: number): Moment {
    const known = this.#known.get(id)?.deref();
    if (known !== undefined) return known;
    if (this.#known.size >= this.#limit) this.#sweep();
    const moment = new Moment(this.source, id);
    this.#known.set(id, new WeakRef(moment));
    return moment;
  }

  #sweep(): void {
    for (const [id, handle] of this.#known) if (handle.deref() === undefined) this.#known.delete(id);
    this.#limit = FEW + 2 * this.#known.size;
  }
}
