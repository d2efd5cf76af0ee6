// Search over titles, labels, branches, tags and ids.
import type { MomentView } from '../../history-view.js';

/** What was searched for last, newest moment first. */
export class Search {
  #found: readonly number[] = [];
  #set: ReadonlySet<number> = new Set();
  #at = -1;
  #isOn = false;
  #text = '';

  constructor(private moments: readonly MomentView[]) {}

  /** Looks for the same text in other moments; what was gone to last is gone on from. */
  follow(moments: readonly MomentView[]): void {
    const at = this.#found[this.#at];
    this.moments = moments;
    this.for(this.#text);
    this.#at = at === undefined ? -1 : this.#found.indexOf(at);
  }

  /** Looks for a text, in any case. O(moments). */
  for(text: string): void {
    this.#text = text;
    const wanted = text.trim().toLocaleLowerCase();
    this.#isOn = wanted !== '';
    this.#found = this.#isOn
      ? this.moments
          .filter((moment) => fits(moment, wanted))
          .map(({ id }) => id)
          .reverse()
      : [];
    this.#set = new Set(this.#found);
    this.#at = -1;
  }

  has(place: number): boolean {
    return this.#set.has(place);
  }

  /** The next one found, around the end; undefined when nothing was. */
  next(by: number): number | undefined {
    const { length } = this.#found;
    if (length === 0) return undefined;
    this.#at = this.#at < 0 && by < 0 ? length - 1 : (this.#at + by + length) % length;
    return this.#found[this.#at];
  }

  /** What to say about it. */
  told(): string {
    const { length } = this.#found;
    if (!this.#isOn) return '';
    if (length === 0) return 'none';
    return this.#at < 0 ? `${String(length)} found` : `${String(this.#at + 1)} of ${String(length)}`;
  }
}

function fits({ title, labels, branches, tags }: MomentView, wanted: string): boolean {
  const has = (text: string): boolean => text.toLocaleLowerCase().includes(wanted);
  if (title !== undefined && has(title)) return true;
  if (labels.some(has) || branches.some(has)) return true;
  for (const key in tags) if (has(key) || has(String(tags[key]))) return true;
  return false;
}
