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
var __accessCheck = (obj, member, msg) => member.has(obj) || __typeError("Cannot " + msg);
var __privateIn = (member, obj) => Object(obj) !== obj ? __typeError('Cannot use the "in" operator on this value') : member.has(obj);
var __privateGet = (obj, member, getter) => (__accessCheck(obj, member, "read from private field"), getter ? getter.call(obj) : member.get(obj));
var __privateAdd = (obj, member, value) => member.has(obj) ? __typeError("Cannot add the same private member more than once") : member instanceof WeakSet ? member.add(obj) : member.set(obj, value);
var __privateSet = (obj, member, value, setter) => (__accessCheck(obj, member, "write to private field"), setter ? setter.call(obj, value) : member.set(obj, value), value);
var __privateMethod = (obj, member, method) => (__accessCheck(obj, member, "access private method"), method);
var _next_dec, _text_dec, _size_dec, _init, _size, _next, _never_dec, _card_dec, _plain_dec, _title_dec, _Deck_decorators, _init2, _title, _card, _never, _title_dec2, _zoom_dec, _a, _RoundedDeck_decorators, _init3, _zoom, _title2;
import { branchable, timeline, tracked } from "janus-ts";
_size_dec = [tracked], _text_dec = [tracked], _next_dec = [tracked];
class Card {
  constructor() {
    __privateAdd(this, _size, __runInitializers(_init, 8, this, 1)), __runInitializers(_init, 11, this);
    this.untracked = "u";
    this.text = __runInitializers(_init, 16, this, "empty"), __runInitializers(_init, 19, this);
    __privateAdd(this, _next, __runInitializers(_init, 12, this)), __runInitializers(_init, 15, this);
  }
}
_init = __decoratorStart(null);
_size = new WeakMap();
_next = new WeakMap();
__decorateElement(_init, 4, "size", _size_dec, Card, _size);
__decorateElement(_init, 4, "next", _next_dec, Card, _next);
__decorateElement(_init, 5, "text", _text_dec, Card);
__decoratorMetadata(_init, Card);
_Deck_decorators = [timeline()], _title_dec = [tracked], _plain_dec = [tracked], _card_dec = [tracked], _never_dec = [tracked];
class Deck {
  constructor(title) {
    __privateAdd(this, _title, __runInitializers(_init2, 8, this, "Untitled")), __runInitializers(_init2, 11, this);
    this.between = "b";
    this.plain = __runInitializers(_init2, 20, this, 1), __runInitializers(_init2, 23, this);
    __privateAdd(this, _card, __runInitializers(_init2, 12, this, new Card())), __runInitializers(_init2, 15, this);
    __privateAdd(this, _never, __runInitializers(_init2, 16, this)), __runInitializers(_init2, 19, this);
    if (title !== void 0) this.title = title;
  }
}
_init2 = __decoratorStart(null);
_title = new WeakMap();
_card = new WeakMap();
_never = new WeakMap();
__decorateElement(_init2, 4, "title", _title_dec, Deck, _title);
__decorateElement(_init2, 4, "card", _card_dec, Deck, _card);
__decorateElement(_init2, 4, "never", _never_dec, Deck, _never);
__decorateElement(_init2, 5, "plain", _plain_dec, Deck);
Deck = __decorateElement(_init2, 0, "Deck", _Deck_decorators, Deck);
__runInitializers(_init2, 1, Deck);
_RoundedDeck_decorators = [timeline()];
class RoundedDeck extends (_a = Deck, _zoom_dec = [tracked({ coerce: (value) => Math.round(value) })], _title_dec2 = [branchable], _a) {
  constructor() {
    super(...arguments);
    __privateAdd(this, _zoom, __runInitializers(_init3, 8, this, 1.4)), __runInitializers(_init3, 11, this);
    __privateAdd(this, _title2, __runInitializers(_init3, 12, this, "rounded")), __runInitializers(_init3, 15, this);
  }
}
_init3 = __decoratorStart(_a);
_zoom = new WeakMap();
_title2 = new WeakMap();
__decorateElement(_init3, 4, "zoom", _zoom_dec, RoundedDeck, _zoom);
__decorateElement(_init3, 4, "title", _title_dec2, RoundedDeck, _title2);
RoundedDeck = __decorateElement(_init3, 0, "RoundedDeck", _RoundedDeck_decorators, RoundedDeck);
__runInitializers(_init3, 1, RoundedDeck);
class HidingDeck extends Deck {
  #title = "hidden";
  get title() {
    return this.#title;
  }
  set title(_) {
    this.#title = _;
  }
}
class PlainDeck extends Deck {
  constructor() {
    super(...arguments);
    this.own = 1;
  }
}
const loose = tracked;
function staticAccessor() {
  var _field_dec, _init4, _field;
  _field_dec = [loose];
  class Static {
  }
  _init4 = __decoratorStart(null);
  _field = new WeakMap();
  __decorateElement(_init4, 12, "field", _field_dec, Static, _field);
  __decoratorMetadata(_init4, Static);
  __privateAdd(Static, _field, __runInitializers(_init4, 8, Static, 1)), __runInitializers(_init4, 11, Static);
  return Static;
}
export {
  Card,
  Deck,
  HidingDeck,
  PlainDeck,
  RoundedDeck,
  staticAccessor
};
