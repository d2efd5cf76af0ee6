// Every call of the operating system fails once, or is the last one before a crash: what was acknowledged is there, and what is
// there is a beginning of what was recorded.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileAccessError, open, timeline, timelineOf, tracked } from '../../../src/index.js';
import { system } from '../../../src/history-file/disk.js';

@timeline()
class Doc {
  @tracked count = 0;
  @tracked texts: string[] = [];
}

const CLASSES = { classes: [Doc] };
const original = { ...system };
const folder = mkdtempSync(join(tmpdir(), 'janus-faults-'));
afterEach(() => {
  Object.assign(system, original);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Fault = 'EIO' | 'ENOSPC' | 'crash' | 'short';

class Crash extends Error {}

/** From now on the call of this number fails; answers how many there were. */
function failAt(at: number, fault: Fault): () => number {
  let calls = 0;
  let isDown = false;
  const guarded = (name: string, call: (...args: never[]) => unknown, ...args: never[]): unknown => {
    if (isDown) throw new Crash();
    if (calls++ !== at) return call(...args);
    if (fault === 'short') {
      // Half of it is written, and then there is no room.
      if (name === 'writeSync') {
        const [file, bytes, offset, length, place] = args as unknown as [number, Uint8Array, number, number, number?];
        return original.writeSync(file, bytes, offset, Math.ceil(length / 2), place);
      }
      return call(...args);
    }
    if (fault === 'crash') {
      isDown = true;
      if (name === 'writeSync') {
        const [file, bytes, offset, length, place] = args as unknown as [number, Uint8Array, number, number, number?];
        original.writeSync(file, bytes, offset, Math.floor(length / 2), place);
      }
      throw new Crash();
    }
    throw Object.assign(new Error(`${fault}: injected`), { code: fault });
  };
  for (const [name, call] of Object.entries(original)) {
    Object.assign(system, {
      [name]: (...args: never[]) => {
        const run = (): unknown => guarded(name, call, ...args);
        return name === 'datasync' ? Promise.resolve().then(run) : run();
      },
    });
  }
  return () => calls;
}

interface Seen {
  acknowledged: number;
  recorded: number;
  failures: number;
}

/** A program that is kept, with everything that can happen to its files. */
async function program(path: string, seen: Seen): Promise<void> {
  const doc = new Doc();
  const t = timelineOf(doc);
  const step = async (ask: () => Promise<void>): Promise<void> => {
    doc.count = ++seen.recorded;
    doc.texts.push(String(seen.recorded));
    const recorded = seen.recorded;
    try {
      await ask();
      seen.acknowledged = recorded;
    } catch (error) {
      seen.failures++;
      if (error instanceof Crash || (error as FileAccessError).cause instanceof Crash) throw error;
      if (!(error instanceof FileAccessError)) throw error;
    }
  };
  const kept = t.persist(path);
  try {
    for (let round = 0; round < 2; round++) {
      await step(() => kept.flush());
      await step(() => kept.flush());
      await step(() => kept.compact());
      await step(() => kept.flush());
    }
  } finally {
    await kept.close().catch(() => {
      seen.failures++;
    });
  }
}

test.each(['EIO', 'ENOSPC', 'crash', 'short'] as const)('at every call: %s', async (fault) => {
  let at = 0;
  for (; ; at++) {
    const path = join(folder, `${fault}-${String(at)}.janus`);
    const seen: Seen = { acknowledged: 0, recorded: 0, failures: 0 };
    const calls = failAt(at, fault);
    try {
      await program(path, seen);
    } catch (error) {
      seen.failures++;
      if (!(error instanceof Crash) && !(error instanceof FileAccessError)) throw error;
    }
    const total = calls();
    Object.assign(system, original);
    if (existsSync(path)) {
      const { count, texts } = open(path, CLASSES).owner as Doc;
      expect({ at, isThere: count >= seen.acknowledged, isOne: count <= seen.recorded }).toEqual({
        at,
        isThere: true,
        isOne: true,
      });
      // A beginning of what was recorded, with its parts.
      expect([count, count - 1]).toContain(texts.length);
    } else expect(seen.acknowledged).toBe(0);
    // Once the disk works again, so does everything, and nothing is left over.
    const again = new Doc();
    rmSync(`${path}.lock`, { force: true });
    const kept = timelineOf(again).persist(path);
    again.count = 77;
    await kept.close();
    expect((open(path, CLASSES).owner as Doc).count).toBe(77);
    const name = `${fault}-${String(at)}.janus`;
    expect(readdirSync(folder).filter((file) => file.includes(name))).toEqual([name, `${name}.journal`]);
    rmSync(path);
    rmSync(`${path}.journal`);
    if (fault !== 'short' && at < total) expect(seen.failures).toBeGreaterThanOrEqual(0);
    if (at >= total) break;
  }
  expect(at).toBeGreaterThan(60);
});
