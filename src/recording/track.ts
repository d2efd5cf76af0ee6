// Tracking: raw containers become tracked ones on their way into a field or container.
//
// A raw container is copied, deeply, so its old holder cannot change history. One pass keeps what is shared or circular
// inside the value. Nothing that exists already is touched, so a refusal leaves everything as it was. No recursion.
import { typeName } from '../describe.js';
import { AdapterContractError, UnrecordableValueError } from '../errors.js';
import { fieldTitle, schemaOf } from '../schema/class-schema.js';
import { contentOf, isImmutableValue, kindOf, type Content } from './content.js';

/** Where a value is about to go: for messages. */
export interface Destination {
  /** The object or container that holds it. */
  readonly holder: object;
  readonly key: unknown;
}

/** A raw container on its way. */
interface Copied {
  readonly raw: object;
  readonly content: Content;
  readonly from: Copied | undefined;
  readonly key: unknown;
}

/** Whether a value is more than a primitive. */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/**
 * What a value is recorded as: a raw container as a new tracked one; primitives, parts, owners and tracked containers as
 * they are.
 * @throws {UnrecordableValueError} when the value, or something inside a raw container, cannot be recorded
 */
export function track(value: unknown, destination: Destination): unknown {
  return isObject(value) && !isRecordable(value) ? trackAll([value], () => destination)[0] : value;
}

/**
 * Like {@link track}, for several values at once: what is shared among them is shared afterwards. `known` says what raw
 * containers have become already.
 */
export function trackAll(
  values: readonly unknown[],
  destinationOf: (at: number) => Destination,
  known?: readonly [raw: object, content: Content],
): unknown[] {
  const copies = new Map<object, Copied>();
  const copyOf = (raw: object, from: Copied | undefined, key: unknown): object => {
    const copy = copies.get(raw);
    if (copy !== undefined) return copy.content.handle;
    if (known?.[0] === raw) return known[1].handle;
    const kind = kindOf(raw);
    if (kind === undefined) throw refusal(raw, titleOf(destinationOf, from, key));
    const content = placing(
      () => titleOf(destinationOf, from, key),
      () => kind.empty(raw),
    );
    const copied = { raw, content, from, key };
    copies.set(raw, copied);
    return copied.content.handle;
  };
  const trackedOf = (value: unknown, from: Copied | undefined, key: unknown): unknown =>
    isObject(value) && !isRecordable(value) ? copyOf(value, from, key) : value;
  const tracked = values.map((value, at) => trackedOf(value, undefined, at));
  // A Map visits what is added while it is walked.
  for (const copied of copies.values()) {
    const { raw, content } = copied;
    const kind = kindOf(raw);
    const entries = kind?.entries(raw, (key, what, wayOut) => {
      throw new UnrecordableValueError(titleOf(destinationOf, copied, key), what, wayOut);
    });
    for (const [key, inside] of entries ?? []) {
      if (kind?.hasKeys === true) checkKey(key, () => titleOf(destinationOf, copied, key));
      content.fill(key, trackedOf(inside, copied, key));
    }
  }
  return tracked;
}

/** Asks the adapter of a value that is on its way to a place: where it fails, its error names that. */
export function placing<T>(title: () => string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw error instanceof AdapterContractError ? error.at(title()) : error;
  }
}

/** @throws {UnrecordableValueError} when a key of a map cannot be recorded: raw objects as keys cannot be told apart later */
export function checkKey(key: unknown, title: () => string): void {
  if (!isObject(key) || isRecordable(key)) return;
  throw new UnrecordableValueError(
    title(),
    `${describeKind(key)} as a key`,
    'Keys are primitives, parts, owners or tracked containers: a raw container would be copied, and could not be found again.',
  );
}

/** Parts, owners, tracked containers, adapted values, and values that never change. */
function isRecordable(value: object): boolean {
  return (
    (typeof value !== 'function' && schemaOf(value) !== undefined) ||
    contentOf(value) !== undefined ||
    isImmutableValue(value)
  );
}

function titleOf(destinationOf: (at: number) => Destination, from: Copied | undefined, inside: unknown): string {
  const steps: unknown[] = [];
  for (let at = from; at?.from !== undefined; at = at.from) steps.push(at.key);
  const { holder, key } = destinationOf((from === undefined ? inside : topOf(from).key) as number);
  const place = placeTitle(holder, key);
  const inner = from === undefined ? [] : [...steps.reverse(), inside];
  return inner.reduce<string>((title, step) => title + stepTitle(step), place);
}

function topOf(copied: Copied): Copied {
  let top = copied;
  while (top.from !== undefined) top = top.from;
  return top;
}

/** `Board.title`, `Board.notes[3]`: the way messages name a place. */
export function placeTitle(holder: object, key: unknown): string {
  const content = contentOf(holder);
  return content === undefined ? fieldTitle(holder, key as PropertyKey) : containerTitle(content) + stepTitle(key);
}

/** `Board.notes`: a container by the field it joined through. */
export function containerTitle(content: Content): string {
  let title = '';
  for (let at = content.member; at?.parent != null; at = at.parent) {
    const { object } = at.parent;
    if (contentOf(object) === undefined) return fieldTitle(object, at.key as PropertyKey) + title;
    title = stepTitle(at.key) + title;
  }
  return `a ${typeName(content.handle)}${title}`;
}

/** One step into a container. */
export function stepTitle(key: unknown): string {
  if (typeof key === 'number') return `[${String(key)}]`;
  if (typeof key === 'bigint') return `[${String(key)}n]`;
  if (typeof key === 'string')
    return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key.toWellFormed())}]`;
  return `[${isObject(key) ? typeName(key) : String(key)}]`;
}

function describeKind(value: object): string {
  if (typeof value === 'function') return 'a function';
  return Array.isArray(value) ? 'an array' : `an instance of ${typeName(value)}`;
}

function refusal(value: object, title: string): UnrecordableValueError {
  const isPromise = typeof (value as { then?: unknown }).then === 'function';
  return new UnrecordableValueError(
    title,
    describeKind(value),
    isPromise
      ? 'Await it first, or record the reference alone with @tracked.ref.'
      : 'Give its class tracked fields so that it becomes a part, record the reference alone with @tracked.ref, or write an ' +
          '@adapter for its class.',
  );
}
