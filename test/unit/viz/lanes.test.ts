// The layout of lanes as laws over random graphs, and a few drawings by hand.
import fc from 'fast-check';
import { foldRuns, parentRows, rowsOf } from '../../../src/viz/fold.js';
import { lanesOf, type Lanes } from '../../../src/viz/lanes.js';
import type { MomentView } from '../../../src/history-view.js';

/** Graphs whose parents come first; far parents are as likely as near ones. */
const graphs = fc
  .array(fc.tuple(fc.nat(), fc.nat(), fc.nat(9), fc.boolean()), { minLength: 1, maxLength: 60, size: 'max' })
  .map((rows) =>
    rows.map(([first, second, kind, isNear], row): number[] => {
      if (row === 0) return [];
      const parent = kind < 5 ? row - 1 : isNear ? Math.max(0, row - 1 - (first % 4)) : first % row;
      const other = second % row;
      return kind % 3 === 0 && other !== parent ? [parent, other] : [parent];
    }),
  );

/** What breaks the laws of `lanes.ts`; lists instead of expectations, which cost a millisecond each. */
function faults(parents: readonly (readonly number[])[], { lane, edges, width }: Lanes): string[] {
  const found: string[] = [];
  if (edges.length !== parents.reduce((sum, some) => sum + some.length, 0)) found.push('an edge is missing');
  const sources = new Map<string, number>();
  for (const edge of edges) {
    const shown = JSON.stringify(edge);
    if (!parents[edge.to]!.includes(edge.from)) found.push(`no such parent: ${shown}`);
    if (edge.lane >= width) found.push(`outside: ${shown}`);
    for (let row = edge.from + 1; row < edge.to; row++) {
      if (lane[row] === edge.lane) found.push(`runs through row ${String(row)}: ${shown}`);
      const key = `${String(row)}/${String(edge.lane)}`;
      if ((sources.get(key) ?? edge.from) !== edge.from) found.push(`shares its lane in row ${String(row)}: ${shown}`);
      sources.set(key, edge.from);
    }
  }
  return found;
}

test('no line runs through a node of others, and lines of different parents never share a lane', () => {
  fc.assert(
    fc.property(graphs, fc.nat(), fc.nat(), (parents, tip, aside) => {
      const layout = lanesOf(parents, tip % parents.length, (row) => row % 3 === aside % 3);
      const off: number[] = [];
      for (let at: number | undefined = tip % parents.length; at !== undefined; at = parents[at]?.[0]) {
        if (layout.lane[at] !== 0) off.push(at);
      }
      expect([faults(parents, layout), off]).toEqual([[], []]);
    }),
    { numRuns: 1500 },
  );
});

test('lanes are used again when a line has ended', () => {
  // A main line with a short branch off every tenth row.
  const parents = Array.from({ length: 1000 }, (_, row): number[] => {
    if (row === 0) return [];
    if (row % 10 === 5) return [row - 1];
    return [row % 10 === 6 ? row - 2 : row - 1];
  });
  const { width } = lanesOf(parents, 999);
  expect(width).toBe(2);
});

test('a merged branch bends back where it is merged; a branch that goes on is merged along a detour', () => {
  const ended = lanesOf([[], [0], [0], [1], [3, 2]], 4);
  expect([...ended.lane]).toEqual([0, 0, 1, 0, 0]);
  expect(ended.edges.at(-1)).toEqual({ from: 2, to: 4, lane: 1, isMerge: true });
  // 2 is merged into 5, and goes on to 3 and 4.
  const goesOn = lanesOf([[], [0], [0], [2], [3], [1, 2]], 5);
  expect(goesOn.edges.at(-1)).toEqual({ from: 2, to: 5, lane: 2, isMerge: true });
});

test('without a tip, of no rows, and of several roots', () => {
  expect(lanesOf([], -1).width).toBe(1);
  expect(faults([[], [], [0, 1]], lanesOf([[], [], [0, 1]], -1))).toEqual([]);
});

const moment = (id: number, parents: readonly number[], more: Partial<MomentView> = {}): MomentView => ({
  ...{ id, parents, time: 0, title: undefined, labels: [], branches: [], tags: {}, current: false },
  ...more,
});

test('folding keeps every moment once, every name visible, and only folds straight runs', () => {
  const named = fc.array(fc.nat(9), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(graphs, named, fc.constantFrom('named' as const, 'titles' as const), (parents, names, folding) => {
      const moments = parents.map((some, id) =>
        moment(id, some, {
          labels: names[id] === 0 ? ['l'] : [],
          ...(names[id] === 1 ? { title: 't' } : {}),
          ...(names[id] === 2 ? { current: true } : {}),
        }),
      );
      const rows = foldRuns(moments, folding);
      expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(moments.length);
      for (const { first, last, count } of rows) {
        const inside: MomentView[] = [];
        for (let at: MomentView = last; ; at = moments[at.parents[0]!]!) {
          inside.push(at);
          if (at === first) break;
        }
        expect(inside.length).toBe(count);
        if (count === 1) continue;
        // Nothing inside has a name or another child, so nothing is hidden and nothing else hangs on it.
        const isPlain = (one: MomentView): boolean =>
          one.labels.length === 0 &&
          !one.current &&
          one.parents.length === 1 &&
          (folding === 'titles' || one.title === undefined) &&
          (one === last || parents.filter((some) => some.includes(one.id)).length === 1);
        expect(inside.filter((one) => !isPlain(one))).toEqual([]);
      }
      parentRows(rows).forEach((some, row) => {
        expect(some.length).toBe(rows[row]!.first.parents.length);
        expect(some.filter((parent) => parent >= row)).toEqual([]);
      });
    }),
    { numRuns: 200 },
  );
});

test('short histories show every moment; long ones are as short as their names allow', () => {
  const chain = (length: number, title?: string): MomentView[] =>
    Array.from({ length }, (_, id) => moment(id, id === 0 ? [] : [id - 1], title === undefined ? {} : { title }));
  expect(rowsOf(chain(10)).length).toBe(10);
  expect(rowsOf(chain(5000)).length).toBe(2);
  expect(rowsOf(chain(300, 'typed')).length).toBe(300);
  expect(rowsOf(chain(5000, 'typed')).length).toBe(2);
  expect(rowsOf(chain(5000), false).length).toBe(5000);
});
