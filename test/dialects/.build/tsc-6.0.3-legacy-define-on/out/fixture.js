var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
var Board_1, Poster_1, Single_1;
var _a;
// The classes of the dialect matrix: every compiler and mode compiles this one file, and `scenario.mjs` asks what became
// of them. Classes that a check makes for the first time, in an order that matters, are made by functions.
//
// `accessor` fields have a file of their own (`fixture-accessor.ts`): one compiler leaves the keyword in its output, and
// then no class of the file can be loaded.
import { branchable, timeline, tracked } from 'janus-ts';
/** A part: tracked fields between untracked ones, a private one, and a reference to another part. */
export class Note {
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
__decorate([
    tracked,
    __metadata("design:type", Object)
], Note.prototype, "text", void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Note.prototype, "next", void 0);
/** A part with a tracked field of its own. */
export class LongNote extends Note {
    pages = 1;
}
__decorate([
    tracked,
    __metadata("design:type", Object)
], LongNote.prototype, "pages", void 0);
/** A part that declares a tracked field again, without a decorator. */
export class LoudNote extends Note {
    text = 'loud';
}
/** An owner whose code inside the class speaks of the class. */
let Board = class Board {
    static { Board_1 = this; }
    static made = 0;
    static kinds = ['plain'];
    static create(title) {
        return new Board_1(title);
    }
    static self() {
        return Board_1;
    }
    static isBoard(value) {
        return value instanceof Board_1;
    }
    title;
    before = 'b';
    zoom = 2;
    note;
    after = 'a';
    never;
    #seen = [];
    target;
    constructor(title = 'Untitled') {
        this.title = 'first of two';
        this.title = title;
        this.target = new.target;
        this.#seen.push(title);
        Board_1.made++;
        if (title === 'throw')
            throw new RangeError('wanted');
    }
    get seen() {
        return this.#copy();
    }
    #copy() {
        return [...this.#seen];
    }
    describe() {
        return `${this.title} at ${String(this.zoom)}`;
    }
};
__decorate([
    tracked,
    __metadata("design:type", String)
], Board.prototype, "title", void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Board.prototype, "zoom", void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Board.prototype, "note", void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Board.prototype, "never", void 0);
Board = Board_1 = __decorate([
    timeline(),
    __metadata("design:paramtypes", [Object])
], Board);
export { Board };
/** Three levels, every one decorated. */
let Poster = class Poster extends Board {
    static { Poster_1 = this; }
    static posters = 0;
    ink = 'black';
    zoom = 5;
    constructor(title = 'poster') {
        super(title);
        this.title = `${title}!`;
        Poster_1.posters++;
    }
    get seen() {
        return [...super.seen, 'poster'];
    }
    describe() {
        return `${super.describe()} in ${this.ink}`;
    }
};
__decorate([
    tracked,
    __metadata("design:type", Object)
], Poster.prototype, "ink", void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Poster.prototype, "zoom", void 0);
Poster = Poster_1 = __decorate([
    timeline(),
    __metadata("design:paramtypes", [Object])
], Poster);
export { Poster };
let Banner = class Banner extends Poster {
    length = 3;
    wind = 'calm';
    get seen() {
        return [...super.seen, 'banner'];
    }
};
__decorate([
    tracked,
    __metadata("design:type", Object)
], Banner.prototype, "wind", void 0);
Banner = __decorate([
    timeline()
], Banner);
export { Banner };
/** A subclass that adds no tracked field needs no decorator. */
export class Plain extends Board {
    own = 1;
    get seen() {
        return [...super.seen, 'plain'];
    }
}
/** A plain subclass of a plain subclass of a subclass. */
export class Deep extends Banner {
    deep = true;
}
export class Deeper extends Deep {
    deeper = true;
}
/** Hides a tracked field: no decorator on the class, none on the field. */
export class Hiding extends Board {
    title = 'hidden';
}
/** Hides a tracked field, but its class is decorated. */
let Redeclaring = class Redeclaring extends Board {
    title = 'declared again';
};
Redeclaring = __decorate([
    timeline()
], Redeclaring);
export { Redeclaring };
/** The first instance of the hierarchy is made of the subclass that declares a field again. */
export function redeclaredBeforeBase() {
    let Base = class Base {
        title = 'base';
    };
    __decorate([
        tracked,
        __metadata("design:type", Object)
    ], Base.prototype, "title", void 0);
    Base = __decorate([
        timeline()
    ], Base);
    let Sub = class Sub extends Base {
        title = 'sub';
    };
    Sub = __decorate([
        timeline()
    ], Sub);
    return { Base, Sub };
}
/** A subclass with a tracked field, but without `@timeline`. */
export function forgottenSubclass() {
    class Forgotten extends Board {
        mine = 1;
    }
    __decorate([
        tracked,
        __metadata("design:type", Object)
    ], Forgotten.prototype, "mine", void 0);
    return Forgotten;
}
/** A mixin with a tracked field and a private one. */
export function withColor(Base) {
    class Colored extends Base {
        color = 'red';
        #dips = 0;
        dip(color) {
            this.color = color;
            return ++this.#dips;
        }
    }
    __decorate([
        tracked,
        __metadata("design:type", Object)
    ], Colored.prototype, "color", void 0);
    return Colored;
}
/** A part and two owners with the mixin in their chains. */
export class ColoredNote extends withColor(Note) {
}
let ColoredBoard = class ColoredBoard extends withColor(Board) {
};
ColoredBoard = __decorate([
    timeline()
], ColoredBoard);
export { ColoredBoard };
let OtherColoredBoard = class OtherColoredBoard extends withColor(withSize(Board)) {
};
OtherColoredBoard = __decorate([
    timeline()
], OtherColoredBoard);
export { OtherColoredBoard };
function withSize(Base) {
    class Sized extends Base {
        size = 10;
    }
    __decorate([
        tracked,
        __metadata("design:type", Object)
    ], Sized.prototype, "size", void 0);
    return Sized;
}
export const foreign = { title: 'mine' };
/** A constructor that returns an object of no class of ours. */
let ReturnsForeign = class ReturnsForeign {
    title = 'x';
    constructor() {
        return foreign;
    }
};
__decorate([
    tracked,
    __metadata("design:type", Object)
], ReturnsForeign.prototype, "title", void 0);
ReturnsForeign = __decorate([
    timeline(),
    __metadata("design:paramtypes", [])
], ReturnsForeign);
export { ReturnsForeign };
/** Fields that land on whatever a base constructor returned. */
class ReturnsGiven {
    constructor(given) {
        return given;
    }
}
export class Stamped extends ReturnsGiven {
    stamp = 'stamped';
}
__decorate([
    tracked,
    __metadata("design:type", Object)
], Stamped.prototype, "stamp", void 0);
/** A constructor that returns the first instance. */
let Single = class Single {
    static { Single_1 = this; }
    static only;
    title = 'x';
    constructor() {
        if (Single_1.only !== undefined)
            return Single_1.only;
        Single_1.only = this;
    }
};
__decorate([
    tracked,
    __metadata("design:type", Object)
], Single.prototype, "title", void 0);
Single = Single_1 = __decorate([
    timeline(),
    __metadata("design:paramtypes", [])
], Single);
export { Single };
/** What {@link Fragile} gives its second field. */
export const supply = { second: () => 'second' };
/** A second instance after one whose field initializer threw. */
let Fragile = class Fragile {
    first = 'first';
    second = supply.second();
    third = 'third';
};
__decorate([
    tracked,
    __metadata("design:type", Object)
], Fragile.prototype, "first", void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Fragile.prototype, "second", void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Fragile.prototype, "third", void 0);
Fragile = __decorate([
    timeline()
], Fragile);
export { Fragile };
/** Two fields in another order than those of {@link Fragile}; used as a foreign `new.target`. */
export class OtherOrder {
    third = 'other third';
    first = 'other first';
}
__decorate([
    tracked,
    __metadata("design:type", Object)
], OtherOrder.prototype, "third", void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], OtherOrder.prototype, "first", void 0);
/** Options, policies and coercion. */
let Purse = class Purse {
    amount = 0;
    label = '';
    rounded = 1.4;
    anything = ['a'];
};
__decorate([
    branchable({ merge: 'sum' }),
    __metadata("design:type", Object)
], Purse.prototype, "amount", void 0);
__decorate([
    branchable,
    __metadata("design:type", Object)
], Purse.prototype, "label", void 0);
__decorate([
    tracked({ coerce: (value) => Math.round(value) }),
    __metadata("design:type", Object)
], Purse.prototype, "rounded", void 0);
__decorate([
    tracked.ref,
    __metadata("design:type", Object)
], Purse.prototype, "anything", void 0);
Purse = __decorate([
    timeline({ name: 'Purse' })
], Purse);
export { Purse };
/** A symbol, a number and a string that is no identifier as names; an arrow function that holds `this`. */
export const symbolField = Symbol('field');
let Names = class Names {
    [_a = symbolField] = 1;
    7 = 'seven';
    'two words' = 'words';
    plain = 1;
    bump = () => ++this.plain;
};
__decorate([
    tracked,
    __metadata("design:type", Object)
], Names.prototype, _a, void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Names.prototype, 7, void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Names.prototype, "two words", void 0);
__decorate([
    tracked,
    __metadata("design:type", Object)
], Names.prototype, "plain", void 0);
Names = __decorate([
    timeline()
], Names);
export { Names };
// Types forbid some of these in one dialect and some in the other.
const loose = tracked;
/** Placements that must be refused when the class is defined. */
export const misplaced = {
    static: () => {
        class Static {
            static field = 1;
        }
        __decorate([
            loose,
            __metadata("design:type", Object)
        ], Static, "field", void 0);
        return Static;
    },
    method: () => {
        class Method {
            method() {
                return 1;
            }
        }
        __decorate([
            loose,
            __metadata("design:type", Function),
            __metadata("design:paramtypes", []),
            __metadata("design:returntype", Number)
        ], Method.prototype, "method", null);
        return Method;
    },
    getter: () => {
        class Getter {
            held = 1;
            get field() {
                return this.held;
            }
        }
        __decorate([
            loose,
            __metadata("design:type", Number),
            __metadata("design:paramtypes", [])
        ], Getter.prototype, "field", null);
        return Getter;
    },
};
