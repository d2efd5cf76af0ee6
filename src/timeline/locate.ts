// Where the objects of a history are in one of its states, and what a path leads to there.
//
// A part or container remembers through which place it joined; where that holder still has it, no walk is needed. One that
// has moved to another holder is found by a walk over the whole state, breadth first, so the shortest path wins.
import { SHOWN, ViewContent } from '../adapters/view-content.js';
import { KeyedContent } from '../containers/keyed/keyed-content.js';
import { ListContent } from '../containers/list/list-content.js';
import { PathError } from '../errors.js';
import { memberOf } from '../recording/admit.js';
import { contentOf } from '../recording/content.js';
import type { Member } from '../recording/member.js';
import { isObject } from '../recording/track.js';
import { schemaOf, type Field } from '../schema/class-schema.js';
import type { StateAt } from './merge-states.js';
import { pathText, type Path, type PathStep } from './path-text.js';
import type { Session } from './session.js';

/** A place that a path leads to: a field, a key or member, an element, what a view shows, or the owner itself. */
export type Place =
  | { readonly kind: 'owner'; readonly value: object }
  | { readonly kind: 'field'; readonly object: object; readonly field: Field; readonly value: unknown }
  | { readonly kind: 'key'; readonly content: KeyedContent; readonly key: unknown; readonly value: unknown }
  | { readonly kind: 'shown'; readonly value: object }
  | { readonly kind: 'element'; readonly list: ListContent; readonly index: number; readonly value: unknown };

/** Whether a value is a part or container of this history; owners of others are only held. */
export function belongsTo(session: Session, value: unknown): value is object {
  return isObject(value) && memberOf(value)?.recorder === session.recorder;
}

/** The step to what a map or set holds `at`-th. */
export function keyedStep(content: KeyedContent, key: unknown, at: number): PathStep {
  if (!isObject(key)) return key as PathStep;
  return content.handle instanceof Set ? { key: at } : { value: at };
}

/** The last step of a path and the one before it: paths of one state share their beginnings. */
interface Link {
  readonly from: Link | undefined;
  readonly step: PathStep;
}

const ROOT: Link = { from: undefined, step: '' };
const NO_STEPS: Path = [];
/** Searches in one list after which its objects are put into a table. */
const MANY_SEARCHES = 8;

/** Finds objects in one state. Good until the state changes; see {@link forget}. */
export class Locator {
  readonly #links = new Map<object, Link>();
  readonly #paths = new Map<Link, Path>();
  /** Of lists that were searched: how often, or where their objects are. */
  readonly #searched = new Map<ListContent, number | Map<unknown, number>>();
  #isWalked = false;
  /** What joined from this operation on cannot be here; asked for when it is first needed. */
  #end: number | undefined;

  constructor(
    private readonly session: Session,
    readonly state: StateAt,
    private moment: number,
  ) {
    this.forget();
  }

  /** The state has become that of another moment. Where things are is still known, unless told otherwise. */
  arrive(moment: number): void {
    this.moment = moment;
    this.#end = undefined;
  }

  /** Something has moved. */
  forget(): void {
    this.#links.clear();
    this.#paths.clear();
    this.#searched.clear();
    this.#links.set(this.session.recorder.owner, ROOT);
    this.#isWalked = false;
  }

  /** The way from the owner to an object, or undefined when the owner does not reach it. */
  pathOf(object: object): Path | undefined {
    const link = this.#linkTo(object);
    if (link === undefined || link === ROOT) return link === undefined ? undefined : NO_STEPS;
    const known = this.#paths.get(link);
    if (known !== undefined) return known;
    const path: PathStep[] = [];
    for (let at: Link | undefined = link; at !== undefined && at !== ROOT; at = at.from) path.push(at.step);
    path.reverse();
    this.#paths.set(link, path);
    return path;
  }

  /** Whether the owner reaches an object. */
  reaches(object: object): boolean {
    return this.#linkTo(object) !== undefined;
  }

  /** Whether an object is held by what it joined through, up to the owner and by none of `gone`. No other place is looked at. */
  isWhereItJoined(object: object, gone: ReadonlySet<object>): boolean {
    let at = memberOf(object);
    while (at?.parent != null && !gone.has(at.parent.object)) {
      if (this.#stepTo(at.parent.object, at.key, at.object) === undefined) return false;
      at = at.parent;
    }
    return at?.parent === null;
  }

  #linkTo(object: object): Link | undefined {
    const known = this.#links.get(object);
    if (known !== undefined || this.#isWalked || this.#isTooYoung(object)) return known;
    return this.#byJoining(object) ?? this.#byWalk(object);
  }

  // Most objects that are not here are those that came just afterwards.
  #isTooYoung(object: object): boolean {
    const since = memberOf(object)?.since ?? 0;
    return since > 0 && since >= (this.#end ??= this.session.engine.endOf(this.moment));
  }

  /** Follows how it joined, as far as that still holds. */
  #byJoining(object: object): Link | undefined {
    const chain: Member[] = [];
    let at = memberOf(object);
    for (; at !== null && !this.#links.has(at.object); at = at.parent) chain.push(at);
    let link = at === null ? undefined : this.#links.get(at.object);
    for (let next = chain.pop(); next !== undefined && link !== undefined; next = chain.pop()) {
      const step = next.parent === null ? undefined : this.#stepTo(next.parent.object, next.key, next.object);
      link = step === undefined ? undefined : { from: link, step: step.step };
      if (link !== undefined) this.#links.set(next.object, link);
    }
    return link;
  }

  #stepTo(holder: object, key: unknown, held: object): { readonly step: PathStep } | undefined {
    const content = contentOf(holder);
    if (content instanceof ListContent) {
      const isThere = this.state.elementsOf(content)[key as number] === held;
      const index = isThere ? (key as number) : this.#indexIn(content, held);
      return index < 0 ? undefined : { step: index };
    }
    if (content instanceof KeyedContent && !isObject(key) && this.state.entryOf(content, key)?.value === held) {
      return { step: key as PathStep };
    }
    for (const [step, value] of stepsInto(this.state, holder)) if (value === held) return { step };
    return undefined;
  }

