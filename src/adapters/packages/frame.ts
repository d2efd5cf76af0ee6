// The pandas analogue: data frames and series, recorded by cells, rows and columns.
//
// Import for the classes: `import { TrackedDataFrame } from 'janus-ts/adapters/frame'`.
import { adapter } from '../adapter.js';
import type { Adapter, AdapterConflict, AdapterMerge, ViewAdapter } from '../protocol.js';
import { CORE } from '../frame/core.js';
import { applyDelta, type FrameDelta } from '../frame/delta.js';
import { difference } from '../frame/difference.js';
import { frameIn, TrackedDataFrame, TrackedSeries } from '../frame/frame.js';
import { join } from '../frame/join.js';
import type { Counter, TableState } from '../frame/table.js';

export { TrackedDataFrame, TrackedSeries } from '../frame/frame.js';
export type { FrameCells, FrameRows, RowOf } from '../frame/accessors.js';
export type { CellOf, ColumnType, FrameSchema } from '../frame/columns.js';
export type { CellSource } from '../frame/core.js';
export type { Mask, RowsSelector, Slice } from '../frame/rows.js';
export type { SeriesCells, SeriesRows } from '../frame/series.js';

/** Frames change by their own verbs only, which record what they do. */
export class FrameAdapter implements Adapter<TrackedDataFrame, TableState, FrameDelta> {
  readonly comparing = 'never';

  getSnapshot(frame: TrackedDataFrame): TableState {
    return frame[CORE].table.state();
  }
  getDelta(snapshot: TableState, frame: TrackedDataFrame): FrameDelta | null {
    const edits = difference(snapshot, frame[CORE].table);
    return edits.length === 0 ? null : edits;
  }
  applyForward(frame: TrackedDataFrame, delta: FrameDelta): void {
    applyDelta(frame[CORE].table, delta, false);
  }
  applyBackward(frame: TrackedDataFrame, delta: FrameDelta): void {
    applyDelta(frame[CORE].table, delta, true);
  }
  merge(conflict: AdapterConflict<TableState>): AdapterMerge<FrameDelta> {
    const { state, conflicts } = join(conflict);
    const edits = difference(conflict.ours, state);
    return { delta: edits.length === 0 ? null : edits, conflicts };
  }
  copy(frame: TrackedDataFrame): TrackedDataFrame {
    return frame.copy();
  }
  encode(frame: TrackedDataFrame): unknown {
    const { table } = frame[CORE];
    return { ...table.state(), next: { ...table.counter } };
  }
  decode(data: unknown): TrackedDataFrame {
    const { next, ...state } = data as TableState & { next: Counter };
    return frameIn(state, { counter: { ...next } });
  }
}

/** A series shows its frame. */
export class SeriesAdapter implements ViewAdapter<TrackedSeries> {
  viewOf(series: TrackedSeries): object {
    return series[CORE].handle;
  }
  viewAs({ column }: TrackedSeries, shown: object): TrackedSeries {
    return new TrackedSeries((shown as TrackedDataFrame)[CORE], column);
  }
  encode({ column }: TrackedSeries): unknown {
    return column;
  }
  decode(column: unknown, frame: object): TrackedSeries {
    return new TrackedSeries((frame as TrackedDataFrame)[CORE], column as number);
  }
}

adapter(TrackedDataFrame)(FrameAdapter);
adapter(TrackedSeries)(SeriesAdapter);
