// The whole history as plain data.
import { NO_MOMENT } from '../engine-binding/handle.js';
import type { HistoryView, MomentView } from '../history-view.js';
import { collapsedMoments, isCollapsedUpTo } from './collapsed.js';
import type { Session } from './session.js';

/** Builds the view. O(moments). */
export function historyView(session: Session, name: string): HistoryView {
  const { engine } = session;
  const labels = byMoment(engine.labels());
  const branches = byMoment(engine.branches());
  const titles = new Map(engine.titles().map(({ moment, name: title }) => [moment, title]));
  const tagged = new Set(engine.allTags());
  const cuts = new Set(engine.cuts());
  const timeOf = timesOf(engine.times());
  const parentsOf = parentLists(engine.runs(), engine.mergeParents());
  const moments: MomentView[] = [...parentsOf].map(([id, parents]) => ({
    id,
    parents,
    // Written at once: V8 would make every moment anew for a number that does not fit a small one.
    time: timeOf(id),
    title: titles.get(id),
    labels: labels.get(id) ?? [],
    branches: branches.get(id) ?? [],
    tags: tagged.has(id) ? session.tagsOf(id) : {},
    current: id === engine.position,
    ...(cuts.has(id) || (parents.length === 0 && id > 0) ? { isCut: true as const } : {}),
  }));
  markAbandoned(moments);
  const view = { name, moments, currentBranch: engine.currentBranch };
  const frozen = [...session.shared.frozen.keys()].map((branch) => [branch, 'frozen'] as const);
  // Without a prototype: a branch may have any name.
  const gone = collapsedMoments(session);
  const collapsed = session.engine
    .branches()
    .filter(({ moment }) => gone.size > 0 && isCollapsedUpTo(session, moment, gone))
    .map(({ name }) => [name, 'collapsed'] as const);
  const all = [...frozen, ...collapsed];
  const marks = Object.assign(Object.create(null) as Record<string, 'frozen' | 'collapsed'>, Object.fromEntries(all));
  return all.length === 0 ? view : { ...view, marks };
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

function parentLists(runs: ArrayLike<number>, mergeParents: ArrayLike<number>): Map<number, number[]> {
  const parents = new Map<number, number[]>();
  for (let i = 0; i < runs.length; i += 4) {
    const first = runs[i] ?? 0;
    const length = runs[i + 1] ?? 0;
    const parent = runs[i + 2] ?? NO_MOMENT;
    parents.set(first, parent === NO_MOMENT ? [] : [parent]);
    for (let id = first + 1; id < first + length; id++) parents.set(id, [id - 1]);
  }
  for (let i = 0; i < mergeParents.length; i += 2) parents.get(mergeParents[i] ?? 0)?.push(mergeParents[i + 1] ?? 0);
  return parents;
}

/** Times come as runs (first moment, time); each counts until the next begins. To be asked in the order of the moments. */
function timesOf(times: ArrayLike<number>): (moment: number) => number {
  let run = 0;
  return (moment) => {
    while (run + 2 < times.length && (times[run + 2] ?? 0) <= moment) run += 2;
    return times[run + 1] ?? 0;
  };
}

// Children come after their parents, so one pass backwards reaches all that a name or the position reaches.
function markAbandoned(moments: MomentView[]): void {
  const reached = new Set<number>();
  for (const moment of moments.toReversed()) {
    const isNamed = moment.labels.length > 0 || moment.branches.length > 0 || moment.current;
    if (isNamed || reached.has(moment.id)) for (const parent of moment.parents) reached.add(parent);
    else (moment as { isAbandoned?: true }).isAbandoned = true;
  }
}
