// arquero is a package of ES modules only, so its tables are looked at where those run.
import { runModule } from './child.js';

test('tables of arquero pass the kit, are undone, and come back from a file', () => {
  const said = runModule(`
    import fc from 'fast-check';
    import { table } from 'arquero';
    import { openBytes } from 'janus-ts';
    import { checkAdapter } from 'janus-ts/adapters/conformance';
    import { ArqueroAdapter } from 'janus-ts/adapters/arquero';
    const rows = fc.array(fc.record({ a: fc.integer(), b: fc.string(), c: fc.boolean() }), { minLength: 1 });
    const made = (all) => table({ a: all.map(({ a }) => a), b: all.map(({ b }) => b), c: all.map(({ c }) => c) });
    checkAdapter(new ArqueroAdapter(), rows.map((all) => ({ make: () => made(all), edits: [] })), { runs: 200 });

    class Sheet { constructor() { this.data = table({ a: [1, 2], b: ['x', null] }); } }
    tracked(Sheet.prototype, 'data');
    const Owner = timeline({ name: 'Sheet', mode: 'multiverse' })(Sheet);
    const sheet = new Owner();
    const t = timelineOf(sheet);
    const first = sheet.data;
    sheet.data = sheet.data.derive({ c: (d) => d.a * 2 });
    const second = sheet.data;
    t.undo();
    const isBack = sheet.data === first;
    t.redo();
    const bytes = t.toBytes();
    const again = openBytes(bytes, { classes: [Owner] });
    const opened = again.owner.data.objects();
    again.undo();
    say({
      isBack,
      isThere: sheet.data === second,
      opened,
      before: again.owner.data.objects(),
      isSame: Buffer.compare(openBytes(bytes, { classes: [Owner] }).toBytes(), bytes) === 0,
    });
  `);
  expect(said).toEqual({
    isBack: true,
    isThere: true,
    opened: [
      { a: 1, b: 'x', c: 2 },
      { a: 2, b: null, c: 4 },
    ],
    before: [
      { a: 1, b: 'x' },
      { a: 2, b: null },
    ],
    isSame: true,
  });
});
