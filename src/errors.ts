// Every error Janus throws: one class per cause, each with a stable `code` and a message that names the thing and
// the way out. When one of them is thrown, the call it came from has changed nothing.
import { show } from './describe.js';

/** Base of all errors of this package. `code` is stable across releases; messages are not. */
export class JanusError extends Error {
  declare readonly code: string;
  override get name(): string {
    return this.constructor.name;
  }
}

/** A decorator stands where it can do nothing: a field decorator on a method, any decorator on a static or private member. */
export class DecoratorPlacementError extends JanusError {
  override readonly code = 'JANUS_DECORATOR_PLACEMENT';
  constructor(
    readonly decorator: string,
    readonly member: string,
    why: string,
    wayOut = 'Put it on an instance field or an `accessor` field.',
  ) {
    super(`@${decorator} cannot be used on ${member}: ${why}. ${wayOut}`);
  }
}

/** The declared type of a field (known from `emitDecoratorMetadata`) can never be recorded. */
export class FieldTypeError extends JanusError {
  override readonly code = 'JANUS_FIELD_TYPE';
  constructor(
    readonly field: string,
    readonly type: string,
    wayOut: string,
  ) {
    super(`${field} is declared as ${type}, which cannot be recorded. ${wayOut}`);
  }
}

/** A value that cannot be recorded was about to enter a tracked field. */
export class UnrecordableValueError extends JanusError {
  override readonly code = 'JANUS_UNRECORDABLE_VALUE';
  constructor(
    readonly field: string,
    readonly type: string,
    wayOut: string,
  ) {
    super(`${field} was given ${type}, which cannot be recorded. ${wayOut}`);
  }
}

/** An adapter cannot be registered: its class has the wrong shape, or its target has one already. */
export class AdapterRegistrationError extends JanusError {
  override readonly code = 'JANUS_ADAPTER_REGISTRATION';
  constructor(
    readonly target: string,
    why: string,
  ) {
    super(`@adapter(${target}): ${why}`);
  }
}

/** An adapter did something that no adapter may do; the value and the history are as they were before the call. */
export class AdapterContractError extends JanusError {
  override readonly code = 'JANUS_ADAPTER_CONTRACT';
  constructor(
    readonly adapter: string,
    readonly verb: string,
    readonly field: string,
    private readonly type: string,
    private readonly what: string,
    cause?: unknown,
  ) {
    super(
      `${adapter}.${verb} failed for the ${type} in ${field}: ${what}. Check the adapter with checkAdapter from ` +
        `'janus-ts/adapters/conformance'.`,
    );
    if (cause !== undefined) this.cause = cause;
  }

  /** @internal The same about a value on its way into this place. */
  at(place: string): AdapterContractError {
    return new AdapterContractError(this.adapter, this.verb, place, this.type, this.what, this.cause);
  }
}

/** Another value in the state of an adapted one is needed, and its adapter cannot make one. */
export class UncopyableValueError extends JanusError {
  override readonly code = 'JANUS_UNCOPYABLE_VALUE';
  constructor(
    readonly field: string,
    readonly type: string,
    verb: string,
  ) {
    super(
      `The ${type} in ${field} has to be copied, for a fork for example, and its adapter cannot. Give the adapter ` +
        `\`${verb}\`, or \`encode\` and \`decode\`.`,
    );
  }
}

/** A part that belongs to one owner's history was about to enter another's. */
export class ForeignPartError extends JanusError {
  override readonly code = 'JANUS_FOREIGN_PART';
  constructor(
    readonly field: string,
    readonly part: string,
    readonly owner: string,
  ) {
    super(
      `${field} was given a ${part} that already belongs to the history of another ${owner}. ` +
        `Give it a new ${part}, or make ${part} an owner of its own with @timeline() and hold it as a reference.`,
    );
  }
}

