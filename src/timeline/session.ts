// The session of one owner: what stands behind its timeline handle. It fixes the order of every verb: refuse, flush,
// ask the engine, apply the plan, publish.
import type { EngineHandle } from '../engine-binding/handle.js';
import { typeName } from '../describe.js';
import {
  DetachedWriteError,
  DisposedError,
  EnginePoisonedError,
  FrozenBranchError,
  OpenTransactionError,
  ReentrantMutationError,
  ShadowedFieldError,
} from '../errors.js';
import {
  ASYNC_OPEN,
  ATTACHED,
  DECIDING,
  DETACHED,
  DISPOSED,
  FROZEN,
  GUARDED,
  IN_TRANSACTION,
  OBSERVED,
  POISONED,
  UNTRACKED,
} from '../recording/gate.js';
import type { Recorder } from '../recording/recorder.js';
import { shadowedField } from '../recording/shadowing.js';
import { schemaOf } from '../schema/class-schema.js';
import { planApplier, type PlanApplier } from './apply.js';
import { captureWhatCan } from './capturing.js';
import { Attachments } from './attachments.js';
import { Events, PublishedEvent, type HistoryEventKind, type Subscriber } from './events.js';
import { MomentCache, type Moment, type MomentSource, type TagValue } from './moment.js';
import { decodeTag } from './names.js';
import { standOf, type Stand } from './operations.js';
import { SharedHistory } from './shared-history.js';
import { Transactions } from './transactions.js';

/** Bits of the gate that keep every verb but reading ones out. */
const BUSY = IN_TRANSACTION | ASYNC_OPEN | UNTRACKED | DECIDING | POISONED | DISPOSED;

/** Everything one timeline handle works with. */
export class Session implements MomentSource {
  readonly transactions: Transactions;
  readonly moments = new MomentCache(this);
  readonly shared: SharedHistory;
  readonly attachments = new Attachments(this);
  readonly #events = new Events();
  readonly #apply: PlanApplier;
  readonly #late: unknown[] = [];
  /** Where the object stood when the verb began, if there is anything that can fail on the way. */
  #stood: Stand | undefined;

  constructor(
    readonly recorder: Recorder,
    readonly engine: EngineHandle,
    relative?: Session,
  ) {
    // A field that hides its accessor is noticed at the first question, if construction could not see it.
    const shadowed = shadowedField(recorder.owner, schemaOf(recorder.owner) ?? { fields: [] });
    if (shadowed !== undefined) throw new ShadowedFieldError(typeName(recorder.owner), String(shadowed));
    engine.onFatal = () => {
      this.setGate(POISONED, true);
    };
    this.#apply = planApplier(recorder, engine, this.#late);
    this.shared = new SharedHistory(recorder, relative?.shared);
    this.transactions = new Transactions(this);
    recorder.gatekeeper = this.transactions;
  }

  /** Opens a verb that changes something: refuses it, or makes sure that the engine knows everything. */
  begin(verb: string): void {
    if ((this.recorder.gate & BUSY) !== 0) this.#refuse(verb);
    if (verb === 'undo' || verb === 'redo') this.recorder.instance?.activate(verb);
    else this.#activate(verb);
    // A broken adapter must not keep anybody from getting rid of the history.
    if (verb === 'dispose') captureWhatCan(this.recorder);
    else this.#capture(verb);
    this.transactions.stopCoalescing();
    this.recorder.handOver();
    if (this.recorder.adapts) this.#stood = verb !== 'undo' && verb !== 'redo' ? standOf(this) : undefined;
  }

  /** Opens a verb that only reads. Inside a transaction it reads what was before it. */
  read(verb: string): void {
    this.#readable(verb);
    this.#capture(verb);
    this.recorder.handOver();
  }

  /** Where the object stands, whatever may have changed in place since. */
  present(verb: string): Moment {
    this.#readable(verb);
    this.recorder.flush();
    return this.moments.of(this.engine.position);
  }

