// The product and the model side by side: every command runs on both, and both must agree.
import { JanusError, multiverseOf, snapshotOf, timelineOf, Multiverse, type Timeline } from '../../../src/index.js';
import { Draw, Unsupported, Wanted, type Side } from './draw.js';
import { Desk, LinearDesk, TwinDesk, type DeskShape } from './fixture.js';
import { ModelHistory } from './model-history.js';
import { OPS, type Op, type TargetKind } from './ops.js';
import { Pairs } from './pairs.js';
import { kindOf, TwinHeap } from './twin-heap.js';

/** One operation on one container, part or the owner. */
export interface Step {
  readonly on: TargetKind;
  readonly op: string;
  readonly target: number;
  readonly numbers: readonly number[];
}

export type Command =
  | ({ readonly do: 'step' } & Step)
  | {
      readonly do: 'transact';
      readonly steps: readonly Step[];
      readonly nested: number;
      readonly fail: 'none' | 'inner' | 'outer';
    }
  | { readonly do: 'undo' | 'redo'; readonly steps: number }
  | { readonly do: 'jump' | 'label' | 'switch'; readonly pick: number }
  | { readonly do: 'branch'; readonly at: number; readonly switch: boolean };

/** Refused by the model: the present moment is off the line of the current branch. */
class Detached extends Error {}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

export class World {
  owner: Desk | LinearDesk;
  readonly twin: TwinDesk;
  timeline: Timeline;
  readonly heap: TwinHeap;
  readonly history: ModelHistory;
  pairs: Pairs;
  live: Side;
  native: Side;
  /** Plain values that went into the product or came out of it, when somebody collects them. */
  readonly kept: unknown[] | undefined;
  operations = 0;
  #names = 0;
  /** Effective steps of the open transaction. */
  #open: { effective: number } | undefined;

  constructor(linear: boolean, genesis: readonly number[], kept?: unknown[]) {
    this.kept = kept;
    const made: object[] = [];
    const none = { pairs: [], trace: [], serial: 0, step: () => undefined };
    this.live = { ...none, isLive: true, made: (raw) => kept?.push(raw) };
    this.native = { ...none, isLive: false, made: (raw) => made.push(raw) };
    const initial = (side: Side): DeskShape => {
      const d = new Draw(side, genesis);
      return { list: Array.from(d.rawList()), items: d.rawList(), map: d.rawMap(), set: d.rawSet(), object: d.rawObject(), any: d.value() };
    }; // prettier-ignore
    this.owner = new (linear ? LinearDesk : Desk)(initial(this.live));
    this.twin = new TwinDesk(initial(this.native));
    this.timeline = linear ? timelineOf(this.owner) : multiverseOf(this.owner);
    this.heap = new TwinHeap(this.twin);
    this.pairs = new Pairs(this.owner, this.twin);
    this.history = new ModelHistory(this.heap.now, linear);
    this.live = { ...this.live, pairs: this.pairs.list, trace: [] };
    this.native = {
      ...this.native,
      pairs: this.pairs.list,
      trace: [],
      made: (raw) => {
        this.heap.adopt(raw);
      },
      step: () => {
        this.#commit();
      },
    };
    this.expectAgreement();
  }

  /** Goes on with the same history, which was saved and opened: the model stays, all live objects are others. */
  goOnWith(timeline: Timeline): void {
    this.timeline.dispose();
    this.timeline = timeline;
    this.owner = timeline.owner as Desk | LinearDesk;
    this.pairs = new Pairs(this.owner, this.twin);
    this.live = { ...this.live, pairs: this.pairs.list };
    this.native = { ...this.native, pairs: this.pairs.list };
    this.expectFullAgreement();
  }

  /** What the model has changed is a moment, or belongs to the open transaction. */
  #commit(): void {
    const state = this.heap.changed();
    if (state === undefined) return;
    if (this.history.detached) {
      this.heap.restore(this.heap.now);
      throw new Detached();
    }
    this.heap.now = state;
    if (this.#open === undefined) this.history.append(state);
    else this.#open.effective++;
  }

  // -- comparing

  expectAgreement(): void {
    this.pairs.expectSame();
  }

  expectFullAgreement(): void {
    this.expectAgreement();
    const { timeline, history } = this;
    if (this.#open !== undefined) return;
    expect({ moment: timeline.moment.id, moments: timeline.stats().moments, redo: timeline.canRedo }).toEqual({
      moment: history.position,
      moments: history.moments.length,
      redo: history.redo.has(history.position),
    });
  }

  /** Goes to every moment in an order of its own, then back to genesis and forth, and compares everything. */
  expectEveryMoment(): void {
    const { timeline, history } = this;
    const { length } = history.moments;
    expect(timeline.graph().moments.map(({ parents }) => parents)).toEqual(
      history.moments.map(({ parents }) => parents),
    );
    for (const id of new Set([...history.moments.keys()].flatMap((i) => [(i * 7919 + 13) % length, length - 1 - i]))) {
      this.#jump(id);
    }
    while (timeline.canUndo) this.#undo();
    while (timeline.canRedo) this.#redo();
    expect(timeline.verify()).toEqual([]);
  }

  #jump(id: number): void {
    this.timeline.jumpTo(this.timeline.at(id));
    this.history.travel(id);
    this.#arrive();
  }

