// Options that are numbers.
import { misused } from './failure.js';

/** A count that was given, or all. @throws {CommandFailure} when it is no whole number */
export function countOf(name: string, given: string | boolean | undefined): number {
  if (given === undefined) return Infinity;
  if (typeof given === 'string' && /^\d{1,15}$/.test(given)) return Number(given);
  throw misused(`--${name} takes a whole number.`);
}
