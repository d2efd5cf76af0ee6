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
var __privateSet = (obj, member, value, setter) => (__accessCheck(obj, member, "write to private field"), setter ? setter.call(obj, value) : member.set(obj, value), value);
var _size, _next, _title, _card, _never;
import { branchable, timeline, tracked } from "janus-ts";
class Card {
  constructor() {
    __privateAdd(this, _size, 1);
    this.untracked = "u";
    this.text = "empty";
    __privateAdd(this, _next);
  }
  get size() {
    return __privateGet(this, _size);
  }
  set size(_) {
    __privateSet(this, _size, _);
  }
  get next() {
    return __privateGet(this, _next);
  }
  set next(_) {
    __privateSet(this, _next, _);
  }
}
_size = new WeakMap();
_next = new WeakMap();
__decorateClass([
  tracked
], Card.prototype, "size", 1);
__decorateClass([
  tracked
], Card.prototype, "text", 2);
__decorateClass([
  tracked
], Card.prototype, "next", 1);
let Deck = class {
  constructor(title) {
    __privateAdd(this, _title, "Untitled");
    this.between = "b";
    this.plain = 1;
    __privateAdd(this, _card, new Card());
    __privateAdd(this, _never);
    if (title !== void 0) this.title = title;
  }
  get title() {
    return __privateGet(this, _title);
  }
  set title(_) {
    __privateSet(this, _title, _);
  }
  get card() {
    return __privateGet(this, _card);
  }
  set card(_) {
    __privateSet(this, _card, _);
  }
  get never() {
    return __privateGet(this, _never);
  }
  set never(_) {
    __privateSet(this, _never, _);
  }
};
_title = new WeakMap();
_card = new WeakMap();
_never = new WeakMap();
__decorateClass([
  tracked
], Deck.prototype, "title", 1);
__decorateClass([
  tracked
], Deck.prototype, "plain", 2);
__decorateClass([
  tracked
], Deck.prototype, "card", 1);
__decorateClass([
  tracked
], Deck.prototype, "never", 1);
Deck = __decorateClass([
  timeline()
], Deck);
let RoundedDeck = class extends Deck {
  #zoom = 1.4;
  get zoom() {
    return this.#zoom;
  }
  set zoom(_) {
    this.#zoom = _;
  }
  #title = "rounded";
  get title() {
    return this.#title;
  }
  set title(_) {
    this.#title = _;
  }
};
__decorateClass([
  tracked({ coerce: (value) => Math.round(value) })
], RoundedDeck.prototype, "zoom", 1);
__decorateClass([
  branchable
], RoundedDeck.prototype, "title", 1);
RoundedDeck = __decorateClass([
  timeline()
], RoundedDeck);
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
  class Static {
    static #field = 1;
    static get field() {
      return this.#field;
    }
    static set field(_) {
      this.#field = _;
    }
  }
  __decorateClass([
    loose
  ], Static, "field", 1);
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
