// Blame: the moments that gave a place its values, newest first, along the line of a moment.
//
// Each operation names the one that was current for its cell before, so the past of a cell is a chain, and nothing else of
// the history is visited. An element of a list is followed back through the changes of the list, whatever index it had.
import { AdaptedContent } from '../adapters/adapted-content.js';
import { show } from '../describe.js';
import { OptionError } from '../errors.js';
import { contentOf } from '../recording/content.js';
import { Change } from '../recording/sequences.js';
import { ownSlots } from '../recording/slots.js';
import { isObject } from '../recording/track.js';
import { unboxed } from '../recording/weak-values.js';
import { placeAt, type Place } from './locate.js';
import { heldBy, placeOf } from './merge-places.js';
import { StateAt } from './merge-states.js';
import type { Moment } from './moment.js';
import type { Ref } from './names.js';
import { parsePath, type Path } from './path-text.js';
import type { Session } from './session.js';

/** Options of `blame`. */
export interface BlameOptions {
  /** The moment whose line is followed; the present one by default. The path is read there. */
  at?: Ref;
  /** Most entries to answer; all by default. */
  limit?: number;
}

/** What one moment did to a place. */
export interface BlameEntry {
  readonly moment: Moment;
  /**
   * `'set'`: it gave a field or key a value. `'delete'`: it removed a key. `'insert'`: it put the element into its list.
   * `'replace'`: it put another value in the place of the element. `'move'`: it moved the element. `'edit'`: it changed
   * an adapted value in place.
   */
  readonly kind: 'set' | 'delete' | 'insert' | 'replace' | 'move' | 'edit';
  /** The value that the place had afterwards; undefined after `'delete'`. */
  readonly value: unknown;
}

const WIDTH = 7;
/** Operations asked for at once: few at first, because most questions are about the newest ones. */
const FIRST_PAGE = 64;
const LARGEST_PAGE = 4096;

/** @throws {OptionError} unless it is a number of entries */
export function checkLimit(limit: unknown): number {
  if (limit === undefined) return Infinity;
  if (limit === Infinity || (typeof limit === 'number' && Number.isInteger(limit) && limit >= 0)) return limit;
  throw new OptionError(`blame: limit is a whole number from 0, not ${show(limit)}.`);
}

/** The moments that gave the place at a path its values, seen from a moment. */
export function blameOf(session: Session, given: string | Path, moment: number, limit: number): BlameEntry[] {
  const place = placeAt(session, new StateAt(session, moment), parsePath(given));
  if (limit === 0) return [];
  const follow =
    place.kind === 'element'
      ? elementFollower(session, place.index, place.value)
      : valueFollower(session, cellOf(place));
  const entries = place.kind === 'shown' ? [] : followed(session, cellOf(place), moment, limit, follow);
  // What is changed in place is recorded of the value, and not of the place that holds it.
  const edited = cellOfAdapted(place.value);
  if (edited === 0) return entries;
  const edits = followed(session, edited, moment, limit, () => ({ kind: 'edit', value: place.value, isFirst: false }));
  const since = place.kind === 'shown' ? -1 : (entries[0]?.moment.id ?? -1);
  const all = [...edits.filter((entry) => entry.moment.id > since), ...entries];
  return all.slice(0, limit);
}

/** What the past of a cell says of a place, newest first. */
function followed(session: Session, cell: number, moment: number, limit: number, follow: Follower): BlameEntry[] {
  const entries: BlameEntry[] = [];
  if (cell === 0) return entries;
  let operation = session.engine.operationAt(cell, moment);
  for (let page = Math.min(FIRST_PAGE, limit + 1); ; page = Math.min(page * 4, LARGEST_PAGE)) {
    const past = session.engine.pastOf(operation, page);
    for (let i = 0; i < past.length; i += WIDTH) {
      const { kind, value, isFirst } = follow(past.subarray(i, i + WIDTH));
      const at = past[i] ?? 0;
      const last = entries.at(-1);
      if (kind !== undefined && last?.moment.id === at) {
        // One moment can change a list in several steps: it shows what they came to.
        if (kind === 'insert') entries[entries.length - 1] = { ...last, kind };
      } else if (kind !== undefined) {
        if (entries.length === limit) return entries;
        entries.push({ moment: session.moments.of(at), kind, value });
      }
      if (isFirst) return entries;
    }
    if (past.length < page * WIDTH) return entries;
    operation = past[past.length - WIDTH + 2] ?? 0;
  }
}

/** The cell that records a place, or 0 when it was never changed. */
export function cellOf(place: Place): number {
  switch (place.kind) {
    case 'owner':
      throw new OptionError('The path is empty; name a field of the owner.');
    case 'field':
      return Math.max(0, (ownSlots(place.object)?.[place.field.slot + 1] ?? 0) as number);
    case 'key':
      return place.content.cellOf(place.key);
    case 'element':
      return place.list.cell;
    case 'shown':
      return cellOfAdapted(place.value);
  }
}

/** The cell that records what is changed in a value in place, or 0. */
function cellOfAdapted(value: unknown): number {
  const content = isObject(value) ? contentOf(value) : undefined;
  if (content instanceof AdaptedContent) return content.cell;
  return content?.shown === undefined ? 0 : cellOfAdapted(content.shown);
}

/** What an operation did to the place: nothing when `kind` is undefined; `isFirst` when there is none before it. */
interface Followed {
  readonly kind: BlameEntry['kind'] | undefined;
  readonly value?: unknown;
  readonly isFirst: boolean;
}

type Follower = (row: Uint32Array) => Followed;

function valueFollower(session: Session, cell: number): Follower {
  const { cells, values } = session.recorder.journal;
  const place = placeOf(cells, cell);
  return (row) => {
    const recorded = values.at(row[1] ?? 0);
    const held = place === undefined ? { has: true, value: recorded } : heldBy(place, recorded);
    return { kind: held.has ? 'set' : 'delete', value: unboxed(held.value), isFirst: false };
  };
}

function elementFollower(session: Session, index: number, present: unknown): Follower {
  const { values } = session.recorder.journal;
  let at = index;
  let value = present;
  const done = (kind: Followed['kind'], isFirst = false): Followed => ({ kind, value, isFirst });
  return ([, operation = 0, , type = 0, first = 0, count = 0, added = 0]) => {
    switch (type) {
      case Change.Splice:
        if (at >= first + added) at += count - added;
        else if (at >= first) return done('insert', true);
        return done(undefined);
      case Change.Set: {
        if (at !== first) return done(undefined);
        const replaced = done('replace');
        value = values.at(operation);
        return replaced;
      }
      case Change.Move:
        // The words of a move: from `first` to `count`.
        if (at === count) {
          at = first;
          return done(first === count ? undefined : 'move');
        }
        if (first < count && at >= first && at < count) at++;
        else if (count < first && at > count && at <= first) at--;
        return done(undefined);
      case Change.Permute: {
        const from = (values.at(operation) as Uint32Array)[at] ?? at;
        const isMoved = from !== at;
        at = from;
        return done(isMoved ? 'move' : undefined);
      }
      default:
        return at >= first ? done('insert', true) : done(undefined);
    }
  };
}
