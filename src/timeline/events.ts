// Subscribers: told after a change is complete, one after the other, none disturbed by another's error.
//
// A subscriber may call any verb. What it changes is published after the present event has reached everybody, so all
// subscribers see all events in one order.
import { EventLoopError } from '../errors.js';
import type { Moment, MomentCache } from './moment.js';

/** What happened. `commit` also stands for a write that joined the newest moment by coalescing. */
export type HistoryEventKind =
  | 'commit'
  | 'undo'
  | 'redo'
  | 'jump'
  | 'switch'
  | 'merge'
  | 'revert'
  | 'cherry-pick'
  | 'rebase'
  | 'squash'
  | 'branch'
  | 'freeze'
  | 'thaw'
  | 'label'
  | 'tag'
  | 'undo-operation'
  | 'prune'
  | 'dispose';

/** One change of a history, told to subscribers. */
export interface HistoryEvent {
  readonly kind: HistoryEventKind;
  /** Where the object stands now. */
  readonly moment: Moment;
  /** Where it stood before. */
  readonly from: Moment;
  /** The branch or label the event is about. */
  readonly name?: string;
}

/**
 * An event whose moments are made when they are asked for: most subscribers only hear that something has changed, and a
 * handle costs many times what the write did (measured).
 */
export class PublishedEvent implements HistoryEvent {
  readonly #moments: MomentCache;
  readonly #moment: number;
  readonly #from: number;

  constructor(
    moments: MomentCache,
    readonly kind: HistoryEventKind,
    moment: number,
    from: number,
    name: string | undefined,
  ) {
    this.#moments = moments;
    this.#moment = moment;
    this.#from = from;
    if (name !== undefined) this.name = name;
  }

  declare readonly name?: string;

  get moment(): Moment {
    return this.#moments.of(this.#moment);
  }

  get from(): Moment {
    return this.#moments.of(this.#from);
  }
}

/** Told of every change. */
export type Subscriber = (event: HistoryEvent) => void;

/** Events answered with events before it is called a loop. */
const MAX_ROUNDS = 10_000;

/** The subscribers of one timeline. */
export class Events {
  readonly #subscribers = new Set<{ readonly call: Subscriber }>();
  readonly #queue: HistoryEvent[] = [];
  #delivering = false;

  get observed(): boolean {
    return this.#subscribers.size > 0;
  }

  /** Adds a subscriber; the same function may subscribe twice. */
  add(call: Subscriber): () => void {
    const entry = { call };
    this.#subscribers.add(entry);
    return () => {
      this.#subscribers.delete(entry);
    };
  }

  publish(event: HistoryEvent): void {
    this.#queue.push(event);
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      for (let round = 0; ; round++) {
        const next = this.#queue.shift();
        if (next === undefined) return;
        if (round >= MAX_ROUNDS) throw new EventLoopError(round);
        this.#deliver(next);
      }
    } finally {
      this.#queue.length = 0;
      this.#delivering = false;
    }
  }

  #deliver(event: HistoryEvent): void {
    for (const { call } of [...this.#subscribers]) {
      try {
        call(event);
      } catch (error) {
        // The change stands and the others must hear of it; the error surfaces as an uncaught one, as in DOM events.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
