function toPrimitive(input, hint) {
    if (typeof input !== "object" || input === null) {
        return input;
    }
    var prim = input[Symbol.toPrimitive];
    if (prim !== undefined) {
        var res = prim.call(input, hint || "default");
        if (typeof res !== "object") {
            return res;
        }
        throw new TypeError("@@toPrimitive must return a primitive value.");
    }
    return (hint === "string" ? String : Number)(input);
}
function toPropertyKey(arg) {
    var key = toPrimitive(arg, "string");
    return typeof key === "symbol" ? key : String(key);
}
function checkInRHS(value) {
    if (Object(value) !== value) {
        throw TypeError("right-hand side of 'in' should be an object, got " + (value !== null ? typeof value : "null"));
    }
    return value;
}
function setFunctionName(fn, name, prefix) {
    if (typeof name === "symbol") {
        name = name.description;
        name = name ? "[" + name + "]" : "";
    }
    try {
        Object.defineProperty(fn, "name", {
            configurable: true,
            value: prefix ? prefix + " " + name : name
        });
    } catch (_) {}
    return fn;
}
function _apply_decs_2311(targetClass, classDecs, memberDecs, classDecsHaveThis, instanceBrand, parentClass) {
    var symbolMetadata = Symbol.metadata || Symbol.for("Symbol.metadata");
    var defineProperty = Object.defineProperty;
    var create = Object.create;
    var metadata;
    var existingNonFields = [
        create(null),
        create(null)
    ];
    var hasClassDecs = classDecs.length;
    var _;
    function createRunInitializers(initializers, useStaticThis, hasValue) {
        return function(thisArg, value) {
            if (useStaticThis) {
                value = thisArg;
                thisArg = targetClass;
            }
            for(var i = 0; i < initializers.length; i++)value = initializers[i].apply(thisArg, hasValue ? [
                value
            ] : []);
            return hasValue ? value : thisArg;
        };
    }
    function assertCallable(fn, hint1, hint2, throwUndefined) {
        if (typeof fn !== "function") {
            if (throwUndefined || fn !== void 0) {
                throw new TypeError(hint1 + " must " + (hint2 || "be") + " a function" + (throwUndefined ? "" : " or undefined"));
            }
        }
        return fn;
    }
    function applyDec(Class, decInfo, decoratorsHaveThis, name, kind, initializers, ret, isStatic, isPrivate, isField, hasPrivateBrand) {
        function assertInstanceIfPrivate(target) {
            if (!hasPrivateBrand(target)) {
                throw new TypeError("Attempted to access private element on non-instance");
            }
        }
        var decs = [].concat(decInfo[0]);
        var decVal = decInfo[3];
        var isClass = !ret;
        var isAccessor = kind === 1;
        var isGetter = kind === 3;
        var isSetter = kind === 4;
        var isMethod = kind === 2;
        function bindPropCall(name, useStaticThis, before) {
            return function(_this, value) {
                if (useStaticThis) {
                    value = _this;
                    _this = Class;
                }
                if (before) {
                    before(_this);
                }
                return desc[name].call(_this, value);
            };
        }
        var desc1 = {};
        var init = [];
        var key = isGetter ? "get" : isSetter || isAccessor ? "set" : "value";
        if (!isClass) {
            if (isPrivate) {
                if (isField || isAccessor) {
                    desc1 = {
                        get: setFunctionName(function() {
                            return decVal(this);
                        }, name, "get"),
                        set: function(value) {
                            decInfo[4](this, value);
                        }
                    };
                } else {
                    desc1[key] = decVal;
                }
                if (!isField) {
                    setFunctionName(desc1[key], name, isMethod ? "" : key);
                }
            } else if (!isField) {
                desc1 = Object.getOwnPropertyDescriptor(Class, name);
            }
            if (!isField && !isPrivate) {
                _ = existingNonFields[+isStatic][name];
                if (_ && (_ ^ kind) !== 7) {
                    throw new Error("Decorating two elements with the same name (" + desc1[key].name + ") is not supported yet");
                }
                existingNonFields[+isStatic][name] = kind < 3 ? 1 : kind;
            }
        }
        var newValue = Class;
        for(var i = decs.length - 1; i >= 0; i -= decoratorsHaveThis ? 2 : 1){
            var dec = assertCallable(decs[i], "A decorator", "be", true);
            var decThis = decoratorsHaveThis ? decs[i - 1] : void 0;
            var decoratorFinishedRef = {};
            var ctx = {
                kind: [
                    "field",
                    "accessor",
                    "method",
                    "getter",
                    "setter",
                    "class"
                ][kind],
                name: name,
                metadata: metadata,
                addInitializer: (function(decoratorFinishedRef, initializer) {
                    if (decoratorFinishedRef.v) {
                        throw new TypeError("attempted to call addInitializer after decoration was finished");
                    }
                    assertCallable(initializer, "An initializer", "be", true);
                    initializers.push(initializer);
                }).bind(null, decoratorFinishedRef)
            };
            if (isClass) {
                _ = dec.call(decThis, newValue, ctx);
                decoratorFinishedRef.v = 1;
                if (assertCallable(_, "class decorators", "return")) {
                    newValue = _;
                }
                continue;
            }
            ctx.static = isStatic;
            ctx.private = isPrivate;
            _ = ctx.access = {
                has: isPrivate ? hasPrivateBrand.bind() : function(target) {
                    return name in target;
                }
            };
            if (!isSetter) {
                _.get = isPrivate ? isMethod ? function(_this) {
                    assertInstanceIfPrivate(_this);
                    return desc1.value;
                } : bindPropCall("get", 0, assertInstanceIfPrivate) : function(target) {
                    return target[name];
                };
            }
            if (!isMethod && !isGetter) {
                _.set = isPrivate ? bindPropCall("set", 0, assertInstanceIfPrivate) : function(target, value) {
                    target[name] = value;
                };
            }
            newValue = dec.call(decThis, isAccessor ? {
                get: desc1.get,
                set: desc1.set
            } : desc1[key], ctx);
            decoratorFinishedRef.v = 1;
            if (isAccessor) {
                if (typeof newValue === "object" && newValue) {
                    if (_ = assertCallable(newValue.get, "accessor.get")) {
                        desc1.get = _;
                    }
                    if (_ = assertCallable(newValue.set, "accessor.set")) {
                        desc1.set = _;
                    }
                    if (_ = assertCallable(newValue.init, "accessor.init")) {
                        init.unshift(_);
                    }
                } else if (newValue !== void 0) {
                    throw new TypeError("accessor decorators must return an object with get, set, or init properties or undefined");
                }
            } else if (assertCallable(newValue, (isField ? "field" : "method") + " decorators", "return")) {
                if (isField) {
                    init.unshift(newValue);
                } else {
                    desc1[key] = newValue;
                }
            }
        }
        if (kind < 2) {
            ret.push(createRunInitializers(init, isStatic, 1), createRunInitializers(initializers, isStatic, 0));
        }
        if (!isField && !isClass) {
            if (isPrivate) {
                if (isAccessor) {
                    ret.splice(-1, 0, bindPropCall("get", isStatic), bindPropCall("set", isStatic));
                } else {
                    ret.push(isMethod ? desc1[key] : assertCallable.call.bind(desc1[key]));
                }
            } else {
                defineProperty(Class, name, desc1);
            }
        }
        return newValue;
    }
    function applyMemberDecs() {
        var ret = [];
        var protoInitializers;
        var staticInitializers;
        var pushInitializers = function(initializers) {
            if (initializers) {
                ret.push(createRunInitializers(initializers));
            }
        };
        var applyMemberDecsOfKind = function(isStatic, isField) {
            for(var i = 0; i < memberDecs.length; i++){
                var decInfo = memberDecs[i];
                var kind = decInfo[1];
                var kindOnly = kind & 7;
                if ((kind & 8) == isStatic && !kindOnly == isField) {
                    var name = decInfo[2];
                    var isPrivate = !!decInfo[3];
                    var decoratorsHaveThis = kind & 16;
                    applyDec(isStatic ? targetClass : targetClass.prototype, decInfo, decoratorsHaveThis, isPrivate ? "#" + name : toPropertyKey(name), kindOnly, kindOnly < 2 ? [] : isStatic ? staticInitializers = staticInitializers || [] : protoInitializers = protoInitializers || [], ret, !!isStatic, isPrivate, isField, isStatic && isPrivate ? function(_) {
                        return checkInRHS(_) === targetClass;
                    } : instanceBrand);
                }
            }
        };
        applyMemberDecsOfKind(8, 0);
        applyMemberDecsOfKind(0, 0);
        applyMemberDecsOfKind(8, 1);
        applyMemberDecsOfKind(0, 1);
        pushInitializers(protoInitializers);
        pushInitializers(staticInitializers);
        return ret;
    }
    function defineMetadata(Class) {
        return defineProperty(Class, symbolMetadata, {
            configurable: true,
            enumerable: true,
            value: metadata
        });
    }
    if (parentClass !== undefined) {
        metadata = parentClass[symbolMetadata];
    }
    metadata = create(metadata == null ? null : metadata);
    _ = applyMemberDecs();
    if (!hasClassDecs) {
        defineMetadata(targetClass);
    }
    return {
        e: _,
        get c () {
            var initializers = [];
            return hasClassDecs && [
                defineMetadata(targetClass = applyDec(targetClass, [
                    classDecs
                ], classDecsHaveThis, targetClass.name, 5, initializers)),
                createRunInitializers(initializers, 1)
            ];
        }
    };
}
function _identity(x) {
    return x;
}
function _to_primitive(input, hint) {
    if (_type_of(input) !== "object" || input === null) return input;
    var prim = input[Symbol.toPrimitive];
    if (prim !== undefined) {
        var res = prim.call(input, hint || "default");
        if (_type_of(res) !== "object") return res;
        throw new TypeError("@@toPrimitive must return a primitive value.");
    }
    return (hint === "string" ? String : Number)(input);
}
function _to_property_key(arg) {
    var key = _to_primitive(arg, "string");
    return _type_of(key) === "symbol" ? key : String(key);
}
function _type_of(obj) {
    "@swc/helpers - typeof";
    return obj && typeof Symbol !== "undefined" && obj.constructor === Symbol ? "symbol" : typeof obj;
}
let _init_text, _init_extra__init_text, _init_next, _init_extra__init_next, _init_pages, _init_extra__init_pages, _dec, _initClass, _init_title, _init_extra__init_title, _init_zoom, _init_extra__init_zoom, _init_note, _init_extra__init_note, _init_never, _init_extra__init_never, _dec1, _initClass1, _Board, _init_ink, _init_extra__init_ink, _init_zoom1, _init_extra__init_zoom1, _dec2, _initClass2, _Poster, _init_wind, _init_extra__init_wind, _dec3, _initClass3, _Board1, _dec4, _initClass4, _withColor, _dec5, _initClass5, _withColor1, _dec6, _initClass6, _init_title1, _init_extra__init_title1, _init_stamp, _init_extra__init_stamp, _dec7, _initClass7, _init_title2, _init_extra__init_title2, _dec8, _initClass8, _init_first, _init_extra__init_first, _init_second, _init_extra__init_second, _init_third, _init_extra__init_third, _init_third1, _init_extra__init_third1, _init_first1, _init_extra__init_first1, _dec9, _initClass9, _dec10, _dec11, _init_amount, _init_extra__init_amount, _init_label, _init_extra__init_label, _init_rounded, _init_extra__init_rounded, _init_anything, _init_extra__init_anything, _dec12, _initClass10, _computedKey, _computedKey1, _init_symbolField, _init_extra__init_symbolField, _init__computedKey, _init_extra__init__computedKey, _init__computedKey1, _init_extra__init__computedKey1, _init_plain, _init_extra__init_plain;
// The classes of the dialect matrix: every compiler and mode compiles this one file, and `scenario.mjs` asks what became
// of them. Classes that a check makes for the first time, in an order that matters, are made by functions.
//
// `accessor` fields have a file of their own (`fixture-accessor.ts`): one compiler leaves the keyword in its output, and
// then no class of the file can be loaded.
import { branchable, timeline, tracked } from 'janus-ts';
/** A part: tracked fields between untracked ones, a private one, and a reference to another part. */ export class Note {
    static{
        ({ e: [_init_text, _init_extra__init_text, _init_next, _init_extra__init_next] } = _apply_decs_2311(this, [], [
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
        ]));
    }
    first = 'first';
    text = _init_text(this, 'empty');
    between = (_init_extra__init_text(this), 'between');
    next = _init_next(this);
    last = (_init_extra__init_next(this), 'last');
    #secret = 7;
    get secret() {
        return this.#secret;
    }
}
/** A part with a tracked field of its own. */ export class LongNote extends Note {
    static{
        ({ e: [_init_pages, _init_extra__init_pages] } = _apply_decs_2311(this, [], [
            [
                tracked,
                0,
                "pages"
            ]
        ]));
    }
    constructor(...args){
        super(...args), _init_extra__init_pages(this);
    }
    pages = _init_pages(this, 1);
}
/** A part that declares a tracked field again, without a decorator. */ export class LoudNote extends Note {
    text = 'loud';
}
_dec = timeline();
let _Board2, _Board_member;
new class extends _identity {
    constructor(){
        super(_Board2), _initClass(), _Board_member = _Board2;
    }
    static [class Board {
        static{
            ({ e: [_init_title, _init_extra__init_title, _init_zoom, _init_extra__init_zoom, _init_note, _init_extra__init_note, _init_never, _init_extra__init_never], c: [_Board2, _initClass] } = _apply_decs_2311(this, [
                _dec
            ], [
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
        title = _init_title(this);
        before = (_init_extra__init_title(this), 'b');
        zoom = _init_zoom(this, 2);
        note = (_init_extra__init_zoom(this), _init_note(this));
        after = (_init_extra__init_note(this), 'a');
        never = _init_never(this);
        #seen = (_init_extra__init_never(this), []);
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
_dec1 = timeline(), _Board = _Board2;
let _Poster1, _Poster_member;
new class extends _identity {
    constructor(){
        super(_Poster1), _initClass1(), _Poster_member = _Poster1;
    }
    static [class Poster extends _Board {
        static{
            ({ e: [_init_ink, _init_extra__init_ink, _init_zoom1, _init_extra__init_zoom1], c: [_Poster1, _initClass1] } = _apply_decs_2311(this, [
                _dec1
            ], [
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
            ], 0, void 0, _Board));
        }
        ink = _init_ink(this, 'black');
        zoom = (_init_extra__init_ink(this), _init_zoom1(this, 5));
        constructor(title = 'poster'){
            super(title), _init_extra__init_zoom1(this);
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
_dec2 = timeline(), _Poster = _Poster1;
let _Banner, _Banner_member;
class Banner extends _Poster {
    static{
        ({ e: [_init_wind, _init_extra__init_wind], c: [_Banner, _initClass2] } = _apply_decs_2311(this, [
            _dec2
        ], [
            [
                tracked,
                0,
                "wind"
            ]
        ], 0, void 0, _Poster));
    }
    constructor(...args){
        super(...args), _init_extra__init_wind(this);
    }
    length = 3;
    wind = _init_wind(this, 'calm');
    get seen() {
        return [
            ...super.seen,
            'banner'
        ];
    }
    static{
        _initClass2();
        _Banner_member = _Banner;
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
_dec3 = timeline(), _Board1 = _Board2;
let _Redeclaring, _Redeclaring_member;
class Redeclaring extends _Board1 {
    static{
        ({ c: [_Redeclaring, _initClass3] } = _apply_decs_2311(this, [
            _dec3
        ], [], 0, void 0, _Board1));
    }
    title = 'declared again';
    static{
        _initClass3();
        _Redeclaring_member = _Redeclaring;
    }
}
/** The first instance of the hierarchy is made of the subclass that declares a field again. */ export function redeclaredBeforeBase() {
    let _dec, _initClass, _init_title, _init_extra__init_title, _dec1, _initClass1, _Base;
    _dec = timeline();
    let _Base1, _Base_member;
    class Base {
        static{
            ({ e: [_init_title, _init_extra__init_title], c: [_Base1, _initClass] } = _apply_decs_2311(this, [
                _dec
            ], [
                [
                    tracked,
                    0,
                    "title"
                ]
            ]));
        }
        constructor(){
            _init_extra__init_title(this);
        }
        title = _init_title(this, 'base');
        static{
            _initClass();
            _Base_member = _Base1;
        }
    }
    _dec1 = timeline(), _Base = _Base1;
    let _Sub, _Sub_member;
    class Sub extends _Base {
        static{
            ({ c: [_Sub, _initClass1] } = _apply_decs_2311(this, [
                _dec1
            ], [], 0, void 0, _Base));
        }
        title = 'sub';
        static{
            _initClass1();
            _Sub_member = _Sub;
        }
    }
    return {
        Base: _Base1,
        Sub: _Sub
    };
}
/** A subclass with a tracked field, but without `@timeline`. */ export function forgottenSubclass() {
    let _init_mine, _init_extra__init_mine;
    class Forgotten extends _Board2 {
        static{
            ({ e: [_init_mine, _init_extra__init_mine] } = _apply_decs_2311(this, [], [
                [
                    tracked,
                    0,
                    "mine"
                ]
            ]));
        }
        constructor(...args){
            super(...args), _init_extra__init_mine(this);
        }
        mine = _init_mine(this, 1);
    }
    return Forgotten;
}
/** A mixin with a tracked field and a private one. */ export function withColor(Base) {
    let _init_color, _init_extra__init_color;
    class Colored extends Base {
        static{
            ({ e: [_init_color, _init_extra__init_color] } = _apply_decs_2311(this, [], [
                [
                    tracked,
                    0,
                    "color"
                ]
            ]));
        }
        color = _init_color(this, 'red');
        #dips = (_init_extra__init_color(this), 0);
        dip(color) {
            this.color = color;
            return ++this.#dips;
        }
    }
    return Colored;
}
/** A part and two owners with the mixin in their chains. */ export class ColoredNote extends withColor(Note) {
}
_dec4 = timeline(), _withColor = withColor(_Board2);
let _ColoredBoard, _ColoredBoard_member;
class ColoredBoard extends _withColor {
    static{
        ({ c: [_ColoredBoard, _initClass4] } = _apply_decs_2311(this, [
            _dec4
        ], [], 0, void 0, _withColor));
    }
    static{
        _initClass4();
        _ColoredBoard_member = _ColoredBoard;
    }
}
_dec5 = timeline(), _withColor1 = withColor(withSize(_Board2));
let _OtherColoredBoard, _OtherColoredBoard_member;
class OtherColoredBoard extends _withColor1 {
    static{
        ({ c: [_OtherColoredBoard, _initClass5] } = _apply_decs_2311(this, [
            _dec5
        ], [], 0, void 0, _withColor1));
    }
    static{
        _initClass5();
        _OtherColoredBoard_member = _OtherColoredBoard;
    }
}
function withSize(Base) {
    let _init_size, _init_extra__init_size;
    class Sized extends Base {
        static{
            ({ e: [_init_size, _init_extra__init_size] } = _apply_decs_2311(this, [], [
                [
                    tracked,
                    0,
                    "size"
                ]
            ]));
        }
        constructor(...args){
            super(...args), _init_extra__init_size(this);
        }
        size = _init_size(this, 10);
    }
    return Sized;
}
export const foreign = {
    title: 'mine'
};
_dec6 = timeline();
let _ReturnsForeign, _ReturnsForeign_member;
class ReturnsForeign {
    static{
        ({ e: [_init_title1, _init_extra__init_title1], c: [_ReturnsForeign, _initClass6] } = _apply_decs_2311(this, [
            _dec6
        ], [
            [
                tracked,
                0,
                "title"
            ]
        ]));
    }
    constructor(){
        _init_extra__init_title1(this);
        return foreign;
    }
    title = _init_title1(this, 'x');
    static{
        _initClass6();
        _ReturnsForeign_member = _ReturnsForeign;
    }
}
/** Fields that land on whatever a base constructor returned. */ class ReturnsGiven {
    constructor(given){
        return given;
    }
}
export class Stamped extends ReturnsGiven {
    static{
        ({ e: [_init_stamp, _init_extra__init_stamp] } = _apply_decs_2311(this, [], [
            [
                tracked,
                0,
                "stamp"
            ]
        ]));
    }
    constructor(...args){
        super(...args), _init_extra__init_stamp(this);
    }
    stamp = _init_stamp(this, 'stamped');
}
_dec7 = timeline();
let _Single, _Single_member;
new class extends _identity {
    constructor(){
        super(_Single), _initClass7(), _Single_member = _Single;
    }
    static [class Single {
        static{
            ({ e: [_init_title2, _init_extra__init_title2], c: [_Single, _initClass7] } = _apply_decs_2311(this, [
                _dec7
            ], [
                [
                    tracked,
                    0,
                    "title"
                ]
            ]));
        }
        title = _init_title2(this, 'x');
        constructor(){
            _init_extra__init_title2(this);
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
let _Fragile, _Fragile_member;
class Fragile {
    static{
        ({ e: [_init_first, _init_extra__init_first, _init_second, _init_extra__init_second, _init_third, _init_extra__init_third], c: [_Fragile, _initClass8] } = _apply_decs_2311(this, [
            _dec8
        ], [
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
        ]));
    }
    constructor(){
        _init_extra__init_third(this);
    }
    first = _init_first(this, 'first');
    second = (_init_extra__init_first(this), _init_second(this, supply.second()));
    third = (_init_extra__init_second(this), _init_third(this, 'third'));
    static{
        _initClass8();
        _Fragile_member = _Fragile;
    }
}
/** Two fields in another order than those of {@link Fragile}; used as a foreign `new.target`. */ export class OtherOrder {
    static{
        ({ e: [_init_third1, _init_extra__init_third1, _init_first1, _init_extra__init_first1] } = _apply_decs_2311(this, [], [
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
        ]));
    }
    constructor(){
        _init_extra__init_first1(this);
    }
    third = _init_third1(this, 'other third');
    first = (_init_extra__init_third1(this), _init_first1(this, 'other first'));
}
_dec9 = timeline({
    name: 'Purse'
}), _dec10 = branchable({
    merge: 'sum'
}), _dec11 = tracked({
    coerce: (value)=>Math.round(value)
});
let _Purse, _Purse_member;
class Purse {
    static{
        ({ e: [_init_amount, _init_extra__init_amount, _init_label, _init_extra__init_label, _init_rounded, _init_extra__init_rounded, _init_anything, _init_extra__init_anything], c: [_Purse, _initClass9] } = _apply_decs_2311(this, [
            _dec9
        ], [
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
                [
                    tracked,
                    tracked.ref
                ],
                16,
                "anything"
            ]
        ]));
    }
    constructor(){
        _init_extra__init_anything(this);
    }
    amount = _init_amount(this, 0);
    label = (_init_extra__init_amount(this), _init_label(this, ''));
    rounded = (_init_extra__init_label(this), _init_rounded(this, 1.4));
    anything = (_init_extra__init_rounded(this), _init_anything(this, [
        'a'
    ]));
    static{
        _initClass9();
        _Purse_member = _Purse;
    }
}
/** A symbol, a number and a string that is no identifier as names; an arrow function that holds `this`. */ export const symbolField = Symbol('field');
_dec12 = timeline(), _computedKey = _to_property_key(7), _computedKey1 = _to_property_key('two words');
let _Names, _Names_member;
class Names {
    static{
        ({ e: [_init_symbolField, _init_extra__init_symbolField, _init__computedKey, _init_extra__init__computedKey, _init__computedKey1, _init_extra__init__computedKey1, _init_plain, _init_extra__init_plain], c: [_Names, _initClass10] } = _apply_decs_2311(this, [
            _dec12
        ], [
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
        ]));
    }
    [symbolField] = _init_symbolField(this, 1);
    [_computedKey] = (_init_extra__init_symbolField(this), _init__computedKey(this, 'seven'));
    [_computedKey1] = (_init_extra__init__computedKey(this), _init__computedKey1(this, 'words'));
    plain = (_init_extra__init__computedKey1(this), _init_plain(this, 1));
    bump = (_init_extra__init_plain(this), ()=>++this.plain);
    static{
        _initClass10();
        _Names_member = _Names;
    }
}
// Types forbid some of these in one dialect and some in the other.
const loose = tracked;
/** Placements that must be refused when the class is defined. */ export const misplaced = {
    static: ()=>{
        let _init_field, _init_extra__init_field;
        class Static {
            static{
                ({ e: [_init_field, _init_extra__init_field] } = _apply_decs_2311(this, [], [
                    [
                        loose,
                        8,
                        "field"
                    ]
                ]));
            }
            static field = (()=>{
                const _value = _init_field(1);
                _init_extra__init_field();
                return _value;
            })();
        }
        return Static;
    },
    method: ()=>{
        let _initProto;
        class Method {
            static{
                ({ e: [_initProto] } = _apply_decs_2311(this, [], [
                    [
                        loose,
                        2,
                        "method"
                    ]
                ]));
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
        let _initProto;
        class Getter {
            static{
                ({ e: [_initProto] } = _apply_decs_2311(this, [], [
                    [
                        loose,
                        3,
                        "field"
                    ]
                ]));
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
