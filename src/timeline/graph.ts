// The whole history as plain data.
import { NO_MOMENT, type EngineHandle } from '../engine-binding/handle.js';
import type { HistoryView, MomentView } from '../history-view.js';
import { collapsedMoments, isCollapsedUpTo } from './collapsed.js';
import type { Session } from './session.js';

/** Words of a run: first moment, length, parent of the first. */
const RUN = 4;

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
  const isReached = reachedIn(engine);
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
    ...(isCut(id, parents, cuts) ? { isCut: true as const } : {}),
    ...(isReached(id) ? {} : { isAbandoned: true as const }),
  }));
  return { name, moments, currentBranch: engine.currentBranch, ...marksOf(session) };
}

function isCut(id: number, parents: readonly number[], cuts: ReadonlySet<number>): boolean {
  return cuts.has(id) || (parents.length === 0 && id > 0);
}

function marksOf(session: Session): Pick<HistoryView, 'marks'> {
  const frozen = [...session.shared.frozen.keys()].map((branch) => [branch, 'frozen'] as const);
  // Without a prototype: a branch may have any name.
  const gone = collapsedMoments(session);
  const collapsed = session.engine
    .branches()
    .filter(({ moment }) => gone.size > 0 && isCollapsedUpTo(session, moment, gone))
    .map(({ name }) => [name, 'collapsed'] as const);
  const all = [...frozen, ...collapsed];
  const marks = Object.assign(Object.create(null) as Record<string, 'frozen' | 'collapsed'>, Object.fromEntries(all));
  return all.length === 0 ? {} : { marks };
}

/** Answers what a {@link HistoryView} has of single moments, without making all of it. Good until the history changes. */
export class HistoryOutline {
  readonly currentBranch: string;
  readonly current: number;
  readonly marks: HistoryView['marks'];
  readonly branches: ReadonlyMap<string, number>;
  readonly labels: ReadonlyMap<string, number>;
  readonly #session: Session;
  readonly #labels: Map<number, string[]>;
  readonly #branches: Map<number, string[]>;
  readonly #cuts: ReadonlySet<number>;
  readonly #isReached: (moment: number) => boolean;

  constructor(
    session: Session,
    readonly name: string,
  ) {
    const { engine } = session;
    const [labels, branches] = [engine.labels(), engine.branches()];
    this.#session = session;
    this.currentBranch = engine.currentBranch;
    this.current = engine.position;
    this.marks = marksOf(session).marks;
    this.labels = new Map(labels.map(({ name: label, moment }) => [label, moment]));
    this.branches = new Map(branches.map(({ name: branch, moment }) => [branch, moment]));
    this.#labels = byMoment(labels);
    this.#branches = byMoment(branches);
    this.#cuts = new Set(engine.cuts());
    this.#isReached = reachedIn(engine);
  }

  has(id: number): boolean {
    return this.#session.engine.hasMoment(id);
  }

  parentsOf(id: number): readonly number[] {
    return this.#session.engine.parents(id);
  }

  /** One moment that is there. O(log runs). */
  momentOf(id: number): MomentView {
    const { engine } = this.#session;
    const parents = this.parentsOf(id);
    return {
      id,
      parents,
      time: engine.timeOf(id),
      title: engine.title(id),
      labels: this.#labels.get(id) ?? [],
      branches: this.#branches.get(id) ?? [],
      tags: this.#session.tagsOf(id),
      current: id === this.current,
      ...(isCut(id, parents, this.#cuts) ? { isCut: true as const } : {}),
      ...(this.#isReached(id) ? {} : { isAbandoned: true as const }),
    };
  }

  /** All moments that are there, the newest first. */
  *newestFirst(): Generator<number> {
    for (let id = this.#session.engine.moments - 1; id >= 0; id--) if (this.has(id)) yield id;
  }
}

/**
 * Whether a branch, a label or the position reaches a moment. Within a run everything before a reached moment is reached, and
 * parents have smaller numbers: one pass over the runs, the newest first. O((runs + names) log runs).
 */
function reachedIn(engine: EngineHandle): (moment: number) => boolean {
  const runs = engine.runs();
  const merges = engine.mergeParents();
  /** By run, behind which moment nothing is reached. */
  const ends = new Uint32Array(runs.length / RUN);
  const runOf = (moment: number): number => {
    let [low, high] = [0, ends.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((runs[middle * RUN] ?? 0) <= moment) low = middle;
      else high = middle;
    }
    return low;
  };
  const reach = (moment: number): void => {
    const run = runOf(moment);
    ends[run] = Math.max(ends[run] ?? 0, moment + 1);
  };
  for (const { moment } of [...engine.labels(), ...engine.branches()]) reach(moment);
  reach(engine.position);
  let merge = merges.length;
  for (let run = ends.length - 1; run >= 0; run--) {
    const [first = 0, , parent = NO_MOMENT] = runs.subarray(run * RUN, run * RUN + RUN);
    const end = ends[run] ?? 0;
    if (end > first && parent !== NO_MOMENT) reach(parent);
    for (; merge > 0 && (merges[merge - 2] ?? 0) >= first; merge -= 2)
      if ((merges[merge - 2] ?? 0) < end) reach(merges[merge - 1] ?? 0);
  }
  return (moment) => moment < (ends[runOf(moment)] ?? 0);
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
  for (let i = 0; i < runs.length; i += RUN) {
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
