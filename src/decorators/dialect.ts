// The dialects of decorators end here: every decorator of this package only ever sees a `FieldSite` or a class.
//
// Six placements exist. Legacy field: an accessor is defined on the prototype. Legacy `accessor`: a descriptor must be
// returned, because TypeScript re-installs the one it passed otherwise. Standard field: the value is adopted right
// after the language has defined it. Standard `accessor`: get, set and init are returned, and storage is ours.
// Legacy field with define semantics: hidden until the object is adopted (`recording/shadowing.ts`). Anything else is
// refused. This file is the only one where `any` may stand: the two dialects share no types.
/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-argument, @typescript-eslint/unbound-method --
   the signatures of both dialects meet here, and accessors are taken off descriptors */
import { DecoratorPlacementError } from '../errors.js';
import type { Backing } from '../schema/class-schema.js';

/** A decorated field of a class, whatever the dialect. */
export interface FieldSite {
  readonly name: PropertyKey;
  /** The prototype of the declaring class; the standard dialect does not know it when the decorator runs. */
  readonly prototype: object | undefined;
  /** Storage that the language made for a legacy `accessor` field. */
  readonly backing: Backing | undefined;
}

/** What a decorator makes of a site. */
export interface FieldUse {
  /** Puts the field into the schema of a prototype; the accessor is for the caller to place. */
  install(prototype: object): { readonly slot: number; readonly access: PropertyDescriptor };
  /** Takes an initial value of an instance (standard dialect only). */
  adopt(instance: object, slot: number, value: unknown): void;
  /** Throws when an instance has its history already: construction of a subclass would become part of it. */
  expectUnborn(instance: object): void;
}

/** A field decorator of either dialect. */
export interface FieldDecorator<V = any> {
  /** Legacy: property or `accessor`. */
  (target: object, name: PropertyKey, descriptor?: PropertyDescriptor): any;
  /** Standard: field. */
  <T extends V>(value: undefined, context: ClassFieldDecoratorContext<any, T>): void;
  /** Standard: `accessor`. */
  <T extends V>(
    value: ClassAccessorDecoratorTarget<any, T>,
    context: ClassAccessorDecoratorContext<any, T>,
  ): ClassAccessorDecoratorResult<any, T>;
}

/** A method decorator of either dialect. */
export interface MethodDecorator<M extends (...args: any) => any = (...args: any) => any> {
  /** Legacy. */
  <T extends M>(target: object, name: PropertyKey, descriptor: TypedPropertyDescriptor<T>): void;
  /** Standard. */
  <T extends M>(value: T, context: ClassMethodDecoratorContext<any, T>): void;
}

/** A class decorator of either dialect. */
export type ClassDecorator = <C extends abstract new (...args: any[]) => object>(
  target: C,
  context?: ClassDecoratorContext<C>,
) => C;

type StandardFieldContext = ClassFieldDecoratorContext | ClassAccessorDecoratorContext;

/** Makes a decorator for both dialects out of what it does with a site. */
export function fieldDecorator<V>(decorator: string, use: (site: FieldSite) => FieldUse): FieldDecorator<V> {
  return ((target: any, where: PropertyKey | StandardFieldContext | null, descriptor?: PropertyDescriptor) => {
    // Oxc hands on null for a name that is no identifier.
    if (where === null) throw new DecoratorPlacementError(decorator, 'this field', 'the compiler lost its name');
    return typeof where === 'object'
      ? decorateStandard(decorator, use, where)
      : decorateLegacy(decorator, use, target as object, keyOf(where), descriptor);
  }) as FieldDecorator<V>;
}

/** Members that a decorator can note something about. */
export type NotedKind = 'field' | 'method';

const METHODS = 'Put it on an instance method, or give a class a function.';

/**
 * Makes a decorator that leaves its member as it is. `note` is told the prototypes that have it: of the declaring class where
 * the decorator sees it, otherwise of every class that has an instance, before the instance is complete.
 */
export function notingDecorator(
  decorator: string,
  noted: NotedKind,
  note: (prototype: object, name: PropertyKey) => void,
): (...args: any[]) => void {
  const refuse = (name: PropertyKey, why: string): never => {
    throw new DecoratorPlacementError(decorator, String(name), why, noted === 'method' ? METHODS : undefined);
  };
  return (target: any, where: PropertyKey | ClassMemberDecoratorContext | null, descriptor?: PropertyDescriptor) => {
    if (where === null) refuse('this member', 'the compiler lost its name');
    else if (typeof where !== 'object') {
      const name = keyOf(where);
      if (typeof target === 'function') refuse(name, 'it is static');
      const own = descriptor ?? Object.getOwnPropertyDescriptor(target, name);
      const kind = own === undefined ? 'field' : kindOf(own);
      if (kind !== noted) refuse(name, `it is a ${kind}`);
      note(target as object, name);
    } else {
      const name = keyOf(where.name);
      const kind = where.kind === 'accessor' ? 'field' : where.kind;
      if (kind !== noted) refuse(name, `it is a ${kind}`);
      if (where.static) refuse(name, 'it is static');
      if (where.private) refuse(name, 'it is private');
      const seen = new WeakSet();
      where.addInitializer(function (this: any) {
        const prototype = Object.getPrototypeOf(this) as object | null;
        if (prototype === null || seen.has(prototype) || !isOfUserClass(prototype)) return;
        note(prototype, name);
        seen.add(prototype);
      });
    }
  };
}

