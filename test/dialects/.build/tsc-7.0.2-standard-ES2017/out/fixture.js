var __esDecorate = (this && this.__esDecorate) || function (ctor, descriptorIn, decorators, contextIn, initializers, extraInitializers) {
    function accept(f) { if (f !== void 0 && typeof f !== "function") throw new TypeError("Function expected"); return f; }
    var kind = contextIn.kind, key = kind === "getter" ? "get" : kind === "setter" ? "set" : "value";
    var target = !descriptorIn && ctor ? contextIn["static"] ? ctor : ctor.prototype : null;
    var descriptor = descriptorIn || (target ? Object.getOwnPropertyDescriptor(target, contextIn.name) : {});
    var _, done = false;
    for (var i = decorators.length - 1; i >= 0; i--) {
        var context = {};
        for (var p in contextIn) context[p] = p === "access" ? {} : contextIn[p];
        for (var p in contextIn.access) context.access[p] = contextIn.access[p];
        context.addInitializer = function (f) { if (done) throw new TypeError("Cannot add initializers after decoration has completed"); extraInitializers.push(accept(f || null)); };
        var result = (0, decorators[i])(kind === "accessor" ? { get: descriptor.get, set: descriptor.set } : descriptor[key], context);
        if (kind === "accessor") {
            if (result === void 0) continue;
            if (result === null || typeof result !== "object") throw new TypeError("Object expected");
            if (_ = accept(result.get)) descriptor.get = _;
            if (_ = accept(result.set)) descriptor.set = _;
            if (_ = accept(result.init)) initializers.unshift(_);
        }
        else if (_ = accept(result)) {
            if (kind === "field") initializers.unshift(_);
            else descriptor[key] = _;
        }
    }
    if (target) Object.defineProperty(target, contextIn.name, descriptor);
    done = true;
};
var __runInitializers = (this && this.__runInitializers) || function (thisArg, initializers, value) {
    var useValue = arguments.length > 2;
    for (var i = 0; i < initializers.length; i++) {
        value = useValue ? initializers[i].call(thisArg, value) : initializers[i].call(thisArg);
    }
    return useValue ? value : void 0;
};
var __propKey = (this && this.__propKey) || function (x) {
    return typeof x === "symbol" ? x : "".concat(x);
};
var __classPrivateFieldGet = (this && this.__classPrivateFieldGet) || function (receiver, state, kind, f) {
    if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a getter");
    if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot read private member from an object whose class did not declare it");
    return kind === "m" ? f : kind === "a" ? f.call(receiver) : f ? f.value : state.get(receiver);
};
var __setFunctionName = (this && this.__setFunctionName) || function (f, name, prefix) {
    if (typeof name === "symbol") name = name.description ? "[".concat(name.description, "]") : "";
    return Object.defineProperty(f, "name", { configurable: true, value: prefix ? "".concat(prefix, " ", name) : name });
};
var __classPrivateFieldSet = (this && this.__classPrivateFieldSet) || function (receiver, state, value, kind, f) {
    if (kind === "m") throw new TypeError("Private method is not writable");
    if (kind === "a" && !f) throw new TypeError("Private accessor was defined without a setter");
    if (typeof state === "function" ? receiver !== state || !f : !state.has(receiver)) throw new TypeError("Cannot write private member to an object whose class did not declare it");
    return (kind === "a" ? f.call(receiver, value) : f ? f.value = value : state.set(receiver, value)), value;
};
// The classes of the dialect matrix: every compiler and mode compiles this one file, and `scenario.mjs` asks what became
// of them. Classes that a check makes for the first time, in an order that matters, are made by functions.
//
// `accessor` fields have a file of their own (`fixture-accessor.ts`): one compiler leaves the keyword in its output, and
// then no class of the file can be loaded.
import { branchable, timeline, tracked } from 'janus-ts';
/** A part: tracked fields between untracked ones, a private one, and a reference to another part. */
let Note = (() => {
    var _a, _Note_secret;
    let _text_decorators;
    let _text_initializers = [];
    let _text_extraInitializers = [];
    let _next_decorators;
    let _next_initializers = [];
    let _next_extraInitializers = [];
    return _a = class Note {
            constructor() {
                this.first = 'first';
                this.text = __runInitializers(this, _text_initializers, 'empty');
                this.between = (__runInitializers(this, _text_extraInitializers), 'between');
                this.next = __runInitializers(this, _next_initializers, void 0);
                this.last = (__runInitializers(this, _next_extraInitializers), 'last');
                _Note_secret.set(this, 7);
            }
            get secret() {
                return __classPrivateFieldGet(this, _Note_secret, "f");
            }
        },
        _Note_secret = new WeakMap(),
        (() => {
            const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
            _text_decorators = [tracked];
            _next_decorators = [tracked];
            __esDecorate(null, null, _text_decorators, { kind: "field", name: "text", static: false, private: false, access: { has: obj => "text" in obj, get: obj => obj.text, set: (obj, value) => { obj.text = value; } }, metadata: _metadata }, _text_initializers, _text_extraInitializers);
            __esDecorate(null, null, _next_decorators, { kind: "field", name: "next", static: false, private: false, access: { has: obj => "next" in obj, get: obj => obj.next, set: (obj, value) => { obj.next = value; } }, metadata: _metadata }, _next_initializers, _next_extraInitializers);
            if (_metadata) Object.defineProperty(_a, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        })(),
        _a;
})();
export { Note };
/** A part with a tracked field of its own. */
let LongNote = (() => {
    var _a;
    let _classSuper = Note;
    let _pages_decorators;
    let _pages_initializers = [];
    let _pages_extraInitializers = [];
    return _a = class LongNote extends _classSuper {
            constructor() {
                super(...arguments);
                this.pages = __runInitializers(this, _pages_initializers, 1);
                __runInitializers(this, _pages_extraInitializers);
            }
        },
        (() => {
            var _b;
            const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create((_b = _classSuper[Symbol.metadata]) !== null && _b !== void 0 ? _b : null) : void 0;
            _pages_decorators = [tracked];
            __esDecorate(null, null, _pages_decorators, { kind: "field", name: "pages", static: false, private: false, access: { has: obj => "pages" in obj, get: obj => obj.pages, set: (obj, value) => { obj.pages = value; } }, metadata: _metadata }, _pages_initializers, _pages_extraInitializers);
            if (_metadata) Object.defineProperty(_a, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        })(),
        _a;
})();
export { LongNote };
/** A part that declares a tracked field again, without a decorator. */
export class LoudNote extends Note {
    constructor() {
        super(...arguments);
        this.text = 'loud';
    }
}
/** An owner whose code inside the class speaks of the class. */
let Board = (() => {
    var _Board_instances, _Board_seen, _Board_copy;
    let _classDecorators = [timeline()];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _title_decorators;
    let _title_initializers = [];
    let _title_extraInitializers = [];
    let _zoom_decorators;
    let _zoom_initializers = [];
    let _zoom_extraInitializers = [];
    let _note_decorators;
    let _note_initializers = [];
    let _note_extraInitializers = [];
    let _never_decorators;
    let _never_initializers = [];
    let _never_extraInitializers = [];
    var Board = _classThis = class {
        static create(title) {
            return new Board(title);
        }
        static self() {
            return Board;
        }
        static isBoard(value) {
            return value instanceof Board;
        }
        constructor(title = 'Untitled') {
            _Board_instances.add(this);
            this.title = __runInitializers(this, _title_initializers, void 0);
            this.before = (__runInitializers(this, _title_extraInitializers), 'b');
            this.zoom = __runInitializers(this, _zoom_initializers, 2);
            this.note = (__runInitializers(this, _zoom_extraInitializers), __runInitializers(this, _note_initializers, void 0));
            this.after = (__runInitializers(this, _note_extraInitializers), 'a');
            this.never = __runInitializers(this, _never_initializers, void 0);
            _Board_seen.set(this, (__runInitializers(this, _never_extraInitializers), []));
            this.title = 'first of two';
            this.title = title;
            this.target = new.target;
            __classPrivateFieldGet(this, _Board_seen, "f").push(title);
            Board.made++;
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
    __setFunctionName(_classThis, "Board");
    (() => {
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
        _title_decorators = [tracked];
        _zoom_decorators = [tracked];
        _note_decorators = [tracked];
        _never_decorators = [tracked];
        __esDecorate(null, null, _title_decorators, { kind: "field", name: "title", static: false, private: false, access: { has: obj => "title" in obj, get: obj => obj.title, set: (obj, value) => { obj.title = value; } }, metadata: _metadata }, _title_initializers, _title_extraInitializers);
        __esDecorate(null, null, _zoom_decorators, { kind: "field", name: "zoom", static: false, private: false, access: { has: obj => "zoom" in obj, get: obj => obj.zoom, set: (obj, value) => { obj.zoom = value; } }, metadata: _metadata }, _zoom_initializers, _zoom_extraInitializers);
        __esDecorate(null, null, _note_decorators, { kind: "field", name: "note", static: false, private: false, access: { has: obj => "note" in obj, get: obj => obj.note, set: (obj, value) => { obj.note = value; } }, metadata: _metadata }, _note_initializers, _note_extraInitializers);
        __esDecorate(null, null, _never_decorators, { kind: "field", name: "never", static: false, private: false, access: { has: obj => "never" in obj, get: obj => obj.never, set: (obj, value) => { obj.never = value; } }, metadata: _metadata }, _never_initializers, _never_extraInitializers);
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        Board = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
    })();
    _classThis.made = 0;
    _classThis.kinds = ['plain'];
    (() => {
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return Board = _classThis;
})();
export { Board };
/** Three levels, every one decorated. */
let Poster = (() => {
    let _classDecorators = [timeline()];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _classSuper = Board;
    let _ink_decorators;
    let _ink_initializers = [];
    let _ink_extraInitializers = [];
    let _zoom_decorators;
    let _zoom_initializers = [];
    let _zoom_extraInitializers = [];
    var Poster = _classThis = class extends _classSuper {
        constructor(title = 'poster') {
            super(title);
            this.ink = __runInitializers(this, _ink_initializers, 'black');
            this.zoom = (__runInitializers(this, _ink_extraInitializers), __runInitializers(this, _zoom_initializers, 5));
            __runInitializers(this, _zoom_extraInitializers);
            this.title = `${title}!`;
            Poster.posters++;
        }
        get seen() {
            return [...super.seen, 'poster'];
        }
        describe() {
            return `${super.describe()} in ${this.ink}`;
        }
    };
    __setFunctionName(_classThis, "Poster");
    (() => {
        var _a;
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create((_a = _classSuper[Symbol.metadata]) !== null && _a !== void 0 ? _a : null) : void 0;
        _ink_decorators = [tracked];
        _zoom_decorators = [tracked];
        __esDecorate(null, null, _ink_decorators, { kind: "field", name: "ink", static: false, private: false, access: { has: obj => "ink" in obj, get: obj => obj.ink, set: (obj, value) => { obj.ink = value; } }, metadata: _metadata }, _ink_initializers, _ink_extraInitializers);
        __esDecorate(null, null, _zoom_decorators, { kind: "field", name: "zoom", static: false, private: false, access: { has: obj => "zoom" in obj, get: obj => obj.zoom, set: (obj, value) => { obj.zoom = value; } }, metadata: _metadata }, _zoom_initializers, _zoom_extraInitializers);
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        Poster = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
    })();
    _classThis.posters = 0;
    (() => {
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return Poster = _classThis;
})();
export { Poster };
let Banner = (() => {
    let _classDecorators = [timeline()];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _classSuper = Poster;
    let _wind_decorators;
    let _wind_initializers = [];
    let _wind_extraInitializers = [];
    var Banner = _classThis = class extends _classSuper {
        get seen() {
            return [...super.seen, 'banner'];
        }
        constructor() {
            super(...arguments);
            this.length = 3;
            this.wind = __runInitializers(this, _wind_initializers, 'calm');
            __runInitializers(this, _wind_extraInitializers);
        }
    };
    __setFunctionName(_classThis, "Banner");
    (() => {
        var _a;
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create((_a = _classSuper[Symbol.metadata]) !== null && _a !== void 0 ? _a : null) : void 0;
        _wind_decorators = [tracked];
        __esDecorate(null, null, _wind_decorators, { kind: "field", name: "wind", static: false, private: false, access: { has: obj => "wind" in obj, get: obj => obj.wind, set: (obj, value) => { obj.wind = value; } }, metadata: _metadata }, _wind_initializers, _wind_extraInitializers);
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        Banner = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return Banner = _classThis;
})();
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
let Redeclaring = (() => {
    let _classDecorators = [timeline()];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _classSuper = Board;
    var Redeclaring = _classThis = class extends _classSuper {
        constructor() {
            super(...arguments);
            this.title = 'declared again';
        }
    };
    __setFunctionName(_classThis, "Redeclaring");
    (() => {
        var _a;
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create((_a = _classSuper[Symbol.metadata]) !== null && _a !== void 0 ? _a : null) : void 0;
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        Redeclaring = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return Redeclaring = _classThis;
})();
export { Redeclaring };
/** The first instance of the hierarchy is made of the subclass that declares a field again. */
export function redeclaredBeforeBase() {
    let Base = (() => {
        let _classDecorators = [timeline()];
        let _classDescriptor;
        let _classExtraInitializers = [];
        let _classThis;
        let _title_decorators;
        let _title_initializers = [];
        let _title_extraInitializers = [];
        var Base = _classThis = class {
            constructor() {
                this.title = __runInitializers(this, _title_initializers, 'base');
                __runInitializers(this, _title_extraInitializers);
            }
        };
        __setFunctionName(_classThis, "Base");
        (() => {
            const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
            _title_decorators = [tracked];
            __esDecorate(null, null, _title_decorators, { kind: "field", name: "title", static: false, private: false, access: { has: obj => "title" in obj, get: obj => obj.title, set: (obj, value) => { obj.title = value; } }, metadata: _metadata }, _title_initializers, _title_extraInitializers);
            __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
            Base = _classThis = _classDescriptor.value;
            if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
            __runInitializers(_classThis, _classExtraInitializers);
        })();
        return Base = _classThis;
    })();
    let Sub = (() => {
        let _classDecorators = [timeline()];
        let _classDescriptor;
        let _classExtraInitializers = [];
        let _classThis;
        let _classSuper = Base;
        var Sub = _classThis = class extends _classSuper {
            constructor() {
                super(...arguments);
                this.title = 'sub';
            }
        };
        __setFunctionName(_classThis, "Sub");
        (() => {
            var _a;
            const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create((_a = _classSuper[Symbol.metadata]) !== null && _a !== void 0 ? _a : null) : void 0;
            __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
            Sub = _classThis = _classDescriptor.value;
            if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
            __runInitializers(_classThis, _classExtraInitializers);
        })();
        return Sub = _classThis;
    })();
    return { Base, Sub };
}
/** A subclass with a tracked field, but without `@timeline`. */
export function forgottenSubclass() {
    let Forgotten = (() => {
        var _a;
        let _classSuper = Board;
        let _mine_decorators;
        let _mine_initializers = [];
        let _mine_extraInitializers = [];
        return _a = class Forgotten extends _classSuper {
                constructor() {
                    super(...arguments);
                    this.mine = __runInitializers(this, _mine_initializers, 1);
                    __runInitializers(this, _mine_extraInitializers);
                }
            },
            (() => {
                var _b;
                const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create((_b = _classSuper[Symbol.metadata]) !== null && _b !== void 0 ? _b : null) : void 0;
                _mine_decorators = [tracked];
                __esDecorate(null, null, _mine_decorators, { kind: "field", name: "mine", static: false, private: false, access: { has: obj => "mine" in obj, get: obj => obj.mine, set: (obj, value) => { obj.mine = value; } }, metadata: _metadata }, _mine_initializers, _mine_extraInitializers);
                if (_metadata) Object.defineProperty(_a, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
            })(),
            _a;
    })();
    return Forgotten;
}
/** A mixin with a tracked field and a private one. */
export function withColor(Base) {
    let Colored = (() => {
        var _a, _Colored_dips;
        let _classSuper = Base;
        let _color_decorators;
        let _color_initializers = [];
        let _color_extraInitializers = [];
        return _a = class Colored extends _classSuper {
                constructor() {
                    super(...arguments);
                    this.color = __runInitializers(this, _color_initializers, 'red');
                    _Colored_dips.set(this, (__runInitializers(this, _color_extraInitializers), 0));
                }
                dip(color) {
                    var _b;
                    this.color = color;
                    return __classPrivateFieldSet(this, _Colored_dips, (_b = __classPrivateFieldGet(this, _Colored_dips, "f"), ++_b), "f");
                }
            },
            _Colored_dips = new WeakMap(),
            (() => {
                var _b;
                const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create((_b = _classSuper[Symbol.metadata]) !== null && _b !== void 0 ? _b : null) : void 0;
                _color_decorators = [tracked];
                __esDecorate(null, null, _color_decorators, { kind: "field", name: "color", static: false, private: false, access: { has: obj => "color" in obj, get: obj => obj.color, set: (obj, value) => { obj.color = value; } }, metadata: _metadata }, _color_initializers, _color_extraInitializers);
                if (_metadata) Object.defineProperty(_a, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
            })(),
            _a;
    })();
    return Colored;
}
/** A part and two owners with the mixin in their chains. */
export class ColoredNote extends withColor(Note) {
}
let ColoredBoard = (() => {
    let _classDecorators = [timeline()];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _classSuper = withColor(Board);
    var ColoredBoard = _classThis = class extends _classSuper {
    };
    __setFunctionName(_classThis, "ColoredBoard");
    (() => {
        var _a;
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create((_a = _classSuper[Symbol.metadata]) !== null && _a !== void 0 ? _a : null) : void 0;
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        ColoredBoard = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return ColoredBoard = _classThis;
})();
export { ColoredBoard };
let OtherColoredBoard = (() => {
    let _classDecorators = [timeline()];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _classSuper = withColor(withSize(Board));
    var OtherColoredBoard = _classThis = class extends _classSuper {
    };
    __setFunctionName(_classThis, "OtherColoredBoard");
    (() => {
        var _a;
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create((_a = _classSuper[Symbol.metadata]) !== null && _a !== void 0 ? _a : null) : void 0;
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        OtherColoredBoard = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return OtherColoredBoard = _classThis;
})();
export { OtherColoredBoard };
function withSize(Base) {
    let Sized = (() => {
        var _a;
        let _classSuper = Base;
        let _size_decorators;
        let _size_initializers = [];
        let _size_extraInitializers = [];
        return _a = class Sized extends _classSuper {
                constructor() {
                    super(...arguments);
                    this.size = __runInitializers(this, _size_initializers, 10);
                    __runInitializers(this, _size_extraInitializers);
                }
            },
            (() => {
                var _b;
                const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create((_b = _classSuper[Symbol.metadata]) !== null && _b !== void 0 ? _b : null) : void 0;
                _size_decorators = [tracked];
                __esDecorate(null, null, _size_decorators, { kind: "field", name: "size", static: false, private: false, access: { has: obj => "size" in obj, get: obj => obj.size, set: (obj, value) => { obj.size = value; } }, metadata: _metadata }, _size_initializers, _size_extraInitializers);
                if (_metadata) Object.defineProperty(_a, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
            })(),
            _a;
    })();
    return Sized;
}
export const foreign = { title: 'mine' };
/** A constructor that returns an object of no class of ours. */
let ReturnsForeign = (() => {
    let _classDecorators = [timeline()];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _title_decorators;
    let _title_initializers = [];
    let _title_extraInitializers = [];
    var ReturnsForeign = _classThis = class {
        constructor() {
            this.title = __runInitializers(this, _title_initializers, 'x');
            __runInitializers(this, _title_extraInitializers);
            return foreign;
        }
    };
    __setFunctionName(_classThis, "ReturnsForeign");
    (() => {
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
        _title_decorators = [tracked];
        __esDecorate(null, null, _title_decorators, { kind: "field", name: "title", static: false, private: false, access: { has: obj => "title" in obj, get: obj => obj.title, set: (obj, value) => { obj.title = value; } }, metadata: _metadata }, _title_initializers, _title_extraInitializers);
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        ReturnsForeign = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return ReturnsForeign = _classThis;
})();
export { ReturnsForeign };
/** Fields that land on whatever a base constructor returned. */
class ReturnsGiven {
    constructor(given) {
        return given;
    }
}
let Stamped = (() => {
    var _a;
    let _classSuper = ReturnsGiven;
    let _stamp_decorators;
    let _stamp_initializers = [];
    let _stamp_extraInitializers = [];
    return _a = class Stamped extends _classSuper {
            constructor() {
                super(...arguments);
                this.stamp = __runInitializers(this, _stamp_initializers, 'stamped');
                __runInitializers(this, _stamp_extraInitializers);
            }
        },
        (() => {
            var _b;
            const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create((_b = _classSuper[Symbol.metadata]) !== null && _b !== void 0 ? _b : null) : void 0;
            _stamp_decorators = [tracked];
            __esDecorate(null, null, _stamp_decorators, { kind: "field", name: "stamp", static: false, private: false, access: { has: obj => "stamp" in obj, get: obj => obj.stamp, set: (obj, value) => { obj.stamp = value; } }, metadata: _metadata }, _stamp_initializers, _stamp_extraInitializers);
            if (_metadata) Object.defineProperty(_a, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        })(),
        _a;
})();
export { Stamped };
/** A constructor that returns the first instance. */
let Single = (() => {
    let _classDecorators = [timeline()];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _title_decorators;
    let _title_initializers = [];
    let _title_extraInitializers = [];
    var Single = _classThis = class {
        constructor() {
            this.title = __runInitializers(this, _title_initializers, 'x');
            __runInitializers(this, _title_extraInitializers);
            if (Single.only !== undefined)
                return Single.only;
            Single.only = this;
        }
    };
    __setFunctionName(_classThis, "Single");
    (() => {
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
        _title_decorators = [tracked];
        __esDecorate(null, null, _title_decorators, { kind: "field", name: "title", static: false, private: false, access: { has: obj => "title" in obj, get: obj => obj.title, set: (obj, value) => { obj.title = value; } }, metadata: _metadata }, _title_initializers, _title_extraInitializers);
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        Single = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return Single = _classThis;
})();
export { Single };
/** What {@link Fragile} gives its second field. */
export const supply = { second: () => 'second' };
/** A second instance after one whose field initializer threw. */
let Fragile = (() => {
    let _classDecorators = [timeline()];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _first_decorators;
    let _first_initializers = [];
    let _first_extraInitializers = [];
    let _second_decorators;
    let _second_initializers = [];
    let _second_extraInitializers = [];
    let _third_decorators;
    let _third_initializers = [];
    let _third_extraInitializers = [];
    var Fragile = _classThis = class {
        constructor() {
            this.first = __runInitializers(this, _first_initializers, 'first');
            this.second = (__runInitializers(this, _first_extraInitializers), __runInitializers(this, _second_initializers, supply.second()));
            this.third = (__runInitializers(this, _second_extraInitializers), __runInitializers(this, _third_initializers, 'third'));
            __runInitializers(this, _third_extraInitializers);
        }
    };
    __setFunctionName(_classThis, "Fragile");
    (() => {
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
        _first_decorators = [tracked];
        _second_decorators = [tracked];
        _third_decorators = [tracked];
        __esDecorate(null, null, _first_decorators, { kind: "field", name: "first", static: false, private: false, access: { has: obj => "first" in obj, get: obj => obj.first, set: (obj, value) => { obj.first = value; } }, metadata: _metadata }, _first_initializers, _first_extraInitializers);
        __esDecorate(null, null, _second_decorators, { kind: "field", name: "second", static: false, private: false, access: { has: obj => "second" in obj, get: obj => obj.second, set: (obj, value) => { obj.second = value; } }, metadata: _metadata }, _second_initializers, _second_extraInitializers);
        __esDecorate(null, null, _third_decorators, { kind: "field", name: "third", static: false, private: false, access: { has: obj => "third" in obj, get: obj => obj.third, set: (obj, value) => { obj.third = value; } }, metadata: _metadata }, _third_initializers, _third_extraInitializers);
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        Fragile = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return Fragile = _classThis;
})();
export { Fragile };
/** Two fields in another order than those of {@link Fragile}; used as a foreign `new.target`. */
let OtherOrder = (() => {
    var _a;
    let _third_decorators;
    let _third_initializers = [];
    let _third_extraInitializers = [];
    let _first_decorators;
    let _first_initializers = [];
    let _first_extraInitializers = [];
    return _a = class OtherOrder {
            constructor() {
                this.third = __runInitializers(this, _third_initializers, 'other third');
                this.first = (__runInitializers(this, _third_extraInitializers), __runInitializers(this, _first_initializers, 'other first'));
                __runInitializers(this, _first_extraInitializers);
            }
        },
        (() => {
            const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
            _third_decorators = [tracked];
            _first_decorators = [tracked];
            __esDecorate(null, null, _third_decorators, { kind: "field", name: "third", static: false, private: false, access: { has: obj => "third" in obj, get: obj => obj.third, set: (obj, value) => { obj.third = value; } }, metadata: _metadata }, _third_initializers, _third_extraInitializers);
            __esDecorate(null, null, _first_decorators, { kind: "field", name: "first", static: false, private: false, access: { has: obj => "first" in obj, get: obj => obj.first, set: (obj, value) => { obj.first = value; } }, metadata: _metadata }, _first_initializers, _first_extraInitializers);
            if (_metadata) Object.defineProperty(_a, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        })(),
        _a;
})();
export { OtherOrder };
/** Options, policies and coercion. */
let Purse = (() => {
    var _a;
    let _classDecorators = [timeline({ name: 'Purse' })];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _amount_decorators;
    let _amount_initializers = [];
    let _amount_extraInitializers = [];
    let _label_decorators;
    let _label_initializers = [];
    let _label_extraInitializers = [];
    let _rounded_decorators;
    let _rounded_initializers = [];
    let _rounded_extraInitializers = [];
    let _anything_decorators;
    let _anything_initializers = [];
    let _anything_extraInitializers = [];
    var Purse = _classThis = class {
        constructor() {
            this.amount = __runInitializers(this, _amount_initializers, 0);
            this.label = (__runInitializers(this, _amount_extraInitializers), __runInitializers(this, _label_initializers, ''));
            this.rounded = (__runInitializers(this, _label_extraInitializers), __runInitializers(this, _rounded_initializers, 1.4));
            this.anything = (__runInitializers(this, _rounded_extraInitializers), __runInitializers(this, _anything_initializers, ['a']));
            __runInitializers(this, _anything_extraInitializers);
        }
    };
    __setFunctionName(_classThis, "Purse");
    (() => {
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
        _amount_decorators = [branchable({ merge: 'sum' })];
        _label_decorators = [branchable];
        _rounded_decorators = [tracked({ coerce: (value) => Math.round(value) })];
        _anything_decorators = [(_a = tracked).ref.bind(_a)];
        __esDecorate(null, null, _amount_decorators, { kind: "field", name: "amount", static: false, private: false, access: { has: obj => "amount" in obj, get: obj => obj.amount, set: (obj, value) => { obj.amount = value; } }, metadata: _metadata }, _amount_initializers, _amount_extraInitializers);
        __esDecorate(null, null, _label_decorators, { kind: "field", name: "label", static: false, private: false, access: { has: obj => "label" in obj, get: obj => obj.label, set: (obj, value) => { obj.label = value; } }, metadata: _metadata }, _label_initializers, _label_extraInitializers);
        __esDecorate(null, null, _rounded_decorators, { kind: "field", name: "rounded", static: false, private: false, access: { has: obj => "rounded" in obj, get: obj => obj.rounded, set: (obj, value) => { obj.rounded = value; } }, metadata: _metadata }, _rounded_initializers, _rounded_extraInitializers);
        __esDecorate(null, null, _anything_decorators, { kind: "field", name: "anything", static: false, private: false, access: { has: obj => "anything" in obj, get: obj => obj.anything, set: (obj, value) => { obj.anything = value; } }, metadata: _metadata }, _anything_initializers, _anything_extraInitializers);
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        Purse = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return Purse = _classThis;
})();
export { Purse };
/** A symbol, a number and a string that is no identifier as names; an arrow function that holds `this`. */
export const symbolField = Symbol('field');
let Names = (() => {
    var _a;
    let _classDecorators = [timeline()];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _member_decorators;
    let _member_initializers = [];
    let _member_extraInitializers = [];
    let _member_decorators_1;
    let _member_initializers_1 = [];
    let _member_extraInitializers_1 = [];
    let _member_decorators_2;
    let _member_initializers_2 = [];
    let _member_extraInitializers_2 = [];
    let _plain_decorators;
    let _plain_initializers = [];
    let _plain_extraInitializers = [];
    var Names = _classThis = class {
        constructor() {
            this[_a] = __runInitializers(this, _member_initializers, 1);
            this[7] = (__runInitializers(this, _member_extraInitializers), __runInitializers(this, _member_initializers_1, 'seven'));
            this['two words'] = (__runInitializers(this, _member_extraInitializers_1), __runInitializers(this, _member_initializers_2, 'words'));
            this.plain = (__runInitializers(this, _member_extraInitializers_2), __runInitializers(this, _plain_initializers, 1));
            this.bump = (__runInitializers(this, _plain_extraInitializers), () => ++this.plain);
        }
    };
    _member_decorators = [tracked];
    _a = __propKey(symbolField);
    __setFunctionName(_classThis, "Names");
    (() => {
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
        _member_decorators_1 = [tracked];
        _member_decorators_2 = [tracked];
        _plain_decorators = [tracked];
        __esDecorate(null, null, _member_decorators, { kind: "field", name: _a, static: false, private: false, access: { has: obj => _a in obj, get: obj => obj[_a], set: (obj, value) => { obj[_a] = value; } }, metadata: _metadata }, _member_initializers, _member_extraInitializers);
        __esDecorate(null, null, _member_decorators_1, { kind: "field", name: "7", static: false, private: false, access: { has: obj => "7" in obj, get: obj => obj["7"], set: (obj, value) => { obj["7"] = value; } }, metadata: _metadata }, _member_initializers_1, _member_extraInitializers_1);
        __esDecorate(null, null, _member_decorators_2, { kind: "field", name: 'two words', static: false, private: false, access: { has: obj => 'two words' in obj, get: obj => obj['two words'], set: (obj, value) => { obj['two words'] = value; } }, metadata: _metadata }, _member_initializers_2, _member_extraInitializers_2);
        __esDecorate(null, null, _plain_decorators, { kind: "field", name: "plain", static: false, private: false, access: { has: obj => "plain" in obj, get: obj => obj.plain, set: (obj, value) => { obj.plain = value; } }, metadata: _metadata }, _plain_initializers, _plain_extraInitializers);
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        Names = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return Names = _classThis;
})();
export { Names };
// Types forbid some of these in one dialect and some in the other.
const loose = tracked;
/** Placements that must be refused when the class is defined. */
export const misplaced = {
    static: () => {
        let Static = (() => {
            var _a;
            let _static_field_decorators;
            let _static_field_initializers = [];
            let _static_field_extraInitializers = [];
            return _a = class Static {
                },
                (() => {
                    const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
                    _static_field_decorators = [loose];
                    __esDecorate(null, null, _static_field_decorators, { kind: "field", name: "field", static: true, private: false, access: { has: obj => "field" in obj, get: obj => obj.field, set: (obj, value) => { obj.field = value; } }, metadata: _metadata }, _static_field_initializers, _static_field_extraInitializers);
                    if (_metadata) Object.defineProperty(_a, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
                })(),
                _a.field = __runInitializers(_a, _static_field_initializers, 1),
                (() => {
                    __runInitializers(_a, _static_field_extraInitializers);
                })(),
                _a;
        })();
        return Static;
    },
    method: () => {
        let Method = (() => {
            var _a;
            let _instanceExtraInitializers = [];
            let _method_decorators;
            return _a = class Method {
                    method() {
                        return 1;
                    }
                    constructor() {
                        __runInitializers(this, _instanceExtraInitializers);
                    }
                },
                (() => {
                    const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
                    _method_decorators = [loose];
                    __esDecorate(_a, null, _method_decorators, { kind: "method", name: "method", static: false, private: false, access: { has: obj => "method" in obj, get: obj => obj.method }, metadata: _metadata }, null, _instanceExtraInitializers);
                    if (_metadata) Object.defineProperty(_a, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
                })(),
                _a;
        })();
        return Method;
    },
    getter: () => {
        let Getter = (() => {
            var _a;
            let _instanceExtraInitializers = [];
            let _get_field_decorators;
            return _a = class Getter {
                    constructor() {
                        this.held = (__runInitializers(this, _instanceExtraInitializers), 1);
                    }
                    get field() {
                        return this.held;
                    }
                },
                (() => {
                    const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
                    _get_field_decorators = [loose];
                    __esDecorate(_a, null, _get_field_decorators, { kind: "getter", name: "field", static: false, private: false, access: { has: obj => "field" in obj, get: obj => obj.field }, metadata: _metadata }, null, _instanceExtraInitializers);
                    if (_metadata) Object.defineProperty(_a, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
                })(),
                _a;
        })();
        return Getter;
    },
};
