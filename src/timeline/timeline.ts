// `Timeline`: the handle on an owner's history. Each verb checks its arguments and leaves the work to the session.
import type { EngineStatistics } from '../engine-binding/native.js';
import { show } from '../describe.js';
import { CollapsedError, OptionError, UnknownRefError } from '../errors.js';
import type { HistoryView } from '../history-view.js';
import type { InspectOptions, Inspector } from '../inspector/server.js';
import { mermaid, type MermaidOptions } from '../viz/mermaid.js';
import { backendOf, type PlotOptions } from '../viz/plot.js';
import { applyChanges, type ApplyOptions } from './apply-diff.js';
import { checkAttachment, type Attachment } from './attachments.js';
import { bisect, type BisectTest } from './bisect.js';
import { blameOf, checkLimit, type BlameEntry, type BlameOptions } from './blame.js';
import { describedAt, historyDetails } from './details.js';
import { expectAlive } from './collapsed.js';
import { diffOf } from './diff.js';
import type { Diff, DiffValue, TimelineEvent } from './diff-data.js';
import { allEvents, checkExtract, extractEvents, type ExtractOptions, type TimelineEvents } from './extract.js';
import { replayEvents } from './replay.js';
import type { Subscriber } from './events.js';
import { checkRetain, type RetainOptions } from '../recording/retain.js';
import { prune, type PruneReport } from './retention.js';
import { findMoments, type FindQuery } from './find.js';
import { HistoryOutline, historyView } from './graph.js';
import { addGuard, type Guard } from './guards.js';
import { inspect } from './inspecting.js';
import { expectKept, type Moment, type TagValue } from './moment.js';
import { keeperOf, type Persistence, type PersistOptions } from './keeping.js';
import { checkName, checkSteps, encodeTag, momentOf, type Ref } from './names.js';
import type { Path } from './path-text.js';
import { noteLabel, type HistoryOperation } from './operations.js';
import { squash } from './rewriting.js';
import type { Session } from './session.js';
import type { CoalesceOptions, Group } from './transactions.js';

/** What a timeline counts. */
export interface TimelineStats {
  /** Moments, genesis included. */
  readonly moments: number;
  /** Recorded operations, with one for the earlier value of each cell. */
  readonly operations: number;
  readonly cells: number;
  readonly branches: number;
  readonly labels: number;
  readonly tags: number;
  /** Moments that no branch, label or the position reaches, counted by their tips. */
  readonly abandoned: number;
  /** Bytes of the engine's memory for this history. */
  readonly engineBytes: number;
}

/**
 * The history of one owner. Get it with `timelineOf(owner)`. Every verb either completes or throws one `JanusError` and
 * changes nothing; verbs that change something throw {@link OpenTransactionError} while a transaction is open and
 * {@link DisposedError} after `dispose()`.
 */
export class Timeline {
  /** @internal */
  constructor(
    /** @internal */
    protected readonly session: Session,
    /** Name of the owner's class, or the name given to `@timeline`. */
    readonly name: string,
  ) {}

  /** The object this is the history of. */
  get owner(): object {
    return this.session.recorder.owner;
  }

  /** Where the object stands. Inside a transaction: where it stood before. */
  get moment(): Moment {
    this.session.read('moment');
    return this.session.moments.of(this.session.engine.position);
  }

  /** @internal Where the object stands at the end of a verb that is done: nothing is looked at that could fail it now. */
  protected get present(): Moment {
    return this.session.present('moment');
  }

  /**
   * The moment of a number, as `graph()` shows it.
   * @throws {UnknownRefError} when there is no such moment
   */
  at(id: number): Moment {
    this.session.read('at');
    if (!Number.isInteger(id) || id < 0 || id >= this.session.engine.moments) throw new UnknownRefError(id);
    expectKept(this.session.engine, 'at', id);
    return this.session.moments.of(id);
  }

  /**
   * Goes back by up to `steps` moments, along first parents.
   * @returns the steps done, fewer when genesis is reached
   * @throws {StepCountError} unless `steps` is a whole number from 0 to 2^31 - 1
   */
  undo(steps = 1): number {
    const from = this.#begin('undo', steps);
    if (this.session.recorder.hasWeak) this.#expectAlive('undo', 'redo', steps);
    return this.#arrive('undo', this.session.engine.undo(steps), from);
  }

