// Every decorator in a few lines, with what it does. A claim that does not hold ends the program with exit code 1.
import { timeline, TimelineBase, timelineOf, tracked } from 'janus-ts';
import { prove, section } from '../print.js';
import { showPolicies } from './policies.js';
import { refusal } from './refusal.js';

section('@timeline and @tracked: writes are recorded, undo takes them back');

/** A part: it has tracked fields and no `@timeline`, and joins the history of the owner that holds it. */
class Address {
  @tracked city = 'Bern';
}

@timeline()
class Person {
  @tracked name = 'Ada';
  @tracked age = 36;
  @tracked address = new Address();
}

const ada = new Person();
const life = timelineOf(ada);
const { address } = ada;
ada.name = 'Ada L.';
ada.age = 36; // the value it has: no operation, no moment
ada.address.city = 'London';
ada.address = new Address();
prove('three effective writes are three moments', life.stats().moments === 4);
life.undo();
prove('undo brings back the very same part', ada.address === address && address.city === 'London');
life.undo(2);
prove('and then its city and the name', address.city === 'Bern' && ada.name === 'Ada');
prove('redo does it again', life.redo(2) === 2 && ada.name === 'Ada L.' && address.city === 'London');

section('@tracked({ coerce }): values are converted or refused before they are recorded');

@timeline()
class Dial {
  @tracked({ coerce: asPercent }) percent = 0;
}

function asPercent(value: number): number {
  if (Number.isNaN(value)) throw new RangeError('a percentage is a number');
  return Math.min(100, Math.max(0, value));
}

const dial = new Dial();
dial.percent = 250;
console.log(`  dial.percent = 250 → ${String(dial.percent)}`);
console.log(`  dial.percent = NaN → ${refusal(() => (dial.percent = NaN))}`);
prove('the refused value made no moment: one undo, and it is 0', timelineOf(dial).undo(5) === 1 && dial.percent === 0);

section('@tracked.ref: any object, by reference; what happens inside it is not recorded');

@timeline()
class Session {
  @tracked.ref cache = new Map<string, number>();
  @tracked plain: unknown = null;
}

const session = new Session();
const first = session.cache;
session.cache = new Map([['hits', 1]]);
session.cache.set('hits', 2);
prove('one moment: the new reference', timelineOf(session).undo(5) === 1 && session.cache === first);
timelineOf(session).redo();
prove('its inside is as it was left', session.cache.get('hits') === 2);
// Objects that no history can read are refused where they enter, not lost when they are undone.
console.log(`  new WeakMap() in a field with plain @tracked → ${refusal(() => (session.plain = new WeakMap()))}`);

section('accessor fields: the same, with storage made by the language');

@timeline()
class Point {
  @tracked accessor x = 0;
  @tracked accessor y = 0;
}

const point = new Point();
timelineOf(point).transact('move', () => {
  point.x = 3;
  point.y = 4;
});
console.log(`  after "${String(timelineOf(point).undoLabel)}": ${String(point.x)}, ${String(point.y)}`);
prove('one transaction, one moment', timelineOf(point).undo() === 1 && point.x === 0 && point.y === 0);

section('@branchable: how a field reconciles when both sides of a merge changed it');
showPolicies();

section('TimelineBase: the verbs on the object itself');

@timeline()
class Note extends TimelineBase {
  @tracked text = '';
}

const note = new Note();
note.text = 'buy milk';
note.label('shopping');
note.text = 'buy milk and bread';
note.undo();
prove('note.undo(), note.label() and the rest are those of its timeline', note.text === 'buy milk' && note.canRedo);
prove('there is one timeline, however you ask', timelineOf(note).labels().get('shopping') === note.moment);
