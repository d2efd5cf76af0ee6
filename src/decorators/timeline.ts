// `@timeline`: the class gets a twin whose constructor does what the class does and then begins the history.
//
// The end of construction can only be seen from outside the constructor. The twin is a subclass that adds nothing else,
// so `instanceof`, `new.target` and statics are what they were, and there is no Proxy around instances or the class. A
// twin that shared the prototype of its class would be nearer still, but V8 then makes a new shape for every instance
// (5,300 ns for a construction, against 110).
// T1: only the twin of the most derived decorated class begins the history, so genesis is the state after construction.
import { show, typeName } from '../describe.js';
import { DecoratorPlacementError, OptionError, UndecoratedSubclassError } from '../errors.js';
import { memberOf, TIMELINE } from '../recording/admit.js';
import { checkRetain, type RetainOptions } from '../recording/retain.js';
import { wrongIdentity } from '../schema/class-identity.js';
import { schemaOf, SCHEMA, type ClassSchema } from '../schema/class-schema.js';
import { copyMetadata, publishFields } from './declared-types.js';
import type { ClassDecorator } from './dialect.js';

/** Options of `@timeline`. */
export interface TimelineOptions {
  /** Name of the class in drawings and files; the class name by default. */
  name?: string;
  /** Version of its fields, 1 by default: `open` takes a `migrate` for files of earlier ones. */
  version?: number;
  /**
   * `'linear'` keeps one line of moments, `'multiverse'` allows branches and merges. By default a class is a multiverse
   * when one of its fields is `@branchable`.
   */
  mode?: 'linear' | 'multiverse';
  /** How much of each history is kept; everything by default. `timeline.retain` changes it for one history. */
  retain?: RetainOptions;
  /** Classes with `@adapter`: these and the built-in adapters are then the only ones that this timeline uses. */
  adapters?: readonly (new () => object)[];
}

type Constructor = new (...args: never[]) => object;

/** Begins the history of a newly constructed owner; the composition root says how. */
export type BeginHistory = (owner: object, schema: ClassSchema | undefined, options: TimelineOptions) => void;

/** The twins of this module: constructors that begin histories. */
const twins = new WeakSet<object>();

/** Makes the `timeline` decorator for a way to begin histories, and to check the options that other rooms know. */
export function timelineDecorator(
  begin: BeginHistory,
  prepare: (options: TimelineOptions) => void,
): (options?: TimelineOptions) => ClassDecorator {
  return (options = {}) => {
    // What types promise is checked: options also come from JavaScript.
    const mode: unknown = options.mode;
    if (mode !== undefined && mode !== 'linear' && mode !== 'multiverse') {
      throw new OptionError(`@timeline: ${show(mode)} is no mode; use 'linear' or 'multiverse'.`);
    }
    const wrong = wrongIdentity(options);
    if (wrong !== undefined) throw new OptionError(`@timeline: ${wrong}.`);
    checkRetain('@timeline: retain', options.retain);
    prepare(options);
    return ((target: Constructor, context?: ClassDecoratorContext) => {
      if (typeof target !== 'function') throw new DecoratorPlacementError('timeline', show(target), 'it is no class');
      const twin = twinOf(target, begin, options);
      // Static fields of a standard class get their values after this decorator has run.
      if (context === undefined) forwardStatics(target, twin);
      else {
        context.addInitializer(() => {
          forwardStatics(target, twin);
        });
      }
      return twin;
    }) as ClassDecorator;
  };
}

function twinOf(target: Constructor, begin: BeginHistory, options: TimelineOptions): Constructor {
  const twin = class extends target {
    constructor(...args: never[]) {
      super(...args);
      if (new.target === twin) {
        beginOnce(this, target, begin, options);
      } else if (nearestTwin(new.target) === twin) {
        refuseOwnFields(new.target.prototype, twin.prototype);
        beginOnce(this, target, begin, options);
      }
    }
  };
  Object.defineProperty(twin, 'name', { value: target.name, configurable: true });
  Object.defineProperty(twin, 'length', { value: target.length, configurable: true });
  Object.defineProperty(twin, Symbol.hasInstance, { value: hasInstance(target, twin), configurable: true });
  Object.defineProperty(target.prototype, TIMELINE, { value: options, configurable: true });
  copyMetadata(target, twin);
  const schema = schemaOf(target.prototype as object);
  if (schema !== undefined) publishFields(twin, schema);
  twins.add(twin);
  return twin;
}

// Code inside a class may know it by its own binding (esbuild, swc) and make instances that are not the twin's.
function hasInstance(target: Constructor, twin: Constructor): (this: unknown, value: unknown) => boolean {
  const inherited = Function.prototype[Symbol.hasInstance];
  return function (value) {
    return inherited.call(this === twin ? target : (this as Constructor), value);
  };
}

function beginOnce(made: object, target: Constructor, begin: BeginHistory, options: TimelineOptions): void {
  // A constructor may return another object: one of another class is left alone, and so is one that has its history.
  if (!(made instanceof target) || memberOf(made) !== null) return;
  begin(made, schemaOf(made), options);
}

function nearestTwin(newTarget: object): unknown {
  let at: object | null = newTarget;
  while (at !== null && !twins.has(at)) at = Object.getPrototypeOf(at) as object | null;
  return at;
}

// A standard class is caught later, when its field is adopted by an object that has its history already.
function refuseOwnFields(from: object, to: object): void {
  for (let at: object | null = from; at !== null && at !== to; at = Object.getPrototypeOf(at) as object | null) {
    const declared = Object.hasOwn(at, SCHEMA) ? schemaOf(at)?.declared : undefined;
    if (declared !== undefined) throw new UndecoratedSubclassError(typeName(at), String(declared));
  }
}

// Code inside the class may know it by its own binding (esbuild, swc) and code outside by the twin, and a static field may
// have been defined on either: one storage for both, on the class.
function forwardStatics(target: Constructor, twin: Constructor): void {
  for (const key of Reflect.ownKeys(twin)) {
    const property = Object.getOwnPropertyDescriptor(twin, key);
    if (property?.configurable !== true || !('value' in property) || isOfEveryFunction(key)) continue;
    if (key === Symbol.hasInstance || Object.hasOwn(target, key)) continue;
    Object.defineProperty(target, key, property);
    Reflect.deleteProperty(twin, key);
  }
  for (const key of Reflect.ownKeys(target)) {
    const property = Object.getOwnPropertyDescriptor(target, key);
    if (property === undefined || Object.hasOwn(twin, key) || typeof property.value === 'function') continue;
    Object.defineProperty(twin, key, {
      get: () => Reflect.get(target, key) as unknown,
      set: (value: unknown) => {
        Reflect.set(target, key, value);
      },
      configurable: true,
      enumerable: property.enumerable ?? false,
    });
  }
}

function isOfEveryFunction(key: PropertyKey): boolean {
  return key === 'name' || key === 'length' || key === 'prototype';
}
