// Attached state: what belongs to a moment and is no state of the object, as a selection, a cursor or where one has scrolled.
//
// It is saved before the first operation of a moment and when the moment is final, and given back where the object arrives:
// after an undo what was there before the moment that was taken back, else what was there after the moment one comes to.
// The model are the bookmarks of prosemirror-history and the stack items of the undo manager of Yjs.
// AT1: nothing here is recorded, and nothing it does can be refused: errors surface as uncaught ones.
import { show } from '../describe.js';
import { OptionError } from '../errors.js';
import { ATTACHED } from '../recording/gate.js';
import type { HistoryEventKind } from './events.js';
import type { Moment } from './moment.js';
import type { Session } from './session.js';

/** How the object came to a moment. */
export type Direction = 'undo' | 'redo' | 'jump' | 'switch';

/** Where the object has arrived. */
export interface Arrival {
  readonly direction: Direction;
  /** Where it stands now. */
  readonly moment: Moment;
}

/** State that is kept with moments. Both functions may read everything and change nothing recorded. */
export interface Attachment<State> {
  /** Answers the present state, as something that does not change later. */
  save(): State;
  /** Puts a saved state back. */
  restore(state: State, arrival: Arrival): void;
}

/** What one attachment has kept, by the numbers of moments. */
interface Attached {
  readonly attachment: Attachment<unknown>;
  /** With the parent that the moment had: when others between are pruned, it takes back what they did, too. */
  readonly before: Map<number, Before>;
  readonly after: Map<number, unknown>;
}

interface Before {
  readonly parent: number | undefined;
  readonly state: unknown;
}

/** What was saved at one time. One that failed is missing. */
export type Saved = ReadonlyMap<object, unknown>;

const DIRECTIONS: Partial<Record<HistoryEventKind, Direction>> = {
  undo: 'undo',
  redo: 'redo',
  jump: 'jump',
  switch: 'switch',
  'undo-operation': 'jump',
};

/** States that are kept whatever went. */
const FEW = 64;

/** The attachments of one live instance. */
export class Attachments {
  readonly #all = new Set<Attached>();

  constructor(private readonly session: Session) {}

  /** Adds an attachment and saves its state for the present moment. Answers what ends it. */
  add(attachment: Attachment<unknown>): () => void {
    const { engine } = this.session;
    const added: Attached = { attachment, before: new Map(), after: new Map() };
    this.#save(added, (state) => added.after.set(engine.position, state));
    this.#all.add(added);
    this.#look();
    return () => {
      this.#all.delete(added);
      this.#look();
    };
  }

  #look(): void {
    this.session.setGate(ATTACHED, this.#all.size > 0);
  }

  /** Saves the present state of all; nothing when nobody is attached. */
  save(): Saved | undefined {
    if (this.#all.size === 0) return undefined;
    const saved = new Map<object, unknown>();
    for (const attached of this.#all) this.#save(attached, (state) => saved.set(attached, state));
    return saved;
  }

  #save({ attachment }: Attached, put: (state: unknown) => void): void {
    this.#outside('save', () => {
      put(attachment.save());
    });
  }

  /** The present moment is final; `saved` is from before it, undefined where it goes on with what was there. */
  made(saved: Saved | undefined): void {
    if (this.#all.size === 0) return;
    const { position } = this.session.engine;
    const parent = this.#parentOf(position);
    for (const attached of this.#all) {
      if (saved?.has(attached) === true) attached.before.set(position, { parent, state: saved.get(attached) });
      this.#save(attached, (state) => attached.after.set(position, state));
      this.#sweep(attached);
    }
  }

  /** Moments that were pruned need nothing any more. O(1) amortized: it happens when they are the larger part. */
  #sweep({ before, after }: Attached): void {
    const { engine } = this.session;
    if (engine.gone === 0 || after.size <= 2 * (engine.moments - engine.gone) + FEW) return;
    for (const states of [before, after]) {
      for (const moment of states.keys()) if (!engine.hasMoment(moment)) states.delete(moment);
    }
  }

  /** A moment is a copy: it has what its original has, or before it what another one had. */
  copied(original: number, copy: number, first = original): void {
    if (this.#all.size === 0) return;
    const parent = this.#parentOf(copy);
    for (const { before, after } of this.#all) {
      const known = before.get(first);
      if (known === undefined) before.delete(copy);
      else before.set(copy, { parent, state: known.state });
      if (after.has(original)) after.set(copy, after.get(original));
      else after.delete(copy);
    }
  }

  /** The object has come to a moment. */
  arrived(kind: HistoryEventKind, from: number): void {
    const direction = DIRECTIONS[kind];
    const { engine, moments } = this.session;
    const { position } = engine;
    if (direction === undefined || position === from) return;
    // After an undo, redo leads to the moment that was taken back last.
    const undone = direction === 'undo' ? engine.redoTarget : undefined;
    for (const { attachment, before, after } of [...this.#all]) {
      const known = undone === undefined ? undefined : before.get(undone);
      const isBefore = known?.parent === position;
      if (!isBefore && !after.has(position)) continue;
      const state = isBefore ? known.state : after.get(position);
      this.#outside('restore', () => {
        attachment.restore(state, { direction, moment: moments.of(position) });
      });
    }
  }

  #parentOf(moment: number): number | undefined {
    return this.session.engine.parents(moment)[0];
  }

  // The change stands and the others have to be served; the error surfaces as an uncaught one, as those of subscribers do.
  #outside(name: string, call: () => void): void {
    try {
      this.session.recorder.deciding(`${name} of an attachment`, call);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

/** @throws {OptionError} unless it has both functions */
export function checkAttachment(given: unknown): Attachment<unknown> {
  if (typeof given !== 'object' || given === null) {
    throw new OptionError(`attach takes { save, restore }, not ${show(given)}.`);
  }
  const { save, restore } = given as Partial<Record<string, unknown>>;
  if (typeof save !== 'function' || typeof restore !== 'function') {
    throw new OptionError('attach takes an object with the functions save and restore.');
  }
  return given as Attachment<unknown>;
}
