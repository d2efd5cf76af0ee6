// Saving, persisting and opening are neutral: of two histories that are asked to do the same one is saved, recorded and opened
// again at random places, and goes on as what was opened. Both answer, show and become the same.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { openBytes, type Multiverse } from '../../src/index.js';
import { journalContents } from '../../src/history-file/journal-format.js';
import { Atelier, Note, Studio, studioSteps, titleOf, type StudioStep } from '../model/atelier.js';
import { Keeping } from '../model/keeping.js';
import { openedPair } from '../unit/history-file/pairs.js';

const CLASSES = { classes: [Atelier, Note] };

/** What happens to one of both before a step. */
type Neutral = 'nothing' | 'save' | 'reopen' | 'persist' | 'record' | 'reopen from the journal';

/** The history that is saved and opened. */
class Kept extends Studio {
  #keeping: Keeping | undefined;

  neutral(what: Neutral): void {
    switch (what) {
      case 'nothing':
        break;
      case 'save':
      case 'reopen': {
        const bytes = Uint8Array.from(this.t.toBytes());
        expect(Buffer.compare(this.t.toBytes(), bytes)).toBe(0);
        const opened = openBytes(bytes, CLASSES) as Multiverse;
        expect(Buffer.compare(opened.toBytes(), bytes)).toBe(0);
        if (what === 'reopen') this.#become(opened);
        else opened.dispose();
        break;
      }
      case 'persist':
        this.#keeping = Keeping.of(this.t);
        break;
      case 'record':
        this.#keeping?.keepUp();
        break;
      case 'reopen from the journal': {
        if (this.#keeping === undefined) break;
        this.#keeping.keepUp();
        const { bytes, journal } = this.#keeping.pair;
        this.#become(openedPair(bytes, journalContents(journal), CLASSES) as Multiverse);
      }
    }
  }

  #become(opened: Multiverse): void {
    this.goOnWith(opened);
    this.#keeping = undefined;
  }
}

function expectSame(kept: unknown, plain: unknown): void {
  // The message of a deep comparison takes longer than the comparison.
  if (!isDeepStrictEqual(kept, plain)) expect(kept).toEqual(plain);
}

const neutral = fc.constantFrom<Neutral>(
  'nothing',
  'save',
  'reopen',
  'persist',
  'record',
  'record',
  'reopen from the journal',
);
const program = fc.array(fc.tuple(neutral, studioSteps), { minLength: 1, maxLength: 40, size: 'max' });

function agrees(steps: readonly (readonly [Neutral, StudioStep])[]): void {
  const [plain, kept] = [new Studio(), new Kept()];
  for (const [what, step] of steps) {
    kept.neutral(what);
    for (const studio of [plain, kept]) studio.attach();
    try {
      expectSame(kept.run(step), plain.run(step));
      expectSame(kept.shown(), plain.shown());
    } catch (error) {
      throw new Error(`after ${titleOf(step)}: ${(error as Error).message}`, { cause: error });
    }
  }
  kept.neutral('reopen from the journal');
  for (const studio of [plain, kept]) studio.attach();
  expectSame(kept.everything(), plain.everything());
  for (const studio of [plain, kept]) {
    expect(studio.t.verify()).toEqual([]);
    studio.t.dispose();
  }
}

test('a history that was saved and opened between goes on as one that was not', () => {
  fc.assert(fc.property(program, agrees), { numRuns: 300 });
}, 600_000);
