// What a page that follows a running object is told: the data from a place on, put behind what it has.
import type { PageData } from './page-data.js';

/** News for a page. */
export interface PageUpdate {
  /** The first place that is new or has changed; 0 replaces everything. */
  readonly from: number;
  /** The data from there on, and all names. */
  readonly data: PageData;
}

/** The data a page has after an update: as if it had been made now. O(what the page has). */
export function withUpdate(known: PageData, { from, data }: PageUpdate): PageData {
  if (from === 0) return data;
  // Without the changes of one moment, no state behind it can be told.
  const cut = known.cut === undefined ? data.cut : Math.min(known.cut, from);
  const more = known.cut === undefined ? (data.changes ?? []) : [];
  return {
    ...data,
    ids: joinRuns(known.ids, from, data.ids, 1),
    times: joinRuns(known.times, from, data.times, 0),
    parents: [...before(known.parents, from), ...data.parents],
    titles: [...before(known.titles, from), ...data.titles],
    ...(known.genesis === undefined ? {} : { genesis: known.genesis }),
    ...(known.changes === undefined ? {} : { changes: [...known.changes.slice(0, from), ...more] }),
    ...(cut === undefined ? {} : { cut }),
  };
}

function before<Row extends readonly [number, ...unknown[]]>(rows: readonly Row[], from: number): readonly Row[] {
  const end = rows.findIndex(([place]) => place >= from);
  return end < 0 ? rows : rows.slice(0, end);
}

type Run = readonly [place: number, value: number];

/** Runs up to a place, and others behind it; the first of those can be the rest of the last one. */
function joinRuns(known: readonly Run[], from: number, more: readonly Run[], step: number): readonly Run[] {
  const kept = before(known, from);
  const last = kept.at(-1);
  const expected = last === undefined ? undefined : last[1] + step * (from - last[0]);
  const goesOn = expected !== undefined && more[0]?.[1] === expected;
  return [...kept, ...(goesOn ? more.slice(1) : more)];
}
