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
var __setFunctionName = (this && this.__setFunctionName) || function (f, name, prefix) {
    if (typeof name === "symbol") name = name.description ? "[".concat(name.description, "]") : "";
    return Object.defineProperty(f, "name", { configurable: true, value: prefix ? "".concat(prefix, " ", name) : name });
};
var _HidingDeck_title_accessor_storage;
// The `accessor` fields of the dialect matrix; see `fixture.ts`.
import { branchable, timeline, tracked } from 'janus-ts';
/** A part with both kinds of fields. */
let Card = (() => {
    var _a, _Card_size_accessor_storage, _Card_next_accessor_storage;
    let _size_decorators;
    let _size_initializers = [];
    let _size_extraInitializers = [];
    let _text_decorators;
    let _text_initializers = [];
    let _text_extraInitializers = [];
    let _next_decorators;
    let _next_initializers = [];
    let _next_extraInitializers = [];
    return _a = class Card {
            get size() { return __classPrivateFieldGet(this, _Card_size_accessor_storage, "f"); }
            set size(value) { __classPrivateFieldSet(this, _Card_size_accessor_storage, value, "f"); }
            get next() { return __classPrivateFieldGet(this, _Card_next_accessor_storage, "f"); }
            set next(value) { __classPrivateFieldSet(this, _Card_next_accessor_storage, value, "f"); }
            constructor() {
                _Card_size_accessor_storage.set(this, __runInitializers(this, _size_initializers, 1));
                this.untracked = (__runInitializers(this, _size_extraInitializers), 'u');
                this.text = __runInitializers(this, _text_initializers, 'empty');
                _Card_next_accessor_storage.set(this, (__runInitializers(this, _text_extraInitializers), __runInitializers(this, _next_initializers, void 0)));
                __runInitializers(this, _next_extraInitializers);
            }
        },
        _Card_size_accessor_storage = new WeakMap(),
        _Card_next_accessor_storage = new WeakMap(),
        (() => {
            const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
            _size_decorators = [tracked];
            _text_decorators = [tracked];
            _next_decorators = [tracked];
            __esDecorate(_a, null, _size_decorators, { kind: "accessor", name: "size", static: false, private: false, access: { has: obj => "size" in obj, get: obj => obj.size, set: (obj, value) => { obj.size = value; } }, metadata: _metadata }, _size_initializers, _size_extraInitializers);
            __esDecorate(_a, null, _next_decorators, { kind: "accessor", name: "next", static: false, private: false, access: { has: obj => "next" in obj, get: obj => obj.next, set: (obj, value) => { obj.next = value; } }, metadata: _metadata }, _next_initializers, _next_extraInitializers);
            __esDecorate(null, null, _text_decorators, { kind: "field", name: "text", static: false, private: false, access: { has: obj => "text" in obj, get: obj => obj.text, set: (obj, value) => { obj.text = value; } }, metadata: _metadata }, _text_initializers, _text_extraInitializers);
            if (_metadata) Object.defineProperty(_a, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        })(),
        _a;
})();
export { Card };
/** An owner whose `accessor` field has an initial value, one that holds a part, and one that stays undefined. */
let Deck = (() => {
    var _Deck_title_1_accessor_storage, _Deck_card_accessor_storage, _Deck_never_accessor_storage;
    let _classDecorators = [timeline()];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _title_decorators;
    let _title_initializers = [];
    let _title_extraInitializers = [];
    let _plain_decorators;
    let _plain_initializers = [];
    let _plain_extraInitializers = [];
    let _card_decorators;
    let _card_initializers = [];
    let _card_extraInitializers = [];
    let _never_decorators;
    let _never_initializers = [];
    let _never_extraInitializers = [];
    var Deck = _classThis = class {
        get title() { return __classPrivateFieldGet(this, _Deck_title_1_accessor_storage, "f"); }
        set title(value) { __classPrivateFieldSet(this, _Deck_title_1_accessor_storage, value, "f"); }
        get card() { return __classPrivateFieldGet(this, _Deck_card_accessor_storage, "f"); }
        set card(value) { __classPrivateFieldSet(this, _Deck_card_accessor_storage, value, "f"); }
        get never() { return __classPrivateFieldGet(this, _Deck_never_accessor_storage, "f"); }
        set never(value) { __classPrivateFieldSet(this, _Deck_never_accessor_storage, value, "f"); }
        constructor(title) {
            _Deck_title_1_accessor_storage.set(this, __runInitializers(this, _title_initializers, 'Untitled'));
            this.between = (__runInitializers(this, _title_extraInitializers), 'b');
            this.plain = __runInitializers(this, _plain_initializers, 1);
            _Deck_card_accessor_storage.set(this, (__runInitializers(this, _plain_extraInitializers), __runInitializers(this, _card_initializers, new Card())));
            _Deck_never_accessor_storage.set(this, (__runInitializers(this, _card_extraInitializers), __runInitializers(this, _never_initializers, void 0)));
            __runInitializers(this, _never_extraInitializers);
            if (title !== undefined)
                this.title = title;
        }
    };
    _Deck_title_1_accessor_storage = new WeakMap();
    _Deck_card_accessor_storage = new WeakMap();
    _Deck_never_accessor_storage = new WeakMap();
    __setFunctionName(_classThis, "Deck");
    (() => {
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
        _title_decorators = [tracked];
        _plain_decorators = [tracked];
        _card_decorators = [tracked];
        _never_decorators = [tracked];
        __esDecorate(_classThis, null, _title_decorators, { kind: "accessor", name: "title", static: false, private: false, access: { has: obj => "title" in obj, get: obj => obj.title, set: (obj, value) => { obj.title = value; } }, metadata: _metadata }, _title_initializers, _title_extraInitializers);
        __esDecorate(_classThis, null, _card_decorators, { kind: "accessor", name: "card", static: false, private: false, access: { has: obj => "card" in obj, get: obj => obj.card, set: (obj, value) => { obj.card = value; } }, metadata: _metadata }, _card_initializers, _card_extraInitializers);
        __esDecorate(_classThis, null, _never_decorators, { kind: "accessor", name: "never", static: false, private: false, access: { has: obj => "never" in obj, get: obj => obj.never, set: (obj, value) => { obj.never = value; } }, metadata: _metadata }, _never_initializers, _never_extraInitializers);
        __esDecorate(null, null, _plain_decorators, { kind: "field", name: "plain", static: false, private: false, access: { has: obj => "plain" in obj, get: obj => obj.plain, set: (obj, value) => { obj.plain = value; } }, metadata: _metadata }, _plain_initializers, _plain_extraInitializers);
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        Deck = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return Deck = _classThis;
})();
export { Deck };
/** A decorated override of an `accessor` field, with options of its own. */
let RoundedDeck = (() => {
    var _RoundedDeck_zoom_accessor_storage, _RoundedDeck_title_1_accessor_storage;
    let _classDecorators = [timeline()];
    let _classDescriptor;
    let _classExtraInitializers = [];
    let _classThis;
    let _classSuper = Deck;
    let _zoom_decorators;
    let _zoom_initializers = [];
    let _zoom_extraInitializers = [];
    let _title_decorators;
    let _title_initializers = [];
    let _title_extraInitializers = [];
    var RoundedDeck = _classThis = class extends _classSuper {
        get zoom() { return __classPrivateFieldGet(this, _RoundedDeck_zoom_accessor_storage, "f"); }
        set zoom(value) { __classPrivateFieldSet(this, _RoundedDeck_zoom_accessor_storage, value, "f"); }
        get title() { return __classPrivateFieldGet(this, _RoundedDeck_title_1_accessor_storage, "f"); }
        set title(value) { __classPrivateFieldSet(this, _RoundedDeck_title_1_accessor_storage, value, "f"); }
        constructor() {
            super(...arguments);
            _RoundedDeck_zoom_accessor_storage.set(this, __runInitializers(this, _zoom_initializers, 1.4));
            _RoundedDeck_title_1_accessor_storage.set(this, (__runInitializers(this, _zoom_extraInitializers), __runInitializers(this, _title_initializers, 'rounded')));
            __runInitializers(this, _title_extraInitializers);
        }
    };
    _RoundedDeck_zoom_accessor_storage = new WeakMap();
    _RoundedDeck_title_1_accessor_storage = new WeakMap();
    __setFunctionName(_classThis, "RoundedDeck");
    (() => {
        var _a;
        const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create((_a = _classSuper[Symbol.metadata]) !== null && _a !== void 0 ? _a : null) : void 0;
        _zoom_decorators = [tracked({ coerce: (value) => Math.round(value) })];
        _title_decorators = [branchable];
        __esDecorate(_classThis, null, _zoom_decorators, { kind: "accessor", name: "zoom", static: false, private: false, access: { has: obj => "zoom" in obj, get: obj => obj.zoom, set: (obj, value) => { obj.zoom = value; } }, metadata: _metadata }, _zoom_initializers, _zoom_extraInitializers);
        __esDecorate(_classThis, null, _title_decorators, { kind: "accessor", name: "title", static: false, private: false, access: { has: obj => "title" in obj, get: obj => obj.title, set: (obj, value) => { obj.title = value; } }, metadata: _metadata }, _title_initializers, _title_extraInitializers);
        __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
        RoundedDeck = _classThis = _classDescriptor.value;
        if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        __runInitializers(_classThis, _classExtraInitializers);
    })();
    return RoundedDeck = _classThis;
})();
export { RoundedDeck };
/** Hides an `accessor` field: no decorator on the class, none on the field. */
export class HidingDeck extends Deck {
    constructor() {
        super(...arguments);
        _HidingDeck_title_accessor_storage.set(this, 'hidden');
    }
    get title() { return __classPrivateFieldGet(this, _HidingDeck_title_accessor_storage, "f"); }
    set title(value) { __classPrivateFieldSet(this, _HidingDeck_title_accessor_storage, value, "f"); }
}
_HidingDeck_title_accessor_storage = new WeakMap();
/** Adds nothing tracked. */
export class PlainDeck extends Deck {
    constructor() {
        super(...arguments);
        this.own = 1;
    }
}
// Types forbid some of these in one dialect and some in the other.
const loose = tracked;
/** A placement that must be refused when the class is defined. */
export function staticAccessor() {
    let Static = (() => {
        var _a, _Static_field_accessor_storage;
        let _static_field_decorators;
        let _static_field_initializers = [];
        let _static_field_extraInitializers = [];
        return _a = class Static {
                static get field() { return __classPrivateFieldGet(_a, _a, "f", _Static_field_accessor_storage); }
                static set field(value) { __classPrivateFieldSet(_a, _a, value, "f", _Static_field_accessor_storage); }
            },
            (() => {
                const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
                _static_field_decorators = [loose];
                __esDecorate(_a, null, _static_field_decorators, { kind: "accessor", name: "field", static: true, private: false, access: { has: obj => "field" in obj, get: obj => obj.field, set: (obj, value) => { obj.field = value; } }, metadata: _metadata }, _static_field_initializers, _static_field_extraInitializers);
                if (_metadata) Object.defineProperty(_a, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
            })(),
            _Static_field_accessor_storage = { value: __runInitializers(_a, _static_field_initializers, 1) },
            (() => {
                __runInitializers(_a, _static_field_extraInitializers);
            })(),
            _a;
    })();
    return Static;
}
