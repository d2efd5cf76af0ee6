// The classes of the dialect matrix: every compiler and mode compiles this one file, and `scenario.mjs` asks what became
// of them. Classes that a check makes for the first time, in an order that matters, are made by functions.
//
// `accessor` fields have a file of their own (`fixture-accessor.ts`): one compiler leaves the keyword in its output, and
// then no class of the file can be loaded.
import { branchable, ephemeral, invariant, timeline, tracked } from 'janus-ts';

/** A part: tracked fields between untracked ones, a private one, and a reference to another part. */
export class Note {
  first = 'first';
  @tracked text = 'empty';
  between = 'between';
  @tracked next: Note | undefined;
  last = 'last';
  readonly #secret = 7;
  get secret(): number {
    return this.#secret;
  }
}

/** A part with a tracked field of its own. */
export class LongNote extends Note {
  @tracked pages = 1;
}

/** A part that declares a tracked field again, without a decorator. */
export class LoudNote extends Note {
  override text = 'loud';
}

/** An owner whose code inside the class speaks of the class. */
@timeline()
export class Board {
  static made = 0;
  static readonly kinds = ['plain'];
  static create(title: string): Board {
    return new Board(title);
  }
  static self(): typeof Board {
    return Board;
  }
  static isBoard(value: unknown): boolean {
    return value instanceof Board;
  }
  @tracked title: string;
  before = 'b';
  @tracked zoom = 2;
  @tracked note: Note | undefined;
  after = 'a';
  @tracked never: string | undefined;
  readonly #seen: string[] = [];
  readonly target: unknown;
  constructor(title = 'Untitled') {
    this.title = 'first of two';
    this.title = title;
    this.target = new.target;
    this.#seen.push(title);
    Board.made++;
    if (title === 'throw') throw new RangeError('wanted');
  }
  get seen(): readonly string[] {
    return this.#copy();
  }
  #copy(): readonly string[] {
    return [...this.#seen];
  }
  describe(): string {
    return `${this.title} at ${String(this.zoom)}`;
  }
}

/** Three levels, every one decorated. */
@timeline()
export class Poster extends Board {
  static posters = 0;
  @tracked ink = 'black';
  @tracked override zoom = 5;
  constructor(title = 'poster') {
    super(title);
    this.title = `${title}!`;
    Poster.posters++;
  }
  override get seen(): readonly string[] {
    return [...super.seen, 'poster'];
  }
  override describe(): string {
    return `${super.describe()} in ${this.ink}`;
  }
}

@timeline()
export class Banner extends Poster {
  length = 3;
  @tracked wind = 'calm';
  override get seen(): readonly string[] {
    return [...super.seen, 'banner'];
  }
}

/** A subclass that adds no tracked field needs no decorator. */
export class Plain extends Board {
  own = 1;
  override get seen(): readonly string[] {
    return [...super.seen, 'plain'];
  }
}

/** A plain subclass of a plain subclass of a subclass. */
export class Deep extends Banner {
  deep = true;
}
export class Deeper extends Deep {
  deeper = true;
}

/** Hides a tracked field: no decorator on the class, none on the field. */
export class Hiding extends Board {
  override title = 'hidden';
}

/** Hides a tracked field, but its class is decorated. */
@timeline()
export class Redeclaring extends Board {
  override title = 'declared again';
}

/** The first instance of the hierarchy is made of the subclass that declares a field again. */
export function redeclaredBeforeBase() {
  @timeline()
  class Base {
    @tracked title = 'base';
  }
  @timeline()
  class Sub extends Base {
    override title = 'sub';
  }
  return { Base, Sub };
}

/** A subclass with a tracked field, but without `@timeline`. */
export function forgottenSubclass() {
  class Forgotten extends Board {
    @tracked mine = 1;
  }
  return Forgotten;
}

type Constructor = new (...args: any[]) => object;

/** A mixin with a tracked field and a private one. */
export function withColor<B extends Constructor>(Base: B) {
  class Colored extends Base {
    @tracked color = 'red';
    #dips = 0;
    dip(color: string): number {
      this.color = color;
      return ++this.#dips;
    }
  }
  return Colored;
}

/** A part and two owners with the mixin in their chains. */
export class ColoredNote extends withColor(Note) {}
@timeline()
export class ColoredBoard extends withColor(Board) {}
@timeline()
export class OtherColoredBoard extends withColor(withSize(Board)) {}

function withSize<B extends Constructor>(Base: B) {
  class Sized extends Base {
    @tracked size = 10;
  }
  return Sized;
}

export const foreign = { title: 'mine' };

/** A constructor that returns an object of no class of ours. */
@timeline()
export class ReturnsForeign {
  @tracked title = 'x';
  constructor() {
    return foreign as never;
  }
}

