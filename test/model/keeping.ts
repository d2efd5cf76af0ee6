// What persists a history, without a disk and without a clock.
import { isDeepStrictEqual } from 'node:util';
import { snapshotOf, type OpenOptions, type Timeline } from '../../src/index.js';
import { framed, identityOf, journalContents, journalHead } from '../../src/history-file/journal-format.js';
import { FollowedNumbering, JournalWriter, type Round } from '../../src/history-file/journal-writer.js';
import { snapshotOf as fileOf } from '../../src/history-file/save.js';
import type { Session } from '../../src/timeline/session.js';
import { openedPair } from '../unit/history-file/pairs.js';

/** Every state of a history. */
function statesOf(t: Timeline): unknown[] {
  return t.graph().moments.map(({ id }) => {
    t.jumpTo(t.at(id));
    return snapshotOf(t.owner);
  });
}

/** What persists a history, without a disk. */
export class Keeping {
  #file = new Uint8Array(0);
  #records: Uint8Array[] = [];
  #writer: JournalWriter;
  files = 0;
  records = 0;

  constructor(private readonly session: Session) {
    this.#writer = this.#write();
  }

  static of(timeline: Timeline): Keeping {
    return new Keeping((timeline as unknown as { session: Session }).session);
  }

  #write(): JournalWriter {
    this.session.inspect('persist');
    const numbering = new FollowedNumbering();
    const snapshot = fileOf(this.session, numbering);
    let slice = snapshot.next();
    while (slice.done !== true) slice = snapshot.next();
    this.#file = Uint8Array.from(slice.value);
    this.#records = [];
    this.files++;
    return new JournalWriter(this.session, numbering);
  }

  keepUp(): void {
    if (this.session.busy) return;
    const look = (): Round => this.#writer.round();
    const { instance } = this.session.recorder;
    const round = instance === undefined ? look() : instance.visit('persist', look);
    if (round === 'file') this.#writer = this.#write();
    else if (round !== 'nothing') {
      this.#records.push(framed(Uint8Array.from(round), this.#records.length));
      this.records++;
    }
  }

  get pair(): { readonly bytes: Uint8Array; readonly journal: Uint8Array } {
    const identity = identityOf(this.#file) ?? { length: 0, checksum: 0 };
    return { bytes: this.#file, journal: Buffer.concat([journalHead(1, identity), ...this.#records]) };
  }

  /** What is new is written, and opened again; it is the history that it was taken from. */
  expectSame(original: Timeline, options: OpenOptions, hasSameBytes = true): void {
    this.session.inspect('persist');
    this.keepUp();
    const { bytes, journal } = this.pair;
    const contents = journalContents(journal);
    expect(contents?.end).toBe(journal.length);
    const opened = openedPair(bytes, contents, options);
    expect(opened.verify()).toEqual([]);
    expect(isDeepStrictEqual(opened.graph(), original.graph())).toBe(true);
    expect(isDeepStrictEqual(snapshotOf(opened.owner), snapshotOf(original.owner))).toBe(true);
    if (hasSameBytes) expect(Buffer.compare(opened.toBytes(), original.toBytes())).toBe(0);
    expect(isDeepStrictEqual(statesOf(opened), statesOf(original))).toBe(true);
    opened.dispose();
  }
}
