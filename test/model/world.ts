// The product and the oracle side by side: every command runs on both, and both must agree.
import { JanusError, multiverseOf, timelineOf, type MergeStrategy, type Timeline } from '../../src/index.js';
import { Multiverse } from '../../src/index.js';
import { Board, EDGE_VALUES, joined, LinearBoard, NUMBER_FIELDS, Part, PART_FIELDS, PLAIN_FIELDS } from './fixture.js';
import type { Session } from '../../src/timeline/session.js';
import { Oracle, Refused, type CellName, type Policy, type State } from './oracle.js';

/** One write: which place and which value, as numbers that are taken modulo what there is. */
export interface WriteCommand {
  readonly place: number;
  readonly value: number;
}

export type Command =
  | { readonly do: 'write'; readonly write: WriteCommand; readonly look: boolean }
  | {
      readonly do: 'transact';
      readonly writes: readonly WriteCommand[];
      readonly nested: number;
      readonly fail: 'none' | 'inner' | 'outer';
    }
  | { readonly do: 'group'; readonly writes: readonly WriteCommand[]; readonly cancel: boolean }
  | { readonly do: 'coalesce'; readonly writes: readonly WriteCommand[]; readonly key: number; readonly fail: boolean }
  | { readonly do: 'untracked'; readonly writes: readonly WriteCommand[]; readonly fail: boolean }
  | { readonly do: 'undo' | 'redo'; readonly steps: number }
  | { readonly do: 'jump' | 'label' | 'switch' | 'delete' | 'rename' | 'tag'; readonly pick: number }
  | { readonly do: 'branch'; readonly at: number; readonly switch: boolean }
  | { readonly do: 'merge'; readonly pick: number; readonly strategy: Policy; readonly preview: boolean };

const PARTS = 4;
const MULTIVERSE_VERBS: readonly string[] = ['branch', 'switch', 'delete', 'rename', 'merge'];

/** Owner and parts with their cells, in one list. */
interface Place {
  readonly cell: CellName;
  readonly object: Record<string, unknown>;
  readonly field: string;
  readonly kind: 'plain' | 'number' | 'part';
}

export class World {
  owner: Board | LinearBoard;
  timeline: Timeline;
  readonly oracle: Oracle;
  parts: Part[];
  places: Place[];
  /** Parts that have joined: members stay members. */
  joined = new Set<Part>();
  /** Operations done, ineffective and refused ones included. */
  operations = 0;
  #names = 0;
  #coalesced: { key: number; moment: number } | undefined;

