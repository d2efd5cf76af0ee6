// `big.js`: small arbitrary-precision decimals. Import for the effect: `import 'janus-ts/adapters/big.js'`.
import { Big } from 'big.js';
import { adapter } from '../adapter.js';
import type { ImmutableAdapter } from '../protocol.js';

/** Decimals; −0 is not 0. */
export class BigAdapter implements ImmutableAdapter<Big> {
  readonly immutable = true;
  equals(a: Big, b: Big): boolean {
    return a.eq(b) && a.s === b.s;
  }
  encode(value: Big): unknown {
    return value.valueOf();
  }
  decode(data: unknown): Big {
    return new Big(data as string);
  }
}

adapter(Big)(BigAdapter);
