// `@adapter`: makes a class the adapter of a type, in both dialects.
import { show } from '../describe.js';
import { AdapterRegistrationError, DecoratorPlacementError } from '../errors.js';
import type { AnyAdapter } from './protocol.js';
import { adapters, AdapterRegistry, builtins, type AdapterOptions, type Target } from './registry.js';

/** A class that can be the adapter of a type: made without arguments, and of the right shape. */
export type AdapterClass<T extends object> = new () => AnyAdapter<T>;

/** What `@adapter(Target)` answers: a class decorator of either dialect that only fits adapters of the target. */
export type AdapterDecorator<T extends object> = <C extends AdapterClass<T>>(
  target: C,
  context?: ClassDecoratorContext<C>,
) => void;

const VERBS = ['getSnapshot', 'getDelta', 'applyForward', 'applyBackward'] as const;
const EXTRAS = [
  'equals',
  'patchSnapshot',
  'merge',
  'instrument',
  'copy',
  'encode',
  'decode',
  'encodeDelta',
  'retain',
  'release',
] as const;

/** What an adapter class is for, with the instance that all timelines use. */
interface Declared {
  readonly target: Target;
  readonly made: AnyAdapter;
  readonly options: AdapterOptions<never>;
}

const declared = new WeakMap<object, Declared>();

/**
 * Makes the decorated class the adapter of `Target` and its subclasses: values of it can then be recorded in any tracked
 * field or container, of objects that exist already, too. The class is instantiated once, without arguments.
 * @throws {AdapterRegistrationError} when the class lacks a verb, or the target has an adapter and `override` is not set
 */
export function adapter<T extends object>(target: Target<T>, options: AdapterOptions<T> = {}): AdapterDecorator<T> {
  if (typeof target !== 'function') throw new AdapterRegistrationError(show(target), 'the target is no class.');
  return (made) => {
    if (typeof made !== 'function') throw new DecoratorPlacementError('adapter', show(made), 'it is no class');
    const instance = new made() as AnyAdapter;
    const isGlobal = options.global !== false;
    const name = options.name ?? made.name;
    register(isGlobal ? adapters : new AdapterRegistry(builtins), target, instance, name, options);
    declared.set(made, { target, made: instance, options: options as AdapterOptions<never> });
  };
}

/**
 * The adapters of a timeline that has its own: these classes, and the built-in ones.
 * @throws {AdapterRegistrationError} when one of them is no adapter class, or two are for one target
 */
export function registryOf(classes: readonly unknown[]): AdapterRegistry {
  const registry = new AdapterRegistry(builtins);
  for (const given of classes) {
    const known = typeof given === 'function' ? declared.get(given) : undefined;
    if (known === undefined) {
      throw new AdapterRegistrationError(show(given), 'the `adapters` of a timeline are classes with this decorator.');
    }
    const name = known.options.name ?? (given as { name: string }).name;
    register(registry, known.target, known.made, name, known.options);
  }
  return registry;
}

/** Adds a checked adapter to a registry. */
export function register<T extends object>(
  registry: AdapterRegistry,
  target: Target<T>,
  made: AnyAdapter,
  name: string,
  options: AdapterOptions<T> = {},
): void {
  const members = made as unknown as Record<string, unknown>;
  const needed = members.immutable === true || typeof members.viewOf === 'function' ? [] : VERBS;
  const missing = needed.filter((verb) => typeof members[verb] !== 'function');
  if (missing.length > 0) throw new AdapterRegistrationError(target.name, `${name} has no ${missing.join(', no ')}.`);
  const wrong = EXTRAS.filter((extra) => members[extra] !== undefined && typeof members[extra] !== 'function');
  if (wrong.length > 0)
    throw new AdapterRegistrationError(target.name, `${name}: ${wrong.join(', ')} must be a method.`);
  if ((members.encode === undefined) !== (members.decode === undefined)) {
    throw new AdapterRegistrationError(target.name, `${name} needs both encode and decode, or neither.`);
  }
  registry.add(target, made, name, options as AdapterOptions<never>);
}
