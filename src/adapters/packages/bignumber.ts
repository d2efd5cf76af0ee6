// `bignumber.js`: arbitrary-precision numbers. Import for the effect: `import 'janus-ts/adapters/bignumber.js'`.
import { BigNumber } from 'bignumber.js';
import { adapter } from '../adapter.js';
import type { ImmutableAdapter } from '../protocol.js';

class BigNumberAdapter implements ImmutableAdapter<BigNumber> {
  readonly immutable = true;
  equals(a: BigNumber, b: BigNumber): boolean {
    return (a.isNaN() && b.isNaN()) || (a.eq(b) && a.isNegative() === b.isNegative());
  }
  encode(value: BigNumber): unknown {
    return value.valueOf();
  }
  decode(data: unknown): BigNumber {
    return new BigNumber(data as string);
  }
}

adapter(BigNumber, { match: (value): value is BigNumber => BigNumber.isBigNumber(value) })(BigNumberAdapter);
