// Temporal, native or through a polyfill: `adaptTemporal(Temporal)`.
import { adapter, type AdapterClass } from '../adapter.js';
import type { ImmutableAdapter } from '../protocol.js';
import type { AdapterOptions, Target } from '../registry.js';

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
 * Teaches Janus the values of a Temporal: the global one, or a polyfill's. Its values never change. Answers the adapter
 * classes, for the `adapters` of a timeline; with `global: false` only timelines that name them use them.
 * @throws {AdapterRegistrationError} for one that is known already
 */
export function adaptTemporal(
  temporal: object,
  options: Pick<AdapterOptions, 'global'> = {},
): readonly AdapterClass<TemporalValue>[] {
  return CLASSES.flatMap((name) => {
    const target = (temporal as Record<string, TemporalClass | undefined>)[name];
    if (target === undefined) return [];
    const made = adapterOf(target);
    Object.defineProperty(made, 'name', { value: `Temporal.${name}` });
    adapter(target, options)(made);
    return [made];
  });
}

function adapterOf(target: TemporalClass): AdapterClass<TemporalValue> {
  return class implements ImmutableAdapter<TemporalValue> {
    readonly immutable = true;
    equals(a: TemporalValue, b: TemporalValue): boolean {
      return a.toString() === b.toString();
    }
    encode(value: TemporalValue): unknown {
      return value.toString();
    }
    decode(data: unknown): TemporalValue {
      return target.from(data as string);
    }
  };
}
