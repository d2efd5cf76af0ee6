// Following a running object: its updates arrive as server-sent events, and the page takes what has come once a frame.
//
// The browser connects again by itself and says which update it has seen last, so none is missed.
import type { PageData } from '../page-data.js';
import { withUpdate, type PageUpdate } from '../page-update.js';

/** What is to happen. */
export interface Follower {
  /** Takes later data, which differs from a place on. */
  readonly take: (data: PageData, from: number) => void;
  /** Tells how it is going. */
  readonly tell: (text: string) => void;
}

/** Follows, if this page was served by an inspector. */
export function follow(first: PageData, { take, tell }: Follower): void {
  const { updates } = document.body.dataset;
  if (updates === undefined) return;
  let data = first;
  let changed = Infinity;
  const source = new EventSource(updates);
  source.addEventListener('open', () => {
    tell('live');
  });
  source.addEventListener('error', () => {
    tell('not connected');
  });
  source.addEventListener('end', ({ data: why }: MessageEvent<string>) => {
    source.close();
    tell(why === '' ? 'it has ended' : why);
  });
  source.addEventListener('update', (event: MessageEvent<string>) => {
    const update = JSON.parse(event.data) as PageUpdate;
    data = withUpdate(data, update);
    if (changed === Infinity)
      requestAnimationFrame(() => {
        const from = changed;
        changed = Infinity;
        take(data, from);
      });
    changed = Math.min(changed, update.from);
  });
}
