var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __classPrivateFieldGet = (this && this.__classPrivateFieldGet) || function (receiver, state, kind, f) {
    if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a getter");
    if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot read private member from an object whose class did not declare it");
    return kind === "m" ? f : kind === "a" ? f.call(receiver) : f ? f.value : state.get(receiver);
};
var __classPrivateFieldSet = (this && this.__classPrivateFieldSet) || function (receiver, state, value, kind, f) {
    if (kind === "m") throw new TypeError("Private method is not writable");
    if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a setter");
    if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot write private member to an object whose class did not declare it");
    return (kind === "a" ? f.call(receiver, value) : f ? f.value = value : state.set(receiver, value)), value;
};
var _Card_size_accessor_storage, _Card_next_accessor_storage, _Deck_title_accessor_storage, _Deck_card_accessor_storage, _Deck_never_accessor_storage, _RoundedDeck_zoom_accessor_storage, _RoundedDeck_title_1_accessor_storage, _HidingDeck_title_2_accessor_storage;
// The `accessor` fields of the dialect matrix; see `fixture.ts`.
import { branchable, timeline, tracked } from 'janus-ts';
/** A part with both kinds of fields. */
export class Card {
    constructor() {
        _Card_size_accessor_storage.set(this, 1);
        this.untracked = 'u';
        this.text = 'empty';
        _Card_next_accessor_storage.set(this, void 0);
    }
    get size() { return __classPrivateFieldGet(this, _Card_size_accessor_storage, "f"); }
    set size(value) { __classPrivateFieldSet(this, _Card_size_accessor_storage, value, "f"); }
    get next() { return __classPrivateFieldGet(this, _Card_next_accessor_storage, "f"); }
    set next(value) { __classPrivateFieldSet(this, _Card_next_accessor_storage, value, "f"); }
}
_Card_size_accessor_storage = new WeakMap(), _Card_next_accessor_storage = new WeakMap();
__decorate([
    tracked
], Card.prototype, "size", null);
__decorate([
    tracked
], Card.prototype, "text", void 0);
__decorate([
    tracked
], Card.prototype, "next", null);
/** An owner whose `accessor` field has an initial value, one that holds a part, and one that stays undefined. */
let Deck = class Deck {
    get title() { return __classPrivateFieldGet(this, _Deck_title_accessor_storage, "f"); }
    set title(value) { __classPrivateFieldSet(this, _Deck_title_accessor_storage, value, "f"); }
    get card() { return __classPrivateFieldGet(this, _Deck_card_accessor_storage, "f"); }
    set card(value) { __classPrivateFieldSet(this, _Deck_card_accessor_storage, value, "f"); }
    get never() { return __classPrivateFieldGet(this, _Deck_never_accessor_storage, "f"); }
    set never(value) { __classPrivateFieldSet(this, _Deck_never_accessor_storage, value, "f"); }
    constructor(title) {
        _Deck_title_accessor_storage.set(this, 'Untitled');
        this.between = 'b';
        this.plain = 1;
        _Deck_card_accessor_storage.set(this, new Card());
        _Deck_never_accessor_storage.set(this, void 0);
        if (title !== undefined)
            this.title = title;
    }
};
_Deck_title_accessor_storage = new WeakMap();
_Deck_card_accessor_storage = new WeakMap();
_Deck_never_accessor_storage = new WeakMap();
__decorate([
    tracked
], Deck.prototype, "title", null);
__decorate([
    tracked
], Deck.prototype, "plain", void 0);
__decorate([
    tracked
], Deck.prototype, "card", null);
__decorate([
    tracked
], Deck.prototype, "never", null);
Deck = __decorate([
    timeline()
], Deck);
export { Deck };
/** A decorated override of an `accessor` field, with options of its own. */
let RoundedDeck = class RoundedDeck extends Deck {
    constructor() {
        super(...arguments);
        _RoundedDeck_zoom_accessor_storage.set(this, 1.4);
        _RoundedDeck_title_1_accessor_storage.set(this, 'rounded');
    }
    get zoom() { return __classPrivateFieldGet(this, _RoundedDeck_zoom_accessor_storage, "f"); }
    set zoom(value) { __classPrivateFieldSet(this, _RoundedDeck_zoom_accessor_storage, value, "f"); }
    get title() { return __classPrivateFieldGet(this, _RoundedDeck_title_1_accessor_storage, "f"); }
    set title(value) { __classPrivateFieldSet(this, _RoundedDeck_title_1_accessor_storage, value, "f"); }
};
_RoundedDeck_zoom_accessor_storage = new WeakMap();
_RoundedDeck_title_1_accessor_storage = new WeakMap();
__decorate([
    tracked({ coerce: (value) => Math.round(value) })
], RoundedDeck.prototype, "zoom", null);
__decorate([
    branchable
], RoundedDeck.prototype, "title", null);
RoundedDeck = __decorate([
    timeline()
], RoundedDeck);
export { RoundedDeck };
/** Hides an `accessor` field: no decorator on the class, none on the field. */
export class HidingDeck extends Deck {
    constructor() {
        super(...arguments);
        _HidingDeck_title_2_accessor_storage.set(this, 'hidden');
    }
    get title() { return __classPrivateFieldGet(this, _HidingDeck_title_2_accessor_storage, "f"); }
    set title(value) { __classPrivateFieldSet(this, _HidingDeck_title_2_accessor_storage, value, "f"); }
}
_HidingDeck_title_2_accessor_storage = new WeakMap();
/** Adds nothing tracked. */
export class PlainDeck extends Deck {
    constructor() {
        super(...arguments);
        this.own = 1;
    }
}
// Types forbid some of these in one dialect and some in the other.
const loose = tracked;
/** A placement that must be refused when the class is defined. */
export function staticAccessor() {
    var _a, _Static_field_accessor_storage;
    class Static {
        static get field() { return __classPrivateFieldGet(_a, _a, "f", _Static_field_accessor_storage); }
        static set field(value) { __classPrivateFieldSet(_a, _a, value, "f", _Static_field_accessor_storage); }
    }
    _a = Static;
    _Static_field_accessor_storage = { value: 1 };
    __decorate([
        loose
    ], Static, "field", null);
    return Static;
}
