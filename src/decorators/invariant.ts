// `@invariant`: what must hold of every instance, as a method or as a function over it.
import { show } from '../describe.js';
import { DecoratorPlacementError, OptionError } from '../errors.js';
import { declareInvariant, type Answer } from '../schema/invariants.js';
import { notingDecorator, type MethodDecorator } from './dialect.js';

/** A method that says whether its object is as it should be. */
type Condition = () => Answer;

/** A class decorator of either dialect that leaves the class as it is. */
type ConditionOfClass<T> = (target: abstract new (...args: never[]) => T, context?: ClassDecoratorContext) => void;

/** The type of {@link invariant}: a method decorator, and factories of decorators of methods and classes. */
export interface InvariantDecorator extends MethodDecorator<Condition> {
  /** For a method: what it asks for, in words. */
  (message: string): MethodDecorator<Condition>;
  /** For a class: a function over its instances. */
  <T extends object>(check: (object: T) => Answer, message?: string): ConditionOfClass<T>;
}

/**
 * Lets only such moments into the history in which a condition holds of every instance of the class: a method that answers
 * false, or throws, where it does not. `@invariant staysPositive() { … }` · `@invariant('what it asks for') staysPositive() { … }` ·
 * `@invariant((account) => …, 'what it asks for') class Account { … }`.
 *
 * It is asked of owners and parts when construction of the owner ends or the part joins, and at the end of every write,
 * transaction and merge that changed the object or anything inside it, before the moment is final. It may only read. Where it
 * does not hold, all is taken back and the call throws {@link InvariantError}. A method of a subclass that overrides it counts.
 * @throws {DecoratorPlacementError} on anything but an instance method or class
 */
export const invariant: InvariantDecorator = ((...args: unknown[]): unknown => {
  const [first, second] = args;
  if (args.length === 1 && typeof first === 'string') return ofMethod(first);
  if (typeof first === 'function' && (second === undefined || typeof second === 'string') && !isStatic(args)) {
    return ofClass(first as Check, second);
  }
  if (args.length === 1) throw new OptionError(`@invariant takes a text or a function, not ${show(first)}.`);
  ofMethod(undefined)(...args);
  return undefined;
}) as InvariantDecorator;

type Check = (object: object) => unknown;

// A legacy decorator of a static method is called with the class, the name and a descriptor.
function isStatic(args: readonly unknown[]): boolean {
  return args.length === 3;
}

function ofMethod(message: string | undefined): (...args: unknown[]) => void {
  return notingDecorator('invariant', 'method', (prototype, name) => {
    const check: Check = (object) => (object as Record<PropertyKey, () => unknown>)[name]?.();
    declareInvariant(prototype, name, { kind: 'method', name: String(name), message, check });
  });
}

function ofClass(check: Check, message: string | undefined): (target: unknown, ...rest: unknown[]) => void {
  if (isClass(check)) throw new DecoratorPlacementError('invariant', check.name, 'it is a class', WAY_OUT);
  return (target, ...rest) => {
    const context = rest[0] as { kind?: unknown } | string | symbol | undefined;
    const isClassContext = context === undefined || (typeof context === 'object' && context.kind === 'class');
    if (typeof target !== 'function' || !isClassContext) {
      throw new DecoratorPlacementError('invariant', show(target), 'it is no class', WAY_OUT);
    }
    declareInvariant(target.prototype as object, check, { kind: 'invariant', name: check.name, message, check });
  };
}

const WAY_OUT = 'Write @invariant((object) => …) above a class, and @invariant or @invariant(text) at a method.';

function isClass(check: Check): boolean {
  return /^class\b/.test(Function.prototype.toString.call(check));
}
