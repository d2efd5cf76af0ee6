// Journals from strangers: every byte of a record is changed, and the record signed again.
import { JanusError, multiverseOf, snapshotOf, timeline, tracked } from '../../../src/index.js';
import { framed, journalContents, journalHead, identityOf } from '../../../src/history-file/journal-format.js';
import { FollowedNumbering, JournalWriter } from '../../../src/history-file/journal-writer.js';
import { BrokenRecordError } from '../../../src/history-file/open.js';
import { snapshotOf as fileOf } from '../../../src/history-file/save.js';
import type { Session } from '../../../src/timeline/session.js';
import { openedPair } from './pairs.js';

class Item {
  @tracked name = '';
}

@timeline({ mode: 'multiverse' })
class Doc {
  @tracked count = 0;
  @tracked items: Item[] = [];
  @tracked map = new Map<string, unknown>();
}

const CLASSES = { classes: [Doc, Item] };

/** A file, and the payloads of a journal with a bit of everything. */
function sample(): { file: Uint8Array; payloads: Uint8Array[] } {
  const doc = new Doc();
  doc.items.push(new Item());
  const t = multiverseOf(doc);
  const { session } = t as unknown as { session: Session };
  session.begin('save');
  const numbering = new FollowedNumbering();
  const snapshot = fileOf(session, numbering);
  let slice = snapshot.next();
  while (slice.done !== true) slice = snapshot.next();
  const writer = new JournalWriter(session, numbering);
  const payloads: Uint8Array[] = [];
  const keep = (): void => {
    const round = writer.round();
    if (!(round instanceof Uint8Array)) throw new Error(round);
    payloads.push(Uint8Array.from(round));
  };
  doc.count = 1;
  doc.items[0]!.name = 'a';
  doc.map.set('k', new Item());
  keep();
  t.label('here');
  t.branch('idea');
  t.switch('idea');
  doc.items.unshift(new Item(), new Item());
  doc.items.reverse();
  t.tag({ a: 1 });
  keep();
  t.undo();
  doc.map.delete('k');
  t.switch('main');
  doc.count = 5;
  t.merge('idea');
  keep();
  return { file: slice.value, payloads };
}

test('a record that no history writes is refused, and what is accepted is whole', () => {
  const { file, payloads } = sample();
  const opened = (all: readonly Uint8Array[]): ReturnType<typeof openedPair> => {
    const head = journalHead(1, identityOf(file)!);
    const bytes = Buffer.concat([head, ...all.map((payload, number) => framed(payload, number))]);
    return openedPair(file, journalContents(bytes), CLASSES);
  };
  expect((opened(payloads).owner as Doc).count).toBe(5);
  let [refused, accepted] = [0, 0];
  payloads.forEach((payload, number) => {
    for (let at = 0; at < payload.length; at++) {
      for (const change of [0x01, 0x80, 0xff]) {
        const broken = Uint8Array.from(payload);
        broken[at] = broken[at]! ^ change;
        try {
          const t = opened([...payloads.slice(0, number), broken, ...payloads.slice(number + 1)]);
          expect({ number, at, change, broken: t.verify() }).toEqual({ number, at, change, broken: [] });
          for (const { id } of t.graph().moments) {
            t.jumpTo(t.at(id));
            snapshotOf(t.owner);
          }
          t.dispose();
          accepted++;
        } catch (error) {
          if (!(error instanceof JanusError) && !(error instanceof BrokenRecordError)) {
            throw new Error(`record ${String(number)}, byte ${String(at)} ^ ${String(change)}`, { cause: error });
          }
          refused++;
        }
      }
    }
  });
  expect(refused).toBeGreaterThan(accepted);
});

test('records in another order, twice, or missing are refused', () => {
  const { file, payloads } = sample();
  const [a, b, c] = payloads as [Uint8Array, Uint8Array, Uint8Array];
  const head = journalHead(1, identityOf(file)!);
  for (const all of [[b], [a, c], [a, a], [b, a], [a, b, c, c]]) {
    const bytes = Buffer.concat([head, ...all.map((payload, number) => framed(payload, number))]);
    expect(() => openedPair(file, journalContents(bytes), CLASSES)).toThrow(BrokenRecordError);
  }
});
