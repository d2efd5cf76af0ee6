// Stretches of a history that cannot be shown any more: values of weak fields were collected.
import { NO_MOMENT } from '../engine-binding/handle.js';
import { CollapsedValueError } from '../errors.js';
import { isCollapsed } from '../recording/weak-values.js';
import { placeOf } from './merge-places.js';
import { pathOf } from './paths.js';
import type { Session } from './session.js';

/**
 * Only histories with weak fields pay for this: O(what changes between the present moment and that one).
 * @throws {CollapsedValueError} when going to a moment would need a value that was collected
 */
export function expectAlive(session: Session, verb: string, moment: number): void {
  const { recorder, engine } = session;
  if (!recorder.hasWeak || moment === engine.position) return;
  const { cells, values } = recorder.journal;
  const changed = engine.difference(engine.position, moment);
  for (let i = 0; i < changed.length; i += 3) {
    const cell = changed[i] ?? 0;
    if (!isCollapsed(values.at(changed[i + 2] ?? 0))) continue;
    const place = placeOf(cells, cell);
    const path = pathOf(recorder.owner, place?.slots[0] ?? null, { key: place?.field?.name, isInside: false });
    throw new CollapsedValueError(verb, path, moment);
  }
}

/** The moments that have given a weak field a value that was collected. */
export function collapsedMoments({ recorder, engine }: Session): Set<number> {
  const found = new Set<number>();
  if (!recorder.hasWeak) return found;
  const { cells, values } = recorder.journal;
  for (let cell = 1; cell < cells.index.length; cell++) {
    if (placeOf(cells, cell)?.field?.options.weak !== true) continue;
    const versions = engine.versions(cell);
    for (let i = 0; i < versions.length; i += 3) {
      const moment = versions[i + 1] ?? NO_MOMENT;
      if (isCollapsed(values.at(versions[i] ?? 0))) found.add(moment === NO_MOMENT ? 0 : moment);
    }
  }
  return found;
}

/** Whether the line to a moment has a stretch that cannot be shown. */
export function isCollapsedUpTo({ engine }: Session, tip: number, collapsed: ReadonlySet<number>): boolean {
  for (const moment of collapsed) if (engine.isAncestor(moment, tip)) return true;
  return false;
}
