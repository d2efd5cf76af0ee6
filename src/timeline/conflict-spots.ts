// Where an open conflict is: a field or key, an element of a list, or an object that both sides have put somewhere. A spot
// finds its place again in any later state.
import { AdaptedContent } from '../adapters/adapted-content.js';
import type { KeyedContent } from '../containers/keyed/keyed-content.js';
import { HOLE, listOf, type ListContent } from '../containers/list/list-content.js';
import { CollapsedValueError, OptionError } from '../errors.js';
import { isCollapsed } from '../recording/weak-values.js';
import { memberOf } from '../recording/admit.js';
import { contentOf } from '../recording/content.js';
import { ownSlots } from '../recording/slots.js';
import { isObject } from '../recording/track.js';
import { schemaOf } from '../schema/class-schema.js';
import { lookAt } from './adapted-states.js';
import { AdaptedDecision, type AdaptedStates } from './merge-adapted.js';
import type { Decision, Held } from './merge-decision.js';
import { Flag, ROW } from './merge-list-pieces.js';
import { ElementDecision, type ListMerge } from './merge-lists.js';
import { PlaceDecision } from './merge-places.js';
import { pathOf } from './paths.js';
import type { Session } from './session.js';

/** Whose value is put in. */
type Giver = 'ours' | 'theirs' | 'base' | 'given';

/** The place of an open conflict. */
export interface ConflictSpot {
  readonly object: object;
  /** Whether nothing can be there. */
  readonly canBeRemoved: boolean;
  /** What it is made of; see {@link spotFrom}. */
  readonly parts: readonly unknown[];
  /** The same place on another live instance. */
  mapped(map: (value: unknown) => unknown): ConflictSpot;
  /** The list whose changes since lead from the place to where it is now. */
  readonly list?: ListContent;
  /** The same place, told by the present state alone: a merge takes it over from another line, of which it may be all that stays. */
  anchored?(session: Session): ConflictSpot;
  field(session: Session): unknown;
  path(session: Session): string;
  /** What puts something there. @throws {OptionError} when that is not possible */
  placing(session: Session, path: string, held: Held, giver: Giver): () => void;
}

/** The spot of a decision that was left open, after everything else was recorded. */
export function spotOf(
  session: Session,
  source: number,
  decision: Decision,
  lists: readonly ListMerge[],
): ConflictSpot {
  if (decision instanceof PlaceDecision) {
    const { place, object } = decision;
    return new PlaceSpot(object, place.key === undefined ? place.field?.name : place.key.key);
  }
  if (decision instanceof AdaptedDecision) return new AdaptedSpot(decision.object, decision.states);
  if (!(decision instanceof ElementDecision)) return new ObjectSpot(decision.object);
  const { list, piece, pieceOfSource } = decision;
  const merge = lists.find((other) => other.list === list);
  const here = { operation: list.operation, ...(merge?.standingOf(piece) ?? { index: 0, isGap: true }) };
  const { origin, place, theirs, original } = pieceOfSource;
  const there =
    decision.kind === 'moved'
      ? {
          operation: session.engine.operationAt(list.cell, source),
          index: merge?.indexInSource(pieceOfSource) ?? 0,
          isGap: false,
        }
      : undefined;
  return new ElementSpot(list.handle, here, there, [origin, place, theirs === 0 ? original : theirs]);
}

/** The spot that is made of these parts, which come from a file; undefined where none is. */
export function spotFrom([kind, object, ...parts]: readonly unknown[]): ConflictSpot | undefined {
  if (!isObject(object)) return undefined;
  if (kind === 'object') return new ObjectSpot(object);
  if (kind === 'place') return new PlaceSpot(object, parts[0]);
  const numbers = parts.filter((part): part is number => typeof part === 'number' && part >= 0);
  if (kind === 'adapted') {
    const [base, ours, theirs] = numbers;
    if (
      base === undefined ||
      ours === undefined ||
      theirs === undefined ||
      !(contentOf(object) instanceof AdaptedContent)
    )
      return undefined;
    return new AdaptedSpot(object, { base, ours, theirs });
  }
  const isElement = kind === 'element' && listOf(object) !== undefined && numbers.length === parts.length;
  if (!isElement || (numbers.length !== STANDING + SAMES && numbers.length !== 2 * STANDING + SAMES)) return undefined;
  const [here, there] = [standingFrom(numbers), standingFrom(numbers.slice(STANDING))];
  const hasThere = numbers.length > STANDING + SAMES;
  return new ElementSpot(object, here, hasThere ? there : undefined, numbers.slice(-SAMES));
}

