var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
// The `accessor` fields of the dialect matrix; see `fixture.ts`.
import { branchable, timeline, tracked } from 'janus-ts';
/** A part with both kinds of fields. */
export class Card {
    #size_accessor_storage = 1;
    get size() { return this.#size_accessor_storage; }
    set size(value) { this.#size_accessor_storage = value; }
    untracked = 'u';
    text = 'empty';
    #next_accessor_storage;
    get next() { return this.#next_accessor_storage; }
    set next(value) { this.#next_accessor_storage = value; }
}
__decorate([
    tracked,
    __metadata("design:type", Object)
], Card.prototype, "size", null);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Card.prototype, "text", void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Card.prototype, "next", null);
/** An owner whose `accessor` field has an initial value, one that holds a part, and one that stays undefined. */
let Deck = class Deck {
    #title_accessor_storage = 'Untitled';
    get title() { return this.#title_accessor_storage; }
    set title(value) { this.#title_accessor_storage = value; }
    between = 'b';
    plain = 1;
    #card_accessor_storage = new Card();
    get card() { return this.#card_accessor_storage; }
    set card(value) { this.#card_accessor_storage = value; }
    #never_accessor_storage;
    get never() { return this.#never_accessor_storage; }
    set never(value) { this.#never_accessor_storage = value; }
    constructor(title) {
        if (title !== undefined)
            this.title = title;
    }
};
__decorate([
    tracked,
    __metadata("design:type", String)
], Deck.prototype, "title", null);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Deck.prototype, "plain", void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Deck.prototype, "card", null);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Deck.prototype, "never", null);
Deck = __decorate([
    timeline(),
    __metadata("design:paramtypes", [String])
], Deck);
export { Deck };
/** A decorated override of an `accessor` field, with options of its own. */
let RoundedDeck = class RoundedDeck extends Deck {
    #zoom_accessor_storage = 1.4;
    get zoom() { return this.#zoom_accessor_storage; }
    set zoom(value) { this.#zoom_accessor_storage = value; }
    #title_accessor_storage = 'rounded';
    get title() { return this.#title_accessor_storage; }
    set title(value) { this.#title_accessor_storage = value; }
};
__decorate([
    tracked({ coerce: (value) => Math.round(value) }),
    __metadata("design:type", Object)
], RoundedDeck.prototype, "zoom", null);
__decorate([
    branchable,
    __metadata("design:type", Object)
], RoundedDeck.prototype, "title", null);
RoundedDeck = __decorate([
    timeline()
], RoundedDeck);
export { RoundedDeck };
/** Hides an `accessor` field: no decorator on the class, none on the field. */
export class HidingDeck extends Deck {
    #title_accessor_storage = 'hidden';
    get title() { return this.#title_accessor_storage; }
    set title(value) { this.#title_accessor_storage = value; }
}
/** Adds nothing tracked. */
export class PlainDeck extends Deck {
    own = 1;
}
// Types forbid some of these in one dialect and some in the other.
const loose = tracked;
/** A placement that must be refused when the class is defined. */
export function staticAccessor() {
    class Static {
        static #field_accessor_storage = 1;
        static get field() { return Static.#field_accessor_storage; }
        static set field(value) { Static.#field_accessor_storage = value; }
    }
    __decorate([
        loose,
        __metadata("design:type", Object)
    ], Static, "field", null);
    return Static;
}
