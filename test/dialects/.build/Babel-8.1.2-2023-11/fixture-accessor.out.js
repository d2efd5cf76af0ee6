var _Deck2;
let _init_size, _init_extra_size, _init_text, _init_extra_text, _init_next, _init_extra_next, _initClass, _init_title, _init_extra_title, _init_plain, _init_extra_plain, _init_card, _init_extra_card, _init_never, _init_extra_never, _initClass2, _init_zoom, _init_extra_zoom, _init_title2, _init_extra_title2;
function _applyDecs(n, o, i, a, c, u) { var s, f, l, p, d, m, h, v = Symbol.metadata || Symbol.for("Symbol.metadata"), g = Object.defineProperty, y = Object.create, b = [y(null), y(null)], w = o.length; function D(e, t, r) { return function (o, i) { t && (i = o, o = n); for (var a = 0; a < e.length; a++) i = e[a].apply(o, r ? [i] : []); return r ? i : o; }; } function j(e, t, r, n) { if ("function" != typeof e && (n || void 0 !== e)) throw new TypeError(t + " must " + (r || "be") + " a function" + (n ? "" : " or undefined")); return e; } function applyDec(e, r, n, o, i, a, c, u, l, p, d) { function m(e) { if (!d(e)) throw new TypeError("Attempted to access private element on non-instance"); } var h = [].concat(r[0]), v = r[3], y = !c, w = 1 === i, E = 3 === i, O = 4 === i, S = 2 === i; function T(t, r, n) { return function (o, i) { return r && (i = o, o = e), n && n(o), z[t].call(o, i); }; } if (!y) { var z = {}, A = [], I = E ? "get" : O || w ? "set" : "value"; if (l ? (p || w ? z = { get: _setFunctionName(function () { return v(this); }, o, "get"), set: function (e) { r[4](this, e); } } : z[I] = v, p || _setFunctionName(z[I], o, S ? "" : I)) : p || (z = Object.getOwnPropertyDescriptor(e, o)), !p && !l) { if ((f = b[+u][o]) && 7 !== (f ^ i)) throw Error("Decorating two elements with the same name (" + z[I].name + ") is not supported yet"); b[+u][o] = i < 3 ? 1 : i; } } for (var P = e, k = h.length - 1; k >= 0; k -= n ? 2 : 1) { var x = j(h[k], "A decorator", "be", !0), F = n ? h[k - 1] : void 0, H = {}, K = { kind: ["field", "accessor", "method", "getter", "setter", "class"][i], name: o, metadata: s, addInitializer: function (e, t) { if (e.v) throw new TypeError("attempted to call addInitializer after decoration was finished"); j(t, "An initializer", "be", !0), a.push(t); }.bind(null, H) }; if (y) f = x.call(F, P, K), H.v = 1, j(f, "class decorators", "return") && (P = f);else if (K.static = u, K.private = l, f = K.access = { has: l ? d.bind() : function (e) { return o in e; } }, O || (f.get = l ? S ? function (e) { return m(e), z.value; } : T("get", 0, m) : function (e) { return e[o]; }), S || E || (f.set = l ? T("set", 0, m) : function (e, t) { e[o] = t; }), P = x.call(F, w ? { get: z.get, set: z.set } : z[I], K), H.v = 1, w) { if ("object" == typeof P && P) (f = j(P.get, "accessor.get")) && (z.get = f), (f = j(P.set, "accessor.set")) && (z.set = f), (f = j(P.init, "accessor.init")) && A.unshift(f);else if (void 0 !== P) throw new TypeError("accessor decorators must return an object with get, set, or init properties or undefined"); } else j(P, (p ? "field" : "method") + " decorators", "return") && (p ? A.unshift(P) : z[I] = P); } return i < 2 && c.push(D(A, u, 1), D(a, u, 0)), p || y || (l ? w ? c.splice(-1, 0, T("get", u), T("set", u)) : c.push(S ? z[I] : j.call.bind(z[I])) : g(e, o, z)), P; } function E(e) { return g(e, v, { configurable: !0, enumerable: !0, value: s }); } return void 0 !== u && (s = u[v]), s = y(null == s ? null : s), d = [], m = function (e) { e && d.push(D(e)); }, h = function (t, o) { for (var a = 0; a < i.length; a++) { var u = i[a], s = u[1], f = 7 & s; if ((8 & s) == t && !f == o) { var m = u[2], h = !!u[3], v = 16 & s; applyDec(t ? n : n.prototype, u, v, h ? "#" + m : _toPropertyKey(m), f, f < 2 ? [] : t ? p = p || [] : l = l || [], d, !!t, h, o, t && h ? function (t) { return _checkInRHS(t) === n; } : c); } } }, h(8, 0), h(0, 0), h(8, 1), h(0, 1), m(l), m(p), f = d, w || E(n), { e: f, get c() { var e = []; return w && [E(n = applyDec(n, [o], a, n.name, 5, e)), D(e, 1)]; } }; }
function _toPropertyKey(r) { var o = _toPrimitive(r, "string"); return "symbol" == typeof o ? o : o + ""; }
function _toPrimitive(t, e) { if ("object" != typeof t || !t) return t; var r; if ("undefined" != typeof Symbol && void 0 !== (r = t[Symbol.toPrimitive])) { var i = r.call(t, e || "default"); if ("object" != typeof i) return i; throw new TypeError("@@toPrimitive must return a primitive value."); } return ("string" === e ? String : Number)(t); }
function _setFunctionName(e, t, n) { "symbol" == typeof t && (t = (t = t.description) ? "[" + t + "]" : ""); try { Object.defineProperty(e, "name", { configurable: !0, value: n ? n + " " + t : t }); } catch (e) {} return e; }
function _checkInRHS(e) { if (Object(e) !== e) throw TypeError("right-hand side of 'in' should be an object, got " + (null !== e ? typeof e : "null")); return e; }
// The `accessor` fields of the dialect matrix; see `fixture.ts`.
import { branchable, timeline, tracked } from 'janus-ts';

