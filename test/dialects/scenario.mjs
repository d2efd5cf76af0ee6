// What every compiled fixture must do. Runs in a process of its own with the addresses of the two compiled files, and
// prints one JSON object: for each file `{ error }` when it could not be loaded, else `{ checks: { name: null | message } }`.
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import {
  DecoratorPlacementError,
  InvariantError,
  multiverseOf,
  NoTimelineError,
  ShadowedFieldError,
  snapshotOf,
  timelineOf,
  UndecoratedSubclassError,
  UnrecordableValueError,
} from 'janus-ts';

/** One write of one field is one moment, undo takes it back, redo brings it again. */
function recordsWrites(object, field, next, t = timelineOf(object)) {
  const before = object[field];
  const { moments } = t.stats();
  object[field] = next;
  assert.equal(object[field], next, `${String(field)} after the write`);
  assert.equal(t.stats().moments, moments + 1, `moments after a write of ${String(field)}`);
  assert.equal(t.undo(), 1);
  assert.equal(object[field], before, `${String(field)} after undo`);
  assert.equal(t.redo(), 1);
  assert.equal(object[field], next, `${String(field)} after redo`);
  t.undo();
}

/** Construction left nothing to undo. */
function startsAtGenesis(object) {
  const t = timelineOf(object);
  assert.equal(t.canUndo, false, 'nothing to undo after construction');
  assert.equal(t.stats().moments, 1);
  return t;
}

/** Either every write is recorded, or the first question says which field is hidden. */
function recordsOrSaysSo(make, field, next) {
  let object;
  try {
    object = make();
    timelineOf(object);
  } catch (error) {
    assert.ok(error instanceof ShadowedFieldError, `${error?.name}: ${error?.message}`);
    assert.equal(error.field, String(field));
    return;
  }
  recordsWrites(object, field, next);
}

function hasNoOwn(object, ...fields) {
  for (const field of fields) assert.equal(Object.hasOwn(object, field), false, `own property ${String(field)}`);
}

