// Searching a history: every criterion that has an index gives a set of moments, the smallest is walked, and the others
// filter it; a function is asked last.
//
// | criterion | where the moments come from | cost |
// |---|---|---|
// | `label`, `title` | names | names there are |
// | `tag` | moments by key | those that have the key |
// | `field`, `changed` | versions of the cells | changes of these cells |
// | `between` | numbers between the two ends | a check per candidate |
// | `where` | a call per candidate that is left | |
import { AdaptedContent } from '../adapters/adapted-content.js';
import { KeyedContent } from '../containers/keyed/keyed-content.js';
import { ListContent } from '../containers/list/list-content.js';
import { show } from '../describe.js';
import { NO_MOMENT } from '../engine-binding/handle.js';
import { OptionError } from '../errors.js';
import { contentOf } from '../recording/content.js';
import { ownSlots } from '../recording/slots.js';
import { schemaOf } from '../schema/class-schema.js';
import { cellOf } from './blame.js';
import { belongsTo, placeAt } from './locate.js';
import { heldBy, placeOf } from './merge-places.js';
import { StateAt } from './merge-states.js';
import type { Moment, TagValue } from './moment.js';
import { encodeTag, type Ref } from './names.js';
import { parsePath, type Path } from './path-text.js';
import type { Session } from './session.js';
import { stateData } from './state-data.js';

/** What to look for; a moment must fit all that is given. */
export interface FindQuery {
  /** A label of the moment. */
  label?: string;
  /** The label given to its transaction. */
  title?: string;
  /** A tag key it has, or keys with the values they have. */
  tag?: string | Readonly<Record<string, TagValue>>;
  /** A place that it gave a value: a field or key itself, not what is inside. The path is read in the present state. */
  field?: string | Path;
  /** A place that it changed, or something that the place has ever held, at any depth. */
  changed?: string | Path;
  /**
   * The moments from one to another, both included. Two moments: those that build on the first and lead to the second, over
   * all parents. A number of milliseconds since the epoch, or a Date: by time.
   */
  between?: readonly [from: Ref | number | Date, to: Ref | number | Date];
  /**
   * Any other condition. `state()` is the owner at that moment as plain data, as `snapshotOf` would answer there; it costs
   * the size of the state, and only when it is called.
   */
  where?: (moment: Moment, state: () => unknown) => boolean;
}

const CRITERIA = ['label', 'title', 'tag', 'field', 'changed', 'between', 'where'];

type Test = (moment: number) => boolean;

/** @throws {OptionError} for an unknown criterion */
export function findMoments(session: Session, query: FindQuery, numberOf: (ref: Ref) => number): Moment[] {
  const unknown = Object.keys(query).find((key) => !CRITERIA.includes(key));
  if (unknown !== undefined) throw new OptionError(`find does not know ${show(unknown)}; use ${CRITERIA.join(', ')}.`);
  const { where } = query;
  if (where !== undefined && typeof where !== 'function') {
    throw new OptionError(`find: where is a function, not ${show(where)}.`);
  }
  const isEmpty = CRITERIA.every((key) => query[key as keyof FindQuery] === undefined);
  if (isEmpty) return [];
  const range = query.between === undefined ? undefined : rangeOf(session, query.between, numberOf);
  const [smallest, ...others] = indexed(session, query).sort((a, b) => a.length - b.length);
  const sets = others.map((set) => new Set(set));
  const [first, last] = [range?.first ?? 0, range?.last ?? session.engine.moments - 1];
  const candidates = smallest === undefined ? everyOne(first, last) : [...new Set(smallest)].sort((a, b) => a - b);
  const found: Moment[] = [];
  for (const id of candidates) {
    if (id < first || id > last || !sets.every((set) => set.has(id)) || range?.fits(id) === false) continue;
    if (!session.engine.hasMoment(id)) continue;
    const moment = session.moments.of(id);
    if (where === undefined || where(moment, () => stateData(session, id))) found.push(moment);
  }
  return found;
}

function* everyOne(first: number, last: number): Iterable<number> {
  for (let id = first; id <= last; id++) yield id;
}

