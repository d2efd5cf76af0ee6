// The one table: a row per figure, a column per contender, each cell with its ratio to ours.
import { markdownTable } from 'markdown-table';
import { titles } from '../peers/index.mjs';
import { workloads } from '../workloads/index.mjs';
import { finder, show, showSize } from './figures.mjs';

/** Markdown of all figures; `cells` tell which contenders ran and which failed. */
export function comparisonTable(cells, figures) {
  const find = finder(figures);
  const peerIds = [...new Set(cells.map(({ peerId }) => peerId))];
  const rows = workloads.flatMap((workload) => {
    const sizes = [...new Set(cells.filter((cell) => cell.workloadId === workload.id).map(({ asked }) => asked))];
    return sizes.flatMap((asked) =>
      Object.entries(workload.figures).map(([name, { title, unit }]) => [
        labelOf(workload.id, title, unit, sizes.length > 1 ? asked : undefined),
        ...peerIds.map((peerId) => {
          const cell = cells.find((c) => c.peerId === peerId && c.workloadId === workload.id && c.asked === asked);
          if (cell?.error !== undefined) return '**error**';
          return cellText(find(peerId, workload.id, asked, name), find('ours', workload.id, asked, name));
        }),
      ]),
    );
  });
  return markdownTable([['', ...peerIds.map((id) => titles[id] ?? id)], ...rows], {
    align: ['l', ...peerIds.map(() => 'r')],
  });
}

function labelOf(workloadId, title, unit, size) {
  const number = /^w\d+/.exec(workloadId);
  return `${number ? `${number[0].toUpperCase()} ` : ''}${title}${size === undefined ? '' : `, ${showSize(size)}`}, ${unit}`;
}

function cellText(figure, ours) {
  if (figure === undefined) return '–';
  const size = figure.size === figure.asked ? '' : ` @${showSize(figure.size)}`;
  const ratio = ours === undefined || figure === ours ? '' : ` (${show(figure.median / ours.median)}×)`;
  return `${show(figure.median)}${size}${ratio}`;
}
