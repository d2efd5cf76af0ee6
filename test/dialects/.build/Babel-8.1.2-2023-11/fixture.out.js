var _Board2, _Poster2, _Board3, _withColor, _withColor2;
let _init_text, _init_extra_text, _init_next, _init_extra_next, _init_pages, _init_extra_pages, _initClass, _init_title, _init_extra_title, _init_zoom, _init_extra_zoom, _init_note, _init_extra_note, _init_never, _init_extra_never, _initClass2, _init_ink, _init_extra_ink, _init_zoom2, _init_extra_zoom2, _initClass3, _init_wind, _init_extra_wind, _initClass4, _initClass7, _initClass8, _initClass9, _init_title3, _init_extra_title3, _init_stamp, _init_extra_stamp, _initClass0, _init_title4, _init_extra_title4, _initClass1, _init_first, _init_extra_first, _init_second, _init_extra_second, _init_third, _init_extra_third, _init_third2, _init_extra_third2, _init_first2, _init_extra_first2, _initClass10, _init_amount, _init_extra_amount, _init_label, _init_extra_label, _init_rounded, _init_extra_rounded, _init_anything, _init_extra_anything, _initClass11, _init_computedKey, _init_extra_computedKey, _init_computedKey2, _init_extra_computedKey2, _init_computedKey3, _init_extra_computedKey3, _init_plain, _init_extra_plain;
function _identity(t) { return t; }
function _applyDecs(n, o, i, a, c, u) { var s, f, l, p, d, m, h, v = Symbol.metadata || Symbol.for("Symbol.metadata"), g = Object.defineProperty, y = Object.create, b = [y(null), y(null)], w = o.length; function D(e, t, r) { return function (o, i) { t && (i = o, o = n); for (var a = 0; a < e.length; a++) i = e[a].apply(o, r ? [i] : []); return r ? i : o; }; } function j(e, t, r, n) { if ("function" != typeof e && (n || void 0 !== e)) throw new TypeError(t + " must " + (r || "be") + " a function" + (n ? "" : " or undefined")); return e; } function applyDec(e, r, n, o, i, a, c, u, l, p, d) { function m(e) { if (!d(e)) throw new TypeError("Attempted to access private element on non-instance"); } var h = [].concat(r[0]), v = r[3], y = !c, w = 1 === i, E = 3 === i, O = 4 === i, S = 2 === i; function T(t, r, n) { return function (o, i) { return r && (i = o, o = e), n && n(o), z[t].call(o, i); }; } if (!y) { var z = {}, A = [], I = E ? "get" : O || w ? "set" : "value"; if (l ? (p || w ? z = { get: _setFunctionName(function () { return v(this); }, o, "get"), set: function (e) { r[4](this, e); } } : z[I] = v, p || _setFunctionName(z[I], o, S ? "" : I)) : p || (z = Object.getOwnPropertyDescriptor(e, o)), !p && !l) { if ((f = b[+u][o]) && 7 !== (f ^ i)) throw Error("Decorating two elements with the same name (" + z[I].name + ") is not supported yet"); b[+u][o] = i < 3 ? 1 : i; } } for (var P = e, k = h.length - 1; k >= 0; k -= n ? 2 : 1) { var x = j(h[k], "A decorator", "be", !0), F = n ? h[k - 1] : void 0, H = {}, K = { kind: ["field", "accessor", "method", "getter", "setter", "class"][i], name: o, metadata: s, addInitializer: function (e, t) { if (e.v) throw new TypeError("attempted to call addInitializer after decoration was finished"); j(t, "An initializer", "be", !0), a.push(t); }.bind(null, H) }; if (y) f = x.call(F, P, K), H.v = 1, j(f, "class decorators", "return") && (P = f);else if (K.static = u, K.private = l, f = K.access = { has: l ? d.bind() : function (e) { return o in e; } }, O || (f.get = l ? S ? function (e) { return m(e), z.value; } : T("get", 0, m) : function (e) { return e[o]; }), S || E || (f.set = l ? T("set", 0, m) : function (e, t) { e[o] = t; }), P = x.call(F, w ? { get: z.get, set: z.set } : z[I], K), H.v = 1, w) { if ("object" == typeof P && P) (f = j(P.get, "accessor.get")) && (z.get = f), (f = j(P.set, "accessor.set")) && (z.set = f), (f = j(P.init, "accessor.init")) && A.unshift(f);else if (void 0 !== P) throw new TypeError("accessor decorators must return an object with get, set, or init properties or undefined"); } else j(P, (p ? "field" : "method") + " decorators", "return") && (p ? A.unshift(P) : z[I] = P); } return i < 2 && c.push(D(A, u, 1), D(a, u, 0)), p || y || (l ? w ? c.splice(-1, 0, T("get", u), T("set", u)) : c.push(S ? z[I] : j.call.bind(z[I])) : g(e, o, z)), P; } function E(e) { return g(e, v, { configurable: !0, enumerable: !0, value: s }); } return void 0 !== u && (s = u[v]), s = y(null == s ? null : s), d = [], m = function (e) { e && d.push(D(e)); }, h = function (t, o) { for (var a = 0; a < i.length; a++) { var u = i[a], s = u[1], f = 7 & s; if ((8 & s) == t && !f == o) { var m = u[2], h = !!u[3], v = 16 & s; applyDec(t ? n : n.prototype, u, v, h ? "#" + m : _toPropertyKey(m), f, f < 2 ? [] : t ? p = p || [] : l = l || [], d, !!t, h, o, t && h ? function (t) { return _checkInRHS(t) === n; } : c); } } }, h(8, 0), h(0, 0), h(8, 1), h(0, 1), m(l), m(p), f = d, w || E(n), { e: f, get c() { var e = []; return w && [E(n = applyDec(n, [o], a, n.name, 5, e)), D(e, 1)]; } }; }
function _toPropertyKey(r) { var o = _toPrimitive(r, "string"); return "symbol" == typeof o ? o : o + ""; }
function _toPrimitive(t, e) { if ("object" != typeof t || !t) return t; var r; if ("undefined" != typeof Symbol && void 0 !== (r = t[Symbol.toPrimitive])) { var i = r.call(t, e || "default"); if ("object" != typeof i) return i; throw new TypeError("@@toPrimitive must return a primitive value."); } return ("string" === e ? String : Number)(t); }
function _setFunctionName(e, t, n) { "symbol" == typeof t && (t = (t = t.description) ? "[" + t + "]" : ""); try { Object.defineProperty(e, "name", { configurable: !0, value: n ? n + " " + t : t }); } catch (e) {} return e; }
function _checkInRHS(e) { if (Object(e) !== e) throw TypeError("right-hand side of 'in' should be an object, got " + (null !== e ? typeof e : "null")); return e; }
// The classes of the dialect matrix: every compiler and mode compiles this one file, and `scenario.mjs` asks what became
// of them. Classes that a check makes for the first time, in an order that matters, are made by functions.
//
// `accessor` fields have a file of their own (`fixture-accessor.ts`): one compiler leaves the keyword in its output, and
// then no class of the file can be loaded.
import { branchable, timeline, tracked } from 'janus-ts';

