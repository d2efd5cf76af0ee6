// One user: every gesture is one moment, whatever it changes, and undo takes gestures back.
import { isDeepStrictEqual } from 'node:util';
import { snapshotOf } from 'janus-ts';
import { prove, section } from '../print.js';
import type { Editor } from './editor.js';
import type { Group, Shape } from './model.js';
import { drawing, outline } from './render.js';

/** What the first user has drawn. */
export interface Drawn {
  readonly browser: Shape;
  readonly frame: Shape;
  readonly database: Shape;
  readonly note: Shape;
  readonly legend: Shape;
  readonly backend: Group;
}

/** Draws a diagram, gesture by gesture, and shows what undo makes of each. */
export function showGestures(editor: Editor): Drawn {
  const { diagram, history: t } = editor;
  const { page } = diagram;

  section('Gestures: drawing, grouping, connecting');
  const browser = editor.draw('browser', { x: 4, y: 3, width: 13, height: 3 });
  const frame = editor.draw('frame', { x: 1, y: 0, width: 50, height: 11 });
  const api = editor.draw('api', { x: 22, y: 3, width: 9, height: 3 });
  const database = editor.draw('database', { x: 36, y: 2, width: 14, height: 4 });
  const cache = editor.draw('cache', { x: 36, y: 7, width: 11, height: 3 });
  const note = editor.draw('note', { x: 11, y: 5, width: 13, height: 4 });
  const legend = editor.draw('legend', { x: 16, y: 7, width: 14, height: 3 });
  const store = editor.group('store', database, cache);
  const backend = editor.group('backend', api, store);
  editor.connect('HTTPS', browser, api);
  editor.connect('SQL', api, database);
  console.log(`  ${outline(page)}`);
  prove('eleven gestures are eleven moments', t.stats().moments === 12);
  prove('the group stands where its topmost member was', page.children.indexOf(backend) === 2);

  section('The selection is a plain field: it is there for gestures, and history leaves it alone');
  diagram.selection = [note];
  editor.remove(note);
  t.undo();
  prove(
    'the removed note is back, the same object, still selected',
    page.children.includes(note) && diagram.selection[0] === note,
  );

  section('A drag: one moment, however many pointer moves; a cancelled one: none');
  const before = t.moment;
  const drag = editor.drag(backend);
  for (let i = 0; i < 10; i++) drag.by(1, 0);
  drag.by(-6, 1);
  drag.drop();
  console.log(`  eleven pointer moves over three shapes: Edit menu says "Undo ${String(t.undoLabel)}"`);
  prove('undo takes the whole drag back', t.undo() === 1 && t.moment === before && api.x === 22 && cache.y === 7);
  prove('and redo does it again', t.redo() === 1 && api.x === 26 && cache.y === 8);
  const dropped = t.moment;
  const cancelled = editor.drag(note);
  cancelled.by(5, 5);
  cancelled.cancel();
  prove('a cancelled drag leaves no moment and no change', t.moment === dropped && note.x === 11);

  section('Every gesture can be undone, and done again');
  const end = { state: snapshotOf(diagram), outline: outline(page), nodes: [...page.children] };
  const captions: string[] = [];
  for (let caption = t.undoLabel; t.undo() === 1; caption = t.undoLabel) captions.push(String(caption));
  console.log(`  undone: ${captions.join(' · ')}`);
  prove('twelve gestures back, the page is empty', captions.length === 12 && page.children.length === 0);
  const redone = t.redo(1_000);
  console.log(`  done again: ${outline(page)}`);
  prove(
    'twelve gestures on, everything is as it was, with the same objects',
    redone === 12 &&
      isDeepStrictEqual(snapshotOf(diagram), end.state) &&
      end.nodes.every((node, i) => node === page.children[i]),
  );
  console.log(drawing(diagram, 60, 11));
  return { browser, frame, database, note, legend, backend };
}
