// How the example shows a diagram: as a line of text, and drawn with characters.
import type { MergeDecision } from 'janus-ts';
import { table } from '../print.js';
import { Connector, Group, Shape, shapesIn, type Diagram, type Node } from './model.js';

/** The tree in one line, from the lowest to the topmost. */
export function outline(node: Node): string {
  return node instanceof Shape ? node.name : `${node.name}(${node.children.map(outline).join(' ')})`;
}

const FILLS: Readonly<Record<string, string>> = { white: ' ', grey: '░', blue: '▒', red: '▓' };

/** Draws all shapes, one over the other. */
export function drawing({ page }: Diagram, width: number, height: number): string {
  const canvas = Array.from({ length: height }, () => new Array<string>(width).fill(' '));
  for (const shape of shapesIn(page)) drawShape(canvas, shape);
  return canvas.map((line) => `  ${line.join('').trimEnd()}`).join('\n');
}

function drawShape(canvas: string[][], { name, x, y, width, height, fill }: Shape): void {
  const rows = Array.from({ length: height }, (_, row) => {
    if (row === 0) return `┌ ${name} `.padEnd(width - 1, '─') + '┐';
    if (row === height - 1) return '└'.padEnd(width - 1, '─') + '┘';
    return '│'.padEnd(width - 1, FILLS[fill] ?? '?') + '│';
  });
  rows.forEach((text, row) => {
    canvas[y + row]?.splice(x, width, ...Array.from(text));
  });
}

/** Prints what a merge decided, place by place. */
export function printDecisions(decisions: readonly MergeDecision[]): void {
  table(
    ['place', 'before', 'main (Ada)', 'ben', 'merged', 'decided by'],
    decisions.map((decision) => [
      decision.path,
      shown(decision.hasBase, decision.base),
      shown(decision.hasOurs, decision.ours),
      shown(decision.hasTheirs, decision.theirs),
      shown(decision.isPresent, decision.value),
      reason(decision),
    ]),
  );
}

function reason({ conflict, kind, by, base, ours, theirs }: MergeDecision): string {
  if (conflict) return `conflict (${kind}): ${by}`;
  // The same element before and after, so what has changed is its place.
  return base === theirs && ours === theirs ? `${by} (moved)` : by;
}

function shown(isThere: boolean, value: unknown): string {
  if (!isThere) return '–';
  if (value instanceof Connector) return value.label;
  return value instanceof Shape || value instanceof Group ? value.name : String(value);
}