/** A tracked field is hidden by an own property, so its writes would go unrecorded. */
export class ShadowedFieldError extends JanusError {
  override readonly code = 'JANUS_SHADOWED_FIELD';
  constructor(
    readonly owner: string,
    readonly field: string,
  ) {
    super(
      `${owner}.${field} is tracked, but an own property of the same name hides its accessor: its writes are not recorded. ` +
        `Decorate the field where it is declared again (and its class with @timeline()), write \`@tracked accessor ${field}\`, ` +
        `or compile with "useDefineForClassFields": false.`,
    );
  }
}

/** A subclass of a `@timeline` class has tracked fields of its own, but no `@timeline`. */
export class UndecoratedSubclassError extends JanusError {
  override readonly code = 'JANUS_UNDECORATED_SUBCLASS';
  constructor(
    readonly subclass: string,
    readonly field: string,
  ) {
    super(
      `${subclass} declares the tracked field ${field}, but has no @timeline() of its own, so its construction would become part of ` +
        `the history. Put @timeline() on ${subclass}.`,
    );
  }
}

/** The object has no history: its class is no `@timeline` class, or it is a part that joined none yet. */
export class NoTimelineError extends JanusError {
  override readonly code = 'JANUS_NO_TIMELINE';
  constructor(readonly what: string) {
    super(
      `${what} has no timeline. Put @timeline() on its class, or assign it to a tracked field of an object that has one.`,
    );
  }
}

/** `multiverseOf` was asked for an owner whose history is linear. */
export class NotAMultiverseError extends JanusError {
  override readonly code = 'JANUS_NOT_A_MULTIVERSE';
  constructor(readonly owner: string) {
    super(
      `${owner} has a linear timeline. Give it a @branchable field or decorate it with @timeline({ mode: 'multiverse' }).`,
    );
  }
}

/** Two options of one class or one call contradict each other, or an option has a value it cannot have. */
export class OptionError extends JanusError {
  override readonly code = 'JANUS_OPTION';
}

/** A number of steps that is not a whole number from 0 to 2^31 - 1. */
export class StepCountError extends JanusError {
  override readonly code = 'JANUS_STEP_COUNT';
  constructor(
    readonly verb: string,
    readonly given: unknown,
  ) {
    super(`${verb} takes a whole number of steps from 0 to 2147483647, not ${show(given)}.`);
  }
}

/** A name that cannot be used: empty, too long, or not well-formed Unicode. */
export class InvalidNameError extends JanusError {
  override readonly code = 'JANUS_INVALID_NAME';
  constructor(
    readonly given: unknown,
    why: string,
  ) {
    super(`${show(given)} cannot be a name: ${why}.`);
  }
}

/** A branch or label of that name exists already; both share one name space. */
export class NameTakenError extends JanusError {
  override readonly code = 'JANUS_NAME_TAKEN';
  constructor(readonly taken: string) {
    super(`${show(taken)} is already the name of a branch or label; choose another or delete the branch.`);
  }
}

/** A ref that names nothing in this history. */
export class UnknownRefError extends JanusError {
  override readonly code = 'JANUS_UNKNOWN_REF';
  constructor(
    readonly ref: unknown,
    expected = 'a branch name, a label or a moment of this timeline',
  ) {
    super(`${show(ref)} is not ${expected}. branches() and labels() list the names this timeline knows.`);
  }
}

/** The verb cannot run while a transaction, a group or an asynchronous transaction is open. */
export class OpenTransactionError extends JanusError {
  override readonly code = 'JANUS_OPEN_TRANSACTION';
  constructor(
    readonly verb: string,
    detail = 'Call it after the transaction has ended.',
  ) {
    super(`${verb} cannot run while a transaction is open. ${detail}`);
  }
}

/** A transaction or group was ended twice, or in another order than it was opened. */
export class TransactionOrderError extends JanusError {
  override readonly code = 'JANUS_TRANSACTION_ORDER';
}

/** A write or verb was called where it cannot be: inside a merge function, or a verb inside `untracked`. */
export class ReentrantMutationError extends JanusError {
  override readonly code = 'JANUS_REENTRANT_MUTATION';
  constructor(
    readonly verb: string,
    readonly during: string,
  ) {
    super(`${verb} cannot run inside ${during}. Return the value instead, or do it afterwards.`);
  }
}

