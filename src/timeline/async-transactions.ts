// Asynchronous transactions: they follow `await` through AsyncLocalStorage and never mix.
//
// The open one holds the fields it has written: others keep writing elsewhere, as moments of their own, and a write to
// a held field from outside is refused. At its end the held fields become one moment; when it is rejected they get
// their old values back. A second one waits for the first.
// Y1: at most one is active. Y2: a held field is written by its transaction only. Y3: no verb that moves the position
// runs while one is active.
import { AsyncLocalStorage } from 'node:async_hooks';
import { EngineDefectError, FieldHeldError, OpenTransactionError } from '../errors.js';
import { refusePromise } from '../schema/policies.js';
import { contentOf } from '../recording/content.js';
import { containerTitle } from '../recording/track.js';
import { ASYNC_OPEN, IN_TRANSACTION, OBSERVED, UNTRACKED } from '../recording/gate.js';
import { leave, type Joined, type Written } from '../recording/recorder.js';
import type { Sequence, SequenceChange } from '../recording/sequences.js';
import type { Slots } from '../recording/slots.js';
import { fieldTitle, schemaOf } from '../schema/class-schema.js';
import type { Saved } from './attachments.js';
import type { Session } from './session.js';
import { captureWhatCan } from './capturing.js';

/** One asynchronous transaction. */
interface AsyncTransaction {
  readonly session: Session;
  readonly title: string | undefined;
  /** Takes back every write, in the order of writing. */
  readonly writes: (() => void)[];
  /** The places it holds, each with the value it had before. */
  readonly held: Map<Slots, Map<number, unknown>>;
  /** The changes of the sequences it holds. */
  readonly changes: { readonly sequence: Sequence; readonly change: SequenceChange }[];
  readonly joined: Joined[];
  /** The attached state from before it. */
  readonly saved: Saved | undefined;
}

const context = new AsyncLocalStorage<AsyncTransaction>();

/** The asynchronous transactions of one timeline. */
export class AsyncTransactions {
  readonly #session: Session;
  readonly #waiting: (() => void)[] = [];
  #active: AsyncTransaction | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether the running code belongs to the active transaction. */
  get isInside(): boolean {
    return this.#active !== undefined && context.getStore() === this.#active;
  }

  /** Runs `body` to its end; its writes are one moment, or are taken back when it is rejected. */
  async run<T>(title: string | undefined, body: () => T | PromiseLike<T>): Promise<T> {
    if (this.isInside) return this.#nestedAsync(body);
    while (this.#active !== undefined) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    let transaction: AsyncTransaction;
    try {
      transaction = this.#open(title);
    } catch (error) {
      this.#next();
      throw error;
    }
    try {
      const result = await context.run(transaction, async () => this.#captured(body));
      this.#commit(transaction);
      return result;
    } catch (error) {
      this.#rollBack(transaction, 0, 0);
      throw error;
    } finally {
      this.#active = undefined;
      this.#session.setGate(ASYNC_OPEN, false);
      this.#next();
    }
  }

  /** Runs `body`; what it has changed in place by its end is its own, and is taken back with the rest. */
  async #captured<T>(body: () => T | PromiseLike<T>): Promise<T> {
    const { recorder } = this.#session;
    try {
      const result = await body();
      recorder.capture(true);
      return result;
    } catch (error) {
      captureWhatCan(recorder);
      throw error;
    }
  }

  /** A synchronous transaction inside the active one. */
  nested<T>(verb: string, body: () => T): T {
    const transaction = this.#expectActive();
    const { recorder } = this.#session;
    recorder.capture(true);
    const writes = transaction.writes.length;
    const joined = transaction.joined.length;
    try {
      const result = body();
      refusePromise(verb, result, 'Use transactAsync for functions that await.');
      recorder.capture(true);
      return result;
    } catch (error) {
      captureWhatCan(recorder);
      this.#rollBack(transaction, writes, joined);
      throw error;
    }
  }

  async #nestedAsync<T>(body: () => T | PromiseLike<T>): Promise<T> {
    const transaction = this.#expectActive();
    this.#session.recorder.capture(true);
    const writes = transaction.writes.length;
    const joined = transaction.joined.length;
    try {
      return await this.#captured(body);
    } catch (error) {
      this.#rollBack(transaction, writes, joined);
      throw error;
    }
  }

