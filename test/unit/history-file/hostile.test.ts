// Bytes that somebody has changed: refused with a typed error, or a history like any other; never anything else.
import { multiverseOf, openBytes, snapshotOf, timeline, tracked } from '../../../src/index.js';
import { expectTyped, signed, sectionsOf } from './signing.js';

class Part {
  @tracked name: unknown = 'p';
  @tracked next: unknown = undefined;
}

@timeline({ name: 'Doc', mode: 'multiverse' })
class Doc {
  @tracked title: unknown = 'a';
  @tracked list: unknown[] = [1, 2];
  @tracked map = new Map<unknown, unknown>([['k', 1]]);
  @tracked plain: Record<string, unknown> = { b: 1 };
  @tracked.ref raw: unknown = [new Date(5), /x/g, new Uint8Array([1, 2])];
}
const options = { classes: [Doc, Part] };

function sample(): Uint8Array {
  const doc = new Doc();
  const t = multiverseOf(doc);
  doc.title = 'text';
  doc.list.push(new Part(), 'x');
  doc.list.reverse();
  doc.list.splice(1, 2);
  doc.map.set('new', new Part());
  doc.map.delete('k');
  t.branch('idea');
  doc.title = 'theirs';
  doc.plain.b = 2;
  t.freeze('idea', 'done');
  t.switch('main');
  doc.title = 5.5;
  doc.plain.c = undefined;
  t.merge('idea', { conflicts: 'hold' });
  t.label('end');
  t.undo();
  return Uint8Array.from(t.toBytes());
}

/** Opens, looks at every moment, writes and saves. */
function live(bytes: Uint8Array): 'opened' | 'refused' {
  let t;
  try {
    t = multiverseOf(openBytes(bytes, options).owner);
  } catch (error) {
    expectTyped(error, bytes);
    return 'refused';
  }
  expect(t.verify()).toEqual([]);
  for (const { id } of t.graph().moments) {
    t.jumpTo(t.at(id));
    snapshotOf(t.owner);
  }
  t.dispose();
  return 'opened';
}

const bytes = sample();
const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));

test('what a stranger has signed is a history or refused', () => {
  const counts = { opened: 0, refused: 0 };
  const sections = sectionsOf(bytes);
  for (const [number, section] of sections.entries()) {
    for (let at = 0; at < section.bytes.length; at++) {
      const original = section.bytes[at]!;
      for (const byte of [0, 1, 0x7f, 0x80, 0xff, original ^ 1, original + 1, original ^ 0x40]) {
        const changed = sections.map((each) => ({ ...each, bytes: Uint8Array.from(each.bytes) }));
        changed[number]!.bytes[at] = byte;
        try {
          counts[live(signed(changed))]++;
        } catch (error) {
          throw new Error(`section ${String(section.kind)}, byte ${String(at)}: ${String(byte)}`, { cause: error });
        }
      }
    }
  }
  expect(counts.opened).toBeGreaterThan(100);
  expect(counts.refused).toBeGreaterThan(100);
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before);
});

@timeline({ name: 'Line', mode: 'multiverse' })
class Line {
  @tracked text: unknown = 'a';
}

/** A history whose present needs nothing of the block that its beginning is in. */
function longSample(): Uint8Array {
  const line = new Line();
  const t = multiverseOf(line);
  for (const value of [-12345678901234567890n, Symbol.iterator, Symbol.for('x')]) line.text = value;
  const argue = (branch: string): void => {
    t.branch(branch);
    line.text = 'theirs';
    t.switch('main');
    line.text = 'ours';
    t.merge(branch, { conflicts: 'hold' });
    t.resolve('text', 'theirs');
  };
  argue('idea');
  for (let i = 0; i < 5000; i++) line.text = i % 100;
  argue('again');
  return Uint8Array.from(t.toBytes());
}

test('what is read late was looked at', () => {
  const sections = sectionsOf(longSample());
  const first = sections.findIndex(({ kind }) => kind === 17);
  const counts = { opened: 0, refused: 0 };
  for (let at = 0; at < 100; at++) {
    for (let byte = at % 9; byte < 256; byte += 9) {
      const changed = sections.map((each) => ({ ...each, bytes: Uint8Array.from(each.bytes) }));
      changed[first]!.bytes[at] = byte;
      const file = signed(changed);
      let t;
      try {
        t = multiverseOf(openBytes(file, { classes: [Line] }).owner);
      } catch (error) {
        expectTyped(error, file);
        counts.refused++;
        continue;
      }
      counts.opened++;
      for (let moment = 12; moment >= 0; moment--) {
        t.jumpTo(t.at(moment));
        expect(t.conflicts.length).toBeLessThan(2);
      }
      t.dispose();
    }
  }
  expect(counts.opened).toBeGreaterThan(200);
  expect(counts.refused).toBeGreaterThan(200);
});
