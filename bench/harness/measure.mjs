// How one round is timed, watched and checked. Everything that measures goes through here.

/** A contender is in a state it must not be in: the cell is an error, however fast it was. */
export class WrongStateError extends Error {
  name = 'WrongStateError';
}

/** A round takes, or would take, longer than its limit: the cell is retried at a tenth of its size. */
export class TooSlowError extends Error {
  name = 'TooSlowError';
}

/** Throws unless two states, as JSON data, are equal. */
export function expectState(actual, expected, where) {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) throw new WrongStateError(`${where}: state is ${different(a, e)}`);
}

/** Throws unless two values are the same. */
export function expectValue(actual, expected, where) {
  if (!Object.is(actual, expected))
    throw new WrongStateError(`${where}: ${different(String(actual), String(expected))}`);
}

/** Two texts from shortly before the place where they begin to differ. */
function different(actual, expected) {
  let same = 0;
  while (same < actual.length && actual[same] === expected[same]) same++;
  const begin = same < 300 ? 0 : same - 100;
  const [a, e] = [actual, expected].map((text) => text.slice(begin, begin + 400));
  return `${a}, not ${e}${begin > 0 ? ` (from character ${begin} on)` : ''}`;
}

/**
 * Nanoseconds that `work` takes. No collection is forced before it: that would throw away compiled code which depends on
 * shapes that no object has at that moment, and contenders with short rounds would be timed while they compile.
 */
export function timed(work) {
  const begin = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - begin);
}

/** Ends a round as soon as it is clear that it will not end within the limit. */
export class Watch {
  #begin = performance.now();

  constructor(limitMs) {
    this.limitMs = limitMs;
  }

  /**
   * Runs `work(from, to)` over 0 … count in chunks, and gives up between two chunks when the loop, projected linearly,
   * would end well after the limit. The clock is asked once per chunk.
   */
  loop(count, chunk, work) {
    const begin = performance.now();
    for (let from = 0; from < count; from += chunk) {
      const to = Math.min(from + chunk, count);
      work(from, to);
      const now = performance.now();
      const projected = begin - this.#begin + ((now - begin) * count) / to;
      if (now - this.#begin > this.limitMs || (now - begin > 500 && projected > 1.25 * this.limitMs)) {
        throw new TooSlowError(`${to} of ${count} after ${Math.round(now - this.#begin)} ms`);
      }
    }
  }

  /** Runs `work(i)` for i = 0, 1, … until `most` times or `ms` milliseconds, at least `least` times; returns how often. */
  repeat({ most, least, ms }, work) {
    const begin = performance.now();
    let done = 0;
    while (done < most && (done < least || performance.now() - begin < ms)) {
      const until = Math.min(most, done === 0 ? 1 : done * 2);
      while (done < until) work(done++);
    }
    return done;
  }
}

/** Bytes that V8 and its external memory hold now, and the resident size, after full collections. */
export function memory() {
  for (let i = 0; i < 3; i++) globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { counted: heapUsed + external, rss };
}
