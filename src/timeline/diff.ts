// What leads from one state to another: the net operations of the engine, read as changes of values.
//
// Costs what changed: the engine answers the cells that differ, whatever lies between (`native/tachyon`, `plan`), and only
// those whose values differ too are listed. A change is listed where both states reach its object; what one of them alone
// has is described in full where it came, or went.
import { AdaptedContent } from '../adapters/adapted-content.js';
import { Entry, type KeyedContent, type KeyPlace } from '../containers/keyed/keyed-content.js';
import { ListContent } from '../containers/list/list-content.js';
import type { Field } from '../schema/class-schema.js';
import { deltasBetween, netDelta } from './adapted-states.js';
import { unboxed } from '../recording/weak-values.js';
import { Describer } from './diff-describe.js';
import { liveOf, type Change, type Diff } from './diff-data.js';
import { listSteps, type ListStep } from './diff-lists.js';
import { keyedStep, Locator } from './locate.js';
import { placeOf } from './merge-places.js';
import { StateAt } from './merge-states.js';
import { pathText, type Path } from './path-text.js';
import type { Session } from './session.js';

/** What leads from moment `a` to moment `b`. */
export function diffOf(session: Session, a: number, b: number): Diff {
  const rows = session.engine.difference(a, b);
  const [before, after] = [a, b].map((moment) => new Locator(session, new StateAt(session, moment), moment)) as [
    Locator,
    Locator,
  ];
  const compared = new Comparison(session, before, after, true);
  for (let i = 0; i < rows.length; i += 3) compared.add(rows[i] ?? 0, rows[i + 1] ?? 0, rows[i + 2] ?? 0);
  const diff: Diff = { from: a, to: b, changes: compared.take() };
  liveOf.set(diff, session.recorder.owner);
  return diff;
}

/** A key whose recorded value differs. */
interface ChangedKey {
  readonly key: unknown;
  /** The entry, or undefined for none. */
  readonly old: Entry | undefined;
  readonly new: Entry | undefined;
}

interface FieldPlace {
  readonly object: object;
  readonly field: Field;
}

/** Gathers what differs between two states, cell by cell. The states may travel on between two calls of `take`. */
export class Comparison {
  #changes: Change[] = [];
  /** The fields behind cells that were met before. */
  readonly #fields: (FieldPlace | undefined)[] = [];
  #keyed: Map<KeyedContent, ChangedKey[]> | undefined;
  #describer: Describer | undefined;
  #objectKeys: Map<KeyedContent, Map<unknown, number>> | undefined;

  constructor(
    private readonly session: Session,
    private readonly before: Locator,
    private readonly after: Locator,
    /**
     * False between the two states of one moment: what leaves a place is then taken for gone unless it is where it joined,
     * instead of looked for everywhere, and keys that come stand behind the others.
     */
    private readonly isThorough: boolean,
  ) {}

  /** A cell for which another operation is current. */
  add(cell: number, from: number, to: number): void {
    const { cells, values } = this.session.recorder.journal;
    const field = this.#fields[cell];
    if (field !== undefined) {
      this.#compareFields(field, values.at(from), values.at(to));
      return;
    }
    const place = placeOf(cells, cell);
    if (place === undefined) {
      const list = cells.sequenceOf(cell);
      if (list instanceof ListContent) this.#compareLists(list, from, to);
      else if (list instanceof AdaptedContent) this.#compareAdapted(list, from, to);
      return;
    }
    const object = place.slots[0]?.object;
    if (object === undefined) return;
    if (place.field !== undefined) {
      this.#fields[cell] = { object, field: place.field };
      this.#compareFields({ object, field: place.field }, values.at(from), values.at(to));
    } else if (place.key !== undefined) this.#noteKey(place.key, values.at(from), values.at(to));
  }

