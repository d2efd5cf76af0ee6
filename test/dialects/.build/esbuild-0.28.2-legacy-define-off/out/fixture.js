var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __typeError = (msg) => {
  throw TypeError(msg);
};
var __decorateClass = (decorators, target, key, kind) => {
  var result = kind > 1 ? void 0 : kind ? __getOwnPropDesc(target, key) : target;
  for (var i = decorators.length - 1, decorator; i >= 0; i--)
    if (decorator = decorators[i])
      result = (kind ? decorator(target, key, result) : decorator(result)) || result;
  if (kind && result) __defProp(target, key, result);
  return result;
};
var __accessCheck = (obj, member, msg) => member.has(obj) || __typeError("Cannot " + msg);
var __privateGet = (obj, member, getter) => (__accessCheck(obj, member, "read from private field"), getter ? getter.call(obj) : member.get(obj));
var __privateAdd = (obj, member, value) => member.has(obj) ? __typeError("Cannot add the same private member more than once") : member instanceof WeakSet ? member.add(obj) : member.set(obj, value);
var __privateMethod = (obj, member, method) => (__accessCheck(obj, member, "access private method"), method);
var _seen, _Board_instances, copy_fn, _a;
import { branchable, timeline, tracked } from "janus-ts";
class Note {
  constructor() {
    this.first = "first";
    this.text = "empty";
    this.between = "between";
    this.last = "last";
    this.#secret = 7;
  }
  #secret;
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
  constructor() {
    super(...arguments);
    this.pages = 1;
  }
}
__decorateClass([
  tracked
], LongNote.prototype, "pages", 2);
class LoudNote extends Note {
  constructor() {
    super(...arguments);
    this.text = "loud";
  }
}
let Board = class {
  constructor(title = "Untitled") {
    __privateAdd(this, _Board_instances);
    this.before = "b";
    this.zoom = 2;
    this.after = "a";
    __privateAdd(this, _seen, []);
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
Board.made = 0;
Board.kinds = ["plain"];
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
  constructor(title = "poster") {
    super(title);
    this.ink = "black";
    this.zoom = 5;
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
Poster.posters = 0;
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
  constructor() {
    super(...arguments);
    this.length = 3;
    this.wind = "calm";
  }
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
  constructor() {
    super(...arguments);
    this.own = 1;
  }
  get seen() {
    return [...super.seen, "plain"];
  }
}
class Deep extends Banner {
  constructor() {
    super(...arguments);
    this.deep = true;
  }
}
class Deeper extends Deep {
  constructor() {
    super(...arguments);
    this.deeper = true;
  }
}
class Hiding extends Board {
  constructor() {
    super(...arguments);
    this.title = "hidden";
  }
}
let Redeclaring = class extends Board {
  constructor() {
    super(...arguments);
    this.title = "declared again";
  }
};
Redeclaring = __decorateClass([
  timeline()
], Redeclaring);
function redeclaredBeforeBase() {
  let Base = class {
    constructor() {
      this.title = "base";
    }
  };
  __decorateClass([
    tracked
  ], Base.prototype, "title", 2);
  Base = __decorateClass([
    timeline()
  ], Base);
  let Sub = class extends Base {
    constructor() {
      super(...arguments);
      this.title = "sub";
    }
  };
  Sub = __decorateClass([
    timeline()
  ], Sub);
  return { Base, Sub };
}
function forgottenSubclass() {
  class Forgotten extends Board {
    constructor() {
      super(...arguments);
      this.mine = 1;
    }
  }
  __decorateClass([
    tracked
  ], Forgotten.prototype, "mine", 2);
  return Forgotten;
}
function withColor(Base) {
  class Colored extends Base {
    constructor() {
      super(...arguments);
      this.color = "red";
      this.#dips = 0;
    }
    #dips;
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
    constructor() {
      super(...arguments);
      this.size = 10;
    }
  }
  __decorateClass([
    tracked
  ], Sized.prototype, "size", 2);
  return Sized;
}
const foreign = { title: "mine" };
let ReturnsForeign = class {
  constructor() {
    this.title = "x";
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
  constructor() {
    super(...arguments);
    this.stamp = "stamped";
  }
}
__decorateClass([
  tracked
], Stamped.prototype, "stamp", 2);
let Single = class {
  constructor() {
    this.title = "x";
    if (Single.only !== void 0) return Single.only;
    Single.only = this;
  }
};
__decorateClass([
  tracked
], Single.prototype, "title", 2);
Single = __decorateClass([
  timeline()
], Single);
const supply = { second: () => "second" };
let Fragile = class {
  constructor() {
    this.first = "first";
    this.second = supply.second();
    this.third = "third";
  }
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
  constructor() {
    this.third = "other third";
    this.first = "other first";
  }
}
__decorateClass([
  tracked
], OtherOrder.prototype, "third", 2);
__decorateClass([
  tracked
], OtherOrder.prototype, "first", 2);
let Purse = class {
  constructor() {
    this.amount = 0;
    this.label = "";
    this.rounded = 1.4;
    this.anything = ["a"];
  }
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
_a = symbolField;
let Names = class {
  constructor() {
    this[_a] = 1;
    this[7] = "seven";
    this["two words"] = "words";
    this.plain = 1;
    this.bump = () => ++this.plain;
  }
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
      static {
        this.field = 1;
      }
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
      constructor() {
        this.held = 1;
      }
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
