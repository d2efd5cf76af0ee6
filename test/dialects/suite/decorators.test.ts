// What decorators promise, compiled three ways from this one file: legacy, legacy with define semantics, standard.
import {
  branchable,
  DecoratorPlacementError,
  multiverseOf,
  NotAMultiverseError,
  NoTimelineError,
  ShadowedFieldError,
  snapshotOf,
  timeline,
  Timeline,
  TimelineBase,
  timelineOf,
  tracked,
  UndecoratedSubclassError,
} from '../../../src/index.js';

class Note {
  @tracked text = 'empty';
  @tracked accessor size = 1;
  untracked = 'u';
  @tracked next: Note | null = null;
  readonly #secret = 7;
  get secret(): number {
    return this.#secret;
  }
}

@timeline()
class Board {
  static made = 0;
  static create(title: string): Board {
    return new Board(title);
  }
  @tracked title: string;
  before = 'b';
  @tracked accessor zoom = 2;
  @tracked note: Note | null = null;
  after = 'a';
  @tracked missing: string | undefined;
  readonly #seen: string[] = [];
  readonly target: unknown;
  constructor(title = 'Untitled') {
    this.title = title;
    this.target = new.target;
    this.#seen.push(title);
    Board.made++;
    if (title === 'throw') throw new RangeError('wanted');
  }
  get seen(): readonly string[] {
    return this.#seen;
  }
}

@timeline()
class Sub extends Board {
  @tracked extra = 'x';
  @tracked override note: Note | null = new Note();
  constructor() {
    super('sub');
    this.zoom = 9;
  }
  override get seen(): readonly string[] {
    return [...super.seen, 'sub'];
  }
}

describe('an owner', () => {
  test('begins its history after construction', () => {
    const board = new Board('first');
    const t = timelineOf(board);
    expect([board.title, board.zoom, board.note, board.missing]).toEqual(['first', 2, null, undefined]);
    expect(t.canUndo).toBe(false);
    expect(t.undo()).toBe(0);
  });

  test('records plain and accessor fields', () => {
    const board = new Board();
    const t = timelineOf(board);
    board.title = 'one';
    board.zoom = 3;
    board.missing = 'here';
    expect(t.stats().moments).toBe(4);
    expect(t.undo(2)).toBe(2);
    expect([board.title, board.zoom, board.missing]).toEqual(['one', 2, undefined]);
    expect(t.redo(2)).toBe(2);
    expect([board.zoom, board.missing]).toEqual([3, 'here']);
  });

  test('keeps its untracked and private members', () => {
    const board = new Board('p');
    board.before = 'changed';
    board.after = 'changed';
    expect([board.before, board.after, board.seen]).toEqual(['changed', 'changed', ['p']]);
    expect(timelineOf(board).canUndo).toBe(false);
  });

  test('is an instance of its class, with its name, its statics and new.target', () => {
    const made = Board.made;
    const board = Board.create('static');
    expect(board).toBeInstanceOf(Board);
    expect(Board.name).toBe('Board');
    expect(Object.getPrototypeOf(board)).toBe(Board.prototype);
    expect((board as { constructor: unknown }).constructor).toBe(Board);
    expect(board.target).toBe(Board);
    expect(Board.made).toBe(made + 1);
    expect(timelineOf(board)).toBeInstanceOf(Timeline);
  });

  test('has no own properties for tracked fields, and no history in its copies', () => {
    const board = new Board('x');
    timelineOf(board);
    expect(Object.keys(board).sort()).toEqual(['after', 'before', 'target']);
    expect(Object.getOwnPropertySymbols(Object.assign({}, board))).toEqual([]);
    expect(JSON.parse(JSON.stringify(board))).toMatchObject({ title: 'x', zoom: 2, note: null, before: 'b' });
    expect(snapshotOf(board)).toEqual({ title: 'x', zoom: 2, note: null, missing: undefined });
  });

  test('that throws in its constructor leaves nothing behind', () => {
    expect(() => new Board('throw')).toThrow(RangeError);
    expect(new Board('next').title).toBe('next');
  });
});

describe('a part', () => {
  test('joins with what it holds, and comes back as itself', () => {
    const board = new Board();
    const t = timelineOf(board);
    const note = new Note();
    note.text = 'before';
    note.next = new Note();
    expect(() => timelineOf(note)).toThrow(NoTimelineError);
    board.note = note;
    expect(timelineOf(note.next)).toBe(t);
    note.text = 'after';
    note.size = 5;
    note.next.text = 'deep';
    expect(t.undo(4)).toBe(4);
    expect(board.note).toBeNull();
    expect([note.text, note.size, note.next.text, note.secret, note.untracked]).toEqual(['before', 1, 'empty', 7, 'u']);
    t.redo(4);
    expect(board.note).toBe(note);
    expect([note.text, note.size, note.next.text]).toEqual(['after', 5, 'deep']);
  });
});

