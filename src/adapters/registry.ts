// Which adapter a value has: exact class, then the nearest ancestor, then whoever recognises it.
//
// One registry serves the whole module; a timeline can have one of its own, which then is the only one it asks.
import { typeName } from '../describe.js';
import { AdapterRegistrationError } from '../errors.js';
import { forgetLastImmutable } from '../recording/content.js';
import type { AnyAdapter } from './protocol.js';

/** A class whose instances an adapter is for; abstract ones, and ones with a private constructor, too. */
export interface Target<T extends object = object> {
  readonly prototype: T;
  readonly name: string;
}

/** Options of `@adapter`. */
export interface AdapterOptions<T extends object = object> {
  /** Recognises values that are no instances of the target: another copy of a package, another realm. */
  match?: (value: object) => value is T;
  /** Takes the place of an adapter that the target has already. */
  override?: boolean;
  /** `false`: only timelines that name the class in their `adapters` use it. */
  global?: boolean;
  /** Name of the adapter in files and messages; that of its class by default. */
  name?: string;
}

/** One registered adapter. */
export interface Registered {
  readonly adapter: AnyAdapter;
  /** Name in files and messages. */
  readonly name: string;
}

/** Adapters by target. */
export class AdapterRegistry {
  readonly #byPrototype = new Map<object, Registered>();
  readonly #matching: (Registered & { readonly match: (value: object) => boolean })[] = [];
  readonly #named = new Map<string, Set<Registered>>();
  /** What was found for a prototype; forgotten when an adapter is added. */
  #found = new WeakMap<object, Registered | typeof NOBODY>();

  /** Of what is not in here the adapters of `base` are asked, which are all there when this is made. */
  constructor(private readonly base?: AdapterRegistry) {}

  /**
   * Makes an adapter known, also for objects that exist already.
   * @throws {AdapterRegistrationError} when the target has one and `override` is not set
   */
  add(target: Target, adapter: AnyAdapter, name: string, options: AdapterOptions<never> = {}): void {
    const { prototype } = target;
    const known = this.#exactly(prototype);
    if (known !== undefined && options.override !== true) {
      throw new AdapterRegistrationError(
        target.name,
        `it has the adapter ${known.name} already. Use { override: true } to replace it.`,
      );
    }
    const registered = { adapter, name };
    if (known !== undefined) this.#named.get(known.name)?.delete(known);
    this.know(registered);
    this.#byPrototype.set(prototype, registered);
    if (options.match !== undefined) this.#matching.unshift({ ...registered, match: options.match });
    this.#found = new WeakMap();
    forgetLastImmutable();
  }

  /** Makes an adapter known by its name alone. */
  know(registered: Registered): void {
    const named = this.#named.get(registered.name) ?? new Set();
    this.#named.set(registered.name, named.add(registered));
  }

  /** Every adapter of this name: more than one where several classes are called alike. */
  named(name: string): readonly Registered[] {
    const own = [...(this.#named.get(name) ?? [])];
    return own.length > 0 || this.base === undefined ? own : this.base.named(name);
  }

  /** The adapter of a value, or undefined. */
  of(value: object): Registered | undefined {
    const prototype = Object.getPrototypeOf(value) as object | null;
    if (prototype === null) return this.#recognise(value);
    const known = this.#found.get(prototype);
    if (known === undefined) {
      const found = this.#byClass(prototype);
      this.#found.set(prototype, found ?? NOBODY);
      return found ?? this.#recognise(value);
    }
    return known === NOBODY ? this.#recognise(value) : known;
  }

  #byClass(prototype: object): Registered | undefined {
    for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at) as object | null) {
      const registered = this.#exactly(at);
      if (registered !== undefined) return registered;
    }
    return undefined;
  }

  #exactly(prototype: object): Registered | undefined {
    const own = this.#byPrototype.get(prototype);
    return own !== undefined || this.base === undefined ? own : this.base.#exactly(prototype);
  }

  #recognise(value: object): Registered | undefined {
    const own = this.#matching.find(({ match }) => match(value));
    return own !== undefined || this.base === undefined ? own : this.base.#recognise(value);
  }
}

const NOBODY = Symbol('no adapter');

/** What every timeline knows. */
export const builtins = new AdapterRegistry();

/** The registry that timelines without one of their own ask. */
export const adapters = new AdapterRegistry(builtins);

/** Names an adapter by its class. */
export function nameOfAdapter(adapter: AnyAdapter): string {
  return typeName(adapter);
}

/** The type of a value as every realm writes it. */
export function tagOf(value: object): string {
  return Object.prototype.toString.call(value);
}
