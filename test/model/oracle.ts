// The naive model of a history: an array of whole states and a parent list. Written from the design page, without the
// product's ideas: no journal, no runs, no plans. Every state maps each cell to a value and to the write it came from.
import { joined } from './fixture.js';

/** `owner.title`, `part3.x`. */
export type CellName = string;

/** A value with the write that made it; an amendment changes the value of a write wherever it is current. */
interface Written {
  value: unknown;
  readonly write: number;
}

export type State = Map<CellName, Written>;

interface ModelMoment {
  readonly parents: readonly number[];
  readonly state: State;
}

export type Policy = 'overshadow' | 'preserve' | 'strict' | 'sum' | 'max' | 'joined';
type MaybeValue = { readonly value: unknown } | undefined;

export class Refused extends Error {}

/** Which policy a cell has of its own. */
const POLICIES: Readonly<Record<string, Policy>> = {
  'owner.budget': 'sum',
  'owner.peak': 'max',
  'owner.color': 'overshadow',
  'owner.joint': 'joined',
};

export class Oracle {
  readonly moments: ModelMoment[];
  readonly branches = new Map<string, number>([['main', 0]]);
  readonly labels = new Map<string, number>();
  readonly redo = new Map<number, number>();
  position = 0;
  current = 'main';
  now: State;
  #writes = 0;

  constructor(
    genesis: State,
    private readonly linear: boolean,
    /** The name of a part, as cells begin with it; undefined for other values. */
    private readonly nameOf: (value: unknown) => string | undefined = () => undefined,
  ) {
    this.now = clone(genesis);
    this.moments = [{ parents: [], state: clone(genesis) }];
  }

  // -- recording

  /** Writes to cells as one moment; ineffective writes are none. */
  commit(writes: readonly (readonly [CellName, unknown])[], continuing = false): void {
    const before = clone(this.now);
    const effective = writes.filter(([cell, value]) => this.write(cell, value)).length > 0;
    if (!effective) this.now = before;
    else if (continuing) this.moments[this.position] = { ...this.here, state: clone(this.now) };
    else this.#append([this.position]);
  }

  /** Puts a value into the present state. */
  write(cell: CellName, value: unknown): boolean {
    if (Object.is(this.now.get(cell)?.value, value)) return false;
    if (this.detached) throw new Refused('detached');
    this.now.set(cell, { value, write: ++this.#writes });
    return true;
  }

  get here(): ModelMoment {
    return this.moments[this.position]!;
  }

  #append(parents: readonly number[]): void {
    const id = this.moments.push({ parents, state: clone(this.now) }) - 1;
    this.redo.set(this.position, id);
    this.redo.delete(id);
    this.position = id;
    this.branches.set(this.current, id);
  }

  /** Changes the value of the write that is current for a cell, in every state it is current in. */
  amend(cell: CellName, value: unknown): void {
    const write = this.now.get(cell)?.write;
    for (const state of [this.now, ...this.moments.map((moment) => moment.state)]) {
      const known = state.get(cell);
      if (known?.write === write) state.set(cell, { value, write: known?.write ?? 0 });
    }
  }

  /** A part that belongs to no history yet is what it is, at every moment. */
  preset(cell: CellName, value: unknown): void {
    for (const state of [this.now, ...this.moments.map((moment) => moment.state)]) state.set(cell, { value, write: 0 });
  }

  /** Other objects stand for the same values, at every moment. */
  replace(others: ReadonlyMap<unknown, unknown>): void {
    for (const state of [this.now, ...this.moments.map((moment) => moment.state)]) {
      for (const [cell, { value, write }] of state)
        if (others.has(value)) state.set(cell, { value: others.get(value), write });
    }
  }

  // -- moving

  #line(id: number): number[] {
    const line = [id];
    for (let at = id; at !== 0; line.push(at)) at = this.moments[at]!.parents[0]!;
    return line;
  }

  get detached(): boolean {
    return !this.linear && !this.#line(this.branches.get(this.current)!).includes(this.position);
  }

