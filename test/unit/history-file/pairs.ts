// Histories opened from bytes in memory.
import { timelineOf, type OpenOptions, type Timeline } from '../../../src/index.js';
import { adapterFinder } from '../../../src/history-file/adapters.js';
import { classFinder, classNameOf } from '../../../src/history-file/classes.js';
import type { JournalContents } from '../../../src/history-file/journal-format.js';
import { Migrations } from '../../../src/history-file/migration.js';
import { openHistory } from '../../../src/history-file/open.js';
import { sessionOf } from '../../../src/timeline/session.js';

/** A history from the bytes of a file, and what the journal beside it says. */
export function openedPair(
  bytes: Uint8Array,
  journal: JournalContents | undefined,
  { classes }: OpenOptions,
): Timeline {
  const find = {
    classes: classFinder(classes, new Migrations([], classNameOf)),
    adapters: (owner: object) => adapterFinder([], owner),
    foreign: () => undefined,
  };
  const history = openHistory(bytes, find, {}, undefined, journal);
  const timeline = timelineOf(history.recorder.owner);
  history.settle(sessionOf(history.recorder));
  return timeline;
}