  #compareFields({ object, field }: FieldPlace, recordedOld: unknown, recordedNew: unknown): void {
    if (Object.is(recordedOld, recordedNew)) return;
    const [old, next] = [unboxed(recordedOld), unboxed(recordedNew)];
    const where = this.#whereBoth(object);
    if (where === undefined) return;
    const { name, options } = field;
    const isPlain = options.ref || (typeof old !== 'object' && typeof next !== 'object');
    this.#changes.push({
      kind: 'set',
      path: where.length === 0 && typeof name === 'string' ? name : pathText([...where, name]),
      in: where,
      key: name,
      old: isPlain ? old : this.#describe.old(old),
      new: isPlain ? next : this.#describe.new(next),
    });
  }

  #noteKey({ content, key }: KeyPlace, old: unknown, next: unknown): void {
    if (Object.is(old, next)) return;
    const entryOf = (recorded: unknown): Entry | undefined => (recorded instanceof Entry ? recorded : undefined);
    const changed = { key, old: entryOf(old), new: entryOf(next) };
    const keyed = (this.#keyed ??= new Map<KeyedContent, ChangedKey[]>());
    const known = keyed.get(content);
    if (known === undefined) keyed.set(content, [changed]);
    else known.push(changed);
  }

  /** All changes since the last call. */
  take(): readonly Change[] {
    if (this.#keyed !== undefined) for (const [content, changed] of this.#keyed) this.#compareKeys(content, changed);
    const changes = this.#changes;
    this.#changes = [];
    this.#keyed = this.#describer = this.#objectKeys = undefined;
    return changes;
  }

  get #describe(): Describer {
    return (this.#describer ??= new Describer(this.session, this.before, this.after, this.isThorough));
  }

  /** Where the first state has an object that both reach. */
  #whereBoth(object: object): Path | undefined {
    const where = this.before.pathOf(object);
    return where === undefined || !this.after.reaches(object) ? undefined : where;
  }

  // -- lists

  #compareLists(list: ListContent, from: number, to: number): void {
    const where = this.#whereBoth(list.handle);
    if (where === undefined) return;
    const at = { path: pathText(where), in: where };
    const describeAll = (values: readonly unknown[], side: 'old' | 'new'): unknown[] =>
      values.map((value) => this.#describe[side](value));
    const described = (step: ListStep): Change => {
      if (step.kind === 'insert') return { ...at, ...step, kind: 'insert', values: describeAll(step.values, 'new') };
      if (step.kind === 'remove') return { ...at, ...step, kind: 'remove', values: describeAll(step.values, 'old') };
      if (step.kind !== 'replace') return { ...at, ...step };
      return { ...at, ...step, old: this.#describe.old(step.old), new: this.#describe.new(step.new) };
    };
    for (const step of listSteps(this.session, list, this.before.state.elementsOf(list), from, to)) {
      this.#changes.push(described(step));
    }
  }

  // -- adapted values

  #compareAdapted(content: AdaptedContent, from: number, to: number): void {
    const where = this.#whereBoth(content.handle);
    if (where === undefined) return;
    const at = { path: pathText(where), in: where };
    const deltas = deltasBetween(this.session, from, to);
    // Between the states of one moment every delta is a change, and a single one is a net change anyhow.
    if (deltas.length > 1 && this.isThorough) {
      const delta = netDelta(this.session, content, from, to);
      if (delta !== null) this.#changes.push({ kind: 'edit', ...at, delta, back: false });
    } else for (const [delta, back] of deltas) this.#changes.push({ kind: 'edit', ...at, delta, back });
  }

  // -- maps, sets and plain objects

  #compareKeys(content: KeyedContent, changed: readonly ChangedKey[]): void {
    const where = this.#whereBoth(content.handle);
    if (where === undefined) return;
    const added: ChangedKey[] = [];
    let hasOtherRanks = false;
    for (const one of changed) {
      const [old, next] = [one.old, one.new];
      if (old === undefined) {
        if (next !== undefined) added.push(one);
      } else if (next === undefined) {
        const key = this.#describe.old(one.key);
        this.#changes.push({
          kind: 'delete',
          ...this.#at(content, where, one.key),
          key,
          old: this.#describe.old(old.value),
        });
      } else {
        hasOtherRanks ||= old.rank !== next.rank;
        if (Object.is(old.value, next.value)) continue;
        this.#changes.push({
          kind: 'set',
          ...this.#at(content, where, one.key),
          key: this.#describe.new(one.key),
          old: this.#describe.old(old.value),
          new: this.#describe.new(next.value),
        });
      }
    }
    // A key that one moment has added got the highest rank there was. Between other states all of them are compared.
    const isAppended = !this.isThorough && !hasOtherRanks && !this.session.recorder.hasAmended;
    if (added.length === 0 && !hasOtherRanks) return;
    if (isAppended) {
      added.sort((a, b) => (a.new?.rank ?? 0) - (b.new?.rank ?? 0));
      for (const one of added) this.#add(content, where, one.key, one.new?.value);
    } else this.#compareOrder(content, where, new Set(added.map(({ key }) => key)));
  }

  #add(content: KeyedContent, where: Path, key: unknown, value: unknown): void {
    const [name, held] = [this.#describe.new(key), this.#describe.new(value)];
    this.#changes.push({ kind: 'add', ...this.#at(content, where, key), key: name, new: held });
  }

  /** New keys, and the order of all where it is not that of the first state with the new keys at its end. */
  #compareOrder(content: KeyedContent, where: Path, added: ReadonlySet<unknown>): void {
    const goal = this.after.state.entriesOf(content);
    const goalKeys = new Set(goal.map(([key]) => key));
    for (const [key, value] of goal) {
      if (added.has(key)) this.#add(content, where, key, value);
    }
    const kept = this.before.state.entriesOf(content).filter(([key]) => goalKeys.has(key));
    const reached = content.inNativeOrder([...kept, ...goal.filter(([key]) => added.has(key))]);
    if (reached.every(([key], at) => key === goal[at]?.[0] || Object.is(key, goal[at]?.[0]))) return;
    const keys = goal.map(([key]) => this.#describe.new(key));
    this.#changes.push({ kind: 'reorder', path: pathText(where), in: where, keys });
  }

  #at(content: KeyedContent, where: Path, key: unknown): { path: string; in: Path } {
    let at = 0;
    if (typeof key === 'object' && key !== null) {
      // A key that is an object is counted among those of a state that has it.
      const places = (this.#objectKeys ??= new Map<KeyedContent, Map<unknown, number>>());
      let known = places.get(content);
      if (known === undefined) {
        const countIn = ({ state }: Locator) => state.entriesOf(content).map(([own], index) => [own, index] as const);
        places.set(content, (known = new Map([...countIn(this.after), ...countIn(this.before)])));
      }
      at = known.get(key) ?? 0;
    }
    return { path: pathText([...where, keyedStep(content, key, at)]), in: where };
  }
}
