// The operation log: what was done to the history itself, so that it can be taken back (the model is the operation log of
// Jujutsu). Moments are never taken back by it, only what stands for them: names, the current branch, the position.
//
// OL1: an operation says of every name it touched where it stood before and after; nothing else is put back.
import { FrozenBranchError, OperationError } from '../errors.js';
import { timeOfTurn } from '../recording/clock.js';
import { expectAlive } from './collapsed.js';
import type { Moment } from './moment.js';
import type { Session } from './session.js';

/** What was done to a history. */
export type HistoryOperationKind =
  | 'branch'
  | 'delete-branch'
  | 'rename-branch'
  | 'freeze'
  | 'thaw'
  | 'label'
  | 'merge'
  | 'revert'
  | 'cherry-pick'
  | 'rebase'
  | 'squash'
  | 'prune';

/** One entry of the operation log. */
export interface HistoryOperation {
  /** Counts operations from 1 on. */
  readonly number: number;
  readonly kind: HistoryOperationKind;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The name it was about: a branch, a label, or what was given as the source. */
  readonly name: string;
  /** Where the object stood before. */
  readonly from: Moment;
  /** Where it stood afterwards. */
  readonly to: Moment;
  /** Whether it was taken back. */
  readonly isUndone: boolean;
}

/** Where an object stands, and on which branch. */
export interface Stand {
  readonly branch: string;
  readonly position: number;
  /** The tip of the branch. */
  readonly tip: number;
}

/** A name that was made, moved or taken away: where it stood before and after, undefined for nowhere. */
export interface NameChange {
  readonly what: 'branch' | 'label';
  readonly name: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** What an operation changed. */
export interface OperationChanges {
  readonly names?: readonly NameChange[];
  readonly renamed?: { readonly from: string; readonly to: string };
  readonly frozen?: {
    readonly branch: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
  };
}

/** What is noted of an operation. */
export interface OperationEntry extends OperationChanges {
  readonly kind: HistoryOperationKind;
  readonly time: number;
  readonly name: string;
  readonly before: Stand;
  readonly after: Stand;
  isUndone: boolean;
}

/** Where the object of a session stands. */
export function standOf({ engine }: Session): Stand {
  const branch = engine.currentBranch;
  return { branch, position: engine.position, tip: engine.resolve(branch).moment };
}

/** The operations of one history. */
export class OperationLog {
  readonly #entries: OperationEntry[] = [];

  /** What is noted, as plain data: for files. */
  get entries(): readonly Readonly<OperationEntry>[] {
    return this.#entries;
  }

  /** Goes on from what a file noted. */
  restore(entries: readonly OperationEntry[]): void {
    this.#entries.push(...entries);
  }

  /** Notes an operation that has been done; `before` is where the object stood then. */
  add(session: Session, kind: HistoryOperationKind, name: string, before: Stand, changes: OperationChanges): void {
    this.#entries.push({
      kind,
      time: timeOfTurn(),
      name,
      before,
      after: standOf(session),
      isUndone: false,
      ...changes,
    });
  }

  /** Notes an operation that moved the current branch, and maybe other names. */
  addMove(
    session: Session,
    kind: HistoryOperationKind,
    name: string,
    before: Stand,
    others: readonly NameChange[] = [],
  ): void {
    const { branch, tip } = standOf(session);
    const moved: NameChange = { what: 'branch', name: branch, before: before.tip, after: tip };
    this.add(session, kind, name, before, { names: [moved, ...others] });
  }

  /** All operations, oldest first. */
  list({ moments }: Session): readonly HistoryOperation[] {
    return this.#entries.map(({ kind, time, name, before, after, isUndone }, index) => ({
      ...{ number: index + 1, kind, time, name, isUndone },
      from: moments.of(before.position),
      to: moments.of(after.position),
    }));
  }

  /**
   * Takes one operation back, the newest that was not by default. Answers its number.
   * @throws {OperationError} when something would be left behind, or stands elsewhere since
   */
  undo(session: Session, wanted: number | undefined): number {
    const isOpen = ({ isUndone, kind }: OperationEntry): boolean => !isUndone && kind !== 'prune';
    const number = wanted ?? this.#entries.findLastIndex(isOpen) + 1;
    const entry = this.#entries[number - 1];
    if (entry === undefined) {
      const why = wanted === undefined ? 'there is none that was not taken back' : 'there is no such operation';
      throw new OperationError(wanted, why, 'operations() lists them.');
    }
    if (entry.isUndone)
      throw new OperationError(number, 'it was taken back already', 'operations() lists what was not.');
    if (entry.kind === 'prune') throw new OperationError(number, 'what was pruned is gone', 'Label what has to stay.');
    check(session, number, entry);
    putBack(session, entry);
    entry.isUndone = true;
    return number;
  }
}

// -- checks ------------------------------------------------------------------------------------------------------------

