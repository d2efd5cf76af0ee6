// The whole history as plain data.
import type { HistoryView, MomentView } from '../history-view.js';
import type { Session } from './session.js';

/** Builds the view. O(moments). */
export function historyView(session: Session, name: string): HistoryView {
  const { engine } = session;
  const labels = byMoment(engine.labels());
  const branches = byMoment(engine.branches());
  const titles = new Map(engine.titles().map(({ moment, name: title }) => [moment, title]));
  const tagged = new Set(engine.allTags());
  const moments: MomentView[] = parentLists(engine.runs(), engine.mergeParents()).map((parents, id) => ({
    id,
    parents,
    time: 0,
    title: titles.get(id),
    labels: labels.get(id) ?? [],
    branches: branches.get(id) ?? [],
    tags: tagged.has(id) ? session.tagsOf(id) : {},
    current: id === engine.position,
  }));
  withTimes(moments, engine.times());
  markAbandoned(moments);
  const view = { name, moments, currentBranch: engine.currentBranch };
  const frozen = [...session.shared.frozen.keys()].map((branch) => [branch, 'frozen'] as const);
  // Without a prototype: a branch may have any name.
  const marks = Object.assign(Object.create(null) as Record<string, 'frozen'>, Object.fromEntries(frozen));
  return frozen.length === 0 ? view : { ...view, marks };
}

/** Names by the moment they stand for. */
export function byMoment(names: readonly { readonly name: string; readonly moment: number }[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { name, moment } of names) {
    const known = found.get(moment);
    if (known === undefined) found.set(moment, [name]);
    else known.push(name);
  }
  return found;
}

function parentLists(runs: ArrayLike<number>, mergeParents: ArrayLike<number>): number[][] {
  const parents: number[][] = [];
  for (let i = 0; i < runs.length; i += 4) {
    const first = runs[i] ?? 0;
    const length = runs[i + 1] ?? 0;
    parents.push(first === 0 ? [] : [runs[i + 2] ?? 0]);
    for (let id = first + 1; id < first + length; id++) parents.push([id - 1]);
  }
  for (let i = 0; i < mergeParents.length; i += 2) parents[mergeParents[i] ?? 0]?.push(mergeParents[i + 1] ?? 0);
  return parents;
}

// Times come as runs (first moment, time); each counts until the next begins.
function withTimes(moments: MomentView[], times: ArrayLike<number>): void {
  for (let i = 0; i < times.length; i += 2) {
    const end = i + 2 < times.length ? (times[i + 2] ?? 0) : moments.length;
    for (let id = times[i] ?? 0; id < end; id++) (moments[id] as { time: number }).time = times[i + 1] ?? 0;
  }
}

// Children come after their parents, so one pass backwards reaches all that a name or the position reaches.
function markAbandoned(moments: MomentView[]): void {
  const reached = new Uint8Array(moments.length);
  for (let id = moments.length - 1; id >= 0; id--) {
    const moment = moments[id];
    if (moment === undefined) continue;
    const isNamed = moment.labels.length > 0 || moment.branches.length > 0 || moment.current;
    if (isNamed || reached[id] === 1) for (const parent of moment.parents) reached[parent] = 1;
    else (moment as { isAbandoned?: true }).isAbandoned = true;
  }
}
