// Keeping a history: how it becomes bytes is the business of another room, which the composition root registers here.
import { EngineDefectError } from '../errors.js';
import type { Session } from './session.js';

/** How a history is kept. */
export interface Keeper {
  toBytes(session: Session): Uint8Array;
  save(session: Session, path: string): void;
}

let registered: Keeper | undefined;

/** Says how histories are kept. */
export function registerKeeper(keeper: Keeper): void {
  registered = keeper;
}

/** How histories are kept. */
export function keeperOf(): Keeper {
  if (registered === undefined) throw new EngineDefectError('nobody keeps histories');
  return registered;
}
