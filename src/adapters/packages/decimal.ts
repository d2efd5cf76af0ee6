// `decimal.js`: arbitrary-precision decimals. Import for the effect: `import 'janus-ts/adapters/decimal.js'`.
import { Decimal } from 'decimal.js';
import { adapter } from '../adapter.js';
import type { ImmutableAdapter } from '../protocol.js';

/** Decimals, also those of clones of the constructor with other precision: their constructor is not kept in files. */
export class DecimalAdapter implements ImmutableAdapter<Decimal> {
  readonly immutable = true;
  equals(a: Decimal, b: Decimal): boolean {
    // NaN equals itself here, and −0 is not 0.
    return (a.isNaN() && b.isNaN()) || (a.equals(b) && a.isNegative() === b.isNegative());
  }
  encode(value: Decimal): unknown {
    return value.valueOf();
  }
  decode(data: unknown): Decimal {
    return new Decimal(data as string);
  }
}

adapter(Decimal, { match: (value): value is Decimal => Decimal.isDecimal(value) })(DecimalAdapter);
