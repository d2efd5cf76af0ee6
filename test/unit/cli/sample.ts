// A small history in a file, with its moments at fixed times.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { multiverseOf, timeline, tracked } from 'janus-ts';
import { run } from '../../../src/cli/run.js';

class Note {
  @tracked text = '';
  @tracked isDone = false;
}

@timeline({ mode: 'multiverse', name: 'Board' })
class Board {
  @tracked title = 'Untitled';
  @tracked notes: Note[] = [];
  @tracked scores = new Map<string, number>();
}

const folders: string[] = [];

/** A path in a new folder, which is removed after the tests of this file. */
export function somewhere(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'janus-cli-'));
  folders.push(folder);
  return join(folder, name);
}

export function removeAll(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

/** Saves the sample. */
export async function sample(): Promise<string> {
  const path = somewhere('board.janus');
  let now = Date.UTC(2026, 2, 1, 9);
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
  // The time is read once per turn.
  const later = async (): Promise<void> => {
    now += 60_000;
    await new Promise((done) => setImmediate(done));
  };
  await later();
  const note = (text: string): Note => Object.assign(new Note(), { text });
  const board = new Board();
  const t = multiverseOf(board);
  await later();
  t.transact('Plan the day', () => {
    board.title = 'Today';
    board.notes.push(note('milk'), note('bread'));
  });
  t.label('draft');
  await later();
  t.branch('idea');
  t.transact('Rather two', () => {
    board.notes[0]!.text = 'two milk';
    board.scores.set('ann', 3);
  });
  await later();
  t.switch('main');
  board.notes[1]!.isDone = true;
  await later();
  board.title = 'Tomorrow';
  await later();
  t.merge('idea');
  t.tag({ reviewed: true, by: 'ann' });
  await later();
  t.transact('Too much', () => board.notes.splice(1, 1));
  t.undo();
  await later();
  t.branch('later');
  board.title = 'Next week';
  t.freeze('later', 'sent to print');
  t.switch('main');
  clock.mockRestore();
  t.save(path);
  return path;
}

/** What a command line answers. */
export interface Said {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line as if on a pipe, in a UTF-8 locale. */
export function janus(args: readonly string[], env: Readonly<Record<string, string>> = {}, isTTY = false): Said {
  let [out, err] = ['', ''];
  const around = {
    stdout: { isTTY, write: (text: string) => (out += text) },
    stderr: { isTTY, write: (text: string) => (err += text) },
    env: { LANG: 'C.UTF-8', ...env },
  };
  const exit = run(args, around, '1.2.3');
  return { exit, out, err };
}
