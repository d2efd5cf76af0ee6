// A foreign class whose adapter can be made to fail, and an owner with values of several kinds.
import { adapter, multiverseOf, snapshotOf, timeline, timelineOf, tracked, trackedList } from '../../../src/index.js';

/** A foreign class: one number. */
export class Dial {
  constructor(public at = 0) {}
}

export type Step = readonly [before: number, after: number];
export type Verb = 'getSnapshot' | 'getDelta' | 'applyForward' | 'applyBackward';

/** What goes wrong next: which verb, at which of its calls, and how. */
export const fault = { verb: undefined as Verb | undefined, call: 0, make: (): unknown => undefined };

/** From the third call of a verb on it is broken. */
export function breakThird(verb: Verb, make: () => unknown): void {
  Object.assign(fault, { verb, call: 0, make });
}
export function mend(): void {
  fault.verb = undefined;
}

const faulty = <T>(verb: Verb, right: () => T): T =>
  fault.verb === verb && ++fault.call >= 3 ? (fault.make() as T) : right();

export const throwing = (): never => {
  throw new Error('no power');
};

@adapter(Dial)
class DialAdapter {
  getSnapshot(dial: Dial): number {
    return faulty('getSnapshot', () => dial.at);
  }
  getDelta(before: number, dial: Dial): Step | null {
    return faulty('getDelta', () => (Object.is(before, dial.at) ? null : [before, dial.at]));
  }
  applyForward(dial: Dial, [, after]: Step): void {
    faulty('applyForward', () => (dial.at = after));
  }
  applyBackward(dial: Dial, [before]: Step): void {
    faulty('applyBackward', () => (dial.at = before));
  }
  encode(dial: Dial): number {
    return dial.at;
  }
  decode(at: unknown): Dial {
    return new Dial(at as number);
  }
}
void DialAdapter;

@timeline({ mode: 'multiverse' })
export class Desk {
  @tracked dial: Dial | null = new Dial();
  @tracked spare: Dial | null = null;
  @tracked date = new Date(0);
  @tracked samples = new Float64Array(4);
  @tracked n = 0;
  @trackedList list: unknown[] = [];
}

/** All that can be seen of a desk and its history. */
export function seen(desk: Desk): unknown {
  const t = multiverseOf(desk);
  return [snapshotOf(desk), t.graph(), t.canUndo, t.canRedo, t.currentBranch, t.verify()];
}

export function lived(): Desk {
  const desk = new Desk();
  for (let i = 1; i <= 3; i++) {
    desk.dial!.at = i;
    desk.date.setTime(i);
    desk.n = i;
  }
  timelineOf(desk).capture();
  return desk;
}
