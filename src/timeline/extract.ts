// Extraction: any way through a history as one linear sequence of events, merges included.
//
// Two states travel along, one behind the other by one event, so that every path and every described object is that of its
// own moment; the live object stands still. What moves objects (a change of a list, a key, or an object in a place) makes
// the travellers forget where things are, all else keeps it, so plain writes cost a few hundred nanoseconds.
import { NO_MOMENT } from '../engine-binding/handle.js';
import { show } from '../describe.js';
import { OptionError, UnknownRefError } from '../errors.js';
import { isObject } from '../recording/track.js';
import { Comparison } from './diff.js';
import { ExtractedEvent, type Change, type TimelineEvent } from './diff-data.js';
import { lineTo, reachedFrom, stretchesOf, type Graph, type Stretch } from './lines.js';
import { belongsTo, Locator, placeAt } from './locate.js';
import { byMoment } from './graph.js';
import { placeOf } from './merge-places.js';
import { StateAt } from './merge-states.js';
import { expectKept, type TagValue } from './moment.js';
import type { Ref } from './names.js';
import { isWithin, parsePath, type Path, type PathStep } from './path-text.js';
import type { Session } from './session.js';

/** Options of `extract`. */
export interface ExtractOptions {
  /** Places to keep: changes of them, of what is inside them, and of what holds them. Events without any are left out. */
  fields?: readonly (string | Path)[];
  /** Where it begins: the first event is what came after this moment. Genesis by default. */
  fromRef?: Ref;
  /**
   * `'first-parent'` (the default): the line from there, where a merge is one event. `'all'`: the moments that were merged
   * in as well, parents before their children.
   */
  through?: 'first-parent' | 'all';
}

/** What to extract, with refs resolved. */
export interface Extraction {
  readonly from: number;
  readonly to: number;
  readonly fields: readonly Path[] | undefined;
  readonly isWhole: boolean;
}

/** @throws {OptionError} for impossible options */
export function checkExtract({
  fields,
  through = 'first-parent',
}: ExtractOptions): Pick<Extraction, 'fields' | 'isWhole'> {
  if (!['first-parent', 'all'].includes(through)) {
    throw new OptionError(`extract: through is 'first-parent' or 'all', not ${show(through)}.`);
  }
  if (fields !== undefined && !Array.isArray(fields)) {
    throw new OptionError(`extract: fields is an array of paths, not ${show(fields)}.`);
  }
  return { fields: fields?.map(parsePath), isWhole: through === 'all' };
}

/** Extracted events, oldest first. They are made one by one while somebody walks over them; each walk begins anew. */
export class TimelineEvents implements Iterable<TimelineEvent> {
  readonly #walk: () => Iterator<TimelineEvent>;

  /** @internal */
  constructor(walk: () => Iterator<TimelineEvent>) {
    this.#walk = walk;
  }

  /**
   * The object may be changed between two events: a walk goes on with what was asked for.
   * @throws {OpenTransactionError} from `next`, while a transaction is open
   */
  [Symbol.iterator](): Iterator<TimelineEvent> {
    return this.#walk();
  }

  /** All of them. */
  toArray(): TimelineEvent[] {
    return [...this];
  }
}

/** The events after `from` that lead to `to`. @throws {UnknownRefError} unless `from` is on the way */
export function extractEvents(session: Session, { from, to, fields, isWhole }: Extraction): TimelineEvents {
  const { engine } = session;
  const graph = { runs: engine.runs(), further: engine.mergeParents() };
  const line = isWhole ? undefined : lineTo(graph, from, to);
  if (isWhole ? !engine.isAncestor(from, to) : line === undefined) {
    throw new UnknownRefError(
      `moment ${String(from)}`,
      `a moment ${isWhole ? 'in the past' : 'on the line'} of the last one`,
    );
  }
  const stretches = line ?? stretchesOf(graph, reachedFrom(graph, to), reachedFrom(graph, from));
  return new TimelineEvents(() => new Extracting(session, from, fields).run(stretches, graph));
}