/** A field, or a key of a map, set or plain object. */
class PlaceSpot implements ConflictSpot {
  constructor(
    readonly object: object,
    private readonly name: unknown,
  ) {}

  get #content(): KeyedContent | undefined {
    return contentOf(this.object) as KeyedContent | undefined;
  }

  get canBeRemoved(): boolean {
    return this.#content !== undefined;
  }

  get parts(): readonly unknown[] {
    return ['place', this.object, this.name];
  }

  mapped(map: (value: unknown) => unknown): ConflictSpot {
    return new PlaceSpot(map(this.object) as object, map(this.name));
  }

  field(): unknown {
    return this.name;
  }

  path(session: Session): string {
    const { name: key, canBeRemoved: isInside } = this;
    return pathOf(session.recorder.owner, memberOf(this.object), { key, isInside });
  }

  placing({ recorder }: Session, path: string, held: Held, giver: Giver): () => void {
    if (isCollapsed(held.value)) throw new CollapsedValueError('resolve', path);
    const { object, name } = this;
    const content = this.#content;
    return () => {
      if (content !== undefined) {
        if (held.has) content.write(name, held.value);
        else content.remove([name]);
        return;
      }
      const field = schemaOf(object)?.fields.find((other) => other.name === name);
      const slots = ownSlots(object);
      if (giver === 'given') (object as Record<PropertyKey, unknown>)[name as PropertyKey] = held.value;
      else if (field !== undefined && slots !== undefined && !Object.is(slots[field.slot], held.value)) {
        if (field.options.weak === true) recorder.writeWeakly(slots, field.slot, held.value);
        else recorder.write(slots, field.slot, held.value);
      }
    };
  }
}

/** Where an element stood, or would have, when a list stood at an operation. */
interface Standing {
  readonly operation: number;
  readonly index: number;
  readonly isGap: boolean;
}

/** Numbers of a standing, and of what says which element it is. */
const STANDING = 3;
const SAMES = 3;

function standingParts({ operation, index, isGap }: Standing): readonly number[] {
  return [operation, index, isGap ? 1 : 0];
}

function standingFrom([operation = 0, index = 0, gap]: readonly number[]): Standing {
  return { operation, index, isGap: gap === 1 };
}

/** An element of a list. */
class ElementSpot implements ConflictSpot {
  readonly canBeRemoved = true;

  constructor(
    readonly object: object,
    private readonly here: Standing,
    /** Where the source has it, if the conflict is about that. */
    private readonly there: Standing | undefined,
    /** What says of the element that it is the source's. */
    private readonly same: readonly number[],
  ) {}

  get parts(): readonly unknown[] {
    const { object, here, there, same } = this;
    return ['element', object, ...standingParts(here), ...(there === undefined ? [] : standingParts(there)), ...same];
  }

  get list(): ListContent {
    return contentOf(this.object) as ListContent;
  }

  mapped(map: (value: unknown) => unknown): ConflictSpot {
    return new ElementSpot(map(this.object) as object, this.here, this.there, this.same);
  }

  anchored(session: Session): ConflictSpot {
    const there = this.there && locate(session, this.list, this.there, true);
    return new ElementSpot(this.object, locate(session, this.list, this.here), there, this.same);
  }

  field(session: Session): number {
    return locate(session, this.list, this.here).index;
  }

  path(session: Session): string {
    return pathOf(session.recorder.owner, this.list.member, { key: this.field(session), isInside: true });
  }

  placing(session: Session, path: string, held: Held, giver: Giver): () => void {
    if (this.there !== undefined) return this.#moving(session, path, this.there, giver);
    const { list } = this;
    return () => {
      const { index, isGap } = locate(session, list, this.here);
      if (!isGap && held.has) list.set(index, held.value);
      else if (!isGap) list.splice(index, 1, []);
      else if (held.has && giver === 'theirs' && held.value !== HOLE) list.insertFrom(index, [held.value], this.same);
      else if (held.has) list.splice(index, 0, [held.value]);
    };
  }

  #moving(session: Session, path: string, there: Standing, giver: Giver): () => void {
    if (giver !== 'ours' && giver !== 'theirs') {
      throw new OptionError(`${path} was moved by both sides: resolve it with 'ours' or 'theirs'.`);
    }
    const { list } = this;
    return () => {
      const from = locate(session, list, this.here);
      const to = locate(session, list, there, true).index;
      if (giver === 'theirs' && !from.isGap) list.move(from.index, to > from.index ? to - 1 : to);
    };
  }
}

