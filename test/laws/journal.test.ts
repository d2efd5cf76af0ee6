// A history that was opened from a file and the journal beside it is the one that was recorded: random programs over
// containers and all verbs, with a record after some of the commands.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { multiverseOf, snapshotOf, timelineOf, type Timeline } from '../../src/index.js';
import { framed, identityOf, journalContents, journalHead } from '../../src/history-file/journal-format.js';
import { FollowedNumbering, JournalWriter } from '../../src/history-file/journal-writer.js';
import { snapshotOf as fileOf } from '../../src/history-file/save.js';
import type { Session } from '../../src/timeline/session.js';
import { Desk, LinearDesk, Piece } from '../model/containers/fixture.js';
import { geneses, programs } from '../model/containers/programs.js';
import { World } from '../model/containers/world.js';
import { openedPair } from '../unit/history-file/pairs.js';

const CLASSES = { classes: [Desk, LinearDesk, Piece] };

/** Every state of a history. */
function statesOf(t: Timeline): unknown[] {
  return t.graph().moments.map(({ id }) => {
    t.jumpTo(t.at(id));
    return snapshotOf(t.owner);
  });
}

/** What persists a history, without a disk. */
class Keeping {
  #file = new Uint8Array(0);
  #records: Uint8Array[] = [];
  #writer: JournalWriter;
  files = 0;
  records = 0;

  constructor(private readonly session: Session) {
    this.#writer = this.#write();
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
    const round = this.#writer.round();
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
}

test.each([
  { name: 'a multiverse', linear: false },
  { name: 'a linear timeline', linear: true },
])(
  '$name comes back from a file and its journal',
  ({ linear }) => {
    let [files, records] = [0, 0];
    const property = (genesis: readonly number[], program: Parameters<World['run']>[0][], when: number[]): void => {
      const world = new World(linear, genesis);
      const original = linear ? timelineOf(world.owner) : multiverseOf(world.owner);
      const keeping = new Keeping((original as unknown as { session: Session }).session);
      program.forEach((command, at) => {
        world.run(command);
        if ((when[at % when.length] ?? 0) === 0) keeping.keepUp();
      });
      keeping.keepUp();
      const { bytes, journal } = keeping.pair;
      const contents = journalContents(journal);
      expect(contents?.end).toBe(journal.length);
      const opened = openedPair(bytes, contents, CLASSES);
      expect(opened.verify()).toEqual([]);
      expect(isDeepStrictEqual(opened.graph(), original.graph())).toBe(true);
      expect(isDeepStrictEqual(snapshotOf(opened.owner), snapshotOf(original.owner))).toBe(true);
      // What was rolled back leaves gaps in the ranks of keys, of which a journal knows nothing.
      const rollsBack = program.some((command) => 'fail' in command && command.fail !== 'none');
      if (!rollsBack) expect(Buffer.compare(opened.toBytes(), original.toBytes())).toBe(0);
      expect(isDeepStrictEqual(statesOf(opened), statesOf(original))).toBe(true);
      files += keeping.files;
      records += keeping.records;
      world.timeline.dispose();
      opened.dispose();
    };
    const picks = fc.array(fc.nat(2), { minLength: 1, maxLength: 8 });
    const numRuns = 300;
    fc.assert(fc.property(geneses, programs(40), picks, property), { numRuns });
    // Nearly all of it goes through the journal.
    expect(records).toBeGreaterThan(files);
  },
  300_000,
);