  #readable(verb: string): void {
    if ((this.recorder.gate & (DISPOSED | POISONED)) !== 0) this.#refuse(verb);
    this.recorder.instance?.activate(verb);
  }

  /** Opens a verb that reads the object itself, which must not be half-way through a transaction. */
  inspect(verb: string): void {
    if ((this.recorder.gate & (DISPOSED | POISONED | IN_TRANSACTION | ASYNC_OPEN)) !== 0) this.#refuse(verb);
    this.#activate(verb);
    this.#capture(verb);
    this.recorder.handOver();
  }

  /** Opens `capture`, which also runs inside transactions. */
  capture(verb: string): void {
    if ((this.recorder.gate & (DISPOSED | POISONED | DECIDING)) !== 0) this.#refuse(verb);
    this.recorder.instance?.activate(verb);
    this.#capture(verb, true);
  }

  /** Records what has changed in place, wherever it may be asked for. */
  #capture(verb: string, isForced = false): void {
    const { recorder } = this;
    if (recorder.instance === undefined && !recorder.adapts) return;
    recorder.instance?.captureOthers(verb);
    recorder.capture(true, isForced);
  }

  /** Makes this instance the active one, with all objects of the history: what compares states knows them by their cells. */
  #activate(verb: string): void {
    const { instance } = this.recorder;
    instance?.activate(verb);
    instance?.materialize();
  }

  #refuse(verb: string): never {
    const { gate } = this.recorder;
    if ((gate & DISPOSED) !== 0) throw new DisposedError(verb);
    if ((gate & POISONED) !== 0) throw new EnginePoisonedError(verb);
    if ((gate & DECIDING) !== 0) throw new ReentrantMutationError(verb, this.recorder.decider);
    if ((gate & UNTRACKED) !== 0) throw new ReentrantMutationError(verb, 'untracked');
    throw new OpenTransactionError(verb);
  }

  /** Whether a verb would be refused now. */
  get busy(): boolean {
    return (this.recorder.gate & BUSY) !== 0;
  }

  /** Applies the plan of a command that moved the position, and tells subscribers. */
  arrive(kind: HistoryEventKind, count: number, from: number, name?: string): void {
    this.#follow(count, from);
    this.recorder.holders = undefined;
    this.settle(kind, from, name);
  }

  /** Brings the objects to where the engine is. When an adapter fails they stay, and the engine comes back to them. */
  #follow(count: number, from: number): void {
    try {
      this.#apply.plan(count);
    } catch (error) {
      const { engine } = this;
      const { branch, position, tip } = this.#stood ?? { branch: engine.currentBranch, position: from, tip: undefined };
      if (tip !== undefined && engine.resolve(branch).moment !== tip) engine.setBranch(branch, tip);
      engine.stand(branch, position);
      this.look();
      throw error;
    }
  }

  /** Takes over what a command left: whether writes are possible here, and the event. */
  settle(kind: HistoryEventKind, from: number, name?: string): void {
    // Setting a length costs 5 ns, even where it is that already.
    if (this.#late.length !== 0) this.#late.length = 0;
    this.look();
    if ((this.recorder.gate & (ATTACHED | OBSERVED)) !== 0) this.#tell(kind, from, name);
  }

  #tell(kind: HistoryEventKind, from: number, name?: string): void {
    if ((this.recorder.gate & ATTACHED) !== 0) this.attachments.arrived(kind, from);
    if ((this.recorder.gate & OBSERVED) !== 0) this.publish(kind, from, name);
  }

  /** Takes over whether anything guards this history: guards are given to it through any of its instances. */
  lookForGuards(): void {
    this.setGate(GUARDED, this.shared.guards.size > 0);
  }

  /** Applies the plan of a command that moved the position on the way to something that is told later. */
  move(count: number): void {
    this.#follow(count, this.engine.position);
    this.recorder.holders = undefined;
    this.look();
  }

  /** Takes over whether writes are possible here. */
  look(): void {
    const { engine, shared, recorder } = this;
    if (((recorder.gate & DETACHED) !== 0) !== engine.detached) this.setGate(DETACHED, engine.detached);
    const isFrozen = shared.frozen.size > 0 && shared.frozen.has(engine.currentBranch);
    if (((recorder.gate & FROZEN) !== 0) !== isFrozen) this.setGate(FROZEN, isFrozen);
  }

  /** @throws {DetachedWriteError} off the line of the current branch. @throws {FrozenBranchError} when that is frozen */
  checkWritable(verb: string): void {
    const { gate } = this.recorder;
    if ((gate & (DETACHED | FROZEN)) === 0) return;
    const branch = this.engine.currentBranch;
    const reason = this.shared.frozen.get(branch);
    if (reason !== undefined) throw new FrozenBranchError(verb, branch, reason);
    throw new DetachedWriteError(verb, branch);
  }

  /** @throws {FrozenBranchError} when a branch is frozen */
  checkThawed(verb: string, branch: string): void {
    const reason = this.shared.frozen.get(branch);
    if (reason !== undefined) throw new FrozenBranchError(verb, branch, reason);
  }

  publish(kind: HistoryEventKind, from: number, name?: string): void {
    this.#events.publish(new PublishedEvent(this.moments, kind, this.engine.position, from, name));
  }

  subscribe(subscriber: Subscriber): () => void {
    const remove = this.#events.add(subscriber);
    this.setGate(OBSERVED, true);
    return () => {
      remove();
      this.setGate(OBSERVED, this.#events.observed);
    };
  }

  setGate(bit: number, on: boolean): void {
    this.recorder.setGate(bit, on);
  }

  dispose(): void {
    if ((this.recorder.gate & DISPOSED) !== 0) return;
    this.begin('dispose');
    for (const ending of this.endings) ending();
    const { instance } = this.recorder;
    if (instance === undefined || instance.isFirst) {
      const others = (instance?.all ?? []).filter((other) => other !== instance);
      for (const other of others) other.expectIdle('dispose');
      for (const other of others) sessionOf(other.recorder).end();
      this.end();
      this.engine.close();
    } else {
      instance.kinship.first.activate('dispose');
      this.end();
      sessionOf(instance.kinship.first.recorder).engine.end(this.engine);
    }
  }

  /** Run before the history ends. */
  readonly endings = new Set<() => void>();

  /** Tells subscribers that the object is an ordinary one from now on. */
  end(): void {
    if (this.#events.observed) this.publish('dispose', this.engine.position);
    this.recorder.instance?.end();
    this.setGate(DISPOSED, true);
    for (const content of this.recorder.adapted) content.left?.();
  }

  /** What tells this history from others; its instances have it in common. */
  get history(): object {
    return this.recorder.journal;
  }

  /** What is wrong with this history: a broken invariant of the engine, or fields that hide their accessors. */
  verify(): string[] {
    const { owner } = this.recorder;
    const broken = this.engine.verify();
    const shadowed = shadowedField(owner, schemaOf(owner) ?? { fields: [] });
    return [
      ...(broken === undefined ? [] : [broken]),
      ...(shadowed === undefined ? [] : [new ShadowedFieldError(typeName(owner), String(shadowed)).message]),
    ];
  }

  parentsOf(moment: number): readonly Moment[] {
    return this.engine.parents(moment).map((parent) => this.moments.of(parent));
  }

  tagsOf(moment: number): Record<string, TagValue> {
    // A prototype-less record, so that `__proto__` is a key like any other.
    const tags = Object.create(null) as Record<string, TagValue>;
    for (const { key, value } of this.engine.tags(moment)) tags[key] = decodeTag(value);
    return tags;
  }
}

/** The session of a recorder whose handle was asked for. */
export function sessionOf({ timeline }: Recorder): Session {
  return (timeline as { session: Session }).session;
}
