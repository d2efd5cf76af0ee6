// The history in the page, from its data.
import type { MomentView } from '../../history-view.js';
import type { PageData } from '../page-data.js';

/** Moments by their place; their parents are places too. */
export interface PageHistory {
  readonly moments: readonly MomentView[];
  /** Ids as users know them. */
  readonly ids: Float64Array;
  /** First parents, -1 for none. */
  readonly parent: Int32Array;
  readonly children: (place: number) => readonly number[];
}

/** Reads the data. O(moments). */
export function readHistory(data: PageData): PageHistory {
  const { count } = data;
  const ids = spread(data.ids, count, 1);
  const times = spread(data.times, count, 0);
  const odd = new Map(data.parents.map(([place, ...parents]) => [place, parents]));
  const [labels, branches] = [byPlace(data.labels), byPlace(data.branches)];
  const titles = new Map(data.titles);
  const tags = new Map<number, Record<string, string | number | boolean | null>>();
  for (const [place, key, value] of data.tags) {
    const known = tags.get(place) ?? (Object.create(null) as Record<string, string | number | boolean | null>);
    known[key] = value;
    tags.set(place, known);
  }
  const aside = new Uint8Array(count);
  for (const [first, last] of data.abandoned) aside.fill(1, first, last + 1);
  const children = new Map<number, number[]>();
  const parent = new Int32Array(count).fill(-1);
  const moments: MomentView[] = [];
  for (let place = 0; place < count; place++) {
    const parents = odd.get(place) ?? [place - 1];
    parent[place] = parents[0] ?? -1;
    for (const up of odd.get(place) ?? []) if (up !== place - 1) children.set(up, [...(children.get(up) ?? []), place]);
    moments.push({
      id: place,
      parents,
      time: times[place] ?? 0,
      title: titles.get(place),
      labels: labels.get(place) ?? [],
      branches: branches.get(place) ?? [],
      tags: tags.get(place) ?? {},
      current: place === data.current,
      ...(aside[place] === 1 ? { isAbandoned: true } : {}),
    });
  }
  const childrenOf = (place: number): readonly number[] => {
    const next = moments[place + 1]?.parents.includes(place) === true ? [place + 1] : [];
    return [...next, ...(children.get(place) ?? [])];
  };
  return { moments, ids, parent, children: childrenOf };
}

function spread(runs: readonly (readonly [number, number])[], count: number, step: number): Float64Array {
  const values = new Float64Array(count);
  runs.forEach(([from, value], at) => {
    const end = runs[at + 1]?.[0] ?? count;
    for (let place = from; place < end; place++) values[place] = value + step * (place - from);
  });
  return values;
}

function byPlace(names: readonly (readonly [number, string])[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const [place, name] of names) found.set(place, [...(found.get(place) ?? []), name]);
  return found;
}