  constructor(readonly linear: boolean) {
    this.owner = linear ? new LinearBoard() : new Board();
    this.timeline = linear ? timelineOf(this.owner) : multiverseOf(this.owner);
    this.parts = Array.from({ length: PARTS }, (_, serial) => Object.assign(new Part(), { serial }));
    this.places = placesOf(this.owner, this.parts);
    this.oracle = new Oracle(this.#read(), linear, (value) => {
      const at = this.parts.indexOf(value as Part);
      return at < 0 ? undefined : `part${String(at)}`;
    });
  }

  /** Goes on with the same history, which was saved and opened: the model stays, the objects are others. */
  goOnWith(timeline: Timeline): void {
    this.timeline.dispose();
    this.#coalesced = undefined;
    this.timeline = timeline;
    this.owner = timeline.owner as Board | LinearBoard;
    const { parts: before, oracle } = this;
    const found = partsOf(timeline);
    this.parts = before.map((part, serial) => {
      if (!this.joined.has(part)) return part;
      // One that only an undone part of a transaction has shown is in no file: it is free again.
      return found.get(serial) ?? Object.assign(new Part(), { serial });
    });
    oracle.replace(new Map(before.map((part, serial) => [part, this.parts[serial]])));
    this.joined = new Set(found.values());
    this.places = placesOf(this.owner, this.parts);
    for (const place of this.places) {
      if (!this.#isLoose(place)) continue;
      const value = oracle.now.get(place.cell)?.value;
      place.object[place.field] = value;
      oracle.preset(place.cell, value);
    }
    this.expectFullAgreement();
  }

  /** The present state of the product, value by value. */
  #read(): State {
    return new Map(this.places.map(({ cell, object, field }) => [cell, { value: object[field], write: 0 }]));
  }

  expectAgreement(): void {
    for (const { cell, object, field } of this.places) {
      const expected = this.oracle.now.get(cell)?.value;
      const actual = object[field];
      if (!Object.is(actual, expected)) {
        throw new Error(
          `${cell} is ${show(actual)}, the model says ${show(expected)} at moment ${String(this.oracle.position)}`,
        );
      }
    }
  }

  expectFullAgreement(): void {
    this.expectAgreement();
    const { timeline, oracle } = this;
    expect(timeline.moment.id).toBe(oracle.position);
    expect(timeline.canUndo).toBe(oracle.position !== 0);
    expect(timeline.canRedo).toBe(oracle.redo.has(oracle.position));
    expect(numbered(timeline.labels())).toEqual([...oracle.labels]);
    if (timeline instanceof Multiverse) {
      expect(timeline.currentBranch).toBe(oracle.current);
      expect(numbered(timeline.branches())).toEqual([...oracle.branches]);
    }
  }

  /** Visits every moment in an order of its own and compares it, then the graph. */
  expectEveryMoment(): void {
    const { timeline, oracle } = this;
    const view = timeline.graph();
    expect(view.moments.map((moment) => moment.parents)).toEqual(oracle.moments.map((moment) => moment.parents));
    const order = oracle.moments.map((_, id) => (id * 7919 + 13) % oracle.moments.length);
    for (const id of new Set([...order, ...oracle.moments.keys()])) {
      timeline.jumpTo(timeline.at(id));
      oracle.travel(id);
      this.expectAgreement();
    }
    expect(timeline.verify()).toEqual([]);
  }

  run(command: Command): void {
    this.operations += 'writes' in command ? command.writes.length + 1 : 1;
    // A verb ends coalescing; writes and transactions do so by making a moment, if they do.
    const isVerb = !('writes' in command) && command.do !== 'write';
    if (isVerb && !(this.linear && MULTIVERSE_VERBS.includes(command.do))) this.#coalesced = undefined;
    const refusedByModel = refusalOf(() => {
      this.#runBoth(command);
    });
    if (refusedByModel !== undefined) throw refusedByModel;
    this.expectAgreement();
  }

  #runBoth(command: Command): void {
    const { timeline, oracle } = this;
    switch (command.do) {
      case 'write':
        this.#write(command.write);
        if (command.look) this.expectFullAgreement();
        break;
      case 'transact':
        this.#transact(command);
        break;
      case 'group':
        this.#group(command);
        break;
      case 'coalesce':
        this.#coalesce(command);
        break;
      case 'untracked':
        this.#untracked(command);
        break;
      case 'undo':
        expect(timeline.undo(command.steps)).toBe(oracle.undo(command.steps));
        break;
      case 'redo':
        expect(timeline.redo(command.steps)).toBe(oracle.redoSteps(command.steps));
        break;
      case 'jump': {
        const labels = [...oracle.labels];
        const label = labels[command.pick % (labels.length * 2 || 1)];
        const goal = label?.[1] ?? command.pick % this.oracle.moments.length;
        timeline.jumpTo(label?.[0] ?? timeline.at(goal));
        oracle.travel(goal);
        break;
      }
      case 'label': {
        const name = `label ${String(this.#names++)}`;
        timeline.label(name);
        oracle.labels.set(name, oracle.position);
        break;
      }
      case 'tag':
        timeline.tag({ number: command.pick });
        expect(timeline.tags().number).toBe(command.pick);
        expect(timeline.find({ tag: { number: command.pick } }).map(({ id }) => id)).toContain(oracle.position);
        break;
      default:
        if (timeline instanceof Multiverse) this.#branchCommand(command, timeline);
    }
    if (command.do !== 'write') this.expectFullAgreement();
  }

  #branchCommand(command: Command, timeline: Multiverse): void {
    const { oracle } = this;
    const names = [...oracle.branches.keys()];
    const pick = (index: number): string => names[index % names.length]!;
    switch (command.do) {
      case 'branch': {
        const name = `branch ${String(this.#names++)}`;
        const at = command.at % 3 === 0 ? oracle.position : command.at % oracle.moments.length;
        timeline.branch(name, { at: timeline.at(at), switch: command.switch });
        oracle.branches.set(name, at);
        if (command.switch) oracle.switch(name);
        break;
      }
      case 'switch':
        timeline.switch(pick(command.pick));
        oracle.switch(pick(command.pick));
        break;
      case 'delete': {
        const name = pick(command.pick);
        if (name === oracle.current)
          expect(() => {
            timeline.deleteBranch(name);
          }).toThrow(JanusError);
        else {
          timeline.deleteBranch(name);
          oracle.branches.delete(name);
        }
        break;
      }
      case 'rename': {
        const [name, to] = [pick(command.pick), `renamed ${String(this.#names++)}`];
        timeline.renameBranch(name, to);
        const entries = [...oracle.branches].map(([known, at]): [string, number] => [known === name ? to : known, at]);
        oracle.branches.clear();
        for (const [known, at] of entries) oracle.branches.set(known, at);
        if (oracle.current === name) oracle.current = to;
        break;
      }
      case 'merge': {
        const name = pick(command.pick);
        const strategy = (
          command.strategy === 'joined'
            ? ({ ours, theirs }: { ours: unknown; theirs: unknown }) => joined(ours, theirs)
            : command.strategy
        ) as MergeStrategy;
        if (command.preview) {
          timeline.previewMerge(name, strategy);
          this.expectAgreement();
        }
        if (this.#isContested(name, strategy)) this.#mergeContested(name, strategy);
        else {
          this.#same(
            () => timeline.merge(name, strategy).kind,
            () => oracle.merge(oracle.branches.get(name)!, command.strategy),
          );
        }
        break;
      }
      default:
        break;
    }
  }

  /**
   * Whether parts were moved by both sides, or into each other: the model knows nothing of that, test/laws/merging-trees does.
   * A function may put something else where a part was, which a preview cannot know.
   */
  #isContested(name: string, strategy: MergeStrategy): boolean {
    try {
      const { conflicts } = (this.timeline as Multiverse).previewMerge(name, strategy);
      const isPart = (value: unknown): boolean => this.parts.includes(value as Part);
      return conflicts.some(
        ({ kind, by, ours, theirs }) =>
          kind === 'moved' || kind === 'tangled' || (by === 'nobody' && (isPart(ours) || isPart(theirs))),
      );
    } catch (error) {
      if (error instanceof JanusError) return false;
      throw error;
    }
  }

  /** The model takes over what such a merge comes to; that it is a moment like any other is checked as ever. */
  #mergeContested(name: string, strategy: MergeStrategy): void {
    const source = this.oracle.branches.get(name)!;
    let isMerged = true;
    try {
      (this.timeline as Multiverse).merge(name, strategy);
    } catch (error) {
      // A strict policy of a field refuses.
      if (!(error instanceof JanusError)) throw error;
      isMerged = false;
    }
    if (isMerged) this.oracle.takeMerge(source, this.#read());
    this.expectAgreement();
  }

  /** Both do it with the same answer, or both refuse and are as they were. */
  #same(product: () => unknown, model: () => unknown): boolean {
    const before = this.oracle.position;
    let expected: unknown;
    const refused = refusalOf(() => {
      const now = new Map(this.oracle.now);
      try {
        expected = model();
      } catch (error) {
        this.oracle.now = now;
        throw error;
      }
    });
    if (refused === undefined) expect(product()).toEqual(expected);
    else {
      expect(product).toThrow(JanusError);
      expect(this.oracle.position).toBe(before);
    }
    this.expectAgreement();
    return refused === undefined;
  }

  #resolve({ place, value }: WriteCommand): { place: Place; value: unknown } {
    const target = this.places[place % this.places.length]!;
    if (target.kind === 'number') return { place: target, value: (value % 11) - 3 };
    if (target.kind === 'part') return { place: target, value: [...this.parts, null][value % (PARTS + 1)] };
    return { place: target, value: value % 3 === 0 ? EDGE_VALUES[value % EDGE_VALUES.length] : value % 5 };
  }

  /** A write outside of everything: a moment of its own. */
  #write(command: WriteCommand): void {
    const { place, value } = this.#resolve(command);
    if (this.#isLoose(place)) {
      place.object[place.field] = value;
      this.oracle.preset(place.cell, value);
      return;
    }
    const worked = this.#same(
      () => {
        place.object[place.field] = value;
      },
      () => {
        this.oracle.commit([[place.cell, value]]);
      },
    );
    if (worked) this.#join(value);
  }

  #isLoose({ object }: Place): boolean {
    return object instanceof Part && !this.joined.has(object);
  }

  #join(value: unknown): void {
    const joining = value instanceof Part ? [value] : [];
    for (const part of joining) {
      if (this.joined.has(part)) continue;
      this.joined.add(part);
      if (part.next !== null) joining.push(part.next);
    }
  }

  /** Writes inside a transaction of the product, collected for the model. Loose parts are left alone. */
  #writeInside(commands: readonly WriteCommand[], collected: [CellName, unknown][]): void {
    for (const command of commands) {
      const { place, value } = this.#resolve(command);
      if (this.#isLoose(place)) continue;
      place.object[place.field] = value;
      collected.push([place.cell, value]);
      this.#join(value);
    }
  }

  #transact({ writes, nested, fail }: Extract<Command, { do: 'transact' }>): void {
    const collected: [CellName, unknown][] = [];
    const joinedBefore = new Set(this.joined);
    const split = nested % (writes.length + 1);
    const failure = new Error('wanted');
    const body = (): void => {
      this.timeline.transact('many', () => {
        this.#writeInside(writes.slice(0, split), collected);
        const kept = collected.length;
        const joinedInside = new Set(this.joined);
        try {
          this.timeline.transact(() => {
            this.#writeInside(writes.slice(split), collected);
            if (fail === 'inner') throw failure;
          });
        } catch (error) {
          if (error !== failure) throw error;
          collected.length = kept;
          this.joined = joinedInside;
        }
        if (fail === 'outer') throw failure;
      });
    };
    this.#expectAsOne(body, collected, joinedBefore, fail === 'outer' ? failure : undefined);
  }

  #expectAsOne(
    body: () => void,
    collected: readonly [CellName, unknown][],
    joinedBefore: Set<Part>,
    failure: Error | undefined,
    continuing = false,
  ): void {
    let thrown: unknown;
    try {
      body();
    } catch (error) {
      thrown = error;
    }
    if (thrown !== undefined) {
      this.joined = joinedBefore;
      if (thrown !== failure) {
        // The only other reason is a write where no branch could follow.
        expect(thrown).toMatchObject({ code: 'JANUS_DETACHED_WRITE' });
        expect(this.oracle.detached).toBe(true);
      }
      return;
    }
    expect(failure).toBeUndefined();
    this.oracle.commit(collected, continuing);
  }

  #group({ writes, cancel }: Extract<Command, { do: 'group' }>): void {
    const collected: [CellName, unknown][] = [];
    const joinedBefore = new Set(this.joined);
    const failure = cancel ? new Error('cancelled') : undefined;
    const group = this.timeline.group('gesture');
    this.#expectAsOne(
      () => {
        try {
          this.#writeInside(writes, collected);
        } catch (error) {
          group.cancel();
          throw error;
        }
        if (failure === undefined) group.commit();
        else {
          group.cancel();
          throw failure;
        }
      },
      collected,
      joinedBefore,
      failure,
    );
  }

  #coalesce({ writes, key, fail }: Extract<Command, { do: 'coalesce' }>): void {
    const collected: [CellName, unknown][] = [];
    const joinedBefore = new Set(this.joined);
    const failure = fail ? new Error('wanted') : undefined;
    const last = this.#coalesced;
    const continuing =
      last?.key === key % 2 && last.moment === this.oracle.position && last.moment === this.oracle.moments.length - 1;
    const moments = this.oracle.moments.length;
    this.#expectAsOne(
      () => {
        this.timeline.coalesce(
          key % 2,
          () => {
            this.#writeInside(writes, collected);
            if (failure !== undefined) throw failure;
          },
          { windowMs: 1e9 },
        );
      },
      collected,
      joinedBefore,
      failure,
      continuing,
    );
    const made = this.oracle.moments.length === moments + 1;
    if (failure !== undefined) this.#coalesced = undefined;
    else this.#coalesced = made || continuing ? { key: key % 2, moment: this.oracle.position } : undefined;
  }

  #untracked({ writes, fail }: Extract<Command, { do: 'untracked' }>): void {
    const done: [CellName, unknown][] = [];
    try {
      this.timeline.untracked(() => {
        for (const command of writes) {
          const { place, value } = this.#resolve(command);
          // Joining without a moment is left to its own test.
          if (this.#isLoose(place) || place.kind === 'part') continue;
          place.object[place.field] = value;
          done.push([place.cell, value]);
        }
        if (fail) throw new Error('wanted');
      });
    } catch (error) {
      expect(error).toMatchObject({ message: 'wanted' });
      return;
    }
    for (const [cell, value] of done) this.oracle.amend(cell, value);
    for (const [cell, value] of done)
      this.oracle.now.set(cell, { ...(this.oracle.now.get(cell) as { write: number }), value });
  }
}