/** A part: tracked fields between untracked ones, a private one, and a reference to another part. */
export class Note {
  static {
    [_init_text, _init_extra_text, _init_next, _init_extra_next] = _applyDecs(this, [], [[tracked, 0, "text"], [tracked, 0, "next"]]).e;
  }
  first = 'first';
  text = _init_text(this, 'empty');
  between = (_init_extra_text(this), 'between');
  next = _init_next(this);
  last = (_init_extra_next(this), 'last');
  #secret = 7;
  get secret() {
    return this.#secret;
  }
}

/** A part with a tracked field of its own. */
export class LongNote extends Note {
  static {
    [_init_pages, _init_extra_pages] = _applyDecs(this, [], [[tracked, 0, "pages"]], 0, void 0, Note).e;
  }
  constructor(...args) {
    super(...args);
    _init_extra_pages(this);
  }
  pages = _init_pages(this, 1);
}

/** A part that declares a tracked field again, without a decorator. */
export class LoudNote extends Note {
  text = 'loud';
}

/** An owner whose code inside the class speaks of the class. */
let _Board;
new class extends _identity {
  static [class Board {
    static {
      ({
        e: [_init_title, _init_extra_title, _init_zoom, _init_extra_zoom, _init_note, _init_extra_note, _init_never, _init_extra_never],
        c: [_Board, _initClass]
      } = _applyDecs(this, [timeline()], [[tracked, 0, "title"], [tracked, 0, "zoom"], [tracked, 0, "note"], [tracked, 0, "never"]]));
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
    title = _init_title(this);
    before = (_init_extra_title(this), 'b');
    zoom = _init_zoom(this, 2);
    note = (_init_extra_zoom(this), _init_note(this));
    after = (_init_extra_note(this), 'a');
    never = _init_never(this);
    #seen = (_init_extra_never(this), []);
    target;
    constructor(title = 'Untitled') {
      this.title = 'first of two';
      this.title = title;
      this.target = new.target;
      this.#seen.push(title);
      _Board.made++;
      if (title === 'throw') throw new RangeError('wanted');
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
  }];
  made = 0;
  kinds = ['plain'];
  constructor() {
    super(_Board), _initClass();
  }
}();
/** Three levels, every one decorated. */
export { _Board as Board };
let _Poster;
new class extends _identity {
  static [class Poster extends (_Board2 = _Board) {
    static {
      ({
        e: [_init_ink, _init_extra_ink, _init_zoom2, _init_extra_zoom2],
        c: [_Poster, _initClass2]
      } = _applyDecs(this, [timeline()], [[tracked, 0, "ink"], [tracked, 0, "zoom"]], 0, void 0, _Board2));
    }
    ink = _init_ink(this, 'black');
    zoom = (_init_extra_ink(this), _init_zoom2(this, 5));
    constructor(title = 'poster') {
      super(title), _init_extra_zoom2(this);
      this.title = `${title}!`;
      _Poster.posters++;
    }
    get seen() {
      return [...super.seen, 'poster'];
    }
    describe() {
      return `${super.describe()} in ${this.ink}`;
    }
  }];
  posters = 0;
  constructor() {
    super(_Poster), _initClass2();
  }
}();
export { _Poster as Poster };
let _Banner;
class Banner extends (_Poster2 = _Poster) {
  static {
    ({
      e: [_init_wind, _init_extra_wind],
      c: [_Banner, _initClass3]
    } = _applyDecs(this, [timeline()], [[tracked, 0, "wind"]], 0, void 0, _Poster2));
  }
  constructor(...args) {
    super(...args);
    _init_extra_wind(this);
  }
  length = 3;
  wind = _init_wind(this, 'calm');
  get seen() {
    return [...super.seen, 'banner'];
  }
  static {
    _initClass3();
  }
}

/** A subclass that adds no tracked field needs no decorator. */
export { _Banner as Banner };
export class Plain extends _Board {
  own = 1;
  get seen() {
    return [...super.seen, 'plain'];
  }
}

/** A plain subclass of a plain subclass of a subclass. */
export class Deep extends _Banner {
  deep = true;
}
export class Deeper extends Deep {
  deeper = true;
}

/** Hides a tracked field: no decorator on the class, none on the field. */
export class Hiding extends _Board {
  title = 'hidden';
}

/** Hides a tracked field, but its class is decorated. */
let _Redeclaring;
class Redeclaring extends (_Board3 = _Board) {
  static {
    [_Redeclaring, _initClass4] = _applyDecs(this, [timeline()], [], 0, void 0, _Board3).c;
  }
  title = 'declared again';
  static {
    _initClass4();
  }
}

/** The first instance of the hierarchy is made of the subclass that declares a field again. */
export { _Redeclaring as Redeclaring };
export function redeclaredBeforeBase() {
  var _Base2;
  let _initClass5, _init_title2, _init_extra_title2, _initClass6;
  let _Base;
  class Base {
    static {
      ({
        e: [_init_title2, _init_extra_title2],
        c: [_Base, _initClass5]
      } = _applyDecs(this, [timeline()], [[tracked, 0, "title"]]));
    }
    constructor() {
      _init_extra_title2(this);
    }
    title = _init_title2(this, 'base');
    static {
      _initClass5();
    }
  }
  let _Sub;
  class Sub extends (_Base2 = _Base) {
    static {
      [_Sub, _initClass6] = _applyDecs(this, [timeline()], [], 0, void 0, _Base2).c;
    }
    title = 'sub';
    static {
      _initClass6();
    }
  }
  return {
    Base: _Base,
    Sub: _Sub
  };
}

/** A subclass with a tracked field, but without `@timeline`. */
export function forgottenSubclass() {
  var _Board4;
  let _init_mine, _init_extra_mine;
  class Forgotten extends (_Board4 = _Board) {
    static {
      [_init_mine, _init_extra_mine] = _applyDecs(this, [], [[tracked, 0, "mine"]], 0, void 0, _Board4).e;
    }
    constructor(...args) {
      super(...args);
      _init_extra_mine(this);
    }
    mine = _init_mine(this, 1);
  }
  return Forgotten;
}
/** A mixin with a tracked field and a private one. */
export function withColor(Base) {
  let _init_color, _init_extra_color;
  class Colored extends Base {
    static {
      [_init_color, _init_extra_color] = _applyDecs(this, [], [[tracked, 0, "color"]], 0, void 0, Base).e;
    }
    color = _init_color(this, 'red');
    #dips = (_init_extra_color(this), 0);
    dip(color) {
      this.color = color;
      return ++this.#dips;
    }
  }
  return Colored;
}

/** A part and two owners with the mixin in their chains. */
export class ColoredNote extends withColor(Note) {}
let _ColoredBoard;
class ColoredBoard extends (_withColor = withColor(_Board)) {
  static {
    [_ColoredBoard, _initClass7] = _applyDecs(this, [timeline()], [], 0, void 0, _withColor).c;
  }
  static {
    _initClass7();
  }
}
export { _ColoredBoard as ColoredBoard };
let _OtherColoredBoard;
class OtherColoredBoard extends (_withColor2 = withColor(withSize(_Board))) {
  static {
    [_OtherColoredBoard, _initClass8] = _applyDecs(this, [timeline()], [], 0, void 0, _withColor2).c;
  }
  static {
    _initClass8();
  }
}
export { _OtherColoredBoard as OtherColoredBoard };
function withSize(Base) {
  let _init_size, _init_extra_size;
  class Sized extends Base {
    static {
      [_init_size, _init_extra_size] = _applyDecs(this, [], [[tracked, 0, "size"]], 0, void 0, Base).e;
    }
    constructor(...args) {
      super(...args);
      _init_extra_size(this);
    }
    size = _init_size(this, 10);
  }
  return Sized;
}
export const foreign = {
  title: 'mine'
};

/** A constructor that returns an object of no class of ours. */
let _ReturnsForeign;
class ReturnsForeign {
  static {
    ({
      e: [_init_title3, _init_extra_title3],
      c: [_ReturnsForeign, _initClass9]
    } = _applyDecs(this, [timeline()], [[tracked, 0, "title"]]));
  }
  title = _init_title3(this, 'x');
  constructor() {
    _init_extra_title3(this);
    return foreign;
  }
  static {
    _initClass9();
  }
}

/** Fields that land on whatever a base constructor returned. */
export { _ReturnsForeign as ReturnsForeign };
class ReturnsGiven {
  constructor(given) {
    return given;
  }
}
export class Stamped extends ReturnsGiven {
  static {
    [_init_stamp, _init_extra_stamp] = _applyDecs(this, [], [[tracked, 0, "stamp"]], 0, void 0, ReturnsGiven).e;
  }
  constructor(...args) {
    super(...args);
    _init_extra_stamp(this);
  }
  stamp = _init_stamp(this, 'stamped');
}

/** A constructor that returns the first instance. */
let _Single;
new class extends _identity {
  static [class Single {
    static {
      ({
        e: [_init_title4, _init_extra_title4],
        c: [_Single, _initClass0]
      } = _applyDecs(this, [timeline()], [[tracked, 0, "title"]]));
    }
    title = _init_title4(this, 'x');
    constructor() {
      _init_extra_title4(this);
      if (_Single.only !== undefined) return _Single.only;
      _Single.only = this;
    }
  }];
  only;
  constructor() {
    super(_Single), _initClass0();
  }
}();
/** What {@link Fragile} gives its second field. */
export { _Single as Single };
export const supply = {
  second: () => 'second'
};

/** A second instance after one whose field initializer threw. */
let _Fragile;
class Fragile {
  static {
    ({
      e: [_init_first, _init_extra_first, _init_second, _init_extra_second, _init_third, _init_extra_third],
      c: [_Fragile, _initClass1]
    } = _applyDecs(this, [timeline()], [[tracked, 0, "first"], [tracked, 0, "second"], [tracked, 0, "third"]]));
  }
  constructor() {
    _init_extra_third(this);
  }
  first = _init_first(this, 'first');
  second = (_init_extra_first(this), _init_second(this, supply.second()));
  third = (_init_extra_second(this), _init_third(this, 'third'));
  static {
    _initClass1();
  }
}

/** Two fields in another order than those of {@link Fragile}; used as a foreign `new.target`. */
export { _Fragile as Fragile };
export class OtherOrder {
  static {
    [_init_third2, _init_extra_third2, _init_first2, _init_extra_first2] = _applyDecs(this, [], [[tracked, 0, "third"], [tracked, 0, "first"]]).e;
  }
  constructor() {
    _init_extra_first2(this);
  }
  third = _init_third2(this, 'other third');
  first = (_init_extra_third2(this), _init_first2(this, 'other first'));
}

/** Options, policies and coercion. */
let _Purse;
class Purse {
  static {
    ({
      e: [_init_amount, _init_extra_amount, _init_label, _init_extra_label, _init_rounded, _init_extra_rounded, _init_anything, _init_extra_anything],
      c: [_Purse, _initClass10]
    } = _applyDecs(this, [timeline({
      name: 'Purse'
    })], [[branchable({
      merge: 'sum'
    }), 0, "amount"], [branchable, 0, "label"], [tracked({
      coerce: value => Math.round(value)
    }), 0, "rounded"], [[tracked, tracked.ref], 16, "anything"]]));
  }
  constructor() {
    _init_extra_anything(this);
  }
  amount = _init_amount(this, 0);
  label = (_init_extra_amount(this), _init_label(this, ''));
  rounded = (_init_extra_label(this), _init_rounded(this, 1.4));
  anything = (_init_extra_rounded(this), _init_anything(this, ['a']));
  static {
    _initClass10();
  }
}

/** A symbol, a number and a string that is no identifier as names; an arrow function that holds `this`. */
export { _Purse as Purse };
export const symbolField = Symbol('field');
let _Names;
class Names {
  static {
    ({
      e: [_init_computedKey, _init_extra_computedKey, _init_computedKey2, _init_extra_computedKey2, _init_computedKey3, _init_extra_computedKey3, _init_plain, _init_extra_plain],
      c: [_Names, _initClass11]
    } = _applyDecs(this, [timeline()], [[tracked, 0, symbolField], [tracked, 0, 7], [tracked, 0, 'two words'], [tracked, 0, "plain"]]));
  }
  [symbolField] = _init_computedKey(this, 1);
  7 = (_init_extra_computedKey(this), _init_computedKey2(this, 'seven'));
  'two words' = (_init_extra_computedKey2(this), _init_computedKey3(this, 'words'));
  plain = (_init_extra_computedKey3(this), _init_plain(this, 1));
  bump = (_init_extra_plain(this), () => ++this.plain);
  static {
    _initClass11();
  }
}

// Types forbid some of these in one dialect and some in the other.
export { _Names as Names };
const loose = tracked;

/** Placements that must be refused when the class is defined. */
export const misplaced = {
  static: () => {
    let _init_field, _init_extra_field;
    class Static {
      static {
        [_init_field, _init_extra_field] = _applyDecs(this, [], [[loose, 8, "field"]]).e;
      }
      static field = _init_field(1);
      static {
        _init_extra_field();
      }
    }
    return Static;
  },
  method: () => {
    let _initProto;
    class Method {
      static {
        [_initProto] = _applyDecs(this, [], [[loose, 2, "method"]]).e;
      }
      constructor() {
        _initProto(this);
      }
      method() {
        return 1;
      }
    }
    return Method;
  },
  getter: () => {
    let _initProto2;
    class Getter {
      static {
        [_initProto2] = _applyDecs(this, [], [[loose, 3, "field"]]).e;
      }
      held = (_initProto2(this), 1);
      get field() {
        return this.held;
      }
    }
    return Getter;
  }
};