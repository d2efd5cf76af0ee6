// Adapted values at other moments than the present one. What their deltas are only the adapter knows, so the value itself is
// led there, looked at, and led back; nothing is recorded, and nobody runs meanwhile who could see it.
//
// AS1: an adapter that fails once leaves every value where it was: each way back is tried twice, and then by the difference.
import { AdaptedContent, type Footing } from '../adapters/adapted-content.js';
import type { Sequence } from '../recording/sequences.js';
import type { Session } from './session.js';

/**
 * What somebody sees of a value as it was after an operation. O(deltas between there and here).
 * @throws {AdapterContractError} when the adapter fails
 */
export function lookAt<T>(session: Session, content: AdaptedContent, operation: number, look: () => T): T {
  const { footing } = content;
  if (operation === footing.operation) return look();
  lead(session, content, operation);
  try {
    return look();
  } finally {
    leadBack(session, content, footing);
  }
}

/** Leads a value back to where it stood. @throws {AdapterContractError} when the adapter fails, after it is there all the same */
function leadBack(leading: Leading, content: AdaptedContent, footing: Footing): void {
  try {
    lead(leading, content, footing.operation);
  } catch (error) {
    try {
      lead(leading, content, footing.operation);
    } catch {
      content.recall(footing);
    }
    throw error;
  }
}

/** What leading needs. */
type Leading = Pick<Session, 'engine' | 'recorder'>;

/**
 * Leads a sequence from the operation it stands at to another one: all of the way, or none of it when an adapter fails.
 * Nothing runs while the answer of the engine is read.
 */
export function lead({ engine, recorder }: Leading, sequence: Sequence, goal: number): void {
  if (sequence.operation === goal) return;
  const { values } = recorder.journal;
  const way: Parameters<Sequence['replay']>[] = [];
  engine.visitWay(sequence.operation, goal, (back, operation, type, index, count, added) => {
    way.push([back, operation, type, index, count, added, values]);
  });
  const done: typeof way = [];
  const footing = sequence instanceof AdaptedContent ? sequence.footing : undefined;
  try {
    for (const change of way) {
      sequence.replay(...change);
      done.push(change);
    }
  } catch (error) {
    const goBack = (): void => {
      for (let change = done.at(-1); change !== undefined; change = done.at(-1)) {
        const [back, ...rest] = change;
        sequence.replay(!back, ...rest);
        done.pop();
      }
    };
    try {
      goBack();
    } catch {
      try {
        goBack();
      } catch {
        if (footing !== undefined) (sequence as unknown as AdaptedContent).recall(footing);
      }
    }
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

/** Where adapted values stand. */
export type Footings = readonly (readonly [content: AdaptedContent, footing: Footing])[];

/** Where all of these values stand now that an adapter is for. */
export function footingsOf(contents: Iterable<unknown>): Footings {
  return [...contents].flatMap((content) =>
    content instanceof AdaptedContent ? [[content, content.footing] as const] : [],
  );
}

/** Leads values back to where they stood, whatever their adapters throw. */
export function returnAll(leading: Leading, footings: Footings): void {
  for (const [content, footing] of footings) {
    try {
      leadBack(leading, content, footing);
    } catch {
      // The error that this is for goes on.
    }
  }
}
