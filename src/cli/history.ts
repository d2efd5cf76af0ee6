// The history as commands see it: moments by their number, and what a ref of the command line means.
import type { HistoryView, MomentView, Timeline } from '../index.js';
import { misused } from './failure.js';
import { visible } from './visible.js';

/** A history that was opened for a command. */
export interface Opened {
  readonly timeline: Timeline;
  readonly view: HistoryView;
  readonly momentOf: (id: number) => MomentView;
  /**
   * The moment a ref means: `@` where the object stands, `#5` the moment of that number, else a branch or label, else a number;
   * each with `~n` behind it for n first parents further down.
   */
  readonly resolve: (ref: string) => MomentView;
}

/** Looks at a history. O(moments). */
export function lookAt(timeline: Timeline): Opened {
  const view = timeline.graph();
  const byId = new Map(view.moments.map((moment) => [moment.id, moment]));
  const names = new Map<string, MomentView>();
  for (const moment of view.moments) for (const name of [...moment.labels, ...moment.branches]) names.set(name, moment);
  const current = view.moments.find((moment) => moment.current);
  const momentOf = (id: number): MomentView => {
    const found = byId.get(id);
    if (found === undefined) throw misused(`There is no moment #${String(id)} in this history.`);
    return found;
  };
  const plain = (ref: string): MomentView | undefined => {
    if (ref === '@') return current;
    const number = /^#?(\d{1,15})$/.exec(ref)?.[1];
    if (number !== undefined && ref.startsWith('#')) return byId.get(Number(number));
    return names.get(ref) ?? (number === undefined ? undefined : byId.get(Number(number)));
  };
  const resolve = (ref: string): MomentView => {
    const whole = plain(ref);
    if (whole !== undefined) return whole;
    const [, base, steps] = /^(.+)~(\d{0,15})$/s.exec(ref) ?? [];
    let at = base === undefined ? undefined : plain(base);
    for (let left = steps === '' ? 1 : Number(steps ?? 0); left > 0 && at !== undefined; left--) {
      const [parent] = at.parents;
      at = parent === undefined ? undefined : byId.get(parent);
    }
    if (at !== undefined) return at;
    throw misused(
      `${visible(JSON.stringify(ref))} is no branch, label or moment of this history. \`janus branches\` lists the names, ` +
        `\`janus log --all\` the moments.`,
    );
  };
  return { timeline, view, momentOf, resolve };
}

/** The line of first parents from a moment down. */
export function* lineFrom({ momentOf }: Opened, moment: MomentView): Generator<MomentView> {
  for (let at = moment; ;) {
    yield at;
    const [parent] = at.parents;
    if (parent === undefined) return;
    at = momentOf(parent);
  }
}
