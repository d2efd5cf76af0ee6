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
let _init_size, _init_extra__init_size, _init_text, _init_extra__init_text, _init_next, _init_extra__init_next, _dec, _initClass, _init_title, _init_extra__init_title, _init_plain, _init_extra__init_plain, _init_card, _init_extra__init_card, _init_never, _init_extra__init_never, _dec1, _initClass1, _Deck, _dec2, _init_zoom, _init_extra__init_zoom, _init_title1, _init_extra__init_title1;
// The `accessor` fields of the dialect matrix; see `fixture.ts`.
import { branchable, timeline, tracked } from 'janus-ts';
/** A part with both kinds of fields. */ export class Card {
    static{
        ({ e: [_init_size, _init_extra__init_size, _init_next, _init_extra__init_next, _init_text, _init_extra__init_text] } = _apply_decs_2311(this, [], [
            [
                tracked,
                1,
                "size"
            ],
            [
                tracked,
                0,
                "text"
            ],
            [
                tracked,
                1,
                "next"
            ]
        ]));
    }
    #___private_size_1 = (()=>{
        const _value = _init_size(this, 1);
        _init_extra__init_size(this);
        return _value;
    })();
    get size() {
        return this.#___private_size_1;
    }
    set size(_v) {
        this.#___private_size_1 = _v;
    }
    untracked = 'u';
    text = _init_text(this, 'empty');
    #___private_next_2 = (()=>{
        const _value = (_init_extra__init_text(this), _init_next(this));
        _init_extra__init_next(this);
        return _value;
    })();
    get next() {
        return this.#___private_next_2;
    }
    set next(_v) {
        this.#___private_next_2 = _v;
    }
}
_dec = timeline();
let _Deck1, _Deck_member;
class Deck {
    static{
        ({ e: [_init_title, _init_extra__init_title, _init_card, _init_extra__init_card, _init_never, _init_extra__init_never, _init_plain, _init_extra__init_plain], c: [_Deck1, _initClass] } = _apply_decs_2311(this, [
            _dec
        ], [
            [
                tracked,
                1,
                "title"
            ],
            [
                tracked,
                0,
                "plain"
            ],
            [
                tracked,
                1,
                "card"
            ],
            [
                tracked,
                1,
                "never"
            ]
        ]));
    }
    constructor(title){
        if (title !== undefined) this.title = title;
    }
    #___private_title_1 = (()=>{
        const _value = _init_title(this, 'Untitled');
        _init_extra__init_title(this);
        return _value;
    })();
    get title() {
        return this.#___private_title_1;
    }
    set title(_v) {
        this.#___private_title_1 = _v;
    }
    between = 'b';
    plain = _init_plain(this, 1);
    #___private_card_2 = (()=>{
        const _value = (_init_extra__init_plain(this), _init_card(this, new Card()));
        _init_extra__init_card(this);
        return _value;
    })();
    get card() {
        return this.#___private_card_2;
    }
    set card(_v) {
        this.#___private_card_2 = _v;
    }
    #___private_never_3 = (()=>{
        const _value = _init_never(this);
        _init_extra__init_never(this);
        return _value;
    })();
    get never() {
        return this.#___private_never_3;
    }
    set never(_v) {
        this.#___private_never_3 = _v;
    }
    static{
        _initClass();
        _Deck_member = _Deck1;
    }
}
_dec1 = timeline(), _Deck = _Deck1, _dec2 = tracked({
    coerce: (value)=>Math.round(value)
});
let _RoundedDeck, _RoundedDeck_member;
class RoundedDeck extends _Deck {
    static{
        ({ e: [_init_zoom, _init_extra__init_zoom, _init_title1, _init_extra__init_title1], c: [_RoundedDeck, _initClass1] } = _apply_decs_2311(this, [
            _dec1
        ], [
            [
                _dec2,
                1,
                "zoom"
            ],
            [
                branchable,
                1,
                "title"
            ]
        ], 0, void 0, _Deck));
    }
    #___private_zoom_1 = (()=>{
        const _value = _init_zoom(this, 1.4);
        _init_extra__init_zoom(this);
        return _value;
    })();
    get zoom() {
        return this.#___private_zoom_1;
    }
    set zoom(_v) {
        this.#___private_zoom_1 = _v;
    }
    #___private_title_2 = (()=>{
        const _value = _init_title1(this, 'rounded');
        _init_extra__init_title1(this);
        return _value;
    })();
    get title() {
        return this.#___private_title_2;
    }
    set title(_v) {
        this.#___private_title_2 = _v;
    }
    static{
        _initClass1();
        _RoundedDeck_member = _RoundedDeck;
    }
}
/** Hides an `accessor` field: no decorator on the class, none on the field. */ export class HidingDeck extends _Deck1 {
    #___private_title_3 = 'hidden';
    get title() {
        return this.#___private_title_3;
    }
    set title(_v) {
        this.#___private_title_3 = _v;
    }
}
/** Adds nothing tracked. */ export class PlainDeck extends _Deck1 {
    own = 1;
}
// Types forbid some of these in one dialect and some in the other.
const loose = tracked;
/** A placement that must be refused when the class is defined. */ export function staticAccessor() {
    let _init_field, _init_extra__init_field;
    class Static {
        static{
            ({ e: [_init_field, _init_extra__init_field] } = _apply_decs_2311(this, [], [
                [
                    loose,
                    9,
                    "field"
                ]
            ]));
        }
        static #___private_field_1 = (()=>{
            const _value = _init_field(1);
            _init_extra__init_field();
            return _value;
        })();
        static get field() {
            return Static.#___private_field_1;
        }
        static set field(_v) {
            Static.#___private_field_1 = _v;
        }
    }
    return Static;
}
export { _Deck1 as Deck, _RoundedDeck as RoundedDeck };
