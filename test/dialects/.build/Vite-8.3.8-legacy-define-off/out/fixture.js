import { n as __decorateMetadata, t as __decorate } from "./decorate-BQtbuRh3.js";
import { branchable, timeline, tracked } from "janus-ts";
// test/dialects/.build/Vite-8.3.8-legacy-define-off/fixture.ts
var _Board;
var _Poster;
var _Single;
/** A part: tracked fields between untracked ones, a private one, and a reference to another part. */
var Note = class {
	constructor() {
		this.first = "first";
		this.text = "empty";
		this.between = "between";
		this.last = "last";
		this.#secret = 7;
	}
	#secret;
	get secret() {
		return this.#secret;
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Note.prototype, "text", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Note.prototype, "next", void 0);
/** A part with a tracked field of its own. */
var LongNote = class extends Note {
	constructor(..._args) {
		super(..._args);
		this.pages = 1;
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], LongNote.prototype, "pages", void 0);
/** A part that declares a tracked field again, without a decorator. */
var LoudNote = class extends Note {
	constructor(..._args2) {
		super(..._args2);
		this.text = "loud";
	}
};
var Board = class Board {
	static {
		_Board = this;
	}
	static {
		this.made = 0;
	}
	static {
		this.kinds = ["plain"];
	}
	static create(title) {
		return new _Board(title);
	}
	static self() {
		return _Board;
	}
	static isBoard(value) {
		return value instanceof _Board;
	}
	#seen;
	constructor(title = "Untitled") {
		this.before = "b";
		this.zoom = 2;
		this.after = "a";
		this.#seen = [];
		this.title = "first of two";
		this.title = title;
		this.target = new.target;
		this.#seen.push(title);
		_Board.made++;
		if (title === "throw") throw new RangeError("wanted");
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
__decorate([tracked, __decorateMetadata("design:type", String)], Board.prototype, "title", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Board.prototype, "zoom", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Board.prototype, "note", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Board.prototype, "never", void 0);
Board = _Board = __decorate([timeline(), __decorateMetadata("design:paramtypes", [Object])], Board);
var Poster = class Poster extends Board {
	static {
		_Poster = this;
	}
	static {
		this.posters = 0;
	}
	constructor(title = "poster") {
		super(title);
		this.ink = "black";
		this.zoom = 5;
		this.title = `${title}!`;
		_Poster.posters++;
	}
	get seen() {
		return [...super.seen, "poster"];
	}
	describe() {
		return `${super.describe()} in ${this.ink}`;
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Poster.prototype, "ink", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Poster.prototype, "zoom", void 0);
Poster = _Poster = __decorate([timeline(), __decorateMetadata("design:paramtypes", [Object])], Poster);
var Banner = class Banner extends Poster {
	constructor(..._args3) {
		super(..._args3);
		this.length = 3;
		this.wind = "calm";
	}
	get seen() {
		return [...super.seen, "banner"];
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Banner.prototype, "wind", void 0);
Banner = __decorate([timeline()], Banner);
/** A subclass that adds no tracked field needs no decorator. */
var Plain = class extends Board {
	constructor(..._args4) {
		super(..._args4);
		this.own = 1;
	}
	get seen() {
		return [...super.seen, "plain"];
	}
};
/** A plain subclass of a plain subclass of a subclass. */
var Deep = class extends Banner {
	constructor(..._args5) {
		super(..._args5);
		this.deep = true;
	}
};
var Deeper = class extends Deep {
	constructor(..._args6) {
		super(..._args6);
		this.deeper = true;
	}
};
/** Hides a tracked field: no decorator on the class, none on the field. */
var Hiding = class extends Board {
	constructor(..._args7) {
		super(..._args7);
		this.title = "hidden";
	}
};
var Redeclaring = class Redeclaring extends Board {
	constructor(..._args8) {
		super(..._args8);
		this.title = "declared again";
	}
};
Redeclaring = __decorate([timeline()], Redeclaring);
/** The first instance of the hierarchy is made of the subclass that declares a field again. */
function redeclaredBeforeBase() {
	let Base = class Base {
		constructor() {
			this.title = "base";
		}
	};
	__decorate([tracked, __decorateMetadata("design:type", Object)], Base.prototype, "title", void 0);
	Base = __decorate([timeline()], Base);
	let Sub = class Sub extends Base {
		constructor(..._args9) {
			super(..._args9);
			this.title = "sub";
		}
	};
	Sub = __decorate([timeline()], Sub);
	return {
		Base,
		Sub
	};
}
/** A subclass with a tracked field, but without `@timeline`. */
function forgottenSubclass() {
	class Forgotten extends Board {
		constructor(..._args10) {
			super(..._args10);
			this.mine = 1;
		}
	}
	__decorate([tracked, __decorateMetadata("design:type", Object)], Forgotten.prototype, "mine", void 0);
	return Forgotten;
}
/** A mixin with a tracked field and a private one. */
function withColor(Base) {
	class Colored extends Base {
		constructor(..._args11) {
			super(..._args11);
			this.color = "red";
			this.#dips = 0;
		}
		#dips;
		dip(color) {
			this.color = color;
			return ++this.#dips;
		}
	}
	__decorate([tracked, __decorateMetadata("design:type", Object)], Colored.prototype, "color", void 0);
	return Colored;
}
/** A part and two owners with the mixin in their chains. */
var ColoredNote = class extends withColor(Note) {};
var ColoredBoard = class ColoredBoard extends withColor(Board) {};
ColoredBoard = __decorate([timeline()], ColoredBoard);
var OtherColoredBoard = class OtherColoredBoard extends withColor(withSize(Board)) {};
OtherColoredBoard = __decorate([timeline()], OtherColoredBoard);
function withSize(Base) {
	class Sized extends Base {
		constructor(..._args12) {
			super(..._args12);
			this.size = 10;
		}
	}
	__decorate([tracked, __decorateMetadata("design:type", Object)], Sized.prototype, "size", void 0);
	return Sized;
}
var foreign = { title: "mine" };
var ReturnsForeign = class ReturnsForeign {
	constructor() {
		this.title = "x";
		return foreign;
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], ReturnsForeign.prototype, "title", void 0);
ReturnsForeign = __decorate([timeline(), __decorateMetadata("design:paramtypes", [])], ReturnsForeign);
/** Fields that land on whatever a base constructor returned. */
var ReturnsGiven = class {
	constructor(given) {
		return given;
	}
};
var Stamped = class extends ReturnsGiven {
	constructor(..._args13) {
		super(..._args13);
		this.stamp = "stamped";
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Stamped.prototype, "stamp", void 0);
var Single = class Single {
	static {
		_Single = this;
	}
	constructor() {
		this.title = "x";
		if (_Single.only !== void 0) return _Single.only;
		_Single.only = this;
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Single.prototype, "title", void 0);
Single = _Single = __decorate([timeline(), __decorateMetadata("design:paramtypes", [])], Single);
/** What {@link Fragile} gives its second field. */
var supply = { second: () => "second" };
var Fragile = class Fragile {
	constructor() {
		this.first = "first";
		this.second = supply.second();
		this.third = "third";
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Fragile.prototype, "first", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Fragile.prototype, "second", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Fragile.prototype, "third", void 0);
Fragile = __decorate([timeline()], Fragile);
/** Two fields in another order than those of {@link Fragile}; used as a foreign `new.target`. */
var OtherOrder = class {
	constructor() {
		this.third = "other third";
		this.first = "other first";
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], OtherOrder.prototype, "third", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], OtherOrder.prototype, "first", void 0);
var Purse = class Purse {
	constructor() {
		this.amount = 0;
		this.label = "";
		this.rounded = 1.4;
		this.anything = ["a"];
	}
};
__decorate([branchable({ merge: "sum" }), __decorateMetadata("design:type", Object)], Purse.prototype, "amount", void 0);
__decorate([branchable, __decorateMetadata("design:type", Object)], Purse.prototype, "label", void 0);
__decorate([tracked({ coerce: (value) => Math.round(value) }), __decorateMetadata("design:type", Object)], Purse.prototype, "rounded", void 0);
__decorate([tracked.ref, __decorateMetadata("design:type", Object)], Purse.prototype, "anything", void 0);
Purse = __decorate([timeline({ name: "Purse" })], Purse);
/** A symbol, a number and a string that is no identifier as names; an arrow function that holds `this`. */
var symbolField = Symbol("field");
var Names = class Names {
	constructor() {
		this[symbolField] = 1;
		this[7] = "seven";
		this["two words"] = "words";
		this.plain = 1;
		this.bump = () => ++this.plain;
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Names.prototype, null, void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Names.prototype, null, void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Names.prototype, null, void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Names.prototype, "plain", void 0);
Names = __decorate([timeline()], Names);
var loose = tracked;
/** Placements that must be refused when the class is defined. */
var misplaced = {
	static: () => {
		class Static {
			static {
				this.field = 1;
			}
		}
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
			__decorateMetadata("design:type", Function),
			__decorateMetadata("design:paramtypes", []),
			__decorateMetadata("design:returntype", Number)
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
			loose,
			__decorateMetadata("design:type", Number),
			__decorateMetadata("design:paramtypes", [])
		], Getter.prototype, "field", null);
		return Getter;
	}
};
export { Banner, Board, ColoredBoard, ColoredNote, Deep, Deeper, Fragile, Hiding, LongNote, LoudNote, Names, Note, OtherColoredBoard, OtherOrder, Plain, Poster, Purse, Redeclaring, ReturnsForeign, Single, Stamped, foreign, forgottenSubclass, misplaced, redeclaredBeforeBase, supply, symbolField, withColor };
