import { n as __decorateMetadata, t as __decorate } from "./decorate-BQtbuRh3.js";
import { branchable, timeline, tracked } from "janus-ts";
// test/dialects/.build/Vite-8.3.8-legacy-define-on/fixture-accessor.ts
/** A part with both kinds of fields. */
var Card = class {
	#_size_accessor_storage = 1;
	get size() {
		return this.#_size_accessor_storage;
	}
	set size(value) {
		this.#_size_accessor_storage = value;
	}
	untracked = "u";
	text = "empty";
	#_next_accessor_storage;
	get next() {
		return this.#_next_accessor_storage;
	}
	set next(value) {
		this.#_next_accessor_storage = value;
	}
};
__decorate([
	tracked,
	__decorateMetadata("design:type", Object),
	__decorateMetadata("design:paramtypes", [])
], Card.prototype, "size", null);
__decorate([tracked, __decorateMetadata("design:type", Object)], Card.prototype, "text", void 0);
__decorate([
	tracked,
	__decorateMetadata("design:type", Object),
	__decorateMetadata("design:paramtypes", [])
], Card.prototype, "next", null);
var Deck = class Deck {
	#_title_accessor_storage = "Untitled";
	get title() {
		return this.#_title_accessor_storage;
	}
	set title(value) {
		this.#_title_accessor_storage = value;
	}
	between = "b";
	plain = 1;
	#_card_accessor_storage = new Card();
	get card() {
		return this.#_card_accessor_storage;
	}
	set card(value) {
		this.#_card_accessor_storage = value;
	}
	#_never_accessor_storage;
	get never() {
		return this.#_never_accessor_storage;
	}
	set never(value) {
		this.#_never_accessor_storage = value;
	}
	constructor(title) {
		if (title !== void 0) this.title = title;
	}
};
__decorate([
	tracked,
	__decorateMetadata("design:type", String),
	__decorateMetadata("design:paramtypes", [])
], Deck.prototype, "title", null);
__decorate([tracked, __decorateMetadata("design:type", Object)], Deck.prototype, "plain", void 0);
__decorate([
	tracked,
	__decorateMetadata("design:type", Object),
	__decorateMetadata("design:paramtypes", [])
], Deck.prototype, "card", null);
__decorate([
	tracked,
	__decorateMetadata("design:type", Object),
	__decorateMetadata("design:paramtypes", [])
], Deck.prototype, "never", null);
Deck = __decorate([timeline(), __decorateMetadata("design:paramtypes", [String])], Deck);
var RoundedDeck = class RoundedDeck extends Deck {
	#_zoom_accessor_storage = 1.4;
	get zoom() {
		return this.#_zoom_accessor_storage;
	}
	set zoom(value) {
		this.#_zoom_accessor_storage = value;
	}
	#_title_accessor_storage = "rounded";
	get title() {
		return this.#_title_accessor_storage;
	}
	set title(value) {
		this.#_title_accessor_storage = value;
	}
};
__decorate([
	tracked({ coerce: (value) => Math.round(value) }),
	__decorateMetadata("design:type", Object),
	__decorateMetadata("design:paramtypes", [])
], RoundedDeck.prototype, "zoom", null);
__decorate([
	branchable,
	__decorateMetadata("design:type", Object),
	__decorateMetadata("design:paramtypes", [])
], RoundedDeck.prototype, "title", null);
RoundedDeck = __decorate([timeline()], RoundedDeck);
/** Hides an `accessor` field: no decorator on the class, none on the field. */
var HidingDeck = class extends Deck {
	#_title_accessor_storage = "hidden";
	get title() {
		return this.#_title_accessor_storage;
	}
	set title(value) {
		this.#_title_accessor_storage = value;
	}
};
/** Adds nothing tracked. */
var PlainDeck = class extends Deck {
	own = 1;
};
var loose = tracked;
/** A placement that must be refused when the class is defined. */
function staticAccessor() {
	class Static {
		static #_field_accessor_storage = 1;
		static get field() {
			return Static.#_field_accessor_storage;
		}
		static set field(value) {
			Static.#_field_accessor_storage = value;
		}
	}
	__decorate([
		loose,
		__decorateMetadata("design:type", Object),
		__decorateMetadata("design:paramtypes", [])
	], Static, "field", null);
	return Static;
}
export { Card, Deck, HidingDeck, PlainDeck, RoundedDeck, staticAccessor };
