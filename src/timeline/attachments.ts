// Attached state: what belongs to a moment and is no state of the object, as a selection, a cursor or where one has scrolled.
//
// It is saved before the first operation of a moment and when the moment is final, and given back where the object arrives:
// after an undo what was there before the moment that was taken back, else what was there after the moment one comes to.
// The model are the bookmarks of prosemirror-history and the stack items of the undo manager of Yjs.
// AT1: nothing here is recorded, and nothing it does can be refused: errors surface as uncaught ones.
import { show } from '../describe.js';
import { OptionError } from '../errors.js';
import { ATTACHED } from '../recording/gate.js';
import { AttachedStates } from './attached-states.js';
import type { HistoryEventKind } from './events.js';
import type { Moment } from './moment.js';
import type { Session } from './session.js';

/** How the object came to a moment; 'attach' when it was there already, with a state that the history has. */
export type Direction = 'undo' | 'redo' | 'jump' | 'switch' | 'attach';

/** Where the object has arrived. */
export interface Arrival {
  readonly direction: Direction;
  /** Where it stands now. */
  readonly moment: Moment;
}

/** State that is kept with moments. Both functions may read everything and change nothing recorded. */
export interface Attachment<State> {
  /**
   * Under which name its states belong to the history: they are saved in files with it, and the next attachment of that name
   * goes on with them, after a file was opened or this one was ended. Without a name they are there as long as this
   * attachment is, and in no file.
   */
  readonly name?: string;
  /** Answers the present state, as something that does not change later; with a name, as plain data. */
  save(): State;
  /** Puts a saved state back. */
  restore(state: State, arrival: Arrival): void;
}

/** One attachment, and what it has kept. */
interface Attached {
  readonly attachment: Attachment<unknown>;
  readonly states: AttachedStates;
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

/** The attachments of one live instance. AT2: what has a name is kept after its attachment has ended. */
export class Attachments {
  readonly #all = new Set<Attached>();
  readonly #named = new Map<string, AttachedStates>();
  #isFollowed = false;

  constructor(private readonly session: Session) {}

  /**
   * Adds an attachment: it is given what the history has under its name for the present moment, else its state is saved for that.
   * Answers what ends it. @throws {OptionError} when another one has the name
   */
  add(attachment: Attachment<unknown>): () => void {
    const { engine } = this.session;
    const { name } = attachment;
    const states = name === undefined ? new AttachedStates() : this.named(name);
    const added: Attached = { attachment, states };
    for (const other of this.#all) {
      if (other.states === states) throw new OptionError(`attach: ${show(name)} is attached already. End that first.`);
    }
    this.#all.add(added);
    this.#look();
    const { position } = engine;
    if (states.hasAfter(position)) this.#restore(added, states.after(position), 'attach');
    else {
      this.#save(added, (state) => {
        states.putAfter(position, state);
      });
    }
    return () => {
      this.#all.delete(added);
      this.#look();
    };
  }

  /** The states under a name. */
  named(name: string): AttachedStates {
    let states = this.#named.get(name);
    if (states === undefined) {
      this.#named.set(name, (states = new AttachedStates()));
      states.follow(this.#isFollowed);
    }
    return states;
  }

  /** Takes over what a file has brought. */
  goOnWith(named: ReadonlyMap<string, AttachedStates>): void {
    for (const [name, states] of named) this.#named.set(name, states);
  }

  /** All names that have ever been attached here or in the file, in one order. */
  get names(): string[] {
    return [...this.#named.keys()].sort();
  }

  /** Whether somebody asks which states have changed; see {@link AttachedStates.takeChanged}. */
  follow(isFollowed: boolean): void {
    this.#isFollowed = isFollowed;
    for (const states of this.#named.values()) states.follow(isFollowed);
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
      const { states } = attached;
      if (saved?.has(attached) === true) states.putBefore(position, { parent, state: saved.get(attached) });
      this.#save(attached, (state) => {
        states.putAfter(position, state);
      });
      states.sweep(this.session.engine);
    }
  }

  /** A moment is a copy: it has what its original has, or before it what another one had. */
  copied(original: number, copy: number, first = original): void {
    const all = new Set([...this.#named.values(), ...[...this.#all].map(({ states }) => states)]);
    if (all.size === 0) return;
    const parent = this.#parentOf(copy);
    for (const states of all) {
      const known = states.before(first);
      if (known === undefined) states.forgetBefore(copy);
      else states.putBefore(copy, { parent, state: known.state });
      if (states.hasAfter(original)) states.putAfter(copy, states.after(original));
      else states.forgetAfter(copy);
    }
  }

  /** The object has come to a moment. */
  arrived(kind: HistoryEventKind, from: number): void {
    const direction = DIRECTIONS[kind];
    const { engine } = this.session;
    const { position } = engine;
    if (direction === undefined || position === from) return;
    // After an undo, redo leads to the moment that was taken back last.
    const undone = direction === 'undo' ? engine.redoTarget : undefined;
    for (const attached of [...this.#all]) {
      const { states } = attached;
      const known = undone === undefined ? undefined : states.before(undone);
      const isBefore = known?.parent === position;
      if (isBefore) this.#restore(attached, known.state, direction);
      else if (states.hasAfter(position)) this.#restore(attached, states.after(position), direction);
    }
  }

  #restore({ attachment }: Attached, state: unknown, direction: Direction): void {
    const { engine, moments } = this.session;
    this.#outside('restore', () => {
      attachment.restore(state, { direction, moment: moments.of(engine.position) });
    });
  }

  /** Genesis is no moment that somebody makes. */
  #parentOf(moment: number): number {
    return this.session.engine.parents(moment)[0] ?? 0;
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

/** @throws {OptionError} unless it has both functions, and a name or none */
export function checkAttachment(given: unknown): Attachment<unknown> {
  if (typeof given !== 'object' || given === null) {
    throw new OptionError(`attach takes { save, restore }, not ${show(given)}.`);
  }
  const { name, save, restore } = given as Partial<Record<string, unknown>>;
  if (typeof save !== 'function' || typeof restore !== 'function') {
    throw new OptionError('attach takes an object with the functions save and restore.');
  }
  if (name !== undefined && (typeof name !== 'string' || name === '')) {
    throw new OptionError(`attach: the name under which states are kept is a text, not ${show(name)}.`);
  }
  return given as Attachment<unknown>;
}
