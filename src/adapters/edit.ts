// Values whose own verbs know what they change: they say so, and nothing has to be compared.
import { foreignContent } from '../recording/content.js';
import { AdaptedContent } from './adapted-content.js';

/**
 * Does a change of an adapted value, and records it when it belongs to a history; `alone` does it when the value was never
 * in one.
 */
export function editAdapted(value: object, delta: unknown, alone: () => void): void {
  const content = foreignContent.get(value);
  if (content instanceof AdaptedContent) content.edit(delta);
  else alone();
}