function kindOf(own: PropertyDescriptor): string {
  if ('value' in own) return typeof own.value === 'function' ? 'method' : 'field';
  if (own.get === undefined) return 'setter';
  // TypeScript makes a pair of an `accessor` field.
  return own.set === undefined ? 'getter' : 'field';
}

// Some compilers hand the number of a field on as it is written; its property has a string.
function keyOf(name: PropertyKey): string | symbol {
  return typeof name === 'number' ? String(name) : name;
}

function decorateLegacy(
  decorator: string,
  use: (site: FieldSite) => FieldUse,
  target: object,
  name: PropertyKey,
  descriptor: PropertyDescriptor | undefined,
): PropertyDescriptor | undefined {
  if (typeof target === 'function') throw new DecoratorPlacementError(decorator, String(name), 'it is static');
  // A field comes without a descriptor, an `accessor` with get and set.
  if (
    descriptor !== undefined &&
    ('value' in descriptor || descriptor.get === undefined || descriptor.set === undefined)
  ) {
    throw new DecoratorPlacementError(decorator, String(name), 'it is a method, a getter or a setter');
  }
  const backing = descriptor as Backing | undefined;
  const { access } = use({ name, prototype: target, backing: backing && { get: backing.get } }).install(target);
  if (descriptor !== undefined) return { ...descriptor, ...access };
  Object.defineProperty(target, name, access);
  return undefined;
}

function decorateStandard(
  decorator: string,
  use: (site: FieldSite) => FieldUse,
  context: StandardFieldContext,
): unknown {
  const { kind } = context as { kind: string };
  const name = keyOf(context.name);
  if (context.static) throw new DecoratorPlacementError(decorator, String(name), 'it is static');
  if (context.private) throw new DecoratorPlacementError(decorator, String(name), 'it is private');
  if (kind !== 'field' && kind !== 'accessor')
    throw new DecoratorPlacementError(decorator, String(name), `it is a ${kind}`);
  const fieldUse = use({ name, prototype: undefined, backing: undefined });
  if (kind === 'accessor') {
    // The first instance puts the real accessor in the place of this one; until then there is nothing to access.
    const placeholder = { get: () => undefined, set: () => undefined };
    const prepare = preparer(fieldUse, (prototype, access) => {
      const holder = holderOf(prototype, name, placeholder.get);
      if (holder !== undefined) Object.defineProperty(holder, name, access);
    });
    return {
      ...placeholder,
      init(this: object, value: unknown) {
        const slot = prepare(this);
        if (slot !== undefined) fieldUse.adopt(this, slot, value);
        return undefined;
      },
    };
  }
  const prepare = preparer(fieldUse, (prototype, access) => {
    Object.defineProperty(prototype, name, access);
  });
  // Runs right after the language has defined this field. In the text before 2023-05 it runs before, and adoption of the
  // whole object uncovers the accessor.
  context.addInitializer(function (this: any) {
    const slot = prepare(this);
    const own = Object.getOwnPropertyDescriptor(this, name);
    if (slot === undefined || own === undefined) return;
    Reflect.deleteProperty(this, name);
    fieldUse.adopt(this, slot, own.value);
  });
  return undefined;
}

// A prototype gets its accessor with its first instance. Remembering the last one makes the check a comparison.
function preparer(
  use: FieldUse,
  place: (prototype: object, access: PropertyDescriptor) => void,
): (instance: object) => number | undefined {
  const slots = new WeakMap<object, number>();
  let last: object | null = null;
  let lastSlot = 0;
  return (instance) => {
    const prototype = Object.getPrototypeOf(instance) as object | null;
    if (prototype === last) return lastSlot;
    // A constructor up the chain has returned a foreign object: the field stays an ordinary one of it.
    if (prototype === null || !isOfUserClass(prototype)) return undefined;
    let slot = slots.get(prototype);
    if (slot === undefined) {
      use.expectUnborn(instance);
      const installed = use.install(prototype);
      place(prototype, installed.access);
      slots.set(prototype, (slot = installed.slot));
    }
    last = prototype;
    lastSlot = slot;
    return slot;
  };
}

function isOfUserClass(prototype: object): boolean {
  const maker: unknown = prototype.constructor;
  if (typeof maker !== 'function' || maker.prototype !== prototype) return false;
  return !/\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(maker));
}

function holderOf(prototype: object, name: PropertyKey, get: () => unknown): object | undefined {
  for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (Object.getOwnPropertyDescriptor(at, name)?.get === get) return at;
  }
  return undefined;
}