const fields = {
  'fields: genesis is the state after construction': ({ Board }) => {
    const board = new Board('first');
    startsAtGenesis(board);
    assert.deepEqual(snapshotOf(board), { title: 'first', zoom: 2, note: undefined, never: undefined });
  },
  'fields: every write is recorded': ({ Board, Note }) => {
    const board = new Board();
    for (const [field, next] of [
      ['title', 'x'],
      ['zoom', 3],
      ['never', 'here'],
      ['note', new Note()],
    ])
      recordsWrites(board, field, next);
    hasNoOwn(board, 'title', 'zoom', 'note', 'never');
  },
  'fields: untracked ones stay plain': ({ Board }) => {
    const board = new Board();
    const t = timelineOf(board);
    board.before = board.after = 'changed';
    assert.deepEqual([board.before, board.after, t.canUndo], ['changed', 'changed', false]);
    assert.deepEqual(
      Object.keys(board)
        .filter((key) => key !== 'target')
        .sort(),
      ['after', 'before'],
    );
  },
  'fields: two instances share nothing': ({ Board }) => {
    const [one, two] = [new Board('1'), new Board('2')];
    one.zoom = 9;
    assert.deepEqual([one.title, one.zoom, two.title, two.zoom], ['1', 9, '2', 2]);
    assert.equal(timelineOf(two).canUndo, false);
  },
  'fields: options, policies and coercion': ({ Purse }) => {
    const purse = new Purse();
    assert.deepEqual([purse.rounded, purse.anything], [1, ['a']]);
    const t = multiverseOf(purse);
    t.branch('idea');
    purse.amount = 5;
    purse.rounded = 2.6;
    t.switch('main');
    purse.amount += 2;
    t.merge('idea');
    assert.deepEqual([purse.amount, purse.rounded], [7, 3]);
  },
  'fields: symbols, numbers and strings as names': ({ Names, symbolField }) => {
    const names = new Names();
    const t = startsAtGenesis(names);
    for (const field of [symbolField, 7, 'two words', 'plain']) recordsWrites(names, field, 'changed');
    assert.equal(names.bump(), 2);
    assert.equal(t.undo(), 1);
    assert.equal(names.plain, 1);
  },
  'fields: a write that cannot be recorded is refused': ({ Board }) => {
    const board = new Board();
    assert.throws(() => (board.title = () => 1), UnrecordableValueError);
    assert.equal(board.title, 'Untitled');
  },
  'parts: join with what they hold': ({ Board, Note }) => {
    const board = new Board();
    const t = timelineOf(board);
    const note = new Note();
    assert.throws(() => timelineOf(note), NoTimelineError);
    note.text = 'before';
    note.next = new Note();
    board.note = note;
    hasNoOwn(note, 'text', 'next');
    hasNoOwn(note.next, 'text', 'next');
    assert.equal(timelineOf(note.next), t);
    recordsWrites(note, 'text', 'after');
    recordsWrites(note.next, 'text', 'deep');
    assert.deepEqual([note.text, note.next.text, note.secret], ['before', 'empty', 7]);
    assert.deepEqual([note.first, note.between, note.last], ['first', 'between', 'last']);
    assert.deepEqual(Object.keys(note), ['first', 'between', 'last']);
    t.undo();
    assert.equal(board.note, undefined);
    t.redo();
    assert.equal(board.note, note);
  },
  'parts: that are their own class’s subclass': ({ Board, LongNote }) => {
    const board = new Board();
    const note = (board.note = new LongNote());
    const t = timelineOf(board);
    assert.deepEqual([note.text, note.pages], ['empty', 1]);
    recordsWrites(note, 'pages', 2, t);
    recordsWrites(note, 'text', 'x', t);
    hasNoOwn(note, 'text', 'pages');
  },
  'parts: a field declared again without a decorator': ({ Board, LoudNote }) => {
    const board = new Board();
    const note = (board.note = new LoudNote());
    assert.equal(note.text, 'loud');
    recordsWrites(note, 'text', 'quiet', timelineOf(board));
  },
  'subclasses: decorated, three levels': ({ Banner, Poster, Board }) => {
    const banner = new Banner('b');
    startsAtGenesis(banner);
    assert.deepEqual(snapshotOf(banner), {
      title: 'b!',
      zoom: 5,
      note: undefined,
      never: undefined,
      ink: 'black',
      wind: 'calm',
    });
    for (const field of ['title', 'zoom', 'ink', 'wind']) recordsWrites(banner, field, 'changed');
    assert.ok(banner instanceof Banner && banner instanceof Poster && banner instanceof Board);
    assert.equal(banner.length, 3);
  },
  'subclasses: of a base in use keep to themselves': ({ Banner, Poster, Board }) => {
    const [board, poster, banner] = [new Board('base'), new Poster(), new Banner()];
    poster.ink = 'red';
    banner.wind = 'gale';
    assert.deepEqual(Object.keys(snapshotOf(board)), ['title', 'zoom', 'note', 'never']);
    assert.deepEqual(Object.keys(snapshotOf(poster)), ['title', 'zoom', 'note', 'never', 'ink']);
    assert.deepEqual([board.zoom, poster.zoom, banner.ink], [2, 5, 'black']);
  },
  'subclasses: super in getters and methods': ({ Banner, Plain }) => {
    const banner = new Banner('b');
    assert.deepEqual(banner.seen, ['b', 'poster', 'banner']);
    assert.equal(banner.describe(), 'b! at 5 in black');
    assert.deepEqual(new Plain('p').seen, ['p', 'plain']);
  },
  'subclasses: undecorated, without tracked fields': ({ Plain, Deeper, Banner }) => {
    const plain = new Plain('p');
    startsAtGenesis(plain);
    recordsWrites(plain, 'title', 'changed');
    assert.deepEqual([plain.own, plain.target], [1, Plain]);
    const deeper = new Deeper('d');
    startsAtGenesis(deeper);
    for (const field of ['title', 'zoom', 'ink', 'wind']) recordsWrites(deeper, field, 'changed');
    assert.deepEqual([deeper.deep, deeper.deeper, deeper instanceof Banner], [true, true, true]);
  },
  'subclasses: undecorated, with a tracked field, are refused': ({ forgottenSubclass }) => {
    const Forgotten = forgottenSubclass();
    assert.throws(() => new Forgotten(), UndecoratedSubclassError);
    assert.throws(() => new Forgotten(), UndecoratedSubclassError);
  },
  'overrides: undecorated, record or say so': ({ Hiding, Board }) => {
    recordsOrSaysSo(() => new Hiding(), 'title', 'changed');
    recordsWrites(new Board(), 'title', 'the base still works');
  },
  'overrides: on a decorated class are healed': ({ Redeclaring }) => {
    const made = new Redeclaring();
    startsAtGenesis(made);
    assert.equal(made.title, 'declared again');
    recordsWrites(made, 'title', 'changed');
  },
  'overrides: on a decorated class, before any base instance': ({ redeclaredBeforeBase }) => {
    const { Base, Sub } = redeclaredBeforeBase();
    const sub = new Sub();
    startsAtGenesis(sub);
    assert.equal(sub.title, 'sub');
    recordsWrites(sub, 'title', 'changed');
    recordsWrites(new Base(), 'title', 'changed');
    recordsWrites(new Sub(), 'title', 'changed');
  },
  'mixins: on parts and owners': ({ Board, ColoredNote, ColoredBoard, OtherColoredBoard }) => {
    const board = new ColoredBoard('c');
    startsAtGenesis(board);
    recordsWrites(board, 'color', 'blue');
    recordsWrites(board, 'title', 'changed');
    assert.deepEqual([board.dip('green'), board.dip('blue')], [1, 2]);
    assert.equal(timelineOf(board).undo(2), 2);
    const other = new OtherColoredBoard('o');
    for (const field of ['color', 'size', 'title']) recordsWrites(other, field, 'changed');
    assert.deepEqual([other.color, other.size, 'size' in board], ['red', 10, false]);
    const note = new ColoredNote();
    const holder = new Board();
    holder.note = note;
    recordsWrites(note, 'color', 'blue', timelineOf(holder));
    recordsWrites(note, 'text', 'changed', timelineOf(holder));
  },
  'private members: work through owner, subclass and part': ({ Board, Banner, Note }) => {
    assert.deepEqual(new Board('p').seen, ['p']);
    assert.equal(new Banner('p').seen[0], 'p');
    assert.equal(new Note().secret, 7);
  },
  'constructors: that throw leave nothing behind': ({ Board, Fragile, supply }) => {
    assert.throws(() => new Board('throw'), RangeError);
    startsAtGenesis(new Board('next'));
    const { second } = supply;
    supply.second = () => {
      throw new RangeError('wanted');
    };
    assert.throws(() => new Fragile(), RangeError);
    supply.second = second;
    const fragile = new Fragile();
    assert.deepEqual(snapshotOf(fragile), { first: 'first', second: 'second', third: 'third' });
    for (const field of ['first', 'second', 'third']) recordsWrites(fragile, field, 'changed');
  },
  'constructors: that return a foreign object leave it alone': ({ ReturnsForeign, foreign }) => {
    assert.equal(new ReturnsForeign(), foreign);
    assert.deepEqual(foreign, { title: 'mine' });
    assert.throws(() => timelineOf(foreign), NoTimelineError);
  },
  'constructors: that return their first instance keep its history': ({ Single }) => {
    const single = new Single();
    const t = timelineOf(single);
    single.title = 'y';
    assert.equal(new Single(), single);
    assert.equal(timelineOf(single), t);
    assert.deepEqual([single.title, t.undo(), single.title], ['y', 1, 'x']);
  },
  'constructors: with a foreign new.target do not disturb the class': ({ Fragile, OtherOrder }) => {
    const before = new Fragile();
    new OtherOrder();
    Reflect.construct(Fragile, [], OtherOrder);
    const after = new Fragile();
    for (const made of [before, after]) {
      assert.deepEqual(snapshotOf(made), { first: 'first', second: 'second', third: 'third' });
    }
    recordsWrites(after, 'third', 'changed');
  },
  'statics: one storage inside and outside the class': ({ Board, Poster }) => {
    const { made } = Board;
    new Board();
    assert.equal(Board.made, made + 1);
    Board.made = 100;
    new Board();
    assert.equal(Board.made, 101);
    assert.deepEqual(Board.kinds, ['plain']);
    const { posters } = Poster;
    new Poster();
    assert.deepEqual([Poster.posters, Poster.made], [posters + 1, 102]);
  },
  'statics: instances made inside the class have a history': ({ Board }) => {
    const board = Board.create('inside');
    assert.ok(board instanceof Board);
    assert.ok(Board.isBoard(board) && Board.isBoard(new Board()));
    startsAtGenesis(board);
    recordsWrites(board, 'title', 'changed');
    assert.ok(new (Board.self())('self') instanceof Board);
  },
  'identity: name, length, instanceof, constructor, new.target': ({ Board, Poster, Plain, Note }) => {
    assert.deepEqual(
      [Board.name, Poster.name, Plain.name, Note.name, Board.length],
      ['Board', 'Poster', 'Plain', 'Note', 0],
    );
    const [board, poster] = [new Board(), new Poster()];
    assert.equal(board.constructor, Board);
    assert.equal(Object.getPrototypeOf(board), Board.prototype);
    assert.deepEqual([board.target === Board, poster.target === Poster], [true, true]);
    assert.deepEqual([poster instanceof Board, board instanceof Poster, {} instanceof Board], [true, false, false]);
  },
  'identity: JSON and copies': ({ Board }) => {
    const board = new Board('x');
    timelineOf(board);
    const { title, zoom, before } = JSON.parse(JSON.stringify(board));
    assert.deepEqual([title, zoom, before], ['x', 2, 'b']);
    assert.deepEqual(Object.getOwnPropertySymbols({ ...board }), []);
  },
  'placement: static fields, methods and getters are refused': ({ misplaced }) => {
    for (const [name, define] of Object.entries(misplaced)) assert.throws(define, DecoratorPlacementError, name);
  },
  'guards: invariants of methods and classes': ({ Span, Amount }) => {
    const span = new Span();
    const t = startsAtGenesis(span);
    for (const [field, next] of [
      ['from', 6],
      ['to', 10],
      ['to', -1],
    ])
      assert.throws(() => (span[field] = next), InvariantError, `${field} = ${next}`);
    assert.deepEqual([span.from, span.to, t.stats().moments], [0, 5, 1]);
    recordsWrites(span, 'to', 9);
    span.amount = new Amount();
    assert.throws(() => (span.amount.value = 0.5), InvariantError);
    recordsWrites(span.amount, 'value', 2, t);
  },
  'guards: inherited, overridden and added': ({ LongSpan, Span }) => {
    const span = new LongSpan();
    recordsWrites(span, 'to', 90);
    assert.throws(() => (span.to = 100), InvariantError);
    assert.throws(() => (span.steps = 0), InvariantError);
    assert.throws(() => (span.from = 50), InvariantError);
    assert.throws(() => (new Span().to = 90), InvariantError);
  },
  'guards: ephemeral fields are not recorded': ({ Span }) => {
    const span = new Span();
    const t = timelineOf(span);
    assert.equal(span.draft(), 'draft');
    span.to = 6;
    t.undo();
    span.draft = Promise.resolve();
    span.hovered = true;
    assert.deepEqual([t.canRedo, t.stats().moments], [true, 2]);
    t.redo();
    assert.equal(span.hovered, true);
    assert.deepEqual(snapshotOf(span), { from: 0, to: 6, amount: undefined });
    assert.deepEqual(JSON.parse(JSON.stringify(span)), { from: 0, to: 6 });
  },
  'guards: recorded and ephemeral at once is refused': ({ undecided }) => {
    for (const [name, make] of Object.entries(undecided)) assert.throws(make, DecoratorPlacementError, name);
  },
  'placement: of invariants and ephemeral fields': ({ misplacedToo }) => {
    for (const [name, define] of Object.entries(misplacedToo)) assert.throws(define, DecoratorPlacementError, name);
  },
  'constructors: fields on a returned object change no foreign prototype': ({ Stamped }) => {
    const before = [Object.prototype, Map.prototype].map((prototype) => Reflect.ownKeys(prototype));
    const given = { mine: 1 };
    try {
      assert.equal(new Stamped(given), given);
      new Stamped(new Map());
      new Stamped(Object.create(Object.create(null)));
      assert.equal(given.stamp, 'stamped');
    } catch (error) {
      assert.equal(error?.code?.startsWith('JANUS_'), true, `refused with ${error?.name}: ${error?.message}`);
    }
    const added = [Object.prototype, Map.prototype].flatMap((prototype, index) =>
      Reflect.ownKeys(prototype).filter((key) => !before[index].includes(key)),
    );
    for (const key of added)
      for (const prototype of [Object.prototype, Map.prototype]) Reflect.deleteProperty(prototype, key);
    assert.deepEqual(added, []);
  },
};

