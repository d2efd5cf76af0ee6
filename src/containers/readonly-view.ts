// `readonlyView`: the raw storage of a list, for loops that must not pay for a Proxy.
import { listOf } from './list/list-content.js';

/**
 * The plain array behind a tracked list: the same elements without a Proxy, for hot loops (1 ns an index read instead of
 * 64). It follows later changes of the list. Never write to it: nothing would record that. Any other array comes back as
 * it is.
 */
export function readonlyView<T>(list: readonly T[]): readonly T[] {
  return (listOf(list)?.raw ?? list) as readonly T[];
}