  #undo(steps = 1): void {
    expect(this.timeline.undo(steps)).toBe(this.history.undo(steps));
    this.#arrive();
  }

  #redo(steps = 1): void {
    expect(this.timeline.redo(steps)).toBe(this.history.redoSteps(steps));
    this.#arrive();
  }

  #arrive(): void {
    this.heap.restore(this.history.state);
    this.expectAgreement();
  }

  // -- commands

  run(command: Command): void {
    const { timeline, history } = this;
    if (command.do === 'step') this.step(command);
    else if (command.do === 'transact') this.#transact(command);
    else {
      this.operations++;
      if (command.do === 'undo') this.#undo(command.steps);
      else if (command.do === 'redo') this.#redo(command.steps);
      else if (command.do === 'jump') {
        const label = [...history.labels][command.pick % 9];
        timeline.jumpTo(label?.[0] ?? timeline.at(command.pick % history.moments.length));
        history.travel(label?.[1] ?? command.pick % history.moments.length);
        this.#arrive();
      } else if (command.do === 'label') {
        const name = `label ${String(this.#names++)}`;
        timeline.label(name);
        history.labels.set(name, history.position);
      } else if (timeline instanceof Multiverse) this.#branchCommand(command, timeline);
    }
    if (this.operations % 7 === 0) this.expectFullAgreement();
  }

  #branchCommand(command: Command, timeline: Multiverse): void {
    const { history } = this;
    if (command.do === 'branch') {
      const name = `branch ${String(this.#names++)}`;
      const at = command.at % 3 === 0 ? history.position : command.at % history.moments.length;
      timeline.branch(name, { at: timeline.at(at), switch: command.switch });
      history.branches.set(name, at);
      if (!command.switch) return;
      history.switch(name);
    } else if (command.do === 'switch') {
      const names = [...history.branches.keys()];
      const name = names[command.pick % names.length]!;
      timeline.switch(name);
      history.switch(name);
    }
    this.#arrive();
  }

  #transact({ steps, nested, fail }: Extract<Command, { do: 'transact' }>): void {
    const [split, failure] = [nested % (steps.length + 1), new Wanted()];
    const open = (this.#open = { effective: 0 });
    const savepoint = (): (() => void) => {
      const [state, known, before] = [this.heap.now, this.pairs.list.length, open.effective];
      return () => {
        this.heap.restore(state);
        this.pairs.truncate(known);
        open.effective = before;
      };
    };
    const attempt = (body: () => void): void => {
      const rollBack = savepoint();
      try {
        this.timeline.transact(body);
      } catch (error) {
        if (error !== failure) throw error;
        rollBack();
        this.expectAgreement();
      }
    };
    attempt(() => {
      for (const step of steps.slice(0, split)) this.step(step);
      attempt(() => {
        for (const step of steps.slice(split)) this.step(step);
        if (fail === 'inner') throw failure;
      });
      if (fail === 'outer') throw failure;
    });
    this.#open = undefined;
    if (open.effective > 0) this.history.append(this.heap.now);
    this.expectFullAgreement();
  }

  /** Does one operation on both sides and compares what they answer, what they told callbacks, and what is there. */
  step({ on, op, target, numbers }: Step): void {
    this.operations++;
    const fitting =
      on === 'desk' ? this.pairs.list.slice(0, 1) : this.pairs.list.slice(1).filter(({ node }) => kindOf(node) === on);
    const pair = fitting[target % Math.max(1, fitting.length)];
    if (pair === undefined) return;
    // The objects that both sides can take are those known before.
    const pairs = [...this.pairs.list];
    const run = OPS[on][op]!;
    const native = this.#attempt(run, pair.node, { ...this.native, pairs, trace: [] }, numbers);
    const live = this.#attempt(run, pair.live, { ...this.live, pairs, trace: [] }, numbers);
    const what = `${on}.${op}(${String(numbers)})`;
    try {
      this.expectAgreement();
      expectSameOutcome(live.outcome, native.outcome, (a, b) => this.pairs.difference(a, b));
      const difference = this.pairs.difference(live.trace, native.trace, 'callbacks');
      if (difference !== undefined) throw new Error(difference);
    } catch (error) {
      throw new Error(`after ${what}: ${(error as Error).message}`, { cause: error });
    }
    if (this.kept !== undefined && 'value' in live.outcome) {
      this.kept.push(live.outcome.value, live.trace, ...(this.operations % 10 === 0 ? [snapshotOf(this.owner)] : []));
    }
  }

  #attempt(run: Op, target: object, side: Side, numbers: readonly number[]): { outcome: Outcome; trace: unknown[] } {
    let outcome: Outcome;
    const own: Side = { ...side, serial: this.operations * 100 };
    try {
      try {
        outcome = { value: run(target as never, new Draw(own, numbers)) };
      } finally {
        own.step();
      }
    } catch (error) {
      outcome = { error };
    }
    return { outcome, trace: own.trace };
  }
}

function expectSameOutcome(
  live: Outcome,
  native: Outcome,
  difference: (a: unknown, b: unknown) => string | undefined,
): void {
  if ('value' in live && 'value' in native) {
    const found = difference(live.value, native.value);
    if (found !== undefined) throw new Error(found);
  } else if ('value' in live || 'value' in native) {
    const text = (outcome: Outcome): string =>
      'error' in outcome ? `throws ${String(outcome.error)}` : 'does not throw';
    const cause = 'error' in live ? live.error : undefined;
    throw new Error(`it ${text(live)}, natively it ${text(native)}`, { cause });
  } else if (className(live.error) !== className(native.error)) {
    const cause = live.error;
    throw new Error(`it throws ${String(live.error)}, natively ${String(native.error)}`, { cause });
  }
}

function className(error: unknown): string {
  if (error instanceof Detached) return 'JANUS_DETACHED_WRITE';
  if (error instanceof JanusError) return error.code === 'JANUS_DETACHED_WRITE' ? error.code : Unsupported.name;
  return error instanceof Error ? error.constructor.name : String(error);
}
