// From cells with samples to figures: one number per contender, workload, asked size and figure, with its spread.
import { median, quantile } from 'simple-statistics';
import { workloads } from '../workloads/index.mjs';

/**
 * @typedef {object} Figure
 * @property {string} peerId
 * @property {string} workloadId
 * @property {number} asked the size that was asked for
 * @property {number} size the size that was measured; smaller when the asked one took too long
 * @property {string} name
 * @property {string} unit
 * @property {number} median of all rounds of all processes
 * @property {[number, number]} quartiles
 * @property {number} rounds
 */

/** @returns {Figure[]} */
export function figuresOf(cells) {
  return cells.flatMap(({ peerId, workloadId, asked, size, samples }) =>
    Object.entries(samples).map(([name, values]) => ({
      peerId,
      workloadId,
      asked,
      size,
      name,
      unit: workloads.find(({ id }) => id === workloadId).figures[name].unit,
      median: median(values),
      quartiles: [quantile(values, 0.25), quantile(values, 0.75)],
      rounds: values.length,
    })),
  );
}

/** Finds the figure of a contender, or undefined when it was not measured. */
export function finder(figures) {
  return (peerId, workloadId, asked, name) =>
    figures.find((f) => f.peerId === peerId && f.workloadId === workloadId && f.asked === asked && f.name === name);
}

/** Three significant digits, thousands separated. */
export function show(value) {
  const rounded = Number(value.toPrecision(3));
  return rounded.toLocaleString('en-US', { maximumFractionDigits: Math.abs(rounded) < 1 ? 3 : 2 });
}

/** `100000` as `100k`. */
export function showSize(size) {
  if (size >= 1_000_000) return `${size / 1_000_000}M`;
  return size >= 1_000 ? `${size / 1_000}k` : String(size);
}
