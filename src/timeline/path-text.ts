// Paths as data and as text: `notes[3].text`, `scores["a b"]`, `rooms[value 2].name`.
//
// One grammar for what decisions and diffs show and for what `blame`, `find` and `extract` take. A path goes from the
// owner, through fields and into containers; it names a place of one state.
import { show } from '../describe.js';
import { PathError } from '../errors.js';
import { stepTitle } from '../recording/track.js';

/**
 * One step of a path: the name of a field, an index of a list, a key of a map or plain object, a member of a set. Keys and
 * members that are objects go by where they stand: `{ key: 2 }` is the third key of a map or member of a set itself,
 * `{ value: 2 }` what the map holds under it.
 */
export type PathStep =
  | string
  | number
  | bigint
  | boolean
  | symbol
  | null
  | undefined
  | { readonly key: number }
  | { readonly value: number };

/** The way from the owner to an object or place. */
export type Path = readonly PathStep[];

const IDENTIFIER = /[A-Za-z_$][\w$]*/y;
const BRACKET =
  /\[(?:("(?:[^"\\]|\\.)*")|(key|value) (\d+)|(-?\d+)n|(-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Infinity)|NaN)|(true|false|null|undefined))\]/y;
const WORDS: Readonly<Record<string, PathStep>> = { true: true, false: false, null: null, undefined: undefined };

/** A path as text. Symbols show their description, and cannot be read back. */
export function pathText(path: Path): string {
  const text = path.map(stepText).join('');
  return text.startsWith('.') ? text.slice(1) : text;
}

function stepText(step: PathStep): string {
  if (typeof step !== 'object' || step === null) return stepTitle(step);
  return 'key' in step ? `[key ${String(step.key)}]` : `[value ${String(step.value)}]`;
}

/** The path that a text or an array of steps says. @throws {PathError} when it cannot be read */
export function parsePath(given: unknown): Path {
  if (Array.isArray(given)) return given as Path;
  if (typeof given !== 'string') throw new PathError(show(given), 'it is neither a text nor an array of steps');
  const steps: PathStep[] = [];
  for (let at = 0; at < given.length;) {
    const isDotted = given[at] === '.';
    if (isDotted && at === 0) throw new PathError(given, 'it begins with a dot');
    const name = isDotted || at === 0 ? matchAt(IDENTIFIER, given, isDotted ? at + 1 : at) : undefined;
    const bracket = isDotted || name !== undefined ? undefined : matchAt(BRACKET, given, at);
    if (name !== undefined) steps.push(name[0]);
    else if (bracket !== undefined) steps.push(stepOf(given, bracket));
    else throw new PathError(given, `it cannot be read from ${show(given.slice(at))} on`);
    at += (bracket ?? name)?.[0].length ?? 0;
    if (isDotted) at++;
  }
  return steps;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function stepOf(path: string, [, quoted, role, place, bigint, number, word]: RegExpExecArray): PathStep {
  if (role === 'key') return { key: Number(place) };
  if (role === 'value') return { value: Number(place) };
  if (bigint !== undefined) return BigInt(bigint);
  if (number !== undefined) return Number(number);
  if (quoted === undefined) return WORDS[word ?? ''];
  try {
    return JSON.parse(quoted) as string;
  } catch {
    throw new PathError(path, `${quoted} is no text in JSON`);
  }
}

/** Whether a path leads to a place, or to something inside it. */
export function isWithin(path: Path, place: Path): boolean {
  return place.length <= path.length && place.every((step, at) => isSameStep(step, path[at]));
}

function isSameStep(a: PathStep, b: PathStep): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  return 'key' in a ? 'key' in b && a.key === b.key : 'value' in b && a.value === b.value;
}
