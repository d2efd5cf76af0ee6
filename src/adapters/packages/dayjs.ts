// `dayjs`: date times. Import for the effect: `import 'janus-ts/adapters/dayjs'`.
import dayjs, { type Dayjs } from 'dayjs';
import { adapter } from '../adapter.js';
import type { ImmutableAdapter } from '../protocol.js';
import type { Target } from '../registry.js';

/** Date times: instant and locale. What plugins add, such as a zone, is theirs to put back. */
export class DayjsAdapter implements ImmutableAdapter<Dayjs> {
  readonly immutable = true;
  equals(a: Dayjs, b: Dayjs): boolean {
    return a.isSame(b) || (!a.isValid() && !b.isValid());
  }
  encode(value: Dayjs): unknown {
    return { milliseconds: value.valueOf(), locale: value.locale() };
  }
  decode(data: unknown): Dayjs {
    const { milliseconds, locale } = data as { milliseconds: number; locale: string };
    return dayjs(milliseconds).locale(locale);
  }
}

const { Dayjs: DayjsClass } = dayjs as unknown as { Dayjs?: Target<Dayjs> };
adapter<Dayjs>(DayjsClass ?? ((dayjs() as object).constructor as Target<Dayjs>), {
  match: (value): value is Dayjs => dayjs.isDayjs(value),
})(DayjsAdapter);
