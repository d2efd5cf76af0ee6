// Files that released versions of the format have written keep loading: the same states at every moment, names and conflicts.
//
// JANUS_WRITE_FIXTURES=1 writes those of the present version anew, for a format that has a new number: old ones stay.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { branchable, multiverseOf, openBytes, snapshotOf, timeline, tracked } from '../../../src/index.js';
import type { Multiverse } from '../../../src/index.js';

class Note {
  @tracked text = '';
  @tracked next: Note | null = null;
}

@timeline({ name: 'fixture', mode: 'multiverse' })
class Fixture {
  @tracked title: unknown = 'first';
  @branchable count = 0;
  @tracked list: unknown[] = [1, , 'three'];
  @tracked map = new Map<unknown, unknown>([['a', 1]]);
  @tracked set = new Set<unknown>([1]);
  @tracked object: Record<string, unknown> = { b: 1 };
  @tracked note: Note | null = null;
  @tracked due: unknown = null;
  @tracked memory: Uint8Array | null = null;
  @tracked.ref aside: unknown = undefined;
}

const OPTIONS = { classes: [Fixture, Note] };
const FOLDER = join(__dirname, '../../fixtures');

const MAKERS: Readonly<Record<string, (fixture: Fixture, t: Multiverse) => void>> = {
  plain(fixture, t) {
    for (const value of [-0, NaN, 10n ** 30n, '\ud800 é', Symbol.for('key'), undefined, null]) fixture.title = value;
    fixture.note = new Note();
    fixture.note.next = fixture.note;
    fixture.aside = { when: new Date(5), pattern: /a/gi, numbers: new Float64Array([1.5]) };
    t.label('named');
    t.tag({ reviewed: true });
    t.undo(2);
  },
  collections(fixture) {
    fixture.list.push('x', new Note());
    fixture.list.splice(0, 2, 'y');
    fixture.list.reverse();
    fixture.map.set(fixture.list, 'list').delete('a');
    fixture.set.add('two');
    fixture.object.c = { deep: [1] };
    delete fixture.object.b;
  },
  merges(fixture, t) {
    t.branch('idea');
    fixture.title = 'idea';
    fixture.list.push('idea');
    fixture.count = 5;
    t.switch('main');
    fixture.title = 'main';
    fixture.list.splice(0, 1);
    t.merge('idea', { conflicts: 'hold' });
    t.freeze('idea', 'done');
  },
  adapted(fixture, t) {
    fixture.due = new Date(1);
    fixture.memory = new Uint8Array(8);
    for (let n = 1; n < 4; n++) {
      (fixture.due as Date).setTime(n * 100);
      fixture.memory[n] = n;
      t.capture();
    }
    t.undo(2);
  },
  pruned(fixture, t) {
    for (let n = 0; n < 40; n++) {
      fixture.count = n;
      fixture.list.push(n);
      if (n === 20) t.branch('side');
    }
    t.switch('main');
    fixture.title = 'after';
    t.prune({ moments: 4 });
  },
};

/** What can be read of a history, at every moment. */
function readable(t: Multiverse): unknown {
  const seen = new Map<object, number>();
  const plain = (value: unknown): unknown => {
    if (typeof value === 'bigint' || typeof value === 'symbol' || Object.is(value, -0))
      return `${typeof value} ${String(value)}`;
    if (typeof value === 'number' || typeof value === 'string')
      return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
    if (typeof value !== 'object' || value === null) return value ?? null;
    const known = seen.get(value);
    if (known !== undefined) return `the same as ${String(known)}`;
    seen.set(value, seen.size);
    if (value instanceof Date) return `date ${String(value.getTime())}`;
    if (value instanceof RegExp) return String(value);
    if (ArrayBuffer.isView(value)) return [value.constructor.name, ...(value as Uint8Array)];
    if (value instanceof Map || value instanceof Set) return [...value].map(plain);
    if (Array.isArray(value)) return Array.from(value, (held, at) => (at in value ? plain(held) : 'hole'));
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, plain(held)]));
  };
  const fresh = (value: unknown): unknown => {
    seen.clear();
    return plain(value);
  };
  const { moment, currentBranch } = t;
  const [here, redoable] = [moment.id, t.redo(100)];
  t.undo(redoable);
  const conflicts = t.conflicts.map(({ path, kind, ours, theirs }) => fresh({ path, kind, ours, theirs }));
  const names = [...t.branches()].map(([name, { id }]) => [name, id, t.branchInfo(name).frozen ?? null]);
  const states = t.graph().moments.map(({ id, labels, tags }) => {
    t.jumpTo(t.at(id));
    return [id, fresh({ labels, tags }), fresh(snapshotOf(t.owner))];
  });
  t.switch(currentBranch);
  t.jumpTo(moment);
  return JSON.parse(JSON.stringify({ here, redoable, currentBranch, names, conflicts, states }));
}

if (process.env.JANUS_WRITE_FIXTURES === '1') {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, make] of Object.entries(MAKERS)) {
    const fixture = new Fixture();
    const t = multiverseOf(fixture);
    make(fixture, t);
    const bytes = t.toBytes();
    writeFileSync(join(FOLDER, `1-${name}.janus`), bytes);
    writeFileSync(join(FOLDER, `1-${name}.json`), `${JSON.stringify(readable(t), null, 1)}\n`);
  }
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.janus'));

test('there is a file for each group', () => {
  expect(files).toEqual(expect.arrayContaining(Object.keys(MAKERS).map((name) => `1-${name}.janus`)));
});

test.each(files)('%s', (name) => {
  const bytes = new Uint8Array(readFileSync(join(FOLDER, name)));
  const expected: unknown = JSON.parse(readFileSync(join(FOLDER, name.replace('.janus', '.json')), 'utf8'));
  const t = multiverseOf(openBytes(bytes, OPTIONS).owner);
  expect(t.verify()).toEqual([]);
  expect(readable(t)).toEqual(expected);
});
