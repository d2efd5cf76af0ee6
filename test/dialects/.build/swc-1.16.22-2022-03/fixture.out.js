function _apply_decs_2203_r(targetClass, memberDecs, classDecs, parentClass) {
    function createAddInitializerMethod(initializers, decoratorFinishedRef) {
        return function addInitializer(initializer) {
            assertNotFinished(decoratorFinishedRef, "addInitializer");
            assertCallable(initializer, "An initializer");
            initializers.push(initializer);
        };
    }
    function memberDec(dec, name, desc, initializers, kind, isStatic, isPrivate, metadata, value) {
        var kindStr;
        switch(kind){
            case 1:
                kindStr = "accessor";
                break;
            case 2:
                kindStr = "method";
                break;
            case 3:
                kindStr = "getter";
                break;
            case 4:
                kindStr = "setter";
                break;
            default:
                kindStr = "field";
        }
        var ctx = {
            kind: kindStr,
            name: isPrivate ? "#" + name : name,
            static: isStatic,
            private: isPrivate,
            metadata: metadata
        };
        var decoratorFinishedRef = {
            v: false
        };
        ctx.addInitializer = createAddInitializerMethod(initializers, decoratorFinishedRef);
        var get, set;
        if (kind === 0) {
            if (isPrivate) {
                get = desc.get;
                set = desc.set;
            } else {
                get = function() {
                    return this[name];
                };
                set = function(v) {
                    this[name] = v;
                };
            }
        } else if (kind === 2) {
            get = function() {
                return desc.value;
            };
        } else {
            if (kind === 1 || kind === 3) {
                get = function() {
                    return desc.get.call(this);
                };
            }
            if (kind === 1 || kind === 4) {
                set = function(v) {
                    desc.set.call(this, v);
                };
            }
        }
        if (get) {
            var originalGet = get;
            get = function(target) {
                if (arguments.length === 0) {
                    target = this;
                }
                return originalGet.call(target);
            };
        }
        if (set) {
            var originalSet = set;
            set = function(target, value) {
                if (arguments.length === 1) {
                    value = target;
                    target = this;
                }
                return originalSet.call(target, value);
            };
        }
        if (isPrivate) {
            ctx.access = get && set ? {
                get: get,
                set: set
            } : get ? {
                get: get
            } : {
                set: set
            };
        } else {
            var has = function(target) {
                return name in target;
            };
            ctx.access = get && set ? {
                has: has,
                get: get,
                set: set
            } : get ? {
                has: has,
                get: get
            } : {
                has: has,
                set: set
            };
        }
        var newValue = dec(value, ctx);
        decoratorFinishedRef.v = true;
        return newValue;
    }
    function assertNotFinished(decoratorFinishedRef, fnName) {
        if (decoratorFinishedRef.v) {
            throw new Error("attempted to call " + fnName + " after decoration was finished");
        }
    }
    function assertCallable(fn, hint) {
        if (typeof fn !== "function") {
            throw new TypeError(hint + " must be a function");
        }
    }
    function assertValidReturnValue(kind, value) {
        var type = typeof value;
        if (kind === 1) {
            if (type !== "object" || value === null) {
                throw new TypeError("accessor decorators must return an object with get, set, or init properties or void 0");
            }
            if (value.get !== undefined) {
                assertCallable(value.get, "accessor.get");
            }
            if (value.set !== undefined) {
                assertCallable(value.set, "accessor.set");
            }
            if (value.init !== undefined) {
                assertCallable(value.init, "accessor.init");
            }
        } else if (type !== "function") {
            var hint;
            if (kind === 0) {
                hint = "field";
            } else if (kind === 10) {
                hint = "class";
            } else {
                hint = "method";
            }
            throw new TypeError(hint + " decorators must return a function or void 0");
        }
    }
    function applyMemberDec(ret, base, decInfo, name, kind, isStatic, isPrivate, initializers, metadata) {
        var decs = decInfo[0];
        var desc, init, value;
        if (isPrivate) {
            if (kind === 0 || kind === 1) {
                desc = {
                    get: decInfo[3],
                    set: decInfo[4]
                };
            } else if (kind === 3) {
                desc = {
                    get: decInfo[3]
                };
            } else if (kind === 4) {
                desc = {
                    set: decInfo[3]
                };
            } else {
                desc = {
                    value: decInfo[3]
                };
            }
        } else if (kind !== 0) {
            desc = Object.getOwnPropertyDescriptor(base, name);
        }
        if (kind === 1) {
            value = {
                get: desc.get,
                set: desc.set
            };
        } else if (kind === 2) {
            value = desc.value;
        } else if (kind === 3) {
            value = desc.get;
        } else if (kind === 4) {
            value = desc.set;
        }
        var newValue, get, set;
        if (typeof decs === "function") {
            newValue = memberDec(decs, name, desc, initializers, kind, isStatic, isPrivate, metadata, value);
            if (newValue !== void 0) {
                assertValidReturnValue(kind, newValue);
                if (kind === 0) {
                    init = newValue;
                } else if (kind === 1) {
                    init = newValue.init;
                    get = newValue.get || value.get;
                    set = newValue.set || value.set;
                    value = {
                        get: get,
                        set: set
                    };
                } else {
                    value = newValue;
                }
            }
        } else {
            for(var i = decs.length - 1; i >= 0; i--){
                var dec = decs[i];
                newValue = memberDec(dec, name, desc, initializers, kind, isStatic, isPrivate, metadata, value);
                if (newValue !== void 0) {
                    assertValidReturnValue(kind, newValue);
                    var newInit;
                    if (kind === 0) {
                        newInit = newValue;
                    } else if (kind === 1) {
                        newInit = newValue.init;
                        get = newValue.get || value.get;
                        set = newValue.set || value.set;
                        value = {
                            get: get,
                            set: set
                        };
                    } else {
                        value = newValue;
                    }
                    if (newInit !== void 0) {
                        if (init === void 0) {
                            init = newInit;
                        } else if (typeof init === "function") {
                            init = [
                                init,
                                newInit
                            ];
                        } else {
                            init.push(newInit);
                        }
                    }
                }
            }
        }
        if (kind === 0 || kind === 1) {
            if (init === void 0) {
                init = function(instance, init) {
                    return init;
                };
            } else if (typeof init !== "function") {
                var ownInitializers = init;
                init = function(instance, init) {
                    var value = init;
                    for(var i = 0; i < ownInitializers.length; i++)value = ownInitializers[i].call(instance, value);
                    return value;
                };
            } else {
                var originalInitializer = init;
                init = function(instance, init) {
                    return originalInitializer.call(instance, init);
                };
            }
            ret.push(init);
        }
        if (kind !== 0) {
            if (kind === 1) {
                desc.get = value.get;
                desc.set = value.set;
            } else if (kind === 2) {
                desc.value = value;
            } else if (kind === 3) {
                desc.get = value;
            } else if (kind === 4) {
                desc.set = value;
            }
            if (isPrivate) {
                if (kind === 1) {
                    ret.push(function(instance, args) {
                        return value.get.call(instance, args);
                    });
                    ret.push(function(instance, args) {
                        return value.set.call(instance, args);
                    });
                } else if (kind === 2) {
                    ret.push(value);
                } else {
                    ret.push(function(instance, args) {
                        return value.call(instance, args);
                    });
                }
            } else {
                Object.defineProperty(base, name, desc);
            }
        }
    }
    function applyMemberDecs(Class, decInfos, metadata) {
        var ret = [];
        var protoInitializers;
        var staticInitializers;
        var existingProtoNonFields = new Map();
        var existingStaticNonFields = new Map();
        for(var i = 0; i < decInfos.length; i++){
            var decInfo = decInfos[i];
            if (!Array.isArray(decInfo)) continue;
            var kind = decInfo[1];
            var name = decInfo[2];
            var isPrivate = decInfo.length > 3;
            var isStatic = kind >= 5;
            var base;
            var initializers;
            if (isStatic) {
                base = Class;
                kind = kind - 5;
                staticInitializers = staticInitializers || [];
                initializers = staticInitializers;
            } else {
                base = Class.prototype;
                protoInitializers = protoInitializers || [];
                initializers = protoInitializers;
            }
            if (kind !== 0 && !isPrivate) {
                var existingNonFields = isStatic ? existingStaticNonFields : existingProtoNonFields;
                var existingKind = existingNonFields.get(name) || 0;
                if (existingKind === true || existingKind === 3 && kind !== 4 || existingKind === 4 && kind !== 3) {
                    throw new Error("Attempted to decorate a public method/accessor that has the same name as a previously decorated public method/accessor. This is not currently supported by the decorators plugin. Property name was: " + name);
                } else if (!existingKind && kind > 2) {
                    existingNonFields.set(name, kind);
                } else {
                    existingNonFields.set(name, true);
                }
            }
            applyMemberDec(ret, base, decInfo, name, kind, isStatic, isPrivate, initializers, metadata);
        }
        pushInitializers(ret, protoInitializers);
        pushInitializers(ret, staticInitializers);
        return ret;
    }
    function pushInitializers(ret, initializers) {
        if (initializers) {
            ret.push(function(instance) {
                for(var i = 0; i < initializers.length; i++)initializers[i].call(instance);
                return instance;
            });
        }
    }
    function applyClassDecs(targetClass, classDecs, metadata) {
        if (classDecs.length > 0) {
            var initializers = [];
            var newClass = targetClass;
            var name = targetClass.name;
            for(var i = classDecs.length - 1; i >= 0; i--){
                var decoratorFinishedRef = {
                    v: false
                };
                var nextNewClass = classDecs[i](newClass, {
                    kind: "class",
                    name: name,
                    addInitializer: createAddInitializerMethod(initializers, decoratorFinishedRef),
                    metadata
                });
                decoratorFinishedRef.v = true;
                if (nextNewClass !== undefined) {
                    assertValidReturnValue(10, nextNewClass);
                    newClass = nextNewClass;
                }
            }
            return [
                defineMetadata(newClass, metadata),
                function() {
                    for(var i = 0; i < initializers.length; i++)initializers[i].call(newClass);
                }
            ];
        }
    }
    function defineMetadata(Class, metadata) {
        return Object.defineProperty(Class, Symbol.metadata || Symbol.for("Symbol.metadata"), {
            configurable: true,
            enumerable: true,
            value: metadata
        });
    }
    _apply_decs_2203_r = function(targetClass, memberDecs, classDecs, parentClass) {
        if (parentClass !== void 0) {
            var parentMetadata = parentClass[Symbol.metadata || Symbol.for("Symbol.metadata")];
        }
        var metadata = Object.create(parentMetadata === void 0 ? null : parentMetadata);
        var e = applyMemberDecs(targetClass, memberDecs, metadata);
        if (!classDecs.length) defineMetadata(targetClass, metadata);
        return {
            e: e,
            get c () {
                return applyClassDecs(targetClass, classDecs, metadata);
            }
        };
    };
    return _apply_decs_2203_r(targetClass, memberDecs, classDecs, parentClass);
}
function _identity(x) {
    return x;
}
var _init_text, _init_next, _initProto, _init_pages, _initProto1, _dec, _initClass, _init_title, _init_zoom, _init_note, _init_never, _initProto2, _dec1, _initClass1, _Board, _init_ink, _init_zoom1, _initProto3, _dec2, _initClass2, _Poster, _init_wind, _initProto4, _dec3, _initClass3, _Board1, _dec4, _initClass4, _withColor, _dec5, _initClass5, _withColor1, _dec6, _initClass6, _init_title1, _initProto5, _init_stamp, _initProto6, _dec7, _initClass7, _init_title2, _initProto7, _dec8, _initClass8, _init_first, _init_second, _init_third, _initProto8, _init_third1, _init_first1, _initProto9, _dec9, _initClass9, _dec10, _dec11, _dec12, _init_amount, _init_label, _init_rounded, _init_anything, _initProto10, _dec13, _initClass10, _computedKey, _computedKey1, _init_symbolField, _init__computedKey, _init__computedKey1, _init_plain, _initProto11;
// The classes of the dialect matrix: every compiler and mode compiles this one file, and `scenario.mjs` asks what became
// of them. Classes that a check makes for the first time, in an order that matters, are made by functions.
//
// `accessor` fields have a file of their own (`fixture-accessor.ts`): one compiler leaves the keyword in its output, and
// then no class of the file can be loaded.
import { branchable, timeline, tracked } from 'janus-ts';
/** A part: tracked fields between untracked ones, a private one, and a reference to another part. */ export class Note {
    static{
        ({ e: [_init_text, _init_next, _initProto] } = _apply_decs_2203_r(this, [
            [
                tracked,
                0,
                "text"
            ],
            [
                tracked,
                0,
                "next"
            ]
        ], []));
    }
    first = (_initProto(this), 'first');
    text = _init_text(this, 'empty');
    between = 'between';
    next = _init_next(this);
    last = 'last';
    #secret = 7;
    get secret() {
        return this.#secret;
    }
}
/** A part with a tracked field of its own. */ export class LongNote extends Note {
    static{
        ({ e: [_init_pages, _initProto1] } = _apply_decs_2203_r(this, [
            [
                tracked,
                0,
                "pages"
            ]
        ], []));
    }
    pages = (_initProto1(this), _init_pages(this, 1));
}
/** A part that declares a tracked field again, without a decorator. */ export class LoudNote extends Note {
    text = 'loud';
}
_dec = timeline();
let _Board2;
new class extends _identity {
    constructor(){
        super(_Board2), _initClass();
    }
    static [class Board {
        static{
            ({ e: [_init_title, _init_zoom, _init_note, _init_never, _initProto2], c: [_Board2, _initClass] } = _apply_decs_2203_r(this, [
                [
                    tracked,
                    0,
                    "title"
                ],
                [
                    tracked,
                    0,
                    "zoom"
                ],
                [
                    tracked,
                    0,
                    "note"
                ],
                [
                    tracked,
                    0,
                    "never"
                ]
            ], [
                _dec
            ]));
        }
        static create(title) {
            return new _Board2(title);
        }
        static self() {
            return _Board2;
        }
        static isBoard(value) {
            return value instanceof _Board2;
        }
        title = (_initProto2(this), _init_title(this));
        before = 'b';
        zoom = _init_zoom(this, 2);
        note = _init_note(this);
        after = 'a';
        never = _init_never(this);
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
    }];
    made = 0;
    kinds = [
        'plain'
    ];
}();
_dec1 = timeline();
let _Poster1;
new class extends _identity {
    constructor(){
        super(_Poster1), _initClass1();
    }
    static [class Poster extends (_Board = _Board2) {
        static{
            ({ e: [_init_ink, _init_zoom1, _initProto3], c: [_Poster1, _initClass1] } = _apply_decs_2203_r(this, [
                [
                    tracked,
                    0,
                    "ink"
                ],
                [
                    tracked,
                    0,
                    "zoom"
                ]
            ], [
                _dec1
            ], _Board));
        }
        ink = (_initProto3(this), _init_ink(this, 'black'));
        zoom = _init_zoom1(this, 5);
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
    }];
    posters = 0;
}();
_dec2 = timeline();
let _Banner;
class Banner extends (_Poster = _Poster1) {
    static{
        ({ e: [_init_wind, _initProto4], c: [_Banner, _initClass2] } = _apply_decs_2203_r(this, [
            [
                tracked,
                0,
                "wind"
            ]
        ], [
            _dec2
        ], _Poster));
    }
    length = (_initProto4(this), 3);
    wind = _init_wind(this, 'calm');
    get seen() {
        return [
            ...super.seen,
            'banner'
        ];
    }
    static{
        _initClass2();
    }
}
/** A subclass that adds no tracked field needs no decorator. */ export class Plain extends _Board2 {
    own = 1;
    get seen() {
        return [
            ...super.seen,
            'plain'
        ];
    }
}
/** A plain subclass of a plain subclass of a subclass. */ export class Deep extends _Banner {
    deep = true;
}
export class Deeper extends Deep {
    deeper = true;
}
/** Hides a tracked field: no decorator on the class, none on the field. */ export class Hiding extends _Board2 {
    title = 'hidden';
}
_dec3 = timeline();
let _Redeclaring;
class Redeclaring extends (_Board1 = _Board2) {
    static{
        ({ c: [_Redeclaring, _initClass3] } = _apply_decs_2203_r(this, [], [
            _dec3
        ], _Board1));
    }
    title = 'declared again';
    static{
        _initClass3();
    }
}
/** The first instance of the hierarchy is made of the subclass that declares a field again. */ export function redeclaredBeforeBase() {
    var _dec, _initClass, _init_title, _initProto, _dec1, _initClass1, _Base;
    _dec = timeline();
    let _Base1;
    class Base {
        static{
            ({ e: [_init_title, _initProto], c: [_Base1, _initClass] } = _apply_decs_2203_r(this, [
                [
                    tracked,
                    0,
                    "title"
                ]
            ], [
                _dec
            ]));
        }
        title = (_initProto(this), _init_title(this, 'base'));
        static{
            _initClass();
        }
    }
    _dec1 = timeline();
    let _Sub;
    class Sub extends (_Base = _Base1) {
        static{
            ({ c: [_Sub, _initClass1] } = _apply_decs_2203_r(this, [], [
                _dec1
            ], _Base));
        }
        title = 'sub';
        static{
            _initClass1();
        }
    }
    return {
        Base: _Base1,
        Sub: _Sub
    };
}
/** A subclass with a tracked field, but without `@timeline`. */ export function forgottenSubclass() {
    var _init_mine, _initProto;
    class Forgotten extends _Board2 {
        static{
            ({ e: [_init_mine, _initProto] } = _apply_decs_2203_r(this, [
                [
                    tracked,
                    0,
                    "mine"
                ]
            ], []));
        }
        mine = (_initProto(this), _init_mine(this, 1));
    }
    return Forgotten;
}
/** A mixin with a tracked field and a private one. */ export function withColor(Base) {
    var _init_color, _initProto;
    class Colored extends Base {
        static{
            ({ e: [_init_color, _initProto] } = _apply_decs_2203_r(this, [
                [
                    tracked,
                    0,
                    "color"
                ]
            ], []));
        }
        color = (_initProto(this), _init_color(this, 'red'));
        #dips = 0;
        dip(color) {
            this.color = color;
            return ++this.#dips;
        }
    }
    return Colored;
}
/** A part and two owners with the mixin in their chains. */ export class ColoredNote extends withColor(Note) {
}
_dec4 = timeline();
let _ColoredBoard;
class ColoredBoard extends (_withColor = withColor(_Board2)) {
    static{
        ({ c: [_ColoredBoard, _initClass4] } = _apply_decs_2203_r(this, [], [
            _dec4
        ], _withColor));
    }
    static{
        _initClass4();
    }
}
_dec5 = timeline();
let _OtherColoredBoard;
class OtherColoredBoard extends (_withColor1 = withColor(withSize(_Board2))) {
    static{
        ({ c: [_OtherColoredBoard, _initClass5] } = _apply_decs_2203_r(this, [], [
            _dec5
        ], _withColor1));
    }
    static{
        _initClass5();
    }
}
function withSize(Base) {
    var _init_size, _initProto;
    class Sized extends Base {
        static{
            ({ e: [_init_size, _initProto] } = _apply_decs_2203_r(this, [
                [
                    tracked,
                    0,
                    "size"
                ]
            ], []));
        }
        size = (_initProto(this), _init_size(this, 10));
    }
    return Sized;
}
export const foreign = {
    title: 'mine'
};
_dec6 = timeline();
let _ReturnsForeign;
class ReturnsForeign {
    static{
        ({ e: [_init_title1, _initProto5], c: [_ReturnsForeign, _initClass6] } = _apply_decs_2203_r(this, [
            [
                tracked,
                0,
                "title"
            ]
        ], [
            _dec6
        ]));
    }
    constructor(){
        return foreign;
    }
    title = (_initProto5(this), _init_title1(this, 'x'));
    static{
        _initClass6();
    }
}
/** Fields that land on whatever a base constructor returned. */ class ReturnsGiven {
    constructor(given){
        return given;
    }
}
export class Stamped extends ReturnsGiven {
    static{
        ({ e: [_init_stamp, _initProto6] } = _apply_decs_2203_r(this, [
            [
                tracked,
                0,
                "stamp"
            ]
        ], []));
    }
    stamp = (_initProto6(this), _init_stamp(this, 'stamped'));
}
_dec7 = timeline();
let _Single;
new class extends _identity {
    constructor(){
        super(_Single), _initClass7();
    }
    static [class Single {
        static{
            ({ e: [_init_title2, _initProto7], c: [_Single, _initClass7] } = _apply_decs_2203_r(this, [
                [
                    tracked,
                    0,
                    "title"
                ]
            ], [
                _dec7
            ]));
        }
        title = (_initProto7(this), _init_title2(this, 'x'));
        constructor(){
            if (Single.only !== undefined) return Single.only;
            Single.only = this;
        }
    }];
    only;
}();
/** What {@link Fragile} gives its second field. */ export const supply = {
    second: ()=>'second'
};
_dec8 = timeline();
let _Fragile;
class Fragile {
    static{
        ({ e: [_init_first, _init_second, _init_third, _initProto8], c: [_Fragile, _initClass8] } = _apply_decs_2203_r(this, [
            [
                tracked,
                0,
                "first"
            ],
            [
                tracked,
                0,
                "second"
            ],
            [
                tracked,
                0,
                "third"
            ]
        ], [
            _dec8
        ]));
    }
    first = (_initProto8(this), _init_first(this, 'first'));
    second = _init_second(this, supply.second());
    third = _init_third(this, 'third');
    static{
        _initClass8();
    }
}
/** Two fields in another order than those of {@link Fragile}; used as a foreign `new.target`. */ export class OtherOrder {
    static{
        ({ e: [_init_third1, _init_first1, _initProto9] } = _apply_decs_2203_r(this, [
            [
                tracked,
                0,
                "third"
            ],
            [
                tracked,
                0,
                "first"
            ]
        ], []));
    }
    third = (_initProto9(this), _init_third1(this, 'other third'));
    first = _init_first1(this, 'other first');
}
_dec9 = timeline({
    name: 'Purse'
}), _dec10 = branchable({
    merge: 'sum'
}), _dec11 = tracked({
    coerce: (value)=>Math.round(value)
}), _dec12 = tracked.ref;
let _Purse;
class Purse {
    static{
        ({ e: [_init_amount, _init_label, _init_rounded, _init_anything, _initProto10], c: [_Purse, _initClass9] } = _apply_decs_2203_r(this, [
            [
                _dec10,
                0,
                "amount"
            ],
            [
                branchable,
                0,
                "label"
            ],
            [
                _dec11,
                0,
                "rounded"
            ],
            [
                _dec12,
                0,
                "anything"
            ]
        ], [
            _dec9
        ]));
    }
    amount = (_initProto10(this), _init_amount(this, 0));
    label = _init_label(this, '');
    rounded = _init_rounded(this, 1.4);
    anything = _init_anything(this, [
        'a'
    ]);
    static{
        _initClass9();
    }
}
/** A symbol, a number and a string that is no identifier as names; an arrow function that holds `this`. */ export const symbolField = Symbol('field');
_dec13 = timeline(), _computedKey = 7, _computedKey1 = 'two words';
let _Names;
class Names {
    static{
        ({ e: [_init_symbolField, _init__computedKey, _init__computedKey1, _init_plain, _initProto11], c: [_Names, _initClass10] } = _apply_decs_2203_r(this, [
            [
                tracked,
                0,
                symbolField
            ],
            [
                tracked,
                0,
                _computedKey
            ],
            [
                tracked,
                0,
                _computedKey1
            ],
            [
                tracked,
                0,
                "plain"
            ]
        ], [
            _dec13
        ]));
    }
    [symbolField] = (_initProto11(this), _init_symbolField(this, 1));
    [_computedKey] = _init__computedKey(this, 'seven');
    [_computedKey1] = _init__computedKey1(this, 'words');
    plain = _init_plain(this, 1);
    bump = ()=>++this.plain;
    static{
        _initClass10();
    }
}
// Types forbid some of these in one dialect and some in the other.
const loose = tracked;
/** Placements that must be refused when the class is defined. */ export const misplaced = {
    static: ()=>{
        var _init_field, _initStatic;
        class Static {
            static{
                ({ e: [_init_field, _initStatic] } = _apply_decs_2203_r(this, [
                    [
                        loose,
                        5,
                        "field"
                    ]
                ], []));
                _initStatic(this);
            }
            static field = _init_field(this, 1);
        }
        return Static;
    },
    method: ()=>{
        var _initProto;
        class Method {
            static{
                ({ e: [_initProto] } = _apply_decs_2203_r(this, [
                    [
                        loose,
                        2,
                        "method"
                    ]
                ], []));
            }
            constructor(){
                _initProto(this);
            }
            method() {
                return 1;
            }
        }
        return Method;
    },
    getter: ()=>{
        var _initProto;
        class Getter {
            static{
                ({ e: [_initProto] } = _apply_decs_2203_r(this, [
                    [
                        loose,
                        3,
                        "field"
                    ]
                ], []));
            }
            held = (_initProto(this), 1);
            get field() {
                return this.held;
            }
        }
        return Getter;
    }
};
export { _Board2 as Board, _Poster1 as Poster, _Banner as Banner, _Redeclaring as Redeclaring, _ColoredBoard as ColoredBoard, _OtherColoredBoard as OtherColoredBoard, _ReturnsForeign as ReturnsForeign, _Single as Single, _Fragile as Fragile, _Purse as Purse, _Names as Names };