  #indexIn(list: ListContent, held: object): number {
    const elements = this.state.elementsOf(list);
    const searched = this.#searched.get(list) ?? 0;
    if (typeof searched === 'object') return searched.get(held) ?? -1;
    if (searched < MANY_SEARCHES) {
      this.#searched.set(list, searched + 1);
      return elements.indexOf(held);
    }
    const table = new Map<unknown, number>();
    for (let i = elements.length - 1; i >= 0; i--) if (isObject(elements[i])) table.set(elements[i], i);
    this.#searched.set(list, table);
    return table.get(held) ?? -1;
  }

  #byWalk(object: object): Link | undefined {
    this.#isWalked = true;
    const queue: object[] = [this.session.recorder.owner];
    const seen = new Set(queue);
    for (const holder of queue) {
      const from = this.#links.get(holder);
      for (const [step, value] of stepsInto(this.state, holder)) {
        if (!belongsTo(this.session, value) || seen.has(value)) continue;
        seen.add(value);
        queue.push(value);
        if (!this.#links.has(value)) this.#links.set(value, { from, step });
      }
    }
    return this.#links.get(object);
  }
}

/** What an object holds in a state, with the steps that lead there. */
function* stepsInto(state: StateAt, object: object): Iterable<readonly [step: PathStep, value: unknown]> {
  const content = contentOf(object);
  if (content instanceof ListContent) {
    const elements = state.elementsOf(content);
    for (let i = 0; i < elements.length; i++) yield [i, elements[i]];
  } else if (content instanceof KeyedContent) {
    let at = 0;
    for (const [key, value] of state.entriesOf(content)) {
      if (isObject(key) && key !== value) yield [{ key: at }, key];
      yield [keyedStep(content, key, at++), value];
    }
  } else if (content instanceof ViewContent) {
    yield [SHOWN, content.shown];
  } else {
    for (const [field, value] of state.fieldsOf(object)) if (!field.options.ref) yield [field.name, value];
  }
}

/**
 * The place a path leads to in a state.
 * @throws {PathError} when it leads to nothing there
 */
export function placeAt(session: Session, state: StateAt, path: Path): Place {
  let place: Place = { kind: 'owner', value: session.recorder.owner };
  path.forEach((step, at) => {
    const held: unknown = place.value;
    const next = belongsTo(session, held) ? inside(state, held, step) : undefined;
    if (next === undefined) throw new PathError(pathText(path), nothingThere(path, at));
    place = next;
  });
  return place;
}

function nothingThere(path: Path, at: number): string {
  const there = at === 0 ? 'the owner' : pathText(path.slice(0, at));
  return `${there} has no ${pathText(path.slice(at, at + 1))} in this state`;
}

function inside(state: StateAt, object: object, step: PathStep): Place | undefined {
  const content = contentOf(object);
  if (content instanceof ListContent) {
    const elements = state.elementsOf(content);
    if (typeof step !== 'number' || !Number.isInteger(step) || step < 0 || step >= elements.length) return undefined;
    return { kind: 'element', list: content, index: step, value: elements[step] };
  }
  if (content instanceof KeyedContent) return insideKeyed(state, content, step);
  if (content instanceof ViewContent) return step === SHOWN ? { kind: 'shown', value: content.shown } : undefined;
  const field =
    typeof step === 'object' || step === undefined ? undefined : schemaOf(object)?.field(step as PropertyKey);
  if (field === undefined) return undefined;
  for (const [own, value] of state.fieldsOf(object)) if (own === field) return { kind: 'field', object, field, value };
  return undefined;
}

function insideKeyed(state: StateAt, content: KeyedContent, step: PathStep): Place | undefined {
  if (typeof step === 'object' && step !== null) {
    const entry = state.entriesOf(content)['key' in step ? step.key : step.value];
    if (entry === undefined) return undefined;
    const [key, value] = entry;
    return { kind: 'key', content, key, value: 'key' in step ? key : value };
  }
  // The keys of plain objects are texts and symbols, whatever one writes between the brackets.
  const isMapOrSet = content.handle instanceof Map || content.handle instanceof Set;
  const key = isMapOrSet || typeof step === 'symbol' ? step : String(step);
  const entry = state.entryOf(content, key);
  // A key that is not there now may have been there: it is a place, with nothing in it.
  return entry === undefined && content.cellOf(key) === 0
    ? undefined
    : { kind: 'key', content, key, value: entry?.value };
}
