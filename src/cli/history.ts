// The history as commands see it: moments by their number, and what a ref of the command line means.
import type { HistoryView, MomentView, Timeline } from '../index.js';
import { misused } from './failure.js';
import { visible } from './visible.js';

/** A history that was opened for a command. Only `view` costs O(moments): most commands print a few. */
export interface Opened extends Pick<HistoryView, 'name' | 'currentBranch' | 'marks'> {
  readonly timeline: Timeline;
  /** The whole history. */
  readonly view: HistoryView;
  /** Branches and labels with their moments. */
  readonly branches: ReadonlyMap<string, number>;
  readonly labels: ReadonlyMap<string, number>;
  readonly momentOf: (id: number) => MomentView;
  /** All moments, the newest first. */
  readonly newestFirst: () => Iterable<number>;
  /** The line of first parents from a moment down. */
  readonly lineFrom: (id: number) => Iterable<number>;
  /**
   * The moment a ref means: `@` where the object stands, `#5` the moment of that number, else a branch or label, else a number;
   * each with `~n` behind it for n first parents further down.
   */
  readonly resolve: (ref: string) => MomentView;
}

/** Looks at a history. O(names). */
export function lookAt(timeline: Timeline): Opened {
  const outline = timeline.outline();
  const { name, currentBranch, marks, branches, labels } = outline;
  const known = (id: number): number | undefined => (outline.has(id) ? id : undefined);
  function* lineFrom(id: number): Generator<number> {
    for (let at: number | undefined = id; at !== undefined; at = outline.parentsOf(at)[0]) yield at;
  }
  const plain = (ref: string): number | undefined => {
    if (ref === '@') return outline.current;
    const number = /^#?(\d{1,15})$/.exec(ref)?.[1];
    if (number !== undefined && ref.startsWith('#')) return known(Number(number));
    return branches.get(ref) ?? labels.get(ref) ?? (number === undefined ? undefined : known(Number(number)));
  };
  const found = (ref: string): number | undefined => {
    const whole = plain(ref);
    if (whole !== undefined) return whole;
    const [, base, steps] = /^(.+)~(\d{0,15})$/s.exec(ref) ?? [];
    let at = base === undefined ? undefined : plain(base);
    for (let left = steps === '' ? 1 : Number(steps ?? 0); left > 0 && at !== undefined; left--)
      at = outline.parentsOf(at)[0];
    return at;
  };
  const opened: Omit<Opened, 'view'> = {
    timeline,
    name,
    currentBranch,
    ...(marks === undefined ? {} : { marks }),
    branches,
    labels,
    momentOf: (id) => {
      if (!outline.has(id)) throw misused(`There is no moment #${String(id)} in this history.`);
      return outline.momentOf(id);
    },
    newestFirst: () => outline.newestFirst(),
    lineFrom,
    resolve: (ref) => {
      const id = found(ref);
      if (id !== undefined) return outline.momentOf(id);
      throw misused(
        `${visible(JSON.stringify(ref))} is no branch, label or moment of this history. \`janus branches\` lists the names, ` +
          `\`janus log --all\` the moments.`,
      );
    },
  };
  let view: HistoryView | undefined;
  return Object.defineProperty(opened, 'view', { get: () => (view ??= timeline.graph()) }) as Opened;
}

/** At most so many of the first ones. */
export function firstOf<T>(all: Iterable<T>, limit = Infinity): T[] {
  const first: T[] = [];
  if (limit === 0) return first;
  for (const one of all) if (first.push(one) >= limit) break;
  return first;
}
