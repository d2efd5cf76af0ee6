// Guards and attachments beside values that change in place, unseen: a change is asked about when it is found.
import { InvariantError, timeline, timelineOf, tracked } from '../../../src/index.js';

@timeline()
class Visit {
  @tracked when = new Date(1_000);
  @tracked until = new Date(2_000);
  @tracked list: number[] = [];
  @tracked note = '';
}

function made() {
  const visit = new Visit();
  const t = timelineOf(visit);
  t.guard<Visit>(({ when, until }) => when.getTime() < until.getTime(), 'it begins before it ends');
  return { visit, t };
}

test('a change in place is one moment, and a wrong one is put back when it is found', () => {
  const { visit, t } = made();
  visit.when.setTime(1_500);
  expect(t.stats().moments).toBe(2);
  visit.when.setTime(3_000);
  expect(() => t.moment).toThrow(InvariantError);
  expect([visit.when.getTime(), t.stats().moments, t.verify()]).toEqual([1_500, 2, []]);
  t.undo();
  expect(visit.when.getTime()).toBe(1_000);
  t.redo();
  expect([visit.when.getTime(), t.stats().moments]).toEqual([1_500, 2]);
});

test('a write that finds one is refused with it, and nothing else has changed', () => {
  const { visit, t } = made();
  visit.list.push(1);
  visit.until.setTime(500);
  expect(() => visit.list.push(2)).toThrow(InvariantError);
  expect([[...visit.list], visit.until.getTime()]).toEqual([[1], 2_000]);
  visit.until.setTime(500);
  expect(() => (visit.note = 'x')).toThrow(InvariantError);
  expect([visit.note, visit.until.getTime(), t.stats().moments]).toEqual(['', 2_000, 2]);
  visit.until.setTime(5_000);
  visit.note = 'y';
  expect(t.stats().moments).toBe(4);
  expect(t.undo(2)).toBe(2);
  expect([visit.note, visit.until.getTime()]).toEqual(['', 2_000]);
});

test('changes in a transaction are asked about together, and taken back together', () => {
  const { visit, t } = made();
  t.transact(() => {
    visit.when.setTime(8_000);
    visit.until.setTime(9_000);
  });
  expect(() =>
    t.transact(() => {
      visit.note = 'no';
      visit.when.setTime(10_000);
    }),
  ).toThrow(InvariantError);
  expect([visit.note, visit.when.getTime(), t.stats().moments, t.verify()]).toEqual(['', 8_000, 2, []]);
});

test('a guard that asks the history about a change in place disturbs nothing', () => {
  const { visit, t } = made();
  t.guard(() => t.canUndo || t.moment.id >= 0);
  visit.when.setTime(1_200);
  expect(t.undo()).toBe(1);
  expect(visit.when.getTime()).toBe(1_000);
  t.redo();
  expect([visit.when.getTime(), t.stats().moments]).toEqual([1_200, 2]);
});

test('attached state is kept with such moments', () => {
  const { visit, t } = made();
  let cursor = 1;
  t.attach({ save: () => cursor, restore: (saved: number) => (cursor = saved) });
  visit.list.push(1);
  cursor = 2;
  visit.when.setTime(1_700);
  expect(t.canUndo).toBe(true);
  cursor = 3;
  t.undo();
  expect([cursor, visit.when.getTime()]).toEqual([2, 1_000]);
});
