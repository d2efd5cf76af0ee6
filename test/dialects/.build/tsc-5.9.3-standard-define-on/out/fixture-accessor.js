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
// The `accessor` fields of the dialect matrix; see `fixture.ts`.
import { branchable, timeline, tracked } from 'janus-ts';
/** A part with both kinds of fields. */
let Card = (() => {
    let _size_decorators;
    let _size_initializers = [];
    let _size_extraInitializers = [];
    let _text_decorators;
    let _text_initializers = [];
    let _text_extraInitializers = [];
    let _next_decorators;
    let _next_initializers = [];
    let _next_extraInitializers = [];
    return class Card {
        static {
            const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
            _size_decorators = [tracked];
            _text_decorators = [tracked];
            _next_decorators = [tracked];
            __esDecorate(this, null, _size_decorators, { kind: "accessor", name: "size", static: false, private: false, access: { has: obj => "size" in obj, get: obj => obj.size, set: (obj, value) => { obj.size = value; } }, metadata: _metadata }, _size_initializers, _size_extraInitializers);
            __esDecorate(this, null, _next_decorators, { kind: "accessor", name: "next", static: false, private: false, access: { has: obj => "next" in obj, get: obj => obj.next, set: (obj, value) => { obj.next = value; } }, metadata: _metadata }, _next_initializers, _next_extraInitializers);
            __esDecorate(null, null, _text_decorators, { kind: "field", name: "text", static: false, private: false, access: { has: obj => "text" in obj, get: obj => obj.text, set: (obj, value) => { obj.text = value; } }, metadata: _metadata }, _text_initializers, _text_extraInitializers);
            if (_metadata) Object.defineProperty(this, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
        }
        #size_accessor_storage = __runInitializers(this, _size_initializers, 1);
        get size() { return this.#size_accessor_storage; }
        set size(value) { this.#size_accessor_storage = value; }
        untracked = (__runInitializers(this, _size_extraInitializers), 'u');
        text = __runInitializers(this, _text_initializers, 'empty');
        #next_accessor_storage = (__runInitializers(this, _text_extraInitializers), __runInitializers(this, _next_initializers, void 0));
        get next() { return this.#next_accessor_storage; }
        set next(value) { this.#next_accessor_storage = value; }
        constructor() {
            __runInitializers(this, _next_extraInitializers);
        }
    };
})();
export { Card };
/** An owner whose `accessor` field has an initial value, one that holds a part, and one that stays undefined. */
let Deck = (() => {
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
    var Deck = class {
        static { _classThis = this; }
        static {
            const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
            _title_decorators = [tracked];
            _plain_decorators = [tracked];
            _card_decorators = [tracked];
            _never_decorators = [tracked];
            __esDecorate(this, null, _title_decorators, { kind: "accessor", name: "title", static: false, private: false, access: { has: obj => "title" in obj, get: obj => obj.title, set: (obj, value) => { obj.title = value; } }, metadata: _metadata }, _title_initializers, _title_extraInitializers);
            __esDecorate(this, null, _card_decorators, { kind: "accessor", name: "card", static: false, private: false, access: { has: obj => "card" in obj, get: obj => obj.card, set: (obj, value) => { obj.card = value; } }, metadata: _metadata }, _card_initializers, _card_extraInitializers);
            __esDecorate(this, null, _never_decorators, { kind: "accessor", name: "never", static: false, private: false, access: { has: obj => "never" in obj, get: obj => obj.never, set: (obj, value) => { obj.never = value; } }, metadata: _metadata }, _never_initializers, _never_extraInitializers);
            __esDecorate(null, null, _plain_decorators, { kind: "field", name: "plain", static: false, private: false, access: { has: obj => "plain" in obj, get: obj => obj.plain, set: (obj, value) => { obj.plain = value; } }, metadata: _metadata }, _plain_initializers, _plain_extraInitializers);
            __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
            Deck = _classThis = _classDescriptor.value;
            if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
            __runInitializers(_classThis, _classExtraInitializers);
        }
        #title_accessor_storage = __runInitializers(this, _title_initializers, 'Untitled');
        get title() { return this.#title_accessor_storage; }
        set title(value) { this.#title_accessor_storage = value; }
        between = (__runInitializers(this, _title_extraInitializers), 'b');
        plain = __runInitializers(this, _plain_initializers, 1);
        #card_accessor_storage = (__runInitializers(this, _plain_extraInitializers), __runInitializers(this, _card_initializers, new Card()));
        get card() { return this.#card_accessor_storage; }
        set card(value) { this.#card_accessor_storage = value; }
        #never_accessor_storage = (__runInitializers(this, _card_extraInitializers), __runInitializers(this, _never_initializers, void 0));
        get never() { return this.#never_accessor_storage; }
        set never(value) { this.#never_accessor_storage = value; }
        constructor(title) {
            __runInitializers(this, _never_extraInitializers);
            if (title !== undefined)
                this.title = title;
        }
    };
    return Deck = _classThis;
})();
export { Deck };
/** A decorated override of an `accessor` field, with options of its own. */
let RoundedDeck = (() => {
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
    var RoundedDeck = class extends _classSuper {
        static { _classThis = this; }
        static {
            const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(_classSuper[Symbol.metadata] ?? null) : void 0;
            _zoom_decorators = [tracked({ coerce: (value) => Math.round(value) })];
            _title_decorators = [branchable];
            __esDecorate(this, null, _zoom_decorators, { kind: "accessor", name: "zoom", static: false, private: false, access: { has: obj => "zoom" in obj, get: obj => obj.zoom, set: (obj, value) => { obj.zoom = value; } }, metadata: _metadata }, _zoom_initializers, _zoom_extraInitializers);
            __esDecorate(this, null, _title_decorators, { kind: "accessor", name: "title", static: false, private: false, access: { has: obj => "title" in obj, get: obj => obj.title, set: (obj, value) => { obj.title = value; } }, metadata: _metadata }, _title_initializers, _title_extraInitializers);
            __esDecorate(null, _classDescriptor = { value: _classThis }, _classDecorators, { kind: "class", name: _classThis.name, metadata: _metadata }, null, _classExtraInitializers);
            RoundedDeck = _classThis = _classDescriptor.value;
            if (_metadata) Object.defineProperty(_classThis, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
            __runInitializers(_classThis, _classExtraInitializers);
        }
        #zoom_accessor_storage = __runInitializers(this, _zoom_initializers, 1.4);
        get zoom() { return this.#zoom_accessor_storage; }
        set zoom(value) { this.#zoom_accessor_storage = value; }
        #title_accessor_storage = (__runInitializers(this, _zoom_extraInitializers), __runInitializers(this, _title_initializers, 'rounded'));
        get title() { return this.#title_accessor_storage; }
        set title(value) { this.#title_accessor_storage = value; }
        constructor() {
            super(...arguments);
            __runInitializers(this, _title_extraInitializers);
        }
    };
    return RoundedDeck = _classThis;
})();
export { RoundedDeck };
/** Hides an `accessor` field: no decorator on the class, none on the field. */
export class HidingDeck extends Deck {
    #title_accessor_storage = 'hidden';
    get title() { return this.#title_accessor_storage; }
    set title(value) { this.#title_accessor_storage = value; }
}
/** Adds nothing tracked. */
export class PlainDeck extends Deck {
    own = 1;
}
// Types forbid some of these in one dialect and some in the other.
const loose = tracked;
/** A placement that must be refused when the class is defined. */
export function staticAccessor() {
    let Static = (() => {
        let _static_field_decorators;
        let _static_field_initializers = [];
        let _static_field_extraInitializers = [];
        return class Static {
            static {
                const _metadata = typeof Symbol === "function" && Symbol.metadata ? Object.create(null) : void 0;
                _static_field_decorators = [loose];
                __esDecorate(this, null, _static_field_decorators, { kind: "accessor", name: "field", static: true, private: false, access: { has: obj => "field" in obj, get: obj => obj.field, set: (obj, value) => { obj.field = value; } }, metadata: _metadata }, _static_field_initializers, _static_field_extraInitializers);
                if (_metadata) Object.defineProperty(this, Symbol.metadata, { enumerable: true, configurable: true, writable: true, value: _metadata });
            }
            static #field_accessor_storage = __runInitializers(this, _static_field_initializers, 1);
            static get field() { return Static.#field_accessor_storage; }
            static set field(value) { Static.#field_accessor_storage = value; }
            static {
                __runInitializers(this, _static_field_extraInitializers);
            }
        };
    })();
    return Static;
}
