// Calls of an adapter: somebody else's code, which can fail in every way, in the middle of a verb.
import { typeName } from '../describe.js';
import { AdapterContractError } from '../errors.js';
import type { Content } from '../recording/content.js';
import { containerTitle } from '../recording/track.js';
import { isPromise, type Adapter } from './protocol.js';

/** The calls for one value. */
export class AdapterCalls {
  /** A change of ours is under way: what instruments report is known. */
  isApplying = false;

  constructor(
    private readonly content: Content,
    private readonly adapter: Adapter,
    private readonly name: string,
    /** Names the place of a copy that is nowhere yet. */
    private readonly original?: Content,
  ) {}

  /** Calls the adapter for an answer. @throws {AdapterContractError} where it throws, promises or answers nothing */
  ask(verb: string, call: () => unknown): unknown {
    const answer = this.do(verb, call);
    if (answer === undefined) throw this.broken(verb, 'it answered undefined');
    return answer;
  }

  /** Calls the adapter. What it writes or asks of this history meanwhile is refused. */
  do(verb: string, call: () => unknown): unknown {
    const recorder = this.content.member?.recorder;
    let answer: unknown;
    try {
      answer = recorder === undefined ? call() : recorder.deciding('an adapter', call);
    } catch (cause) {
      throw this.broken(verb, 'it threw an error', cause);
    }
    if (isPromise(answer)) throw this.broken(verb, 'it answered a promise');
    return answer;
  }

  /** What leads from a state to the present one; null when they are equal. */
  delta(snapshot: unknown): unknown {
    const { adapter } = this;
    const { handle } = this.content;
    return this.ask('getDelta', () =>
      adapter.equals?.(snapshot, handle) === true ? null : adapter.getDelta(snapshot, handle),
    );
  }

  /** Does a delta or takes it back. */
  apply(delta: unknown, back: boolean): void {
    // They answer nothing, but JavaScript does not know.
    const adapter = this.adapter as Record<
      'applyForward' | 'applyBackward',
      (value: object, delta: unknown) => unknown
    >;
    const verb = back ? 'applyBackward' : 'applyForward';
    this.isApplying = true;
    try {
      this.do(verb, () => adapter[verb](this.content.handle, delta));
    } finally {
      this.isApplying = false;
    }
  }

  /**
   * A step failed half-way: the value is brought back to the state before it, as far as the adapter still can, by what
   * leads to where it is now, or else by the step itself.
   */
  repair(snapshot: unknown, delta: unknown, back: boolean): void {
    try {
      if (!this.restore(snapshot)) this.apply(delta, !back);
    } catch {
      // The error that this is for goes on.
    }
  }

  /** Does a delta, or takes it back, once more after that has failed. */
  insist(delta: unknown, back: boolean): void {
    try {
      this.apply(delta, back);
    } catch {
      // The first error goes on.
    }
  }

  /** Brings the value back to a state by what leads from there to where it is now; answers whether it is there. */
  restore(snapshot: unknown): boolean {
    const wrong = this.delta(snapshot);
    if (wrong === null) return true;
    this.apply(wrong, true);
    return this.delta(snapshot) === null;
  }

  /** The error for what an adapter did. */
  broken(verb: string, what: string, cause?: unknown): AdapterContractError {
    const { content, original } = this;
    const placed = content.member === null ? (original ?? content) : content;
    return new AdapterContractError(this.name, verb, containerTitle(placed), typeName(content.handle), what, cause);
  }
}