function check(session: Session, number: number, entry: OperationEntry): void {
  const { engine, shared } = session;
  const branches = new Map(engine.branches().map(({ name, moment }) => [name, moment]));
  const labels = new Map(engine.labels().map(({ name, moment }) => [name, moment]));
  const refuse = (why: string, wayOut: string): never => {
    throw new OperationError(number, why, wayOut);
  };
  const expectThere = (moment: number | undefined): void => {
    if (moment !== undefined && !engine.hasMoment(moment)) {
      refuse(`moment ${String(moment)}, which it is about, was pruned since`, 'What has to stay needs a label.');
    }
  };
  if (isMoving(entry)) expectThere(entry.before.position);
  const expectFree = (name: string): void => {
    if (branches.has(name) || labels.has(name))
      refuse(`another branch or label is named ${name} now`, 'Rename that first.');
  };
  for (const change of entry.names ?? []) {
    const { what, name, before, after } = change;
    expectThere(before);
    const now = (what === 'branch' ? branches : labels).get(name);
    if (after === undefined) {
      expectFree(name);
      continue;
    }
    if (now === undefined) refuse(`there is no ${what} ${name} any more`, 'Take back what was done to it first.');
    const reason = what === 'branch' ? shared.frozen.get(name) : undefined;
    if (reason !== undefined) throw new FrozenBranchError('undoOperation', name, reason);
    if (now === after || now === undefined) continue;
    expectThere(after);
    if (what === 'label' || !engine.isAncestor(after, now)) {
      refuse(`${name} was put elsewhere since`, 'Take back the later operation first.');
    }
    const others = [...branches, ...labels].filter(
      ([other]) => !entry.names?.some((touched) => touched.name === other),
    );
    const isKept = others.some(([, moment]) => engine.isAncestor(now, moment)) || before === now;
    if (!isKept) {
      refuse(
        `moments were made on ${name} since, and would be left behind`,
        `Name them, e.g. with branch('kept', { at: '${name}', switch: false }), and call undoOperation(${String(number)}).`,
      );
    }
  }
  if (entry.renamed !== undefined) {
    const { from, to } = entry.renamed;
    if (!branches.has(to)) refuse(`there is no branch ${to} any more`, 'Take back what was done to it first.');
    const reason = shared.frozen.get(to);
    if (reason !== undefined) throw new FrozenBranchError('undoOperation', to, reason);
    expectFree(from);
  }
  if (entry.frozen !== undefined) {
    const { branch, after } = entry.frozen;
    if (!branches.has(branch)) refuse(`there is no branch ${branch} any more`, 'Take back what was done to it first.');
    if (shared.frozen.get(branch) !== after) refuse(`${branch} was frozen or thawed since`, 'Take that back first.');
  }
  if (isMoving(entry) && !(branches.has(entry.before.branch) || isMade(entry, entry.before.branch))) {
    refuse(`the object was on the branch ${entry.before.branch}, which is gone`, 'Take back its deletion first.');
  }
}

function isMade(entry: OperationEntry, branch: string): boolean {
  return (
    entry.names?.some(({ what, name, after }) => what === 'branch' && name === branch && after === undefined) ?? false
  );
}

/** Whether the operation took the object somewhere else. */
function isMoving({ before, after, renamed }: OperationEntry): boolean {
  return renamed === undefined && (before.position !== after.position || before.branch !== after.branch);
}

// -- doing -------------------------------------------------------------------------------------------------------------

function putBack(session: Session, entry: OperationEntry): void {
  const { engine, shared } = session;
  const { renamed, frozen, before } = entry;
  // An object that was taken elsewhere since stays there, unless its branch goes.
  const follows = isMoving(entry) && engine.currentBranch === entry.after.branch;
  if (follows) expectAlive(session, 'undoOperation', before.position);
  if (renamed !== undefined) engine.renameBranch(renamed.to, renamed.from);
  if (frozen?.before !== undefined) shared.frozen.set(frozen.branch, frozen.before);
  else if (frozen !== undefined) shared.frozen.delete(frozen.branch);
  const names = entry.names ?? [];
  for (const { what, name, before: moment, after } of names) {
    if (moment === undefined) continue;
    if (after !== undefined) engine[what === 'branch' ? 'setBranch' : 'setLabel'](name, moment);
    else if (what === 'branch') engine.createBranch(name, moment);
    else engine.addLabel(name, moment);
  }
  if (follows) session.move(engine.stand(before.branch, before.position));
  for (const { what, name, before: moment } of names) {
    if (moment !== undefined) continue;
    if (what === 'branch') engine.deleteBranch(name);
    else engine.setLabel(name, undefined);
  }
}

// -- verbs that only change names --------------------------------------------------------------------------------------

/** Notes a label that was given to the present moment. */
export function noteLabel(session: Session, name: string): void {
  const before = standOf(session);
  session.shared.operations.add(session, 'label', name, before, {
    names: [{ what: 'label', name, before: undefined, after: before.position }],
  });
}
