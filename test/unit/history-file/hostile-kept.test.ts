// What a stranger has signed of pruned histories, and of values of adapters: a history, or refused with a typed error.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { multiverseOf, openBytes, snapshotOf, timeline, tracked } from '../../../src/index.js';
import { expectTyped, sectionsOf, signed } from './signing.js';

class Note {
  @tracked text = '';
  @tracked next: Note | null = null;
}

@timeline({ name: 'fixture', mode: 'multiverse' })
class Fixture {
  @tracked title: unknown = 'first';
  @tracked count = 0;
  @tracked list: unknown = undefined;
  @tracked map: unknown = undefined;
  @tracked set: unknown = undefined;
  @tracked object: unknown = undefined;
  @tracked note: Note | null = null;
  @tracked due: unknown = null;
  @tracked memory: unknown = null;
  @tracked.ref aside: unknown = undefined;
}

/** Opens, looks at every moment, and saves. */
function live(bytes: Uint8Array): string {
  try {
    const t = multiverseOf(openBytes(bytes, { classes: [Fixture, Note] }).owner);
    for (const { id } of t.graph().moments) {
      t.jumpTo(t.at(id));
      snapshotOf(t.owner);
    }
    t.toBytes();
    t.dispose();
    return 'opened';
  } catch (error) {
    return expectTyped(error, bytes);
  }
}

test.each(['pruned', 'adapted'])(
  '%s',
  (name) => {
    const bytes = new Uint8Array(readFileSync(join(__dirname, `../../fixtures/1-${name}.janus`)));
    const sections = sectionsOf(bytes);
    const counts: Record<string, number> = {};
    const change = fc.tuple(fc.nat(sections.length - 1), fc.nat(2 ** 16), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const changed = sections.map((section) => ({ ...section, bytes: Uint8Array.from(section.bytes) }));
        for (const [at, place, byte] of changes) {
          const section = changed[at]!.bytes;
          if (section.length > 0) section[place % section.length] = byte;
        }
        const code = live(signed(changed));
        counts[code] = (counts[code] ?? 0) + 1;
      }),
      { numRuns: 19_000 },
    );
    expect(counts.opened).toBeGreaterThan(100);
    expect(counts.JANUS_HISTORY_FILE).toBeGreaterThan(100);
  },
  120_000,
);
