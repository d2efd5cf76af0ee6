// Names and refs: checked here, before they reach the engine, whose strings cannot hold everything a JavaScript string can.
import { show } from '../describe.js';
import { InvalidNameError, OptionError, StepCountError, UnknownRefError } from '../errors.js';
import { expectKept, Moment, type MomentSource, type TagValue } from './moment.js';

/** A branch name, a label, or a moment. */
export type Ref = string | Moment;

/** Longest name, in UTF-16 units. */
const MAX_NAME_LENGTH = 1024;
const MAX_TAG_LENGTH = 65_536;
const MAX_STEPS = 2 ** 31 - 1;

/** @throws {InvalidNameError} unless it is a non-empty, well-formed string of at most {@link MAX_NAME_LENGTH} units */
export function checkName(name: unknown): string {
  if (typeof name !== 'string') throw new InvalidNameError(name, 'a name is a string');
  if (name === '') throw new InvalidNameError(name, 'it is empty');
  if (name.length > MAX_NAME_LENGTH)
    throw new InvalidNameError(name, `it is longer than ${String(MAX_NAME_LENGTH)} characters`);
  if (!name.isWellFormed()) throw new InvalidNameError(name, 'it has a lone surrogate');
  return name;
}

/** @throws {StepCountError} unless it is a whole number of steps */
export function checkSteps(verb: string, steps: unknown): number {
  if (typeof steps === 'number' && Number.isInteger(steps) && steps >= 0 && steps <= MAX_STEPS) return steps;
  throw new StepCountError(verb, steps);
}

/** @throws {UnknownRefError} unless the moment belongs to this history */
export function momentOf(source: MomentSource, ref: unknown): number {
  if (!(ref instanceof Moment && ref.isOf(source))) throw new UnknownRefError(ref);
  expectKept(source.engine, 'A ref', ref.id);
  return ref.id;
}

/** A tag value as text for the engine. */
export function encodeTag(key: string, value: unknown): string {
  const fits =
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0));
  if (!fits) {
    throw new OptionError(
      `The tag ${show(key)} holds a string, a finite number, a boolean or null, not ${show(value)}.`,
    );
  }
  const text = JSON.stringify(value);
  if (text.length > MAX_TAG_LENGTH)
    throw new OptionError(`The tag ${show(key)} is longer than ${String(MAX_TAG_LENGTH)} characters.`);
  return text;
}

/** What {@link encodeTag} made of a value. */
export function decodeTag(text: string): TagValue {
  return JSON.parse(text) as TagValue;
}