function placesOf(owner: object, parts: readonly Part[]): Place[] {
  const place =
    (object: object, cell: string, kind: Place['kind']) =>
    (field: string): Place => ({
      cell: `${cell}.${field}`,
      object: object as Record<string, unknown>,
      field,
      kind,
    });
  return [
    ...PLAIN_FIELDS.map(place(owner, 'owner', 'plain')),
    ...NUMBER_FIELDS.map(place(owner, 'owner', 'number')),
    ...PART_FIELDS.map(place(owner, 'owner', 'part')),
    ...parts.flatMap((part, index) => [
      ...['x', 'kept'].map(place(part, `part${String(index)}`, 'plain')),
      place(part, `part${String(index)}`, 'part')('next'),
    ]),
  ];
}

/** The parts of an opened history by their serial numbers: what was ever recorded, and what they hold. */
function partsOf(timeline: Timeline): Map<number, Part> {
  const { journal } = (timeline as unknown as { session: Session }).session.recorder;
  const met: unknown[] = [timeline.owner];
  for (let operation = 1; operation < journal.nextOperation; operation++) met.push(journal.values.at(operation));
  const found = new Map<number, Part>();
  for (const value of met) {
    const isKnown = value instanceof Part && found.get((value as Part & { serial: number }).serial) === value;
    if (isKnown || !(value instanceof Part || value === timeline.owner)) continue;
    if (value instanceof Part) found.set((value as Part & { serial: number }).serial, value);
    for (const field of ['next', ...PART_FIELDS]) met.push((value as unknown as Record<string, unknown>)[field]);
  }
  return found;
}

function numbered(names: ReadonlyMap<string, { readonly id: number }>): [string, number][] {
  return [...names].map(([name, { id }]) => [name, id]);
}

function refusalOf(run: () => void): Refused | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

function show(value: unknown): string {
  if (typeof value === 'bigint') return `${String(value)}n`;
  return Object.is(value, -0) ? '-0' : typeof value === 'object' && value !== null ? 'a part' : String(value);
}