  /** @throws {FieldHeldError} when another than the active transaction writes a held field */
  check(place: Written, slot: number): void {
    if (this.isInside || !this.#holds(place, slot)) return;
    const object = (Array.isArray(place) ? place[0] : place.member)?.object ?? {};
    const content = contentOf(object);
    const field = schemaOf(object)?.fields[(slot - 1) / 2];
    throw new FieldHeldError(content === undefined ? fieldTitle(object, field?.name ?? slot) : containerTitle(content));
  }

  /** A write of the active transaction. */
  write(slots: Slots, slot: number, next: unknown): void {
    if ((this.#session.recorder.gate & UNTRACKED) !== 0 && !this.#holds(slots, slot)) {
      this.#session.transactions.amendments.write(slots, slot, next);
      return;
    }
    const transaction = this.#expectActive();
    const old = slots[slot];
    transaction.writes.push(() => {
      this.#session.recorder.putBack(slots, slot, old);
    });
    let fields = transaction.held.get(slots);
    if (fields === undefined) transaction.held.set(slots, (fields = new Map<number, unknown>()));
    if (!fields.has(slot)) fields.set(slot, slots[slot]);
    slots[slot] = next;
  }

  /** What else takes the active transaction back. */
  log(takeBack: () => void): void {
    this.#expectActive().writes.push(takeBack);
  }

  /** A change that a sequence has done inside the active transaction. */
  change(sequence: Sequence, change: SequenceChange): void {
    const transaction = this.#expectActive();
    transaction.changes.push({ sequence, change });
    transaction.writes.push(() => {
      transaction.changes.pop();
      sequence.perform(change, true);
    });
  }

  logJoin(joined: Joined): void {
    this.#active?.joined.push(joined);
  }

  #expectActive(): AsyncTransaction {
    if (this.#active === undefined) throw new EngineDefectError('a write outside of its transaction');
    return this.#active;
  }

  #holds(place: Written, slot: number): boolean {
    if (this.#active === undefined) return false;
    if (!Array.isArray(place)) return this.#active.changes.some(({ sequence }) => sequence === place);
    return this.#active.held.get(place)?.has(slot) ?? false;
  }

  #open(title: string | undefined): AsyncTransaction {
    if ((this.#session.recorder.gate & IN_TRANSACTION) !== 0) {
      throw new OpenTransactionError('transactAsync', 'Start it after the transaction or group has ended.');
    }
    this.#session.begin('transactAsync');
    const transaction: AsyncTransaction = {
      session: this.#session,
      title,
      writes: [],
      held: new Map(),
      changes: [],
      joined: [],
      saved: this.#session.attachments.save(),
    };
    this.#active = transaction;
    this.#session.setGate(ASYNC_OPEN, true);
    return transaction;
  }

  #commit(transaction: AsyncTransaction): void {
    const { recorder } = this.#session;
    recorder.instance?.activate('transactAsync');
    // A group of somebody else is open: its writes are not complete, so no moment can follow them yet.
    if ((recorder.gate & IN_TRANSACTION) !== 0) throw new OpenTransactionError('transactAsync');
    const fields = netChanges(transaction.held);
    const { changes } = transaction;
    // From here on the fields are nobody's: the transaction ends whatever subscribers do.
    this.#active = undefined;
    this.#session.setGate(ASYNC_OPEN, false);
    // What it has put somewhere was not in the state that was looked at meanwhile.
    recorder.holders = undefined;
    if (fields.length + changes.length === 0) return;
    // Everything goes through an ordinary transaction, from its old state to its new one.
    this.#takeBack(fields, changes);
    const record = (): void => {
      for (const { slots, slot, now } of fields) {
        recorder.write(slots, slot, now);
        // What users see of a key follows its slot.
        recorder.putBack(slots, slot, now);
      }
      for (const { sequence, change } of changes) {
        sequence.perform(change, false);
        recorder.writeChange(sequence, change);
      }
    };
    try {
      this.#session.transactions.run('transactAsync', transaction.title, record, transaction.saved);
    } catch (error) {
      this.#showAgain(fields, changes);
      throw error;
    }
    if ((recorder.gate & OBSERVED) === 0) recorder.flush();
  }

  /** Does something while the object shows what is recorded. */
  settled(work: () => void): void {
    if (this.#active === undefined) {
      work();
      return;
    }
    const { held, changes } = this.#active;
    const fields = netChanges(held);
    this.#takeBack(fields, changes);
    try {
      work();
    } finally {
      for (const { slots, slot } of fields) held.get(slots)?.set(slot, slots[slot]);
      this.#showAgain(fields, changes);
    }
  }

  #takeBack(fields: readonly NetChange[], changes: AsyncTransaction['changes']): void {
    for (const { slots, slot, old } of fields) this.#session.recorder.putBack(slots, slot, old);
    for (const { sequence, change } of [...changes].reverse()) sequence.perform(change, true);
  }

  #showAgain(fields: readonly NetChange[], changes: AsyncTransaction['changes']): void {
    for (const { slots, slot, now } of fields) this.#session.recorder.putBack(slots, slot, now);
    for (const { sequence, change } of changes) sequence.perform(change, false);
  }

  #rollBack(transaction: AsyncTransaction, writes: number, joined: number): void {
    const log = transaction.writes;
    for (const takeBack of log.splice(writes).reverse()) takeBack();
    // What is recorded may have been amended since, by another instance.
    if (writes === 0) this.#takeBack(netChanges(transaction.held), []);
    for (const left of transaction.joined.splice(joined)) leave(left);
  }

  #next(): void {
    this.#waiting.shift()?.();
  }
}

interface NetChange {
  readonly slots: Slots;
  readonly slot: number;
  readonly old: unknown;
  readonly now: unknown;
}

/** The old and the present value of every held field, where they differ, in the order of first writes. */
function netChanges(held: AsyncTransaction['held']): NetChange[] {
  return [...held].flatMap(([slots, fields]) =>
    [...fields]
      .map(([slot, old]) => ({ slots, slot, old, now: slots[slot] }))
      .filter(({ old, now }) => !Object.is(old, now)),
  );
}