/** The moments of every criterion that has an index. */
function indexed(session: Session, { label, title, tag, field, changed }: FindQuery): number[][] {
  const { engine } = session;
  const sets: number[][] = [];
  if (label !== undefined) sets.push(momentsNamed(engine.labels(), label));
  if (title !== undefined) sets.push(momentsNamed(engine.titles(), title));
  if (typeof tag === 'string') sets.push(engine.taggedMoments(tag, undefined));
  else {
    for (const [key, value] of Object.entries(tag ?? {})) sets.push(engine.taggedMoments(key, encodeTag(key, value)));
  }
  if (field !== undefined) sets.push(momentsOfCells(session, [cellAt(session, field)]));
  if (changed !== undefined)
    sets.push(momentsOfCells(session, cellsInside(session, cellAt(session, changed), changed)));
  return sets;
}

function momentsNamed(names: readonly { name: string; moment: number }[], wanted: string): number[] {
  return names.filter(({ name }) => name === wanted).map(({ moment }) => moment);
}

// -- between

interface Range {
  readonly first: number;
  readonly last: number;
  readonly fits: Test;
}

function rangeOf(session: Session, between: NonNullable<FindQuery['between']>, numberOf: (ref: Ref) => number): Range {
  const { engine } = session;
  if (!Array.isArray(between) || (between as readonly unknown[]).length !== 2) {
    throw new OptionError(`find: between is two moments, names or times, not ${show(between)}.`);
  }
  const [from, to] = between.map((end) =>
    typeof end === 'number' || end instanceof Date ? { time: +end } : { ref: numberOf(end) },
  );
  const tests: Test[] = [];
  let [first, last] = [0, engine.moments - 1];
  if (from?.ref !== undefined) {
    const { ref } = from;
    first = ref;
    tests.push((moment) => engine.isAncestor(ref, moment));
  } else if (from !== undefined) tests.push((moment) => engine.timeOf(moment) >= from.time);
  if (to?.ref !== undefined) {
    const { ref } = to;
    last = ref;
    tests.push((moment) => engine.isAncestor(moment, ref));
  } else if (to !== undefined) tests.push((moment) => engine.timeOf(moment) <= to.time);
  // Parents have smaller numbers than their children.
  return { first, last, fits: (moment) => tests.every((test) => test(moment)) };
}

// -- cells

function cellAt(session: Session, path: string | Path): number {
  return cellOf(placeAt(session, new StateAt(session, session.engine.position), parsePath(path)));
}

function momentsOfCells(session: Session, cells: Iterable<number>): number[] {
  const found = new Set<number>();
  for (const cell of cells) {
    const versions = session.engine.versions(cell);
    for (let i = 1; i < versions.length; i += 3) found.add(versions[i] ?? 0);
  }
  found.delete(NO_MOMENT);
  return [...found];
}

/** The cells of a place and of everything it has ever held. O(values these cells have had). */
function cellsInside(session: Session, place: number, path: string | Path): Set<number> {
  const present = new StateAt(session, session.engine.position);
  const cells = new Set<number>();
  const objects = new Set<object>();
  const meet = (value: unknown): void => {
    if (belongsTo(session, value)) objects.add(value);
  };
  const takeCell = (cell: number): void => {
    if (cell <= 0 || cells.has(cell)) return;
    cells.add(cell);
    for (const value of everHeld(session, cell)) meet(value);
  };
  takeCell(place);
  meet(placeAt(session, present, parsePath(path)).value);
  // A Set can be walked while it grows.
  for (const object of objects) {
    const content = contentOf(object);
    if (content instanceof ListContent) takeCell(content.cell);
    else if (content instanceof KeyedContent) for (const cell of content.cells()) takeCell(cell);
    else if (content instanceof AdaptedContent) takeCell(content.cell);
    else for (const { slot } of schemaOf(object)?.fields ?? []) takeCell((ownSlots(object)?.[slot + 1] ?? 0) as number);
    for (const value of present.heldBy(object)) meet(value);
  }
  return cells;
}

/** Every value that a cell has held, on any line, its baseline included. */
function* everHeld(session: Session, cell: number): Iterable<unknown> {
  const { cells, values } = session.recorder.journal;
  const place = placeOf(cells, cell);
  if (place?.key !== undefined) yield place.key.key;
  const versions = session.engine.versions(cell);
  for (let i = 0; i < versions.length; i += 3) {
    const operation = versions[i] ?? 0;
    for (let at = 0; at < (versions[i + 2] ?? 0); at++) {
      const value = values.at(operation + at);
      yield place === undefined ? value : heldBy(place, value).value;
    }
  }
}
