// Arranging: the fewest changes from the present elements of a list to others.
//
// Between the common beginning and end, elements that occur once are matched wherever they are: those on a longest
// increasing subsequence stay, the others move (Fredman, "On computing the length of longest increasing subsequences",
// 1975). Where elements repeat, as characters do, the shortest script of insertions and removals is found instead (Myers,
// "An O(ND) difference algorithm and its variations", 1986).
import { diff } from 'fast-myers-diff';

/** What is arranged. */
export interface Arrangeable {
  splice(index: number, count: number, inserted: readonly unknown[]): unknown;
  move(from: number, to: number): void;
  permute(order: Uint32Array): void;
  readonly length: number;
}

/** Puts elements of the goal into the list. */
export interface Goal {
  /** Inserts the elements `goal[first .. first + length]` at an index. */
  insert(index: number, first: number, length: number): void;
  /** Puts `goal[at]` in place of the element at an index. */
  put(index: number, at: number): void;
}

/**
 * The steps that lead from `present` to `goal`, to be done in order. Tokens stand for elements; equal tokens are the same
 * element.
 */
export function arrange(
  list: Arrangeable,
  presentTokens: readonly unknown[],
  goalTokens: readonly unknown[],
  from: Goal,
): (() => void)[] {
  const [present, goal] = [presentTokens.map(comparable), goalTokens.map(comparable)];
  let start = 0;
  while (start < present.length && start < goal.length && present[start] === goal[start]) start++;
  let end = 0;
  const most = Math.min(present.length, goal.length) - start;
  while (end < most && present[present.length - 1 - end] === goal[goal.length - 1 - end]) end++;
  const [old, next] = [present.slice(start, present.length - end), goal.slice(start, goal.length - end)];
  const script = new Script(list, start, from);
  if (old.length === 0 || next.length === 0) script.replace(0, old.length, 0, next.length);
  else if (areUnique(old) && areUnique(next)) script.arrangeUnique(old, next);
  else script.edit(old, next);
  return script.steps;
}

/** Comparisons after which a shortest script is given up: the middle is replaced as a whole then (0.3 s). */
const MOST_COMPARISONS = 500_000;
/** Element shifts that single moves may cost; one permutation is less above. */
const MOST_SHIFTS = 200_000;

function areUnique(tokens: readonly unknown[]): boolean {
  return new Set(tokens).size === tokens.length;
}

/** Steps that work on the part of a list behind `start`; each is one change. */
class Script {
  readonly steps: (() => void)[] = [];

  constructor(
    private readonly list: Arrangeable,
    private readonly start: number,
    private readonly goal: Goal,
  ) {}

  replace(index: number, count: number, first: number, length: number): void {
    this.#remove(index, count);
    this.#insert(index, first, length);
  }

  #remove(index: number, count: number): void {
    if (count === 0) return;
    this.steps.push(() => {
      this.list.splice(this.start + index, count, []);
    });
  }

  #insert(index: number, first: number, length: number): void {
    if (length === 0) return;
    this.steps.push(() => {
      this.goal.insert(this.start + index, this.start + first, length);
    });
  }

  #putAll(first: number, length: number): void {
    for (let at = this.start + first; at < this.start + first + length; at++) {
      this.steps.push(() => {
        this.goal.put(at, at);
      });
    }
  }

  /** Elements repeat: insertions and removals only. */
  edit(old: unknown[], next: unknown[]): void {
    let comparisons = 0;
    const most = Math.max(MOST_COMPARISONS, 8 * (old.length + next.length));
    const isEqual = (i: number, j: number): boolean => {
      if (++comparisons > most) throw TOO_DIFFERENT;
      return old[i] === next[j];
    };
    try {
      // An edit counts from both beginnings, so what was done before it has made its place right already.
      for (const [from, to, into, until] of [...diff(old, next, isEqual)]) {
        // As many as before are replaced in their places, which moves nothing.
        if (to - from === until - into) this.#putAll(into, until - into);
        else this.replace(into, to - from, into, until - into);
      }
    } catch (error) {
      if (error !== TOO_DIFFERENT) throw error;
      this.replace(0, old.length, 0, next.length);
    }
  }

  /** Elements are matched wherever they are. */
  arrangeUnique(old: readonly unknown[], next: readonly unknown[]): void {
    const wanted = new Set(next);
    const oldAt = new Map(old.map((key, at) => [key, at]));
    // Removals from the end, so that indices before them hold; neighbours together.
    for (let at = old.length - 1; at >= 0; at--) {
      if (wanted.has(old[at])) continue;
      let first = at;
      while (first > 0 && !wanted.has(old[first - 1])) first--;
      this.#remove(first, at - first + 1);
      at = first;
    }
    const kept = next.filter((key) => oldAt.has(key));
    const staying = new Set(longestIncreasing(kept.map((key) => oldAt.get(key) ?? 0)).map((at) => kept[at]));
    const working = old.filter((key) => wanted.has(key));
    if ((kept.length - staying.size) * kept.length > MOST_SHIFTS) this.#permute(working, kept);
    else this.#move(working, kept, staying);
    // Everything that stays is in its order: what is new goes between.
    for (let at = 0; at < next.length; at++) {
      let last = at;
      while (last < next.length && !oldAt.has(next[last])) last++;
      this.#insert(at, at, last - at);
      at = last;
    }
  }

  #move(working: unknown[], kept: readonly unknown[], staying: ReadonlySet<unknown>): void {
    // Everything before the cursor that is still to move moves when its turn comes.
    let cursor = 0;
    for (const key of kept) {
      if (staying.has(key)) {
        cursor = working.indexOf(key, cursor) + 1;
        continue;
      }
      const from = working.indexOf(key);
      if (from < cursor) cursor--;
      const to = cursor++;
      working.splice(from, 1);
      working.splice(to, 0, key);
      this.steps.push(() => {
        this.list.move(this.start + from, this.start + to);
      });
    }
  }

  #permute(working: readonly unknown[], kept: readonly unknown[]): void {
    const workingAt = new Map(working.map((key, at) => [key, at]));
    this.steps.push(() => {
      const order = Uint32Array.from({ length: this.list.length }, (_, at) => at);
      kept.forEach((key, at) => (order[this.start + at] = this.start + (workingAt.get(key) ?? at)));
      this.list.permute(order);
    });
  }
}

const TOO_DIFFERENT = new Error('the lists have too little in common');

const NOT_A_NUMBER = Symbol('NaN');
const NEGATIVE_ZERO = Symbol('-0');

/** A token by which `===` says what `Object.is` says of the value. */
function comparable(value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return Number.isNaN(value) ? NOT_A_NUMBER : Object.is(value, -0) ? NEGATIVE_ZERO : value;
}

/** Indices of a longest increasing subsequence of the entries that are not negative. O(n log n). */
function longestIncreasing(values: readonly number[]): number[] {
  const ends: number[] = [];
  const previous = new Array<number>(values.length).fill(-1);
  values.forEach((value, at) => {
    if (value < 0) return;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[at] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = at;
  });
  const found: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) found.push(at);
  return found.reverse();
}
