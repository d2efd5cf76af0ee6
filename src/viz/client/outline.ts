// A state as lines of text, and what differs between two of them.
import { diff } from 'fast-myers-diff';
import { isThing, type Thing, type Value } from './states.js';

/** A line of an outline. */
export interface OutlineLine {
  readonly depth: number;
  /** Field, key or bullet. */
  readonly name: string;
  readonly text: string;
  /** Where it is, without indices, so that it is the same line wherever its element moves. */
  readonly place: string;
}

/** Lines of a state at most. */
const MOST = 4000;

/** A value on one line. */
function shortText(value: Value): string {
  if (isThing(value)) {
    const size = value.k === 'list' ? value.items.length : value.entries.size;
    if (value.k === 'part') return value.type ?? 'part';
    return `${value.k} of ${String(size)}`;
  }
  return typeof value === 'object' && value !== null ? value.$ : JSON.stringify(value);
}

/** The outline of a state, shared objects in full where they come first. */
export function outlineOf(root: Value): readonly OutlineLine[] {
  const lines: OutlineLine[] = [];
  const seen = new Set<Thing>();
  const open: { depth: number; name: string; value: Value; place: string }[] = [
    { depth: 0, name: '', value: root, place: '' },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { depth, name, value, place } = next;
    if (lines.length === MOST) {
      lines.push({ depth: 0, name: '', text: 'and more', place: '…' });
      break;
    }
    const isAgain = isThing(value) && seen.has(value);
    lines.push({ depth, name, text: isAgain ? `${shortText(value)} (as above)` : shortText(value), place });
    if (!isThing(value) || isAgain) continue;
    seen.add(value);
    const inside = contentOf(value).map(([inner, held]) => ({
      depth: depth + 1,
      name: inner,
      value: held,
      place: `${place}${place === '' ? '' : ' › '}${inner}`,
    }));
    open.push(...inside.reverse());
  }
  return lines;
}

function contentOf(thing: Thing): [string, Value][] {
  if (thing.k === 'list') return thing.items.map((item) => ['•', item]);
  return [...thing.entries.values()].map(({ key, value }) =>
    thing.k === 'set' ? ['•', value] : [typeof key === 'string' ? key : shortText(key), value],
  );
}

/** A line that only one of two states has. */
export interface Difference {
  readonly side: 'old' | 'new';
  readonly line: OutlineLine;
}

/** What differs between two outlines: O(lines × differences), Myers 1986. */
export function differences(old: readonly OutlineLine[], next: readonly OutlineLine[]): readonly Difference[] {
  const keys = (lines: readonly OutlineLine[]): string[] => lines.map(({ place, text }) => `${place}\n${text}`);
  const found: Difference[] = [];
  for (const [from, to, begin, end] of diff(keys(old), keys(next))) {
    for (const line of old.slice(from, to)) found.push({ side: 'old', line });
    for (const line of next.slice(begin, end)) found.push({ side: 'new', line });
  }
  return found;
}
