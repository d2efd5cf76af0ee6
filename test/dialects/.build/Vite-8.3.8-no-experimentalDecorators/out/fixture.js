import { branchable, timeline, tracked } from "janus-ts";
// test/dialects/.build/Vite-8.3.8-no-experimentalDecorators/fixture.ts
/** A part: tracked fields between untracked ones, a private one, and a reference to another part. */
var Note = class {
	first = "first";
	@tracked text = "empty";
	between = "between";
	@tracked next;
	last = "last";
	#secret = 7;
	get secret() {
		return this.#secret;
	}
};
/** A part with a tracked field of its own. */
var LongNote = class extends Note {
	@tracked pages = 1;
};
/** A part that declares a tracked field again, without a decorator. */
var LoudNote = class extends Note {
	text = "loud";
};
var Board = @timeline() class Board {
	static made = 0;
	static kinds = ["plain"];
	static create(title) {
		return new Board(title);
	}
	static self() {
		return Board;
	}
	static isBoard(value) {
		return value instanceof Board;
	}
	@tracked title;
	before = "b";
	@tracked zoom = 2;
	@tracked note;
	after = "a";
	@tracked never;
	#seen = [];
	target;
	constructor(title = "Untitled") {
		this.title = "first of two";
		this.title = title;
		this.target = new.target;
		this.#seen.push(title);
		Board.made++;
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
var Poster = @timeline() class Poster extends Board {
	static posters = 0;
	@tracked ink = "black";
	@tracked zoom = 5;
	constructor(title = "poster") {
		super(title);
		this.title = `${title}!`;
		Poster.posters++;
	}
	get seen() {
		return [...super.seen, "poster"];
	}
	describe() {
		return `${super.describe()} in ${this.ink}`;
	}
};
var Banner = @timeline() class extends Poster {
	length = 3;
	@tracked wind = "calm";
	get seen() {
		return [...super.seen, "banner"];
	}
};
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
var Redeclaring = @timeline() class extends Board {
	title = "declared again";
};
/** The first instance of the hierarchy is made of the subclass that declares a field again. */
function redeclaredBeforeBase() {
	@timeline() class Base {
		@tracked title = "base";
	}
	@timeline() class Sub extends Base {
		title = "sub";
	}
	return {
		Base,
		Sub
	};
}
/** A subclass with a tracked field, but without `@timeline`. */
function forgottenSubclass() {
	class Forgotten extends Board {
		@tracked mine = 1;
	}
	return Forgotten;
}
/** A mixin with a tracked field and a private one. */
function withColor(Base) {
	class Colored extends Base {
		@tracked color = "red";
		#dips = 0;
		dip(color) {
			this.color = color;
			return ++this.#dips;
		}
	}
	return Colored;
}
/** A part and two owners with the mixin in their chains. */
var ColoredNote = class extends withColor(Note) {};
var ColoredBoard = @timeline() class extends withColor(Board) {};
var OtherColoredBoard = @timeline() class extends withColor(withSize(Board)) {};
function withSize(Base) {
	class Sized extends Base {
		@tracked size = 10;
	}
	return Sized;
}
var foreign = { title: "mine" };
var ReturnsForeign = @timeline() class {
	@tracked title = "x";
	constructor() {
		return foreign;
	}
};
/** Fields that land on whatever a base constructor returned. */
var ReturnsGiven = class {
	constructor(given) {
		return given;
	}
};
var Stamped = class extends ReturnsGiven {
	@tracked stamp = "stamped";
};
var Single = @timeline() class Single {
	static only;
	@tracked title = "x";
	constructor() {
		if (Single.only !== void 0) return Single.only;
		Single.only = this;
	}
};
/** What {@link Fragile} gives its second field. */
var supply = { second: () => "second" };
var Fragile = @timeline() class {
	@tracked first = "first";
	@tracked second = supply.second();
	@tracked third = "third";
};
/** Two fields in another order than those of {@link Fragile}; used as a foreign `new.target`. */
var OtherOrder = class {
	@tracked third = "other third";
	@tracked first = "other first";
};
var Purse = @timeline({ name: "Purse" }) class {
	@branchable({ merge: "sum" }) amount = 0;
	@branchable label = "";
	@tracked({ coerce: (value) => Math.round(value) }) rounded = 1.4;
	@tracked.ref anything = ["a"];
};
/** A symbol, a number and a string that is no identifier as names; an arrow function that holds `this`. */
var symbolField = Symbol("field");
var Names = @timeline() class {
	@tracked [symbolField] = 1;
	@tracked 7 = "seven";
	@tracked "two words" = "words";
	@tracked plain = 1;
	bump = () => ++this.plain;
};
var loose = tracked;
/** Placements that must be refused when the class is defined. */
var misplaced = {
	static: () => {
		class Static {
			@loose static field = 1;
		}
		return Static;
	},
	method: () => {
		class Method {
			@loose method() {
				return 1;
			}
		}
		return Method;
	},
	getter: () => {
		class Getter {
			held = 1;
			@loose get field() {
				return this.held;
			}
		}
		return Getter;
	}
};
export { Banner, Board, ColoredBoard, ColoredNote, Deep, Deeper, Fragile, Hiding, LongNote, LoudNote, Names, Note, OtherColoredBoard, OtherOrder, Plain, Poster, Purse, Redeclaring, ReturnsForeign, Single, Stamped, foreign, forgottenSubclass, misplaced, redeclaredBeforeBase, supply, symbolField, withColor };
