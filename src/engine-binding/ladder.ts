// The ladder of one engine: the plans of neighbouring single steps, so that a series of them crosses the border once
// for many. `native/tachyon/src/ladder.rs` says what holds along it.
//
// D1: between `bottom` and `top` a step is the rung that lies there; elsewhere it is the engine's.
// D2: the rungs are dropped when anything but an undo or redo moves the position or records. Those may leave them: they
// come back through an end, and what holds inside is as it was.
// D3: rungs are asked for in the second step of a row, and at their end. Where the last ones were not worth it, the
// pause before the next attempt grows: short rows, and histories of wide moments, soon cost what single steps cost.
import { PAYLOAD, Status, wire } from './wire.js';

/** Words of a rung: cell, operation when it is taken back, operation when it is done. */
const RUNG = 3;
/** Rungs asked for at once; with 256 a step costs 1 ns less. */
const REACH = 64;
/** Steps from which on rungs have saved what they cost. */
const WORTH = 8;
/** Steps between two attempts, at most. */
const LONGEST_PAUSE = 256;
/** Above every moment. */
const NOWHERE = 0x7fff_ffff;
const NO_RUNGS = new Uint32Array(0);
/** Where the engine answers rungs, and in a last row the redo target of the top. */
const answered = wire.subarray(PAYLOAD, PAYLOAD + (REACH + 1) * RUNG);

/** The directions, with the rungs to ask for. */
export const Direction = { Down: -REACH, Up: REACH } as const;

/** The ladder of one engine. */
export class Ladder {
  #bottom = NOWHERE;
  #top = 0;
  /** The moment a redo at the top would go to. */
  #beyond = 0;
  /** The moment of the first rung. */
  #first = 0;
  #rungs = NO_RUNGS;
  /** Steps in the engine before rungs are asked for. */
  #pause = 1;
  #shortestPause = 1;
  #longestPause = LONGEST_PAUSE;
  #untilAsked = 1;
  /** Steps that the rungs have served. */
  #served = WORTH;

  /** Whether the step back from a moment is a rung. */
  leadsBack(moment: number): boolean {
    return moment > this.#bottom && moment <= this.#top;
  }

  /** Whether the step forth from a moment is a rung. */
  leadsForth(moment: number): boolean {
    return moment >= this.#bottom && moment < this.#top;
  }

  /** Whether to ask for rungs instead of doing the next step in the engine. */
  isWanted(): boolean {
    return --this.#untilAsked < 0;
  }

  /** Takes the rungs that the engine has answered, which lead from a moment in a direction; whether there are any. */
  take(direction: number, rows: number, from: number): boolean {
    const count = rows - 1;
    this.#pause = this.#served < WORTH ? Math.min(this.#pause * 4, this.#longestPause) : this.#shortestPause;
    this.#untilAsked = count === 0 ? this.#pause : 0;
    this.#served = 0;
    if (this.#rungs === NO_RUNGS) this.#rungs = new Uint32Array(answered.length);
    this.#rungs.set(answered);
    const isDown = direction === Direction.Down;
    this.#first = isDown ? from : from + 1;
    this.#bottom = isDown ? from - count : from;
    this.#top = isDown ? from : from + count;
    this.#beyond = wire[PAYLOAD + count * RUNG] ?? 0;
    return count > 0;
  }

  /** Answers the step that takes a moment back, as the engine would; returns the new redo target. */
  back(moment: number): number {
    this.#answer(moment, 1);
    return moment;
  }

  /** Answers the step that does a moment again, as the engine would; returns the new redo target. */
  forth(moment: number): number {
    this.#answer(moment, 2);
    return moment === this.#top ? this.#beyond : moment + 1;
  }

  #answer(moment: number, column: number): void {
    // Each array is looked up once: 12 ns a step instead of 18 (Node 20).
    const rungs = this.#rungs;
    const answer = wire;
    const at = Math.abs(moment - this.#first) * RUNG;
    answer[PAYLOAD] = rungs[at] ?? 0;
    answer[PAYLOAD + 1] = rungs[at + column] ?? 0;
    answer[Status.Entries] = 1;
    this.#served++;
  }

  /** Drops the rungs. */
  drop(): void {
    this.#bottom = NOWHERE;
    this.#top = 0;
  }

  /** A row of steps is over. */
  endRow(): void {
    this.#untilAsked = this.#pause;
  }

  /** Asks after exactly so many steps from now on, whatever it was worth. */
  fixPause(steps: number): void {
    this.drop();
    this.#pause = this.#shortestPause = this.#longestPause = this.#untilAsked = steps;
  }
}
