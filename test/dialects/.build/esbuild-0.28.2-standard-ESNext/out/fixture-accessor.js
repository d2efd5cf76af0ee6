import { branchable, timeline, tracked } from "janus-ts";
class Card {
  @tracked accessor size = 1;
  untracked = "u";
  @tracked text = "empty";
  @tracked accessor next;
}
@timeline()
class Deck {
  @tracked accessor title = "Untitled";
  between = "b";
  @tracked plain = 1;
  @tracked accessor card = new Card();
  @tracked accessor never;
  constructor(title) {
    if (title !== void 0) this.title = title;
  }
}
@timeline()
class RoundedDeck extends Deck {
  @tracked({ coerce: (value) => Math.round(value) }) accessor zoom = 1.4;
  @branchable accessor title = "rounded";
}
class HidingDeck extends Deck {
  accessor title = "hidden";
}
class PlainDeck extends Deck {
  own = 1;
}
const loose = tracked;
function staticAccessor() {
  class Static {
    @loose static accessor field = 1;
  }
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
