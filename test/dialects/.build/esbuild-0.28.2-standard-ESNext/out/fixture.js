import { branchable, timeline, tracked } from "janus-ts";
class Note {
  first = "first";
  @tracked text = "empty";
  between = "between";
  @tracked next;
  last = "last";
  #secret = 7;
  get secret() {
    return this.#secret;
  }
}
class LongNote extends Note {
  @tracked pages = 1;
}
class LoudNote extends Note {
  text = "loud";
}
@timeline()
class Board {
  static made = 0;
  static kinds = ["plain"];
  static create(title) {
    return new Board(title);
  }
  static self() {
    return Board;
  }
  static isBoard(value) {
    return value instanceof Board;
  }
  @tracked title;
  before = "b";
  @tracked zoom = 2;
  @tracked note;
  after = "a";
  @tracked never;
  #seen = [];
  target;
  constructor(title = "Untitled") {
    this.title = "first of two";
    this.title = title;
    this.target = new.target;
    this.#seen.push(title);
    Board.made++;
    if (title === "throw") throw new RangeError("wanted");
  }
  get seen() {
    return this.#copy();
  }
  #copy() {
    return [...this.#seen];
  }
  describe() {
    return `${this.title} at ${String(this.zoom)}`;
  }
}
@timeline()
class Poster extends Board {
  static posters = 0;
  @tracked ink = "black";
  @tracked zoom = 5;
  constructor(title = "poster") {
    super(title);
    this.title = `${title}!`;
    Poster.posters++;
  }
  get seen() {
    return [...super.seen, "poster"];
  }
  describe() {
    return `${super.describe()} in ${this.ink}`;
  }
}
@timeline()
class Banner extends Poster {
  length = 3;
  @tracked wind = "calm";
  get seen() {
    return [...super.seen, "banner"];
  }
}
class Plain extends Board {
  own = 1;
  get seen() {
    return [...super.seen, "plain"];
  }
}
class Deep extends Banner {
  deep = true;
}
class Deeper extends Deep {
  deeper = true;
}
class Hiding extends Board {
  title = "hidden";
}
@timeline()
class Redeclaring extends Board {
  title = "declared again";
}
function redeclaredBeforeBase() {
  @timeline()
  class Base {
    @tracked title = "base";
  }
  @timeline()
  class Sub extends Base {
    title = "sub";
  }
  return { Base, Sub };
}
function forgottenSubclass() {
  class Forgotten extends Board {
    @tracked mine = 1;
  }
  return Forgotten;
}
function withColor(Base) {
  class Colored extends Base {
    @tracked color = "red";
    #dips = 0;
    dip(color) {
      this.color = color;
      return ++this.#dips;
    }
  }
  return Colored;
}
class ColoredNote extends withColor(Note) {
}
@timeline()
class ColoredBoard extends withColor(Board) {
}
@timeline()
class OtherColoredBoard extends withColor(withSize(Board)) {
}
function withSize(Base) {
  class Sized extends Base {
    @tracked size = 10;
  }
  return Sized;
}
const foreign = { title: "mine" };
@timeline()
class ReturnsForeign {
  @tracked title = "x";
  constructor() {
    return foreign;
  }
}
class ReturnsGiven {
  constructor(given) {
    return given;
  }
}
class Stamped extends ReturnsGiven {
  @tracked stamp = "stamped";
}
@timeline()
class Single {
  static only;
  @tracked title = "x";
  constructor() {
    if (Single.only !== void 0) return Single.only;
    Single.only = this;
  }
}
const supply = { second: () => "second" };
@timeline()
class Fragile {
  @tracked first = "first";
  @tracked second = supply.second();
  @tracked third = "third";
}
class OtherOrder {
  @tracked third = "other third";
  @tracked first = "other first";
}
@timeline({ name: "Purse" })
class Purse {
  @branchable({ merge: "sum" }) amount = 0;
  @branchable label = "";
  @tracked({ coerce: (value) => Math.round(value) }) rounded = 1.4;
  @tracked.ref anything = ["a"];
}
const symbolField = /* @__PURE__ */ Symbol("field");
@timeline()
class Names {
  @tracked [symbolField] = 1;
  @tracked 7 = "seven";
  @tracked "two words" = "words";
  @tracked plain = 1;
  bump = () => ++this.plain;
}
const loose = tracked;
const misplaced = {
  static: () => {
    class Static {
      @loose static field = 1;
    }
    return Static;
  },
  method: () => {
    class Method {
      @loose method() {
        return 1;
      }
    }
    return Method;
  },
  getter: () => {
    class Getter {
      held = 1;
      @loose get field() {
        return this.held;
      }
    }
    return Getter;
  }
};
export {
  Banner,
  Board,
  ColoredBoard,
  ColoredNote,
  Deep,
  Deeper,
  Fragile,
  Hiding,
  LongNote,
  LoudNote,
  Names,
  Note,
  OtherColoredBoard,
  OtherOrder,
  Plain,
  Poster,
  Purse,
  Redeclaring,
  ReturnsForeign,
  Single,
  Stamped,
  foreign,
  forgottenSubclass,
  misplaced,
  redeclaredBeforeBase,
  supply,
  symbolField,
  withColor
};
