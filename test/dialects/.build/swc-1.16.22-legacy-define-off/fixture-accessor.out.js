function _ts_decorate(decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") {
        r = Reflect.decorate(decorators, target, key, desc);
    } else {
        for(var i = decorators.length - 1; i >= 0; i--){
            if (d = decorators[i]) {
                r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
            }
        }
    }
    return c > 3 && r && Object.defineProperty(target, key, r), r;
}
function _ts_metadata(metadataKey, metadataValue) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") {
        return Reflect.metadata(metadataKey, metadataValue);
    }
}
// The `accessor` fields of the dialect matrix; see `fixture.ts`.
import { branchable, timeline, tracked } from 'janus-ts';
/** A part with both kinds of fields. */ export class Card {
    @tracked
    accessor size = 1;
    @tracked
    accessor next;
    constructor(){
        this.untracked = 'u';
        this.text = 'empty';
    }
}
_ts_decorate([
    tracked
], Card.prototype, "text", void 0);
export class Deck {
    @tracked
    accessor title = 'Untitled';
    @tracked
    accessor card = new Card();
    @tracked
    accessor never;
    constructor(title){
        this.between = 'b';
        this.plain = 1;
        if (title !== undefined) this.title = title;
    }
}
_ts_decorate([
    tracked
], Deck.prototype, "plain", void 0);
Deck = _ts_decorate([
    timeline(),
    _ts_metadata("design:type", Function),
    _ts_metadata("design:paramtypes", [
        String
    ])
], Deck);
export class RoundedDeck extends Deck {
    @tracked({
        coerce: (value)=>Math.round(value)
    })
    accessor zoom = 1.4;
    @branchable
    accessor title = 'rounded';
}
RoundedDeck = _ts_decorate([
    timeline()
], RoundedDeck);
/** Hides an `accessor` field: no decorator on the class, none on the field. */ export class HidingDeck extends Deck {
    accessor title = 'hidden';
}
/** Adds nothing tracked. */ export class PlainDeck extends Deck {
    constructor(...args){
        super(...args), this.own = 1;
    }
}
// Types forbid some of these in one dialect and some in the other.
const loose = tracked;
/** A placement that must be refused when the class is defined. */ export function staticAccessor() {
    class Static {
        @loose
        static accessor field = 1;
    }
    return Static;
}
