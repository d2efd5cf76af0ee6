// Bisection: the first moment of a line at which a test fails, in as many tests as the line has binary digits.
import { show } from '../describe.js';
import { BisectError, OptionError } from '../errors.js';
import { copyOf } from '../recording/copies.js';
import { refusePromise } from '../schema/policies.js';
import { lineTo, type Stretch } from './lines.js';
import type { Moment } from './moment.js';
import type { Session } from './session.js';

/** Says whether a state is still good. The copy is its to change; it belongs to no history. */
export type BisectTest<Owner> = (copy: Owner, moment: Moment) => boolean;

/** The first moment after `good`, up to `bad`, at which the test fails. */
export function bisect(session: Session, good: number, bad: number, test: BisectTest<never>): Moment {
  const { engine, moments } = session;
  if (good === bad) throw new BisectError(`${named(good)} is given as good and as bad`);
  const line = lineTo({ runs: engine.runs(), further: engine.mergeParents() }, good, bad);
  if (line === undefined)
    throw new BisectError(`${named(good)} is not on the line of first parents that leads to ${named(bad)}`);
  const isGood = (moment: number): boolean => {
    session.inspect('bisect');
    const answer: unknown = test(copyAt(session, moment) as never, moments.of(moment));
    refusePromise('bisect', answer, 'The test answers at once.');
    if (typeof answer === 'boolean') return answer;
    throw new OptionError(`bisect: the test answers true (still good) or false, not ${show(answer)}.`);
  };
  if (!isGood(good)) throw new BisectError(`the test fails at ${named(good)} already, which is given as good`);
  if (isGood(bad)) throw new BisectError(`the test does not fail at ${named(bad)}, which is given as bad`);
  // The test is good at index `low`, counted from `good`, and fails at `high`.
  let low = 0;
  let high = line.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  while (high - low > 1) {
    const middle = low + ((high - low) >>> 1);
    if (isGood(momentAt(line, middle))) low = middle;
    else high = middle;
  }
  return moments.of(momentAt(line, high));
}

/** The owner as it is at a moment, as an ordinary object. */
function copyAt(session: Session, moment: number): object {
  const { recorder, engine } = session;
  const { values } = recorder.journal;
  return copyOf(recorder, recorder.owner, {
    operationOf: (cell) => engine.operationAt(cell, moment),
    lead: (sequence) => {
      const goal = sequence.cell === 0 ? sequence.operation : engine.operationAt(sequence.cell, moment);
      if (goal === sequence.operation) return;
      engine.visitWay(sequence.operation, goal, (back, operation, type, index, count, added) => {
        sequence.replay(back, operation, type, index, count, added, values);
      });
    },
  });
}

/** The moment at a place on a line, which begins at 1. */
function momentAt(line: readonly Stretch[], place: number): number {
  let left = place - 1;
  for (const { first, last } of line) {
    if (left <= last - first) return first + left;
    left -= last - first + 1;
  }
  return line.at(-1)?.last ?? 0;
}

function named(moment: number): string {
  return `moment ${String(moment)}`;
}
