import { branchable, timeline, tracked } from "janus-ts";
// test/dialects/.build/Vite-8.3.8-no-experimentalDecorators/fixture-accessor.ts
/** A part with both kinds of fields. */
var Card = class {
	@tracked accessor size = 1;
	untracked = "u";
	@tracked text = "empty";
	@tracked accessor next;
};
var Deck = @timeline() class {
	@tracked accessor title = "Untitled";
	between = "b";
	@tracked plain = 1;
	@tracked accessor card = new Card();
	@tracked accessor never;
	constructor(title) {
		if (title !== void 0) this.title = title;
	}
};
var RoundedDeck = @timeline() class extends Deck {
	@tracked({ coerce: (value) => Math.round(value) }) accessor zoom = 1.4;
	@branchable accessor title = "rounded";
};
/** Hides an `accessor` field: no decorator on the class, none on the field. */
var HidingDeck = class extends Deck {
	accessor title = "hidden";
};
/** Adds nothing tracked. */
var PlainDeck = class extends Deck {
	own = 1;
};
var loose = tracked;
/** A placement that must be refused when the class is defined. */
function staticAccessor() {
	class Static {
		@loose static accessor field = 1;
	}
	return Static;
}
export { Card, Deck, HidingDeck, PlainDeck, RoundedDeck, staticAccessor };
