// What `untracked` has changed of places that no moment wrote, and open conflicts about memory: found by random programs.
import { multiverseOf, openBytes, timeline, tracked, trackedList, type Multiverse } from '../../../src/index.js';
import { Keeping } from '../../model/keeping.js';

@timeline({ name: 'Desk', mode: 'multiverse' })
class Desk {
  @tracked title = '';
  @tracked map = new Map<unknown, unknown>([['first', 1]]);
  @trackedList list: number[] = [1];
  @tracked samples = new Float64Array(4);
}
const CLASSES = { classes: [Desk] };

test('keys that came by an amendment are saved, in their places, and recorded later', () => {
  const desk = new Desk();
  const t = multiverseOf(desk);
  t.untracked(() => desk.map.set('second', 2).set('third', 3));
  desk.title = 'one';
  const bytes = t.toBytes();
  const opened = openBytes(bytes, CLASSES) as Multiverse;
  const copy = opened.owner as Desk;
  expect(Buffer.compare(opened.toBytes(), bytes)).toBe(0);
  for (const each of [desk, copy]) {
    each.map.set('fourth', 4);
    each.map.set('second', 'written');
    each.map.delete('third');
  }
  expect([...copy.map]).toEqual([...desk.map]);
  for (let steps = 4; steps > 0; steps--) {
    t.undo();
    opened.undo();
    expect([...copy.map]).toEqual([...desk.map]);
  }
  expect([...copy.map.keys()]).toEqual(['first', 'second', 'third']);
  // The numbers of such keys do not meet those that a journal says.
  const kept = Keeping.of(opened);
  copy.map.set('fifth', 5);
  copy.list.push(2);
  kept.keepUp();
  kept.expectSame(opened, CLASSES);
});

test.each([
  ['a field', (desk: Desk) => (desk.title = 'amended')],
  ['a key', (desk: Desk) => desk.map.set('first', 'amended')],
  ['a list', (desk: Desk) => desk.list.push(7)],
])('an amendment of %s that no moment wrote is kept', (_, amend) => {
  const desk = new Desk();
  const t = multiverseOf(desk);
  const kept = Keeping.of(t);
  t.untracked(() => amend(desk));
  kept.expectSame(t, CLASSES);
});

test('open conflicts about memory are saved, and resolved after opening', () => {
  const desk = new Desk();
  const t = multiverseOf(desk);
  t.branch('side');
  desk.samples[0] = 1;
  t.switch('main');
  desk.samples[0] = 2;
  t.merge('side', { conflicts: 'hold' });
  const bytes = t.toBytes();
  const opened = openBytes(bytes, CLASSES) as Multiverse;
  expect(Buffer.compare(opened.toBytes(), bytes)).toBe(0);
  expect(opened.conflicts).toHaveLength(1);
  // What users see of memory are its bytes.
  for (const one of [t, opened])
    expect(one.conflicts[0]!.ours).toEqual(new Uint8Array(Float64Array.of(2, 0, 0, 0).buffer));
  opened.resolve(opened.conflicts[0]!.path, 'theirs');
  expect((opened.owner as Desk).samples[0]).toBe(1);
});
