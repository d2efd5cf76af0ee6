// The containers room: what tracked containers are, and the functions that users have for them.
import { registerContainerKinds } from '../recording/content.js';
import { MAP_KIND } from './keyed/tracked-map.js';
import { RECORD_KIND } from './keyed/tracked-record.js';
import { SET_KIND } from './keyed/tracked-set.js';
import { LIST_KIND } from './list/list-kind.js';

export { move } from './list/move.js';
export { readonlyView } from './readonly-view.js';

/** Makes all kinds of containers known to recording. */
export function registerContainers(): void {
  registerContainerKinds(LIST_KIND, RECORD_KIND, MAP_KIND, SET_KIND);
}