const accessors = {
  'accessors: initial values and writes': ({ Deck, Card }) => {
    const deck = new Deck();
    startsAtGenesis(deck);
    assert.deepEqual([deck.title, deck.plain, deck.never], ['Untitled', 1, undefined]);
    for (const [field, next] of [
      ['title', 'x'],
      ['plain', 2],
      ['never', 'y'],
      ['card', new Card()],
    ])
      recordsWrites(deck, field, next);
    assert.equal(new Deck('given').title, 'given');
    assert.equal(new Deck().title, 'Untitled');
    assert.deepEqual(Object.keys(deck), ['between']);
  },
  'accessors: an initial part has joined': ({ Deck }) => {
    const deck = new Deck();
    const t = timelineOf(deck);
    assert.equal(timelineOf(deck.card), t);
    recordsWrites(deck.card, 'size', 2, t);
    recordsWrites(deck.card, 'text', 'x', t);
  },
  'accessors: of parts that join later': ({ Deck, Card }) => {
    const deck = new Deck();
    const card = new Card();
    card.size = 3;
    card.next = new Card();
    deck.card = card;
    assert.deepEqual([card.size, card.text, card.next.size], [3, 'empty', 1]);
    recordsWrites(card, 'size', 4);
    recordsWrites(card.next, 'size', 4, timelineOf(deck));
    assert.deepEqual(Object.keys(card), ['untracked']);
  },
  'accessors: decorated overrides and coercion': ({ RoundedDeck, Deck }) => {
    const rounded = new RoundedDeck();
    startsAtGenesis(rounded);
    assert.deepEqual([rounded.zoom, rounded.title, new Deck().title], [1, 'rounded', 'Untitled']);
    rounded.zoom = 2.6;
    assert.equal(rounded.zoom, 3);
    timelineOf(rounded).undo();
    recordsWrites(rounded, 'title', 'changed');
    assert.equal(multiverseOf(rounded).currentBranch, 'main');
  },
  'accessors: undecorated overrides record or say so': ({ HidingDeck }) => {
    recordsOrSaysSo(() => new HidingDeck(), 'title', 'changed');
  },
  'accessors: plain subclasses': ({ PlainDeck }) => {
    const deck = new PlainDeck('p');
    startsAtGenesis(deck);
    recordsWrites(deck, 'title', 'changed');
    assert.equal(deck.own, 1);
  },
  'accessors: ephemeral ones are not recorded': ({ Drafted }) => {
    const drafted = new Drafted();
    const t = startsAtGenesis(drafted);
    recordsWrites(drafted, 'title', 'x');
    assert.equal(drafted.draft, 'draft');
    drafted.draft = () => 1;
    assert.equal(drafted.draft(), 1);
    assert.deepEqual([t.canRedo, snapshotOf(drafted)], [true, { title: 'Untitled' }]);
  },
  'accessors: static ones are refused': ({ staticAccessor }) => {
    assert.throws(staticAccessor, DecoratorPlacementError);
  },
};

/** Loads a compiled file and runs its checks; one that fails says why. */
async function judge(path, checks) {
  let fixture;
  try {
    fixture = await import(pathToFileURL(path).href);
  } catch (error) {
    return { error: `${error?.name}: ${String(error?.message).split('\n', 1)[0]}` };
  }
  const run = ([name, check]) => {
    try {
      check(fixture);
      return [name, null];
    } catch (error) {
      return [name, `${error?.name}: ${error?.message}`];
    }
  };
  return { checks: Object.fromEntries(Object.entries(checks).map(run)) };
}

const [, , fieldsFile, accessorsFile] = process.argv;
// The last check of all is the one about foreign prototypes: what it finds spoiled cannot be mended.
const verdict = { accessors: await judge(accessorsFile, accessors), fields: await judge(fieldsFile, fields) };
process.stdout.write(JSON.stringify(verdict));
