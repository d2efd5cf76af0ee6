// Time is read once per synchronous turn, not per write: `Date.now()` costs more than a whole recorded write (39 ns).
//
// C1: within one turn `turn` does not change. A recorder compares it with the turn it last stamped.

/** The clock all recorders of this module share. */
export const clock = {
  /** Number of the present synchronous turn. */
  turn: 0,
  /** Milliseconds since the epoch at the beginning of this turn; valid after {@link timeOfTurn}. */
  time: 0,
  /** Where the time comes from; tests put their own here. */
  now: (): number => Date.now(),
};

let read = false;

/** The time of this turn in milliseconds, read at its first use. */
export function timeOfTurn(): number {
  if (!read) {
    read = true;
    clock.time = clock.now();
    queueMicrotask(nextTurn);
  }
  return clock.time;
}

function nextTurn(): void {
  read = false;
  clock.turn++;
}
