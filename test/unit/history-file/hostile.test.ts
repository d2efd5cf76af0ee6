// Bytes that somebody has changed: refused with a typed error, or a history like any other; never anything else.
import { JanusError, multiverseOf, openBytes, snapshotOf, timeline, tracked } from '../../../src/index.js';
import { signed, sectionsOf } from './signing.js';

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
    if (error instanceof JanusError) return 'refused';
    throw error;
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

test('every byte counts', () => {
  const refused = (changed: Uint8Array): void => {
    expect(() => openBytes(changed, options)).toThrow(JanusError);
  };
  for (let at = 0; at < bytes.length; at++) {
    const changed = Uint8Array.from(bytes);
    for (let bit = 0; bit < 8; bit++) {
      changed[at] = bytes[at]! ^ (1 << bit);
      refused(changed);
    }
    refused(bytes.subarray(0, at));
  }
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before);
});

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
