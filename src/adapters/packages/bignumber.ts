// `bignumber.js`: arbitrary-precision numbers. Import for the effect: `import 'janus-ts/adapters/bignumber.js'`.
import { BigNumber } from 'bignumber.js';
import { adapter } from '../adapter.js';
import type { ImmutableAdapter } from '../protocol.js';

// A class in one resolution of modules, a value in the other.
type Value = InstanceType<typeof BigNumber>;

/** Numbers; NaN equals itself, and −0 is not 0. */
export class BigNumberAdapter implements ImmutableAdapter<Value> {
  readonly immutable = true;
  equals(a: Value, b: Value): boolean {
    return (a.isNaN() && b.isNaN()) || (a.eq(b) && a.isNegative() === b.isNegative());
  }
  encode(value: Value): unknown {
    return value.valueOf();
  }
  decode(data: unknown): Value {
    return new BigNumber(data as string);
  }
}

adapter(BigNumber, { match: (value): value is Value => BigNumber.isBigNumber(value) })(BigNumberAdapter);
