import { n as __decorateMetadata, t as __decorate } from "./decorate-BQtbuRh3.js";
import { branchable, timeline, tracked } from "janus-ts";
// test/dialects/.build/Vite-8.3.8-legacy-define-on/fixture.ts
var _Board;
var _Poster;
var _Single;
var _symbolField;
/** A part: tracked fields between untracked ones, a private one, and a reference to another part. */
var Note = class {
	first = "first";
	text = "empty";
	between = "between";
	next;
	last = "last";
	#secret = 7;
	get secret() {
		return this.#secret;
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Note.prototype, "text", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Note.prototype, "next", void 0);
/** A part with a tracked field of its own. */
var LongNote = class extends Note {
	pages = 1;
};
__decorate([tracked, __decorateMetadata("design:type", Object)], LongNote.prototype, "pages", void 0);
/** A part that declares a tracked field again, without a decorator. */
var LoudNote = class extends Note {
	text = "loud";
};
var Board = class Board {
	static {
		_Board = this;
	}
	static made = 0;
	static kinds = ["plain"];
	static create(title) {
		return new _Board(title);
	}
	static self() {
		return _Board;
	}
	static isBoard(value) {
		return value instanceof _Board;
	}
	title;
	before = "b";
	zoom = 2;
	note;
	after = "a";
	never;
	#seen = [];
	target;
	constructor(title = "Untitled") {
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
	static posters = 0;
	ink = "black";
	zoom = 5;
	constructor(title = "poster") {
		super(title);
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
	length = 3;
	wind = "calm";
	get seen() {
		return [...super.seen, "banner"];
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Banner.prototype, "wind", void 0);
Banner = __decorate([timeline()], Banner);
/** A subclass that adds no tracked field needs no decorator. */
var Plain = class extends Board {
	own = 1;
	get seen() {
		return [...super.seen, "plain"];
	}
};
/** A plain subclass of a plain subclass of a subclass. */
var Deep = class extends Banner {
	deep = true;
};
var Deeper = class extends Deep {
	deeper = true;
};
/** Hides a tracked field: no decorator on the class, none on the field. */
var Hiding = class extends Board {
	title = "hidden";
};
var Redeclaring = class Redeclaring extends Board {
	title = "declared again";
};
Redeclaring = __decorate([timeline()], Redeclaring);
/** The first instance of the hierarchy is made of the subclass that declares a field again. */
function redeclaredBeforeBase() {
	let Base = class Base {
		title = "base";
	};
	__decorate([tracked, __decorateMetadata("design:type", Object)], Base.prototype, "title", void 0);
	Base = __decorate([timeline()], Base);
	let Sub = class Sub extends Base {
		title = "sub";
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
		mine = 1;
	}
	__decorate([tracked, __decorateMetadata("design:type", Object)], Forgotten.prototype, "mine", void 0);
	return Forgotten;
}
/** A mixin with a tracked field and a private one. */
function withColor(Base) {
	class Colored extends Base {
		color = "red";
		#dips = 0;
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
		size = 10;
	}
	__decorate([tracked, __decorateMetadata("design:type", Object)], Sized.prototype, "size", void 0);
	return Sized;
}
var foreign = { title: "mine" };
var ReturnsForeign = class ReturnsForeign {
	title = "x";
	constructor() {
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
	stamp = "stamped";
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Stamped.prototype, "stamp", void 0);
var Single = class Single {
	static {
		_Single = this;
	}
	static only;
	title = "x";
	constructor() {
		if (_Single.only !== void 0) return _Single.only;
		_Single.only = this;
	}
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Single.prototype, "title", void 0);
Single = _Single = __decorate([timeline(), __decorateMetadata("design:paramtypes", [])], Single);
/** What {@link Fragile} gives its second field. */
var supply = { second: () => "second" };
var Fragile = class Fragile {
	first = "first";
	second = supply.second();
	third = "third";
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Fragile.prototype, "first", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Fragile.prototype, "second", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Fragile.prototype, "third", void 0);
Fragile = __decorate([timeline()], Fragile);
/** Two fields in another order than those of {@link Fragile}; used as a foreign `new.target`. */
var OtherOrder = class {
	third = "other third";
	first = "other first";
};
__decorate([tracked, __decorateMetadata("design:type", Object)], OtherOrder.prototype, "third", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], OtherOrder.prototype, "first", void 0);
var Purse = class Purse {
	amount = 0;
	label = "";
	rounded = 1.4;
	anything = ["a"];
};
__decorate([branchable({ merge: "sum" }), __decorateMetadata("design:type", Object)], Purse.prototype, "amount", void 0);
__decorate([branchable, __decorateMetadata("design:type", Object)], Purse.prototype, "label", void 0);
__decorate([tracked({ coerce: (value) => Math.round(value) }), __decorateMetadata("design:type", Object)], Purse.prototype, "rounded", void 0);
__decorate([tracked.ref, __decorateMetadata("design:type", Object)], Purse.prototype, "anything", void 0);
Purse = __decorate([timeline({ name: "Purse" })], Purse);
/** A symbol, a number and a string that is no identifier as names; an arrow function that holds `this`. */
var symbolField = Symbol("field");
var Names = class Names {
	[_symbolField = symbolField] = 1;
	7 = "seven";
	"two words" = "words";
	plain = 1;
	bump = () => ++this.plain;
};
__decorate([tracked, __decorateMetadata("design:type", Object)], Names.prototype, _symbolField, void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Names.prototype, 7, void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Names.prototype, "two words", void 0);
__decorate([tracked, __decorateMetadata("design:type", Object)], Names.prototype, "plain", void 0);
Names = __decorate([timeline()], Names);
var loose = tracked;
/** Placements that must be refused when the class is defined. */
var misplaced = {
	static: () => {
		class Static {
			static field = 1;
		}
		__decorate([loose, __decorateMetadata("design:type", Object)], Static, "field", void 0);
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
			held = 1;
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
