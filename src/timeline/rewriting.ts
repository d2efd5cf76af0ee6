// Rewriting: squash, rebase, revert and cherry-pick. All of them make new moments; old ones are never changed.
//
// RW1: a call makes all of its moments or none. RW2: a copy has the state, time, title and tags of its original.
// RW3: where a name that stays goes on from what was rewritten, the copy has the original as a further parent, so that a later
// merge finds their common past.
import { RewriteError } from '../errors.js';
import type { Joined } from '../recording/recorder.js';
import { allOrNothing, recordInto } from './merge-commit.js';
import { threeWay, type MergeManner } from './merge.js';
import type { MergeDecision } from './merge-decision.js';
import { resultOf, type MergeResult } from './merge-results.js';
import type { Moment } from './moment.js';
import { standOf, type NameChange } from './operations.js';
import { expectAlive } from './collapsed.js';
import type { Session } from './session.js';
import { takeOver } from './take-over.js';

/** What `rebase` did. */
export interface RebaseResult extends MergeResult {
  /** The new moments, oldest first. */
  readonly moments: readonly Moment[];
}

/** First parents from a moment down to another, which is left out; oldest first. Undefined when that is not on the line. */
function lineBetween({ engine }: Session, from: number, to: number): number[] | undefined {
  const line: number[] = [];
  for (let at = to; at > from;) {
    line.push(at);
    at = engine.parents(at)[0] ?? 0;
    if (at < from) return undefined;
  }
  return to < from ? undefined : line.reverse();
}

/** Makes one moment of those behind `from` up to `to`; what comes behind `to` is copied on top. Answers the new moment. */
export function squash(session: Session, from: number, to: number): number {
  const { engine, shared } = session;
  session.checkWritable('squash');
  const before = standOf(session);
  const { position } = before;
  // In a linear timeline the object can stand beside the line of its branch: then its own line counts.
  const tip = lineBetween(session, position, before.tip) === undefined ? position : before.tip;
  const behind = lineBetween(session, to, tip);
  const range = lineBetween(session, from, to);
  if (behind === undefined || range === undefined) {
    throw new RewriteError('squash', 'both ends have to be on the line of the current branch, the first one first');
  }
  if (range.length < 2) return to;
  if (position > from && position < to) {
    throw new RewriteError(
      'squash',
      `the object stands inside the range, at moment ${String(position)}; go to its end first`,
    );
  }
  const copies = new Map<number, number>();
  const links = linksOf(session, from, to, behind);
  allOrNothing(session, () => {
    try {
      copyLine(session, { from, to, begin: range[0] ?? to, behind }, links, copies);
    } finally {
      engine.forgetAlike();
    }
    session.move(engine.jump(copies.get(position) ?? position));
  });
  const names = movedNames(session, copies, before.branch);
  for (const { what, name, after = 0 } of names) engine[what === 'branch' ? 'setBranch' : 'setLabel'](name, after);
  shared.operations.addMove(session, 'squash', before.branch, before, names);
  session.settle('squash', position);
  return copies.get(to) ?? to;
}

/** Makes one moment of a range, and copies of those behind it. */
function copyLine(
  session: Session,
  { from, to, begin, behind }: { from: number; to: number; begin: number; behind: readonly number[] },
  links: ReadonlySet<number>,
  copies: Map<number, number>,
): void {
  const { engine, attachments } = session;
  session.move(engine.jump(from));
  copies.set(to, copyOf(session, to, from, links.has(to) ? [to] : []));
  attachments.copied(to, engine.position, begin);
  for (const original of behind) {
    const [parent = 0, ...others] = engine.parents(original);
    if (links.has(original)) others.push(original);
    copies.set(original, copyOf(session, original, parent, others));
    attachments.copied(original, engine.position);
  }
}

/** Makes a moment on the present one that has the state of `original`; the present state is that of `parent`. */
function copyOf(session: Session, original: number, parent: number, others: readonly number[]): number {
  const { engine } = session;
  const { record, lists } = takeOver(session, parent, original);
  engine.openMoment('squash', others, engine.timeOf(original), engine.title(original));
  recordInto(session, record);
  for (const { list, operation } of lists) engine.setAlike(list.operation, operation);
  copyTags(session, original);
  return engine.position;
}

function copyTags({ engine }: Session, original: number): void {
  for (const { key, value } of engine.tags(original)) engine.setTag(engine.position, key, value);
}

