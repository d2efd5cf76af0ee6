// How much of a history is kept: the options, and what they mean for one that records on.
import { show } from '../describe.js';
import { OptionError } from '../errors.js';

/**
 * How much of a history is kept. What is left out has no limit; a moment goes when one limit wants it. Moments with a label,
 * tips of branches, moments where an instance stands, and moments on which several others build are always kept.
 */
export interface RetainOptions {
  /** Most moments. */
  readonly moments?: number;
  /**
   * Most bytes, as an estimate: for each operation that is held 24 in the engine, and what values of this history weigh on
   * average: 8 for a number, 16 and the length for a text or buffer. Objects that are part of the state are not counted.
   */
  readonly bytes?: number;
  /** Moments that began longer ago than this go, in milliseconds. */
  readonly ageMs?: number;
}

const LIMITS = ['moments', 'bytes', 'ageMs'] as const;

/** @throws {OptionError} unless these are limits; answers undefined when everything is to be kept */
export function checkRetain(verb: string, given: unknown): RetainOptions | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given !== 'object') throw new OptionError(`${verb} takes { moments, bytes, ageMs }, not ${show(given)}.`);
  for (const [key, value] of Object.entries(given)) {
    if (!(LIMITS as readonly string[]).includes(key)) {
      throw new OptionError(`${verb} does not know ${show(key)}; use ${LIMITS.join(', ')}.`);
    }
    const isLimit = value === undefined || (typeof value === 'number' && value >= 0);
    if (!isLimit) throw new OptionError(`${verb}: ${key} is a number from 0, not ${show(value)}.`);
  }
  const { moments, bytes, ageMs } = given as RetainOptions;
  if ([moments, bytes, ageMs].every((limit) => limit === undefined || limit === Infinity)) return undefined;
  return Object.freeze({
    ...(moments === undefined ? {} : { moments }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(ageMs === undefined ? {} : { ageMs }),
  });
}
