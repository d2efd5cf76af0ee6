// Amendments: what `untracked` writes changes the values that are recorded, instead of adding to them.
//
// AM1: when the body of an `untracked` throws, each of its writes has been taken back, the last one first.
// AM2: when a transaction is taken back, so are the amendments that were done inside, of values that are still recorded.
import { AmendmentError, ReentrantMutationError } from '../errors.js';
import type { Content } from '../recording/content.js';
import { CHECKED, DECIDING, UNTRACKED } from '../recording/gate.js';
import type { Member } from '../recording/member.js';
import type { Sequence, SequenceChange } from '../recording/sequences.js';
import type { Slots } from '../recording/slots.js';
import { containerTitle } from '../recording/track.js';
import { refusePromise } from '../schema/policies.js';
import type { Session } from './session.js';

/** The amendments of one live instance. */
export class Amendments {
  readonly #session: Session;
  /** Takes back the writes of the open `untracked`, each one in turn. */
  #done: (() => void)[] | undefined;
  /** What takes amendments back that were done inside the open transaction. */
  readonly #inside: (() => void)[] = [];
  /** What was amended since guards were asked last. */
  readonly #members = new Set<Member>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Runs `body`, and what has to be asked at its end; the writes of both are amendments. */
  run<T>(body: () => T, atEnd: () => void): T {
    const { recorder } = this.#session;
    if (this.#done !== undefined) return body();
    if ((recorder.gate & DECIDING) !== 0) throw new ReentrantMutationError('untracked', recorder.decider);
    this.#session.read('untracked');
    const done: (() => void)[] = (this.#done = []);
    this.#session.setGate(UNTRACKED, true);
    try {
      const result = body();
      refusePromise('untracked', result, 'Await first, then write.');
      atEnd();
      return result;
    } catch (error) {
      for (const takeBack of done.reverse()) takeBack();
      recorder.holders = undefined;
      throw error;
    } finally {
      this.#done = undefined;
      this.#session.setGate(UNTRACKED, false);
    }
  }

  write(slots: Slots, slot: number, next: unknown): void {
    const { recorder, transactions } = this.#session;
    const old = slots[slot];
    this.note(slots[0]);
    const operation = recorder.currentAt(slots, slot);
    transactions.whenTakenBack(() => {
      if (recorder.currentAt(slots, slot) === operation) recorder.amend(slots, slot, old);
    });
    this.#done?.push(() => {
      recorder.amend(slots, slot, old);
    });
    recorder.amend(slots, slot, next);
  }

  // Later changes count their indices from the present state of a sequence, so it can be amended only while there are
  // none: then the change joins the newest moment.
  change(sequence: Sequence, change: SequenceChange): void {
    const { recorder, engine } = this.#session;
    this.note(sequence.member);
    if (sequence.cell !== 0) {
      recorder.flush();
      if (engine.position !== engine.moments - 1 || recorder.instance?.isShared(engine.position) === true)
        throw new AmendmentError(containerTitle(sequence as unknown as Content));
      this.#record(sequence, change);
    } else recorder.journal.amendments++;
    this.#done?.push(() => {
      const inverse = sequence.inverseOf(change);
      sequence.perform(inverse, false);
      if (sequence.cell !== 0) this.#record(sequence, inverse);
    });
  }

  #record(sequence: Sequence, change: SequenceChange): void {
    const { recorder } = this.#session;
    recorder.setJoining(true);
    recorder.recordChange(sequence, change);
    recorder.setJoining(false);
  }

  /** How many amendments the open transaction has done. */
  get count(): number {
    return this.#inside.length;
  }

  /** Remembers an amendment of the open transaction. */
  log(takeBack: () => void): void {
    this.#inside.push(takeBack);
  }

  /** Takes those of the open transaction back, the last one first, after what it has recorded. */
  takeBack(from: number): void {
    for (const takeBack of this.#inside.splice(from).reverse()) takeBack();
  }

  /** The transaction has ended. */
  forget(): void {
    this.#inside.length = 0;
    this.takeMembers();
  }

  /** Guards have to be asked about this. */
  note(member: Member | null): void {
    if (member !== null && (this.#session.recorder.gate & CHECKED) !== 0) this.#members.add(member);
  }

  /** What guards have to be asked about; they were asked. */
  takeMembers(): Member[] {
    const members = [...this.#members];
    this.#members.clear();
    return members;
  }
}
