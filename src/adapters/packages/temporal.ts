// Temporal, native or through a polyfill: `adaptTemporal(Temporal)`.
import { register } from '../adapter.js';
import type { ImmutableAdapter } from '../protocol.js';
import { adapters, type Target } from '../registry.js';

/** What every value of Temporal can do. */
interface TemporalValue {
  toString(): string;
}

/** A class of Temporal: values of all of them are written as text and read back from it. */
interface TemporalClass extends Target<TemporalValue> {
  readonly name: string;
  from(text: string): TemporalValue;
}

const CLASSES = [
  ...['Instant', 'ZonedDateTime', 'PlainDateTime', 'PlainDate', 'PlainTime'],
  ...['PlainYearMonth', 'PlainMonthDay', 'Duration'],
] as const;

/**
 * Teaches Janus the values of a Temporal: the global one, or a polyfill's. Its values never change.
 * @throws {AdapterRegistrationError} for one that is known already
 */
export function adaptTemporal(temporal: object): void {
  for (const name of CLASSES) {
    const target = (temporal as Record<string, TemporalClass | undefined>)[name];
    if (target === undefined) continue;
    const made: ImmutableAdapter<TemporalValue> = {
      immutable: true,
      equals: (a, b) => a.toString() === b.toString(),
      encode: (value) => value.toString(),
      decode: (data) => target.from(data as string),
    };
    register(adapters, target, made, `Temporal.${name}`);
  }
}
