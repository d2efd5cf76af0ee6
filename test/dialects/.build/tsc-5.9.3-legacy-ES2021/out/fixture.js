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
var _Note_secret, _Board_instances, _Board_seen, _Board_copy;
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
    constructor() {
        this.first = 'first';
        this.text = 'empty';
        this.between = 'between';
        this.last = 'last';
        _Note_secret.set(this, 7);
    }
    get secret() {
        return __classPrivateFieldGet(this, _Note_secret, "f");
    }
}
_Note_secret = new WeakMap();
__decorate([
    tracked
], Note.prototype, "text", void 0);
__decorate([
    tracked
], Note.prototype, "next", void 0);
/** A part with a tracked field of its own. */
export class LongNote extends Note {
    constructor() {
        super(...arguments);
        this.pages = 1;
    }
}
__decorate([
    tracked
], LongNote.prototype, "pages", void 0);
/** A part that declares a tracked field again, without a decorator. */
export class LoudNote extends Note {
    constructor() {
        super(...arguments);
        this.text = 'loud';
    }
}
/** An owner whose code inside the class speaks of the class. */
let Board = Board_1 = class Board {
    static create(title) {
        return new Board_1(title);
    }
    static self() {
        return Board_1;
    }
    static isBoard(value) {
        return value instanceof Board_1;
    }
    constructor(title = 'Untitled') {
        _Board_instances.add(this);
        this.before = 'b';
        this.zoom = 2;
        this.after = 'a';
        _Board_seen.set(this, []);
        this.title = 'first of two';
        this.title = title;
        this.target = new.target;
        __classPrivateFieldGet(this, _Board_seen, "f").push(title);
        Board_1.made++;
        if (title === 'throw')
            throw new RangeError('wanted');
    }
    get seen() {
        return __classPrivateFieldGet(this, _Board_instances, "m", _Board_copy).call(this);
    }
    describe() {
        return `${this.title} at ${String(this.zoom)}`;
    }
};
_Board_seen = new WeakMap();
_Board_instances = new WeakSet();
_Board_copy = function _Board_copy() {
    return [...__classPrivateFieldGet(this, _Board_seen, "f")];
};
Board.made = 0;
Board.kinds = ['plain'];
__decorate([
    tracked
], Board.prototype, "title", void 0);
__decorate([
    tracked
], Board.prototype, "zoom", void 0);
__decorate([
    tracked
], Board.prototype, "note", void 0);
__decorate([
    tracked
], Board.prototype, "never", void 0);
Board = Board_1 = __decorate([
    timeline()
], Board);
export { Board };
/** Three levels, every one decorated. */
let Poster = Poster_1 = class Poster extends Board {
    constructor(title = 'poster') {
        super(title);
        this.ink = 'black';
        this.zoom = 5;
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
Poster.posters = 0;
__decorate([
    tracked
], Poster.prototype, "ink", void 0);
__decorate([
    tracked
], Poster.prototype, "zoom", void 0);
Poster = Poster_1 = __decorate([
    timeline()
], Poster);
export { Poster };
let Banner = class Banner extends Poster {
    constructor() {
        super(...arguments);
        this.length = 3;
        this.wind = 'calm';
    }
    get seen() {
        return [...super.seen, 'banner'];
    }
};
__decorate([
    tracked
], Banner.prototype, "wind", void 0);
Banner = __decorate([
    timeline()
], Banner);
export { Banner };
/** A subclass that adds no tracked field needs no decorator. */
export class Plain extends Board {
    constructor() {
        super(...arguments);
        this.own = 1;
    }
    get seen() {
        return [...super.seen, 'plain'];
    }
}
/** A plain subclass of a plain subclass of a subclass. */
export class Deep extends Banner {
    constructor() {
        super(...arguments);
        this.deep = true;
    }
}
export class Deeper extends Deep {
    constructor() {
        super(...arguments);
        this.deeper = true;
    }
}
/** Hides a tracked field: no decorator on the class, none on the field. */
export class Hiding extends Board {
    constructor() {
        super(...arguments);
        this.title = 'hidden';
    }
}
/** Hides a tracked field, but its class is decorated. */
let Redeclaring = class Redeclaring extends Board {
    constructor() {
        super(...arguments);
        this.title = 'declared again';
    }
};
Redeclaring = __decorate([
    timeline()
], Redeclaring);
export { Redeclaring };
/** The first instance of the hierarchy is made of the subclass that declares a field again. */
export function redeclaredBeforeBase() {
    let Base = class Base {
        constructor() {
            this.title = 'base';
        }
    };
    __decorate([
        tracked
    ], Base.prototype, "title", void 0);
    Base = __decorate([
        timeline()
    ], Base);
    let Sub = class Sub extends Base {
        constructor() {
            super(...arguments);
            this.title = 'sub';
        }
    };
    Sub = __decorate([
        timeline()
    ], Sub);
    return { Base, Sub };
}
/** A subclass with a tracked field, but without `@timeline`. */
export function forgottenSubclass() {
    class Forgotten extends Board {
        constructor() {
            super(...arguments);
            this.mine = 1;
        }
    }
    __decorate([
        tracked
    ], Forgotten.prototype, "mine", void 0);
    return Forgotten;
}
/** A mixin with a tracked field and a private one. */
export function withColor(Base) {
    var _Colored_dips;
    class Colored extends Base {
        constructor() {
            super(...arguments);
            this.color = 'red';
            _Colored_dips.set(this, 0);
        }
        dip(color) {
            var _b;
            this.color = color;
            return __classPrivateFieldSet(this, _Colored_dips, (_b = __classPrivateFieldGet(this, _Colored_dips, "f"), ++_b), "f");
        }
    }
    _Colored_dips = new WeakMap();
    __decorate([
        tracked
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
        constructor() {
            super(...arguments);
            this.size = 10;
        }
    }
    __decorate([
        tracked
    ], Sized.prototype, "size", void 0);
    return Sized;
}
export const foreign = { title: 'mine' };
/** A constructor that returns an object of no class of ours. */
let ReturnsForeign = class ReturnsForeign {
    constructor() {
        this.title = 'x';
        return foreign;
    }
};
__decorate([
    tracked
], ReturnsForeign.prototype, "title", void 0);
ReturnsForeign = __decorate([
    timeline()
], ReturnsForeign);
export { ReturnsForeign };
/** Fields that land on whatever a base constructor returned. */
class ReturnsGiven {
    constructor(given) {
        return given;
    }
}
export class Stamped extends ReturnsGiven {
    constructor() {
        super(...arguments);
        this.stamp = 'stamped';
    }
}
__decorate([
    tracked
], Stamped.prototype, "stamp", void 0);
/** A constructor that returns the first instance. */
let Single = Single_1 = class Single {
    constructor() {
        this.title = 'x';
        if (Single_1.only !== undefined)
            return Single_1.only;
        Single_1.only = this;
    }
};
__decorate([
    tracked
], Single.prototype, "title", void 0);
Single = Single_1 = __decorate([
    timeline()
], Single);
export { Single };
/** What {@link Fragile} gives its second field. */
export const supply = { second: () => 'second' };
/** A second instance after one whose field initializer threw. */
let Fragile = class Fragile {
    constructor() {
        this.first = 'first';
        this.second = supply.second();
        this.third = 'third';
    }
};
__decorate([
    tracked
], Fragile.prototype, "first", void 0);
__decorate([
    tracked
], Fragile.prototype, "second", void 0);
__decorate([
    tracked
], Fragile.prototype, "third", void 0);
Fragile = __decorate([
    timeline()
], Fragile);
export { Fragile };
/** Two fields in another order than those of {@link Fragile}; used as a foreign `new.target`. */
export class OtherOrder {
    constructor() {
        this.third = 'other third';
        this.first = 'other first';
    }
}
__decorate([
    tracked
], OtherOrder.prototype, "third", void 0);
__decorate([
    tracked
], OtherOrder.prototype, "first", void 0);
/** Options, policies and coercion. */
let Purse = class Purse {
    constructor() {
        this.amount = 0;
        this.label = '';
        this.rounded = 1.4;
        this.anything = ['a'];
    }
};
__decorate([
    branchable({ merge: 'sum' })
], Purse.prototype, "amount", void 0);
__decorate([
    branchable
], Purse.prototype, "label", void 0);
__decorate([
    tracked({ coerce: (value) => Math.round(value) })
], Purse.prototype, "rounded", void 0);
__decorate([
    tracked.ref
], Purse.prototype, "anything", void 0);
Purse = __decorate([
    timeline({ name: 'Purse' })
], Purse);
export { Purse };
/** A symbol, a number and a string that is no identifier as names; an arrow function that holds `this`. */
export const symbolField = Symbol('field');
let Names = class Names {
    constructor() {
        this[_a] = 1;
        this[7] = 'seven';
        this['two words'] = 'words';
        this.plain = 1;
        this.bump = () => ++this.plain;
    }
};
_a = symbolField;
__decorate([
    tracked
], Names.prototype, _a, void 0);
__decorate([
    tracked
], Names.prototype, 7, void 0);
__decorate([
    tracked
], Names.prototype, "two words", void 0);
__decorate([
    tracked
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
        }
        Static.field = 1;
        __decorate([
            loose
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
            loose
        ], Method.prototype, "method", null);
        return Method;
    },
    getter: () => {
        class Getter {
            constructor() {
                this.held = 1;
            }
            get field() {
                return this.held;
            }
        }
        __decorate([
            loose
        ], Getter.prototype, "field", null);
        return Getter;
    },
};
