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
import type { TableState } from '../frame/table.js';

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
    return frame[CORE].table.state();
  }
  decode(data: unknown): TrackedDataFrame {
    return frameIn(data as TableState);
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
  encode({ [CORE]: core, column }: TrackedSeries): unknown {
    return { frame: core.table.state(), column };
  }
  decode(data: unknown): TrackedSeries {
    const { frame, column } = data as { frame: TableState; column: number };
    return new TrackedSeries(frameIn(frame)[CORE], column);
  }
}

adapter(TrackedDataFrame)(FrameAdapter);
adapter(TrackedSeries)(SeriesAdapter);