/**
 * An event for every moment from one on, but genesis, on whatever line, in the order of the moments; made while one walks
 * over them.
 */
export function allEvents(session: Session, from: number): Iterable<TimelineEvent, undefined> {
  const { engine } = session;
  const graph = { runs: engine.runs(), further: engine.mergeParents() };
  const stretches: Stretch[] = [];
  for (let i = 0; i < graph.runs.length; i += 4) {
    const [first = 0, length = 0, parent = 0] = graph.runs.subarray(i, i + 3);
    const begin = Math.max(from, parent === NO_MOMENT ? first + 1 : first);
    const last = first + length - 1;
    if (begin <= last) stretches.push({ first: begin, last, parent: begin === first ? parent : begin - 1 });
  }
  return new Extracting(session, stretches[0]?.parent ?? engine.root, undefined).run(stretches, graph);
}

/** Moments asked for at once: the answer of that many writes fits the wire. */
const PIECE = 4000;

function inPieces({ first, last, parent }: Stretch): Stretch[] {
  const pieces: Stretch[] = [];
  for (let at = first, before = parent; at <= last; before = at - 1) {
    const end = Math.min(last, at + PIECE - 1);
    pieces.push({ first: at, last: end, parent: before });
    at = end + 1;
  }
  return pieces;
}

const NONE: readonly never[] = Object.freeze([]);
const NO_TAGS: Readonly<Record<string, TagValue>> = Object.freeze({});

/** One extraction on its way. */
class Extracting {
  #before: Locator;
  #after: Locator;
  #comparison: Comparison;
  /** What is inside the places to keep, in the state before; until something moves. */
  #inside: Set<object> | undefined;
  /** Where the travellers are. */
  #at: number;
  /** Where the live object stood, and what was recorded, when they set out. */
  #position: number;
  #operations: number;

  constructor(
    private readonly session: Session,
    from: number,
    private readonly fields: readonly Path[] | undefined,
  ) {
    session.inspect('extract');
    this.#at = from;
    this.#position = session.engine.position;
    this.#operations = session.recorder.journal.nextOperation;
    this.#before = new Locator(session, new StateAt(session, from), from);
    this.#after = new Locator(session, new StateAt(session, from), from);
    this.#comparison = new Comparison(session, this.#before, this.#after, false);
  }

