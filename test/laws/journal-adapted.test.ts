// A history with adapted values comes back from a file and its journal, too: changed in place, by verbs of their own, replaced,
// and put in and taken out again, with a record at any time, also while changes in place have not been seen yet.
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import '../../src/adapters/packages/decimal.js';
import { TrackedNdarray } from '../../src/adapters/packages/ndarray.js';
import { multiverseOf, setElements, timeline, tracked, trackedList, type Multiverse } from '../../src/index.js';
import { Keeping } from '../model/keeping.js';

@timeline({ mode: 'multiverse' })
class Bench {
  @tracked date = new Date(0);
  @tracked samples = new Float64Array(8);
  @tracked price = new Decimal(0);
  @tracked grid = new TrackedNdarray(new Int16Array(6), [2, 3]);
  @tracked address = new URL('https://a.example/');
  @tracked any: unknown = null;
  @trackedList list: unknown[] = [new Date(1)];
}

type Step = readonly [verb: number, at: number, value: number];

const OPERATIONS: ((bench: Bench, t: Multiverse, at: number, value: number) => void)[] = [
  ({ date }, _, __, value) => date.setTime(value),
  (bench, _, at, value) => void (bench.samples[at % 8] = value),
  ({ samples }, _, at, value) => {
    setElements(samples, [at % 8, (at + 3) % 8], [value, at]);
  },
  (bench, _, __, value) => void (bench.price = bench.price.plus(value)),
  ({ grid }, _, at, value) => void grid.set(at % 2, at % 3, value),
  ({ address }, _, __, value) => void address.searchParams.set('q', String(value)),
  (bench, _, at, value) => void (bench.date = new Date(at + value)),
  (bench, _, at, value) => {
    const made = [
      new Date(value),
      new Uint8Array([at, value]),
      new Error(String(value)),
      new DataView(new ArrayBuffer(4)),
    ];
    bench.list.push(made[at % made.length]);
  },
  ({ list }, _, at) => void list.splice(at % (list.length || 1), 1),
  ({ list }, _, at, value) => {
    const inside = list[at % (list.length || 1)];
    if (inside instanceof Date) inside.setTime(value);
    if (inside instanceof Uint8Array) inside[0] = value;
    if (inside instanceof DataView) inside.setInt8(at % 4, value);
    if (inside instanceof Error) inside.message += '!';
  },
  // Written as it is, it joins later.
  (bench, _, at) => void (bench.any = { inside: at % 2 === 0 ? new Date(at) : bench.samples }),
  (_, t, at) => void t.undo(1 + (at % 3)),
  (_, t, at) => void t.redo(1 + (at % 3)),
  (_, t, at, value) => void t.branch(`b${String(at)}-${String(value)}-${String(t.stats().moments)}`),
  (_, t, at) => {
    const names = [...t.branches().keys()];
    t.switch(names[at % names.length]!);
  },
  (_, t, at) => {
    const names = [...t.branches().keys()];
    t.merge(names[at % names.length]!, 'overshadow');
  },
  (bench, t, at, value) => {
    try {
      t.transact(() => {
        bench.samples[at % 8] = value;
        bench.date.setTime(value);
        bench.list.push(new Date(at));
        if (at % 2 === 0) throw new Error('back');
      });
    } catch {
      // Rolled back.
    }
  },
];

const steps: fc.Arbitrary<Step> = fc.tuple(fc.nat(OPERATIONS.length - 1), fc.nat(60), fc.nat(120));

test('adapted values come back from a file and its journal', () => {
  let [files, records] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(steps, { maxLength: 40, size: 'max' }),
      fc.array(fc.nat(2), { minLength: 1, maxLength: 8 }),
      (program, when) => {
        const bench = new Bench();
        const t = multiverseOf(bench);
        const keeping = Keeping.of(t);
        program.forEach(([verb, at, value], n) => {
          // Off the line of the branch nothing can be written.
          if (!isOnLine(t)) t.switch(t.currentBranch);
          OPERATIONS[verb]?.(bench, t, at, value);
          if ((when[n % when.length] ?? 0) === 0) keeping.keepUp();
        });
        keeping.expectSame(t, { classes: [Bench] });
        files += keeping.files;
        records += keeping.records;
        t.dispose();
      },
    ),
    { numRuns: 250 },
  );
  expect(records).toBeGreaterThan(files);
}, 120_000);

function isOnLine(t: Multiverse): boolean {
  for (let at = t.branches().get(t.currentBranch); at !== undefined; at = at.parents[0])
    if (at === t.moment) return true;
  return false;
}
