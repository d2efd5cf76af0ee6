// Rewriting, copying and pruning over an adapter that fails at its n-th call: done, or nothing has changed.
import { AdapterContractError, multiverseOf, type Diff, type Multiverse } from '../../../src/index.js';
import type { Desk } from './dial.js';
import { Dial, fault, lived, mend, seen, throwing, type Verb } from './dial.js';

afterEach(mend);

/** From the n-th call of a verb on, or only at it. */
function breakAt(verb: Verb, call: number, isLasting: boolean): void {
  const make = (): unknown => {
    if (!isLasting) mend();
    return throwing();
  };
  Object.assign(fault, { verb, call: 3 - call, make });
}

/** Two branches that both changed the dial and something of their own. */
function branched(): { desk: Desk; t: Multiverse } {
  const desk = lived();
  const t = multiverseOf(desk);
  t.branch('side');
  desk.dial!.at = 7;
  desk.spare = new Dial(2);
  desk.spare.at = 3;
  t.capture();
  t.switch('main');
  desk.date.setTime(8);
  desk.dial!.at = 8;
  desk.n = 8;
  return { desk, t };
}

type Call = (t: Multiverse, diff: Diff) => unknown;
/** Verbs, and what is done before with an adapter that works. */
const CALLS: readonly (readonly [string, Call, Call?])[] = [
  ['squash', (t) => t.squash(t.at(2))],
  ['flatten', (t) => t.flatten()],
  ['revert', (t) => t.revert(t.at(t.moment.id - 1), 'overshadow')],
  ['revert of an old moment', (t) => t.revert(t.at(4), 'preserve')],
  ['cherryPick', (t) => t.cherryPick('side', 'overshadow')],
  ['cherryPick of a change of the dial', (t) => t.cherryPick(t.at(10), 'overshadow')],
  ['merge', (t) => t.merge('side', 'overshadow')],
  ['rebase', (t) => t.rebase('side', 'overshadow')],
  ['rebase that prefers what is there', (t) => t.rebase('side', 'preserve')],
  ['applyDiff', (t, diff) => t.applyDiff(diff)],
  ['fork', (t) => t.fork('copy')],
  ['prune', (t) => t.prune({ moments: 1 })],
  ['jumpTo', (t) => t.jumpTo('side')],
  ['undoOperation of a merge', (t) => t.undoOperation(), (t) => t.merge('side', 'overshadow')],
  ['undoOperation of a squash', (t) => t.undoOperation(), (t) => t.squash(t.at(2))],
  ['undoOperation of a rebase', (t) => t.undoOperation(), (t) => t.rebase('side', 'overshadow')],
];
const nothing: Call = () => undefined;
const VERBS: readonly Verb[] = ['getSnapshot', 'getDelta', 'applyForward', 'applyBackward'];

describe.each([
  ['from its n-th call on', true],
  ['at its n-th call', false],
] as const)('an adapter that fails %s', (_, isLasting) => {
  test.each(CALLS.map(([name, call, prepare = nothing]) => [name, call, prepare] as const))(
    '%s is done, or refused without a trace',
    (name, call, prepare) => {
      let refused = 0;
      for (const verb of VERBS) {
        for (let n = 1; n <= 12; n++) {
          const { desk, t } = branched();
          const diff = t.diff(t.moment, t.at(3));
          prepare(t, diff);
          const before = seen(desk);
          const rest = (): unknown => [desk.n, desk.date.getTime(), t.currentBranch, t.labels()];
          const whole = rest();
          breakAt(verb, n, isLasting);
          let failed: unknown;
          try {
            call(t, diff);
          } catch (error) {
            failed = error;
          }
          mend();
          if (failed === undefined) {
            expect(t.verify()).toEqual([]);
            continue;
          }
          refused++;
          expect([verb, n, failed]).toEqual([verb, n, expect.any(AdapterContractError)]);
          expect((failed as Error).message).toMatch(/DialAdapter\..* Desk\.(dial|spare)/);
          if (verb === 'applyBackward' && isLasting) {
            // Nothing leads the dial back any more: where it is stuck is a change in place, and all else is as it was.
            expect(rest()).toEqual(whole);
          } else {
            expect([verb, n, seen(desk)]).toEqual([verb, n, before]);
            // The same call goes through once the adapter is whole again.
            call(t, diff);
          }
          expect(t.verify()).toEqual([]);
        }
      }
      if (name !== 'undoOperation' && name !== 'prune') expect(refused).toBeGreaterThan(0);
    },
  );
});
