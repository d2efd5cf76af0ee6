// Adapted values at other moments than the present one. What their deltas are only the adapter knows, so the value itself is
// led there, looked at, and led back; nothing is recorded, and nobody runs meanwhile who could see it.
import type { AdaptedContent } from '../adapters/adapted-content.js';
import type { Sequence } from '../recording/sequences.js';
import type { Session } from './session.js';

/**
 * What somebody sees of a value as it was after an operation. O(deltas between there and here).
 * @throws {AdapterContractError} when the adapter fails
 */
export function lookAt<T>(session: Session, content: AdaptedContent, operation: number, look: () => T): T {
  const home = content.operation;
  if (operation === home) return look();
  lead(session, content, operation);
  try {
    return look();
  } finally {
    lead(session, content, home);
  }
}

/**
 * Leads a sequence from the operation it stands at to another one: all of the way, or none of it when an adapter fails.
 * Nothing runs while the answer of the engine is read.
 */
export function lead(
  { engine, recorder }: Pick<Session, 'engine' | 'recorder'>,
  sequence: Sequence,
  goal: number,
): void {
  if (sequence.operation === goal) return;
  const { values } = recorder.journal;
  const way: Parameters<Sequence['replay']>[] = [];
  engine.visitWay(sequence.operation, goal, (back, operation, type, index, count, added) => {
    way.push([back, operation, type, index, count, added, values]);
  });
  const done: typeof way = [];
  try {
    for (const change of way) {
      sequence.replay(...change);
      done.push(change);
    }
  } catch (error) {
    for (const [back, ...change] of done.reverse()) sequence.replay(!back, ...change);
    throw error;
  }
  sequence.operation = goal;
}

/** The deltas that lead from one operation of a value to another one, with the direction of each. */
export function deltasBetween(
  session: Session,
  from: number,
  to: number,
): (readonly [delta: unknown, back: boolean])[] {
  const { values } = session.recorder.journal;
  const deltas: (readonly [delta: unknown, back: boolean])[] = [];
  session.engine.visitWay(from, to, (back, operation, _type, index) => {
    // An index of 1 says that the operation is a delta taken back.
    deltas.push([values.at(operation), back !== (index === 1)]);
  });
  return deltas;
}

/** What leads from the state after one operation of a value to that after another one; null when they are equal. */
export function netDelta(session: Session, content: AdaptedContent, from: number, to: number): unknown {
  const before = lookAt(session, content, from, () => content.describe());
  return lookAt(session, content, to, () => content.deltaFrom(before));
}
