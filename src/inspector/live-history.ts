// A running history as pages follow it: revisions, each of which says from which moment on it differs from the one before.
//
// Moments are made at the end and stay as they are, so news are what comes behind a place, and all names. The last moment
// can still grow by coalescing; when older ones are dropped, places shift, and everything is news.
//
// V1: `#steps[i]` belongs to revision `#oldest + i`, and the last one to `revision`.
import type { HistoryDetails, HistoryView } from '../history-view.js';
import { pageData, type PageData } from '../viz/page-data.js';
import type { PageUpdate } from '../viz/page-update.js';

/** What an inspector asks a timeline for. All but `subscribe` throw while it cannot answer. */
export interface LiveSource {
  view(): HistoryView;
  details(): HistoryDetails;
  /** Tells of every change; `moment` is what a change may have added to, if it was no other. Answers how to end it. */
  subscribe(onChange: (moment: number | undefined) => void, onEnd: () => void): () => void;
}

/** Revisions that are remembered; who has an older one gets everything. */
const REMEMBERED = 256;
/** Characters of changes and states that are sent at once at most, as in a page that is not live. */
const MOST = 64_000_000;

/** The revisions of one source. */
export class LiveHistory {
  revision = 0;
  #oldest = 0;
  /** For each revision the first place that differs from the one before. */
  #steps: number[] = [0];
  #view: HistoryView | undefined;
  #isStale = true;
  /** The smallest moment that may have grown since the last revision. */
  #grown = Infinity;

  constructor(private readonly source: LiveSource) {}

  /** Something has changed; nothing is read before somebody wants to see it. */
  note(moment: number | undefined): void {
    this.#isStale = true;
    if (moment !== undefined && moment < this.#grown) this.#grown = moment;
  }

  /** Makes a revision of what has changed. O(moments). */
  #refresh(): HistoryView {
    if (!this.#isStale && this.#view !== undefined) return this.#view;
    const known = this.#view?.moments ?? [];
    const view = this.source.view();
    const last = known.length - 1;
    const isLonger = view.moments[last]?.id === known[last]?.id;
    const grown = view.moments.findLastIndex(({ id }) => id < this.#grown) + 1;
    this.#isStale = false;
    this.#grown = Infinity;
    this.#view = view;
    this.revision++;
    this.#steps.push(isLonger ? Math.min(known.length, grown) : 0);
    if (this.#steps.length > REMEMBERED) {
      this.#steps.shift();
      this.#oldest++;
    }
    return view;
  }

  /** Everything but states and changes, which cannot be told while a transaction is open. */
  names(): PageData {
    return pageData(this.#refresh(), undefined, 0);
  }

  /** Everything. */
  whole(): PageData {
    return this.since(-1).data;
  }

  /** What has changed since a revision, up to a new one; everything for who has none. */
  since(revision: number): PageUpdate {
    const view = this.#refresh();
    const at = revision - this.#oldest;
    const isKnown = Number.isInteger(at) && at >= 0 && at < this.#steps.length;
    const from = isKnown ? Math.min(view.moments.length, ...this.#steps.slice(at + 1)) : 0;
    return { from, data: pageData(view, this.source.details(), MOST, from) };
  }
}