  /** The travellers know their state by how it differs from the live object: that may have moved between two events. */
  #setOutAgain(): void {
    const { session } = this;
    session.inspect('extract');
    const { nextOperation } = session.recorder.journal;
    if (this.#position === session.engine.position && this.#operations === nextOperation) return;
    const anew = new Extracting(session, this.#at, this.fields);
    this.#before = anew.#before;
    this.#after = anew.#after;
    this.#comparison = anew.#comparison;
    this.#inside = undefined;
    this.#position = session.engine.position;
    this.#operations = nextOperation;
  }

  *run(stretches: readonly Stretch[], graph: Graph): Generator<TimelineEvent, undefined> {
    const { session } = this;
    const { engine } = session;
    const furtherOf = new Map<number, number[]>();
    for (let i = 0; i < graph.further.length; i += 2) {
      const moment = graph.further[i] ?? 0;
      furtherOf.set(moment, [...(furtherOf.get(moment) ?? []), graph.further[i + 1] ?? 0]);
    }
    const titles = new Map(engine.titles().map(({ moment, name }) => [moment, name]));
    const labels = byMoment(engine.labels());
    const tagged = new Set(engine.allTags());
    const times = engine.times();
    // What goes while one walks takes along what it did.
    const { gone } = engine;
    let time = 0;
    for (const { first, last, parent } of stretches.flatMap(inPieces)) {
      const effects = engine.effects(first, last);
      let row = 0;
      for (let moment = first, before = parent; moment <= last; before = moment++) {
        if (engine.gone !== gone) expectKept(engine, 'extract', moment);
        this.#travelTo(before);
        const begin = row;
        while (effects[row] === moment) row += 4;
        const changes = this.#step(moment, effects, begin, row);
        while (time + 2 < times.length && (times[time + 2] ?? 0) <= moment) time += 2;
        if (this.fields !== undefined && changes.length === 0) continue;
        const further = furtherOf.get(moment);
        yield new ExtractedEvent(
          session.recorder.owner,
          moment,
          further === undefined ? [before] : [before, ...further],
          times[time + 1] ?? 0,
          labels.get(moment) ?? NONE,
          titles.get(moment),
          tagged.has(moment) ? session.tagsOf(moment) : NO_TAGS,
          changes,
        );
        this.#setOutAgain();
      }
    }
  }

  /** Both travellers go to a moment that is not the next one. */
  #travelTo(moment: number): void {
    if (moment === this.#at) return;
    const rows = this.session.engine.difference(this.#at, moment);
    for (let i = 0; i < rows.length; i += 3) {
      for (const { state } of [this.#before, this.#after]) state.advance(rows[i] ?? 0, rows[i + 2] ?? 0);
    }
    this.#forget();
    this.#before.arrive(moment);
    this.#at = moment;
  }

  #forget(): void {
    this.#before.forget();
    this.#after.forget();
    this.#inside = undefined;
  }

  /** Goes on by one moment; answers what it changed. */
  #step(moment: number, effects: Uint32Array, from: number, to: number): readonly Change[] {
    let isMoving = false;
    for (let i = from; i < to; i += 4) {
      const cell = effects[i + 1] ?? 0;
      const next = effects[i + 3] ?? 0;
      this.#after.state.advance(cell, next);
      isMoving ||= this.#moves(cell, effects[i + 2] ?? 0, next);
    }
    if (isMoving) this.#after.forget();
    this.#after.arrive(moment);
    for (let i = from; i < to; i += 4)
      this.#comparison.add(effects[i + 1] ?? 0, effects[i + 2] ?? 0, effects[i + 3] ?? 0);
    const all = this.#comparison.take();
    const changes = this.fields === undefined ? all : all.filter((change) => this.#isWanted(change));
    for (let i = from; i < to; i += 4) this.#before.state.advance(effects[i + 1] ?? 0, effects[i + 3] ?? 0);
    if (isMoving) this.#forget();
    this.#before.arrive(moment);
    this.#at = moment;
    return changes;
  }

  /** Whether an operation can change where objects are. */
  #moves(cell: number, old: number, next: number): boolean {
    const { cells, values } = this.session.recorder.journal;
    if ((cells.index[cell] ?? 0) <= 0) return true;
    return (isObject(values.at(old)) || isObject(values.at(next))) && placeOf(cells, cell)?.field?.options.ref !== true;
  }

  #isWanted(change: Change): boolean {
    const fields = this.fields ?? [];
    const place = 'key' in change ? [...change.in, change.key as PathStep] : change.in;
    if (fields.some((field) => isWithin(place, field) || isWithin(field, place))) return true;
    if (change.in.length === 0) return false;
    // An object can be held in several places; the diff names one of them.
    const inside = (this.#inside ??= this.#insideFields(fields));
    return inside.has(placeAt(this.session, this.#before.state, change.in).value as object);
  }

  #insideFields(fields: readonly Path[]): Set<object> {
    const found = new Set<object>();
    for (const field of fields) {
      const { value } = tryPlace(this.session, this.#before.state, field) ?? {};
      if (belongsTo(this.session, value)) for (const object of this.#before.state.inside(value)) found.add(object);
    }
    return found;
  }
}

/** The place of a path, or undefined where it leads to nothing. */
function tryPlace(session: Session, state: StateAt, path: Path): { readonly value: unknown } | undefined {
  try {
    return placeAt(session, state, path);
  } catch {
    return undefined;
  }
}
