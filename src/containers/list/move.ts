// `move`: the operation on lists that JavaScript has no method for.
import { ListIndexError, NotTrackedError } from '../../errors.js';
import { listOf } from './list-content.js';

/**
 * Moves an element of a tracked list so that it stands at another index: one operation, which merges as a move. The same
 * elements end up in the same order as by `list.splice(to, 0, ...list.splice(from, 1))`.
 * @throws {NotTrackedError} when the list is a raw array
 * @throws {ListIndexError} unless both are indices of the list
 */
export function move(list: readonly unknown[], from: number, to: number): void {
  const content = listOf(list);
  if (content === undefined) throw new NotTrackedError('move', list, 'Use the list that a tracked field hands out.');
  const { length } = content.raw;
  for (const index of [from, to]) {
    if (!Number.isInteger(index) || index < 0 || index >= length) throw new ListIndexError('move', index, length);
  }
  content.move(from, to);
}