/** A part with both kinds of fields. */
export class Card {
  static {
    [_init_size, _init_extra_size, _init_next, _init_extra_next, _init_text, _init_extra_text] = _applyDecs(this, [], [[tracked, 1, "size"], [tracked, 0, "text"], [tracked, 1, "next"]]).e;
  }
  constructor() {
    _init_extra_next(this);
  }
  #A = _init_size(this, 1);
  get size() {
    return this.#A;
  }
  set size(v) {
    this.#A = v;
  }
  untracked = (_init_extra_size(this), 'u');
  text = _init_text(this, 'empty');
  #B = (_init_extra_text(this), _init_next(this));
  get next() {
    return this.#B;
  }
  set next(v) {
    this.#B = v;
  }
}

/** An owner whose `accessor` field has an initial value, one that holds a part, and one that stays undefined. */
let _Deck;
class Deck {
  static {
    ({
      e: [_init_title, _init_extra_title, _init_card, _init_extra_card, _init_never, _init_extra_never, _init_plain, _init_extra_plain],
      c: [_Deck, _initClass]
    } = _applyDecs(this, [timeline()], [[tracked, 1, "title"], [tracked, 0, "plain"], [tracked, 1, "card"], [tracked, 1, "never"]]));
  }
  #A = _init_title(this, 'Untitled');
  get title() {
    return this.#A;
  }
  set title(v) {
    this.#A = v;
  }
  between = (_init_extra_title(this), 'b');
  plain = _init_plain(this, 1);
  #B = (_init_extra_plain(this), _init_card(this, new Card()));
  get card() {
    return this.#B;
  }
  set card(v) {
    this.#B = v;
  }
  #C = (_init_extra_card(this), _init_never(this));
  get never() {
    return this.#C;
  }
  set never(v) {
    this.#C = v;
  }
  constructor(title) {
    _init_extra_never(this);
    if (title !== undefined) this.title = title;
  }
  static {
    _initClass();
  }
}

/** A decorated override of an `accessor` field, with options of its own. */
export { _Deck as Deck };
let _RoundedDeck;
class RoundedDeck extends (_Deck2 = _Deck) {
  static {
    ({
      e: [_init_zoom, _init_extra_zoom, _init_title2, _init_extra_title2],
      c: [_RoundedDeck, _initClass2]
    } = _applyDecs(this, [timeline()], [[tracked({
      coerce: value => Math.round(value)
    }), 1, "zoom"], [branchable, 1, "title"]], 0, void 0, _Deck2));
  }
  constructor(...args) {
    super(...args);
    _init_extra_title2(this);
  }
  #A = _init_zoom(this, 1.4);
  get zoom() {
    return this.#A;
  }
  set zoom(v) {
    this.#A = v;
  }
  #B = (_init_extra_zoom(this), _init_title2(this, 'rounded'));
  get title() {
    return this.#B;
  }
  set title(v) {
    this.#B = v;
  }
  static {
    _initClass2();
  }
}

/** Hides an `accessor` field: no decorator on the class, none on the field. */
export { _RoundedDeck as RoundedDeck };
export class HidingDeck extends _Deck {
  #A = 'hidden';
  get title() {
    return this.#A;
  }
  set title(v) {
    this.#A = v;
  }
}

/** Adds nothing tracked. */
export class PlainDeck extends _Deck {
  own = 1;
}

// Types forbid some of these in one dialect and some in the other.
const loose = tracked;

/** A placement that must be refused when the class is defined. */
export function staticAccessor() {
  let _init_field, _init_extra_field;
  class Static {
    static {
      [_init_field, _init_extra_field] = _applyDecs(this, [], [[loose, 9, "field"]]).e;
    }
    static #A = _init_field(1);
    static get field() {
      return Static.#A;
    }
    static set field(v) {
      Static.#A = v;
    }
    static {
      _init_extra_field();
    }
  }
  return Static;
}