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
// The classes of the dialect matrix: every compiler and mode compiles this one file, and `scenario.mjs` asks what became
// of them. Classes that a check makes for the first time, in an order that matters, are made by functions.
//
// `accessor` fields have a file of their own (`fixture-accessor.ts`): one compiler leaves the keyword in its output, and
// then no class of the file can be loaded.
import { branchable, timeline, tracked } from 'janus-ts';
/** A part: tracked fields between untracked ones, a private one, and a reference to another part. */ export class Note {
    first = 'first';
    text = 'empty';
    between = 'between';
    next;
    last = 'last';
    #secret = 7;
    get secret() {
        return this.#secret;
    }
}
_ts_decorate([
    tracked
], Note.prototype, "text", void 0);
_ts_decorate([
    tracked,
    _ts_metadata("design:type", Object)
], Note.prototype, "next", void 0);
/** A part with a tracked field of its own. */ export class LongNote extends Note {
    pages = 1;
}
_ts_decorate([
    tracked
], LongNote.prototype, "pages", void 0);
/** A part that declares a tracked field again, without a decorator. */ export class LoudNote extends Note {
    text = 'loud';
}
export class Board {
    static made = 0;
    static kinds = [
        'plain'
    ];
    static create(title) {
        return new Board(title);
    }
    static self() {
        return Board;
    }
    static isBoard(value) {
        return value instanceof Board;
    }
    title;
    before = 'b';
    zoom = 2;
    note;
    after = 'a';
    never;
    #seen = [];
    target;
    constructor(title = 'Untitled'){
        this.title = 'first of two';
        this.title = title;
        this.target = new.target;
        this.#seen.push(title);
        Board.made++;
        if (title === 'throw') throw new RangeError('wanted');
    }
    get seen() {
        return this.#copy();
    }
    #copy() {
        return [
            ...this.#seen
        ];
    }
    describe() {
        return `${this.title} at ${String(this.zoom)}`;
    }
}
_ts_decorate([
    tracked,
    _ts_metadata("design:type", String)
], Board.prototype, "title", void 0);
_ts_decorate([
    tracked
], Board.prototype, "zoom", void 0);
_ts_decorate([
    tracked,
    _ts_metadata("design:type", Object)
], Board.prototype, "note", void 0);
_ts_decorate([
    tracked,
    _ts_metadata("design:type", Object)
], Board.prototype, "never", void 0);
Board = _ts_decorate([
    timeline(),
    _ts_metadata("design:type", Function),
    _ts_metadata("design:paramtypes", [
        void 0
    ])
], Board);
export class Poster extends Board {
    static posters = 0;
    ink = 'black';
    zoom = 5;
    constructor(title = 'poster'){
        super(title);
        this.title = `${title}!`;
        Poster.posters++;
    }
    get seen() {
        return [
            ...super.seen,
            'poster'
        ];
    }
    describe() {
        return `${super.describe()} in ${this.ink}`;
    }
}
_ts_decorate([
    tracked
], Poster.prototype, "ink", void 0);
_ts_decorate([
    tracked
], Poster.prototype, "zoom", void 0);
Poster = _ts_decorate([
    timeline(),
    _ts_metadata("design:type", Function),
    _ts_metadata("design:paramtypes", [
        void 0
    ])
], Poster);
export class Banner extends Poster {
    length = 3;
    wind = 'calm';
    get seen() {
        return [
            ...super.seen,
            'banner'
        ];
    }
}
_ts_decorate([
    tracked
], Banner.prototype, "wind", void 0);
Banner = _ts_decorate([
    timeline()
], Banner);
/** A subclass that adds no tracked field needs no decorator. */ export class Plain extends Board {
    own = 1;
    get seen() {
        return [
            ...super.seen,
            'plain'
        ];
    }
}
/** A plain subclass of a plain subclass of a subclass. */ export class Deep extends Banner {
    deep = true;
}
export class Deeper extends Deep {
    deeper = true;
}
/** Hides a tracked field: no decorator on the class, none on the field. */ export class Hiding extends Board {
    title = 'hidden';
}
export class Redeclaring extends Board {
    title = 'declared again';
}
Redeclaring = _ts_decorate([
    timeline()
], Redeclaring);
/** The first instance of the hierarchy is made of the subclass that declares a field again. */ export function redeclaredBeforeBase() {
    class Base {
        title = 'base';
    }
    _ts_decorate([
        tracked
    ], Base.prototype, "title", void 0);
    Base = _ts_decorate([
        timeline()
    ], Base);
    class Sub extends Base {
        title = 'sub';
    }
    Sub = _ts_decorate([
        timeline()
    ], Sub);
    return {
        Base,
        Sub
    };
}
/** A subclass with a tracked field, but without `@timeline`. */ export function forgottenSubclass() {
    class Forgotten extends Board {
        mine = 1;
    }
    _ts_decorate([
        tracked
    ], Forgotten.prototype, "mine", void 0);
    return Forgotten;
}
/** A mixin with a tracked field and a private one. */ export function withColor(Base) {
    class Colored extends Base {
        color = 'red';
        #dips = 0;
        dip(color) {
            this.color = color;
            return ++this.#dips;
        }
    }
    _ts_decorate([
        tracked
    ], Colored.prototype, "color", void 0);
    return Colored;
}
/** A part and two owners with the mixin in their chains. */ export class ColoredNote extends withColor(Note) {
}
export class ColoredBoard extends withColor(Board) {
}
ColoredBoard = _ts_decorate([
    timeline()
], ColoredBoard);
export class OtherColoredBoard extends withColor(withSize(Board)) {
}
OtherColoredBoard = _ts_decorate([
    timeline()
], OtherColoredBoard);
function withSize(Base) {
    class Sized extends Base {
        size = 10;
    }
    _ts_decorate([
        tracked
    ], Sized.prototype, "size", void 0);
    return Sized;
}
export const foreign = {
    title: 'mine'
};
export class ReturnsForeign {
    title = 'x';
    constructor(){
        return foreign;
    }
}
_ts_decorate([
    tracked
], ReturnsForeign.prototype, "title", void 0);
ReturnsForeign = _ts_decorate([
    timeline(),
    _ts_metadata("design:type", Function),
    _ts_metadata("design:paramtypes", [])
], ReturnsForeign);
/** Fields that land on whatever a base constructor returned. */ class ReturnsGiven {
    constructor(given){
        return given;
    }
}
export class Stamped extends ReturnsGiven {
    stamp = 'stamped';
}
_ts_decorate([
    tracked
], Stamped.prototype, "stamp", void 0);
export class Single {
    static only;
    title = 'x';
    constructor(){
        if (Single.only !== undefined) return Single.only;
        Single.only = this;
    }
}
_ts_decorate([
    tracked
], Single.prototype, "title", void 0);
Single = _ts_decorate([
    timeline(),
    _ts_metadata("design:type", Function),
    _ts_metadata("design:paramtypes", [])
], Single);
/** What {@link Fragile} gives its second field. */ export const supply = {
    second: ()=>'second'
};
export class Fragile {
    first = 'first';
    second = supply.second();
    third = 'third';
}
_ts_decorate([
    tracked
], Fragile.prototype, "first", void 0);
_ts_decorate([
    tracked
], Fragile.prototype, "second", void 0);
_ts_decorate([
    tracked
], Fragile.prototype, "third", void 0);
Fragile = _ts_decorate([
    timeline()
], Fragile);
/** Two fields in another order than those of {@link Fragile}; used as a foreign `new.target`. */ export class OtherOrder {
    third = 'other third';
    first = 'other first';
}
_ts_decorate([
    tracked
], OtherOrder.prototype, "third", void 0);
_ts_decorate([
    tracked
], OtherOrder.prototype, "first", void 0);
export class Purse {
    amount = 0;
    label = '';
    rounded = 1.4;
    anything = [
        'a'
    ];
}
_ts_decorate([
    branchable({
        merge: 'sum'
    })
], Purse.prototype, "amount", void 0);
_ts_decorate([
    branchable
], Purse.prototype, "label", void 0);
_ts_decorate([
    tracked({
        coerce: (value)=>Math.round(value)
    })
], Purse.prototype, "rounded", void 0);
_ts_decorate([
    tracked.ref,
    _ts_metadata("design:type", Object)
], Purse.prototype, "anything", void 0);
Purse = _ts_decorate([
    timeline({
        name: 'Purse'
    })
], Purse);
/** A symbol, a number and a string that is no identifier as names; an arrow function that holds `this`. */ export const symbolField = Symbol('field');
var _key;
_key = symbolField;
export class Names {
    [_key] = 1;
    7 = 'seven';
    'two words' = 'words';
    plain = 1;
    bump = ()=>++this.plain;
}
_ts_decorate([
    tracked
], Names.prototype, _key, void 0);
_ts_decorate([
    tracked
], Names.prototype, 7, void 0);
_ts_decorate([
    tracked
], Names.prototype, 'two words', void 0);
_ts_decorate([
    tracked
], Names.prototype, "plain", void 0);
Names = _ts_decorate([
    timeline()
], Names);
// Types forbid some of these in one dialect and some in the other.
const loose = tracked;
/** Placements that must be refused when the class is defined. */ export const misplaced = {
    static: ()=>{
        class Static {
            static field = 1;
        }
        _ts_decorate([
            loose
        ], Static, "field", void 0);
        return Static;
    },
    method: ()=>{
        class Method {
            method() {
                return 1;
            }
        }
        _ts_decorate([
            loose,
            _ts_metadata("design:type", Function),
            _ts_metadata("design:paramtypes", []),
            _ts_metadata("design:returntype", Number)
        ], Method.prototype, "method", null);
        return Method;
    },
    getter: ()=>{
        class Getter {
            held = 1;
            get field() {
                return this.held;
            }
        }
        _ts_decorate([
            loose,
            _ts_metadata("design:type", Number),
            _ts_metadata("design:paramtypes", [])
        ], Getter.prototype, "field", null);
        return Getter;
    }
};
