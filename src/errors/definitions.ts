// What is wrong with a class, or with how it is used.
import { show } from '../describe.js';
import { JanusError } from './base.js';

/** A decorator stands where it can do nothing: a field decorator on a method, any decorator on a static or private member. */
export class DecoratorPlacementError extends JanusError {
  override readonly code = 'JANUS_DECORATOR_PLACEMENT';
  constructor(
    readonly decorator: string,
    readonly member: string,
    why: string,
    wayOut = 'Put it on an instance field or an `accessor` field.',
  ) {
    super(`@${decorator} cannot be used on ${member}: ${why}. ${wayOut}`);
  }
}

/** The declared type of a field (known from `emitDecoratorMetadata`) can never be recorded. */
export class FieldTypeError extends JanusError {
  override readonly code = 'JANUS_FIELD_TYPE';
  constructor(
    readonly field: string,
    readonly type: string,
    wayOut: string,
  ) {
    super(`${field} is declared as ${type}, which cannot be recorded. ${wayOut}`);
  }
}

/** A tracked field is hidden by an own property, so its writes would go unrecorded. */
export class ShadowedFieldError extends JanusError {
  override readonly code = 'JANUS_SHADOWED_FIELD';
  constructor(
    readonly owner: string,
    readonly field: string,
  ) {
    super(
      `${owner}.${field} is tracked, but an own property of the same name hides its accessor: its writes are not recorded. ` +
        `Decorate the field where it is declared again (and its class with @timeline()), write \`@tracked accessor ${field}\`, ` +
        `or compile with "useDefineForClassFields": false.`,
    );
  }
}

/** A subclass of a `@timeline` class has tracked fields of its own, but no `@timeline`. */
export class UndecoratedSubclassError extends JanusError {
  override readonly code = 'JANUS_UNDECORATED_SUBCLASS';
  constructor(
    readonly subclass: string,
    readonly field: string,
  ) {
    super(
      `${subclass} declares the tracked field ${field}, but has no @timeline() of its own, so its construction would become part of ` +
        `the history. Put @timeline() on ${subclass}.`,
    );
  }
}

/** The object has no history: its class is no `@timeline` class, or it is a part that joined none yet. */
export class NoTimelineError extends JanusError {
  override readonly code = 'JANUS_NO_TIMELINE';
  constructor(readonly what: string) {
    super(
      `${what} has no timeline. Put @timeline() on its class, or assign it to a tracked field of an object that has one.`,
    );
  }
}

/** `multiverseOf` was asked for an owner whose history is linear. */
export class NotAMultiverseError extends JanusError {
  override readonly code = 'JANUS_NOT_A_MULTIVERSE';
  constructor(readonly owner: string) {
    super(
      `${owner} has a linear timeline. Give it a @branchable field or decorate it with @timeline({ mode: 'multiverse' }).`,
    );
  }
}

/** An argument that has to be a tracked container is none. */
export class NotTrackedError extends JanusError {
  override readonly code = 'JANUS_NOT_TRACKED';
  constructor(
    readonly verb: string,
    given: unknown,
    wayOut: string,
  ) {
    super(`${verb} takes a tracked container, not ${show(given)}. ${wayOut}`);
  }
}
