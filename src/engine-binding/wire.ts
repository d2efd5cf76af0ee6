// The array in which the engine answers: one for all engines of this module, registered with the native side once.
import { native } from './native.js';

/** Words of the wire: a status block and room for a few thousand entries. */
const WIRE_WORDS = 16_400;
/** Where the payload begins. */
export const PAYLOAD = 16;

/** Words of the status block. */
export const Status = {
  Position: 0,
  Flags: 1,
  Moments: 2,
  NextOperation: 3,
  Steps: 4,
  Entries: 5,
  NameKind: 6,
  RedoTarget: 7,
} as const;

/** Bits of the status flags. */
export const StatusFlag = { CanUndo: 1, CanRedo: 2, Detached: 4, AtHead: 8 } as const;

/** The shared answers. */
export const wire = new Uint32Array(WIRE_WORDS);

let id = -1;

/** The number under which the native side knows the wire. */
export function wireId(): number {
  if (id < 0) id = native.registerWire(wire);
  return id;
}
