// `luxon`: date times, durations and intervals. Import for the effect: `import 'janus-ts/adapters/luxon'`.
import { DateTime, Duration, Interval } from 'luxon';
import { adapter } from '../adapter.js';
import type { ImmutableAdapter } from '../protocol.js';

interface Encoded {
  readonly milliseconds: number;
  readonly zone: string;
  readonly locale: string | null;
}

/** Date times: instant, zone and locale. */
export class DateTimeAdapter implements ImmutableAdapter<DateTime> {
  readonly immutable = true;
  equals(a: DateTime, b: DateTime): boolean {
    return a.equals(b) || (!a.isValid && !b.isValid);
  }
  encode(value: DateTime): unknown {
    const { locale, zone } = value;
    // The zone of the machine stays that of the machine.
    return {
      milliseconds: value.toMillis(),
      zone: zone.type === 'system' ? 'system' : zone.name,
      locale,
    } satisfies Encoded;
  }
  decode(data: unknown): DateTime {
    const { milliseconds, zone, locale } = data as Encoded;
    if (Number.isNaN(milliseconds)) return DateTime.invalid('unparsable');
    return DateTime.fromMillis(milliseconds, { zone, ...(locale === null ? {} : { locale }) });
  }
}

/** Durations by their units, so that a month is not thirty days. */
export class DurationAdapter implements ImmutableAdapter<Duration> {
  readonly immutable = true;
  equals(a: Duration, b: Duration): boolean {
    return a.equals(b) || (!a.isValid && !b.isValid);
  }
  encode(value: Duration): unknown {
    return value.isValid ? value.toObject() : null;
  }
  decode(data: unknown): Duration {
    return data === null ? Duration.invalid('unparsable') : Duration.fromObject(data as Record<string, number>);
  }
}

/** Intervals by both ends. */
export class IntervalAdapter implements ImmutableAdapter<Interval> {
  readonly immutable = true;
  equals(a: Interval, b: Interval): boolean {
    return a.equals(b) || (!a.isValid && !b.isValid);
  }
  encode({ start, end }: Interval): unknown {
    return start === null || end === null ? null : [dateTimes.encode(start), dateTimes.encode(end)];
  }
  decode(data: unknown): Interval {
    if (data === null) return Interval.invalid('unparsable');
    const [start, end] = data as [unknown, unknown];
    return Interval.fromDateTimes(dateTimes.decode(start), dateTimes.decode(end));
  }
}

const dateTimes = new DateTimeAdapter();
adapter(DateTime, { match: (value): value is DateTime => DateTime.isDateTime(value) })(DateTimeAdapter);
adapter(Duration, { match: (value): value is Duration => Duration.isDuration(value) })(DurationAdapter);
adapter(Interval, { match: (value): value is Interval => Interval.isInterval(value) })(IntervalAdapter);
