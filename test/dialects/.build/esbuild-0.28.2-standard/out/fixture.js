var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __knownSymbol = (name, symbol) => (symbol = Symbol[name]) ? symbol : /* @__PURE__ */ Symbol.for("Symbol." + name);
var __typeError = (msg) => {
  throw TypeError(msg);
};
var __defNormalProp = (obj, key, value) => key in obj ? __defProp(obj, key, { enumerable: true, configurable: true, writable: true, value }) : obj[key] = value;
var __name = (target, value) => __defProp(target, "name", { value, configurable: true });
var __decoratorStart = (base) => [, , , __create(base?.[__knownSymbol("metadata")] ?? null)];
var __decoratorStrings = ["class", "method", "getter", "setter", "accessor", "field", "value", "get", "set"];
var __expectFn = (fn) => fn !== void 0 && typeof fn !== "function" ? __typeError("Function expected") : fn;
var __decoratorContext = (kind, name, done, metadata, fns) => ({ kind: __decoratorStrings[kind], name, metadata, addInitializer: (fn) => done._ ? __typeError("Already initialized") : fns.push(__expectFn(fn || null)) });
var __decoratorMetadata = (array, target) => __defNormalProp(target, __knownSymbol("metadata"), array[3]);
var __runInitializers = (array, flags, self, value) => {
  for (var i = 0, fns = array[flags >> 1], n = fns && fns.length; i < n; i++) flags & 1 ? fns[i].call(self) : value = fns[i].call(self, value);
  return value;
};
var __decorateElement = (array, flags, name, decorators, target, extra) => {
  var fn, it, done, ctx, access, k = flags & 7, s = !!(flags & 8), p = !!(flags & 16);
  var j = k > 3 ? array.length + 1 : k ? s ? 1 : 2 : 0, key = __decoratorStrings[k + 5];
  var initializers = k > 3 && (array[j - 1] = []), extraInitializers = array[j] || (array[j] = []);
  var desc = k && (!p && !s && (target = target.prototype), k < 5 && (k > 3 || !p) && __getOwnPropDesc(k < 4 ? target : { get [name]() {
    return __privateGet(this, extra);
  }, set [name](x) {
    return __privateSet(this, extra, x);
  } }, name));
  k ? p && k < 4 && __name(extra, (k > 2 ? "set " : k > 1 ? "get " : "") + name) : __name(target, name);
  for (var i = decorators.length - 1; i >= 0; i--) {
    ctx = __decoratorContext(k, name, done = {}, array[3], extraInitializers);
    if (k) {
      ctx.static = s, ctx.private = p, access = ctx.access = { has: p ? (x) => __privateIn(target, x) : (x) => name in x };
      if (k ^ 3) access.get = p ? (x) => (k ^ 1 ? __privateGet : __privateMethod)(x, target, k ^ 4 ? extra : desc.get) : (x) => x[name];
      if (k > 2) access.set = p ? (x, y) => __privateSet(x, target, y, k ^ 4 ? extra : desc.set) : (x, y) => x[name] = y;
    }
    it = (0, decorators[i])(k ? k < 4 ? p ? extra : desc[key] : k > 4 ? void 0 : { get: desc.get, set: desc.set } : target, ctx), done._ = 1;
    if (k ^ 4 || it === void 0) __expectFn(it) && (k > 4 ? initializers.unshift(it) : k ? p ? extra = it : desc[key] = it : target = it);
    else if (typeof it !== "object" || it === null) __typeError("Object expected");
    else __expectFn(fn = it.get) && (desc.get = fn), __expectFn(fn = it.set) && (desc.set = fn), __expectFn(fn = it.init) && initializers.unshift(fn);
  }
  return k || __decoratorMetadata(array, target), desc && __defProp(target, name, desc), p ? k ^ 4 ? extra : desc : target;
};
var __publicField = (obj, key, value) => __defNormalProp(obj, typeof key !== "symbol" ? key + "" : key, value);
var __accessCheck = (obj, member, msg) => member.has(obj) || __typeError("Cannot " + msg);
var __privateIn = (member, obj) => Object(obj) !== obj ? __typeError('Cannot use the "in" operator on this value') : member.has(obj);
var __privateGet = (obj, member, getter) => (__accessCheck(obj, member, "read from private field"), getter ? getter.call(obj) : member.get(obj));
var __privateAdd = (obj, member, value) => member.has(obj) ? __typeError("Cannot add the same private member more than once") : member instanceof WeakSet ? member.add(obj) : member.set(obj, value);
var __privateSet = (obj, member, value, setter) => (__accessCheck(obj, member, "write to private field"), setter ? setter.call(obj, value) : member.set(obj, value), value);
var __privateMethod = (obj, member, method) => (__accessCheck(obj, member, "access private method"), method);
var __privateWrapper = (obj, member, setter, getter) => ({
  set _(value) {
    __privateSet(obj, member, value, setter);
  },
  get _() {
    return __privateGet(obj, member, getter);
  }
});
var _next_dec, _text_dec, _init, _secret, _pages_dec, _a, _init2, _never_dec, _note_dec, _zoom_dec, _title_dec, _Board_decorators, _init3, _seen, _Board_instances, copy_fn, _zoom_dec2, _ink_dec, _b, _Poster_decorators, _init4, _wind_dec, _c, _Banner_decorators, _init5, _Redeclaring_decorators, _init6, _d, _ColoredBoard_decorators, _init7, _e, _OtherColoredBoard_decorators, _init8, _f, _title_dec2, _ReturnsForeign_decorators, _init9, _stamp_dec, _g, _init10, _title_dec3, _Single_decorators, _init11, _third_dec, _second_dec, _first_dec, _Fragile_decorators, _init12, _first_dec2, _third_dec2, _init13, _anything_dec, _rounded_dec, _label_dec, _amount_dec, _Purse_decorators, _init14, _plain_dec, _two_words_dec, _dec, _symbolField_dec, _h, _Names_decorators, _init15;
import { branchable, timeline, tracked } from "janus-ts";
_text_dec = [tracked], _next_dec = [tracked];
class Note {
  constructor() {
    __publicField(this, "first", "first");
    __publicField(this, "text", __runInitializers(_init, 8, this, "empty")), __runInitializers(_init, 11, this);
    __publicField(this, "between", "between");
    __publicField(this, "next", __runInitializers(_init, 12, this)), __runInitializers(_init, 15, this);
    __publicField(this, "last", "last");
    __privateAdd(this, _secret, 7);
  }
  get secret() {
    return __privateGet(this, _secret);
  }
}
_init = __decoratorStart(null);
_secret = new WeakMap();
__decorateElement(_init, 5, "text", _text_dec, Note);
__decorateElement(_init, 5, "next", _next_dec, Note);
__decoratorMetadata(_init, Note);
class LongNote extends (_a = Note, _pages_dec = [tracked], _a) {
  constructor() {
    super(...arguments);
    __publicField(this, "pages", __runInitializers(_init2, 8, this, 1)), __runInitializers(_init2, 11, this);
  }
}
_init2 = __decoratorStart(_a);
__decorateElement(_init2, 5, "pages", _pages_dec, LongNote);
__decoratorMetadata(_init2, LongNote);
class LoudNote extends Note {
  text = "loud";
}
_Board_decorators = [timeline()], _title_dec = [tracked], _zoom_dec = [tracked], _note_dec = [tracked], _never_dec = [tracked];
let _Board = class _Board {
  constructor(title = "Untitled") {
    __privateAdd(this, _Board_instances);
    __publicField(this, "title", __runInitializers(_init3, 8, this)), __runInitializers(_init3, 11, this);
    __publicField(this, "before", "b");
    __publicField(this, "zoom", __runInitializers(_init3, 12, this, 2)), __runInitializers(_init3, 15, this);
    __publicField(this, "note", __runInitializers(_init3, 16, this)), __runInitializers(_init3, 19, this);
    __publicField(this, "after", "a");
    __publicField(this, "never", __runInitializers(_init3, 20, this)), __runInitializers(_init3, 23, this);
    __privateAdd(this, _seen, []);
    __publicField(this, "target");
    this.title = "first of two";
    this.title = title;
    this.target = new.target;
    __privateGet(this, _seen).push(title);
    _Board.made++;
    if (title === "throw") throw new RangeError("wanted");
  }
  static create(title) {
    return new _Board(title);
  }
  static self() {
    return _Board;
  }
  static isBoard(value) {
    return value instanceof _Board;
  }
  get seen() {
    return __privateMethod(this, _Board_instances, copy_fn).call(this);
  }
  describe() {
    return `${this.title} at ${String(this.zoom)}`;
  }
};
_init3 = __decoratorStart(null);
_seen = new WeakMap();
_Board_instances = new WeakSet();
copy_fn = function() {
  return [...__privateGet(this, _seen)];
};
__decorateElement(_init3, 5, "title", _title_dec, _Board);
__decorateElement(_init3, 5, "zoom", _zoom_dec, _Board);
__decorateElement(_init3, 5, "note", _note_dec, _Board);
__decorateElement(_init3, 5, "never", _never_dec, _Board);
_Board = __decorateElement(_init3, 0, "Board", _Board_decorators, _Board);
__publicField(_Board, "made", 0);
__publicField(_Board, "kinds", ["plain"]);
__runInitializers(_init3, 1, _Board);
let Board = _Board;
_Poster_decorators = [timeline()];
let _Poster = class _Poster extends (_b = Board, _ink_dec = [tracked], _zoom_dec2 = [tracked], _b) {
  constructor(title = "poster") {
    super(title);
    __publicField(this, "ink", __runInitializers(_init4, 8, this, "black")), __runInitializers(_init4, 11, this);
    __publicField(this, "zoom", __runInitializers(_init4, 12, this, 5)), __runInitializers(_init4, 15, this);
    this.title = `${title}!`;
    _Poster.posters++;
  }
  get seen() {
    return [...super.seen, "poster"];
  }
  describe() {
    return `${super.describe()} in ${this.ink}`;
  }
};
_init4 = __decoratorStart(_b);
__decorateElement(_init4, 5, "ink", _ink_dec, _Poster);
__decorateElement(_init4, 5, "zoom", _zoom_dec2, _Poster);
_Poster = __decorateElement(_init4, 0, "Poster", _Poster_decorators, _Poster);
__publicField(_Poster, "posters", 0);
__runInitializers(_init4, 1, _Poster);
let Poster = _Poster;
_Banner_decorators = [timeline()];
class Banner extends (_c = Poster, _wind_dec = [tracked], _c) {
  constructor() {
    super(...arguments);
    __publicField(this, "length", 3);
    __publicField(this, "wind", __runInitializers(_init5, 8, this, "calm")), __runInitializers(_init5, 11, this);
  }
  get seen() {
    return [...super.seen, "banner"];
  }
}
_init5 = __decoratorStart(_c);
__decorateElement(_init5, 5, "wind", _wind_dec, Banner);
Banner = __decorateElement(_init5, 0, "Banner", _Banner_decorators, Banner);
__runInitializers(_init5, 1, Banner);
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
_Redeclaring_decorators = [timeline()];
class Redeclaring extends (_d = Board) {
  title = "declared again";
}
_init6 = __decoratorStart(_d);
Redeclaring = __decorateElement(_init6, 0, "Redeclaring", _Redeclaring_decorators, Redeclaring);
__runInitializers(_init6, 1, Redeclaring);
function redeclaredBeforeBase() {
  var _title_dec4, _Base_decorators, _init16, _Sub_decorators, _init17, _a2;
  _Base_decorators = [timeline()], _title_dec4 = [tracked];
  class Base {
    constructor() {
      __publicField(this, "title", __runInitializers(_init16, 8, this, "base")), __runInitializers(_init16, 11, this);
    }
  }
  _init16 = __decoratorStart(null);
  __decorateElement(_init16, 5, "title", _title_dec4, Base);
  Base = __decorateElement(_init16, 0, "Base", _Base_decorators, Base);
  __runInitializers(_init16, 1, Base);
  _Sub_decorators = [timeline()];
  class Sub extends (_a2 = Base) {
    title = "sub";
  }
  _init17 = __decoratorStart(_a2);
  Sub = __decorateElement(_init17, 0, "Sub", _Sub_decorators, Sub);
  __runInitializers(_init17, 1, Sub);
  return { Base, Sub };
}
function forgottenSubclass() {
  var _mine_dec, _a2, _init16;
  class Forgotten extends (_a2 = Board, _mine_dec = [tracked], _a2) {
    constructor() {
      super(...arguments);
      __publicField(this, "mine", __runInitializers(_init16, 8, this, 1)), __runInitializers(_init16, 11, this);
    }
  }
  _init16 = __decoratorStart(_a2);
  __decorateElement(_init16, 5, "mine", _mine_dec, Forgotten);
  __decoratorMetadata(_init16, Forgotten);
  return Forgotten;
}
function withColor(Base) {
  var _color_dec, _a2, _init16, _dips;
  class Colored extends (_a2 = Base, _color_dec = [tracked], _a2) {
    constructor() {
      super(...arguments);
      __publicField(this, "color", __runInitializers(_init16, 8, this, "red")), __runInitializers(_init16, 11, this);
      __privateAdd(this, _dips, 0);
    }
    dip(color) {
      this.color = color;
      return ++__privateWrapper(this, _dips)._;
    }
  }
  _init16 = __decoratorStart(_a2);
  _dips = new WeakMap();
  __decorateElement(_init16, 5, "color", _color_dec, Colored);
  __decoratorMetadata(_init16, Colored);
  return Colored;
}
class ColoredNote extends withColor(Note) {
}
_ColoredBoard_decorators = [timeline()];
class ColoredBoard extends (_e = withColor(Board)) {
}
_init7 = __decoratorStart(_e);
ColoredBoard = __decorateElement(_init7, 0, "ColoredBoard", _ColoredBoard_decorators, ColoredBoard);
__runInitializers(_init7, 1, ColoredBoard);
_OtherColoredBoard_decorators = [timeline()];
class OtherColoredBoard extends (_f = withColor(withSize(Board))) {
}
_init8 = __decoratorStart(_f);
OtherColoredBoard = __decorateElement(_init8, 0, "OtherColoredBoard", _OtherColoredBoard_decorators, OtherColoredBoard);
__runInitializers(_init8, 1, OtherColoredBoard);
function withSize(Base) {
  var _size_dec, _a2, _init16;
  class Sized extends (_a2 = Base, _size_dec = [tracked], _a2) {
    constructor() {
      super(...arguments);
      __publicField(this, "size", __runInitializers(_init16, 8, this, 10)), __runInitializers(_init16, 11, this);
    }
  }
  _init16 = __decoratorStart(_a2);
  __decorateElement(_init16, 5, "size", _size_dec, Sized);
  __decoratorMetadata(_init16, Sized);
  return Sized;
}
const foreign = { title: "mine" };
_ReturnsForeign_decorators = [timeline()], _title_dec2 = [tracked];
class ReturnsForeign {
  constructor() {
    __publicField(this, "title", __runInitializers(_init9, 8, this, "x")), __runInitializers(_init9, 11, this);
    return foreign;
  }
}
_init9 = __decoratorStart(null);
__decorateElement(_init9, 5, "title", _title_dec2, ReturnsForeign);
ReturnsForeign = __decorateElement(_init9, 0, "ReturnsForeign", _ReturnsForeign_decorators, ReturnsForeign);
__runInitializers(_init9, 1, ReturnsForeign);
class ReturnsGiven {
  constructor(given) {
    return given;
  }
}
class Stamped extends (_g = ReturnsGiven, _stamp_dec = [tracked], _g) {
  constructor() {
    super(...arguments);
    __publicField(this, "stamp", __runInitializers(_init10, 8, this, "stamped")), __runInitializers(_init10, 11, this);
  }
}
_init10 = __decoratorStart(_g);
__decorateElement(_init10, 5, "stamp", _stamp_dec, Stamped);
__decoratorMetadata(_init10, Stamped);
_Single_decorators = [timeline()], _title_dec3 = [tracked];
let _Single = class _Single {
  constructor() {
    __publicField(this, "title", __runInitializers(_init11, 8, this, "x")), __runInitializers(_init11, 11, this);
    if (_Single.only !== void 0) return _Single.only;
    _Single.only = this;
  }
};
_init11 = __decoratorStart(null);
__decorateElement(_init11, 5, "title", _title_dec3, _Single);
_Single = __decorateElement(_init11, 0, "Single", _Single_decorators, _Single);
__publicField(_Single, "only");
__runInitializers(_init11, 1, _Single);
let Single = _Single;
const supply = { second: () => "second" };
_Fragile_decorators = [timeline()], _first_dec = [tracked], _second_dec = [tracked], _third_dec = [tracked];
class Fragile {
  constructor() {
    __publicField(this, "first", __runInitializers(_init12, 8, this, "first")), __runInitializers(_init12, 11, this);
    __publicField(this, "second", __runInitializers(_init12, 12, this, supply.second())), __runInitializers(_init12, 15, this);
    __publicField(this, "third", __runInitializers(_init12, 16, this, "third")), __runInitializers(_init12, 19, this);
  }
}
_init12 = __decoratorStart(null);
__decorateElement(_init12, 5, "first", _first_dec, Fragile);
__decorateElement(_init12, 5, "second", _second_dec, Fragile);
__decorateElement(_init12, 5, "third", _third_dec, Fragile);
Fragile = __decorateElement(_init12, 0, "Fragile", _Fragile_decorators, Fragile);
__runInitializers(_init12, 1, Fragile);
_third_dec2 = [tracked], _first_dec2 = [tracked];
class OtherOrder {
  constructor() {
    __publicField(this, "third", __runInitializers(_init13, 8, this, "other third")), __runInitializers(_init13, 11, this);
    __publicField(this, "first", __runInitializers(_init13, 12, this, "other first")), __runInitializers(_init13, 15, this);
  }
}
_init13 = __decoratorStart(null);
__decorateElement(_init13, 5, "third", _third_dec2, OtherOrder);
__decorateElement(_init13, 5, "first", _first_dec2, OtherOrder);
__decoratorMetadata(_init13, OtherOrder);
_Purse_decorators = [timeline({ name: "Purse" })], _amount_dec = [branchable({ merge: "sum" })], _label_dec = [branchable], _rounded_dec = [tracked({ coerce: (value) => Math.round(value) })], _anything_dec = [tracked.ref];
class Purse {
  constructor() {
    __publicField(this, "amount", __runInitializers(_init14, 8, this, 0)), __runInitializers(_init14, 11, this);
    __publicField(this, "label", __runInitializers(_init14, 12, this, "")), __runInitializers(_init14, 15, this);
    __publicField(this, "rounded", __runInitializers(_init14, 16, this, 1.4)), __runInitializers(_init14, 19, this);
    __publicField(this, "anything", __runInitializers(_init14, 20, this, ["a"])), __runInitializers(_init14, 23, this);
  }
}
_init14 = __decoratorStart(null);
__decorateElement(_init14, 5, "amount", _amount_dec, Purse);
__decorateElement(_init14, 5, "label", _label_dec, Purse);
__decorateElement(_init14, 5, "rounded", _rounded_dec, Purse);
__decorateElement(_init14, 5, "anything", _anything_dec, Purse);
Purse = __decorateElement(_init14, 0, "Purse", _Purse_decorators, Purse);
__runInitializers(_init14, 1, Purse);
const symbolField = /* @__PURE__ */ Symbol("field");
_Names_decorators = [timeline()], _h = (_symbolField_dec = [tracked], symbolField), _dec = [tracked], _two_words_dec = [tracked], _plain_dec = [tracked];
class Names {
  constructor() {
    __publicField(this, _h, __runInitializers(_init15, 8, this, 1)), __runInitializers(_init15, 11, this);
    __publicField(this, 7, __runInitializers(_init15, 12, this, "seven")), __runInitializers(_init15, 15, this);
    __publicField(this, "two words", __runInitializers(_init15, 16, this, "words")), __runInitializers(_init15, 19, this);
    __publicField(this, "plain", __runInitializers(_init15, 20, this, 1)), __runInitializers(_init15, 23, this);
    __publicField(this, "bump", () => ++this.plain);
  }
}
_init15 = __decoratorStart(null);
__decorateElement(_init15, 5, _h, _symbolField_dec, Names);
__decorateElement(_init15, 5, 7, _dec, Names);
__decorateElement(_init15, 5, "two words", _two_words_dec, Names);
__decorateElement(_init15, 5, "plain", _plain_dec, Names);
Names = __decorateElement(_init15, 0, "Names", _Names_decorators, Names);
__runInitializers(_init15, 1, Names);
const loose = tracked;
const misplaced = {
  static: () => {
    var _field_dec, _init16;
    _field_dec = [loose];
    class Static {
    }
    _init16 = __decoratorStart(null);
    __decorateElement(_init16, 13, "field", _field_dec, Static);
    __decoratorMetadata(_init16, Static);
    __publicField(Static, "field", __runInitializers(_init16, 8, Static, 1)), __runInitializers(_init16, 11, Static);
    return Static;
  },
  method: () => {
    var _method_dec, _init16;
    _method_dec = [loose];
    class Method {
      constructor() {
        __runInitializers(_init16, 5, this);
      }
      method() {
        return 1;
      }
    }
    _init16 = __decoratorStart(null);
    __decorateElement(_init16, 1, "method", _method_dec, Method);
    __decoratorMetadata(_init16, Method);
    return Method;
  },
  getter: () => {
    var _field_dec, _init16;
    _field_dec = [loose];
    class Getter {
      constructor() {
        __runInitializers(_init16, 5, this);
        __publicField(this, "held", 1);
      }
      get field() {
        return this.held;
      }
    }
    _init16 = __decoratorStart(null);
    __decorateElement(_init16, 2, "field", _field_dec, Getter);
    __decoratorMetadata(_init16, Getter);
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