describe('a subclass', () => {
  test('with @timeline of its own has one history, begun after its own construction', () => {
    const sub = new Sub();
    const t = timelineOf(sub);
    expect([sub.title, sub.zoom, sub.extra, sub.note?.text]).toEqual(['sub', 9, 'x', 'empty']);
    expect(t.canUndo).toBe(false);
    sub.extra = 'y';
    sub.title = 'changed';
    sub.note!.text = 'z';
    expect(t.undo(3)).toBe(3);
    expect([sub.title, sub.extra, sub.note?.text]).toEqual(['sub', 'x', 'empty']);
    expect(sub.seen).toEqual(['sub', 'sub']);
    expect(sub).toBeInstanceOf(Board);
    expect(Sub.made).toBe(Board.made);
  });

  test('of a base whose instances were made before keeps to itself', () => {
    const board = new Board('base');
    const sub = new Sub();
    sub.extra = 'only here';
    expect(snapshotOf(board)).not.toHaveProperty('extra');
    board.zoom = 4;
    expect([sub.zoom, board.zoom]).toEqual([9, 4]);
  });

  test('without @timeline and tracked fields works too', () => {
    class Plain extends Board {
      own = 1;
    }
    const plain = new Plain('plain');
    const t = timelineOf(plain);
    plain.title = 'changed';
    expect(t.undo()).toBe(1);
    expect([plain.title, plain.own]).toEqual(['plain', 1]);
  });

  test('without @timeline but with tracked fields is refused', () => {
    class Forgotten extends Board {
      @tracked mine = 1;
    }
    expect(() => new Forgotten()).toThrow(UndecoratedSubclassError);
    expect(() => new Forgotten()).toThrow(/@timeline\(\) on Forgotten/);
  });

  test('that hides a tracked field without a decorator is noticed, or records it', () => {
    class Hiding extends Board {
      override title = 'hidden';
    }
    const hiding = new Hiding();
    const isHidden = Object.hasOwn(hiding, 'title');
    if (isHidden) expect(() => timelineOf(hiding)).toThrow(ShadowedFieldError);
    else {
      hiding.title = 'changed';
      timelineOf(hiding).undo();
      expect(hiding.title).toBe('hidden');
    }
  });

  test('with @timeline that hides a tracked field without a decorator is healed', () => {
    @timeline()
    class Healed extends Board {
      override title = 'healed';
    }
    const healed = new Healed();
    const t = timelineOf(healed);
    expect(healed.title).toBe('healed');
    healed.title = 'changed';
    expect(t.undo()).toBe(1);
    expect(healed.title).toBe('healed');
  });

  test('that overrides a tracked field with other options follows its own', () => {
    @timeline()
    class Rounded extends Board {
      @tracked({ coerce: (value: number) => Math.round(value) }) override accessor zoom = 1.4;
    }
    const rounded = new Rounded();
    const board = new Board();
    expect(rounded.zoom).toBe(1);
    rounded.zoom = 2.6;
    board.zoom = 2.6;
    expect([rounded.zoom, board.zoom]).toEqual([3, 2.6]);
    timelineOf(rounded).undo();
    expect(rounded.zoom).toBe(1);
  });
});

describe('a mixin', () => {
  test('gives each class it makes fields of its own', () => {
    function withColor(Base: typeof Board) {
      @timeline()
      class Colored extends Base {
        @tracked color = 'red';
      }
      return Colored;
    }
    const [One, Two] = [withColor(Board), withColor(Board)];
    const [one, two] = [new One('1'), new Two('2')];
    one.color = 'blue';
    expect([one.color, two.color, one.title]).toEqual(['blue', 'red', '1']);
    timelineOf(one).undo();
    expect(one.color).toBe('red');
  });
});

describe('a constructor that returns another object', () => {
  test('is left alone when it is foreign, and has one history when it is its own', () => {
    const foreign = { title: 'mine' };
    @timeline()
    class Foreign {
      @tracked title = 'x';
      constructor() {
        return foreign;
      }
    }
    const construct = Foreign as unknown as new () => object;
    expect(new construct()).toBe(foreign);
    expect(foreign.title).toBe('mine');
    expect(() => timelineOf(foreign)).toThrow(NoTimelineError);

    const made: object[] = [];
    @timeline()
    class Single {
      @tracked title = 'x';
      constructor() {
        if (made.length > 0) return made[0] as never;
        made.push(this);
      }
    }
    const single = new Single();
    const t = timelineOf(single);
    single.title = 'y';
    const again = new Single();
    expect(again).toBe(single);
    expect(timelineOf(again)).toBe(t);
    expect(t.undo()).toBe(1);
  });
});

describe('tiers', () => {
  test('one @branchable field makes a multiverse; asking a linear one is refused', () => {
    @timeline()
    class Budget {
      @branchable({ merge: 'sum' }) amount = 0;
      @branchable note = '';
    }
    const budget = new Budget();
    const t = multiverseOf(budget);
    t.branch('idea');
    budget.amount = 5;
    t.switch('main');
    budget.amount += 2;
    t.merge('idea');
    expect(budget.amount).toBe(7);
    expect(() => multiverseOf(new Board())).toThrow(NotAMultiverseError);
  });

  test('base classes have the verbs on the object', () => {
    @timeline()
    class Document extends TimelineBase {
      @tracked text = '';
    }
    const document = new Document();
    document.text = 'x';
    expect(document.canUndo).toBe(true);
    expect(document.undo()).toBe(1);
    expect([document.text, document.canRedo, document.moment.id]).toEqual(['', true, 0]);
  });
});

describe('misplaced decorators', () => {
  // Types forbid some of these in one dialect and some in the other.
  const loose = tracked as unknown as (...args: unknown[]) => void;

  test('are refused where the class is defined', () => {
    expect(() => {
      class Static {
        @loose static field = 1;
      }
      return Static;
    }).toThrow(DecoratorPlacementError);
    expect(() => {
      class Method {
        @loose method(): number {
          return 1;
        }
      }
      return Method;
    }).toThrow(DecoratorPlacementError);
    expect(() => {
      class Getter {
        readonly held = 1;
        @loose get field(): number {
          return this.held;
        }
      }
      return Getter;
    }).toThrow(DecoratorPlacementError);
  });
});
