// Values lie in chunks of 4,096. A transaction that is rolled back to the edge of one leaves the chunk before as it was.
import { timeline, timelineOf, tracked } from '../../../src/index.js';

@timeline()
class Counter {
  @tracked value = 0;
  @tracked other = 0;
}

test.each(Array.from({ length: 6 }, (_, i) => 4_093 + i))('a rollback after %i operations', (operations) => {
  const counter = new Counter();
  const t = timelineOf(counter);
  for (let i = 1; i < operations; i++) counter.value = i;
  t.transact(() => {
    counter.value = -1;
    counter.value = -2;
    expect(() =>
      t.transact(() => {
        counter.other = 1;
        throw new Error('back');
      }),
    ).toThrow('back');
    counter.value = -3;
  });
  t.undo();
  expect(counter.value).toBe(operations - 1);
  t.redo();
  expect([counter.value, counter.other]).toEqual([-3, 0]);
  expect(t.verify()).toEqual([]);
});