/** An adapted value that both sides have changed in place. It is in the state of the target where they disagree. */
class AdaptedSpot implements ConflictSpot {
  readonly canBeRemoved = true;

  constructor(
    readonly object: object,
    private readonly states: AdaptedStates,
  ) {}

  get parts(): readonly unknown[] {
    const { base, ours, theirs } = this.states;
    return ['adapted', this.object, base, ours, theirs];
  }

  mapped(map: (value: unknown) => unknown): ConflictSpot {
    return new AdaptedSpot(map(this.object) as object, this.states);
  }

  field(): unknown {
    return memberOf(this.object)?.key;
  }

  path(session: Session): string {
    return pathOf(session.recorder.owner, memberOf(this.object), undefined);
  }

  placing(session: Session, path: string, held: Held, giver: Giver): () => void {
    if (giver === 'ours') return () => undefined;
    if (giver === 'given') {
      throw new OptionError(`${path} changes in place: give it the value you want, then resolve it with 'ours'.`);
    }
    if (!held.has)
      throw new OptionError(`${path} had no one state in the common past: resolve it with 'ours' or 'theirs'.`);
    const content = contentOf(this.object) as AdaptedContent;
    return () => {
      const present = content.describe();
      const delta = lookAt(session, content, this.states[giver], () => content.deltaFrom(present));
      if (delta !== null) content.edit(delta);
    };
  }
}

/** An object that both sides have put somewhere else. It stands where the target has it. */
class ObjectSpot implements ConflictSpot {
  readonly canBeRemoved = false;

  constructor(readonly object: object) {}

  get parts(): readonly unknown[] {
    return ['object', this.object];
  }

  mapped(map: (value: unknown) => unknown): ConflictSpot {
    return new ObjectSpot(map(this.object) as object);
  }

  field(): unknown {
    return memberOf(this.object)?.key;
  }

  path(session: Session): string {
    return pathOf(session.recorder.owner, memberOf(this.object), undefined);
  }

  placing(_session: Session, path: string, _held: Held, giver: Giver): () => void {
    if (giver === 'ours') return () => undefined;
    throw new OptionError(
      `Both sides moved ${path}, and it stands where the target has it. Move it to where it belongs, then resolve it with 'ours'.`,
    );
  }
}

/**
 * Where an element that stood at an index of an earlier state is now, or where it would be; `asPlace`: where something would be
 * that is put to its place then, wherever the element is. O(changes between).
 *
 * A gap is behind the nearest element before it that is still there: the order in which the engine tells of what only one of
 * the two states has depends on the way between them, which pruning can change.
 */
function locate(session: Session, list: ListContent, { operation, index, isGap }: Standing, asPlace = false): Standing {
  const rows = session.engine.sequenceMatch(list.cell, operation);
  const clamped = (at: number, gap: boolean): Standing => ({
    operation: list.operation,
    index: Math.min(at, list.length),
    isGap: gap,
  });
  let [now, then, gap] = [0, 0, 0];
  for (let i = 0; i < rows.length; i += ROW) {
    const [flags = 0, length = 0] = rows.subarray(i, i + 2);
    const isNow = (flags & Flag.Ours) !== 0;
    const isThen = (flags & Flag.Theirs) !== 0;
    if (isThen && index < then + length) {
      if (isNow && index > then) gap = now + index - then;
      if (isGap || asPlace) return clamped(gap, true);
      if (isNow) return clamped(now + index - then, false);
      const elsewhere = (flags & Flag.OursElsewhere) === 0 ? undefined : indexOfElement(rows, rows[i + 5] ?? 0);
      return elsewhere === undefined ? clamped(gap, true) : clamped(elsewhere, false);
    }
    if (isNow) now += length;
    if (isThen) then += length;
    if (isNow && isThen) gap = now;
  }
  return clamped(isGap || asPlace ? gap : now, true);
}

function indexOfElement(rows: Uint32Array, element: number): number | undefined {
  let now = 0;
  for (let i = 0; i < rows.length; i += ROW) {
    if (((rows[i] ?? 0) & Flag.Ours) === 0) continue;
    if (rows[i + 5] === element) return now;
    now += rows[i + 1] ?? 0;
  }
  return undefined;
}
