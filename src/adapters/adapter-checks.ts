// What is tried of adapters at run time, outside of production: which deltas and snapshots, and what a snapshot looks like.
import { typeName } from '../describe.js';

/** All of the first so many of an adapter are tried, then one in so many. */
const CHECKED = 256;
/** Values inside of a snapshot up to which it is looked through. */
const MOST = 1_000;

/** How much of one adapter was tried so far. */
export class AdapterChecks {
  #deltas = 0;
  #snapshots = 0;

  constructor(private readonly isOn: boolean) {}

  /** Whether the next delta is to be tried back and forth. */
  isDeltaDue(): boolean {
    return this.isOn && isDue(this.#deltas++);
  }

  /** What the next snapshot looks like, to see later whether somebody has changed it; undefined when it is not its turn. */
  printOf(snapshot: unknown): string | undefined {
    return this.isOn && isDue(this.#snapshots++) ? printOf(snapshot) : undefined;
  }
}

const isDue = (count: number): boolean => count < CHECKED || count % CHECKED === 0;

const known = new WeakMap<object, AdapterChecks>();

/** For production: checks nothing. */
const none = new AdapterChecks(false);

/** The checks of an adapter for one value. The mode is asked here: to read the environment takes as long as a small step. */
export function checksOf(adapter: object): AdapterChecks {
  if (process.env.NODE_ENV === 'production') return none;
  let checks = known.get(adapter);
  if (checks === undefined) known.set(adapter, (checks = new AdapterChecks(true)));
  return checks;
}

/** The plain data of a snapshot as text; undefined when it is long. What is not plain is somebody's own business. */
export function printOf(snapshot: unknown): string | undefined {
  const found: unknown[] = [snapshot];
  const seen = new Map<unknown, number>();
  const parts: string[] = [];
  for (let value = found.pop(); parts.length <= MOST; value = found.pop()) {
    const place = seen.get(value);
    if (place !== undefined) parts.push(`^${String(place)}`);
    else if (typeof value !== 'object' || value === null)
      parts.push(Object.is(value, -0) ? '-0' : `${typeof value}:${String(value)}`);
    else {
      seen.set(value, seen.size);
      const inside = plainValuesOf(value);
      if (inside.length + found.length > MOST) return undefined;
      parts.push(`${typeName(value)}${String(inside.length)}`);
      found.push(...inside);
    }
    if (found.length === 0) return parts.join();
  }
  return undefined;
}

function plainValuesOf(value: object): unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value].flat();
  if (value instanceof Set) return [...value];
  if (value instanceof Date) return [value.getTime()];
  if (ArrayBuffer.isView(value) && 'length' in value) return Array.from(value as Uint8Array);
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? Object.entries(value).flat() : [];
}
