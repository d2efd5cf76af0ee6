var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __typeError = (msg) => {
  throw TypeError(msg);
};
var __defNormalProp = (obj, key, value) => key in obj ? __defProp(obj, key, { enumerable: true, configurable: true, writable: true, value }) : obj[key] = value;
var __decorateClass = (decorators, target, key, kind) => {
  var result = kind > 1 ? void 0 : kind ? __getOwnPropDesc(target, key) : target;
  for (var i = decorators.length - 1, decorator; i >= 0; i--)
    if (decorator = decorators[i])
      result = (kind ? decorator(target, key, result) : decorator(result)) || result;
  if (kind && result) __defProp(target, key, result);
  return result;
};
var __publicField = (obj, key, value) => __defNormalProp(obj, typeof key !== "symbol" ? key + "" : key, value);
var __accessCheck = (obj, member, msg) => member.has(obj) || __typeError("Cannot " + msg);
var __privateGet = (obj, member, getter) => (__accessCheck(obj, member, "read from private field"), getter ? getter.call(obj) : member.get(obj));
var __privateAdd = (obj, member, value) => member.has(obj) ? __typeError("Cannot add the same private member more than once") : member instanceof WeakSet ? member.add(obj) : member.set(obj, value);
var __privateMethod = (obj, member, method) => (__accessCheck(obj, member, "access private method"), method);
var _seen, _Board_instances, copy_fn, _a;
import { branchable, timeline, tracked } from "janus-ts";
class Note {
  first = "first";
  text = "empty";
  between = "between";
  next;
  last = "last";
  #secret = 7;
  get secret() {
    return this.#secret;
  }
}
__decorateClass([
  tracked
], Note.prototype, "text", 2);
__decorateClass([
  tracked
], Note.prototype, "next", 2);
class LongNote extends Note {
  pages = 1;
}
__decorateClass([
  tracked
], LongNote.prototype, "pages", 2);
class LoudNote extends Note {
  text = "loud";
}
let Board = class {
  constructor(title = "Untitled") {
    __privateAdd(this, _Board_instances);
    __publicField(this, "title");
    __publicField(this, "before", "b");
    __publicField(this, "zoom", 2);
    __publicField(this, "note");
    __publicField(this, "after", "a");
    __publicField(this, "never");
    __privateAdd(this, _seen, []);
    __publicField(this, "target");
    this.title = "first of two";
    this.title = title;
    this.target = new.target;
    __privateGet(this, _seen).push(title);
    Board.made++;
    if (title === "throw") throw new RangeError("wanted");
  }
  static create(title) {
    return new Board(title);
  }
  static self() {
    return Board;
  }
  static isBoard(value) {
    return value instanceof Board;
  }
  get seen() {
    return __privateMethod(this, _Board_instances, copy_fn).call(this);
  }
  describe() {
    return `${this.title} at ${String(this.zoom)}`;
  }
};
_seen = new WeakMap();
_Board_instances = new WeakSet();
copy_fn = function() {
  return [...__privateGet(this, _seen)];
};
__publicField(Board, "made", 0);
__publicField(Board, "kinds", ["plain"]);
__decorateClass([
  tracked
], Board.prototype, "title", 2);
__decorateClass([
  tracked
], Board.prototype, "zoom", 2);
__decorateClass([
  tracked
], Board.prototype, "note", 2);
__decorateClass([
  tracked
], Board.prototype, "never", 2);
Board = __decorateClass([
  timeline()
], Board);
let Poster = class extends Board {
  ink = "black";
  zoom = 5;
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
};
__publicField(Poster, "posters", 0);
__decorateClass([
  tracked
], Poster.prototype, "ink", 2);
__decorateClass([
  tracked
], Poster.prototype, "zoom", 2);
Poster = __decorateClass([
  timeline()
], Poster);
let Banner = class extends Poster {
  length = 3;
  wind = "calm";
  get seen() {
    return [...super.seen, "banner"];
  }
};
__decorateClass([
  tracked
], Banner.prototype, "wind", 2);
Banner = __decorateClass([
  timeline()
], Banner);
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
let Redeclaring = class extends Board {
  title = "declared again";
};
Redeclaring = __decorateClass([
  timeline()
], Redeclaring);
function redeclaredBeforeBase() {
  let Base = class {
    title = "base";
  };
  __decorateClass([
    tracked
  ], Base.prototype, "title", 2);
  Base = __decorateClass([
    timeline()
  ], Base);
  let Sub = class extends Base {
    title = "sub";
  };
  Sub = __decorateClass([
    timeline()
  ], Sub);
  return { Base, Sub };
}
function forgottenSubclass() {
  class Forgotten extends Board {
    mine = 1;
  }
  __decorateClass([
    tracked
  ], Forgotten.prototype, "mine", 2);
  return Forgotten;
}
function withColor(Base) {
  class Colored extends Base {
    color = "red";
    #dips = 0;
    dip(color) {
      this.color = color;
      return ++this.#dips;
    }
  }
  __decorateClass([
    tracked
  ], Colored.prototype, "color", 2);
  return Colored;
}
class ColoredNote extends withColor(Note) {
}
let ColoredBoard = class extends withColor(Board) {
};
ColoredBoard = __decorateClass([
  timeline()
], ColoredBoard);
let OtherColoredBoard = class extends withColor(withSize(Board)) {
};
OtherColoredBoard = __decorateClass([
  timeline()
], OtherColoredBoard);
function withSize(Base) {
  class Sized extends Base {
    size = 10;
  }
  __decorateClass([
    tracked
  ], Sized.prototype, "size", 2);
  return Sized;
}
const foreign = { title: "mine" };
let ReturnsForeign = class {
  title = "x";
  constructor() {
    return foreign;
  }
};
__decorateClass([
  tracked
], ReturnsForeign.prototype, "title", 2);
ReturnsForeign = __decorateClass([
  timeline()
], ReturnsForeign);
class ReturnsGiven {
  constructor(given) {
    return given;
  }
}
class Stamped extends ReturnsGiven {
  stamp = "stamped";
}
__decorateClass([
  tracked
], Stamped.prototype, "stamp", 2);
let Single = class {
  title = "x";
  constructor() {
    if (Single.only !== void 0) return Single.only;
    Single.only = this;
  }
};
__publicField(Single, "only");
__decorateClass([
  tracked
], Single.prototype, "title", 2);
Single = __decorateClass([
  timeline()
], Single);
const supply = { second: () => "second" };
let Fragile = class {
  first = "first";
  second = supply.second();
  third = "third";
};
__decorateClass([
  tracked
], Fragile.prototype, "first", 2);
__decorateClass([
  tracked
], Fragile.prototype, "second", 2);
__decorateClass([
  tracked
], Fragile.prototype, "third", 2);
Fragile = __decorateClass([
  timeline()
], Fragile);
class OtherOrder {
  third = "other third";
  first = "other first";
}
__decorateClass([
  tracked
], OtherOrder.prototype, "third", 2);
__decorateClass([
  tracked
], OtherOrder.prototype, "first", 2);
let Purse = class {
  amount = 0;
  label = "";
  rounded = 1.4;
  anything = ["a"];
};
__decorateClass([
  branchable({ merge: "sum" })
], Purse.prototype, "amount", 2);
__decorateClass([
  branchable
], Purse.prototype, "label", 2);
__decorateClass([
  tracked({ coerce: (value) => Math.round(value) })
], Purse.prototype, "rounded", 2);
__decorateClass([
  tracked.ref
], Purse.prototype, "anything", 2);
Purse = __decorateClass([
  timeline({ name: "Purse" })
], Purse);
const symbolField = /* @__PURE__ */ Symbol("field");
let Names = class {
  [_a = symbolField] = 1;
  7 = "seven";
  "two words" = "words";
  plain = 1;
  bump = () => ++this.plain;
};
__decorateClass([
  tracked
], Names.prototype, _a, 2);
__decorateClass([
  tracked
], Names.prototype, 7, 2);
__decorateClass([
  tracked
], Names.prototype, "two words", 2);
__decorateClass([
  tracked
], Names.prototype, "plain", 2);
Names = __decorateClass([
  timeline()
], Names);
const loose = tracked;
const misplaced = {
  static: () => {
    class Static {
      static field = 1;
    }
    __decorateClass([
      loose
    ], Static, "field", 2);
    return Static;
  },
  method: () => {
    class Method {
      method() {
        return 1;
      }
    }
    __decorateClass([
      loose
    ], Method.prototype, "method", 1);
    return Method;
  },
  getter: () => {
    class Getter {
      held = 1;
      get field() {
        return this.held;
      }
    }
    __decorateClass([
      loose
    ], Getter.prototype, "field", 1);
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