/** Originals that are to be parents of their copies (RW3). */
function linksOf(session: Session, from: number, to: number, behind: readonly number[]): Set<number> {
  const { engine, shared } = session;
  const copied = new Set([to, ...behind]);
  const tip = behind.at(-1) ?? to;
  const links = new Set<number>();
  const current = engine.currentBranch;
  const staying = [
    ...engine
      .branches()
      .filter(({ name, moment }) => name !== current && !(copied.has(moment) && !shared.frozen.has(name))),
    ...engine.labels().filter(({ moment }) => !copied.has(moment)),
  ];
  for (const moment of new Set(staying.map((name) => name.moment))) {
    for (const base of engine.mergeBases(moment, tip)) {
      if (engine.isAncestor(base, from)) continue;
      if (engine.isAncestor(base, to)) links.add(to);
      else if (copied.has(base)) links.add(base);
    }
  }
  return links;
}

/** Names that go to the copies of their moments. */
function movedNames({ engine, shared }: Session, copies: ReadonlyMap<number, number>, current: string): NameChange[] {
  const moves = (what: 'branch' | 'label') => (named: { readonly name: string; readonly moment: number }) => ({
    what,
    name: named.name,
    before: named.moment,
    after: copies.get(named.moment),
  });
  return [
    ...engine
      .branches()
      .filter(({ name }) => name !== current && !shared.frozen.has(name))
      .map(moves('branch')),
    ...engine.labels().map(moves('label')),
  ].filter(({ after }) => after !== undefined);
}

/** Takes back what a moment did, or does it here, as one new moment. */
export function pick(
  session: Session,
  kind: 'revert' | 'cherry-pick',
  moment: number,
  name: string,
  manner: MergeManner,
): MergeResult {
  const { engine, shared } = session;
  const verb = kind === 'revert' ? 'revert' : 'cherryPick';
  session.checkWritable(verb);
  const [parent] = engine.parents(moment);
  if (parent === undefined) throw new RewriteError(verb, 'genesis changed nothing; name a later moment');
  const before = standOf(session);
  const sides = kind === 'revert' ? { source: parent, base: moment } : { source: moment, base: parent };
  const title = engine.title(moment);
  const shown = title === undefined || kind === 'cherry-pick' ? title : `revert: ${title}`;
  const open = (time: number): void => {
    engine.openMoment(verb, [], time, shown);
  };
  const result = threeWay(session, sides, name, manner, open, { always: false });
  if (result.kind === 'already-merged') return result;
  shared.operations.addMove(session, kind, name, before);
  session.settle(kind, before.position, name);
  return result;
}

/** Takes what the current branch did since the common past over onto another moment. */
export function rebase(session: Session, onto: number, name: string, manner: MergeManner): RebaseResult {
  const { engine, moments, shared } = session;
  session.checkWritable('rebase');
  const before = standOf(session);
  const { branch, tip } = before;
  const merged = { target: onto, source: tip };
  const nothing = (kind: 'already-merged' | 'fast-forward'): RebaseResult =>
    Object.assign(resultOf(session, kind, merged, []), { moments: [] });
  if (before.position !== tip) {
    throw new RewriteError(
      'rebase',
      `the object has to stand at the tip of ${branch}; redo or switch('${branch}') first`,
    );
  }
  if (onto === tip) return nothing('already-merged');
  const tell = (): void => {
    shared.operations.addMove(session, 'rebase', name, before);
    session.settle('rebase', tip, name);
  };
  expectAlive(session, 'rebase', onto);
  if (engine.isAncestor(tip, onto)) {
    session.move(engine.fastForward(onto));
    tell();
    return nothing('fast-forward');
  }
  const line: number[] = [];
  let parent = tip;
  for (; !engine.isAncestor(parent, onto); parent = engine.parents(parent)[0] ?? 0) line.push(parent);
  if (parent === onto) return nothing('already-merged');
  const results: MergeResult[] = [];
  const known = engine.moments;
  allOrNothing(session, (joined: Joined[]) => {
    engine.setBranch(branch, onto);
    session.move(engine.jump(onto));
    for (const original of line.reverse()) {
      const [base = 0, ...further] = engine.parents(original);
      const others = further.filter((other) => !engine.isAncestor(other, engine.position));
      const open = (): void => {
        engine.openMoment('rebase', others, engine.timeOf(original), engine.title(original));
      };
      results.push(threeWay(session, { source: original, base }, name, manner, open, { joined, known }));
      copyTags(session, original);
      session.attachments.copied(original, engine.position);
    }
  });
  tell();
  return {
    kind: 'merged',
    moment: moments.of(engine.position),
    moments: results.map(({ moment }) => moment),
    get decisions(): readonly MergeDecision[] {
      return results.flatMap(({ decisions }) => decisions);
    },
    get conflicts(): readonly MergeDecision[] {
      return results.flatMap(({ conflicts }) => conflicts);
    },
  };
}
