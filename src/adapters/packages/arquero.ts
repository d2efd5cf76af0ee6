// `arquero`: tables, which every verb makes anew. Import for the effect: `import 'janus-ts/adapters/arquero'`.
import { ColumnTable, fromArrow, toArrowIPC } from 'arquero';
import { adapter } from '../adapter.js';
import type { ImmutableAdapter } from '../protocol.js';

/** Tables by identity; encoded as Arrow. Filters and groups are not part of a file: it holds the rows that are visible. */
export class ArqueroAdapter implements ImmutableAdapter<ColumnTable> {
  readonly immutable = true;
  encode(value: ColumnTable): unknown {
    return toArrowIPC(value);
  }
  decode(data: unknown): ColumnTable {
    return fromArrow(data as Uint8Array);
  }
}

adapter(ColumnTable)(ArqueroAdapter);
