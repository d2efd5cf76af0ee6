// Who follows a history: connections that are sent what has changed since they were sent something last.
//
// Whatever is written in between, there is one update per frame at most, and making updates takes a tenth of the time at
// most; who reads slowly gets fewer and larger ones.
import type { ServerResponse } from 'node:http';
import { isBusy, isOver } from './availability.js';
import type { LiveHistory } from './live-history.js';

interface Watcher {
  readonly live: LiveHistory;
  readonly response: ServerResponse;
  /** The revision it was sent last. */
  seen: number;
}

/** Milliseconds between two updates at least: a frame. */
const FRAME = 16;
/** How much longer than the making of an update the pause behind it is. */
const REST = 9;
/** Milliseconds until a history that could not be read is read again. */
const PATIENCE = 100;

/** All connections of an inspector. */
export class Watchers {
  readonly #all = new Set<Watcher>();
  #timer: NodeJS.Timeout | undefined;
  #pause = FRAME;
  /** What the update before took, in milliseconds. */
  #cost = 0;

  /** Sends what has changed since a revision, now and from now on. */
  add(live: LiveHistory, response: ServerResponse, seen: number): void {
    const watcher = { live, response, seen };
    this.#all.add(watcher);
    response.on('close', () => {
      this.#all.delete(watcher);
    });
    response.on('drain', () => {
      this.wake();
    });
    this.wake();
  }

  /** There may be something to send. Costs nothing when nobody follows, or an update is due anyway. */
  wake(): void {
    if (this.#timer !== undefined || this.#all.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#update();
    }, this.#pause);
    this.#timer.unref();
  }

  #update(): void {
    const begin = performance.now();
    const made = new Map<number, string>();
    try {
      for (const watcher of this.#all) if (!watcher.response.writableNeedDrain) send(watcher, made);
      // One that took long for once, because code was new or memory was collected, is no reason to wait.
      const cost = performance.now() - begin;
      this.#pause = Math.max(FRAME, REST * Math.min(cost, this.#cost));
      this.#cost = cost;
    } catch (error) {
      // The program that is looked at shall not fail because somebody looks.
      if (!isBusy(error)) {
        this.end(isOver(error) ? '' : String(error));
        return;
      }
      this.#pause = PATIENCE;
      this.wake();
    }
  }

  /** Tells all that nothing will follow, and why if it is not the usual reason. */
  end(why = ''): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const { response } of this.#all) response.end(`event: end\ndata: ${why.replace(/\s+/g, ' ')}\n\n`);
    this.#all.clear();
  }
}

/** `made` keeps the messages of this round by the revision they begin with. */
function send(watcher: Watcher, made: Map<number, string>): void {
  const { live, response, seen } = watcher;
  let message = made.get(seen);
  if (message === undefined) {
    const update = live.since(seen);
    // Nothing has changed, as for who has just loaded the page.
    message =
      live.revision === seen ? '' : `id: ${String(live.revision)}\nevent: update\ndata: ${JSON.stringify(update)}\n\n`;
    made.set(seen, message);
  }
  watcher.seen = live.revision;
  if (message !== '') response.write(message);
}