/** A field is held by an asynchronous transaction that has not ended yet. */
export class FieldHeldError extends JanusError {
  override readonly code = 'JANUS_FIELD_HELD';
  constructor(readonly field: string) {
    super(
      `${field} was written by an asynchronous transaction that is still open, so it cannot be written from outside. ` +
        `Await the transaction first.`,
    );
  }
}

/** The callback of a synchronous verb returned a promise. */
export class PromiseReturnedError extends JanusError {
  override readonly code = 'JANUS_PROMISE_RETURNED';
  constructor(
    readonly verb: string,
    wayOut: string,
  ) {
    super(`The function given to ${verb} returned a promise. ${wayOut}`);
  }
}

/** A write on a moment that the current branch has left behind: no branch could follow it. */
export class DetachedWriteError extends JanusError {
  override readonly code = 'JANUS_DETACHED_WRITE';
  constructor(
    readonly verb: string,
    readonly branch: string,
  ) {
    super(
      `${verb} is not possible here: the present moment is not on the line of the current branch ${show(branch)}, ` +
        `so no branch could follow. Call branch(name) to begin one here, or switch(name) to go to the tip of another.`,
    );
  }
}

/** The current branch cannot be deleted. */
export class CurrentBranchError extends JanusError {
  override readonly code = 'JANUS_CURRENT_BRANCH';
  constructor(readonly branch: string) {
    super(`${show(branch)} is the current branch and cannot be deleted; switch(name) to another first.`);
  }
}

