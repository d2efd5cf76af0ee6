// N-dimensional views: against plain arithmetic, and in a history.
import fc from 'fast-check';
import ndarray from 'ndarray';
import { TrackedNdarray } from '../../../src/adapters/packages/ndarray.js';
import { ListIndexError, timeline, timelineOf, tracked } from '../../../src/index.js';

@timeline()
class Lab {
  @tracked grid = new TrackedNdarray(new Float64Array(24), [2, 3, 4]);
  @tracked other: unknown = null;
}

type View = TrackedNdarray<Float64Array>;
interface Peer {
  readonly shape: number[];
  readonly data: Float64Array;
  get(...at: number[]): number;
  set(...at: number[]): void;
  pick(...at: (number | null)[]): Peer;
  lo(...at: number[]): Peer;
  hi(...at: number[]): Peer;
  step(...at: number[]): Peer;
  transpose(...at: number[]): Peer;
}

const step = fc.record({
  verb: fc.constantFrom('pick', 'lo', 'hi', 'step', 'transpose', 'set', 'set', 'undo', 'redo'),
  numbers: fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }),
});

test('any chain of views reads and writes what the package ndarray does', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const lab = new Lab();
      const t = timelineOf(lab);
      const peer = ndarray(new Float64Array(24), [2, 3, 4]) as unknown as Peer;
      const states = [[...peer.data]];
      let at = 0;
      let views: readonly [View, Peer] = [lab.grid, peer];
      for (const { verb, numbers } of steps) {
        const [ours, theirs] = views;
        const inside = ours.shape.map((length, axis) => (numbers[axis] ?? 0) % Math.max(1, length));
        if (ours.size === 0 || ours.dimension === 0) views = [lab.grid, peer];
        else if (verb === 'set') {
          const value = (numbers[2] ?? 0) + 0.5;
          const isSame = ours.get(...inside) === value;
          ours.set(...inside, value);
          theirs.set(...inside, value);
          if (isSame) continue;
          states.splice(++at, Infinity, [...peer.data]);
        } else if (verb === 'undo' || verb === 'redo') {
          at += verb === 'undo' ? -t.undo() : t.redo();
          peer.data.set(states[at]!);
        } else if (verb === 'pick') {
          const places = inside.map((index, axis) => (axis === (numbers[0] ?? 0) % ours.dimension ? index : null));
          views = [ours.pick(...places), theirs.pick(...places)];
        } else if (verb === 'step') {
          const steps = ours.shape.map((_, axis) => ((numbers[axis] ?? 0) % 2 === 0 ? 1 : -2));
          views = [ours.step(...steps), theirs.step(...steps)];
        } else if (verb === 'transpose') {
          const axes = ours.shape.map((_, axis) => axis).reverse();
          views = [ours.transpose(), theirs.transpose(...axes)];
        } else views = [ours[verb](...inside), theirs[verb](...inside)];
        expect([...views[0].shape]).toEqual([...views[1].shape]);
        for (const place of views[0].indices()) expect(views[0].get(...place)).toBe(views[1].get(...place));
        expect([...(lab.grid.data as Float64Array)]).toEqual(states[at]);
      }
    }),
    { numRuns: 200 },
  );
});

test('views in several fields are one value', () => {
  const lab = new Lab();
  const t = timelineOf(lab);
  lab.other = lab.grid.pick(1, null, null);
  (lab.other as View).set(0, 0, 7);
  expect(lab.grid.get(1, 0, 0)).toBe(7);
  t.undo();
  expect(lab.grid.get(1, 0, 0)).toBe(0);
  lab.grid.fill((i, j, k) => i * 100 + j * 10 + k);
  expect([...lab.grid.pick(1, 2, null)]).toEqual([120, 121, 122, 123]);
  expect(t.undo()).toBe(1);
  expect([...lab.grid]).toEqual(new Array(24).fill(0));
});

test('arrays of the package ndarray are compared when they are read', () => {
  const lab = new Lab();
  const t = timelineOf(lab);
  const array = ndarray(new Int16Array(6), [2, 3]);
  lab.other = array;
  (lab.other as typeof array).set(1, 2, 9);
  t.undo();
  expect(array.get(1, 2)).toBe(0);
  t.redo();
  expect([array.get(1, 2), lab.other]).toEqual([9, array]);
  expect(() => (lab.other = ndarray([1, 2, 3]))).toThrow(/plain array/);
});

test.each([
  ['get', (grid: View) => grid.get(0, 0)],
  ['get', (grid: View) => grid.get(0, 3, 0)],
  ['set', (grid: View) => grid.set(0, 0, -1, 5)],
  ['setAll', (grid: View) => grid.setAll([[0, 0, 0], [9, 0, 0]], [1, 1])], // prettier-ignore
  ['pick', (grid: View) => grid.pick(2)],
  ['lo', (grid: View) => grid.lo(3)],
  ['hi', (grid: View) => grid.hi(0, 4)],
  ['step', (grid: View) => grid.step(0)],
  ['transpose', (grid: View) => grid.transpose(0, 0, 1)],
  ['new TrackedNdarray', () => new TrackedNdarray(new Float64Array(3), [2, 2])],
])('%s outside of the array is refused', (verb, call) => {
  const lab = new Lab();
  expect(() => call(lab.grid as View)).toThrow(ListIndexError);
  expect(() => call(lab.grid as View)).toThrow(new RegExp(`^${verb}`));
  expect([...lab.grid]).toEqual(new Array(24).fill(0));
  expect(timelineOf(lab).canUndo).toBe(false);
});
