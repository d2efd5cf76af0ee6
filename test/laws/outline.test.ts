// What commands are told of single moments is what the whole view says of them, whatever has happened to a history.
import fc from 'fast-check';
import { lookAt } from '../../src/cli/history.js';
import type { MomentView } from '../../src/index.js';
import { Studio, studioSteps } from '../model/atelier.js';

/** Abandoned is what no name and no position leads down to. */
function abandonedOf(moments: readonly MomentView[]): number[] {
  const reached = new Set<number>();
  for (const { id, parents, labels, branches, current } of moments.toReversed())
    if (reached.has(id) || current || labels.length + branches.length > 0)
      for (const each of [id, ...parents]) reached.add(each);
  return moments.filter(({ id }) => !reached.has(id)).map(({ id }) => id);
}

test('moments one by one are those of the whole view', () => {
  fc.assert(
    fc.property(fc.array(studioSteps, { minLength: 1, maxLength: 40, size: 'max' }), (steps) => {
      const studio = new Studio();
      for (const step of steps) studio.run(step);
      const { view, momentOf, newestFirst, lineFrom, branches, labels, ...names } = lookAt(studio.t);
      const { moments, ...about } = view;
      expect([...newestFirst()].reverse().map(momentOf)).toEqual(moments);
      expect(moments.filter(({ isAbandoned }) => isAbandoned === true).map(({ id }) => id)).toEqual(
        abandonedOf(moments),
      );
      expect(names).toMatchObject(about);
      const named = moments.flatMap((moment) =>
        [...moment.branches, ...moment.labels].map((name) => [name, moment.id] as const),
      );
      expect(new Map([...branches, ...labels])).toEqual(new Map(named));
      const current = moments.find((moment) => moment.current);
      const line = [...lineFrom(current!.id)];
      line.forEach((id, at) => {
        expect(momentOf(id).parents[0]).toBe(line[at + 1]);
      });
      studio.t.dispose();
    }),
    { numRuns: 200 },
  );
});