/** What a merge found that it was told not to decide. */
export interface ConflictSummary {
  readonly kind: string;
  readonly path: string;
  readonly field: unknown;
  readonly hasBase: boolean;
  readonly hasOurs: boolean;
  readonly hasTheirs: boolean;
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** A strict merge met fields that both sides changed. Nothing was changed; `conflicts` lists all of them. */
export class MergeConflictError extends JanusError {
  override readonly code = 'JANUS_MERGE_CONFLICT';
  constructor(
    readonly source: string,
    readonly conflicts: readonly ConflictSummary[],
  ) {
    super(
      `Merging ${show(source)} meets ${String(conflicts.length)} conflict${conflicts.length === 1 ? '' : 's'}: ` +
        `${conflicts
          .slice(0, 5)
          .map(({ path, kind }) => (kind === 'value' ? path : `${path} (${kind})`))
          .join(', ')}${conflicts.length > 5 ? ', …' : ''}. ` +
        `Merge with 'overshadow', 'preserve' or a function, or give the fields a policy with @branchable({ merge }).`,
    );
  }
}

/** A merge policy met values it cannot combine. */
export class MergePolicyError extends JanusError {
  override readonly code = 'JANUS_MERGE_POLICY';
  constructor(
    readonly path: string,
    readonly policy: string,
    why: string,
  ) {
    super(`The merge policy ${policy} cannot decide ${path}: ${why}.`);
  }
}

/** The timeline was disposed; its owner is an ordinary object again. */
export class DisposedError extends JanusError {
  override readonly code = 'JANUS_DISPOSED';
  constructor(readonly verb: string) {
    super(`${verb} was called on a timeline that has been disposed.`);
  }
}

/** Owner and history of a weak handle were collected. */
export class CollapsedError extends JanusError {
  override readonly code = 'JANUS_COLLAPSED';
  constructor(readonly owner: string) {
    super(
      `The ${owner} of this weak handle is gone, and its history with it: nobody held it. Keep the owner or \`timelineOf\` ` +
        'of it for as long as the history is needed, and ask `isCollapsed` before.',
    );
  }
}

/** A value that history remembers only would be needed, and was collected. Nothing has changed. */
export class CollapsedValueError extends JanusError {
  override readonly code = 'JANUS_COLLAPSED_VALUE';
  constructor(
    readonly verb: string,
    readonly path: string,
    readonly moment?: number,
  ) {
    const when = moment === undefined ? '' : ` at moment ${String(moment)}`;
    super(
      `${verb}: the value of ${path}${when} was collected, for the field is @tracked.weak. Go to a moment at which it has a ` +
        'value that is still there, keep values yourself, or record them with @tracked.ref.',
    );
  }
}

/** Subscribers kept answering changes with further changes. */
export class EventLoopError extends JanusError {
  override readonly code = 'JANUS_EVENT_LOOP';
  constructor(readonly rounds: number) {
    super(
      `Subscribers answered ${String(rounds)} changes in a row with further changes. A subscriber that writes must stop at some state.`,
    );
  }
}

/** A counter of the engine has reached its end. */
export class LimitExceededError extends JanusError {
  override readonly code = 'JANUS_LIMIT_EXCEEDED';
  constructor(readonly limit: string) {
    super(`A limit is reached: ${limit}. Nothing was recorded.`);
  }
}

/** The engine failed inside. The object can still be read; its history takes no more writes. */
export class EnginePoisonedError extends JanusError {
  override readonly code = 'JANUS_ENGINE_POISONED';
  constructor(readonly verb: string) {
    super(
      `${verb}: the engine of this timeline failed and was shut down to protect its data. The object can still be read; ` +
        `take what you need with snapshotOf() and build a new owner from it. Other timelines are not affected.`,
    );
  }
}

/** The engine gave an answer that its contract does not allow: a defect of Janus, please report it. */
export class EngineDefectError extends JanusError {
  override readonly code = 'JANUS_ENGINE_DEFECT';
  constructor(detail: string) {
    super(`The engine and its binding disagree (${detail}). This is a defect of Janus; please report it.`);
  }
}

/** The native module could not be loaded. */
export class NativeModuleError extends JanusError {
  override readonly code = 'JANUS_NATIVE_MODULE';
  constructor(
    readonly platform: string,
    override readonly cause: unknown,
  ) {
    super(
      `There is no prebuilt engine of janus-ts for ${platform}: install a Rust toolchain (rustup.rs) and run "npm run build" in the package. ` +
        `(${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)})`,
    );
  }
}

/** Something was asked of a tracked container that no history can record: a named property on a list, an accessor, freezing. */
export class UnrecordableOperationError extends JanusError {
  override readonly code = 'JANUS_UNRECORDABLE_OPERATION';
  constructor(
    readonly place: string,
    readonly operation: string,
    wayOut: string,
  ) {
    super(`${place}: ${operation} cannot be recorded. ${wayOut}`);
  }
}

/** An index that is not one of the list. */
export class ListIndexError extends JanusError {
  override readonly code = 'JANUS_LIST_INDEX';
  constructor(
    readonly verb: string,
    readonly given: unknown,
    readonly length: number,
  ) {
    super(
      `${verb} takes whole numbers from 0 to ${String(length - 1)}, the last index of the list, not ${show(given)}.`,
    );
  }
}

/** An argument that has to be a tracked container is none. */
export class NotTrackedError extends JanusError {
  override readonly code = 'JANUS_NOT_TRACKED';
  constructor(
    readonly verb: string,
    given: unknown,
    wayOut: string,
  ) {
    super(`${verb} takes a tracked container, not ${show(given)}. ${wayOut}`);
  }
}

/** `untracked` was to change a list whose newest recorded state is not the present one: later indices build on it. */
export class AmendmentError extends JanusError {
  override readonly code = 'JANUS_AMENDMENT';
  constructor(readonly place: string) {
    super(
      `${place} cannot be changed by untracked() here: moments after this one count their indices from the present state. ` +
        `Go to the newest moment first, or record the change.`,
    );
  }
}

/** A path cannot be read, or leads to nothing in the state it is about. */
export class PathError extends JanusError {
  override readonly code = 'JANUS_PATH';
  constructor(
    readonly path: string,
    readonly why: string,
  ) {
    super(`The path ${path}: ${why}. Paths look like "title", "notes[3].text" or 'scores["a b"]'.`);
  }
}

/** A diff does not fit the state it was to be applied to. */
export class DiffMismatchError extends JanusError {
  override readonly code = 'JANUS_DIFF_MISMATCH';
  constructor(
    readonly path: string,
    readonly why: string,
  ) {
    super(
      `The diff does not fit at ${path === '' ? 'the owner' : path}: ${why}. ` +
        `Bring the object to the state that the diff begins with, or make the diff from the present one.`,
    );
  }
}

/** A write or verb would change a branch that was frozen. */
export class FrozenBranchError extends JanusError {
  override readonly code = 'JANUS_FROZEN_BRANCH';
  constructor(
    readonly verb: string,
    readonly branch: string,
    readonly reason: string,
  ) {
    super(
      `${verb}: the branch ${show(branch)} is frozen (${reason}). ` +
        `Go on with a branch of your own, e.g. branch('next'), or call thaw(${show(branch)}).`,
    );
  }
}

/** A part of the history cannot be rewritten like this. */
export class RewriteError extends JanusError {
  override readonly code = 'JANUS_REWRITE';
  constructor(
    readonly verb: string,
    why: string,
  ) {
    super(`${verb}: ${why}.`);
  }
}

/** An operation on the history cannot be taken back. */
export class OperationError extends JanusError {
  override readonly code = 'JANUS_OPERATION';
  constructor(
    /** The operation, if one was named. */
    readonly operation: number | undefined,
    why: string,
    wayOut: string,
  ) {
    super(`undoOperation(${operation === undefined ? '' : String(operation)}): ${why}. ${wayOut}`);
  }
}

/** No conflict is open at this path. */
export class UnknownConflictError extends JanusError {
  override readonly code = 'JANUS_UNKNOWN_CONFLICT';
  constructor(
    readonly path: string,
    readonly open: readonly string[],
  ) {
    super(
      `No conflict is open at ${show(path)}. ` +
        (open.length === 0 ? 'None is open here.' : `Open are: ${open.slice(0, 20).join(', ')}.`),
    );
  }
}

/** Another live instance of the same history stands on the branch. */
export class BranchHeldError extends JanusError {
  override readonly code = 'JANUS_BRANCH_HELD';
  constructor(
    readonly verb: string,
    readonly branch: string,
  ) {
    super(
      `${verb}: the branch ${show(branch)} is the current one of another live instance. ` +
        `Work on that instance, merge the branch, or discard the fork first.`,
    );
  }
}

/** Another live instance of the same history has a transaction open, whose moment is not complete. */
export class ForkBusyError extends JanusError {
  override readonly code = 'JANUS_FORK_BUSY';
  constructor(
    readonly verb: string,
    readonly other: string,
  ) {
    super(
      `${verb}: the instance on the branch ${show(other)} has a transaction open, and one history takes one at a time. ` +
        `End that transaction first.`,
    );
  }
}

/** An object is no fork of this history, or no longer one. */
export class NotAForkError extends JanusError {
  override readonly code = 'JANUS_NOT_A_FORK';
  constructor(
    readonly verb: string,
    why: string,
  ) {
    super(`${verb}: ${why}. Give it what fork() answered, as long as it was not discarded.`);
  }
}

/** A moment that was let go, by `retain` or `prune`. */
export class PrunedMomentError extends JanusError {
  override readonly code = 'JANUS_PRUNED_MOMENT';
  constructor(
    readonly verb: string,
    /** Its number, where it is known. */
    readonly moment?: number,
  ) {
    super(
      `${verb}: ${moment === undefined ? 'a moment it needs' : `moment ${String(moment)}`} was pruned. ` +
        'Labelled moments and tips of branches are never pruned; graph() shows what is kept.',
    );
  }
}

/** The inspector could not listen on the port it was given. */
export class InspectorError extends JanusError {
  override readonly code = 'JANUS_INSPECTOR';
  constructor(
    readonly port: number,
    override readonly cause: unknown,
  ) {
    super(
      `inspect cannot listen on port ${String(port)} of 127.0.0.1 (${String(cause)}). ` +
        `Name another port, or none: then the system chooses a free one.`,
    );
  }
}

/** A bisection has nothing to find between the two moments it was given. */
export class BisectError extends JanusError {
  override readonly code = 'JANUS_BISECT';
  constructor(readonly why: string) {
    super(`bisect: ${why}. Give it a good moment, a bad one that was made of it, and a test that tells them apart.`);
  }
}

/** An invariant or guard does not hold of the state that was about to become a moment; it was taken back. */
export class InvariantError extends JanusError {
  override readonly code = 'JANUS_INVARIANT';
  constructor(
    /** Class of the object it does not hold of. */
    readonly owner: string,
    /** Name of the method or function; empty for a function without. */
    readonly invariant: string,
    /** What it asks for, in words. */
    readonly asked: string | undefined,
    kind: 'method' | 'invariant' | 'guard',
    options?: ErrorOptions,
  ) {
    const named = invariant === '' ? `A ${kind} of ${owner}` : `The ${kind} ${invariant} of ${owner}`;
    const what = kind === 'method' ? `${owner}.${invariant}` : named;
    const how = options === undefined ? 'does not hold' : `threw ${show(options.cause)}`;
    super(
      `${what} ${how}${asked === undefined ? '' : `: ${asked}`}. Nothing was changed. ` +
        `What fulfils it only together belongs into one transact().`,
      options,
    );
  }
}

/** Bytes that are no history file, or no longer the one that was written. Nothing was opened. */
export class HistoryFileError extends JanusError {
  override readonly code = 'JANUS_HISTORY_FILE';
  constructor(
    /** Bytes from the beginning of the file. */
    readonly offset: number,
    readonly why: string,
    /** What an adapter threw, where that is the reason. */
    cause?: unknown,
  ) {
    super(
      `The history file cannot be read: ${why}, at byte ${String(offset)}. Nothing was opened; verifyFile() says what is broken.`,
      cause === undefined ? undefined : { cause },
    );
  }
}

/** A history holds a value that no file can hold. Nothing was written. */
export class UnsavableValueError extends JanusError {
  override readonly code = 'JANUS_UNSAVABLE_VALUE';
  constructor(
    readonly path: string,
    readonly type: string,
    wayOut: string,
  ) {
    super(`${path} holds ${type}, which cannot be saved. ${wayOut}`);
  }
}

/** A history file has objects of a class that was not given to `open`, or given twice. */
export class UnknownClassError extends JanusError {
  override readonly code = 'JANUS_UNKNOWN_CLASS';
  constructor(
    readonly className: string,
    why: string,
  ) {
    super(`${show(className)}: ${why}.`);
  }
}

/** A history file has values of an adapter that is not known here, or not by this name alone. */
export class UnknownAdapterError extends JanusError {
  override readonly code = 'JANUS_UNKNOWN_ADAPTER';
  constructor(
    readonly adapter: string,
    why: string,
  ) {
    super(`${show(adapter)}: ${why}.`);
  }
}

/** A class is not what it was when the history was saved. */
export class ClassMismatchError extends JanusError {
  override readonly code = 'JANUS_CLASS_MISMATCH';
  constructor(
    readonly className: string,
    why: string,
  ) {
    super(`${className} ${why}.`);
  }
}

/** A file was written by another version of a class, and nothing leads from there to the present one. Nothing was opened. */
export class MigrationError extends JanusError {
  override readonly code = 'JANUS_MIGRATION';
  constructor(
    readonly className: string,
    /** The version that wrote the file, where that is the matter. */
    readonly from: number | undefined,
    /** The version of the class here. */
    readonly to: number,
    why: string,
    cause?: unknown,
  ) {
    const versions = from === undefined ? `to version ${String(to)}` : `from version ${String(from)} to ${String(to)}`;
    super(`${className} cannot be migrated ${versions}: ${why}.`, cause === undefined ? undefined : { cause });
  }
}

/** A file could not be read or written; `cause` is the error of the file system. */
export class FileAccessError extends JanusError {
  override readonly code = 'JANUS_FILE_ACCESS';
  constructor(
    readonly path: string,
    readonly verb: string,
    override readonly cause: Error,
  ) {
    super(
      `${verb}: ${show(path)} cannot be used: ${cause.message}. It holds what it held, or all that was to be saved.`,
    );
  }
}

/** Somebody else writes to a history file. Nothing was written. */
export class FileLockedError extends JanusError {
  override readonly code = 'JANUS_FILE_LOCKED';
  constructor(
    readonly path: string,
    /** The process that holds it, where that is known. */
    readonly pid: number | undefined,
    readonly host: string | undefined,
    lock: string,
  ) {
    super(
      `${show(path)} is persisted by process ${String(pid ?? 'unknown')} on ${host ?? 'an unknown machine'}. Close it there, or use ` +
        `another file. If that program is gone for good, remove ${show(lock)}.`,
    );
  }
}

/** Another program has changed a history file, or its journal, that is persisted here. Nothing was overwritten. */
export class FileChangedError extends JanusError {
  override readonly code = 'JANUS_FILE_CHANGED';
  constructor(readonly path: string) {
    super(
      `${show(path)} was changed by another program while it was persisted here. Nothing was overwritten: close this, and persist ` +
        `under another name.`,
    );
  }
}

/** The journal beside a history file is damaged in the middle, or belongs to another file. Nothing was opened or written. */
export class JournalError extends JanusError {
  override readonly code = 'JANUS_JOURNAL';
  constructor(
    readonly path: string,
    /** Bytes from the beginning of the journal. */
    readonly offset: number,
    readonly why: string,
  ) {
    super(
      `The journal ${show(path)} cannot be used: ${why}, at byte ${String(offset)}. recover() opens what is before that, and says what it leaves out.`,
    );
  }
}

/** A persistence was closed. */
export class PersistenceClosedError extends JanusError {
  override readonly code = 'JANUS_PERSISTENCE_CLOSED';
  constructor(
    readonly path: string,
    readonly verb: string,
  ) {
    super(`${verb}: the persistence of ${show(path)} is closed. timeline.persist() begins another one.`);
  }
}

/** A data frame has no such column, or has one of that name already. */
export class FrameColumnError extends JanusError {
  override readonly code = 'JANUS_FRAME_COLUMN';
  constructor(
    readonly verb: string,
    readonly column: unknown,
    why: string,
  ) {
    super(`${verb}: ${why}`);
  }

