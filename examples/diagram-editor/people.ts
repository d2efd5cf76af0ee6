// Two people work on one diagram, each on a branch; main takes Ada's work as it is and merges Ben's into it.
import { isDeepStrictEqual } from 'node:util';
import { MergeConflictError, snapshotOf, type MergeDecision } from 'janus-ts';
import { attempt } from '../attempt.js';
import { prove, section, table } from '../print.js';
import type { Editor } from './editor.js';
import type { Drawn } from './gestures.js';
import { danglingIn, type Group, type Node } from './model.js';
import { drawing, outline, printDecisions } from './render.js';

/** Edits the drawn diagram on two branches and merges them, in three ways. */
export function showMerges(editor: Editor, drawn: Drawn): void {
  const { diagram, history: t } = editor;
  const { page } = diagram;
  const { browser, frame, database, note, legend, backend } = drawn;

  section('Two people, two branches');
  t.label('shared');
  const shared = outline(page);
  t.branch('ada');
  editor.bringToFront(frame);
  editor.sendToBack(legend);
  editor.rename(database, 'postgres');
  editor.remove(note);
  const ada = outline(page);
  t.branch('ben', { at: 'shared' });
  editor.sendToBack(frame);
  editor.raise(browser);
  editor.paint(database, 'blue');
  editor.paint(note, 'red');
  editor.connect('see', note, browser);
  const orders = [
    ['both began with', shared],
    ['Ada', ada],
    ['Ben', outline(page)],
  ];
  table(['', 'from the lowest to the topmost'], orders);
  t.switch('main');
  prove('main had nothing of its own: merging Ada is a fast-forward', t.merge('ada').kind === 'fast-forward');

  section('Ben is merged into main: fields and places one by one');
  const preview = t.previewMerge('ben');
  const merged = t.merge('ben');
  printDecisions(merged.decisions);
  console.log(`  → ${outline(page)}`);
  prove('the preview had said so', isDeepStrictEqual(summary(preview.decisions), summary(merged.decisions)));
  prove("one shape, two fields: Ada's name, Ben's paint", database.name === 'postgres' && database.fill === 'blue');
  prove(
    "different shapes moved: Ada's legend is at the back, Ben's browser above the backend",
    page.children[0] === legend && isBelow(page, backend, browser),
  );
  prove('one shape moved by both: a conflict, and the source wins: the frame is low', isBelow(page, frame, backend));
  prove('removed by Ada, painted by Ben: a conflict, and the note is back', page.children.includes(note));
  prove("so Ben's connector has both its shapes", danglingIn(diagram).length === 0);
  console.log(drawing(diagram, 60, 11));

  section('The same, where the target wins: undo the merge, and merge again with preserve');
  t.undo();
  const preserved = t.merge('ben', 'preserve');
  printDecisions(preserved.conflicts);
  console.log(`  → ${outline(page)}`);
  prove('two conflicts again', preserved.conflicts.length === 2 && merged.conflicts.length === 2);
  prove('the frame is in front, the note is gone', page.children.at(-1) === frame && !page.children.includes(note));
  prove("Ben's browser is above the backend all the same", isBelow(page, backend, browser));
  // No conflict: nobody else has touched the connector. What it needs is for the program to know.
  const dangling = danglingIn(diagram).map(({ label }) => label);
  editor.removeDangling();
  prove(
    `a connector is left without its note ("${dangling.join()}"): one more gesture removes it`,
    dangling.length === 1 && danglingIn(diagram).length === 0,
  );

  section('And where nobody may win');
  t.undo(2);
  const before = { moment: t.moment, state: snapshotOf(diagram) };
  const refused = attempt(() => t.merge('ben', 'strict'));
  console.log(`  strict: ${refused instanceof MergeConflictError ? refused.message : String(refused)}`);
  prove(
    'it lists the same conflicts',
    refused instanceof MergeConflictError && refused.conflicts.length === merged.conflicts.length,
  );
  prove('and changes nothing', t.moment === before.moment && isDeepStrictEqual(snapshotOf(diagram), before.state));
  t.undo(1_000);
  prove(
    'all undone: the page is empty, and the engine finds every invariant intact',
    page.children.length === 0 && t.verify().length === 0,
  );
}

function isBelow({ children }: Group, lower: Node, upper: Node): boolean {
  return children.indexOf(lower) < children.indexOf(upper);
}

function summary(decisions: readonly MergeDecision[]): unknown[] {
  return decisions.map(({ path, kind, by, value }) => ({ path, kind, by, value }));
}
