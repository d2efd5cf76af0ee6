// `@tracked` and its preset `@branchable`: they put a field into the schema of its class and an accessor on its
// prototype. What a write does is the recorder's business.
import { show, typeName } from '../describe.js';
import { OptionError, UndecoratedSubclassError } from '../errors.js';
import { boxed, hold } from '../recording/weak-values.js';
import { coerced } from '../recording/shadowing.js';
import { track } from '../recording/track.js';
import { fit, NO_SLOTS, ownSlots, SLOTS, slotsOf } from '../recording/slots.js';
import { ownSchema, type Field, type FieldOptions } from '../schema/class-schema.js';
import { isEphemeral } from '../schema/ephemeral.js';
import { POLICY_NAMES, type MergeFunction, type MergePolicy, type PolicyName } from '../schema/policies.js';
import { accessorOf } from './accessor.js';
import { checkDeclaredType } from './declared-types.js';
import { fieldDecorator, type FieldDecorator, type FieldSite, type FieldUse } from './dialect.js';
import { refuseBoth } from './ephemeral.js';
import { makeReadable } from './readable.js';

/** Options of `@tracked`. */
export interface TrackedOptions<V = unknown> {
  /**
   * Converts or checks every value before it is recorded; runs with the object as `this`. When it throws, the field
   * keeps its value and nothing is recorded.
   */
  coerce?: (value: V) => V;
}

/** Options of `@branchable`. */
export interface BranchableOptions<V = unknown> extends TrackedOptions<V> {
  /**
   * How the field reconciles when both sides of a merge changed it: `'overshadow'` (source wins), `'preserve'` (target
   * wins), `'strict'` (a conflict), `'sum'` (both changes added), `'max'`, `'min'`, `'union'`, or a function.
   * Without it the field follows the strategy given to `merge`.
   */
  merge?: PolicyName | MergeFunction<V>;
}

/** Options of `@trackedList`. */
export interface TrackedListOptions<V = unknown> extends BranchableOptions<V> {
  /**
   * The property that tells plain rows apart when a whole array is assigned: a row with the same key stays the same
   * element, and what differs is written into it. Without it elements are matched by identity.
   */
  key?: string;
}

/** The type of {@link trackedList}. */
export interface TrackedList extends FieldDecorator {
  <V>(options: TrackedListOptions<V>): FieldDecorator<V>;
}

/** The type of {@link tracked}: a decorator, a factory of decorators, and the preset `ref`. */
export interface Tracked extends FieldDecorator {
  <V>(options: TrackedOptions<V>): FieldDecorator<V>;
  /** Records the reference only: any value is stored as it is, and what happens inside it is not recorded. */
  readonly ref: FieldDecorator;
  /**
   * Like `ref`, for values that are large or hold something outside (buffers, sockets, canvases): the field keeps its present
   * value alive, history only remembers earlier ones. What would bring back a value that was collected meanwhile is refused
   * with a {@link CollapsedValueError}.
   */
  readonly weak: FieldDecorator;
}

/** The type of {@link branchable}. */
export interface Branchable extends FieldDecorator {
  <V>(options: BranchableOptions<V>): FieldDecorator<V>;
}

const REFERENCE: FieldOptions = { ref: true, coerce: undefined, merge: undefined, branchable: false, list: undefined };

/**
 * Records every effective write of an instance field. Values are primitives, parts (instances with tracked fields, which
 * join the history), owners (held as references), and containers of all these: arrays, plain objects, `Map` and `Set`, to
 * any depth. A raw container is copied; the field hands out a tracked one, whose changes are recorded. Anything else is
 * refused with {@link UnrecordableValueError}. A write of the value that is there (by `Object.is`) is no operation.
 *
 * `@tracked title = ''` · `@tracked({ coerce: clamp }) size = 0` · `@tracked.ref socket = …`; fields and `accessor`
 * fields, with legacy and with standard decorators.
 * @throws {DecoratorPlacementError} on static or private members, methods, getters and setters
 */
export const tracked: Tracked = Object.assign(recordingDecorator('tracked', false), {
  ref: recorded('tracked.ref', REFERENCE),
  weak: recorded('tracked.weak', { ...REFERENCE, weak: true }),
});

/**
 * Like {@link tracked}, for a list: a raw array that is assigned says what the present list should become, and is reached
 * by the fewest insertions, removals and moves. The list itself stays the same object.
 * @throws {OptionError} for an unknown policy
 */
export const trackedList: TrackedList = recordingDecorator('trackedList', false);

/**
 * Like {@link tracked}, for a field that is expected to differ between branches: it makes the timeline of its class a
 * multiverse and says how the field reconciles.
 * @throws {OptionError} for an unknown policy
 */
export const branchable: Branchable = recordingDecorator('branchable', true);

function recordingDecorator(name: string, isBranchable: boolean): Tracked & Branchable & TrackedList {
  const plain = recorded(name, { ...readOptions(name, {}), branchable: isBranchable });
  // One argument means options, two or three mean a decorator call of either dialect.
  return ((...args: [options: TrackedListOptions] | Parameters<FieldDecorator>) =>
    args.length === 1
      ? recorded(name, { ...readOptions(name, args[0]), branchable: isBranchable })
      : (plain as (...all: unknown[]) => unknown)(...args)) as Tracked & Branchable & TrackedList;
}

function readOptions(decorator: string, options: TrackedListOptions): Omit<FieldOptions, 'branchable'> {
  const { coerce, merge, key } = options;
  if (coerce !== undefined && typeof coerce !== 'function')
    throw new OptionError(`@${decorator}: coerce must be a function.`);
  if (merge !== undefined && typeof merge !== 'function' && !POLICY_NAMES.includes(merge)) {
    throw new OptionError(
      `@${decorator}: ${show(merge)} is no merge policy; use ${POLICY_NAMES.join(', ')} or a function.`,
    );
  }
  if (key !== undefined && typeof key !== 'string')
    throw new OptionError(`@${decorator}: key must be the name of a property.`);
  return {
    ref: false,
    coerce,
    merge: merge as MergePolicy | undefined,
    list: decorator === 'trackedList' ? { key } : undefined,
  };
}

function recorded<V>(decorator: string, options: FieldOptions): FieldDecorator<V> {
  return fieldDecorator<V>(decorator, (site) => useOf(decorator, site, options));
}

function useOf(decorator: string, site: FieldSite, options: FieldOptions): FieldUse {
  return {
    install(prototype) {
      if (isEphemeral(prototype, site.name)) refuseBoth(decorator, prototype, site.name);
      checkDeclaredType(decorator, prototype, site.name, options);
      const schema = ownSchema(prototype);
      const field: Field = schema.declare(site.name, options, site.backing);
      if (site.prototype !== undefined) schema.declared = site.name;
      Object.defineProperty(prototype, SLOTS, { value: NO_SLOTS, configurable: true });
      makeReadable(prototype, schema);
      return { slot: field.slot, access: accessorOf(field) };
    },
    adopt(instance, slot, value) {
      const slots = slotsOf(instance);
      if (slots.length <= slot) fit(slots, ownSchema(Object.getPrototypeOf(instance) as object));
      const initial = coerced({ options }, instance, value);
      if (options.weak === true) {
        slots[slot] = boxed(initial);
        hold(slots, slot);
      } else slots[slot] = options.ref ? initial : track(initial, { holder: instance, key: site.name });
    },
    expectUnborn(instance) {
      if (ownSlots(instance)?.[0] != null) throw new UndecoratedSubclassError(typeName(instance), String(site.name));
    },
  };
}