  static unknown(verb: string, column: unknown, names: readonly string[]): FrameColumnError {
    const held = names.map((name) => show(name)).join(', ');
    return new FrameColumnError(
      verb,
      column,
      `there is no column ${show(column)}. The frame has ${held || 'none'}; \`insert\` makes one.`,
    );
  }

  static taken(verb: string, column: unknown): FrameColumnError {
    return new FrameColumnError(
      verb,
      column,
      `there is a column ${show(column)} already. Use \`assign\` for its cells, or another name.`,
    );
  }
}

/** A data frame has no row at this position, or with this label. */
export class FrameRowError extends JanusError {
  override readonly code = 'JANUS_FRAME_ROW';
  constructor(
    readonly verb: string,
    readonly row: unknown,
    readonly rows: number,
  ) {
    super(
      `${verb}: there is no row ${show(row)} among the ${String(rows)} of the frame. \`at\` and \`loc\` take labels ` +
        `(see \`labels\`), \`iat\` and \`iloc\` positions, negative ones from the end.`,
    );
  }
}

/** A data frame was given more or fewer values than it has places for. */
export class FrameLengthError extends JanusError {
  override readonly code = 'JANUS_FRAME_LENGTH';
  constructor(
    readonly verb: string,
    readonly given: number,
    readonly needed: number,
  ) {
    super(
      `${verb} was given ${String(given)} values for ${String(needed)} places. Give one value for all of them, or one for each.`,
    );
  }
}

/** A column of a data frame cannot hold a value: nothing is converted silently. */
export class FrameValueError extends JanusError {
  override readonly code = 'JANUS_FRAME_VALUE';
  constructor(
    readonly verb: string,
    readonly column: string,
    readonly type: string,
    given: string,
  ) {
    super(
      `${verb}: column ${show(column)} takes ${type}, not ${given}. Convert the value, or give the column a type that ` +
        `holds it: a question mark behind a type ('int32?') allows null.`,
    );
  }
}
