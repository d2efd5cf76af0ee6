var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __decorateClass = (decorators, target, key, kind) => {
  var result = kind > 1 ? void 0 : kind ? __getOwnPropDesc(target, key) : target;
  for (var i = decorators.length - 1, decorator; i >= 0; i--)
    if (decorator = decorators[i])
      result = (kind ? decorator(target, key, result) : decorator(result)) || result;
  if (kind && result) __defProp(target, key, result);
  return result;
};
import { branchable, timeline, tracked } from "janus-ts";
class Card {
  #size = 1;
  get size() {
    return this.#size;
  }
  set size(_) {
    this.#size = _;
  }
  untracked = "u";
  text = "empty";
  #next;
  get next() {
    return this.#next;
  }
  set next(_) {
    this.#next = _;
  }
}
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
  #title = "Untitled";
  get title() {
    return this.#title;
  }
  set title(_) {
    this.#title = _;
  }
  between = "b";
  plain = 1;
  #card = new Card();
  get card() {
    return this.#card;
  }
  set card(_) {
    this.#card = _;
  }
  #never;
  get never() {
    return this.#never;
  }
  set never(_) {
    this.#never = _;
  }
  constructor(title) {
    if (title !== void 0) this.title = title;
  }
};
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
  own = 1;
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
