// Lanes of characters: what is drawn leads from every moment to its parents.
import fc from 'fast-check';
import type { MomentView } from 'janus-ts';
import { rowsOf } from '../../../src/viz/fold.js';
import { ASCII, textGraph, UNICODE, type Glyphs } from '../../../src/viz/text-graph.js';

/** A history from its parents; the last moment is the tip of main. */
function moments(parents: readonly (readonly number[])[]): MomentView[] {
  return parents.map((some, id) => ({
    id,
    parents: some,
    time: 0,
    title: undefined,
    labels: [],
    branches: id === parents.length - 1 ? ['main'] : [],
    tags: {},
    current: id === parents.length - 1,
  }));
}

function drawn(
  parents: readonly (readonly number[])[],
  glyphs: Glyphs,
): { lines: string[]; nodes: (number | undefined)[] } {
  const all = [...textGraph(rowsOf(moments(parents), false), 'main', glyphs)];
  return { lines: all.map(({ graph }) => graph), nodes: all.map(({ row }) => row?.last.id) };
}

const history = fc
  .array(fc.tuple(fc.nat(6), fc.option(fc.nat(12), { freq: 2 })), { minLength: 1, maxLength: 40, size: 'max' })
  .map((choices) => [
    [],
    ...choices.map(([back, merged], at) => {
      const first = Math.max(0, at - back);
      const second = merged === null ? first : Math.max(0, at - merged);
      return second === first ? [first] : [first, second];
    }),
  ]);

const [UP, DOWN, LEFT, RIGHT] = [1, 2, 4, 8];

/** The moments that the lines lead down to. */
function reached({ lines, nodes }: ReturnType<typeof drawn>, from: number): Set<number> {
  const found = new Set<number>();
  const at = nodes.indexOf(from);
  const open: [line: number, column: number][] = [[at + 1, lines[at]!.search(/[●○◉]/)]];
  const maskAt = (line: number, column: number): number =>
    Math.max(0, UNICODE.joints.lastIndexOf((lines[line] ?? '').charAt(column) || ' '));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [line, column] = next;
    if (line >= lines.length) continue;
    const sign = lines[line]![column];
    if (sign !== undefined && '●○◉'.includes(sign)) {
      found.add(nodes[line]!);
      continue;
    }
    const mask = maskAt(line, column);
    if ((mask & UP) === 0) throw new Error(`line ${String(line)} ends at ${String(column)}`);
    if ((mask & DOWN) !== 0) open.push([line + 1, column]);
    for (const [side, step, back] of [
      [LEFT, -1, RIGHT],
      [RIGHT, 1, LEFT],
    ] as const) {
      let here = column;
      let isOn = (mask & side) !== 0;
      while (isOn) {
        here += step;
        const met = maskAt(line, here);
        // A lane that is crossed.
        if (met === (UP | DOWN)) continue;
        if ((met & back) === 0) throw new Error(`line ${String(line)} breaks off at ${String(here)}`);
        if ((met & DOWN) !== 0) open.push([line + 1, here]);
        isOn = (met & side) !== 0;
      }
    }
  }
  return found;
}

test('every moment is drawn once, and its lines lead to its parents', () => {
  fc.assert(
    fc.property(history, (parents) => {
      const drawing = drawn(parents, UNICODE);
      expect(drawing.nodes.filter((id) => id !== undefined)).toEqual(parents.map((_, id) => id).reverse());
      parents.forEach((some, id) => {
        const down = reached(drawing, id);
        for (const parent of some) expect(down).toContain(parent);
      });
    }),
    { numRuns: 1000 },
  );
});

test('histories without merges lead to nothing but parents', () => {
  fc.assert(
    fc.property(history, (all) => {
      const parents = all.map((some) => some.slice(0, 1));
      const drawing = drawn(parents, UNICODE);
      parents.forEach((some, id) => {
        expect([...reached(drawing, id)]).toEqual(some);
      });
    }),
    { numRuns: 1000 },
  );
});

test('both alphabets draw the same', () => {
  fc.assert(
    fc.property(history, (parents) => {
      const [unicode, ascii] = [drawn(parents, UNICODE), drawn(parents, ASCII)];
      expect(ascii.nodes).toEqual(unicode.nodes);
      expect(ascii.lines.map((line) => line.length)).toEqual(unicode.lines.map((line) => line.length));
      for (const line of ascii.lines) expect(line).toMatch(/^[\x20-\x7e]*$/);
    }),
  );
});

test('a straight history has no lines between its rows, and is drawn in one pass', () => {
  const straight = Array.from({ length: 100_000 }, (_, id) => (id === 0 ? [] : [id - 1]));
  expect(drawn(straight, ASCII).lines).toHaveLength(100_000);
});

test('a criss-cross, an octopus of branches, and a merge across others', () => {
  expect(drawn([[], [0], [0], [1, 2], [2, 1], [3, 4]], UNICODE).lines.join('\n')).toBe(CRISS_CROSS);
  expect(drawn([[], [0], [0], [0], [0]], UNICODE).lines.join('\n')).toBe(OCTOPUS);
  expect(drawn([[], [0], [1], [1], [0], [2, 3], [5, 4]], UNICODE).lines.join('\n')).toBe(ACROSS);
});

const CRISS_CROSS = `◉
├─╮
│ ○
│ ├─╮
○ │ │
├─┤ │
│ ● │
├─│─╯
● │
├─╯
○`;
const OCTOPUS = `◉
│     ●
│   ● │
│ ● │ │
├─┴─┴─╯
○`;
const ACROSS = `◉
├─╮
○ │
├─│─╮
│ ● │
│ │ ●
● │ │
├─│─╯
● │
├─╯
○`;