  travel(goal: number): void {
    const [from, to] = [this.#line(this.position), this.#line(goal)];
    const meeting = from.find((id) => to.includes(id))!;
    for (const line of [from, to]) {
      for (let i = line.indexOf(meeting); i > 0; i--) this.redo.set(line[i]!, line[i - 1]!);
    }
    this.position = goal;
    this.now = clone(this.here.state);
  }

  undo(steps: number): number {
    const line = this.#line(this.position);
    const done = Math.min(steps, line.length - 1);
    this.travel(line[done]!);
    return done;
  }

  redoSteps(steps: number): number {
    let goal = this.position;
    let done = 0;
    for (; done < steps && this.redo.has(goal); done++) goal = this.redo.get(goal)!;
    this.travel(goal);
    return done;
  }

  switch(name: string): void {
    this.current = name;
    this.travel(this.branches.get(name)!);
    this.redo.delete(this.position);
  }

  // -- merging

  ancestors(id: number): Set<number> {
    const found = new Set([id]);
    for (const at of found) for (const parent of this.moments[at]!.parents) found.add(parent);
    return found;
  }

  bases(a: readonly number[], b: number): number[] {
    const ours = new Set(a.flatMap((id) => [...this.ancestors(id)]));
    const common = [...this.ancestors(b)].filter((id) => ours.has(id));
    return common
      .filter((id) => !common.some((other) => other !== id && this.ancestors(other).has(id)))
      .sort((x, y) => x - y);
  }

  /** The value of a cell in the merge of several pasts; undefined when they conflict. */
  #baseValue(cell: CellName, bases: readonly number[]): MaybeValue {
    const [first = 0, ...rest] = bases;
    let merged: MaybeValue = this.moments[first]!.state.get(cell);
    const folded = [first];
    for (const next of rest) {
      const other: MaybeValue = this.moments[next]!.state.get(cell);
      merged = mergeBaseValues(cell, merged, other, this.#baseValue(cell, this.bases(folded, next)));
      folded.push(next);
    }
    return merged;
  }

  merge(source: number, strategy: Policy): 'already-merged' | 'fast-forward' | 'merged' {
    if (this.detached) throw new Refused('detached');
    if (this.ancestors(this.position).has(source)) return 'already-merged';
    if (this.ancestors(source).has(this.position)) {
      this.branches.set(this.current, source);
      this.travel(source);
      this.redo.delete(source);
      return 'fast-forward';
    }
    const bases = this.bases([this.position], source);
    const theirs = this.moments[source]!.state;
    const decided: [CellName, unknown][] = [];
    for (const [cell, { value: our }] of this.now) {
      const their = theirs.get(cell)?.value;
      const base = this.#baseValue(cell, bases);
      if (base !== undefined && Object.is(their, base.value)) continue;
      // Two equal sums are two changes, not one.
      if (Object.is(our, their) && !(base !== undefined && policyOf(cell) === 'sum')) continue;
      if (base !== undefined && Object.is(our, base.value)) decided.push([cell, their]);
      else decided.push([cell, decide(policyOf(cell) ?? strategy, base, our, their)]);
    }
    decided.push(...this.#reviewed(bases, theirs, decided, strategy));
    for (const [cell, value] of decided) this.write(cell, value);
    this.#append([this.position, source]);
    return 'merged';
  }

  /** Takes over what a merge came to. */
  takeMerge(source: number, state: State): void {
    for (const [cell, { value }] of state) this.write(cell, value);
    this.#append([this.position, source]);
  }

  /** Conflicts across places: one side took a part out of a place, the other has edited inside it. */
  #reviewed(
    bases: readonly number[],
    theirs: State,
    decided: [CellName, unknown][],
    strategy: Policy,
  ): [CellName, unknown][] {
    const [source, target] = [new Side(this.nameOf), new Side(this.nameOf)];
    for (const [cell, { value }] of theirs) {
      const [base, our] = [this.#baseValue(cell, bases), this.now.get(cell)?.value];
      if (!Object.is(value, our) && !(base !== undefined && Object.is(value, base.value))) {
        source.note(cell, base?.value);
      }
    }
    for (const base of bases) {
      for (const [cell, { value }] of this.now) {
        const before = this.moments[base]!.state.get(cell)?.value;
        if (!Object.is(before, value)) target.note(cell, before);
      }
    }
    const judged = (cell: CellName, base: unknown, our: unknown, their: unknown): [CellName, unknown] => [
      cell,
      decide(policyOf(cell) ?? strategy, { value: base }, our, their),
    ];
    const replaced = decided
      .map(([cell]) => [cell, this.now.get(cell)?.value] as const)
      .filter(([cell, our]) => {
        const base = this.#baseValue(cell, bases);
        const isConflict = base === undefined || !Object.is(our, base.value);
        return !isConflict && target.editedInside(our, this.now, theirs);
      })
      .map(([cell, our]) => judged(cell, our, our, theirs.get(cell)?.value));
    const dropped = target.dropped
      .filter(([cell, value]) => {
        const isDecided = decided.some(([other]) => other === cell);
        return !isDecided && source.editedInside(value, theirs, this.now);
      })
      .map(([cell, value]) => judged(cell, value, this.now.get(cell)?.value, value));
    return [...replaced, ...dropped];
  }
}

/** What one side did since the common past. */
class Side {
  readonly dropped: [CellName, unknown][] = [];
  readonly #edited = new Set<string>();

  constructor(private readonly nameOf: (value: unknown) => string | undefined) {}

  note(cell: CellName, before: unknown): void {
    this.#edited.add(cell.split('.')[0]!);
    if (this.nameOf(before) !== undefined) this.dropped.push([cell, before]);
  }

  /** Whether the side edited a part, or one inside it, that the other side does not reach any more. */
  editedInside(value: unknown, own: State, other: State): boolean {
    const reached = this.#insideOf('owner', other);
    const name = this.nameOf(value);
    if (name === undefined || reached.has(name)) return false;
    return [...this.#insideOf(name, own)].some((inside) => this.#edited.has(inside) && !reached.has(inside));
  }

  #insideOf(name: string, state: State): Set<string> {
    const found = new Set([name]);
    for (const at of found) {
      for (const [cell, { value }] of state) {
        const inside = cell.startsWith(`${at}.`) ? this.nameOf(value) : undefined;
        if (inside !== undefined) found.add(inside);
      }
    }
    return found;
  }
}

function policyOf(cell: CellName): Policy | undefined {
  return cell.endsWith('.kept') ? 'preserve' : POLICIES[cell];
}

function decide(policy: Policy, base: MaybeValue, ours: unknown, theirs: unknown): unknown {
  switch (policy) {
    case 'overshadow':
      return theirs;
    case 'preserve':
      return ours;
    case 'joined':
      return joined(ours, theirs);
    case 'max':
      return Math.max(ours as number, theirs as number);
    case 'sum':
      if (base === undefined) throw new Refused('sum without a base');
      return (ours as number) + (theirs as number) - (base.value as number);
    case 'strict':
      throw new Refused('strict');
  }
}

function mergeBaseValues(cell: CellName, left: MaybeValue, right: MaybeValue, base: MaybeValue): MaybeValue {
  if (left === undefined || right === undefined) return undefined;
  if (Object.is(left.value, right.value) && !(base !== undefined && policyOf(cell) === 'sum')) return left;
  if (base !== undefined && Object.is(left.value, base.value)) return right;
  if (base !== undefined && Object.is(right.value, base.value)) return left;
  const policy = policyOf(cell);
  if (policy === 'max' || (policy === 'sum' && base !== undefined)) {
    return { value: decide(policy, base, left.value, right.value) };
  }
  return undefined;
}

function clone(state: State): State {
  return new Map([...state].map(([cell, written]) => [cell, { ...written }]));
}