/** Fields that land on whatever a base constructor returned. */
class ReturnsGiven {
  constructor(given: object) {
    return given;
  }
}
export class Stamped extends ReturnsGiven {
  @tracked stamp = 'stamped';
}

/** A constructor that returns the first instance. */
@timeline()
export class Single {
  static only: Single | undefined;
  @tracked title = 'x';
  constructor() {
    if (Single.only !== undefined) return Single.only;
    Single.only = this;
  }
}

/** What {@link Fragile} gives its second field. */
export const supply = { second: (): string => 'second' };

/** A second instance after one whose field initializer threw. */
@timeline()
export class Fragile {
  @tracked first = 'first';
  @tracked second = supply.second();
  @tracked third = 'third';
}

/** Two fields in another order than those of {@link Fragile}; used as a foreign `new.target`. */
export class OtherOrder {
  @tracked third = 'other third';
  @tracked first = 'other first';
}

/** Options, policies and coercion. */
@timeline({ name: 'Purse' })
export class Purse {
  @branchable({ merge: 'sum' }) amount = 0;
  @branchable label = '';
  @tracked({ coerce: (value: number) => Math.round(value) }) rounded = 1.4;
  @tracked.ref anything: unknown = ['a'];
}

/** A symbol, a number and a string that is no identifier as names; an arrow function that holds `this`. */
export const symbolField: unique symbol = Symbol('field');
@timeline()
export class Names {
  @tracked [symbolField] = 1;
  @tracked 7 = 'seven';
  @tracked 'two words' = 'words';
  @tracked plain = 1;
  bump = (): number => ++this.plain;
}

// Types forbid some of these in one dialect and some in the other.
const loose = tracked as unknown as (...args: unknown[]) => void;

/** Placements that must be refused when the class is defined. */
export const misplaced: Readonly<Record<string, () => unknown>> = {
  static: () => {
    class Static {
      @loose static field = 1;
    }
    return Static;
  },
  method: () => {
    class Method {
      @loose method(): number {
        return 1;
      }
    }
    return Method;
  },
  getter: () => {
    class Getter {
      readonly held = 1;
      @loose get field(): number {
        return this.held;
      }
    }
    return Getter;
  },
};

/** A part with an invariant. */
export class Amount {
  @tracked value = 1;
  @invariant
  isWhole() {
    return Number.isInteger(this.value);
  }
}

/** Invariants of a method and of the class, beside a field that is not recorded and holds anything. */
@timeline()
@invariant(({ from, to }: Span) => from <= to, 'it begins before it ends')
export class Span {
  @tracked from = 0;
  @ephemeral draft: unknown = () => 'draft';
  @tracked to = 5;
  @tracked amount: Amount | undefined;
  @ephemeral hovered = false;
  @invariant('it is short')
  isShort() {
    return this.to - this.from < this.limit;
  }
  get limit() {
    return 10;
  }
}

/** Overrides a method that an invariant asks, and adds one. */
@timeline()
export class LongSpan extends Span {
  @tracked steps = 1;
  override get limit() {
    return 100;
  }
  @invariant
  hasSteps() {
    return this.steps > 0;
  }
}

/** A field that is to be recorded and is not to be: refused when the class is defined, or at its first instance. */
export const undecided: Readonly<Record<string, () => object>> = {
  'ephemeral first': () => {
    class Both {
      @tracked @ephemeral field = 1;
    }
    return new Both();
  },
  'tracked first': () => {
    class Both {
      @ephemeral @tracked field = 1;
    }
    return new Both();
  },
  inherited: () => {
    class Sub extends Amount {
      @ephemeral override value = 1;
    }
    return new Sub();
  },
};

const looseInvariant = invariant as unknown as (...args: unknown[]) => void;
const looseEphemeral = ephemeral as unknown as (...args: unknown[]) => void;

/** More placements that must be refused when the class is defined. */
export const misplacedToo: Readonly<Record<string, () => unknown>> = {
  'a static invariant': () => {
    class Static {
      @looseInvariant static method(): boolean {
        return true;
      }
    }
    return Static;
  },
  'an invariant getter': () => {
    class Getter {
      @looseInvariant get field(): boolean {
        return true;
      }
    }
    return Getter;
  },
  'an ephemeral method': () => {
    class Method {
      @looseEphemeral method(): boolean {
        return true;
      }
    }
    return Method;
  },
  'a bare invariant of a class': () => {
    @looseInvariant
    class Bare {
      field = 1;
    }
    return Bare;
  },
  'an invariant with a text of a class': () => {
    @(invariant('text') as unknown as (...args: unknown[]) => void)
    class Text {
      field = 1;
    }
    return Text;
  },
};
