// What the classes say must hold of their instances: conditions by prototype, inherited ones first.
//
// They are kept apart from the tracked fields: a class with invariants alone is no class of parts.
import { show, typeName } from '../describe.js';
import { InvariantError, OptionError, ReentrantMutationError } from '../errors.js';
import { ByPrototype } from './by-prototype.js';
import { refusePromise } from './policies.js';

/** What a condition answers: false when it does not hold. */
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- a condition that throws needs to answer nothing
export type Answer = boolean | undefined | void;

/** One condition. */
export interface Invariant {
  readonly kind: 'method' | 'invariant' | 'guard';
  /** Name of the method or function; empty for a function without. */
  readonly name: string;
  /** What it asks for, in words. */
  readonly message: string | undefined;
  /** False when it does not hold; true or nothing otherwise. */
  readonly check: (object: object) => unknown;
}

const invariants = new ByPrototype<Invariant>(Symbol.for('janus-ts/1/invariants'));

/** Adds an invariant to a class. */
export function declareInvariant(prototype: object, key: unknown, invariant: Invariant): void {
  invariants.note(prototype, key, invariant);
}

/** Whether the class of an object has invariants. */
export function hasInvariants(object: object): boolean {
  return invariants.of(object) !== undefined;
}

/** @throws {InvariantError} for the first invariant of its class that an object does not fulfil */
export function expectInvariants(object: object): void {
  for (const invariant of invariants.of(object)?.values() ?? []) expectToHold(invariant, object);
}

/** @throws {InvariantError} when the condition does not hold of the object, or throws */
export function expectToHold({ kind, name, message, check }: Invariant, object: object): void {
  const title = name === '' ? `A ${kind}` : `The ${kind} ${name}`;
  let answer: unknown;
  try {
    answer = check(object);
  } catch (error) {
    // A condition that writes is wrong itself, and says nothing about the object.
    if (error instanceof ReentrantMutationError) throw error;
    throw new InvariantError(typeName(object), name, message, kind, { cause: error });
  }
  refusePromise(
    kind === 'guard' ? kind : `@invariant ${name}`,
    answer,
    'It is asked in the middle of a write and answers at once.',
  );
  if (answer === false) throw new InvariantError(typeName(object), name, message, kind);
  if (answer !== undefined && answer !== true) {
    throw new OptionError(`${title} answers true, false or nothing, not ${show(answer)}.`);
  }
}