  /**
   * Goes forward again by up to `steps` moments, each time to the child that was left last.
   * @returns the steps done, fewer when there is nothing more to redo
   * @throws {StepCountError} unless `steps` is a whole number from 0 to 2^31 - 1
   */
  redo(steps = 1): number {
    const from = this.#begin('redo', steps);
    if (this.session.recorder.hasWeak) this.#expectAlive('redo', 'undo', steps);
    return this.#arrive('redo', this.session.engine.redo(steps), from);
  }

  /** Where the steps lead is known when they are done: the engine does them and takes them back, the object stays. */
  #expectAlive(kind: 'undo' | 'redo', back: 'undo' | 'redo', steps: number): void {
    const { engine } = this.session;
    engine[kind](steps);
    const [done, there] = [engine.stepsDone, engine.position];
    engine[back](done);
    expectAlive(this.session, kind, there);
  }

  #begin(kind: 'undo' | 'redo', steps: number): number {
    if (steps !== 1) checkSteps(kind, steps);
    this.session.begin(kind);
    return this.session.engine.position;
  }

  #arrive(kind: 'undo' | 'redo', count: number, from: number): number {
    // Subscribers may move on, so the answer is taken first.
    const done = this.session.engine.stepsDone;
    if (done > 0) this.session.arrive(kind, count, from);
    return done;
  }

  /** Whether `undo` would do a step now. */
  get canUndo(): boolean {
    this.session.read('canUndo');
    return this.session.engine.canUndo && !this.session.busy;
  }

  /** Whether `redo` would do a step now. */
  get canRedo(): boolean {
    this.session.read('canRedo');
    return this.session.engine.canRedo && !this.session.busy;
  }

  /** The title or label of the moment that `undo` would take back. */
  get undoLabel(): string | undefined {
    return this.canUndo ? this.#caption(this.moment) : undefined;
  }

  /** The title or label of the moment that `redo` would do again. */
  get redoLabel(): string | undefined {
    return this.canRedo ? this.#caption(this.session.moments.of(this.session.engine.redoTarget)) : undefined;
  }

  #caption(moment: Moment): string | undefined {
    return moment.title ?? moment.labels[0];
  }

  /**
   * Gives the present moment a fixed name, under which `jumpTo` finds it.
   * @throws {NameTakenError} when a branch or label has the name
   * @throws {InvalidNameError} when it is empty, longer than 1,024 characters or not well-formed
   */
  label(name: string): Moment {
    checkName(name);
    const { session } = this;
    session.begin('label');
    const { engine } = session;
    engine.addLabel(name, engine.position);
    noteLabel(session, name);
    session.settle('label', engine.position, name);
    return this.present;
  }

  /** All labels with their moments, in the order they were given. */
  labels(): ReadonlyMap<string, Moment> {
    this.session.read('labels');
    return this.#named(this.session.engine.labels());
  }

  #named(names: readonly { readonly name: string; readonly moment: number }[]): ReadonlyMap<string, Moment> {
    return new Map(names.map(({ name, moment }) => [name, this.session.moments.of(moment)]));
  }

  /**
   * Brings the object to a moment. A branch name goes to its tip and makes it the current branch. Costs what changes
   * between the two moments, not how far apart they are.
   * @throws {UnknownRefError} when `ref` names nothing in this history
   */
  jumpTo(ref: Ref): Moment {
    const { session } = this;
    session.begin('jumpTo');
    const { engine } = session;
    const from = engine.position;
    if (session.recorder.hasWeak) expectAlive(session, 'jumpTo', this.numberOf(ref));
    if (typeof ref !== 'string') {
      session.arrive('jump', engine.jump(momentOf(session, ref)), from);
    } else {
      const { moment, isBranch } = this.named(ref);
      if (isBranch) session.arrive('switch', engine.switchBranch(ref), from, ref);
      else session.arrive('jump', engine.jump(moment), from, ref);
    }
    return this.present;
  }

  /** @internal The moment a name stands for. */
  protected named(name: string): { moment: number; isBranch: boolean } {
    if (name === '' || !name.isWellFormed()) throw new UnknownRefError(name);
    return this.session.engine.resolve(name);
  }

  /** @internal The number of the moment a ref stands for. */
  protected numberOf(ref: Ref): number {
    return typeof ref === 'string' ? this.named(ref).moment : momentOf(this.session, ref);
  }

  /**
   * Runs `body` as one transaction: its writes are one moment, or none if it writes nothing. When it throws, they are
   * taken back and the error goes on. Transactions nest; the outermost makes the moment. The label shows as `undoLabel`
   * and need not be unique.
   * @throws {PromiseReturnedError} when `body` returns a promise
   */
  transact<T>(body: () => T): T;
  transact<T>(label: string, body: () => T): T;
  transact<T>(...args: [body: () => T] | [label: string, body: () => T]): T {
    const { title, body } = titled('transact', args);
    return this.session.transactions.run('transact', title, body);
  }

  /**
   * Like `transact` for functions that await. It follows `await`; two at once never mix: the second begins when the
   * first has ended. While it is open, others may write other fields; those it has written are refused to them.
   * @throws {FieldHeldError} at a write from outside to a field it has written
   */
  transactAsync<T>(body: () => T | PromiseLike<T>): Promise<T>;
  transactAsync<T>(label: string, body: () => T | PromiseLike<T>): Promise<T>;
  async transactAsync<T>(
    ...args: [body: () => T | PromiseLike<T>] | [label: string, body: () => T | PromiseLike<T>]
  ): Promise<T> {
    const { title, body } = titled('transactAsync', args);
    return this.session.transactions.async.run(title, body);
  }

  /** Opens a group that takes all writes until it is committed or cancelled: a gesture that spans callbacks. */
  group(label?: string): Group {
    return this.session.transactions.openGroup(label === undefined ? undefined : checkTitle('group', label));
  }

  /**
   * Runs `body` as a transaction that joins the newest moment, when that was made by `coalesce` with the same key at
   * most `windowMs` (500 by default) ago and nothing else has happened since: typing, sliding.
   */
  coalesce<T>(key: unknown, body: () => T, options: CoalesceOptions = {}): T {
    const { windowMs } = options;
    if (windowMs !== undefined && !(typeof windowMs === 'number' && windowMs >= 0)) {
      throw new OptionError(`coalesce: windowMs is a number of milliseconds from 0, not ${show(windowMs)}.`);
    }
    return this.session.transactions.coalesce(key, body, options);
  }

  /**
   * Runs `body` without recording: its writes change the recorded values that are current here, as if they had been
   * written in the first place. They make no moment, and undo does not stop at them.
   */
  untracked<T>(body: () => T): T {
    return this.session.transactions.untracked(body);
  }

  /** Gives the present moment tags; a key that it has gets the new value. */
  tag(pairs: Readonly<Record<string, TagValue>>): Moment {
    const encoded = Object.entries(pairs).map(([key, value]) => [checkName(key), encodeTag(key, value)] as const);
    const { session } = this;
    session.begin('tag');
    const { engine } = session;
    for (const [key, value] of encoded) engine.setTag(engine.position, key, value);
    session.settle('tag', engine.position);
    return this.present;
  }

  /** The tags of a moment, the present one by default. */
  tags(ref?: Ref): Record<string, TagValue> {
    this.session.read('tags');
    return this.session.tagsOf(ref === undefined ? this.session.engine.position : this.numberOf(ref));
  }

  /**
   * The moments that fit every given criterion, oldest first; none without a criterion. Names, tags and changes of places
   * come from indexes: it costs the rarest criterion times their number, and a call of `where` for each that is left.
   * @throws {PathError} when `field` or `changed` leads to nothing in the present state
   * @throws {OpenTransactionError} with `field`, `changed` or `where` while a transaction is open
   */
  find(query: FindQuery): readonly Moment[] {
    const { session } = this;
    if (query.field === undefined && query.changed === undefined && query.where === undefined) session.read('find');
    else session.inspect('find');
    return findMoments(session, query, (ref) => this.numberOf(ref));
  }

  /**
   * The moments that gave a place its values, newest first, along first parents from a moment: of a field or key those that
   * set it, of an element of a list (`notes[2]`) those that inserted, replaced or moved it, whatever index it had. A merge is
   * named where it took the value over. A value that was there when its object joined has no entry.
   * Costs the entries it answers; of an element, the changes of its list.
   * @throws {PathError} when the path leads to nothing at that moment
   * @throws {OpenTransactionError} while a transaction is open
   */
  blame(path: string | Path, options: BlameOptions = {}): readonly BlameEntry[] {
    const limit = checkLimit(options.limit);
    const { session } = this;
    session.inspect('blame');
    return blameOf(
      session,
      path,
      options.at === undefined ? session.engine.position : this.numberOf(options.at),
      limit,
    );
  }

  /**
   * Records now what has changed in place: dates, buffers, and whatever else an adapter is for. Every call that asks the
   * history or moves in it does so anyhow, and so does the next write; this one also compares large values, typed arrays for
   * example, that were changed without reading the field that holds them. Each value that has changed is a moment of its own,
   * outside of a transaction. Answers whether anything was recorded. O(sizes of all adapted values).
   * @throws {AdapterContractError} when an adapter fails
   */
  capture(): boolean {
    const { session } = this;
    const before = session.recorder.journal.nextOperation;
    session.capture('capture');
    return session.recorder.journal.nextOperation !== before;
  }

  /**
   * What leads from the state of one moment to that of another, the present one by default: net changes by path, as plain
   * data. The two need no common past. Nothing is listed whose two ends are equal. Costs what changed, not how far the
   * moments are apart; objects that moved to another holder cost a walk over the state.
   * @throws {UnknownRefError} when a ref names nothing in this history
   * @throws {OpenTransactionError} while a transaction is open: the object is between two states
   */
  diff(a: Ref, b?: Ref): Diff {
    const { session } = this;
    session.inspect('diff');
    return diffOf(session, this.numberOf(a), b === undefined ? session.engine.position : this.numberOf(b));
  }

  /**
   * Brings the object from the state a diff begins with to the one it ends with, as one ordinary moment, or as part of the
   * open transaction. Objects that this history knows come back themselves; those of another history, or of a copy of the
   * diff, are made anew. A diff without changes makes no moment.
   * @throws {DiffMismatchError} when the object is not in a state that fits; nothing has changed then
   * @throws {OptionError} when it is no diff
   */
  applyDiff(diff: Pick<Diff, 'changes'>, options: ApplyOptions = {}): Moment {
    const { session } = this;
    session.transactions.run('applyDiff', undefined, () => {
      applyChanges(session, diff, options, new WeakMap());
    });
    return this.present;
  }

  /**
   * The history that leads to a moment, the present one by default, as one linear sequence of events, oldest first: plain
   * data, with what each moment did to the state of its first parent, as `diff` says it. They are made while one walks over
   * them, or all at once by `toArray()`. O(events and what they changed); objects that have moved to another holder cost a
   * walk over the state after every move.
   * @throws {UnknownRefError} when a ref names nothing here, or `fromRef` is not on the way to `ref`
   * @throws {OptionError} for impossible options
   * @throws {PathError} when a field cannot be read
   * @throws {OpenTransactionError} while a transaction is open
   */
  extract(ref?: Ref, options: ExtractOptions = {}): TimelineEvents {
    const { session } = this;
    const checked = checkExtract(options);
    session.inspect('extract');
    const to = ref === undefined ? session.engine.position : this.numberOf(ref);
    return extractEvents(session, {
      ...checked,
      from: options.fromRef === undefined ? session.engine.root : this.numberOf(options.fromRef),
      to,
    });
  }

  /** {@link extract} under its name in Janus for Python: the line to a label, with changes of one field. */
  extractTimeline(label?: Ref, filter?: string): TimelineEvents {
    return this.extract(label, filter === undefined ? {} : { fields: [filter] });
  }

  /**
   * Does extracted events again, from the state they begin with: each as a moment with its title, or as part of the open
   * transaction. Of events from several lines, those on the line of the last one. All of them or none: it is tried out
   * first, in a transaction that is taken back.
   * @returns the events done
   * @throws {DiffMismatchError} when the object is not in a state that fits; nothing has changed then
   * @throws {OptionError} when they are no events
   */
  replay(events: Iterable<TimelineEvent>, options: ApplyOptions = {}): number {
    return replayEvents(this.session, events, options);
  }

  /**
   * The first moment on the line of first parents from a good moment to a bad one at which a test fails. The test is given
   * the owner as it was, as a fresh copy that belongs to no history: no constructor runs for it, and what the test does to
   * it reaches nobody. At most 2 + log2(moments between) tests; each copy costs the size of the state.
   * @throws {BisectError} when `good` is not on the line to `bad`, or the test does not tell the two apart
   * @throws {PromiseReturnedError} when the test returns a promise
   * @throws {UnknownRefError} when a ref names nothing in this history
   * @throws {OpenTransactionError} while a transaction is open
   */
  bisect<Owner extends object = object>(good: Ref, bad: Ref, test: BisectTest<Owner>): Moment {
    if (typeof test !== 'function') throw new OptionError(`bisect takes a function, not ${show(test)}.`);
    const { session } = this;
    session.inspect('bisect');
    return bisect(session, this.numberOf(good), this.numberOf(bad), test);
  }

  /** The tips of what was left behind: no branch, label or the position reaches them, and `jumpTo` still does. */
  abandoned(): readonly Moment[] {
    this.session.read('abandoned');
    return this.session.engine.abandoned().map((moment) => this.session.moments.of(moment));
  }

  /**
   * Tells `subscriber` of every change after it is complete. It may call any verb; what it changes is told afterwards.
   * Its errors reach neither other subscribers nor the change: they surface as uncaught errors.
   * @returns the function that ends the subscription
   */
  subscribe(subscriber: Subscriber): () => void {
    if (typeof subscriber !== 'function') throw new OptionError(`subscribe takes a function, not ${show(subscriber)}.`);
    this.session.read('subscribe');
    return this.session.subscribe(subscriber);
  }

  /**
   * Keeps state with moments that is none of the object: a selection, a cursor, where one has scrolled. `save` is asked when it
   * is attached, before the first write of every moment, and when the moment is final; `restore` is given what was there before
   * a moment that `undo` takes back, and what was there after the one that `redo`, `jumpTo` or `switch` comes to. It is not
   * called where nothing was saved. Both run before subscribers are told, may read everything and change nothing recorded
   * ({@link ReentrantMutationError}); their errors surface as uncaught errors. With a `name` the states are saved in files
   * ({@link Attachment.name}); where the history has one for the present moment under that name, `restore` is called at once.
   * @returns the function that ends it
   * @throws {OptionError} unless it has both functions; when another one of that name has not ended
   */
  attach<State>(attachment: Attachment<State>): () => void {
    const checked = checkAttachment(attachment);
    this.session.begin('attach');
    return this.session.attachments.add(checked);
  }

  /**
   * Lets only such moments into the history of which a condition holds: it is given the owner and answers false, or throws,
   * where it does not. It is asked at the end of every write, transaction and merge, before the moment is final, and of the
   * present state right away. It may only read. For all live instances of the history, so it should use the owner it is given.
   * `undo`, `redo`, `jumpTo` and `switch` go to moments that were let in, and ask nobody. Costs a call for each moment.
   * @returns the function that removes it
   * @throws {InvariantError} when it does not hold now
   */
  guard<Owner extends object = object>(check: Guard<Owner>, message?: string): () => void {
    this.session.begin('guard');
    return addGuard(this.session, check, message);
  }

  /**
   * Makes one moment of all those behind `from` up to `to`, the present one by default: it stands on `from`, has the state of
   * `to`, its time, title and tags. What comes behind `to` is copied on top. Labels and branches at `to` or behind go to the
   * copies; those inside the range keep their old moments. Of fewer than two moments nothing is made. O(moments behind `to`
   * and what they changed).
   * @returns the new moment
   * @throws {RewriteError} unless both are on the line of the current branch, and the object stands outside of the range
   * @throws {FrozenBranchError} when the current branch is frozen
   */
  squash(from: Ref, to?: Ref): Moment {
    const { session } = this;
    session.begin('squash');
    const last = to === undefined ? session.engine.position : this.numberOf(to);
    return session.moments.of(squash(session, this.numberOf(from), last));
  }

  /** Makes one moment of the whole line of the current branch: {@link squash} of all that is behind genesis. */
  flatten(): Moment {
    const { session } = this;
    session.begin('flatten');
    return session.moments.of(
      squash(session, session.engine.root, session.engine.resolve(session.engine.currentBranch).moment),
    );
  }

  /** What was done to names and branches of this history, oldest first. */
  operations(): readonly HistoryOperation[] {
    this.session.read('operations');
    return this.session.shared.operations.list(this.session);
  }

  /**
   * Takes one of `operations()` back, the newest that was not by default: names, current branch and position become what
   * they were before. Moments stay. It is no operation itself: called again it goes further back.
   * @returns its number
   * @throws {OperationError} when moments would be left behind, or a name stands elsewhere since
   * @throws {FrozenBranchError} when it would change a frozen branch
   */
  undoOperation(operation?: number): number {
    const { session } = this;
    session.begin('undoOperation');
    const from = session.engine.position;
    const number = session.shared.operations.undo(session, operation);
    session.settle('undo-operation', from);
    return number;
  }

  /** @internal The owner at a moment, described as `diff` describes values. */
  described(ref: Ref): DiffValue {
    return describedAt(this.session, this.numberOf(ref), 'described');
  }

  /** @internal What every moment but the oldest changed, in the order of the moments. */
  allChanges(): Iterable<TimelineEvent, undefined> {
    this.session.inspect('allChanges');
    return allEvents(this.session, 0);
  }

  /** @internal What {@link graph} says of single moments. O(names). */
  outline(): HistoryOutline {
    this.session.read('outline');
    return new HistoryOutline(this.session, this.name);
  }

  /** The whole history as plain data. O(moments). */
  graph(): HistoryView {
    this.session.read('graph');
    return historyView(this.session, this.name);
  }

  /** The history as Mermaid text: moments, labels, branches and where the object stands. */
  visualize(options?: MermaidOptions): string {
    return mermaid(this.graph(), options);
  }

  /**
   * The history as a drawing, which is text: `mermaid`, `dot` for Graphviz, `svg`, `html` (a page without network), or what
   * `registerBackend` added. Moments, labels, branches, tags and where the object stands; `html` shows states and changes,
   * too. O(moments); the page costs what `extract` of the whole history does.
   * @throws {OptionError} for an unknown backend or impossible options
   * @throws {OpenTransactionError} when a backend asks for states while a transaction is open
   */
  plot(options: PlotOptions): string {
    const { session } = this;
    session.read('plot');
    if (typeof options !== 'object' || (options as unknown) === null) {
      throw new OptionError(`plot takes options with a backend, not ${show(options)}.`);
    }
    const { backend, ...rest } = options;
    return backendOf(backend)(this.graph(), rest, historyDetails(session));
  }

  /**
   * How much of the history is kept; undefined keeps everything, and so does setting it to null. Older moments go a few at a time as
   * writes are recorded: abandoned futures first, the oldest first, then the oldest moments of the lines. A moment that goes
   * leaves what it did to the next one of its line, so the states of all others stay as they are. Undo stops at the oldest
   * one that is kept.
   * @throws {OptionError} when it is set to something else
   */
  get retain(): RetainOptions | undefined {
    this.session.read('retain');
    return this.session.shared.retention.limits;
  }

  set retain(limits: RetainOptions | null | undefined) {
    const checked = checkRetain('retain', limits);
    this.session.begin('retain');
    this.session.shared.retention.limits = checked;
  }

  /**
   * Lets go at once what is beyond `retain`, or beyond the limits given. `{ moments: 0 }` keeps only what is always kept:
   * labelled moments, tips of branches, the present one, and moments on which several others build. O(what goes).
   * @returns what went
   * @throws {OptionError} when they are no limits
   */
  prune(limits?: RetainOptions): PruneReport {
    this.session.begin('prune');
    return prune(this.session, limits);
  }

  /**
   * Serves the page of `plot({ backend: 'html' })` on this machine, and keeps it up to date while the object runs: what is
   * new is sent once a frame at most, and takes a tenth of the time at most. Only who has the address, with the token in
   * it, gets an answer. While a transaction is open the page waits. It ends with `close()` or `dispose()`, and does not keep
   * the process alive unless `keepProcess` is set.
   * @returns a promise of its address
   * @throws {InspectorError} rejects with it when it cannot listen on the port
   * @throws {OptionError} rejects with it for impossible options
   */
  inspect(options: InspectOptions = {}): Promise<Inspector> {
    return inspect(this.session, this.name, options);
  }

  /** Counts. */
  stats(): TimelineStats {
    this.session.read('stats');
    const { moments, operations, cells, branches, labels, tags, bytes }: EngineStatistics =
      this.session.engine.statistics();
    const abandoned = this.session.engine.abandoned().length;
    return { moments, operations, cells, branches, labels, tags, abandoned, engineBytes: bytes };
  }

  /** Checks every invariant of the engine and that no field of the owner is hidden. Empty when all is well. */
  verify(): readonly string[] {
    this.session.read('verify');
    return this.session.verify();
  }

  /**
   * Writes the whole history to a file: graph, names, tags, times, position, redo memory, open conflicts, the operation log
   * and every value. The file is replaced as a whole or left alone, whatever happens. `open` reads it. O(history).
   * @throws {UnsavableValueError} when the history holds what no file can hold
   * @throws {FileAccessError} when the file cannot be written
   */
  save(path: string): void {
    keeperOf().save(this.session, path);
  }

  /**
   * The bytes that {@link save} writes; `openBytes` reads them. The same history gives the same bytes. O(history).
   * @throws {UnsavableValueError} when the history holds what no file can hold
   */
  toBytes(): Uint8Array {
    return keeperOf().toBytes(this.session);
  }

  /**
   * Keeps the history in a file from now on: writes the file, and from then on what is new to a journal beside it, which `open`
   * reads. Writes cost nothing more; what was recorded is on the disk when `flush()` resolves. The history lives until `close()`.
   * O(history) once, then O(what is new).
   * @throws {FileLockedError} when somebody persists this file already
   * @throws {JournalError} when there is a journal beside the file that may be needed, and is damaged or belongs to another file
   * @throws {UnsavableValueError} when the history holds what no file can hold
   * @throws {FileAccessError} when the file cannot be written
   */
  persist(path: string, options?: PersistOptions): Persistence {
    return keeperOf().persist(this.session, path, options);
  }

  /**
   * A handle that keeps nothing alive: for registries, undo managers and inspectors. It has all verbs of this one, as long
   * as somebody holds the owner, a part of it or a handle that is not weak. Then owner, history and native memory go
   * together, and every verb of the weak handle throws a {@link CollapsedError}. What it answers is not weak: a
   * {@link Moment} keeps the history alive. A subscriber that was added through it lives as long as the owner.
   */
  weak(): this {
    const reference = new WeakRef(this.session);
    const { name } = this;
    const Handle = this.constructor as new (session: Session | undefined, name: string) => this;
    return Object.defineProperty(new Handle(undefined, name), 'session', {
      get: () => {
        const session = reference.deref();
        if (session === undefined) throw new CollapsedError(name);
        return session;
      },
    });
  }

  /** Whether this is a weak handle of what is gone; see {@link weak}. */
  get isCollapsed(): boolean {
    try {
      return (this.session as Session | undefined) === undefined;
    } catch (error) {
      if (error instanceof CollapsedError) return true;
      throw error;
    }
  }

  /** Ends the history and frees its memory. The object keeps its state and is an ordinary one from now on. */
  dispose(): void {
    this.session.dispose();
  }
}

function checkTitle(verb: string, title: unknown): string {
  if (typeof title === 'string' && title.isWellFormed()) return title;
  throw new OptionError(`${verb}: the label is a well-formed string, not ${show(title)}.`);
}

function titled<F>(verb: string, args: readonly [F] | readonly [string, F]): { title: string | undefined; body: F } {
  const body = args.length === 1 ? args[0] : args[1];
  if (typeof body !== 'function') throw new OptionError(`${verb} takes a function, not ${show(body)}.`);
  return { title: args.length === 1 ? undefined : checkTitle(verb, args[0]), body };
}
